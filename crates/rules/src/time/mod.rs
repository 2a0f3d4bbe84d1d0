//! Group D: times of indicators, project period.

mod years;

pub(crate) mod after_the_year;
pub(crate) mod before_the_year;
pub(crate) mod frequency_differs;
pub(crate) mod impossible_date;
pub(crate) mod term_against_attribute;
