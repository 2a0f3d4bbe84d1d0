//! Σ cost: the absolute amounts among the cost indicators of one side, to be compared with the side's total.
//!
//! Counted: rows of 成本指标 in plain 元 or 万元, or per year (`每年8万元`, `8万元/年`, `8每年/万元`). Not counted: other rates, and
//! names that denote a price for one of something.

use crate::field::Field;
use crate::finding::{Fault, Outcome};
use crate::shared::names::denotes_unit_price;
use crate::shared::text::clip;
use crate::shared::{funds, term};
use crate::view::{Row, View};
use jibiao_model::form::{FundLine, Side};
use jibiao_model::path::{RowField, TextField};
use jibiao_model::value::Reading;
use jibiao_model::{FieldPath, Yuan};
use rust_decimal::Decimal;

/// Amounts that differ by no more are equal: a cost in 万元 with two decimals is rounded to 100 元.
pub(crate) const ROUNDING: Decimal = Decimal::from_parts(50, 0, 0, false, 0);

/// What the rules about Σ cost read.
pub(crate) const READS: &[Field] = &[
    Field::Text(TextField::Term),
    Field::Fund(Side::Period, FundLine::Total),
    Field::Fund(Side::Annual, FundLine::Total),
    Field::Rows(Side::Period, RowField::Level1),
    Field::Rows(Side::Period, RowField::Level2),
    Field::Rows(Side::Period, RowField::Name),
    Field::Rows(Side::Period, RowField::Value),
    Field::Rows(Side::Annual, RowField::Level1),
    Field::Rows(Side::Annual, RowField::Level2),
    Field::Rows(Side::Annual, RowField::Name),
    Field::Rows(Side::Annual, RowField::Value),
];

/// Σ cost of a side beside its total.
pub(crate) struct CostSum {
    /// Which side.
    pub side: Side,
    /// Σ of the counted rows.
    pub cost: Yuan,
    /// 资金总额 of the side.
    pub total: Yuan,
    /// What is named as a price and written as a plain amount: 补助标准 ≤20万元/年 may be the whole sum.
    prices: Yuan,
    /// The row where only one was counted, else all indicators of the side.
    place: FieldPath,
    /// Values of the counted rows, as written.
    written: Vec<(FieldPath, String)>,
}

/// So many rows are quoted.
const QUOTED: usize = 30;

impl CostSum {
    /// total − cost in 元; below zero where the cost is higher.
    pub fn gap(&self) -> Decimal {
        self.total.checked_sub(self.cost).unwrap_or_default().0
    }

    /// The cost reaches this many percent of the total.
    pub fn reaches(&self, percent: u32) -> bool {
        let part = Decimal::new(i64::from(percent), 2);
        self.total.0.checked_mul(part).is_none_or(|least| self.cost.0 >= least)
    }

    /// With what is named as a price the cost makes the total.
    pub fn whole_with_prices(&self) -> bool {
        let whole = self.cost.checked_add(self.prices);
        !self.prices.0.is_zero() && whole.is_some_and(|whole| (whole.0 - self.total.0).abs() <= ROUNDING)
    }

    /// A fault at the row or rows of the cost, with the total as related place.
    pub fn fault(&self, advice: &str) -> Fault {
        let (cost, total) = (self.cost.printed(), self.total.printed());
        let side = funds::side_label(self.side);
        let gap = if self.gap() < Decimal::ZERO { "多" } else { "少" };
        let message = format!("{side}成本指标：合计 {cost} 元，比资金总额 {total} 元{gap}。");
        let total_place = funds::total_place(self.side);
        let fault = Fault::new(self.place, message, advice).with(total_place);
        let quoted = self.written.iter().take(QUOTED);
        quoted.fold(fault, |fault, (place, value)| fault.read(*place, value.as_str())).read(total_place, total)
    }
}

/// Compares Σ cost of each side with its total. A fault on both sides is one finding, at the period side.
pub(crate) fn test(view: &View<'_>, compare: impl Fn(&CostSum) -> Option<Fault>) -> Outcome {
    let sums: Vec<CostSum> = view.sides().filter_map(|side| sum(view, side)).collect();
    if sums.is_empty() {
        let waiting = view.sides().all(|side| view.fund(side, FundLine::Total).is_blank());
        return if waiting { Outcome::NotYet } else { Outcome::NotApplicable };
    }
    let mut faults = sums.iter().filter_map(compare);
    let Some(mut first) = faults.next() else { return Outcome::Pass };
    faults.for_each(|fault| first.absorb(fault));
    Outcome::Findings(vec![first])
}

