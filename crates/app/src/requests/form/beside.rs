//! A form held beside something else: a web system that asks for it piece by piece, its own year before.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Asks for a form piece by piece.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FormPieces {
    /// The form
    pub form: i64,
}

/// One thing to copy and paste into a web system.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PieceView {
    /// The part of the form that it is of: 目标和资金, 绩效指标 · 年度 · 数量指标
    pub place: String,
    /// What of the part: the name of the indicator, the key task; where each piece is something of its own, its label
    pub of: String,
    /// What it is: 三级指标
    pub label: String,
    /// It only says which row of the table it is: 目标类型, 一级指标, 二级指标
    pub is_of_kind: bool,
    /// The text, never blank
    pub text: String,
}

/// Answer of `form.pieces`: in the order in which the web system asks for them; blank places are left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PiecesView {
    /// The form's name
    pub name: String,
    /// Errors that are left in it
    pub errors: u32,
    /// The pieces
    pub pieces: Vec<PieceView>,
}

/// How a row stands to that of the year before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RowStanding {
    /// The same value
    Same,
    /// Another value
    Changed,
    /// Not there a year ago
    Added,
    /// Not there any more
    Gone,
}

/// A cell outside the lists as it was a year ago.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct LastCell {
    /// The cell of the present form
    pub path: String,
    /// Where, in words
    pub place: String,
    /// What stood there, as typed: for `form.edit`, where it is to be taken over
    pub text: String,
    /// The same as shown
    pub shown: String,
    /// Stands there now too
    pub same: bool,
}

/// A row of the indicators beside that of a year ago; they belong together by second level and name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct LastRow {
    /// The row of the present form; null for one that is gone
    pub path: Option<String>,
    /// 实施期 or 年度
    pub side: String,
    /// 二级指标
    pub level2: String,
    /// 三级指标
    pub name: String,
    /// 指标值 of a year ago; empty for one that was added
    pub value: String,
    /// How they stand
    pub standing: RowStanding,
}

/// Answer of `form.last_year`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct LastYear {
    /// The year before; null where the form's own year does not read
    pub year: Option<i32>,
    /// The form of that year: same kind and name; null where there is none
    pub form: Option<i64>,
    /// Cells that said something a year ago, those that say another thing now first
    pub cells: Vec<LastCell>,
    /// The indicators of both years, in the order of the present
    pub rows: Vec<LastRow>,
}
