//! A price for one and the row that counts how many: 5000元/场 and 活动场次 12场.

use crate::claims::priced_thing;
use crate::prelude::*;
use jibiao_model::value::{Reading, Sign};
use rust_decimal::Decimal;

/// What the rules about prices read.
pub(super) const READS: &[Field] = &[
    Field::Fund(Side::Period, FundLine::Total),
    Field::Fund(Side::Annual, FundLine::Total),
    Field::Rows(Side::Period, RowField::Level1),
    Field::Rows(Side::Period, RowField::Level2),
    Field::Rows(Side::Period, RowField::Name),
    Field::Rows(Side::Period, RowField::Value),
    Field::Rows(Side::Annual, RowField::Level1),
    Field::Rows(Side::Annual, RowField::Level2),
    Field::Rows(Side::Annual, RowField::Name),
    Field::Rows(Side::Annual, RowField::Value),
];

/// A price row with the row that counts, and what the two make in a year.
pub(super) struct Priced<'v, 'a> {
    pub count: Row<'v, 'a>,
    pub product: Decimal,
    /// `5000元×12`, or with `×12个月` behind.
    pub written: String,
}

/// The thing counted and the payments a year of a price: 元/人/月 is (人, 12).
fn per(reading: &Reading) -> Option<(&str, u32)> {
    let times = |unit: &str| match unit {
        "月" => Some(12),
        "季" | "季度" => Some(4),
        "半年" => Some(2),
        "年" => Some(1),
        _ => None,
    };
    match reading.per() {
        [thing] if times(thing).is_none() => Some((thing, 1)),
        [thing, time] if times(thing).is_none() => Some((thing, times(time)?)),
        _ => None,
    }
}

/// Pairs a price row with the row that counts.
pub(super) fn of<'v, 'a>(view: &'v View<'a>, row: Row<'v, 'a>) -> Option<Priced<'v, 'a>> {
    if !row.is_cost() || !matches!(row.reading(), Reading::MoneyRate { .. }) {
        return None;
    }
    let (thing, times) = per(row.reading())?;
    let price = row.reading().yuan()?.0;
    let mut counts = view.rows(row.side()).filter(|other| {
        let counted = matches!(other.reading(), Reading::Count { .. }) && other.reading().per().is_empty();
        let whole = other.reading().sign() != Some(Sign::AtMost) && other.level2() == Some(Level2::Quantity);
        counted
            && whole
            && other
                .reading()
                .head_unit()
                .is_some_and(|unit| priced_thing(row.full_name(), other.full_name(), thing, unit))
    });
    let count = counts.next()?;
    if counts.next().is_some() {
        return None;
    }
    let number = count.reading().count()?;
    let product = price.checked_mul(number)?.checked_mul(Decimal::from(times))?;
    let months = if times > 1 { format!("×{times}") } else { String::new() };
    let written = format!("{}元×{}{months}", price.normalize(), number.normalize());
    Some(Priced { count, product, written })
}
