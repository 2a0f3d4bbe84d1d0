//! A form as a whole: made, copied, named, in the 回收站.

use crate::requests::templates::FormKind;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Makes a form. It starts with 单位信息.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct CreateForm {
    /// Template; left out = the one of the settings, else the one that is valid in the year
    #[serde(default)]
    pub template: Option<String>,
    /// Kind, where the template is left out
    pub kind: FormKind,
    /// Budget year
    pub year: i32,
    /// Name of the project
    #[serde(default)]
    pub name: Option<String>,
}

/// A form that was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct Made {
    /// Its number
    pub form: i64,
}

/// Copies a form.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct CopyForm {
    /// Which
    pub form: i64,
    /// Into another year: year moved on, funds and 填报日期 emptied, goals and indicators kept. Left out: a copy as it is, its name with
    /// （副本）
    #[serde(default)]
    pub to_year: Option<i32>,
    /// Into another year also where a form of that name is there already
    #[serde(default)]
    pub again: Option<bool>,
}

/// A place that somebody should look at after a copy into another year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct LookAt {
    /// Its path
    pub path: String,
    /// Where: 绩效指标 › 时效指标 第1行
    pub place: String,
    /// Why: 写有 2025 年
    pub message: String,
}

/// A copy that was made, or the form that is there already.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Copied {
    /// Its number
    pub form: i64,
    /// False where the year has a form of that name; nothing was copied then
    pub made: bool,
    /// 2028年度已有“河道巡查”，没有再复制; empty where it was made
    pub message: String,
    /// Places with years in them, which nobody moved on
    pub look_at: Vec<LookAt>,
}

/// Names a form.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OneForm {
    /// Its number
    pub form: i64,
}

/// Names several forms.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Forms {
    /// Their numbers
    pub forms: Vec<i64>,
}

/// Names a form and the revision that the window shows of it.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FormAt {
    /// Its number
    pub form: i64,
    /// The revision shown; another one is refused with E_EDIT_STALE
    pub base_revision: i64,
}

/// A form in the 回收站.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct TrashLine {
    /// Its number
    pub form: i64,
    /// Name
    pub name: String,
    /// 年度
    pub year: Option<i32>,
    /// Since when, as shown
    pub deleted: String,
}

/// Answer of `trash.list`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Trash {
    /// Last deleted first
    pub forms: Vec<TrashLine>,
    /// Whether there are more than these
    pub more: bool,
}
