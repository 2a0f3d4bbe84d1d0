//! How often something is done, told twice in one text: 每月巡护4次，全年巡护40次.

use crate::claims;
use crate::facts::{Bound, Every, Facts, Quantity, Span, Unit};
use crate::prelude::*;
use crate::text::short;
use rust_decimal::Decimal;

/// 每月n次 in a text whose 全年m次 of the same thing is another number.
struct Twice {
    often: Span,
    yearly: Span,
    /// n times the months, as people would write it.
    made: Decimal,
}

/// The faults of all texts; one for both goals where they say the same.
pub(super) fn faults(view: &View<'_>) -> Vec<Fault> {
    let mut faults: Vec<Fault> = Vec::new();
    for field in claims::TEXTS {
        let Some(facts) = view.facts(field) else { continue };
        let Some(twice) = contradiction(facts) else { continue };
        let place = FieldPath::Text(field);
        let quote = |span| clip(facts.quote(span).trim(), 14);
        let made = twice.made.normalize();
        let (often, yearly) = (quote(twice.often), quote(twice.yearly));
        let message = format!("{}：“{often}”折合全年{made}次，却写“{yearly}”。", short(field));
        let fault = Fault::new(place, message, "核对后改成一致。");
        let fault = fault.quote(place, facts, twice.often).quote(place, facts, twice.yearly);
        let same = field == TextField::GoalAnnual && view.text(field).trim() == view.text(TextField::GoalPeriod).trim();
        let period = FieldPath::Text(TextField::GoalPeriod);
        match faults.iter_mut().find(|other| same && other.place == period) {
            Some(other) => other.absorb(fault),
            None => faults.push(fault),
        }
    }
    faults
}

/// Units of what recurs.
const TIMES: &[&str] = &["次", "场", "场次", "期", "轮", "遍"];
/// Words that lead to the noun or say how often.
const LEADS: &[&str] = &[
    "每个月",
    "每两个月",
    "每2个月",
    "每月",
    "每个季度",
    "每季度",
    "每季",
    "每半年",
    "每周",
    "每星期",
    "全年",
    "一年",
    "每年度",
    "每年",
    "年度",
    "本年",
    "年内",
    "至少",
    "不少于",
    "不低于",
    "最多",
    "不超过",
    "累计",
    "共计",
    "合计",
    "共",
    "计划",
    "预计",
    "组织",
    "开展",
    "进行",
    "实施",
    "完成",
    "举办",
    "召开",
    "不",
    "各",
];
/// Words of a sentence that make the two numbers ones of different things or of parts of the year.
const EXCUSES: &[&str] = &[
    "期间",
    "汛期",
    "防火期",
    "旺季",
    "淡季",
    "春",
    "夏",
    "秋",
    "冬",
    "假期",
    "学期",
    "个月",
    "除",
    "另",
    "其中",
    "分别",
    "上年",
    "去年",
    "往年",
    "已",
    "原",
    "增加",
    "以外",
    "外加",
    "节假日",
    "平时",
    "重点",
    "各",
];

fn contradiction(facts: &Facts<'_>) -> Option<Twice> {
    let told: Vec<(&Quantity, &str)> = facts
        .quantities
        .iter()
        .filter(|quantity| matches!(quantity.unit, Unit::Of(unit) if TIMES.contains(&unit)))
        .filter(|quantity| !quantity.each && !quantity.bound.is_loose())
        .map(|quantity| (quantity, noun(facts, quantity)))
        .collect();
    let yearly = |quantity: &Quantity| match quantity.every {
        Some(every) => every == Every::Year,
        None => facts.signs.hold(quantity.clause, &["年度", "本年", "年内"]),
    };
    told.iter().enumerate().find_map(|(index, (often, thing))| {
        let factor = often.every.filter(|every| *every != Every::Year).and_then(in_a_year)?;
        // Itself is said of no year, so that it is none of those that follow.
        let (_, next) = told.split_at_checked(index)?;
        let about = |(other, noun): &&(&Quantity, &str)| {
            other.unit == often.unit && (same(thing, noun) || (noun.is_empty() && follows(facts, often, other)))
        };
        // Said of several: 白天每月2次，夜间每月2次.
        let alone = told.iter().filter(|(other, _)| other.unit == often.unit && !yearly(other)).count() == 1;
        let others: Vec<&Quantity> = next.iter().filter(about).map(|(other, _)| *other).filter(|q| yearly(q)).collect();
        let [whole] = others.as_slice() else { return None };
        let (low, high) = (range(often).0.checked_mul(factor.0)?, times(range(often).1, factor.1));
        let (least, most) = range(whole);
        let apart = high.is_some_and(|high| high < least) || most.is_some_and(|most| most < low);
        let sentence = facts.sentence(often.core).to(facts.sentence(whole.core));
        let made = often.number.checked_mul(factor.1.min(Decimal::from(52)))?;
        let wrong = alone && apart && !is_excused(facts, sentence, often, whole, made);
        wrong.then(|| Twice { often: said(often), yearly: said(whole), made })
    })
}

