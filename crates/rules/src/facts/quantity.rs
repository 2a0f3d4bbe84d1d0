//! A number with its unit, its bound, what it recurs by, and the words around it.

use super::number::{self, Numeral};
use super::signs::{Signs, Span, ends_clause, ends_phrase};
use crate::shared::text::is_han;
use jibiao_model::Yuan;
use jibiao_model::value;
use rust_decimal::Decimal;

/// What the words around a number say of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Bound {
    /// Nothing: the number itself.
    Exact,
    /// 不少于, 至少, 以上
    AtLeast,
    /// 不超过, 以内
    AtMost,
    /// 余, 多: a little more
    Over,
    /// 约, 左右
    About,
}

impl Bound {
    /// Not less than the number.
    pub fn is_floor(self) -> bool {
        matches!(self, Bound::AtLeast | Bound::Over)
    }

    /// The number is not meant to the last digit.
    pub fn is_loose(self) -> bool {
        matches!(self, Bound::About | Bound::Over)
    }
}

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Unit {
    /// 元; the number is converted.
    Yuan,
    /// %
    Percent,
    /// A unit of the table in canonical spelling; 万 before it is multiplied in.
    Of(&'static str),
}

/// How often: 每月, 每季度.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Every {
    Day,
    Week,
    Month,
    TwoMonths,
    Quarter,
    HalfYear,
    Year,
}

impl Every {
    const WORDS: [(&'static str, Every); 15] = [
        ("半年", Every::HalfYear),
        ("季度", Every::Quarter),
        ("个季度", Every::Quarter),
        ("两个月", Every::TwoMonths),
        ("2个月", Every::TwoMonths),
        ("个月", Every::Month),
        ("个星期", Every::Week),
        ("星期", Every::Week),
        ("季", Every::Quarter),
        ("月", Every::Month),
        ("周", Every::Week),
        ("年", Every::Year),
        ("年度", Every::Year),
        ("天", Every::Day),
        ("日", Every::Day),
    ];

    /// How often it comes in a year; days and weeks are not counted, for nobody means 365 or 52.
    pub fn in_a_year(self) -> Option<u32> {
        match self {
            Every::Day | Every::Week => None,
            Every::Month => Some(12),
            Every::TwoMonths => Some(6),
            Every::Quarter => Some(4),
            Every::HalfYear => Some(2),
            Every::Year => Some(1),
        }
    }
}

/// A number of a text with everything that the words around it say of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Quantity {
    /// Number, unit and bound as written: `不少于6次`, `100余户`.
    pub span: Span,
    /// Number and unit only.
    pub core: Span,
    /// The number, 万元 as 元, 百分之五 as 5.
    pub number: Decimal,
    /// The upper end of `1-2名`.
    pub high: Option<Decimal>,
    pub unit: Unit,
    pub bound: Bound,
    /// The unit was written as 万元 (for rounding) with so many decimals.
    pub wan_decimals: Option<u32>,
    /// The last 每月, 每年 … of the clause before it, or behind a stroke: `元/月`.
    pub every: Option<Every>,
    /// Per person, per event: a rate, no sum.
    pub each: bool,
    /// Said to be a sum: 合计, 共计, 共需.
    pub total: bool,
    /// 一 without a bound: an article rather than a count.
    pub article: bool,
    /// The words before it and behind it, without the bound, up to the next mark or number.
    pub before: Span,
    pub after: Span,
    /// From the last comma or stop to the next.
    pub clause: Span,
    /// How many brackets are open.
    pub depth: u32,
}

impl Quantity {
    /// An amount of money that is no rate.
    pub fn amount(&self) -> Option<Yuan> {
        (self.unit == Unit::Yuan && !self.each && self.high.is_none()).then_some(Yuan(self.number))
    }

    /// By how much an amount may differ and still be the same as printed, in 元.
    pub fn rounding(&self) -> Decimal {
        let half = |decimals: u32| Decimal::new(5000, 0).checked_div(Decimal::from(10_u32.pow(decimals.min(4))));
        let printed = match self.wan_decimals {
            Some(decimals @ 1..) => half(decimals).unwrap_or_default(),
            _ => Decimal::ZERO,
        };
        let loose = if self.bound.is_loose() { self.number / Decimal::from(20) } else { Decimal::ZERO };
        printed.max(loose).max(Decimal::from(51))
    }
}

