//! The engine behind the door: one thread of its own, with a short queue.

use jibiao_app::{Code, Error};
use serde_json::Value;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::time::{Duration, Instant};
use tokio::sync::oneshot;

/// Answers the requests of the pages.
pub trait Engine: Send {
    /// Answers a request in its envelope.
    fn answer(&mut self, request: Value) -> Value;
    /// Called about once a minute.
    fn tick(&mut self);
}

impl Engine for jibiao_app::session::Session {
    fn answer(&mut self, request: Value) -> Value {
        jibiao_app::session::Session::answer(self, request)
    }

    fn tick(&mut self) {
        jibiao_app::session::Session::tick(self);
    }
}

/// Requests that wait at a time.
const WAITING: usize = 64;
const TICK: Duration = Duration::from_secs(60);

struct Ask {
    request: Value,
    answer: oneshot::Sender<Value>,
}

/// Where requests are handed in.
pub struct Desk {
    queue: SyncSender<Ask>,
}

/// Why a request got no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoAnswer {
    /// Too many wait already
    Busy,
    /// It could not be carried out
    Gone,
}

impl Desk {
    /// Starts the engine's thread.
    pub fn start(engine: impl Engine + 'static) -> Result<Desk, Error> {
        let (queue, asked) = sync_channel(WAITING);
        let thread = std::thread::Builder::new().name("engine".to_owned());
        thread
            .spawn(move || work(engine, &asked))
            .map_err(|error| Error::new(Code::Request, format!("程序没有启动起来：{error}"), "请再试一次"))?;
        Ok(Desk { queue })
    }

    /// Hands a request in and waits for its answer.
    pub async fn ask(&self, request: Value) -> Result<Value, NoAnswer> {
        use std::sync::mpsc::TrySendError;
        let (answer, answered) = oneshot::channel();
        self.queue.try_send(Ask { request, answer }).map_err(|error| match error {
            TrySendError::Full(_) => NoAnswer::Busy,
            TrySendError::Disconnected(_) => NoAnswer::Gone,
        })?;
        answered.await.map_err(|_| NoAnswer::Gone)
    }
}

fn work(mut engine: impl Engine, asked: &Receiver<Ask>) {
    let mut ticked = Instant::now();
    loop {
        match asked.recv_timeout(TICK.saturating_sub(ticked.elapsed())) {
            Ok(Ask { request, answer }) => {
                // A request that panics leaves nothing half done, every write is one transaction; the next one is answered again.
                if let Ok(value) = catch_unwind(AssertUnwindSafe(|| engine.answer(request))) {
                    // Who does not wait any more gets none; the request was carried out all the same.
                    let _ = answer.send(value);
                }
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
        if ticked.elapsed() >= TICK {
            engine.tick();
            ticked = Instant::now();
        }
    }
}
