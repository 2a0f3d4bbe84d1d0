//! C22: a strict sign where the text includes the limit.

use crate::prelude::*;
use crate::shared::text::{SENTENCES, tidy};
use jibiao_model::value::Sign;
use rust_decimal::Decimal;

pub(crate) static RULE: Rule = Rule {
    code: "C22",
    name: "strict_against_text",
    title: "值是严格大于或小于，文字里是不少于或不超过",
    severity: Severity::Hint,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: &[
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
    risk: Risk::Low,
    doc: Doc {
        checks: "指标值用 > 或 <，文字里对同一个数写的是不少于、不低于、至少、不超过、不高于、至多。",
        why: "差在恰好等于的时候：文字算完成，指标不算。",
        basis: "经验",
        bad: "不少于24次，河道巡查次数 >24次",
        good: "不少于24次，河道巡查次数 ≥24次",
        exceptions: "只比同一个数字。",
        change: "把 > 改成 ≥，< 改成 ≤。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    let texts: Vec<_> = SENTENCES.iter().map(|field| (*field, tidy(view.text(*field)))).collect();
    rows::test_filled(view, |row| {
        let (words, sign): (&[&str], _) = match row.reading().sign() {
            Some(Sign::Greater) => (&["不少于", "不低于", "至少", "不小于"], "≥"),
            Some(Sign::Less) => (&["不超过", "不高于", "至多", "不多于", "不大于"], "≤"),
            _ => return Verdict::Other,
        };
        let Some(number) = row.reading().number() else { return Verdict::Other };
        let found = texts
            .iter()
            .find_map(|(field, text)| words.iter().find(|word| says(text, word, number)).map(|word| (*field, *word)));
        Verdict::of(found.map(|(field, word)| {
            let wrong = format!("，{}里是{word}", clip(view.label(field), 6));
            rows::value_fault(row, &wrong, &format!("改成 {sign}。")).with(FieldPath::Text(field))
        }))
    })
}

/// True where the text says the word directly before this number.
fn says(text: &str, word: &str, number: Decimal) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let rest = text.get(at + word.len()..).unwrap_or_default();
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').len();
        rest.get(..digits.min(20)).and_then(|digits| digits.trim_end_matches('.').parse().ok()) == Some(number)
    })
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().text(TextField::Plan, "全年巡查不少于24次。").value(0, ">24次"), ["indicators.period[0].value"]),
        bad(
            project().text(TextField::Safeguards, "漏巡不超过 2.5%。").name(1, "漏巡占比").value(1, "<2.5%"),
            ["indicators.period[1].value"],
        ),
        bad(unit().text(TextField::Duties, "巡查至少24次。").value(0, ">24次"), ["indicators[0].value"]),
        good(project().text(TextField::Plan, "全年巡查不少于24次。")),
        good(project().text(TextField::Plan, "全年巡查不少于24次。").value(0, ">23次")),
        not_yet(project().without(|row| row.id.0 > 1).value(0, "")),
        not_applicable(project()),
    ]
}
