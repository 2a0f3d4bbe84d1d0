//! Money as decimals with the unit in the type: [`Yuan`] (元) and [`Wan`] (万元).
//!
//! Nothing here rounds except [`rounded`], and that is for showing. Sums and conversions are checked: past 28 digits they
//! answer `None`, they do not panic.

use crate::entry::Entry;
use crate::value::{digit, well_grouped};
use rust_decimal::{Decimal, RoundingStrategy};

/// An amount in 元. Unlimited decimals inside: more than two are a fault that a rule reports, not a parse error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Yuan(pub Decimal);

/// An amount in 万元.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Wan(pub Decimal);

/// 元 in one 万元.
const YUAN_PER_WAN: Decimal = Decimal::from_parts(10_000, 0, 0, false, 0);

/// Decimals of an amount on paper and in JSON.
const DECIMALS: u32 = 2;

impl Yuan {
    /// Reads an amount cell in 元: as [`read_amount`], and a closing 元 is allowed. Another unit is not converted: Raw.
    pub fn read(text: &str) -> Entry<Yuan> {
        read_with_unit(text, "元", Yuan)
    }

    /// The same amount in 万元, exactly. `None` past 28 digits.
    pub fn to_wan(self) -> Option<Wan> {
        let wan = self.0.checked_div(YUAN_PER_WAN)?;
        (wan.checked_mul(YUAN_PER_WAN)? == self.0).then_some(Wan(wan))
    }

    /// The sum; `None` past 28 digits.
    pub fn checked_add(self, other: Yuan) -> Option<Yuan> {
        self.0.checked_add(other.0).map(Yuan)
    }

    /// The difference; `None` past 28 digits.
    pub fn checked_sub(self, other: Yuan) -> Option<Yuan> {
        self.0.checked_sub(other.0).map(Yuan)
    }

    /// As a form prints it: `2,100,000` for whole amounts, else `263,138.64`; more decimals where the amount has more.
    pub fn printed(self) -> String {
        let amount = self.0.normalize();
        let decimals = if amount.scale() == 0 { 0 } else { amount.scale().max(DECIMALS) };
        grouped(&fixed(amount, decimals))
    }

    /// As JSON holds it: at least two decimals, no commas, no exponent.
    pub fn json_text(self) -> String {
        json_text(self.0)
    }
}

impl Wan {
    /// Reads an amount cell in 万元: as [`read_amount`], and a closing 万元 is allowed. Another unit is not converted: Raw.
    pub fn read(text: &str) -> Entry<Wan> {
        read_with_unit(text, "万元", Wan)
    }

    /// The same amount in 元, exactly. `None` past 28 digits.
    pub fn to_yuan(self) -> Option<Yuan> {
        wan_to_yuan(self.0).map(Yuan)
    }

    /// The sum; `None` past 28 digits.
    pub fn checked_add(self, other: Wan) -> Option<Wan> {
        self.0.checked_add(other.0).map(Wan)
    }

    /// The difference; `None` past 28 digits.
    pub fn checked_sub(self, other: Wan) -> Option<Wan> {
        self.0.checked_sub(other.0).map(Wan)
    }

    /// As a form prints it: two decimals, `790.78`, `1,184.70`; more only where the amount has more.
    pub fn printed(self) -> String {
        let amount = self.0.normalize();
        grouped(&fixed(amount, amount.scale().max(DECIMALS)))
    }

    /// As JSON holds it: at least two decimals, no commas, no exponent.
    pub fn json_text(self) -> String {
        json_text(self.0)
    }
}

/// 万元 as 元, exactly. `None` past 28 digits.
pub(crate) fn wan_to_yuan(wan: Decimal) -> Option<Decimal> {
    wan.checked_mul(YUAN_PER_WAN)
}

/// Rounded half up (away from zero) to two decimals, as the budget tables are. For showing and for comparison with them.
pub fn rounded(amount: Decimal) -> Decimal {
    amount.round_dp_with_strategy(DECIMALS, RoundingStrategy::MidpointAwayFromZero)
}

/// Reads a number as officers type it: digits in half or full width, commas only in groups of three, a decimal point, a
/// minus sign. Blank text is [`Entry::Blank`]; whatever else (`1,184,70`, `1e9`, `十二万`, more than 28 digits) is
/// [`Entry::Raw`] with the text as written.
pub fn read_amount(text: &str) -> Entry<Decimal> {
    if text.trim().is_empty() {
        return Entry::Blank;
    }
    plain_number(text.trim()).map_or_else(|| Entry::Raw(text.to_owned()), Entry::Read)
}

fn read_with_unit<T>(text: &str, unit: &str, amount: fn(Decimal) -> T) -> Entry<T> {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return Entry::Blank;
    }
    let number = trimmed.strip_suffix(unit).map_or(trimmed, str::trim_end);
    plain_number(number).map_or_else(|| Entry::Raw(text.to_owned()), |number| Entry::Read(amount(number)))
}

fn plain_number(text: &str) -> Option<Decimal> {
    let ascii: String = text.chars().map(ascii_mark).collect::<Option<String>>()?;
    let unsigned = ascii.strip_prefix('-').unwrap_or(&ascii);
    let (whole, decimals) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    let readable = well_grouped(whole) && !decimals.is_empty() && decimals.bytes().all(|b| b.is_ascii_digit());
    readable.then(|| Decimal::from_str_exact(&ascii.replace(',', "")).ok()).flatten()
}

fn ascii_mark(c: char) -> Option<char> {
    match c {
        ',' | '，' => Some(','),
        '.' | '．' => Some('.'),
        '-' | '－' | '−' => Some('-'),
        _ => digit(c).and_then(|n| char::from_digit(n, 10)),
    }
}

fn json_text(amount: Decimal) -> String {
    let amount = amount.normalize();
    fixed(amount, amount.scale().max(DECIMALS))
}

/// With exactly so many decimals; `decimals` is never below the scale, so nothing is rounded off.
fn fixed(amount: Decimal, decimals: u32) -> String {
    let sign = if amount.is_sign_negative() && !amount.is_zero() { "-" } else { "" };
    let text = amount.abs().to_string();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    if decimals == 0 {
        return format!("{sign}{whole}");
    }
    let width = usize::try_from(decimals).unwrap_or_default();
    format!("{sign}{whole}.{fraction:0<width$}")
}

/// Commas between groups of three digits of the whole part.
fn grouped(text: &str) -> String {
    let whole = text.trim_start_matches('-').split('.').next().unwrap_or_default().len();
    let sign = text.len() - text.trim_start_matches('-').len();
    let mut out = String::with_capacity(text.len() + whole / 3);
    for (place, c) in text.chars().enumerate() {
        let digit = place.saturating_sub(sign);
        if place > sign && digit < whole && (whole - digit).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}
