//! A text as an array of signs in half width, with the way back to its bytes.

use crate::steps;
use jibiao_model::half_width;

/// A piece of a text, in signs (characters): from `start` up to, not with, `end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Span {
    pub start: usize,
    pub end: usize,
}

impl Span {
    pub fn new(start: usize, end: usize) -> Span {
        Span { start, end: end.max(start) }
    }

    pub fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    pub fn holds(self, place: usize) -> bool {
        (self.start..self.end).contains(&place)
    }

    /// From the beginning of this one to the end of the other.
    pub fn to(self, other: Span) -> Span {
        Span::new(self.start, other.end)
    }
}

/// What stands behind the last sign: no text holds it as a sign that means anything.
const NOTHING: char = '\0';

/// The signs of a text; every question is answered in the time that the asked word needs.
pub(crate) struct Signs<'t> {
    text: &'t str,
    half: Vec<char>,
    bytes: Vec<usize>,
}

impl<'t> Signs<'t> {
    pub fn of(text: &'t str) -> Signs<'t> {
        let half = text.chars().map(half_width).collect();
        let bytes = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        Signs { text, half, bytes }
    }

    pub fn len(&self) -> usize {
        self.half.len()
    }

    /// The sign at a place in half width.
    pub fn at(&self, place: usize) -> char {
        steps::step();
        self.sign(place)
    }

    fn sign(&self, place: usize) -> char {
        self.half.get(place).copied().unwrap_or(NOTHING)
    }

    /// The sign before a place.
    pub fn before(&self, place: usize) -> char {
        place.checked_sub(1).map_or(NOTHING, |place| self.at(place))
    }

    /// What is written in a span.
    pub fn quote(&self, span: Span) -> &'t str {
        let byte = |place: usize| self.bytes.get(place.min(self.half.len())).copied().unwrap_or_default();
        self.text.get(byte(span.start)..byte(span.end)).unwrap_or_default()
    }

    /// True where the word begins here.
    pub fn begins(&self, place: usize, word: &str) -> bool {
        steps::step();
        word.chars().zip(place..).all(|(c, place)| self.sign(place) == c)
    }

    /// True where the word ends right before this place.
    pub fn ends(&self, place: usize, word: &str) -> bool {
        place.checked_sub(word.chars().count()).is_some_and(|start| self.begins(start, word))
    }

    /// The length of the longest of these words that begins here.
    pub fn longest(&self, place: usize, words: &[&str]) -> Option<usize> {
        words.iter().filter(|word| self.begins(place, word)).map(|word| word.chars().count()).max()
    }

    /// The length of the longest of these words that ends right before this place.
    pub fn longest_before(&self, place: usize, words: &[&str]) -> Option<usize> {
        words.iter().filter(|word| self.ends(place, word)).map(|word| word.chars().count()).max()
    }

    /// The next place that holds no blank.
    pub fn past_blanks(&self, mut place: usize) -> usize {
        while self.at(place).is_whitespace() {
            place += 1;
        }
        place
    }

    /// The place behind the last sign before here that is no blank.
    pub fn back_past_blanks(&self, mut place: usize) -> usize {
        while place > 0 && self.before(place).is_whitespace() {
            place -= 1;
        }
        place
    }

    /// The beginning of the run of signs before `place` in which `stop` holds for none, at most `most` long.
    pub fn back_until(&self, place: usize, most: usize, stop: impl Fn(char) -> bool) -> usize {
        let mut start = place;
        while start > 0 && place - start < most && !stop(self.before(start)) {
            start -= 1;
        }
        start
    }

    /// The end of the run of signs from `place` on in which `stop` holds for none, at most `most` long.
    pub fn on_until(&self, place: usize, most: usize, stop: impl Fn(char) -> bool) -> usize {
        let mut end = place;
        while end < self.len() && end - place < most && !stop(self.at(end)) {
            end += 1;
        }
        end
    }

    /// True where one of the words stands somewhere in the span.
    pub fn hold(&self, span: Span, words: &[&str]) -> bool {
        steps::take(span.len());
        let text = self.quote(span);
        words.iter().any(|word| text.contains(word))
    }
}

/// Ends a clause: what is said before it is said of something else.
pub(crate) fn ends_clause(c: char) -> bool {
    matches!(c, ',' | '。' | ';' | '!' | '?' | '\n' | '\r')
}

/// Ends a sentence.
pub(crate) fn ends_sentence(c: char) -> bool {
    matches!(c, '。' | ';' | '!' | '?' | '\n' | '\r')
}

/// Ends a noun phrase.
pub(crate) fn ends_phrase(c: char) -> bool {
    ends_clause(c)
        || matches!(c, '、' | ':' | '(' | ')' | '[' | ']' | '【' | '】' | '《' | '》' | '“' | '”' | '"' | '<' | '>')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_of_signs_has_its_limit_in_both_directions() {
        let signs = Signs::of("甲乙丙，丁戊己");
        let back = |place, most| signs.back_until(place, most, ends_clause);
        assert_eq!([back(7, 2), back(7, 3), back(7, 9), back(3, 9), back(0, 9)], [5, 4, 4, 0, 0]);
        let on = |place, most| signs.on_until(place, most, ends_clause);
        assert_eq!([on(0, 2), on(0, 9), on(4, 2), on(4, 9), on(7, 9)], [2, 3, 6, 7, 7]);
    }

    #[test]
    fn blanks_before_a_place_are_stepped_over() {
        let signs = Signs::of("甲  乙");
        assert_eq!([3, 1, 0].map(|place| signs.back_past_blanks(place)), [1, 1, 0]);
        assert_eq!(Signs::of("  乙").back_past_blanks(2), 0);
    }
}
