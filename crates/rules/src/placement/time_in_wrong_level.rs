//! G01: a time under quantity, quality or cost.

use crate::prelude::*;

pub(crate) static RULE: Rule = Rule {
    code: "G01",
    name: "time_in_wrong_level",
    title: "时间放在了数量、质量或成本里",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: rows::READS,
    waivable: true,
    default_on: true,
    risk: Risk::Medium,
    doc: Doc {
        checks: "数量、质量、成本指标的名称以时间、周期、日期、时限、及时性结尾，值是日期、周期或及时。",
        why: "放错了类，时效指标反而空着。",
        basis: "经验",
        bad: "数量指标 · 巡查完成时间 12月底前",
        good: "时效指标 · 巡查完成时间 12月底前",
        exceptions: "每周开放时间 42小时这样以时长计量的可以放在数量里。",
        change: "移到时效指标。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    rows::test_filled(view, |row| {
        let elsewhere = row.is_cost() || matches!(row.level2(), Some(Level2::Quantity | Level2::Quality));
        let bare = row.full_name();
        let timely = ["时间", "周期", "日期", "时限", "及时性"].iter().any(|noun| bare.ends_with(noun));
        if !elsewhere {
            return Verdict::Other;
        }
        let time = row.reading().is_date_or_recurrence() || row.value() == "及时";
        Verdict::of((timely && time).then(|| rows::value_fault(row, "是时间", "移到时效指标。")))
    })
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().name(0, "河道清理时间").value(0, "12月底前"), ["indicators.period[0].value"]),
        bad(project().name(1, "记录归档及时性").value(1, "及时"), ["indicators.period[1].value"]),
        bad(unit().name(3, "经费支付周期").value(3, "每季度"), ["indicators[3].value"]),
        good(project().name(0, "每周开放时间").value(0, "42小时")),
        good(project()),
        not_yet(project().without(|row| row.id.0 > 1).value(0, "")),
        not_applicable(project().without(|row| ["数量指标", "质量指标", "成本指标"].contains(&row.level2.as_str()))),
    ]
}
