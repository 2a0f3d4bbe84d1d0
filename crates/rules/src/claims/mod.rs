//! Claims: what the texts of a form say in numbers of the things that its indicators count.
//!
//! A number of a text belongs to an indicator where the noun beside the number is that of the indicator's name and both count in the
//! same unit. No list of subject words and no model of language: the words are compared as they are written, after the words that
//! only lead to the noun or to the number are cut off. What stays doubtful may excuse an indicator and never accuse it.

mod nouns;
#[cfg(test)]
mod tests;
mod words;

pub(crate) use nouns::Nearness;

use crate::facts::{Bound, Every, Facts, Quantity, Span, Unit};
use crate::field::Field;
use crate::view::Line;
use jibiao_model::form::Side;
use jibiao_model::level::Level1;
use jibiao_model::path::{RowField, TextField};
use jibiao_model::value::{self, Reading};
use nouns::{Phrase, Thing};
use rust_decimal::Decimal;

/// The texts that say what the project does. 立项依据 cites others, 必要性 and 制度 speak in general.
pub(crate) const TEXTS: [TextField; 5] =
    [TextField::Overview, TextField::Plan, TextField::GoalPeriod, TextField::GoalAnnual, TextField::AnnualGoal];
/// With 制度措施, of which only how often something is done counts: checks are told there.
pub(crate) const CLAIMING: [TextField; 6] = [
    TextField::Overview,
    TextField::Plan,
    TextField::GoalPeriod,
    TextField::GoalAnnual,
    TextField::AnnualGoal,
    TextField::Safeguards,
];

/// What a rule about claims reads, beside what pairing reads.
pub(crate) const READS: &[Field] = &[
    Field::Year,
    Field::Text(TextField::Term),
    Field::Text(TextField::Overview),
    Field::Text(TextField::Plan),
    Field::Text(TextField::GoalPeriod),
    Field::Text(TextField::GoalAnnual),
    Field::Text(TextField::AnnualGoal),
    Field::Text(TextField::Safeguards),
    Field::Rows(Side::Period, RowField::Level1),
    Field::Rows(Side::Period, RowField::Level2),
    Field::Rows(Side::Period, RowField::Name),
    Field::Rows(Side::Period, RowField::Value),
    Field::Rows(Side::Annual, RowField::Level1),
    Field::Rows(Side::Annual, RowField::Level2),
    Field::Rows(Side::Annual, RowField::Name),
    Field::Rows(Side::Annual, RowField::Value),
];

/// Beyond so many comparisons no form is read by a person either; the check stays fast instead.
const MOST: usize = 400_000;

/// One number of a text that is said of what a row counts, in the unit of the row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Claim {
    pub field: TextField,
    /// The whole span: bound, number and unit.
    pub span: Span,
    pub number: Decimal,
    pub high: Option<Decimal>,
    pub bound: Bound,
    /// By how much a number may differ and still be the same: money is rounded when printed.
    pub tolerance: Decimal,
    /// The noun before the number with the number, as written: for a message.
    pub phrase: Span,
    pub nearness: Nearness,
    /// Said of an earlier time, of what is done, of a larger area or of a part: no measure of the row.
    pub aside: bool,
    /// The number was worked out from 每月 or 每季度.
    pub every: Option<Every>,
}

impl Claim {
    /// May stand against the row.
    pub fn accuses(&self) -> bool {
        !self.aside && self.nearness != Nearness::Doubtful
    }

    /// True where a row with this number agrees with the text.
    pub fn agrees(&self, number: Decimal) -> bool {
        let low = self.number;
        let gap = |to: Decimal| (number - to).abs();
        match (self.high, self.bound.is_loose()) {
            (Some(high), _) => (low..=high).contains(&number),
            (None, true) => gap(low) <= low / Decimal::TEN,
            (None, false) => gap(low) <= self.tolerance,
        }
    }
}

/// The claims of one form about each of its rows.
#[derive(Debug, Default)]
pub(crate) struct Claims {
    period: Vec<Vec<Claim>>,
    annual: Vec<Vec<Claim>>,
}

