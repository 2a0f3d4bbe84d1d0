//! Checking again after an edit: only the rules that read what changed.

use crate::check::sorted;
use crate::context::Context;
use crate::field::{Field, Reads};
use crate::finding::{Finding, Outcome};
use crate::guard::guarded;
use crate::registry::RULES;
use crate::rule::Rule;
use crate::view::{Sheet, View};
use crate::{Selection, Stage};
use chrono::NaiveDate;
use jibiao_model::form::Side;
use jibiao_model::path::RowField;
use jibiao_model::template::Template;
use jibiao_model::{FieldPath, Form};

/// What one rule found, and everything that decided it.
#[derive(Debug, Clone)]
struct Answer {
    rule: &'static Rule,
    reads: Reads,
    typing: Vec<Finding>,
    /// `None` where the rule does not ask for the stage: the same as while typing.
    finished: Option<Vec<Finding>>,
}

/// The findings of a form that is being edited, as it is typed and as if it were finished, with what each rule read to come to them.
#[derive(Debug, Clone)]
pub struct Checked {
    answers: Vec<Answer>,
}

impl Checked {
    /// Runs the selected rules.
    pub fn new(form: &Form, template: &Template, today: NaiveDate, selection: &Selection) -> Checked {
        let rules = RULES.iter().copied().filter(|rule| selection.takes(&rule.facts()));
        let none = |rule| Answer { rule, reads: Reads::default(), typing: Vec::new(), finished: None };
        let mut answers: Vec<Answer> = rules.map(none).collect();
        answer(&mut answers.iter_mut().collect::<Vec<_>>(), form, template, today);
        Checked { answers }
    }

    /// Runs those rules again that read one of the changed places; form and day are the new ones, the template is the same. A row that
    /// came, went or moved is named by its row or its list. Gives how many rules ran.
    pub fn check_changed(
        &mut self,
        form: &Form,
        template: &Template,
        today: NaiveDate,
        changed: &[FieldPath],
    ) -> usize {
        let all = changed.contains(&FieldPath::Form);
        let changed = changed.iter().fold(Reads::default(), |reads, path| touched(reads, *path));
        let concerned = self.answers.iter_mut().filter(|answer| all || answer.reads.meets(changed));
        let mut concerned: Vec<&mut Answer> = concerned.collect();
        answer(&mut concerned, form, template, today);
        concerned.len()
    }

    /// The findings of a stage in the order of the form, then by code: the same as those of a check from the beginning.
    pub fn findings(&self, form: &Form, stage: Stage) -> Vec<Finding> {
        let of = |answer: &Answer| match stage {
            Stage::Typing => answer.typing.clone(),
            Stage::Complete => answer.finished.as_ref().unwrap_or(&answer.typing).clone(),
        };
        sorted(form, self.answers.iter().flat_map(of).collect())
    }
}

/// Lets these rules answer: while typing, then those as if it were finished that ask for the stage. What is derived from the form is
/// worked out once for both.
fn answer(answers: &mut [&mut Answer], form: &Form, template: &Template, today: NaiveDate) {
    let typing = Context { today, stage: Stage::Typing, copy: None };
    let finished = Context { stage: Stage::Complete, ..typing };
    let sheet = Sheet::new(form, template, &typing);
    let mut asked = Vec::new();
    for answer in answers.iter_mut() {
        let view = View::new(&sheet);
        answer.typing = findings(answer.rule, &view);
        answer.finished = None;
        // A list without rows is read without a field being touched: the declared reads know it.
        answer.reads = answer.rule.reads.iter().fold(view.seen(), |reads, field| reads.and(*field));
        if view.asked_stage() {
            asked.push(answer);
        }
    }
    sheet.turn_to(&finished);
    for answer in asked {
        let view = View::new(&sheet);
        answer.finished = Some(findings(answer.rule, &view));
        answer.reads = answer.reads.with(view.seen());
    }
}

fn findings(rule: &'static Rule, view: &View<'_>) -> Vec<Finding> {
    match guarded(rule, view) {
        Outcome::Findings(faults) => faults.into_iter().map(|fault| fault.of(&rule.facts())).collect(),
        _ => Vec::new(),
    }
}

