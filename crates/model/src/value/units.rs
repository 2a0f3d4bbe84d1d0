//! The table of units: canonical spellings, other spellings, and what kind of thing a unit counts.

use super::text::half_width;
use std::collections::HashMap;
use std::sync::LazyLock;

/// What a unit measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum UnitKind {
    /// Whole things: 个, 次, 人. A count with decimals is a fault.
    Countable,
    /// Lengths, areas, weights, scores: decimals are usual.
    Measure,
    /// Lengths of time.
    Time,
    /// 元, 万元
    Money,
}

/// Units that count whole things.
const COUNTABLE: &[&str] = &[
    "个", "次", "人", "名", "位", "家", "户", "台", "套", "件", "张", "把", "只", "支", "条", "项", "期", "篇", "批",
    "组", "场", "份", "本", "册", "部", "辆", "座", "栋", "幢", "间", "处", "所", "块", "株", "棵", "头", "口", "站",
    "村", "岗", "班", "届", "轮", "则", "幅", "副", "双", "袋", "箱", "盒", "桶", "瓶", "卷", "枚", "根", "片", "扇",
    "门", "宗", "起", "笔", "例", "床", "趟", "艘", "架", "盏", "颗", "顶", "樘", "眼", "具", "杆", "盆", "束", "节",
    "封", "人次", "场次", "批次", "户次", "家次", "车次", "辆次", "台次", "件次", "项次", "班次", "趟次", "点位",
    "乡镇", "单位", "部门", "人份", "岗位", "种", "类", "页", "路", "羽", "课时", "剂", "剂次", "针次", "例次",
];

/// Units that may have decimals.
const MEASURES: &[&str] = &[
    "平方米",
    "立方米",
    "平方公里",
    "平方千米",
    "平方厘米",
    "平方毫米",
    "立方厘米",
    "公里",
    "千米",
    "米",
    "延米",
    "厘米",
    "毫米",
    "亩",
    "公顷",
    "吨",
    "千克",
    "公斤",
    "斤",
    "克",
    "升",
    "毫升",
    "千瓦",
    "千瓦时",
    "度",
    "分",
    "倍",
    "字",
    "分贝",
    "课时",
    "学时",
    "工日",
    "人天",
    "人日",
    "人月",
    "床日",
    "台班",
    "百分点",
    "个百分点",
    "个点",
    "兆",
    "KB",
    "MB",
    "GB",
    "TB",
    "Mbps",
    "kW",
    "kWh",
    "℃",
];

/// Lengths of time.
const TIMES: &[&str] = &[
    "年",
    "月",
    "个月",
    "周",
    "天",
    "日",
    "小时",
    "分钟",
    "秒",
    "工作日",
    "个工作日",
    "季",
    "季度",
    "个季度",
    "半年",
    "学期",
    "个学期",
    "学年",
    "旬",
];

/// Other spellings and what they become. Letters are compared in half width; a blank inside (`m ²`) does not count.
const ALIASES: &[(&str, &str)] = &[
    ("平方", "平方米"),
    ("平米", "平方米"),
    ("㎡", "平方米"),
    ("m²", "平方米"),
    ("M²", "平方米"),
    ("m2", "平方米"),
    ("M2", "平方米"),
    ("立方", "立方米"),
    ("立米", "立方米"),
    ("方米", "立方米"),
    ("m³", "立方米"),
    ("M³", "立方米"),
    ("m3", "立方米"),
    ("M3", "立方米"),
    ("㎥", "立方米"),
    ("km²", "平方公里"),
    ("km2", "平方公里"),
    ("㎢", "平方公里"),
    ("km", "公里"),
    ("KM", "公里"),
    ("kg", "千克"),
    ("KG", "千克"),
    ("个小时", "小时"),
    ("个星期", "周"),
    ("星期", "周"),
];

/// Factors that stand before a unit: `万人`, `千户`.
const FACTORS: &[(char, u32)] = &[('百', 100), ('千', 1_000), ('万', 10_000), ('亿', 100_000_000)];

/// Each canonical unit with its kind: every reading of a value asks for it several times.
static KINDS: LazyLock<HashMap<&str, UnitKind>> = LazyLock::new(|| {
    let lists = [
        (MEASURES, UnitKind::Measure),
        (COUNTABLE, UnitKind::Countable),
        (TIMES, UnitKind::Time),
        (&["元", "万元"], UnitKind::Money),
    ];
    lists.into_iter().flat_map(|(units, kind)| units.iter().map(move |unit| (*unit, kind))).collect()
});

/// Every spelling by its first sign, the longest first.
static BY_SIGN: LazyLock<HashMap<char, Vec<&str>>> = LazyLock::new(|| {
    let mut table: HashMap<char, Vec<&str>> = HashMap::new();
    for name in names() {
        table.entry(name.chars().next().unwrap_or_default()).or_default().push(name);
    }
    for spellings in table.values_mut() {
        spellings.sort_by_key(|name| std::cmp::Reverse(name.len()));
    }
    table
});

/// The kind of a canonical unit, `None` for one that is not in the table.
pub(super) fn kind(unit: &str) -> Option<UnitKind> {
    KINDS.get(unit).copied()
}

/// The longest spelling of the table that a text begins with.
fn longest(text: &str) -> Option<&'static str> {
    BY_SIGN.get(&text.chars().next()?)?.iter().find(|name| text.starts_with(**name)).copied()
}

