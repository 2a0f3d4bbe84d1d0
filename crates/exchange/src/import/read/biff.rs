//! Bounds of an xls before its cells are read.
//!
//! The reader of the cells makes room for numbers that the file states: for every cell between the outermost ones of a sheet, for the extent
//! that a sheet claims, for a text at every place that names it. A damaged file may state anything, so the records are walked here first, and
//! the reader gets a container made anew around them, in which no chain of sectors can run in circles.

use super::super::error::ImportError;
use super::super::grid::{MAX_COLUMNS, MAX_ROWS, MAX_TEXT};
use super::shown;
use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use std::ops::RangeInclusive;
use std::sync::Arc;

/// Longest stream of records, pictures included.
const MAX_STREAM: usize = 64 << 20;
/// Most cells between the outermost ones, of all sheets together.
const MAX_CELLS: u64 = 80 * MAX_ROWS as u64;
/// Most records that continue another one; each holds up to 8 KB.
const MAX_CONTINUED: usize = 1 << 15;
/// Streams shorter than this are stored in another way, which the container made here does not use.
const MIN_STREAM: usize = 4096;

/// Most format codes of a file; Excel allows some 250.
const MAX_CODES: usize = 4096;

const CONTINUE: u16 = 0x003c;
const END: u16 = 0x000a;
const BEGIN: u16 = 0x0809;

/// A file whose records are within bounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bounded {
    /// A container that is whole.
    pub bytes: Vec<u8>,
    /// How the cells of each sheet look, in the order of the workbook: what the reader of the cells does not tell.
    pub looks: Vec<Look>,
    /// Days count from 1904.
    pub is_1904: bool,
}

/// How the cells of a sheet look.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Look {
    /// Columns that nobody sees, from 0.
    pub hidden: Vec<RangeInclusive<u32>>,
    /// Row and column of the cells with a format of their own, and its number, in order.
    cells: Vec<(u16, u16, u16)>,
    /// The file's own format codes by their numbers.
    codes: Arc<BTreeMap<u16, String>>,
}

impl Look {
    /// The format code of a cell's number; `General` where it has none.
    pub fn code(&self, row: u32, column: u32) -> &str {
        let place = u16::try_from(row).ok().zip(u16::try_from(column).ok());
        let at = place.and_then(|(row, column)| {
            self.cells.binary_search_by_key(&(row, column), |(row, column, _)| (*row, *column)).ok()
        });
        let number = at.and_then(|at| self.cells.get(at)).map_or(0, |(_, _, number)| *number);
        self.codes.get(&number).map(String::as_str).or_else(|| built_in(number)).unwrap_or("General")
    }
}

/// The code of a format that every file has.
fn built_in(number: u16) -> Option<&'static str> {
    match number {
        1 => Some("0"),
        2 => Some("0.00"),
        3 | 37 | 38 => Some("#,##0"),
        4 | 39 | 40 => Some("#,##0.00"),
        9 => Some("0%"),
        10 => Some("0.00%"),
        _ => shown::built_in(number.into()),
    }
}

/// Bounds a file.
pub fn bounded(bytes: &[u8]) -> Result<Bounded, ImportError> {
    let mut stream = stream(bytes)?;
    let Checked { unread, looks, is_1904 } = check(&stream)?;
    for at in unread {
        if let Some(place) = stream.get_mut(at..at.saturating_add(2)) {
            place.fill(0);
        }
    }
    let length = stream.len().max(MIN_STREAM);
    stream.resize(length, 0);
    let bytes = container(&stream).map_err(|error| ImportError::Damaged(error.to_string()))?;
    Ok(Bounded { bytes, looks, is_1904 })
}

