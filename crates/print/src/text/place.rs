//! From a line to spans of glyphs that a painter can show as they stand: one face, one letter spacing each.

use super::{Char, Line, SetText, length, squeeze};
use crate::fonts::FaceId;
use crate::page::Item;
use crate::sheet::Length;

/// A piece of a line, from the line's left edge.
#[derive(Debug, Clone)]
pub(crate) struct Span {
    pub x: Length,
    pub face: FaceId,
    pub spacing: Length,
    pub items: Vec<Item>,
}

/// No gap grows wider than this (1/1000 em): wider ones tear words apart for the eye and for programs that read the text.
const WIDEST_GAP: i32 = 250;

/// Places a line; `stretch` is the width (1/1000 pt) to fill by 两端对齐, where wanted.
pub(crate) fn place_line(text: &SetText, line: &Line, size: Length, stretch: Option<Length>) -> Vec<Span> {
    let characters = text.characters.get(line.range()).unwrap_or_default();
    let trimmed = characters.len() - characters.iter().rev().take_while(|c| c.is_space()).count();
    let gaps = stretch.filter(|_| !line.last).map_or((0, 0), |width| gap(characters, trimmed, line, size, width));
    let mut spans: Vec<Span> = Vec::new();
    let mut x = 0;
    let mut em = 0;
    let mut before: Option<&Char> = None;
    let mut seen = 0;
    for (index, character) in characters.iter().enumerate() {
        let kern = squeeze::kern(before, character);
        em += kern;
        let next = characters.get(index + 1);
        let opens = index + 1 < trimmed && next.is_some_and(|next| stretches(character, next));
        // The remainder of an uneven division goes to the first gaps, a thousandth of a point each.
        let spacing = if opens { gaps.0 + Length::from(seen < gaps.1) } else { 0 };
        seen += Length::from(opens);
        let Char { character: written, glyph } = *character;
        let item = Item { character: written, glyph: glyph.id, advance: glyph.advance, kern };
        match spans.last_mut() {
            Some(span) if span.face == character.glyph.face && span.spacing == spacing => span.items.push(item),
            _ => spans.push(Span {
                x: x + length(em, size),
                face: character.glyph.face,
                spacing,
                items: vec![Item { kern: 0, ..item }],
            }),
        }
        em += i32::from(character.glyph.advance);
        x += spacing;
        before = Some(character);
    }
    spans
}

/// Width of each gap and the number of gaps that are a thousandth of a point wider.
fn gap(characters: &[Char], trimmed: usize, line: &Line, size: Length, width: Length) -> (Length, Length) {
    let inner = characters.get(..trimmed).unwrap_or_default();
    let count = inner.windows(2).filter(|pair| matches!(pair, [a, b] if stretches(a, b))).count();
    let count = Length::try_from(count).unwrap_or(Length::MAX);
    let rest = (width - length(line.width, size)).max(0);
    if count == 0 || rest / count > length(WIDEST_GAP, size) { (0, 0) } else { (rest / count, rest % count) }
}

/// Whether the gap between two characters may grow: words and numbers stay together.
fn stretches(left: &Char, right: &Char) -> bool {
    let tight = |c: &Char| c.character.is_ascii_graphic() || (c.character.is_alphabetic() && c.glyph.advance < 900);
    !(tight(left) && tight(right))
}
