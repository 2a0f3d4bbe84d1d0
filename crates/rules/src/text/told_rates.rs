//! Two prices for one thing in the texts themselves: 护林员每人每月600元 here, 护林员按每人每月800元 there.

use crate::claims;
use crate::facts::{Every, Facts, Quantity, Signs, Span, Unit};
use crate::prelude::*;
use crate::shared::text::is_han;

/// A price of the texts: what is paid, for what it is one, and where it stands.
struct Told<'f> {
    field: TextField,
    quantity: &'f Quantity,
    /// The words at the beginning of its clause: 护林员.
    whose: &'f str,
    every: Option<Every>,
    /// 每人, 每户
    each: Vec<char>,
}

/// Words behind which a price is no longer that of the words before them.
const ENDS: &[&str] =
    &["补助", "补贴", "标准", "工资", "报酬", "津贴", "费", "每", "按", "为", "人均", "发放", "领取", "享受", "劳务"];
/// Words that make two prices right: of another time, of another rank.
const APART: &[&str] = &[
    "上年",
    "去年",
    "往年",
    "原",
    "提高到",
    "调整",
    "增加到",
    "以上",
    "以下",
    "不同",
    "分别",
    "其中",
    "档",
    "级",
    "类",
    "组长",
    "最高",
    "最低",
    "不超过",
    "另",
    "再",
    "加",
];
/// So many prices are compared with each other.
const MOST: usize = 40;

/// The first two prices that contradict each other: the later one with its field, and the earlier one with its own.
pub(super) fn contradict<'f>(view: &'f View<'_>) -> Option<[(TextField, &'f Quantity); 2]> {
    let texts = claims::TEXTS.into_iter().filter_map(|field| Some((field, view.facts(field)?)));
    let all: Vec<Told<'f>> = texts.flat_map(|(field, facts)| told(field, facts)).take(MOST).collect();
    all.iter().enumerate().find_map(|(at, later)| {
        let same =
            |other: &&Told<'f>| other.whose == later.whose && other.every == later.every && other.each == later.each;
        let mut earlier = all.iter().take(at).filter(same);
        let first = earlier.next().filter(|first| first.quantity.number != later.quantity.number)?;
        Some([(later.field, later.quantity), (first.field, first.quantity)])
    })
}

/// The things of 每人每月, which stand together: 每月20日前按每人每月 is a day and a price.
fn each(signs: &Signs<'_>, clause: Span) -> Vec<char> {
    let mut places: Vec<usize> = (clause.start..clause.end).filter(|place| signs.at(*place) == '每').collect();
    let apart = places.windows(2).rposition(|pair| matches!(pair, [one, next] if next - one > 3));
    places.drain(..apart.map_or(0, |apart| apart + 1));
    places.into_iter().map(|place| signs.at(place + 1)).collect()
}

/// 按每人每月1700元的标准发放岗位补贴: for what it is paid stands behind the price.
fn paid_behind(after: &str) -> Option<&str> {
    let paid = after.strip_prefix('的').unwrap_or(after).strip_prefix("标准")?;
    let paid = ["发放", "支付", "兑付", "给予"].iter().find_map(|verb| paid.strip_prefix(verb))?;
    paid.get(..ENDS.iter().filter_map(|word| paid.find(word)).min()?)
}

fn told<'f>(field: TextField, facts: &'f Facts<'_>) -> impl Iterator<Item = Told<'f>> {
    let prices = facts.quantities.iter().filter(|quantity| {
        let price = quantity.unit == Unit::Yuan && quantity.each && !quantity.total && quantity.high.is_none();
        price && !facts.signs.hold(quantity.clause, APART)
    });
    prices.filter_map(move |quantity| {
        let signs = &facts.signs;
        let lead = facts.quote(Span::new(quantity.clause.start, quantity.core.start));
        let before = || {
            let lead = lead.get(lead.find(is_han)?..)?;
            lead.get(..ENDS.iter().filter_map(|word| lead.find(word)).min()?)
        };
        let whose = paid_behind(facts.quote(quantity.after)).or_else(before);
        let whose = whose.filter(|whose| (2..=8).contains(&whose.chars().count()))?;
        let each = each(signs, quantity.clause);
        Some(Told { field, quantity, whose, every: quantity.every, each })
    })
}
