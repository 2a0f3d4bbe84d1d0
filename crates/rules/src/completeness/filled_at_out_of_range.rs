//! A20: filled at a time that cannot be, or that is no date.

use crate::prelude::*;
use chrono::NaiveDate;
use jibiao_model::date::read_filled_at;

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
        bad: "2026 年度的表，填报日期 2024-12-30",
        good: "2026 年度的表，填报日期 2025-12-30",
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
    let Some(date) = read_filled_at(written) else {
        let message = format!("填报日期：{}读不出年月日。", quoted(written));
        let fault = Fault::new(place, message, "写成 2025-12-30 这样的日期。").read(place, clip(written, 60));
        return view.when_finished(Outcome::Findings(vec![fault]));
    };
    let Some((first, last)) = first.zip(last) else { return Outcome::NotApplicable };
    let wrong = if date > view.today() {
        "在今天以后".to_owned()
    } else if date < first || date > last {
        format!("不在 {year} 年度表的编报时间里")
    } else {
        return Outcome::Pass;
    };
    let message = format!("填报日期：{}{wrong}。", quoted(written));
    let fault = Fault::new(place, message, "改成实际填报的日期。").read(place, clip(written, 60));
    Outcome::Findings(vec![fault.with(FieldPath::Year)])
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
        not_yet(project().text(TextField::FilledAt, "2025年1")).typing(),
    ]
}
