//! Amounts of a form: their names in messages, and sums without overflow.

use crate::view::View;
use jibiao_model::form::{FundLine, Side};
use jibiao_model::path::BudgetField;
use jibiao_model::{Entry, FieldPath, Wan, Yuan};

/// The name of a side's total in a message.
pub(crate) fn total_label(side: Side) -> &'static str {
    match side {
        Side::Period => "实施期资金总额",
        Side::Annual => "年度资金总额",
    }
}

/// The name of a side in a message.
pub(crate) fn side_label(side: Side) -> &'static str {
    match side {
        Side::Period => "实施期",
        Side::Annual => "年度",
    }
}

/// The place of a side's total.
pub(crate) fn total_place(side: Side) -> FieldPath {
    FieldPath::Fund(side, FundLine::Total)
}

/// A side's total, where it reads as a number.
pub(crate) fn total(view: &View<'_>, side: Side) -> Option<Yuan> {
    view.fund(side, FundLine::Total).read().copied()
}

/// Both totals of a project form, where both read as numbers: period, annual.
pub(crate) fn both_totals(view: &View<'_>) -> Option<(Yuan, Yuan)> {
    total(view, Side::Period).zip(total(view, Side::Annual))
}

/// Σ of the sources of a side; a blank source counts as 0. `None` where one does not read as a number or the sum is too large.
pub(crate) fn sources(view: &View<'_>, side: Side) -> Option<Yuan> {
    let mut cells = FundLine::SOURCES.into_iter().map(|line| view.fund(side, line));
    cells.try_fold(Yuan::default(), |sum, cell| match cell {
        Entry::Blank => Some(sum),
        Entry::Read(amount) => sum.checked_add(*amount),
        Entry::Raw(_) => None,
    })
}

/// Σ of budget cells, and how many of them are not zero; a blank one counts as 0.
pub(crate) fn budget_sum(view: &View<'_>, fields: &[BudgetField]) -> Option<(Wan, u32)> {
    fields.iter().try_fold((Wan::default(), 0), |(sum, parts), field| match view.budget(*field) {
        Entry::Blank => Some((sum, parts)),
        Entry::Read(amount) => Some((sum.checked_add(*amount)?, parts + u32::from(!amount.0.is_zero()))),
        Entry::Raw(_) => None,
    })
}
