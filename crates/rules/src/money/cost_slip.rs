//! B14: the cost indicators miss the total by a little.

use crate::prelude::*;
use crate::shared::cost::{self, CostSum, ROUNDING};

pub(crate) static RULE: Rule = Rule {
    code: "B14",
    name: "cost_slip",
    title: "成本指标合计与资金总额差一点",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Project,
    except: &[],
    reads: cost::READS,
    waivable: true,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "一侧成本指标的合计比资金总额少 50 元以上，但不少于 95%。",
        why: "差得不多，通常是算错或漏了一笔小数。",
        basis: "经验",
        bad: "巡查成本 ≤79000元，资金总额 80,000 元",
        good: "巡查成本 ≤80000元，资金总额 80,000 元",
        exceptions: "差 50 元以内看作以万元填写时的舍入；超过总额由 B12、不到 95% 由 B13 提示；填写过程中不提示。",
        change: "重新加一遍各项费用。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    let slip = |sum: &CostSum| sum.gap() > ROUNDING && sum.reaches(95) && !sum.whole_with_prices();
    let fault = |sum: &CostSum| slip(sum).then(|| sum.fault("差一点，重新加一遍各项费用。"));
    view.when_finished(cost::test(view, fault))
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().value(3, "≤79000元"), ["indicators.period[3].value"]),
        bad(project().value(3, "≤79949.99元"), ["indicators.period[3].value"]),
        bad(project().value(3, "≤76000元"), ["indicators.period[3].value"]),
        good(project()),
        good(project().value(3, "8万元/年")),
        pass(project().value(3, "≤79950元")),
        pass(project().value(3, "≤75999.99元")),
        pass(project().value(3, "≤90000元")),
        not_yet(project().funds("", "")),
        not_yet(project().value(3, "≤79000元")).typing(),
    ]
}
