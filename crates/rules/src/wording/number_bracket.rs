//! F13: a document number in other brackets.

use super::texts;
use crate::prelude::*;
use crate::shared::text::is_han;
use crate::steps;

pub(crate) static RULE: Rule = Rule {
    code: "F13",
    name: "number_bracket",
    title: "文号的括号不规范",
    severity: Severity::Hint,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: texts::READS,
    waivable: true,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "文号里年份的括号不是六角括号：【2024】8号、[2024]8号、(2024)8号。",
        why: "公文格式规定发文字号的年份用六角括号。",
        basis: "经验",
        bad: "青政发【2024】8号",
        good: "青政发〔2024〕8号",
        exceptions: "只改紧接在第几号前面的括号，其他括号不动。",
        change: "改成〔〕。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    let outcome = texts::test(view, |field, text| {
        let (mended, first) = mend(text)?;
        let place = FieldPath::Text(field);
        let message = format!("{}：文号“{}”的括号不规范。", view.label(field), clip(&first, 18));
        Some(Fault::new(place, message, "年份改用六角括号〔〕。").read(place, first).fixed(Safety::Safe, place, mended))
    });
    rows::one_line(outcome)
}

const OPEN: [char; 8] = ['【', '[', '(', '（', '［', '<', '〈', '{'];
const CLOSE: [char; 8] = ['】', ']', ')', '）', '］', '>', '〉', '}'];

/// The text with every year of a document number in 〔〕, and the first that was not.
fn mend(text: &str) -> Option<(String, String)> {
    let signs: Vec<char> = text.chars().collect();
    let mut mended = signs.clone();
    let mut first = None;
    for at in 0..signs.len() {
        let Some((close, end)) = number_at(&signs, at) else { continue };
        for (place, sign) in [(at, '〔'), (close, '〕')] {
            if let Some(old) = mended.get_mut(place) {
                *old = sign;
            }
        }
        first.get_or_insert_with(|| {
            // The letters of whoever gave it out stand before the year; a bracket or a title before them is none of it.
            let letters =
                signs.get(..at).unwrap_or_default().iter().rev().take(5).take_while(|sign| is_han(**sign)).count();
            signs.get(at - letters..=end).unwrap_or_default().iter().collect::<String>()
        });
    }
    Some((mended.into_iter().collect(), first?))
}

/// The places of the closing bracket and of 号, where a year in brackets and a number begin at `open`.
fn number_at(signs: &[char], open: usize) -> Option<(usize, usize)> {
    let digit = |at: usize| {
        steps::step();
        signs.get(at).is_some_and(char::is_ascii_digit)
    };
    let named = open > 0 && signs.get(open - 1).is_some_and(|c| is_han(*c));
    let close = open + 5;
    let year = (open + 1..close).all(digit) && signs.get(open + 1).is_some_and(|c| matches!(c, '1' | '2'));
    let brackets = OPEN.contains(signs.get(open)?) && CLOSE.contains(signs.get(close)?);
    if !(named && year && brackets) {
        return None;
    }
    let mut at = close + 1;
    while signs.get(at).is_some_and(|c| *c == '第' || c.is_whitespace()) {
        at += 1;
    }
    let start = at;
    while digit(at) {
        at += 1;
    }
    (at > start && signs.get(at) == Some(&'号')).then_some((close, at))
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().text(TextField::Basis, "《青河县河道管理办法》（青政发【2024】8号）"), ["basis"]),
        bad(
            project().text(TextField::Basis, "青政发(2024)第8号。").text(TextField::Safeguards, "青水发[2023]12号。"),
            ["basis"],
        ),
        bad(unit().text(TextField::Duties, "按青编发（2019）3号履行职责。"), ["duties"]),
        good(project().text(TextField::Basis, "青政发〔2024〕8号。")),
        good(project().text(TextField::Basis, "《青河县河道管理办法》（2024年修订）8号令。")),
        not_yet(blank()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_stands_between_the_bracket_and_its_sign() {
        assert_eq!(mend("青政发[2024]8号").unwrap().0, "青政发〔2024〕8号");
        assert_eq!(mend("青政发[2024]号"), None);
    }

    #[test]
    fn what_is_quoted_begins_with_the_letters_of_the_number() {
        for text in ["按《河道管理办法》(青政发【2024】8号)执行", "青政发【2024】8号、青水发【2023】2号"]
        {
            assert_eq!(mend(text).unwrap().1, "青政发【2024】8号", "{text}");
        }
    }
}
