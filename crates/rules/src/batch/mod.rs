//! Rules across forms: the project forms of one run against the project budget table.

mod matching;
mod similarity;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;

use crate::check::Selection;
use crate::finding::{Fault, Finding};
use crate::registry::BATCH_RULES;
use crate::rule::Facts;
use jibiao_model::{BudgetRow, Entry, Form, Yuan};
use matching::Matching;

pub(crate) use matching::{differing, normal_name};

/// What the rules of a batch read of a project form: little, so that thousands of forms need not stay in memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchForm {
    /// 项目名称, as written.
    pub name: String,
    /// 年度资金总额, in 元.
    pub annual: Entry<Yuan>,
}

impl BatchForm {
    /// Of a project form; a unit form has no row in the table.
    pub fn of(form: &Form) -> Option<BatchForm> {
        match form {
            Form::Project(form) => {
                Some(BatchForm { name: form.project_name.clone(), annual: form.funds_annual.total.clone() })
            }
            Form::Unit(_) => None,
        }
    }
}

/// A rule across forms.
#[derive(Debug)]
pub struct BatchRule {
    /// Code, words and page.
    pub facts: Facts,
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

/// The forms of a run with the budget, matched.
pub struct Batch<'a> {
    forms: &'a [BatchForm],
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
    fn new(forms: &'a [BatchForm], rows: &'a [BudgetRow]) -> Batch<'a> {
        Batch { forms, rows, matching: Matching::of(forms, rows) }
    }

    /// The forms with their index and their place in the budget.
    pub(crate) fn forms(&self) -> impl Iterator<Item = (usize, &'a BatchForm, Standing<'a>)> + '_ {
        self.forms.iter().enumerate().map(|(index, form)| {
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
pub fn check_batch(forms: &[BatchForm], rows: &[BudgetRow], selection: &Selection) -> Vec<BatchFinding> {
    let batch = Batch::new(forms, rows);
    let mut findings = Vec::new();
    for rule in BATCH_RULES.iter().filter(|rule| selection.takes(&rule.facts)) {
        let faults = (rule.check)(&batch).into_iter();
        findings.extend(faults.map(|BatchFault { form, fault }| BatchFinding { form, finding: fault.of(&rule.facts) }));
    }
    findings.sort_by_key(|found| (found.form.is_none(), found.form, found.finding.code));
    findings
}
