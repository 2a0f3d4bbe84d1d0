//! B28: the amount of the unit goal is not the budget.

use crate::batch_prelude::*;
use rust_decimal::Decimal;

pub(crate) static RULE: BatchRule = BatchRule {
    facts: Facts {
        code: "B28",
        name: "unit_goal_not_total",
        title: "整体目标的金额不是单位的预算",
        severity: Severity::Warning,
        since: "0.1.0",
        forms: Needs::Disclosure.title(),
        except: &[],
        waivable: true,
        default_on: true,
        risk: Risk::Medium,
        doc: Doc {
            checks: "绩效管理情况里整体绩效目标涉及的资金，既不等于支出总计，也不等于其中当年预算安排的部分。",
            why: "整体目标对应整个单位的预算，常见的错误是写成了项目支出。",
            basis: "经验",
            bad: "整体绩效目标涉及资金 72.25 万元，支出总计 612.45 万元",
            good: "整体绩效目标涉及资金 612.45 万元",
            exceptions: "写成 0 的是没有编报，不查；支出总计没有给出时，用整体表的合计。",
            change: "改成支出总计，或当年预算安排的金额。",
        },
    },
    needs: Needs::Disclosure,
    check,
    #[cfg(test)]
    fixtures,
};

fn check(batch: &Batch<'_>) -> Vec<BatchFault> {
    let Some(disclosure) = batch.given().disclosure else { return Vec::new() };
    let of_forms = batch.units().filter_map(|(_, form)| form.unit_total);
    let totals: Vec<Decimal> = match disclosure.total {
        Some(total) => [Some(total), disclosure.current_year].into_iter().flatten().map(|wan| wan.0).collect(),
        None => of_forms.map(|wan| wan.0).collect(),
    };
    let Some(total) = totals.first().map(Decimal::to_string) else { return Vec::new() };
    let stray = disclosure.unit_goals().into_iter().filter(|goal| !totals.iter().any(|total| is_same(*goal, *total)));
    let fault = |goal: Decimal| {
        let message = format!("绩效管理情况：写整体绩效目标涉及 {goal} 万元，支出总计却是 {total} 万元。");
        BatchFault { form: None, fault: Fault::new(FieldPath::Form, message, "改成支出总计的金额。") }
    };
    stray.take(1).map(fault).collect()
}

/// Equal as far as the digits of the goal go.
fn is_same(goal: Decimal, total: Decimal) -> bool {
    let half = Decimal::new(5, goal.scale().saturating_add(1).min(20));
    (goal - total).abs() <= half
}

#[cfg(test)]
fn says(goal: &str, total: Option<&str>) -> crate::batch::Disclosure {
    let performance = format!("2026年编报单位整体绩效目标，涉及资金{goal}万元。");
    let total = total.and_then(|total| jibiao_model::Wan::read(total).read().copied());
    crate::batch::Disclosure { performance, total, ..Default::default() }
}

#[cfg(test)]
fn fixtures() -> Vec<BatchFixture> {
    vec![
        forms([unit()]).published(says("72.25", None)).bad_document(1),
        forms([]).published(says("72.25", Some("612.45"))).bad_document(1),
        forms([unit()]).published(says("612.44", None)).bad_document(1),
        forms([unit()]).published(says("612.45", None)),
        forms([unit()]).published(says("612.5", Some("612.45"))),
        forms([unit()]).published(says("0.00", Some("612.45"))),
    ]
}