/// The stream of the workbook.
fn stream(bytes: &[u8]) -> Result<Vec<u8>, ImportError> {
    let damaged = |error: std::io::Error| ImportError::Damaged(error.to_string());
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(damaged)?;
    let name = if file.is_stream("/Workbook") { "/Workbook" } else { "/Book" };
    let mut stream = Vec::new();
    let limit = MAX_STREAM as u64 + 1;
    file.open_stream(name).map_err(damaged)?.take(limit).read_to_end(&mut stream).map_err(damaged)?;
    if stream.len() > MAX_STREAM { Err(ImportError::TooMuchText) } else { Ok(stream) }
}

fn container(stream: &[u8]) -> std::io::Result<Vec<u8>> {
    // Calamine reads version 4 only where the root has short streams.
    let mut file = cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new()))?;
    file.create_stream("/Workbook")?.write_all(stream)?;
    file.flush()?;
    Ok(file.into_inner().into_inner())
}

/// What the records say.
struct Checked {
    /// Places of two bytes each that the reader is not to see: what a sheet claims of its extent, and the formulas, whose results stand beside
    /// them.
    unread: Vec<usize>,
    looks: Vec<Look>,
    is_1904: bool,
}

/// Walks all records.
fn check(stream: &[u8]) -> Result<Checked, ImportError> {
    let mut sheets = Vec::new();
    let (mut formats, mut is_1904) = (Formats::default(), false);
    let mut lengths = Vec::new();
    let mut records = Records { stream, at: 0, continued: 0 };
    while let Some(record) = records.next()? {
        match record.kind {
            END => break,
            0x002f if word(record.data, 0)? != 0 => return Err(ImportError::Password),
            0x0085 => sheets.push((long(record.data, 0)? as usize, sheets.len())),
            BEGIN => formats.new = word(record.data, 0)? >= 0x0600,
            0x0022 => is_1904 = word(record.data, 0)? == 1,
            0x041e => formats.add(record.data),
            0x00e0 => formats.cells.push(word(record.data, 2).unwrap_or_default()),
            0x00fc => lengths = Texts::new(&record).lengths()?,
            _ => {}
        }
    }
    sheets.sort_unstable();
    let codes = Arc::new(std::mem::take(&mut formats.codes));
    let mut counts = Counts::default();
    let mut unread = Vec::new();
    let mut looks = vec![Look::default(); sheets.len()];
    for (start, number) in sheets {
        // A record that belongs to two sheets would be read twice, without end.
        if start < records.at || start > stream.len() {
            return Err(inconsistent());
        }
        records.at = start;
        let look = sheet(&mut records, &lengths, &formats, &mut counts, &mut unread)?;
        if let Some(place) = looks.get_mut(number) {
            *place = Look { codes: Arc::clone(&codes), ..look };
        }
    }
    Ok(Checked { unread, looks, is_1904 })
}

/// The formats of numbers.
#[derive(Default)]
struct Formats {
    /// Excel 97 or later: the codes of older files are written in another way and are not read.
    new: bool,
    /// The file's own codes by their numbers.
    codes: BTreeMap<u16, String>,
    /// The number of the format, by the index that cells name.
    cells: Vec<u16>,
}

impl Formats {
    fn add(&mut self, data: &[u8]) {
        let (number, length) = (word(data, 0), word(data, 2).map(usize::from));
        let (Ok(number), Ok(length), Some(flags)) = (number, length, data.get(4)) else { return };
        if !self.new || self.codes.len() >= MAX_CODES {
            return;
        }
        let letters = data.get(5..).unwrap_or_default();
        let code = match flags & 1 {
            0 => letters.iter().take(length).copied().map(char::from).collect(),
            _ => {
                let units = letters.chunks_exact(2).take(length).filter_map(|pair| word(pair, 0).ok());
                char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
            }
        };
        self.codes.insert(number, code);
    }

    /// The format of a cell that names this index, with its place; nothing where it is the usual one.
    fn of(&self, (row, column): (u16, u16), index: u16) -> Option<(u16, u16, u16)> {
        let number = self.cells.get(usize::from(index)).copied().filter(|number| *number != 0)?;
        Some((row, column, number))
    }
}

