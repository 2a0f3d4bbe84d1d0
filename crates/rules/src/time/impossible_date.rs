//! D06: a date that the calendar does not have.

use super::text_dates::{Lacking, lacking};
use super::years;
use crate::prelude::*;
use crate::shared::text::SENTENCES;
use jibiao_model::value::TimeFault;

pub(crate) static RULE: Rule = Rule {
    code: "D06",
    name: "impossible_date",
    title: "日期不存在或起止颠倒",
    severity: Severity::Error,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: &[
        Field::Year,
        Field::Rows(Side::Period, RowField::Level1),
        Field::Rows(Side::Period, RowField::Level2),
        Field::Rows(Side::Period, RowField::Name),
        Field::Rows(Side::Period, RowField::Value),
        Field::Rows(Side::Annual, RowField::Level1),
        Field::Rows(Side::Annual, RowField::Level2),
        Field::Rows(Side::Annual, RowField::Name),
        Field::Rows(Side::Annual, RowField::Value),
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
    waivable: false,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "指标值里的月份不在 1 到 12、日期在那个月不存在、季度不在 1 到 4，或者时间段的结束早于开始；文字里写到日的日期，或者写着年份、“底”“份”“旬”的月份，日历上没有。",
        why: "这样的时间无法考核，一定是写错了。",
        basis: "经验",
        bad: "2026年2月30日",
        good: "2026年2月28日",
        exceptions: "跨年的时间段写出两端的年份或写次年就不会提示，如 11月至次年3月；文字里的 13月 没有年份的，可能是十三个月，不报。",
        change: "改成日历上有的日期；起止颠倒的对调。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    let in_texts = SENTENCES.into_iter().filter_map(|field| {
        let (written, thing) = match lacking(view.text(field))? {
            Lacking::Day(written) => (written, "这一天"),
            Lacking::Month(written) => (written, "这个月"),
        };
        let place = FieldPath::Text(field);
        let message = format!("{}：没有“{written}”{thing}。", view.label(field));
        Some(Fault::new(place, message, "改成日历上有的日期。").read(place, written))
    });
    let in_texts: Vec<Fault> = in_texts.collect();
    match (in_rows(view), in_texts.is_empty()) {
        (Outcome::Findings(mut faults), false) => {
            faults.extend(in_texts);
            Outcome::Findings(faults)
        }
        (_, false) => Outcome::Findings(in_texts),
        (of_rows, true) => of_rows,
    }
}

fn in_rows(view: &View<'_>) -> Outcome {
    let year = years::budget_year(view);
    rows::test_filled(view, |row| {
        if row.reading().points().is_empty() {
            return Verdict::Other;
        }
        let found = row.reading().time_faults(year);
        Verdict::of(found.first().map(|found| {
            let (wrong, advice) = said(found);
            years::fault(row, &wrong, advice)
        }))
    })
}

fn said(fault: &TimeFault) -> (String, &'static str) {
    let calendar = "改成日历上有的日期。";
    match fault {
        TimeFault::Month(month) => (format!("没有 {month} 月"), calendar),
        TimeFault::Day { month: Some(month), day } => (format!("没有 {month} 月 {day} 日"), calendar),
        TimeFault::Day { month: None, day } => (format!("没有 {day} 日"), calendar),
        TimeFault::Quarter(quarter) => (format!("没有第 {quarter} 季度"), calendar),
        TimeFault::Reversed => ("结束早于开始".to_owned(), "核对起止；跨年的写出年份。"),
    }
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().value(2, "2026年13月"), ["indicators.period[2].value"]),
        bad(project().value(2, "2月30日"), ["indicators.period[2].value"]),
        bad(project().value(2, "2026年5月至3月"), ["indicators.period[2].value"]),
        bad(project().value(2, "2026年2月29日"), ["indicators.period[2].value"]),
        bad(unit().value(2, "第五季度"), ["indicators[2].value"]),
        bad(project().text(TextField::Plan, "4月30日开工，13月45日竣工。"), ["plan"]),
        bad(project().text(TextField::GoalAnnual, "2026年2月29日前完成。"), ["goal_annual"]),
        bad(
            project().value(2, "2月30日").text(TextField::Overview, "6月31号验收。"),
            ["indicators.period[2].value", "overview"],
        ),
        bad(project().text(TextField::Plan, "2027年13月完成验收。"), ["plan"]),
        bad(project().text(TextField::Safeguards, "按2026-02-30的方案执行。"), ["safeguards"]),
        pass(project().text(TextField::Plan, "2月29日前采购，2026年11月30日验收，共13个月，第45日复查。")),
        good(project().value(2, "2026年12月31日")),
        good(project().value(2, "3月至5月")),
        good(project().value(2, "5月至5月")),
        good(project().value(2, "11月至次年3月")),
        not_yet(project().without(|row| row.id.0 > 1).value(0, "")),
        not_applicable(project().value(2, "全年")),
    ]
}
