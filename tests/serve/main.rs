//! `jibiao serve` as somebody runs it: the address, the pages, requests that reach the data, and no connection to anywhere.

use jibiao_testkit::{program, root};
use serde_json::{Value, json};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

struct Served {
    child: Child,
    said: BufReader<ChildStdout>,
    host: String,
    path: String,
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn pages(folder: &Path) -> std::path::PathBuf {
    let pages = folder.join("pages");
    std::fs::create_dir_all(&pages).expect("folder");
    std::fs::write(pages.join("index.html"), "<p>start").expect("written");
    pages
}

/// Starts the program with a page of the test's own.
fn serve(folder: &Path) -> Served {
    serve_pages(folder, &pages(folder))
}

fn serve_pages(folder: &Path, pages: &Path) -> Served {
    let mut child = Command::new(program("jibiao"))
        .args(["serve", "--data", "d"])
        .current_dir(folder)
        .env("JIBIAO_PAGES", pages)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("jibiao runs");
    let mut said = BufReader::new(child.stdout.take().expect("a pipe"));
    let (host, path) = address(&mut said);
    Served { child, said, host, path }
}

/// Host and path of the address that the program says next.
fn address(said: &mut BufReader<ChildStdout>) -> (String, String) {
    let mut line = String::new();
    said.read_line(&mut line).expect("an address");
    let address = line.trim().strip_prefix("http://").unwrap_or_else(|| panic!("no address: {line}"));
    let (host, path) = address.split_once('/').expect("a path");
    assert!(host.starts_with("127.0.0.1:"), "{address}");
    (host.to_owned(), format!("/{path}"))
}

fn send(served: &Served, request: &str) -> String {
    let mut stream = TcpStream::connect(&served.host).expect("it listens");
    stream.write_all(request.as_bytes()).expect("sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    answer
}

fn enter(served: &Served) -> String {
    let answer = send(served, &format!("GET {} HTTP/1.1\r\nHost: {}\r\n\r\n", served.path, served.host));
    let cookie = answer.lines().find_map(|line| line.strip_prefix("set-cookie: "));
    cookie.unwrap_or_else(|| panic!("{answer}")).split(';').next().expect("a cookie").to_owned()
}

fn ask(served: &Served, cookie: &str, request: &Value) -> Value {
    let (host, body) = (&served.host, request.to_string());
    let answer = send(
        served,
        &format!(
            "POST /rpc HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nCookie: {cookie}\r\nContent-Type: application/json\r\n\
             Content-Length: {}\r\n\r\n{body}",
            body.len()
        ),
    );
    let (head, body) = answer.split_once("\r\n\r\n").expect("a body");
    assert!(head.starts_with("HTTP/1.1 200"), "{answer}");
    serde_json::from_str(body).expect("JSON")
}

#[test]
fn the_pages_and_the_data_are_there_and_what_was_answered_survives_a_kill() {
    let folder = tempfile::tempdir().expect("folder");
    let served = serve(folder.path());
    let cookie = enter(&served);
    let host = &served.host;
    let page = send(&served, &format!("GET / HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\n\r\n"));
    assert!(page.ends_with("<p>start"), "{page}");
    assert_eq!(ask(&served, &cookie, &json!({"op": "app.state"}))["ok"]["standing"], "first");
    let made =
        ask(&served, &cookie, &json!({"op": "form.create", "kind": "project", "year": 2026, "name": "库房改造"}));
    assert!(made.get("ok").is_some(), "{made}");
    drop(served);
    let list = Command::new(program("jibiao"))
        .args(["db", "list", "--data", "d"])
        .current_dir(folder.path())
        .output()
        .expect("jibiao runs");
    assert!(String::from_utf8_lossy(&list.stdout).contains("库房改造"), "{list:?}");
}

/// What lies in the folders of the data that hold files of a run.
#[cfg(unix)]
fn lying_about(folder: &Path) -> Vec<String> {
    let below = ["browser", "print"].into_iter().map(|name| folder.join("d").join(name));
    let entries = below.flat_map(|folder| std::fs::read_dir(folder).into_iter().flatten().flatten());
    entries.map(|entry| entry.path().display().to_string()).collect()
}

#[cfg(unix)]
#[test]
fn whoever_ends_it_nothing_that_was_handed_in_or_printed_stays() {
    for signal in ["-INT", "-TERM"] {
        let folder = tempfile::tempdir().expect("folder");
        let mut served = serve(folder.path());
        let cookie = enter(&served);
        let made =
            ask(&served, &cookie, &json!({"op": "form.create", "kind": "project", "year": 2026, "name": "库房改造"}));
        let printed = ask(&served, &cookie, &json!({"op": "print.now", "forms": [made["ok"]["form"]]}));
        assert!(printed["ok"]["path"].is_string(), "{printed}");
        let host = &served.host;
        let taken = send(
            &served,
            &format!(
                "POST /file?name=a.json HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nCookie: {cookie}\r\n\
                 Content-Type: application/octet-stream\r\nContent-Length: 2\r\n\r\n{{}}"
            ),
        );
        assert!(taken.contains("a.json"), "{taken}");
        assert_eq!(lying_about(folder.path()).len(), 2);
        let pid = served.child.id().to_string();
        assert!(Command::new("kill").args([signal, &pid]).status().expect("kill runs").success());
        let end = served.child.wait().expect("it ends");
        assert_eq!((end.code(), lying_about(folder.path())), (Some(0), Vec::new()), "{signal}");
    }
}

#[test]
fn another_address_comes_for_a_line_and_a_second_program_can_only_read() {
    let folder = tempfile::tempdir().expect("folder");
    let mut served = serve(folder.path());
    let cookie = enter(&served);
    assert!(ask(&served, &cookie, &json!({"op": "app.state"})).get("ok").is_some());
    let again = send(&served, &format!("GET {} HTTP/1.1\r\nHost: {}\r\n\r\n", served.path, served.host));
    assert!(again.starts_with("HTTP/1.1 403") && again.contains("已经用过"), "{again}");
    served.child.stdin.as_mut().expect("a pipe").write_all(b"\n").expect("typed");
    (_, served.path) = address(&mut served.said);
    let anew = enter(&served);
    assert_ne!(anew, cookie);
    for cookie in [&cookie, &anew] {
        assert!(ask(&served, cookie, &json!({"op": "app.state"})).get("ok").is_some(), "both browsers are in");
    }

    let second = serve(folder.path());
    assert_ne!(second.host, served.host);
    let other = enter(&second);
    let state = ask(&second, &other, &json!({"op": "app.state"}));
    assert_eq!(state["ok"]["standing"], "read_only", "{state}");
}

/// Without any network but the machine's own loop it works the same, and the system counts nothing that left.
#[test]
fn nothing_goes_out() {
    let allowed = Command::new("unshare").args(["-n", "ip", "link", "set", "lo", "up"]).output();
    if !allowed.is_ok_and(|output| output.status.success()) {
        jibiao_testkit::skipped("a network namespace needs root rights, unshare and ip");
        return;
    }
    let folder = tempfile::tempdir().expect("folder");
    let pages = pages(folder.path());
    // All inside one namespace: the program, a request, and its list of sockets.
    let script = r#"
        ip link set lo up
        "$0" serve --data d > address 2>/dev/null &
        server=$!
        for i in $(seq 50); do [ -s address ] && break; sleep 0.1; done
        sed 's,http://127.0.0.1:\([0-9]*\)/.*,\1,' address > port
        exec 3<>"/dev/tcp/127.0.0.1/$(cat port)"
        printf 'GET %s HTTP/1.1\r\nHost: 127.0.0.1:%s\r\n\r\n' "$(sed 's,http://[^/]*,,' address)" "$(cat port)" >&3
        cat <&3 > answer
        ls /proc/$server/fd -l | grep -c socket: > sockets
        cat /proc/$server/net/tcp /proc/$server/net/tcp6 /proc/$server/net/udp /proc/$server/net/udp6 > tables
        kill $server
    "#;
    let output = Command::new("unshare")
        .args(["-n", "bash", "-c", script])
        .arg(program("jibiao"))
        .current_dir(folder.path())
        .env("JIBIAO_PAGES", pages)
        .output()
        .expect("unshare runs");
    let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap_or_default();
    assert!(read("answer").starts_with("HTTP/1.1 200"), "{output:?} {}", read("answer"));
    let tables = read("tables");
    let sockets = tables.lines().map(|line| line.split_whitespace().collect::<Vec<_>>());
    let sockets: Vec<_> = sockets.filter(|columns| columns.first().is_some_and(|first| first.ends_with(':'))).collect();
    assert!(!sockets.is_empty(), "the listening one at least");
    for columns in &sockets {
        assert!(
            columns[1].starts_with("0100007F:")
                && (columns[2].starts_with("0100007F:") || columns[2] == "00000000:0000"),
            "{columns:?}"
        );
    }
}

/// The real pages in a real browser: they come up, ask the engine and show what it answers, under the policy that `serve` sends.
#[test]
fn the_real_pages_come_up_in_a_browser() {
    let pages = root().join("ui/dist");
    if !pages.join("index.html").is_file() {
        jibiao_testkit::skipped("the pages are not built (npm run --prefix ui build)");
        return;
    }
    let Some(browser) = ["chromium", "chromium-browser", "google-chrome"]
        .into_iter()
        .find(|name| Command::new(name).arg("--version").output().is_ok_and(|output| output.status.success()))
    else {
        jibiao_testkit::skipped("no Chromium is installed");
        return;
    };
    let folder = tempfile::tempdir().expect("folder");
    let served = serve_pages(folder.path(), &pages);
    let profile = folder.path().join("profile");
    let output = Command::new(browser)
        // No sandbox, because tests run as root in containers; what is shown is our own.
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--virtual-time-budget=20000",
            "--enable-logging=stderr",
            "--dump-dom",
        ])
        .arg(format!("--user-data-dir={}", profile.display()))
        .arg(format!("http://{}{}", served.host, served.path))
        .output()
        .expect("the browser runs");
    let shown = String::from_utf8_lossy(&output.stdout).into_owned();
    let log = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(shown.contains("data-ready"), "the pages did not come up: {shown} {log}");
    assert!(shown.contains("开始之前"), "the first start is shown: {shown}");
    assert!(!log.contains("Content Security Policy") && !log.contains("Refused to"), "{log}");
}
