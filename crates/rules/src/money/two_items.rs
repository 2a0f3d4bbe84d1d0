//! Two amounts and the sum that the text states of them: 20台×3000元计60000元；15人×500元计90000元，合计160000元.
//!
//! Three and more amounts are a list by themselves; of two it has to be clear that the sum is theirs and of nothing else.

use super::told::Told;
use crate::facts::{Bound, Every, Quantity, Span, Unit};
#[cfg(test)]
use crate::prelude::*;
use rust_decimal::Decimal;

/// Two items with their sum.
pub(super) struct TwoItems<'f> {
    pub items: [Span; 2],
    /// What they make, in 元.
    pub made: Decimal,
    pub sum: &'f Quantity,
    tolerance: Decimal,
}

impl TwoItems<'_> {
    /// The sum is another one, and near enough to be meant as theirs.
    pub fn differ(&self) -> bool {
        let two = Decimal::TWO;
        let near = self.made >= self.sum.number / two && self.made <= self.sum.number * two;
        near && (self.made - self.sum.number).abs() >= self.tolerance
    }
}

/// The sums of two items that a text states.
pub(super) fn stated<'f>(told: &Told<'f>) -> Vec<TwoItems<'f>> {
    let sums = told.facts.quantities.iter().filter(|sum| sum.unit == Unit::Yuan && is_plain(sum) && sum.depth == 0);
    sums.filter_map(|sum| of_sum(told, sum)).collect()
}

fn is_plain(quantity: &Quantity) -> bool {
    quantity.high.is_none() && quantity.bound == Bound::Exact
}

const SUMS: &[&str] = &["合计", "共计", "总计", "共需", "合计共需"];
/// Between the word of a sum and its number.
const LINKS: &[&str] = &["人民币", "资金", "经费", "费用", "金额", "需", "需要", "为", ":"];
/// Before the word of a sum: whose it is.
const OF_BOTH: &[&str] = &["两项", "二项", "以上", "以上两项", "上述两项", "各项", "两项费用", "两项经费", "两项资金"];
/// Words that say that the two are not all of it, or that the sum is none.
const EXCUSES: &[&str] = &[
    "其中", "另", "其余", "其他", "等", "约", "左右", "结余", "剩余", "已付", "已支", "分别", "或", "扣", "减", "优惠",
    "各", "每年", "均", "预留", "不含", "除",
];
/// Right before what a calculation makes.
const MAKES: &[&str] = &["计", "小计", "共计", "合计", "="];
/// In signs, before a sum.
const LONGEST: usize = 160;

fn of_sum<'f>(told: &Told<'f>, sum: &'f Quantity) -> Option<TwoItems<'f>> {
    let facts = told.facts;
    let signs = &facts.signs;
    let mut lead = signs.back_past_blanks(sum.core.start);
    // 合计共需 ends with 需, which is no link there.
    while signs.longest_before(lead, SUMS).is_none() {
        lead -= signs.longest_before(lead, LINKS)?;
    }
    lead -= signs.longest_before(lead, SUMS)?;
    let of_both = signs.longest_before(lead, OF_BOTH);
    lead = signs.back_past_blanks(lead - of_both.unwrap_or(0));
    let mark = signs.before(lead);
    if !(matches!(mark, ',' | ';') || (mark == '。' && of_both.is_some())) {
        return None;
    }
    let end = lead - 1;
    let region = Span::new(signs.back_until(end, LONGEST, |c| matches!(c, '。' | '\n' | '\r' | '!' | '?')), end);
    let [first, second] = items(told, region)?.try_into().ok()?;
    // 20台共计60000元；15人，每人500元，共计7500元: the second sum is that of what stands right before it.
    let right_before = signs.back_past_blanks(end) == second.span.end;
    let earlier = facts.amounts().take_while(|amount| amount.core.start < region.start);
    let alone = earlier.filter(|amount| !told.is_total(amount)).count() == 0;
    let own = !signs.hold(region, EXCUSES) && !told.is_other(sum) && told.of_term(sum).is_none();
    if !(right_before && alone && own) || first.number == sum.number || second.number == sum.number {
        return None;
    }
    let rounded = [first.rounding, second.rounding, sum.rounding()];
    let written = sum.wan_decimals.is_some_and(|decimals| decimals > 0);
    let tolerance = if written { rounded.into_iter().sum() } else { Decimal::from(51) };
    Some(TwoItems { items: [first.span, second.span], made: first.number.checked_add(second.number)?, sum, tolerance })
}

struct Item {
    span: Span,
    number: Decimal,
    rounding: Decimal,
}

