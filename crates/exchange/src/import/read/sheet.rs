//! Spreadsheets: xlsx and xls.

use super::super::error::ImportError;
use super::super::grid::{Cell, Grid, MAX_COLUMNS, MAX_ROWS, MAX_TEXT, Place, Row};
use super::super::left::{listed, quoted};
use super::shown::{self, Moment};
use super::struck::{self, Struck};
use super::zipped::{self, attribute, each};
use super::{Format, OLE, biff, hidden};
use calamine::{
    CellErrorType, Data, DataRef, Dimensions, ExcelDateTime, ExcelDateTimeType, Reader, SheetVisible, Xls, XlsError,
    Xlsx, XlsxError,
};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;
use std::ops::RangeInclusive;
use std::str::FromStr;
use std::sync::Arc;

/// What an OLE container holds, told by its streams.
pub fn ole_format(bytes: &[u8]) -> Result<Format, ImportError> {
    let container = cfb::CompoundFile::open(Cursor::new(bytes)).ok();
    let has = |name: &str| {
        if let Some(container) = &container {
            return container.exists(format!("/{name}"));
        }
        // A damaged container: its names stand somewhere.
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(name.len()).any(|window| window == name)
    };
    debug_assert!(bytes.starts_with(OLE));
    if has("EncryptedPackage") || has("EncryptionInfo") {
        Err(ImportError::Password)
    } else if has("WordDocument") {
        Err(ImportError::NotRead("doc 或 wps", "docx"))
    } else if has("Workbook") || has("Book") {
        Ok(Format::Xls)
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
    let struck = struck::texts(bytes);
    let is_1904 = counts_from_1904(bytes);
    let mut sheets = Sheets::default();
    let unseen = unseen(book.sheets_metadata());
    for (name, hidden) in visible(book.sheets_metadata(), hidden) {
        let merged = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
        let mut sheet = Sheet { hidden, ..Sheet::new(&name, merged) };
        let mut cells = match book.worksheet_cells_reader(&name) {
            Ok(cells) => cells,
            // A sheet of a chart or a macro has no cells.
            Err(XlsxError::WorksheetNotFound(_) | XlsxError::NotAWorksheet(_)) => continue,
            Err(error) => return Err(xlsx_error(error)),
        };
        let mut blank = Blank::default();
        while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(xlsx_error)? {
            let (row, column) = cell.get_position();
            let format = cells.styles().get(style).and_then(|style| style.number_format.as_ref());
            let code = format
                .map_or("General", |format| format.format_id.and_then(shown::built_in).unwrap_or(&format.format_code));
            let (text, number) = match cell.get_value() {
                DataRef::Int(number) => by_code(&number.to_string(), code),
                DataRef::Float(number) if shown::is_date(code) => (day_text(*number, code, is_1904), None),
                DataRef::Float(number) => by_code(&number.to_string(), code),
                DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => (text.clone(), None),
                DataRef::SharedString(text) => ((*text).to_owned(), None),
                DataRef::Bool(flag) => (flag_text(*flag).to_owned(), None),
                DataRef::DateTime(date) => (date_text(date, code), None),
                DataRef::Error(error) => (error_text(error), None),
                DataRef::Empty => {
                    blank.add(row, column);
                    continue;
                }
            };
            let text = match struck.get(text.trim()) {
                Some(struck) => {
                    let place = Place::Sheet(name.as_str().into(), row.saturating_add(1)).in_file(column);
                    let said = format!("{place} {}", quoted(&text));
                    match struck {
                        Struck::Left(left) => {
                            sheets.struck.push(said);
                            left.clone()
                        }
                        Struck::Doubtful => {
                            sheets.perhaps_struck.push(said);
                            text
                        }
                    }
                }
                None => text,
            };
            sheets.put(&mut sheet, row, column, &text, number)?;
        }
        drop(cells);
        if blank.any() {
            let mut cells = book.worksheet_cells_reader(&name).map_err(xlsx_error)?;
            while let Some(formula) = cells.next_formula().map_err(xlsx_error)? {
                let (row, column) = formula.get_position();
                if blank.has(row, column) && !formula.get_value().is_empty() {
                    let text = format!("={}", formula.get_value());
                    sheets.put(&mut sheet, row, column, &text, None)?;
                    let place = Place::Sheet(name.as_str().into(), row.saturating_add(1)).in_file(column);
                    sheets.uncounted.push(format!("{place} {}", quoted(&text)));
                }
            }
        }
        sheets.close(sheet);
    }
    Ok(sheets.finish(unseen))
}

/// Reads an xls. Its records are held to bounds before: the reader makes room for whatever they state.
pub fn read_xls(bytes: &[u8]) -> Result<Grid, ImportError> {
    let biff::Bounded { bytes, mut looks, is_1904 } = biff::bounded(bytes)?;
    let mut book = Xls::new(Cursor::new(bytes)).map_err(xls_error)?;
    looks.resize(book.sheets_metadata().len(), biff::Look::default());
    let mut sheets = Sheets::default();
    let unseen = unseen(book.sheets_metadata());
    for (name, look) in visible(book.sheets_metadata(), looks) {
        let merged = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
        let mut sheet = Sheet { hidden: look.hidden.clone(), ..Sheet::new(&name, merged) };
        let range = book.worksheet_range(&name).map_err(xls_error)?;
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, value) in range.used_cells() {
            let at = |start: u32, offset: usize| start.saturating_add(u32::try_from(offset).unwrap_or(u32::MAX));
            let (row, column) = (at(top, row), at(left, column));
            let code = look.code(row, column);
            let (text, number) = match value {
                Data::Int(number) => by_code(&number.to_string(), code),
                Data::Float(number) if shown::is_date(code) => (day_text(*number, code, is_1904), None),
                Data::Float(number) => by_code(&number.to_string(), code),
                Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => (text.clone(), None),
                Data::Bool(flag) => (flag_text(*flag).to_owned(), None),
                Data::DateTime(date) => (date_text(date, code), None),
                Data::Error(error) => (error_text(error), None),
                _ => continue,
            };
            sheets.put(&mut sheet, row, column, &text, number)?;
        }
        sheets.close(sheet);
    }
    Ok(sheets.finish(unseen))
}

