//! How high rows must be so that nothing is cut: spreadsheets do not fit the height of merged cells by themselves.
//!
//! Without the reader's fonts this is an estimate on the safe side: a Chinese character is as wide as its size, a letter or digit
//! a bit more than half, and a line is 1.4 sizes high (宋体 in Excel and WPS takes 1.3, the fonts of LibreOffice up to 1.4).

use super::office::{Length, OfficeCell, OfficeForm};

/// What a cell keeps free at both sides together.
const PADDING: Length = 6_000;

/// The heights of all rows: at least what each asks for, and enough for every cell.
pub(super) fn row_heights(form: &OfficeForm) -> Vec<Length> {
    let mut heights: Vec<Length> = form.rows.iter().map(|row| row.min_height).collect();
    let cells = form.rows.iter().enumerate().flat_map(|(line, row)| row.cells.iter().map(move |cell| (line, cell)));
    // Cells of one row decide first; a cell over several rows then adds what it still lacks to its last row.
    let (single, spanning): (Vec<_>, Vec<_>) = cells.partition(|(_, cell)| cell.rows == 1);
    for (line, cell) in single {
        if let Some(height) = heights.get_mut(line) {
            *height = (*height).max(height_of(form, cell));
        }
    }
    for (line, cell) in spanning {
        let rows = usize::from(cell.rows);
        let present: Length = heights.iter().skip(line).take(rows).sum();
        let last = (line + rows).min(heights.len()).saturating_sub(1);
        if let Some(height) = heights.get_mut(last) {
            *height += (height_of(form, cell) - present).max(0);
        }
    }
    heights
}

fn height_of(form: &OfficeForm, cell: &OfficeCell) -> Length {
    let room = (form.width(cell.column, cell.columns) - PADDING).max(cell.size);
    let lines: i64 = cell.text.split('\n').map(|line| lines(line, room, cell.size)).sum();
    Length::try_from(lines * i64::from(cell.size) * 7 / 5 + i64::from(PADDING)).unwrap_or(Length::MAX / 2)
}

/// Lines of a text in a column of so many Chinese characters.
pub(super) fn lines_within(text: &str, characters: u8) -> u16 {
    const SIZE: Length = 1_000;
    let room = Length::from(characters.max(1)) * SIZE;
    u16::try_from(text.split('\n').map(|line| lines(line, room, SIZE)).sum::<i64>()).unwrap_or(u16::MAX)
}

/// Lines that a paragraph takes.
fn lines(text: &str, room: Length, size: Length) -> i64 {
    let width = width(text, size);
    if width <= i64::from(room) {
        return 1;
    }
    // A line is seldom filled to the brim: marks that may not begin a line and numbers that stay whole move on.
    let usable = i64::from((room - size).max(size));
    (width + usable - 1) / usable
}

fn width(text: &str, size: Length) -> i64 {
    let narrow = text.chars().filter(char::is_ascii).count() as i64;
    let wide = text.chars().count() as i64 - narrow;
    wide * i64::from(size) + narrow * i64::from(size) * 11 / 20
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_on_the_safe_side() {
        let size = 9_000;
        assert_eq!(lines("", 90_000, size), 1);
        assert_eq!(lines("十个字正好放在一行里", 90_000, size), 1);
        assert_eq!(lines("十一个字就要放在两行里", 90_000, size), 2);
        assert_eq!(lines("263,817.46", 50_000, size), 1);
        assert_eq!(lines(&"字".repeat(90), 90_000, size), 10);
        assert_eq!((lines_within("一二\n三", 4), lines_within("一二三四五", 4)), (2, 2));
    }
}
