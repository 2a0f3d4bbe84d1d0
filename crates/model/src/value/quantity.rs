//! Reading of signs, numbers, units and rates.
//!
//! All functions take compact text (half width, no blanks).

use super::number::{arabic, chinese};
use super::text::{strip_any_prefix, strip_any_suffix, without_formula};
use super::units::{self, UnitKind};
use super::{MoneyUnit, RateForm, Reading, Scale, Sign, Unreadable, time_read};
use rust_decimal::Decimal;

/// Signs and the words that stand for them; longer ones first, because the first that fits is taken.
const SIGNS: &[(&str, Sign)] = &[
    (">=", Sign::AtLeast),
    ("=>", Sign::AtLeast),
    ("<=", Sign::AtMost),
    ("=<", Sign::AtMost),
    ("≥", Sign::AtLeast),
    ("≤", Sign::AtMost),
    (">", Sign::Greater),
    ("<", Sign::Less),
    ("=", Sign::Exact),
];

const SIGN_WORDS: &[(&str, Sign)] = &[
    ("大于或等于", Sign::AtLeast),
    ("小于或等于", Sign::AtMost),
    ("大于等于", Sign::AtLeast),
    ("小于等于", Sign::AtMost),
    ("不得少于", Sign::AtLeast),
    ("不得低于", Sign::AtLeast),
    ("不得超过", Sign::AtMost),
    ("不得高于", Sign::AtMost),
    ("不少于", Sign::AtLeast),
    ("不低于", Sign::AtLeast),
    ("不小于", Sign::AtLeast),
    ("不超过", Sign::AtMost),
    ("不高于", Sign::AtMost),
    ("不大于", Sign::AtMost),
    ("不多于", Sign::AtMost),
    ("至少", Sign::AtLeast),
    ("至多", Sign::AtMost),
    ("最多", Sign::AtMost),
    ("最少", Sign::AtLeast),
    ("大于", Sign::Greater),
    ("超过", Sign::Greater),
    ("高于", Sign::Greater),
    ("多于", Sign::Greater),
    ("小于", Sign::Less),
    ("低于", Sign::Less),
    ("少于", Sign::Less),
    ("等于", Sign::Exact),
];

/// Bounds behind the unit: 5次以上 holds 5, so it is ≥5次.
const BOUNDS: &[(&str, Sign)] = &[
    ("(含)以上", Sign::AtLeast),
    ("(含)以下", Sign::AtMost),
    ("及以上", Sign::AtLeast),
    ("及以下", Sign::AtMost),
    ("以上", Sign::AtLeast),
    ("以下", Sign::AtMost),
    ("以内", Sign::AtMost),
    ("之内", Sign::AtMost),
    ("内", Sign::AtMost),
];

/// The text with the sign before its number as ≥ ≤ > or < and the rest as written; `None` where no sign stands there or it is
/// one of these already.
pub fn with_canonical_sign(text: &str) -> Option<String> {
    let plain = without_formula(text);
    let plain = plain.trim_start();
    let (sign, rest) =
        SIGNS.iter().chain(SIGN_WORDS).find_map(|(word, sign)| Some((*sign, units::written(plain, word)?)))?;
    let rest = rest.trim_start();
    let even = format!("{}{rest}", sign.printed());
    let number = rest.starts_with(|c: char| super::digit(c).is_some() || "百十一二两三四五六七八九".contains(c));
    (number && sign != Sign::Exact && even != text.trim_start() && !text.starts_with(sign.symbol())).then_some(even)
}

/// Units of money and how many 元 or 万元 one of them is.
const MONEY: &[(&str, MoneyUnit, u32)] = &[
    ("元", MoneyUnit::Yuan, 1),
    ("元整", MoneyUnit::Yuan, 1),
    ("百元", MoneyUnit::Yuan, 100),
    ("千元", MoneyUnit::Yuan, 1_000),
    ("万元", MoneyUnit::Wan, 1),
    ("万元整", MoneyUnit::Wan, 1),
    ("百万元", MoneyUnit::Wan, 100),
    ("千万元", MoneyUnit::Wan, 1_000),
    ("亿元", MoneyUnit::Wan, 10_000),
];

