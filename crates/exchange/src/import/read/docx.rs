//! Documents: the paragraphs and tables of a docx, with merged cells.

use super::super::error::ImportError;
use super::super::grid::{Cell, Grid, MAX_COLUMNS, MAX_ROWS, MAX_TEXT, Place, Row};
use super::zipped;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Deepest tables in tables.
const MAX_DEPTH: usize = 8;

/// Reads a docx.
pub fn read(bytes: &[u8]) -> Result<Grid, ImportError> {
    let xml = zipped::part(bytes, "word/document.xml")?;
    let mut reader = Reader::from_str(&xml);
    let mut document = Document::default();
    loop {
        let event = reader.read_event().map_err(|error| ImportError::Damaged(error.to_string()))?;
        match event {
            Event::Start(tag) => document.open(&tag),
            Event::Empty(tag) => {
                document.open(&tag);
                document.close(tag.local_name().as_ref());
            }
            Event::End(tag) => document.close(tag.local_name().as_ref()),
            Event::Text(text) => document.text(&text.xml10_content()),
            Event::CData(text) => document.text(&text),
            Event::GeneralRef(name) => {
                if let Some(c) = zipped::character(&name) {
                    document.text(c.encode_utf8(&mut [0; 4]));
                }
            }
            Event::Eof => break,
            _ => {}
        }
        if document.size > MAX_TEXT {
            return Err(ImportError::TooMuchText);
        }
        if document.grid.rows.len() > MAX_ROWS {
            return Err(ImportError::TooManyRows);
        }
        if document.tables.len() > MAX_DEPTH {
            return Err(ImportError::Damaged("表格套了太多层".to_owned()));
        }
    }
    Ok(document.grid)
}

#[derive(Default)]
struct Document {
    grid: Grid,
    tables: Vec<Table>,
    count: usize,
    paragraphs: usize,
    paragraph: String,
    /// Inside `w:t`.
    in_text: bool,
    /// Inside `mc:Fallback`, which repeats what stands before it.
    skipped: usize,
    size: usize,
}

#[derive(Default)]
struct Table {
    number: usize,
    rows: usize,
    column: u32,
    cells: Vec<Cell>,
    text: String,
    width: u32,
    /// The cell continues the one above it.
    continued: bool,
    /// For each column the place in the grid of the cell that may reach down: row and cell.
    above: Vec<(u32, usize, usize)>,
    next_above: Vec<(u32, usize, usize)>,
    stretched: Vec<(usize, usize)>,
}

impl Document {
    fn open(&mut self, tag: &BytesStart) {
        let name = tag.local_name();
        let name = name.as_ref();
        if name == "Fallback" || self.skipped > 0 {
            self.skipped += 1;
            return;
        }
        let value = || {
            let attribute = tag.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == "val");
            attribute.map(|attribute| attribute.value.into_owned())
        };
        match name {
            "tbl" => {
                self.end_paragraph();
                self.count += 1;
                self.tables.push(Table { number: self.count, ..Table::default() });
            }
            "tr" => {
                if let Some(table) = self.tables.last_mut() {
                    table.rows += 1;
                    table.column = 0;
                }
            }
            "tc" => {
                if let Some(table) = self.tables.last_mut() {
                    table.text.clear();
                    table.width = 1;
                    table.continued = false;
                }
            }
            "gridSpan" => {
                if let (Some(table), Some(width)) =
                    (self.tables.last_mut(), value().and_then(|v| v.parse::<u32>().ok()))
                {
                    table.width = width.clamp(1, MAX_COLUMNS);
                }
            }
            "gridBefore" => {
                if let (Some(table), Some(width)) =
                    (self.tables.last_mut(), value().and_then(|v| v.parse::<u32>().ok()))
                {
                    table.column = width.min(MAX_COLUMNS);
                }
            }
            "vMerge" => {
                let restart = value().is_some_and(|value| value == "restart");
                if let Some(table) = self.tables.last_mut() {
                    table.continued = !restart;
                }
            }
            "t" => self.in_text = true,
            "br" | "cr" => self.paragraph.push('\n'),
            "tab" => self.paragraph.push(' '),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        match name {
            "t" => self.in_text = false,
            "p" => self.end_paragraph(),
            "tc" => self.end_cell(),
            "tr" => self.end_row(),
            "tbl" => {
                self.tables.pop();
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.in_text && self.skipped == 0 {
            self.size += text.len();
            self.paragraph.push_str(text);
        }
    }

    fn end_paragraph(&mut self) {
        let text = std::mem::take(&mut self.paragraph);
        match self.tables.last_mut() {
            Some(table) => {
                if !table.text.is_empty() && !text.trim().is_empty() {
                    table.text.push('\n');
                }
                table.text.push_str(text.trim());
            }
            None => {
                self.paragraphs += 1;
                if !text.trim().is_empty() {
                    let place = Place::Paragraph(self.paragraphs);
                    let cells = vec![Cell::new(0, text.trim())];
                    self.grid.rows.push(Row { place, cells, table: false, exact: false });
                }
            }
        }
    }

    fn end_cell(&mut self) {
        let at = self.grid.rows.len();
        let Some(table) = self.tables.last_mut() else { return };
        let column = table.column;
        table.column = column.saturating_add(table.width);
        if table.continued {
            if let Some((_, row, cell)) = table.above.iter().find(|(own, _, _)| *own == column).copied() {
                table.stretched.push((row, cell));
                table.next_above.push((column, row, cell));
            }
            // A continued cell that has a text of its own keeps it.
            if table.text.trim().is_empty() {
                return;
            }
        }
        let text = std::mem::take(&mut table.text);
        if column < MAX_COLUMNS && !text.trim().is_empty() {
            table.next_above.push((column, at, table.cells.len()));
            table.cells.push(Cell { column, width: table.width, height: 1, text: text.trim().to_owned() });
        }
    }

    fn end_row(&mut self) {
        let Some(table) = self.tables.last_mut() else { return };
        for (row, cell) in std::mem::take(&mut table.stretched) {
            if let Some(cell) = self.grid.rows.get_mut(row).and_then(|row| row.cells.get_mut(cell)) {
                cell.height = cell.height.saturating_add(1);
            }
        }
        table.above = std::mem::take(&mut table.next_above);
        let cells = std::mem::take(&mut table.cells);
        if !cells.is_empty() {
            let place = Place::Table(table.number, table.rows);
            self.grid.rows.push(Row { place, cells, table: true, exact: true });
        }
    }
}
