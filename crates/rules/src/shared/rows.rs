//! Row rules: the same test on every row of both sides, and one finding for a fault that stands on both rows of a pair.

use crate::field::Field;
use crate::finding::{Fault, Outcome};
use crate::shared::text::{clip, quoted};
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

/// A fault at the value of a row: what is written, and what is wrong with it.
pub(crate) fn value_fault(row: Row<'_, '_>, wrong: &str, advice: &str) -> Fault {
    let message = format!("指标{}：“{}”{wrong}。", quoted(row.name()), clip(row.value(), 12));
    let place = row.cell(RowField::Value);
    Fault::new(place, message, advice).read(place, clip(row.value(), 60))
}

/// A fault at the name of a row.
pub(crate) fn name_fault(row: Row<'_, '_>, wrong: &str, advice: &str) -> Fault {
    let place = row.cell(RowField::Name);
    Fault::new(place, format!("指标{}：{wrong}。", quoted(row.name())), advice).read(place, clip(row.name(), 60))
}

/// Hints about a habit that runs through a form: one finding, at the first row, the other rows related.
pub(crate) fn one_line(outcome: Outcome) -> Outcome {
    let Outcome::Findings(faults) = outcome else { return outcome };
    let count = faults.len();
    let mut faults = faults.into_iter();
    let Some(mut first) = faults.next() else { return Outcome::Pass };
    faults.for_each(|fault| first.absorb(fault));
    if count > 1 {
        first.message.truncate(first.message.trim_end_matches('。').len());
        first.message.push_str(&format!("；这样的共 {count} 处。"));
    }
    Outcome::Findings(vec![first])
}

#[cfg(test)]
mod tests {
    use super::*;
    use jibiao_model::FieldPath;

    #[test]
    fn many_hints_become_one_line_that_counts_them() {
        let messages = |count: usize| {
            let fault = Fault::new(FieldPath::Form, "表：有一处。", "改。");
            let Outcome::Findings(faults) = one_line(Outcome::Findings(vec![fault; count])) else { return Vec::new() };
            faults.into_iter().map(|fault| fault.message).collect()
        };
        assert_eq!(messages(0), Vec::<String>::new());
        assert_eq!(messages(1), ["表：有一处。"]);
        assert_eq!(messages(3), ["表：有一处；这样的共 3 处。"]);
    }
}