/// The amounts of a stretch that are no prices and no details in brackets. `None` where one of them is not known exactly, recurs, or
/// belongs to another year or purse.
fn items(told: &Told<'_>, region: Span) -> Option<Vec<Item>> {
    let facts = told.facts;
    let signs = &facts.signs;
    let mut items = Vec::new();
    // What stands before the stretch is the total told in advance, or the two are not alone.
    for quantity in facts.quantities.iter().take_while(|quantity| quantity.core.start < region.end) {
        let is_made = signs.longest_before(signs.back_past_blanks(quantity.core.start), MAKES).is_some();
        if quantity.unit != Unit::Yuan || quantity.depth > 0 || (quantity.each && !is_made) {
            continue;
        }
        // 项目资金8万元，用于：…: told in advance.
        if items.is_empty() && told.is_total(quantity) {
            continue;
        }
        let recurs = quantity.every.is_some_and(|every| every != Every::Year);
        if !is_plain(quantity) || told.is_other(quantity) || (recurs && !is_made) {
            return None;
        }
        items.push(Item { span: quantity.core, number: quantity.number, rounding: quantity.rounding() });
    }
    for place in region.start..region.end {
        let made = signs
            .longest_before(place, MAKES)
            .filter(|length| !matches!(signs.before(place - length), '设' | '统' | '会' | '审' | '估' | '预' | '累'));
        if let Some((span, number)) = made.and_then(|_| facts.bare_number(place)).filter(|(_, n)| *n >= Decimal::TEN) {
            items.push(Item { span, number, rounding: Decimal::ONE });
        }
    }
    items.sort_by_key(|item| item.span.start);
    Some(items)
}

#[cfg(test)]
pub(super) fn fixtures() -> Vec<Fixture> {
    let overview = |text: &str| project().text(TextField::Overview, text);
    vec![
        bad(overview("20台×3000元计60000元；15人×500元计90000元，合计160000元。"), ["overview"]),
        bad(overview("20台×3000计60000；15人×500计90000，合计160000元。"), ["overview"]),
        bad(overview("20台每台3000计60000；15人每人每月500计90000，合计160000元。"), ["overview"]),
        bad(overview("20台每台3000元计60000元；15人每人每月500元计90000元，合计160000元。"), ["overview"]),
        bad(
            overview("购置水泵20台，每台3000元，计60000元；聘用泵工15人，每人每月500元，计90000元，合计160000元。"),
            ["overview"],
        ),
        bad(overview("巡查费5万元，打捞费2万元，合计8万元。"), ["overview"]),
        // 万元 without decimals are exact.
        bad(overview("巡查费5.25万元，打捞费2.7万元，合计8万元。"), ["overview"]),
        pass(overview("巡查费50020元，打捞费29950元，合计8万元。")),
        bad(overview("项目资金8万元，用于：1.巡查费5.25万元；2.打捞费2.5万元。以上两项合计共需8万元。"), ["overview"]),
        pass(overview("20台×3000元计60000元；15人×500元×12月计90000元，合计150000元。")),
        pass(overview("巡查费3.33万元，打捞费3.33万元，合计6.67万元。")),
        pass(overview("巡查费50000元，打捞费20000元，合计70050元。")),
        pass(overview("巡查费1万元，打捞费2万元，合计8万元。")),
        pass(overview("巡查费5万元，打捞费3万元，合计8万元。")),
        bad(overview("巡查费5万元，打捞费4万元，合计8万元。"), ["overview"]),
        bad(overview("巡查费5万元，打捞费2万元，合计资金8万元。"), ["overview"]),
        bad(overview("5万元巡查费，打捞费2万元，合计8万元。"), ["overview"]),
        bad(overview("巡查费5万元（含油费1万元），打捞费2万元，合计8万元。"), ["overview"]),
        good(overview("每月油费2万元，水电费1万元，合计4万元。")),
        good(overview("巡查费5万元，其中油费1万元，合计5万元。")),
        good(overview("巡查费5万元，打捞费2万元，另有培训，合计8万元。")),
        good(overview("船20条，每条300元，共计6000元；网15张，每张500元，共计7500元；桩9根，每根100元，共计900元。")),
        good(overview("1.巡查费3万元。2.打捞费2万元，培训费1万元，合计6万元。")),
        good(overview("上年结转2万元，本年安排5万元，合计8万元。")),
        good(overview("每月油费2万元，水电费1万元，合计36万元。")),
        good(overview("每年巡查费2万元，打捞费1万元，三年合计9万元。")),
        good(overview("3个村各2万元，5个村各1万元，合计11万元。")),
        good(overview("会计20，出纳15，合计35000元。")),
    ]
}
