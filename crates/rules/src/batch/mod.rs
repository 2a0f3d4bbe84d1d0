//! Rules across forms: the forms of one run with each other, with the project budget, with the published document and with the forms
//! of last year. Which of these are there decides which rules run.

mod disclosure;
mod form;
mod matching;
mod similarity;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;

use crate::check::Selection;
use crate::finding::{Fault, Finding};
use crate::guard::guarded_batch;
use crate::registry::BATCH_RULES;
use crate::rule::Facts;
use jibiao_model::BudgetRow;
use jibiao_model::level::Level2;
use jibiao_model::template::{Kind, Level2Node, Template};
use matching::Matching;

pub use disclosure::Disclosure;
pub(crate) use disclosure::Tally;
pub use form::{BatchForm, BatchRow, Rates, Statement};
pub(crate) use matching::{differing, normal_name};

/// What besides the forms of the run a rule across forms needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Needs {
    /// Nothing: the forms with each other.
    Nothing,
    /// 项目支出预算
    Budget,
    /// The published document: 绩效管理情况 and 机构设置.
    Disclosure,
    /// The forms of last year.
    LastYear,
    /// The indicators that the pack fixes.
    Fixed,
}

impl Needs {
    /// The forms that such a rule is about, Chinese.
    pub(crate) const fn title(self) -> &'static str {
        match self {
            Needs::Nothing => "一批表互相对照",
            Needs::Budget => "全部项目表，对照项目支出预算",
            Needs::Disclosure => "全部表，对照公开的文字",
            Needs::LastYear => "项目表，对照上一年的表",
            Needs::Fixed => "项目表，对照固化指标",
        }
    }
}

/// An indicator that every form of the pack must have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FixedIndicator {
    /// 二级指标
    pub level2: Level2,
    /// 三级指标, as the pack has it.
    pub name: String,
}

/// The unit whose data the forms are: all its forms of the year are among them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Home {
    /// The code of 主管部门
    pub department_code: String,
    /// 主管部门
    pub department: String,
    /// The unit itself
    pub unit: String,
    /// The county or district of printed titles.
    pub region: String,
}

impl FixedIndicator {
    /// Those that a template fixes.
    pub fn of(template: &Template) -> Vec<FixedIndicator> {
        let seconds = template.tree.iter().flat_map(|first| &first.children);
        let of = |second: &Level2Node| {
            let level2 = second.kind;
            second.fixed.iter().map(move |name| FixedIndicator { level2, name: name.clone() }).collect::<Vec<_>>()
        };
        seconds.flat_map(of).collect()
    }
}

/// What is there besides the forms of the run.
#[derive(Debug, Clone, Copy, Default)]
pub struct Given<'a> {
    /// Whose forms they are, where that is known.
    pub home: Option<&'a Home>,
    /// 项目支出预算
    pub budget: Option<&'a [BudgetRow]>,
    /// The published document.
    pub disclosure: Option<&'a Disclosure>,
    /// The forms of last year.
    pub last_year: Option<&'a [BatchForm]>,
    /// The indicators that the pack fixes.
    pub fixed: Option<&'a [FixedIndicator]>,
}

impl Given<'_> {
    /// True where a rule with this need can run.
    pub fn has(&self, needs: Needs) -> bool {
        match needs {
            Needs::Nothing => true,
            Needs::Budget => self.budget.is_some(),
            Needs::Disclosure => self.disclosure.is_some(),
            Needs::LastYear => self.last_year.is_some(),
            Needs::Fixed => self.fixed.is_some(),
        }
    }
}

/// A rule across forms.
#[derive(Debug)]
pub struct BatchRule {
    /// Code, words and page.
    pub facts: Facts,
    /// Without it the rule does not run.
    pub needs: Needs,
    /// The condition.
    pub check: fn(&Batch<'_>) -> Vec<BatchFault>,
    /// Batches with the expected answer.
    #[cfg(test)]
    pub(crate) fixtures: fn() -> Vec<testing::BatchFixture>,
}

/// A fault and whose it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchFault {
    /// The form, by its place among the forms of the batch; `None` = the document, placed at [`jibiao_model::FieldPath::Form`].
    pub form: Option<usize>,
    /// What is wrong.
    pub fault: Fault,
}

