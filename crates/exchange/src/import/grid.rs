//! What every reader gives: rows of cells with their places. Nothing is interpreted here.

use crate::unprinted::Unprinted;
use std::fmt;
use std::sync::Arc;

/// Most rows that are read from one file; the longest published documents have a few thousand.
pub const MAX_ROWS: usize = 50_000;
/// Most cells of one row. A form has 9 columns.
pub const MAX_COLUMNS: u32 = 256;
/// Most characters of all cells of one file together; a document of 30 forms has 100,000.
pub const MAX_TEXT: usize = 16 << 20;

/// A file as rows of cells, in reading order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Grid {
    /// The rows that hold text.
    pub rows: Vec<Row>,
    /// What the reader had to guess (the encoding), Chinese.
    pub notes: Vec<String>,
    /// What this program kept in the file beside its forms.
    pub unprinted: Vec<Unprinted>,
}

/// A row of a table, or a line beside the tables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Where it stands.
    pub place: Place,
    /// The cells that hold text, from left to right; at least one.
    pub cells: Vec<Cell>,
    /// True for a row of a table, false for a line of running text.
    pub table: bool,
    /// True where the file says in which column each cell stands and how far it reaches; false for published text, whose cells may have
    /// slipped.
    pub exact: bool,
}

/// A cell that holds text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Column, from 0.
    pub column: u32,
    /// Columns that it covers, at least 1.
    pub width: u32,
    /// Rows that it covers, at least 1.
    pub height: u32,
    /// The text as written, without blanks at both ends.
    pub text: String,
    /// Of a number that its text does not say whole (rounded, in thousands, a dash for zero): the number.
    pub number: Option<String>,
}

/// Where a row stands in its file.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Place {
    /// A line of a text, from 1.
    Line(usize),
    /// A row of a sheet, from 1.
    Sheet(Arc<str>, u32),
    /// A row of a table of a document, both from 1.
    Table(usize, usize),
    /// A paragraph of a document, from 1.
    Paragraph(usize),
    /// A line of a page, both from 1.
    Page(usize, usize),
}

impl Place {
    /// The place of a cell of the row within its form, for a person: `第 7 行第 B 列`, `第 120 行`, `第 3 页第 12 行`.
    pub fn of_cell(&self, column: u32) -> String {
        match self {
            Place::Sheet(_, row) => format!("第 {row} 行第 {} 列", column_name(column)),
            other => other.to_string(),
        }
    }

    /// The same within its file: `工作表“表1”第 7 行第 B 列`.
    pub fn in_file(&self, column: u32) -> String {
        match self {
            Place::Sheet(sheet, _) => format!("工作表“{sheet}”{}", self.of_cell(column)),
            other => other.to_string(),
        }
    }

    /// Whether both stand in the same sheet, or in the same table of a document.
    pub fn same_block(&self, other: &Place) -> bool {
        match (self, other) {
            (Place::Sheet(one, _), Place::Sheet(two, _)) => one == two,
            (Place::Table(one, _), Place::Table(two, _)) => one == two,
            _ => false,
        }
    }

    /// Whether both stand in the same sheet, or in no sheet.
    pub fn same_sheet(&self, other: &Place) -> bool {
        match (self, other) {
            (Place::Sheet(one, _), Place::Sheet(two, _)) => one == two,
            _ => true,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Line(line) => write!(f, "第 {line} 行"),
            Place::Sheet(sheet, row) => write!(f, "工作表“{sheet}”第 {row} 行"),
            Place::Table(table, row) => write!(f, "第 {table} 个表格第 {row} 行"),
            Place::Paragraph(paragraph) => write!(f, "第 {paragraph} 段"),
            Place::Page(page, row) => write!(f, "第 {page} 页第 {row} 行"),
        }
    }
}

/// `A` for 0, `AA` for 26.
fn column_name(column: u32) -> String {
    let mut name = String::new();
    let mut left = column + 1;
    while left > 0 {
        let letter = u8::try_from((left - 1) % 26).unwrap_or_default();
        name.insert(0, char::from(b'A' + letter));
        left = (left - 1) / 26;
    }
    name
}

impl Cell {
    /// A cell of one column and row.
    pub fn new(column: u32, text: impl Into<String>) -> Cell {
        Cell { column, width: 1, height: 1, text: text.into(), number: None }
    }

    /// Whether the cell covers a column.
    pub fn covers(&self, column: u32) -> bool {
        (self.column..self.column.saturating_add(self.width)).contains(&column)
    }
}

impl Row {
    /// Whether a cell says what the cell right before it says: a converter put the text of a merged cell into every column that it covered.
    /// Where the file itself tells how far a cell reaches, each is meant.
    pub fn is_repeat(&self, index: usize) -> bool {
        let before = index.checked_sub(1).and_then(|before| self.cells.get(before));
        !self.exact
            && before.zip(self.cells.get(index)).is_some_and(|(before, cell)| {
                before.text == cell.text && before.column.saturating_add(before.width) == cell.column
            })
    }

    /// The only text of the row, where there is one only.
    pub fn only(&self) -> Option<&str> {
        match self.cells.as_slice() {
            [cell] => Some(&cell.text),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_spelled_for_a_person() {
        let sheet: Arc<str> = "表1".into();
        assert_eq!(Place::Sheet(sheet.clone(), 7).of_cell(1), "第 7 行第 B 列");
        assert_eq!(Place::Sheet(sheet.clone(), 7).of_cell(25), "第 7 行第 Z 列");
        assert_eq!(Place::Sheet(sheet, 7).in_file(26), "工作表“表1”第 7 行第 AA 列");
        assert_eq!(Place::Page(3, 12).of_cell(4), "第 3 页第 12 行");
    }
}
