//! B13: the cost indicators leave a good part of the money unexplained.

use crate::prelude::*;
use crate::shared::cost;

pub(crate) static RULE: Rule = Rule {
    code: "B13",
    name: "cost_below_total",
    title: "成本指标合计不到资金总额的 95%",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Project,
    except: &[],
    reads: cost::READS,
    waivable: true,
    default_on: true,
    risk: Risk::Medium,
    doc: Doc {
        checks: "一侧成本指标里的金额（元、万元，或每年多少）加起来，不到这一侧资金总额的 95%。",
        why: "成本指标应当覆盖预算的主要部分，只写一小项就看不出其余的钱用在哪里。",
        basis: "经验",
        bad: "版面费 ≤20000元，资金总额 80,000 元",
        good: "版面费 ≤20000元、巡查成本 ≤60000元，资金总额 80,000 元",
        exceptions: "每人、每次等单价，名称带标准、单价、人均、每的行不加；只有这类行时不查；填写过程中不提示。",
        change: "补上其余费用的成本指标，或改写一条总成本。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    let fault = |sum: &cost::CostSum| {
        (!sum.reaches(95) && !sum.whole_with_prices()).then(|| sum.fault("补上其余费用的成本指标，或改写总成本。"))
    };
    view.when_finished(cost::test(view, fault))
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().value(3, "≤75999.99元"), ["indicators.period[3].value"]),
        bad(project().cell(Side::Annual, 3, RowField::Value, "≤6万元"), ["indicators.annual[3].value"]),
        bad(
            project().name(3, "巡查费").value(3, "20000元").both("产出指标", "成本指标", "清理费", "1万元"),
            ["indicators.period"],
        ),
        good(project()),
        good(project().value(3, "≤60000元").both("产出指标", "成本指标", "清理费", "≤2万元")),
        // A price that makes the total together with the rest may be the whole of its kind; another one says nothing.
        good(project().value(3, "≤60000元").both("产出指标", "成本指标", "护河员补助标准", "≤20000元")),
        bad(
            project().value(3, "≤60000元").both("产出指标", "成本指标", "护河员补助标准", "≤10000元"),
            ["indicators.period[3].value"],
        ),
        pass(project().value(3, "≤76000元")),
        not_yet(project().funds("", "")),
        not_yet(project().value(3, "≤20000元")).typing(),
        not_applicable(project().value(3, "2000元/次")),
    ]
}
