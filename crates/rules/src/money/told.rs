//! The amounts that 项目概况 tells: which one is the project's own, and which are items of it.

use crate::facts::{Facts, Quantity, Span};
use crate::prelude::*;
use crate::shared::funds;
use jibiao_model::Yuan;
use rust_decimal::Decimal;

/// What a rule about told amounts reads.
pub(super) const READS: &[Field] = &[
    Field::Year,
    Field::Text(TextField::Overview),
    Field::Fund(Side::Period, FundLine::Total),
    Field::Fund(Side::Annual, FundLine::Total),
];

/// Words that say that an amount behind them in the clause is asked for this project.
const ASKED: &[&str] = &[
    "项目资金",
    "资金总额",
    "项目总资金",
    "项目预算",
    "年预算",
    "年度预算",
    "预算资金",
    "预算总额",
    "总预算",
    "申请",
    "共需",
    "所需",
    "所需资金",
    "所需经费",
    "需要资金",
    "需资金",
    "需经费",
    "需要经费",
    "项目金额",
    "项目总金额",
    "经费预算",
    "项目总额",
    "资金需求",
    "需安排资金",
    "申报资金",
    "申报金额",
    "项目经费为",
    "总资金",
    "年需",
    "拟申请",
    "专项经费",
    "计划投入",
    "投入资金",
    "需安排",
    "财政安排",
];
/// Words that say that an amount is another one than this year's of this project.
const OTHER: &[&str] = &[
    "总投资",
    "总造价",
    "造价",
    "概算",
    "估算",
    "合同",
    "中标",
    "评审",
    "审定",
    "决算",
    "结算",
    "上年",
    "去年",
    "往年",
    "以前年度",
    "历年",
    "已支付",
    "已拨付",
    "已完成",
    "产值",
    "收入",
    "损失",
    "贷款",
    "债券",
    "增收",
    "节约",
    "销售",
    "存款",
    "资产",
    "原值",
    "总价",
    "控制价",
    "累计",
    "投资额",
    "完成投资",
    "工程款总额",
    "欠款",
    "上级下达",
    "上级拨付",
    "结转",
    "限额",
    "标准为",
    "每档",
    "一档",
    "注册资本",
    "税收",
    "营业额",
    "征收",
    "票价",
    "售价",
    "降为",
    "降至",
    "提高到",
    "提高至",
    "调整为",
];

/// The overview with the totals.
pub(super) struct Told<'a> {
    pub facts: &'a Facts<'a>,
    pub annual: Option<Yuan>,
    pub period: Option<Yuan>,
    pub year: Option<i32>,
}

impl<'a> Told<'a> {
    /// `Err` with the outcome where there is nothing to look at.
    pub fn of(view: &View<'a>) -> Result<Told<'a>, Outcome> {
        let facts = view.facts(TextField::Overview);
        let year = view.year().read().map(|year| year.0);
        let above_zero = |side| funds::total(view, side).filter(|total| total.0 > Decimal::ZERO);
        let (annual, period) = (above_zero(Side::Annual), above_zero(Side::Period));
        let empty = facts.is_none_or(|facts| facts.signs.len() == 0);
        match facts {
            Some(facts) if !empty && annual.or(period).is_some() => Ok(Told { facts, annual, period, year }),
            _ => Err(Outcome::NotYet),
        }
    }

    /// The larger of the two totals.
    pub fn most(&self) -> Decimal {
        self.annual.into_iter().chain(self.period).map(|total| total.0).max().unwrap_or_default()
    }

    /// True where the amount is one of the totals, as exactly as it is written.
    pub fn is_total(&self, quantity: &Quantity) -> bool {
        let mut totals = self.annual.into_iter().chain(self.period);
        totals.any(|total| (total.0 - quantity.number).abs() < quantity.rounding())
    }

    /// Where the words begin that make the amount the sum of several years: 三年共需, 2026-2028年总投入, 实施期共需.
    pub fn of_term(&self, quantity: &Quantity) -> Option<usize> {
        let facts = self.facts;
        let start = facts.signs.back_until(quantity.core.start, 24, crate::facts::ends_clause);
        let years = facts.dates_in(Span::new(start, quantity.core.start)).find(|date| {
            let several = date.years.is_some_and(|(from, to)| from < to);
            several && begins_sum(facts, date.span.end, quantity)
        });
        let words = || {
            (start..quantity.core.start).find(|place| {
                let whole = !facts.signs.before(*place).is_ascii_digit();
                let end = facts.signs.longest(*place, TERMS).filter(|_| whole).map(|length| place + length);
                end.is_some_and(|end| begins_sum(facts, end, quantity))
            })
        };
        years.map(|date| date.span.start).or_else(words)
    }

    /// True where it is a total in the wrong unit: 元 written for 万元 or the other way.
    pub fn is_slip(&self, amount: Decimal) -> bool {
        self.annual.into_iter().chain(self.period).any(|total| slips(amount, total.0))
    }

    /// True where the clause names another year or another purse.
    pub fn is_other(&self, quantity: &Quantity) -> bool {
        let clause = self.facts.clause(quantity.core);
        let other_year = self.facts.dates_in(clause).any(|date| {
            date.years.is_some_and(|(from, to)| self.year.is_some_and(|year| !(from..=to).contains(&year)))
        });
        other_year || self.facts.signs.hold(clause, OTHER)
    }

    /// The amounts that are asked for this project.
    pub fn asked(&self) -> Vec<&'a Quantity> {
        let facts = self.facts;
        let asked = |quantity: &&Quantity| {
            let start = facts.signs.back_until(quantity.core.start, 24, crate::facts::ends_clause);
            let lead = Span::new(start, quantity.core.start);
            let whole = quantity.every.is_none_or(|every| every == crate::facts::Every::Year);
            whole && !self.is_other(quantity) && facts.signs.hold(lead, ASKED)
        };
        facts.amounts().filter(asked).collect()
    }
}

