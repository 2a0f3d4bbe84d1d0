//! Texts between ruling lines -> cells; texts beside them -> lines.

use super::content::{Page, Rule, Text};
use super::geometry::POINT;
use super::{broken, unruled};
use crate::import::grid::{Cell, Grid, Place, Row};
use std::collections::BTreeMap;

/// Lines so near, in tenths of points, are one.
const SAME: i32 = 2 * POINT;
/// A line reaches so much farther than it says: corners are drawn unevenly.
const REACH: i32 = 15;

/// Puts the pages of a document together. A column is the same on all pages where its line stands in the same place.
pub fn rebuild(pages: &[Page]) -> Grid {
    let columns = Levels::of(pages.iter().flat_map(|page| &page.rules).filter(|rule| !rule.horizontal));
    let mut grid = Grid::default();
    for (index, page) in pages.iter().enumerate() {
        let mut next = rows(page, index + 1, &columns);
        broken::mend(&mut grid.rows, &mut next);
        grid.rows.extend(next);
    }
    grid
}

/// Coordinates of lines, those that are nearly the same as one.
struct Levels(Vec<i32>);

impl Levels {
    fn of<'a>(rules: impl Iterator<Item = &'a Rule>) -> Levels {
        let mut all: Vec<i32> = rules.map(|rule| rule.at).collect();
        all.sort_unstable();
        all.dedup_by(|next, before| *next - *before <= SAME);
        Levels(all)
    }

    /// Index of the level that a coordinate belongs to.
    fn index(&self, at: i32) -> u32 {
        let index = self.0.partition_point(|level| *level + SAME < at);
        u32::try_from(index).unwrap_or(u32::MAX / 2)
    }
}

/// The lines around a place: left, right, low, high.
type Frame = (i32, i32, i32, i32);

fn rows(page: &Page, number: usize, columns: &Levels) -> Vec<Row> {
    let heights = Levels::of(page.rules.iter().filter(|rule| rule.horizontal));
    let (across, down): (Vec<Rule>, Vec<Rule>) = page.rules.iter().copied().partition(|rule| rule.horizontal);
    let mut framed: BTreeMap<Frame, Vec<&Text>> = BTreeMap::new();
    let mut loose: Vec<&Text> = Vec::new();
    for text in &page.texts {
        match frame(text, &across, &down) {
            Some(frame) => framed.entry(frame).or_default().push(text),
            None => loose.push(text),
        }
    }
    // Each row by its upper edge, from the top of the page down.
    let mut found: Vec<(i32, Row)> = Vec::new();
    let mut table: BTreeMap<u32, (i32, Vec<Cell>)> = BTreeMap::new();
    for ((left, right, low, high), texts) in framed {
        let (first, last) = (columns.index(left), columns.index(right));
        let (bottom, top) = (heights.index(low), heights.index(high));
        let cell = Cell {
            width: last.saturating_sub(first).max(1),
            height: top.saturating_sub(bottom).max(1),
            ..Cell::new(first, joined(texts, right))
        };
        table.entry(top).or_insert((high, Vec::new())).1.push(cell);
    }
    for (high, mut cells) in table.into_values() {
        cells.sort_by_key(|cell| cell.column);
        found.push((high, Row { place: Place::Page(number, 0), cells, table: true, exact: true }));
    }
    let ruled = !found.is_empty();
    let loose = lines(loose);
    let loose =
        if ruled { loose.iter().map(|line| (top(line), spaced(line))).collect() } else { unruled::rows(&loose) };
    for (base, cells) in loose {
        let cells = without_page_number(cells);
        if cells.is_empty() {
            continue;
        }
        let table = !ruled && cells.len() > 1;
        found.push((base, Row { place: Place::Page(number, 0), cells, table, exact: false }));
    }
    found.sort_by_key(|(high, _)| std::cmp::Reverse(*high));
    let numbered = found.into_iter().enumerate();
    numbered.map(|(index, (_, row))| Row { place: Place::Page(number, index + 1), ..row }).collect()
}

/// The nearest lines on all four sides of where a text begins.
fn frame(text: &Text, across: &[Rule], down: &[Rule]) -> Option<Frame> {
    let x = text.left + ((text.right - text.left) / 2).clamp(0, text.size);
    let y = text.base + text.size / 3;
    let spans = |rule: &&Rule, at: i32| rule.from - REACH <= at && at <= rule.to + REACH;
    let beside = down.iter().filter(|rule| spans(rule, y)).map(|rule| rule.at);
    let level = across.iter().filter(|rule| spans(rule, x)).map(|rule| rule.at);
    let left = beside.clone().filter(|at| *at <= x).max()?;
    let right = beside.filter(|at| *at > x).min()?;
    let low = level.clone().filter(|at| *at <= y).max()?;
    let high = level.filter(|at| *at > y).min()?;
    Some((left, right, low, high))
}

pub(super) fn top(line: &[&Text]) -> i32 {
    line.first().map_or(0, |text| text.base + text.size)
}

