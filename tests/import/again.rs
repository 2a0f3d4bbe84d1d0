//! What went out comes back: own uploads and texts as forms, own packages as what is there already.

use super::jibiao;
use jibiao_testkit::root;
use serde_json::Value;
use std::path::Path;
use std::process::Output;

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let output = jibiao(folder, arguments);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", said(&output));
    output
}

/// The sample forms as JSON, without what no upload says.
fn sample(folder: &Path) -> Vec<Value> {
    run(folder, &["sample", "-o", "表"]);
    let mut names: Vec<_> = std::fs::read_dir(folder.join("表"))
        .expect("folder")
        .map(|entry| entry.expect("entry").path())
        .filter(|path| path.file_name().is_some_and(|name| name != "budget.json"))
        .collect();
    names.sort();
    let read =
        |path: &std::path::PathBuf| serde_json::from_str(&std::fs::read_to_string(path).expect("form")).expect("JSON");
    names.iter().map(read).map(without_template).collect()
}

fn without_template(mut form: Value) -> Value {
    form.as_object_mut().expect("object").remove("template");
    form
}

fn forms(output: &Output) -> Vec<Value> {
    let result: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    result["forms"].as_array().cloned().unwrap_or_default().into_iter().map(without_template).collect()
}

#[test]
fn rows_for_an_upload_and_texts_piece_by_piece_are_the_forms_again() {
    let folder = tempfile::tempdir().expect("folder");
    let folder = folder.path();
    let expected = sample(folder);
    // The values as they were written are in the rows where the mapping asks for them.
    let mapping = std::fs::read_to_string(super::root().join("templates/upload.toml")).expect("sample");
    std::fs::write(folder.join("对应.toml"), mapping.replace("\"note\"", "\"original\"")).expect("mapping");
    let by_row = ["export", "表", "--mapping", "对应.toml", "--to"];
    // The sample has errors to be found.
    let exported = jibiao(folder, &[&by_row[..], &["xlsx-rows", "--draft", "-o", "上报.xlsx"]].concat());
    assert_eq!(exported.status.code(), Some(1), "{}", said(&exported));
    let back = jibiao(folder, &["import", "上报.xlsx"]);
    let back = forms(&back);
    let name = |form: &Value| form["project_name"].as_str().unwrap_or_default().to_owned();
    assert_eq!(back.len(), expected.len());
    for form in &expected {
        let same = back.iter().find(|other| name(other) == name(form)).expect("form");
        assert_eq!(same, form, "{}", name(form));
    }
    run(folder, &[&by_row[..], &["text", "-o", "文字"]].concat());
    let texts = forms(&jibiao(folder, &["import", "文字"]));
    assert_eq!(texts.len(), expected.len());
    for form in &expected {
        let same = texts.iter().find(|other| name(other) == name(form)).expect("form");
        assert_eq!(same, form, "{}", name(form));
    }
}

#[test]
fn a_list_of_indicators_by_project_is_one_of_forms_whose_merged_names_count_for_the_rows_below() {
    let folder = tempfile::tempdir().expect("folder");
    let rows = "项目名称,一级指标,二级指标,三级指标,计算符号,指标值,计量单位,责任科室\n\
                古树保护,产出指标,数量指标,复壮古树,≥,25,株,林政股\n,,,安装支架,=,40,个,林政股\n\
                防火宣传,产出指标,时效指标,完成时间,,10月底前,,防火办\n";
    std::fs::write(folder.path().join("指标.csv"), rows).expect("written");
    let output = run(folder.path(), &["import", "指标.csv"]);
    let result: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let forms = result["forms"].as_array().expect("forms");
    let names: Vec<&str> = forms.iter().filter_map(|form| form["project_name"].as_str()).collect();
    assert_eq!(names, ["古树保护", "防火宣传"]);
    let second = &forms[0]["indicators"]["annual"][1];
    assert_eq!(
        (&second["level2"], &second["name"], &second["value"]),
        (&"数量指标".into(), &"安装支架".into(), &"40个".into())
    );
    assert!(result["notes"].to_string().contains("“责任科室”"), "{}", result["notes"]);
}

#[test]
fn a_scan_is_read_with_what_was_probably_read_wrong() {
    let folder = tempfile::tempdir().expect("folder");
    let text = "项目支出绩效目标表\n(2026年度)\n项目名称\t河道巡查\n绩效指标\t一级指标\t二级指标\t三级指标\t指标值\n\t产出指标\t数量指标\t巡查次数\t≥l2次\n";
    std::fs::write(folder.path().join("识别.txt"), text).expect("written");
    let doubts = |arguments: &[&str]| {
        let result: Value = serde_json::from_slice(&run(folder.path(), arguments).stdout).expect("JSON");
        let notes = result["notes"].as_array().cloned().unwrap_or_default();
        notes.into_iter().filter(|note| note.to_string().contains("疑似识别错误")).collect::<Vec<_>>()
    };
    assert!(doubts(&["import", "识别.txt"]).is_empty());
    let scanned = doubts(&["import", "识别.txt", "--scanned"]);
    assert!(scanned.len() == 1 && scanned[0].to_string().contains("可改为“≥12次”"), "{scanned:?}");
    // As any doubt: nothing goes into the data before somebody looked.
    let refused = jibiao(folder.path(), &["import", "识别.txt", "--scanned", "--into", "数据"]);
    assert_eq!(refused.status.code(), Some(1), "{}", said(&refused));
    assert!(said(&refused).contains("E_IMPORT_DOUBTS"), "{}", said(&refused));
}

#[test]
fn forms_that_are_there_already_are_passed_over_and_others_of_the_same_project_are_said() {
    let folder = tempfile::tempdir().expect("folder");
    let folder = folder.path();
    sample(folder);
    run(folder, &["export", "表", "--to", "package", "-o", "报送.jbz"]);
    run(folder, &["import", "报送.jbz", "--into", "数据"]);
    let again = run(folder, &["import", "报送.jbz", "--into", "数据"]);
    assert!(said(&again).contains("加入了 0 份表；另有 13 份内容与已有的完全相同，没有再加"), "{}", said(&again));
    let again = run(folder, &["db", "add", "表", "--data", "数据"]);
    assert!(said(&again).contains("13 份内容与已有的完全相同"), "{}", said(&again));

    let one = root().join("crates/app/sample/05-库房屋面维修.json");
    let text = std::fs::read_to_string(one).expect("form");
    std::fs::write(folder.join("改.json"), text.replacen("\"overview\": \"", "\"overview\": \"另：", 1))
        .expect("written");
    let other = run(folder, &["import", "改.json", "--into", "数据"]);
    let said = said(&other);
    assert!(said.contains("年度和名称相同") && said.contains("内容不同"), "{said}");
    // The two are told apart by their numbers.
    assert!(said.contains("（编号 14）"), "{said}");
    let listed = run(folder, &["db", "list", "--data", "数据"]);
    assert_eq!(String::from_utf8_lossy(&listed.stdout).lines().count(), 14);
}
