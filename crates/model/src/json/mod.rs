//! Form JSON (`jibiao.form/1`): reading with errors that name place and reason, writing, and the canonical form.
//!
//! Text of a numeric cell that does not read as a number stays in the form as written and a rule reports it; a wrong JSON type,
//! an unknown or doubled key, or a control character is refused here, because guessing would change what somebody wrote.

mod budget;
mod node;
mod read;
mod write;

pub use node::Node;
pub use read::text_fault;
pub(crate) use read::{read_count, read_whole};
pub use write::{canonical, to_line, to_node, to_string};

use crate::budget_table::BudgetRow;
use crate::form::Form;

/// The value of the key `format`.
pub const FORMAT: &str = "jibiao.form/1";
/// Longest text of one field in characters; far above any real form, so that a broken file cannot make a print of thousands of pages.
pub const MAX_TEXT: usize = 100_000;
/// Most rows of one list.
pub const MAX_ROWS: usize = 20_000;

/// Why a form JSON was refused. The caller knows the file and puts its name in front.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("第 {line} 行第 {column} 列{}：{reason}", if path.is_empty() { String::new() } else { format!("（{path}）") })]
pub struct FormError {
    /// Line, from 1.
    pub line: usize,
    /// Column in bytes, from 1.
    pub column: usize,
    /// JSON path, empty for the document as a whole or where the text is no JSON.
    pub path: String,
    /// What is wrong and what to do, Chinese.
    pub reason: String,
}

/// Reads one form. Row ids are given out in the order of the file: period rows, annual rows, key tasks.
pub fn parse(text: &str) -> Result<Form, FormError> {
    read_with(text, read::form)
}

/// Reads a project budget table, `[{"name": "…", "total": "210.00", "carried_over": false}]`, total in 万元.
pub fn parse_budget(text: &str) -> Result<Vec<BudgetRow>, FormError> {
    read_with(text, budget::table)
}

