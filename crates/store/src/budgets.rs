//! 项目支出预算表, kept by year.

use crate::Store;
use crate::door::{Operation, Tx};
use crate::error::StoreError;
use jibiao_model::{BudgetRow, Entry, Wan};
use rusqlite::params;

impl Store {
    /// The rows of a year, in the order of the table.
    pub fn budget(&self, year: i32) -> Result<Vec<BudgetRow>, StoreError> {
        let mut statement =
            self.sql.prepare_cached("SELECT name, total, carried_over FROM budgets WHERE year = ?1 ORDER BY place")?;
        let mut rows = statement.query([year])?;
        let mut budget = Vec::new();
        while let Some(row) = rows.next()? {
            let Entry::Read(total) = Wan::read(&row.get::<_, String>(1)?) else {
                return Err(StoreError::Damaged("项目支出预算表里有读不出来的金额".to_owned()));
            };
            budget.push(BudgetRow { name: row.get(0)?, total, carried_over: row.get(2)? });
        }
        Ok(budget)
    }

    /// Puts the rows of a year in the place of those that were there.
    pub fn set_budget(&mut self, year: i32, rows: &[BudgetRow]) -> Result<(), StoreError> {
        self.transact(Operation::SetBudget, |tx| tx.set_budget(year, rows))
    }
}

impl Tx<'_> {
    /// As [`Store::set_budget`], as part of a larger job.
    pub fn set_budget(&self, year: i32, rows: &[BudgetRow]) -> Result<(), StoreError> {
        self.sql.execute("DELETE FROM budgets WHERE year = ?1", [year])?;
        let mut statement = self.sql.prepare_cached("INSERT INTO budgets VALUES (?1, ?2, ?3, ?4, ?5)")?;
        for (place, row) in (0i64..).zip(rows) {
            statement.execute(params![year, place, row.name, row.total.json_text(), row.carried_over])?;
        }
        Ok(())
    }
}