/// Letters of a unit that is not in the table; longer text behind a number is a sentence.
const LONGEST_UNIT: usize = 8;

/// A sign, a number, and the text of the unit with what it is counted by.
struct Quantity<'a> {
    sign: Sign,
    number: Decimal,
    /// `%`, `次`, `万元`; empty where none is written
    unit: &'a str,
    per: Vec<String>,
    form: RateForm,
}

/// A quantity, or what is left of one: a number without a unit, a sign without a number.
pub(super) fn read(text: &str) -> Option<Reading> {
    if let Some(quantity) = parse(text) {
        return reading(quantity);
    }
    let (sign, rest) = symbol(text)?;
    if let Some(deadline) = time_bound(sign, rest) {
        return Some(deadline);
    }
    let words = !super::text::has_digit(rest);
    words.then(|| Reading::Unreadable(Unreadable::SignWithoutNumber(sign, rest.to_owned())))
}

/// How the rate of a quantity is written.
pub(super) fn rate_form(text: &str) -> RateForm {
    parse(text).map_or(RateForm::None, |quantity| quantity.form)
}

/// A sign symbol at the beginning.
pub(super) fn symbol(text: &str) -> Option<(Sign, &str)> {
    SIGNS.iter().find_map(|(spelling, sign)| text.strip_prefix(spelling).map(|rest| (*sign, rest)))
}

/// A word for a sign at the end of a label: `培训不少于` is 培训 and ≥.
pub(super) fn trailing_sign(label: &str) -> Option<(&str, Sign)> {
    SIGN_WORDS.iter().find_map(|(word, sign)| label.strip_suffix(word).map(|rest| (rest, *sign)))
}

/// True for text that says "about": 约5次, 10余人, 3次左右.
pub(super) fn is_approximate(text: &str) -> bool {
    let core = leading_sign(text).map_or(text, |(_, rest)| rest);
    let about = strip_any_prefix(core, &["大约", "约", "将近", "接近", "近"]).map(|(_, rest)| rest);
    if let Some(rest) = about {
        return arabic(rest).is_some() || parse(rest).is_some();
    }
    let Some((_, rest)) = arabic(core) else { return false };
    let unit = rest.split(['/', '每']).next().unwrap_or_default();
    rest.starts_with(['余', '多', '来'])
        || unit.ends_with(['余', '多'])
        || rest.ends_with("左右")
        || rest.ends_with("上下")
}

/// `≤5月底` says a deadline.
fn time_bound(sign: Sign, rest: &str) -> Option<Reading> {
    let (point, "") = time_read::point(rest)? else { return None };
    let by = matches!(sign, Sign::AtMost | Sign::Less) && (point.month.is_some() || point.name.is_some());
    by.then_some(Reading::Deadline(super::Time::Before(point)))
}

fn leading_sign(text: &str) -> Option<(Sign, &str)> {
    symbol(text)
        .or_else(|| SIGN_WORDS.iter().find_map(|(word, sign)| text.strip_prefix(word).map(|rest| (*sign, rest))))
}

/// 每年, 每人每月 … before the number; a sign may stand before, between or behind.
fn leading_rates(text: &str) -> (Option<Sign>, Vec<String>, &str) {
    let (mut sign, mut per, mut rest) = (None, Vec::new(), text);
    loop {
        if sign.is_none()
            && let Some((found, after)) = leading_sign(rest)
        {
            (sign, rest) = (Some(found), after);
            continue;
        }
        match rest.strip_prefix('每').and_then(leading_rate) {
            Some((unit, after)) => {
                per.push(unit);
                rest = after;
            }
            None => return (sign, per, rest),
        }
    }
}

