//! 项目支出预算表 of a year.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A row of 项目支出预算表.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct BudgetLine {
    /// 项目名称, never blank
    pub name: String,
    /// 合计 in 万元, as typed: 8.10
    pub total: String,
    /// 使用上年结转 (表十三)
    pub carried_over: bool,
}

/// Asks for the budget of a year.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct GetBudget {
    /// The year
    pub year: i32,
}

/// A row with the form that belongs to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct BudgetRowView {
    /// The row
    pub line: BudgetLine,
    /// Its amount as shown
    pub shown: String,
}

/// Answer of `budget.get`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Budget {
    /// The year
    pub year: i32,
    /// The rows
    pub rows: Vec<BudgetRowView>,
    /// Sum of the rows that are not carried over, in 万元, as shown
    pub total: String,
}

/// Puts the budget of a year in the place of the one that was there.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SetBudget {
    /// The year
    pub year: i32,
    /// The rows
    pub rows: Vec<BudgetLine>,
}

/// Reads the budget of a year from a file and keeps it.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ImportBudget {
    /// The year
    pub year: i32,
    /// The file
    pub path: String,
}
