//! C06: a satisfaction that is too low, or full marks.

use crate::prelude::*;
use jibiao_model::value::Sign;
use rust_decimal::Decimal;

pub(crate) static RULE: Rule = Rule {
    code: "C06",
    name: "satisfaction_extreme",
    title: "满意度定得过低或是百分之百",
    severity: Severity::Hint,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: rows::READS,
    waivable: true,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "满意度指标的百分比低于 80%，或者是 100%。",
        why: "过低等于不要求；100% 只要有一个人不满意就算没完成。",
        basis: "经验",
        bad: "沿河居民满意度 ≥60%",
        good: "沿河居民满意度 ≥90%",
        exceptions: "服务对象只有一两个单位、确实能做到全部满意的，忽略即可。",
        change: "一般定在 85% 到 98% 之间。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    let outcome = rows::test_filled(view, |row| {
        let Some(number) = row.reading().number().filter(|_| row.reading().is_percent()) else { return Verdict::Other };
        if row.level1() != Some(Level1::Satisfaction)
            || !matches!(row.reading().sign(), Some(Sign::AtLeast | Sign::Greater | Sign::Exact))
        {
            return Verdict::Other;
        }
        let advice = "一般定在 85% 到 98%。";
        Verdict::of(if number < LEAST {
            Some(rows::value_fault(row, "低于 80%", advice))
        } else if number == Decimal::ONE_HUNDRED {
            Some(rows::value_fault(row, "一个人不满意就完不成", advice))
        } else {
            None
        })
    });
    rows::one_line(outcome)
}

/// Below this a satisfaction asks for nothing.
const LEAST: Decimal = Decimal::from_parts(80, 0, 0, false, 0);

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().value(6, "≥79.9%"), ["indicators.period[6].value"]),
        bad(project().value(6, "100%"), ["indicators.period[6].value"]),
        bad(unit().value(6, "≥60%"), ["indicators[6].value"]),
        good(project().value(6, "≥80%")),
        good(project().value(6, "≥99.9%")),
        good(project().value(1, "100%")),
        not_yet(project().without(|row| row.id.0 > 1).value(0, "")),
        not_applicable(project().without(|row| row.level2 == "服务对象满意度指标").both(
            "产出指标",
            "质量指标",
            "完成率",
            "100%",
        )),
    ]
}
