//! The package through the command line: made, verified with codes from paper, read as forms everywhere, and refused once it was changed.

use jibiao_testkit::{program, root};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn jibiao(folder: &Path, args: &[&str]) -> Output {
    let output = Command::new(program("jibiao")).args(args).current_dir(folder).output().expect("jibiao runs");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(!errors.contains("panicked"), "{errors}");
    output
}

fn exit(output: &Output) -> i32 {
    output.status.code().expect("ended by itself")
}

fn lines(output: &Output) -> Vec<Value> {
    let text = String::from_utf8(output.stdout.clone()).expect("UTF-8");
    text.lines().map(|line| serde_json::from_str(line).expect("a JSON line")).collect()
}

fn forms() -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(root().join("tests/forms"))
        .expect("fixtures")
        .map(|entry| entry.expect("entry").path())
        .collect();
    files.sort();
    files
}

/// A folder with `all.jbz`, made of the forms of `tests/forms`.
fn packed() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("folder");
    let forms = root().join("tests/forms");
    let output = jibiao(folder.path(), &["export", &forms.to_string_lossy(), "--to", "package", "-o", "all.jbz"]);
    assert_eq!(exit(&output), 0, "{output:?}");
    folder
}

fn verified(folder: &Path, args: &[&str]) -> (i32, Value) {
    let output = jibiao(folder, &[&["verify", "all.jbz", "--format", "json"], args].concat());
    (exit(&output), lines(&output).remove(0))
}

#[test]
fn what_is_exported_comes_back_the_same() {
    let folder = packed();
    let output = jibiao(folder.path(), &["import", "all.jbz", "-o", "result.json"]);
    assert_eq!(exit(&output), 0);
    let result: Value =
        serde_json::from_str(&std::fs::read_to_string(folder.path().join("result.json")).expect("result"))
            .expect("JSON");
    assert_eq!(result["forms"].as_array().map(Vec::len), Some(forms().len()));
    assert_eq!((&result["project_budget"], &result["notes"]), (&serde_json::json!([]), &serde_json::json!([])));

    assert_eq!(exit(&jibiao(folder.path(), &["export", "all.jbz", "--to", "json", "-o", "out"])), 0);
    let again = ["export", "out", "--to", "package", "-o", "again.jbz"];
    assert_eq!(exit(&jibiao(folder.path(), &again)), 0);
    let bytes = |name: &str| std::fs::read(folder.path().join(name)).expect("written");
    assert_eq!(bytes("all.jbz"), bytes("again.jbz"));
}

#[test]
fn a_code_from_paper_is_found_mistyped_or_unknown() {
    let folder = packed();
    let (code, all) = verified(folder.path(), &[]);
    assert_eq!((code, all["forms"].as_array().map(Vec::len)), (0, Some(forms().len())));
    assert_eq!(all["faults"], serde_json::json!([]));
    let printed = all["forms"][1]["check_code"].as_str().expect("a code");
    let typed = printed.to_lowercase().replace('-', "");
    let (code, found) = verified(folder.path(), &["--code", &typed]);
    assert_eq!((code, &found["code"]["found"], &found["code"]["index"]), (0, &"form".into(), &1.into()));
    let other = if printed.starts_with('7') { "8" } else { "7" };
    let (code, found) = verified(folder.path(), &["--code", &format!("{other}{}", &printed[1..])]);
    assert_eq!((code, &found["code"]["found"], &found["code"]["index"]), (1, &"nearly".into(), &1.into()));
    for (typed, answer) in [("0000-0000-0000-0000", "unknown"), ("12", "not_a_code")] {
        let (code, found) = verified(folder.path(), &["--code", typed]);
        assert_eq!((code, &found["code"]["found"]), (1, &answer.into()));
    }
    let text = jibiao(folder.path(), &["verify", "all.jbz", "--code", printed]);
    let text = String::from_utf8(text.stdout).expect("UTF-8");
    assert!(text.contains("与清单一致") && text.contains("纸上的与数据包里的相同"), "{text}");
}

