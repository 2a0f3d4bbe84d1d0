//! Group C: the form of indicator values and what names demand of them.

pub(crate) mod capped_quantity;
pub(crate) mod cost_with_floor;
pub(crate) mod doubled_word;
pub(crate) mod frequency_in_other_unit;
pub(crate) mod money_without_yuan;
pub(crate) mod no_unit;
pub(crate) mod persons_in_other_unit;
pub(crate) mod rate_not_percent;
pub(crate) mod rate_out_of_range;
pub(crate) mod satisfaction_not_percent;
pub(crate) mod turned_rate;
pub(crate) mod unit_in_name;
pub(crate) mod unit_spelling;
pub(crate) mod unreadable;
