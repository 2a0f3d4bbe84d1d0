//! What rules ask a reading.

use super::text::has_digit;
use super::time::{Time, TimeFault, TimePoint};
use super::units::{self, UnitKind};
use super::{MoneyUnit, Reading, Scale, Sign, Unreadable, canonical};
use crate::amount::{Yuan, wan_to_yuan};
use rust_decimal::Decimal;

impl Reading {
    /// The sign of a quantity, with number or without. `None` for times and words.
    pub fn sign(&self) -> Option<Sign> {
        match self {
            Reading::Ratio { sign, .. }
            | Reading::Count { sign, .. }
            | Reading::Money { sign, .. }
            | Reading::MoneyRate { sign, .. }
            | Reading::Unreadable(Unreadable::NoUnit { sign, .. } | Unreadable::SignWithoutNumber(sign, _)) => {
                Some(*sign)
            }
            _ => None,
        }
    }

    /// The number of a quantity, as written (万元 not converted, 3万人 is 3).
    pub fn number(&self) -> Option<Decimal> {
        match self {
            Reading::Ratio { number, .. }
            | Reading::Count { number, .. }
            | Reading::Money { number, .. }
            | Reading::MoneyRate { number, .. }
            | Reading::Unreadable(Unreadable::NoUnit { number, .. }) => Some(*number),
            _ => None,
        }
    }

    /// The number of a count in its [`Reading::head_unit`]: 3万人 is 30000. `None` for other kinds and past 28 digits.
    pub fn count(&self) -> Option<Decimal> {
        match self {
            Reading::Count { number, unit, .. } => number.checked_mul(Decimal::from(units::factor(unit).0)),
            _ => None,
        }
    }

    /// An amount or a rate of money in 元, 万元 converted. `None` for other kinds and past 28 digits.
    pub fn yuan(&self) -> Option<Yuan> {
        match self {
            Reading::Money { number, unit, .. } | Reading::MoneyRate { number, unit, .. } => match unit {
                MoneyUnit::Yuan => Some(Yuan(*number)),
                MoneyUnit::Wan => wan_to_yuan(*number).map(Yuan),
            },
            _ => None,
        }
    }

    /// The unit that a count counts in, in canonical spelling: 人 of 万人, 个 of 个部门, 小时 of 小时/天. The money unit of
    /// an amount, `%` or `‰` of a ratio.
    pub fn head_unit(&self) -> Option<&str> {
        match self {
            Reading::Count { unit, .. } => Some(units::head(unit)),
            Reading::Money { unit, .. } | Reading::MoneyRate { unit, .. } => Some(unit.text()),
            Reading::Ratio { scale, .. } => Some(scale.text()),
            _ => None,
        }
    }

    /// What the unit measures; `None` for ratios and for units that the table does not have.
    pub fn unit_kind(&self) -> Option<UnitKind> {
        match self {
            Reading::Count { unit, .. } => units::kind(unit).or_else(|| units::kind(units::head(unit))),
            Reading::Money { .. } | Reading::MoneyRate { .. } => Some(UnitKind::Money),
            _ => None,
        }
    }

    /// What the quantity is divided by, persons and things before times: `["人", "月"]` of 200元/人/月.
    pub fn per(&self) -> &[String] {
        match self {
            Reading::Count { per, .. } | Reading::MoneyRate { per, .. } => per,
            _ => &[],
        }
    }

    /// An amount of money or a rate of money.
    pub fn is_money(&self) -> bool {
        matches!(self, Reading::Money { .. } | Reading::MoneyRate { .. })
    }

    /// A percentage.
    pub fn is_percent(&self) -> bool {
        matches!(self, Reading::Ratio { scale: Scale::Percent, .. })
    }

    /// A sign, a number and a unit: everything that the finance system can compare.
    pub fn is_quantity(&self) -> bool {
        matches!(
            self,
            Reading::Ratio { .. } | Reading::Count { .. } | Reading::Money { .. } | Reading::MoneyRate { .. }
        )
    }

    /// Quantities with units in one cell; more than one should be rows of their own. Times do not count.
    pub fn quantities(&self) -> usize {
        match self {
            Reading::Compound(parts) => parts.iter().filter(|part| part.reading.is_quantity()).count(),
            other => usize::from(other.is_quantity()),
        }
    }

