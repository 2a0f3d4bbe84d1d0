//! The list of units that have to deliver, and whose a form is.

use crate::error::{Code, Error};
use crate::files;
use jibiao_exchange::import::{Grid, MAX_FILE, Row, read};
use jibiao_model::half_width;
use std::collections::HashMap;
use std::path::Path;

/// A unit of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ListedUnit {
    /// As written; leading zeros that a spreadsheet took away are gone.
    pub code: String,
    pub name: String,
    /// How many projects it has to deliver.
    pub projects: Option<usize>,
}

/// The list in its order.
#[derive(Debug, Default)]
pub(super) struct UnitList {
    pub units: Vec<ListedUnit>,
    /// What a person should know of the list, Chinese.
    pub notes: Vec<String>,
    names: HashMap<String, usize>,
    codes: HashMap<String, Option<usize>>,
}

const CODES: [&str; 5] = ["代码", "编码", "单位代码", "单位编码", "预算单位代码"];
const NAMES: [&str; 5] = ["名称", "单位", "单位名称", "预算单位", "预算单位名称"];
const PROJECTS: [&str; 5] = ["项目数", "应报项目数", "项目个数", "应报项目", "项目数量"];

/// Letters and digits in half width and lower case: names differ by blanks and the width of brackets without being others.
pub(super) fn key(text: &str) -> String {
    text.chars().map(half_width).filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn code_key(code: &str) -> String {
    key(code).trim_start_matches('0').to_owned()
}

/// Reads a list: a spreadsheet, a CSV or a text with tabs. One row has the heads 代码 and 名称 (either will do), and 项目数 where it is known.
pub(super) fn load(file: &Path) -> Result<UnitList, Error> {
    let bytes = files::read_bytes(file, MAX_FILE as u64)?;
    let grid = read::read(&file.display().to_string(), &bytes).map_err(|error| Error::from(error).of(file))?;
    let list = of_grid(&grid);
    if list.units.is_empty() {
        let hint = "请在第一行写“单位代码”和“单位名称”，需要时再写“项目数”，下面每行一个单位";
        return Err(Error::new(Code::Units, "单位名单里没有找到单位", hint).of(file));
    }
    Ok(list)
}

fn of_grid(grid: &Grid) -> UnitList {
    let mut list = UnitList { notes: grid.notes.clone(), ..UnitList::default() };
    let column = |row: &Row, heads: &[&str]| {
        row.cells.iter().find(|cell| heads.iter().any(|head| key(&cell.text) == key(head))).map(|cell| cell.column)
    };
    let heads = grid.rows.iter().enumerate().find_map(|(at, row)| {
        let (code, name) = (column(row, &CODES), column(row, &NAMES));
        (code.is_some() || name.is_some()).then(|| (at, code, name, column(row, &PROJECTS)))
    });
    let Some((at, code, name, projects)) = heads else { return list };
    for row in grid.rows.iter().skip(at + 1) {
        let text = |column: Option<u32>| {
            let cell = row.cells.iter().find(|cell| Some(cell.column) == column);
            cell.map(|cell| cell.text.trim().to_owned()).unwrap_or_default()
        };
        let (code, name, count) = (text(code), text(name), text(projects));
        if key(&code).is_empty() && key(&name).is_empty() {
            continue;
        }
        let projects = count.parse::<usize>().ok();
        if projects.is_none() && !count.is_empty() {
            list.notes.push(format!("{}：“{count}”不是项目数，没有用", row.place));
        }
        list.add(ListedUnit { code, name, projects }, &row.place.to_string());
    }
    list
}

impl UnitList {
    fn add(&mut self, unit: ListedUnit, place: &str) {
        let at = self.units.len();
        let (name, code) = (key(&unit.name), code_key(&unit.code));
        let twice = match (name.is_empty(), code.is_empty()) {
            (false, _) => self.names.contains_key(&name) && self.codes.contains_key(&code),
            (true, _) => self.codes.contains_key(&code),
        };
        if twice {
            self.notes.push(format!("{place}：“{} {}”在名单里写了两次，只算一次", unit.code, unit.name));
            return;
        }
        if !name.is_empty() {
            self.names.entry(name).or_insert(at);
        }
        if !code.is_empty() {
            // A code that two units share says nothing.
            self.codes.entry(code).and_modify(|known| *known = None).or_insert(Some(at));
        }
        self.units.push(unit);
    }

    /// Whose a form is: the unit that carries the project out, where the list has it; else that of the department's name; else of its code.
    pub fn of(&self, implementing_unit: &str, department: &str, code: &str) -> Option<usize> {
        let named = |name: &str| self.names.get(&key(name)).copied();
        let coded = || self.codes.get(&code_key(code)).copied().flatten();
        named(implementing_unit).or_else(|| named(department)).or_else(coded)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(content: &str) -> Result<UnitList, Error> {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("名单.csv");
        std::fs::write(&file, content).unwrap();
        load(&file)
    }

    #[test]
    fn a_list_is_read_and_units_are_told_by_name_and_by_code() {
        let read = list("某县预算单位名单,,\n单位代码,单位名称,应报项目数\n005,云岫县档案馆,3\n006,云岫县（城区）图书馆,\n,云岫县文化馆,若干\n005,云岫县档案馆,3\n").unwrap();
        assert_eq!(read.units.len(), 3);
        assert_eq!((read.units[0].code.as_str(), read.units[0].projects), ("005", Some(3)));
        assert_eq!(read.notes.len(), 2, "{:?}", read.notes);
        assert_eq!(read.of("云岫县档案馆", "", ""), Some(0));
        assert_eq!(read.of("", "云岫县(城区) 图书馆", "005"), Some(1), "the name goes before the code");
        assert_eq!(read.of("档案馆阅览室", "县档案馆", "5"), Some(0));
        assert_eq!(read.of("", "别的单位", "9"), None);
    }

    #[test]
    fn a_list_without_units_is_refused() {
        let error = list("通知,附件\n请查收,无\n").unwrap_err();
        assert!(error.code == Code::Units && error.to_string().contains("单位代码"), "{error}");
    }

    #[test]
    fn a_code_that_two_units_share_tells_neither() {
        let read = list("代码,名称\n007,甲站\n007,乙站\n").unwrap();
        assert_eq!((read.units.len(), read.of("", "丙站", "007")), (2, None));
    }
}
