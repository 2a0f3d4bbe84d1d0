//! Numbers at the beginning of a text: Arabic with thousands commas, and Chinese numerals.
//!
//! All functions take compact text (half width, no blanks) and give the number with the rest of the text.

use rust_decimal::Decimal;

/// `-12`, `1,184.70`, `256250.8`. Commas must stand in groups of three; more than 28 digits do not read.
pub(super) fn arabic(text: &str) -> Option<(Decimal, &str)> {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let length = unsigned.find(|c: char| !c.is_ascii_digit() && c != ',' && c != '.').unwrap_or(unsigned.len());
    let (number, rest) = unsigned.split_at_checked(length)?;
    let (whole, decimals) = number.split_once('.').unwrap_or((number, "0"));
    if !well_grouped(whole) || decimals.is_empty() || !decimals.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let value = Decimal::from_str_exact(&number.replace(',', "")).ok()?;
    Some((if unsigned.len() == text.len() { value } else { -value }, rest))
}

/// Digits alone, or one to three digits and then groups of three after each comma.
pub(crate) fn well_grouped(whole: &str) -> bool {
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let digits = |group: &str| !group.is_empty() && group.bytes().all(|b| b.is_ascii_digit());
    let mut grouped = false;
    let all = groups.all(|group| {
        grouped = true;
        group.len() == 3 && digits(group)
    });
    all && digits(first) && (!grouped || first.len() <= 3)
}

/// A Chinese digit; 两 counts as 二.
pub(super) fn chinese_digit(c: char) -> Option<u32> {
    "零一二三四五六七八九".chars().zip(0..).find_map(|(digit, n)| (digit == c).then_some(n)).or(match c {
        '〇' => Some(0),
        '两' => Some(2),
        _ => None,
    })
}

/// A Chinese numeral up to 9999: `两`, `十二`, `二十`, `一百零五`. A numeral begins with a digit or 十, never with 百 or 千
/// (百日, 千家 are words).
pub(super) fn chinese(text: &str) -> Option<(u32, &str)> {
    let (mut total, mut digit, mut smallest, mut used) = (0, None, 10_000, 0);
    for c in text.chars() {
        if let Some(n) = chinese_digit(c) {
            match digit {
                None | Some(0) => digit = Some(n),
                Some(_) => return None,
            }
        } else if let Some(power) = power_of(c) {
            let factor = match digit.take() {
                Some(n) if n > 0 => n,
                None if power == 10 => 1,
                _ => return None,
            };
            if power >= smallest {
                return None;
            }
            smallest = power;
            total += factor * power;
        } else {
            break;
        }
        used += c.len_utf8();
    }
    let (numeral, rest) = text.split_at_checked(used)?;
    (!numeral.is_empty()).then_some((total + digit.unwrap_or(0), rest))
}

fn power_of(c: char) -> Option<u32> {
    match c {
        '十' => Some(10),
        '百' => Some(100),
        '千' => Some(1000),
        _ => None,
    }
}

/// One or two Arabic digits, or a Chinese numeral below 100: months, days, quarters.
pub(super) fn small(text: &str) -> Option<(u32, &str)> {
    let length = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    if length == 0 {
        return chinese(text).filter(|(n, _)| *n < 100);
    }
    let (digits, rest) = text.split_at_checked(length)?;
    (length <= 2).then(|| digits.parse().ok()).flatten().map(|n| (n, rest))
}

/// Four digits, Arabic or Chinese (`二〇二五`), from 1900 to 2999.
pub(super) fn year(text: &str) -> Option<(i32, &str)> {
    let (mut value, mut used, mut count) = (0, 0, 0);
    for c in text.chars() {
        let Some(n) = super::digit(c).or_else(|| chinese_digit(c).filter(|_| c != '两')) else { break };
        count += 1;
        if count > 4 {
            return None;
        }
        value = value * 10 + n;
        used += c.len_utf8();
    }
    let (_, rest) = text.split_at_checked(used)?;
    (count == 4 && (1900..=2999).contains(&value)).then(|| i32::try_from(value).ok()).flatten().map(|year| (year, rest))
}
