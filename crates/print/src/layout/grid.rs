//! Grid lines: the edges of all boxes, each drawn once.

use super::paginate::PagePlan;
use super::table::Table;
use crate::page::{Page, Rule};
use crate::sheet::Length;

/// Lines inside the table: two dots of a printer with 300 dots an inch. Widths of whole dots come out equal wherever a line
/// falls among the dots; of 0.9 pt one side of the frame took a dot more than the other.
const INNER: Length = 480;
/// The frame around it: three dots, and one at most on a screen with 96.
const OUTER: Length = 720;

/// A piece of an edge: its place across, and from where to where it goes along.
type Edge = (Length, Length, Length);

pub(super) fn paint(table: &Table<'_>, page: &PagePlan, out: &mut Page) {
    let mut level = Vec::with_capacity(page.slots.len() * 2);
    let mut upright = Vec::with_capacity(page.slots.len() * 2);
    for slot in &page.slots {
        let Some(cell) = table.cells.get(slot.cell) else { continue };
        level.push((slot.top, cell.left, cell.right));
        level.push((slot.bottom, cell.left, cell.right));
        upright.push((cell.left, slot.top, slot.bottom));
        upright.push((cell.right, slot.top, slot.bottom));
    }
    for (width, (y, from, to)) in merge(level) {
        out.rules.push(Rule { width, from: (from, y), to: (to, y) });
    }
    for (width, (x, from, to)) in merge(upright) {
        out.rules.push(Rule { width, from: (x, from), to: (x, to) });
    }
}

/// Joins the pieces that touch each other; the first and the last line make the frame, and meet at its corners.
fn merge(mut edges: Vec<Edge>) -> Vec<(Length, Edge)> {
    edges.sort_unstable();
    let first = edges.first().map(|edge| edge.0);
    let last = edges.last().map(|edge| edge.0);
    let mut merged: Vec<Edge> = Vec::new();
    for (across, from, to) in edges {
        match merged.last_mut() {
            Some(line) if line.0 == across && from <= line.2 => line.2 = line.2.max(to),
            _ => merged.push((across, from, to)),
        }
    }
    let outer = |across| Some(across) == first || Some(across) == last;
    merged
        .into_iter()
        .map(|(across, from, to)| {
            if outer(across) {
                (OUTER, (across, from - OUTER / 2, to + OUTER / 2))
            } else {
                (INNER, (across, from, to))
            }
        })
        .collect()
}
