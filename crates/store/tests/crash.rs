//! Kills, two processes, and writes that fail: the test starts itself again as the process that is killed.
//! `JIBIAO_LONG=1` runs 1,000 kills and 60 seconds of two processes.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test ends where it fails"
)]

mod common;

use common::{clock, open, project};
use jibiao_store::backup::{self, Reason};
use jibiao_store::{Home, Patch, Store, StoreError};
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

fn long() -> bool {
    std::env::var_os("JIBIAO_LONG").is_some()
}

/// This test program again, running one ignored test on a folder.
fn again(test: &str, folder: &Path) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args([test, "--exact", "--ignored", "--nocapture"]).env("JIBIAO_TEST_DATA", folder).stderr(Stdio::null());
    command
}

fn data() -> std::path::PathBuf {
    std::env::var_os("JIBIAO_TEST_DATA").expect("started by another test").into()
}

#[test]
#[ignore = "started by other tests"]
fn child_writes_until_killed() {
    let mut store = open(&data());
    let mut out = std::io::stdout().lock();
    for round in 0.. {
        let id = store.create(&project(&format!("新{round}"))).unwrap();
        writeln!(out, "\nform {id}").unwrap();
        let edited = store.edit(id, 1, &[Patch::set("overview", format!("第{round}次"))]).unwrap();
        writeln!(out, "\nedit {id} {} 第{round}次", edited.revision).unwrap();
        if round % 8 == 7 {
            store.back_up(Reason::Timer).unwrap();
        }
        out.flush().unwrap();
    }
}

/// Reads acknowledgements for a while, kills, and reads what was still on its way.
fn kill_after(mut child: Child, wait: Duration) -> Vec<String> {
    let (sender, lines) = std::sync::mpsc::channel();
    let out = child.stdout.take().unwrap();
    let reader = std::thread::spawn(move || {
        for line in BufReader::new(out).lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                return;
            }
        }
    });
    let mut seen: Vec<String> = Vec::new();
    let end = Instant::now() + wait;
    while let Ok(line) = lines.recv_timeout(end.saturating_duration_since(Instant::now())) {
        seen.push(line);
    }
    child.kill().unwrap();
    child.wait().unwrap();
    reader.join().unwrap();
    seen.extend(lines.try_iter());
    seen
}

#[test]
fn what_was_acknowledged_survives_kill_9() {
    let rounds = if long() { 1000 } else { 30 };
    let mut acknowledged = 0;
    let mut folder = tempfile::tempdir().unwrap();
    for round in 0..rounds {
        if round % 10 == 0 {
            folder = tempfile::tempdir().unwrap();
        }
        let child = again("child_writes_until_killed", folder.path()).stdout(Stdio::piped()).spawn().unwrap();
        // Spread over opening, writing and copying; a fixed sequence, so that a failure can be repeated.
        let lines = kill_after(child, Duration::from_millis(20 + (round * 37) % 230));
        if !Home::new(folder.path()).database().exists() {
            assert!(!lines.iter().any(|line| line.starts_with("form")));
            continue;
        }
        let store = open(folder.path());
        for line in &lines {
            let words: Vec<&str> = line.split(' ').collect();
            match words.as_slice() {
                ["form", id] => assert!(store.form(jibiao_store::FormId(id.parse().unwrap())).is_ok(), "{line}"),
                ["edit", id, revision, text] => {
                    let stored = store.form(jibiao_store::FormId(id.parse().unwrap())).unwrap();
                    assert_eq!(stored.revision, revision.parse::<i64>().unwrap(), "{line}");
                    assert!(common::text(&stored.form).contains(text), "{line}");
                    acknowledged += 1;
                }
                _ => {}
            }
        }
        assert_eq!(store.check().unwrap().faults, Vec::<String>::new());
        assert!(backup::list(store.home()).iter().all(|line| line.forms.is_some()), "a listed copy is whole");
    }
    println!("{rounds} kills, {acknowledged} acknowledged edits, none lost");
    assert!(acknowledged > rounds);
}

#[test]
#[ignore = "started by other tests"]
fn child_takes_turns() {
    let end = Instant::now() + Duration::from_secs(if long() { 60 } else { 4 });
    let (mut written, mut refused) = (0, 0);
    while Instant::now() < end {
        match Store::open(&data(), clock()) {
            Ok(mut store) => {
                for _ in 0..3 {
                    store.create(&project("轮流")).unwrap();
                    written += 1;
                }
            }
            Err(StoreError::InUse(holder)) => {
                assert!(holder.pid == 0 || !holder.host.is_empty(), "{holder}");
                refused += 1;
                std::thread::yield_now();
            }
            Err(error) => panic!("{error}"),
        }
    }
    println!("\nturns {written} {refused}");
}

