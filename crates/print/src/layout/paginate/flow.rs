//! The state between pages and the filling of one page.

use std::collections::BTreeMap;

use super::{Area, PagePlan, Slot};
use crate::fonts::FontSet;
use crate::layout::cell::Cell;
use crate::layout::table::Table;
use crate::sheet::Length;
use crate::text::SetText;

/// A row, or a part of it, on the page that is being filled.
#[derive(Clone, Copy)]
struct Placed {
    row: usize,
    top: Length,
    bottom: Length,
    /// A head, repeated
    repeated: bool,
}

pub(super) struct Flow<'a, 's> {
    table: &'a Table<'s>,
    area: &'a Area,
    fonts: &'a FontSet,
    /// Next row, and whether a part of it stands on the page before
    row: usize,
    split: bool,
    /// Cells that reach over from the page before
    open: Vec<usize>,
    /// Lines already placed, by cell
    done: Vec<u32>,
    continued: BTreeMap<usize, SetText>,
}

/// The page that is being filled.
struct Draft {
    rows: Vec<Placed>,
    /// Cells with a box on the page, in reading order
    cells: Vec<usize>,
    /// Of these, the cells that reach over the next row
    live: Vec<usize>,
    /// Lines that cells of a broken row leave on this page
    takes: BTreeMap<usize, u32>,
    y: Length,
}

impl Draft {
    /// Rows that are not repeated heads.
    fn body(&self) -> usize {
        self.rows.iter().filter(|placed| !placed.repeated).count()
    }

    /// Top of a cell's box, if the page has a row of it already.
    fn top(&self, cell: &Cell<'_>) -> Option<Length> {
        let first = self.rows.partition_point(|placed| placed.row < cell.row);
        self.rows.get(first).filter(|placed| placed.row < cell.end).map(|placed| placed.top)
    }

    /// Bottom of a cell's box.
    fn bottom(&self, cell: &Cell<'_>) -> Option<Length> {
        let after = self.rows.partition_point(|placed| placed.row < cell.end);
        self.rows.get(after.checked_sub(1)?).filter(|placed| placed.row >= cell.row).map(|placed| placed.bottom)
    }
}

impl<'a, 's> Flow<'a, 's> {
    pub fn new(table: &'a Table<'s>, area: &'a Area, fonts: &'a FontSet) -> Self {
        let done = vec![0; table.cells.len()];
        Self { table, area, fonts, row: 0, split: false, open: Vec::new(), done, continued: BTreeMap::new() }
    }

    pub fn into_continued(self) -> BTreeMap<usize, SetText> {
        self.continued
    }

    /// Fills the next page, if rows are left.
    pub fn next_page(&mut self, first: bool) -> Option<PagePlan> {
        if self.row >= self.table.heights.len() {
            return None;
        }
        self.set_continued_labels();
        let top = if first { self.area.first_top } else { self.area.top };
        let mut draft = self.begin(top);
        let mut row = self.row;
        let mut split = false;
        while row < self.table.heights.len() {
            let continues = self.split && row == self.row;
            if !continues {
                draft.cells.extend(self.table.starting(row));
                draft.live.extend(self.table.starting(row));
            }
            let room = self.area.bottom - draft.y;
            let tail = if row + 1 == self.table.heights.len() { self.area.tail } else { 0 };
            let need = self.need(&draft, row, continues);
            if need + tail <= room {
                self.place(&mut draft, row, need);
                row += 1;
                continue;
            }
            let alone = draft.body() == 0;
            if let Some(height) = self.split_row(&mut draft, row, room, need <= room, alone) {
                self.place(&mut draft, row, height);
                split = true;
            } else if alone {
                // Nothing can be broken and nothing stands above it: the row stands on this page as it is.
                self.place(&mut draft, row, need);
                row += 1;
            }
            break;
        }
        Some(self.close(draft, row, split))
    }

    /// Begins a page: repeated heads and what reaches over from the page before.
    fn begin(&self, top: Length) -> Draft {
        let mut draft = Draft {
            rows: Vec::new(),
            cells: self.open.clone(),
            live: self.open.clone(),
            takes: BTreeMap::new(),
            y: top,
        };
        let Some(Some(block)) = self.table.blocks.get(self.row) else { return draft };
        let heads: Vec<usize> =
            self.table.heads.iter().filter(|(of, row)| of == block && *row < self.row).map(|(_, row)| *row).collect();
        let height: Length = heads.iter().filter_map(|row| self.table.heights.get(*row)).sum();
        if height > (self.area.bottom - top) / 2 {
            return draft;
        }
        for row in heads {
            let bottom = draft.y + self.table.heights.get(row).copied().unwrap_or(0);
            draft.rows.push(Placed { row, top: draft.y, bottom, repeated: true });
            draft.cells.extend(self.table.starting(row).filter(|cell| !self.open.contains(cell)));
            draft.y = bottom;
        }
        draft
    }

