//! F18: a bracket or book title mark without its other half.

use super::texts;
use crate::facts::{Signs, ends_clause, ends_sentence};
use crate::prelude::*;

pub(crate) static RULE: Rule = Rule {
    code: "F18",
    name: "unpaired_bracket",
    title: "括号或书名号没有配对",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: texts::READS,
    waivable: true,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "长文字里的圆括号或书名号只有左半边，或者只有右半边。",
        why: "括号错位，读的人分不清文件名到哪里为止，公开后很显眼。",
        basis: "经验",
        bad: "（河道管理办法》",
        good: "《河道管理办法》",
        exceptions: "编号后面的半个括号（1）不算；停在没有关上的括号里的文字由 F01 提示。",
        change: "补上另一半，或改成同一种。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    texts::test(view, |field, text| {
        let signs = Signs::of(text);
        let place = unpaired(&signs)?;
        let around = crate::facts::Span::new(place.saturating_sub(6), place + 7);
        let (sign, around) = (signs.quote(crate::facts::Span::new(place, place + 1)), signs.quote(around).trim());
        let message = format!("{}：“{}”里的“{sign}”没有配对。", view.label(field), clip(around, 14));
        let path = FieldPath::Text(field);
        Some(Fault::new(path, message, "补上另一半，或改成同一种。").read(path, clip(around, 60)))
    })
}

/// Both kinds; a bracket in half width closes one in full width.
const KINDS: [(char, char); 2] = [('(', ')'), ('《', '》')];

/// The first mark whose other half is missing.
fn unpaired(signs: &Signs<'_>) -> Option<usize> {
    KINDS.iter().filter_map(|(open, close)| unpaired_of(signs, *open, *close)).min()
}

fn unpaired_of(signs: &Signs<'_>, open: char, close: char) -> Option<usize> {
    let mut waiting = Vec::new();
    for place in 0..signs.len() {
        let sign = signs.at(place);
        if sign == open {
            waiting.push(place);
        } else if sign == close && waiting.pop().is_none() && !is_numbering(signs, place) {
            return Some(place);
        }
    }
    // What nothing closes up to the end of the text may be cut off: only where its sentence ends it stays open for good.
    let ended = (0..signs.len()).rev().find(|place| ends_sentence(signs.at(*place)))?;
    waiting.into_iter().find(|place| *place < ended)
}

/// 1）巡查, 一)打捞: a number at the beginning of a phrase.
fn is_numbering(signs: &Signs<'_>, close: usize) -> bool {
    let numeral = |c: char| c.is_ascii_alphanumeric() || "一二三四五六七八九十".contains(c);
    let start = signs.back_until(close, 3, |c| !numeral(c));
    let before = signs.before(signs.back_past_blanks(start));
    start < close && (before == '\0' || ends_clause(before) || matches!(before, ':' | '、' | '(' | '.'))
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    let basis = |text: &str| project().text(TextField::Basis, text);
    vec![
        bad(basis("根据《青河县河道管理办法》（水资源管理办法》执行。"), ["basis"]),
        bad(basis("《青河县河道管理办法（青政发〔2024〕8号）执行。"), ["basis"]),
        bad(project().text(TextField::Plan, "每月巡查（含节假日，做好记录。年底总结。"), ["plan"]),
        bad(project().text(TextField::Plan, "每月巡查，含节假日），做好记录。"), ["plan"]),
        bad(unit().text(TextField::Duties, "负责河道管理）和水库管理。"), ["duties"]),
        good(basis("《关于印发《青河县河道管理办法》的通知》（青政发〔2024〕8号）。")),
        good(project().text(TextField::Plan, "1）按月巡查；2)按季打捞;（3）年底总结。")),
        good(project().text(TextField::Plan, "安排：一）按月巡查，a）登记。")),
        good(project().text(TextField::Plan, "每月巡查（含节假日)，做好记录。")),
        not_yet(blank()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_half_without_another_is_found() {
        let at = |text: &str| unpaired(&Signs::of(text));
        assert_eq!(
            [at("甲（乙》。"), at("甲乙》（。"), at("（甲（乙）。"), at("甲）乙）")],
            [Some(1), Some(2), Some(0), Some(1)]
        );
        // A number of up to three signs is one of a list.
        assert_eq!([at("12）巡查"), at("甲，123）巡查"), at("甲，1234）巡查")], [None, None, Some(6)]);
        assert_eq!([at("甲乙1）丙"), at("甲。 1）丙"), at("）")], [Some(3), None, Some(0)]);
        // The end of a text may be missing.
        assert_eq!([at("巡查（含节假日"), at("巡查《办法"), at("巡查（含节假日。打捞")], [None, None, Some(2)]);
    }
}
