//! Spreadsheets: xlsx and xls.

use super::super::error::ImportError;
use super::super::grid::{Cell, Grid, MAX_COLUMNS, MAX_ROWS, MAX_TEXT, Place, Row};
use super::{Format, OLE, biff, hidden};
use calamine::{
    CellErrorType, Data, DataRef, Dimensions, ExcelDateTime, Reader, SheetVisible, Xls, XlsError, Xlsx, XlsxError,
};
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::io::Cursor;
use std::ops::RangeInclusive;
use std::str::FromStr;
use std::sync::Arc;

/// What an OLE container holds: the names of its streams stand in it as UTF-16.
pub fn ole_format(bytes: &[u8]) -> Result<Format, ImportError> {
    let has = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(name.len()).any(|window| window == name)
    };
    debug_assert!(bytes.starts_with(OLE));
    if has("EncryptedPackage") || has("EncryptionInfo") {
        Err(ImportError::Password)
    } else if has("Workbook") || has("Book") {
        Ok(Format::Xls)
    } else if has("WordDocument") {
        Err(ImportError::NotRead("doc 或 wps", "docx"))
    } else if has("PowerPoint Document") {
        Err(ImportError::NotRead("ppt", "xlsx 或 docx"))
    } else {
        Err(ImportError::Unknown)
    }
}

/// Reads an xlsx. Cells are streamed; what is kept is bounded by rows and text.
pub fn read_xlsx(bytes: &[u8]) -> Result<Grid, ImportError> {
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(xlsx_error)?;
    let mut hidden = hidden::columns(bytes);
    hidden.resize(book.sheets_metadata().len(), Vec::new());
    let mut sheets = Sheets::default();
    for (name, hidden) in visible(book.sheets_metadata(), hidden) {
        let merged = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
        let mut sheet = Sheet { hidden, ..Sheet::new(&name, merged) };
        let mut cells = match book.worksheet_cells_reader(&name) {
            Ok(cells) => cells,
            // A sheet of a chart or a macro has no cells.
            Err(XlsxError::WorksheetNotFound(_) | XlsxError::NotAWorksheet(_)) => continue,
            Err(error) => return Err(xlsx_error(error)),
        };
        while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(xlsx_error)? {
            let format = cells.styles().get(style).and_then(|style| style.number_format.as_ref());
            let percent = format.is_some_and(|format| format.format_code.contains('%'));
            let text = match cell.get_value() {
                DataRef::Int(number) => number_text(&number.to_string(), percent),
                DataRef::Float(number) => number_text(&number.to_string(), percent),
                DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
                DataRef::SharedString(text) => (*text).to_owned(),
                DataRef::Bool(flag) => flag_text(*flag).to_owned(),
                DataRef::DateTime(date) => date_text(date),
                DataRef::Error(error) => error_text(error),
                DataRef::Empty => continue,
            };
            let (row, column) = cell.get_position();
            sheets.put(&mut sheet, row, column, &text)?;
        }
        sheets.close(sheet);
    }
    Ok(sheets.grid)
}

/// Reads an xls. Its records are held to bounds before: the reader makes room for whatever they state.
pub fn read_xls(bytes: &[u8]) -> Result<Grid, ImportError> {
    let biff::Bounded { bytes, mut looks } = biff::bounded(bytes)?;
    let mut book = Xls::new(Cursor::new(bytes)).map_err(xls_error)?;
    looks.resize(book.sheets_metadata().len(), biff::Look::default());
    let mut sheets = Sheets::default();
    for (name, look) in visible(book.sheets_metadata(), looks) {
        let merged = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
        let mut sheet = Sheet { hidden: look.hidden.clone(), ..Sheet::new(&name, merged) };
        let range = book.worksheet_range(&name).map_err(xls_error)?;
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, value) in range.used_cells() {
            let at = |start: u32, offset: usize| start.saturating_add(u32::try_from(offset).unwrap_or(u32::MAX));
            let (row, column) = (at(top, row), at(left, column));
            let percent = look.is_percent(row, column);
            let text = match value {
                Data::Int(number) => number_text(&number.to_string(), percent),
                Data::Float(number) => number_text(&number.to_string(), percent),
                Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
                Data::Bool(flag) => flag_text(*flag).to_owned(),
                Data::DateTime(date) => date_text(date),
                Data::Error(error) => error_text(error),
                _ => continue,
            };
            sheets.put(&mut sheet, row, column, &text)?;
        }
        sheets.close(sheet);
    }
    Ok(sheets.grid)
}

/// What nobody sees is no part of a form. Each sheet is named with what belongs to it.
fn visible<T>(sheets: &[calamine::Sheet], of_sheets: impl IntoIterator<Item = T>) -> Vec<(String, T)> {
    let sheets = sheets.iter().zip(of_sheets).filter(|(sheet, _)| sheet.visible == SheetVisible::Visible);
    sheets.map(|(sheet, own)| (sheet.name.clone(), own)).collect()
}

