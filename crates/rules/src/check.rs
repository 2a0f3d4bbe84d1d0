//! Running rules over one form.

use crate::batch::{Given, Needs};
use crate::context::{Context, Surroundings};
use crate::finding::{Fault, Finding, Outcome};
use crate::guard::guarded;
use crate::registry::{BATCH_RULES, RULES};
use crate::rule::{Facts, Rule};
use crate::view::{Sheet, View};
use jibiao_model::form::{FundLine, Side};
use jibiao_model::path::RowField;
use jibiao_model::template::{Kind, Template};
use jibiao_model::{FieldPath, Form, RowId};
use std::collections::HashMap;

/// Which rules run.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Selection {
    /// Every rule that is on by default.
    #[default]
    Default,
    /// These, by code.
    Only(Vec<&'static str>),
    /// Those that are on by default, with and without some.
    Changed {
        /// Switched on, by code.
        on: Vec<&'static str>,
        /// Switched off, by code; stronger than `on`.
        off: Vec<&'static str>,
    },
}

/// A code that no rule has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("没有编号为“{0}”的规则。用 jibiao rules list 查看全部规则。")]
pub struct UnknownCode(pub String);

impl Selection {
    /// Reads `C03,B01`; blanks and small letters are allowed.
    pub fn parse(codes: &str) -> Result<Selection, UnknownCode> {
        Ok(Selection::Only(known(codes)?))
    }

    /// What is on by default, with `on` and without `off`, each written as in [`Selection::parse`].
    pub fn changed(on: &str, off: &str) -> Result<Selection, UnknownCode> {
        let (on, off) = (known(on)?, known(off)?);
        Ok(if on.is_empty() && off.is_empty() { Selection::Default } else { Selection::Changed { on, off } })
    }

    /// A chosen rule across forms that cannot run with what is there, and what it needs.
    pub fn lacks(&self, given: &Given<'_>) -> Option<(&'static str, Needs)> {
        let (Selection::Only(codes) | Selection::Changed { on: codes, .. }) = self else { return None };
        let rule = BATCH_RULES.iter().find(|rule| codes.contains(&rule.facts.code) && !given.has(rule.needs))?;
        Some((rule.facts.code, rule.needs))
    }

    pub(crate) fn takes(&self, rule: &Facts) -> bool {
        match self {
            Selection::Default => rule.default_on,
            Selection::Only(codes) => codes.contains(&rule.code),
            Selection::Changed { on, off } => !off.contains(&rule.code) && (rule.default_on || on.contains(&rule.code)),
        }
    }
}

/// The codes in `C03,B01`.
fn known(codes: &str) -> Result<Vec<&'static str>, UnknownCode> {
    let wanted = codes.split([',', '，']).map(str::trim).filter(|code| !code.is_empty());
    let known = wanted.map(|code| {
        let rule = crate::registry::explain(code);
        rule.map(|rule| rule.code).ok_or_else(|| UnknownCode(code.to_owned()))
    });
    known.collect()
}

/// Runs the selected rules; findings in the order of the form, then by code.
pub fn check(form: &Form, template: &Template, context: &Context, selection: &Selection) -> Vec<Finding> {
    check_within(form, template, context, Surroundings::default(), selection)
}

/// As [`check`], with what only the one who asks can know.
pub fn check_within(
    form: &Form,
    template: &Template,
    context: &Context,
    surroundings: Surroundings<'_>,
    selection: &Selection,
) -> Vec<Finding> {
    let rules = RULES.iter().copied().filter(|rule| selection.takes(&rule.facts()));
    run(form, template, context, surroundings, rules)
}

/// Runs these rules.
pub(crate) fn run<'r>(
    form: &Form,
    template: &Template,
    context: &Context,
    surroundings: Surroundings<'_>,
    rules: impl IntoIterator<Item = &'r Rule>,
) -> Vec<Finding> {
    let sheet = Sheet::new(form, template, context).within(surroundings);
    let mut findings = Vec::new();
    for rule in rules {
        let Outcome::Findings(faults) = guarded(rule, &View::new(&sheet)) else { continue };
        findings.extend(faults.into_iter().map(|fault| fault.of(&rule.facts())));
    }
    sorted(form, findings)
}

/// Findings in the order of the form, then by code.
pub(crate) fn sorted(form: &Form, mut findings: Vec<Finding>) -> Vec<Finding> {
    let order = Order::of(form);
    findings.sort_by_cached_key(|finding| (order.rank(finding.place), finding.code));
    findings
}

impl Fault {
    /// The finding of this rule.
    pub(crate) fn of(self, rule: &Facts) -> Finding {
        Finding {
            code: rule.code,
            severity: self.severity.unwrap_or(rule.severity),
            place: self.place,
            related: self.related,
            values: self.values,
            spots: self.spots,
            message: self.message,
            advice: self.advice,
            fix: self.fix,
        }
    }
}

