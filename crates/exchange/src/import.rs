//! What an import answers, whatever it read: forms, the project budget, and notes on what it was unsure of.

use jibiao_model::Form;
use jibiao_model::json::{Node, to_node};

/// The result of an import.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ImportResult {
    /// The forms in the order of the files and in them.
    pub forms: Vec<Form>,
    /// 项目支出预算表, where a file has one.
    pub project_budget: Vec<BudgetLine>,
    /// What the importer was unsure of.
    pub notes: Vec<Note>,
}

/// A line of 项目支出预算表.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BudgetLine {
    /// 项目名称
    pub name: String,
    /// 合计 in 万元, as written.
    pub total: String,
    /// 使用上年结转
    pub carried_over: bool,
}

/// A doubt of the importer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Index of the form in the result.
    pub form: usize,
    /// JSON path in the form.
    pub path: String,
    /// What is doubtful, Chinese.
    pub message: String,
}

impl ImportResult {
    /// The result as JSON, keys in the order of the design.
    pub fn to_json(&self) -> String {
        let object = |entries: Vec<(&str, Node)>| {
            Node::Object(entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
        };
        let text = |text: &str| Node::Text(text.to_owned());
        let line = |line: &BudgetLine| {
            let carried_over = Node::Bool(line.carried_over);
            object(vec![("name", text(&line.name)), ("total", text(&line.total)), ("carried_over", carried_over)])
        };
        let note = |note: &Note| {
            let form = Node::Whole(i64::try_from(note.form).unwrap_or(i64::MAX));
            object(vec![("form", form), ("path", text(&note.path)), ("message", text(&note.message))])
        };
        let result = object(vec![
            ("forms", Node::List(self.forms.iter().map(to_node).collect())),
            ("project_budget", Node::List(self.project_budget.iter().map(line).collect())),
            ("notes", Node::List(self.notes.iter().map(note).collect())),
        ]);
        // A tree of strings, whole numbers and lists has no value that serde_json cannot write.
        serde_json::to_string_pretty(&result).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_result_has_the_shape_of_the_design() {
        let form = jibiao_model::json::parse(
            r#"{"format": "jibiao.form/1", "kind": "project", "template": "shanxi-county", "project_name": "苗圃"}"#,
        )
        .unwrap();
        let result = ImportResult {
            forms: vec![form.clone()],
            project_budget: vec![BudgetLine { name: "苗圃".into(), total: "210.00".into(), carried_over: false }],
            notes: vec![Note { form: 0, path: "year".into(), message: "没有年度".into() }],
        };
        let json: serde_json::Value = serde_json::from_str(&result.to_json()).unwrap();
        assert_eq!(
            json["project_budget"],
            serde_json::json!([{"name": "苗圃", "total": "210.00", "carried_over": false}])
        );
        assert_eq!(json["notes"], serde_json::json!([{"form": 0, "path": "year", "message": "没有年度"}]));
        assert_eq!(jibiao_model::json::parse(&json["forms"][0].to_string()).unwrap(), form);
    }
}