    /// A point, deadline, range, recurrence or length of time, a list of them, or a phrase that ends in 前, 后 or 内.
    pub fn is_time(&self) -> bool {
        match self {
            Reading::Date(_)
            | Reading::Deadline(_)
            | Reading::Period { .. }
            | Reading::Recurrence(_)
            | Reading::Times(_) => true,
            Reading::Count { unit, .. } => units::kind(unit) == Some(UnitKind::Time),
            Reading::Compound(parts) => parts.iter().all(|part| {
                // The parts of a compound are no compounds, so this goes one level deep.
                part.label.is_empty() && part.reading.is_time()
            }),
            _ => false,
        }
    }

    /// A point or recurrence on the calendar, no length of time: 6月底前, 每季度; what an 及时性 should not have.
    pub fn is_date_or_recurrence(&self) -> bool {
        self.is_time() && !self.is_quantity() && !matches!(self, Reading::Compound(_))
    }

    /// The earliest and the latest year that are written with four digits.
    pub fn years(&self) -> Option<(i32, i32)> {
        let mut years: Vec<i32> = self.points().iter().filter_map(|point| point.year).collect();
        if let Reading::Count { number, unit, .. } = self
            && unit == "年"
            && number.is_integer()
            && *number >= Decimal::from(1900)
            && *number <= Decimal::from(2999)
        {
            // ≤2025年: a sign makes a count of it, a year is meant.
            years.extend(i32::try_from(number.trunc().mantissa()).ok());
        }
        Some((*years.iter().min()?, *years.iter().max()?))
    }

    /// All points of time in the value, in order; a range gives its start and its end.
    pub fn points(&self) -> Vec<&TimePoint> {
        match self {
            Reading::Date(points) => points.iter().collect(),
            Reading::Deadline(time) => time.point().into_iter().collect(),
            Reading::Period { from, to } => vec![from, to],
            // Lists and compounds hold no lists and compounds, so this goes two levels deep at most.
            Reading::Times(times) => times.iter().flat_map(Reading::points).collect(),
            Reading::Compound(parts) => parts.iter().flat_map(|part| part.reading.points()).collect(),
            _ => Vec::new(),
        }
    }

    /// What the calendar does not have: a 13th month, a 30th of February, a range that ends before it starts. A year that
    /// is not written is `budget_year`; without one the 29th of February passes.
    pub fn time_faults(&self, budget_year: Option<i32>) -> Vec<TimeFault> {
        let mut faults: Vec<TimeFault> = self.points().iter().filter_map(|point| point.fault(budget_year)).collect();
        if faults.is_empty() && self.periods().iter().any(|(from, to)| is_reversed(from, to, budget_year)) {
            faults.push(TimeFault::Reversed);
        }
        faults
    }

    fn periods(&self) -> Vec<(&TimePoint, &TimePoint)> {
        match self {
            Reading::Period { from, to } => vec![(from, to)],
            Reading::Times(times) => times.iter().flat_map(Reading::periods).collect(),
            Reading::Compound(parts) => parts.iter().flat_map(|part| part.reading.periods()).collect(),
            _ => Vec::new(),
        }
    }

    /// Words or a time without any digit: 及时, 全年, 会议召开前. 十月 and 两次 have a digit, written in Chinese.
    pub fn is_qualitative(&self) -> bool {
        match self {
            Reading::Empty => false,
            Reading::Unreadable(Unreadable::SignWithoutNumber(..)) => true,
            Reading::Unreadable(_) => false,
            other => !has_digit(&canonical(other)),
        }
    }

    /// The word of a value that says it twice: 提高 of 提高提高.
    pub fn doubled_word(&self) -> Option<&str> {
        let Reading::Words(text) = self else { return None };
        let (first, second) = text.split_at_checked(text.len() / 2)?;
        (first == second && first.chars().nth(1).is_some()).then_some(first)
    }
}

/// A range whose end lies before its start. An end without a year has the year of the start; a start without one has the
/// year of the end.
fn is_reversed(from: &TimePoint, to: &TimePoint, budget_year: Option<i32>) -> bool {
    let base = from.year.or(to.year).or(budget_year).unwrap_or(2024);
    if let (Some(super::Day::Number(first)), Some(super::Day::Number(last))) = (&from.day, &to.day)
        && from.month.is_none()
        && to.month.is_none()
    {
        return last < first;
    }
    let inherited = |point: &TimePoint| TimePoint { month: point.month.or(from.month), ..point.clone() };
    let to = if to.name.is_none() && to.day.is_some() { inherited(to) } else { to.clone() };
    match (from.span(base), to.span(base)) {
        (Some((start, _)), Some((_, end))) => end < start,
        _ => false,
    }
}

impl Time {
    /// True for a deadline that hangs on an event in words.
    pub fn is_event(&self) -> bool {
        matches!(self, Time::Event(_))
    }
}