fn read_with<T>(text: &str, read: fn(Node) -> read::Read<T>) -> Result<T, FormError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let node = node::parse(text)?;
    read(node).map_err(|fault| {
        let (line, column) = node::locate(text, &fault.path);
        FormError { line, column, path: fault.spelling(), reason: fault.reason }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::Entry;
    use crate::form::{RowId, Side};

    const PROJECT: &str = r#"{
 "format": "jibiao.form/1", "kind": "project", "template": "shanxi-county",
 "title": "云岫县级预算部门(单位)项目支出绩效目标表", "year": 2026,
 "project_name": "档案库房改造", "category": "special", "department_code": "021", "department": "云岫县档案馆",
 "funds": {"annual": {"total": "81000.00", "local": "81000", "other": null}},
 "overview": "第一行\n第二行",
 "indicators": {
  "period": [{"level1": "产出指标", "level2": "数量指标", "name": "改造面积", "value": "≥120 m²"}],
  "annual": [{"level1": "产出指标", "level2": "数量指标", "name": "改造面积", "value": null},
             {"level1": "产出指标", "level2": "数量指标", "name": "密集架", "value": "6列", "weight": "10"}]},
 "filled_at": "20251201093000"}"#;

    fn refused(text: &str) -> FormError {
        parse(text).expect_err(text)
    }

    #[test]
    fn a_form_is_read_as_written() {
        let Form::Project(form) = parse(PROJECT).unwrap() else { panic!("not a project form") };
        assert_eq!(form.department_code, "021");
        assert_eq!(form.overview, "第一行\n第二行");
        assert!(form.funds_period.total.is_blank());
        assert_eq!(form.funds_annual.local.read().map(|yuan| yuan.0.to_string()), Some("81000".to_owned()));
        assert_eq!(form.indicators.side(Side::Period)[0].value, "≥120 m²");
        assert_eq!(form.indicators.side(Side::Annual)[1].id, RowId(2));
    }

    #[test]
    fn what_is_written_is_read_again() {
        let form = parse(PROJECT).unwrap();
        assert_eq!(parse(&to_string(&form)).unwrap(), form);
    }

    #[test]
    fn text_that_is_no_amount_stays_as_written() {
        for text in ["1,184,70", "1e9", "十二万", "约八万"] {
            let json = PROJECT.replace("\"81000.00\"", &format!("\"{text}\""));
            let form = parse(&json).unwrap();
            let Form::Project(project) = &form else { panic!("not a project form") };
            assert_eq!(project.funds_annual.total, Entry::Raw(text.to_owned()));
            assert_eq!(parse(&to_string(&form)).unwrap(), form);
        }
    }

    #[test]
    fn a_refusal_names_line_path_and_reason() {
        let cases: &[(&str, &str, usize, &str, &str)] = &[
            ("\"81000.00\"", "81000", 5, "funds.annual.total", "带引号"),
            ("\"local\"", "\"locals\"", 5, "funds.annual.locals", "不认识的名称“locals”"),
            ("\"other\": null", "\"total\": null", 5, "funds.annual.total", "写了两次"),
            ("\"≥120 m²\"", "[1]", 8, "indicators.period[0].value", "应是带引号的文字"),
            ("\"密集架\"", "\"密\\u0007集架\"", 10, "indicators.annual[1].name", "U+0007"),
            ("\"special\"", "\"特定\"", 4, "category", "operating"),
            ("2026", "2026.5", 3, "year", "整数"),
            ("jibiao.form/1", "jibiao.form/2", 2, "format", "升级程序"),
            ("\"project\"", "\"plan\"", 2, "kind", "project（项目表）"),
            ("\"shanxi-county\"", "\"\"", 2, "template", "没有写模板"),
        ];
        for (old, new, line, path, reason) in cases {
            let error = refused(&PROJECT.replacen(old, new, 1));
            assert_eq!((error.line, error.path.as_str()), (*line, *path), "{error}");
            assert!(error.reason.contains(reason), "{error}");
        }
    }

    #[test]
    fn broken_text_is_refused_at_every_cut() {
        for (end, _) in PROJECT.char_indices() {
            let error = refused(&PROJECT[..end]);
            assert!(error.line >= 1 && !error.reason.is_empty());
        }
        for text in ["[]", "null", "3", "\"x\"", "{}", "{\"format\": 1}", &"[".repeat(100_000), "{\"a\": 1e999}"] {
            assert!(!refused(text).reason.is_empty());
        }
    }

    #[test]
    fn too_much_is_refused_and_much_is_not() {
        let long = |n: usize| PROJECT.replace("第一行", &"字".repeat(n));
        assert!(refused(&long(3_500_000)).reason.contains("个字"));
        assert!(parse(&long(MAX_TEXT - 4)).is_ok());
        let rows = |n: usize| PROJECT.replace("[{\"level1\"", &format!("[{}{{\"level1\"", "{},".repeat(n)));
        assert!(parse(&rows(10_000)).is_ok());
        assert_eq!(refused(&rows(MAX_ROWS)).path, "indicators.period");
    }

    #[test]
    fn a_budget_table_is_read_row_by_row() {
        let text = "[{\"name\": \"屋面维修\", \"total\": \"1,026.38\", \"carried_over\": true}, {\"name\": \"年检\", \"total\": \"1\"}]";
        let rows = parse_budget(text).unwrap();
        let read: Vec<_> = rows.iter().map(|r| (r.name.as_str(), r.total.json_text(), r.carried_over)).collect();
        assert_eq!(read, [("屋面维修", "1026.38".to_owned(), true), ("年检", "1.00".to_owned(), false)]);
    }

    #[test]
    fn a_refused_budget_table_names_line_path_and_reason() {
        let cases = [
            ("{}", 1, "", "一列项目"),
            ("[\n{\"name\": \"年检\"}]", 2, "[0].total", "没有写合计"),
            ("[\n{\"name\": \"年检\", \"total\": \"八万\"}]", 2, "[0].total", "读不成数"),
            ("[\n{\"name\": \"年检\", \"total\": 8}]", 2, "[0].total", "带引号"),
            ("[\n{\"name\": \" \", \"total\": \"8\"}]", 2, "[0].name", "项目名称"),
            ("[\n{\"name\": \"年检\", \"total\": \"8\",\n\"carried_over\": \"是\"}]", 3, "[0].carried_over", "true"),
            ("[\n{\"name\": \"年检\", \"total\": \"8\", \"unit\": \"万元\"}]", 2, "[0].unit", "不认识的名称"),
        ];
        for (text, line, path, reason) in cases {
            let error = parse_budget(text).expect_err(text);
            assert_eq!((error.line, error.path.as_str()), (line, path), "{error}");
            assert!(error.reason.contains(reason), "{error}");
        }
    }
}
