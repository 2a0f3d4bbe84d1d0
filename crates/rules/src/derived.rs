//! What rules work out of a form and the window shows beside it: one way of working it out for both.

use crate::context::{Context, Stage};
use crate::shared::{cost, term};
use crate::view::{Sheet, View};
use chrono::NaiveDate;
use jibiao_model::form::Side;
use jibiao_model::template::Template;
use jibiao_model::{Form, RowId, Wan, Yuan};
use rust_decimal::Decimal;

/// Rows of both sides that are one indicator, period first. Rows without name and value are in no pair.
pub fn pairs(form: &Form, template: &Template) -> Vec<(RowId, RowId)> {
    let context = no_print();
    let sheet = Sheet::new(form, template, &context);
    let view = View::new(&sheet);
    let pairs = view.rows(Side::Period).filter_map(|row| Some((row.id(), row.partner()?.id())));
    pairs.collect()
}

/// Σ of the absolute cost indicators of a side; `None` where there is none, or no total to compare it with.
pub fn cost_sum(form: &Form, template: &Template, side: Side) -> Option<Yuan> {
    let context = no_print();
    let sheet = Sheet::new(form, template, &context);
    cost::sum(&View::new(&sheet), side).map(|sum| sum.cost)
}

/// The years of 项目期 as written: `3年`, `三年`; `None` for other texts.
pub fn term_years(term: &str) -> Option<u32> {
    term::years(term)
}

/// 万元: the table rounds to 0.01; a little more than half of that.
const TOLERANCE: Decimal = Decimal::from_parts(51, 0, 0, false, 4);

/// Whether an amount is that of the budget, whose table is in 万元 with two decimals; `None` for amounts beyond all money.
pub fn as_budgeted(annual: Yuan, budgeted: Wan) -> Option<bool> {
    let difference = annual.to_wan()?.checked_sub(budgeted)?;
    Some(difference.0.abs() <= TOLERANCE)
}

/// What is derived here depends on the form alone.
fn no_print() -> Context {
    Context { today: NaiveDate::default(), stage: Stage::Typing, copy: None }
}