#[test]
fn a_package_is_read_as_forms_everywhere() {
    let folder = packed();
    let named = |args: &[&str]| lines(&jibiao(folder.path(), args));
    let of_files = jibiao(&root(), &["check", "tests/forms", "--format", "json"]);
    let strip = |lines: Vec<Value>| -> Vec<Value> {
        let mut lines = lines;
        for line in &mut lines {
            let line = line.as_object_mut().expect("an object");
            line.remove("file");
            line.remove("index");
        }
        lines
    };
    let of_package = named(&["check", ".", "--format", "json"]);
    for line in &of_package {
        assert!(line["index"].as_u64().is_some_and(|index| (index as usize) < forms().len()), "{line}");
    }
    assert_eq!(strip(lines(&of_files)), strip(of_package.clone()));

    let package = std::fs::File::open(folder.path().join("all.jbz")).expect("package");
    let piped = Command::new(program("jibiao"))
        .args(["check", "-", "--format", "json"])
        .stdin(Stdio::from(package))
        .output()
        .expect("jibiao runs");
    assert_eq!(strip(lines(&piped)), strip(of_package));

    let prints = jibiao(folder.path(), &["print", "all.jbz", "-o", "pdf", "--dry-run"]);
    let printed = String::from_utf8(prints.stdout).expect("UTF-8");
    assert_eq!(printed.lines().count(), forms().len());
    for (index, line) in printed.lines().enumerate() {
        assert!(line.starts_with(&format!("pdf/all/{index:03}-")) && line.ends_with(".pdf"), "{line}");
    }
}

#[test]
fn a_changed_package_is_refused_and_the_rest_go_on() {
    let folder = packed();
    let path = folder.path().join("all.jbz");
    let mut bytes = std::fs::read(&path).expect("package");
    // Inside the compressed bytes of a form: far from the manifest at the front and the directory at the end.
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0x55;
    std::fs::write(&path, &bytes).expect("written");
    std::fs::copy(root().join("tests/forms/shanxi-city.json"), folder.path().join("one.json")).expect("copied");
    let checked = lines(&jibiao(folder.path(), &["check", ".", "--format", "json"]));
    let refused: Vec<&Value> =
        checked.iter().filter(|line| line["code"].as_str().is_some_and(|code| code.starts_with("E_"))).collect();
    assert_eq!(refused.len(), 1, "{checked:?}");
    assert!(refused[0]["message"].as_str().is_some_and(|message| message.contains("forms/")), "{refused:?}");
    assert_eq!(verified(folder.path(), &[]).0, 1);

    let output = jibiao(folder.path(), &["export", ".", "--to", "package", "-o", "new.jbz"]);
    assert_eq!(exit(&output), 1);
    assert!(!folder.path().join("new.jbz").exists(), "a package that lacks forms is not written");

    std::fs::write(&path, &bytes[..middle]).expect("written");
    let (code, cut) = verified(folder.path(), &[]);
    assert_eq!((code, &cut["faults"][0]["code"]), (1, &"E_PACKAGE".into()));
    assert_eq!(exit(&jibiao(folder.path(), &["verify", "none.jbz"])), 2);
}

#[test]
fn an_existing_form_file_with_other_content_is_left_alone() {
    let folder = packed();
    std::fs::create_dir(folder.path().join("out")).expect("folder");
    let export = ["export", "all.jbz", "--to", "json", "-o", "out"];
    assert_eq!(exit(&jibiao(folder.path(), &export)), 0);
    assert_eq!(exit(&jibiao(folder.path(), &export)), 0, "the same content may be written again");
    let first = std::fs::read_dir(folder.path().join("out/all"))
        .expect("folder")
        .next()
        .expect("a file")
        .expect("entry")
        .path();
    std::fs::write(&first, "{}").expect("written");
    let output = jibiao(folder.path(), &export);
    assert_eq!(exit(&output), 1);
    assert!(String::from_utf8_lossy(&output.stderr).contains("E_FILE_EXISTS"));
    assert_eq!(std::fs::read(&first).expect("file"), b"{}");
    let one = ["export", "all.jbz", "--to", "json", "-o", "one.json"];
    assert_eq!(exit(&jibiao(folder.path(), &one)), 2, "several forms do not fit into one form file");
}

/// The sample in the data `one`, with two findings that somebody let pass: one of a text, one of a row.
fn stored() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("folder");
    assert_eq!(exit(&jibiao(folder.path(), &["sample", "-o", "s"])), 0);
    assert_eq!(exit(&jibiao(folder.path(), &["db", "add", "s", "--data", "one"])), 0);
    let clock = || chrono::DateTime::parse_from_rfc3339("2026-03-02T09:00:00+08:00").expect("a time");
    let mut store = jibiao_app::data::open(&folder.path().join("one"), clock).expect("data");
    let unit = jibiao_app::data::Unit { preparer: "林小满".to_owned(), ..store.unit().expect("unit") };
    store.set_unit(&unit).expect("set");
    let first = store.all().expect("all")[0].id;
    let edited = store.edit(first, 1, &[jibiao_app::data::Patch::set("indicators.annual[1].name", "密集架")]);
    let jibiao_app::data::Patch::Set { path, .. } = edited.expect("edited").changes.remove(0) else {
        panic!("no text was set")
    };
    assert!(path.contains("[#"), "{path}");
    store.waive(first, "C20", &path, "按上级文件写").expect("waived");
    store.waive(first, "W101", "overview", "已与股室核对").expect("waived");
    folder
}