/// Between how many times in a year: a year has 52 weeks, and nobody counts the ones of the holidays.
fn in_a_year(every: Every) -> Option<(Decimal, Decimal)> {
    match every {
        Every::Week => Some((Decimal::from(48), Decimal::from(53))),
        every => every.in_a_year().map(|times| (Decimal::from(times), Decimal::from(times))),
    }
}

fn times(number: Option<Decimal>, factor: Decimal) -> Option<Decimal> {
    number.and_then(|number| number.checked_mul(factor))
}

/// The least and the most that a number with its bound stands for.
fn range(quantity: &Quantity) -> (Decimal, Option<Decimal>) {
    let high = quantity.high.unwrap_or(quantity.number);
    match quantity.bound {
        Bound::AtLeast | Bound::Over => (quantity.number, None),
        Bound::AtMost => (Decimal::ZERO, Some(high)),
        Bound::Exact | Bound::About => (quantity.number, Some(high)),
    }
}

/// What is counted, without the words that lead to it: 巡护 of 护林员每月巡护4次 and of 全年开展巡护40次.
fn noun<'t>(facts: &Facts<'t>, quantity: &Quantity) -> &'t str {
    let before = facts.quote(quantity.before).trim();
    let rest = bare(before);
    if !rest.is_empty() {
        return rest;
    }
    let after = facts.quote(quantity.after).trim();
    bare(after)
}

/// What stands behind the last of the leading words, or before it where nothing does.
fn bare(phrase: &str) -> &str {
    let last =
        LEADS.iter().filter_map(|word| phrase.rfind(word).map(|at| (at, at + word.len()))).max_by_key(|(_, end)| *end);
    let Some((at, end)) = last else { return phrase };
    match phrase.get(end..).map(str::trim) {
        Some("") | None => phrase.get(..at).map_or("", bare),
        Some(rest) => rest,
    }
}

/// 巡护 and 林区巡护 are the same, of one sign nobody knows.
fn same(left: &str, right: &str) -> bool {
    let long = |noun: &str| noun.chars().nth(1).is_some();
    long(left) && long(right) && (left.ends_with(right) || right.ends_with(left))
}

/// 每月巡护4次，全年40次: the number behind the next comma is of the same thing.
fn follows(facts: &Facts<'_>, often: &Quantity, whole: &Quantity) -> bool {
    let between = facts.quote(Span::new(often.span.end.min(whole.core.start), whole.core.start));
    facts.sentence(often.core).holds(whole.core.start) && between.chars().count() <= 10
}

/// Another number of the sentence may make up for it: 15名护林员每月巡护4次，全年720次; 每月4次，共10个月，全年40次.
fn is_excused(facts: &Facts<'_>, sentence: Span, often: &Quantity, whole: &Quantity, made: Decimal) -> bool {
    let inside = facts.quantities.iter().filter(|other| sentence.holds(other.core.start));
    let mut others = inside.filter(|other| other.core != often.core && other.core != whole.core);
    let is = |product: Option<Decimal>| product == Some(whole.number);
    let many = made.checked_mul(Decimal::TWO).is_none_or(|twice| whole.number >= twice);
    let makes_up = |other: &Quantity| many || is(often.number.checked_mul(other.number));
    let part_of_year = facts.dates_in(sentence).any(|date| date.months.is_some_and(|months| months != (1, 12)));
    part_of_year || others.any(makes_up) || facts.signs.hold(sentence, EXCUSES)
}

/// From the beginning of its clause.
fn said(quantity: &Quantity) -> Span {
    Span::new(quantity.clause.start.max(quantity.before.start.saturating_sub(10)), quantity.span.end)
}
