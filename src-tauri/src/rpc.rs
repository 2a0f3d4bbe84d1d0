//! The one door between the pages and the engine: a JSON request in, a JSON answer out.
//!
//! What can be asked, and the envelope, stand in `jibiao_app::requests`; here they only pass through. Requests are put into the engine's
//! queue where they come in, not by tasks of the runtime: those would overtake each other.

use jibiao_app::desk::Desk;
use serde_json::Value;
use tauri::ipc::{Invoke, InvokeBody};
use tauri::{Manager, Runtime};

/// The command's name in the pages.
pub const NAME: &str = "rpc";

/// Hands one request of a page to the engine, and the answer back to the page.
pub fn answer<R: Runtime>(invoke: Invoke<R>) {
    let request = match invoke.message.payload() {
        InvokeBody::Json(Value::Object(body)) => body.get("request").cloned().unwrap_or_default(),
        _ => Value::Null,
    };
    let resolver = invoke.resolver.clone();
    let taken = invoke.message.webview_ref().state::<Desk>().ask(request, move |answer| resolver.resolve(answer));
    if let Err(refused) = taken {
        invoke.resolver.reject(refused.to_string());
    }
}
