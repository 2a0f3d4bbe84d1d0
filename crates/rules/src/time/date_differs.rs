//! D04: the text gives another month than the indicator for the same thing.

use super::years::budget_year;
use crate::facts::{Facts, Span};
use crate::prelude::*;
use crate::shared::text::tidy;
use chrono::Datelike;

pub(crate) static RULE: Rule = Rule {
    code: "D04",
    name: "date_differs",
    title: "文字里的月份与指标的时间不一致",
    severity: Severity::Hint,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: &[
        Field::Year,
        Field::Text(TextField::Overview),
        Field::Text(TextField::Plan),
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
        checks: "概况或实施计划的一句话里有指标的名词和月份，指标的期限不在这些月份里。",
        why: "计划和指标各说各的时间，执行时不知道按哪个。",
        basis: "经验",
        bad: "计划“6月底前完成清淤验收”；清淤验收时间 8月底前",
        good: "计划“6月底前完成清淤验收”；清淤验收时间 6月底前",
        exceptions: "同一句里可能还有别的事，容易误报，所以默认关闭；没有写月份的、名词对不上的不查。",
        change: "核对后改成一致。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

/// Ends of a name behind what happens.
const ENDS: &[&str] = &["完成时间", "开展时间", "时间", "完成日期", "日期", "期限", "时限", "周期", "完成", "工作"];

fn check(view: &View<'_>) -> Outcome {
    let Some(year) = budget_year(view) else { return Outcome::NotYet };
    let texts = [TextField::Plan, TextField::Overview].map(|field| (field, view.facts(field)));
    if texts.iter().all(|(_, facts)| facts.is_none_or(|facts| facts.signs.len() == 0)) {
        return Outcome::NotYet;
    }
    rows::test_filled(view, |row| {
        let points = row.reading().points();
        let ([point], Some(noun)) = (points.as_slice(), noun(row.full_name())) else { return Verdict::Other };
        let Some((from, to)) = point.span(year).filter(|_| point.month.is_some()) else { return Verdict::Other };
        let mut said = texts
            .iter()
            .filter_map(|(field, facts)| Some((*field, (*facts)?)))
            .flat_map(|(field, facts)| {
                let noun = noun.clone();
                let months = facts.dates.iter().filter_map(|date| Some((date.span, date.months?)));
                months
                    .filter(move |(span, _)| tidy(facts.quote(facts.clause(*span))).contains(&noun))
                    .map(move |(span, months)| (field, facts, span, months))
            })
            .peekable();
        if said.peek().is_none() {
            return Verdict::Other;
        }
        let said: Vec<_> = said.collect();
        let fits = |(first, last): (u32, u32)| first <= to.month() && from.month() <= last;
        if said.iter().any(|(.., months)| fits(*months)) {
            return Verdict::Pass;
        }
        Verdict::of(said.first().map(|(field, facts, span, _)| fault(row, *field, facts, *span)))
    })
}

fn noun(name: &str) -> Option<String> {
    let mut noun = name;
    while let Some(shorter) = ENDS.iter().find_map(|end| noun.strip_suffix(end)) {
        noun = shorter;
    }
    (noun.chars().count() >= 3).then(|| tidy(noun).into_owned())
}

fn fault(row: Row<'_, '_>, field: TextField, facts: &Facts<'_>, span: Span) -> Fault {
    let place = row.cell(RowField::Value);
    let field_name = if field == TextField::Plan { "计划" } else { "概况" };
    let (name, value, said) = (clip(row.name(), 10), clip(row.value(), 10), clip(facts.quote(span), 10));
    let message = format!("指标“{name}”：“{value}”，{field_name}写“{said}”。");
    let fault = Fault::new(place, message, "核对后改成一致。").read(place, clip(row.value(), 60));
    fault.quote(FieldPath::Text(field), facts, span)
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    let form = |plan: &str, value: &str| {
        project().text(TextField::Plan, plan).both("产出指标", "时效指标", "闸房清淤完成时间", value)
    };
    vec![
        bad(form("6月底前完成闸房清淤，按月巡查。", "2026年8月底前"), ["indicators.period[7].value"]),
        bad(
            form("", "8月底前").text(TextField::Overview, "闸房清淤安排在3月至5月，另行巡查。"),
            ["indicators.period[7].value"],
        ),
        good(form("6月底前完成闸房清淤，按月巡查。", "2026年6月底前")),
        good(form("5-8月开展闸房清淤，按月巡查。", "7月底前")),
        not_applicable(form("按月巡查。", "7月底前")),
        not_yet(project().year("")),
        not_yet(form("", "7月底前").text(TextField::Overview, "")),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::faults;

    #[test]
    fn the_text_that_says_another_time_is_named() {
        let said = |field: TextField| {
            let form = project().text(TextField::Plan, "").text(field, "闸房清淤安排在3月，另行巡查。");
            let form = form.both("产出指标", "时效指标", "闸房清淤完成时间", "8月底前");
            faults(&RULE, form).pop().unwrap().message
        };
        assert!(said(TextField::Plan).contains("计划写“3月”"));
        assert!(said(TextField::Overview).contains("概况写“3月”"));
    }
}
