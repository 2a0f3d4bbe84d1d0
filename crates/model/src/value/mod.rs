//! The grammar of 指标值: text as written -> [`Reading`] -> canonical text.
//!
//! Source of the kinds and counts: 1,305 value cells of 74 published forms.

mod time;

pub use time::{Day, Time, TimePoint};

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
    Ratio { sign: Sign, number: Decimal, scale: Scale },
    /// `≥5次`, `2人/日`, `≤15分钟`: `unit` is the counted unit, `per` the divisors in order.
    Count { sign: Sign, number: Decimal, unit: String, per: Vec<String> },
    /// `≤36304元`, `29万元`
    Money { sign: Sign, number: Decimal, unit: MoneyUnit },
    /// `200元/人/月`, `每年1万元` (= `1万元/年`)
    MoneyRate { sign: Sign, number: Decimal, unit: MoneyUnit, per: Vec<String> },
    /// `2024年12月`, `上半年`, a festival, or a list of such points
    Date(Vec<TimePoint>),
    /// `5月底前`, `会议召开前`, `审批后`
    Deadline(Time),
    /// `2025年1月至12月`
    Period { from: TimePoint, to: TimePoint },
    /// `全年`, `每季度`, `每年十月`
    Recurrence(String),
    /// A qualitative word or free text without digits
    Words(String),
    /// Parts joined by ; or ；
    Compound(Vec<Reading>),
    /// Text that fits no kind; the number without a unit among them
    Unreadable(Unreadable),
    /// Nothing written
    Empty,
}

/// Why a value does not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreadable {
    /// A bare number: `1005`
    NoUnit { sign: Sign, number: Decimal },
    /// A sign with words or nothing behind it: `≥良好`
    SignWithoutNumber(Sign),
    /// Anything else
    Unknown,
}

/// Reads one value cell. Total: any text gives a reading, none panics.
pub fn read(text: &str) -> Reading {
    if text.trim().is_empty() { Reading::Empty } else { Reading::Words(text.trim().to_owned()) }
}

/// A digit in half or full width.
pub(crate) fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(c as u32 - '0' as u32),
        '０'..='９' => Some(c as u32 - '０' as u32),
        _ => None,
    }
}
