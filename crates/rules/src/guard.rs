//! A rule that fails on a strange form or comes to no end must not take the program down, nor the other rules with it.

use crate::batch::{Batch, BatchFault, BatchRule};
use crate::check::answer;
use crate::finding::{Fault, Outcome, Severity};
use crate::rule::Rule;
use crate::steps::{self, Exhausted};
use crate::view::View;
use jibiao_model::FieldPath;
use std::any::Any;

/// Steps that any rule may take, and more of them for each byte of a form: many times what the slowest rule takes on the strangest text,
/// and over in the blink of an eye.
const STEPS: u64 = 2_000_000;
const STEPS_A_BYTE: u64 = 200;

/// The steps that a rule may take on so many bytes.
fn most(bytes: usize) -> u64 {
    STEPS_A_BYTE.saturating_mul(bytes as u64).saturating_add(STEPS)
}

/// The answer of a rule; a rule that panics or takes too long answers with a fault of its own. What rules share is kept in cells that
/// stay empty when their making fails, so that the next rule finds them as if nothing had happened.
pub(crate) fn guarded(rule: &Rule, view: &View<'_>) -> Outcome {
    steps::within(most(view.bytes()), || answer(rule, view))
        .unwrap_or_else(|why| Outcome::Findings(vec![broken(rule.code, "这份表", &*why)]))
}

/// Steps that a rule across forms may take for each form.
const STEPS_A_FORM: u64 = 10_000_000;

/// What a rule across forms finds; one that panics or takes too long answers with one fault of its own, which belongs to no form.
pub(crate) fn guarded_batch(rule: &BatchRule, batch: &Batch<'_>) -> Vec<BatchFault> {
    let most = STEPS_A_FORM.saturating_mul(batch.all().count() as u64 + 1);
    let broken =
        |why: Box<dyn Any + Send>| vec![BatchFault { form: None, fault: broken(rule.facts.code, "这批表", &*why) }];
    steps::within(most, || (rule.check)(batch)).unwrap_or_else(broken)
}

fn broken(code: &str, what: &str, why: &(dyn Any + Send)) -> Fault {
    let failed = if why.is::<Exhausted>() { "用时太长" } else { "出错" };
    let message = format!("规则 {code}：检查{what}时{failed}，没有得出结论。");
    let advice = format!("其他规则不受影响；请把{what}交给维护人员。");
    Fault::new(FieldPath::Form, message, advice).milder(Severity::Warning)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::batch::testing::named;
    use crate::batch::{Given, run_batch};
    use crate::check::run;
    use crate::registry::{BATCH_RULES, RULES};
    use crate::testing::{context, project, template};

    /// A rule beside a good one: what is said of it, and that the good one goes on.
    fn beside_a_good_one(check: fn(&View<'_>) -> Outcome) -> String {
        let good = RULES.iter().find(|rule| rule.code == "C03").unwrap();
        let faulty = Rule {
            code: "Z01",
            name: "faulty",
            title: good.title,
            severity: Severity::Error,
            since: good.since,
            kinds: good.kinds,
            except: good.except,
            reads: good.reads,
            waivable: true,
            default_on: true,
            risk: good.risk,
            doc: good.doc,
            check,
            fixtures: good.fixtures,
        };
        let form = project().value(4, "改善改善").build();
        let (template, context) = (template("shanxi-county"), context());
        let findings = run(&form, template, &context, crate::context::Surroundings::default(), [&faulty, *good]);
        let found: Vec<_> = findings.iter().map(|finding| (finding.code, finding.severity)).collect();
        assert_eq!(found, [("Z01", Severity::Warning), ("C03", good.severity)]);
        assert_eq!(findings[0].place, FieldPath::Form);
        findings[0].message.clone()
    }

    #[test]
    fn a_rule_that_panics_is_reported_and_the_others_go_on() {
        let said = beside_a_good_one(|view| {
            let row = view.rows(view.main_side()).next().unwrap();
            panic!("{}", row.claims().len())
        });
        assert_eq!(said, "规则 Z01：检查这份表时出错，没有得出结论。");
    }

    #[test]
    fn a_rule_that_comes_to_no_end_is_stopped_and_the_others_go_on() {
        let of_a_text = |view: &View<'_>| {
            let signs = &view.facts(jibiao_model::path::TextField::Overview).unwrap().signs;
            while signs.at(0) != '\u{1}' {}
            Outcome::Pass
        };
        let of_rows = |view: &View<'_>| {
            while view.rows(view.main_side()).all(|row| row.name() != "\u{1}") {}
            Outcome::Pass
        };
        for said in [beside_a_good_one(of_a_text), beside_a_good_one(of_rows)] {
            assert_eq!(said, "规则 Z01：检查这份表时用时太长，没有得出结论。");
        }
    }

    #[test]
    fn a_larger_form_may_take_more_steps() {
        assert_eq!((most(0), most(10)), (2_000_000, 2_002_000));
        let bytes = |builder: crate::testing::Builder| {
            let (form, template, context) = (builder.build(), template("shanxi-county"), context());
            let sheet = crate::view::Sheet::new(&form, template, &context);
            View::new(&sheet).bytes()
        };
        let plain = bytes(project());
        let more = [
            project().text(jibiao_model::path::TextField::Basis, &"按".repeat(1000)),
            project().name(0, &"按".repeat(1000)),
            project().value(0, &"按".repeat(1000)),
        ];
        assert!(plain > 100 && more.into_iter().all(|form| bytes(form) > plain + 2_900));
    }

    #[test]
    fn a_rule_across_forms_that_panics_is_reported_and_the_others_go_on() {
        let twice = BATCH_RULES.iter().find(|rule| rule.facts.code == "A23").unwrap();
        let faulty = BatchRule {
            facts: crate::rule::Facts { code: "Z02", ..twice.facts },
            needs: twice.needs,
            check: |batch| panic!("{}", batch.all().count()),
            fixtures: twice.fixtures,
        };
        let forms = [named("河道巡查", "80000"), named("河道巡查", "80000")];
        let findings = run_batch(&forms, Given::default(), [&faulty, *twice]);
        let found: Vec<_> = findings.iter().map(|f| (f.form, f.finding.code, f.finding.severity)).collect();
        assert!(found.contains(&(None, "Z02", Severity::Warning)), "{found:?}");
        assert!(found.iter().any(|(_, code, _)| *code == "A23"), "{found:?}");
    }
}
