//! Every rule, in the order of its code.

use crate::batch::BatchRule;
use crate::rule::{Facts, Rule};
use crate::{completeness as a, money as b, placement as g, time as d, value as c, wording as f};

/// The rules that look at one form.
pub static RULES: &[&Rule] = &[
    &a::identity_empty::RULE,
    &a::department_code::RULE,
    &a::text_empty::RULE,
    &a::period_goal_empty::RULE,
    &a::annual_goal_empty::RULE,
    &a::output_missing::RULE,
    &a::quantity_missing::RULE,
    &a::quality_missing::RULE,
    &a::timeliness_missing::RULE,
    &a::cost_missing::RULE,
    &a::benefit_missing::RULE,
    &a::satisfaction_missing::RULE,
    &a::half_row::RULE,
    &a::row_on_one_side::RULE,
    &a::sides_differ::RULE,
    &a::row_count::RULE,
    &a::benefit_in_one_word::RULE,
    &a::signature_empty::RULE,
    &a::filled_at_out_of_range::RULE,
    &a::title_year_differs::RULE,
    &a::unknown_level::RULE,
    &a::phone_unlikely::RULE,
    &b::total_not_sources::RULE,
    &b::annual_above_period::RULE,
    &b::one_off_differs::RULE,
    &b::period_out_of_proportion::RULE,
    &b::regular_differs::RULE,
    &b::regular_period_equals_annual::RULE,
    &b::source_named_without_money::RULE,
    &b::amount_unreadable::RULE,
    &b::annual_zero::RULE,
    &b::cost_above_total::RULE,
    &b::cost_below_total::RULE,
    &b::cost_slip::RULE,
    &b::cost_cap_rounded_down::RULE,
    &b::two_money_units::RULE,
    &b::unit_budget_sum::RULE,
    &b::staff_sum::RULE,
    &c::unreadable::RULE,
    &c::no_unit::RULE,
    &c::doubled_word::RULE,
    &c::rate_out_of_range::RULE,
    &c::satisfaction_not_percent::RULE,
    &c::satisfaction_extreme::RULE,
    &c::money_without_yuan::RULE,
    &c::money_as_quantity::RULE,
    &c::turned_rate::RULE,
    &c::period_before_amount::RULE,
    &c::frequency_in_other_unit::RULE,
    &c::persons_in_other_unit::RULE,
    &c::rate_not_percent::RULE,
    &c::degree_as_its_own_word::RULE,
    &c::time_without_time::RULE,
    &c::timeliness_as_date::RULE,
    &c::timely_instead_of_date::RULE,
    &c::cost_with_floor::RULE,
    &c::cost_without_sign::RULE,
    &c::capped_quantity::RULE,
    &c::rate_turned_round::RULE,
    &c::strict_against_text::RULE,
    &c::full_rate_without_sign::RULE,
    &c::unit_in_name::RULE,
    &c::unit_spelling::RULE,
    &c::closing_zeros::RULE,
    &c::value_repeats_verb::RULE,
    &c::word_does_not_fit::RULE,
    &c::quantity_in_words::RULE,
    &c::rate_as_quantity::RULE,
    &c::several_quantities::RULE,
    &c::sign_that_is_refused::RULE,
    &c::sign_before_word::RULE,
    &c::vague_value::RULE,
    &c::trivially_low::RULE,
    &c::too_exact::RULE,
    &d::before_the_year::RULE,
    &d::after_the_year::RULE,
    &d::impossible_date::RULE,
    &d::term_against_attribute::RULE,
    &f::text_cut_off::RULE,
    &f::ends_with_comma::RULE,
    &f::too_long::RULE,
    &f::category_as_name::RULE,
    &f::name_twice::RULE,
    &f::two_measures_in_one_name::RULE,
    &f::known_typo::RULE,
    &f::word_repeated::RULE,
    &f::sentence_twice::RULE,
    &f::numbering_broken::RULE,
    &f::vague_basis::RULE,
    &f::number_bracket::RULE,
    &f::slogan_goal::RULE,
    &f::goal_lists_money::RULE,
    &f::width_and_blanks::RULE,
    &g::time_in_wrong_level::RULE,
    &g::rate_in_wrong_level::RULE,
    &g::money_in_wrong_level::RULE,
    &g::benefit_in_wrong_kind::RULE,
    &g::satisfaction_of_whom::RULE,
    &g::own_staff_only::RULE,
    &g::output_as_benefit::RULE,
    &g::weights_do_not_sum::RULE,
    &g::old_levels_in_new_pack::RULE,
    &g::values_without_basis::RULE,
];

/// The rules across forms; they run where there is a project budget.
pub static BATCH_RULES: &[&BatchRule] = &[
    &a::row_without_form::RULE,
    &a::form_without_row::RULE,
    &a::name_differs_from_budget::RULE,
    &b::annual_not_budget::RULE,
    &b::annual_sum_not_budget::RULE,
];

/// The whole book, in the order of the codes.
pub fn book() -> Vec<Facts> {
    let mut book: Vec<Facts> = RULES.iter().map(|rule| rule.facts()).collect();
    book.extend(BATCH_RULES.iter().map(|rule| rule.facts));
    book.sort_by_key(|facts| facts.code);
    book
}

/// The rule with this code; small letters are allowed.
pub fn explain(code: &str) -> Option<Facts> {
    book().into_iter().find(|facts| facts.code.eq_ignore_ascii_case(code))
}
