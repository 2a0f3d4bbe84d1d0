//! Rows for an upload and texts piece by piece, read back: nothing of them is lost in silence, nothing is taken for what it is not.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test ends where it fails")]

use jibiao_exchange::export::mapping::{self, Mapping};
use jibiao_exchange::export::{tables, workbook};
use jibiao_exchange::import::{Plan, PlannedForm};
use jibiao_model::{FieldPath, Form, Side, json};
use rust_xlsxwriter::{Format, Workbook};

fn plan(name: &str, bytes: &[u8]) -> Plan {
    let mut plan = Plan::default();
    plan.add_file(name, bytes).unwrap();
    plan
}

fn names(plan: &Plan) -> Vec<&str> {
    plan.forms.iter().map(|planned| planned.form.name()).collect()
}

fn rows(planned: &PlannedForm) -> Vec<(String, String, String)> {
    let row = |row: &jibiao_model::IndicatorRow| (row.level2.clone(), row.name.clone(), row.value.clone());
    planned.form.rows(Side::Annual).iter().map(row).collect()
}

/// Everything that is said of the form beside its texts.
fn doubts(planned: &PlannedForm) -> String {
    planned.fields.iter().flat_map(|field| field.mark.notes.clone()).collect::<Vec<_>>().join("\n")
}

fn notes(plan: &Plan) -> String {
    plan.files.iter().flat_map(|file| file.notes.clone()).collect::<Vec<_>>().join("\n")
}

fn project(name: &str, indicators: &[(&str, &str)]) -> Form {
    let row = |(name, value): &(&str, &str)| {
        format!(r#"{{"level1": "产出指标", "level2": "数量指标", "name": "{name}", "value": "{value}"}}"#)
    };
    let rows: Vec<String> = indicators.iter().map(row).collect();
    let text = format!(
        r#"{{"format": "jibiao.form/1", "kind": "project", "template": "shanxi-county", "project_name": "{name}",
             "indicators": {{"period": [], "annual": [{}]}}}}"#,
        rows.join(", ")
    );
    json::parse(&text).unwrap()
}

fn uploaded(forms: &[Form]) -> Vec<u8> {
    let mapping = Mapping::builtin();
    workbook(tables(forms, mapping), &mapping.name).unwrap()
}

/// By a mapping that asks for the values as they were written.
fn with_originals(forms: &[Form]) -> Vec<u8> {
    let mapping = Mapping::parse(&mapping::SAMPLE.replace("\"note\"", "\"original\"")).unwrap();
    workbook(tables(forms, &mapping), &mapping.name).unwrap()
}

#[test]
fn rows_without_a_project_are_said_and_end_nothing() {
    let forms = [
        project("古树保护", &[("复壮古树", "≥25株")]),
        project("", &[("安装支架", "40个")]),
        project("防火宣传", &[("印发手册", "≥300册")]),
    ];
    let plan = plan("上报.xlsx", &uploaded(&forms));
    assert_eq!(names(&plan), ["古树保护", "防火宣传"]);
    assert_eq!(rows(&plan.forms[0]).len(), 1, "the rows of a project without a name are not those of the one above");
    assert_eq!(rows(&plan.forms[1])[0].2, "≥300册");
    let notes = notes(&plan);
    assert!(notes.contains("没有项目名称") && notes.contains("“安装支架”") && notes.contains("“40”"), "{notes}");
    assert!(!notes.contains("没有找到表的工作表"), "{notes}");
}

#[test]
fn a_table_of_somebody_else_loses_no_row_and_no_column() {
    let csv = "序号,项目名称,二级指标,三级指标,指标值,评分标准\n1,古树保护,数量指标,复壮古树,≥25株,每株4分\n\
               2,,数量指标,安装支架,40个,\n合计,,,,65,\n3,防火宣传,数量指标,印发手册,≥300册,每册1分\n";
    let plan = plan("指标.csv", csv.as_bytes());
    assert_eq!(names(&plan), ["古树保护", "防火宣传"]);
    assert_eq!(rows(&plan.forms[0]).len(), 2);
    let said = doubts(&plan.forms[0]);
    assert!(said.contains("项目名称空着，按上一行的读"), "{said}");
    assert!(said.contains("“评分标准”的一列没有读进来：“每株4分”"), "{said}");
    assert!(doubts(&plan.forms[1]).contains("“每册1分”") && !doubts(&plan.forms[1]).contains("空着"));
    assert!(notes(&plan).contains("“合计”") && notes(&plan).contains("“65”"), "{}", notes(&plan));
}

#[test]
fn of_two_columns_of_one_head_the_second_is_said() {
    let csv = "项目名称,二级指标,三级指标,指标值,指标值\n古树保护,数量指标,复壮古树,≥25株,实际30株\n";
    let plan = plan("指标.csv", csv.as_bytes());
    assert_eq!(rows(&plan.forms[0])[0].2, "≥25株");
    assert!(doubts(&plan.forms[0]).contains("“指标值”的一列没有读进来：“实际30株”"), "{}", doubts(&plan.forms[0]));
}