/// Whether a workbook counts its days from 1904, as those of the Mac did: its reader does not tell.
fn counts_from_1904(bytes: &[u8]) -> bool {
    let xml = zipped::part(bytes, "xl/workbook.xml").unwrap_or_default();
    let mut flag = None;
    each(&xml, "workbookPr", "sheets", |tag| flag = attribute(tag, "date1904"));
    flag.is_some_and(|flag| matches!(flag.as_str(), "1" | "true" | "on"))
}

/// What nobody sees is no part of a form. Each sheet is named with what belongs to it.
fn visible<T>(sheets: &[calamine::Sheet], of_sheets: impl IntoIterator<Item = T>) -> Vec<(String, T)> {
    let sheets = sheets.iter().zip(of_sheets).filter(|(sheet, _)| sheet.visible == SheetVisible::Visible);
    sheets.map(|(sheet, own)| (sheet.name.clone(), own)).collect()
}

/// The sheets that nobody sees.
fn unseen(sheets: &[calamine::Sheet]) -> Vec<String> {
    sheets.iter().filter(|sheet| sheet.visible != SheetVisible::Visible).map(|sheet| quoted(&sheet.name)).collect()
}

/// Cells without a value: blank ones, and formulas that no program has counted.
#[derive(Default)]
struct Blank {
    cells: BTreeSet<(u32, u32)>,
}

impl Blank {
    /// Most of them; a form has some hundred.
    const MOST: usize = 20_000;

    fn add(&mut self, row: u32, column: u32) {
        if self.cells.len() < Blank::MOST && column < MAX_COLUMNS {
            self.cells.insert((row, column));
        }
    }

    fn any(&self) -> bool {
        !self.cells.is_empty()
    }

    fn has(&self, row: u32, column: u32) -> bool {
        self.cells.contains(&(row, column))
    }
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
    /// Texts of which a part is struck out.
    struck: Vec<String>,
    /// Texts that stand struck out and plain.
    perhaps_struck: Vec<String>,
    /// Formulas without a value.
    uncounted: Vec<String>,
    /// Cells of columns that nobody sees.
    hidden: Vec<String>,
}

