//! Plain tables as a workbook: a head row and rows below it. Rows for upload and check reports are written with it.

use super::{ExportError, measure, xml_text};
use rust_decimal::Decimal;
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, IgnoreError, Workbook, Worksheet, XlsxError,
};
use std::collections::HashSet;
use std::io::Write;

/// A sheet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// Name of the sheet; characters that a sheet's name cannot have are replaced
    pub name: String,
    /// The columns from left to right
    pub columns: Vec<Column>,
    /// The rows below the head, as many cells as columns
    pub rows: Vec<Vec<Cell>>,
    /// For people: long texts are wrapped, the head filters. Without it every row keeps one line.
    pub to_read: bool,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Text of its head
    pub head: String,
    /// Width in Chinese characters
    pub width: u8,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Text, whatever it looks like: `=1+1`, `005` and twenty digits stay as they are
    Text(String),
    /// A number to reckon with; one that a spreadsheet would round is written as text
    Number(Decimal),
    /// A number of people, units or points: as it is, without decimals that nobody wrote
    Count(Decimal),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Cell {
        Cell::Text(text.to_owned())
    }
}

/// Rows of a sheet, the head included.
const MAX_ROWS: usize = 1_048_576;

/// Digits that a spreadsheet's number keeps.
const DIGITS: usize = 15;

/// Writes the tables, a sheet each. The same tables give the same bytes.
pub fn workbook(tables: Vec<Table>, title: &str) -> Result<Vec<u8>, ExportError> {
    if tables.is_empty() {
        return Err(ExportError::Empty);
    }
    let mut book = Workbook::new();
    let mut names = SheetNames::default();
    for table in tables {
        let name = table.name.clone();
        if table.rows.len() >= MAX_ROWS {
            return Err(ExportError::TooManyRows(name));
        }
        let sheet = book.add_worksheet();
        sheet.set_name(names.unused(&name)).map_err(|error| writer_error(error, &name))?;
        fill(sheet, table).map_err(|error| writer_error(error, &name))?;
    }
    saved(book, &properties(title, "")?, title)
}

fn fill(sheet: &mut Worksheet, table: Table) -> Result<(), XlsxError> {
    let text = Format::new().set_num_format("@").set_align(FormatAlign::Top);
    let text = if table.to_read { text.set_text_wrap() } else { text };
    let number = Format::new().set_num_format("#,##0.00####").set_align(FormatAlign::Top);
    let count = Format::new().set_align(FormatAlign::Top);
    let head = Format::new()
        .set_num_format("@")
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::VerticalCenter)
        .set_border(FormatBorder::Thin)
        .set_background_color(Color::RGB(0x00E8_EEF4));
    let mut last_column = 0;
    for (column, of) in (0_u16..).zip(&table.columns) {
        // A Chinese character is two digits wide, a digit 7 pixels, and 5 pixels stay free.
        sheet.set_column_width_pixels(column, u32::from(of.width) * 14 + 5)?;
        // Cells without a format of their own take the column's, and so do rows that a person adds below.
        sheet.set_column_format(column, &text)?;
        sheet.write_string_with_format(0, column, xml_text(&of.head), &head)?;
        last_column = column;
    }
    let mut last_row = 0;
    for (row, cells) in (1_u32..).zip(table.rows) {
        // Not every program fits the height of a row to its texts by itself.
        let lines = if table.to_read { most_lines(&cells, &table.columns) } else { 1 };
        if lines > 1 {
            sheet.set_row_height(row, f64::from(lines.saturating_mul(LINE).min(HIGHEST)))?;
        }
        for (column, cell) in (0_u16..).zip(cells) {
            match cell {
                Cell::Text(written) => sheet.write_string(row, column, xml_text(&written))?,
                Cell::Number(amount) => write_number(sheet, row, column, amount, &number)?,
                Cell::Count(amount) => write_number(sheet, row, column, amount, &count)?,
            };
        }
        last_row = row;
    }
    if table.to_read && last_row > 0 {
        sheet.autofilter(0, 0, last_row, last_column)?;
    }
    sheet.ignore_error_range(0, 0, last_row, last_column, IgnoreError::NumberStoredAsText)?;
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_paper_size(9).set_landscape().set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    Ok(())
}