/// A sheet with the columns 项目名称, 二级指标, 三级指标, 指标值, and what stands in the rows below.
fn sheet(merged: bool, below: &[[&str; 4]]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_row(0, 0, ["项目名称", "二级指标", "三级指标", "指标值"]).unwrap();
    if merged {
        sheet.merge_range(1, 0, 2, 0, "古树保护", &Format::new()).unwrap();
    } else {
        sheet.write(1, 0, "古树保护").unwrap();
    }
    sheet.write_row(1, 1, ["数量指标", "复壮古树", "≥25株"]).unwrap();
    for (at, row) in (2..).zip(below) {
        for (column, text) in (0..).zip(row).filter(|(_, text)| !text.is_empty()) {
            sheet.write(at, column, *text).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

#[test]
fn a_merged_name_counts_as_far_as_it_reaches() {
    let below = [["", "数量指标", "安装支架", "40个"], ["", "质量指标", "成活率", "≥95%"]];
    let merged = plan("a.xlsx", &sheet(true, &below));
    assert_eq!(rows(&merged.forms[0]).len(), 2);
    assert!(!doubts(&merged.forms[0]).contains("空着") && notes(&merged).contains("“成活率”"), "{}", notes(&merged));
    let apart = plan("a.xlsx", &sheet(false, &below));
    assert_eq!((rows(&apart.forms[0]).len(), names(&apart)), (1, vec!["古树保护"]));
    assert!(notes(&apart).contains("“安装支架”") && notes(&apart).contains("“成活率”"));
    // Nothing but name and value: the levels were left out too, as people do below the first row.
    let short = plan("a.xlsx", &sheet(false, &[["", "", "安装支架", "40个"]]));
    assert_eq!(rows(&short.forms[0])[1], ("数量指标".to_owned(), "安装支架".to_owned(), "40个".to_owned()));
    assert!(doubts(&short.forms[0]).contains("项目名称空着，按上一行的读"));
}

#[test]
fn only_a_note_of_our_own_says_how_the_value_was_written() {
    let csv = |note: &str, number: &str| {
        format!(
            "项目名称,二级指标,三级指标,计算符号,指标值,计量单位,说明\n古树保护,数量指标,复壮古树,≥,{number},株,{note}\n"
        )
    };
    let value = |note: &str, number: &str| {
        let plan = plan("a.csv", csv(note, number).as_bytes());
        (rows(&plan.forms[0])[0].2.clone(), doubts(&plan.forms[0]))
    };
    let (own, said) = value("原文：不少于25株", "25");
    assert_eq!((own.as_str(), said.contains("说明")), ("不少于25株", false), "{said}");
    for (note, number) in [
        ("按合同，见原文：第三条", "25"),
        ("原文：第三条", "25"),
        // Somebody changed the number afterwards.
        ("原文：不少于25株", "30"),
    ] {
        let (read, said) = value(note, number);
        assert_eq!(read, format!("≥{number}株"), "{note}");
        assert!(said.contains(&format!("说明没有读进来：“{note}”")), "{said}");
    }
    for written in ["每月2次、全年24次", "约25株", "25", "≥25 株", "明显改善，群众满意"] {
        let back = plan("上报.xlsx", &with_originals(&[project("古树保护", &[("复壮古树", written)])]));
        assert_eq!(rows(&back.forms[0])[0].2, written);
        assert!(!doubts(&back.forms[0]).contains("说明"), "{written}: {}", doubts(&back.forms[0]));
    }
}

#[test]
fn a_text_that_only_begins_like_pieces_is_read_as_what_it_is() {
    let text = "【绩效指标】\n项目支出绩效目标表\n(2026年度)\n项目名称\t阅览设备购置\n主管部门及代码\t041-云岫县图书馆\n项目概况\t更新桌椅。\n\
                绩效指标\t一级指标\t二级指标\t三级指标\t指标值\n\t产出指标\t数量指标\t购置桌椅\t≥40套\n";
    let plan = plan("a.txt", text.as_bytes());
    assert_eq!(names(&plan), ["阅览设备购置"]);
    assert_eq!(rows(&plan.forms[0])[0].2, "≥40套");
}

#[test]
fn what_a_text_of_pieces_holds_beside_them_is_said() {
    let text = "【目标和资金】\n（县里的口径）\n项目名称：古树保护\n项目概况：给25株古树复壮。\n立项依据：见附件。\n立项依据：《古树名木保护条例》\n\n\
                【整体绩效指标 1】\n三级指标：全县古树\n\n【绩效指标 1】\n二级指标：数量指标\n三级指标：复壮古树\n指标值：25\n计量单位：株\n";
    let (gbk, _, _) = encoding_rs::GB18030.encode(text);
    let plan = plan("a.txt", &gbk);
    assert!(notes(&plan).contains("GB18030"), "{}", notes(&plan));
    assert_eq!(names(&plan), ["古树保护"]);
    assert_eq!(rows(&plan.forms[0])[0].2, "25株");
    let said = doubts(&plan.forms[0]);
    assert!(
        said.contains("“（县里的口径）”") && said.contains("“整体绩效指标”") && said.contains("“全县古树”"),
        "{said}"
    );
    let basis = FieldPath::Text(jibiao_model::path::TextField::Basis);
    let mark = &plan.forms[0].fields.iter().find(|field| field.path == basis).unwrap().mark;
    assert!(mark.notes.iter().any(|note| note.contains("又以“立项依据：”开头")), "{:?}", mark.notes);
}
