//! What goes out comes back: a form that is exported and imported again is the same form, whatever file carried it.
//!
//! The rows for uploads (xlsx-rows) are not among them: they are made for other systems, after a mapping of theirs, and are not read.

use jibiao_testkit::{corpus, program, root};
use serde_json::Value;
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
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    before.len()
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