/// The fields that a changed place belongs to.
fn touched(reads: Reads, path: FieldPath) -> Reads {
    match path {
        // A row whose name and value are both empty is none: a cell may bring a row forth or take it away.
        FieldPath::Cell(side, ..) | FieldPath::Row(side, _) | FieldPath::Indicators(side) => of_side(reads, side),
        path => Field::of(path).map_or(reads, |field| reads.and(field)),
    }
}

fn of_side(reads: Reads, side: Side) -> Reads {
    RowField::ALL.iter().fold(reads, |reads, (field, _)| reads.and(Field::Rows(side, *field)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check;
    use crate::testing::{context, project, template, unit};
    use jibiao_model::path::TextField;
    use jibiao_model::{RowId, cell};

    /// Edits one after the other; after each the findings are those of a fresh check.
    fn follow(mut form: Form, edits: &[(FieldPath, &str)]) {
        let (template, context) = (template(form.template()), context());
        let mut checked = Checked::new(&form, template, context.today, &Selection::Default);
        for (path, text) in edits {
            cell::set_text(&mut form, *path, text).unwrap();
            let ran = checked.check_changed(&form, template, context.today, &[*path]);
            assert!(ran < RULES.len(), "{path:?} runs all rules");
            for stage in [Stage::Typing, Stage::Complete] {
                let fresh = check(&form, template, &Context { stage, ..context }, &Selection::Default);
                assert_eq!(checked.findings(&form, stage), fresh, "{path:?} {text} {stage:?}");
            }
        }
    }

    fn texts(fields: &[TextField]) -> Vec<(FieldPath, &'static str)> {
        let words = ["", "每月巡查三次，合计9万元，", "2024年完成巡查20次。", "按月巡查"];
        fields.iter().flat_map(|field| words.map(|word| (FieldPath::Text(*field), word))).collect()
    }

    #[test]
    fn after_each_edit_the_findings_are_those_of_a_fresh_check() {
        use TextField as T;
        follow(
            project().build(),
            &texts(&[
                T::ProjectName,
                T::Attribute,
                T::Term,
                T::Overview,
                T::Basis,
                T::Plan,
                T::GoalPeriod,
                T::GoalAnnual,
            ]),
        );
        follow(unit().build(), &texts(&[T::Department, T::Duties, T::AnnualGoal]));
        let form = project().build();
        let ids: Vec<(Side, RowId)> =
            Side::BOTH.into_iter().flat_map(|side| form.rows(side).iter().map(move |row| (side, row.id))).collect();
        let mut edits = Vec::new();
        for (side, id) in ids {
            for (field, text) in [
                (RowField::Name, "巡查次数(次)"),
                (RowField::Value, "≤12次"),
                (RowField::Value, ""),
                (RowField::Name, ""),
            ] {
                edits.push((FieldPath::Cell(side, id, field), text));
            }
        }
        follow(form, &edits);
    }

    #[test]
    fn a_row_that_goes_runs_the_rules_about_rows() {
        let mut form = project().build();
        let (template, context) = (template("shanxi-county"), context());
        let mut checked = Checked::new(&form, template, context.today, &Selection::Default);
        if let Form::Project(form) = &mut form {
            form.indicators.annual.clear();
        }
        checked.check_changed(&form, template, context.today, &[FieldPath::Indicators(Side::Annual)]);
        let fresh = check(&form, template, &context, &Selection::Default);
        assert!(!fresh.is_empty());
        assert_eq!(checked.findings(&form, Stage::Complete), fresh);
    }

    #[test]
    fn both_stages_are_those_of_a_fresh_check() {
        let form = project().text(TextField::Plan, "").build();
        let (template, context) = (template("shanxi-county"), context());
        let checked = Checked::new(&form, template, context.today, &Selection::Default);
        assert_eq!(checked.findings(&form, Stage::Typing), []);
        let fresh = check(&form, template, &context, &Selection::Default);
        assert!(!fresh.is_empty());
        assert_eq!(checked.findings(&form, Stage::Complete), fresh);
        let asking = checked.answers.iter().filter(|answer| answer.finished.is_some()).count();
        assert!(asking > 0 && asking < checked.answers.len(), "{asking} rules run twice");
    }
}