/// Walks the records of one sheet.
fn sheet(
    records: &mut Records,
    lengths: &[usize],
    formats: &Formats,
    counts: &mut Counts,
    unread: &mut Vec<usize>,
) -> Result<Look, ImportError> {
    let mut look = Look::default();
    let (mut values, mut formulas) = (Extent::default(), Extent::default());
    let mut formula = (0, 0);
    let mut depth = 0usize;
    while let Some(Record { kind, at, data, .. }) = records.next()? {
        // Charts inside a sheet have cells of their own, which are not read.
        match kind {
            BEGIN => depth += 1,
            END if depth <= 1 => break,
            END => depth -= 1,
            _ => {}
        }
        if depth > 1 {
            continue;
        }
        let place = || Ok::<_, ImportError>((word(data, 0)?, word(data, 2)?));
        match kind {
            0x0200 => unread.push(at),
            0x0203 | 0x0205 | 0x027e => {
                values.add(place()?);
                look.cells.extend(formats.of(place()?, word(data, 4).unwrap_or_default()));
            }
            0x007d => {
                let (first, last) = place()?;
                if word(data, 8)? & 1 != 0 && look.hidden.len() < MAX_COLUMNS as usize {
                    look.hidden.push(first.into()..=last.into());
                }
                continue;
            }
            0x0204 | 0x00d6 => {
                values.add(place()?);
                counts.text(word(data, 6)?.into())?;
            }
            0x00fd => {
                values.add(place()?);
                let text = usize::try_from(long(data, 6)?).ok().and_then(|index| lengths.get(index));
                counts.text(text.copied().unwrap_or_default())?;
            }
            0x00bd => {
                let (row, column) = place()?;
                let count = u16::try_from(data.len().saturating_sub(6) / 6).unwrap_or(u16::MAX);
                values.add((row, column));
                values.add((row, column.saturating_add(count.saturating_sub(1))));
                counts.cells(count.into())?;
                for number in 0..count {
                    let index = word(data, 4 + usize::from(number) * 6).unwrap_or_default();
                    look.cells.extend(formats.of((row, column.saturating_add(number)), index));
                }
            }
            0x0006 => {
                formula = place()?;
                values.add(formula);
                formulas.add(formula);
                look.cells.extend(formats.of(formula, word(data, 4).unwrap_or_default()));
                // The length of the formula.
                unread.push(at + 4 + 20);
            }
            0x0207 => {
                values.add(formula);
                counts.text(word(data, 0)?.into())?;
            }
            _ => continue,
        }
        counts.cells(1)?;
    }
    counts.extent(&values)?;
    counts.extent(&formulas)?;
    look.cells.sort_unstable();
    Ok(look)
}

/// The outermost cells of a sheet.
#[derive(Default)]
struct Extent(Option<[u16; 4]>);

impl Extent {
    fn add(&mut self, (row, column): (u16, u16)) {
        let [top, bottom, left, right] = self.0.unwrap_or([row, row, column, column]);
        self.0 = Some([top.min(row), bottom.max(row), left.min(column), right.max(column)]);
    }
}

/// What has been counted of all sheets.
#[derive(Default)]
struct Counts {
    cells: u64,
    area: u64,
    text: usize,
}

impl Counts {
    fn cells(&mut self, more: u64) -> Result<(), ImportError> {
        self.cells = self.cells.saturating_add(more);
        if self.cells > MAX_CELLS { Err(ImportError::TooManyRows) } else { Ok(()) }
    }

    fn text(&mut self, more: usize) -> Result<(), ImportError> {
        self.text = self.text.saturating_add(more);
        if self.text > MAX_TEXT { Err(ImportError::TooMuchText) } else { Ok(()) }
    }

