//! Numbers and dates as a spreadsheet shows them: by the format codes of its cells.
//!
//! What officers' workbooks use: digits with separators, percentages, thousands left out, words in quotes before and behind (`"≥"0"次"`),
//! sections for negative numbers and zero, and dates. Other codes (fractions, exponents, conditions, elapsed time) give nothing, and the
//! caller shows the number plain.

use jibiao_model::amount::rounded_to;
use rust_decimal::Decimal;

/// Most characters of a code that is looked at.
const LONGEST: usize = 255;

/// Parts of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// Year
    pub year: u16,
    /// Month, from 1
    pub month: u8,
    /// Day, from 1
    pub day: u8,
    /// Hour
    pub hour: u8,
    /// Minute
    pub minute: u8,
    /// Second
    pub second: u8,
}

/// A number as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The text.
    pub text: String,
    /// Whether the text says the same number in another unit or not whole: rounded, in thousands, a dash for zero.
    pub differs: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    /// Text that is shown as it stands.
    Literal(char),
    /// A letter or mark of the code.
    Code(char),
}

/// The tokens of each section; `None` for codes with parts that are not known.
fn sections(code: &str) -> Option<Vec<Vec<Token>>> {
    if code.len() > LONGEST {
        return None;
    }
    let mut sections = vec![Vec::new()];
    let mut chars = code.chars();
    while let Some(c) = chars.next() {
        let section = sections.last_mut()?;
        match c {
            '"' => section.extend(chars.by_ref().take_while(|c| *c != '"').map(Token::Literal)),
            '\\' | '!' => section.push(Token::Literal(chars.next()?)),
            // A blank as wide as the next character; a character that fills the cell.
            '_' => {
                chars.next();
                section.push(Token::Literal(' '));
            }
            '*' => {
                chars.next();
            }
            '[' => {
                let inner: String = chars.by_ref().take_while(|c| *c != ']').collect();
                section.extend(bracketed(&inner)?.chars().map(Token::Literal));
            }
            ';' => sections.push(Vec::new()),
            _ => section.push(Token::Code(c)),
        }
    }
    Some(sections)
}

/// What `[…]` shows: nothing for a colour and a place, the sign of a currency; conditions and elapsed time are not known.
fn bracketed(inner: &str) -> Option<&str> {
    if let Some(currency) = inner.strip_prefix('$') {
        return Some(currency.split('-').next().unwrap_or_default());
    }
    const COLOURS: [&str; 8] = ["black", "blue", "cyan", "green", "magenta", "red", "white", "yellow"];
    let lower = inner.to_ascii_lowercase();
    let colour = COLOURS.contains(&lower.as_str()) || lower.starts_with("color") || inner.ends_with('色');
    colour.then_some("")
}

/// Whether a code is one of dates.
pub fn is_date(code: &str) -> bool {
    let first = sections(code).and_then(|sections| sections.into_iter().next()).unwrap_or_default();
    let has = |letters: &[char]| {
        first.iter().any(|token| matches!(token, Token::Code(c) if letters.contains(&c.to_ascii_lowercase())))
    };
    !is_general(&first) && has(&['y', 'm', 'd', 'h', 's']) && !has(&['0', '#', '?'])
}

fn is_general(section: &[Token]) -> bool {
    let code: String =
        section.iter().filter_map(|token| if let Token::Code(c) = token { Some(*c) } else { None }).collect();
    code.eq_ignore_ascii_case("general") || code == "@" || code == "G/通用格式"
}

/// A number by its code.
pub fn number(value: Decimal, code: &str) -> Option<Shown> {
    let sections = sections(code)?;
    let zero = value.is_zero();
    let (section, own_sign) = match (sections.len(), value.is_sign_negative() && !zero) {
        (2.., true) => (sections.get(1)?, true),
        (3.., false) if zero => (sections.get(2)?, true),
        _ => (sections.first()?, false),
    };
    let sign = if value.is_sign_negative() && !own_sign && !zero { "-" } else { "" };
    if section.is_empty() && sections.len() == 1 || is_general(section) {
        let plain = plain(value.abs());
        let text: String =
            section.iter().filter_map(|token| if let Token::Literal(c) = token { Some(*c) } else { None }).collect();
        return text.trim().is_empty().then(|| Shown { text: format!("{sign}{plain}"), differs: false });
    }
    let pattern = Pattern::of(section)?;
    let shown = pattern.fill(value.abs())?;
    Some(Shown { text: format!("{sign}{}", shown.text.trim()), ..shown })
}

/// A number without a code, as cells show it: 15 digits are kept, and no more than nine decimals.
pub fn plain(value: Decimal) -> String {
    let whole = value.trunc().abs().to_string();
    let digits = if whole == "0" { 0 } else { whole.len() };
    let decimals = u32::try_from(15_usize.saturating_sub(digits)).unwrap_or_default().min(9);
    rounded_to(value, decimals).normalize().to_string()
}

