//! The rule book on real forms: every defect that is beyond doubt is found, and nothing is invented.

use jibiao_testkit::{corpus, program, root};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Output};

/// Findings of a folder of forms as JSON lines.
fn findings(folder: &Path) -> Vec<Value> {
    findings_with(folder, &[])
}

/// The same with more options.
fn findings_with(folder: &Path, options: &[&str]) -> Vec<Value> {
    let output = check(folder, &[options, &["--format", "json"]].concat());
    let lines = String::from_utf8(output.stdout).expect("UTF-8");
    lines.lines().map(|line| serde_json::from_str(line).expect("a JSON line")).collect()
}

fn check(folder: &Path, options: &[&str]) -> Output {
    let mut command = Command::new(program("jibiao"));
    command.arg("check").arg(folder).args(options).current_dir(root()).output().expect("jibiao runs")
}

fn file_name(finding: &Value) -> String {
    let file = Path::new(finding["file"].as_str().unwrap_or_default());
    file.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Writes the forms of a document of the corpus, and its budget.
fn write_document(corpus: &Path, document: &str, forms: &Path) {
    let done = Command::new("python3")
        .arg(corpus.join("../tools/golden_to_form.py"))
        .args([corpus.join("golden").join(document), forms.to_owned()])
        .arg("--budget")
        .status()
        .expect("python3");
    assert!(done.success());
}

/// What `score_rules.py` says of findings: its text and its totals.
fn score(corpus: &Path, findings: &[Value], options: &[&str]) -> (String, Value) {
    let folder = tempfile::tempdir().expect("folder");
    let file = folder.path().join("findings.jsonl");
    std::fs::write(&file, findings.iter().map(|line| format!("{line}\n")).collect::<String>()).expect("written");
    let scored = Command::new("python3")
        .arg(corpus.join("../tools/score_rules.py"))
        .arg(&file)
        .args(["--show", "missed,unexpected"])
        .args(options)
        .output()
        .expect("python3");
    let said = String::from_utf8_lossy(&scored.stdout).into_owned();
    let totals: Value = serde_json::from_str(said.lines().last().unwrap_or_default()).expect("totals");
    println!("{said}");
    (said, totals)
}

#[test]
fn certain_defects_of_published_forms_are_found_and_none_invented() {
    let Some(corpus) = corpus() else { return };
    let folder = tempfile::tempdir().expect("folder");
    let mut lines = Vec::new();
    for document in ["000", "001", "002", "003", "004"] {
        let forms = folder.path().join(document);
        write_document(&corpus, document, &forms);
        for finding in findings(&forms) {
            let order: u32 = file_name(&finding).trim_end_matches(".json").parse().unwrap_or(0);
            lines.push(json!({"doc": document, "order": order, "code": finding["code"], "path": finding["path"]}));
        }
    }
    let rules: Vec<&str> = jibiao_rules::RULES.iter().map(|rule| rule.code).collect();
    let (said, totals) = score(&corpus, &lines, &["--rules", &rules.join(",")]);
    assert!(totals["certain"].as_u64().is_some_and(|certain| certain > 40), "{said}");
    assert_eq!((&totals["recall"], &totals["unexpected"]), (&json!(1.0), &json!(0)), "{said}");
}

/// What a published document says of its goals and of its organisation, as `--disclosure` takes it.
fn published_text(corpus: &Path, document: &str) -> Value {
    let golden = std::fs::read_to_string(corpus.join("golden").join(document).join("document.json")).expect("golden");
    let golden: Value = serde_json::from_str(&golden).expect("JSON");
    let text = std::fs::read_to_string(corpus.join("published").join(format!("{document}.txt"))).expect("text");
    let organisation =
        text.rfind("二、机构设置情况").and_then(|at| text[at..].split("第二部分").next()).unwrap_or_default();
    let totals = &golden["table1"];
    json!({
        "performance": golden["performance_management"], "organisation": organisation,
        "total": totals["支出总计"], "current_year": totals["支出总计_当年预算安排"],
    })
}

/// Documents 003 and 004 hold only part of their forms, so that their sums and their rows without a form say nothing.
#[test]
fn published_forms_are_held_against_their_budget() {
    let Some(corpus) = corpus() else { return };
    let folder = tempfile::tempdir().expect("folder");
    let rules: Vec<&str> = jibiao_rules::BATCH_RULES.iter().map(|rule| rule.facts.code).collect();
    let rules = rules.join(",");
    let mut lines = Vec::new();
    for document in ["000", "001", "002"] {
        let forms = folder.path().join(document);
        write_document(&corpus, document, &forms);
        let budget = forms.join("budget.json");
        let published = folder.path().join(format!("{document}-published.json"));
        std::fs::write(&published, published_text(&corpus, document).to_string()).expect("written");
        let against = ["--budget", &budget.to_string_lossy(), "--disclosure", &published.to_string_lossy()];
        for finding in findings_with(&forms, &[&against[..], &["--also", "C26"]].concat()) {
            let order: u32 = file_name(&finding).trim_end_matches(".json").parse().unwrap_or(0);
            lines.push(json!({"doc": document, "order": order, "code": finding["code"], "path": finding["path"]}));
        }
    }
    let (said, totals) = score(&corpus, &lines, &["--docs", "000,001,002", "--rules", &rules]);
    assert_eq!(totals["certain"], json!(4), "{said}");
    assert_eq!((&totals["recall"], &totals["unexpected"]), (&json!(1.0), &json!(0)), "{said}");
}

/// File, code and path.
type Place = (String, String, String);

fn place(value: &Value, file: String) -> Place {
    let text = |key: &str| value[key].as_str().unwrap_or_default().to_owned();
    (file, text("code"), text("path"))
}

fn places(findings: &[Value]) -> BTreeSet<Place> {
    findings.iter().map(|finding| place(finding, file_name(finding))).collect()
}

fn expected(list: &str) -> BTreeSet<Place> {
    let text = std::fs::read_to_string(root().join("crates/app/sample").join(list)).expect("list");
    let lines: Vec<Value> = serde_json::from_str(&text).expect("JSON");
    lines.iter().map(|line| place(line, line["file"].as_str().unwrap_or_default().to_owned())).collect()
}

fn sample() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("folder");
    let made = Command::new(program("jibiao")).args(["sample", "-o"]).arg(folder.path()).output().expect("jibiao runs");
    assert!(made.status.success());
    folder
}

