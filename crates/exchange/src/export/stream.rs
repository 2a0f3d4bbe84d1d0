//! A workbook that is written row by row: reports of any length in the memory of one row. What is written stays text unless it is a
//! number that a spreadsheet keeps exactly.

use super::table::{SheetNames, kept, properties, saved_to, writer_error};
use super::{ExportError, xml_text};
use rust_decimal::Decimal;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, IgnoreError, Workbook, XlsxError};
use std::io::Write;
use std::path::Path;

/// A sheet and its columns: head and width in Chinese characters.
#[derive(Debug, Clone, Copy)]
pub struct SheetPlan {
    /// Name of the sheet
    pub name: &'static str,
    /// The columns from left to right
    pub columns: &'static [(&'static str, u8)],
    /// The head can filter the rows
    pub filter: bool,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Text, whatever it looks like; one longer than [`MAX_TEXT`] is cut
    Text(String),
    /// A text that heads the rows below it
    Strong(String),
    /// A number of things
    Count(usize),
    /// An amount; one that a spreadsheet would round is written as text
    Amount(Decimal),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Cell {
        Cell::Text(text.to_owned())
    }
}

/// Characters of a cell. Nobody reads more in a spreadsheet, and a cell with 32,768 would be refused.
pub const MAX_TEXT: usize = 4_000;

/// Height of a line in points, and the lines of the highest row that a spreadsheet has (409 points).
const LINE: u32 = 15;
const MAX_LINES: u32 = 27;

/// Rows of a sheet, the head included.
pub const MAX_ROWS: u32 = 1_048_576;

struct Formats {
    text: Format,
    strong: Format,
    count: Format,
    amount: Format,
}

/// The workbook.
pub struct Stream {
    book: Workbook,
    plans: &'static [SheetPlan],
    /// The next row of each sheet.
    next: Vec<u32>,
    formats: Formats,
}

impl Stream {
    /// A workbook with these sheets in this order; its rows wait in nameless files of the folder.
    pub fn new(plans: &'static [SheetPlan], folder: &Path) -> Result<Stream, ExportError> {
        let begin = || {
            let top = || Format::new().set_align(FormatAlign::Top);
            let text = top().set_num_format("@").set_text_wrap();
            let formats = Formats {
                strong: text.clone().set_bold().set_background_color(Color::RGB(0x00F4_F6F9)),
                text,
                count: top().set_num_format("#,##0"),
                amount: top().set_num_format("#,##0.00####"),
            };
            let head = Format::new()
                .set_num_format("@")
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::VerticalCenter)
                .set_border(FormatBorder::Thin)
                .set_background_color(Color::RGB(0x00E8_EEF4));
            let mut book = Workbook::new();
            book.set_tempdir(folder)?;
            let mut names = SheetNames::default();
            for plan in plans {
                let sheet = book.add_worksheet_with_constant_memory()?;
                sheet.set_name(names.unused(plan.name))?;
                for (column, (words, width)) in (0_u16..).zip(plan.columns) {
                    sheet.set_column_width_pixels(column, u32::from(*width) * 14 + 5)?;
                    sheet.write_string_with_format(0, column, *words, &head)?;
                }
                sheet.set_freeze_panes(1, 0)?;
                sheet.set_paper_size(9).set_landscape().set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
                sheet.set_footer("&R第 &P 页 共 &N 页");
            }
            Ok(Stream { book, plans, next: vec![1; plans.len()], formats })
        };
        begin().map_err(|error: XlsxError| writer_error(error, ""))
    }

    /// Adds a row to a sheet. False where the sheet is full: the row is not in it.
    pub fn row(&mut self, sheet: usize, cells: Vec<Cell>) -> Result<bool, ExportError> {
        let name = self.plans.get(sheet).map_or("", |plan| plan.name);
        let Some(row) = self.next.get_mut(sheet).filter(|row| **row < MAX_ROWS) else { return Ok(false) };
        let (formats, widths) = (&self.formats, self.plans.get(sheet).map_or(&[][..], |plan| plan.columns));
        let lines = cells.iter().zip(widths).map(|(cell, (_, width))| lines(cell, *width)).max().unwrap_or(1);
        let write = || {
            let sheet = self.book.worksheet_from_index(sheet)?;
            if lines > 1 {
                // Not every office program makes rows higher by itself for what wraps.
                sheet.set_row_height(*row, f64::from(LINE * lines.min(MAX_LINES)))?;
            }
            for (column, cell) in (0_u16..).zip(cells) {
                match cell {
                    Cell::Text(text) => sheet.write_string_with_format(*row, column, shown(&text), &formats.text)?,
                    Cell::Strong(text) => {
                        sheet.write_string_with_format(*row, column, shown(&text), &formats.strong)?
                    }
                    Cell::Count(count) => match kept(Decimal::from(count)) {
                        Some(number) => sheet.write_number_with_format(*row, column, number, &formats.count)?,
                        None => sheet.write_string_with_format(*row, column, count.to_string(), &formats.text)?,
                    },
                    Cell::Amount(amount) => match kept(amount) {
                        Some(number) => sheet.write_number_with_format(*row, column, number, &formats.amount)?,
                        None => sheet.write_string_with_format(*row, column, amount.to_string(), &formats.text)?,
                    },
                };
            }
            Ok(())
        };
        write().map_err(|error| writer_error(error, name))?;
        *row += 1;
        Ok(true)
    }

    /// Writes the whole file. The same rows give the same bytes.
    pub fn finish(mut self, title: &str, out: impl Write + Send) -> Result<(), ExportError> {
        for (index, (plan, next)) in self.plans.iter().zip(&self.next).enumerate() {
            let (last_row, last_column) = (next.saturating_sub(1), plan.columns.len().saturating_sub(1));
            let last_column = u16::try_from(last_column).unwrap_or_default();
            let mut end = || {
                let sheet = self.book.worksheet_from_index(index)?;
                if plan.filter && last_row > 0 {
                    sheet.autofilter(0, 0, last_row, last_column)?;
                }
                sheet.ignore_error_range(0, 0, last_row, last_column, IgnoreError::NumberStoredAsText)?;
                Ok(())
            };
            end().map_err(|error| writer_error(error, plan.name))?;
        }
        saved_to(self.book, &properties(title, "")?, title, out)
    }
}

/// Lines that a cell needs in a column of so many Chinese characters; letters and digits are half as wide.
fn lines(cell: &Cell, width: u8) -> u32 {
    let (Cell::Text(text) | Cell::Strong(text)) = cell else { return 1 };
    let of_line = |line: &str| {
        let halves: usize = line.chars().take(MAX_TEXT).map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
        u32::try_from(halves.div_ceil(usize::from(width.max(1)) * 2)).unwrap_or(MAX_LINES).max(1)
    };
    text.lines().take(MAX_LINES as usize).map(of_line).sum::<u32>().max(1)
}

fn shown(text: &str) -> String {
    if text.len() <= MAX_TEXT {
        return xml_text(text);
    }
    let mut kept: String = text.chars().take(MAX_TEXT).collect();
    if kept.len() < text.len() {
        kept.push('…');
    }
    xml_text(&kept)
}
