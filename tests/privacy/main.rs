//! What the program says when something is wrong holds codes, paths and places, never what stands in a form; and the data is its owner's.

use jibiao_testkit::program;
use serde_json::Value;
use std::path::Path;
use std::process::{Command, Output};

/// Stands in every text of the form.
const SECRET: &str = "机密甲乙丙";

fn jibiao(folder: &Path, args: &[&str]) -> Output {
    Command::new(program("jibiao")).args(args).current_dir(folder).output().expect("jibiao runs")
}

/// Puts the secret into every text but those that name things.
fn mark(value: &mut Value) {
    match value {
        Value::Object(entries) => {
            for (key, value) in entries {
                if !matches!(key.as_str(), "format" | "kind" | "template" | "category" | "year") {
                    mark(value);
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(mark),
        Value::String(text) => text.push_str(SECRET),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn quiet(folder: &Path, args: &[&str], code: &str) {
    let output = jibiao(folder, args);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!said.contains(SECRET), "{args:?} tells what stands in the form: {said}");
    assert!(said.contains(code), "{args:?}: {said}");
}

#[test]
fn complaints_hold_no_text_of_a_form() {
    let folder = tempfile::tempdir().expect("folder");
    let at = |name: &str| folder.path().join(name);
    let run = |args: &[&str]| jibiao(folder.path(), args);
    run(&["sample", "-o", "s"]);
    let form = std::fs::read_dir(at("s"))
        .expect("sample")
        .flatten()
        .map(|entry| std::fs::read_to_string(entry.path()).expect("a form"))
        .find(|text| text.contains("project_name"))
        .expect("a project form");
    let mut form: Value = serde_json::from_str(&form).expect("JSON");
    mark(&mut form);
    let write = |name: &str, form: &Value| std::fs::write(at(name), form.to_string()).expect("written");
    write("form.json", &form);

    // What the reader refuses. (A strange kind or template is quoted: these name what the file is, not what somebody wrote.)
    for (name, key, value) in [
        ("type.json", "overview", serde_json::json!([SECRET])),
        ("list.json", "indicators", Value::from(SECRET)),
        ("funds.json", "funds", serde_json::json!({"period": {"total": [SECRET]}})),
    ] {
        let mut broken = form.clone();
        broken[key] = value;
        write(name, &broken);
        quiet(folder.path(), &["check", name], "");
        quiet(folder.path(), &["db", "add", name, "--data", "d"], "E_FORM_JSON");
    }
    let mut cut = form.to_string();
    cut.truncate(cut.find(SECRET).expect("marked") + SECRET.len());
    std::fs::write(at("cut.json"), cut).expect("written");
    quiet(folder.path(), &["db", "add", "cut.json", "--data", "d"], "E_FORM_JSON");

    // What the data and the package refuse.
    quiet(folder.path(), &["db", "add", "form.json", "--data", "d"], "加入了 1 份表");
    quiet(folder.path(), &["import", "form.json", "--into", "d"], "内容与已有的完全相同");
    let mut other = form.clone();
    other["plan"] = Value::from(format!("另一份{SECRET}"));
    write("other.json", &other);
    quiet(folder.path(), &["import", "other.json", "--into", "d"], "加入了 1 份表");
    quiet(folder.path(), &["export", "form.json", "--to", "package", "-o", "p.jbz"], "");
    let mut package = std::fs::read(at("p.jbz")).expect("package");
    let middle = package.len() / 2;
    package[middle] ^= 0x55;
    std::fs::write(at("p.jbz"), package).expect("written");
    quiet(folder.path(), &["import", "p.jbz", "--into", "d"], "E_PACKAGE");
    std::fs::write(at("form2.json"), "{}").expect("written");
    quiet(folder.path(), &["export", "form.json", "--to", "json", "-o", "form2.json"], "E_FILE_EXISTS");
    quiet(folder.path(), &["print", "form.json", "-o", "form2.json/x"], "E_FILE_WRITE");
    quiet(folder.path(), &["db", "show", "99", "--data", "d"], "E_FORM_NONE");
    let database = at("d/jibiao.db");
    let mut bytes = std::fs::read(&database).expect("data");
    let place = bytes.windows(SECRET.len()).rposition(|window| window == SECRET.as_bytes()).expect("stored");
    bytes[place] ^= 1;
    std::fs::write(&database, bytes).expect("written");
    for id in ["1", "2"] {
        let said = jibiao(folder.path(), &["db", "show", id, "--data", "d"]);
        assert!(!String::from_utf8_lossy(&said.stderr).contains(SECRET));
    }
    quiet(folder.path(), &["db", "check", "--data", "d"], "");
}

#[cfg(unix)]
#[test]
fn the_data_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().expect("folder");
    jibiao(folder.path(), &["sample", "-o", "s"]);
    // Even where the user lets everybody read new files.
    let script = "umask 0; \"$0\" db add s --data d; \"$0\" db backup --data d; \"$0\" db restore --data d";
    let output = Command::new("sh").args(["-c", script]).arg(program("jibiao")).current_dir(folder.path()).output();
    assert!(output.expect("sh runs").status.success());
    let mode = |path: &Path| std::fs::metadata(path).expect("there").permissions().mode() & 0o777;
    let data = folder.path().join("d");
    assert_eq!((mode(&data), mode(&data.join("backups"))), (0o700, 0o700));
    let mut seen = 0;
    for folder in [data.clone(), data.join("backups")] {
        for entry in std::fs::read_dir(folder).expect("folder").flatten().filter(|entry| entry.path().is_file()) {
            let name = entry.file_name().to_string_lossy().into_owned();
            // The lock and the name of the holder hold nothing of the forms.
            if !name.starts_with("owner.") {
                assert_eq!(mode(&entry.path()), 0o600, "{name}");
                seen += 1;
            }
        }
    }
    assert!(seen >= 2, "the database and a copy");
}
