//! C27: a number with closing zeros.

use crate::prelude::*;

pub(crate) static RULE: Rule = Rule {
    code: "C27",
    name: "closing_zeros",
    title: "数字的小数部分是零",
    severity: Severity::Hint,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: rows::READS,
    waivable: true,
    default_on: true,
    risk: Risk::Medium,
    doc: Doc {
        checks: "指标值的数字以 .0、.00 结尾。",
        why: "多余的零不改变数值，打印时显得杂乱，核对时容易看错位。",
        basis: "经验",
        bad: "河道巡查成本 ≤80000.00元",
        good: "河道巡查成本 ≤80000元",
        exceptions: "只看指标值，80031.50元这样精确到分的不算；资金栏由系统统一格式。元与万元用哪个都可以，不提示。",
        change: "删去末尾的零。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    let outcome = rows::test_filled(view, |row| {
        if !row.reading().is_quantity() {
            return Verdict::Other;
        }
        Verdict::of(without_closing_zeros(row.value()).map(|short| {
            let advice = format!("写成“{}”。", clip(&short, 10));
            rows::value_fault(row, "末尾的零多余", &advice).fixed(Safety::Safe, row.cell(RowField::Value), short)
        }))
    });
    rows::one_line(outcome)
}

/// The text without the decimals of its number where they are all zero; 分 may well be zero (80031.50元).
fn without_closing_zeros(value: &str) -> Option<String> {
    let (before, after) = value.split_once('.')?;
    let digits = after.len() - after.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (decimals, rest) = after.split_at_checked(digits)?;
    let kept = decimals.trim_end_matches('0');
    let closing = !decimals.is_empty() && kept.is_empty() && !rest.contains('.');
    closing.then(|| format!("{before}{rest}"))
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().value(3, "≤80000.00元"), ["indicators.period[3].value"]),
        bad(project().value(1, "≥98.0%"), ["indicators.period[1].value"]),
        bad(unit().value(3, "≤7.0万元"), ["indicators[3].value"]),
        good(project().value(1, "≥98.05%")),
        good(project().value(1, "≥98.50%")),
        good(project()),
        not_yet(project().without(|row| row.id.0 > 1).value(0, "")),
        not_applicable(project().without(|row| row.value.contains(|c: char| c.is_ascii_digit())).both(
            "产出指标",
            "质量指标",
            "归档",
            "规范",
        )),
    ]
}