/// Several years, as people write them before their sum.
const TERMS: &[&str] = &[
    "两年",
    "二年",
    "三年",
    "四年",
    "五年",
    "六年",
    "七年",
    "八年",
    "九年",
    "十年",
    "2年",
    "3年",
    "4年",
    "5年",
    "6年",
    "7年",
    "8年",
    "9年",
    "10年",
    "实施期",
    "项目期",
];

/// True where what stands between several years and the amount says that it is their sum: 三年(期)内共需资金. Not 三年行动计划需.
fn begins_sum(facts: &Facts<'_>, place: usize, quantity: &Quantity) -> bool {
    let behind = place + facts.signs.longest(place, &["期内", "期间", "内", "间", "期"]).unwrap_or(0);
    let sum = ["共", "总", "合计", "累计", "一共"];
    place <= quantity.core.start && facts.signs.longest(behind, &sum).is_some()
}

/// Within 1 % of ten thousand times or a ten-thousandth of the other.
pub(super) fn slips(amount: Decimal, total: Decimal) -> bool {
    let ten_thousand = Decimal::from(10_000);
    let near = |larger: Decimal, smaller: Decimal| {
        smaller
            .checked_mul(ten_thousand)
            .is_some_and(|scaled| (larger - scaled).abs() <= scaled / Decimal::ONE_HUNDRED && scaled > Decimal::ZERO)
    };
    near(amount, total) || near(total, amount)
}

/// An amount as the text has it, short.
pub(super) fn quote(facts: &Facts<'_>, quantity: &Quantity) -> String {
    clip(facts.quote(quantity.core), 14)
}

/// A sum for a message, in the unit of the text.
pub(super) fn printed(sum: Decimal, in_wan: bool) -> String {
    let wan = sum.checked_div(Decimal::from(10_000)).filter(|_| in_wan);
    match wan {
        Some(wan) => format!("{}万元", wan.normalize()),
        None => format!("{}元", Yuan(sum).printed()),
    }
}

/// The overview's place.
pub(super) const PLACE: FieldPath = FieldPath::Text(TextField::Overview);

/// The totals as related places, with what they say.
pub(super) fn with_totals(told: &Told<'_>, fault: Fault) -> Fault {
    let sides = [(Side::Annual, told.annual), (Side::Period, told.period)];
    sides.into_iter().filter_map(|(side, total)| Some((side, total?))).fold(fault, |fault, (side, total)| {
        let place = funds::total_place(side);
        fault.with(place).read(place, total.printed())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_within_a_hundredth_of_ten_thousand_times() {
        let slips = |amount: u32, total: u32| slips(Decimal::from(amount), Decimal::from(total));
        assert!(slips(80_000, 8) && slips(80_800, 8) && slips(79_200, 8) && slips(8, 80_800));
        assert!(!slips(80_801, 8) && !slips(79_199, 8) && !slips(8, 8) && !slips(0, 0));
    }

    #[test]
    fn the_sum_of_several_years_is_that_of_the_term() {
        let is_of_term = |text: &str| {
            let facts = crate::facts::read(text);
            let told = Told { facts: &facts, annual: None, period: None, year: None };
            facts.amounts().next().is_some_and(|amount| told.of_term(amount).is_some())
        };
        for text in [
            "三年共需126万元",
            "分3年实施，3年内共需资金126万元",
            "2026-2028年总投入126万元",
            "项目实施期共需126万元",
            "五年合计126万元",
        ] {
            assert!(is_of_term(text), "{text}");
        }
        for text in [
            "每年共需42万元",
            "三年行动计划需42万元",
            "三年共建成9座，今年需42万元",
            "2026年共需42万元",
            "连续三年实施，共需42万元",
            "2023年共需42万元",
        ] {
            assert!(!is_of_term(text), "{text}");
        }
    }

    #[test]
    fn an_amount_is_the_total_as_exactly_as_it_is_written() {
        let is_total = |text: &str| {
            let facts = crate::facts::read(text);
            let (annual, period) = (Some(Yuan(Decimal::from(80_000))), None);
            let told = Told { facts: &facts, annual, period, year: None };
            facts.quantities.first().is_some_and(|quantity| told.is_total(quantity))
        };
        assert!(is_total("8万元") && is_total("80050元"));
        assert!(!is_total("80051元") && !is_total("79949元"));
    }
}
