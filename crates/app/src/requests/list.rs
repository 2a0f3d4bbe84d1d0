//! S1: the list of forms and its sums.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::check::SeverityView;
use super::templates::{FormKind, StepId};

/// How far a form is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FormState {
    /// 未填: nothing but what new forms start with
    Empty,
    /// 填报中
    Filling,
    /// 已完成: every step is full and no error is left
    Done,
}

/// How full a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Fill {
    /// Nothing
    Empty,
    /// Something
    Half,
    /// Everything that has to be there
    Full,
}

/// Only forms with this.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Only {
    /// 全部
    #[default]
    All,
    /// 有问题: errors or warnings
    Problems,
    /// Errors
    Errors,
    /// 未完成
    Unfinished,
    /// 已完成
    Done,
}

/// Columns to sort by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// As they were made
    #[default]
    Number,
    /// By 拼音首字母 of the name
    Name,
    /// 项目属性
    Attribute,
    /// 年度资金
    Annual,
    /// 实施期资金
    Period,
    /// 完成度
    Steps,
    /// 问题, errors first
    Problems,
    /// 更新时间
    Updated,
}

/// Which forms to list. A page answers within 50 ms at 100,000 forms.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct ListForms {
    /// Only of this year; left out = every year
    pub year: Option<i32>,
    /// Only of this kind
    pub kind: Option<FormKind>,
    /// 汉字 of name or texts, or 拼音首字母 of the name
    pub search: Option<String>,
    /// Only with this
    pub only: Option<Only>,
    /// 项目属性: 一次性, 经常性 or 延续性
    pub attribute: Option<String>,
    /// Column to sort by; a search answers the newest first whatever this says
    pub sort: Option<Sort>,
    /// From the last to the first
    pub descending: Option<bool>,
    /// How many to pass over
    pub offset: Option<u32>,
    /// How many at most, 100 where left out, 1,000 at most
    pub limit: Option<u32>,
    /// Say of each form where the words of the search stand: every form of the page is read for it, so for short pages
    pub places: Option<bool>,
}

/// Where the words of a search stand in a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SearchHit {
    /// The cell to go to
    pub path: String,
    /// Its step
    pub step: StepId,
    /// In words: 绩效指标 › 数量指标 第2行 年度
    pub place: String,
}

/// 完成度 of one step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct StepFill {
    /// Which
    pub step: StepId,
    /// How full
    pub fill: Fill,
}

/// A form in the list. Times are milliseconds since 1970 UTC.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct FormLine {
    /// Its number, for the other requests
    pub form: i64,
    /// Project or unit
    pub kind: FormKind,
    /// Id of its template
    pub template: String,
    /// 年度, where it reads
    pub year: Option<i32>,
    /// Name; （未命名） where it is blank
    pub name: String,
    /// 经常性, 一次性, 延续性, or what is written
    pub attribute: String,
    /// 年度资金总额 as shown, in 元 (unit form: 万元); empty where blank, as written where it does not read
    pub annual: String,
    /// 实施期资金总额
    pub period: String,
    /// The five steps
    pub steps: Vec<StepFill>,
    /// Steps that are full
    pub full_steps: usize,
    /// Errors left
    pub errors: u32,
    /// Warnings left, without those passed over
    pub warnings: u32,
    /// How far it is
    pub state: FormState,
    /// Revision
    pub revision: i64,
    /// Last change
    pub updated_at: i64,
    /// Last change as shown: 今天 14:03, 昨天 16:20, 12-17 10:05, 2024-12-17
    pub updated: String,
    /// Where the words stand that were searched for, at most twelve places; none where nobody asked, or only the 拼音首字母 of the name
    /// have them
    pub hits: Vec<SearchHit>,
}

/// Answer of `forms.list`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct FormPage {
    /// The forms of the page
    pub forms: Vec<FormLine>,
    /// How many there are in all with this filter
    pub total: u32,
    /// Whether more follow
    pub more: bool,
    /// How many forms still wait to be looked at anew after an upgrade; ask again while it is above 0
    pub settling: u32,
}

/// Asks for the sums of a year.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SumYear {
    /// The year
    pub year: i32,
}

/// Asks for the sums of chosen forms.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SumForms {
    /// The forms
    pub forms: Vec<i64>,
}

/// Sums of chosen forms.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Sums {
    /// How many
    pub forms: u32,
    /// 年度资金 in 元, as shown
    pub annual: String,
    /// 实施期资金 in 元, as shown
    pub period: String,
    /// How many have an amount that does not read and is not in the sums
    pub unread: u32,
}

/// A part of 资金按来源.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SourceShare {
    /// central, provincial, local, self_raised, other; `rest` for those put together behind the third
    pub source: String,
    /// 市县(区)财政
    pub label: String,
    /// In 万元, as shown
    pub wan: String,
    /// Share in tenths of a percent, for the width of the bar
    pub permille: u32,
    /// 91.5%
    pub percent: String,
}

/// How the sum of the forms agrees with another place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Agreement {
    /// 整体申报表・项目支出, 项目支出预算表
    pub with: String,
    /// `unit_form` or `budget`
    pub place: String,
    /// Whether that place is there at all
    pub present: bool,
    /// Its amount in 万元, as shown
    pub wan: String,
    /// Whether they agree
    pub agrees: bool,
    /// 一致, or what differs: 少 0.10 万元：…
    pub message: String,
    /// How much a difference weighs: that of the finding about it; null where no finding counts, as where it was passed over
    pub weight: Option<SeverityView>,
    /// The form to go to: the unit form, or the first project that differs
    pub form: Option<i64>,
}

/// Answer of `ledger.summary`: what stands over and under the list of a year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Summary {
    /// The year
    pub year: i32,
    /// 项目数
    pub projects: u32,
    /// The unit form of the year, where there is one; the first of several
    pub unit_form: Option<i64>,
    /// How many there are: a year has one, but an import may bring another
    pub unit_forms: u32,
    /// 整体申报表已填, 填报中, 还没有; 有 2 张整体申报表
    pub unit_form_words: String,
    /// 年度资金合计 in 万元, as shown
    pub annual_wan: String,
    /// 年度资金合计 in 元
    pub annual: String,
    /// 实施期资金合计 in 万元
    pub period_wan: String,
    /// 实施期资金合计 in 元
    pub period: String,
    /// Projects whose amounts do not read and are not in the sums
    pub unread: u32,
    /// 已完成
    pub done: u32,
    /// Not done
    pub unfinished: u32,
    /// Errors of the year, those across forms counted
    pub errors: u32,
    /// Warnings of the year
    pub warnings: u32,
    /// Projects with errors or warnings
    pub with_problems: u32,
    /// 资金按来源, largest first, at most three and 其他
    pub sources: Vec<SourceShare>,
    /// What is wrong with the sum of the sources: 来源之和 493.51，比合计少 0.10; empty where they agree
    pub sources_message: String,
    /// How much that weighs: as much as its rule; null where the rule is off
    pub sources_weight: Option<SeverityView>,
    /// Where to go for it
    pub sources_form: Option<i64>,
    /// With 整体申报表 and 项目支出预算表
    pub agreements: Vec<Agreement>,
    /// Attributes that occur, for the filter
    pub attributes: Vec<String>,
    /// As in `forms.list`
    pub settling: u32,
}