/// A finding and whose it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchFinding {
    /// As in [`BatchFault::form`].
    pub form: Option<usize>,
    /// The finding.
    pub finding: Finding,
}

/// The forms of a run with what is there besides them, matched with the budget.
pub struct Batch<'a> {
    forms: &'a [BatchForm],
    given: Given<'a>,
    rows: &'a [BudgetRow],
    matching: Matching,
}

/// Where a form stands in the budget.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing<'a> {
    /// In the budget of the year.
    Budgeted(&'a BudgetRow),
    /// Paid from money carried over from earlier years.
    CarriedOver,
    /// Nowhere.
    Nowhere,
}

impl<'a> Batch<'a> {
    fn new(forms: &'a [BatchForm], given: Given<'a>) -> Batch<'a> {
        let rows = given.budget.unwrap_or_default();
        Batch { forms, given, rows, matching: Matching::of(forms, rows) }
    }

    /// All forms with their index.
    pub(crate) fn all(&self) -> impl Iterator<Item = (usize, &'a BatchForm)> + '_ {
        self.forms.iter().enumerate()
    }

    /// The project forms with their index.
    pub(crate) fn projects(&self) -> impl Iterator<Item = (usize, &'a BatchForm)> + '_ {
        self.all().filter(|(_, form)| form.kind == Kind::Project)
    }

    /// The unit forms with their index.
    pub(crate) fn units(&self) -> impl Iterator<Item = (usize, &'a BatchForm)> + '_ {
        self.all().filter(|(_, form)| form.kind == Kind::Unit)
    }

    /// What is there besides the forms.
    pub(crate) fn given(&self) -> Given<'a> {
        self.given
    }

    /// The project forms with their index and their place in the budget.
    pub(crate) fn forms(&self) -> impl Iterator<Item = (usize, &'a BatchForm, Standing<'a>)> + '_ {
        self.projects().map(|(index, form)| {
            let row = self.matching.row_of(index).and_then(|row| self.rows.get(row));
            let standing = match row {
                None => Standing::Nowhere,
                Some(row) if row.carried_over => Standing::CarriedOver,
                Some(row) => Standing::Budgeted(row),
            };
            (index, form, standing)
        })
    }

    /// The rows of the budget of the year (表十二).
    pub(crate) fn budgeted(&self) -> impl Iterator<Item = &'a BudgetRow> + '_ {
        self.rows.iter().filter(|row| !row.carried_over)
    }

    /// The rows of the budget of the year that no form belongs to.
    pub(crate) fn without_form(&self) -> impl Iterator<Item = &'a BudgetRow> + '_ {
        let rows = self.rows.iter().enumerate();
        rows.filter(|(index, row)| !row.carried_over && self.matching.form_of(*index).is_none()).map(|(_, row)| row)
    }
}

/// Runs the selected rules across forms; findings by form, those of the document last, then by code.
pub fn check_batch(forms: &[BatchForm], given: Given<'_>, selection: &Selection) -> Vec<BatchFinding> {
    run_batch(forms, given, BATCH_RULES.iter().copied().filter(|rule| selection.takes(&rule.facts)))
}

/// Runs these rules, as far as what they need is there.
pub(crate) fn run_batch<'r>(
    forms: &[BatchForm],
    given: Given<'_>,
    rules: impl IntoIterator<Item = &'r BatchRule>,
) -> Vec<BatchFinding> {
    let batch = Batch::new(forms, given);
    let mut findings = Vec::new();
    for rule in rules.into_iter().filter(|rule| given.has(rule.needs)) {
        let faults = guarded_batch(rule, &batch).into_iter();
        findings.extend(faults.map(|BatchFault { form, fault }| BatchFinding { form, finding: fault.of(&rule.facts) }));
    }
    findings.sort_by_key(|found| (found.form.is_none(), found.form, found.finding.code));
    findings
}
