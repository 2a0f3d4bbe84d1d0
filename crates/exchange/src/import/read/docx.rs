//! Documents: the paragraphs and tables of a docx, with merged cells.

use super::super::error::ImportError;
use super::super::grid::{Cell, Grid, MAX_COLUMNS, MAX_ROWS, MAX_TEXT, Place, Row};
use super::super::label;
use super::super::left::{listed, quoted};
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
    Ok(document.finish())
}

/// Most texts that are kept to be named in a note.
const NAMED: usize = 1000;

#[derive(Default)]
struct Document {
    grid: Grid,
    tables: Vec<Table>,
    count: usize,
    paragraphs: usize,
    paragraph: String,
    /// Inside `w:t`.
    in_text: bool,
    /// Inside `mc:Fallback`, which repeats what stands before it, or inside what was moved away.
    skipped: usize,
    /// Inside `w:r`.
    in_run: bool,
    /// The run is struck out, or nobody sees it.
    struck: bool,
    hidden: bool,
    /// The paragraph has an automatic number.
    numbered: bool,
    left: Left,
    size: usize,
}

/// What is not read.
#[derive(Default)]
struct Left {
    struck: Vec<String>,
    hidden: Vec<String>,
    numbered: Vec<String>,
    symbols: Vec<String>,
    nested: Vec<String>,
}

fn name_in(list: &mut Vec<String>, text: &str) {
    if list.len() < NAMED && !text.trim().is_empty() {
        list.push(quoted(text));
    }
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
    /// Rows of the grid before this table.
    before: usize,
}

/// The character of a symbol font; `None` for one that is not known.
fn symbol(font: &str, code: u32) -> Option<char> {
    // Symbols stand in the private area above f000.
    let code = if (0xf000..=0xf0ff).contains(&code) { code - 0xf000 } else { code };
    if code >= 0x100 {
        return char::from_u32(code);
    }
    match (font.to_ascii_lowercase().as_str(), code) {
        ("symbol", 0xb3) => Some('≥'),
        ("symbol", 0xa3) => Some('≤'),
        ("symbol", 0xb9) => Some('≠'),
        ("symbol", 0xbb) => Some('≈'),
        ("symbol", 0xb1) => Some('±'),
        ("symbol", 0xb4) => Some('×'),
        ("symbol", 0xb8) => Some('÷'),
        ("symbol", 0xb0) => Some('°'),
        ("symbol", 0xa5) => Some('∞'),
        ("symbol", 0xb7) => Some('·'),
        ("symbol", 0x20..=0x3f) => char::from_u32(code),
        ("wingdings", 0xfc) | ("wingdings 2", 0x50) => Some('√'),
        ("wingdings", 0xfe) | ("wingdings 2", 0x52) => Some('☑'),
        ("wingdings", 0xa8 | 0x6f | 0x71) | ("wingdings 2", 0xa3) => Some('□'),
        _ => None,
    }
}

impl Document {
    /// The grid, and what of the document is not in it.
    fn finish(mut self) -> Grid {
        let notes = [
            ("划掉的文字没有读", &self.left.struck),
            ("隐藏的文字没有读", &self.left.hidden),
            ("自动编号没有读进来，请对照原文", &self.left.numbered),
            ("认不出的符号，这里写作□", &self.left.symbols),
            ("格子里的表格按行接在文字里", &self.left.nested),
        ];
        let said = notes.iter().filter(|(_, texts)| !texts.is_empty());
        self.grid.notes.extend(said.map(|(what, texts)| format!("{what}：{}", listed(texts))));
        self.grid
    }