#[test]
fn the_sample_has_its_planted_defects_and_no_other() {
    let folder = sample();
    let expected = expected("expected.json");
    assert!(expected.len() >= 12);
    assert_eq!(places(&findings(folder.path())), expected);
}

#[test]
fn the_sample_differs_from_its_budget_where_it_is_meant_to() {
    let folder = sample();
    let budget = folder.path().join("budget.json");
    let budget = budget.to_string_lossy();
    let found = findings_with(folder.path(), &["--budget", &budget]);
    let mut all = expected("expected.json");
    all.extend(expected("expected-budget.json"));
    assert_eq!(places(&found), all);
    let sum = found.iter().find(|finding| finding["code"] == "B03").expect("B03");
    assert_eq!((&sum["form"], &sum["index"], &sum["file"]), (&Value::Null, &Value::Null, &json!(budget)));
    let name = found.iter().find(|finding| finding["code"] == "A25").expect("A25");
    assert_eq!(
        (&name["form"], &name["index"], &name["fix"]),
        (&json!("消防安防设施维护"), &json!(0), &json!("消防安防设施维护费"))
    );
}

#[test]
fn people_read_what_differs_from_the_budget_in_its_place() {
    let folder = sample();
    let budget = folder.path().join("budget.json");
    let output = check(folder.path(), &["--budget", &budget.to_string_lossy(), "--rules", "A25,B02,B03"]);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(1), "{said}");
    let lines: Vec<&str> = said.lines().collect();
    assert!(lines[0].ends_with("11-消防安防维护.json（消防安防设施维护）") && lines[1].contains("A25"), "{said}");
    assert!(lines[4].ends_with("budget.json（项目支出预算）") && lines[5].contains("B03"), "{said}");
    assert!(lines[6].contains("共 13 份表：11 份没有发现问题；错误 2，警告 1"), "{said}");
    assert!(
        !String::from_utf8_lossy(&output.stderr).contains("budget.json"),
        "the budget is no form that was passed over"
    );
}

#[test]
fn a_budget_among_the_forms_is_no_form() {
    let folder = sample();
    let budget = folder.path().join("budget.json");
    let budget = budget.to_string_lossy();
    let found =
        findings_with(&folder.path().join("01-遗属补助.json"), &[&budget, "--budget", &budget, "--rules", "B02"]);
    assert_eq!(found, Vec::<Value>::new());
}

