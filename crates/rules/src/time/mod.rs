//! Group D: times of indicators, project period.

mod text_dates;
mod told_frequency;
mod years;

pub(crate) mod after_the_year;
pub(crate) mod basis_outdated;
pub(crate) mod before_the_year;
pub(crate) mod date_differs;
pub(crate) mod dated_elsewhere;
pub(crate) mod day_in_two_years;
pub(crate) mod effect_before_cause;
pub(crate) mod frequency_differs;
pub(crate) mod goals_identical;
pub(crate) mod impossible_date;
pub(crate) mod one_off_as_recurring;
pub(crate) mod only_debts;
pub(crate) mod recurring_as_one_off;
pub(crate) mod term_against_attribute;
