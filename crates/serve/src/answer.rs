//! One request, one answer: pages, requests for the engine, and files in and out.

use crate::Shared;
use crate::gate::{GUARDS, Pass, Refused};
use http_body_util::{BodyExt as _, Full, LengthLimitError, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderValue, SET_COOKIE};
use hyper::{Method, Request, Response, StatusCode};
use jibiao_app::desk::NotTaken;
use serde_json::{Value, json};
use std::path::Path;
use std::time::Duration;
use tokio::sync::oneshot;

/// Bytes of a request for the engine; the longest paste into a grid is far below.
const REQUEST: usize = 8 << 20;
/// Bytes of a file that the user chose; above the largest package.
const FILE: usize = 257 << 20;
/// A request's body must be there after so long, a file after so much longer.
const BODY: Duration = Duration::from_secs(10);
const FILE_BODY: Duration = Duration::from_secs(100);

const JSON: &str = "application/json";
const TEXT: &str = "text/plain; charset=utf-8";

type Answer = Response<Full<Bytes>>;

/// Answers whatever comes; nothing that comes in can make it fail.
pub async fn answer(shared: &Shared, request: Request<Incoming>) -> Answer {
    let (head, body) = request.into_parts();
    if head.method != Method::GET && head.method != Method::POST {
        return refusal(StatusCode::METHOD_NOT_ALLOWED, "不能这样请求");
    }
    match shared.gate.pass(&head) {
        Err(refused) => let_nobody_in(refused),
        Ok(Pass::Exchange(cookie)) => let_in(&cookie),
        Ok(Pass::In) => {
            let target = head.uri.path();
            let kind = head.headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
            let query = head.uri.query().unwrap_or_default();
            match (head.method == Method::POST, target) {
                (true, "/rpc") if kind == JSON => ask(shared, body).await,
                (true, "/place") if kind == JSON => place(shared, body).await,
                (true, "/file") if kind == "application/octet-stream" => take_file(shared, query, body).await,
                (true, _) => refusal(StatusCode::NOT_FOUND, "没有这样的请求"),
                (false, "/file") => hand_out(shared, query).await,
                (false, _) if target.starts_with("/open/") => let_in_again(),
                (false, _) => page(shared, target),
            }
        }
    }
}