/// The unit behind 每: a cycle or a unit of the table, or else any letters up to the number.
fn leading_rate(text: &str) -> Option<(String, &str)> {
    let goes_on = |rest: &str| {
        rest.starts_with(|c: char| c.is_ascii_digit() || c == '每' || "半一二两三四五六七八九十".contains(c))
            || leading_sign(rest).is_some()
    };
    if let Some((period, rest)) = time_read::cycle_period(text).filter(|(_, rest)| goes_on(rest)) {
        return Some((units::canonical(&period).to_owned(), rest));
    }
    if let Some((unit, rest)) = units::prefix(text).filter(|(_, rest)| goes_on(rest)) {
        return rate_unit(unit).map(|unit| (unit, rest));
    }
    let end = text.find(|c: char| !c.is_alphabetic() || c == '每')?;
    let (unit, rest) = text.split_at_checked(end).filter(|(_, rest)| goes_on(rest))?;
    rate_unit(unit).map(|unit| (unit, rest))
}

/// The bound behind the unit, where one stands; it must not contradict a sign before the number.
fn trailing_bound(text: &str, sign: Option<Sign>) -> Option<(Option<Sign>, &str)> {
    let bound = BOUNDS.iter().find_map(|(word, bound)| text.strip_suffix(word).map(|rest| (*bound, rest)));
    match (sign, bound) {
        (_, None) => Some((sign, text)),
        (None, Some((bound, rest))) => Some((Some(bound), rest)),
        (Some(sign), Some((bound, rest))) => (sign == bound).then_some((Some(sign), rest)),
    }
}

fn parse(text: &str) -> Option<Quantity<'_>> {
    let (sign, mut per, rest) = leading_rates(text);
    let (sign, rest) = trailing_bound(rest, sign)?;
    let sign = sign.unwrap_or(Sign::Exact);
    let prefixed = !per.is_empty();
    let form = if prefixed { RateForm::Prefixed } else { RateForm::None };
    if let Some(number) = rest.strip_prefix("百分之").and_then(hundredths) {
        return Some(Quantity { sign, number, unit: "%", per, form });
    }
    if let Some((number, unit)) = time_read::half_time(rest) {
        return Some(Quantity { sign, number, unit, per, form });
    }
    let (number, tail) = arabic(rest).or_else(|| chinese_count(rest))?;
    let (unit, rates, malformed) = unit_and_rates(tail)?;
    per.extend(rates);
    let ordered = in_order(&per);
    let form = match () {
        () if malformed => RateForm::Malformed,
        () if prefixed => RateForm::Prefixed,
        () if per.is_empty() => RateForm::None,
        () if ordered != per => RateForm::Reordered,
        () => RateForm::Plain,
    };
    Some(Quantity { sign, number, unit, per: ordered, form })
}

/// `次`, `元/人/月`, `元每人每月`; with `true` where 每 stands where it must not: `每年/条`, `分钟/每期`.
fn unit_and_rates(tail: &str) -> Option<(&str, Vec<String>, bool)> {
    let mut rates = Vec::new();
    let mut malformed = tail.contains("/每");
    let mut rest = tail;
    if let Some(turned) = tail.strip_prefix('每') {
        let (rate, unit) = turned.split_once('/')?;
        rates.push(rate_unit(rate)?);
        malformed = true;
        rest = unit;
    }
    let mut segments = rest.split(['/', '每', '·']);
    let unit = segments.next().unwrap_or_default();
    let readable = unit.is_empty() || matches!(unit, "%" | "‰") || is_unit(unit);
    let mut after_stroke = false;
    for segment in segments {
        // `/每` leaves one empty piece.
        if segment.is_empty() && !after_stroke {
            after_stroke = true;
            continue;
        }
        after_stroke = false;
        rates.push(rate_unit(segment)?);
    }
    (readable && !after_stroke).then_some((unit, rates, malformed))
}

/// Numbers in Chinese count only with a unit of the table behind them: 两次 is a count, 一致 and 一流 are words. The units that
/// make words with a numeral (十分, 一起, 一度) are left out.
fn chinese_count(text: &str) -> Option<(Decimal, &str)> {
    let (number, tail) = chinese(text)?;
    let unit = tail.split(['/', '每']).next().unwrap_or_default();
    let word = matches!(unit, "分" | "起" | "度" | "头" | "口" | "个点");
    let counts = !word && (units::is_known(unit) || MONEY.iter().any(|(name, ..)| *name == unit));
    counts.then_some((Decimal::from(number), tail))
}

