//! Templates, described so that S2 and S4 can be laid out without knowing the form.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Project or unit form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FormKind {
    /// 项目支出绩效目标表
    Project,
    /// 部门(单位)整体支出绩效目标申报表
    Unit,
}

/// A template in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct TemplateLine {
    /// Stable id
    pub id: String,
    /// Chinese name
    pub name: String,
    /// Project or unit
    pub kind: FormKind,
    /// Used by whom
    pub used_by: String,
    /// False: built from general knowledge, and said so on screen
    pub confirmed: bool,
    /// First and last budget year, where known
    pub from: Option<i32>,
    /// See `from`
    pub until: Option<i32>,
    /// The printed title with the unit's region and the current year
    pub title: String,
}

/// Answer of `templates.list`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Templates {
    /// The templates
    pub templates: Vec<TemplateLine>,
    /// Template files of the user's that were refused, in words
    pub refused: Vec<String>,
}

/// Asks for a template.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct GetTemplate {
    /// Its id
    pub template: String,
}

/// The steps of a form, in any order fillable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum StepId {
    /// 基本信息; in a unit form 部门基本信息
    Basics,
    /// 资金; in a unit form 年度预算情况
    Funds,
    /// 概况与依据; in a unit form 职责与战略目标
    Overview,
    /// 总体目标; in a unit form 重点任务与年度目标
    Goals,
    /// 绩效指标
    Indicators,
}

/// What a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    /// One line of text
    Line,
    /// A long text
    Text,
    /// An amount of money in `unit`
    Amount,
    /// A date
    Date,
    /// One of `options`; a text of one's own is possible where `free` is true
    Choice,
    /// A whole number
    Count,
    /// The budget year
    Year,
}

/// One of the offers of a choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Choice {
    /// What is written into the form
    pub text: String,
    /// What is shown
    pub label: String,
}

/// A field of a form, outside the lists.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct FieldView {
    /// Its path, the key in the values of a form
    pub path: String,
    /// Printed label
    pub label: String,
    /// What it takes
    pub kind: FieldKind,
    /// Unit of an amount or count: 元, 万元, 个, 人
    pub unit: Option<String>,
    /// Offers of a choice
    pub options: Vec<Choice>,
    /// A choice also takes a text of one's own
    pub free: bool,
    /// Longest text in Chinese characters, where the finance system has a limit
    pub limit: Option<usize>,
    /// One quiet line below the field: what to write; empty where the label says it
    pub hint: String,
    /// 填报说明: paragraphs for F1
    pub help: Vec<String>,
    /// Stands on the printed form
    pub printed: bool,
    /// Has to be filled before the form can be handed in
    pub required: bool,
    /// A sum that the engine keeps up to date
    pub computed: bool,
    /// The same line on the other side (实施期 and 年度), where there is one
    pub twin: Option<String>,
}

/// Fields that stand together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct FieldGroup {
    /// Heading; empty where the step has one group
    pub title: String,
    /// Heads of the columns where the fields stand in two columns of twins (实施期, 年度): then `fields` holds the first column and
    /// each names its twin
    pub columns: Vec<String>,
    /// The fields in the order of the form
    pub fields: Vec<FieldView>,
}

/// A step of a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct StepView {
    /// Which
    pub id: StepId,
    /// Title
    pub title: String,
    /// One quiet sentence beside it
    pub note: String,
    /// Its fields
    pub groups: Vec<FieldGroup>,
    /// The twins of the first columns, by their own paths
    pub twins: Vec<FieldView>,
    /// The list of 年度重点任务 stands in this step
    pub key_tasks: bool,
    /// The indicator grid stands in this step
    pub indicators: bool,
}

/// A second level of the indicator tree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Level2View {
    /// Stable code: quantity, quality …
    pub code: String,
    /// Printed label
    pub label: String,
    /// May stay empty
    pub optional: bool,
    /// 填报说明
    pub help: Vec<String>,
}

/// A first level of the indicator tree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Level1View {
    /// Stable code: output, benefit, satisfaction, cost
    pub code: String,
    /// Printed label
    pub label: String,
    /// Its second levels
    pub children: Vec<Level2View>,
}

/// The indicator grid of a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct GridView {
    /// Both sides (实施期 and 年度) or one
    pub two_sided: bool,
    /// The sides it has, in order: period, annual
    pub sides: Vec<Side>,
    /// Heads of the columns: 一级, 二级, 三级指标, 指标值, 分值
    pub heads: GridHeads,
    /// The tree, in print order
    pub tree: Vec<Level1View>,
    /// Sum that the weights must have; null = the form has no weights
    pub weights: Option<String>,
    /// Longest name in Chinese characters
    pub name_limit: Option<usize>,
    /// Longest value in Chinese characters
    pub value_limit: Option<usize>,
}

/// Heads of the grid's columns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct GridHeads {
    /// 一级指标
    pub level1: String,
    /// 二级指标
    pub level2: String,
    /// 三级指标
    pub name: String,
    /// 指标值
    pub value: String,
    /// 分值
    pub weight: String,
    /// 实施期绩效指标
    pub period: String,
    /// 年度绩效指标
    pub annual: String,
}

/// 实施期 or 年度.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// 实施期
    Period,
    /// 年度; the only side of a unit form
    Annual,
}

/// Answer of `templates.get`: all that is needed to lay a form out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct TemplateView {
    /// As in the list
    pub line: TemplateLine,
    /// The unit in which the form prints money
    pub money: String,
    /// The steps in order
    pub steps: Vec<StepView>,
    /// The indicator grid
    pub grid: GridView,
    /// Heads of 年度重点任务 (核心职能, 重点任务); empty in a project form
    pub key_task_heads: Vec<String>,
}
