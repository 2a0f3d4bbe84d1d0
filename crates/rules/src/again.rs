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
use jibiao_model::form::Side;
use jibiao_model::path::RowField;
use jibiao_model::template::Template;
use jibiao_model::{FieldPath, Form};

/// What one rule found, and everything that decided it.
#[derive(Debug, Clone)]
struct Answer {
    rule: &'static Rule,
    reads: Reads,
    findings: Vec<Finding>,
}

/// The findings of a form that is being edited, with what each rule read to come to them.
#[derive(Debug, Clone)]
pub struct Checked {
    answers: Vec<Answer>,
    stage: Stage,
}

impl Checked {
    /// Runs the selected rules.
    pub fn new(form: &Form, template: &Template, context: &Context, selection: &Selection) -> Checked {
        let sheet = Sheet::new(form, template, context);
        let rules = RULES.iter().copied().filter(|rule| selection.takes(&rule.facts()));
        Checked { answers: rules.map(|rule| Answer::of(rule, &sheet)).collect(), stage: context.stage }
    }

    /// Runs those rules again that read one of the changed places; form and context are the new ones, the template is the same. A row
    /// that came, went or moved is named by its row or its list. Gives how many rules ran.
    pub fn check_changed(
        &mut self,
        form: &Form,
        template: &Template,
        context: &Context,
        changed: &[FieldPath],
    ) -> usize {
        let all = self.stage != context.stage || changed.contains(&FieldPath::Form);
        self.stage = context.stage;
        let changed = changed.iter().fold(Reads::default(), |reads, path| touched(reads, *path));
        let sheet = Sheet::new(form, template, context);
        let concerned = self.answers.iter_mut().filter(|answer| all || answer.reads.meets(changed));
        concerned.map(|answer| *answer = Answer::of(answer.rule, &sheet)).count()
    }

    /// The findings in the order of the form, then by code: the same as those of a check from the beginning.
    pub fn findings(&self, form: &Form) -> Vec<Finding> {
        sorted(form, self.answers.iter().flat_map(|answer| &answer.findings).cloned().collect())
    }
}

impl Answer {
    fn of<'a>(rule: &'static Rule, sheet: &'a Sheet<'a>) -> Answer {
        let view = View::new(sheet);
        let findings = match guarded(rule, &view) {
            Outcome::Findings(faults) => faults.into_iter().map(|fault| fault.of(&rule.facts())).collect(),
            _ => Vec::new(),
        };
        // A list without rows is read without a field being touched: the declared reads know it.
        let reads = rule.reads.iter().fold(view.seen(), |reads, field| reads.and(*field));
        Answer { rule, reads, findings }
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
        let mut checked = Checked::new(&form, template, &context, &Selection::Default);
        for (path, text) in edits {
            cell::set_text(&mut form, *path, text).unwrap();
            let ran = checked.check_changed(&form, template, &context, &[*path]);
            assert!(ran < RULES.len(), "{path:?} runs all rules");
            let fresh = check(&form, template, &context, &Selection::Default);
            assert_eq!(checked.findings(&form), fresh, "{path:?} {text}");
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
        let mut checked = Checked::new(&form, template, &context, &Selection::Default);
        if let Form::Project(form) = &mut form {
            form.indicators.annual.clear();
        }
        checked.check_changed(&form, template, &context, &[FieldPath::Indicators(Side::Annual)]);
        let fresh = check(&form, template, &context, &Selection::Default);
        assert!(!fresh.is_empty());
        assert_eq!(checked.findings(&form), fresh);
    }

    #[test]
    fn another_stage_runs_everything() {
        let form = project().text(TextField::Plan, "").build();
        let (template, complete) = (template("shanxi-county"), context());
        let typing = Context { stage: Stage::Typing, ..complete };
        let mut checked = Checked::new(&form, template, &typing, &Selection::Default);
        assert_eq!(checked.findings(&form), []);
        checked.check_changed(&form, template, &complete, &[]);
        assert_eq!(checked.findings(&form), check(&form, template, &complete, &Selection::Default));
    }
}
