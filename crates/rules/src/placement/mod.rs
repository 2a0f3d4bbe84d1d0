//! Group G: does the row stand where it belongs, and does the form keep to its pack.

mod last_year;

pub(crate) mod benefit_in_wrong_kind;
pub(crate) mod fixed_indicator_missing;
pub(crate) mod money_in_wrong_level;
pub(crate) mod old_levels_in_new_pack;
pub(crate) mod output_as_benefit;
pub(crate) mod own_staff_only;
pub(crate) mod quantity_in_wrong_level;
pub(crate) mod rate_in_wrong_level;
pub(crate) mod same_as_last_year;
pub(crate) mod satisfaction_of_whom;
pub(crate) mod time_in_wrong_level;
pub(crate) mod values_without_basis;
pub(crate) mod weights_do_not_sum;
pub(crate) mod worse_than_last_year;
