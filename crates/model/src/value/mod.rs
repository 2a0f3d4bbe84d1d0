//! The grammar of 指标值: text as written -> [`Reading`] -> canonical text.
//!
//! Source of the kinds and counts: 1,305 value cells of 74 published forms. Reading is a total function in linear time without
//! recursion on the text: a compound is split once, a list of times once, and neither holds another of its kind.

mod number;
mod quantity;
mod query;
mod text;
mod time;
mod time_read;
mod time_words;
mod units;
mod write;

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;

pub(crate) use number::well_grouped;
pub use quantity::with_canonical_sign;
pub(crate) use text::half_width;
pub use time::{Day, Time, TimeFault, TimePoint};
pub use units::{UnitKind, leading_unit, with_canonical_units};
pub use write::{Parts, canonical, parts};

use rust_decimal::Decimal;

/// The comparison sign of a value. No sign and `=` mean an exact value, which prints bare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sign {
    /// ≥ 大于等于 不少于 不低于
    AtLeast,
    /// ≤ 小于等于 不超过 不高于
    AtMost,
    /// > 大于
    Greater,
    /// < 小于
    Less,
    /// none or =
    Exact,
}

/// 元 or 万元.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MoneyUnit {
    /// 元
    Yuan,
    /// 万元
    Wan,
}

/// Percent or permille.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scale {
    /// %
    Percent,
    /// ‰
    Permille,
}

/// What a value says. Numbers as written (after removing commas, blanks and full width), units in canonical spelling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// `≥90%`
    Ratio {
        /// Comparison
        sign: Sign,
        /// As written: 90
        number: Decimal,
        /// % or ‰
        scale: Scale,
    },
    /// `≥5次`, `2人/日`, `≤15分钟`
    Count {
        /// Comparison
        sign: Sign,
        /// As written
        number: Decimal,
        /// The counted unit in canonical spelling
        unit: String,
        /// The divisors, persons and things before times
        per: Vec<String>,
    },
    /// `≤36304元`, `29万元`
    Money {
        /// Comparison
        sign: Sign,
        /// As written, in `unit`
        number: Decimal,
        /// 元 or 万元
        unit: MoneyUnit,
    },
    /// `200元/人/月`, `每年1万元` (= `1万元/年`)
    MoneyRate {
        /// Comparison
        sign: Sign,
        /// As written, in `unit`
        number: Decimal,
        /// 元 or 万元
        unit: MoneyUnit,
        /// The divisors, persons and things before times
        per: Vec<String>,
    },
    /// `2024年12月`, `上半年`, a festival, or a list of such points
    Date(Vec<TimePoint>),
    /// `5月底前`, `会议召开前`, `审批后`, `30日内`
    Deadline(Time),
    /// `2025年1月至12月`
    Period {
        /// Start
        from: TimePoint,
        /// End, included
        to: TimePoint,
    },
    /// `全年`, `每季度`, `每年十月`, `每周5天,每天8小时`; canonical text
    Recurrence(String),
    /// A list of times that are not all points: `5月底前、11月底前`. No list in a list.
    Times(Vec<Reading>),
    /// A qualitative word or free text without digits
    Words(String),
    /// Two or more parts joined by ; or ；, or quantities joined by 、 or a comma. No compound in a compound.
    Compound(Vec<Part>),
    /// Text that fits no kind; the number without a unit among them
    Unreadable(Unreadable),
    /// Nothing written
    Empty,
}

/// One part of a compound: `处级干部1200元/月` is a label with an amount.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What stands before the quantity; mostly empty
    pub label: String,
    /// The reading of the rest
    pub reading: Reading,
}

/// Why a value does not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreadable {
    /// A bare number: `1005`
    NoUnit {
        /// Comparison
        sign: Sign,
        /// As written; 5万 is 50000
        number: Decimal,
    },
    /// A sign with words or nothing behind it, and what stands behind it: `≥良好`
    SignWithoutNumber(Sign, String),
    /// A number that is not fixed, as written: 约5次, 10余人, 3次左右
    Approximate(String),
    /// Words before a quantity, which belong in the name: 提高5%, 培训不少于5次
    Labelled(Box<Part>),
    /// Anything else, as written without blanks at the ends
    Unknown(String),
}

/// How the rate of a value is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RateForm {
    /// No rate
    None,
    /// `200元/人/月`
    Plain,
    /// The time before the person: `200元/月/人`
    Reordered,
    /// 每 before the number: `每年1万元`
    Prefixed,
    /// 每 where it must not stand: `19每年/条`, `40分钟/每期`
    Malformed,
}

/// Reads one value cell. Total: any text gives a reading, none panics.
pub fn read(text: &str) -> Reading {
    let parts: Vec<&str> = cells(text).collect();
    match parts.as_slice() {
        [] => empty_or_marks(text),
        [one] => read_part(one),
        several => {
            let mut found = Vec::new();
            for part in several {
                match labelled(part) {
                    // The quantities of `5个、3人` inside `5个、3人；2台` stand beside the others.
                    Part { reading: Reading::Compound(inner), .. } => found.extend(inner),
                    part => found.push(part),
                }
            }
            Reading::Compound(found)
        }
    }
}

