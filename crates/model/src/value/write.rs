//! From a reading back to text: the canonical spelling, and the three parts that the finance system keeps apart.

use super::time::{Day, Time, TimePoint};
use super::time_words::YEAR_WORDS;
use super::{MoneyUnit, Part, Reading, Scale, Sign, Unreadable};
use rust_decimal::Decimal;

/// The three cells 计算符号, 指标值 and 计量单位.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parts {
    /// ≥ ≤ > < or =; empty where the value has no number
    pub sign: &'static str,
    /// The number without commas; words and times as their canonical text
    pub value: String,
    /// `次`, `元/人/月`, `%`; empty where there is none
    pub unit: String,
}

impl Sign {
    /// The sign as the finance system stores it; exact is `=`.
    pub fn symbol(self) -> &'static str {
        match self {
            Sign::AtLeast => "≥",
            Sign::AtMost => "≤",
            Sign::Greater => ">",
            Sign::Less => "<",
            Sign::Exact => "=",
        }
    }

    /// The sign as a form prints it; exact prints bare.
    pub fn printed(self) -> &'static str {
        match self {
            Sign::Exact => "",
            other => other.symbol(),
        }
    }
}

impl MoneyUnit {
    /// 元 or 万元
    pub fn text(self) -> &'static str {
        match self {
            MoneyUnit::Yuan => "元",
            MoneyUnit::Wan => "万元",
        }
    }
}

impl Scale {
    /// % or ‰
    pub fn text(self) -> &'static str {
        match self {
            Scale::Percent => "%",
            Scale::Permille => "‰",
        }
    }
}

/// The canonical text of a reading. Reading it again gives the same reading.
pub fn canonical(reading: &Reading) -> String {
    match reading {
        Reading::Ratio { .. } | Reading::Count { .. } | Reading::Money { .. } | Reading::MoneyRate { .. } => {
            quantity(reading)
        }
        Reading::Date(points) => joined(points.iter().map(point), "、"),
        Reading::Deadline(time) => deadline(time),
        Reading::Period { from, to } => format!("{}至{}", point(from), point(to)),
        Reading::Times(times) => joined(times.iter().map(canonical), "、"),
        Reading::Recurrence(text) | Reading::Words(text) => text.clone(),
        Reading::Compound(parts) => joined(parts.iter().map(labelled), "；"),
        Reading::Unreadable(unreadable) => match unreadable {
            Unreadable::NoUnit { sign, number: value } => format!("{}{}", sign.printed(), number(value)),
            Unreadable::SignWithoutNumber(sign, rest) => format!("{}{rest}", sign.symbol()),
            Unreadable::Labelled(part) => labelled(part),
            Unreadable::Approximate(text) | Unreadable::Unknown(text) => text.clone(),
        },
        Reading::Empty => String::new(),
    }
}

/// Sign, value and unit of a reading, for an export that keeps them apart.
pub fn parts(reading: &Reading) -> Parts {
    match reading {
        Reading::Unreadable(Unreadable::NoUnit { sign, number: value }) => {
            Parts { sign: sign.symbol(), value: number(value), unit: String::new() }
        }
        Reading::Unreadable(Unreadable::SignWithoutNumber(sign, rest)) => {
            Parts { sign: sign.symbol(), value: rest.clone(), unit: String::new() }
        }
        _ => match (reading.sign(), reading.number()) {
            (Some(sign), Some(value)) => Parts { sign: sign.symbol(), value: number(&value), unit: unit_text(reading) },
            _ => Parts { sign: "", value: canonical(reading), unit: String::new() },
        },
    }
}

/// A number without commas, exponent and closing zeros.
pub(super) fn number(value: &Decimal) -> String {
    if value.is_zero() { "0".to_owned() } else { value.normalize().to_string() }
}

fn quantity(reading: &Reading) -> String {
    let sign = reading.sign().map_or("", Sign::printed);
    let value = reading.number().map(|value| number(&value)).unwrap_or_default();
    format!("{sign}{value}{}", unit_text(reading))
}

/// The unit with all it is counted by: `元/人/月`.
fn unit_text(reading: &Reading) -> String {
    let (unit, per): (&str, &[String]) = match reading {
        Reading::Ratio { scale, .. } => (scale.text(), &[]),
        Reading::Count { unit, per, .. } => (unit, per),
        Reading::Money { unit, .. } => (unit.text(), &[]),
        Reading::MoneyRate { unit, per, .. } => (unit.text(), per),
        _ => ("", &[]),
    };
    per.iter().fold(unit.to_owned(), |text, rate| format!("{text}/{rate}"))
}

fn joined(parts: impl Iterator<Item = String>, separator: &str) -> String {
    parts.collect::<Vec<_>>().join(separator)
}

/// A quantity with its label before it.
pub(super) fn labelled(part: &Part) -> String {
    format!("{}{}", part.label, canonical(&part.reading))
}

fn deadline(time: &Time) -> String {
    match time {
        Time::Before(at) => format!("{}前", point(at)),
        Time::Within(at) => format!("{}内", point(at)),
        Time::After(at) => format!("{}后", point(at)),
        Time::Lapse { number: value, unit } => format!("{}{unit}内", number(value)),
        Time::Event(text) => text.clone(),
    }
}

/// The canonical text of a point of time.
pub(super) fn point(point: &TimePoint) -> String {
    let mut text = point.year.map(|year| format!("{year}年")).unwrap_or_default();
    if let Some(offset) = point.year_offset {
        text.push_str(YEAR_WORDS.iter().find_map(|(word, n)| (*n == offset).then_some(*word)).unwrap_or_default());
    }
    match point.name.as_deref() {
        // 2025年底, not 2025年年底
        Some(name) if point.year.is_some() && name.starts_with('年') => text.push_str(name.trim_start_matches('年')),
        Some(name) => text.push_str(name),
        None => {}
    }
    if let Some(month) = point.month {
        text.push_str(&format!("{month}月"));
    }
    match &point.day {
        Some(Day::Number(day)) => text.push_str(&format!("{day}日")),
        Some(Day::Part(part)) => text.push_str(part),
        None => {}
    }
    text
}
