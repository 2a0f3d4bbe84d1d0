//! Numbers of persons: runs of digits with the shape, and where there are some the check digits, of such a number.

use super::{Found, Personal};
use crate::steps;

/// Every number of a person in the text.
pub(super) fn find(signs: &[char]) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < signs.len() {
        steps::step();
        if !digit(signs, at) {
            at += 1;
            continue;
        }
        let run = run(signs, at);
        let before = at.checked_sub(1).and_then(|before| signs.get(before)).copied();
        let part_of_word = before.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-'));
        let said =
            || is_called_identity(signs, at).then_some(Personal::IdentityCard).filter(|_| run.digits.len() == 18);
        let mistyped = || Some(Found { kind: said()?, quote: run.written.clone() });
        found.extend((!part_of_word).then(|| kind(&run, signs).or_else(mistyped)).flatten());
        at = run.end.max(at + 1);
    }
    found
}

/// Digits that belong together: blanks may divide groups of four, one hyphen a dialling code.
struct Run {
    digits: String,
    /// With the hyphen, without blanks.
    written: String,
    end: usize,
}

fn digit(signs: &[char], at: usize) -> bool {
    signs.get(at).is_some_and(char::is_ascii_digit)
}

fn run(signs: &[char], from: usize) -> Run {
    let mut run = Run { digits: String::new(), written: String::new(), end: from };
    let mut at = from;
    while let Some(c) = signs.get(at) {
        steps::step();
        let joins = match c {
            '0'..='9' => {
                run.digits.push(*c);
                true
            }
            ' ' => run.digits.len().is_multiple_of(4) && digit(signs, at + 1),
            '-' => (3..=4).contains(&run.digits.len()) && run.digits.starts_with('0') && digit(signs, at + 1),
            'X' | 'x' if run.digits.len() == 17 => {
                run.digits.push('X');
                true
            }
            _ => false,
        };
        if !joins {
            break;
        }
        if *c != ' ' {
            run.written.push(*c);
        }
        at += 1;
        run.end = at;
        if run.digits.ends_with('X') {
            break;
        }
    }
    run
}

fn kind(run: &Run, signs: &[char]) -> Option<Found> {
    let after = signs.get(run.end).copied();
    // A longer word, or an amount with decimals.
    if after.is_some_and(|c| c.is_ascii_alphabetic()) || (after == Some('.') && digit(signs, run.end + 1)) {
        return None;
    }
    let digits = run.digits.as_str();
    let kind = if is_identity_card(digits) {
        Personal::IdentityCard
    } else if is_bank_card(digits) {
        Personal::BankCard
    } else if run.written.len() == 11 && is_mobile(digits) {
        Personal::Mobile
    } else if is_landline(&run.written) {
        Personal::Landline
    } else {
        return None;
    };
    Some(Found { kind, quote: run.written.clone() })
}

/// 身份证号 before it: a number of a person even where its check digit is mistyped.
fn is_called_identity(signs: &[char], at: usize) -> bool {
    let before: String = signs.get(at.saturating_sub(8)..at).unwrap_or_default().iter().collect();
    before.contains("身份证")
}

fn values(digits: &str) -> impl Iterator<Item = u32> {
    digits.chars().map(|c| c.to_digit(10).unwrap_or(10))
}

/// 18 signs: region, date of birth, number, and a check digit after ISO 7064 (mod 11-2).
fn is_identity_card(digits: &str) -> bool {
    const WEIGHTS: [u32; 18] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2, 1];
    let number = |from: usize, to: usize| digits.get(from..to).and_then(|part| part.parse::<u32>().ok());
    let born = number(6, 10).zip(number(10, 12)).zip(number(12, 14));
    let real = born.is_some_and(|((year, month), day)| {
        (1900..=2099).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day)
    });
    let sum: u32 = values(digits).zip(WEIGHTS).map(|(value, weight)| value * weight).sum();
    digits.len() == 18 && real && sum % 11 == 1
}

/// 16 to 19 digits of a card (62 UnionPay, 4 and 5 others), with the check digit of Luhn.
fn is_bank_card(digits: &str) -> bool {
    let card = (16..=19).contains(&digits.len()) && (digits.starts_with("62") || digits.starts_with(['4', '5']));
    let doubled = |value: u32| if value > 4 { 2 * value - 9 } else { 2 * value };
    let sum: u32 = values(digits)
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .enumerate()
        .map(|(n, v)| if n % 2 == 1 { doubled(v) } else { v })
        .sum();
    card && digits.chars().all(|c| c.is_ascii_digit()) && sum.is_multiple_of(10)
}

fn is_mobile(digits: &str) -> bool {
    let mut signs = digits.chars();
    digits.len() == 11 && signs.next() == Some('1') && signs.next().is_some_and(|c| ('3'..='9').contains(&c))
}

/// A dialling code, a hyphen and 7 or 8 digits.
fn is_landline(written: &str) -> bool {
    written.split_once('-').is_some_and(|(code, number)| {
        code.starts_with('0') && (3..=4).contains(&code.len()) && (7..=8).contains(&number.len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bank_card_has_its_check_digit() {
        for (digits, valid) in [
            ("6212274718001714", true),
            ("6203179918380738", true),
            ("6212274718001715", false),
            ("6203179918380731", false),
        ] {
            assert_eq!(is_bank_card(digits), valid, "{digits}");
        }
    }

    #[test]
    fn digits_that_go_on_are_no_number_of_a_person() {
        let found = |text: &str| -> Vec<String> {
            find(&text.chars().collect::<Vec<_>>()).into_iter().map(|found| found.quote).collect()
        };
        assert_eq!(found("电话13900001111。"), ["13900001111"]);
        assert_eq!(found("金额13900001111.5元"), Vec::<String>::new());
        assert_eq!(found("电话13900001111."), ["13900001111"]);
        assert_eq!(found("卡号6212274718001714 CNY"), ["6212274718001714"]);
        assert_eq!(found("座机0350-6120000，"), ["0350-6120000"]);
        assert_eq!(found("编号0350-"), Vec::<String>::new());
        assert_eq!(found("身份证号110101199001010019"), ["110101199001010019"]);
        assert_eq!(found("编号110101199001010019"), Vec::<String>::new());
    }
}