/// What stands behind 百分之.
fn hundredths(text: &str) -> Option<Decimal> {
    match arabic(text).or_else(|| chinese(text).map(|(n, rest)| (Decimal::from(n), rest))) {
        Some((number, "")) => Some(number),
        _ => (text == "百").then_some(Decimal::ONE_HUNDRED),
    }
}

/// A unit of the table, or letters that can be one; a group in brackets may follow: `人(次)`.
fn is_unit(unit: &str) -> bool {
    if units::is_known(unit) || MONEY.iter().any(|(name, ..)| *name == unit) {
        return true;
    }
    let bare = match unit.strip_suffix(')').and_then(|inner| inner.split_once('(')) {
        Some((bare, inner)) if !inner.is_empty() && inner.chars().all(char::is_alphabetic) => bare,
        _ => unit,
    };
    let short = bare.chars().nth(LONGEST_UNIT).is_none() && !bare.is_empty();
    let time_word = bare.starts_with(['月', '年', '日', '号', '时', '点', '至', '到'])
        || bare.ends_with(['前', '后', '内', '底', '初', '末']);
    let vague = bare.starts_with(['余', '多'])
        || bare.ends_with(['余', '多'])
        || strip_any_suffix(bare, &["左右", "上下"]).is_some();
    let bound = BOUNDS.iter().any(|(word, _)| bare.ends_with(word));
    short && !vague && !bound && bare.chars().all(char::is_alphabetic) && !time_word
}

/// A unit behind `/` or 每 in canonical spelling, without the 个 of 每个单位; a cycle may have a number: `2年`.
fn rate_unit(written: &str) -> Option<String> {
    let cycle = |text| match time_read::cycle_period(text) {
        Some((period, "")) => Some(units::canonical(&period).to_owned()),
        _ => None,
    };
    let bare = match written.trim_start_matches('个') {
        "" => written,
        _ if units::is_known(written) => written,
        rest => rest,
    };
    let unit = || is_unit(bare).then(|| units::spelled(bare));
    cycle(written).or_else(|| cycle(bare)).or_else(unit)
}

/// Persons and things first, times last: 元/月/人 is 元/人/月.
fn in_order(per: &[String]) -> Vec<String> {
    let is_time = |unit: &&String| matches!(time_read::cycle_period(unit), Some((_, "")));
    let things = per.iter().filter(|unit| !is_time(unit));
    things.chain(per.iter().filter(is_time)).cloned().collect()
}

fn reading(quantity: Quantity<'_>) -> Option<Reading> {
    let Quantity { sign, number, unit, per, .. } = quantity;
    let scale = match unit {
        "%" => Some(Scale::Percent),
        "‰" => Some(Scale::Permille),
        _ => None,
    };
    if let Some(scale) = scale {
        return per.is_empty().then_some(Reading::Ratio { sign, number, scale });
    }
    if let Some((_, unit, factor)) = MONEY.iter().find(|(name, ..)| *name == unit) {
        let number = times(number, *factor)?;
        return Some(match per.is_empty() {
            true => Reading::Money { sign, number, unit: *unit },
            false => Reading::MoneyRate { sign, number, unit: *unit, per },
        });
    }
    let factor = match unit {
        "" => Some(1),
        "百" => Some(100),
        "千" => Some(1_000),
        "万" => Some(10_000),
        "亿" => Some(100_000_000_u32),
        _ => None,
    };
    if let Some(factor) = factor {
        let number = times(number, factor)?;
        return per.is_empty().then_some(Reading::Unreadable(Unreadable::NoUnit { sign, number }));
    }
    let unit = units::spelled(unit);
    let kind = units::kind(&unit);
    let count = Reading::Count { sign, number, unit, per };
    // `6.0月` is a month as `6月` is.
    match kind {
        Some(UnitKind::Time) => time_read::read(&super::canonical(&count)).or(Some(count)),
        _ => Some(count),
    }
}

/// The number times a factor; as written (510000.00 keeps its zeros) where the factor is 1.
fn times(number: Decimal, factor: u32) -> Option<Decimal> {
    match factor {
        1 => Some(number),
        _ => number.checked_mul(Decimal::from(factor)).map(|product| product.normalize()),
    }
}
