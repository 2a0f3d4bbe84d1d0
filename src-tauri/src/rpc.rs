//! The one door between the pages and the engine: a JSON request in, a JSON answer out.
//!
//! The envelope is the same whatever carries it: `{"op": NAME, …}` is answered by `{"ok": VALUE}` or by
//! `{"error": {"code": CODE, "message": TEXT}}`. Pages act on the code and show the message, they never read it.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What a page may ask.
#[derive(Debug, Deserialize)]
#[serde(tag = "op", rename_all = "snake_case", deny_unknown_fields)]
enum Request {
    /// The engine's version. (Braces, because serde lets unknown keys pass beside a variant without them.)
    Version {},
}

/// What the engine answers.
#[derive(Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// The value that was asked for; its shape belongs to the operation.
    Ok(Value),
    /// Why there is none.
    Error(Refusal),
}

/// A request that was not carried out.
#[derive(Debug, Serialize)]
pub struct Refusal {
    /// What the page acts on.
    code: &'static str,
    /// What the user reads.
    message: String,
}

/// Carries out one request of a page.
#[tauri::command]
pub fn rpc(request: Value) -> Answer {
    match serde_json::from_value::<Request>(request) {
        Ok(Request::Version {}) => Answer::Ok(Value::from(jibiao_app::VERSION)),
        Err(error) => Answer::Error(Refusal {
            code: "E_REQUEST",
            message: format!("窗口的请求没有读懂（{error}）。请重新打开程序；再次出现时请反馈。"),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn version_is_the_engines() {
        let answer = serde_json::to_value(rpc(json!({"op": "version"}))).unwrap();
        assert_eq!(answer, json!({"ok": jibiao_app::VERSION}));
    }

    #[test]
    fn what_is_no_request_is_refused_with_a_code() {
        for request in
            [json!({"op": "format_disk"}), json!({"op": "version", "more": 1}), json!("version"), json!(null)]
        {
            let answer = serde_json::to_value(rpc(request.clone())).unwrap();
            assert_eq!(answer["error"]["code"], "E_REQUEST", "{request}");
            assert!(answer["error"]["message"].as_str().unwrap().contains("没有读懂"), "{request}");
        }
    }
}
