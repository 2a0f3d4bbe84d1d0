//! One judgement for each row over all that the texts say of it, so that one pair of numbers is reported by one rule: D13 where the
//! text says how often, E03 where it sets a floor, E01 otherwise.

use crate::claims::{Claim, Nearness};
use crate::facts::Bound;
use crate::prelude::*;
use crate::shared::text::clip_end;
use jibiao_model::value::{Reading, Sign};
use rust_decimal::Decimal;

/// What the texts make of a row's number.
pub(crate) enum Judgement<'v> {
    /// No text speaks of it.
    Silent,
    /// Some text says the same, or what they say does not bear on it.
    Fits,
    /// n times a month or quarter make another number of times a year.
    Frequency(&'v Claim),
    /// The text promises more.
    Looser(&'v Claim),
    /// The text has another number.
    Differs(&'v Claim),
}

/// The number of a row in the unit of its claims.
pub(super) fn number(row: Row<'_, '_>) -> Option<Decimal> {
    let reading = row.reading();
    match reading {
        Reading::Count { .. } => reading.count(),
        Reading::Ratio { number, .. } => Some(*number),
        Reading::Money { .. } => reading.yuan().map(|yuan| yuan.0),
        _ => None,
    }
}

/// True where the row wants at least, and not exactly or at most, its number.
fn is_floor(sign: Sign) -> bool {
    matches!(sign, Sign::AtLeast | Sign::Greater)
}

fn is_cap(sign: Sign) -> bool {
    matches!(sign, Sign::AtMost | Sign::Less)
}

/// A share that a text says is reached is a floor: 达到98%.
fn bound(claim: &Claim, row: Row<'_, '_>) -> Bound {
    match claim.bound {
        Bound::Exact | Bound::About if row.reading().is_percent() => Bound::AtLeast,
        bound => bound,
    }
}

/// The claim that the row turns round: at least in the text, at most in the row, or the other way.
pub(super) fn turned<'v>(row: Row<'v, '_>) -> Option<&'v Claim> {
    let (number, sign) = (number(row)?, row.reading().sign()?);
    row.claims().iter().filter(|claim| claim.accuses()).find(|claim| match claim.bound {
        Bound::AtLeast => is_cap(sign) && claim.number >= number,
        Bound::AtMost => is_floor(sign) && claim.number <= number,
        _ => false,
    })
}

/// Judges a row.
pub(super) fn judge<'v>(row: Row<'v, '_>) -> Judgement<'v> {
    let claims = row.claims();
    let (Some(number), Some(sign)) = (number(row), row.reading().sign()) else { return Judgement::Silent };
    if claims.is_empty() {
        return Judgement::Silent;
    }
    if is_sum(claims, number) || turned(row).is_some() {
        return Judgement::Fits;
    }
    if claims.iter().any(|claim| fits(claim, row, number, sign)) {
        return goal_differs(claims, row, number, sign).map_or(Judgement::Fits, Judgement::Differs);
    }
    let Some(nearest) = claims.iter().filter(|claim| claim.accuses()).map(|claim| claim.nearness).min() else {
        return Judgement::Fits;
    };
    let accusing: Vec<&Claim> = claims.iter().filter(|claim| claim.accuses() && claim.nearness == nearest).collect();
    let accusing = without_parts(accusing);
    let Some(least) = accusing.iter().copied().min_by_key(|claim| claim.number) else { return Judgement::Fits };
    let floors = accusing.iter().all(|claim| bound(claim, row).is_floor() && claim.number > number);
    if floors && !is_cap(sign) {
        return if least.every.is_some() { Judgement::Frequency(least) } else { Judgement::Looser(least) };
    }
    let same = accusing.iter().all(|claim| claim.number == least.number && claim.high == least.high);
    let states = match bound(least, row) {
        Bound::Exact | Bound::About => true,
        Bound::AtMost => number > least.number,
        // The case of a row above the floor fits, of one below is looser; left is a cap, which is E02's.
        Bound::AtLeast | Bound::Over => false,
    };
    match (same && states, least.every) {
        (false, _) => Judgement::Fits,
        (true, Some(_)) => Judgement::Frequency(least),
        (true, None) => Judgement::Differs(least),
    }
}

/// The number that the goal of the row's own side has for the very words of the row, where no number of that goal fits: what another text
/// says does not make goal and indicator agree.
fn goal_differs<'v>(claims: &'v [Claim], row: Row<'_, '_>, number: Decimal, sign: Sign) -> Option<&'v Claim> {
    let goal = match row.side() {
        Side::Period => TextField::GoalPeriod,
        Side::Annual => TextField::GoalAnnual,
    };
    let mut said = claims.iter().filter(|claim| [goal, TextField::AnnualGoal].contains(&claim.field));
    let first = said.next()?;
    let plain = first.accuses() && first.nearness == Nearness::Same && first.every.is_none();
    let exact = first.bound == Bound::Exact && first.high.is_none() && !fits(first, row, number, sign);
    let counted = matches!(row.reading(), Reading::Count { .. });
    (plain && exact && counted && said.all(|other| other.number == first.number)).then_some(first)
}

