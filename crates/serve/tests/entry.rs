//! Trying to get in, over real sockets: without the address, with a used one, from another origin, by another name, along strange paths, with
//! too much, too slowly, and too often.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test ends where it fails"
)]

use jibiao_app::desk::{Engine, Taken};
use jibiao_serve::pages::Pages;
use jibiao_serve::{Door, Server};
use serde_json::{Value, json};
use std::io::{ErrorKind, Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// Answers with what it was asked, counts, and panics where it is told to.
struct Echo(Arc<AtomicUsize>);

impl Engine for Echo {
    fn take(&mut self, request: Value) -> Taken {
        self.0.fetch_add(1, Ordering::SeqCst);
        assert!(request["op"] != "panic", "as asked");
        Taken::Answered(json!({"ok": request}))
    }

    fn tick(&mut self) {}
}

/// A server that runs until it is dropped.
struct Running {
    port: u16,
    door: Door,
    asked: Arc<AtomicUsize>,
    folder: tempfile::TempDir,
    stop: Option<tokio::sync::oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

fn start() -> Running {
    let folder = tempfile::tempdir().unwrap();
    let pages = folder.path().join("pages");
    std::fs::create_dir_all(pages.join("assets")).unwrap();
    for (name, text) in [("index.html", "<p>start"), ("assets/a.js", "1"), ("assets/a.css", "p{}")] {
        std::fs::write(pages.join(name), text).unwrap();
    }
    std::fs::write(folder.path().join("secret.txt"), "secret").unwrap();
    let asked = Arc::new(AtomicUsize::new(0));
    let server = Server::bind(Pages::read(&pages).unwrap(), Echo(asked.clone()), folder.path()).unwrap();
    let door = server.door();
    let (stop, stopped) = tokio::sync::oneshot::channel();
    let port = server.port();
    let thread = std::thread::spawn(move || server.run(stopped).unwrap());
    Running { port, door, asked, folder, stop: Some(stop), thread: Some(thread) }
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.stop.take());
        self.thread.take().unwrap().join().unwrap();
    }
}

impl Running {
    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        stream
    }

    /// Sends bytes, gives status and the whole answer; 0 where the connection was closed without one.
    fn send(&self, bytes: &[u8]) -> (u16, String) {
        let mut stream = self.connect();
        // The other side may have closed already, with its answer sent.
        let _ = stream.write_all(bytes);
        answer_of(&mut stream)
    }

    fn host(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    fn origin(&self) -> String {
        format!("http://{}", self.host())
    }

    fn request(&self, method: &str, target: &str, headers: &[(&str, &str)], body: &[u8]) -> (u16, String) {
        let mut text = format!("{method} {target} HTTP/1.1\r\nContent-Length: {}\r\n", body.len());
        if !headers.iter().any(|(name, _)| *name == "Host") {
            text.push_str(&format!("Host: {}\r\n", self.host()));
        }
        for (name, value) in headers {
            text.push_str(&format!("{name}: {value}\r\n"));
        }
        self.send(&[text.as_bytes(), b"\r\n", body].concat())
    }

    /// A cookie, for a new address.
    fn cookie(&self) -> String {
        let address = self.door.new_address().unwrap();
        let (status, answer) = self.request("GET", address.strip_prefix(&self.origin()).unwrap(), &[], b"");
        assert_eq!(status, 200, "{answer}");
        let line = answer.lines().find_map(|line| line.strip_prefix("set-cookie: ")).unwrap();
        assert!(line.contains("HttpOnly") && line.contains("SameSite=Strict"), "{line}");
        line.split(';').next().unwrap().to_owned()
    }

    fn rpc(&self, cookie: &str, body: &str) -> (u16, String) {
        let origin = self.origin();
        let headers = [("Cookie", cookie), ("Origin", origin.as_str()), ("Content-Type", "application/json")];
        self.request("POST", "/rpc", &headers, body.as_bytes())
    }
}

fn answer_of(stream: &mut TcpStream) -> (u16, String) {
    let mut bytes = Vec::new();
    match stream.read_to_end(&mut bytes) {
        Ok(_) => {}
        Err(error) if matches!(error.kind(), ErrorKind::ConnectionReset | ErrorKind::BrokenPipe) => {}
        Err(error) => panic!("no end: {error}"),
    }
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let status = text.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
    (status, text)
}

