//! The sections of a template's grid as rows of a sheet.

use super::groups::{Group, groups};
use super::points;
use super::shown::{Source, entry};
use super::unlisted;
use crate::sheet::{Align, Block, CellStyle, Length, SheetCell, SheetRow};
use jibiao_model::form::KeyTask;
use jibiao_model::path::{RowField, TaskField};
use jibiao_model::template::{Alignment, Body, Cell, Content, Field, Kind, Row, Section};
use jibiao_model::{Form, IndicatorRow, Side};

/// All rows of a form's sheet.
pub(super) fn rows(source: &Source<'_>) -> Vec<SheetRow> {
    let mut table = Table { source, rows: Vec::new(), blocks: 0 };
    for section in &source.template.grid.sections {
        table.section(section, None);
    }
    let written = |row: &IndicatorRow| !row.is_blank() || !row.weight.is_blank();
    if !source.template.sides.contains(&Side::Period) && source.indicators(Side::Period).iter().any(written) {
        let mut indicators = source.template.grid.sections.iter();
        if let Some(section) = indicators.find(|section| matches!(section.body, Body::Indicators(_))) {
            table.section(section, Some(Side::Period));
        }
    }
    unlisted::add(&mut table);
    table.rows
}

/// The rows so far.
pub(super) struct Table<'a> {
    pub source: &'a Source<'a>,
    rows: Vec<SheetRow>,
    blocks: u16,
}

impl Table<'_> {
    /// The kind of the form.
    pub fn kind(&self) -> Kind {
        match self.source.form {
            Form::Project(_) => Kind::Project,
            Form::Unit(_) => Kind::Unit,
        }
    }

    /// Adds a section. `instead` fills the indicator columns of the one side that the template has with the other side.
    fn section(&mut self, section: &Section, instead: Option<Side>) {
        let first = self.rows.len();
        let height = points(section.row_height_mm);
        let block = (!section.head.is_empty()).then(|| self.next_block());
        for row in &section.head {
            let cells = self.fixed(row);
            self.push(cells, height, Mark { head_of: block, block: None });
        }
        let mark = Mark { head_of: None, block };
        match &section.body {
            Body::Fixed(rows) => {
                for row in rows {
                    let cells = self.fixed(row);
                    self.push(cells, height, mark);
                }
            }
            Body::Indicators(row) => self.indicators(row, height, mark, instead),
            Body::KeyTasks(row) => self.key_tasks(row, height, mark),
        }
        if let Some(side) = &section.side {
            self.side(side, first, instead);
        }
    }

    /// A number for a block.
    pub fn next_block(&mut self) -> Block {
        self.blocks = self.blocks.saturating_add(1);
        Block(self.blocks)
    }

    /// Adds a row.
    pub fn push(&mut self, cells: Vec<SheetCell>, min_height: Length, mark: Mark) {
        self.rows.push(SheetRow { cells, min_height, head_of: mark.head_of, block: mark.block });
    }

    /// The cell at the left of the rows since `first`.
    fn side(&mut self, side: &Cell, first: usize, instead: Option<Side>) {
        let mut cell = self.cell(side);
        if instead == Some(Side::Period) {
            cell.text = self.source.template.labels.get("indicators.period").cloned().unwrap_or(cell.text);
        }
        let count = self.rows.len() - first;
        for (line, row) in self.rows.iter_mut().skip(first).enumerate() {
            if let Some(rows) = span_from(line, count) {
                row.cells.insert(0, SheetCell { rows, ..cell.clone() });
            }
        }
    }

    fn fixed(&self, row: &Row) -> Vec<SheetCell> {
        row.cells.iter().map(|cell| self.cell(cell)).collect()
    }

    /// A cell outside the lists.
    fn cell(&self, cell: &Cell) -> SheetCell {
        match &cell.content {
            Content::Text(text) => sheet_cell(cell, text.clone(), None),
            Content::Field { field, before, after } => {
                let shown = self.source.shown(*field);
                let text = if shown.text.is_empty() || shown.as_written {
                    shown.text
                } else {
                    format!("{before}{}{after}", shown.text)
                };
                sheet_cell(cell, text, Some(field.path(self.kind(), 0)))
            }
        }
    }

    fn indicators(&mut self, template: &Row, height: Length, mark: Mark, instead: Option<Side>) {
        let source = self.source;
        let side_of = |side: Side| instead.unwrap_or(side);
        let shows = |side: Side| instead.map_or(source.template.sides.contains(&side), |only| only == side);
        let rows = |side: Side| if shows(side) { source.indicators(side) } else { &[] };
        let mut groups = groups(&source.template.tree, rows(Side::Period), rows(Side::Annual));
        groups.retain(|group| instead.is_none() || !group.is_empty());
        for run in groups.chunk_by(|before, group| group.continues(before)) {
            let lines: usize = run.iter().map(Group::height).sum();
            let mut line_of_run = 0;
            for group in run {
                for line in 0..group.height() {
                    let cells = template.cells.iter().filter_map(|cell| {
                        let Content::Field { field, before, after } = &cell.content else {
                            return Some(self.cell(cell));
                        };
                        let rows = match field {
                            Field::Level1 => span_from(line_of_run, lines),
                            Field::Row(_, RowField::Level2) => span_from(line, group.height()),
                            _ => Some(1),
                        };
                        let (text, path) = match *field {
                            Field::Level1 => self.level1(group),
                            Field::Row(side, RowField::Level2) => self.level2(group, side_of(side)),
                            Field::Row(side, row) => self.row_text(group, side_of(side), row, line),
                            _ => (String::new(), None),
                        };
                        let text = if text.is_empty() { text } else { format!("{before}{text}{after}") };
                        Some(SheetCell { rows: rows?, ..sheet_cell(cell, text, path) })
                    });
                    let cells = cells.collect();
                    self.push(cells, height, mark);
                    line_of_run += 1;
                }
            }
        }
    }

    /// A known first level is the template's word; another is the form's, with the path of its first row.
    fn level1(&self, group: &Group<'_>) -> (String, Option<String>) {
        let first = [Side::Period, Side::Annual].iter().find_map(|side| Some((*side, group.side(*side).first()?)));
        let path = first.filter(|_| !group.known);
        let path = path.map(|(side, placed)| Field::Row(side, RowField::Level1).path(self.kind(), placed.index));
        (group.level1.to_owned(), path)
    }

    fn level2(&self, group: &Group<'_>, side: Side) -> (String, Option<String>) {
        let first = group.side(side).first().filter(|_| !group.known);
        let path = first.map(|placed| Field::Row(side, RowField::Level2).path(self.kind(), placed.index));
        (group.level2.to_owned(), path)
    }

    fn row_text(&self, group: &Group<'_>, side: Side, field: RowField, line: usize) -> (String, Option<String>) {
        let Some(placed) = group.side(side).get(line) else { return (String::new(), None) };
        let text = match field {
            RowField::Level1 => placed.row.level1.clone(),
            RowField::Level2 => placed.row.level2.clone(),
            RowField::Name => placed.row.name.clone(),
            RowField::Value => placed.row.value.clone(),
            RowField::Weight => entry(&placed.row.weight, |weight| weight.normalize().to_string()).text,
        };
        (text, Some(Field::Row(side, field).path(self.kind(), placed.index)))
    }

    /// One row for each key task that says something; without any, one blank row.
    fn key_tasks(&mut self, template: &Row, height: Length, mark: Mark) {
        let source = self.source;
        let tasks = match source.form {
            Form::Unit(form) => form.key_tasks.as_slice(),
            Form::Project(_) => &[],
        };
        let is_blank = |task: &KeyTask| task.function.trim().is_empty() && task.task.trim().is_empty();
        let written =
            tasks.iter().enumerate().filter(|(_, task)| !is_blank(task)).map(|(line, task)| (line, Some(task)));
        let mut written: Vec<(usize, Option<&KeyTask>)> = written.collect();
        if written.is_empty() {
            written.push((0, tasks.first()));
        }
        for (line, task) in written {
            let cells = template.cells.iter().map(|cell| {
                let (Content::Field { field, before, after }, Some(task)) = (&cell.content, task) else {
                    return sheet_cell(cell, fixed_text(cell), None);
                };
                let text = match field {
                    Field::Task(TaskField::Function) => &task.function,
                    _ => &task.task,
                };
                let text = if text.is_empty() { String::new() } else { format!("{before}{text}{after}") };
                sheet_cell(cell, text, Some(field.path(self.kind(), line)))
            });
            let cells = cells.collect();
            self.push(cells, height, mark);
        }
    }
}

