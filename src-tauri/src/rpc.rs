//! The one door between the pages and the engine: a JSON request in, a JSON answer out.
//!
//! What can be asked, and the envelope, stand in `jibiao_app::requests`; here they only pass through.

use jibiao_app::session::Session;
use serde_json::Value;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;
use tauri::State;

/// How often the session may do what is due: the quarter-hourly copy, a new day.
const TICK: Duration = Duration::from_secs(30);

/// The session of this window.
pub struct Engine(Arc<Mutex<Session>>);

impl Engine {
    /// The engine over a session, which is from now on looked after now and then.
    pub fn new(session: Session) -> Engine {
        let session = Arc::new(Mutex::new(session));
        let looked_after = Arc::downgrade(&session);
        thread::spawn(move || {
            loop {
                thread::sleep(TICK);
                let Some(session) = looked_after.upgrade() else { return };
                session.lock().unwrap_or_else(PoisonError::into_inner).tick();
            }
        });
        Engine(session)
    }
}

/// Carries out one request of a page, off the window's own thread: a request may wait for the disk.
#[tauri::command]
pub async fn rpc(engine: State<'_, Engine>, request: Value) -> Result<Value, String> {
    let session = engine.0.clone();
    let answered = tauri::async_runtime::spawn_blocking(move || {
        // A request that panicked left nothing half done: every write is one transaction.
        session.lock().unwrap_or_else(PoisonError::into_inner).answer(request)
    });
    answered.await.map_err(|error| error.to_string())
}
