//! One engine behind a queue, for every shell: requests are carried out one after the other in the order in which they were handed in, a
//! request that comes to grief is answered like any other, and what needs the engine no longer goes on beside it.

use crate::error::{Code, Error};
use crate::requests::envelope;
use serde_json::Value;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// Answers the requests of the pages.
pub trait Engine: Send + 'static {
    /// Carries a request out, in its envelope, as far as the engine is needed for it.
    fn take(&mut self, request: Value) -> Taken;
    /// What has to be done now and then; called about twice a minute.
    fn tick(&mut self);
}

/// How far a request was carried out.
pub enum Taken {
    /// To its end: the answer in its envelope
    Answered(Value),
    /// As far as the engine is needed; the rest takes long, and gives the answer
    Rest(Remainder),
}

impl Taken {
    /// The answer, whatever is left to do for it.
    pub fn answer(self) -> Value {
        match self {
            Taken::Answered(answer) => answer,
            Taken::Rest(rest) => rest(),
        }
    }
}

/// Requests that wait at a time.
const WAITING: usize = 64;
const TICK: Duration = Duration::from_secs(30);

type Reply = Box<dyn FnOnce(Value) + Send>;
/// What is left of a request.
pub type Remainder = Box<dyn FnOnce() -> Value + Send>;

struct Ask {
    request: Value,
    reply: Reply,
}

/// Where requests are handed in.
pub struct Desk {
    queue: Mutex<Option<SyncSender<Ask>>>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

/// Why a request was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotTaken {
    /// Too many wait already
    #[error("程序正忙，请稍后再试")]
    Busy,
    /// The program ends
    #[error("程序正在结束，没有再做；已保存的都在")]
    Ended,
}

impl Desk {
    /// Starts the engine's thread.
    pub fn start(engine: impl Engine) -> Result<Desk, Error> {
        let (queue, asked) = sync_channel(WAITING);
        let thread = thread::Builder::new().name("engine".to_owned()).spawn(move || work(engine, &asked));
        let thread = thread
            .map_err(|_| Error::new(Code::Internal, "程序没有启动起来，系统不给资源", "请关掉一些别的程序再试"))?;
        Ok(Desk { queue: Mutex::new(Some(queue)), thread: Mutex::new(Some(thread)) })
    }

    /// Hands a request in; `reply` gets its answer, on another thread. Requests are carried out in the order in which they come here.
    pub fn ask(&self, request: Value, reply: impl FnOnce(Value) + Send + 'static) -> Result<(), NotTaken> {
        let queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner);
        let queue = queue.as_ref().ok_or(NotTaken::Ended)?;
        queue.try_send(Ask { request, reply: Box::new(reply) }).map_err(|error| match error {
            TrySendError::Full(_) => NotTaken::Busy,
            TrySendError::Disconnected(_) => NotTaken::Ended,
        })
    }

    /// Takes no more requests, and waits until the engine has carried out what it was handed and is gone.
    pub fn end(&self) {
        drop(self.queue.lock().unwrap_or_else(PoisonError::into_inner).take());
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(thread) = thread {
            // It answers panics itself; there is nobody left to be told.
            let _ = thread.join();
        }
    }
}