/// A section of digits and words.
#[derive(Default)]
struct Pattern {
    /// What stands before the decimal point: words and places of digits.
    whole: Vec<Piece>,
    /// What stands behind it, the point included.
    fraction: Vec<Piece>,
    grouped: bool,
    /// Commas behind the last digit: thousands left out.
    thousands: u32,
    percents: u32,
}

#[derive(Clone, Copy)]
enum Piece {
    Literal(char),
    /// A place of a digit; shown as 0 where nothing stands there, or left out.
    Digit {
        always: bool,
    },
}

impl Pattern {
    fn of(section: &[Token]) -> Option<Pattern> {
        let mut pattern = Pattern::default();
        let (mut point, mut commas) = (false, 0);
        for token in section {
            let piece = match token {
                Token::Literal(c) => Piece::Literal(*c),
                Token::Code('0') => Piece::Digit { always: true },
                Token::Code('#' | '?') => Piece::Digit { always: false },
                Token::Code(',') => {
                    commas += 1;
                    continue;
                }
                Token::Code('.') if !point => {
                    point = true;
                    pattern.thousands += std::mem::take(&mut commas);
                    Piece::Literal('.')
                }
                Token::Code('%') => {
                    pattern.percents += 1;
                    Piece::Literal('%')
                }
                // Letters are words of dates and exponents, a slash is one of fractions.
                Token::Code(c) if c.is_ascii_alphanumeric() || matches!(c, '/' | '@' | '.') => return None,
                Token::Code(c) => Piece::Literal(*c),
            };
            if commas > 0 && matches!(piece, Piece::Digit { .. }) {
                pattern.grouped = true;
                commas = 0;
            }
            if point { &mut pattern.fraction } else { &mut pattern.whole }.push(piece);
        }
        pattern.thousands += commas;
        (pattern.percents <= 2 && pattern.thousands <= 4).then_some(pattern)
    }

    fn fill(&self, value: Decimal) -> Option<Shown> {
        let has_digits = self.whole.iter().chain(&self.fraction).any(|piece| matches!(piece, Piece::Digit { .. }));
        let mut number = value;
        for _ in 0..self.percents {
            number = number.checked_mul(Decimal::ONE_HUNDRED)?;
        }
        for _ in 0..self.thousands {
            number = number.checked_div(Decimal::ONE_THOUSAND)?;
        }
        let decimals = self.fraction.iter().filter(|piece| matches!(piece, Piece::Digit { .. })).count();
        let exact = number;
        let number = rounded_to(number, u32::try_from(decimals).ok()?);
        let text = number.to_string();
        let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
        let mut out = self.whole_part(if whole == "0" { "" } else { whole });
        let fraction = fraction.trim_end_matches('0');
        let mut digits = fraction.chars();
        for piece in &self.fraction {
            match piece {
                Piece::Literal(c) => out.push(*c),
                Piece::Digit { always } => out.extend(digits.next().or(always.then_some('0'))),
            }
        }
        Some(Shown { text: out, differs: self.thousands > 0 || exact != number || !has_digits })
    }

    /// The digits from the right into their places; the first place takes all that are left.
    fn whole_part(&self, digits: &str) -> String {
        let places = self.whole.iter().filter(|piece| matches!(piece, Piece::Digit { .. })).count();
        let mut left: Vec<char> = digits.chars().collect();
        let (mut out, mut seen, mut shown) = (Vec::new(), 0, 0);
        let mut push = |out: &mut Vec<char>, digit: char| {
            if self.grouped && shown > 0 && shown % 3 == 0 {
                out.push(',');
            }
            shown += 1;
            out.push(digit);
        };
        for piece in self.whole.iter().rev() {
            match piece {
                Piece::Literal(c) => out.push(*c),
                Piece::Digit { always } => {
                    seen += 1;
                    if let Some(digit) = left.pop().or(always.then_some('0')) {
                        push(&mut out, digit);
                    }
                    if seen == places {
                        left.iter().rev().for_each(|digit| push(&mut out, *digit));
                        left.clear();
                    }
                }
            }
        }
        out.into_iter().rev().collect()
    }
}

/// A date by its code.
pub fn date(moment: Moment, code: &str) -> Option<String> {
    let section = sections(code)?.into_iter().next()?;
    let mut out = String::new();
    let mut after_hours = false;
    let mut at = 0;
    while let Some(token) = section.get(at) {
        let Token::Code(c) = token else {
            if let Token::Literal(c) = token {
                out.push(*c);
            }
            at += 1;
            continue;
        };
        let letter = c.to_ascii_lowercase();
        let same = |token: &&Token| matches!(token, Token::Code(c) if c.to_ascii_lowercase() == letter);
        let length = section.get(at..)?.iter().take_while(same).count();
        let ahead = section.get(at + length..)?.iter().find_map(|token| match token {
            Token::Code(c) if c.is_ascii_alphabetic() => Some(c.to_ascii_lowercase()),
            _ => None,
        });
        let two = |value: u8| if length >= 2 { format!("{value:02}") } else { value.to_string() };
        match letter {
            'y' if length <= 2 => out += &format!("{:02}", moment.year % 100),
            'y' => out += &moment.year.to_string(),
            'm' if length <= 2 && (after_hours || ahead == Some('s')) => out += &two(moment.minute),
            'm' if length <= 2 => out += &two(moment.month),
            'd' if length <= 2 => out += &two(moment.day),
            'h' if length <= 2 => out += &two(moment.hour),
            's' if length <= 2 => out += &two(moment.second),
            // Names of months and days, halves of the day.
            _ if letter.is_ascii_alphabetic() || matches!(letter, '0' | '#' | '?' | '@') => return None,
            _ => out.extend(std::iter::repeat_n(*c, length)),
        }
        if letter.is_ascii_alphabetic() {
            after_hours = letter == 'h';
        }
        at += length;
    }
    Some(out.trim().to_owned())
}