    fn place(&self, draft: &mut Draft, row: usize, height: Length) {
        draft.rows.push(Placed { row, top: draft.y, bottom: draft.y + height, repeated: false });
        draft.y += height;
        draft.live.retain(|cell| self.table.cells.get(*cell).is_some_and(|cell| cell.end > row + 1));
    }

    /// Height that a row needs for all that ends in it.
    fn need(&self, draft: &Draft, row: usize, continues: bool) -> Length {
        let base = if continues { 0 } else { self.table.heights.get(row).copied().unwrap_or(0) };
        self.ending(draft, row)
            .map(|(index, cell)| self.rest_height(index, cell) - above(draft, cell))
            .fold(base, Length::max)
    }

    /// Cells of the page that end in a row.
    fn ending(&self, draft: &Draft, row: usize) -> impl Iterator<Item = (usize, &'a Cell<'s>)> {
        let table = self.table;
        draft
            .live
            .iter()
            .filter_map(move |index| Some((*index, table.cells.get(*index)?)))
            .filter(move |(_, cell)| cell.end == row + 1)
    }

    /// Height of a box for what is left of a cell's text.
    fn rest_height(&self, index: usize, cell: &Cell<'_>) -> Length {
        if self.is_text(cell) {
            cell.height(self.rest(index, cell))
        } else if let Some(label) = self.continued.get(&index) {
            cell.height(label.len())
        } else if self.done_of(index) > 0 {
            cell.height(0)
        } else {
            cell.height(cell.text.len())
        }
    }

    /// Whether a cell's text is broken rather than kept together: a label higher than half a page is a text, too.
    fn is_text(&self, cell: &Cell<'_>) -> bool {
        let half = (self.area.bottom - self.area.top) / 2;
        cell.breaks() || (cell.source.style.label && cell.height(cell.text.len()) > half)
    }

    fn done_of(&self, index: usize) -> u32 {
        self.done.get(index).copied().unwrap_or(0)
    }

    fn rest(&self, index: usize, cell: &Cell<'_>) -> u32 {
        cell.text.len().saturating_sub(self.done_of(index))
    }

    /// Breaks a row: chooses how many lines of each text stay, and returns the height of the part, or `None` where the
    /// row should go to the next page as a whole. `leaves` asks for two lines to go along although all would fit.
    fn split_row(&self, draft: &mut Draft, row: usize, room: Length, leaves: bool, force: bool) -> Option<Length> {
        let mut takes = BTreeMap::new();
        let mut part = 0;
        let mut remains = false;
        let longest = self.ending(draft, row).map(|(index, cell)| self.rest(index, cell)).max().unwrap_or(0);
        for (index, cell) in self.ending(draft, row) {
            let above = above(draft, cell);
            if !self.is_text(cell) {
                let height = self.rest_height(index, cell) - above;
                if height > room && !force {
                    return None;
                }
                part = part.max(height.min(room.max(0)));
                continue;
            }
            let rest = self.rest(index, cell);
            let capacity = cell.capacity(room + above);
            let capacity = if leaves { capacity.min(longest.saturating_sub(2)) } else { capacity };
            let take = keep(rest, capacity, force)?;
            remains |= take < rest;
            part = part.max(cell.height(take) - above);
            takes.insert(index, take);
        }
        if !remains {
            return None;
        }
        draft.takes = takes;
        Some(part.max(0))
    }

