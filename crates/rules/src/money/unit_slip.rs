//! B21: 元 written for 万元, or 万元 for 元.

use super::told::{self, PLACE, Told, slips};
use crate::prelude::*;
use crate::shared::funds;
use jibiao_model::value::{MoneyUnit, Reading};
use rust_decimal::Decimal;

pub(crate) static RULE: Rule = Rule {
    code: "B21",
    name: "unit_slip",
    title: "元和万元可能写错",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Project,
    except: &[],
    reads: &[
        Field::Year,
        Field::Text(TextField::Overview),
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
    ],
    waivable: true,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "概况或成本指标里的金额恰好是资金总额的一万倍或万分之一（相差百分之一以内）；或一项写成万元比总额还大，按元理解正好凑成总额。",
        why: "元和万元写混，金额差一万倍。",
        basis: "经验",
        bad: "资金总额 80,000 元；巡查成本 ≤80000万元",
        good: "资金总额 80,000 元；巡查成本 ≤80000元",
        exceptions: "每人每月这样的单价不查。",
        change: "核对单位，把万元改成元，或把元改成万元。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    let mut faults = Vec::new();
    let told = Told::of(view);
    if let Ok(told) = &told
        && let Some(slip) = told.facts.amounts().find(|amount| told.is_slip(amount.number)).or_else(|| item_slip(told))
    {
        let total = told.annual.or(told.period).map(|total| total.printed()).unwrap_or_default();
        let said = told::quote(told.facts, slip);
        let message = format!("项目概况：“{said}”，资金总额 {} 元，单位可能写错。", clip(&total, 16));
        let fault = Fault::new(PLACE, message, "核对元和万元。").quote(PLACE, told.facts, slip.core);
        faults.push(told::with_totals(told, fault));
    }
    let costs: Vec<_> = view.sides().map(|side| (side, costs(view, side))).collect();
    let of_rows = rows::test_filled(view, |row| {
        if !row.is_cost() || !matches!(row.reading(), Reading::Money { .. }) {
            return Verdict::Other;
        }
        let Some(total) = funds::total(view, row.side()).filter(|total| total.0 > Decimal::ZERO) else {
            return Verdict::NotYet;
        };
        let Some(amount) = row.reading().yuan() else { return Verdict::Other };
        let wrong = slips(amount.0, total.0) || row_slip(row, &costs, total.0);
        Verdict::of(wrong.then(|| {
            let place = row.cell(RowField::Value);
            let (name, value, total) = (quoted(row.name()), clip(row.value(), 10), total.printed());
            let message = format!("指标{name}：“{value}”，资金总额 {} 元，单位可能写错。", clip(&total, 12));
            let fault = Fault::new(place, message, "核对元和万元。").read(place, clip(row.value(), 60));
            fault.with(funds::total_place(row.side())).read(funds::total_place(row.side()), total)
        }))
    });
    match of_rows {
        Outcome::Findings(more) => {
            faults.extend(more);
            Outcome::Findings(faults)
        }
        _ if !faults.is_empty() => Outcome::Findings(faults),
        other => match (other, told) {
            (Outcome::NotYet, Ok(_)) | (_, Ok(_)) => Outcome::Pass,
            (other, Err(_)) => other,
        },
    }
}

/// With one amount read as 元 for 万元 (or as 万元 for 元) all of them make the total.
fn fits_otherwise(amounts: &[Decimal], index: usize, in_wan: bool, total: Decimal) -> bool {
    let Some(amount) = amounts.get(index).copied() else { return false };
    let ten_thousand = Decimal::from(10_000);
    let other = if in_wan { amount.checked_div(ten_thousand) } else { amount.checked_mul(ten_thousand) };
    let Some(other) = other.filter(|other| *other <= total) else { return false };
    // 元 that are ten thousand times too small are always far below the total.
    let odd = !in_wan || amount > total;
    // 20.16万元 read as 20.16元 would change nothing of a sum that is the total without it.
    let matters = !in_wan || other >= total / Decimal::ONE_HUNDRED;
    let rest = amounts.iter().enumerate().filter(|(at, _)| *at != index);
    let sum = rest.map(|(_, amount)| *amount).try_fold(other, |sum, amount| sum.checked_add(amount));
    odd && matters && sum.is_some_and(|sum| (sum - total).abs() <= total / Decimal::ONE_HUNDRED)
}

fn item_slip<'a>(told: &Told<'a>) -> Option<&'a crate::facts::Quantity> {
    let items: Vec<_> = told.facts.amounts().filter(|item| !item.total && !told.is_other(item)).take(100).collect();
    let amounts: Vec<Decimal> = items.iter().map(|item| item.number).collect();
    let total = told.annual.or(told.period)?.0;
    let slip = (0..items.len()).find(|index| {
        items.get(*index).is_some_and(|item| fits_otherwise(&amounts, *index, item.wan_decimals.is_some(), total))
    })?;
    items.get(slip).copied()
}

/// Where the cost indicators of a side stand that are amounts, and how much they are.
fn costs(view: &View<'_>, side: Side) -> Vec<(FieldPath, Decimal)> {
    let amounts = view.rows(side).filter(|row| row.is_cost() && matches!(row.reading(), Reading::Money { .. }));
    amounts.take(100).filter_map(|row| Some((row.place(), row.reading().yuan()?.0))).collect()
}

fn row_slip(row: Row<'_, '_>, costs: &[(Side, Vec<(FieldPath, Decimal)>)], total: Decimal) -> bool {
    let of_side = costs.iter().find(|(side, _)| *side == row.side());
    let costs = of_side.map(|(_, costs)| costs.as_slice()).unwrap_or_default();
    let amounts: Vec<Decimal> = costs.iter().map(|(_, amount)| *amount).collect();
    let in_wan = matches!(row.reading(), Reading::Money { unit: MoneyUnit::Wan, .. });
    let index = costs.iter().position(|(place, _)| *place == row.place());
    costs.len() > 1 && index.is_some_and(|index| fits_otherwise(&amounts, index, in_wan, total))
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().text(TextField::Overview, "河道巡查需支出80000万元。"), ["overview"]),
        bad(project().text(TextField::Overview, "巡查费50000元，打捞费30000万元。"), ["overview"]),
        bad(project().value(3, "≤8元"), ["indicators.period[3].value"]),
        bad(
            project().value(3, "≤5万元").both("产出指标", "成本指标", "水面打捞费", "≤30000万元"),
            ["indicators.period[7].value"],
        ),
        pass(project().text(TextField::Overview, "护河员全年工资20.16万元，其中财政补助8万元。")),
        good(project()),
        good(project().text(TextField::Overview, "河道巡查需支出80000元。")),
        // One row alone is a slip only of the total itself.
        pass(project().value(3, "≤7.92元")),
        not_yet(project().funds("", "").text(TextField::Overview, "")),
        not_yet(project().funds("0", "0").text(TextField::Overview, "")),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_in_the_other_unit_makes_the_total() {
        let fits = |amounts: [u32; 2], in_wan: bool| {
            fits_otherwise(&amounts.map(Decimal::from), 0, in_wan, Decimal::from(80_000))
        };
        for (amounts, in_wan, expected) in [
            ([5, 30_000], false, true),
            ([5, 30_500], false, true),
            ([5, 31_000], false, false),
            ([5, 10_000], false, false),
            ([300_000_000, 50_000], true, true),
            // 8万元 is the total; the rest has nothing to do with it.
            ([80_000, 79_992], true, false),
            ([300_000_000, 50_000], false, false),
        ] {
            assert_eq!(fits(amounts, in_wan), expected, "{amounts:?}");
        }
    }
}
