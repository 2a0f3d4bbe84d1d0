//! Numerals: 37, 1,184.70, 三, 十二, 两百, 二〇二六; where they end and what they are worth.

use super::signs::Signs;
use rust_decimal::Decimal;

/// A numeral in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Numeral {
    /// Where it ends.
    pub end: usize,
    /// Its worth; 万 and 亿 behind it are not part of it. `None` for what is only about a number (两三, 十几) and past 28 digits.
    pub worth: Option<Decimal>,
    /// Written in Chinese.
    pub chinese: bool,
}

/// The numeral that begins here.
pub(super) fn at(signs: &Signs<'_>, place: usize) -> Option<Numeral> {
    arabic(signs, place).or_else(|| chinese(signs, place)).or_else(|| half(signs, place))
}

/// 半小时, 半天
fn half(signs: &Signs<'_>, place: usize) -> Option<Numeral> {
    let halved = signs.at(place) == '半' && signs.longest(place + 1, &["小时", "个小时", "天"]).is_some();
    halved.then(|| Numeral { end: place + 1, worth: Some(Decimal::new(5, 1)), chinese: true })
}

/// No number that means something is longer; longer runs are skipped as a whole.
const LONGEST: usize = 40;

fn arabic(signs: &Signs<'_>, start: usize) -> Option<Numeral> {
    if !signs.at(start).is_ascii_digit() {
        return None;
    }
    let mut digits = String::new();
    let mut place = start;
    let mut take = |place: &mut usize| {
        let first = *place;
        while signs.at(*place).is_ascii_digit() {
            if digits.len() <= LONGEST {
                digits.push(signs.at(*place));
            }
            *place += 1;
        }
        *place - first
    };
    let mut length = take(&mut place);
    // Groups of three behind a comma; `2,2024年` is a number of a list and a year.
    if length <= 3 {
        while signs.at(place) == ',' && group(signs, place + 1) {
            place += 1;
            length += take(&mut place);
        }
    }
    let mut fraction = 0;
    if signs.at(place) == '.' && signs.at(place + 1).is_ascii_digit() && !is_list_number(signs, start, place) {
        place += 1;
        fraction = take(&mut place);
    }
    let worth = (length + fraction <= LONGEST).then_some(()).and_then(|()| {
        let (whole, rest) = digits.split_at_checked(length)?;
        let written = if rest.is_empty() { whole.to_owned() } else { format!("{whole}.{rest}") };
        Decimal::from_str_exact(&written).ok()
    });
    Some(Numeral { end: place, worth, chinese: false })
}

/// Exactly three digits.
fn group(signs: &Signs<'_>, place: usize) -> bool {
    (place..place + 3).all(|place| signs.at(place).is_ascii_digit()) && !signs.at(place + 3).is_ascii_digit()
}

/// `1.2025年完成`: the number of a list and a year, no decimal.
fn is_list_number(signs: &Signs<'_>, start: usize, dot: usize) -> bool {
    let year = (dot + 1..dot + 5).all(|place| signs.at(place).is_ascii_digit());
    dot - start <= 2 && year && signs.at(dot + 5) == '年'
}

/// The digit of a sign; 两 is 2.
pub(super) fn digit(c: char) -> Option<u32> {
    Some(match c {
        '零' | '〇' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

/// The sign that a formal one (叁, 拾) stands for, where it is money: 伍 and 陆 alone are parts of other words.
fn plain(signs: &Signs<'_>, start: usize, place: usize) -> char {
    const FORMAL: &str = "零壹贰叁肆伍陆柒捌玖拾佰仟";
    const PLAIN: &str = "零一二三四五六七八九十百千";
    let c = signs.at(place);
    let Some(index) = FORMAL.chars().position(|formal| formal == c) else { return c };
    let end = signs.on_until(start, LONGEST, |c| !FORMAL.contains(c) && c != '万');
    if matches!(signs.at(end), '元' | '圆') { PLAIN.chars().nth(index).unwrap_or(c) } else { c }
}

fn power(c: char) -> Option<u32> {
    Some(match c {
        '十' => 10,
        '百' => 100,
        '千' => 1000,
        _ => return None,
    })
}

fn chinese(signs: &Signs<'_>, start: usize) -> Option<Numeral> {
    let first = plain(signs, start, start);
    if digit(first).is_none() && first != '十' {
        return None;
    }
    let (mut total, mut pending, mut smallest) = (0_u32, None, 10_000);
    let (mut sure, mut place, mut has_power) = (true, start, false);
    while place - start <= LONGEST {
        let c = plain(signs, start, place);
        if let Some(n) = digit(c) {
            sure &= matches!(pending, None | Some(0));
            pending = Some(n);
        } else if let Some(factor) = power(c) {
            let digit = match pending.take() {
                Some(n) if n > 0 => n,
                None if factor == 10 => 1,
                _ => {
                    sure = false;
                    1
                }
            };
            sure &= factor < smallest;
            smallest = factor;
            has_power = true;
            total = total.saturating_add(digit * factor);
        } else {
            break;
        }
        place += 1;
    }
    let all_digits = !has_power && place - start > 1;
    if matches!(signs.at(place), '几' | '数') || (signs.before(start) == '几' && first == '十') {
        return Some(Numeral { end: place + usize::from(signs.at(place) != '\0'), worth: None, chinese: true });
    }
    let worth = if all_digits {
        spelled(signs, start, place)
    } else {
        sure.then(|| Decimal::from(total + pending.unwrap_or(0)))
    };
    Some(Numeral { end: place, worth, chinese: true })
}

/// Digits one by one: 二〇二六. Two or three of them (两三, 七八) are only about a number.
fn spelled(signs: &Signs<'_>, start: usize, end: usize) -> Option<Decimal> {
    if end - start != 4 {
        return None;
    }
    let mut digits = (start..end).map(|place| digit(signs.at(place)));
    digits.try_fold(0_u32, |number, digit| Some(number * 10 + digit?)).map(Decimal::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn worth(text: &str) -> Option<String> {
        let signs = Signs::of(text);
        at(&signs, 0).map(|n| {
            n.worth.map_or("?".to_owned(), |n| n.to_string()) + " " + &text.chars().skip(n.end).collect::<String>()
        })
    }

    #[test]
    fn numerals_are_read_in_either_script() {
        for (text, expected) in [
            ("37次", "37 次"),
            ("１２３人", "123 人"),
            ("1,184.70元", "1184.70 元"),
            ("2,2026年", "2 ,2026年"),
            ("1.2026年完成", "1 .2026年完成"),
            ("1.5万元", "1.5 万元"),
            ("三人", "3 人"),
            ("十二次", "12 次"),
            ("二十四次", "24 次"),
            ("两百户", "200 户"),
            ("一百零五家", "105 家"),
            ("三千五百亩", "3500 亩"),
            ("二〇二六年", "2026 年"),
            ("两三千元", "? 元"),
            ("七八次", "? 次"),
            ("十几人", "? 人"),
            ("半小时", "0.5 小时"),
        ] {
            assert_eq!(worth(text).as_deref(), Some(expected), "{text}");
        }
        for text in ["百日", "千家", "", "元", "万元"] {
            assert_eq!(worth(text), None, "{text}");
        }
    }

    #[test]
    fn a_number_that_is_too_long_is_passed_over_as_a_whole() {
        assert_eq!(worth(&format!("{}元", "9".repeat(5000))).as_deref(), Some("? 元"));
        assert_eq!(worth(&format!("{}人", "三".repeat(30))).as_deref(), Some("? 人"));
    }
}
