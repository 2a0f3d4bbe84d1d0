//! C36: a quantity that nobody can miss.

use crate::prelude::*;
use crate::shared::funds;
use jibiao_model::value::{Reading, Sign};
use rust_decimal::Decimal;

pub(crate) static RULE: Rule = Rule {
    code: "C36",
    name: "trivially_low",
    title: "数量定得太低",
    severity: Severity::Hint,
    since: "0.1.0",
    kinds: Kinds::Project,
    except: &[],
    reads: &[
        Field::Fund(Side::Annual, FundLine::Total),
        Field::Rows(Side::Period, RowField::Level1),
        Field::Rows(Side::Period, RowField::Level2),
        Field::Rows(Side::Period, RowField::Name),
        Field::Rows(Side::Period, RowField::Value),
        Field::Rows(Side::Annual, RowField::Level1),
        Field::Rows(Side::Annual, RowField::Level2),
        Field::Rows(Side::Annual, RowField::Name),
        Field::Rows(Side::Annual, RowField::Value),
    ],
    waivable: true,
    default_on: false,
    risk: Risk::High,
    doc: Doc {
        checks: "年度资金 5 万元以上，数量指标只要求不少于 1 个单位。",
        why: "钱不少，要求却几乎什么都不用做。",
        basis: "经验",
        bad: "资金 80000 元，河道巡查次数 ≥1次",
        good: "河道巡查次数 ≥24次",
        exceptions: "一套系统、一座桥这类本来只有一个的很多，所以默认关闭。",
        change: "按预算测算时的数量写。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    let Some(total) = funds::total(view, Side::Annual) else { return Outcome::NotYet };
    if total.0 < Decimal::from(50_000) {
        return Outcome::NotApplicable;
    }
    let outcome = rows::test_filled(view, |row| {
        let Reading::Count { sign: Sign::AtLeast, number, .. } = row.reading() else { return Verdict::Other };
        if row.level2() != Some(Level2::Quantity) {
            return Verdict::Other;
        }
        let low = *number <= Decimal::ONE;
        Verdict::of(low.then(|| rows::value_fault(row, "要求太低", "按测算时的数量写。")))
    });
    rows::one_line(outcome)
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().value(0, "≥1次"), ["indicators.period[0].value"]),
        bad(project().funds("50000", "50000").value(3, "≤50000元").value(0, "≥1次"), ["indicators.period[0].value"]),
        good(project()),
        good(project().value(0, "≥24次")),
        pass(project().value(0, "≥2次")),
        not_yet(project().funds("", "")),
        not_applicable(project().funds("49999.99", "49999.99")),
    ]
}
