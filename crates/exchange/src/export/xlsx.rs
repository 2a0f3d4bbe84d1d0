//! Forms in the official look as a workbook: a sheet a form, merged cells, borders, widths, heights and the set-up for printing.

use super::measure::row_heights;
use super::office::{self, Align, Length, OfficeCell, OfficeForm};
use super::table::{SheetNames, kept, properties, saved, writer_error};
use super::{ExportError, xml_text};
use rust_decimal::Decimal;
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, IgnoreError, Workbook, Worksheet, XlsxError};

/// The face that every office program in the country has.
const FACE: &str = "宋体";

/// Rows of a spreadsheet are at most 409 pt high; a higher row of the form takes several that are merged.
const MAX_HEIGHT: Length = 400_000;

/// Writes the forms. The same forms give the same bytes.
pub fn xlsx(forms: &[OfficeForm]) -> Result<Vec<u8>, ExportError> {
    let Some(first) = forms.first() else { return Err(ExportError::Empty) };
    let mut book = Workbook::new();
    let mut names = SheetNames::default();
    for form in forms {
        let sheet = book.add_worksheet();
        sheet.set_name(names.unused(&form.name)).map_err(|error| writer_error(error, &form.name))?;
        fill(sheet, form).map_err(|error| writer_error(error, &form.name))?;
    }
    let mut properties = properties(&first.name, &first.author)?;
    for (name, text) in office::kept(forms) {
        properties = properties.set_custom_property(name, text);
    }
    saved(book, &properties, &first.name)
}

fn fill(sheet: &mut Worksheet, form: &OfficeForm) -> Result<(), XlsxError> {
    page(sheet, form);
    let mut edge = 0;
    let mut before = 0;
    for (column, width) in (0_u16..).zip(&form.columns) {
        edge += width;
        let at = pixels(edge);
        sheet.set_column_width_pixels(column, at - before)?;
        before = at;
    }
    let last_column = u16::try_from(form.columns.len()).unwrap_or(u16::MAX).saturating_sub(1);
    let mut row = 0;
    for line in &form.title {
        let format = text_format(line.size, line.bold, Align::Centre);
        put(sheet, (row, 0, row, last_column), &line.text, &format)?;
        sheet.set_row_height_pixels(row, pixels(line.size * 8 / 5))?;
        row += 1;
    }
    row = table(sheet, form, row)?;
    signature(sheet, form, row)?;
    sheet.ignore_error_range(0, 0, row, last_column, IgnoreError::NumberStoredAsText)?;
    sheet.set_print_area(0, 0, row, last_column)?;
    Ok(())
}

/// The table; gives the row behind it.
fn table(sheet: &mut Worksheet, form: &OfficeForm, first: u32) -> Result<u32, XlsxError> {
    // Where each row of the form begins in the sheet.
    let mut starts = vec![first];
    let mut next = first;
    for height in row_heights(form) {
        let parts = (height - 1).max(0) / MAX_HEIGHT + 1;
        for _ in 0..parts {
            sheet.set_row_height_pixels(next, pixels(height / parts))?;
            next += 1;
        }
        starts.push(next);
    }
    if let Some((from, to)) = form.main_heads()
        && let (Some(from), Some(behind)) = (starts.get(from), starts.get(to + 1))
    {
        sheet.set_repeat_rows(*from, behind.saturating_sub(1).max(*from))?;
    }
    for (line, row) in form.rows.iter().enumerate() {
        for cell in &row.cells {
            let top = starts.get(line).copied().unwrap_or(first);
            let end = starts.get(line + usize::from(cell.rows)).or(starts.last()).copied().unwrap_or(next);
            let right = cell.column + cell.columns.max(1) - 1;
            let place = (top, cell.column, end.max(top + 1) - 1, right);
            let format = cell_format(cell);
            match amount(cell) {
                Some((number, shown_as)) => {
                    // A number that is too wide shows as ####; made smaller it stays one. It keeps off the label beside it.
                    let format = format.set_num_format(shown_as).unset_text_wrap().set_shrink().set_indent(1);
                    put(sheet, place, "", &format)?;
                    sheet.write_number_with_format(place.0, place.1, number, &format)?;
                }
                None => put(sheet, place, &cell.text, &format)?,
            }
        }
    }
    Ok(next)
}

/// The number of an amount and the format that shows it as it is written; `None` for what a spreadsheet would show otherwise.
fn amount(cell: &OfficeCell) -> Option<(f64, &'static str)> {
    if cell.align != Align::Right {
        return None;
    }
    let amount: Decimal = cell.text.replace(',', "").parse().ok()?;
    let (shown, format) = match amount.scale() {
        0 => (grouped(&amount.to_string()), "#,##0"),
        2 => (grouped(&amount.to_string()), "#,##0.00"),
        _ => return None,
    };
    (shown == cell.text).then_some(())?;
    Some((kept(amount)?, format))
}

