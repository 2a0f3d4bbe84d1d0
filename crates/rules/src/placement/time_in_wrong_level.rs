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
        checks: "数量、质量、成本指标的名称以时间、周期、日期、时限、期限、工期、及时性结尾，值是日期、周期，或及时、按时、按期；名称不论，数量、成本指标的值是一个日期或期限。",
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
        let counted = row.is_cost() || row.level2() == Some(Level2::Quantity);
        if !counted && row.level2() != Some(Level2::Quality) {
            return Verdict::Other;
        }
        let named = ["时间", "周期", "日期", "时限", "期限", "工期", "及时性"]
            .iter()
            .any(|noun| row.full_name().ends_with(noun));
        let time = row.reading().is_date_or_recurrence() || ["及时", "按时", "按期"].contains(&row.value());
        // 每月, 全年 say how often, which a quantity may; a date says when.
        let dated = counted && row.reading().points().iter().any(|point| point.month.is_some() || point.year.is_some());
        let wrong = (named && time) || (dated && row.reading().is_date_or_recurrence());
        Verdict::of(wrong.then(|| rows::value_fault(row, "说的是时间，不该放在这一类", "移到时效指标。")))
    })
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().name(0, "河道清理时间").value(0, "12月底前"), ["indicators.period[0].value"]),
        bad(project().name(1, "记录归档及时性").value(1, "及时"), ["indicators.period[1].value"]),
        bad(unit().name(3, "经费支付周期").value(3, "每季度"), ["indicators[3].value"]),
        bad(project().name(0, "完成清淤验收").value(0, "2026年11月底前"), ["indicators.period[0].value"]),
        bad(project().name(1, "清淤工期").value(1, "按期"), ["indicators.period[1].value"]),
        pass(project().name(0, "巡查次数").value(0, "每月")),
        pass(project().name(1, "验收合格情况").value(1, "2026年11月底前")),
        good(project().name(0, "每周开放时间").value(0, "42小时")),
        good(project()),
        not_yet(project().without(|row| row.id.0 > 1).value(0, "")),
        not_applicable(project().without(|row| ["数量指标", "质量指标", "成本指标"].contains(&row.level2.as_str()))),
    ]
}