    fn extent(&mut self, extent: &Extent) -> Result<(), ImportError> {
        let Some([top, bottom, left, right]) = extent.0 else { return Ok(()) };
        if u32::from(right) >= MAX_COLUMNS {
            return Err(ImportError::TooManyColumns);
        }
        let side = |from: u16, to: u16| u64::from(to.saturating_sub(from)) + 1;
        self.area = self.area.saturating_add(side(top, bottom) * side(left, right));
        if self.area > MAX_CELLS { Err(ImportError::TooManyRows) } else { Ok(()) }
    }
}

/// A record with those that continue it.
struct Record<'a> {
    kind: u16,
    /// Where it begins in the stream.
    at: usize,
    data: &'a [u8],
    continued: Vec<&'a [u8]>,
}

struct Records<'a> {
    stream: &'a [u8],
    at: usize,
    continued: usize,
}

impl<'a> Records<'a> {
    fn next(&mut self) -> Result<Option<Record<'a>>, ImportError> {
        let at = self.at;
        if at >= self.stream.len() {
            return Ok(None);
        }
        let (kind, data) = self.one()?;
        let mut continued = Vec::new();
        while self.stream.len() - self.at > 4 && word(self.stream, self.at)? == CONTINUE {
            continued.push(self.one()?.1);
        }
        self.continued += continued.len();
        if self.continued > MAX_CONTINUED {
            return Err(inconsistent());
        }
        Ok(Some(Record { kind, at, data, continued }))
    }

    fn one(&mut self) -> Result<(u16, &'a [u8]), ImportError> {
        let kind = word(self.stream, self.at)?;
        let length = usize::from(word(self.stream, self.at + 2)?);
        let data = self.stream.get(self.at + 4..self.at + 4 + length).ok_or_else(inconsistent)?;
        self.at += 4 + length;
        Ok((kind, data))
    }
}

/// The table of texts that cells point to: only how long they are.
struct Texts<'a> {
    data: &'a [u8],
    continued: std::vec::IntoIter<&'a [u8]>,
}

impl<'a> Texts<'a> {
    fn new(record: &Record<'a>) -> Texts<'a> {
        let data = record.data.get(8..).unwrap_or_default();
        Texts { data, continued: record.continued.clone().into_iter() }
    }

    fn lengths(mut self) -> Result<Vec<usize>, ImportError> {
        let mut lengths = Vec::new();
        while !self.data.is_empty() || self.go_on() {
            if self.data.is_empty() {
                lengths.push(0);
                continue;
            }
            let length = usize::from(word(self.take(2)?, 0)?);
            let flags = self.flags()?;
            let runs = if flags & 8 != 0 { usize::from(word(self.take(2)?, 0)?) * 4 } else { 0 };
            let extension = if flags & 4 != 0 { long(self.take(4)?, 0)? as usize } else { 0 };
            self.text(length, flags & 1 != 0)?;
            self.skip(runs.saturating_add(extension))?;
            lengths.push(length);
        }
        Ok(lengths)
    }

    /// The characters of a text; a record that continues it says anew whether they are of two bytes.
    fn text(&mut self, mut left: usize, mut wide: bool) -> Result<(), ImportError> {
        loop {
            let size = if wide { 2 } else { 1 };
            let here = left.min(self.data.len() / size);
            self.take(here * size)?;
            left -= here;
            if left == 0 {
                return Ok(());
            }
            if !self.go_on() {
                return Err(inconsistent());
            }
            wide = self.flags()? & 1 != 0;
        }
    }

    fn skip(&mut self, mut left: usize) -> Result<(), ImportError> {
        while left > 0 {
            if self.data.is_empty() && !self.go_on() {
                return Err(inconsistent());
            }
            let here = left.min(self.data.len());
            self.take(here)?;
            left -= here;
        }
        Ok(())
    }

    fn flags(&mut self) -> Result<u8, ImportError> {
        self.take(1)?.first().copied().ok_or_else(inconsistent)
    }

    fn take(&mut self, count: usize) -> Result<&'a [u8], ImportError> {
        let (taken, rest) = self.data.split_at_checked(count).ok_or_else(inconsistent)?;
        self.data = rest;
        Ok(taken)
    }