#[test]
fn a_browser_with_the_address_gets_pages_and_answers() {
    let server = start();
    let cookie = server.cookie();
    let with = [("Cookie", cookie.as_str())];
    for (path, kind) in [("/", "text/html"), ("/assets/a.js", "text/javascript"), ("/assets/a.css", "text/css")] {
        let (status, answer) = server.request("GET", path, &with, b"");
        assert_eq!(status, 200, "{answer}");
        assert!(answer.contains(&format!("content-type: {kind}")), "{answer}");
        for guard in [
            "content-security-policy: default-src 'none'",
            "x-content-type-options: nosniff",
            "no-store",
            "DENY",
            "no-referrer",
        ] {
            assert!(answer.contains(guard), "{guard}: {answer}");
        }
        assert!(!answer.contains("http://") && !answer.contains("https://"), "nothing from elsewhere: {answer}");
    }
    let (status, answer) = server.rpc(&cookie, r#"{"op": "app.state"}"#);
    assert!(status == 200 && answer.ends_with(r#"{"ok":{"op":"app.state"}}"#), "{answer}");
    let (status, answer) = server.rpc(&cookie, r#"{"op": "panic"}"#);
    assert!(status == 200 && answer.contains("E_INTERNAL") && !answer.contains("panicked"), "{answer}");
    assert_eq!(server.rpc(&cookie, r#"{"op": "x"}"#).0, 200, "and goes on");
    assert_eq!(server.rpc(&cookie, "{").0, 400);
}

#[test]
fn strangers_get_nothing_and_the_engine_is_not_asked() {
    let server = start();
    let used = {
        let address = server.door.new_address().unwrap();
        let target = address.strip_prefix(&server.origin()).unwrap().to_owned();
        assert_eq!(server.request("GET", &target, &[], b"").0, 200);
        target
    };
    let cookie = server.cookie();
    let name = cookie.split('=').next().unwrap();
    let wrong = format!("{name}={}", "0".repeat(64));
    let (origin, here) = (server.origin(), server.host());
    let json = ("Content-Type", "application/json");
    let body = br#"{"op": "app.state"}"#;
    let other_port = format!("http://127.0.0.1:{}", server.port.wrapping_add(1));
    let with = ("Cookie", cookie.as_str());
    let ours = ("Origin", origin.as_str());
    let rebound = format!("rebind.example:{}", server.port);
    #[allow(clippy::type_complexity)] // method, path, headers
    let refused: &[(&str, &str, Vec<(&str, &str)>)] = &[
        ("GET", "/", vec![]),
        ("GET", "/assets/a.js", vec![]),
        ("GET", &used, vec![]),
        ("GET", "/open/0000", vec![]),
        ("GET", "/", vec![("Cookie", &wrong)]),
        ("POST", "/rpc", vec![ours, json]),
        ("POST", "/rpc", vec![ours, json, ("Cookie", &wrong)]),
        // Another site in the same browser, whose requests carry the cookie or would like to.
        ("POST", "/rpc", vec![with, json]),
        ("POST", "/rpc", vec![with, json, ("Origin", "http://evil.example")]),
        ("POST", "/rpc", vec![with, json, ("Origin", "null")]),
        ("POST", "/rpc", vec![with, json, ("Origin", &other_port)]),
        ("POST", "/rpc", vec![with, json, ours, ("Sec-Fetch-Site", "cross-site")]),
        ("GET", "/", vec![with, ("Sec-Fetch-Site", "cross-site")]),
        // A name of somebody's that points here.
        ("GET", "/", vec![with, ("Host", &rebound)]),
        ("POST", "/rpc", vec![with, json, ours, ("Host", &rebound)]),
        ("POST", "/rpc", vec![with, json, ("Origin", "http://rebind.example"), ("Host", &rebound)]),
        ("GET", "http://rebind.example/", vec![with, ("Host", &here)]),
    ];
    for (method, target, headers) in refused {
        let (status, answer) = server.request(method, target, headers, if *method == "POST" { body } else { b"" });
        assert_eq!(status, 403, "{method} {target} {headers:?}: {answer}");
        assert!(!answer.to_lowercase().contains("set-cookie") && !answer.contains("start"), "{answer}");
        assert!(!answer.to_lowercase().contains("access-control"), "{answer}");
    }
    // A form of another site cannot send this kind of content; ours always does.
    for kind in ["text/plain", "application/x-www-form-urlencoded", "application/jsonx"] {
        assert_eq!(server.request("POST", "/rpc", &[with, ours, ("Content-Type", kind)], body).0, 404, "{kind}");
    }
    assert_eq!(server.request("GET", "/rpc", &[with], b"").0, 404, "the engine is not asked by links");
    for method in ["OPTIONS", "HEAD", "PUT", "DELETE", "CONNECT", "TRACE"] {
        assert!(matches!(server.request(method, "/", &[with], b"").0, 405 | 400), "{method}");
    }
    assert_eq!(server.asked.load(Ordering::SeqCst), 0);
}

#[test]
fn no_path_leads_out_of_the_pages_or_the_shelf() {
    let server = start();
    let cookie = server.cookie();
    let with = [("Cookie", cookie.as_str())];
    let secret = server.folder.path().join("secret.txt");
    let secret = secret.to_str().unwrap();
    let mut paths: Vec<String> = [
        "/../secret.txt",
        "/assets/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/assets/..%5c..%5csecret.txt",
        "//etc/passwd",
        "/etc/passwd",
        "/assets",
        "/assets/",
        "/index.html%00",
        "/file",
        "/file?path=/etc/passwd",
        "/file?path=../secret.txt",
        "/file?path=%2fetc%2fpasswd",
    ]
    .map(str::to_owned)
    .into();
    paths.push(format!("/file?path={secret}"));
    paths.push(format!("/{secret}"));
    for path in paths {
        let (status, answer) = server.request("GET", &path, &with, b"");
        assert!(matches!(status, 404 | 400), "{path}: {answer}");
        assert!(!answer.contains("secret\n") && !answer.ends_with("secret") && !answer.contains("root:"), "{path}");
    }
}

#[test]
fn files_go_in_and_come_out() {
    let server = start();
    let cookie = server.cookie();
    let origin = server.origin();
    let both = [("Cookie", cookie.as_str()), ("Origin", origin.as_str())];
    let sent = [both[0], both[1], ("Content-Type", "application/octet-stream")];
    let (status, answer) = server.request("POST", "/file?name=..%2F%E8%A1%A8.xlsx", &sent, b"content");
    assert_eq!(status, 200, "{answer}");
    let path = |answer: &str| -> String {
        let body: Value = serde_json::from_str(answer.rsplit("\r\n").next().unwrap()).unwrap();
        body["path"].as_str().unwrap().to_owned()
    };
    let file = path(&answer);
    assert!(Path::new(&file).starts_with(server.folder.path().join("browser")) && file.ends_with("表.xlsx"), "{file}");
    assert_eq!(std::fs::read(&file).unwrap(), b"content");
    let fetch = |file: &str| {
        let escaped: String = file.bytes().map(|byte| format!("%{byte:02x}")).collect();
        server.request("GET", &format!("/file?path={escaped}"), &both[..1], b"")
    };
    let (status, answer) = fetch(&file);
    assert!(status == 200 && answer.ends_with("content"), "{answer}");
    assert!(answer.contains("content-disposition: attachment; filename*=UTF-8''%E8%A1%A8.xlsx"), "{answer}");
    let json = [both[0], both[1], ("Content-Type", "application/json")];
    let (status, answer) = server.request("POST", "/place", &json, "{\"name\": \"全部.pdf\"}".as_bytes());
    assert_eq!(status, 200, "{answer}");
    let place = path(&answer);
    assert_eq!(fetch(&place).0, 404, "the engine has not written it yet");
    std::fs::write(&place, "%PDF-1.7").unwrap();
    let (status, answer) = fetch(&place);
    assert!(status == 200 && answer.contains("content-type: application/pdf") && answer.contains("inline"), "{answer}");
}

#[test]
fn too_much_and_too_slow_is_ended() {
    let server = start();
    let cookie = server.cookie();
    let origin = server.origin();
    // More than is taken: said before it is sent, or found out while it comes.
    let head = format!(
        "POST /rpc HTTP/1.1\r\nHost: {}\r\nCookie: {cookie}\r\nOrigin: {origin}\r\nContent-Type: application/json\r\n",
        server.host()
    );
    let huge = [head.as_bytes(), b"Content-Length: 99999999999\r\n\r\n", &vec![b' '; 9 << 20]].concat();
    assert!(matches!(server.send(&huge).0, 413 | 0));
    let mut chunked = [head.as_bytes(), b"Transfer-Encoding: chunked\r\n\r\n"].concat();
    for _ in 0..9 {
        chunked.extend_from_slice(b"100000\r\n");
        chunked.extend(std::iter::repeat_n(b' ', 1 << 20));
        chunked.extend_from_slice(b"\r\n");
    }
    assert!(matches!(server.send(&chunked).0, 413 | 0));
    let long_head = format!("GET / HTTP/1.1\r\nHost: {}\r\nX: {}\r\n\r\n", server.host(), "x".repeat(100_000));
    assert!(matches!(server.send(long_head.as_bytes()).0, 431 | 400 | 0));
    for nonsense in [&b"\x16\x03\x01\x02\x00"[..], b"\r\n\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"\0\0\0\0\r\n\r\n"] {
        let mut stream = server.connect();
        stream.write_all(nonsense).unwrap();
        stream.shutdown(std::net::Shutdown::Write).unwrap();
        assert!(matches!(answer_of(&mut stream).0, 400 | 505 | 0));
    }
    assert_eq!(server.asked.load(Ordering::SeqCst), 0);

    // Who says nothing, half a head, or half a body is let go of.
    let begin = Instant::now();
    let (mut silent, mut half, mut body) = (server.connect(), server.connect(), server.connect());
    half.write_all(b"GET / HTTP/1.1\r\nHost: ").unwrap();
    body.write_all(format!("{head}Content-Length: 50\r\n\r\n{{").as_bytes()).unwrap();
    for (stream, expected) in [(&mut silent, [0, 408]), (&mut half, [0, 408]), (&mut body, [408, 408])] {
        let (status, answer) = answer_of(stream);
        assert!(expected.contains(&status), "{answer}");
    }
    assert!(begin.elapsed() < Duration::from_secs(20), "{:?}", begin.elapsed());
}

#[test]
fn many_connections_cost_no_threads_and_the_next_one_is_answered() {
    let server = start();
    let cookie = server.cookie();
    let threads = || std::fs::read_dir("/proc/self/task").map_or(0, Iterator::count);
    let before = threads();
    let idle: Vec<TcpStream> = (0..200).map(|_| server.connect()).collect();
    std::thread::sleep(Duration::from_millis(300));
    assert!(threads() <= before + 8, "{} threads for 200 connections, {before} before", threads());
    // The idle ones are let go of after some seconds each round; this one waits its turn.
    drop(idle);
    let begin = Instant::now();
    assert_eq!(server.rpc(&cookie, r#"{"op": "x"}"#).0, 200);
    assert!(begin.elapsed() < Duration::from_secs(20), "{:?}", begin.elapsed());
    let asking: Vec<_> = std::thread::scope(|scope| {
        let ask = || scope.spawn(|| server.rpc(&cookie, r#"{"op": "x"}"#).0);
        let running: Vec<_> = (0..100).map(|_| ask()).collect();
        running.into_iter().map(|asked| asked.join().unwrap()).collect()
    });
    assert!(asking.iter().all(|status| matches!(status, 200 | 503)), "{asking:?}");
    assert!(asking.iter().filter(|status| **status == 200).count() >= 64, "{asking:?}");
}

#[test]
fn it_listens_on_127_0_0_1_only() {
    let server = start();
    // The system's own list: one listening socket with this port, at this address.
    if let Ok(table) = std::fs::read_to_string("/proc/self/net/tcp") {
        let port = format!(":{:04X}", server.port);
        let all = table + &std::fs::read_to_string("/proc/self/net/tcp6").unwrap_or_default();
        let listening: Vec<&str> = all
            .lines()
            .map(|line| line.split_whitespace().collect::<Vec<_>>())
            .filter(|columns| columns.len() > 3 && columns[3] == "0A" && columns[1].ends_with(&port))
            .map(|columns| columns[1])
            .collect();
        assert_eq!(listening.len(), 1, "{listening:?}");
        assert_eq!(listening[0], format!("0100007F{port}"));
    }
    // Every other address of this machine refuses.
    let probe = std::net::UdpSocket::bind("0.0.0.0:0").unwrap();
    if probe.connect("192.0.2.1:9").is_ok() {
        let own = probe.local_addr().unwrap().ip();
        let elsewhere = TcpStream::connect_timeout(&SocketAddr::new(own, server.port), Duration::from_secs(2));
        assert!(elsewhere.is_err() || own.is_loopback(), "{own} answers");
    }
    assert!(
        TcpStream::connect_timeout(&SocketAddr::from(([127, 0, 0, 2], server.port)), Duration::from_secs(2)).is_err()
    );
    assert!(TcpListener::bind((Ipv4Addr::LOCALHOST, server.port)).is_err(), "it does listen");
}