/// The canonical spelling of a unit; one that is not in the table stays as it is.
pub(super) fn canonical(unit: &str) -> &str {
    ALIASES.iter().find_map(|(alias, name)| (*alias == unit).then_some(*name)).unwrap_or(unit)
}

/// The canonical spelling of a unit that may have a factor before it and a group in brackets behind it: `平米(次)` is `平方米(次)`,
/// `万平米` is `万平方米`.
pub(super) fn spelled(unit: &str) -> String {
    let (bare, group) = unit.split_at(unit.find('(').unwrap_or(unit.len()));
    let (_, head) = factor(bare);
    let power = bare.strip_suffix(head).unwrap_or_default();
    format!("{power}{}{group}", canonical(head))
}

/// True for a unit of the table in any spelling.
pub(super) fn is_known(unit: &str) -> bool {
    kind(canonical(unit)).is_some()
}

/// The longest unit of the table at the beginning of a text, as written there, with the rest.
pub(super) fn prefix(text: &str) -> Option<(&str, &str)> {
    text.split_at_checked(longest(text)?.len())
}

/// The unit of the table that a text begins with, the longest that fits, in canonical spelling, with the number of signs it
/// takes in the text: `次以上` is (`次`, 1), `平米的` is (`平方米`, 2).
pub fn leading_unit(text: &str) -> Option<(&'static str, usize)> {
    let name = longest(text)?;
    Some((canonical(name), name.chars().count()))
}

fn names() -> impl Iterator<Item = &'static str> {
    let aliases = ALIASES.iter().map(|(alias, _)| *alias);
    [COUNTABLE, MEASURES, TIMES].into_iter().flatten().copied().chain(aliases).chain(["万元", "元"])
}

/// A unit split in factor and head: `万人` is (10000, 人), `人` is (1, 人), `千米` is (1, 千米).
pub(super) fn factor(unit: &str) -> (u32, &str) {
    if is_known(unit) {
        return (1, unit);
    }
    let mut chars = unit.chars();
    let power = chars.next().and_then(|c| FACTORS.iter().find_map(|(factor, power)| (*factor == c).then_some(*power)));
    match power {
        Some(power) if !chars.as_str().is_empty() => (power, chars.as_str()),
        _ => (1, unit),
    }
}

/// The unit that a text counts in: without a factor, and the longest unit of the table that it begins with
/// (`个部门` counts 个). A unit that is not in the table counts itself.
pub(super) fn head(unit: &str) -> &str {
    let (_, unit) = factor(unit);
    match prefix(unit) {
        Some((known, _)) => canonical(known),
        None => unit,
    }
}

/// The text with every unit behind a number, `/` or 每 in its canonical spelling and nothing else changed; `None` where
/// all units stand in it already, or where the text would say something else. The repair of a unit that is spelled in another way.
pub fn with_canonical_units(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut may_begin = false;
    let mut changed = false;
    while let Some(c) = rest.chars().next() {
        if may_begin && let Some((name, after)) = alias_at(rest) {
            out.push_str(name);
            rest = after;
            changed = true;
            may_begin = false;
            continue;
        }
        let half = half_width(c);
        let is_power = FACTORS.iter().any(|(factor, _)| *factor == half);
        may_begin = half.is_ascii_digit() || matches!(half, '/' | '每') || is_power || (may_begin && c.is_whitespace());
        out.push(c);
        rest = rest.strip_prefix(c).unwrap_or_default();
    }
    let keeps_its_sense = || {
        let reading = super::read(text);
        !reading.is_quantity() || super::read(&out) == reading
    };
    (changed && keeps_its_sense()).then_some(out)
}

/// The canonical spelling of another spelling that stands here as a whole unit, with the rest of the text.
fn alias_at(text: &str) -> Option<(&'static str, &str)> {
    let first = text.chars().next().map(half_width)?;
    if !ALIASES.iter().any(|(alias, _)| alias.starts_with(first)) {
        return None;
    }
    let longest = names().filter_map(|name| Some((name, written(text, name)?))).max_by_key(|(name, _)| name.len())?;
    let (name, rest) = longest;
    let canonical = canonical(name);
    (canonical != name && ends_unit(name, rest)).then_some((canonical, rest))
}

/// What may follow a unit directly: a bound or a rate.
const BEHIND_UNIT: &[&str] = &["及以上", "及以下", "以上", "以下", "以内", "之内", "内", "左右"];

/// True where `rest` does not go on with the unit: `平米`, `平米以上`, `平米每`, but not `平米数` or `平米以上房屋`.
fn ends_unit(name: &str, rest: &str) -> bool {
    let rest = rest.trim_start();
    let behind = BEHIND_UNIT.iter().find_map(|word| written(rest, word)).unwrap_or(rest).trim_start();
    let letters = name.ends_with(|c: char| c.is_ascii_alphanumeric());
    behind.chars().next().map(half_width).is_none_or(|c| match c.is_ascii_digit() {
        // m25 is no square metre; 每平米5元 is one.
        true => !letters,
        false => c == '每' || !c.is_alphanumeric(),
    })
}

/// The rest behind `name`, which may be written in full width or with blanks inside.
pub(super) fn written<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = text;
    for (place, expected) in name.chars().enumerate() {
        if place > 0 {
            rest = rest.trim_start();
        }
        let c = rest.chars().next().filter(|c| half_width(*c) == expected)?;
        rest = rest.strip_prefix(c)?;
    }
    Some(rest)
}
