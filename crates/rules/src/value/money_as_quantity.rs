//! C08: an amount of money as an output.

use crate::prelude::*;
use jibiao_model::value::Reading;

pub(crate) static RULE: Rule = Rule {
    code: "C08",
    name: "money_as_quantity",
    title: "数量指标写的是金额",
    severity: Severity::Error,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: rows::READS,
    waivable: true,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "数量指标的值以元或万元为单位。",
        why: "金额是投入，不是产出；花了钱不等于办成了事。",
        basis: "经验",
        bad: "巡查经费 80000元（数量指标）",
        good: "河道巡查次数 ≥24次（数量指标）",
        exceptions: "争取、筹集、征收、贷款一类，本身就以金额计量工作量的，降为提示。",
        change: "金额移到成本指标，数量指标写做成多少件事。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    rows::test_filled(view, |row| {
        if row.level2() != Some(Level2::Quantity) {
            return Verdict::Other;
        }
        Verdict::of(is_money(row).then(|| {
            let fault = rows::value_fault(row, "是金额，不是数量", "金额移到成本指标，这里写做多少件事。");
            let raised = RAISED.iter().any(|word| row.name().contains(word));
            if raised { fault.milder(Severity::Hint) } else { fault }
        }))
    })
}

/// 约500元 and 人民币500元 are amounts too, although they are no values as the system wants them.
fn is_money(row: Row<'_, '_>) -> bool {
    match row.reading() {
        Reading::Unreadable(_) | Reading::Words(_) => crate::facts::read(row.value()).amounts().next().is_some(),
        reading => reading.is_money(),
    }
}

/// Work that is counted in money.
const RAISED: [&str; 9] = ["争取", "筹集", "募集", "征收", "收缴", "追缴", "贷款", "撬动", "清欠"];

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().name(0, "巡查投入").value(0, "80000元"), ["indicators.period[0].value"]),
        bad(unit().name(0, "巡查投入").value(0, "2000元/次"), ["indicators[0].value"]),
        bad(project().name(0, "争取上级专款").value(0, "≥30万元"), ["indicators.period[0].value"])
            .milder(Severity::Hint),
        bad(project().name(0, "巡查投入").value(0, "人民币500元"), ["indicators.period[0].value"]),
        bad(project().name(0, "巡查投入").value(0, "约500元"), ["indicators.period[0].value"]),
        pass(project().value(0, "约24次")),
        good(project()),
        good(project().name(0, "巡查河段").value(0, "≥12段")),
        not_yet(project().without(|row| row.id.0 > 1).value(0, "")),
        not_applicable(project().without(|row| row.level2 == "数量指标")),
    ]
}
