//! What of a file went nowhere: every cell of a form ends in a place of the form or is quoted in a note.

use super::draft::{Draft, clean_line};
use super::grid::{Cell, Grid, Place, Row};
use super::sense;
use jibiao_model::FieldPath;
use std::collections::{BTreeMap, HashSet};

/// Most notes on one form, and most texts quoted in one note.
const MOST: usize = 20;
/// Longest text that is quoted, in characters.
const QUOTED: usize = 30;

/// A text as a note quotes it.
pub fn quoted(text: &str) -> String {
    let line = clean_line(text);
    let mut short: String = line.chars().take(QUOTED).collect();
    if line.chars().count() > QUOTED {
        short.push('…');
    }
    format!("“{short}”")
}

/// Several texts as one note quotes them.
pub fn listed(texts: &[String]) -> String {
    let more = texts.len().saturating_sub(MOST);
    let mut said = texts.iter().take(MOST).cloned().collect::<Vec<_>>().join("、");
    if more > 0 {
        said += &format!(" 等 {} 处", texts.len());
    }
    said
}

/// Says of every cell of these rows that went nowhere where it stands and what it says; beside a place that was read it is a doubt of that
/// place.
pub fn say(draft: &mut Draft, rows: &[&Row]) {
    let mut notes = Vec::new();
    for row in rows {
        for cell in row.cells.iter().filter(|cell| is_formula(row, cell)) {
            if let Some(path) = draft.used_for(row, cell) {
                draft.doubt(path, format!("是公式，没有算出的结果：{}", quoted(&cell.text)));
            }
        }
        let left: Vec<&Cell> = row.cells.iter().filter(|cell| !draft.is_used(row, cell)).collect();
        let Some(first) = left.first() else { continue };
        let texts: Vec<String> = left.iter().map(|cell| quoted(&cell.text)).collect();
        let place = match &row.place {
            Place::Sheet(..) => row.place.of_cell(first.column),
            place => place.to_string(),
        };
        let beside =
            row.cells.iter().rev().filter(|cell| cell.column < first.column).find_map(|cell| draft.used_for(row, cell));
        let beside = beside.or_else(|| row.cells.iter().find_map(|cell| draft.used_for(row, cell)));
        notes.push((beside.unwrap_or(FieldPath::Form), format!("没有读进来：{place} {}", listed(&texts))));
    }
    let more = notes.len().saturating_sub(MOST);
    for (path, note) in notes.into_iter().take(MOST) {
        draft.doubt(path, note);
    }
    if more > 0 {
        draft.doubt(FieldPath::Form, format!("另有 {more} 行里有没有读进来的文字，请对照原文"));
    }
}

/// A formula that no program has counted; `=100%` is a value that somebody wrote.
fn is_formula(row: &Row, cell: &Cell) -> bool {
    let formula = cell.text.strip_prefix('=').filter(|_| matches!(row.place, Place::Sheet(..)));
    formula.is_some_and(|rest| !sense::is_value(rest) && !rest.trim().is_empty())
}

/// Notes on the sheets of a file: what stands beside its forms and budget tables, and sheets where none was found.
pub fn of_sheets(grid: &Grid, read: &HashSet<&Place>, forms: &HashSet<&Place>) -> Vec<String> {
    let mut sheets: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
    for row in &grid.rows {
        if let Place::Sheet(name, _) = &row.place {
            sheets.entry(name).or_default().push(row);
        }
    }
    let mut notes = Vec::new();
    let mut foreign = Vec::new();
    for (name, rows) in sheets {
        if !rows.iter().any(|row| read.contains(&row.place)) {
            foreign.push(format!("“{name}”"));
            continue;
        }
        // Beside a budget table alone stand the other tables of a budget.
        if !rows.iter().any(|row| forms.contains(&row.place)) {
            continue;
        }
        let beside = rows.iter().filter(|row| !read.contains(&row.place));
        let texts: Vec<String> = beside
            .flat_map(|row| {
                row.cells.iter().map(|cell| format!("{} {}", row.place.of_cell(cell.column), quoted(&cell.text)))
            })
            .collect();
        if !texts.is_empty() {
            notes.push(format!("工作表“{name}”里没有读进来：{}", listed(&texts)));
        }
    }
    if !foreign.is_empty() && !read.is_empty() {
        notes.push(format!("没有找到表的工作表：{}", listed(&foreign)));
    }
    notes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_and_long_lists_are_cut_short_and_counted() {
        assert_eq!(quoted("含支\n流3条"), "“含支流3条”");
        assert_eq!(quoted(&"字".repeat(31)).chars().count(), QUOTED + 3);
        let many: Vec<String> = (0..25).map(|at| at.to_string()).collect();
        assert!(listed(&many).ends_with("19 等 25 处"));
    }
}
