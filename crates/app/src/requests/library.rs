//! 指标库: the built-in list and the unit's own.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which indicators to list.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct ListIndicators {
    /// 汉字 or 拼音首字母 of the name
    pub search: Option<String>,
    /// Only of this second level, by its code
    pub level2: Option<String>,
    /// Only of this kind of project, by the key of `kinds`
    pub kind: Option<String>,
    /// How many to pass over
    pub offset: Option<u32>,
    /// How many at most, 100 where left out
    pub limit: Option<u32>,
}

/// An indicator of the library.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct LibraryLine {
    /// Names it in the other requests; null for a built-in one, which cannot be changed
    pub id: Option<i64>,
    /// 一级指标
    pub level1: String,
    /// 二级指标
    pub level2: String,
    /// Code of the second level, where known
    pub level2_code: Option<String>,
    /// 三级指标
    pub name: String,
    /// 指标值, an example
    pub value: String,
    /// 运维, 购置 …; empty for the unit's own
    pub kind: String,
    /// 内置, 本单位
    pub source: String,
}

/// Answer of `library.list`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Library {
    /// The indicators
    pub lines: Vec<LibraryLine>,
    /// Whether more follow
    pub more: bool,
    /// Kinds of project, for the filter; the unit's own first
    pub kinds: Vec<LibraryKind>,
}

/// A kind of project in the library.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct LibraryKind {
    /// Names it in `library.list`
    pub key: String,
    /// 运行维护
    pub name: String,
    /// What belongs there
    pub about: String,
}

/// An indicator that is put into the library.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct KeepIndicator {
    /// The one that it takes the place of; left out = a new one
    #[serde(default)]
    pub id: Option<i64>,
    /// 一级指标
    pub level1: String,
    /// 二级指标
    pub level2: String,
    /// 三级指标
    pub name: String,
    /// 指标值
    pub value: String,
}

/// Names an indicator of the unit's own.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OneIndicator {
    /// Its id
    pub id: i64,
}

/// Takes the indicators of forms into the library.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct KeepOfForms {
    /// The forms
    pub forms: Vec<i64>,
}

/// How many were taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Kept {
    /// How many
    pub indicators: u32,
}

/// Takes the indicators of a list (xlsx, xls, csv, docx, pasted text in a file) into the library: columns 二级指标 and 三级指标, 一级指标 and 指标值
/// where they are there.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ImportIndicators {
    /// The file
    pub path: String,
}

/// What came of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ImportedIndicators {
    /// How many were taken
    pub indicators: u32,
    /// 已加入 12 条指标，2 条没有加入
    pub message: String,
    /// Rows that were not taken, with their place and why; a guessed encoding
    pub notes: Vec<String>,
}