/// The lines of a cell as one text. A line that ends well before the edge was ended by its author; any other was too long.
fn joined(texts: Vec<&Text>, right: i32) -> String {
    let mut whole = String::new();
    let mut before: Option<(i32, i32)> = None;
    for line in lines(texts) {
        if before.is_some_and(|(end, size)| right - end > 3 * size) {
            whole.push('\n');
        }
        for (index, text) in line.iter().enumerate() {
            // Chinese sets no blanks: a gap inside a cell is one of words in another script or of labels in one line.
            let gap = index.checked_sub(1).and_then(|last| line.get(last)).map_or(0, |last| text.left - last.right);
            if gap > text.size / 2 && !whole.ends_with(['\n', ' ']) {
                whole.push(' ');
            }
            whole.push_str(&text.text);
        }
        before = line.last().map(|text| (text.right, text.size));
    }
    whole.trim().to_owned()
}

/// Texts as lines from the top down, each from left to right.
fn lines(mut texts: Vec<&Text>) -> Vec<Vec<&Text>> {
    texts.sort_by_key(|text| (std::cmp::Reverse(text.base), text.left));
    let mut lines: Vec<Vec<&Text>> = Vec::new();
    for text in texts {
        match lines.last_mut() {
            Some(line) if line.first().is_some_and(|first| (first.base - text.base).abs() * 2 < first.size) => {
                line.push(text)
            }
            _ => lines.push(vec![text]),
        }
    }
    for line in &mut lines {
        line.sort_by_key(|text| text.left);
    }
    lines
}

/// A line without ruling lines: texts with a wide gap between them are cells.
pub(super) fn spaced(line: &[&Text]) -> Vec<Cell> {
    let mut cells: Vec<Cell> = Vec::new();
    let mut end = i32::MIN;
    for text in line {
        let column = u32::try_from(text.left / POINT).unwrap_or_default();
        match cells.last_mut() {
            Some(cell) if text.left - end < text.size => cell.text.push_str(&text.text),
            _ => cells.push(Cell::new(column, text.text.clone())),
        }
        end = text.right;
    }
    for cell in &mut cells {
        cell.text = cell.text.trim().to_owned();
    }
    cells.retain(|cell| !cell.text.is_empty());
    cells
}

/// The cells of a line without the page number of the foot: `第 2 页 共 12 页`. The label of a cell that the page broke may stand beside it.
fn without_page_number(mut cells: Vec<Cell>) -> Vec<Cell> {
    let is_number = |cells: &[Cell]| {
        let text: String = cells.iter().flat_map(|cell| cell.text.chars()).filter(|c| !c.is_whitespace()).collect();
        let page = text.strip_prefix('第').and_then(|text| text.split_once('页'));
        let is_count = |text: &str| !text.is_empty() && text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit());
        page.is_some_and(|(page, rest)| {
            let rest = rest.trim_start_matches(['，', ',', '/']);
            let pages = rest.strip_prefix('共').and_then(|rest| rest.strip_suffix('页'));
            is_count(page) && (rest.is_empty() || pages.is_some_and(is_count))
        })
    };
    let foot = (0..cells.len()).find(|at| cells.get(*at..).is_some_and(is_number));
    cells.truncate(foot.unwrap_or(cells.len()));
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(left: i32, base: i32, text: &str) -> Text {
        let right = left + 100 * i32::try_from(text.chars().count()).unwrap();
        Text { left, right, base, size: 100, text: text.to_owned() }
    }

    fn rule(horizontal: bool, at: i32, from: i32, to: i32) -> Rule {
        Rule { horizontal, at, from, to }
    }

    #[test]
    fn cells_between_lines_become_rows_with_spans() {
        // Two columns, the left cell two rows high.
        let page = Page {
            texts: vec![text(120, 1050, "甲"), text(620, 1150, "乙"), text(620, 950, "丙"), text(100, 1400, "标题")],
            rules: vec![
                rule(true, 1300, 100, 1100),
                rule(true, 1101, 600, 1100),
                rule(true, 900, 100, 1100),
                rule(false, 100, 900, 1300),
                rule(false, 600, 900, 1300),
                rule(false, 1100, 900, 1300),
            ],
        };
        let grid = rebuild(&[page]);
        let cells: Vec<Vec<(u32, u32, &str)>> = grid
            .rows
            .iter()
            .map(|row| row.cells.iter().map(|c| (c.column, c.height, c.text.as_str())).collect())
            .collect();
        assert_eq!(cells, [vec![(10, 1, "标题")], vec![(0, 2, "甲"), (1, 1, "乙")], vec![(1, 1, "丙")]]);
    }

    #[test]
    fn page_numbers_in_the_foot_are_no_cells() {
        let left = |texts: &[&str]| {
            let cells = (0..).zip(texts).map(|(column, text)| Cell::new(column, *text)).collect();
            without_page_number(cells).into_iter().map(|cell| cell.text).collect::<Vec<_>>()
        };
        assert_eq!(left(&["产出指标", "第 5 页 共 8 页"]), ["产出指标"]);
        assert_eq!(left(&["第 2 页共", "12页"]), [""; 0]);
        assert_eq!(left(&["第3页"]), [""; 0]);
        for text in ["第3页说明", "共8页", "整理第2页以后的档案"] {
            assert_eq!(left(&[text]), [text]);
        }
    }

    #[test]
    fn a_line_that_was_too_long_is_joined_and_one_that_was_ended_is_not() {
        let texts = [text(0, 300, "一二三四"), text(0, 200, "五"), text(0, 100, "六")];
        assert_eq!(joined(texts.iter().collect(), 450), "一二三四五\n六");
    }
}