fn work(mut engine: impl Engine, asked: &Receiver<Ask>) {
    let mut ticked = Instant::now();
    loop {
        match asked.recv_timeout(TICK.saturating_sub(ticked.elapsed())) {
            Ok(Ask { request, reply }) => {
                // A request that panics leaves nothing half done, every write is one transaction; the next one is answered again.
                match catch_unwind(AssertUnwindSafe(|| engine.take(request))) {
                    Ok(Taken::Answered(answer)) => reply(answer),
                    Ok(Taken::Rest(rest)) => go_on(rest, reply),
                    Err(_) => reply(came_to_grief()),
                }
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
        if ticked.elapsed() >= TICK {
            // What is due and came to grief is due again in half a minute.
            let _ = catch_unwind(AssertUnwindSafe(|| engine.tick()));
            ticked = Instant::now();
        }
    }
}

/// Ends a request beside the engine; where the system gives no thread, in its place.
fn go_on(rest: Remainder, reply: Reply) {
    let todo = Arc::new(Mutex::new(Some((rest, reply))));
    let beside = Arc::clone(&todo);
    if thread::Builder::new().spawn(move || end(&beside)).is_err() {
        end(&todo);
    }
}

fn end(todo: &Mutex<Option<(Remainder, Reply)>>) {
    if let Some((rest, reply)) = todo.lock().unwrap_or_else(PoisonError::into_inner).take() {
        reply(catch_unwind(AssertUnwindSafe(rest)).unwrap_or_else(|_| came_to_grief()));
    }
}

fn came_to_grief() -> Value {
    let message = "程序内部出了差错，这一步没有做成；已保存的都在";
    envelope(Err(Error::new(Code::Internal, message, "请再试一次；还是这样，请在帮助里写一份反馈包")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use std::sync::mpsc::channel;

    /// Counts; waits beside itself until it may go on, or panics, where it is told to.
    struct Counting(u64, Option<Receiver<()>>);

    impl Engine for Counting {
        fn take(&mut self, request: Value) -> Taken {
            self.0 += 1;
            let number = self.0;
            match request.as_str() {
                Some("panic") => panic!("as asked"),
                Some("panic later") => Taken::Rest(Box::new(|| panic!("as asked"))),
                Some("long") => {
                    let go_on = self.1.take().unwrap();
                    Taken::Rest(Box::new(move || {
                        go_on.recv().unwrap();
                        json!(["long", number])
                    }))
                }
                _ => Taken::Answered(json!([request, number])),
            }
        }

        fn tick(&mut self) {}
    }

    #[test]
    fn requests_are_carried_out_in_the_order_in_which_they_were_handed_in() {
        let desk = Desk::start(Counting(0, None)).unwrap();
        let (said, heard) = channel();
        for number in 1..=1_000 {
            let said = said.clone();
            let reply = move |answer| said.send(answer).unwrap();
            let mut waiting = desk.ask(json!(number), reply.clone());
            while waiting == Err(NotTaken::Busy) {
                thread::yield_now();
                waiting = desk.ask(json!(number), reply.clone());
            }
        }
        for number in 1..=1_000u64 {
            assert_eq!(heard.recv().unwrap(), json!([number, number]));
        }
    }

    #[test]
    fn what_takes_long_keeps_nobody_waiting_and_a_panic_is_an_answer() {
        let (go_on, may_go_on) = channel();
        let desk = Desk::start(Counting(0, Some(may_go_on))).unwrap();
        let (said, heard) = channel();
        for request in ["long", "panic", "panic later", "short"] {
            let said = said.clone();
            desk.ask(json!(request), move |answer| said.send((request, answer)).unwrap()).unwrap();
        }
        let answers: Vec<_> = (0..3).map(|_| heard.recv().unwrap()).collect();
        go_on.send(()).unwrap();
        assert_eq!(heard.recv().unwrap(), ("long", json!(["long", 1])), "the others did not wait for it");
        for asked in ["panic", "panic later"] {
            let (_, answer) = answers.iter().find(|(request, _)| *request == asked).unwrap();
            assert_eq!(answer["error"]["code"], "E_INTERNAL");
            let message = answer["error"]["message"].as_str().unwrap();
            assert!(!message.contains("panicked") && message.contains("请再试一次"), "{message}");
        }
        assert!(answers.contains(&("short", json!(["short", 4]))), "{answers:?}");
    }

    #[test]
    fn what_was_handed_in_is_carried_out_before_the_end() {
        let (said, heard) = channel();
        let desk = Desk::start(Counting(0, None)).unwrap();
        for number in 0..50 {
            let said = said.clone();
            desk.ask(json!(number), move |_| said.send(()).unwrap()).unwrap();
        }
        desk.end();
        assert_eq!(desk.ask(json!(0), |_| {}), Err(NotTaken::Ended));
        drop(said);
        assert_eq!(heard.iter().count(), 50);
    }
}