/// The code of a format that a Chinese spreadsheet has built in and files name by its number alone.
pub fn built_in(number: u32) -> Option<&'static str> {
    match number {
        14 => Some("yyyy/m/d"),
        22 => Some("yyyy/m/d h:mm"),
        27 | 36 | 50 | 52 | 57 => Some("yyyy\"年\"m\"月\""),
        28 | 29 | 51 | 53 | 54 | 58 => Some("m\"月\"d\"日\""),
        30 => Some("m-d-yy"),
        31 => Some("yyyy\"年\"m\"月\"d\"日\""),
        32 => Some("h\"时\"mm\"分\""),
        33 => Some("h\"时\"mm\"分\"ss\"秒\""),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::str::FromStr;

    fn of(value: &str, code: &str) -> Option<String> {
        number(Decimal::from_str(value).unwrap(), code).map(|shown| shown.text)
    }

    #[test]
    fn numbers_are_shown_as_their_codes_say() {
        for (value, code, expected) in [
            ("24", "\"≥\"0\"次\"", "≥24次"),
            ("18", "0\"个\"", "18个"),
            ("18.6", "0.00\"万元\"", "18.60万元"),
            ("0.95", "0%", "95%"),
            ("0.9512", "0.0%", "95.1%"),
            ("0.333333333333333", "0.00", "0.33"),
            ("186000.004999", "#,##0.00", "186,000.00"),
            ("1234567", "#,##0", "1,234,567"),
            ("186000", "0!.0,\"万\"", "18.6万"),
            ("-5", "#,##0;(#,##0)", "(5)"),
            ("-5", "0.0", "-5.0"),
            ("0", "#,##0;-#,##0;\"-\"", "-"),
            ("0", "_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * \"-\"??_ ;_ @_ ", "-"),
            ("1234.5", "_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * \"-\"??_ ;_ @_ ", "1,234.50"),
            ("61", "000", "061"),
            ("2.50", "0.##", "2.5"),
            ("3", "[$¥-804]#,##0.00", "¥3.00"),
            ("3", "[Red]0", "3"),
            ("0.5", "#", "1"),
            ("0.285", "0.00", "0.29"),
            ("7.50", "General", "7.5"),
        ] {
            assert_eq!(of(value, code).as_deref(), Some(expected), "{value} {code}");
        }
        for code in ["# ?/?", "0.00E+00", "[>100]0", "yyyy", "[DBNum1]0", &"0".repeat(300)] {
            assert_eq!(of("5", code), None, "{code}");
        }
        assert_eq!(plain(Decimal::from_str("0.30000000000000004").unwrap()), "0.3");
        assert_eq!(plain(Decimal::from_str("0.3333333333333333").unwrap()), "0.333333333");
    }

    #[test]
    fn a_text_that_is_not_the_whole_number_is_told() {
        let differs = |value: &str, code: &str| number(Decimal::from_str(value).unwrap(), code).unwrap().differs;
        assert!(differs("186000.55", "#,##0") && differs("186000", "0!.0,\"万\"") && differs("0", "0;0;\"-\""));
        assert!(!differs("186000", "#,##0.00") && !differs("0.95", "0%"));
    }

    #[test]
    fn dates_are_shown_as_their_codes_say() {
        let moment = Moment { year: 2026, month: 12, day: 1, hour: 9, minute: 5, second: 7 };
        for (code, expected) in [
            ("yyyy\"年\"m\"月\"", "2026年12月"),
            ("m\"月\"d\"日\"", "12月1日"),
            ("[$-804]yyyy\"年\"m\"月\"d\"日\";@", "2026年12月1日"),
            ("yyyy/m/d h:mm", "2026/12/1 9:05"),
            ("yyyy-mm-dd hh:mm:ss", "2026-12-01 09:05:07"),
            ("mm:ss", "05:07"),
            ("yyyy\"年度\"", "2026年度"),
        ] {
            assert_eq!(date(moment, code).as_deref(), Some(expected), "{code}");
            assert!(is_date(code), "{code}");
        }
        assert_eq!(date(moment, "mmm-yy"), None);
        assert!(!is_date("0.00\"元/月\"") && !is_date("General") && !is_date("@"));
        assert_eq!(built_in(31), Some("yyyy\"年\"m\"月\"d\"日\""));
    }
}