fn fits(claim: &Claim, row: Row<'_, '_>, number: Decimal, sign: Sign) -> bool {
    claim.agrees(number)
        || match bound(claim, row) {
            Bound::AtLeast | Bound::Over => number >= claim.number && !is_cap(sign),
            Bound::AtMost => number <= claim.number && !is_floor(sign),
            Bound::Exact | Bound::About => false,
        }
}

/// Without the numbers of one text that add up to that of another text: 上半年3期、下半年2期 in the plan, 5期 in the goal.
fn without_parts(claims: Vec<&Claim>) -> Vec<&Claim> {
    let sum_of = |field: TextField| {
        let parts = claims.iter().filter(|claim| claim.field == field);
        let count = parts.clone().count();
        let sum = parts.map(|claim| claim.number).try_fold(Decimal::ZERO, |sum, part| sum.checked_add(part));
        sum.filter(|_| count > 1)
    };
    let parts: Vec<TextField> = crate::claims::CLAIMING
        .into_iter()
        .filter(|field| {
            let sum = sum_of(*field);
            sum.is_some_and(|sum| claims.iter().any(|claim| claim.field != *field && claim.number == sum))
        })
        .collect();
    if parts.is_empty() { claims } else { claims.into_iter().filter(|claim| !parts.contains(&claim.field)).collect() }
}

/// True where several numbers of one text add up to that of the row: A3打印机2台、A4打印机6台 for 打印机8台.
fn is_sum(claims: &[Claim], number: Decimal) -> bool {
    claims.iter().any(|first| {
        let parts = claims.iter().filter(|claim| claim.field == first.field && claim.nearness <= Nearness::Wider);
        let sum = parts.clone().try_fold(Decimal::ZERO, |sum, claim| sum.checked_add(claim.number));
        parts.count() > 1 && sum == Some(number)
    })
}

/// The short name of a text in a message.
pub(crate) fn short(field: TextField) -> &'static str {
    match field {
        TextField::Overview => "概况",
        TextField::Plan => "计划",
        TextField::GoalPeriod => "实施期目标",
        TextField::GoalAnnual => "年度目标",
        TextField::AnnualGoal => "目标",
        TextField::Safeguards => "制度措施",
        _ => "文字",
    }
}

/// A fault at the value of a row with the words of the text beside it.
pub(crate) fn fault(view: &View<'_>, row: Row<'_, '_>, claim: &Claim, wrong: &str, advice: &str) -> Fault {
    let place = row.cell(RowField::Value);
    let facts = view.facts(claim.field);
    let said = facts.map_or("", |facts| facts.quote(claim.phrase)).trim();
    let (name, value) = (clip(row.name(), 10), clip(row.value(), 8));
    let message = format!("指标“{name}”：“{value}”，{}“{}”，{wrong}。", short(claim.field), clip_end(said, 10));
    let fault = Fault::new(place, message, advice).read(place, clip(row.value(), 60));
    match facts {
        Some(facts) => fault.quote(FieldPath::Text(claim.field), facts, claim.phrase),
        None => fault,
    }
}

/// The verdict of D13.
pub(crate) fn frequency<'v, 'a>(view: &'v View<'a>, fault: impl Fn(Row<'v, 'a>, &'v Claim) -> Fault) -> Outcome {
    test(view, |row, judgement| match judgement {
        Judgement::Frequency(claim) => Some(fault(row, claim)),
        _ => None,
    })
}

/// Judges every filled row that some text speaks of.
pub(super) fn test<'v, 'a>(view: &'v View<'a>, fault: impl Fn(Row<'v, 'a>, Judgement<'v>) -> Option<Fault>) -> Outcome {
    if crate::claims::TEXTS.iter().all(|field| view.text(*field).trim().is_empty()) {
        return Outcome::NotYet;
    }
    rows::test_filled(view, |row| match judge(row) {
        Judgement::Silent => Verdict::Other,
        judgement => Verdict::of(fault(row, judgement)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is said of a row of so many 期 by the plan and by the goal.
    fn said(plan: &str, goal: &str, value: &str) -> Option<String> {
        let form = project().name(0, "播出宣传短片期数").value(0, value).goals(goal).text(TextField::Plan, plan);
        let found = crate::testing::faults(&crate::text::number_differs::RULE, form);
        found.into_iter().next().map(|fault| fault.message)
    }

    #[test]
    fn the_parts_of_one_text_are_left_to_the_sum_of_another() {
        let parts = "上半年播出宣传短片3期，下半年播出宣传短片2期。";
        assert!(said(parts, "全年播出宣传短片5期。", "6期").is_some_and(|said| said.contains("5期")));
        assert_eq!(said(parts, "全年播出宣传短片5期。", "5期"), None);
        // Numbers that do not make it are several numbers, and none of them is the one.
        assert_eq!(said(parts, "全年播出宣传短片7期。", "6期"), None);
        // What the plan says does not make goal and row agree.
        assert!(said("播出宣传短片6期。", "全年播出宣传短片5期。", "6期").is_some_and(|said| said.contains("5期")));
        assert_eq!(said("播出宣传短片6期。", "播出宣传短片5期以上。", "6期"), None);
        assert_eq!(said("播出宣传短片6期。", "播出宣传短片5期，另播出宣传短片4期。", "6期"), None);
        // One number alone is no part.
        assert!(said("播出宣传短片5期。", "播出宣传短片5期。", "6期").is_some());
    }
}
