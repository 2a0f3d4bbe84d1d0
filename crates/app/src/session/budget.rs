//! 项目支出预算表 of a year.

use super::Session;
use super::create::check_year;
use super::from_store;
use crate::error::{Code, Error};
use crate::requests::budget as view;
use jibiao_model::{BudgetRow, Wan};
use std::path::Path;

/// More rows than any unit has projects.
const MOST_ROWS: usize = 10_000;

impl Session {
    /// The rows of a year.
    pub(crate) fn get_budget(&mut self, request: view::GetBudget) -> Result<view::Budget, Error> {
        let rows = self.store()?.budget(request.year).map_err(from_store)?;
        let sum =
            rows.iter().filter(|row| !row.carried_over).try_fold(Wan::default(), |sum, row| sum.checked_add(row.total));
        Ok(view::Budget {
            year: request.year,
            total: sum.map(Wan::printed).unwrap_or_default(),
            rows: rows.into_iter().map(row_view).collect(),
        })
    }

    /// Changes the rows of a year.
    pub(crate) fn set_budget(&mut self, request: view::SetBudget) -> Result<view::Budget, Error> {
        check_year(request.year)?;
        let rows =
            request.rows.iter().enumerate().map(|(at, line)| read_line(at, line)).collect::<Result<Vec<_>, _>>()?;
        self.keep_budget(request.year, &rows)
    }

    /// Reads the rows of a year from a file.
    pub(crate) fn import_budget(&mut self, request: view::ImportBudget) -> Result<view::Budget, Error> {
        check_year(request.year)?;
        let (rows, _) = crate::budget::load(Path::new(&request.path))?;
        self.keep_budget(request.year, &rows)
    }

    pub(super) fn keep_budget(&mut self, year: i32, rows: &[BudgetRow]) -> Result<view::Budget, Error> {
        refuse_too_many(rows)?;
        self.store_mut()?.set_budget(year, rows).map_err(from_store)?;
        self.cross.clear();
        self.get_budget(view::GetBudget { year })
    }
}

/// Refuses what cannot be the table of one unit.
pub(super) fn refuse_too_many(rows: &[BudgetRow]) -> Result<(), Error> {
    if rows.len() > MOST_ROWS {
        return Err(Error::new(Code::Budget, format!("超过 {MOST_ROWS} 行"), "请检查是不是选错了文件"));
    }
    Ok(())
}

fn row_view(row: BudgetRow) -> view::BudgetRowView {
    let total = row.total.json_text();
    view::BudgetRowView {
        shown: row.total.printed(),
        line: view::BudgetLine { name: row.name, total, carried_over: row.carried_over },
    }
}

/// A row as it was typed.
pub(super) fn read_line(at: usize, line: &view::BudgetLine) -> Result<BudgetRow, Error> {
    let fault = |message: String, path: &str| {
        let error = Error::new(Code::Budget, message, "请改正后再保存");
        Error { path: Some(format!("rows[{at}].{path}")), ..error }
    };
    let name = line.name.trim();
    if name.is_empty() {
        return Err(fault(format!("第 {} 行没有项目名称", at + 1), "name"));
    }
    match Wan::read(&line.total).read() {
        Some(total) => Ok(BudgetRow { name: name.to_owned(), total: *total, carried_over: line.carried_over }),
        None => Err(fault(format!("第 {} 行的金额“{}”不是数字", at + 1, line.total), "total")),
    }
}
