//! What goes out comes back: a form that is exported and imported again is the same form, whatever file carried it.
//!
//! Rows for an upload, texts piece by piece and prints do not say the template: it is told by the title and the indicators. A print breaks texts
//! into lines, so blanks and breaks are not compared there, nor what no paper shows: the category and the hour of 填报日期.

use jibiao_testkit::{corpus, program, root};
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn jibiao(args: &[&str]) -> Output {
    Command::new(program("jibiao")).args(args).current_dir(root()).output().expect("jibiao runs")
}

fn text(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

fn imported(path: &Path) -> Vec<Value> {
    let output = jibiao(&["import", text(path)]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let result: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    result["forms"].as_array().expect("forms").clone()
}

/// Every place where two values differ.
fn differences(path: &str, one: &Value, two: &Value, out: &mut Vec<String>) {
    match (one, two) {
        (Value::Object(a), Value::Object(b)) => {
            for key in a.keys().chain(b.keys().filter(|key| !a.contains_key(*key))) {
                let (one, two) = (a.get(key).unwrap_or(&Value::Null), b.get(key).unwrap_or(&Value::Null));
                differences(&format!("{path}.{key}"), one, two, out);
            }
        }
        (Value::Array(a), Value::Array(b)) => {
            for index in 0..a.len().max(b.len()) {
                let (one, two) = (a.get(index).unwrap_or(&Value::Null), b.get(index).unwrap_or(&Value::Null));
                differences(&format!("{path}[{index}]"), one, two, out);
            }
        }
        _ if one != two => out.push(format!("{path}: {one} became {two}")),
        _ => {}
    }
}

/// Exports all forms of a folder in every format and reads them back; the number of forms.
fn there_and_back(folder: &Path) -> usize {
    let out = tempfile::tempdir().expect("folder");
    let before = imported(folder);
    let mut faults = Vec::new();
    for (format, name) in [
        ("json", "表"),
        ("package", "报送.jbz"),
        ("xlsx-form", "各表"),
        ("docx", "各表文档"),
        ("xlsx-form", "全部.xlsx"),
        ("docx", "全部.docx"),
    ] {
        let file = out.path().join(name);
        let done = jibiao(&["export", text(folder), "--to", format, "-o", text(&file)]);
        // Errors that are left are told and make drafts; the files are written.
        assert!(matches!(done.status.code(), Some(0 | 1)) && file.exists(), "{format}: {done:?}");
        let after = imported(&file);
        assert_eq!(after.len(), before.len(), "{format} {name}");
        for (one, two) in before.iter().zip(&after) {
            differences(&format!("{name} {}", one["project_name"]), one, two, &mut faults);
        }
    }
    // The values as they were written come back where the mapping asks for them.
    let sample = root().join("templates/upload.toml");
    let mapping = out.path().join("对应.toml");
    let sample = fs::read_to_string(sample).expect("sample").replace("\"note\"", "\"original\"");
    fs::write(&mapping, sample).expect("mapping");
    let by_row = ["--draft", "--mapping", text(&mapping)];
    for (command, name, more) in [
        (["export", "--to", "xlsx-rows"].as_slice(), "逐行.xlsx", by_row.as_slice()),
        (&["export", "--to", "text"], "逐项", &by_row[1..]),
        (&["print"], "打印件", &[]),
    ] {
        let file = out.path().join(name);
        let done = jibiao(&[command, &[text(folder), "-o", text(&file)], more].concat());
        assert!(matches!(done.status.code(), Some(0 | 1)) && file.exists(), "{name}: {done:?}");
        let printed = command == ["print"];
        let mut after = imported(&file);
        assert_eq!(after.len(), before.len(), "{name}");
        for one in &before {
            // The order is that of the sheets, or of the names of files.
            let same = after.iter().position(|two| names(two, printed) == names(one, printed));
            let two = after.remove(same.unwrap_or_else(|| panic!("{name}: {} is lost", names(one, printed))));
            let (one, two) = (without(one, printed), without(&two, printed));
            differences(&format!("{name} {}", one["project_name"]), &one, &two, &mut faults);
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    before.len()
}

/// Kind and name of a form.
fn names(form: &Value, printed: bool) -> String {
    let form = without(form, printed);
    format!("{} {} {}", form["kind"], form["project_name"], form["department"])
}

/// A form without what these files do not say.
fn without(form: &Value, printed: bool) -> Value {
    let mut form = form.clone();
    let fields = form.as_object_mut().expect("object");
    fields.remove("template");
    if printed {
        fields.remove("category");
        if let Some(Value::String(filled)) = fields.get_mut("filled_at") {
            *filled = day(filled);
        }
        without_blanks(&mut form);
    }
    form
}

/// 20251109 of 20251109101533 and of 2025年11月9日: paper shows the day alone.
fn day(filled: &str) -> String {
    match filled.trim_end_matches('日').split(['年', '月']).collect::<Vec<_>>().as_slice() {
        [year, month, day] => format!("{year}{month:0>2}{day:0>2}"),
        _ => filled.chars().take(8).collect(),
    }
}

fn without_blanks(value: &mut Value) {
    match value {
        Value::String(text) => text.retain(|c| !c.is_whitespace()),
        Value::Array(all) => all.iter_mut().for_each(without_blanks),
        Value::Object(all) => all.values_mut().for_each(without_blanks),
        _ => {}
    }
}

#[test]
fn forms_of_the_sample_come_back_as_they_went_out() {
    let folder = tempfile::tempdir().expect("folder");
    let sample = folder.path().join("样例");
    assert_eq!(jibiao(&["sample", "-o", text(&sample)]).status.code(), Some(0));
    assert_eq!(there_and_back(&sample), 13);
}

#[test]
fn forms_of_every_template_come_back_as_they_went_out() {
    assert_eq!(there_and_back(&root().join("tests/forms")), 5);
}

#[test]
fn published_forms_come_back_as_they_went_out() {
    let Some(corpus) = corpus() else { return };
    for document in ["000", "001", "002", "003", "004"] {
        let forms = tempfile::tempdir().expect("folder");
        let tool = corpus.join("../tools/golden_to_form.py");
        let golden = corpus.join("golden").join(document);
        let done = Command::new("python3").arg(tool).arg(golden).arg(forms.path()).status().expect("python3");
        assert!(done.success(), "golden_to_form.py {document}");
        assert!(there_and_back(forms.path()) > 0, "{document}");
    }
}
