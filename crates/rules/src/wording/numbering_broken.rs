//! F10: broken numbering.

use super::texts;
use crate::prelude::*;

pub(crate) static RULE: Rule = Rule {
    code: "F10",
    name: "numbering_broken",
    title: "编号不连续",
    severity: Severity::Hint,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: texts::READS,
    waivable: true,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "同一栏里 1、2、3 或一、二、三这样的编号有重复或跳号。",
        why: "编号不连续，说明有一条被删掉或者重复了。",
        basis: "经验",
        bad: "1、巡查；2、清理；2、总结",
        good: "1、巡查；2、清理；3、总结",
        exceptions: "重新从 1 开始的、不到三个编号的不查。",
        change: "把编号理顺。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    texts::test(view, |field, text| {
        let arabic = broken(&numbers(text, arabic), |missing| {
            ["、", ".", "）", ")"].iter().any(|close| is_written(text, &format!("{missing}{close}")))
        });
        let (before, here) = arabic.or_else(|| {
            broken(&numbers(text, chinese), |missing| {
                ["、", "）", ")"].iter().any(|close| text.contains(&format!("{}{close}", numeral(missing))))
            })
        })?;
        let place = FieldPath::Text(field);
        let wrong = if here == before { "又是" } else { "直接到了" };
        let message = format!("{}：编号 {before} 后面{wrong} {here}。", view.label(field));
        Some(Fault::new(place, message, "把编号理顺，看是否漏了一条。").read(place, format!("{before}、{here}")))
    })
}

/// The number of a list, and no part of another number: the 4. of 4.8万元 is none.
fn is_written(text: &str, number: &str) -> bool {
    text.match_indices(number).any(|(at, _)| {
        let before = text.get(..at).and_then(|text| text.chars().next_back());
        let behind = text.get(at + number.len()..).and_then(|text| text.chars().next());
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        !digit(before) && before != Some('.') && !digit(behind)
    })
}

/// The first two neighbours that do not follow one another, where there are at least three numbers and the first is 1. A number that
/// is written somewhere else than at the beginning of a sentence is not missing.
fn broken(numbers: &[u32], written: impl Fn(u32) -> bool) -> Option<(u32, u32)> {
    if numbers.len() < 3 || numbers.first() != Some(&1) {
        return None;
    }
    let follows = |before: u32, here: u32| here == before + 1 || here == 1 || (here > before && written(before + 1));
    numbers.windows(2).find_map(|pair| match pair {
        [before, here] if !follows(*before, *here) => Some((*before, *here)),
        _ => None,
    })
}

/// The numbers that open a part of the text: at its start, or behind a mark that closes a sentence, and closed by 、 or a point that
/// no digit follows.
fn numbers(text: &str, read: fn(&str) -> Option<(u32, &str)>) -> Vec<u32> {
    let starts = text
        .char_indices()
        .filter(|(_, c)| matches!(c, '。' | '；' | ';' | '\n' | '！' | '：' | ':'))
        .map(|(at, c)| at + c.len_utf8());
    let opened = std::iter::once(0).chain(starts).filter_map(|at| {
        let part = text.get(at..)?.trim_start();
        let bracketed = part.strip_prefix(['（', '(']);
        let (number, rest) = read(bracketed.unwrap_or(part))?;
        let close: &[char] = if bracketed.is_some() { &['）', ')'] } else { &['、', '.', '．'] };
        let rest = rest.strip_prefix(close)?;
        (!rest.starts_with(|c: char| c.is_ascii_digit())).then_some(number)
    });
    opened.collect()
}

fn arabic(text: &str) -> Option<(u32, &str)> {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, rest) = text.split_at_checked(digits.min(3))?;
    Some((number.parse().ok().filter(|number| *number < 100)?, rest))
}

const NUMERALS: &str = "一二三四五六七八九十";

fn numeral(number: u32) -> char {
    (1..).zip(NUMERALS.chars()).find(|(n, _)| *n == number).map_or('十', |(_, c)| c)
}

fn chinese(text: &str) -> Option<(u32, &str)> {
    let first = text.chars().next()?;
    let number = (1..).zip(NUMERALS.chars()).find(|(_, c)| *c == first)?.0;
    Some((number, text.get(first.len_utf8()..)?))
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().text(TextField::Plan, "1、每月巡查；2、清理水面；2、年底总结。"), ["plan"]),
        bad(project().text(TextField::Safeguards, "一、登记。二、抽查。四、通报。"), ["safeguards"]),
        bad(unit().text(TextField::Duties, "1.河道。2.水库。3.灌区。5.渔政。"), ["duties"]),
        bad(project().text(TextField::Plan, "（1）巡查；（2）清理；（2）总结；（3）归档。"), ["plan"]),
        good(project().text(TextField::Plan, "1、每月巡查；2、清理水面；3、年底总结。")),
        good(project().text(TextField::Plan, "1.春季：巡查。2.夏季：清理。1.秋季：巡查。2.冬季：总结。")),
        good(project().text(TextField::Plan, "1、巡查5.5公里。3、总结。")),
        good(project().text(TextField::Plan, "1、巡查（每月）2、清理。3、总结。4、归档。")),
        not_yet(blank()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::faults;

    #[test]
    fn a_number_again_and_a_number_left_out_are_told_apart() {
        for (plan, said) in [
            ("1、每月巡查；2、清理水面；2、年底总结。", "编号 2 后面又是 2。"),
            ("1、每月巡查；2、清理水面；4、年底总结。", "编号 2 后面直接到了 4。"),
        ] {
            let found = faults(&RULE, project().text(TextField::Plan, plan));
            assert!(found.iter().any(|fault| fault.message.ends_with(said)), "{found:?}");
        }
    }

    #[test]
    fn a_number_of_a_list_is_no_part_of_another_number() {
        assert!(is_written("清理。4.归档", "4.") && is_written("4.归档", "4."));
        for text in ["投入4.8万元", "投入14.归档", "投入5.4.归档"] {
            assert!(!is_written(text, "4."), "{text}");
        }
    }

    #[test]
    fn numbers_follow_one_another_or_begin_anew() {
        let gap = |numbers: &[u32], elsewhere: u32| broken(numbers, |number| number == elsewhere);
        assert_eq!(gap(&[1, 2, 3, 1, 2], 0), None);
        assert_eq!(gap(&[1, 2, 4], 0), Some((2, 4)));
        assert_eq!(gap(&[1, 2, 4], 3), None);
        assert_eq!(gap(&[1, 2, 2], 3), Some((2, 2)));
    }

    #[test]
    fn a_list_has_less_than_a_hundred_numbers() {
        assert_eq!(arabic("99、归档"), Some((99, "、归档")));
        assert_eq!(arabic("100、归档"), None);
    }
}
