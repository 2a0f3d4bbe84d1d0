//! Titles in 《》 and document numbers: `青政发〔2024〕5号`.

use super::signs::{Signs, Span};

/// A document number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Numbered {
    pub span: Span,
    pub year: i32,
}

/// No title is longer; a 《 that is never closed ends there.
const LONGEST_TITLE: usize = 120;

/// The title whose 《 stands here, marks included; titles inside it belong to it.
pub(super) fn title(signs: &Signs<'_>, start: usize) -> Option<Span> {
    let mut depth = 0_u32;
    for place in start..(start + LONGEST_TITLE).min(signs.len()) {
        match signs.at(place) {
            '《' => depth += 1,
            '》' => depth = depth.saturating_sub(1),
            _ => continue,
        }
        if depth == 0 {
            return Some(Span::new(start, place + 1));
        }
    }
    None
}

/// The document number whose year stands in the bracket that opens here.
pub(super) fn numbered(signs: &Signs<'_>, open: usize) -> Option<Numbered> {
    if !matches!(signs.at(open), '(' | '[' | '【' | '〔' | '{') {
        return None;
    }
    let mut year = 0;
    for place in open + 1..open + 5 {
        year = year * 10 + i32::try_from(signs.at(place).to_digit(10)?).ok()?;
    }
    let closed = matches!(signs.at(open + 5), ')' | ']' | '】' | '〕' | '}');
    let mut place = signs.past_blanks(open + 6);
    place += usize::from(signs.at(place) == '第');
    let digits = place;
    while signs.at(place).is_ascii_digit() {
        place += 1;
    }
    let is_number = closed && place > digits && signs.at(place) == '号' && (1949..=2100).contains(&year);
    let start = signs.back_until(open, 14, |c| !crate::shared::text::is_han(c));
    is_number.then(|| Numbered { span: Span::new(start, place + 1), year })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_ends_with_its_own_mark() {
        let quote = |text: &str| {
            let signs = Signs::of(text);
            title(&signs, 0).map(|span| signs.quote(span).to_owned())
        };
        assert_eq!(quote("《甲《乙》丙》丁").as_deref(), Some("《甲《乙》丙》"));
        assert_eq!(quote("《甲"), None);
        assert_eq!(quote(&"《".repeat(1000)), None);
    }

    #[test]
    fn document_numbers_are_read_with_any_bracket() {
        for text in ["青政发〔2024〕5号", "青政发(2024)第5号", "青政发【2024】 15号", "青政发［2024］5号"]
        {
            let signs = Signs::of(text);
            let open = text.chars().take_while(|c| *c != '〔' && *c != '(' && *c != '【' && *c != '［').count();
            let found = numbered(&signs, open).map(|n| (n.year, signs.quote(n.span).to_owned()));
            assert_eq!(found, Some((2024, text.to_owned())));
        }
        for text in ["(2024)号", "(2024)第号", "(1948)3号", "(2101)3号", "(2024)3次", "(2024 3号"] {
            assert_eq!(numbered(&Signs::of(text), 0), None, "{text}");
        }
        let signs = Signs::of("会议纪要(2024)3次");
        assert_eq!(numbered(&signs, 4), None);
    }
}
