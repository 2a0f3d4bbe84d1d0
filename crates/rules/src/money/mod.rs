//! Group B: totals, sources, cost indicators, the unit form's budget.

mod amounts;
mod priced;
mod told;
mod told_product;
mod two_items;

pub(crate) mod amount_unreadable;
pub(crate) mod annual_above_period;
pub(crate) mod annual_not_budget;
pub(crate) mod annual_sum_not_budget;
pub(crate) mod annual_zero;
pub(crate) mod arithmetic_wrong;
pub(crate) mod asked_not_total;
pub(crate) mod categories_do_not_sum;
pub(crate) mod cost_above_total;
pub(crate) mod cost_below_total;
pub(crate) mod cost_cap_rounded_down;
pub(crate) mod cost_slip;
pub(crate) mod item_above_total;
pub(crate) mod items_not_sum;
pub(crate) mod one_off_differs;
pub(crate) mod period_out_of_proportion;
pub(crate) mod price_above_total;
pub(crate) mod price_not_total;
pub(crate) mod regular_differs;
pub(crate) mod regular_period_equals_annual;
pub(crate) mod shares_not_whole;
pub(crate) mod source_named_without_money;
pub(crate) mod staff_sum;
pub(crate) mod subordinate_units_differ;
pub(crate) mod total_not_sources;
pub(crate) mod two_money_units;
pub(crate) mod unit_budget_sum;
pub(crate) mod unit_goal_not_total;
pub(crate) mod unit_projects_not_sum;
pub(crate) mod unit_slip;
