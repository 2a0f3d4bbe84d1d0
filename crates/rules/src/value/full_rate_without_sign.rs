//! C23: a bare 100%.

use crate::prelude::*;
use jibiao_model::value::{Reading, Sign};
use rust_decimal::Decimal;

pub(crate) static RULE: Rule = Rule {
    code: "C23",
    name: "full_rate_without_sign",
    title: "百分之百没有写等号",
    severity: Severity::Hint,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: rows::READS,
    waivable: true,
    default_on: false,
    risk: Risk::Low,
    doc: Doc {
        checks: "指标值是 100%，前面没有写等号。",
        why: "个别系统要求每个数字前都有符号。",
        basis: "经验",
        bad: "巡查记录完整率 100%",
        good: "巡查记录完整率 =100%",
        exceptions: "不写符号就是等于，表样没有要求时不用改，所以默认关闭。",
        change: "系统要求时写成 =100%。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    let outcome = rows::test_filled(view, |row| {
        let Reading::Ratio { sign: Sign::Exact, number, .. } = row.reading() else { return Verdict::Other };
        let signed = !row.value().starts_with(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c));
        if *number != Decimal::ONE_HUNDRED {
            return Verdict::Other;
        }
        Verdict::of((!signed).then(|| {
            let text = format!("={}", row.value());
            rows::value_fault(row, "没有写符号", "系统要求时写成 =100%。").fixed(
                Safety::Ask,
                row.cell(RowField::Value),
                text,
            )
        }))
    });
    rows::one_line(outcome)
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().value(1, "100%"), ["indicators.period[1].value"]),
        bad(unit().value(1, "１００％"), ["indicators[1].value"]),
        good(project().value(1, "=100%")),
        good(project()),
        not_yet(project().without(|row| row.id.0 > 1).value(0, "")),
        not_applicable(project()),
    ]
}