struct Sheet {
    name: Arc<str>,
    merged: BTreeMap<(u32, u32), (u32, u32)>,
    /// Columns that nobody sees.
    hidden: Vec<RangeInclusive<u32>>,
    rows: BTreeMap<u32, Vec<Cell>>,
}

impl Sheet {
    fn new(name: &str, merged: Vec<Dimensions>) -> Sheet {
        let merged = merged.into_iter().map(|range| (range.start, range.end)).collect();
        Sheet { name: name.into(), merged, hidden: Vec::new(), rows: BTreeMap::new() }
    }
}

/// The sheets so far, with what they may still hold.
#[derive(Default)]
struct Sheets {
    grid: Grid,
    text: usize,
}

impl Sheets {
    fn put(&mut self, sheet: &mut Sheet, row: u32, column: u32, text: &str) -> Result<(), ImportError> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(());
        }
        if column >= MAX_COLUMNS {
            return Err(ImportError::TooManyColumns);
        }
        let (last_row, last_column) = sheet.merged.get(&(row, column)).copied().unwrap_or((row, column));
        let mut columns = column..=last_column.min(column.saturating_add(MAX_COLUMNS));
        if columns.all(|column| sheet.hidden.iter().any(|range| range.contains(&column))) {
            return Ok(());
        }
        self.text += text.len();
        if self.text > MAX_TEXT {
            return Err(ImportError::TooMuchText);
        }
        let cell = Cell {
            column,
            width: last_column.saturating_sub(column).min(MAX_COLUMNS) + 1,
            height: last_row.saturating_sub(row).saturating_add(1),
            text: text.to_owned(),
        };
        let cells = sheet.rows.entry(row).or_default();
        // Cells mostly come in order; a file may say otherwise, and may say a cell twice.
        let at = cells.partition_point(|own| own.column < column);
        if cells.get(at).is_some_and(|own| own.column == column) {
            return Ok(());
        }
        cells.insert(at, cell);
        if self.grid.rows.len() + sheet.rows.len() > MAX_ROWS { Err(ImportError::TooManyRows) } else { Ok(()) }
    }

    fn close(&mut self, sheet: Sheet) {
        for (row, cells) in sheet.rows {
            let place = Place::Sheet(sheet.name.clone(), row.saturating_add(1));
            self.grid.rows.push(Row { place, cells, table: true, exact: true });
        }
    }
}

/// A number as it was typed: 0.95 in a percent format is 95%.
fn number_text(number: &str, percent: bool) -> String {
    let exact = Decimal::from_str(number).ok().and_then(|number| match percent {
        true => number.checked_mul(Decimal::ONE_HUNDRED),
        false => Some(number),
    });
    let text = exact.map_or_else(|| number.to_owned(), |number| number.normalize().to_string());
    if percent { text + "%" } else { text }
}

fn flag_text(flag: bool) -> &'static str {
    if flag { "TRUE" } else { "FALSE" }
}

fn date_text(date: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
    match (hour, minute, second) {
        (0, 0, 0) => format!("{year}-{month:02}-{day:02}"),
        _ => format!("{year}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}"),
    }
}

/// A cell whose formula failed shows what the spreadsheet shows.
fn error_text(error: &CellErrorType) -> String {
    error.to_string()
}

fn xlsx_error(error: XlsxError) -> ImportError {
    match error {
        XlsxError::Password => ImportError::Password,
        other => ImportError::Damaged(other.to_string()),
    }
}

fn xls_error(error: XlsError) -> ImportError {
    match error {
        XlsError::Password => ImportError::Password,
        other => ImportError::Damaged(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_they_were_typed() {
        assert_eq!(number_text("6000000", false), "6000000");
        assert_eq!(number_text("263138.64", false), "263138.64");
        assert_eq!(number_text("0.95", true), "95%");
        assert_eq!(number_text("1", true), "100%");
        assert_eq!(number_text("0.075", true), "7.5%");
    }

    #[test]
    fn containers_are_told_by_their_streams() {
        let container = |stream: &str| {
            let name = stream.encode_utf16().flat_map(u16::to_le_bytes);
            OLE.iter().copied().chain([0; 64]).chain(name).collect::<Vec<u8>>()
        };
        assert_eq!(ole_format(&container("Workbook")), Ok(Format::Xls));
        assert_eq!(ole_format(&container("EncryptedPackage")), Err(ImportError::Password));
        assert!(matches!(ole_format(&container("WordDocument")), Err(ImportError::NotRead(_, "docx"))));
        assert_eq!(ole_format(&container("Other")), Err(ImportError::Unknown));
    }
}
