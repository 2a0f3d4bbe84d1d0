//! B12: the cost indicators allow more than there is.

use crate::prelude::*;
use crate::shared::cost::{self, ROUNDING};

pub(crate) static RULE: Rule = Rule {
    code: "B12",
    name: "cost_above_total",
    title: "成本指标合计超过资金总额",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Project,
    except: &[],
    reads: cost::READS,
    waivable: true,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "一侧成本指标里的金额（元、万元，或每年多少）加起来，比这一侧的资金总额多 50 元以上。",
        why: "成本指标是花钱的上限，加起来超过总额就等于没有限制，或有一个数写错了。",
        basis: "经验",
        bad: "巡查成本 ≤60000元、清理成本 ≤30000元，资金总额 80,000 元",
        good: "巡查成本 ≤60000元、清理成本 ≤20000元，资金总额 80,000 元",
        exceptions: "每人、每次等单价，名称带标准、单价、人均、每的行不加；有总成本又有分项的，忽略并说明。",
        change: "核对各项金额和单位（元、万元）；分项与总成本只留一种。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    cost::test(view, |sum| (sum.gap() < -ROUNDING).then(|| sum.fault("合计多于总额，核对各项金额和单位。")))
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().value(3, "≤80050.01元"), ["indicators.period[3].value"]),
        bad(project().cell(Side::Annual, 3, RowField::Value, "≤9万元"), ["indicators.annual[3].value"]),
        bad(project().both("产出指标", "成本指标", "清理成本", "≤30000元"), ["indicators.period"]),
        good(project()),
        good(project().both("产出指标", "成本指标", "人均误餐补助标准", "≤90000元")),
        pass(project().value(3, "≤80050元")),
        not_yet(project().funds("", "")),
        not_applicable(project().value(3, "2000元/次")),
        not_applicable(project().funds("0.00", "0.00")),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_message_says_which_of_the_two_is_more() {
        let said = |rule, value| faults(rule, project().value(3, value)).remove(0).message;
        let (above, below) = (said(&RULE, "≤90000元"), said(&super::super::cost_below_total::RULE, "≤60000元"));
        assert!(above.ends_with("元多。") && below.ends_with("元少。"), "{above} {below}");
    }
}
