//! Group A: is everything there, on both sides.

mod levels;

pub(crate) mod annual_goal_empty;
pub(crate) mod benefit_in_one_word;
pub(crate) mod benefit_missing;
pub(crate) mod cost_missing;
pub(crate) mod department_code;
pub(crate) mod department_two_codes;
pub(crate) mod filled_at_out_of_range;
pub(crate) mod form_of_another_unit;
pub(crate) mod form_without_row;
pub(crate) mod half_row;
pub(crate) mod identity_empty;
pub(crate) mod indicators_copied;
pub(crate) mod name_differs_from_budget;
pub(crate) mod output_missing;
pub(crate) mod period_goal_empty;
pub(crate) mod phone_unlikely;
pub(crate) mod project_twice;
pub(crate) mod quality_missing;
pub(crate) mod quantity_missing;
pub(crate) mod row_count;
pub(crate) mod row_on_one_side;
pub(crate) mod row_without_form;
pub(crate) mod satisfaction_missing;
pub(crate) mod sides_differ;
pub(crate) mod signature_empty;
pub(crate) mod signature_unlikely;
pub(crate) mod term_without_unit;
pub(crate) mod text_empty;
pub(crate) mod timeliness_missing;
pub(crate) mod title_unlikely;
pub(crate) mod title_year_differs;
pub(crate) mod unit_facts_empty;
pub(crate) mod unit_form_missing;
pub(crate) mod unknown_level;
