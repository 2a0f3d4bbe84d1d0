//! D02: a time that runs beyond the year, or beyond the period.

use super::years;
use crate::prelude::*;
use crate::shared::term;

pub(crate) static RULE: Rule = Rule {
    code: "D02",
    name: "after_the_year",
    title: "时间超出年度或项目期",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: &[
        Field::Year,
        Field::Text(TextField::Term),
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
    default_on: true,
    risk: Risk::Medium,
    doc: Doc {
        checks: "指标值是时间，写出的最晚年份：年度一侧晚于预算年度，实施期一侧晚于项目期的最后一年。",
        why: "年度指标只管当年；跨年的时间在年终评价时无法判断是否完成。",
        basis: "经验",
        bad: "2026 年度、项目期 1 年：租赁时间 2026年至2028年",
        good: "年度一侧：租赁时间 2026年1月至12月",
        exceptions: "项目期读不出年数时，实施期一侧不查；不写年份的时间按预算年度理解。",
        change: "年度一侧改成当年的时间；实施期一侧与项目期对应。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    let Some(year) = years::budget_year(view) else { return Outcome::NotYet };
    let term = term::years(view.text(TextField::Term)).and_then(|years| i32::try_from(years).ok());
    let last_of_period = term.filter(|years| *years > 0).and_then(|years| year.checked_add(years - 1));
    rows::test_filled(view, |row| {
        let Some(latest) = years::latest_year(row) else { return Verdict::Other };
        let (last, wrong) = match row.side() {
            Side::Annual => (year, format!("超出 {year} 年度")),
            Side::Period => {
                let Some(last) = last_of_period else { return Verdict::Other };
                (last, format!("超出项目期（到 {last} 年）"))
            }
        };
        Verdict::of((latest > last).then(|| years::fault(row, &wrong, "改成范围内的时间，或核对项目期。")))
    })
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    let three_years = |value| {
        project().text(TextField::Attribute, "延续性项目").text(TextField::Term, "3年").cell(
            Side::Period,
            2,
            RowField::Value,
            value,
        )
    };
    vec![
        bad(project().value(2, "2026年至2028年"), ["indicators.period[2].value"]),
        bad(
            project().text(TextField::Term, "长期").text(TextField::Attribute, "").value(2, "2027年1月"),
            ["indicators.annual[2].value"],
        ),
        bad(three_years("2026年至2029年"), ["indicators.period[2].value"]),
        bad(unit().value(2, "2027年12月"), ["indicators[2].value"]),
        good(project()),
        good(project().value(2, "2026年12月31日前")),
        pass(three_years("2026年至2028年")),
        // A term of no years says nothing of its last one.
        bad(project().text(TextField::Term, "0年").value(2, "2027年1月"), ["indicators.annual[2].value"]),
        not_yet(project().year("")),
        not_applicable(project().value(2, "12月底前")),
    ]
}
