//! The text of a cell made ready for reading: one width, one spelling of each sign, no blanks.

use std::borrow::Cow;

/// The text in half width without blanks and invisible characters. `None` where a blank stands between two digits:
/// `5 10次` may be one number or two, so it is not joined.
pub(super) fn compact(text: &str) -> Option<String> {
    let text = without_formula(text);
    let mut out = String::with_capacity(text.len());
    let mut blank = false;
    for c in text.chars() {
        if is_blank(c) {
            blank = true;
            continue;
        }
        let c = half_width(c);
        if blank && c.is_ascii_digit() && out.ends_with(|before: char| before.is_ascii_digit()) {
            return None;
        }
        blank = false;
        out.push(c);
    }
    let end = out.trim_end_matches(['。', '.', ',', '、', ';']).len();
    out.truncate(end);
    Some(out)
}

/// A blank, or a character without any width.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// Signs as formulas of typesetting write them, longer ones first: a value copied out of such a paper holds them.
const FORMULA: &[(&str, &str)] = &[
    ("\\geqslant", "≥"),
    ("\\leqslant", "≤"),
    ("\\geq", "≥"),
    ("\\leq", "≤"),
    ("\\ge", "≥"),
    ("\\le", "≤"),
    ("\\gt", ">"),
    ("\\lt", "<"),
];

/// `$\geq$90\%` is `≥90%`; other texts stay.
pub(super) fn without_formula(text: &str) -> Cow<'_, str> {
    if !text.contains('\\') {
        return Cow::Borrowed(text);
    }
    let signs = FORMULA.iter().fold(text.to_owned(), |text, (formula, sign)| text.replace(formula, sign));
    let mut plain = String::with_capacity(signs.len());
    for c in signs.chars() {
        if half_width(c) == '%' {
            let before = plain.trim_end_matches(|c: char| c == '\\' || is_blank(c)).len();
            if plain.get(before..).is_some_and(|between| between.contains('\\')) {
                plain.truncate(before);
            }
        }
        plain.push(c);
    }
    Cow::Owned(if plain.contains('\\') { plain } else { plain.replace('$', "") })
}

/// A character in half width and with the usual spelling of its sign.
pub(crate) fn half_width(c: char) -> char {
    match c {
        '≧' | '⩾' => '≥',
        '≦' | '⩽' => '≤',
        '﹪' => '%',
        '∕' | '⁄' => '/',
        '−' | '–' | '—' | '―' => '-',
        _ => crate::half_width(c),
    }
}

/// The first ending in `endings` that the text has, cut off.
pub(super) fn strip_any_suffix<'a>(text: &'a str, endings: &[&str]) -> Option<&'a str> {
    endings.iter().find_map(|ending| text.strip_suffix(ending))
}

/// The first of `beginnings` that the text has, with what follows it.
pub(super) fn strip_any_prefix<'a, 'b>(text: &'a str, beginnings: &[&'b str]) -> Option<(&'b str, &'a str)> {
    beginnings.iter().find_map(|beginning| text.strip_prefix(beginning).map(|rest| (*beginning, rest)))
}

/// True where the text has a digit in half or full width.
pub(super) fn has_digit(text: &str) -> bool {
    text.chars().any(|c| super::digit(c).is_some())
}
