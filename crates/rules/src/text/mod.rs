//! Group E 文字与指标: what the texts say beside what the indicators say.

mod foreign;
mod judge;
mod told_rates;

pub(crate) mod already_done;
pub(crate) mod bound_turned;
pub(crate) mod looser_than_text;
pub(crate) mod name_without_indicator;
pub(crate) mod number_differs;
pub(crate) mod object_not_in_text;
pub(crate) mod other_unit;
pub(crate) mod sister_forms_contradict;
pub(crate) mod two_rates;
pub(crate) mod values_swapped;

pub(crate) use judge::{fault, frequency, short};
