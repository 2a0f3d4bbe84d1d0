//! Long jobs: each in a thread of its own that holds nothing of the session but what it was given.

use super::Session;
use super::from_store;
use crate::error::{Code, Error};
use crate::requests::jobs::{JobFault, JobStanding, OneJob, Progress, Started};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

/// So many ended jobs can still be asked after.
const KEPT: usize = 20;

/// The jobs of a session.
#[derive(Default)]
pub(super) struct Jobs {
    last: i64,
    all: BTreeMap<i64, Job>,
}

struct Job {
    /// What it does, in words: 打印
    title: &'static str,
    total: u32,
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

/// What a job tells while it runs, and is told.
#[derive(Default)]
pub(super) struct Shared {
    done: AtomicU32,
    cancelled: AtomicBool,
    ended: AtomicBool,
    outcome: Mutex<Outcome>,
}

/// What came of a job.
#[derive(Debug, Clone, Default)]
pub(super) struct Outcome {
    pub files: Vec<String>,
    pub faults: Vec<JobFault>,
    /// What was done, in words
    pub message: String,
    /// To be written into the log of imports and exports: name and number of forms
    pub exported: Option<(String, i64)>,
    pub failure: Option<Error>,
}

impl Shared {
    /// One form more is done.
    pub fn step(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }

    /// Somebody wants it to stop.
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }

    fn outcome(&self) -> std::sync::MutexGuard<'_, Outcome> {
        // A job that panicked has told what it had told before.
        self.outcome.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Session {
    /// Starts a job; `run` answers what came of it.
    pub(super) fn start_job(
        &mut self,
        title: &'static str,
        total: usize,
        run: impl FnOnce(&Shared) -> Outcome + Send + 'static,
    ) -> Started {
        let shared = Arc::new(Shared::default());
        let own = shared.clone();
        let thread = thread::spawn(move || {
            let outcome = run(&own);
            *own.outcome() = outcome;
            own.ended.store(true, Ordering::Release);
        });
        self.jobs.last += 1;
        let job = Job { title, total: total as u32, shared, thread: Some(thread) };
        self.jobs.all.insert(self.jobs.last, job);
        while self.jobs.all.len() > KEPT
            && let Some(oldest) = self.jobs.all.iter().find(|(_, job)| job.thread.is_none()).map(|(number, _)| *number)
        {
            self.jobs.all.remove(&oldest);
        }
        Started { job: self.jobs.last }
    }

    /// Writes down what ended jobs exported.
    pub(super) fn settle_jobs(&mut self) {
        let mut exported = Vec::new();
        for job in self.jobs.all.values_mut() {
            let ended = job.shared.ended.load(Ordering::Acquire);
            if job.thread.as_ref().is_some_and(|thread| ended || thread.is_finished())
                && let Some(thread) = job.thread.take()
            {
                if thread.join().is_err() {
                    let failure = Error::new(Code::Print, format!("{}中断了", job.title), "请再试一次");
                    *job.shared.outcome() = Outcome { failure: Some(failure), ..Outcome::default() };
                    job.shared.ended.store(true, Ordering::Release);
                }
                exported.extend(job.shared.outcome().exported.take());
            }
        }
        for (name, forms) in exported {
            if let Ok(store) = &mut self.data {
                // The files are written; a log that cannot be is no reason to say otherwise.
                let _ = store.log_transfer(false, &name, forms).map_err(from_store);
            }
        }
    }

    /// How a job stands.
    pub(crate) fn progress(&mut self, request: OneJob) -> Result<Progress, Error> {
        self.settle_jobs();
        let none = || Error::new(Code::NothingToDo, "没有这件正在做的事", "它可能早已做完");
        let job = self.jobs.all.get(&request.job).ok_or_else(none)?;
        let done = job.shared.done.load(Ordering::Relaxed);
        // Asked first: an outcome that is read afterwards is the last one.
        let ended = job.shared.ended.load(Ordering::Acquire);
        let outcome = job.shared.outcome().clone();
        let (title, total) = (job.title, job.total);
        let (standing, message) = match (&outcome.failure, ended, job.shared.is_cancelled()) {
            (_, false, false) => {
                (JobStanding::Running, format!("正在{title}第 {} 份，共 {total} 份", (done + 1).min(total)))
            }
            (_, false, true) => (JobStanding::Running, "正在停止".to_owned()),
            (Some(error), true, _) => (JobStanding::Failed, error.to_string()),
            (None, true, true) if done < total => (JobStanding::Cancelled, format!("已停止，做完 {done} 份")),
            (None, true, _) => (JobStanding::Done, outcome.message.clone()),
        };
        Ok(Progress {
            standing,
            done,
            total,
            message,
            files: outcome.files,
            faults: outcome.faults,
            code: outcome.failure.map(|error| error.code.as_str().to_owned()),
        })
    }

    /// Stops a job.
    pub(crate) fn cancel(&mut self, request: OneJob) -> Result<Progress, Error> {
        if let Some(job) = self.jobs.all.get(&request.job) {
            job.shared.cancelled.store(true, Ordering::Relaxed);
        }
        self.progress(request)
    }
}
