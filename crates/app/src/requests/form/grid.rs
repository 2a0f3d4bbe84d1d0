//! The rows of a form: the indicator grid, 年度重点任务, suggestions below a cell.

use super::cells::ReadingView;
use crate::requests::templates::Side;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A cell of a row of the grid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct GridCell {
    /// Its path, for `form.edit` and findings: `indicators.period[#7].value`
    pub path: String,
    /// As written
    pub text: String,
}

/// One side of a row of the grid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RowSide {
    /// Its path, for findings: `indicators.period[#7]`
    pub path: String,
    /// 三级指标
    pub name: GridCell,
    /// 指标值
    pub value: GridCell,
    /// 分值, where the template has weights
    pub weight: Option<GridCell>,
    /// How the value reads
    pub reading: ReadingView,
}

/// How the two sides of a row stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Link {
    /// Equal name and value: editing the period side edits both
    Linked,
    /// Both there, and different
    Differing,
    /// Only one side is there, or the form has one side only
    Single,
}

/// A row of the grid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct GridRow {
    /// Names the row in edits; stays the same while the row stays
    pub key: String,
    /// 实施期
    pub period: Option<RowSide>,
    /// 年度
    pub annual: Option<RowSide>,
    /// How they stand to each other
    pub link: Link,
}

/// Rows of one second level. Every second level of the template is there, also an empty one; levels that the template does not have follow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct GridGroup {
    /// Names the group in edits
    pub key: String,
    /// First level as printed
    pub level1: String,
    /// Second level as printed
    pub level2: String,
    /// Stable codes, where known
    pub level1_code: Option<String>,
    /// See `level1_code`
    pub level2_code: Option<String>,
    /// Stands in the template
    pub known: bool,
    /// What an empty group shows: 可不填, or that one of several has to be filled; empty where something has to be filled in
    pub empty_note: String,
    /// Its rows
    pub rows: Vec<GridRow>,
}

/// A row of 年度重点任务.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct TaskRow {
    /// Names the row in edits
    pub key: String,
    /// 核心职能
    pub function: GridCell,
    /// 重点任务
    pub task: GridCell,
}

/// Which side of which place suggestions are for.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct Suggest {
    /// The form that is being filled
    pub form: i64,
    /// `name` or `value`
    pub column: SuggestColumn,
    /// Key of the group
    pub group: String,
    /// As typed so far: 汉字 or 拼音首字母
    pub text: String,
    /// 三级指标 of the row, for values
    #[serde(default)]
    pub name: Option<String>,
    /// The side, for the words that say where a suggestion comes from
    #[serde(default)]
    pub side: Option<Side>,
}

/// The column that suggestions are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SuggestColumn {
    /// 三级指标
    Name,
    /// 指标值
    Value,
}

/// A suggestion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Suggestion {
    /// What is put into the cell
    pub text: String,
    /// For a name: a value that goes with it
    pub value: Option<String>,
    /// 指标库・培训次数, 本单位 2025年 档案整理
    pub source: String,
}

/// Answer of `form.suggest`, best first, at most five.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Suggestions {
    /// The suggestions
    pub suggestions: Vec<Suggestion>,
}