const AT_LEAST: &[&str] = &[
    "不少于",
    "不得少于",
    "不能少于",
    "应不少于",
    "不低于",
    "不得低于",
    "不能低于",
    "不小于",
    "不短于",
    "至少",
    "最少",
    "大于等于",
    "≥",
    "大于",
    "多于",
    "超过",
    "高于",
    "少则",
    ">",
];
const AT_MOST: &[&str] = &[
    "不超过",
    "不得超过",
    "不能超过",
    "不多于",
    "不得多于",
    "不高于",
    "不得高于",
    "不大于",
    "不长于",
    "至多",
    "最多",
    "小于等于",
    "≤",
    "小于",
    "低于",
    "少于",
    "控制在",
    "限额",
    "上限",
    "<",
];
const ABOUT: &[&str] = &["约", "大约", "大概", "近", "约为", "约计", "大致", "接近", "约有"];
const FLOOR_BEHIND: &[&str] = &["以上", "及以上", "(含)以上", "起步"];
const CAP_BEHIND: &[&str] = &["以内", "以下", "之内", "及以下", "(含)以内"];
const ABOUT_BEHIND: &[&str] = &["左右", "上下"];
/// Between a bound and its number, and between a noun and its number: says that a number comes.
const LINKS: &[&str] = &["为", "是", "有", "达", "达到", "在", "共", "计", "于", "人民币", "了", "需", "各", "约"];
const SUMS: &[&str] =
    &["合计", "共计", "总计", "总共", "合共", "共需", "一共", "累计", "共约", "共为", "共安排", "共支出"];

/// Say when or that something is meant, not what is counted.
const TIMES: &[&str] =
    &["一年", "全年", "每年", "本年度", "年度", "今年", "预计", "计划", "每月", "每季度", "每季", "每周", "每半年"];

fn bound_before(signs: &Signs<'_>, place: usize) -> (Bound, usize) {
    let place = signs.back_past_blanks(place);
    let longest = |place| {
        [(AT_LEAST, Bound::AtLeast), (AT_MOST, Bound::AtMost), (ABOUT, Bound::About)]
            .into_iter()
            .filter_map(|(words, bound)| Some((signs.longest_before(place, words)?, bound)))
            .max_by_key(|(length, _)| *length)
    };
    // 附近3个村, 最近5年 say nothing about the number.
    if let Some((length, bound)) = longest(place)
        && !(signs.before(place) == '近' && matches!(signs.before(place - 1), '附' | '最' | '邻' | '就'))
    {
        return (bound, place - length);
    }
    // 不少于人民币500元, 控制在每次300元 stay without a bound but for one link in between.
    if let Some(link) = signs.longest_before(place, &["人民币", "了", "在", "为"])
        && let Some((length, bound)) = longest(place - link)
    {
        return (bound, place - link - length);
    }
    (Bound::Exact, place)
}

fn bound_behind(signs: &Signs<'_>, place: usize) -> Option<(Bound, usize)> {
    let place = signs.past_blanks(place);
    [(FLOOR_BEHIND, Bound::AtLeast), (CAP_BEHIND, Bound::AtMost), (ABOUT_BEHIND, Bound::About)]
        .into_iter()
        .find_map(|(words, bound)| Some((bound, place + signs.longest(place, words)?)))
}

/// What stands behind a numeral: factor, 余 or 多, unit; and where it ends.
struct Behind {
    end: usize,
    factor: u32,
    over: bool,
    unit: Unit,
    wan: bool,
    /// 三千 of 五万三千.
    more: Decimal,
}