/// The block that a row begins or belongs to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark {
    pub head_of: Option<Block>,
    pub block: Option<Block>,
}

/// Rows of a spanning cell that begins in this line of `count` lines, if one does. Sheet cells count rows in 16 bits, so a
/// span of more lines begins anew.
fn span_from(line: usize, count: usize) -> Option<u16> {
    let most = usize::from(u16::MAX);
    let left = u16::try_from(count.saturating_sub(line)).unwrap_or(u16::MAX);
    line.is_multiple_of(most).then_some(left)
}

fn fixed_text(cell: &Cell) -> String {
    match &cell.content {
        Content::Text(text) => text.clone(),
        Content::Field { .. } => String::new(),
    }
}

fn sheet_cell(cell: &Cell, text: String, path: Option<String>) -> SheetCell {
    let field = match &cell.content {
        Content::Field { field, .. } => Some(*field),
        Content::Text(_) => None,
    };
    let style = CellStyle {
        align: match cell.align {
            Alignment::Left => Align::Left,
            Alignment::Centre => Align::Centre,
            Alignment::Right => Align::Right,
            Alignment::Justified => Align::Justified,
        },
        bold: cell.bold,
        size: cell.size,
        no_wrap: field.is_some_and(Field::is_amount),
        // A function names the row of its task, as a label does.
        label: matches!(
            field,
            None | Some(Field::Level1 | Field::Row(_, RowField::Level2) | Field::Task(TaskField::Function))
        ),
    };
    SheetCell { column: cell.column, columns: cell.columns, rows: cell.rows, text, style, path }
}
