//! D01: a time that lies wholly before the budget year.

use super::years;
use crate::prelude::*;

pub(crate) static RULE: Rule = Rule {
    code: "D01",
    name: "before_the_year",
    title: "时间在预算年度之前",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: years::READS,
    waivable: true,
    default_on: true,
    risk: Risk::Medium,
    doc: Doc {
        checks: "指标值是时间，写出的最晚年份比预算年度早。",
        why: "多半是沿用上年的表没有改年份。",
        basis: "经验",
        bad: "2026 年度的表：完成时间 2025年12月",
        good: "2026 年度的表：完成时间 2026年12月",
        exceptions: "不写年份的时间按预算年度理解；支付以前年度欠款的，忽略并说明。",
        change: "改成预算年度内的时间。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    let Some(year) = years::budget_year(view) else { return Outcome::NotYet };
    rows::test_filled(view, |row| {
        let Some(latest) = years::latest_year(row) else { return Verdict::Other };
        let wrong = format!("早于 {year} 年度");
        Verdict::of((latest < year).then(|| years::fault(row, &wrong, "改成本年度的时间；付旧欠的说明理由。")))
    })
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().value(2, "2025年12月"), ["indicators.period[2].value"]),
        bad(project().cell(Side::Annual, 2, RowField::Value, "2024年至2025年"), ["indicators.annual[2].value"]),
        bad(unit().value(2, "2025年12月31日前"), ["indicators[2].value"]),
        bad(project().value(2, "2025.10"), ["indicators.period[2].value"]),
        bad(project().value(2, "二〇二五年春季"), ["indicators.period[2].value"]),
        pass(project().value(2, "2026.3")),
        pass(project().value(0, "2025.10").name(0, "河道清淤长度")),
        good(project()),
        good(project().value(2, "2025年10月至2026年5月")),
        not_yet(project().year("")),
        not_applicable(project().value(2, "12月底前")),
    ]
}