fn behind(signs: &Signs<'_>, numeral: Numeral) -> Option<Behind> {
    let mut place = signs.past_blanks(numeral.end);
    let mut over = false;
    let mut more = |place: &mut usize| {
        if matches!(signs.at(*place), '余' | '多') {
            over = true;
            *place += 1;
        }
    };
    more(&mut place);
    let factor = match signs.at(place) {
        '万' => 10_000,
        '亿' => 100_000_000,
        '千' if !matches!(signs.at(place + 1), '米' | '克' | '瓦') => 1_000,
        '百' if !matches!(signs.at(place + 1), '分') => 100,
        _ => 1,
    };
    if factor > 1 {
        place += 1;
        more(&mut place);
    }
    place = signs.past_blanks(place);
    let mut more = Decimal::ZERO;
    if factor == 10_000
        && numeral.chinese
        && let Some(rest) = number::at(signs, place)
        && let Some(worth) = rest.worth.filter(|worth| rest.chinese && *worth < Decimal::from(factor))
    {
        (more, place) = (worth, rest.end);
    }
    let read = |end, unit, wan| Some(Behind { end, factor, over, unit, wan, more });
    if signs.at(place) == '元' || signs.at(place) == '圆' {
        return read(place + 1, Unit::Yuan, factor == 10_000 && more.is_zero());
    }
    if signs.at(place) == '%' {
        return read(place + 1, Unit::Percent, false).filter(|_| factor == 1);
    }
    let window: String = (place..place + 6).map(|place| signs.at(place)).collect();
    // 24小时 before 24小: the table of units answers with the longest. A blank stands inside `m ²`.
    let squeezed: String = window.chars().filter(|c| !c.is_whitespace()).collect();
    match value::leading_unit(&squeezed) {
        Some((unit, length)) => {
            let mut end = place;
            let mut left = length;
            while left > 0 {
                left -= usize::from(!signs.at(end).is_whitespace());
                end += 1;
            }
            read(end, Unit::Of(unit), false)
        }
        // 每年需6万运营费
        None if factor == 10_000 && is_bare_wan(signs, place) => read(place, Unit::Yuan, true),
        None => None,
    }
}

/// True where 万 without 元 means money: a word of money stands beside it.
fn is_bare_wan(signs: &Signs<'_>, place: usize) -> bool {
    const MONEY: &[&str] = &["费", "资金", "经费", "预算", "补助", "补贴", "元"];
    let next = Span::new(place, signs.on_until(place, 6, |c| ends_phrase(c) || c.is_ascii_digit()));
    let last = Span::new(signs.back_until(place, 12, ends_phrase), place);
    // 计划投入35.2万，用于: nothing that could be counted stands behind it.
    const SPENT: &[&str] =
        &["投入", "投资", "支出", "造价", "花费", "成本", "拨付", "下达", "共需", "款", "中标价", "合同价"];
    let ends = place >= signs.len() || ends_phrase(signs.at(place));
    signs.hold(next, MONEY) || signs.hold(last, MONEY) || (ends && signs.hold(last, SPENT))
}

