//! B16: price times quantity is not the total.

use super::priced;
use crate::prelude::*;
use crate::shared::funds;
use jibiao_model::Yuan;
use rust_decimal::Decimal;

pub(crate) static RULE: Rule = Rule {
    code: "B16",
    name: "price_not_total",
    title: "单价乘数量与资金总额相差较大",
    severity: Severity::Hint,
    since: "0.1.0",
    kinds: Kinds::Project,
    except: &[],
    reads: priced::READS,
    waivable: true,
    default_on: false,
    risk: Risk::High,
    doc: Doc {
        checks: "成本指标只有一行单价，乘上同一事物的数量，比年度资金总额少百分之五以上。",
        why: "钱只用在这一件事上时，单价乘数量应当接近总额。",
        basis: "经验",
        bad: "活动费用 3000元/场，举办活动 20场，资金总额 80,000 元",
        good: "活动费用 4000元/场，举办活动 20场，资金总额 80,000 元",
        exceptions: "成本指标不止一行的不查；超过总额的由 B15 提示。项目常有未列指标的开支，所以默认关闭。",
        change: "核对单价、数量，或把其他开支补成成本指标。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    let Some(total) = funds::total(view, Side::Annual).or_else(|| funds::total(view, Side::Period)) else {
        return Outcome::NotYet;
    };
    let only = |side: &Side| view.rows(*side).filter(Row::is_cost).count() == 1;
    let sides: Vec<Side> = view.sides().filter(only).collect();
    rows::test_filled(view, |row| {
        if !sides.contains(&row.side()) {
            return Verdict::Other;
        }
        let Some(priced) = priced::of(view, row) else { return Verdict::Other };
        let least = total.0.checked_mul(Decimal::new(95, 2));
        let below = least.is_some_and(|least| priced.product < least);
        Verdict::of(below.then(|| {
            let place = row.cell(RowField::Value);
            let (product, total) = (Yuan(priced.product).printed(), total.printed());
            let message = format!(
                "指标“{}”：{}={}元，不等于资金总额 {} 元。",
                clip(row.name(), 10),
                clip(&priced.written, 16),
                clip(&product, 12),
                clip(&total, 12)
            );
            let count = priced.count.cell(RowField::Value);
            let fault = Fault::new(place, message, "核对是否少算。").read(place, clip(row.value(), 60));
            fault.with(count).read(count, clip(priced.count.value(), 60)).with(funds::total_place(Side::Annual))
        }))
    })
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    let form = |price: &str, count: &str| {
        project().both("产出指标", "数量指标", "举办护河活动", count).without(|row| row.level2 == "成本指标").both(
            "产出指标",
            "成本指标",
            "护河活动费用",
            price,
        )
    };
    vec![
        bad(form("3000元/场", "20场"), ["indicators.period[7].value"]),
        bad(form("0.1万元/次", "≥20次"), ["indicators.period[7].value"]),
        pass(form("3800元/场", "20场")),
        good(form("4000元/场", "20场")),
        good(form("3000元/场", "20场").both("产出指标", "成本指标", "护河宣传费", "≤80000元")),
        not_yet(project().funds("", "")),
        not_applicable(project()),
    ]
}
