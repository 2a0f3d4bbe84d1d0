//! D14: the same day of the same thing with two years.

use super::years::budget_year;
use crate::facts::{Dated, Facts, Span, ends_clause};
use crate::prelude::*;
use crate::shared::term;
use crate::shared::text::{SENTENCES, is_han, tidy};

pub(crate) static RULE: Rule = Rule {
    code: "D14",
    name: "day_in_two_years",
    title: "同一天写了两个年份",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: &[
        Field::Year,
        Field::Text(TextField::Term),
        Field::Text(TextField::Overview),
        Field::Text(TextField::Basis),
        Field::Text(TextField::Necessity),
        Field::Text(TextField::Safeguards),
        Field::Text(TextField::Plan),
        Field::Text(TextField::GoalPeriod),
        Field::Text(TextField::GoalAnnual),
        Field::Text(TextField::Duties),
        Field::Text(TextField::StrategicGoal),
        Field::Text(TextField::AnnualGoal),
    ],
    waivable: true,
    default_on: true,
    risk: Risk::Medium,
    doc: Doc {
        checks: "两处文字写的是同一件事（前后有四个字以上相同）、同一个月日，年份却不同。",
        why: "其中一个年份写错了，别人不知道该按哪一个去查文件、会议或者合同。",
        basis: "经验",
        bad: "概况：2025年3月12日站务会议研究同意；立项依据：2024年3月12日站务会议纪要",
        good: "概况：2025年3月12日站务会议研究同意；立项依据：2025年3月12日站务会议纪要",
        exceptions: "年初、年末和季末、月末的日子，写了每年、上年的，多年项目里今后各年的日子不查。",
        change: "核对后改成同一个年份。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

/// So many dates of a form are compared.
const MOST: usize = 60;
/// So many signs around a date say what happens on it.
const AROUND: usize = 14;
/// So many signs in common are the same thing.
const SAME: usize = 4;

/// A whole date of a text.
struct Day<'f> {
    field: TextField,
    facts: &'f Facts<'f>,
    span: Span,
    year: i32,
    /// `3月12日`
    day: String,
    /// What stands around it in the clause, runs of Chinese characters.
    around: Vec<char>,
}

fn check(view: &View<'_>) -> Outcome {
    let year = budget_year(view);
    let years = term::years(view.text(TextField::Term)).unwrap_or(1);
    let texts: Vec<_> = SENTENCES.iter().filter_map(|field| Some((*field, view.facts(*field)?))).collect();
    if texts.iter().all(|(_, facts)| facts.signs.len() == 0) {
        return Outcome::NotYet;
    }
    let dates = texts.iter().flat_map(|(field, facts)| facts.dates.iter().map(|date| (*field, *facts, date)));
    let days: Vec<Day<'_>> = dates.filter_map(|(field, facts, date)| day(field, facts, date)).take(MOST).collect();
    if days.len() < 2 {
        return Outcome::NotApplicable;
    }
    let yearly =
        |one: &Day<'_>, two: &Day<'_>| years > 1 && year.is_some_and(|year| one.year >= year && two.year >= year);
    let found = days.iter().enumerate().find_map(|(at, two)| {
        let one = days.iter().take(at).find(|one| {
            one.day == two.day && one.year != two.year && !yearly(one, two) && share(&one.around, &two.around)
        });
        one.map(|one| (one, two))
    });
    let Some((one, two)) = found else { return Outcome::Pass };
    let place = FieldPath::Text(two.field);
    let end = two.facts.signs.on_until(two.span.end, 6, ends_clause);
    let said = two.facts.quote(Span::new(two.span.start, end));
    let other = view.label(one.field);
    let message = format!("{}：“{}”，{other}里同一天是 {} 年。", view.label(two.field), clip(said, 16), one.year);
    let fault = Fault::new(place, message, "核对后改成同一年。").quote(place, two.facts, two.span);
    Outcome::Findings(vec![fault.quote(FieldPath::Text(one.field), one.facts, one.span)])
}

/// A date with year, month and day that is no end of a year, a quarter or a month.
fn day<'f>(field: TextField, facts: &'f Facts<'f>, date: &Dated) -> Option<Day<'f>> {
    let (year, last) = date.years?;
    let written = tidy(facts.quote(date.span)).into_owned();
    let (_, day) = written.split_once('年')?;
    let (month, number) = day.strip_suffix(['日', '号'])?.split_once('月')?;
    let end = matches!(number, "31" | "30" | "29" | "28") || (month == "1" && number == "1");
    let clause = facts.clause(date.span);
    if year != last || end || number.contains('月') || facts.signs.hold(clause, &["每年", "上年", "去年", "历年"])
    {
        return None;
    }
    let start = facts.signs.back_until(date.span.start, AROUND, ends_clause);
    let end = facts.signs.on_until(date.span.end, AROUND, ends_clause);
    let signs = (start..date.span.start).map(|at| facts.signs.at(at)).chain(['，']);
    let around = signs.chain((date.span.end..end).map(|at| facts.signs.at(at))).collect();
    Some(Day { field, facts, span: date.span, year, day: format!("{month}月{number}日"), around })
}

/// True where both hold the same run of Chinese characters.
fn share(one: &[char], two: &[char]) -> bool {
    one.windows(SAME)
        .filter(|run| run.iter().all(|c| is_han(*c)))
        .any(|run| two.windows(SAME).any(|other| other == run))
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    let told =
        |overview: &str, basis: &str| project().text(TextField::Overview, overview).text(TextField::Basis, basis);
    let basis = "《青河县河道管理办法》，2024年3月12日站务会议纪要。";
    vec![
        bad(told("2025年3月12日站务会议研究同意巡查河道。", basis), ["basis"]),
        bad(told("经2025年3月12日召开的站务会议同意，按月巡查河道。", "2024年3月12号站务会议纪要第3次。"), ["basis"]),
        bad(told("2025年9月8日签订巡查服务合同，按月巡查河道。", "2023年9月8日签订巡查服务合同。"), ["basis"]),
        good(told("2024年3月12日站务会议研究同意巡查河道。", basis)),
        good(told("2025年3月12日局长办公会同意巡查河道。", basis)),
        good(told("2025年3月15日站务会议研究同意巡查河道。", basis)),
        pass(told("2025年6月30日站务会议同意，2025年4月2日公示。", "2024年6月30日站务会议纪要，2023年5月6日印发。")),
        bad(told("2026年9月8日签订巡查服务合同。", "2027年9月8日签订巡查服务合同。"), ["basis"]),
        pass(
            told("2026年9月8日签订巡查服务合同。", "2027年9月8日签订巡查服务合同。")
                .text(TextField::Attribute, "延续性项目")
                .text(TextField::Term, "3年"),
        ),
        bad(
            told("2025年9月8日签订巡查服务合同。", "2026年9月8日签订巡查服务合同。")
                .text(TextField::Attribute, "延续性项目")
                .text(TextField::Term, "3年"),
            ["basis"],
        ),
        bad(told("2025年3月1日签订巡查服务合同。", "2024年3月1日签订巡查服务合同。"), ["basis"]),
        bad(told("2025年1月12日签订巡查服务合同。", "2024年1月12日签订巡查服务合同。"), ["basis"]),
        pass(told(
            "2025年1月1日签订巡查服务合同，2025年4月2日公示。",
            "2024年1月1日签订巡查服务合同，2023年5月6日印发。",
        )),
        not_yet(blank()),
        not_applicable(project()),
    ]
}