    /// Ends a page before `row` (or within it, where `split`), gives rows back where a label would not fit its box, and
    /// notes what goes on on the next page.
    fn close(&mut self, mut draft: Draft, mut row: usize, mut split: bool) -> PagePlan {
        while row < self.table.heights.len() && draft.body() > 1 {
            let ends_with_head = draft.rows.last().is_some_and(|last| !split && self.table.is_head(last.row));
            let lack = self.lack(&draft, row, split);
            if lack > 0 && lack <= self.area.bottom - draft.y && !ends_with_head {
                if let Some(last) = draft.rows.last_mut() {
                    last.bottom += lack;
                }
                break;
            }
            if lack <= 0 && !ends_with_head {
                break;
            }
            let Some(last) = draft.rows.pop() else { break };
            draft.takes.clear();
            draft.y = last.top;
            row = last.row;
            split = false;
        }
        // With one row left there is nothing to give back: its label takes what room the page has, and shrinks to it.
        let lack = self.lack(&draft, row, split).min(self.area.bottom - draft.y);
        if lack > 0
            && draft.body() == 1
            && let Some(last) = draft.rows.last_mut()
        {
            last.bottom += lack;
        }
        let reaches = |cell: &Cell<'_>| cell.row < row || (split && cell.row == row);
        draft.cells.retain(|index| self.table.cells.get(*index).is_some_and(reaches));
        let slots = self.slots(&draft);
        self.row = row;
        self.split = split;
        self.open = draft.cells;
        self.open.retain(|index| self.table.cells.get(*index).is_some_and(|cell| cell.end > row && cell.row <= row));
        PagePlan { slots, bottom: draft.rows.last().map_or(draft.y, |last| last.bottom) }
    }

    /// What the highest label that reaches over the page's end lacks in its box.
    fn lack(&self, draft: &Draft, row: usize, split: bool) -> Length {
        draft
            .cells
            .iter()
            .filter_map(|index| Some((*index, self.table.cells.get(*index)?)))
            .filter(|(_, cell)| cell.end > row && (cell.row < row || (split && cell.row == row)) && !self.is_text(cell))
            .filter_map(|(index, cell)| {
                let have = draft.bottom(cell)? - draft.top(cell)?;
                Some(self.rest_height(index, cell) - have)
            })
            .max()
            .unwrap_or(0)
    }

    /// The boxes of a page; counts the lines that stand in them.
    fn slots(&mut self, draft: &Draft) -> Vec<Slot> {
        let mut slots = Vec::with_capacity(draft.cells.len());
        let first_body = draft.rows.iter().find(|placed| !placed.repeated).map_or(0, |placed| placed.row);
        for index in &draft.cells {
            let Some(cell) = self.table.cells.get(*index) else { continue };
            let (Some(top), Some(bottom)) = (draft.top(cell), draft.bottom(cell)) else { continue };
            let repeated = cell.end <= first_body;
            let done = self.done_of(*index);
            let (lines, continued) = if repeated {
                // A head again; one that reached beyond the heads leaves only its box.
                let fits = cell.height(cell.text.len()) <= bottom - top;
                (if fits { 0..cell.text.len() } else { 0..0 }, false)
            } else if self.is_text(cell) {
                let rest = self.rest(*index, cell);
                let capacity = cell.capacity(bottom - top);
                let take = draft.takes.get(index).copied().or_else(|| keep(rest, capacity, false)).unwrap_or(0);
                (done..done + take, false)
            } else if let Some(label) = self.continued.get(index) {
                (0..label.len(), true)
            } else {
                (done..cell.text.len().max(done), false)
            };
            if !repeated
                && !continued
                && let Some(count) = self.done.get_mut(*index)
            {
                *count = lines.end;
            }
            let broken = !continued && !repeated && (done > 0 || lines.end < cell.text.len());
            slots.push(Slot { cell: *index, top, bottom, lines, continued, broken });
        }
        slots
    }

    /// Sets the labels that go on on this page with （续）, and keeps them for the pages that follow.
    fn set_continued_labels(&mut self) {
        for index in &self.open {
            let Some(cell) = self.table.cells.get(*index) else { continue };
            let label = cell.source.style.label && !self.is_text(cell) && !cell.source.text.is_empty();
            if label && self.done_of(*index) > 0 {
                self.continued.entry(*index).or_insert_with(|| cell.continued(self.fonts));
            }
        }
    }
}

/// Height of a cell's box above the next row.
fn above(draft: &Draft, cell: &Cell<'_>) -> Length {
    draft.top(cell).map_or(0, |top| draft.y - top)
}

/// How many lines stay where a text of `rest` lines meets a room for `capacity`: all, or at least two that leave at least
/// two. `None` where that cannot be, unless `force` asks for progress.
fn keep(rest: u32, capacity: u32, force: bool) -> Option<u32> {
    if rest <= capacity {
        return Some(rest);
    }
    let take = capacity.min(rest.saturating_sub(2));
    if take >= 2 {
        Some(take)
    } else if force {
        Some(capacity.clamp(1, rest))
    } else {
        None
    }
}
