//! Copies of the data, made beside the session: an edit does not wait for them. Each opens the data for reading anew and copies one state of
//! it, whatever is written meanwhile.

use super::Clock;
use crate::data::{Reason, Store};
use crate::error::{Code, Error};
use jibiao_store::StoreError;
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, PoisonError};

/// The copies of one session.
#[derive(Clone, Default)]
pub(super) struct Copying(Arc<State>);

#[derive(Default)]
struct State {
    /// How many are being made
    running: Mutex<usize>,
    ended: Condvar,
    /// Why the last one that the program made of its own accord failed
    failure: Mutex<Option<Error>>,
}

/// Ends its run whatever becomes of the thread.
pub(super) struct Run(Arc<State>);

impl Drop for Run {
    fn drop(&mut self) {
        *self.0.running.lock().unwrap_or_else(PoisonError::into_inner) -= 1;
        self.0.ended.notify_all();
    }
}

impl Copying {
    /// Makes a copy beside the session, where something changed since the last one.
    pub fn start(&self, folder: &Path, clock: &Clock, reason: Reason) {
        let run = self.begin();
        let (own, folder, clock) = (self.clone(), folder.to_owned(), clock.clone());
        let copy = move || {
            let _run = run;
            let done = beside(&folder, &clock, |store| store.back_up_if_changed(reason));
            own.ended(done.err());
        };
        if std::thread::Builder::new().name("copy".to_owned()).spawn(copy).is_err() {
            // Due again in a quarter of an hour.
            self.ended(Some(Error::new(Code::Internal, "系统不给资源", "请关掉一些别的程序")));
        }
    }

    /// Something that has the data open is being done until the answer is dropped.
    pub fn begin(&self) -> Run {
        *self.0.running.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        Run(self.0.clone())
    }

    /// Waits until none is being made.
    pub fn wait(&self) {
        let mut running = self.0.running.lock().unwrap_or_else(PoisonError::into_inner);
        while *running > 0 {
            running = self.0.ended.wait(running).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// A copy of everything was made: what failed before it matters no longer.
    pub fn succeeded(&self) {
        self.ended(None);
    }

    fn ended(&self, failure: Option<Error>) {
        *self.0.failure.lock().unwrap_or_else(PoisonError::into_inner) = failure;
    }

    /// 最近一次自动备份没有成功：…
    pub fn failure(&self) -> Option<Error> {
        let failure = self.0.failure.lock().unwrap_or_else(PoisonError::into_inner).clone()?;
        let message = format!("最近一次自动备份没有成功：{}", failure.message);
        Some(Error { message, file: None, ..failure })
    }
}

/// Does something with the data opened for reading, beside whoever has it open.
pub(super) fn beside<T>(
    folder: &Path,
    clock: &Clock,
    run: impl FnOnce(&Store) -> Result<T, StoreError>,
) -> Result<T, Error> {
    let clock = clock.clone();
    let store = Store::open_to_read(folder, Box::new(move || clock()));
    store.and_then(|store| run(&store)).map_err(super::from_store)
}
