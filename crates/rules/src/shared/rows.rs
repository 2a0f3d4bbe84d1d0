//! Row rules: the same test on every row of both sides, and one finding for a fault that stands on both rows of a pair.

use crate::field::Field;
use crate::finding::{Fault, Outcome};
use crate::view::{Row, View};
use jibiao_model::form::Side;
use jibiao_model::path::RowField;
use std::collections::HashMap;

/// What every row rule reads: pairing compares levels, names and values of both sides.
pub(crate) const READS: &[Field] = &[
    Field::Rows(Side::Period, RowField::Level1),
    Field::Rows(Side::Period, RowField::Level2),
    Field::Rows(Side::Period, RowField::Name),
    Field::Rows(Side::Period, RowField::Value),
    Field::Rows(Side::Annual, RowField::Level1),
    Field::Rows(Side::Annual, RowField::Level2),
    Field::Rows(Side::Annual, RowField::Name),
    Field::Rows(Side::Annual, RowField::Value),
];

/// The answer about one row.
pub(crate) enum Verdict {
    /// The rule is not about this row.
    Other,
    /// Its name or value is still empty.
    NotYet,
    /// Looked at, nothing wrong.
    Pass,
    /// Wrong.
    Fault(Fault),
}

impl Verdict {
    /// A pass unless there is a fault.
    pub fn of(fault: Option<Fault>) -> Verdict {
        fault.map_or(Verdict::Pass, Verdict::Fault)
    }
}

/// Tests every filled row of the form. The same fault on both rows of a pair is reported once: at the period row, the annual row
/// is related.
pub(crate) fn test<'v, 'a>(view: &'v View<'a>, mut test: impl FnMut(Row<'v, 'a>) -> Verdict) -> Outcome {
    let mut faults: Vec<Fault> = Vec::new();
    let mut of_period = HashMap::new();
    let (mut rows, mut passed, mut waiting) = (0_usize, false, false);
    for side in view.sides() {
        for row in view.rows(side) {
            rows += 1;
            match test(row) {
                Verdict::Other => {}
                Verdict::Pass => passed = true,
                Verdict::NotYet => waiting = true,
                Verdict::Fault(fault) => {
                    let partner = if side == Side::Annual { row.partner() } else { None };
                    let same = partner.and_then(|partner| of_period.get(&partner.place())).copied();
                    match same.and_then(|index: usize| faults.get_mut(index)) {
                        Some(first) => first.absorb(fault),
                        None => {
                            if side == Side::Period {
                                of_period.insert(row.place(), faults.len());
                            }
                            faults.push(fault);
                        }
                    }
                }
            }
        }
    }
    match (faults.is_empty(), passed, waiting || rows == 0) {
        (false, ..) => Outcome::Findings(faults),
        (true, true, _) => Outcome::Pass,
        (true, false, true) => Outcome::NotYet,
        (true, false, false) => Outcome::NotApplicable,
    }
}

/// Tests every row that has both a name and a value; others are not yet.
pub(crate) fn test_filled<'v, 'a>(view: &'v View<'a>, mut verdict: impl FnMut(Row<'v, 'a>) -> Verdict) -> Outcome {
    test(view, |row| if row.name().is_empty() || row.value().is_empty() { Verdict::NotYet } else { verdict(row) })
}
