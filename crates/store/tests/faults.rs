//! Every call that writes fails once, or is the last before kill -9; and a disk that is really full. The test starts itself again as the
//! process that meets the fault. `JIBIAO_LONG=1` adds the kinds of faults that seldom differ from others.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test ends where it fails"
)]

mod common;

use common::{clock, open, project, text};
use jibiao_store::backup::{self, Reason};
use jibiao_store::restore::restore;
use jibiao_store::{FormId, Home, Operation, Patch, Store, StoreError, Waiver};
use jibiao_testkit::faults::{self, Fault, SmallDisk};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The calls by which the store changes files; `write` is left out, because it is also how the process says what happened.
const CALLS: [&str; 8] =
    ["pwrite64", "fsync", "fdatasync", "ftruncate", "rename", "unlink", "mkdir", "copy_file_range"];

/// One test after the other: a process that is just being started holds for a moment what its parent has open, locks too.
fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

fn of_these(always: &[Fault], if_long: &[Fault]) -> Vec<Fault> {
    let long = std::env::var_os("JIBIAO_LONG").is_some();
    always.iter().chain(if_long.iter().filter(|_| long)).copied().collect()
}

fn data() -> PathBuf {
    std::env::var_os("JIBIAO_TEST_DATA").expect("started by another test").into()
}

fn say(done: Result<(), StoreError>) {
    match done {
        Ok(()) => println!("\ndone"),
        Err(error) => println!("\nrefused {error:?}\nsaid {error}"),
    }
}

fn edit(folder: &Path) -> Result<(), StoreError> {
    let mut store = Store::open(folder, clock())?;
    let id = store.create(&project("新的"))?;
    println!("\ncreated {id}");
    store.edit(FormId(1), 1, &[Patch::set("overview", "改过")])?;
    println!("\nedited");
    Ok(())
}

#[test]
#[ignore = "started by other tests"]
fn child_edits() {
    say(edit(&data()));
}

/// As an import does it: a new form, and one over another with its waivers.
fn import(folder: &Path) -> Result<(), StoreError> {
    let waiver = |reason: &str| Waiver {
        code: "W101".into(),
        path: "overview".into(),
        reason: reason.into(),
        who: "别处的人".into(),
        at: 1_700_000_000_000,
    };
    Store::open(folder, clock())?.transact(Operation::Import, |tx| {
        let id = tx.create(&project("新的"))?;
        tx.put_waivers(id, &project("新的"), &[waiver("新的理由")])?;
        tx.edit(FormId(1), 1, &[Patch::set("overview", "改过")], &[waiver("带来的理由")])?;
        tx.log_transfer(true, "来源.jbz", 2)
    })
}

#[test]
#[ignore = "started by other tests"]
fn child_imports() {
    say(import(&data()));
}

#[test]
#[ignore = "started by other tests"]
fn child_copies() {
    say(Store::open(&data(), clock()).and_then(|store| store.back_up(Reason::Manual)).map(drop));
}

#[test]
#[ignore = "started by other tests"]
fn child_copies_out() {
    let stick = data().join("stick");
    say(Store::open_to_read(&data(), clock()).and_then(|store| store.copy_out(&stick)).map(drop));
}

#[test]
#[ignore = "started by other tests"]
fn child_restores() {
    say(restore(&data(), &data().join("stick/old.db"), clock()).map(drop));
}

#[test]
#[ignore = "started by other tests"]
fn child_opens() {
    say(Store::open(&data(), clock()).map(drop));
}

/// Three forms; on the stick a copy of the time when there were two.
fn prepared() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut store = open(folder.path());
    for number in 0..2 {
        store.create(&project(&format!("项目{number}"))).unwrap();
    }
    let stick = folder.path().join("stick");
    fs::create_dir(&stick).unwrap();
    fs::rename(store.copy_out(&stick).unwrap(), stick.join("old.db")).unwrap();
    store.create(&project("项目2")).unwrap();
    folder
}

