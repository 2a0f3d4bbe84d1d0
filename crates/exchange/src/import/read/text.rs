//! Published text and pasted cells: lines, tab-separated rows, pipe tables, CSV.

use super::super::error::ImportError;
use super::super::grid::{Cell, Grid, MAX_COLUMNS, MAX_ROWS, Place, Row};
use super::super::label;
use super::lines;
use encoding_rs::{GB18030, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// The bytes as text, and how they were read where that was a guess. A byte order mark decides; else strict UTF-8; else GB18030.
pub fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, Option<String>), ImportError> {
    let marked = |encoding: &'static encoding_rs::Encoding, rest: &[u8]| {
        encoding
            .decode_without_bom_handling_and_without_replacement(rest)
            .map(|text| (Cow::Owned(text.into_owned()), None))
            .ok_or(ImportError::Encoding)
    };
    match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => {
            std::str::from_utf8(rest).map(|text| (Cow::Borrowed(text), None)).map_err(|_| ImportError::Encoding)
        }
        [0xff, 0xfe, rest @ ..] => marked(UTF_16LE, rest),
        [0xfe, 0xff, rest @ ..] => marked(UTF_16BE, rest),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => Ok((Cow::Borrowed(text), None)),
            Err(_) => {
                let text = GB18030.decode_without_bom_handling_and_without_replacement(bytes);
                let text = text.filter(|text| !text.contains('\0')).ok_or(ImportError::Encoding)?;
                Ok((text, Some("文件没有说明编码，按 GB18030 读出，请看看文字对不对".to_owned())))
            }
        },
    }
}

/// Rows of a text: a line with tabs or between pipes is a row of a table, any other a line of running text.
pub fn read(text: &str) -> Result<Grid, ImportError> {
    let mut grid = Grid::default();
    let mut near_table = 0;
    for (number, line) in lines::logical(text) {
        let place = Place::Line(number);
        let trimmed = line.trim();
        let row = if line.contains('\t') {
            row_of(place, line.split('\t'), true)
        } else if let Some(inner) = trimmed.strip_prefix('|').map(|inner| inner.strip_suffix('|').unwrap_or(inner)) {
            if is_ruler(inner) {
                continue;
            }
            row_of(place, inner.split('|'), true)
        } else {
            let line = without_marks(trimmed);
            let columns = columns_set_with_blanks(&line);
            let labelled = columns.iter().any(|text| label::of_unit(text).is_some());
            if columns.len() > 1 && (labelled || near_table > 0) {
                near_table = NEAR;
                row_of(place, columns.into_iter(), true)
            } else {
                near_table = near_table.saturating_sub(usize::from(!line.is_empty()));
                row_of(place, std::iter::once(&*line), false)
            }
        };
        push(&mut grid, row)?;
    }
    Ok(grid)
}

/// Rows of a CSV text: commas or semicolons between cells, quotes around cells with commas, line breaks and doubled quotes.
pub fn read_csv(text: &str) -> Result<Grid, ImportError> {
    let separator = match text.lines().next() {
        Some(line) if !line.contains(',') && line.contains('\t') => '\t',
        Some(line) if !line.contains(',') && line.contains(';') => ';',
        _ => ',',
    };
    let mut grid = Grid::default();
    let (mut record, mut field) = (Vec::new(), String::new());
    let (mut quoted, mut line, mut start) = (false, 1, 1);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                field.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if field.trim().is_empty() => {
                field.clear();
                quoted = true;
            }
            '\n' if !quoted => {
                record.push(std::mem::take(&mut field));
                let row = row_of(Place::Line(start), record.iter().map(String::as_str), true);
                push(&mut grid, row.map(|row| Row { exact: true, ..row }))?;
                record.clear();
                line += 1;
                start = line;
            }
            c if c == separator && !quoted => {
                record.push(std::mem::take(&mut field));
                if record.len() > MAX_COLUMNS as usize {
                    return Err(ImportError::TooManyColumns);
                }
            }
            c => {
                line += usize::from(c == '\n');
                field.push(c);
            }
        }
    }
    record.push(field);
    let row = row_of(Place::Line(start), record.iter().map(String::as_str), true);
    push(&mut grid, row.map(|row| Row { exact: true, ..row }))?;
    Ok(grid)
}

fn push(grid: &mut Grid, row: Option<Row>) -> Result<(), ImportError> {
    if let Some(row) = row {
        if grid.rows.len() >= MAX_ROWS {
            return Err(ImportError::TooManyRows);
        }
        grid.rows.push(row);
    }
    Ok(())
}

fn row_of<'a>(place: Place, texts: impl Iterator<Item = &'a str>, table: bool) -> Option<Row> {
    let cells: Vec<Cell> = (0..MAX_COLUMNS)
        .zip(texts)
        .map(|(column, text)| Cell::new(column, if table { with_breaks(text.trim()) } else { text.trim().to_owned() }))
        .filter(|cell| !cell.text.is_empty())
        .collect();
    (!cells.is_empty()).then_some(Row { place, cells, table, exact: false })
}