#[test]
fn what_is_stored_goes_through_a_package_with_its_waivers_and_prints() {
    let folder = stored();
    let run = |args: &[&str]| jibiao(folder.path(), args);
    let export = ["db", "export", "--data", "one", "--to", "package", "--pdf", "-o", "one.jbz"];
    let exported = run(&export);
    let said = String::from_utf8_lossy(&exported.stderr).into_owned();
    // Some forms of the sample have errors: their prints are drafts, and that is said.
    assert_eq!(exit(&exported), 1, "{said}");
    assert!(said.contains("草稿") && said.contains("导出"), "{said}");

    let output = run(&["import", "one.jbz", "--into", "two"]);
    assert_eq!(exit(&output), 0, "{output:?}");
    assert_eq!(String::from_utf8_lossy(&output.stdout).lines().count(), 13);
    run(&["db", "export", "--data", "two", "--to", "package", "--pdf", "-o", "two.jbz"]);
    let bytes = |name: &str| std::fs::read(folder.path().join(name)).expect("written");
    assert!(bytes("one.jbz") == bytes("two.jbz"), "forms, waivers with who and when, and prints are the same");
    // Out of files the same: what a package brings along goes on.
    run(&["export", "two.jbz", "--to", "package", "--pdf", "-o", "three.jbz"]);
    assert!(bytes("one.jbz") == bytes("three.jbz"));

    let clock = || chrono::DateTime::parse_from_rfc3339("2026-03-03T09:00:00+08:00").expect("a time");
    let store = jibiao_app::data::open_to_read(&folder.path().join("two"), clock).expect("data");
    let waivers = store.waivers(store.all().expect("all")[0].id).expect("waivers");
    assert_eq!(waivers.len(), 2);
    assert!(waivers.iter().all(|waiver| waiver.who == "林小满"), "{waivers:?}");
    assert!(waivers.iter().any(|waiver| waiver.path.starts_with("indicators.annual[#")), "{waivers:?}");
    let log = store.transfers(9).expect("log");
    assert_eq!(log.iter().map(|line| (line.name.as_str(), line.forms)).collect::<Vec<_>>(), [("one.jbz", 13)]);

    // Without prints it is smaller, with them each form has one.
    run(&["db", "export", "--data", "one", "--to", "package", "-o", "plain.jbz"]);
    assert!(bytes("plain.jbz").len() * 3 < bytes("one.jbz").len());
    let manifest = verified_of(folder.path(), "one.jbz");
    assert_eq!(manifest["forms"].as_array().map(Vec::len), Some(13));
    let elsewhere = run(&["db", "export", "--data", "one", "--pdf", "-o", "out"]);
    assert_eq!(exit(&elsewhere), 2);
    assert!(String::from_utf8_lossy(&elsewhere.stderr).contains("E_REQUEST"));
}

