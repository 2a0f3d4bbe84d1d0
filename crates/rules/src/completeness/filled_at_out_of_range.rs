//! A20: filled at a time that cannot be, or that is no date.

use crate::prelude::*;
use chrono::{Datelike as _, NaiveDate};
use jibiao_model::date::{FilledAt, filled_at};

pub(crate) static RULE: Rule = Rule {
    code: "A20",
    name: "filled_at_out_of_range",
    title: "填报日期读不出来，或不在编报的时间里",
    severity: Severity::Error,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: &[Field::Year, Field::Text(TextField::FilledAt)],
    waivable: true,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "填报日期不是日历上有的年月日，早于上一年 6 月 1 日，或晚于本年 12 月 31 日，或在今天以后。",
        why: "日期对不上年度，多半是沿用旧表没有改。",
        basis: "经验",
        bad: "2026 年度的表，填报日期 2024年12月18日；2025年11月31日（11 月只有 30 天）",
        good: "2026 年度的表，填报日期 2025年12月18日",
        exceptions: "空着的由 A19 提示。",
        change: "改成实际填报的日期。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    let written = view.text(TextField::FilledAt).trim();
    let Some(year) = view.year().read().map(|year| year.0) else { return Outcome::NotYet };
    if written.is_empty() {
        return Outcome::NotYet;
    }
    let first = NaiveDate::from_ymd_opt(year.saturating_sub(1), 6, 1);
    let last = NaiveDate::from_ymd_opt(year, 12, 31);
    let place = FieldPath::Text(TextField::FilledAt);
    let unread = |wrong: &str| {
        let message = format!("填报日期：{}{wrong}。", quoted(written));
        let fault = Fault::new(place, message, "写成 2025年12月18日 这样的日期。").read(place, clip(written, 60));
        view.when_finished(Outcome::Findings(vec![fault]))
    };
    let date = match filled_at(written) {
        FilledAt::Day(date) => date,
        FilledAt::NoDay { year, month, day } => return unread(&no_day(year, month, day)),
        FilledAt::Other => return unread("读不出年月日"),
    };
    let Some((first, last)) = first.zip(last) else { return Outcome::NotApplicable };
    let wrong = if date > view.today() {
        "在今天以后".to_owned()
    } else if date < first || date > last {
        format!("不在 {year} 年度表的编报时间里")
    } else {
        return Outcome::Pass;
    };
    // As the form prints it, which is how the field shows it.
    let printed = format!("{}年{}月{}日", date.year(), date.month(), date.day());
    let message = format!("填报日期：{}{wrong}。", quoted(&printed));
    let fault = Fault::new(place, message, "改成实际填报的日期。").read(place, clip(written, 60));
    Outcome::Findings(vec![fault.with(FieldPath::Year)])
}

/// Why the calendar has no such day: 没有 13 月, 11 月只有 30 天.
fn no_day(year: i32, month: u32, day: u32) -> String {
    let last = (28..=31).rev().find(|day| NaiveDate::from_ymd_opt(year, month, *day).is_some());
    match last {
        None => format!("里没有 {month} 月"),
        Some(_) if day == 0 => "里没有 0 日".to_owned(),
        Some(last) if month == 2 => format!("里 {year} 年 2 月只有 {last} 天"),
        Some(last) => format!("里 {month} 月只有 {last} 天"),
    }
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().text(TextField::FilledAt, "20241230085045"), ["filled_at"]),
        bad(project().text(TextField::FilledAt, "2026-03-06"), ["filled_at"]),
        bad(unit().text(TextField::FilledAt, "2025年5月31日"), ["filled_at"]),
        bad(project().year("2025").text(TextField::FilledAt, "2026年1月1日"), ["filled_at"]),
        good(project().text(TextField::FilledAt, "2025年6月1日")),
        good(project().text(TextField::FilledAt, "20260305")),
        pass(project().year("2025").text(TextField::FilledAt, "2025-12-31")),
        not_yet(project().text(TextField::FilledAt, "")),
        bad(project().text(TextField::FilledAt, "年初"), ["filled_at"]),
        bad(unit().text(TextField::FilledAt, "2025年13月45日"), ["filled_at"]),
        bad(unit().text(TextField::FilledAt, "2025年11月31日"), ["filled_at"]),
        not_yet(project().text(TextField::FilledAt, "2025年1")).typing(),
        not_yet(project().text(TextField::FilledAt, "2025-02-30")).typing(),
    ]
}

#[cfg(test)]
mod tests {
    use crate::testing::{faults, project};
    use jibiao_model::path::TextField;

    #[test]
    fn it_is_said_what_the_calendar_lacks() {
        let said = |written: &str| {
            let found = faults(&super::RULE, project().text(TextField::FilledAt, written));
            found.first().map(|fault| fault.message.clone()).unwrap_or_default()
        };
        for (written, wrong) in [
            ("2025年11月31日", "里 11 月只有 30 天"),
            ("2025-13-01", "里没有 13 月"),
            ("2025/0/1", "里没有 0 月"),
            ("20251200", "里没有 0 日"),
            ("2026.2.29", "里 2026 年 2 月只有 28 天"),
            ("十二月三日", "读不出年月日"),
        ] {
            assert_eq!(said(written), format!("填报日期：“{written}”{wrong}。"));
        }
        for written in ["2023-01-05", "20230105", "2023年1月5日"] {
            assert!(said(written).starts_with("填报日期：“2023年1月5日”不在"), "{}", said(written));
        }
    }
}
