//! The project budget table (项目支出预算表, 表十二 and 表十三): what was approved for each project.

use crate::amount::Wan;

/// A project of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BudgetRow {
    /// 项目名称, as written; never blank.
    pub name: String,
    /// 合计, in 万元 as the table prints it.
    pub total: Wan,
    /// True for money left over from earlier years (表十三), false for the budget of the year (表十二).
    pub carried_over: bool,
}
