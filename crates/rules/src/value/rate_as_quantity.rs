//! C31: a rate as a quantity.

use crate::prelude::*;
use jibiao_model::value::Reading;

pub(crate) static RULE: Rule = Rule {
    code: "C31",
    name: "rate_as_quantity",
    title: "数量指标写的是百分比",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: rows::READS,
    waivable: true,
    default_on: true,
    risk: Risk::Medium,
    doc: Doc {
        checks: "数量指标的值是百分比或千分比。",
        why: "比率说的是做得怎么样，属于质量；数量要写做多少。",
        basis: "经验",
        bad: "巡查任务完成率 100%（数量指标）",
        good: "河道巡查次数 ≥24次（数量指标）",
        exceptions: "考核口径就是比率、财政部门同意的，忽略并说明。",
        change: "移到质量指标，数量指标另写数量。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

/// 八成以上
fn in_tenths(value: &str) -> bool {
    let before = value.split_once('成').map(|(before, _)| before.trim());
    before.and_then(|before| before.chars().last()).is_some_and(|c| "一二两三四五六七八九".contains(c))
}

fn check(view: &View<'_>) -> Outcome {
    rows::test_filled(view, |row| {
        if row.level2() != Some(Level2::Quantity) {
            return Verdict::Other;
        }
        let rate = matches!(row.reading(), Reading::Ratio { .. }) || in_tenths(row.value());
        Verdict::of(rate.then(|| rows::value_fault(row, "是比率，不是数量", "移到质量指标，这里写做多少。")))
    })
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().name(0, "巡查任务完成率").value(0, "100%"), ["indicators.period[0].value"]),
        bad(unit().name(0, "漏巡占比").value(0, "≤2%"), ["indicators[0].value"]),
        bad(project().name(0, "漏检占比").value(0, "≤2‰"), ["indicators.period[0].value"]),
        good(project()),
        good(project().name(0, "巡查点位").value(0, "100个")),
        not_yet(project().without(|row| row.id.0 > 1).value(0, "")),
        not_applicable(project().without(|row| row.level2 == "数量指标")),
    ]
}
