//! Every rule, in the order of its code.

use crate::completeness as a;
use crate::rule::Rule;

/// The rule book.
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
];

/// The rule with this code; small letters are allowed.
pub fn explain(code: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.code.eq_ignore_ascii_case(code))
}
