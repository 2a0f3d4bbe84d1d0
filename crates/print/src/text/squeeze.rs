//! 标点挤压: the empty half of full-width punctuation goes away beside other punctuation and at the ends of a line.
//!
//! Two marks that meet keep one empty half between them at most (，“ and ）（ take 1.5 em, 。” too); an opening mark that
//! begins a line and a closing mark that ends one take half an em, so that both edges of a text stand straight.

use super::Char;
use crate::fonts::Ink;

/// The half that is squeezed away, in 1/1000 em.
pub(super) const HALF: i32 = 500;

/// How far a character moves towards the one before it; `None` stands for the beginning of a line.
pub(super) fn kern(before: Option<&Char>, character: &Char) -> i32 {
    let squeezed = match (before.map(|b| b.glyph.ink), character.glyph.ink) {
        (None | Some(Ink::Right), Ink::Right) => true,
        (Some(Ink::Left), Ink::Left | Ink::Right) => true,
        (None | Some(Ink::Full | Ink::Right), Ink::Left | Ink::Full) => false,
        (Some(Ink::Left), Ink::Full) => false,
        (Some(Ink::Full), Ink::Right) => false,
    };
    if squeezed { -HALF } else { 0 }
}

/// What a line gains when it ends with this character.
pub(super) fn end(character: &Char) -> i32 {
    if character.glyph.ink == Ink::Left { HALF } else { 0 }
}

/// Width of a line: squeezed, without spaces at its end.
pub(super) fn width(line: &[Char]) -> i32 {
    let mut sum = 0;
    let mut settled = 0;
    let mut before = None;
    for character in line {
        sum += kern(before, character) + i32::from(character.glyph.advance);
        if !character.is_space() {
            settled = sum - end(character);
        }
        before = Some(character);
    }
    settled
}
