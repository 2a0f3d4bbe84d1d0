//! Amounts: sums without overflow, and amounts as a message shows them.

use crate::view::View;
use jibiao_model::form::{FundLine, Side};
use jibiao_model::path::BudgetField;
use jibiao_model::{Entry, FieldPath};
use rust_decimal::Decimal;

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

/// A side's total in 元, where it reads as a number.
pub(crate) fn total(view: &View<'_>, side: Side) -> Option<Decimal> {
    view.fund(side, FundLine::Total).read().map(|yuan| yuan.0)
}

/// Σ of the sources of a side; a blank source counts as 0. `None` where one does not read as a number or the sum is too large.
pub(crate) fn sources(view: &View<'_>, side: Side) -> Option<Decimal> {
    sum(FundLine::SOURCES.map(|line| view.fund(side, line).map(|yuan| yuan.0)))
}

/// Σ of budget cells in 万元; a blank one counts as 0.
pub(crate) fn budget_sum<const N: usize>(view: &View<'_>, fields: [BudgetField; N]) -> Option<Decimal> {
    sum(fields.map(|field| view.budget(field).map(|wan| wan.0)))
}

fn sum<const N: usize>(cells: [Entry<Decimal>; N]) -> Option<Decimal> {
    cells.into_iter().try_fold(Decimal::ZERO, |sum, cell| match cell {
        Entry::Blank => Some(sum),
        Entry::Read(amount) => sum.checked_add(amount),
        Entry::Raw(_) => None,
    })
}

/// Both totals of a project form, where both read as numbers: period, annual.
pub(crate) fn both_totals(view: &View<'_>) -> Option<(Decimal, Decimal)> {
    total(view, Side::Period).zip(total(view, Side::Annual))
}

/// An amount as a message shows it: `2,100,000`, `263,138.64`.
pub(crate) fn shown(amount: Decimal) -> String {
    let text = amount.abs().normalize().to_string();
    let (whole, cents) = text.split_once('.').unwrap_or((&text, ""));
    let mut out = String::from(if amount.is_sign_negative() && !amount.is_zero() { "-" } else { "" });
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if !cents.is_empty() {
        out.push('.');
        out.push_str(cents);
        if cents.len() == 1 {
            out.push('0');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_shown_with_commas_and_no_empty_cents() {
        for (amount, text) in [("2100000.00", "2,100,000"), ("263138.64", "263,138.64"), ("6887.8", "6,887.80"), ("100", "100"), ("-1000", "-1,000"), ("0.00", "0")] {
            assert_eq!(shown(amount.parse().unwrap()), text);
        }
    }
}