    fn open(&mut self, tag: &BytesStart) {
        let name = tag.local_name();
        let name = name.as_ref();
        if matches!(name, "Fallback" | "moveFrom") || self.skipped > 0 {
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
                let before = self.grid.rows.len();
                self.tables.push(Table { number: self.count, before, ..Table::default() });
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
            "r" => (self.in_run, self.struck, self.hidden) = (true, false, false),
            "strike" | "dstrike" if self.in_run => self.struck |= is_on(value()),
            "vanish" if self.in_run => self.hidden |= is_on(value()),
            "numPr" => self.numbered = true,
            "numId" => self.numbered &= value().is_none_or(|value| value != "0"),
            "sym" => {
                let code = zipped::attribute(tag, "char").and_then(|code| u32::from_str_radix(&code, 16).ok());
                let font = zipped::attribute(tag, "font").unwrap_or_default();
                let known = code.and_then(|code| symbol(&font, code));
                if known.is_none() {
                    name_in(&mut self.left.symbols, &format!("{font} {:04X}", code.unwrap_or_default()));
                }
                self.write(known.unwrap_or('□').encode_utf8(&mut [0; 4]));
            }
            "noBreakHyphen" => self.write("-"),
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
            "r" => (self.in_run, self.struck, self.hidden) = (false, false, false),
            "p" => self.end_paragraph(),
            "tc" => self.end_cell(),
            "tr" => self.end_row(),
            "tbl" => self.end_table(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.in_text && self.skipped == 0 {
            self.size += text.len();
            self.write(text);
        }
    }

    /// Puts a text into the paragraph; one that is struck out or hidden is no part of it.
    fn write(&mut self, text: &str) {
        if self.struck {
            name_in(&mut self.left.struck, text);
        } else if self.hidden {
            name_in(&mut self.left.hidden, text);
        } else {
            self.paragraph.push_str(text);
        }
    }

    fn end_paragraph(&mut self) {
        let text = std::mem::take(&mut self.paragraph);
        if std::mem::take(&mut self.numbered) && !self.tables.is_empty() {
            name_in(&mut self.left.numbered, &text);
        }
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
            table.cells.push(Cell { width: table.width, ..Cell::new(column, text.trim()) });
        }
    }

    /// A table in a cell is a text of it; one with labels of a form is the form, and the cell around it its frame.
    fn end_table(&mut self) {
        let Some(table) = self.tables.pop() else { return };
        let Some(around) = self.tables.last_mut() else { return };
        let rows = self.grid.rows.get(table.before..).unwrap_or_default();
        let labels = rows.iter().flat_map(|row| &row.cells).filter(|cell| label::of_unit(&cell.text).is_some());
        if labels.count() >= 2 || rows.is_empty() {
            return;
        }
        let lines: Vec<String> = rows
            .iter()
            .map(|row| row.cells.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join(" "))
            .collect();
        name_in(&mut self.left.nested, &lines.concat());
        if !around.text.is_empty() {
            around.text.push('\n');
        }
        around.text.push_str(&lines.join("\n"));
        self.grid.rows.truncate(table.before);
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

/// Whether a switch is on: it says nothing, or anything but off.
fn is_on(value: Option<String>) -> bool {
    value.is_none_or(|value| !matches!(value.as_str(), "0" | "false" | "off"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Cursor, Write};
    use zip::write::SimpleFileOptions;

    fn document(cell: &str) -> Grid {
        let xml = format!(
            "<w:document xmlns:w=\"w\"><w:body><w:tbl><w:tr><w:tc><w:p><w:r><w:t>项目概况</w:t></w:r></w:p></w:tc>\
             <w:tc>{cell}</w:tc></w:tr></w:tbl></w:body></w:document>"
        );
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        archive.start_file("word/document.xml", SimpleFileOptions::default()).unwrap();
        archive.write_all(xml.as_bytes()).unwrap();
        read(&archive.finish().unwrap().into_inner()).unwrap()
    }

    fn text(cell: &str) -> (String, Vec<String>) {
        let grid = document(cell);
        (grid.rows[0].cells[1].text.clone(), grid.notes)
    }

    #[test]
    fn symbols_and_hyphens_are_characters() {
        let (text, notes) = text(
            "<w:p><w:r><w:sym w:font=\"Symbol\" w:char=\"F0B3\"/><w:t>24</w:t><w:noBreakHyphen/><w:t>30</w:t><w:softHyphen/><w:t>次</w:t></w:r></w:p>",
        );
        assert_eq!((text.as_str(), notes.len()), ("≥24-30次", 0));
        let (text, notes) = self::text("<w:p><w:r><w:sym w:font=\"Webdings\" w:char=\"F061\"/></w:r></w:p>");
        assert!(text == "□" && notes[0].contains("Webdings F061"), "{notes:?}");
    }

    #[test]
    fn what_is_struck_out_hidden_or_moved_away_is_no_part_of_the_text() {
        let (text, notes) = text(
            "<w:p><w:r><w:rPr><w:strike/></w:rPr><w:t>≥20次</w:t></w:r><w:r><w:t>≥24次</w:t></w:r>\
             <w:r><w:rPr><w:vanish/></w:rPr><w:t>草稿</w:t></w:r><w:r><w:rPr><w:strike w:val=\"0\"/></w:rPr><w:t>。</w:t></w:r>\
             <w:moveFrom><w:r><w:t>旧处</w:t></w:r></w:moveFrom></w:p>",
        );
        assert_eq!(text, "≥24次。");
        assert!(notes[0].contains("划掉") && notes[0].contains("“≥20次”") && notes[1].contains("“草稿”"), "{notes:?}");
    }

    #[test]
    fn a_table_in_a_cell_is_text_and_automatic_numbers_are_named() {
        let inner = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
        let (text, notes) = text(&format!(
            "<w:p><w:r><w:t>明细：</w:t></w:r></w:p><w:tbl><w:tr>{}{}</w:tr></w:tbl>\
             <w:p><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>购桌椅。</w:t></w:r></w:p>",
            inner("桌椅"),
            inner("5万元")
        ));
        assert_eq!(text, "明细：\n桌椅 5万元\n购桌椅。");
        assert!(notes[0].contains("“购桌椅。”") && notes[1].contains("“桌椅 5万元”"), "{notes:?}");
        let framed = document(&format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", inner("项目名称"), inner("实施单位")));
        assert_eq!(framed.rows.len(), 2);
    }
}
