//! Where the annual side of a row begins whose cells slipped.

use super::super::label;
use super::super::sense;
use super::{Token, texts};

/// Where the annual side begins. Every division is priced; the cheapest wins.
pub fn best_split(cells: &[&Token], annual_from: Option<u32>) -> usize {
    // The rows of the period stand first, and where only one side has a row it is mostly this one.
    (0..=cells.len()).rev().min_by_key(|split| split_cost(cells, *split, annual_from)).unwrap_or_default()
}

fn split_cost(cells: &[&Token], split: usize, annual_from: Option<u32>) -> i32 {
    let (left, right) = cells.split_at_checked(split).unwrap_or((cells, &[]));
    let mut cost = side_cost(left) + side_cost(right);
    if let Some(from) = annual_from {
        let late = left.iter().filter(|token| token.column >= from).count();
        let early = right.iter().filter(|token| token.column < from).count();
        cost += i32::try_from(late + early).unwrap_or(i32::MAX / 4).saturating_mul(2);
    }
    let name = |side: &[&Token]| texts(side).first().map(|token| label::key(token.text)).unwrap_or_default();
    let (one, two) = (name(left), name(right));
    if !one.is_empty() && !two.is_empty() {
        // The sides mostly have the same indicators, cut short on one of them now and then.
        if one == two {
            cost -= 8;
        } else if one.starts_with(&two) || two.starts_with(&one) {
            cost -= 5;
        }
    }
    let labels = |side: &[&Token]| side.iter().filter_map(|token| token.label).next_back();
    if labels(left).is_some() && labels(left) == labels(right) {
        cost -= 4;
    }
    if left.is_empty() != right.is_empty() {
        cost += 5;
    }
    cost
}

/// What speaks against a side that is printed as these cells: labels come first, then a name, then a value.
fn side_cost(side: &[&Token]) -> i32 {
    let mut cost = 0;
    let mut before: Option<&str> = None;
    let mut ended = false;
    let mut texts = 0;
    for (index, token) in side.iter().enumerate() {
        if token.label.is_some() {
            cost += if texts > 0 { 30 } else { 0 };
            cost += if side.get(index + 1).is_some_and(|next| next.label.is_some()) { 2 } else { 0 };
            continue;
        }
        let value = sense::is_value(token.text) || sense::is_word(token.text);
        cost += match (before, value) {
            _ if ended => 30,
            (None, true) => 12,
            (None, false) => 0,
            (Some(name), false) if label::key(name) == label::key(token.text) => 3,
            (Some(_), false) => 5,
            (Some(_), true) => 0,
        };
        ended = ended || value;
        before = Some(token.text);
        texts += 1;
    }
    cost + if texts == 1 { 2 } else { 0 }
}
