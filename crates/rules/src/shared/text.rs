//! Texts: the fields that hold sentences, spelling made even, quotes short enough for a message.

use jibiao_model::path::TextField;
use jibiao_model::{Form, half_width};
use std::borrow::Cow;

/// The fields that hold sentences, project form first.
pub(crate) const SENTENCES: [TextField; 10] = [
    TextField::Overview,
    TextField::Basis,
    TextField::Necessity,
    TextField::Safeguards,
    TextField::Plan,
    TextField::GoalPeriod,
    TextField::GoalAnnual,
    TextField::Duties,
    TextField::StrategicGoal,
    TextField::AnnualGoal,
];

/// A text of the form; empty where this kind of form has no such text.
pub(crate) fn of(form: &Form, field: TextField) -> &str {
    jibiao_model::cell::text(form, field).unwrap_or_default()
}

/// The text without blanks and with letters, digits, brackets and signs in half width: for comparing, never for showing.
pub(crate) fn tidy(text: &str) -> Cow<'_, str> {
    if text.chars().any(|c| c.is_whitespace() || half_width(c) != c) {
        Cow::Owned(text.chars().filter(|c| !c.is_whitespace()).map(half_width).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// The trailing bracket of a name, with what stands in it: `渔民人数（个）` -> (`渔民人数`, `个`). A name that is nothing but a
/// bracket keeps it.
pub(crate) fn trailing_bracket(name: &str) -> Option<(&str, &str)> {
    let name = name.trim_end();
    let inside = name.strip_suffix([')', '）'])?;
    let open = inside.rfind(['(', '（'])?;
    let (bare, bracket) = inside.split_at_checked(open)?;
    let content = bracket.trim_start_matches(['(', '（']);
    (!bare.trim().is_empty()).then_some((bare.trim_end(), content))
}

/// A name without its trailing bracket.
pub(crate) fn bare_name(name: &str) -> &str {
    trailing_bracket(name).map_or(name, |(bare, _)| bare)
}

/// A span for a message: one line, at most `most` signs, the cut shown by `…`.
pub(crate) fn clip(text: &str, most: usize) -> String {
    let mut signs = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    let mut short: String = signs.by_ref().take(most).collect();
    if signs.next().is_some() {
        short.pop();
        short.push('…');
    }
    short
}

/// The end of a text for a message: at most `most` signs.
pub(crate) fn clip_end(text: &str, most: usize) -> String {
    let tail: Vec<char> = text.chars().rev().take(most).collect();
    let cut = if text.chars().nth(most).is_some() { "…" } else { "" };
    cut.chars().chain(tail.into_iter().rev()).map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// A name in a message.
pub(crate) fn quoted(text: &str) -> String {
    format!("“{}”", clip(text, 12))
}

/// A Chinese character.
pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{20000}'..='\u{323AF}' | '\u{F900}'..='\u{FAFF}' | '〇')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trailing_bracket_is_cut_off_a_name() {
        assert_eq!(bare_name("渔民人数(个)"), "渔民人数");
        assert_eq!(bare_name("护林标准（每季）"), "护林标准");
        assert_eq!(bare_name("培训(集中)次数"), "培训(集中)次数");
        assert_eq!(bare_name("（个）"), "（个）");
        assert_eq!(trailing_bracket("长度（米） "), Some(("长度", "米")));
        assert_eq!(trailing_bracket("长度)"), None);
    }

    #[test]
    fn tidy_makes_width_and_blanks_even() {
        assert_eq!(tidy("１２ 个（套）％"), "12个(套)%");
        assert!(matches!(tidy("12个"), Cow::Borrowed(_)));
    }

    #[test]
    fn long_texts_are_clipped_on_either_end() {
        assert_eq!(clip("一二三四", 4), "一二三四");
        assert_eq!(clip("一二三四五", 4), "一二三…");
        assert_eq!(clip("一\n二", 4), "一 二");
        assert_eq!(clip_end("一二三四", 4), "一二三四");
        assert_eq!(clip_end("一二三四五", 4), "…二三四五");
    }
}
