//! B15: price times quantity is more than the total.

use super::priced;
use crate::prelude::*;
use crate::shared::{cost::ROUNDING, funds};
use jibiao_model::Yuan;
use rust_decimal::Decimal;

pub(crate) static RULE: Rule = Rule {
    code: "B15",
    name: "price_above_total",
    title: "单价乘数量超过资金总额",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Project,
    except: &[],
    reads: priced::READS,
    waivable: true,
    default_on: true,
    risk: Risk::Medium,
    doc: Doc {
        checks: "成本指标是单价（元/场、元/人/月），数量指标是同一事物的次数或人数，两者相乘（按月的乘 12）超过年度资金总额。",
        why: "按这样的单价和数量，钱不够，单价、数量、总额总有一个错了。",
        basis: "经验",
        bad: "活动费用 5000元/场，举办活动 20场，资金总额 80,000 元",
        good: "活动费用 4000元/场，举办活动 20场，资金总额 80,000 元",
        exceptions: "名称对不上、或有几行数量都对得上的不查；按天、按周的单价不查；数量是上限（≤）的不查。",
        change: "核对单价、数量和资金总额。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    let Some(total) = funds::total(view, Side::Annual).or_else(|| funds::total(view, Side::Period)) else {
        return Outcome::NotYet;
    };
    rows::test_filled(view, |row| {
        let Some(priced) = priced::of(view, row) else { return Verdict::Other };
        let above = total.0.checked_add(ROUNDING).is_some_and(|most| priced.product > most);
        Verdict::of((above && total.0 > Decimal::ZERO).then(|| {
            let place = row.cell(RowField::Value);
            let (product, total) = (Yuan(priced.product).printed(), total.printed());
            let message = format!(
                "指标“{}”：{}={}元，超过资金总额 {} 元。",
                clip(row.name(), 10),
                clip(&priced.written, 16),
                clip(&product, 12),
                clip(&total, 12)
            );
            let count = priced.count.cell(RowField::Value);
            Fault::new(place, message, "核对单价和数量。")
                .read(place, clip(row.value(), 60))
                .with(count)
                .read(count, clip(priced.count.value(), 60))
                .with(funds::total_place(Side::Annual))
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
    let wages =
        |price: &str| {
            project()
                .both("产出指标", "数量指标", "聘用护河员人数", "8人")
                .without(|row| row.level2 == "成本指标")
                .both("产出指标", "成本指标", "护河员补贴标准", price)
        };
    let form_of_posts = |price: &str| {
        project()
            .both("产出指标", "数量指标", "护河公益性岗位在岗人数", "8人")
            .without(|row| row.level2 == "成本指标")
            .both("产出指标", "成本指标", "岗位补贴标准", price)
    };
    vec![
        bad(form("5000元/场", "20场"), ["indicators.period[7].value"]),
        bad(form("≤0.5万元/次", "≥20次"), ["indicators.period[7].value"]),
        bad(wages("1000元/人/月"), ["indicators.period[7].value"]),
        bad(form_of_posts("1000元/人/月"), ["indicators.period[7].value"]),
        good(form_of_posts("800元/人/月")),
        pass(form("4002.5元/场", "20场")),
        pass(form("5000元/场", "20场").funds("0", "0")),
        good(form("4000元/场", "20场")),
        good(wages("800元/人/月")),
        not_yet(project().funds("", "")),
        not_applicable(project()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::faults;

    #[test]
    fn the_months_of_a_price_are_told() {
        let said = |noun: &str, count: &str, price: &str| {
            let form = project().both("产出指标", "数量指标", noun, count).without(|row| row.level2 == "成本指标");
            faults(&RULE, form.both("产出指标", "成本指标", &format!("{noun}费用"), price)).pop().unwrap().message
        };
        assert!(said("举办护河活动", "20场", "5000元/场").contains("：5000元×20="));
        assert!(said("聘用护河员", "8人", "1000元/人/月").contains("：1000元×8×12="));
    }
}