#[test]
fn two_processes_at_once_do_no_harm() {
    let folder = tempfile::tempdir().unwrap();
    drop(open(folder.path()));
    let start = || again("child_takes_turns", folder.path()).stdout(Stdio::piped()).spawn().unwrap();
    let children = [start(), start()];
    // A reader beside them sees whole forms at every moment.
    let mut reads = 0;
    let end = Instant::now() + Duration::from_secs(2);
    while Instant::now() < end {
        match Store::open_to_read(folder.path(), clock()) {
            Ok(store) => reads += store.all().unwrap().iter().filter(|line| store.form(line.id).is_ok()).count(),
            Err(StoreError::Busy) => {}
            Err(error) => panic!("{error}"),
        }
    }
    let (mut written, mut refused) = (0, 0);
    for child in children {
        let output = child.wait_with_output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        let turns = text.lines().find_map(|line| line.strip_prefix("turns ")).unwrap_or_else(|| panic!("{text}"));
        let (forms, times) = turns.split_once(' ').unwrap();
        written += forms.parse::<usize>().unwrap();
        refused += times.parse::<usize>().unwrap();
    }
    let store = open(folder.path());
    assert_eq!(store.all().unwrap().len(), written);
    assert_eq!(store.check().unwrap().faults, Vec::<String>::new());
    println!("{written} forms written, {refused} times refused, {reads} forms read beside");
    assert!(written > 0 && refused > 0 && reads > 0);
}

#[test]
fn who_holds_the_data_is_said_and_a_kill_releases_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut child = again("child_writes_until_killed", folder.path()).stdout(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    assert!(lines.any(|line| line.starts_with("form")));
    let Err(StoreError::InUse(holder)) = Store::open(folder.path(), clock()) else { panic!("opened twice") };
    assert_eq!(holder.pid, child.id());
    assert!(!holder.host.is_empty() && !holder.user.is_empty() && holder.since.starts_with("2026-03-02"));
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(!open(folder.path()).all().unwrap().is_empty());
}

#[test]
#[ignore = "started by other tests"]
fn child_makes_a_copy() {
    match open(&data()).back_up(Reason::Manual) {
        Ok(_) => println!("\ncopied"),
        Err(error) => println!("\nrefused {error}"),
    }
}

/// `ulimit -f` makes every write past so many blocks fail: the copy fails at each of its blocks in turn, the data stays as it was.
#[cfg(unix)]
#[test]
fn a_copy_that_fails_at_any_block_leaves_nothing_half() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = open(folder.path());
    for number in 0..3 {
        store.create(&project(&format!("项目{number}"))).unwrap();
    }
    drop(store);
    let program = std::env::current_exe().unwrap();
    // The index of the log needs 32 KB in any case, the log itself more where it was not brought into the data yet: below that the data cannot
    // be opened at all.
    let (mut failed, mut copied) = (0, false);
    for kilobytes in 33..1024 {
        let script = format!(
            "trap '' XFSZ; ulimit -f {}; exec \"$0\" child_makes_a_copy --exact --ignored --nocapture",
            kilobytes * 2
        );
        let output = Command::new("sh")
            .args(["-c", &script])
            .arg(&program)
            .env("JIBIAO_TEST_DATA", folder.path())
            .output()
            .unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        let copies = backup::list(&Home::new(folder.path()));
        if text.contains("copied") {
            assert_eq!(copies.iter().map(|line| line.forms).collect::<Vec<_>>(), [Some(3)]);
            copied = true;
            break;
        }
        assert!(copies.is_empty());
        if failed == 0 && !text.contains("refused") {
            continue;
        }
        assert!(text.contains("refused"), "{text}{}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(std::fs::read_dir(Home::new(folder.path()).backups()).unwrap().count(), 0, "nothing half is left");
        failed += 1;
    }
    assert!(copied && failed > 20, "failed at {failed} blocks");
    let store = open(folder.path());
    assert_eq!((store.all().unwrap().len(), store.check().unwrap().faults), (3, Vec::new()));
}