/// The answer of one rule about one form.
pub fn outcome(rule: &Rule, form: &Form, template: &Template, context: &Context) -> Outcome {
    answer(rule, &View::new(&Sheet::new(form, template, context)))
}

pub(crate) fn answer(rule: &Rule, view: &View<'_>) -> Outcome {
    let concerned = rule.kinds.contain(view.kind()) && !rule.except.contains(&view.template().id.as_str());
    if concerned { (rule.check)(view) } else { Outcome::NotApplicable }
}

/// The order of places in a form, from top to bottom.
struct Order {
    kind: Kind,
    rows: HashMap<(Side, RowId), usize>,
}

impl Order {
    fn of(form: &Form) -> Order {
        let kind = if matches!(form, Form::Project(_)) { Kind::Project } else { Kind::Unit };
        let rows = Side::BOTH
            .into_iter()
            .flat_map(|side| form.rows(side).iter().enumerate().map(move |(index, row)| ((side, row.id), index)));
        Order { kind, rows: rows.collect() }
    }

    /// Block of the form, then place inside the block, then side or cell.
    fn rank(&self, path: FieldPath) -> (u8, usize, u8) {
        use jibiao_model::path::TextField as T;
        let row = |side, id| self.rows.get(&(side, id)).copied().unwrap_or(usize::MAX);
        match path {
            FieldPath::Form => (0, 0, 0),
            FieldPath::Year => (1, 1, 0),
            FieldPath::Category => (1, 2, 0),
            FieldPath::Text(T::Title) => (1, 0, 0),
            FieldPath::Text(T::Head | T::Preparer | T::Phone | T::FilledAt) => (9, text_rank(path), 0),
            FieldPath::Text(T::AnnualGoal) => (7, 0, 0),
            FieldPath::Text(
                T::Overview | T::Basis | T::Necessity | T::Safeguards | T::Plan | T::GoalPeriod | T::GoalAnnual,
            ) => (5, text_rank(path), 0),
            FieldPath::Text(T::Duties | T::StrategicGoal) => (4, text_rank(path), 0),
            FieldPath::Text(_) => (2, text_rank(path), 0),
            FieldPath::Fund(side, line) => (4, line_rank(line), side as u8),
            FieldPath::Count(field) => (3, field as usize, 0),
            FieldPath::Budget(field) => (5, field as usize, 0),
            FieldPath::KeyTasks => (6, 0, 0),
            FieldPath::KeyTask(_, field) => (6, 1, field as u8),
            FieldPath::Indicators(side) => (8, 0, side as u8),
            FieldPath::Row(side, id) => (8, 1 + self.row_rank(side, row(side, id)), 0),
            FieldPath::Cell(side, id, field) => (8, 1 + self.row_rank(side, row(side, id)), 1 + cell_rank(field)),
        }
    }

    /// Period rows before annual rows.
    fn row_rank(&self, side: Side, index: usize) -> usize {
        match (self.kind, side) {
            (Kind::Project, Side::Annual) => index.saturating_add(self.rows.len()),
            _ => index,
        }
        .min(usize::MAX - 1)
    }
}

fn text_rank(path: FieldPath) -> usize {
    if let FieldPath::Text(field) = path { field as usize } else { 0 }
}

fn line_rank(line: FundLine) -> usize {
    line as usize
}

fn cell_rank(field: RowField) -> u8 {
    field as u8
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::project;
    use jibiao_model::path::TextField;

    #[test]
    fn places_follow_each_other_as_on_the_form() {
        let form = project().build();
        let order = Order::of(&form);
        let mut places = vec![
            FieldPath::Form,
            FieldPath::Text(TextField::Title),
            FieldPath::Year,
            FieldPath::Text(TextField::ProjectName),
            FieldPath::Fund(Side::Period, FundLine::Total),
            FieldPath::Fund(Side::Annual, FundLine::Total),
            FieldPath::Text(TextField::Overview),
            FieldPath::Indicators(Side::Period),
            FieldPath::Indicators(Side::Annual),
        ];
        for side in Side::BOTH {
            for row in form.rows(side) {
                places.push(FieldPath::Row(side, row.id));
                places.push(FieldPath::Cell(side, row.id, RowField::Level1));
                places.push(FieldPath::Cell(side, row.id, RowField::Name));
                places.push(FieldPath::Cell(side, row.id, RowField::Value));
            }
        }
        places.push(FieldPath::Text(TextField::FilledAt));
        let ranks: Vec<_> = places.iter().map(|place| order.rank(*place)).collect();
        assert!(ranks.is_sorted_by(|a, b| a < b), "{ranks:?}");
    }
}
