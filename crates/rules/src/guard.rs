//! A rule that fails on a strange form must not take the program down, nor the other rules with it.

use crate::check::answer;
use crate::finding::{Fault, Outcome, Severity};
use crate::rule::Rule;
use crate::view::View;
use jibiao_model::FieldPath;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The answer of a rule; a rule that panics answers with a fault of its own. What rules share is kept in cells that stay empty when
/// their making fails, so that the next rule finds them as if nothing had happened.
pub(crate) fn guarded(rule: &Rule, view: &View<'_>) -> Outcome {
    catch_unwind(AssertUnwindSafe(|| answer(rule, view))).unwrap_or_else(|_| Outcome::Findings(vec![broken(rule)]))
}

fn broken(rule: &Rule) -> Fault {
    let message = format!("规则 {}：检查这份表时出错，没有得出结论。", rule.code);
    Fault::new(FieldPath::Form, message, "其他规则不受影响；请把这份表交给维护人员。").milder(Severity::Warning)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::run;
    use crate::registry::RULES;
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
}
