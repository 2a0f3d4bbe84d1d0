//! The project budget: its file.

use crate::error::{Code, Error};
use crate::files;
use jibiao_model::{BudgetRow, json};
use std::path::Path;

/// Reads a project budget file: JSON, or standard input for `-`.
pub fn load(file: &Path) -> Result<Vec<BudgetRow>, Error> {
    if files::has_extension(file, &["csv", "xlsx", "xls"]) {
        let message = "项目支出预算目前只能读 JSON 文件，还不能读 CSV 和 xlsx";
        let hint = "请写成 [{\"name\": \"项目名称\", \"total\": \"210.00\", \"carried_over\": false}]，合计是万元";
        return Err(Error::new(Code::Budget, message, hint).of(file));
    }
    json::parse_budget(&files::read_text(file)?).map_err(|fault| {
        let path = (!fault.path.is_empty()).then(|| fault.path.clone());
        Error { path, ..Error::new(Code::Budget, fault.to_string(), "") }.of(file)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(name: &str, content: &str) -> Error {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(name);
        std::fs::write(&file, content).unwrap();
        load(&file).unwrap_err()
    }

    #[test]
    fn a_budget_that_is_no_json_says_what_can_be_read() {
        for name in ["预算.csv", "预算.XLSX", "预算.xls"] {
            let error = refused(name, "项目名称,合计\n");
            assert_eq!(error.code, Code::Budget);
            assert!(error.to_string().contains("JSON") && error.to_string().contains("E_BUDGET"), "{error}");
        }
    }

    #[test]
    fn a_refused_budget_names_file_line_and_path() {
        let error = refused("budget.json", "[{\"name\": \"河道巡查\",\n\"total\": \"八万\"}]");
        assert_eq!((error.code, error.path.as_deref()), (Code::Budget, Some("[0].total")));
        assert!(error.to_string().contains("budget.json") && error.message.contains("第 2 行"), "{error}");
    }
}