fn copy_tree(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().flatten() {
        if entry.path().is_dir() {
            copy_tree(&entry.path(), &to.join(entry.file_name()));
        } else {
            fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
    }
}

fn contents(folder: &Path) -> Result<Vec<String>, StoreError> {
    let store = Store::open(folder, clock())?;
    assert_eq!(store.check().unwrap().faults, Vec::<String>::new());
    Ok(store.all()?.iter().map(|line| text(&store.form(line.id).unwrap().form)).collect())
}

/// Runs the child with the fault at the first call of each kind, at the second, and so on until it makes no more of them. `look` judges
/// the folder after each run by what the child said.
fn at_every_call(child: &str, start: &Path, fault: Fault, look: impl Fn(&Path, &str)) -> usize {
    let mut met = 0;
    for call in CALLS {
        for nth in 1.. {
            let folder = tempfile::tempdir().unwrap();
            copy_tree(start, folder.path());
            let run = faults::run(&std::env::current_exe().unwrap(), call, nth, fault, |command| {
                command.args([child, "--exact", "--ignored", "--nocapture", "--test-threads=1"]);
                command.env("JIBIAO_TEST_DATA", folder.path());
            });
            let said = String::from_utf8(run.output.stdout).unwrap();
            let at = format!("{child}: {fault:?} at {call} {nth}: {said}");
            if !run.met {
                assert!(said.contains("\ndone"), "{at}");
                break;
            }
            met += 1;
            if fault == Fault::Kill {
                assert!(!said.contains("refused"), "{at}");
            } else {
                assert!(said.contains("\ndone") || said.contains("\nrefused"), "neither done nor refused: {at}");
                let answer = said.lines().find_map(|line| line.strip_prefix("said ")).unwrap_or_default();
                // No English of the system's reaches a person where the reason is known.
                assert!(!answer.contains("disk I/O error") && !answer.contains("database or disk"), "{at}");
            }
            look(folder.path(), &at);
        }
    }
    println!("{child}: {met} calls, {fault:?} at each of them");
    met
}

/// After whatever happened to an edit: the former forms are there, what was acknowledged is there, and it can be done again.
fn after_edit(folder: &Path, said: &str) {
    let forms = contents(folder).unwrap_or_else(|error| panic!("{error}: {said}"));
    assert!(forms.len() == 4 || (forms.len() == 3 && !said.contains("created")), "{said}");
    assert!(forms[1].contains("项目1") && forms[2].contains("项目2"), "{said}");
    assert!(forms[0].contains("改过") || !said.contains("edited"), "{said}");
    let mut store = open(folder);
    let revision = store.form(FormId(1)).unwrap().revision;
    store.edit(FormId(1), revision, &[Patch::set("overview", "再改")]).unwrap();
}

/// After whatever happened to a copy: the data is as it was, every listed copy is whole, and a new one can be made.
fn after_copy(folder: &Path, said: &str, expected: &[String]) {
    assert_eq!(contents(folder).unwrap_or_else(|error| panic!("{error}: {said}")), expected, "{said}");
    let home = Home::new(folder);
    assert!(backup::list(&home).iter().all(|line| line.forms == Some(3)), "{said}");
    open(folder).back_up(Reason::Manual).unwrap();
    let parts = fs::read_dir(home.backups()).unwrap().flatten();
    assert!(!parts.into_iter().any(|entry| entry.file_name().to_string_lossy().contains(".part")), "{said}");
}

/// After whatever happened to a restore: the old data, or the copy's, or an error that leads to the list of copies, in which the old
/// data is; and it can be done again.
fn after_restore(folder: &Path, said: &str, before: &[String], copied: &[String]) {
    match contents(folder) {
        Ok(forms) => {
            assert!(forms == before || forms == copied, "{said}");
            assert!(forms == copied || !said.contains("\ndone"), "{said}");
        }
        Err(StoreError::Damaged(_)) => {
            let list = backup::list(&Home::new(folder));
            assert!(list.iter().any(|line| line.forms == Some(3)), "{said}");
        }
        Err(error) => panic!("{error}: {said}"),
    }
    restore(folder, &folder.join("stick/old.db"), clock()).unwrap();
    assert_eq!(contents(folder).unwrap(), copied, "{said}");
}

#[test]
#[ignore = "started by other tests"]
fn child_edits_often() {
    let mut store = open(&data());
    let edits: usize = std::env::var("JIBIAO_TEST_EDITS").unwrap().parse().unwrap();
    for number in 0..edits {
        let revision = store.form(FormId(1)).unwrap().revision;
        store.edit(FormId(1), revision, &[Patch::set("overview", format!("第{number}次"))]).unwrap();
    }
}

/// No edit can be faster than the disk; it is waited for once, and only once.
#[test]
fn an_edit_waits_for_the_disk_once() {
    let _alone = alone();
    if !faults::can_inject() {
        return;
    }
    let start = prepared();
    let waits = |edits: usize| {
        let folder = tempfile::tempdir().unwrap();
        copy_tree(start.path(), folder.path());
        let calls = folder.path().join("calls");
        let traced = Command::new("strace")
            .args(["-f", "-qq", "-e", "trace=fsync,fdatasync", "-o"])
            .arg(&calls)
            .arg(std::env::current_exe().unwrap())
            .args(["child_edits_often", "--exact", "--ignored", "--test-threads=1"])
            .env("JIBIAO_TEST_DATA", folder.path())
            .env("JIBIAO_TEST_EDITS", edits.to_string())
            .output()
            .unwrap();
        assert!(traced.status.success(), "{}", String::from_utf8_lossy(&traced.stdout));
        fs::read_to_string(calls).unwrap().matches("sync(").count()
    };
    assert_eq!(waits(21) - waits(1), 20);
}

#[test]
fn an_edit_whose_nth_call_fails_or_is_the_last_loses_nothing() {
    let _alone = alone();
    if !faults::can_inject() {
        return;
    }
    let start = prepared();
    for fault in of_these(&[Fault::Full, Fault::Kill], &[Fault::StaysFull, Fault::Broken]) {
        assert!(at_every_call("child_edits", start.path(), fault, after_edit) > 20);
    }
}

/// After whatever happened to an import: all of it or nothing, and it can be done again.
fn after_import(folder: &Path, said: &str) {
    let forms = contents(folder).unwrap_or_else(|error| panic!("{error}: {said}"));
    let store = open(folder);
    let waived = store.waivers(FormId(1)).unwrap().iter().any(|waiver| waiver.reason == "带来的理由");
    let state = (forms.len(), forms[0].contains("改过"), waived, store.transfers(9).unwrap().len());
    assert!(
        state == (4, true, true, 1) || (state == (3, false, false, 0) && !said.contains("\ndone")),
        "{state:?} {said}"
    );
    drop(store);
    if state.0 == 3 {
        import(folder).unwrap();
    }
}

#[test]
fn an_import_whose_nth_call_fails_or_is_the_last_is_whole_or_not_there() {
    let _alone = alone();
    if !faults::can_inject() {
        return;
    }
    let start = prepared();
    for fault in of_these(&[Fault::Full, Fault::Kill], &[Fault::StaysFull, Fault::Broken]) {
        assert!(at_every_call("child_imports", start.path(), fault, after_import) > 20);
    }
}

#[test]
fn a_copy_whose_nth_call_fails_or_is_the_last_leaves_nothing_half() {
    let _alone = alone();
    if !faults::can_inject() {
        return;
    }
    let start = prepared();
    let expected = contents(start.path()).unwrap();
    for child in ["child_copies", "child_copies_out"] {
        for fault in of_these(&[Fault::StaysFull], &[Fault::Broken, Fault::Kill]) {
            assert!(at_every_call(child, start.path(), fault, |folder, said| after_copy(folder, said, &expected)) > 20);
        }
    }
}

#[test]
fn a_restore_whose_nth_call_fails_or_is_the_last_leaves_the_old_the_new_or_the_way_to_the_copies() {
    let _alone = alone();
    if !faults::can_inject() {
        return;
    }
    let start = prepared();
    let before = contents(start.path()).unwrap();
    let copied = before[..2].to_vec();
    for fault in of_these(&[Fault::StaysFull, Fault::Kill], &[Fault::Full, Fault::Broken]) {
        let look = |folder: &Path, said: &str| after_restore(folder, said, &before, &copied);
        assert!(at_every_call("child_restores", start.path(), fault, look) > 20);
    }
}

/// From nothing, and from the fixture of every released schema: killed at every call, and with every call failing.
#[test]
fn each_step_of_the_schema_survives_a_kill_at_every_call() {
    let _alone = alone();
    if !faults::can_inject() {
        return;
    }
    let schemas = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schemas");
    let mut starts: Vec<Option<PathBuf>> = vec![None];
    starts.extend((1..jibiao_store::VERSION).map(|version| Some(schemas.join(format!("v{version}.db")))));
    for fixture in starts {
        let start = tempfile::tempdir().unwrap();
        if let Some(fixture) = &fixture {
            fs::copy(fixture, Home::new(start.path()).database()).unwrap();
        }
        let look = |folder: &Path, said: &str| {
            let forms = contents(folder).unwrap_or_else(|error| panic!("{error}: {said}"));
            let copies = backup::list(&Home::new(folder));
            let from_before: Vec<_> = copies.iter().filter(|line| line.reason == Reason::Migration).collect();
            assert!(from_before.iter().all(|line| line.forms == Some(2)), "a listed copy is whole: {said}");
            match &fixture {
                None => assert!(forms.is_empty(), "{said}"),
                Some(fixture) => {
                    assert!(forms.len() == 2 && forms[0].contains("档案库房改造"), "{said}");
                    // What was there before can be brought back by hand: the copy is the file as it was.
                    // A kill between two steps leaves one more, of the version between.
                    let same = from_before.iter().any(|line| version_of(&line.file) == version_of(fixture));
                    assert!(same, "a copy from before: {said}");
                }
            }
        };
        for fault in of_these(&[Fault::Kill], &[Fault::StaysFull, Fault::Broken]) {
            assert!(at_every_call("child_opens", start.path(), fault, look) > 10);
        }
    }
}

/// `user_version`, in the header of the file.
fn version_of(file: &Path) -> u32 {
    u32::from_be_bytes(fs::read(file).unwrap()[60..64].try_into().unwrap())
}

#[test]
fn a_disk_that_is_really_full_refuses_in_clear_words_and_the_retry_works() {
    let _alone = alone();
    let Some(disk) = SmallDisk::mount(1024) else { return };
    let (folder, stick) = (disk.path().join("data"), disk.path().join("stick"));
    fs::create_dir(&stick).unwrap();
    let mut store = open(&folder);
    store.create(&project("以前的")).unwrap();
    disk.leave(6);
    let full = (0..200).find_map(|number| store.create(&project(&format!("多{number}"))).err()).unwrap();
    assert!(matches!(full, StoreError::Full), "{full:?}");
    assert!(full.to_string().contains("磁盘空间不足"));
    disk.fill();
    let kept = store.all().unwrap().len();
    for refused in [store.back_up(Reason::Manual), store.copy_out(&stick)] {
        assert!(matches!(refused, Err(StoreError::Full)), "{refused:?}");
    }
    assert_eq!(fs::read_dir(store.home().backups()).unwrap().count(), 0, "nothing half is left");
    assert_eq!(fs::read_dir(&stick).unwrap().count(), 0, "nothing half is left");
    drop(store);

    // Also opening says it, and looking is possible beside it or it says so too.
    match Store::open(&folder, clock()) {
        Ok(store) => assert_eq!(store.all().unwrap().len(), kept),
        Err(error) => assert!(matches!(error, StoreError::Full), "{error:?}"),
    }

    disk.free();
    let mut store = open(&folder);
    store.create(&project("腾出空间之后")).unwrap();
    let copy = store.copy_out(&stick).unwrap();
    store.back_up(Reason::Manual).unwrap();
    drop(store);
    assert_eq!(contents(&folder).unwrap().len(), kept + 1);

    // A restore at every amount of space that is left, until it has enough.
    let before = contents(&folder).unwrap();
    let mut refused = 0;
    for blocks in 0.. {
        disk.leave(blocks);
        let done = restore(&folder, &copy, clock());
        disk.free();
        assert_eq!(contents(&folder).unwrap(), before);
        match done {
            Ok(_) => break,
            Err(error) => assert!(matches!(error, StoreError::Full), "{blocks}: {error:?}"),
        }
        refused += 1;
    }
    assert!(refused > 20, "{refused}");
}