/// The quantity whose number begins at `start`, and where scanning goes on. `None` where no unit stands behind the number.
pub(super) fn at(signs: &Signs<'_>, start: usize, numeral: Numeral, last_end: usize) -> Option<Quantity> {
    let ordinal = matches!(signs.before(start), '第' | '№' | '#') || signs.before(start).is_ascii_alphabetic();
    if ordinal {
        return None;
    }
    let hundredth = signs.ends(start, "百分之");
    let (first, mut number) = (numeral, numeral.worth?);
    let mut last = numeral;
    let mut high = None;
    let mut tail = behind(signs, first);
    // 1-2名, 3次至5次, 2万—3万元
    let bare_wan = signs.at(numeral.end) == '万';
    let gap = tail.as_ref().map_or(numeral.end + usize::from(bare_wan), |tail| tail.end);
    if let Some(length) = signs.longest(gap, &["-", "—", "——", "–", "~", "〜", "至", "到"])
        && let Some(second) = number::at(signs, gap + length)
        && let Some(second_tail) = behind(signs, second)
        && tail.as_ref().is_none_or(|tail| tail.unit == second_tail.unit)
    {
        let factor = tail.as_ref().map_or(second_tail.factor, |tail| tail.factor);
        number = number.checked_mul(Decimal::from(factor))?;
        high = Some(second.worth?.checked_mul(Decimal::from(second_tail.factor))?);
        last = second;
        tail = Some(Behind { factor: 1, ..second_tail });
    }
    let percent = |end| Behind { end, factor: 1, over: false, unit: Unit::Percent, wan: false, more: Decimal::ZERO };
    let tail = if hundredth { percent(last.end) } else { tail? };
    let number = number.checked_mul(Decimal::from(tail.factor))?.checked_add(tail.more)?;
    // 一年20次 means every year.
    if numeral.chinese && numeral.worth == Some(Decimal::ONE) && tail.unit == Unit::Of("年") {
        return None;
    }
    // 每两个月 says how often, not how long.
    if signs.before(start) == '每' && matches!(tail.unit, Unit::Of("个月" | "月" | "周" | "天" | "日" | "年" | "季度"))
    {
        return None;
    }
    let core_start = if hundredth { start - 3 } else { start };
    let core = Span::new(core_start, tail.end);
    let (mut bound, bound_start) = bound_before(signs, core_start);
    let mut end = tail.end;
    if let Some((behind, place)) = bound_behind(signs, tail.end) {
        bound = if bound == Bound::Exact || bound == Bound::About { behind } else { bound };
        end = place;
    }
    if bound == Bound::Exact && tail.over {
        bound = Bound::Over;
    }
    let span = Span::new(if bound == Bound::Exact { core_start } else { bound_start.min(core_start) }, end);
    let clause_start = signs.back_until(core_start, 60, ends_clause);
    let clause = Span::new(clause_start, signs.on_until(end, 60, ends_clause));
    let (rate_end, stroke_every, stroke_each) = strokes(signs, tail.end);
    let recurs_from = if is_made(signs, bound_start, last_end) { last_end } else { clause_start };
    let (every, each) = recurrence(signs, Span::new(recurs_from, core_start));
    let before_start = signs.back_until(bound_start, 24, ends_phrase).max(last_end.min(bound_start));
    let before = named_before(signs, trimmed(signs, Span::new(before_start, bound_start)), last_end);
    if bound == Bound::Exact {
        bound = bound_apart(signs, clause_start.max(last_end.min(core_start)), core_start);
    }
    let after_start = signs.past_blanks(end.max(rate_end));
    let after = Span::new(after_start, signs.on_until(after_start, 16, |c| ends_phrase(c) || c.is_ascii_digit()));
    let sum_from = signs.back_until(core_start, 14, |c| matches!(c, '。' | ';' | '\n')).max(last_end.min(core_start));
    let is_sum =
        signs.hold(Span::new(sum_from, core_start), SUMS) || signs.longest_before(bound_start, &["共", "计"]).is_some();
    let one = number == Decimal::ONE && numeral.chinese;
    let wan_decimals = (tail.wan && tail.unit == Unit::Yuan).then(|| first.worth.map_or(0, |n| n.normalize().scale()));
    Some(Quantity {
        span: Span::new(span.start, end.max(rate_end)),
        core,
        number,
        high,
        unit: tail.unit,
        bound,
        wan_decimals,
        every: stroke_every.or(every),
        each: stroke_each || each,
        total: is_sum,
        // 每季度举办一期 counts.
        article: one && bound == Bound::Exact && stroke_every.or(every).is_none(),
        before,
        after,
        clause,
        depth: 0,
    })
}

/// 15人每人每月500元计90000元: what stands right behind a price and 计 is what it makes, no price.
fn is_made(signs: &Signs<'_>, place: usize, last_end: usize) -> bool {
    let before = signs.longest_before(place, &["计", "小计", "共计", "合计"]);
    before.is_some_and(|length| signs.back_past_blanks(place - length) == last_end && signs.before(last_end) == '元')
}

/// 疏浚沟渠：8.5千米, 养老机构（共9家）: nothing stands before the number but the mark, so the noun is the one before the mark.
fn named_before(signs: &Signs<'_>, before: Span, last_end: usize) -> Span {
    let mark = before.start;
    if before.len() > 0 || !matches!(signs.before(mark), ':' | '(') {
        return before;
    }
    let start = signs.back_until(mark - 1, 24, ends_phrase).max(last_end.min(mark - 1));
    trimmed(signs, Span::new(start, mark - 1))
}

/// 至少走访企业60家: the bound stands before the verb.
fn bound_apart(signs: &Signs<'_>, from: usize, core_start: usize) -> Bound {
    let lead = Span::new(signs.back_until(core_start, 12, ends_clause).max(from), core_start);
    if signs.hold(lead, &["至少", "最少", "不少于", "不低于"]) {
        Bound::AtLeast
    } else if signs.hold(lead, &["至多", "最多", "不超过"]) {
        Bound::AtMost
    } else {
        Bound::Exact
    }
}

