//! Measuring: where columns stand and how high rows are when nothing is broken.

use std::collections::BTreeSet;
use std::ops::Range;

use super::cell::{Cell, Spacing};
use crate::fonts::FontSet;
use crate::page::MissingCharacter;
use crate::sheet::{Block, Length, Sheet};

/// A cell over several rows makes each of them higher by this much at most; what its text needs beyond that is added
/// where the cell ends, so that it can be broken there.
const MOST_SPREAD: Length = 60_000;

/// The measured table.
pub(super) struct Table<'s> {
    pub cells: Vec<Cell<'s>>,
    /// For each row the cells that begin in it
    starting: Vec<Range<usize>>,
    /// Height of each row
    pub heights: Vec<Length>,
    /// Block whose heads are repeated where the row begins a page
    pub blocks: Vec<Option<Block>>,
    /// Head rows, in order
    pub heads: Vec<(Block, usize)>,
}

impl Table<'_> {
    /// Cells that begin in a row.
    pub fn starting(&self, row: usize) -> Range<usize> {
        self.starting.get(row).cloned().unwrap_or(0..0)
    }

    /// Whether a row is a head.
    pub fn is_head(&self, row: usize) -> bool {
        self.heads.binary_search_by_key(&row, |(_, head)| *head).is_ok()
    }

    /// Adds what no face has.
    pub fn note_missing(&self, missing: &mut BTreeSet<MissingCharacter>) {
        for cell in &self.cells {
            for character in cell.text.characters.iter().filter(|c| c.glyph.missing) {
                missing.insert(MissingCharacter { path: cell.source.path.clone(), character: character.character });
            }
        }
    }
}

/// Measures all cells; a cell of several rows spreads what it needs beyond their heights over them.
pub(super) fn measure<'s>(sheet: &'s Sheet, spacing: Spacing, fonts: &FontSet) -> Table<'s> {
    let edges = edges(sheet);
    let rows = sheet.rows.len();
    let edge = |column: usize| edges.get(column).or(edges.last()).copied().unwrap_or(0);
    let mut cells = Vec::new();
    let mut starting = Vec::with_capacity(rows);
    for (index, row) in sheet.rows.iter().enumerate() {
        let first = cells.len();
        for cell in &row.cells {
            let end = index.saturating_add(usize::from(cell.rows.max(1))).min(rows);
            let left = usize::from(cell.column);
            let sides = (edge(left), edge(left + usize::from(cell.columns.max(1))));
            cells.push(Cell::measure(cell, index..end, sides, spacing, fonts));
        }
        starting.push(first..cells.len());
    }
    let highest = (sheet.paper.1 / 4).max(0);
    let smallest = |height: Length| height.clamp(0, highest) / 100 * spacing.rows;
    let mut heights: Vec<Length> = sheet.rows.iter().map(|row| smallest(row.min_height)).collect();
    for cell in cells.iter().filter(|cell| cell.end == cell.row + 1) {
        if let Some(height) = heights.get_mut(cell.row) {
            *height = (*height).max(cell.height(cell.text.len()));
        }
    }
    let mut spanning: Vec<&Cell<'_>> = cells.iter().filter(|cell| cell.end > cell.row + 1).collect();
    spanning.sort_by_key(|cell| (cell.end - cell.row, cell.row, cell.left));
    for cell in spanning {
        if let Some(rows) = heights.get_mut(cell.row..cell.end) {
            spread(rows, cell.height(cell.text.len()));
        }
    }
    let blocks = sheet.rows.iter().map(|row| row.block).collect();
    let heads = sheet.rows.iter().enumerate().filter_map(|(index, row)| Some((row.head_of?, index))).collect();
    Table { cells, starting, heights, blocks, heads }
}

/// Edges of the columns, from the left edge of the paper.
fn edges(sheet: &Sheet) -> Vec<Length> {
    let [_, _, _, left] = sheet.margins;
    std::iter::once(left)
        .chain(sheet.columns.iter().scan(left, |edge, width| {
            *edge += width;
            Some(*edge)
        }))
        .collect()
}

/// Raises rows evenly to a height in all.
fn spread(rows: &mut [Length], need: Length) {
    let have: i64 = rows.iter().map(|height| i64::from(*height)).sum();
    let count = i64::try_from(rows.len()).unwrap_or(i64::MAX).max(1);
    let lack = (i64::from(need) - have).clamp(0, i64::from(MOST_SPREAD).saturating_mul(count));
    let (each, mut rest) = (lack / count, lack % count);
    for height in rows {
        *height += Length::try_from(each + i64::from(rest > 0)).unwrap_or(0);
        rest = (rest - 1).max(0);
    }
}
