//! The project budget: its file.

use crate::error::{Code, Error};
use crate::files;
use jibiao_exchange::import::{MAX_FILE, read_budget};
pub use jibiao_model::BudgetRow;
use jibiao_model::json;
use std::path::Path;

/// Reads a project budget file, or standard input for `-`: JSON, or 表十二 and 表十三 in a spreadsheet, a CSV or a text. With it what a
/// person should know: the guess at an encoding.
pub fn load(file: &Path) -> Result<(Vec<BudgetRow>, Vec<String>), Error> {
    let bytes = files::read_bytes(file, MAX_FILE as u64)?;
    let first = bytes.iter().find(|byte| !byte.is_ascii_whitespace() && !b"\xef\xbb\xbf".contains(byte));
    if matches!(first, Some(b'[' | b'{')) || files::has_extension(file, &["json"]) {
        return Ok((parse(file, bytes)?, Vec::new()));
    }
    let (rows, notes) =
        read_budget(&file.display().to_string(), &bytes).map_err(|error| Error::from(error).of(file))?;
    if rows.is_empty() {
        let message = "没有找到项目支出预算表（表头要有“项目名称”和“合计”）";
        return Err(Error::new(Code::Budget, message, "请检查是不是选错了文件").of(file));
    }
    Ok((rows, notes))
}

/// Reads the project budget JSON in these bytes of this file.
pub(crate) fn parse(file: &Path, bytes: Vec<u8>) -> Result<Vec<BudgetRow>, Error> {
    json::parse_budget(&files::text_of(file, bytes)?).map_err(|fault| {
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
    fn a_budget_is_read_from_csv_in_any_encoding_and_a_guess_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("预算.csv");
        let read = |bytes: &[u8]| {
            std::fs::write(&file, bytes).unwrap();
            let (rows, notes) = load(&file).unwrap();
            let rows: Vec<_> = rows.into_iter().map(|row| (row.name, row.total.json_text())).collect();
            (rows, notes.len())
        };
        let expected = vec![("河道巡查".to_owned(), "1026.38".to_owned())];
        assert_eq!(read("项目名称,合计\n河道巡查,\"1,026.38\"\n".as_bytes()), (expected.clone(), 0));
        // The same in GBK.
        let gbk = b"\xcf\xee\xc4\xbf\xc3\xfb\xb3\xc6,\xba\xcf\xbc\xc6\n\xba\xd3\xb5\xc0\xd1\xb2\xb2\xe9,1026.38\n";
        assert_eq!(read(gbk), (expected, 1));
    }

    #[test]
    fn a_file_without_a_budget_is_refused() {
        let error = refused("budget.txt", "通知\n请于月底前报送。\n");
        assert!(error.code == Code::Budget && error.to_string().contains("项目名称"), "{error}");
        assert_eq!(refused("预算.xlsx", "不是表").code, Code::Budget);
    }

    #[test]
    fn a_refused_budget_names_file_line_and_path() {
        let error = refused("budget.json", "[{\"name\": \"河道巡查\",\n\"total\": \"八万\"}]");
        assert_eq!((error.code, error.path.as_deref()), (Code::Budget, Some("[0].total")));
        assert!(error.to_string().contains("budget.json") && error.message.contains("第 2 行"), "{error}");
    }
}
