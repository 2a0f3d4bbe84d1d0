//! `jibiao serve` as somebody runs it: the address, the pages, requests that reach the data, and no connection to anywhere.

use jibiao_testkit::program;
use serde_json::{Value, json};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

struct Served {
    child: Child,
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

/// Starts the program, with whatever is to come before it on the command line.
fn serve(folder: &Path, before: &[&str]) -> Served {
    let binary = program("jibiao");
    let mut words: Vec<&str> = before.to_vec();
    words.extend([binary.to_str().expect("a plain path"), "serve", "--data", "d"]);
    let mut child = Command::new(words[0])
        .args(&words[1..])
        .current_dir(folder)
        .env("JIBIAO_PAGES", pages(folder))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("jibiao runs");
    let mut line = String::new();
    BufReader::new(child.stdout.take().expect("a pipe")).read_line(&mut line).expect("an address");
    let address = line.trim().strip_prefix("http://").unwrap_or_else(|| panic!("no address: {line}"));
    let (host, path) = address.split_once('/').expect("a path");
    assert!(host.starts_with("127.0.0.1:"), "{address}");
    Served { host: host.to_owned(), path: format!("/{path}"), child }
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
    let served = serve(folder.path(), &[]);
    let cookie = enter(&served);
    let host = &served.host;
    let page = send(&served, &format!("GET / HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\n\r\n"));
    assert!(page.ends_with("<p>start"), "{page}");
    assert_eq!(ask(&served, &cookie, &json!({"op": "app.state"}))["ok"]["standing"], "first");
    let made = ask(
        &served,
        &cookie,
        &json!({"op": "form.create", "template": "shanxi-county", "year": 2026, "name": "库房改造"}),
    );
    assert!(made.get("ok").is_some(), "{made}");
    drop(served);
    let list = Command::new(program("jibiao"))
        .args(["db", "list", "--data", "d"])
        .current_dir(folder.path())
        .output()
        .expect("jibiao runs");
    assert!(String::from_utf8_lossy(&list.stdout).contains("库房改造"), "{list:?}");
}

#[test]
fn another_address_comes_for_a_line_and_a_second_program_can_only_read() {
    let folder = tempfile::tempdir().expect("folder");
    let mut served = serve(folder.path(), &[]);
    let cookie = enter(&served);
    assert!(ask(&served, &cookie, &json!({"op": "app.state"})).get("ok").is_some());
    let again = send(&served, &format!("GET {} HTTP/1.1\r\nHost: {}\r\n\r\n", served.path, served.host));
    assert!(again.starts_with("HTTP/1.1 403") && again.contains("已经用过"), "{again}");
    served.child.stdin.as_mut().expect("a pipe").write_all(b"\n").expect("typed");

    let second = serve(folder.path(), &[]);
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
        eprintln!("skipped: a network namespace needs root rights, unshare and ip");
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