impl Sheets {
    fn put(
        &mut self,
        sheet: &mut Sheet,
        row: u32,
        column: u32,
        text: &str,
        number: Option<String>,
    ) -> Result<(), ImportError> {
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
            if self.hidden.len() < MAX_ROWS {
                let place = Place::Sheet(sheet.name.clone(), row.saturating_add(1));
                self.hidden.push(format!("{} {}", place.in_file(column), quoted(text)));
            }
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
            number,
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

    /// The grid, and what of the file is not in it.
    fn finish(mut self, unseen: Vec<String>) -> Grid {
        let mut note = |what: &str, texts: &[String]| {
            if !texts.is_empty() {
                self.grid.notes.push(format!("{what}：{}", listed(texts)));
            }
        };
        note("隐藏的工作表没有读", &unseen);
        note("隐藏的列没有读", &self.hidden);
        note("划掉的文字没有读", &self.struck);
        note("这些格子文字相同，有的划掉了，都读进来了，请对照原文", &self.perhaps_struck);
        note("公式还没有算出结果，照公式读入，请用电子表格程序打开、保存后再导入", &self.uncounted);
        self.grid
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

/// A number as its format code shows it; beside it the number itself, where the text does not say it whole.
fn by_code(number: &str, code: &str) -> (String, Option<String>) {
    let Ok(value) = Decimal::from_str(number).or_else(|_| Decimal::from_scientific(number)) else {
        return (number.to_owned(), None);
    };
    match shown::number(value, code) {
        Some(shown) if shown.text.is_empty() => (shown.text, None),
        Some(shown) => (shown.text, shown.differs.then(|| shown::plain(value))),
        None => (number_text(number, code.contains('%')), None),
    }
}

/// A number in a cell of dates.
fn day_text(number: f64, code: &str, is_1904: bool) -> String {
    date_text(&ExcelDateTime::new(number, ExcelDateTimeType::DateTime, is_1904), code)
}

/// A date by its code; without one that is known as year, month and day.
fn date_text(date: &ExcelDateTime, code: &str) -> String {
    let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
    let shown = shown::date(Moment { year, month, day, hour, minute, second }, code).filter(|text| !text.is_empty());
    shown.unwrap_or_else(|| match (hour, minute, second) {
        (0, 0, 0) => format!("{year}-{month:02}-{day:02}"),
        _ => format!("{year}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}"),
    })
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
    fn a_sheet_is_read_as_it_is_shown_and_what_is_hidden_is_named() {
        use rust_xlsxwriter::{ExcelDateTime as Date, Format, Workbook};
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        let date = Date::from_ymd(2026, 12, 1).unwrap();
        let of = |code: &str| Format::new().set_num_format(code);
        sheet.write_with_format(0, 0, 24, &of("\"≥\"0\"次\"")).unwrap();
        sheet.write_with_format(0, 1, &date, &of("yyyy\"年\"m\"月\"")).unwrap();
        sheet.write_with_format(0, 2, 1.0 / 3.0, &of("0.00")).unwrap();
        sheet.write_with_format(0, 3, 186_000.55, &of("#,##0")).unwrap();
        sheet.write(1, 0, 0.1 + 0.2).unwrap();
        sheet.write(1, 1, "藏").unwrap();
        sheet.write(1, 4, "旧值").unwrap();
        sheet.set_column_hidden(4).unwrap();
        let other = book.add_worksheet();
        other.set_name("底稿").unwrap().set_hidden(true);
        let grid = read_xlsx(&book.save_to_buffer().unwrap()).unwrap();
        let texts = |row: usize| grid.rows[row].cells.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>();
        assert_eq!(texts(0), ["≥24次", "2026年12月", "0.33", "186,001"]);
        assert_eq!(texts(1), ["0.3", "藏"]);
        assert_eq!(grid.rows[0].cells[3].number.as_deref(), Some("186000.55"));
        assert!(
            grid.notes[0].contains("“底稿”") && grid.notes[1].contains("第 2 行第 E 列 “旧值”"),
            "{:?}",
            grid.notes
        );
    }

    #[test]
    fn days_count_from_the_year_that_the_workbook_says() {
        use rust_xlsxwriter::{Format, Workbook};
        use std::io::{Read as _, Write as _};
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        for (column, code) in (0..).zip(["yyyy\"年\"m\"月\"d\"日\"", "yyyy-mm-dd"]) {
            sheet.write_with_format(0, column, 44_531, &Format::new().set_num_format(code)).unwrap();
        }
        let bytes = book.save_to_buffer().unwrap();
        let texts = |bytes: &[u8]| {
            let grid = read_xlsx(bytes).unwrap();
            grid.rows[0].cells.iter().map(|cell| cell.text.clone()).collect::<Vec<_>>()
        };
        assert_eq!(texts(&bytes), ["2021年12月1日", "2021-12-01"]);
        let mut old = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut new = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for name in [
            "[Content_Types].xml",
            "_rels/.rels",
            "xl/workbook.xml",
            "xl/_rels/workbook.xml.rels",
            "xl/styles.xml",
            "xl/worksheets/sheet1.xml",
        ] {
            let mut content = String::new();
            old.by_name(name).unwrap().read_to_string(&mut content).unwrap();
            let content = content.replace("<workbookPr ", "<workbookPr date1904=\"1\" ");
            new.start_file(name, zip::write::SimpleFileOptions::DEFAULT).unwrap();
            new.write_all(content.as_bytes()).unwrap();
        }
        assert_eq!(texts(&new.finish().unwrap().into_inner()), ["2025年12月2日", "2025-12-02"]);
        assert_eq!(day_text(0.0, "yyyy-mm-dd", true), "1904-01-01");
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
