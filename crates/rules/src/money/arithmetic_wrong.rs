//! B20: written arithmetic with a wrong result.

use super::told_product::{self, ToldProduct};
use crate::facts::{Facts, Product};
use crate::prelude::*;
use crate::shared::text::{SENTENCES, clip_end};
use rust_decimal::Decimal;

pub(crate) static RULE: Rule = Rule {
    code: "B20",
    name: "arithmetic_wrong",
    title: "文字里的算式算错",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: &[
        Field::Text(TextField::Overview),
        Field::Text(TextField::Basis),
        Field::Text(TextField::Necessity),
        Field::Text(TextField::Safeguards),
        Field::Text(TextField::Plan),
        Field::Text(TextField::GoalPeriod),
        Field::Text(TextField::GoalAnnual),
        Field::Text(TextField::Duties),
        Field::Text(TextField::StrategicGoal),
        Field::Text(TextField::AnnualGoal),
    ],
    waivable: true,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "文字里写出的算式（8人×200元×12月=19200元，a*b+c=d，2.4万元（10人×20天×120元））与写出的结果相差超过千分之一；一句话里写单价、数量和金额（45名，每人每月1200元，共需684000元），三者对不上。",
        why: "测算过程错了，预算就没有依据。",
        basis: "经验",
        bad: "8人×200元×12月=18200元",
        good: "8人×200元×12月=19200元",
        exceptions: "没有写结果的算式不查；一句话里有两个单价或两个金额的，写约、左右的，不查；结果写到万元几位小数的，按四舍五入比较。",
        change: "重新计算，改正因数或结果。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    let (mut faults, mut calculated, mut filled) = (Vec::new(), false, false);
    for field in SENTENCES {
        let Some(facts) = view.facts(field) else { continue };
        filled |= facts.signs.len() > 0;
        calculated |= !facts.products.is_empty();
        for product in &facts.products {
            let Some(stated) = product.stated.filter(|_| !is_right(product)) else { continue };
            let place = FieldPath::Text(field);
            let made = if stated.number >= Decimal::from(10_000) && facts.quote(stated.span).contains('万') {
                format!("{}万", (product.made / Decimal::from(10_000)).normalize())
            } else {
                product.made.normalize().to_string()
            };
            let (written, result) = (clip_end(facts.quote(product.expression), 18), clip(facts.quote(stated.span), 10));
            let message = format!("{}：“{written}”算得{}，却写成“{result}”。", view.label(field), clip(&made, 10));
            let fault = Fault::new(place, message, "重新计算。");
            faults.push(fault.quote(place, facts, product.expression).quote(place, facts, stated.span));
        }
        let told = told_product::wrong(facts);
        calculated |= !told.is_empty();
        faults.extend(told.iter().map(|told| told_fault(view, field, facts, told)));
    }
    match (faults.is_empty(), calculated, filled) {
        (false, ..) => Outcome::Findings(faults),
        (true, true, _) => Outcome::Pass,
        (true, false, true) => Outcome::NotApplicable,
        (true, false, false) => Outcome::NotYet,
    }
}

/// 每人每月1200元 for 45名 does not make the amount of the sentence.
fn told_fault(view: &View<'_>, field: TextField, facts: &Facts<'_>, told: &ToldProduct) -> Fault {
    let place = FieldPath::Text(field);
    let quote = |span, most| clip(facts.quote(span), most);
    let (price, count, stated) = (quote(told.price, 8), quote(told.count, 5), quote(told.stated, 8));
    let made = clip(&told.made.normalize().to_string(), 12);
    let message = format!("{}：“{price}”乘“{count}”算得{made}元，写的是“{stated}”。", view.label(field));
    let fault = Fault::new(place, message, "重新计算。");
    [told.price, told.count, told.stated].into_iter().fold(fault, |fault, span| fault.quote(place, facts, span))
}

/// Equal within a thousandth or the last written digit. Where only one of the two is written as money, the other may be meant in 元 or
/// in 万元.
fn is_right(product: &Product) -> bool {
    let Some(stated) = product.stated else { return true };
    let near = |made: Option<Decimal>| {
        made.is_some_and(|made| (made - stated.number).abs() <= (made.abs() / Decimal::from(1000)).max(stated.rounding))
    };
    let ten_thousand = Decimal::from(10_000);
    let open = stated.money != product.money;
    near(Some(product.made))
        || open && (near(product.made.checked_mul(ten_thousand)) || near(product.made.checked_div(ten_thousand)))
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    let overview = |text: &str| project().text(TextField::Overview, text);
    vec![
        bad(overview("巡查补贴8人×200元×12月=18200元。"), ["overview"]),
        bad(overview("打捞费2.5万元（10人×20天×120元/天）。"), ["overview"]),
        bad(project().text(TextField::Plan, "按3*200+5*100，共计1200元支付。"), ["plan"]),
        bad(overview("聘用护河员45名，每人每月1200元，全年共需684000元。"), ["overview"]),
        bad(overview("巡查每次8元×2次=16万元。"), ["overview"]),
        pass(overview("打捞船两处各用4×2=8万元。")),
        not_applicable(overview("聘用护河员45名，每人每月1200元，全年共需648000元。")),
        good(overview("巡查补贴8人×200元×12月=1.92万元。")),
        good(overview("按37*10*1000测算，打捞费2.4万元（10人×20天×120元/天）。")),
        good(overview("巡查艇长3.6×1.5米。")),
        not_applicable(project()),
        not_yet(blank()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::faults;

    #[test]
    fn what_an_expression_makes_is_told_in_the_unit_of_its_result() {
        let said = |text: &str| faults(&RULE, project().text(TextField::Overview, text)).pop().unwrap().message;
        assert_eq!(
            said("打捞费2.5万元（10人×20天×120元/天）。"),
            "项目概况：“（10人×20天×120元/天）”算得2.4万，却写成“2.5万元”。"
        );
        assert!(said("巡查补贴8人×200元×12月=18200元。").contains("算得19200，"));
    }
}
