//! Arithmetic told in prose: 聘用护河员45名，每人每月1200元，全年共需648000元.

use crate::facts::{Bound, Every, Facts, Quantity, Span, Unit};
use rust_decimal::Decimal;

/// A price, what it is paid for, and the amount that the sentence makes of them, which is another one.
pub(super) struct ToldProduct {
    pub price: Span,
    pub count: Span,
    pub stated: Span,
    /// What they make.
    pub made: Decimal,
}

/// So many other numbers may stand in the sentence: with more nobody knows which of them belong together.
const MOST_COUNTS: usize = 5;

/// The sentences with one price, one amount and one count of what the price is for, where no product of them is the amount although
/// one is near it. A sentence with two prices or two amounts says too much to judge.
pub(super) fn wrong(facts: &Facts<'_>) -> Vec<ToldProduct> {
    let prices = facts.quantities.iter().filter(|quantity| quantity.unit == Unit::Yuan && quantity.each);
    prices.filter_map(|price| of_price(facts, price)).collect()
}

fn of_price(facts: &Facts<'_>, price: &Quantity) -> Option<ToldProduct> {
    let sentence = facts.sentence(price.core);
    let from = facts.quantities.partition_point(|quantity| quantity.core.start < sentence.start);
    let to = facts.quantities.partition_point(|quantity| quantity.core.start < sentence.end);
    let inside = facts.quantities.get(from..to)?;
    let mut money = inside.iter().filter(|quantity| quantity.unit == Unit::Yuan && quantity.core != price.core);
    let stated = money.next().filter(|stated| stated.core.start >= price.core.end)?;
    let exact = |quantity: &Quantity| quantity.high.is_none() && quantity.bound == Bound::Exact;
    let calculated = facts.products.iter().any(|product| sentence.holds(product.expression.start));
    let about = facts.signs.hold(stated.clause, &["约", "左右", "预计", "大概", "近"]);
    if about || money.next().is_some() || stated.each || !exact(price) || !exact(stated) || calculated {
        return None;
    }
    let counts: Vec<&Quantity> = inside.iter().filter(|quantity| matches!(quantity.unit, Unit::Of(_))).collect();
    if counts.len() > MOST_COUNTS || counts.iter().any(|count| !exact(count)) {
        return None;
    }
    let clause = facts.quote(price.clause);
    let things: Vec<&Quantity> = counts.iter().copied().filter(|count| is_for(clause, count, counts.len())).collect();
    let first = *things.first()?;
    // 2期 with 50人 each are multiplied; of one unit there may be one number only.
    let mut base = price.number;
    for (index, thing) in things.iter().enumerate() {
        let same = things.iter().take(index).find(|other| kind(other) == kind(thing));
        if same.is_some_and(|same| same.number != thing.number) {
            return None;
        }
        base = if same.is_some() { base } else { base.checked_mul(thing.number)? };
    }
    let known = |count: &&&Quantity| !things.iter().any(|thing| thing.core == count.core);
    let mut others: Vec<Decimal> =
        counts.iter().filter(known).filter(|other| !other.article).map(|other| other.number).collect();
    let yearly = price.every.filter(|every| *every != Every::Year).and_then(Every::in_a_year);
    let months = counts.iter().any(|count| matches!(count.unit, Unit::Of("月" | "个月" | "季" | "季度")));
    if !months {
        others.extend(yearly.map(Decimal::from));
    }
    let made = products(base, &others);
    let off = |made: &Decimal| (*made - stated.number).abs();
    if made.iter().any(|made| off(made) <= (*made / Decimal::from(200)).max(stated.rounding())) {
        return None;
    }
    let nearest = made.into_iter().filter(|made| off(made) <= *made * Decimal::new(35, 2)).min_by_key(off)?;
    Some(ToldProduct { price: price.core, count: first.core, stated: stated.core, made: nearest })
}

/// 每人 beside 45名, 元/台 beside 8台; 单价 is that of the only thing that is counted.
fn is_for(clause: &str, count: &Quantity, counts: usize) -> bool {
    let Unit::Of(unit) = count.unit else { return false };
    if ["天", "日", "月", "个月", "年", "季度", "周", "小时", "课时"].contains(&unit) {
        return false;
    }
    if clause.contains("单价") && counts == 1 {
        return true;
    }
    let names: &[&str] = match unit {
        "人" | "名" | "位" => &["人", "名", "位", "生"],
        _ => &[unit],
    };
    names.iter().any(|name| ["每", "/", "一"].iter().any(|lead| clause.contains(&format!("{lead}{name}"))))
        || names.iter().any(|name| clause.contains(&format!("{name}均")))
}

/// 45名 and 45人 are the same.
fn kind(count: &Quantity) -> Unit {
    match count.unit {
        Unit::Of("名" | "位") => Unit::Of("人"),
        unit => unit,
    }
}

/// The base times every choice of the others.
fn products(base: Decimal, others: &[Decimal]) -> Vec<Decimal> {
    let mut all = vec![base];
    for other in others {
        let more: Vec<Decimal> = all.iter().filter_map(|made| made.checked_mul(*other)).collect();
        all.extend(more);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(text: &str) -> Vec<String> {
        wrong(&crate::facts::read(text)).iter().map(|told| told.made.normalize().to_string()).collect()
    }

    #[test]
    fn an_amount_that_is_no_product_of_its_sentence_is_found() {
        assert_eq!(made("聘用护河员45名，每人每月1200元，全年共需684000元。"), ["648000"]);
        assert_eq!(made("单价0.8万元，购置6台，共计5.2万元。"), ["48000"]);
        assert_eq!(made("培训2期，每期50人，每人每期180元，小计20000元。"), ["18000"]);
        assert_eq!(made("聘用护河员45名，每人每月1200元，45人12个月共计684000元。"), ["648000"]);
        assert_eq!(made("购置水泵8台，每台3500元，合计2.5万元。"), ["28000"]);
        assert_eq!(made("培训120人，每人每天150元，共3天，需经费5.6万元。"), ["54000"]);
    }

    #[test]
    fn the_numbers_are_those_of_one_sentence_and_few() {
        let told = "45名护河员每人每月1200元，全年共需684000元";
        assert_eq!(made(&format!("上年补助30人。{told}。下年补助60人。")), ["648000"]);
        // Five counts, and one more than anybody can tell apart.
        assert_eq!(made(&format!("2个站、3个村、4个组、6个队的{told}。")), ["648000"]);
        assert_eq!(made(&format!("2个站、3个村、4个组、6个队、7个片区的{told}。")), Vec::<String>::new());
    }

    #[test]
    fn what_may_be_right_is_left_alone() {
        for text in [
            "聘用护河员45名，每人每月1200元，全年共需648000元。",
            "聘用护河员45名，每人每月1200元，共54000元。",
            "聘用护河员45名，每人每月1200元，按10个月计540000元。",
            "聘用护河员45名，每人每月1200元，保险3万元，共需684000元。",
            "护河员45名、组长5名，每人每月1200元，全年共需684000元。",
            "聘用护河员45名，每人每月1200元，全年约需684000元。",
            "聘用护河员45名，每人每月1200元，项目资金200万元。",
            "购置水泵，每台3500元，合计25000元。",
            "45名护河员每人每月1200元，全年共需650000元。",
            "45名护河员每人每月1200元，全年共需100000元。",
            "全年共需684000元，45名护河员每人每月1200元。",
            "45名护河员每人每月1200元684000元。",
        ] {
            assert_eq!(made(text), Vec::<String>::new(), "{text}");
        }
    }
}
