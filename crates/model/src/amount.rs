//! Money as decimals with the unit in the type: [`Yuan`] (元) and [`Wan`] (万元).
//!
//! Nothing here rounds except [`rounded`] and [`rounded_to`], and that is for showing and for what a cell shows. Sums and conversions are checked: past 28 digits they
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
    rounded_to(amount, DECIMALS)
}

/// Rounded half up (away from zero) to so many decimals: what a cell that shows fewer of them means.
pub fn rounded_to(number: Decimal, decimals: u32) -> Decimal {
    number.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero)
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
    let digits = ascii.replace(',', "");
    // 28 digits with the two closing zeros of a print would be one digit too many.
    let shorter = if digits.contains('.') { digits.trim_end_matches('0').trim_end_matches('.') } else { &digits };
    readable.then(|| Decimal::from_str_exact(&digits).or_else(|_| Decimal::from_str_exact(shorter)).ok()).flatten()
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::str::FromStr;

    fn decimal(text: &str) -> Decimal {
        Decimal::from_str(text).unwrap()
    }

    #[test]
    fn amounts_read_as_they_are_typed() {
        for (text, expected) in [
            ("2100000", "2100000"),
            ("2,100,000", "2100000"),
            ("2，100，000", "2100000"),
            ("12000.00", "12000"),
            ("１２０００", "12000"),
            ("１２，０００．５０", "12000.5"),
            (" 0 ", "0"),
            ("-50.25", "-50.25"),
            ("－50", "-50"),
            ("0.125", "0.125"),
            ("007", "7"),
            ("9999999999999999999999999999", "9999999999999999999999999999"),
        ] {
            assert_eq!(read_amount(text), Entry::Read(decimal(expected)), "{text}");
        }
    }

    #[test]
    fn what_is_no_plain_number_is_kept_as_written() {
        for text in [
            "1,184,70",
            "1e9",
            "十二万",
            "1,2345",
            "12,34,567",
            "1 000",
            "abc",
            "1.",
            ".5",
            "1.2.3",
            "--1",
            "+1",
            ",100",
            "100,",
            "1,000.5,0",
            "12万",
            "约12000",
            "99999999999999999999999999999999",
        ] {
            assert_eq!(read_amount(text), Entry::Raw(text.to_owned()), "{text}");
        }
        assert_eq!(read_amount(" \u{3000}"), Entry::Blank);
    }

    #[test]
    fn the_unit_of_the_field_may_stand_behind_the_number_and_no_other() {
        assert_eq!(Yuan::read("12,000元"), Entry::Read(Yuan(decimal("12000"))));
        assert_eq!(Yuan::read("12000 元 "), Entry::Read(Yuan(decimal("12000"))));
        assert_eq!(Yuan::read("1.2万元"), Entry::Raw("1.2万元".to_owned()));
        assert_eq!(Wan::read("1.2万元"), Entry::Read(Wan(decimal("1.2"))));
        assert_eq!(Wan::read("12000元"), Entry::Raw("12000元".to_owned()));
        assert_eq!(Yuan::read("元"), Entry::Raw("元".to_owned()));
        assert_eq!(Yuan::read(""), Entry::Blank);
        assert_eq!(Wan::read("  "), Entry::Blank);
    }

    #[test]
    fn amounts_print_as_the_forms_print_them() {
        for (amount, yuan, wan, json) in [
            ("2100000", "2,100,000", "2,100,000.00", "2100000.00"),
            ("2100000.00", "2,100,000", "2,100,000.00", "2100000.00"),
            ("263138.64", "263,138.64", "263,138.64", "263138.64"),
            ("0.5", "0.50", "0.50", "0.50"),
            ("0", "0", "0.00", "0.00"),
            ("-0.00", "0", "0.00", "0.00"),
            ("999", "999", "999.00", "999.00"),
            ("-1000", "-1,000", "-1,000.00", "-1000.00"),
            ("26.313864", "26.313864", "26.313864", "26.313864"),
        ] {
            assert_eq!(Yuan(decimal(amount)).printed(), yuan);
            assert_eq!(Wan(decimal(amount)).printed(), wan);
            assert_eq!(Yuan(decimal(amount)).json_text(), json);
            assert_eq!(Wan(decimal(amount)).json_text(), json);
        }
    }

    #[test]
    fn the_longest_amounts_read_back_from_their_print() {
        for amount in [decimal("-990190123476920190123476589.9"), Decimal::MAX, Decimal::MIN] {
            assert_eq!(Yuan::read(&Yuan(amount).printed()), Entry::Read(Yuan(amount)));
            assert_eq!(Wan::read(&Wan(amount).json_text()), Entry::Read(Wan(amount)));
        }
    }

    #[test]
    fn rounding_is_half_up() {
        for (amount, expected) in [("0.005", "0.01"), ("0.0049", "0"), ("21.345", "21.35"), ("-0.005", "-0.01")] {
            assert_eq!(rounded(decimal(amount)), decimal(expected));
        }
    }

    #[test]
    fn arithmetic_past_28_digits_answers_none() {
        let most = Decimal::MAX;
        assert_eq!(Wan(most).to_yuan(), None);
        assert_eq!(Yuan(most).checked_add(Yuan(most)), None);
        assert_eq!(Yuan(Decimal::MIN).checked_sub(Yuan(most)), None);
        assert_eq!(Wan(most).checked_add(Wan(Decimal::ONE)), None);
        assert_eq!(Wan(decimal("1.5")).checked_sub(Wan(decimal("0.5"))), Some(Wan(Decimal::ONE)));
        assert_eq!(Yuan(Decimal::from_parts(1, 0, 0, false, 28)).to_wan(), None);
    }

    proptest! {
        #[test]
        fn yuan_to_wan_and_back_is_exact(fen in any::<i64>()) {
            let yuan = Yuan(Decimal::new(fen, 2));
            prop_assert_eq!(yuan.to_wan().and_then(Wan::to_yuan), Some(yuan));
        }

        #[test]
        fn printed_and_json_texts_read_back(mantissa in any::<i64>(), scale in 0..9_u32) {
            let amount = Decimal::new(mantissa, scale);
            prop_assert_eq!(Yuan::read(&Yuan(amount).printed()), Entry::Read(Yuan(amount)));
            prop_assert_eq!(Wan::read(&Wan(amount).printed()), Entry::Read(Wan(amount)));
            prop_assert_eq!(read_amount(&Yuan(amount).json_text()), Entry::Read(amount));
        }

        #[test]
        fn any_text_is_read_or_kept(text in any::<String>()) {
            match Yuan::read(&text) {
                Entry::Blank => prop_assert!(text.trim().is_empty()),
                Entry::Raw(kept) => prop_assert_eq!(kept, text),
                Entry::Read(_) => {}
            }
        }

        #[test]
        fn amount_like_text_is_answered(text in "[0-9０-９,，.．元万e-]{0,40}") {
            let _: (Entry<Yuan>, Entry<Wan>) = (Yuan::read(&text), Wan::read(&text));
        }
    }
}
