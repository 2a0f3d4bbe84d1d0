//! A cell with its text broken into lines.

use std::sync::Arc;

use crate::fonts::FontSet;
use crate::sheet::{Align, Length, SheetCell};
use crate::text::{self, SetText, ems};

/// Room between a text and the lines at its sides.
pub(super) const PAD_SIDE: Length = 2_600;
/// Amounts shrink no further.
const SMALLEST: Length = 6_000;
/// A short number or word that is wider than its cell shrinks this far before it is torn.
const SMALLEST_WORD: Length = 6_500;
/// So many hundredths of its size a short text shrinks to before it wraps: values (2026年11月30日前 in a column for
/// ≤38180.50元) more than names, of which one character too many is spared a line.
const LEAST_CENTRED: Length = 80;
const LEAST_LEFT: Length = 93;
/// Longer texts are neither put on one line by shrinking nor kept from being torn.
const MOST_SHRUNK: usize = 24;

/// Values of so many lines are kept from ending with a character on a line of its own.
const SHORT: usize = 3;

/// Ends a label that is repeated.
const CONTINUED: &str = "（续）";

/// How closely rows are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spacing {
    /// Room above and below a text
    pub pad: Length,
    /// Share of the rows' smallest heights that is kept, in hundredths
    pub rows: i32,
}

/// How forms are set.
pub(super) const ROOMY: Spacing = Spacing { pad: 2_200, rows: 100 };
/// How a form is set that thereby needs a page less.
pub(super) const TIGHT: Spacing = Spacing { pad: 1_200, rows: 85 };

/// Distance of base lines.
pub(super) fn line_height(size: Length) -> Length {
    (i64::from(size) * 13 / 10).try_into().unwrap_or(Length::MAX / 1000)
}

/// A measured cell.
pub(super) struct Cell<'s> {
    pub source: &'s SheetCell,
    /// First row and the row after its last one
    pub row: usize,
    pub end: usize,
    pub left: Length,
    pub right: Length,
    pub size: Length,
    pub pad: Length,
    pub text: SetText,
    pub path: Option<Arc<str>>,
}

impl<'s> Cell<'s> {
    pub fn measure(
        source: &'s SheetCell,
        rows: std::ops::Range<usize>,
        sides: (Length, Length),
        spacing: Spacing,
        fonts: &FontSet,
    ) -> Self {
        let width = (sides.1 - sides.0 - 2 * PAD_SIDE).max(1);
        let (size, text) = fit(source, width, fonts);
        Self {
            source,
            row: rows.start,
            end: rows.end,
            left: sides.0,
            right: sides.1,
            size,
            pad: spacing.pad,
            text,
            path: source.path.as_deref().map(Arc::from),
        }
    }

    /// Whether the text may go on on the next page; otherwise it stands in one piece.
    pub fn breaks(&self) -> bool {
        !self.source.style.label && !self.source.style.no_wrap
    }

    /// Height of a box with so many lines of the cell.
    pub fn height(&self, lines: u32) -> Length {
        self.height_at(lines, self.size)
    }

    /// The same at another text size.
    pub fn height_at(&self, lines: u32, size: Length) -> Length {
        let lines = i64::from(lines) * i64::from(line_height(size));
        Length::try_from(lines + i64::from(2 * self.pad)).unwrap_or(Length::MAX / 4)
    }

    /// Number of lines that fit into a box.
    pub fn capacity(&self, height: Length) -> u32 {
        u32::try_from((height - 2 * self.pad) / line_height(self.size).max(1)).unwrap_or(0)
    }

    /// The label of a cell that goes on: with （续）.
    pub fn continued(&self, fonts: &FontSet) -> SetText {
        let limit = ems((self.right - self.left - 2 * PAD_SIDE).max(1), self.size);
        let one = set_text(&format!("{}{CONTINUED}", self.source.text), self.source, limit, fonts);
        if one.lines.len() < 2 {
            return one;
        }
        // The label as it stands on the page before, the mark below it.
        let mut text = self.text.clone();
        text.append(&text::set(CONTINUED, self.source.style.bold, limit, fonts));
        text
    }

    /// The text at a smaller size: for a label whose box cannot grow.
    pub fn at_size(&self, text: &str, size: Length, fonts: &FontSet) -> SetText {
        let width = (self.right - self.left - 2 * PAD_SIDE).max(1);
        set_text(text, self.source, ems(width, size), fonts)
    }
}

/// The size at which a text is set in a width, and the text set.
fn fit(source: &SheetCell, width: Length, fonts: &FontSet) -> (Length, SetText) {
    let style = source.style;
    let full = style.size.max(1);
    let fitting = |natural: i32| {
        let fitting = i64::from(width) * 1000 / i64::from(natural.max(1));
        Length::try_from(fitting).unwrap_or(full).min(full)
    };
    if style.no_wrap {
        let line = text::set(&source.text, style.bold, i32::MAX, fonts);
        let size = fitting(line.width()).max(SMALLEST.min(full));
        return (size, line);
    }
    let limit = ems(width, full);
    let wrapped = set_text(&source.text, source, limit, fonts);
    // A run that is short enough to be kept whole is no wider than this.
    if wrapped.lines.len() < 2 || limit >= text::EM * Length::try_from(MOST_SHRUNK).unwrap_or(0) {
        return (full, wrapped);
    }
    let least = match style.align {
        Align::Centre => full * LEAST_CENTRED / 100,
        Align::Left => full * LEAST_LEFT / 100,
        Align::Right | Align::Justified => full,
    };
    if !style.label && wrapped.characters.len() <= MOST_SHRUNK {
        let line = text::set(&source.text, style.bold, i32::MAX, fonts);
        let size = fitting(line.width());
        if line.lines.len() == 1 && size >= least {
            return (size, line);
        }
    }
    let widest = text::widest_word(&wrapped, MOST_SHRUNK);
    if widest <= limit {
        return (full, wrapped);
    }
    let size = fitting(widest).max(SMALLEST_WORD.min(full));
    (size, set_text(&source.text, source, ems(width, size), fonts))
}

fn set_text(text: &str, source: &SheetCell, limit: i32, fonts: &FontSet) -> SetText {
    let bold = source.style.bold;
    let set = text::set(text, bold, limit, fonts);
    if source.style.label || source.style.align == Align::Centre {
        text::balance(set, text, bold, limit, fonts)
    } else if source.style.align == Align::Left && set.lines.len() <= SHORT {
        text::avoid_single(set, text, bold, limit, fonts)
    } else {
        set
    }
}
