//! Broken form files: each is read with the right meaning or refused with file, place and reason; the program never panics or hangs.

use jibiao_testkit::{program, root};
use serde_json::{Value, json};
use std::path::Path;
use std::process::{Command, Output};
use std::time::Instant;

fn jibiao(args: &[&str]) -> Output {
    Command::new(program("jibiao")).args(args).current_dir(root()).output().expect("jibiao runs")
}

fn form() -> Value {
    let text = std::fs::read_to_string(root().join("tests/forms/shanxi-city.json")).expect("fixture");
    serde_json::from_str(&text).expect("JSON")
}

/// Checks a file with this content; gives the exit code and the JSON lines.
fn checked(content: &[u8]) -> (i32, Vec<Value>) {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("表.json");
    std::fs::write(&path, content).expect("written");
    let output = jibiao(&["check", &path.to_string_lossy(), "--format", "json"]);
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!errors.contains("panicked"), "{errors}");
    let lines = String::from_utf8(output.stdout).expect("UTF-8");
    let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).expect("a JSON line")).collect();
    assert!(lines.iter().all(|line| line["file"].as_str().is_some_and(|file| file.ends_with("表.json"))));
    (output.status.code().expect("ended by itself"), lines)
}

/// The refusal of a file: code, path and message.
fn refused(content: &[u8]) -> (String, String, String) {
    let (exit, lines) = checked(content);
    assert_eq!((exit, lines.len()), (1, 1), "{lines:?}");
    let text = |key: &str| lines[0][key].as_str().unwrap_or_default().to_owned();
    (text("code"), text("path"), text("message"))
}

fn changed(change: impl FnOnce(&mut Value)) -> Vec<u8> {
    let mut form = form();
    change(&mut form);
    form.to_string().into_bytes()
}

#[test]
fn amounts_are_read_or_reported_with_their_place() {
    for (written, reported) in [
        ("1,184,70", true),
        ("12.345", true),
        ("-1", true),
        ("1e9", true),
        ("十二万", true),
        ("约8万", true),
        ("99999999999999999999999999999999", true),
        ("１２０００", false),
        ("1,184,700.50", false),
    ] {
        let (_, lines) = checked(&changed(|form| form["funds"]["annual"]["total"] = json!(written)));
        let found = lines.iter().find(|line| line["code"] == "B10");
        assert_eq!(found.is_some(), reported, "{written}: {lines:?}");
        if let Some(line) = found {
            assert_eq!(line["path"], "funds.annual.total");
            assert!(
                line["message"]
                    .as_str()
                    .is_some_and(|message| written.chars().next().is_some_and(|first| message.contains(first))),
                "{line}"
            );
        }
    }
}

#[test]
fn wrong_types_unknown_keys_and_control_characters_are_refused_with_their_place() {
    let cases: [(&str, Vec<u8>, &str, &str); 8] = [
        ("number", changed(|form| form["funds"]["annual"]["total"] = json!(81000)), "funds.annual.total", "带引号"),
        ("list", changed(|form| form["overview"] = json!(["x"])), "overview", "文字"),
        ("text", changed(|form| form["indicators"] = json!("x")), "indicators", "名称"),
        ("object", changed(|form| form["indicators"]["annual"] = json!({})), "indicators.annual", "一列"),
        ("key", changed(|form| form["projectName"] = json!("x")), "projectName", "不认识的名称"),
        (
            "row key",
            changed(|form| form["indicators"]["annual"][0]["unit"] = json!("次")),
            "indicators.annual[0].unit",
            "不认识",
        ),
        ("control", changed(|form| form["plan"] = json!("a\u{1}b")), "plan", "U+0001"),
        ("bool", changed(|form| form["year"] = json!(true)), "year", "整数"),
    ];
    for (name, content, path, reason) in cases {
        let (code, found, message) = refused(&content);
        assert_eq!((code.as_str(), found.as_str()), ("E_FORM_JSON", path), "{name}: {message}");
        assert!(message.contains(reason) && message.contains("行"), "{name}: {message}");
    }
}

#[test]
fn cut_and_foreign_files_are_refused() {
    let whole = form().to_string().into_bytes();
    for end in (0..whole.len()).step_by(97) {
        let (code, _, message) = refused(&whole[..end]);
        assert!(["E_FORM_JSON", "E_FILE_ENCODING"].contains(&code.as_str()), "{end}: {message}");
    }
    for foreign in
        [&b"PK\x03\x04rest"[..], b"%PDF-1.7", b"\xff\xfe{\x00}\x00", b"\xcf\xee\xc4\xbf", b"null", b"[[[[", b""]
    {
        let (code, _, message) = refused(foreign);
        assert!(code.starts_with("E_") && !message.is_empty());
    }
    assert_eq!(refused("[".repeat(1_000_000).as_bytes()).0, "E_FORM_JSON");
}

