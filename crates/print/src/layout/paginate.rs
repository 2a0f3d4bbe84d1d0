//! Pagination: which rows, and which lines of their texts, stand on which page.
//!
//! A row is broken only where two lines of each of its texts stand on both pages. A cell over several rows becomes one box a
//! page; its label is repeated. Head rows are repeated on each page that their block reaches, and never end a page. What
//! stands below the table keeps company with at least the last row, or the last two lines of it.

mod flow;

use std::collections::BTreeMap;
use std::ops::Range;

use super::table::Table;
use crate::fonts::FontSet;
use crate::sheet::Length;
use crate::text::SetText;

/// Where the table may stand.
pub(super) struct Area {
    /// Top on the first page
    pub first_top: Length,
    /// Top on the following ones
    pub top: Length,
    /// Bottom
    pub bottom: Length,
    /// Height needed below the table's end
    pub tail: Length,
}

/// A cell's box on a page.
pub(super) struct Slot {
    pub cell: usize,
    pub top: Length,
    pub bottom: Length,
    /// Lines of the cell's text that stand here
    pub lines: Range<u32>,
    /// The label is repeated with （续）
    pub continued: bool,
    /// The text was broken: it begins at the top
    pub broken: bool,
}

/// A page's part of the table.
#[derive(Default)]
pub(super) struct PagePlan {
    pub slots: Vec<Slot>,
    /// Bottom of the table on this page
    pub bottom: Length,
}

/// All pages.
pub(super) struct Plan {
    pub pages: Vec<PagePlan>,
    /// Labels with （续）, set
    pub continued: BTreeMap<usize, SetText>,
}

/// Distributes the table over pages; at least one.
pub(super) fn paginate(table: &Table<'_>, area: &Area, fonts: &FontSet) -> Plan {
    let mut flow = flow::Flow::new(table, area, fonts);
    let mut pages = Vec::new();
    while let Some(page) = flow.next_page(pages.is_empty()) {
        pages.push(page);
    }
    if pages.is_empty() {
        pages.push(PagePlan { slots: Vec::new(), bottom: area.first_top });
    }
    Plan { pages, continued: flow.into_continued() }
}
