//! 检查: findings, waivers, fixes, the rule book.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::form::FormChanged;
use super::templates::{FormKind, StepId};

/// 错误, 警告 or 提示.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SeverityView {
    /// 错误: stops the official export
    Error,
    /// 警告: wants a change or a reason
    Warning,
    /// 提示
    Hint,
}

/// What can be done about a finding with one press.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct FixView {
    /// Words of the button: 改为“3000册”
    pub label: String,
    /// The new texts beside what they take the place of
    pub edits: Vec<FixEdit>,
    /// False: an example only; the program does not put it there
    pub can_apply: bool,
    /// May be applied together with others in one go
    pub safe: bool,
}

/// One new text of a fix.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct FixEdit {
    /// The cell
    pub path: String,
    /// Where, in words: 概况与依据 › 项目概况
    pub place: String,
    /// What stands there now
    pub before: String,
    /// The new text
    pub text: String,
}

/// A finding that was passed over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct WaiverView {
    /// Why
    pub reason: String,
    /// Who
    pub who: String,
    /// When, as shown
    pub when: String,
}

/// A finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct FindingView {
    /// Names it in `form.fix` and `form.waive`
    pub key: String,
    /// Code of the rule, for `rules.explain`
    pub code: String,
    /// How much it weighs
    pub severity: SeverityView,
    /// 错误, 警告, 提示; 还没填 where it is `unfinished`
    pub severity_word: String,
    /// The form; null where it is about the year as a whole
    pub form: Option<i64>,
    /// The step to go to
    pub step: Option<StepId>,
    /// The place to focus: a cell, a row or a list
    pub path: String,
    /// Other places that belong to it
    pub related: Vec<String>,
    /// Where, in words: 资金 › 年度资金总额
    pub place: String,
    /// What is wrong
    pub message: String,
    /// What to do
    pub advice: String,
    /// What can be done with one press
    pub fix: Option<FixView>,
    /// Something is not filled in yet: counted apart, shown only after the step was left or on 检查
    pub unfinished: bool,
    /// May be passed over with a reason
    pub waivable: bool,
    /// Passed over; does not count
    pub waiver: Option<WaiverView>,
}

/// Applies the fixes of findings, one action.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FixForm {
    /// The form
    pub form: i64,
    /// The revision shown
    pub base_revision: i64,
    /// Keys of the findings
    pub findings: Vec<String>,
}

/// Passes a finding over, or takes that back.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct WaiveFinding {
    /// The form
    pub form: i64,
    /// Key of the finding
    pub finding: String,
    /// Why, at most 100 characters; blank takes the waiver back
    pub reason: String,
}

/// Asks for all findings of a year.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CheckYear {
    /// The year
    pub year: i32,
}

/// The findings of one form, or of the year as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CheckedForm {
    /// The form; null for the findings of the year as a whole
    pub form: Option<i64>,
    /// Its name; 整体申报表, 项目支出预算表
    pub name: String,
    /// Revision, the base of `form.fix`
    pub revision: i64,
    /// Errors left
    pub errors: u32,
    /// Warnings left
    pub warnings: u32,
    /// Hints
    pub hints: u32,
    /// Passed over
    pub waived: u32,
    /// Places that are not filled in yet; not in `errors` and `warnings`
    pub unfinished: u32,
    /// Those of them that have to be filled in before the form can be handed in
    pub to_fill: u32,
    /// The findings in the order of the form
    pub findings: Vec<FindingView>,
    /// What keeps it out of official files: 还有 2 处错误、3 处要补齐; null where nothing does
    pub held_back: Option<String>,
    /// Why it could not be read, with the code; its findings are empty then
    pub failure: Option<String>,
}

/// What still has to be done before the official export.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct StillMissing {
    /// The form, where it is one
    pub form: Option<i64>,
    /// 还有 3 处错误, 没有整体申报表 …
    pub message: String,
    /// The kind of form that the year has none of
    pub kind: Option<FormKind>,
}

/// Answer of `check.year`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CheckReport {
    /// The year
    pub year: i32,
    /// Forms with findings, and those that could not be read; those of the year as a whole last
    pub forms: Vec<CheckedForm>,
    /// Forms that were looked at
    pub looked_at: u32,
    /// Rules that ran
    pub rules: u32,
    /// Errors left in all
    pub errors: u32,
    /// Warnings left in all
    pub warnings: u32,
    /// Hints in all
    pub hints: u32,
    /// Passed over in all
    pub waived: u32,
    /// Places not filled in yet in all
    pub unfinished: u32,
    /// Places that change where every safe fix is applied in one go
    pub safe_fixes: u32,
    /// What is missing for the official export; empty where nothing is
    pub missing: Vec<StillMissing>,
    /// 改完 3 处错误就能正式导出；5 处警告请修改或说明理由。
    pub title: String,
    /// 9 个项目和整体申报表，14:03 已按打开的 54 条规则查完，另有 3 条关闭
    pub foot: String,
}

/// Applies every safe fix of a year.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FixYear {
    /// The year
    pub year: i32,
}

/// Answer of `check.fix_safe`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct FixedYear {
    /// Forms that were changed
    pub forms: Vec<FormChanged>,
}

/// A rule in the list of the book.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RuleLine {
    /// Code
    pub code: String,
    /// Letter of its group
    pub group: String,
    /// 完整性, 资金 …
    pub group_title: String,
    /// Title
    pub title: String,
    /// Weight
    pub severity: SeverityView,
    /// 项目表, 整体表
    pub forms: String,
    /// Whether it runs
    pub on: bool,
    /// Whether it runs when nobody says otherwise
    pub default_on: bool,
    /// May be passed over with a reason
    pub waivable: bool,
    /// 误报可能: 低, 中, 高
    pub risk: String,
}

/// Answer of `rules.list`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RuleBook {
    /// Every rule by code
    pub rules: Vec<RuleLine>,
}

/// Names a rule.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OneRule {
    /// Its code
    pub code: String,
}

/// A section of a rule's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PageSection {
    /// 检查什么, 为什么, 依据, 反例, 正例, 例外, 如何修改
    pub heading: String,
    /// The text, one paragraph an entry
    pub paragraphs: Vec<String>,
}

/// Answer of `rules.explain`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RulePage {
    /// The rule
    pub rule: RuleLine,
    /// The sections in order
    pub sections: Vec<PageSection>,
}

/// Switches a rule on or off.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ToggleRule {
    /// Its code
    pub code: String,
    /// Whether it runs
    pub on: bool,
}
