//! Every rule, in the order of its code.

use crate::batch::BatchRule;
use crate::rule::{Facts, Rule};
use crate::{completeness as a, money as b, text as e, time as d, value as c, wording as f};

/// The rules that look at one form.
pub static RULES: &[&Rule] = &[
    &a::identity_empty::RULE,
    &a::text_empty::RULE,
    &a::period_goal_empty::RULE,
    &a::annual_goal_empty::RULE,
    &a::output_missing::RULE,
    &a::quantity_missing::RULE,
    &a::cost_missing::RULE,
    &a::benefit_missing::RULE,
    &a::satisfaction_missing::RULE,
    &a::half_row::RULE,
    &a::row_on_one_side::RULE,
    &a::sides_differ::RULE,
    &a::signature_empty::RULE,
    &b::total_not_sources::RULE,
    &b::annual_above_period::RULE,
    &b::one_off_differs::RULE,
    &b::regular_differs::RULE,
    &b::amount_unreadable::RULE,
    &b::annual_zero::RULE,
    &b::cost_above_total::RULE,
    &b::cost_below_total::RULE,
    &b::cost_slip::RULE,
    &b::price_above_total::RULE,
    &b::price_not_total::RULE,
    &b::items_not_sum::RULE,
    &b::item_above_total::RULE,
    &b::asked_not_total::RULE,
    &b::arithmetic_wrong::RULE,
    &b::unit_slip::RULE,
    &b::cost_cap_rounded_down::RULE,
    &b::shares_not_whole::RULE,
    &b::unit_budget_sum::RULE,
    &b::staff_sum::RULE,
    &c::unreadable::RULE,
    &c::no_unit::RULE,
    &c::doubled_word::RULE,
    &c::rate_out_of_range::RULE,
    &c::satisfaction_not_percent::RULE,
    &c::money_without_yuan::RULE,
    &c::turned_rate::RULE,
    &c::frequency_in_other_unit::RULE,
    &c::persons_in_other_unit::RULE,
    &c::rate_not_percent::RULE,
    &c::cost_with_floor::RULE,
    &c::capped_quantity::RULE,
    &c::unit_in_name::RULE,
    &c::unit_spelling::RULE,
    &d::before_the_year::RULE,
    &d::after_the_year::RULE,
    &d::dated_elsewhere::RULE,
    &d::date_differs::RULE,
    &d::effect_before_cause::RULE,
    &d::impossible_date::RULE,
    &d::term_against_attribute::RULE,
    &d::recurring_as_one_off::RULE,
    &d::one_off_as_recurring::RULE,
    &d::only_debts::RULE,
    &d::basis_outdated::RULE,
    &d::goals_identical::RULE,
    &d::frequency_differs::RULE,
    &e::number_differs::RULE,
    &e::bound_turned::RULE,
    &e::looser_than_text::RULE,
    &e::object_not_in_text::RULE,
    &e::name_without_indicator::RULE,
    &e::other_unit::RULE,
    &e::two_rates::RULE,
    &e::values_swapped::RULE,
    &e::already_done::RULE,
    &f::text_cut_off::RULE,
    &f::ends_with_comma::RULE,
    &f::too_long::RULE,
    &f::category_as_name::RULE,
    &f::name_twice::RULE,
    &f::word_repeated::RULE,
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