#[test]
fn rules_across_forms_ask_for_a_budget_and_name_what_is_wrong_with_it() {
    let folder = sample();
    let said = |options: &[&str]| {
        let output = check(folder.path(), options);
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let (exit, errors) = said(&["--rules", "C03,B03"]);
    assert!(exit == Some(2) && errors.contains("B03") && errors.contains("--budget"), "{errors}");
    let (exit, errors) = said(&["--budget", "表十二.xlsx"]);
    assert!(exit == Some(2) && errors.contains("E_FILE_MISSING"), "{errors}");
    let (exit, errors) = said(&["--budget", &folder.path().join("unit.json").to_string_lossy()]);
    assert!(exit == Some(2) && errors.contains("E_BUDGET") && errors.contains("unit.json"), "{errors}");
}

#[test]
fn rules_are_switched_on_and_off_and_last_years_forms_are_compared() {
    let folder = sample();
    let codes = |options: &[&str]| -> BTreeSet<String> {
        findings_with(folder.path(), options)
            .iter()
            .map(|f| f["code"].as_str().unwrap_or_default().to_owned())
            .collect()
    };
    let usual = codes(&[]);
    assert!(usual.contains("C20") && !usual.contains("B08") && !usual.contains("G12"), "{usual:?}");
    let changed = codes(&["--also", "B08", "--skip", "C20"]);
    assert!(changed.contains("B08") && !changed.contains("C20"), "{changed:?}");
    let last_year = folder.path().join("02-馆藏数字化.json");
    let last_year = last_year.to_string_lossy();
    assert!(codes(&["--also", "G12", "--last-year", &last_year]).contains("G12"));
    let output = check(folder.path(), &["--rules", "G12"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.code() == Some(2) && said.contains("--last-year"), "{said}");
}

#[test]
fn fixed_indicators_and_the_published_text_are_held_against_the_forms() {
    let folder = sample();
    let write = |name: &str, content: Value| {
        let file = folder.path().join(name);
        std::fs::write(&file, content.to_string()).expect("written");
        file.to_string_lossy().into_owned()
    };
    let fixed = write("fixed.json", json!([{"level2": "质量指标", "name": "档案完好率"}]));
    let found = findings_with(folder.path(), &["--rules", "G13", "--fixed", &fixed]);
    assert!(found.len() >= 10 && found.iter().all(|finding| finding["severity"] == "error"), "{found:?}");
    let performance = "2026年编报单位整体绩效目标，涉及资金1.00万元。";
    let published = write("published.json", json!({"performance": performance, "organisation": "无下属单位。"}));
    let found = findings_with(folder.path(), &["--rules", "B28,A26", "--disclosure", &published]);
    let codes: Vec<_> = found.iter().map(|finding| finding["code"].as_str().unwrap_or_default()).collect();
    assert_eq!(codes, ["B28"]);
}

#[test]
fn doubtful_readings_of_a_scan_stand_apart_from_findings() {
    let folder = sample();
    let file = folder.path().join("02-馆藏数字化.json");
    let text = std::fs::read_to_string(&file).expect("form");
    let mut form: Value = serde_json::from_str(&text).expect("JSON");
    form["indicators"]["annual"][0]["value"] = json!("≥1O件");
    std::fs::write(&file, form.to_string()).expect("written");
    let here = |options: &[&str]| findings_with(&file, options);
    let blamed = here(&[]);
    assert!(blamed.iter().all(|finding| finding["doubtful"].is_null()) && !blamed.is_empty(), "{blamed:?}");
    let read = here(&["--scanned"]);
    let doubts: Vec<_> = read.iter().filter(|finding| finding["doubtful"] == true).collect();
    assert_eq!(doubts.len(), 1, "{read:?}");
    assert_eq!((&doubts[0]["path"], &doubts[0]["fix"]), (&json!("indicators.annual[0].value"), &json!("≥10件")));
    let place = |finding: &&Value| finding["path"] == "indicators.annual[0].value" && finding["doubtful"].is_null();
    assert!(!read.iter().any(|finding| place(&finding)), "{read:?}");
}

#[test]
fn a_report_is_written_as_one_page_that_needs_nothing_else() {
    let folder = sample();
    let report = folder.path().join("报告.html");
    check(folder.path(), &["--report", &report.to_string_lossy()]);
    let html = std::fs::read_to_string(&report).expect("report");
    for shown in ["绩效目标表检查报告", "逐份表的问题", "逐条规则的问题", "C20", "<q>"] {
        assert!(html.contains(shown), "{shown}");
    }
    assert!(!html.contains("src=") && !html.contains("http"), "loads something");
    let output = check(folder.path(), &["--report", "报告.docx"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.code() == Some(2) && said.contains(".html"), "{said}");
}
