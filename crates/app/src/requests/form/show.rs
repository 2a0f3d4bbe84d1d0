//! A form as the window shows it, with all that follows from its values.

use super::cells::CellView;
use super::grid::{GridGroup, TaskRow};
use crate::requests::check::{FindingView, FixEdit, SeverityView};
use crate::requests::list::{Fill, FormState};
use crate::requests::templates::{FormKind, StepId};
use serde::Serialize;
use std::collections::BTreeMap;
use ts_rs::TS;

/// A step and how far it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct StepState {
    /// Which
    pub step: StepId,
    /// Title
    pub title: String,
    /// How full
    pub fill: Fill,
    /// Errors in it
    pub errors: u32,
    /// Warnings in it
    pub warnings: u32,
    /// One word for the navigation: 未填, 缺 3, 2 处错误, 合计对不上; empty where it is full
    pub word: String,
    /// Path of its first empty required field
    pub next: Option<String>,
}

/// A line of 与别处核对.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Comparison {
    /// 各来源之和, 项目支出预算表 表十二第 7 行, 绝对数成本指标之和
    pub with: String,
    /// Amount in 元, as shown; empty where there is none
    pub amount: String,
    /// Less 年度资金总额: −1,000
    pub difference: String,
    /// `agrees`, `differs` or `note` (for information)
    pub result: ComparisonResult,
    /// 一致, 不一致, 供参考, 没有这一项
    pub word: String,
    /// How much a difference weighs: that of the finding about it; null where no finding counts, as where it was passed over
    pub weight: Option<SeverityView>,
    /// The place of the form that can take this amount over, with the text to put there by `form.edit`
    pub take: Option<FixEdit>,
}

/// The result of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ComparisonResult {
    /// 一致
    Agrees,
    /// 不一致
    Differs,
    /// 供参考
    Note,
}

/// 指标覆盖 of one second level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Coverage {
    /// Short label: 数量
    pub label: String,
    /// Indicators
    pub count: u32,
    /// May stay empty
    pub optional: bool,
}

/// What follows from the values of a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Derived {
    /// The steps
    pub steps: Vec<StepState>,
    /// How many of them are full
    pub full_steps: usize,
    /// How far the form is
    pub state: FormState,
    /// 填报中, 已完成
    pub state_word: String,
    /// 实施期 3年
    pub period_title: String,
    /// 年度 2026年
    pub annual_title: String,
    /// 经常性项目 · 99年
    pub subtitle: String,
    /// 12 项指标，7 项两侧一致，5 项分别填写
    pub indicators_words: String,
    /// 指标覆盖
    pub coverage: Vec<Coverage>,
    /// 经济效益、生态效益没有指标，可以不填。
    pub coverage_words: String,
    /// Sum of the weights, where the template has them, as shown
    pub weights: Option<String>,
    /// 与别处核对
    pub comparisons: Vec<Comparison>,
    /// Errors of what is written, without those passed over. With `warnings`, `hints` and `unfinished` these are all findings of the form but
    /// those passed over
    pub errors: u32,
    /// See `errors`
    pub warnings: u32,
    /// See `errors`
    pub hints: u32,
    /// 还没填
    pub unfinished: u32,
    /// 数据校验码 of the content as it is now
    pub check_code: String,
}

/// Undo and redo.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct UndoState {
    /// There is something to undo
    pub can_undo: bool,
    /// There is something to redo
    pub can_redo: bool,
}

/// Answer of `form.open`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct FormView {
    /// Its number
    pub form: i64,
    /// Project or unit
    pub kind: FormKind,
    /// Id of its template
    pub template: String,
    /// Name; （未命名） where it is blank
    pub name: String,
    /// 年度, where it reads
    pub year: Option<i32>,
    /// Revision, the base of the next edit
    pub revision: i64,
    /// In the 回收站
    pub deleted: bool,
    /// Cells by path, without the lists; every field of the template and every other that holds something
    pub cells: BTreeMap<String, CellView>,
    /// The indicator grid
    pub groups: Vec<GridGroup>,
    /// 年度重点任务
    pub key_tasks: Vec<TaskRow>,
    /// Findings in the order of the form
    pub findings: Vec<FindingView>,
    /// What follows from the values
    pub derived: Derived,
    /// Undo and redo
    pub undo: UndoState,
    /// Neighbours in the list of the year: 第 7 个，共 9 个
    pub neighbours: Neighbours,
    /// Last change in milliseconds since 1970 UTC
    pub updated_at: i64,
}

/// The forms before and after in the list of the year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Neighbours {
    /// The one before
    pub previous: Option<i64>,
    /// The one after
    pub next: Option<i64>,
    /// 第 7 个，共 9 个
    pub words: String,
}
