//! B22: the cost cap is the total, rounded down.

use crate::prelude::*;
use crate::shared::cost::{self, ROUNDING};
use rust_decimal::Decimal;

pub(crate) static RULE: Rule = Rule {
    code: "B22",
    name: "cost_cap_rounded_down",
    title: "成本上限比资金总额少几十元",
    severity: Severity::Hint,
    since: "0.1.0",
    kinds: Kinds::Project,
    except: &[],
    reads: cost::READS,
    waivable: true,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "一侧成本指标的合计比资金总额少，但不超过 50 元。",
        why: "以万元填写时舍去了零头，照这个上限总额就花不完，评价时会算作超支。",
        basis: "经验",
        bad: "堤顶硬化成本 ≤43.67万元，资金总额 436,731.5 元",
        good: "堤顶硬化成本 ≤436731.5元，资金总额 436,731.5 元",
        exceptions: "差 50 元以上由 B13、B14 提示。",
        change: "成本指标改用元，写到分；或向上取整。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    cost::test(view, |sum| {
        let gap = sum.gap();
        (gap > Decimal::ZERO && gap <= ROUNDING).then(|| sum.fault("零头被舍去，改用元写全。"))
    })
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().funds("80031.50", "80031.50").value(3, "≤8万元"), ["indicators.period[3].value"]),
        bad(project().value(3, "≤79950元"), ["indicators.period[3].value"]),
        bad(project().value(3, "≤79999.99元"), ["indicators.period[3].value"]),
        good(project()),
        good(project().funds("80031.50", "80031.50").value(3, "≤80031.50元")),
        pass(project().value(3, "≤79949.99元")),
        pass(project().value(3, "≤80000.01元")),
        not_yet(project().funds("", "")),
    ]
}
