//! What the user is told although nothing was asked, and what keeps nobody waiting.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test ends where it fails")]

mod common;

use common::{Program, start};
use jibiao_app::desk::{Engine as _, Taken};
use jibiao_store::{Home, Store};
use serde_json::{Value, json};
use std::path::Path;

fn notices(program: &mut Program) -> Vec<(String, String)> {
    let said = program.ok("app.notices", json!({}));
    let notice = |notice: &Value| {
        let text = |key: &str| notice[key].as_str().unwrap().to_owned();
        (text("code"), text("message"))
    };
    said["notices"].as_array().unwrap().iter().map(notice).collect()
}

#[test]
fn a_copy_that_fails_is_said_until_one_is_made() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Program::open(folder.path()).with_unit();
    let backups = Home::new(folder.path()).backups();
    assert_eq!(notices(&mut program), []);
    program.project("库房改造");

    // As a disk does that takes no more files.
    std::fs::rename(&backups, folder.path().join("elsewhere")).unwrap();
    std::fs::write(&backups, "").unwrap();
    program.wait_minutes(16);
    program.session.tick();
    let list = program.ok("backups.list", json!({}));
    let failed = list["failed"].as_str().unwrap();
    assert!(failed.starts_with("最近一次自动备份没有成功：") && failed.contains("E_DATA_FILE"), "{failed}");
    let said = notices(&mut program);
    assert_eq!(said, [("E_DATA_FILE".to_owned(), failed.to_owned())]);
    assert_eq!(program.ok("app.state", json!({}))["notices"][0]["message"], failed);
    assert_eq!(program.refused("backups.create", json!({})), "E_DATA_FILE");

    std::fs::remove_file(&backups).unwrap();
    std::fs::rename(folder.path().join("elsewhere"), &backups).unwrap();
    program.wait_minutes(16);
    program.session.tick();
    let list = program.ok("backups.list", json!({}));
    assert_eq!((&list["failed"], &list["backups"][0]["reason"]), (&Value::Null, &json!("定时")));
    assert_eq!(notices(&mut program), []);
}

/// The settings as they lie in the data.
fn stored(folder: &Path, key: &str) -> Option<String> {
    let store = Store::open_to_read(folder, Box::new(start)).unwrap();
    store.setting(key).unwrap()
}

fn store(folder: &Path, text: &str) {
    Store::open(folder, Box::new(start)).unwrap().set_setting("settings", text).unwrap();
}

#[test]
fn settings_that_do_not_read_are_said_and_kept() {
    let folder = tempfile::tempdir().unwrap();
    let written =
        json!({"text_size": 120, "theme": "sepia", "rules": {"F05": false, "Z99": true}, "seen": ["a"], "later": [1]});
    store(folder.path(), &written.to_string());
    let mut program = Program::open(folder.path());
    let mut settings = program.ok("settings.get", json!({}));
    assert_eq!((&settings["text_size"], &settings["theme"]), (&json!(120), &json!("light")), "only what does not read");
    assert_eq!(settings["rules"]["F05"], false);
    let said = notices(&mut program);
    assert_eq!((said.len(), said[0].0.as_str()), (1, "E_SETTINGS"));
    assert!(said[0].1.contains("“外观”没有读懂") && !said[0].1.contains("字号"), "{said:?}");

    // Another setting is changed: what did not read, and what another version wrote, stays.
    settings["text_size"] = json!(90);
    program.ok("settings.set", settings.clone());
    let now: Value = serde_json::from_str(&stored(folder.path(), "settings").unwrap()).unwrap();
    assert_eq!((&now["theme"], &now["later"], &now["text_size"]), (&json!("sepia"), &json!([1]), &json!(90)));
    assert_eq!(notices(&mut program).len(), 1);
    settings["theme"] = json!("high_contrast");
    program.ok("settings.set", settings);
    assert_eq!(notices(&mut program), [], "chosen anew");
}

#[test]
fn what_stands_in_the_place_of_the_settings_is_put_aside() {
    let folder = tempfile::tempdir().unwrap();
    store(folder.path(), "[half of");
    let mut program = Program::open(folder.path());
    assert!(notices(&mut program)[0].1.contains("先全部用默认的"));
    let settings = program.ok("settings.get", json!({}));
    assert_eq!(stored(folder.path(), "settings").unwrap(), "[half of", "looking changes nothing");
    program.ok("settings.set", settings);
    assert_eq!(notices(&mut program), []);
    assert_eq!(stored(folder.path(), "settings-unread").unwrap(), "[half of");
}

#[test]
fn what_takes_long_needs_the_session_only_at_its_beginning() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Program::open(folder.path()).with_unit();
    let form = program.project("库房改造");
    let copy = program.ok("backups.create", json!({}))["path"].as_str().unwrap().to_owned();
    for request in [
        json!({"op": "backups.list"}),
        json!({"op": "backups.create"}),
        json!({"op": "backups.copy_out", "folder": folder.path()}),
        json!({"op": "backups.difference", "file": copy}),
        json!({"op": "print.now", "forms": [form]}),
        json!({"op": "print.printers"}),
    ] {
        let Taken::Rest(rest) = program.session.take(request.clone()) else { panic!("{request} holds the session") };
        // An edit comes in between.
        let name = request["op"].as_str().unwrap();
        program.set(form, "overview", name);
        let answer = rest();
        assert!(answer.get("ok").is_some(), "{request}: {answer}");
    }
    let left = std::fs::read_dir(folder.path().join("print")).unwrap().count();
    assert_eq!(left, 1, "for a viewer");
    drop(program);
    assert_eq!(std::fs::read_dir(folder.path().join("print")).unwrap().count(), 0, "and gone with the program");
}
