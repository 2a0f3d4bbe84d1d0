//! The budget year beside the years that a time value names.

use crate::prelude::*;
use crate::shared::dotted::dotted_month;
use crate::shared::names;

/// What the rules about years of time values read.
pub(super) const READS: &[Field] = &[
    Field::Year,
    Field::Rows(Side::Period, RowField::Level1),
    Field::Rows(Side::Period, RowField::Level2),
    Field::Rows(Side::Period, RowField::Name),
    Field::Rows(Side::Period, RowField::Value),
    Field::Rows(Side::Annual, RowField::Level1),
    Field::Rows(Side::Annual, RowField::Level2),
    Field::Rows(Side::Annual, RowField::Name),
    Field::Rows(Side::Annual, RowField::Value),
];

/// The budget year, where it reads as one.
pub(super) fn budget_year(view: &View<'_>) -> Option<i32> {
    view.year().read().map(|year| year.0)
}

/// The latest year that the value of a row names with four digits; 2025.10 is a month where the row speaks of time.
pub(super) fn latest_year(row: Row<'_, '_>) -> Option<i32> {
    let of_time = || row.level2() == Some(Level2::Timeliness) || names::denotes_time(row.full_name());
    let dotted = || dotted_month(row.value()).filter(|_| of_time());
    row.reading().years().map(|(_, latest)| latest).or_else(|| dotted().map(|(year, _)| year))
}

/// A fault at the value of a row.
pub(super) fn fault(row: Row<'_, '_>, wrong: &str, advice: &str) -> Fault {
    let message = format!("指标{}：“{}”{wrong}。", quoted(row.name()), clip(row.value(), 14));
    let place = row.cell(RowField::Value);
    Fault::new(place, message, advice).read(place, clip(row.value(), 60))
}