fn answer_with(status: StatusCode, kind: &'static str, body: impl Into<Bytes>) -> Answer {
    let mut answer = Response::new(Full::new(body.into()));
    *answer.status_mut() = status;
    for (name, value) in GUARDS {
        answer.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    answer.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    answer
}

fn refusal(status: StatusCode, why: &'static str) -> Answer {
    answer_with(status, TEXT, why)
}

fn let_nobody_in(refused: Refused) -> Answer {
    match refused {
        Refused::Host | Refused::Origin => refusal(StatusCode::FORBIDDEN, "只能从本程序自己的页面打开"),
        Refused::Stranger => {
            refusal(StatusCode::FORBIDDEN, "请用 jibiao serve 显示的地址打开；要新的地址，请在那个窗口里按回车键")
        }
        Refused::Address => refusal(
            StatusCode::FORBIDDEN,
            "这个地址已经用过，或不完整。要新的地址，请在运行 jibiao serve 的窗口里按回车键",
        ),
    }
}

/// Onwards by a page of our own: a browser that came by a link from elsewhere would not send the new cookie along a redirection.
fn let_in(cookie: &str) -> Answer {
    let mut answer = let_in_again();
    match HeaderValue::from_str(cookie) {
        Ok(cookie) => {
            answer.headers_mut().insert(SET_COOKIE, cookie);
            answer
        }
        Err(_) => refusal(StatusCode::INTERNAL_SERVER_ERROR, "没有打开，请再试一次"),
    }
}

fn let_in_again() -> Answer {
    let page =
        "<!doctype html><meta charset=\"utf-8\"><meta http-equiv=\"refresh\" content=\"0; url=/\"><title>绩标</title>";
    answer_with(StatusCode::OK, "text/html; charset=utf-8", page)
}

fn page(shared: &Shared, path: &str) -> Answer {
    match shared.pages.get(path) {
        Some(page) => answer_with(StatusCode::OK, page.kind, page.bytes.clone()),
        None => refusal(StatusCode::NOT_FOUND, "没有这一页"),
    }
}

/// The whole body, or why not: too large, too slow, broken off.
async fn read(body: Incoming, most: usize, time: Duration) -> Result<Bytes, Answer> {
    match tokio::time::timeout(time, Limited::new(body, most).collect()).await {
        Ok(Ok(body)) => Ok(body.to_bytes()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => {
            Err(refusal(StatusCode::PAYLOAD_TOO_LARGE, "内容太大，没有接收"))
        }
        Ok(Err(_)) => Err(refusal(StatusCode::BAD_REQUEST, "内容没有收全")),
        Err(_) => Err(refusal(StatusCode::REQUEST_TIMEOUT, "等了太久，内容没有收全")),
    }
}

async fn read_json(body: Incoming) -> Result<Value, Answer> {
    let bytes = read(body, REQUEST, BODY).await?;
    serde_json::from_slice(&bytes).map_err(|_| refusal(StatusCode::BAD_REQUEST, "请求没有读懂"))
}

async fn ask(shared: &Shared, body: Incoming) -> Answer {
    let request = match read_json(body).await {
        Ok(request) => request,
        Err(answer) => return answer,
    };
    let (reply, replied) = oneshot::channel();
    // Who does not wait any more gets no answer; the request is carried out all the same.
    let taken = shared.desk.ask(request, |answer| drop(reply.send(answer)));
    match taken.and(replied.await.map_err(|_| NotTaken::Ended)) {
        Ok(answer) => answer_with(StatusCode::OK, JSON, answer.to_string()),
        Err(refused) => answer_with(StatusCode::SERVICE_UNAVAILABLE, TEXT, refused.to_string()),
    }
}

fn path_answer(path: &Path) -> Answer {
    answer_with(StatusCode::OK, JSON, json!({"path": path.to_string_lossy()}).to_string())
}

fn no_room() -> Answer {
    refusal(StatusCode::INSUFFICIENT_STORAGE, "没有地方放文件，请检查磁盘空间")
}

/// A path that the engine may write a file of this name to, or a folder for several.
async fn place(shared: &Shared, body: Incoming) -> Answer {
    let request = match read_json(body).await {
        Ok(request) => request,
        Err(answer) => return answer,
    };
    let place = match request.get("name") {
        Some(Value::String(name)) => shared.shelf.place(name),
        Some(Value::Null) => shared.shelf.folder(),
        _ => return refusal(StatusCode::BAD_REQUEST, "请求没有读懂"),
    };
    place.map_or_else(|_| no_room(), |path| path_answer(&path))
}

/// Takes in a file that the user chose; the engine then reads it by its path.
async fn take_file(shared: &Shared, query: &str, body: Incoming) -> Answer {
    let Some(name) = value_of(query, "name") else { return refusal(StatusCode::BAD_REQUEST, "请求没有读懂") };
    let bytes = match read(body, FILE, FILE_BODY).await {
        Ok(bytes) => bytes,
        Err(answer) => return answer,
    };
    let Ok(path) = shared.shelf.place(&name) else { return no_room() };
    let written = path.clone();
    match tokio::task::spawn_blocking(move || std::fs::write(written, bytes)).await {
        Ok(Ok(())) => path_answer(&path),
        _ => no_room(),
    }
}

/// Hands out a file that the engine wrote to a place of the shelf. A PDF is shown, anything else is kept.
async fn hand_out(shared: &Shared, query: &str) -> Answer {
    let file = value_of(query, "path").and_then(|path| shared.shelf.file(Path::new(&path)));
    let Some(file) = file else { return refusal(StatusCode::NOT_FOUND, "没有这个文件") };
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let is_pdf = name.to_lowercase().ends_with(".pdf");
    let Ok(Ok(bytes)) = tokio::task::spawn_blocking(move || std::fs::read(file)).await else {
        return refusal(StatusCode::NOT_FOUND, "文件读不出来");
    };
    let kind = if is_pdf { "application/pdf" } else { "application/octet-stream" };
    let mut answer = answer_with(StatusCode::OK, kind, bytes);
    let how = if is_pdf { "inline" } else { "attachment" };
    let how = format!("{how}; filename*=UTF-8''{}", escaped(&name));
    if let Ok(how) = HeaderValue::from_str(&how) {
        answer.headers_mut().insert(CONTENT_DISPOSITION, how);
    }
    if is_pdf {
        // The browsers' viewers bring styles of their own, which the pages' policy would take from them; nothing else is let in.
        let viewer = HeaderValue::from_static("default-src 'none'; style-src 'unsafe-inline'; object-src 'self'");
        answer.headers_mut().insert(CONTENT_SECURITY_POLICY, viewer);
    }
    answer
}

/// A value of `name=value&…`, unescaped. `None` where it is not there or no UTF-8.
fn value_of(query: &str, wanted: &str) -> Option<String> {
    let (_, value) = query.split('&').filter_map(|pair| pair.split_once('=')).find(|(name, _)| *name == wanted)?;
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let mut digit = || rest.next().and_then(|digit| char::from(digit).to_digit(16));
                u8::try_from(digit()? * 16 + digit()?).ok()?
            }
            byte => byte,
        });
    }
    String::from_utf8(bytes).ok()
}

fn escaped(name: &str) -> String {
    use std::fmt::Write as _;
    name.bytes().fold(String::new(), |mut text, byte| {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_') {
            text.push(char::from(byte));
        } else {
            let _ = write!(text, "%{byte:02X}");
        }
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_go_through_an_address_and_back() {
        for name in ["绩效表 2026.xlsx", "a&b=c%d.json", "\"quoted\".pdf"] {
            assert_eq!(value_of(&format!("x=1&name={}", escaped(name)), "name").as_deref(), Some(name));
        }
        for query in ["", "name", "name=%", "name=%4", "name=%zz", "name=%ff"] {
            assert_eq!(value_of(query, "name"), None, "{query}");
        }
    }
}