/// Digits in groups of three, as forms print amounts.
fn grouped(digits: &str) -> String {
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits), |digits| ("-", digits));
    let (whole, rest) = digits.split_once('.').map_or((digits, String::new()), |(w, d)| (w, format!(".{d}")));
    let mut out = String::from(sign);
    for (at, digit) in whole.char_indices() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    out + &rest
}

/// The pieces stand each in its share of the columns: up to the column edge that lies nearest to it.
fn signature(sheet: &mut Worksheet, form: &OfficeForm, row: u32) -> Result<(), XlsxError> {
    let (pieces, columns) = (form.signature.len(), form.columns.len());
    let size = form.rows.first().and_then(|row| row.cells.first()).map_or(9_000, |cell| cell.size);
    let format = text_format(size, false, Align::Left).set_text_wrap();
    let width = |columns: usize| form.columns.iter().take(columns).map(|width| i64::from(*width)).sum::<i64>();
    let mut from = 0;
    for (number, piece) in (1..).zip(&form.signature) {
        let share = width(columns) * number as i64 / pieces as i64;
        // Each of the pieces behind this one needs a column too.
        let free = from + 1..=columns.saturating_sub(pieces.saturating_sub(number)).max(from + 1);
        let to = free.min_by_key(|to| (width(*to) - share).abs()).unwrap_or(columns);
        let place = |column: usize| u16::try_from(column).unwrap_or(u16::MAX);
        put(sheet, (row, place(from), row, place(to - 1)), piece, &format)?;
        from = to;
    }
    sheet.set_row_height_pixels(row, pixels(size * 3))?;
    Ok(())
}

fn put(
    sheet: &mut Worksheet,
    (top, left, bottom, right): (u32, u16, u32, u16),
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    let text = xml_text(text);
    if top == bottom && left == right {
        sheet.write_string_with_format(top, left, text, format)?;
    } else {
        sheet.merge_range(top, left, bottom, right, &text, format)?;
    }
    Ok(())
}

fn page(sheet: &mut Worksheet, form: &OfficeForm) {
    // 8 is A3, 9 is A4; the shorter side tells.
    sheet.set_paper_size(if form.paper.0.min(form.paper.1) > 700_000 { 8 } else { 9 });
    if form.is_landscape() {
        sheet.set_landscape();
    }
    let [top, right, bottom, left] = form.margins.map(inches);
    let edge = inches(form.margins.iter().copied().min().unwrap_or_default() / 2);
    sheet.set_margins(left, right, top, bottom, edge, edge);
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_print_center_horizontally(true);
    // & begins a command in heads and feet.
    let plain = |text: &str| text.replace('&', "&&");
    if let Some(words) = &form.header {
        sheet.set_header(format!("&C&\"{FACE}\"&14{}", plain(words)));
    }
    let code = form.footer.as_deref().map(|words| format!("&L&\"{FACE}\"&8{}", plain(words))).unwrap_or_default();
    sheet.set_footer(format!("{code}&R&\"{FACE}\"&8第 &P 页 共 &N 页"));
    sheet.set_screen_gridlines(false);
}

fn text_format(size: Length, bold: bool, align: Align) -> Format {
    let format = Format::new().set_font_name(FACE).set_font_size(points(size)).set_num_format("@");
    let format = if bold { format.set_bold() } else { format };
    let across = match align {
        Align::Left => FormatAlign::Left,
        Align::Centre => FormatAlign::Center,
        Align::Right => FormatAlign::Right,
        Align::Justified => FormatAlign::Justify,
    };
    format.set_align(across).set_align(FormatAlign::VerticalCenter)
}

fn cell_format(cell: &OfficeCell) -> Format {
    text_format(cell.size, cell.bold, cell.align).set_text_wrap().set_border(FormatBorder::Thin)
}

/// Screen pixels: 96 an inch of 72 pt.
fn pixels(length: Length) -> u32 {
    u32::try_from(length.max(0) / 750).unwrap_or(0)
}

#[allow(clippy::float_arithmetic, reason = "the writer wants sizes of letters as floats; no money")]
fn points(length: Length) -> f64 {
    f64::from(length) / 1000.0
}

#[allow(clippy::float_arithmetic, reason = "the writer wants margins as floats; no money")]
fn inches(length: Length) -> f64 {
    f64::from(length) / 72_000.0
}
