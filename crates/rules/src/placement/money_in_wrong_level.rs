//! G03: an amount outside cost and economic benefit.

use crate::prelude::*;

pub(crate) static RULE: Rule = Rule {
    code: "G03",
    name: "money_in_wrong_level",
    title: "金额放在了成本和经济效益以外",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: rows::READS,
    waivable: true,
    default_on: true,
    risk: Risk::Medium,
    doc: Doc {
        checks: "指标值以元或万元为单位，而这一行不在成本指标，也不在经济效益指标里。",
        why: "金额是投入或经济效益，放在别处无法评价。",
        basis: "经验",
        bad: "质量指标 · 巡查补助标准 200元/人",
        good: "成本指标 · 巡查补助标准 200元/人",
        exceptions: "二级指标认不出来的由 A28 提示；数量指标里的金额同时由 C08 提示。",
        change: "移到成本指标或经济效益指标。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    rows::test_filled(view, |row| {
        let Some(level2) = row.level2() else { return Verdict::Other };
        if !row.reading().is_money() {
            return Verdict::Other;
        }
        let stray = !row.is_cost() && level2 != Level2::Economic;
        Verdict::of(stray.then(|| rows::value_fault(row, "是金额，不该放在这一类", "移到成本指标或经济效益指标。")))
    })
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().name(1, "巡查补助标准").value(1, "200元/人"), ["indicators.period[1].value"]),
        bad(project().name(4, "渔民损失").value(4, "≤3万元"), ["indicators.period[4].value"]),
        bad(unit().name(0, "巡查投入").value(0, "80000元"), ["indicators[0].value"]),
        good(project()),
        good(project().both("效益指标", "经济效益指标", "渔民增收", "≥3万元")),
        not_yet(project().without(|row| row.id.0 > 1).value(0, "")),
        not_applicable(project().without(|row| row.level2 == "成本指标")),
    ]
}
