//! Import through the command line: the files that officers have, published text whose cells slipped, and files that are no forms.
//!
//! fixtures/ holds one form of the sample as a spreadsheet, a document and a PDF (make_fixtures.py); the published text is written here.

use jibiao_testkit::{corpus, program, root};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

mod again;
mod bad;
mod shapes;

pub fn jibiao(folder: &Path, args: &[&str]) -> Output {
    let output = Command::new(program("jibiao")).args(args).current_dir(folder).output().expect("jibiao runs");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(!errors.contains("panicked"), "{errors}");
    output
}

fn fixture(name: &str) -> PathBuf {
    root().join("tests/import/fixtures").join(name)
}

/// The result of an import that must be clean.
fn imported(file: &Path) -> Value {
    let output = jibiao(&root(), &["import", &file.to_string_lossy()]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    serde_json::from_slice(&output.stdout).expect("JSON")
}

fn import_text(name: &str, text: &str) -> Value {
    let folder = tempfile::tempdir().expect("folder");
    let file = folder.path().join(name);
    std::fs::write(&file, text).expect("written");
    imported(&file)
}

/// The sample form that the fixtures were made from, as an import gives it: the category is not on the form.
fn expected() -> Value {
    let text = std::fs::read_to_string(root().join("crates/app/sample/05-库房屋面维修.json")).expect("sample");
    let mut form: Value = serde_json::from_str(&text).expect("JSON");
    for key in ["category", "template", "head", "preparer", "phone"] {
        form.as_object_mut().expect("object").remove(key);
    }
    // The title of the office files is what somebody wrote there.
    form["title"] = json!("云岫县(区)级预算部门(单位)项目支出绩效目标表");
    form
}

fn comparable(form: &Value) -> Value {
    let mut form = form.clone();
    for key in ["category", "template", "head", "preparer", "phone"] {
        form.as_object_mut().expect("object").remove(key);
    }
    form
}

#[test]
fn a_form_is_the_same_from_every_office_program() {
    for name in ["form.xlsx", "form.xls", "form.docx", "form.pdf"] {
        let result = imported(&fixture(name));
        assert_eq!(result["forms"].as_array().map(Vec::len), Some(1), "{name}");
        assert_eq!(comparable(&result["forms"][0]), expected(), "{name}");
        assert_eq!(result["notes"], json!([]), "{name}");
    }
}

#[test]
fn several_files_give_one_result_in_their_order() {
    let (xlsx, docx) = (fixture("form.xlsx"), fixture("form.docx"));
    let output = jibiao(&root(), &["import", &xlsx.to_string_lossy(), &docx.to_string_lossy()]);
    let result: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(result["forms"].as_array().map(Vec::len), Some(2));
    assert_eq!(result["forms"][0], result["forms"][1]);
}

/// A document as units publish it: watermark lines, a lost label, labels a row early, a doubled row, a cut name, a name and value in one cell, an
/// amount whose end is torn off, a form over two pages, a title without a form, the project budget.
const PUBLISHED: &str = "\
仅供内部审核

# 云岫县图书馆2026年单位预算公开

仅供内部审核

2026年项目支出预算表（本年预算）

单位：万元

项目名称\t合计\t2026年财政拨款
\t\t一般公共预算\t政府性基金预算
1\t2\t3\t4
云岫县图书馆\t21.87\t21.87
阅览设备购置\t18.47\t18.47
古籍修复\t3.40\t3.40

2026年项目支出预算表（上年结转）

项目名称\t合计
1\t2

注：本表无数据

## 十、绩效管理情况

### 2、项目绩效目标

（项目绩效目标表公开情况见附件）

市级预算部门（单位）整体支出绩效目标申报表

(2026年度)

云岫县(区)级预算部门(单位)项目支出绩效目标表

(2026年
度)

项目名称\t\t阅览设备购置\t\t\t\t
主管部门及代码\t\t041-云岫县图书馆\t\t实施单位\t云岫县图书馆\t
项目属性\t\t一次性项目(1年结束)\t\t项目期\t1年\t
项目资金 (元)\t实施期资金总额：\t184,70\t年度资金总额：\t184,700\t\t
\t其中：中央财政资金\t0\t其中：中央财政资金\t0\t\t
\t省级财政资金\t0\t省级财政资金\t0\t\t
\t市县（区）财政资\t184,70\t市县（区）财\t184,700\t\t
\t金\t\t政资金\t\t\t
\t单位自筹\t0\t单位自筹\t0\t\t
\t其他资金\t\t其他资金\t\t\t
项目概况\t\t更新阅览桌椅和自助借还机。\t\t\t\t
立项依据\t\t馆务会议纪要。\t\t\t\t
项目设立必要性\t\t现有桌椅破损。\t\t\t\t
项目实施的必要性、措施\t\t由办公室负责采购。\t\t\t\t
项目实施计划\t\t2026年6月底前完成采购。\t\t\t\t
实施期目标\t\t\t年度目标\t\t\t
总体目标\t完成设备更新，改善阅览条件。\t\t\t\t\t

仅供内部审核

云岫县(区)级预算部门(单位)项目支出绩效目标表

(2026年度)

绩效指标\t一级指标\t二级指标\t三级指标\t指标值\t二级指标\t三级指标\t指标值
\t产出指标\t数量指标\t购置阅览桌数量\t20张\t数量指标\t购置阅览桌数量\t20张
\t\t\t购置自助借还机\t2台\t\t购置自助借\t2台
购置书架数量\t\t\t8组\t购置书架数量\t\t\t8组
\t\t\t设备验收合格率\t100%\t\t设备验收合格率\t100%
\t\t质量指标\t阅览条件达标率\t≥95%\t质量指标\t阅览条件达标率\t≥95%
\t\t\t采购完成时间\t6月底前\t\t采购完成时间\t6月底前
\t\t成本指标\t设备安装及时性\t及时\t成本指标\t设备安装及时性\t及时
\t效益指标\t\t阅览设备购置成本\t≤184700元\t\t阅览设备购置成本\t≤184700元
\t\t\t阅览设备购置成本\t≤184700元\t\t\t
\t\t经济效益\t\t\t经济效益\t\t
\t\t社会效益\t读者阅读条件\t改善\t社会效益\t读者阅读条件 改善\t
\t\t生态效益\t读者到馆意愿\t提高提高\t生态效益\t读者到馆意愿\t提高提高
\t\t生态效益\t\t\t生态效益\t\t
可持续影响\t\t\t\t可持续影响\t\t\t
满意度指标\t服务对象满意度\t读者满意度\t≥90%\t服务对象满意度\t读者满意度\t≥90%\t
负责人:\t经办人:\t\t联系电话:\t\t填报日期:\t20251203101010

十一、国有资产占有使用情况

代码\t一级目录\t二级目录
B\t政府履职辅助性服务\t
";

fn rows(form: &Value, side: &str) -> Vec<String> {
    let rows = form["indicators"][side].as_array().expect("rows");
    let text = |row: &Value, key: &str| row[key].as_str().unwrap_or("-").to_owned();
    rows.iter().map(|row| ["level2", "name", "value"].map(|key| text(row, key)).join("|")).collect()
}

#[test]
fn published_text_whose_cells_slipped_is_put_together_with_notes() {
    let result = import_text("公开.txt", PUBLISHED);
    let forms = result["forms"].as_array().expect("forms");
    assert_eq!(forms.len(), 1, "the title without a form is none, and the form over two pages is one");
    let form = &forms[0];
    for (path, value) in [
        ("/title", json!("云岫县(区)级预算部门(单位)项目支出绩效目标表")),
        ("/year", json!(2026)),
        ("/department_code", json!("041")),
        ("/funds/period/total", json!("184700.00")),
        ("/funds/period/local", json!("184700.00")),
        ("/funds/annual/local", json!("184700.00")),
        ("/funds/annual/other", json!(null)),
        ("/safeguards", json!("由办公室负责采购。")),
        ("/goal_period", json!("完成设备更新，改善阅览条件。")),
        ("/goal_annual", json!(null)),
        ("/filled_at", json!("20251203101010")),
    ] {
        assert_eq!(form.pointer(path).unwrap_or(&Value::Null), &value, "{path}");
    }
    let expected = [
        "数量指标|购置阅览桌数量|20张",
        "数量指标|购置自助借还机|2台",
        "数量指标|购置书架数量|8组",
        "质量指标|设备验收合格率|100%",
        "质量指标|阅览条件达标率|≥95%",
        "时效指标|采购完成时间|6月底前",
        "时效指标|设备安装及时性|及时",
        "成本指标|阅览设备购置成本|≤184700元",
        "社会效益指标|读者阅读条件|改善",
        "社会效益指标|读者到馆意愿|提高提高",
        "服务对象满意度指标|读者满意度|≥90%",
    ];
    assert_eq!(rows(form, "period"), expected);
    // Names that are cut short on one side stay as they are printed.
    let annual: Vec<String> = expected.iter().map(|row| row.replace("购置自助借还机", "购置自助借")).collect();
    assert_eq!(rows(form, "annual"), annual);
    let notes: Vec<&str> =
        result["notes"].as_array().expect("notes").iter().filter_map(|n| n["path"].as_str()).collect();
    for path in [
        "funds.period.total",
        "safeguards",
        "goal_period",
        "indicators.period[3].level2",
        "indicators.period[6].level2",
        "indicators.period[7]",
        "indicators.annual[8].name",
        "indicators.period[9].value",
    ] {
        assert!(notes.contains(&path), "{path} in {notes:?}");
    }
    assert_eq!(
        result["project_budget"],
        json!([
            {"name": "阅览设备购置", "total": "18.47", "carried_over": false},
            {"name": "古籍修复", "total": "3.40", "carried_over": false},
        ])
    );
}

#[test]
fn the_same_text_between_pipes_and_in_gbk_gives_the_same() {
    let pipes: String = PUBLISHED
        .lines()
        .map(
            |line| {
                if line.contains('\t') { format!("| {} |\n", line.replace('\t', " | ")) } else { format!("{line}\n") }
            },
        )
        .collect();
    let whole = import_text("公开.txt", PUBLISHED);
    let piped = import_text("公开.md", &pipes);
    assert_eq!((&whole["forms"], &whole["project_budget"]), (&piped["forms"], &piped["project_budget"]));
}

#[test]
fn a_code_that_one_form_alone_has_is_offered_the_usual_one_and_kept() {
    let form = |code: &str, name: &str| {
        format!(
            "项目支出绩效目标表\n(2026年度)\n项目名称\t{name}\n主管部门及代码\t{code}-云岫县图书馆\n项目概况\t更新。\n填报日期:\t2026\n"
        )
    };
    let text: String =
        [("005", "甲"), ("005", "乙"), ("006", "丙"), ("005", "丁")].map(|(code, name)| form(code, name)).concat();
    let result = import_text("四份.txt", &text);
    assert_eq!(result["forms"][2]["department_code"], "006");
    let offers: Vec<&Value> =
        result["notes"].as_array().expect("notes").iter().filter(|note| note["path"] == "department_code").collect();
    assert_eq!(offers.len(), 1);
    assert!(
        offers[0]["form"] == 2 && offers[0]["message"].as_str().is_some_and(|text| text.contains("可改为“005”")),
        "{offers:?}"
    );
}

#[test]
fn pasted_cells_come_from_standard_input() {
    let mut child = Command::new(program("jibiao"))
        .args(["import", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("jibiao runs");
    std::io::Write::write_all(&mut child.stdin.take().expect("stdin"), PUBLISHED.as_bytes()).expect("written");
    let output = child.wait_with_output().expect("ended");
    let result: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(result["forms"].as_array().map(Vec::len), Some(1));
}

#[test]
fn a_budget_sheet_is_checked_against() {
    let folder = tempfile::tempdir().expect("folder");
    let done = jibiao(folder.path(), &["sample", "-o", "s"]);
    assert_eq!(done.status.code(), Some(0));
    let rows: Value =
        serde_json::from_slice(&std::fs::read(folder.path().join("s/budget.json")).expect("budget")).expect("JSON");
    let mut csv = [
        String::from("2026年项目支出预算表（本年预算）\n项目名称,合计（万元）\n"),
        String::from("2026年项目支出预算表（上年结转）\n项目名称,合计（万元）\n"),
    ];
    for row in rows.as_array().expect("rows") {
        let table = &mut csv[usize::from(row["carried_over"] == true)];
        *table += &format!("{},{}\n", row["name"].as_str().expect("name"), row["total"].as_str().expect("total"));
    }
    std::fs::write(folder.path().join("预算.csv"), csv.concat()).expect("written");
    let said = |budget: &str| {
        let output = jibiao(folder.path(), &["check", "s", "--budget", budget, "--format", "json"]);
        String::from_utf8(output.stdout).expect("UTF-8").replace(budget, "").lines().count()
    };
    // The budget file that stands among the forms is passed over only where it is the one that is named.
    std::fs::rename(folder.path().join("s/budget.json"), folder.path().join("budget.json")).expect("moved");
    assert_eq!(said("预算.csv"), said("budget.json"));
    assert!(said("预算.csv") > 0);
}

#[test]
fn the_corpus_is_imported_as_well_as_promised() {
    let Some(corpus) = corpus() else { return };
    let script = root().join("scripts/import_quality.py");
    let output = Command::new("python3")
        .arg(script)
        .arg("--check")
        .env("JIBIAO_CORPUS", &corpus)
        .env("JIBIAO_PROGRAM", program("jibiao"))
        .output();
    let Ok(output) = output else {
        jibiao_testkit::skipped("python3 is not installed");
        return;
    };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}

#[test]
fn forms_with_doubts_are_added_to_the_data_only_when_asked() {
    let folder = tempfile::tempdir().expect("folder");
    let text = "项目支出绩效目标表\n(2026年度)\n项目名称\t苗圃灌溉改造\n主管部门及代码\t118-青石市林业站\n项目资金(元)\t年度资金总额\t￥300000\n项目概况\t改造管网。\n";
    std::fs::write(folder.path().join("a.txt"), text).expect("written");
    let refused = jibiao(folder.path(), &["import", "a.txt", "--into", "data"]);
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert_eq!(refused.status.code(), Some(1), "{said}");
    for text in ["E_IMPORT_DOUBTS", "“苗圃灌溉改造” funds.annual.total", "读不出金额"] {
        assert!(said.contains(text), "{text} in {said}");
    }
    assert_eq!(jibiao(folder.path(), &["db", "list", "--data", "data"]).stdout, b"");
    let added = jibiao(folder.path(), &["import", "a.txt", "--into", "data", "--yes"]);
    assert_eq!(added.status.code(), Some(0), "{added:?}");
    assert!(String::from_utf8_lossy(&added.stderr).contains("读不出金额"), "what is doubtful is said all the same");
    let listed = jibiao(folder.path(), &["db", "list", "--data", "data"]);
    assert!(String::from_utf8_lossy(&listed.stdout).contains("苗圃灌溉改造"));
}

#[test]
fn the_result_of_an_import_can_be_checked_and_printed() {
    let folder = tempfile::tempdir().expect("folder");
    let sheet = fixture("form.xlsx");
    let read = jibiao(folder.path(), &["import", &sheet.to_string_lossy(), "-o", "r.json"]);
    assert_eq!(read.status.code(), Some(0), "{read:?}");
    let checked = jibiao(folder.path(), &["check", "r.json"]);
    assert!(String::from_utf8_lossy(&checked.stdout).contains("r.json/forms/"), "{checked:?}");
}
