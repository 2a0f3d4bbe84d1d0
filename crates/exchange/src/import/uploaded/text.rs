//! A form piece by piece as a text: `【绩效指标 3】` above the pieces of a row, `三级指标：…` a piece, whose text may go on in further lines.

use super::super::grid::{Cell, Place, Row};
use super::super::left::{listed, quoted};
use super::super::plan::PlannedForm;
use super::{Line, Under, assembled, name_of};
use crate::export::mapping::{MappedColumn, Mapping, Sheet};

/// The pieces below one heading, and the line that it stands in.
struct Pieces {
    sheet: &'static Sheet,
    number: usize,
    cells: Vec<Under>,
    /// Lines that are of no piece.
    other: Vec<String>,
}

/// The form of such a text; none where it does not name its project or unit: then the text is another one.
pub fn of_text(text: &str, file: usize) -> Vec<PlannedForm> {
    let mut groups = groups(text);
    // The pieces of a list do not say whose they are: a text holds one form.
    let whole = groups.iter().find_map(|group| {
        let wanted = name_of(group.sheet.kind);
        let name = group.cells.iter().find(|under| under.column.source == wanted)?;
        Some((group.sheet.kind, name.clone()))
    });
    let Some((kind, name)) = whole else { return Vec::new() };
    let mut passed_over: Vec<String> = Vec::new();
    for group in &mut groups {
        passed_over.append(&mut group.other);
        if group.sheet.kind != kind {
            let texts = group.cells.iter().map(|under| quoted(&under.cell.text));
            let texts = std::iter::once(quoted(&group.sheet.name)).chain(texts).collect::<Vec<_>>();
            passed_over.push(format!("第 {} 行 {}", group.number, listed(&texts)));
        }
    }
    groups.retain(|group| group.sheet.kind == kind);
    let row = |group: &Pieces| Row { place: Place::Line(group.number), cells: Vec::new(), table: true, exact: true };
    let rows: Vec<Row> = groups.iter().map(row).collect();
    let mut lines = Vec::with_capacity(groups.len());
    for (group, row) in groups.into_iter().zip(&rows) {
        let Pieces { sheet, mut cells, .. } = group;
        if !cells.iter().any(|under| under.column.source == name.column.source) {
            cells.push(name.clone());
        }
        lines.push(Line { sheet, row, cells, other: Vec::new(), doubts: Vec::new() });
    }
    if let Some(first) = lines.first_mut().filter(|_| !passed_over.is_empty()) {
        first.doubts.push(format!("没有读进来：{}", listed(&passed_over)));
    }
    assembled(&lines, file)
}

fn groups(text: &str) -> Vec<Pieces> {
    let mut groups: Vec<Pieces> = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        if let Some(sheet) = group(line) {
            groups.push(Pieces { sheet, number, cells: Vec::new(), other: Vec::new() });
            continue;
        }
        let Some(Pieces { sheet, cells, other, .. }) = groups.last_mut() else { continue };
        let piece = |column: &'static MappedColumn| {
            Some((column, line.strip_prefix(column.head.as_str())?.strip_prefix('：')?))
        };
        match sheet.columns.iter().find_map(piece) {
            Some((column, text)) => match cells.iter().position(|under| under.column == column) {
                None => cells.push(Under { column, cell: Cell::new(0, text), until: 0, doubts: Vec::new() }),
                // A line of a text that begins like a piece: which of the two is the piece, only a person knows.
                Some(first) => {
                    let doubt = format!("第 {number} 行又以“{}：”开头，请看看哪几行是这一项的", column.head);
                    if let Some(last) = cells.last_mut() {
                        goes_on(last, line);
                        last.doubts.push(doubt.clone());
                    }
                    if let Some(first) = cells.get_mut(first).filter(|first| !first.doubts.contains(&doubt)) {
                        first.doubts.push(doubt);
                    }
                }
            },
            None => match cells.last_mut() {
                Some(last) => goes_on(last, line),
                None if line.trim().is_empty() => {}
                None => other.push(format!("第 {number} 行 {}", quoted(line))),
            },
        }
    }
    groups
}

fn goes_on(piece: &mut Under, line: &str) {
    piece.cell.text.push('\n');
    piece.cell.text.push_str(line);
}

/// Whether a text is one of pieces.
pub fn is_pieces(text: &str) -> bool {
    text.trim_start_matches('\u{feff}').lines().find(|line| !line.trim().is_empty()).and_then(group).is_some()
}

/// The sheet of a heading `【绩效指标 3】`.
fn group(line: &str) -> Option<&'static Sheet> {
    let name = line.trim().strip_prefix('【')?.strip_suffix('】')?;
    let name = name.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end();
    Mapping::builtin().sheets.iter().find(|sheet| sheet.name == name)
}