    fn go_on(&mut self) -> bool {
        let next = self.continued.next();
        self.data = next.unwrap_or_default();
        next.is_some()
    }
}

fn word(data: &[u8], at: usize) -> Result<u16, ImportError> {
    match data.get(at..at.saturating_add(2)) {
        Some(&[low, high]) => Ok(u16::from_le_bytes([low, high])),
        _ => Err(inconsistent()),
    }
}

fn long(data: &[u8], at: usize) -> Result<u32, ImportError> {
    Ok(u32::from(word(data, at)?) | u32::from(word(data, at.saturating_add(2))?) << 16)
}

fn inconsistent() -> ImportError {
    ImportError::Damaged("内容前后对不上".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        let length = u16::try_from(data.len()).unwrap();
        [&kind.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
    }

    fn words(words: &[u16]) -> Vec<u8> {
        words.iter().flat_map(|word| word.to_le_bytes()).collect()
    }

    /// A workbook with these texts and these records in its only sheet.
    fn book(texts: &[&str], sheet: &[Vec<u8>]) -> Vec<u8> {
        let mut table = vec![0; 8];
        for text in texts {
            table.extend(words(&[u16::try_from(text.len()).unwrap()]));
            table.push(0);
            table.extend(text.bytes());
        }
        let head = record(BEGIN, &words(&[0x0600, 5, 0, 0]));
        let mut globals = [head.clone(), record(0x00fc, &table)].concat();
        let start = globals.len() + 4 + 9 + 4;
        let mut bound = u32::try_from(start).unwrap().to_le_bytes().to_vec();
        bound.extend([0, 0, 1, 0, b'A']);
        globals.extend(record(0x0085, &bound));
        globals.extend(record(END, &[]));
        assert_eq!(globals.len(), start);
        [globals, head, sheet.concat(), record(END, &[])].concat()
    }

    fn number(row: u16, column: u16) -> Vec<u8> {
        record(0x0203, &words(&[row, column, 0, 0, 0, 0, 0]))
    }

    fn file(stream: &[u8]) -> Vec<u8> {
        container(stream).unwrap()
    }

    #[test]
    fn a_long_stream_goes_through_whole() {
        let text = "a".repeat(8_000);
        let rows: Vec<_> = (0..1_500).map(number_and_picture).collect();
        let read = super::super::sheet::read_xls(&file(&book(&[&text], &rows))).unwrap();
        assert_eq!(read.rows.len(), 1_500);
    }

    /// A cell and 8 KB that are not read, as pictures are.
    fn number_and_picture(row: u16) -> Vec<u8> {
        [number(row, 0), record(0x00ec, &[7; 8_000])].concat()
    }

    #[test]
    fn numbers_are_read_as_shown_and_hidden_columns_are_not_read() {
        // Format 164 is one of the file, 10 shows a percentage in every file, 0 is the usual one.
        let wide: Vec<u16> = "\"≤\"0.0\"万元\"".encode_utf16().collect();
        let length = u16::try_from(wide.len()).unwrap();
        let own = [&words(&[164, length])[..], &[1], &words(&wide)].concat();
        let xf = |format: u16| record(0x00e0, &words(&[0, format, 0, 0, 0, 0, 0, 0, 0, 0]));
        let formats = [record(0x041e, &own), xf(0), xf(164), xf(10)].concat();
        let half = |row: u16, column: u16, index: u16| {
            record(0x0203, &[&words(&[row, column, index])[..], &0.5_f64.to_le_bytes()].concat())
        };
        let rk = 0x3fe0_0000_u32.to_le_bytes();
        let two = [&words(&[1, 0, 2])[..], &rk, &words(&[0]), &rk, &words(&[1])].concat();
        let hidden = record(0x007d, &words(&[2, 2, 0, 0, 1, 0]));
        let cells = [hidden, half(0, 0, 0), half(0, 1, 1), half(0, 2, 0), record(0x00bd, &two)];
        let mut stream = book(&[], &cells);
        // Behind the head of the workbook, and the sheet moves back by as much.
        let head = 4 + 8;
        stream.splice(head..head, formats.iter().copied());
        let bound = stream.windows(4).position(|four| four == [0x85, 0, 9, 0]).unwrap() + 4;
        let start = u32::from_le_bytes(stream[bound..bound + 4].try_into().unwrap());
        let moved = start + u32::try_from(formats.len()).unwrap();
        stream[bound..bound + 4].copy_from_slice(&moved.to_le_bytes());
        let rows = super::super::sheet::read_xls(&file(&stream)).unwrap().rows;
        let texts: Vec<Vec<&str>> =
            rows.iter().map(|row| row.cells.iter().map(|cell| cell.text.as_str()).collect()).collect();
        assert_eq!(texts, [["0.5", "≤0.5万元"], ["50.00%", "0.5"]]);
    }

    #[test]
    fn cells_far_apart_are_refused_and_not_filled_up() {
        let far = [number(0, 0), number(65_535, 255)];
        assert_eq!(bounded(&file(&book(&[], &far))), Err(ImportError::TooManyRows));
        let wide = [number(0, 0), number(0, 60_000)];
        assert_eq!(bounded(&file(&book(&[], &wide))), Err(ImportError::TooManyColumns));
        let formula = record(0x0006, &words(&[65_535, 255, 0, 0, 0, 0, 0, 0, 0, 0, 0]));
        assert_eq!(bounded(&file(&book(&[], &[number(0, 0), formula]))), Err(ImportError::TooManyRows));
        assert!(bounded(&file(&book(&[], &[number(0, 0), number(65_535, 8)]))).is_ok());
    }

    #[test]
    fn what_a_sheet_claims_of_its_extent_is_not_used() {
        let claim = record(0x0200, &words(&[0, 0, 0xffff, 0xffff, 0, 0xffff, 0]));
        let read = super::super::sheet::read_xls(&file(&book(&[], &[claim, number(2, 1)]))).unwrap();
        assert_eq!(read.rows.len(), 1);
        assert_eq!(read.rows[0].place.in_file(read.rows[0].cells[0].column), "工作表“A”第 3 行第 B 列");
    }

    #[test]
    fn a_text_that_every_cell_repeats_is_refused() {
        let text = "a".repeat(8_000);
        let cell = |row| record(0x00fd, &words(&[row, 0, 0, 0, 0]));
        let few: Vec<_> = (0..10).map(cell).collect();
        assert!(bounded(&file(&book(&[&text], &few))).is_ok());
        let many: Vec<_> = (0..3_000).map(cell).collect();
        assert_eq!(bounded(&file(&book(&[&text], &many))), Err(ImportError::TooMuchText));
    }

    #[test]
    fn records_that_do_not_fit_are_damage() {
        let mut cut = book(&["ab"], &[number(0, 0)]);
        cut.truncate(cut.len() - 6);
        assert!(matches!(bounded(&file(&cut)), Err(ImportError::Damaged(_))));
        let mut twice = book(&[], &[number(0, 0)]);
        let place = twice.windows(2).position(|pair| pair == [0x85, 0]).unwrap() + 4;
        twice[place..place + 4].fill(0);
        assert!(matches!(bounded(&file(&twice)), Err(ImportError::Damaged(_))));
    }
    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(300))]

        /// Changed words in the records of a real workbook: rows of cells or a reason, and never more memory than the bounds allow.
        #[test]
        fn changed_records_never_end_the_program(changes in proptest::collection::vec((0usize..6_000, 0u16..), 1..12)) {
            let mut stream = stream(include_bytes!("../../../../../tests/import/fixtures/form.xls")).unwrap();
            for (at, value) in changes {
                let at = at % (stream.len() - 1);
                stream[at..at + 2].copy_from_slice(&value.to_le_bytes());
            }
            let _ = crate::import::read::read("a.xls", &file(&stream));
        }
    }
}