/// The pieces of a line between wide gaps: tables whose columns were set with blanks. Such a table begins with a line that has a label of the
/// form in it; anything else is running text.
fn columns_set_with_blanks(line: &str) -> Vec<&str> {
    let mut columns = Vec::new();
    let (mut start, mut gap, mut width) = (0, 0, 0);
    for (at, c) in line.char_indices() {
        if !matches!(c, ' ' | '\u{3000}') {
            if width >= GAP {
                columns.extend(line.get(start..gap));
                start = at;
            }
            width = 0;
            continue;
        }
        if width == 0 {
            gap = at;
        }
        width += if c == ' ' { 1 } else { 2 };
    }
    columns.extend(line.get(start..));
    columns
}

/// So many lines of running text in a row end a table that was set with blanks.
const NEAR: usize = 3;

/// The narrowest gap between columns, in blanks of half a Chinese character.
const GAP: usize = 3;

/// A ruler of a pipe table: `---|:--:|---`.
fn is_ruler(inner: &str) -> bool {
    inner.contains("--") && inner.chars().all(|c| matches!(c, '-' | ':' | '|' | ' '))
}

/// A cell of a table with the line breaks and without the marks of type that converters write into it.
fn with_breaks(text: &str) -> String {
    let text = match text.contains('<') {
        true => {
            let lines = ["<br>", "<br/>", "<br />", "<BR>"];
            let broken = lines.iter().fold(text.to_owned(), |text, mark| text.replace(mark, "\n"));
            Cow::Owned(without_tags(&broken).trim().to_owned())
        }
        false => Cow::Borrowed(text),
    };
    match text.strip_prefix("**").and_then(|text| text.strip_suffix("**")).filter(|text| !text.contains("**")) {
        Some(bold) => bold.trim().to_owned(),
        None => text.into_owned(),
    }
}

/// A text without the tags of type that converters write: `<b>…</b>`. A power stays one: m<sup>2</sup> is m².
fn without_tags(text: &str) -> String {
    const TAGS: [&str; 8] = ["b", "strong", "u", "i", "em", "center", "sup", "sub"];
    let text = text.replace("<sup>2</sup>", "²").replace("<sup>3</sup>", "³");
    TAGS.iter().fold(text, |text, tag| text.replace(&format!("<{tag}>"), "").replace(&format!("</{tag}>"), ""))
}

/// A heading without its marks: `## 十、…`, `**…**`, `<b>…</b>`.
fn without_marks(line: &str) -> Cow<'_, str> {
    let line = line.trim_start_matches('#').trim();
    let line = line.strip_prefix("**").and_then(|line| line.strip_suffix("**")).unwrap_or(line);
    if line.contains('<') { Cow::Owned(without_tags(line).trim().to_owned()) } else { Cow::Borrowed(line) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(grid: &Grid) -> Vec<Vec<(u32, &str)>> {
        grid.rows.iter().map(|row| row.cells.iter().map(|cell| (cell.column, cell.text.as_str())).collect()).collect()
    }

    #[test]
    fn lines_become_rows_of_tables_or_running_text() {
        let grid = read("## 标题\n\n甲\t\t乙 \n| a | | b |\n|---|:-:|---|\n\t\t\n").unwrap();
        assert_eq!(texts(&grid), [vec![(0, "标题")], vec![(0, "甲"), (2, "乙")], vec![(0, "a"), (2, "b")]]);
        assert_eq!(grid.rows.iter().map(|row| row.table).collect::<Vec<_>>(), [false, true, true]);
        assert_eq!(grid.rows[1].place, Place::Line(3));
    }

    #[test]
    fn csv_keeps_quoted_commas_and_line_breaks() {
        let grid = read_csv("项目名称,合计\r\n\"甲,\"\"乙\"\"\n丙\",\"1,026.38\"\n丁,3").unwrap();
        assert_eq!(
            texts(&grid),
            [
                vec![(0, "项目名称"), (1, "合计")],
                vec![(0, "甲,\"乙\"\n丙"), (1, "1,026.38")],
                vec![(0, "丁"), (1, "3")]
            ]
        );
        assert_eq!(grid.rows[2].place, Place::Line(4));
    }

    #[test]
    fn encodings_are_told_by_mark_then_by_strict_reading() {
        let text = "项目名称";
        let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let (gbk, _, _) = GB18030.encode(text);
        assert_eq!(decode(&utf16).unwrap(), (Cow::Borrowed(text), None));
        assert_eq!(decode(format!("\u{feff}{text}").as_bytes()).unwrap(), (Cow::Borrowed(text), None));
        let (read, guess) = decode(&gbk).unwrap();
        assert!(read == text && guess.unwrap().contains("GB18030"));
        assert!(decode(&[0xff, 0xff, 0x00, 0x81]).is_err());
    }

    #[test]
    fn a_million_rows_are_refused() {
        assert!(matches!(read(&"a\tb\n".repeat(MAX_ROWS + 1)), Err(ImportError::TooManyRows)));
        assert!(matches!(read_csv(&"a,".repeat(100_000)), Err(ImportError::TooManyColumns)));
    }
}
