//! The rule book on real forms: every defect that is beyond doubt is found, and nothing is invented.

use jibiao_testkit::{corpus, program, root};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

/// Findings of a folder of forms as JSON lines.
fn findings(folder: &Path) -> Vec<Value> {
    let output = Command::new(program("jibiao"))
        .args(["check", &folder.to_string_lossy(), "--format", "json"])
        .current_dir(root())
        .output()
        .expect("jibiao runs");
    let lines = String::from_utf8(output.stdout).expect("UTF-8");
    lines.lines().map(|line| serde_json::from_str(line).expect("a JSON line")).collect()
}

fn file_name(finding: &Value) -> String {
    let file = Path::new(finding["file"].as_str().unwrap_or_default());
    file.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

#[test]
fn certain_defects_of_published_forms_are_found_and_none_invented() {
    let Some(corpus) = corpus() else { return };
    let folder = tempfile::tempdir().expect("folder");
    let mut lines = String::new();
    for document in ["000", "001", "002", "003", "004"] {
        let forms = folder.path().join(document);
        let done = Command::new("python3")
            .arg(corpus.join("../tools/golden_to_form.py"))
            .args([corpus.join("golden").join(document), forms.clone()])
            .status()
            .expect("python3");
        assert!(done.success());
        for finding in findings(&forms) {
            let order: u32 = file_name(&finding).trim_end_matches(".json").parse().expect("a number");
            let line = json!({"doc": document, "order": order, "code": finding["code"], "path": finding["path"]});
            lines.push_str(&format!("{line}\n"));
        }
    }
    let file = folder.path().join("findings.jsonl");
    std::fs::write(&file, lines).expect("written");
    let rules: Vec<&str> = jibiao_rules::RULES.iter().map(|rule| rule.code).collect();
    let scored = Command::new("python3")
        .arg(corpus.join("../tools/score_rules.py"))
        .arg(&file)
        .args(["--show", "missed,unexpected", "--rules", &rules.join(",")])
        .output()
        .expect("python3");
    let said = String::from_utf8_lossy(&scored.stdout).into_owned();
    let totals: Value = serde_json::from_str(said.lines().last().unwrap_or_default()).expect("totals");
    println!("{said}");
    assert!(totals["certain"].as_u64().is_some_and(|certain| certain > 40), "{said}");
    assert_eq!((&totals["recall"], &totals["unexpected"]), (&json!(1.0), &json!(0)), "{said}");
}

#[test]
fn the_sample_has_its_planted_defects_and_no_other() {
    let folder = tempfile::tempdir().expect("folder");
    let made = Command::new(program("jibiao")).args(["sample", "-o"]).arg(folder.path()).output().expect("jibiao runs");
    assert!(made.status.success());
    let place = |value: &Value, file: String| {
        (
            file,
            value["code"].as_str().unwrap_or_default().to_owned(),
            value["path"].as_str().unwrap_or_default().to_owned(),
        )
    };
    let found: BTreeSet<_> = findings(folder.path()).iter().map(|finding| place(finding, file_name(finding))).collect();
    let expected = std::fs::read_to_string(root().join("crates/app/sample/expected.json")).expect("list");
    let expected: Vec<Value> = serde_json::from_str(&expected).expect("JSON");
    let expected: BTreeSet<_> =
        expected.iter().map(|line| place(line, line["file"].as_str().unwrap_or_default().to_owned())).collect();
    assert!(expected.len() >= 12);
    assert_eq!(found, expected);
}
