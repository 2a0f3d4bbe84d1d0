//! A rule that fails on a strange form must not take the program down, nor the other rules with it.

use crate::batch::{Batch, BatchFault, BatchRule};
use crate::check::answer;
use crate::finding::{Fault, Outcome, Severity};
use crate::rule::Rule;
use crate::view::View;
use jibiao_model::FieldPath;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The answer of a rule; a rule that panics answers with a fault of its own. What rules share is kept in cells that stay empty when
/// their making fails, so that the next rule finds them as if nothing had happened.
pub(crate) fn guarded(rule: &Rule, view: &View<'_>) -> Outcome {
    catch_unwind(AssertUnwindSafe(|| answer(rule, view)))
        .unwrap_or_else(|_| Outcome::Findings(vec![broken(rule.code, "这份表")]))
}

/// What a rule across forms finds; one that panics answers with one fault of its own, which belongs to no form.
pub(crate) fn guarded_batch(rule: &BatchRule, batch: &Batch<'_>) -> Vec<BatchFault> {
    let broken = |_| vec![BatchFault { form: None, fault: broken(rule.facts.code, "这批表") }];
    catch_unwind(AssertUnwindSafe(|| (rule.check)(batch))).unwrap_or_else(broken)
}

fn broken(code: &str, what: &str) -> Fault {
    let message = format!("规则 {code}：检查{what}时出错，没有得出结论。");
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

    #[test]
    fn a_rule_that_panics_is_reported_and_the_others_go_on() {
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
            check: |view| {
                // Within the making of what rules share.
                let row = view.rows(view.main_side()).next().unwrap();
                panic!("{}", row.claims().len())
            },
            fixtures: good.fixtures,
        };
        let form = project().value(4, "改善改善").build();
        let (template, context) = (template("shanxi-county"), context());
        let findings = run(&form, template, &context, crate::context::Surroundings::default(), [&faulty, *good]);
        let found: Vec<_> = findings.iter().map(|finding| (finding.code, finding.severity)).collect();
        assert_eq!(found, [("Z01", Severity::Warning), ("C03", good.severity)]);
        assert_eq!(findings[0].place, FieldPath::Form);
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
