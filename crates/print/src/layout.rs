//! From a sheet to pages: measure, paginate, place.
//!
//! Every text is placed completely: rows grow with their texts, texts that do not fit a page go on on the next one.

mod cell;
mod frame;
mod grid;
mod paginate;
mod place;
mod qr;
mod table;
mod watermark;

use std::collections::BTreeSet;

use crate::fonts::FontSet;
use crate::page::{MissingCharacter, Page};
use crate::sheet::Sheet;

/// The pages of a form and the characters that no face has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// At least one page
    pub pages: Vec<Page>,
    /// Sorted, each once
    pub missing: Vec<MissingCharacter>,
}

/// Forms of more pages are not tried to be set with a page less.
const MOST_TRIED_TIGHT: usize = 4;

/// Lays a sheet out; its rows stand closer where that saves a page. The time is linear in the size of the sheet.
pub fn lay_out(sheet: &Sheet, fonts: &FontSet) -> Layout {
    let mut missing = BTreeSet::new();
    let frame = frame::Frame::new(sheet, fonts);
    let area = frame.area();
    let mut table = table::measure(sheet, cell::ROOMY, fonts);
    let mut plan = paginate::paginate(&table, &area, fonts);
    if (2..=MOST_TRIED_TIGHT).contains(&plan.pages.len()) {
        let tight = table::measure(sheet, cell::TIGHT, fonts);
        let shorter = paginate::paginate(&tight, &area, fonts);
        if shorter.pages.len() < plan.pages.len() {
            (table, plan) = (tight, shorter);
        }
    }
    table.note_missing(&mut missing);
    frame.note_missing(&mut missing);
    let count = plan.pages.len();
    let pages = plan
        .pages
        .iter()
        .enumerate()
        .map(|(index, page)| {
            let mut out =
                Page { size: sheet.paper, shapes: Vec::new(), rules: Vec::new(), runs: Vec::with_capacity(64) };
            watermark::paint(sheet, fonts, &mut out);
            frame.head(index, &mut out);
            place::slots(&table, &plan, page, fonts, &mut out);
            frame.foot(index, count, page.bottom, &mut out);
            out
        })
        .collect();
    Layout { pages, missing: missing.into_iter().collect() }
}
