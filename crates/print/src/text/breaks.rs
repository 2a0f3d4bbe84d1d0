//! Where lines end: first fit over the places where Chinese and Latin text may break.

use icu_segmenter::LineSegmenter;
use icu_segmenter::options::{LineBreakOptions, LineBreakStrictness};

use super::{Char, squeeze};

/// Words that fill these forms' labels and are not torn: 服务对象/满意度指标, not 服务对象满/意度指标.
const FORM_WORDS: [(char, char); 6] =
    [('满', '意'), ('意', '度'), ('指', '标'), ('目', '标'), ('效', '益'), ('影', '响')];

/// Ends of the lines of a paragraph, the last one its length. A run without a place to break that is wider than the
/// line breaks between characters. The work is linear in the length: what is read twice is at most a word a line.
pub(super) fn fill(characters: &[Char], limit: i32) -> Vec<usize> {
    let allowed = opportunities(characters);
    let mut ends = Vec::new();
    let mut start = 0;
    while start < characters.len() {
        let end = end_of_line(characters, &allowed, start, limit);
        ends.push(end);
        start = end;
    }
    ends
}

fn end_of_line(characters: &[Char], allowed: &[bool], start: usize, limit: i32) -> usize {
    let mut sum = 0;
    let mut before = None;
    let mut candidate = None;
    for (index, character) in characters.iter().enumerate().skip(start) {
        if index > start && allowed.get(index).copied().unwrap_or(false) {
            candidate = Some(index);
        }
        sum += squeeze::kern(before, character) + i32::from(character.glyph.advance);
        before = Some(character);
        if sum - squeeze::end(character) > limit && !character.is_space() && index > start {
            return candidate.unwrap_or(index);
        }
    }
    characters.len()
}

/// The runs between the places to break.
pub(super) fn words(characters: &[Char]) -> Vec<&[Char]> {
    let allowed = opportunities(characters);
    let mut start = 0;
    let mut words = Vec::new();
    let ends = (1..characters.len()).filter(|index| allowed.get(*index) == Some(&true));
    for end in ends.chain([characters.len()]) {
        words.extend(characters.get(start..end));
        start = end;
    }
    words
}

/// For each character, whether a line may begin with it.
fn opportunities(characters: &[Char]) -> Vec<bool> {
    let mut options = LineBreakOptions::default();
    options.strictness = Some(LineBreakStrictness::Strict);
    let segmenter = LineSegmenter::new_for_non_complex_scripts(options);
    let text: String = characters.iter().map(|c| c.character).collect();
    let mut places = segmenter.segment_str(&text).peekable();
    let mut allowed = Vec::with_capacity(characters.len());
    let mut offset = 0;
    for (index, character) in characters.iter().enumerate() {
        while places.peek().is_some_and(|place| *place < offset) {
            places.next();
        }
        let before = characters.get(index.wrapping_sub(1)).map(|c| c.character);
        let stays = match character.character {
            '—' | '·' => before != Some('—'),
            // 11月 and 350万元 stay whole.
            '元' if matches!(before, Some('万' | '亿')) => true,
            '年' | '月' | '日' | '万' | '亿' | '元' => before.is_some_and(|c| c.is_ascii_digit()),
            character => before.is_some_and(|before| FORM_WORDS.contains(&(before, character))),
        };
        allowed.push(places.peek() == Some(&offset) && !stays);
        offset += character.character.len_utf8();
    }
    allowed
}
