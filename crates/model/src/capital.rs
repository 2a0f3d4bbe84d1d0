//! 大写金额: amounts in the capital numerals of the bank-note rules (正确填写票据和结算凭证的基本规定).
//!
//! An amount ends in 整 after 元 and after 角; one 零 stands for any run of zeros between two digits; an amount below one 元
//! begins with its 角 or 分.

use crate::amount::{Yuan, rounded};
use rust_decimal::Decimal;

const DIGITS: [char; 10] = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];
const POWERS: [(&str, u64); 4] = [("仟", 1_000), ("佰", 100), ("拾", 10), ("", 1)];
const YI: u64 = 100_000_000;
const WAN: u64 = 10_000;
/// 10^16 元, the first amount without capitals.
const LIMIT: Decimal = Decimal::from_parts(1_874_919_424, 2_328_306, 0, false, 0);

/// The amount in capitals, rounded half up to 分: `壹佰贰拾叁元肆角伍分`. `None` from 10^16 元 on.
pub fn capital(amount: Yuan) -> Option<String> {
    let value = rounded(amount.0);
    if value.abs() >= LIMIT {
        return None;
    }
    let cents = u64::try_from(value.abs().checked_mul(Decimal::ONE_HUNDRED)?.trunc().mantissa()).ok()?;
    let (yuan, jiao, fen) = (cents / 100, cents / 10 % 10, cents % 10);
    let mut text = String::new();
    if value.is_sign_negative() && cents > 0 {
        text.push('负');
    }
    if yuan > 0 || cents == 0 {
        text.push_str(&whole(yuan));
        text.push('元');
    }
    if jiao > 0 {
        text.push_str(&format!("{}角", digit(jiao)));
    } else if fen > 0 && yuan > 0 {
        text.push('零');
    }
    if fen > 0 {
        text.push_str(&format!("{}分", digit(fen)));
    } else {
        text.push('整');
    }
    Some(text)
}

/// A whole number in capitals, 零 for 0. The number of 亿 is written as a number of its own: 壹万贰仟亿.
fn whole(number: u64) -> String {
    if number == 0 {
        return digit(0).to_string();
    }
    joined(below_yi(number / YI), "亿", number % YI, YI, below_yi(number % YI))
}

fn below_yi(number: u64) -> String {
    joined(below_wan(number / WAN), "万", number % WAN, WAN, below_wan(number % WAN))
}

/// Two groups, with a 零 between where the lower one does not fill its places.
fn joined(high: String, name: &str, low: u64, full: u64, low_text: String) -> String {
    match (high.is_empty(), low) {
        (true, _) => low_text,
        (false, 0) => high + name,
        (false, _) if low < full / 10 => format!("{high}{name}{}{low_text}", digit(0)),
        (false, _) => format!("{high}{name}{low_text}"),
    }
}

fn below_wan(number: u64) -> String {
    let mut text = String::new();
    let mut zero = false;
    for (name, size) in POWERS {
        let n = number / size % 10;
        if n == 0 {
            zero = !text.is_empty();
            continue;
        }
        if zero {
            text.push(digit(0));
        }
        text.push(digit(n));
        text.push_str(name);
        zero = false;
    }
    text
}

fn digit(n: u64) -> char {
    usize::try_from(n).ok().and_then(|n| DIGITS.get(n)).copied().unwrap_or('零')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::str::FromStr;

    fn capital_of(text: &str) -> String {
        capital(Yuan(Decimal::from_str(text).unwrap())).unwrap()
    }

    #[test]
    fn zeros_and_endings_follow_the_bank_note_rules() {
        for (amount, expected) in [
            ("0", "零元整"),
            ("0.05", "伍分"),
            ("0.50", "伍角整"),
            ("0.55", "伍角伍分"),
            ("1", "壹元整"),
            ("10", "壹拾元整"),
            ("100.05", "壹佰元零伍分"),
            ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
            ("6007.14", "陆仟零柒元壹角肆分"),
            ("1680.32", "壹仟陆佰捌拾元叁角贰分"),
            ("325.04", "叁佰贰拾伍元零肆分"),
            ("300.4", "叁佰元肆角整"),
            ("100000", "壹拾万元整"),
            ("100001", "壹拾万零壹元整"),
            ("1050", "壹仟零伍拾元整"),
            ("10001000", "壹仟万壹仟元整"),
            ("100000001", "壹亿零壹元整"),
            ("100010000", "壹亿零壹万元整"),
            ("1234500000000", "壹万贰仟叁佰肆拾伍亿元整"),
            ("-12.3", "负壹拾贰元叁角整"),
            ("2.345", "贰元叁角伍分"),
            ("-0.001", "零元整"),
        ] {
            assert_eq!(capital_of(amount), expected, "{amount}");
        }
    }

    #[test]
    fn amounts_without_capitals_have_none() {
        assert_eq!(capital(Yuan(LIMIT)), None);
        assert_eq!(capital(Yuan(Decimal::MAX)), None);
        assert!(capital(Yuan(LIMIT - Decimal::ONE)).is_some());
    }

    /// Reads capitals back, by the values of the signs alone; independent of how they were written.
    fn fen_of(text: &str) -> i64 {
        let (sign, text) = text.strip_prefix('负').map_or((1, text), |rest| (-1, rest));
        let (mut total, mut yi, mut group, mut n) = (0, 0, 0, 0);
        for c in text.chars() {
            match c {
                '拾' => (group, n) = (group + n * 10, 0),
                '佰' => (group, n) = (group + n * 100, 0),
                '仟' => (group, n) = (group + n * 1_000, 0),
                '万' => (yi, group, n) = (yi + (group + n) * 10_000, 0, 0),
                '亿' => (total, yi, group, n) = ((yi + group + n) * 100_000_000, 0, 0, 0),
                '元' => (total, yi, group, n) = ((total + yi + group + n) * 100, 0, 0, 0),
                '角' => (total, n) = (total + n * 10, 0),
                '分' => (total, n) = (total + n, 0),
                '整' => {}
                digit => n = DIGITS.iter().position(|d| *d == digit).unwrap() as i64,
            }
        }
        sign * total
    }

    proptest! {
        #[test]
        fn capitals_read_back(fen in -100_000_000_000_000_000_i64..=100_000_000_000_000_000) {
            let text = capital(Yuan(Decimal::new(fen, 2))).unwrap();
            prop_assert_eq!(fen_of(&text), fen, "{}", text);
            prop_assert!(!text.contains("零零"));
        }

        #[test]
        fn capitals_of_sparse_amounts_read_back(digits in proptest::collection::vec(prop_oneof![4 => Just(0_i64), 1 => 1..10_i64], 1..17)) {
            let fen = digits.iter().fold(0, |n, d| n * 10 + d);
            let text = capital(Yuan(Decimal::new(fen, 2))).unwrap();
            prop_assert_eq!(fen_of(&text), fen, "{}", text);
            prop_assert!(!text.contains("零零"));
        }
    }
}