#[test]
fn templates_that_are_not_there_are_named() {
    let (code, path, message) = refused(&changed(|form| form["template"] = json!("shanxi-none")));
    assert_eq!((code.as_str(), path.as_str()), ("E_TEMPLATE_UNKNOWN", "template"));
    assert!(message.contains("shanxi-none"));
    let (code, ..) = refused(&changed(|form| form["template"] = json!("shanxi-unit")));
    assert_eq!(code, "E_TEMPLATE_UNKNOWN");
}

#[test]
fn very_much_is_refused_or_done_in_bounded_time() {
    let started = Instant::now();
    let (code, path, _) = refused(&changed(|form| form["overview"] = json!("字".repeat(3_500_000))));
    assert_eq!((code.as_str(), path.as_str()), ("E_FORM_JSON", "overview"));
    let row = json!({"level1": "产出指标", "level2": "数量指标", "name": "检查次数", "value": "≥5次"});
    let many = changed(|form| {
        form["indicators"]["period"] = Value::Array(vec![row.clone(); 10_000]);
        form["indicators"]["annual"] = Value::Array(vec![row.clone(); 10_000]);
    });
    let (exit, lines) = checked(&many);
    assert!(exit == 1 && !lines.is_empty());
    print_whole(&many);
    let long = changed(|form| form["overview"] = json!("长".repeat(100_000)));
    print_whole(&long);
    // Minutes would mean that something grows with the square of the input.
    assert!(started.elapsed().as_secs() < 240, "{:?}", started.elapsed());
}

fn print_whole(content: &[u8]) {
    let folder = tempfile::tempdir().expect("folder");
    let (form, pdf) = (folder.path().join("a.json"), folder.path().join("a.pdf"));
    std::fs::write(&form, content).expect("written");
    let output = jibiao(&["print", &form.to_string_lossy(), "-o", &pdf.to_string_lossy()]);
    assert!(pdf.is_file(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// How many forms a unit of a whole county might hand in, and how many of them are broken, each in one of these ways.
const MANY: usize = 1_500;
const BROKEN: usize = 37;

/// Writes them; gives the names of the broken ones.
fn many(folder: &Path) -> Vec<String> {
    let whole = form();
    let named = |number: usize| {
        let mut form = whole.clone();
        form["project_name"] = json!(format!("库房改造{number}"));
        form.to_string().into_bytes()
    };
    let mut broken = Vec::new();
    for number in 0..MANY {
        let mut content = named(number);
        if number % 40 == 7 && broken.len() < BROKEN {
            content = match broken.len() % 5 {
                0 => b"{\"format\"".to_vec(),
                1 => Vec::new(),
                2 => b"\xcf\xee\xc4\xbf".to_vec(),
                3 => changed(|form| form["template"] = json!("shanxi-none")),
                _ => changed(|form| form["overview"] = json!(7)),
            };
            broken.push(format!("{number:04}.json"));
        }
        std::fs::write(folder.join(format!("{number:04}.json")), content).expect("written");
    }
    assert_eq!(broken.len(), BROKEN);
    broken
}

#[test]
fn broken_forms_do_not_stop_a_batch_and_are_named() {
    let (folder, out) = (tempfile::tempdir().expect("folder"), tempfile::tempdir().expect("folder"));
    let broken = many(folder.path());
    let forms = folder.path().to_string_lossy().into_owned();
    let named = |said: &str| {
        let named = |name: &&String| said.contains(name.as_str());
        (broken.iter().filter(named).count(), said.matches(".json").count())
    };

    let checked = jibiao(&["check", &forms, "--format", "json"]);
    assert_eq!(checked.status.code(), Some(1));
    let lines = String::from_utf8(checked.stdout).expect("UTF-8");
    let refused = lines.lines().filter(|line| line.contains("\"code\":\"E_")).collect::<Vec<_>>().join("\n");
    assert_eq!(named(&refused), (BROKEN, BROKEN), "{refused}");

    let printed = jibiao(&["print", &forms, "-o", &out.path().to_string_lossy()]);
    let said = String::from_utf8_lossy(&printed.stderr).into_owned();
    assert_eq!(printed.status.code(), Some(1), "{said}");
    assert_eq!(count(out.path()), MANY - BROKEN);
    assert_eq!(named(&said).0, BROKEN, "{said}");

    // Into the data a file goes whole or not at all: each of the others does.
    let data = out.path().join("data").to_string_lossy().into_owned();
    let added = jibiao(&["db", "add", &forms, "--data", &data]);
    let said = String::from_utf8_lossy(&added.stderr).into_owned();
    assert_eq!((added.status.code(), named(&said).0), (Some(1), BROKEN), "{said}");
    let listed = jibiao(&["db", "info", "--data", &data]);
    let listed = String::from_utf8_lossy(&listed.stdout).into_owned();
    assert!(listed.contains(&format!("表：{} 份，", MANY - BROKEN)), "{listed}");
}

fn count(folder: &Path) -> usize {
    std::fs::read_dir(folder).expect("folder").count()
}