impl Claims {
    pub fn of_row(&self, side: Side, index: usize) -> &[Claim] {
        let side = match side {
            Side::Period => &self.period,
            Side::Annual => &self.annual,
        };
        side.get(index).map_or(&[], Vec::as_slice)
    }
}

/// What decides which numbers belong to which side.
pub(crate) struct Setting {
    /// Budget year, where it reads as one.
    pub year: Option<i32>,
    /// Years of the term.
    pub years: Option<u32>,
    pub has_period: bool,
}

/// A number of a text, ready for comparing.
struct Said<'f> {
    field: TextField,
    quantity: &'f Quantity,
    phrase: Phrase,
    family: &'static str,
    factor: Decimal,
    aside: bool,
    /// Behind 其中: a part, which is said of a row with its very words only.
    part: bool,
}

/// Pairs the numbers of the texts with the rows.
pub(crate) fn pair<'a>(
    period: &[Line<'a>],
    annual: &[Line<'a>],
    facts: &[(TextField, &Facts<'a>)],
    setting: &Setting,
) -> Claims {
    let counts: usize = facts.iter().map(|(_, facts)| facts.quantities.len()).sum();
    if counts.saturating_mul(period.len() + annual.len()) > MOST {
        return Claims::default();
    }
    let said: Vec<Said<'_>> = facts.iter().flat_map(|(field, facts)| said(*field, facts, setting.year)).collect();
    let side = |lines: &[Line<'a>], side| {
        let only = lines.iter().filter(|line| line.level1 == Some(Level1::Satisfaction)).count() == 1;
        let of_line = |line: &Line<'a>| of_line(line, side, &said, setting, only);
        let mut claims: Vec<Vec<Claim>> = lines.iter().map(of_line).collect();
        only_one_wider(&mut claims);
        claims
    };
    Claims { period: side(period, Side::Period), annual: side(annual, Side::Annual) }
}

/// A wider word (活动) that would fit several rows fits none of them surely.
fn only_one_wider(claims: &mut [Vec<Claim>]) {
    let mut seen: Vec<(TextField, Span)> = Vec::new();
    let mut twice: Vec<(TextField, Span)> = Vec::new();
    for claim in claims.iter().flatten().filter(|claim| claim.nearness == Nearness::Wider) {
        let key = (claim.field, claim.span);
        if seen.contains(&key) { twice.push(key) } else { seen.push(key) }
    }
    let others: Vec<(TextField, Span)> = claims
        .iter()
        .flatten()
        .filter(|claim| claim.nearness < Nearness::Wider)
        .map(|claim| (claim.field, claim.span))
        .collect();
    for claim in claims.iter_mut().flatten().filter(|claim| claim.nearness == Nearness::Wider) {
        let key = (claim.field, claim.span);
        if twice.contains(&key) || others.contains(&key) {
            claim.nearness = Nearness::Doubtful;
        }
    }
}

/// The name and value of a row as claims compare them.
struct Counted {
    thing: Thing,
    family: &'static str,
    factor: Decimal,
    every: Option<Every>,
}

fn counted(line: &Line<'_>) -> Option<Counted> {
    let reading = line.reading.get_or_init(|| value::read(&line.raw.value));
    let (family, factor) = match reading {
        Reading::Count { .. } => family(reading.head_unit()?)?,
        Reading::Ratio { .. } => ("%", Decimal::ONE),
        Reading::Money { .. } => ("元", Decimal::ONE),
        _ => return None,
    };
    let per = match reading.per() {
        [] => None,
        [only] => Some(every(only)?),
        _ => return None,
    };
    let thing = Thing::of(&line.raw.name);
    if thing.whole.is_empty() && thing.bare.is_empty() {
        return None;
    }
    let named = [
        ("每周", Every::Week),
        ("每天", Every::Day),
        ("每日", Every::Day),
        ("每月", Every::Month),
        ("每季", Every::Quarter),
    ]
    .into_iter()
    .find_map(|(word, every)| line.raw.name.contains(word).then_some(every));
    let rated = ["每人", "人均", "每户", "每次", "每场", "户均", "次均", "平均", "单价", "每"]
        .iter()
        .any(|word| line.raw.name.contains(word));
    if rated && named.is_none() {
        return None;
    }
    Some(Counted { thing, family, factor, every: per.or(named) })
}

fn every(unit: &str) -> Option<Every> {
    Some(match unit {
        "年" => Every::Year,
        "季" | "季度" => Every::Quarter,
        "月" => Every::Month,
        "周" => Every::Week,
        "天" | "日" => Every::Day,
        _ => return None,
    })
}

/// Units that count the same, with what one of them is worth: 位 = 名 = 人, 场 = 次, 小时 = 60 分钟.
fn family(unit: &str) -> Option<(&'static str, Decimal)> {
    let worth = |name, factor: u32| Some((name, Decimal::from(factor)));
    match unit {
        "人" | "名" | "位" => worth("人", 1),
        "次" | "场" | "场次" | "届" => worth("次", 1),
        "分钟" => worth("分钟", 1),
        "小时" => worth("分钟", 60),
        "天" | "日" => worth("天", 1),
        "月" | "个月" => worth("月", 1),
        "公里" | "千米" => worth("米", 1000),
        "米" | "延米" => worth("米", 1),
        "工作日" | "个工作日" => worth("工作日", 1),
        other => Some((value::leading_unit(other)?.0, Decimal::ONE)),
    }
}

/// True where two units may count the same thing: 个 stands for any of the units that count whole things.
fn same_family(left: &str, right: &str) -> bool {
    const NOT_GENERAL: &[&str] = &[
        "人",
        "次",
        "分钟",
        "天",
        "月",
        "米",
        "工作日",
        "%",
        "元",
        "年",
        "人次",
        "平方米",
        "立方米",
        "亩",
        "吨",
        "公斤",
        "字",
        "个百分点",
        "课时",
        "学时",
        "工日",
        "台班",
        // Kinds of things are no things: 9类共735个.
        "种",
        "类",
    ];
    left == right || (left == "个" && !NOT_GENERAL.contains(&right)) || (right == "个" && !NOT_GENERAL.contains(&left))
}

fn said<'f>(field: TextField, facts: &'f Facts<'_>, year: Option<i32>) -> Vec<Said<'f>> {
    let in_question = |quantity: &&Quantity| !quantity.article && !quantity.each;
    facts
        .quantities
        .iter()
        .filter(in_question)
        .filter_map(|quantity| {
            let (family, factor) = match quantity.unit {
                Unit::Percent => ("%", Decimal::ONE),
                Unit::Yuan => ("元", Decimal::ONE),
                Unit::Of(unit) => family(unit)?,
            };
            let recurs = matches!(family, "次" | "期") && quantity.every.is_some();
            if field == TextField::Safeguards && !recurs {
                return None;
            }
            let clause = facts.quote(quantity.clause);
            let phrase = Phrase::of(facts.quote(quantity.before), facts.quote(quantity.after), clause, family == "人");
            Some(Said {
                field,
                quantity,
                phrase,
                family,
                factor,
                part: facts.signs.hold(quantity.clause, &["其中"]),
                aside: quantity.total && quantity.unit == Unit::Yuan || is_aside(facts, quantity, year),
            })
        })
        .collect()
}

/// Words that make a number one of an earlier time, of what is done, of a larger area or of a part.
const ASIDE: &[&str] = &[
    "已",
    "去年",
    "上年",
    "往年",
    "历年",
    "截至",
    "截止",
    "累计",
    "此前",
    "原有",
    "以前",
    "前期",
    "上一年",
    "近年",
    "全省",
    "全国",
    "比上年",
    "同比",
    "增长",
    "增加到",
    "由原",
    "曾",
    "原计划",
];

/// The unit's own area, what there is in it and what is done in it: 全县共有120个村 is no task, 为全县120户改造 is one.
const AREA: &[&str] = &["全县", "全市", "全区"];
const THERE_IS: &[&str] = &["共有", "现有", "总", "占", "人口", "下辖", "平均", "登记", "统计", "约有"];
const DONE_THERE: &[&str] = &[
    "为", "对", "给", "向", "实施", "开展", "完成", "组织", "改造", "发放", "补助", "救助", "慰问", "培训", "检查",
    "接种", "资助", "维修", "养护", "监测",
];

fn is_aside(facts: &Facts<'_>, quantity: &Quantity, year: Option<i32>) -> bool {
    let clause = quantity.clause;
    let other_year = |date: &crate::facts::Dated| {
        date.years.is_some_and(|(from, to)| year.is_some_and(|year| !(from..=to).contains(&year)))
    };
    facts.signs.hold(clause, ASIDE)
        || (facts.signs.hold(clause, AREA)
            && (quantity.unit == Unit::Percent
                || facts.signs.hold(clause, THERE_IS)
                || !facts.signs.hold(clause, DONE_THERE)))
        || is_distributed(facts, quantity)
        || facts.dates_in(clause).any(other_year)
}

/// 上半年、下半年各组织1次: once for each, the number of the row is their sum.
fn is_distributed(facts: &Facts<'_>, quantity: &Quantity) -> bool {
    let start = facts.signs.back_until(quantity.core.start, 8, crate::facts::ends_phrase);
    let before = facts.quote(Span::new(start, quantity.core.start));
    let each = before.rsplit_once('各').is_some_and(|(_, rest)| {
        !rest.starts_with([
            '类', '种', '项', '级', '单', '部', '乡', '镇', '村', '社', '县', '市', '区', '学', '界', '方', '科', '股',
            '个', '办', '街',
        ])
    });
    each || before.contains("分别") || before.ends_with('均')
}

/// `only_satisfaction`: the side has one row of 满意度, so that a text need not say again whose.
fn of_line(line: &Line<'_>, side: Side, said: &[Said<'_>], setting: &Setting, only_satisfaction: bool) -> Vec<Claim> {
    let Some(row) = counted(line) else { return Vec::new() };
    let mut claims = Vec::new();
    for said in said.iter().filter(|said| same_family(said.family, row.family) && is_of_side(said, side, setting)) {
        let quantity = said.quantity;
        let Some((factor, product)) = recurrence(quantity.every, row.every, said.family) else { continue };
        let satisfied = || {
            (only_satisfaction && line.level1 == Some(Level1::Satisfaction) && said.phrase.is_satisfaction())
                .then_some(Nearness::Closer)
        };
        let Some(nearness) = said.phrase.near(&row.thing).or_else(satisfied) else { continue };
        if said.family != row.family && nearness > Nearness::Closer {
            continue;
        }
        let convert = |number: Decimal| number.checked_mul(said.factor)?.checked_mul(factor)?.checked_div(row.factor);
        let Some(number) = convert(quantity.number) else { continue };
        claims.push(Claim {
            field: said.field,
            span: quantity.span,
            number,
            high: quantity.high.and_then(convert),
            bound: quantity.bound,
            tolerance: if said.family == "元" { quantity.rounding() } else { Decimal::ZERO },
            phrase: phrase(quantity),
            nearness,
            aside: said.aside || (said.part && nearness > Nearness::Same),
            every: product,
        });
    }
    claims
}

/// The noun with the number: `培训6次以上`, `3位遗属人员`.
fn phrase(quantity: &Quantity) -> Span {
    let (before, after) = (quantity.before, quantity.after);
    let behind = if before.len() < 2 { after.start + after.len().min(6) } else { quantity.span.end };
    Span::new(before.start, behind.max(quantity.span.end))
}

/// The goal of a side speaks of that side; overview and plan speak of both, unless the sides last differently long.
fn is_of_side(said: &Said<'_>, side: Side, setting: &Setting) -> bool {
    let lasts = setting.years.is_some_and(|years| (2..=10).contains(&years));
    match (said.field, side) {
        (TextField::GoalPeriod, Side::Annual) => !setting.has_period,
        (TextField::GoalAnnual, Side::Period) => false,
        (TextField::Overview | TextField::Plan | TextField::Safeguards, Side::Annual) if lasts => {
            said.quantity.every.is_some()
        }
        (TextField::Overview | TextField::Plan | TextField::Safeguards, Side::Period) if lasts => {
            said.quantity.every.is_none()
        }
        _ => true,
    }
}

/// By what the number of the text is multiplied to compare with a row that counts by `row`; and what was multiplied out. Only events
/// recur: twelve times a month is 144 times, three persons a month are three persons.
fn recurrence(text: Option<Every>, row: Option<Every>, family: &str) -> Option<(Decimal, Option<Every>)> {
    let yearly = |every: Option<Every>| every.is_none_or(|every| every == Every::Year);
    match (text, row) {
        _ if yearly(text) && yearly(row) => Some((Decimal::ONE, None)),
        _ if text == row => Some((Decimal::ONE, None)),
        (Some(every), _) if yearly(row) && matches!(family, "次" | "期") => {
            Some((Decimal::from(every.in_a_year()?), Some(every)))
        }
        _ => None,
    }
}

/// Ends of a name that say that it is a price.
const PRICE: &[&str] = &[
    "劳务", "演出", "费用", "费", "成本", "标准", "补贴", "补助", "单价", "金额", "工资", "报酬", "经费", "支出",
    "津贴", "价格", "资金",
];

/// True where a price and a count are of the same thing: 护河活动费用 in 元/场 and 举办护河活动 in 次.
pub(crate) fn priced_thing(price_name: &str, count_name: &str, price_unit: &str, count_unit: &str) -> bool {
    let same_unit = match (family(price_unit), family(count_unit)) {
        (Some((price, _)), Some((count, _))) => same_family(price, count),
        _ => false,
    };
    if !same_unit {
        return false;
    }
    let mut noun = crate::shared::text::bare_name(price_name);
    while let Some(shorter) =
        PRICE.iter().find_map(|end| noun.strip_suffix(end)).filter(|rest| rest.chars().count() > 1)
    {
        noun = shorter;
    }
    let thing = Thing::of(count_name);
    let near =
        |phrase: &str| Phrase::of(phrase, "", phrase, false).near(&thing).is_some_and(|near| near < Nearness::Doubtful);
    // 送戏下乡活动补贴 is for 送戏下乡.
    let begins = || thing.whole.iter().any(|core| core.chars().count() >= 4 && noun.starts_with(core.as_str()));
    // 户均改造标准 is for each of 无障碍改造户数.
    let of_each = || {
        let noun = ["户均", "人均", "亩均", "次均", "村均"].iter().find_map(|each| noun.strip_prefix(each));
        noun.is_some_and(|noun| noun.chars().count() > 1 && count_name.contains(noun))
    };
    // 岗位补贴标准 is for each of 公益性岗位在岗人数.
    let of_them = || count_name.contains(noun);
    near(noun) || near(price_name) || begins() || of_each() || of_them()
}

/// The noun that a name is about, without action and measure.
pub(crate) fn noun(name: &str) -> Option<String> {
    let thing = Thing::of(name);
    thing.bare.last().or(thing.whole.last()).cloned()
}

/// True where a sentence speaks of what a price is for: 护河员 of 护河员补助标准.
pub(crate) fn rate_thing(price_name: &str, sentence: &str) -> bool {
    let mut noun = crate::shared::text::bare_name(price_name);
    while let Some(shorter) =
        PRICE.iter().find_map(|end| noun.strip_suffix(end)).filter(|rest| rest.chars().count() > 1)
    {
        noun = shorter;
    }
    let thing = Thing::of(noun);
    sentence.contains(noun) || thing.bare.iter().chain(&thing.whole).any(|core| sentence.contains(core.as_str()))
}