/// Σ cost of a side. `None` without a counted row or a readable total above zero.
pub(crate) fn sum(view: &View<'_>, side: Side) -> Option<CostSum> {
    let total = funds::total(view, side).filter(|total| total.0 > Decimal::ZERO)?;
    let years = Decimal::from(years(view, side));
    let (mut cost, mut prices, mut counted) = (Yuan::default(), Yuan::default(), Vec::new());
    for row in view.rows(side).filter(Row::is_cost) {
        let Some((amount, yearly)) = amount(row) else { continue };
        let factor = if yearly { years } else { Decimal::ONE };
        let amount = Yuan(amount.0.checked_mul(factor)?);
        if denotes_unit_price(row.name()) || denotes_unit_price(row.full_name()) {
            prices = prices.checked_add(amount)?;
        } else {
            cost = cost.checked_add(amount)?;
            counted.push(row);
        }
    }
    let place = match counted.as_slice() {
        [] => return None,
        [row] => row.cell(RowField::Value),
        _ => FieldPath::Indicators(side),
    };
    let written = |row: &Row<'_, '_>| (row.cell(RowField::Value), clip(row.value(), 60));
    Some(CostSum { side, cost, total, prices, place, written: counted.iter().map(written).collect() })
}

/// By how many years an amount per year counts: the term on the period side. 99 years mean 长期, where the period's total is that
/// of one year.
fn years(view: &View<'_>, side: Side) -> u32 {
    let years = if side == Side::Period { term::years(view.text(TextField::Term)) } else { None };
    years.filter(|years| (2..=10).contains(years)).unwrap_or(1)
}

/// The amount of a row, and whether it is per year.
fn amount(row: Row<'_, '_>) -> Option<(Yuan, bool)> {
    let reading = row.reading();
    match (reading, reading.per()) {
        (Reading::Money { .. }, _) => Some((reading.yuan()?, false)),
        (Reading::MoneyRate { .. }, [only]) if only == "年" => Some((reading.yuan()?, true)),
        (Reading::Words(_) | Reading::Deadline(_) | Reading::Unreadable(_), _) => Some((in_words(row.value())?, false)),
        _ => None,
    }
}

/// 不超过八万五千元, 控制在8.5万元以内: an amount that the grammar of values does not take, and nothing else.
fn in_words(value: &str) -> Option<Yuan> {
    if value.chars().nth(LONGEST).is_some() {
        return None;
    }
    let facts = crate::facts::read(value);
    match facts.quantities.as_slice() {
        [only] if facts.dates.is_empty() && only.every.is_none() => only.amount(),
        _ => None,
    }
}

/// In signs: what is longer is no amount.
const LONGEST: usize = 16;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{context, project, template};
    use crate::view::Sheet;

    fn cost(rows: &[(&str, &str)], term: &str, side: Side) -> Option<String> {
        let mut form = project().text(TextField::Term, term).without(|row| row.level2 == "成本指标");
        for (name, value) in rows {
            form = form.both("产出指标", "成本指标", name, value);
        }
        let (form, template, context) = (form.build(), template("shanxi-county"), context());
        let sheet = Sheet::new(&form, template, &context);
        sum(&View::new(&sheet), side).map(|sum| sum.cost.printed())
    }

    #[test]
    fn plain_amounts_of_either_unit_add_up() {
        let rows = [("印刷费", "≤2.5万元"), ("版面费", "3,000元"), ("合格率", "100%")];
        assert_eq!(cost(&rows, "1年", Side::Annual).as_deref(), Some("28,000"));
    }

    #[test]
    fn amounts_in_words_are_amounts() {
        for (value, sum) in
            [("不超过八万五千元", "85,000"), ("控制在8.5万元以内", "85,000"), ("不高于肆万元", "40,000")]
        {
            assert_eq!(cost(&[("总成本", value)], "1年", Side::Annual).as_deref(), Some(sum), "{value}");
        }
        for value in ["每人每月三百元", "三万元和五万元", "按实际支出"] {
            assert_eq!(cost(&[("总成本", value)], "1年", Side::Period), None, "{value}");
        }
    }

    #[test]
    fn prices_and_other_rates_are_left_out() {
        assert_eq!(
            cost(
                &[("护林补助标准（每季）", "310元"), ("讲课费", "2000元/次"), ("每段巡护奖励", "≤150元")],
                "1年",
                Side::Annual
            ),
            None
        );
    }

    #[test]
    fn an_amount_per_year_counts_for_every_year_of_the_period() {
        for value in ["每年2万元", "2万元/年", "2每年/万元"] {
            assert_eq!(cost(&[("租赁成本", value)], "3年", Side::Period).as_deref(), Some("60,000"), "{value}");
            assert_eq!(cost(&[("租赁成本", value)], "3年", Side::Annual).as_deref(), Some("20,000"), "{value}");
            assert_eq!(cost(&[("租赁成本", value)], "99年", Side::Period).as_deref(), Some("20,000"), "{value}");
        }
    }

    #[test]
    fn a_sum_that_is_too_large_is_no_sum() {
        let huge = format!("{}元", "9".repeat(28));
        assert_eq!(
            cost(
                &[
                    ("甲", &huge),
                    ("乙", &huge),
                    ("丙", &huge),
                    ("丁", &huge),
                    ("戊", &huge),
                    ("己", &huge),
                    ("庚", &huge),
                    ("辛", &huge),
                    ("壬", &huge)
                ],
                "1年",
                Side::Annual
            ),
            None
        );
    }
}