/// `/人/月`, `每人每月` right behind a unit: where it ends, the time, and whether something else than a time is named.
fn strokes(signs: &Signs<'_>, mut place: usize) -> (usize, Option<Every>, bool) {
    let (mut every, mut each) = (None, false);
    while matches!(signs.at(place), '/' | '每' | '·') {
        let from = place + signs.longest(place, &["/每", "·每"]).unwrap_or(1);
        let time = Every::WORDS.iter().filter(|(word, _)| signs.begins(from, word)).max_by_key(|(word, _)| word.len());
        let Some(length) = time.map(|(word, _)| word.chars().count()).or_else(|| thing(signs, from)) else { break };
        every = every.or(time.map(|(_, every)| *every));
        each |= time.is_none();
        place = from + length;
    }
    (place, every, each)
}

/// The length of a unit that counts things.
fn thing(signs: &Signs<'_>, place: usize) -> Option<usize> {
    let window: String = (place..place + 4).map(|place| signs.at(place)).collect();
    value::leading_unit(&window).map(|(_, length)| length)
}

/// 每剂次330元, 每名学生: a word right before a number is what there is one of, in the table of units or not. 每满10人 is no price.
fn is_one_of_something(signs: &Signs<'_>, place: usize) -> bool {
    const NO_THING: &str = "逢隔满增超到遇约达过";
    let word = signs.on_until(place, 4, |c| !is_han(c));
    let before_number = (1..=3).contains(&(word - place)) && signs.at(word).is_ascii_digit();
    const THINGS: &str = "馆校园厂店院室镇乡县区局库桥路井河村站点";
    let thing = THINGS.contains(signs.at(place));
    matches!(signs.at(place), '位' | '名') || thing || (before_number && !NO_THING.contains(signs.at(place)))
}

/// What a clause says of how often: the last 每月, 每季度, 全年 in it, and whether 每人, 人均, 标准 make a rate of the number.
fn recurrence(signs: &Signs<'_>, clause: Span) -> (Option<Every>, bool) {
    const YEARLY: &[&str] = &["全年", "一年", "年工资", "年薪", "年租金"];
    let (mut every, mut each) = (None, false);
    for place in clause.start..clause.end {
        match signs.at(place) {
            '每' => {
                let from = place + 1;
                let time =
                    Every::WORDS.iter().filter(|(word, _)| signs.begins(from, word)).max_by_key(|(word, _)| word.len());
                match time {
                    Some((_, found)) => every = Some(*found),
                    None => each |= thing(signs, from).is_some() || is_one_of_something(signs, from),
                }
            }
            '单' => each |= signs.begins(place, "单价"),
            '均' => each |= matches!(signs.before(place), '人' | '户' | '次' | '场' | '亩' | '村'),
            '月' if signs.begins(place, "月均") => every = Some(Every::Month),
            '按' if signs.begins(place, "按月") => every = Some(Every::Month),
            '按' if signs.begins(place, "按季") => every = Some(Every::Quarter),
            // 一年级 is a class, 2026年工资 that of one year.
            '全' | '一' | '年'
                if signs.longest(place, YEARLY).is_some()
                    && !signs.begins(place, "一年级")
                    && !signs.before(place).is_ascii_digit() =>
            {
                every = Some(Every::Year);
            }
            _ => {}
        }
    }
    (every, each)
}

/// The noun phrase before a number without the words that only lead to the number.
fn trimmed(signs: &Signs<'_>, mut phrase: Span) -> Span {
    loop {
        phrase.end = signs.back_past_blanks(phrase.end).max(phrase.start);
        let cut = [LINKS, SUMS, TIMES].iter().filter_map(|words| signs.longest_before(phrase.end, words)).max();
        match cut {
            Some(length) if length <= phrase.len() => phrase.end -= length,
            _ => break,
        }
    }
    Span::new(signs.past_blanks(phrase.start).min(phrase.end), phrase.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_price_of_one_of_something_names_the_thing_right_before_its_number() {
        let one = |text: &str, place: usize| is_one_of_something(&Signs::of(text), place);
        assert!(one("每剂次330元", 1) && one("接种疫苗，每剂次330元", 6) && one("每名学生5元", 1));
        assert!(!one("接种10人，每10人330元", 7) && !one("每满10人330元", 1) && !one("每个乡镇卫生院330元", 1));
    }
}