#[test]
fn a_check_of_a_package_puts_apart_what_was_let_pass() {
    let folder = tempfile::tempdir().expect("folder");
    let run = |args: &[&str]| jibiao(folder.path(), args);
    run(&["sample", "-o", "sample"]);
    run(&["db", "add", "sample", "--data", "one"]);
    run(&["db", "export", "--data", "one", "--to", "package", "-o", "before.jbz"]);
    let rules = lines(&run(&["rules", "list", "--format", "json"]));
    let waivable: Vec<&Value> =
        rules.iter().filter(|rule| rule["waivable"] == true).map(|rule| &rule["code"]).collect();
    let found = lines(&run(&["check", "before.jbz", "--format", "json"]));
    assert!(found.iter().all(|line| line.get("waived").is_none()), "{found:?}");
    // Places outside the lists are spelled alike in the data and in the JSON.
    let plain = |line: &&Value| line["path"].as_str().is_some_and(|path| !path.contains('['));
    let warning = |line: &&Value| line["severity"] != "error" && waivable.contains(&&line["code"]);
    let passed = found.iter().filter(plain).find(warning).expect("a warning that can be let pass").clone();
    let error = found.iter().filter(plain).find(|line| line["severity"] == "error").expect("an error").clone();

    let clock = || chrono::DateTime::parse_from_rfc3339("2026-03-02T09:00:00+08:00").expect("a time");
    let mut store = jibiao_app::data::open(&folder.path().join("one"), clock).expect("data");
    let unit = jibiao_app::data::Unit { preparer: "林小满".into(), ..Default::default() };
    store.set_unit(&unit).expect("set");
    for line in [&passed, &error] {
        let all = store.all().expect("all");
        let id = all[line["index"].as_u64().expect("an index") as usize].id;
        let text = |key: &str| line[key].as_str().expect("a text").to_owned();
        store.waive(id, &text("code"), &text("path"), "已与股室核对").expect("waived");
    }
    drop(store);
    run(&["db", "export", "--data", "one", "--to", "package", "-o", "after.jbz"]);
    let after = lines(&run(&["check", "after.jbz", "--format", "json"]));
    let waived: Vec<&Value> = after.iter().filter(|line| line.get("waived").is_some()).collect();
    assert_eq!((after.len(), waived.len()), (found.len(), 1), "an error stands");
    assert_eq!((&waived[0]["code"], &waived[0]["path"]), (&passed["code"], &passed["path"]));
    assert_eq!(
        waived[0]["waived"],
        serde_json::json!({"reason": "已与股室核对", "by": "林小满", "at": "20260302090000"})
    );
    let said = String::from_utf8(run(&["check", "after.jbz", "--report", "r.html"]).stdout).expect("UTF-8");
    let code = passed["code"].as_str().expect("a code");
    assert!(
        said.contains(&format!("已忽略 {code}")) && said.contains("理由：已与股室核对（林小满，2026-03-02）"),
        "{said}"
    );
    assert!(said.contains("；另有 1 处已忽略。"), "{said}");
    let html = std::fs::read_to_string(folder.path().join("r.html")).expect("a report");
    assert!(html.contains("已忽略 1。") && html.contains("已与股室核对（林小满，2026-03-02）"), "{html}");
}

fn verified_of(folder: &Path, package: &str) -> Value {
    let output = jibiao(folder, &["verify", package, "--format", "json"]);
    assert_eq!(exit(&output), 0, "{output:?}");
    lines(&output).remove(0)
}

#[test]
fn a_file_comes_into_the_data_whole_or_not_at_all() {
    let folder = packed();
    let run = |args: &[&str]| jibiao(folder.path(), args);
    // A form of a template that is not there, in the middle of a package: nothing of this package comes in, other files do.
    let mut strange: Value = serde_json::from_str(&std::fs::read_to_string(&forms()[0]).expect("form")).expect("JSON");
    strange["template"] = "nowhere-else".into();
    std::fs::create_dir(folder.path().join("mixed")).expect("folder");
    for (name, form) in
        [("a.json", std::fs::read_to_string(&forms()[1]).expect("form")), ("b.json", strange.to_string())]
    {
        std::fs::write(folder.path().join("mixed").join(name), form).expect("written");
    }
    assert_eq!(exit(&run(&["export", "mixed", "--to", "package", "-o", "mixed.jbz"])), 0);
    let one = forms()[2].to_string_lossy().into_owned();
    let dry = run(&["import", "mixed.jbz", &one, "--into", "data", "--dry-run"]);
    assert_eq!(exit(&dry), 1);
    assert!(!folder.path().join("data").exists(), "a dry run makes nothing");
    let output = run(&["import", "mixed.jbz", &one, "--into", "data"]);
    assert_eq!(exit(&output), 1);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        said.contains("E_TEMPLATE_UNKNOWN") && said.contains("mixed.jbz") && said.contains("2 份没有加入"),
        "{said}"
    );
    assert_eq!(String::from_utf8_lossy(&run(&["db", "list", "--data", "data"]).stdout).lines().count(), 1);
    // Other kinds of files come in the same way.
    let sheet = root().join("tests/import/fixtures/form.xlsx").to_string_lossy().into_owned();
    let output = run(&["import", &sheet, "--into", "data"]);
    assert_eq!(exit(&output), 0, "{output:?}");
    assert!(String::from_utf8_lossy(&run(&["db", "list", "--data", "data"]).stdout).lines().count() > 1);
    let both = run(&["import", &one, "--into", "data", "-o", "x.json"]);
    assert_eq!(exit(&both), 2);
}
