//! From boxes with lines to text runs and grid lines.

use std::sync::Arc;

use super::cell::{Cell, PAD_SIDE, line_height};
use super::grid;
use super::paginate::{PagePlan, Plan, Slot};
use super::table::Table;
use crate::fonts::FontSet;
use crate::page::{Page, Point, Run};
use crate::sheet::{Align, Length};
use crate::text::{Line, SetText, length, place_line};

/// A label that cannot have the room it needs becomes smaller, but no smaller than this.
const SMALLEST_LABEL: Length = 4_000;

/// Where text stands in its box.
pub(super) struct Lines<'a> {
    pub text: &'a SetText,
    pub lines: &'a [Line],
    pub size: Length,
    pub align: Align,
    /// Left and right edge
    pub sides: (Length, Length),
    pub path: Option<Arc<str>>,
}

/// Paints the boxes of a page.
pub(super) fn slots(table: &Table<'_>, plan: &Plan, page: &PagePlan, fonts: &FontSet, out: &mut Page) {
    for slot in &page.slots {
        if let Some(cell) = table.cells.get(slot.cell) {
            paint_slot(plan, slot, cell, fonts, out);
        }
    }
    grid::paint(table, page, out);
}

fn paint_slot(plan: &Plan, slot: &Slot, cell: &Cell<'_>, fonts: &FontSet, out: &mut Page) {
    let text = if slot.continued { plan.continued.get(&slot.cell).unwrap_or(&cell.text) } else { &cell.text };
    let room = slot.bottom - slot.top;
    let sides = (cell.left + PAD_SIDE, cell.right - PAD_SIDE);
    let align = cell.source.style.align;
    let lines = text.lines.get(slot.lines.start as usize..slot.lines.end as usize).unwrap_or_default();
    let count = u32::try_from(lines.len()).unwrap_or(u32::MAX);
    if cell.source.style.label && !slot.broken && cell.height(count) > room {
        let words: String = text.characters.iter().map(|c| c.character).collect();
        let (size, smaller) = shrink(cell, &words, room, fonts);
        let at = centre(slot, smaller.len(), size);
        paint(Lines { text: &smaller, lines: &smaller.lines, size, align, sides, path: None }, at, out);
        return;
    }
    let top = if slot.broken { slot.top + cell.pad } else { centre(slot, count, cell.size) };
    paint(Lines { text, lines, size: cell.size, align, sides, path: cell.path.clone() }, top, out);
}

/// The largest size at which a label fits its box.
fn shrink(cell: &Cell<'_>, words: &str, room: Length, fonts: &FontSet) -> (Length, SetText) {
    let mut size = cell.size;
    loop {
        let text = cell.at_size(words, size, fonts);
        if cell.height_at(text.len(), size) <= room || size <= SMALLEST_LABEL {
            return (size, text);
        }
        size -= 500;
    }
}

/// Top of the first of so many lines, centred in a box.
fn centre(slot: &Slot, count: u32, size: Length) -> Length {
    let height = i64::from(count) * i64::from(line_height(size));
    slot.top + (slot.bottom - slot.top - Length::try_from(height).unwrap_or(0)) / 2
}

/// Paints lines below each other.
pub(super) fn paint(text: Lines<'_>, top: Length, out: &mut Page) {
    let (left, right) = text.sides;
    let mut y = top;
    for line in text.lines {
        let width = length(line.width, text.size);
        let x = match text.align {
            Align::Left | Align::Justified => left,
            Align::Centre => left + (right - left - width) / 2,
            Align::Right => right - width,
        };
        let stretch = (text.align == Align::Justified).then_some(right - left);
        let base = (x, y + base_line(text.size));
        for span in place_line(text.text, line, text.size, stretch) {
            let at: Point = (base.0 + span.x, base.1);
            out.runs.push(Run {
                at,
                size: text.size,
                face: span.face,
                spacing: span.spacing,
                items: span.items,
                path: text.path.clone(),
            });
        }
        y += line_height(text.size);
    }
}

/// From the top of a line to its base line: the square of an ideograph reaches 0.12 em below it.
fn base_line(size: Length) -> Length {
    (line_height(size) - size) / 2 + length(880, size)
}
