//! `jibiao db` as somebody runs it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where it fails")]

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

/// Exit code, standard output, standard error.
fn run(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_jibiao")).args(args).current_dir(folder).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap_or(-1), text(output.stdout), text(output.stderr))
}

fn fine(folder: &Path, args: &[&str]) -> String {
    let (code, out, err) = run(folder, args);
    assert_eq!(code, 0, "{args:?}: {out}{err}");
    out
}

fn json(path: &Path) -> serde_json::Value {
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// A folder with the sample, and its thirteen forms in the data `d`.
fn with_sample() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fine(folder.path(), &["sample", "-o", "s"]);
    let added = fine(folder.path(), &["db", "add", "s", "--data", "d"]);
    assert_eq!(added.lines().count(), 13);
    folder
}

#[test]
fn forms_go_in_and_come_out_as_they_were() {
    let folder = with_sample();
    let folder = folder.path();
    assert!(fine(folder, &["db", "info", "--data", "d"]).contains("表：13 份，回收站 0 份"));
    assert_eq!(fine(folder, &["db", "list", "--data", "d"]).lines().count(), 13);
    let found = fine(folder, &["db", "list", "--data", "d", "--search", "dakf", "--format", "json"]);
    assert_eq!(found.lines().count(), 1);
    assert!(found.contains("档案库房屋面维修工程"));
    let exported = fine(folder, &["db", "export", "--data", "d", "-o", "out"]);
    let mut originals: Vec<_> = fs::read_dir(folder.join("s")).unwrap().flatten().map(|entry| entry.path()).collect();
    originals.retain(|path| !path.ends_with("budget.json"));
    originals.sort();
    assert_eq!(exported.lines().count(), originals.len());
    for (path, original) in exported.lines().zip(originals) {
        assert_eq!(json(&folder.join(path)), json(&original), "{path}");
    }
    assert_eq!(fine(folder, &["db", "check", "--data", "d"]), "13 份表全部读过，数据完好。\n");
    let dry = fine(folder, &["db", "export", "--data", "d", "-o", "none", "3", "--dry-run"]);
    assert!(dry.starts_with("none/0003-") && !folder.join("none").exists());
}

#[test]
fn a_damaged_file_leads_to_the_copies_and_one_restores() {
    let folder = with_sample();
    let folder = folder.path();
    fine(folder, &["db", "backup", "--data", "d"]);
    fs::create_dir(folder.join("stick")).unwrap();
    assert!(fine(folder, &["db", "backup", "--data", "d", "-o", "stick"]).starts_with("stick/绩标数据-"));
    let database = folder.join("d/jibiao.db");
    let bytes = fs::read(&database).unwrap();
    fs::write(&database, bytes.get(..5000).unwrap()).unwrap();
    for command in ["info", "list", "check", "backup"] {
        let (code, out, err) = run(folder, &["db", command, "--data", "d"]);
        assert_eq!((code, out.as_str()), (2, ""));
        assert!(err.contains("E_DATA_DAMAGED") && err.contains("jibiao db restore"), "{err}");
    }
    let copies = fine(folder, &["db", "restore", "--data", "d"]);
    let newest = copies.lines().next().unwrap();
    assert!(newest.contains("13 份表"), "{copies}");
    let name = newest.split_whitespace().last().unwrap();
    let (code, out, err) = run(folder, &["db", "restore", name, "--data", "d"]);
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("已恢复") && out.contains("damaged-"), "{out}");
    assert_eq!(fine(folder, &["db", "list", "--data", "d"]).lines().count(), 13);
}

#[test]
fn what_cannot_be_done_is_said_with_a_code() {
    let folder = with_sample();
    let folder = folder.path();
    fs::write(folder.join("broken.json"), "{").unwrap();
    let (code, out, err) = run(folder, &["db", "add", "broken.json", "s/unit.json", "--data", "d"]);
    assert_eq!((code, out.lines().count()), (1, 0), "{err}");
    assert!(err.contains("E_FORM_JSON") && err.contains("1 份没有加入；另有 1 份内容与已有的完全相同"), "{err}");
    for (args, wanted) in [
        (vec!["db", "info", "--data", "none"], "E_DATA_NONE"),
        (vec!["db", "backup", "--data", "none"], "E_DATA_NONE"),
        (vec!["db", "show", "99", "--data", "d"], "E_FORM_NONE"),
        (vec!["db", "export", "99", "-o", "x", "--data", "d"], "E_FORM_NONE"),
        (vec!["db", "restore", "none.db", "--data", "d"], "E_BACKUP"),
        (vec!["db", "add", "s", "--data", "broken.json"], "E_DATA_FILE"),
        (vec!["db", "nothing"], "E_REQUEST"),
    ] {
        let (code, out, err) = run(folder, &args);
        assert!(code == 2 && out.is_empty() && err.contains(wanted), "{args:?}: {code} {out}{err}");
    }
    assert!(!folder.join("none").exists(), "asking makes nothing");
}

#[test]
fn a_line_of_db_add_is_true_even_after_a_kill() {
    let folder = tempfile::tempdir().unwrap();
    fine(folder.path(), &["sample", "-o", "s"]);
    let one = fs::read_to_string(folder.path().join("s/05-库房屋面维修.json")).unwrap();
    for round in 0..6 {
        let forms = folder.path().join(format!("r{round}"));
        fs::create_dir(&forms).unwrap();
        for number in 0..240 {
            let name = format!("第{round}轮{number}档案库房屋面维修工程");
            fs::write(forms.join(format!("{number}.json")), one.replace("档案库房屋面维修工程", &name)).unwrap();
        }
        let mut command = Command::new(env!("CARGO_BIN_EXE_jibiao"));
        command.args(["db", "add", "--data", "d"]).arg(&forms).current_dir(folder.path());
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
        let mut said: Vec<String> = lines.by_ref().take(1 + round * 9).collect();
        // While it works, another one is told who holds the data, or finds it just released.
        let (code, _, err) = run(folder.path(), &["db", "backup", "--data", "d"]);
        assert!(code == 0 || err.contains("E_DATA_IN_USE"), "{err}");
        child.kill().unwrap();
        child.wait().unwrap();
        said.extend(lines);
        let stored = fine(folder.path(), &["db", "list", "--data", "d"]);
        let ids: Vec<&str> = stored.lines().filter_map(|line| line.split_whitespace().next()).collect();
        assert!(!said.is_empty());
        for line in &said {
            let id = line.split_whitespace().next().unwrap();
            assert!(ids.contains(&id), "{line}");
        }
        assert!(fine(folder.path(), &["db", "check", "--data", "d"]).contains("数据完好"));
    }
}
