//! 修改记录.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Asks for 修改记录.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct ListHistory {
    /// The form
    pub form: i64,
    /// How many to pass over
    #[serde(default)]
    pub offset: Option<u32>,
    /// How many at most, 50 where left out
    #[serde(default)]
    pub limit: Option<u32>,
}

/// One changed place in 修改记录.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct HistoryChange {
    /// Where: 资金 › 年度 › 市县(区)财政资金
    pub place: String,
    /// What stood there
    pub before: String,
    /// What was put there
    pub after: String,
    /// `form.restore` can put back what stood there: the place is still in the form, and something else stands there
    pub can_restore: bool,
}

/// Puts back what stood at a place before a change of 修改记录; a new action, which can be undone.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RestoreValue {
    /// The form
    pub form: i64,
    /// The revision shown
    pub base_revision: i64,
    /// Revision of the line of 修改记录
    pub revision: i64,
    /// Place of the change in the line, from 0
    pub change: usize,
}

/// A line of 修改记录.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct HistoryLine {
    /// When, in milliseconds since 1970 UTC
    pub at: i64,
    /// As shown: 12-17 10:05
    pub when: String,
    /// Who; （未填姓名） where 单位信息 has none
    pub who: String,
    /// 修改, 撤销, 从回收站恢复 …
    pub operation: String,
    /// The revision afterwards
    pub revision: i64,
    /// What changed
    pub changes: Vec<HistoryChange>,
}

/// Answer of `form.history`, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct History {
    /// The lines
    pub lines: Vec<HistoryLine>,
    /// Whether more follow
    pub more: bool,
}