/// How the rate of a value is written; of a compound the first part that has a rate decides.
pub fn rate_form(text: &str) -> RateForm {
    cells(text)
        .filter_map(text::compact)
        .map(|part| (quantity::rate_form(&part), part))
        // Few values have a rate: whether it is a time is asked of those only.
        .find(|(form, part)| *form != RateForm::None && time_read::read(part).is_none())
        .map_or(RateForm::None, |(form, _)| form)
}

/// The parts between ; and ；, blank ones left out.
fn cells(text: &str) -> impl Iterator<Item = &str> {
    text.split([';', '；']).map(str::trim).filter(|part| !part.is_empty())
}

fn empty_or_marks(text: &str) -> Reading {
    if text.trim().is_empty() { Reading::Empty } else { Reading::Words(text.trim().to_owned()) }
}

/// A part without ; in it.
fn read_part(written: &str) -> Reading {
    let Some(text) = text::compact(written) else { return fallback(written) };
    one(&text)
        .or_else(|| quantities(&text))
        .or_else(|| quantity::is_approximate(&text).then(|| approximate(written)))
        .or_else(|| time_read::event(&text))
        .or_else(|| label_and_quantity(&text).map(|part| Reading::Unreadable(Unreadable::Labelled(Box::new(part)))))
        .unwrap_or_else(|| fallback(written))
}

/// One time or one quantity.
fn one(text: &str) -> Option<Reading> {
    let exact = text.strip_prefix('=').unwrap_or(text);
    time_read::read(exact).or_else(|| quantity::read(text).filter(|_| !quantity::is_approximate(text)))
}

/// A part of a compound, with the words before its quantity.
fn labelled(written: &str) -> Part {
    match read_part(written) {
        Reading::Unreadable(Unreadable::Labelled(part)) => *part,
        reading => Part { label: String::new(), reading },
    }
}

/// `遗属1200元/月` -> 遗属 and 1200元/月; `培训不少于5次` -> 培训 and ≥5次. Only where the canonical text of the two reads as
/// the same two: a label is no part of a time (第5季度), of a phrase (检查5日内) or of an "about" (约5次).
fn label_and_quantity(text: &str) -> Option<Part> {
    let part = split_label(text)?;
    let text = write::labelled(&part);
    let reads_otherwise = one(&text).is_some()
        || quantities(&text).is_some()
        || quantity::is_approximate(&text)
        || time_read::event(&text).is_some()
        || part.label.ends_with(['约', '近']);
    (!reads_otherwise && split_label(&text).as_ref() == Some(&part)).then_some(part)
}

fn split_label(text: &str) -> Option<Part> {
    let start = text.find(|c: char| c.is_ascii_digit() || matches!(c, '≥' | '≤' | '>' | '<' | '='))?;
    let (label, rest) = text.split_at_checked(start)?;
    let mut label = label.trim_end_matches(':');
    let mut reading = quantity::read(rest).filter(Reading::is_quantity)?;
    if let Some((shorter, word)) = quantity::trailing_sign(label)
        && let Reading::Ratio { sign, .. }
        | Reading::Count { sign, .. }
        | Reading::Money { sign, .. }
        | Reading::MoneyRate { sign, .. } = &mut reading
        && *sign == Sign::Exact
    {
        *sign = word;
        label = shorter;
    }
    (!label.is_empty()).then(|| Part { label: label.to_owned(), reading })
}

/// Two or more quantities joined by 、 or commas that stand between no digits.
fn quantities(text: &str) -> Option<Reading> {
    let pieces: Vec<&str> = if text.contains('、') { text.split('、').collect() } else { split_commas(text) };
    if pieces.len() < 2 {
        return None;
    }
    let parts: Option<Vec<Part>> = pieces
        .into_iter()
        .map(|piece| match quantity::read(piece).filter(|_| !quantity::is_approximate(piece)) {
            Some(reading) => reading.is_quantity().then_some(Part { label: String::new(), reading }),
            None => label_and_quantity(piece),
        })
        .collect();
    parts.map(Reading::Compound)
}

/// Splits at commas that are no thousands commas.
fn split_commas(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text;
    let mut from = 0;
    while let Some(at) = rest.get(from..).and_then(|tail| tail.find(',')).map(|at| at + from) {
        let (Some(before), Some(after)) = (rest.get(..at), rest.get(at + 1..)) else { break };
        let digits = before.ends_with(|c: char| c.is_ascii_digit()) && after.starts_with(|c: char| c.is_ascii_digit());
        if digits {
            from = at + 1;
        } else {
            pieces.push(before);
            rest = after;
            from = 0;
        }
    }
    pieces.push(rest);
    pieces
}

fn approximate(written: &str) -> Reading {
    Reading::Unreadable(Unreadable::Approximate(written.trim().to_owned()))
}

fn fallback(written: &str) -> Reading {
    let written = written.trim();
    if text::has_digit(written) {
        Reading::Unreadable(Unreadable::Unknown(written.to_owned()))
    } else {
        Reading::Words(written.to_owned())
    }
}

/// A digit in half or full width.
pub(crate) fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(u32::from(c) - u32::from('0')),
        '０'..='９' => Some(u32::from(c) - u32::from('０')),
        _ => None,
    }
}
