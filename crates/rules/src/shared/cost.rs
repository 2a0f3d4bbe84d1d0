//! Σ cost: the absolute amounts among the cost indicators of one side, to be compared with the side's total.
//!
//! Counted: rows of 成本指标 in plain 元 or 万元, or per year (`每年8万元`, `8万元/年`, `8每年/万元`). Not counted: other rates, and
//! names that denote a price for one of something.

use crate::shared::names::denotes_unit_price;
use crate::shared::{funds, term, units};
use crate::view::{Row, View};
use jibiao_model::FieldPath;
use jibiao_model::form::Side;
use jibiao_model::path::{RowField, TextField};
use jibiao_model::value::{MoneyUnit, Reading};
use rust_decimal::Decimal;

/// Amounts that differ by no more are equal: a cost in 万元 with two decimals is rounded to 100 元.
pub(crate) const ROUNDING: Decimal = Decimal::from_parts(50, 0, 0, false, 0);

/// Σ cost of a side beside its total, both in 元.
pub(crate) struct CostSum {
    /// Which side.
    pub side: Side,
    /// Σ of the counted rows.
    pub cost: Decimal,
    /// 资金总额 of the side.
    pub total: Decimal,
    /// The row where only one was counted, else all indicators of the side.
    pub place: FieldPath,
    /// The row of the other side that stands opposite the only row.
    pub partner: Option<FieldPath>,
}

impl CostSum {
    /// total − cost
    pub fn gap(&self) -> Option<Decimal> {
        self.total.checked_sub(self.cost)
    }
}

/// Σ cost of a side. `None` without a counted row or a readable total above zero.
pub(crate) fn sum(view: &View<'_>, side: Side) -> Option<CostSum> {
    let total = funds::total(view, side).filter(|total| *total > Decimal::ZERO)?;
    let years = Decimal::from(years(view, side));
    let (mut cost, mut counted) = (Decimal::ZERO, Vec::new());
    for row in view.rows(side) {
        if !row.is_cost() || denotes_unit_price(row.name()) || denotes_unit_price(row.full_name()) {
            continue;
        }
        let Some((amount, yearly)) = amount(row) else { continue };
        cost = cost.checked_add(amount.checked_mul(if yearly { years } else { Decimal::ONE })?)?;
        counted.push(row);
    }
    let (place, partner) = match counted.as_slice() {
        [] => return None,
        [row] => (row.cell(RowField::Value), row.partner().map(|partner| partner.cell(RowField::Value))),
        _ => (FieldPath::Indicators(side), None),
    };
    Some(CostSum { side, cost, total, place, partner })
}

/// By how many years an amount per year counts: the term on the period side. 99 years mean 长期, where the period's total is that
/// of one year.
fn years(view: &View<'_>, side: Side) -> u32 {
    let years = if side == Side::Period { term::years(view.text(TextField::Term)) } else { None };
    years.filter(|years| (2..=10).contains(years)).unwrap_or(1)
}

/// The amount of a row in 元, and whether it is per year.
fn amount(row: Row<'_, '_>) -> Option<(Decimal, bool)> {
    match row.reading() {
        Reading::Money { number, unit, .. } => Some((in_yuan(*number, *unit)?, false)),
        Reading::MoneyRate { number, unit, per, .. } => match per.as_slice() {
            [only] if only == "年" => Some((in_yuan(*number, *unit)?, true)),
            _ => None,
        },
        _ => turned_rate(row.value()),
    }
}

/// `200每年/万元`: number, period and unit in the wrong order (a fault of its own), but readable.
fn turned_rate(value: &str) -> Option<(Decimal, bool)> {
    let split = units::split(value)?;
    let unit = match split.unit.as_str() {
        "每年/元" => MoneyUnit::Yuan,
        "每年/万元" => MoneyUnit::Wan,
        _ => return None,
    };
    Some((in_yuan(split.number.replace(',', "").parse().ok()?, unit)?, true))
}

fn in_yuan(number: Decimal, unit: MoneyUnit) -> Option<Decimal> {
    match unit {
        MoneyUnit::Yuan => Some(number),
        MoneyUnit::Wan => number.checked_mul(Decimal::from(10_000)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{context, county, project};
    use crate::view::Sheet;

    fn cost(rows: &[(&str, &str)], term: &str, side: Side) -> Option<String> {
        let mut form = project().text(TextField::Term, term).without(|row| row.level2 == "成本指标");
        for (name, value) in rows {
            form = form.both("产出指标", "成本指标", name, value);
        }
        let (form, template, context) = (form.build(), county(), context());
        let sheet = Sheet::new(&form, &template, &context);
        sum(&View::new(&sheet), side).map(|sum| sum.cost.normalize().to_string())
    }

    #[test]
    fn plain_amounts_of_either_unit_add_up() {
        let rows = [("印刷费", "≤2.5万元"), ("版面费", "3,000元"), ("合格率", "100%")];
        assert_eq!(cost(&rows, "1年", Side::Annual).as_deref(), Some("28000"));
    }

    #[test]
    fn prices_and_other_rates_are_left_out() {
        assert_eq!(cost(&[("补助标准（每月）", "592元"), ("讲课费", "2000元/次"), ("每户慰问金", "≤400元")], "1年", Side::Annual), None);
    }

    #[test]
    fn an_amount_per_year_counts_for_every_year_of_the_period() {
        for value in ["每年2万元", "2万元/年", "2每年/万元"] {
            assert_eq!(cost(&[("租赁成本", value)], "3年", Side::Period).as_deref(), Some("60000"), "{value}");
            assert_eq!(cost(&[("租赁成本", value)], "3年", Side::Annual).as_deref(), Some("20000"), "{value}");
            assert_eq!(cost(&[("租赁成本", value)], "99年", Side::Period).as_deref(), Some("20000"), "{value}");
        }
    }

    #[test]
    fn a_sum_that_is_too_large_is_no_sum() {
        let huge = format!("{}元", "9".repeat(28));
        assert_eq!(cost(&[("甲", &huge), ("乙", &huge), ("丙", &huge), ("丁", &huge), ("戊", &huge), ("己", &huge), ("庚", &huge), ("辛", &huge), ("壬", &huge)], "1年", Side::Annual), None);
    }
}
