//! A session: the data of one folder behind the requests of one shell.

use crate::error::{Code, Error};
use crate::requests::{OPERATIONS, refused};
use serde_json::{Value, json};

/// What a shell holds.
pub struct Session {}

impl Session {
    /// Answers a request in its envelope; never fails, never panics.
    pub fn answer(&mut self, request: Value) -> Value {
        match self.run(request) {
            Ok(answer) => json!({"ok": answer}),
            Err(error) => {
                json!({"error": {"code": error.code.as_str(), "message": error.to_string()}})
            }
        }
    }

    fn run(&mut self, request: Value) -> Result<Value, Error> {
        let Value::Object(mut request) = request else { return Err(refused("不是一条请求")) };
        let Some(Value::String(op)) = request.remove("op") else { return Err(refused("没有 op")) };
        let run = OPERATIONS.iter().find(|operation| operation.name == op).and_then(|operation| operation.run);
        let Some(run) = run else { return Err(Error::new(Code::Request, format!("没有“{op}”这种请求"), "")) };
        run(self, Value::Object(request))
    }
}
