//! Setting text: from a string and a width to lines of glyphs with positions.
//!
//! Everything is whole numbers: advances in 1/1000 em, positions in 1/1000 pt.

mod breaks;
mod place;
mod squeeze;

use std::ops::Range;

use crate::fonts::{FontSet, Glyph};
use crate::sheet::Length;

pub(crate) use place::place_line;

/// An em.
pub(crate) const EM: i32 = 1000;

/// A character with what draws it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Char {
    pub character: char,
    pub glyph: Glyph,
}

impl Char {
    fn is_space(&self) -> bool {
        matches!(self.character, ' ' | '\u{3000}' | '\u{a0}')
    }
}

/// A line: characters `start..end` of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Line {
    pub start: u32,
    pub end: u32,
    /// Natural width in 1/1000 em, punctuation squeezed, spaces at the end not counted
    pub width: i32,
    /// Ends its paragraph: not stretched by justification
    pub last: bool,
}

impl Line {
    pub fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A text broken into lines.
#[derive(Debug, Clone, Default)]
pub(crate) struct SetText {
    pub characters: Vec<Char>,
    pub lines: Vec<Line>,
}

impl SetText {
    /// Number of lines.
    pub fn len(&self) -> u32 {
        u32::try_from(self.lines.len()).unwrap_or(u32::MAX)
    }

    /// Adds the lines of another text below.
    pub fn append(&mut self, other: &Self) {
        let offset = u32::try_from(self.characters.len()).unwrap_or(u32::MAX);
        self.characters.extend_from_slice(&other.characters);
        self.lines.extend(other.lines.iter().map(|line| Line {
            start: line.start.saturating_add(offset),
            end: line.end.saturating_add(offset),
            ..*line
        }));
    }

    /// Width of the widest line in 1/1000 em.
    pub fn width(&self) -> i32 {
        self.lines.iter().map(|line| line.width).max().unwrap_or(0)
    }
}

/// Width in 1/1000 em that a length holds at a text size.
pub(crate) fn ems(width: Length, size: Length) -> i32 {
    i32::try_from(i64::from(width) * 1000 / i64::from(size.max(1))).unwrap_or(i32::MAX)
}

/// Length of a width in 1/1000 em at a text size.
pub(crate) fn length(ems: i32, size: Length) -> Length {
    i32::try_from(i64::from(ems) * i64::from(size) / 1000).unwrap_or(Length::MAX)
}

/// Breaks a text into lines no wider than `limit` (1/1000 em). Line breaks in it are kept; an empty text has no line.
pub(crate) fn set(text: &str, bold: bool, limit: i32, fonts: &FontSet) -> SetText {
    let mut out = SetText { characters: Vec::with_capacity(text.len() / 3 + 1), lines: Vec::new() };
    if text.is_empty() {
        return out;
    }
    for paragraph in text.split('\n') {
        set_paragraph(paragraph, bold, limit, fonts, &mut out);
    }
    out
}

/// Like [`set`], with lines of about the same width: for labels and titles.
pub(crate) fn set_balanced(text: &str, bold: bool, limit: i32, fonts: &FontSet) -> SetText {
    balance(set(text, bold, limit, fonts), text, bold, limit, fonts)
}

/// Narrows a text that was set, as long as it needs no more lines. Texts with line breaks of their own stay.
pub(crate) fn balance(greedy: SetText, text: &str, bold: bool, limit: i32, fonts: &FontSet) -> SetText {
    if greedy.lines.len() < 2 || text.contains('\n') {
        return greedy;
    }
    // Narrower than its widest word it would be torn.
    let (mut low, mut high) = ((limit / 2).max(widest_word(&greedy, usize::MAX) - 1), limit);
    let mut best = greedy;
    while high - low > 100 {
        let middle = low + (high - low) / 2;
        let tried = set(text, bold, middle, fonts);
        if tried.lines.len() <= best.lines.len() && tried.width() <= middle {
            best = tried;
            high = middle;
        } else {
            low = middle;
        }
    }
    best
}

/// Where a character stands alone on the last line, takes one more down to it, if that needs no further line.
pub(crate) fn avoid_single(greedy: SetText, text: &str, bold: bool, limit: i32, fonts: &FontSet) -> SetText {
    let alone = greedy.lines.last().is_some_and(|line| line.width < 2 * EM);
    if greedy.lines.len() < 2 || !alone || text.contains('\n') {
        return greedy;
    }
    let narrower = set(text, bold, limit - EM, fonts);
    if narrower.lines.len() == greedy.lines.len() { narrower } else { greedy }
}

/// Width in 1/1000 em of the widest run without a place to break that has at most so many characters; 0 if there is none.
pub(crate) fn widest_word(text: &SetText, most: usize) -> i32 {
    let words = breaks::words(&text.characters);
    words.into_iter().filter(|word| word.len() <= most).map(squeeze::width).max().unwrap_or(0)
}

fn set_paragraph(paragraph: &str, bold: bool, limit: i32, fonts: &FontSet, out: &mut SetText) {
    let start = out.characters.len();
    out.characters.extend(
        paragraph.chars().filter_map(visible).map(|character| Char { character, glyph: fonts.glyph(character, bold) }),
    );
    let characters = out.characters.get(start..).unwrap_or_default();
    let line = |range: Range<usize>, last| Line {
        start: u32::try_from(start + range.start).unwrap_or(u32::MAX),
        end: u32::try_from(start + range.end).unwrap_or(u32::MAX),
        width: characters.get(range).map(squeeze::width).unwrap_or(0),
        last,
    };
    let whole = line(0..characters.len(), true);
    if whole.width <= limit {
        out.lines.push(whole);
        return;
    }
    let breaks = breaks::fill(characters, limit);
    let mut from = 0;
    for end in breaks {
        out.lines.push(line(from..end, end == characters.len()));
        from = end;
    }
}

/// A character as it is set: tabs are spaces; control characters and marks without shape are not set at all.
fn visible(character: char) -> Option<char> {
    match character {
        '\t' => Some(' '),
        '\u{2028}' | '\u{2029}' => Some(' '),
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' => None,
        '\u{feff}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => None,
        _ if character.is_control() => None,
        _ => Some(character),
    }
}
