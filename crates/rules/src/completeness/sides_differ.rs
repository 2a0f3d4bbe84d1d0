//! A16: the same row has another name or another value on the other side.

use crate::prelude::*;
use crate::shared::term;
use crate::shared::text::tidy;
use jibiao_model::value::{MoneyUnit, Reading, Sign};
use rust_decimal::Decimal;

pub(crate) static RULE: Rule = Rule {
    code: "A16",
    name: "sides_differ",
    title: "同一指标两侧的名称或值不同",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Project,
    except: &[],
    reads: READS,
    waivable: true,
    default_on: true,
    risk: Risk::Medium,
    doc: Doc {
        checks: "两侧配对后：同名的行指标值不同；同一二级指标里剩下的行按顺序配对，名称不同。",
        why: "两侧口径不一时，监控和评价不知道以哪个为准。",
        basis: "经验",
        bad: "河道巡查成本：实施期 ≤80000元，年度 ≤60000元",
        good: "河道巡查成本：实施期 ≤80000元，年度 ≤80000元",
        exceptions: "元与万元换算后相等、全角半角和空格不同、名称被打印截短，都算相同；一侧没有值由 A14 提示；两年到十年的项目，年度一侧的量、金额小于实施期，或完成年份更早，名称只差“总”“年度”一类的词，不提示；实施期写每年几月、年度写几月的算一致。",
        change: "以正确的一侧为准改另一侧。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

const READS: &[Field] = &[
    Field::Text(TextField::Term),
    Field::Rows(Side::Period, RowField::Level1),
    Field::Rows(Side::Period, RowField::Level2),
    Field::Rows(Side::Period, RowField::Name),
    Field::Rows(Side::Period, RowField::Value),
    Field::Rows(Side::Annual, RowField::Level1),
    Field::Rows(Side::Annual, RowField::Level2),
    Field::Rows(Side::Annual, RowField::Name),
    Field::Rows(Side::Annual, RowField::Value),
];

fn check(view: &View<'_>) -> Outcome {
    if !view.has_side(Side::Period) {
        return Outcome::NotApplicable;
    }
    let lasts = term::years(view.text(TextField::Term)).is_some_and(|years| (2..=10).contains(&years));
    rows::test(view, |row| {
        let Some(other) = row.partner() else { return Verdict::Other };
        if row.side() == Side::Annual {
            return Verdict::Other;
        }
        if row.renamed() && !(lasts && without_span(row.name()) == without_span(other.name())) {
            let message = format!("指标{}：年度一侧对应的是{}。", quoted(row.name()), quoted(other.name()));
            return Verdict::Fault(pair_fault(row, other, RowField::Name, message));
        }
        let (value, annual) = (row.value(), other.value());
        if value.is_empty() || annual.is_empty() {
            return Verdict::NotYet;
        }
        // 每年12月 of all years is 12月 of one.
        let (every, once) = (tidy(value), tidy(annual));
        let yearly = every.strip_prefix("每年").is_some_and(|at| at == once.strip_prefix("每年").unwrap_or(&once));
        if every == once || yearly || same(row.reading(), other.reading()) || (lasts && is_share(row, other)) {
            return Verdict::Pass;
        }
        let message = format!("指标{}：实施期 {}，年度 {}。", quoted(row.name()), clip(value, 12), clip(annual, 12));
        Verdict::Fault(pair_fault(row, other, RowField::Value, message))
    })
}

/// A name without the words for the span that it is about: 项目总成本 of all years and 年度项目成本 are the same.
fn without_span(name: &str) -> String {
    const SPANS: [&str; 6] = ["实施期", "本年度", "年度", "当年", "全年", "总"];
    SPANS.iter().fold(tidy(name).into_owned(), |name, span| name.replace(span, ""))
}

/// A project of several years does in one of them less than in all, and ends later.
fn is_share(row: Row<'_, '_>, annual: Row<'_, '_>) -> bool {
    let (whole, part) = (row.reading(), annual.reading());
    let number = |reading: &Reading| reading.yuan().map(|yuan| yuan.0).or_else(|| reading.count());
    let same_kind = whole.sign() == part.sign() && whole.head_unit() == part.head_unit();
    let less = matches!((number(whole), number(part)), (Some(whole), Some(part)) if part < whole) && same_kind;
    let later = matches!((whole.years(), part.years()), (Some((_, whole)), Some((_, part))) if part < whole);
    less || later
}

fn pair_fault(row: Row<'_, '_>, other: Row<'_, '_>, field: RowField, message: String) -> Fault {
    let text = |row: Row<'_, '_>| clip(if field == RowField::Name { row.name() } else { row.value() }, 60);
    Fault::new(row.cell(field), message, "核对后改成一致。")
        .with(other.cell(field))
        .read(row.cell(field), text(row))
        .read(other.cell(field), text(other))
}

/// The same statement in another spelling: equal readings, or the same money in 元 and 万元.
fn same(a: &Reading, b: &Reading) -> bool {
    match (money(a), money(b)) {
        (Some(a), Some(b)) => a == b,
        _ => a == b && !matches!(a, Reading::Unreadable(_)),
    }
}

fn money(reading: &Reading) -> Option<(Sign, Decimal)> {
    let Reading::Money { sign, number, unit } = reading else { return None };
    let factor = if *unit == MoneyUnit::Wan { Decimal::from(10_000) } else { Decimal::ONE };
    Some((*sign, number.checked_mul(factor)?))
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    let of_all_years = || {
        let form = project().cell(Side::Period, 3, RowField::Name, "河道巡查总成本");
        form.cell(Side::Annual, 3, RowField::Name, "年度河道巡查成本").cell(
            Side::Annual,
            3,
            RowField::Value,
            "≤40000元",
        )
    };
    vec![
        bad(project().cell(Side::Annual, 0, RowField::Value, "≥12次"), ["indicators.period[0].value"]),
        bad(project().cell(Side::Annual, 1, RowField::Value, "98%"), ["indicators.period[1].value"]),
        bad(project().cell(Side::Annual, 1, RowField::Name, "漂浮物清理率"), ["indicators.period[1].name"]),
        bad(
            project().text(TextField::Term, "3年").cell(Side::Annual, 0, RowField::Value, "≥36次"),
            ["indicators.period[0].value"],
        ),
        good(project().cell(Side::Period, 2, RowField::Value, "每年11月底前").cell(
            Side::Annual,
            2,
            RowField::Value,
            "11月底前",
        )),
        good(project()),
        good(project().cell(Side::Annual, 3, RowField::Value, "≤8万元")),
        pass(project().text(TextField::Term, "3年").cell(Side::Annual, 0, RowField::Value, "≥12次")),
        pass(of_all_years().text(TextField::Term, "3年")),
        bad(of_all_years().text(TextField::Term, "1年"), ["indicators.period[3].name"]),
        pass(project().cell(Side::Annual, 0, RowField::Value, "≥ ２４次")),
        good(project().cell(Side::Annual, 6, RowField::Name, "沿河居民满")),
        not_yet(blank().both("产出指标", "数量指标", "巡查次数", "")).typing(),
        not_applicable(project().template("cost-first-2021").without_side(Side::Period)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::faults;

    #[test]
    fn what_stands_on_both_sides_is_told() {
        let read = |field, text: &str| -> Vec<String> {
            let found = faults(&RULE, project().cell(Side::Annual, 1, field, text)).pop().unwrap();
            found.values.into_iter().map(|(_, text)| text).collect()
        };
        assert_eq!(read(RowField::Value, "98%"), ["≥98%", "98%"]);
        assert_eq!(read(RowField::Name, "漂浮物清理率"), ["巡查记录完整率", "漂浮物清理率"]);
    }
}