/// Height of a line and of the highest row, in points.
const LINE: u16 = 16;
const HIGHEST: u16 = 400;

/// Lines of the longest text of a row.
fn most_lines(cells: &[Cell], columns: &[Column]) -> u16 {
    let lines = |(cell, column): (&Cell, &Column)| match cell {
        Cell::Text(text) => measure::lines_within(text, column.width),
        Cell::Number(_) | Cell::Count(_) => 1,
    };
    cells.iter().zip(columns).map(lines).max().unwrap_or(1)
}

fn write_number<'a>(
    sheet: &'a mut Worksheet,
    row: u32,
    column: u16,
    amount: Decimal,
    format: &Format,
) -> Result<&'a mut Worksheet, XlsxError> {
    match kept(amount) {
        Some(value) => sheet.write_number_with_format(row, column, value, format),
        None => sheet.write_string(row, column, amount.to_string()),
    }
}

/// The float that shows exactly this amount; `None` past the digits that a float keeps.
pub(super) fn kept(amount: Decimal) -> Option<f64> {
    let text = amount.normalize().to_string();
    let digits = text.chars().filter(char::is_ascii_digit).collect::<String>();
    (digits.trim_start_matches('0').len() <= DIGITS).then(|| text.parse().ok())?
}

/// Names of sheets that are given out once each.
#[derive(Debug, Default)]
pub(super) struct SheetNames(HashSet<String>);

impl SheetNames {
    /// A name that a sheet can have: at most 31 UTF-16 units, no `[]:*?/\`, no ' at the ends, none twice.
    pub(super) fn unused(&mut self, wanted: &str) -> String {
        let fits = |c: char| !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'') && !c.is_control();
        let clean: String = wanted.trim().chars().map(|c| if fits(c) { c } else { '_' }).collect();
        let clean = if clean.is_empty() { "表".to_owned() } else { clean };
        let numbered = (2..).map(|number| {
            let tail = format!("-{number}");
            format!("{}{tail}", cut(&clean, MAX_NAME - tail.len()))
        });
        let mut names = std::iter::once(cut(&clean, MAX_NAME)).chain(numbered);
        // Excel keeps History for itself.
        let free = |name: &String| {
            let key = name.to_lowercase();
            key != "history" && !self.0.contains(&key)
        };
        let name = names.find(free).unwrap_or(clean);
        self.0.insert(name.to_lowercase());
        name
    }
}

/// UTF-16 units of a sheet's name.
const MAX_NAME: usize = 31;

fn cut(text: &str, limit: usize) -> String {
    let mut length = 0;
    let kept = text.chars().take_while(|c| {
        length += c.len_utf16();
        length <= limit
    });
    kept.collect()
}

/// Properties that depend on nothing but the content.
pub(super) fn properties(title: &str, author: &str) -> Result<DocProperties, ExportError> {
    // The writer would put the time of the clock there.
    let when = ExcelDateTime::from_ymd(2000, 1, 1).map_err(|error| writer_error(error, title))?;
    Ok(DocProperties::new().set_title(xml_text(title)).set_author(xml_text(author)).set_creation_datetime(&when))
}

/// The bytes of a workbook.
pub(super) fn saved(book: Workbook, properties: &DocProperties, title: &str) -> Result<Vec<u8>, ExportError> {
    let mut bytes = Vec::new();
    saved_to(book, properties, title, &mut bytes)?;
    Ok(bytes)
}

/// The same, written.
pub(super) fn saved_to(
    mut book: Workbook,
    properties: &DocProperties,
    title: &str,
    out: impl Write + Send,
) -> Result<(), ExportError> {
    book.set_properties(properties);
    book.save_to_writer(out).map_err(|error| writer_error(error, title))
}

pub(super) fn writer_error(error: XlsxError, place: &str) -> ExportError {
    match error {
        XlsxError::MaxStringLengthExceeded => ExportError::TooLong(place.to_owned()),
        XlsxError::RowColumnLimitError => ExportError::TooManyRows(place.to_owned()),
        other => ExportError::Writer(other.to_string()),
    }
}
