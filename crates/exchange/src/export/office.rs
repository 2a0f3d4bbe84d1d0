//! A form as an office document shows it: a table of cells with text over a grid of columns.
//!
//! Whoever exports hands it in, made from the same cells as the print, so that both show the same. Lengths are in thousandths of a
//! point, whole numbers.

use crate::unprinted::{PROPERTY, Unprinted};

/// A length in 1/1000 pt.
pub type Length = i32;

/// One form on paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficeForm {
    /// What lists call the form; names its sheet
    pub name: String,
    /// The unit that made it
    pub author: String,
    /// Width × height
    pub paper: (Length, Length),
    /// Top, right, bottom, left
    pub margins: [Length; 4],
    /// Lines above the table, centred
    pub title: Vec<TitleLine>,
    /// Column widths
    pub columns: Vec<Length>,
    /// The table, top to bottom
    pub rows: Vec<OfficeRow>,
    /// Pieces of the line below the table, spread over the width
    pub signature: Vec<String>,
    /// Words in the head of each page (草稿)
    pub header: Option<String>,
    /// Words in the foot of each page (数据校验码)
    pub footer: Option<String>,
    /// What the print leaves out, kept in the properties of the file
    pub unprinted: Option<Unprinted>,
}

/// A line above the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TitleLine {
    /// Text
    pub text: String,
    /// Size
    pub size: Length,
    /// Weight
    pub bold: bool,
}

/// A row of the grid. A cell that spans rows stands in its first row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficeRow {
    /// Cells that begin in this row, from left to right
    pub cells: Vec<OfficeCell>,
    /// Smallest height
    pub min_height: Length,
    /// The block of rows that it belongs to, by its number
    pub block: Option<u16>,
    /// A head of its block; stands over the rows of the block on each page that they reach
    pub is_head: bool,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficeCell {
    /// First column
    pub column: u16,
    /// Number of columns, at least 1
    pub columns: u16,
    /// Number of rows, at least 1
    pub rows: u16,
    /// Text as written; line breaks in it are kept
    pub text: String,
    /// Horizontal alignment; vertically every cell is centred
    pub align: Align,
    /// Weight
    pub bold: bool,
    /// Size
    pub size: Length,
}

/// Horizontal alignment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Align {
    /// Left
    Left,
    /// Centre
    Centre,
    /// Right
    Right,
    /// 两端对齐
    Justified,
}

/// The properties that hold what the prints leave out: name and text.
pub(super) fn kept(forms: &[OfficeForm]) -> Vec<(String, String)> {
    let text = |(number, form): (usize, &OfficeForm)| {
        Some((format!("{PROPERTY}{number}"), form.unprinted.as_ref()?.to_text()?))
    };
    (1..).zip(forms).filter_map(text).collect()
}

impl OfficeForm {
    /// The width of so many columns.
    pub(super) fn width(&self, column: u16, columns: u16) -> Length {
        self.columns.iter().skip(usize::from(column)).take(usize::from(columns)).sum()
    }

    /// The heads of the block with the most rows, as places from and to among the rows: the one that goes on over pages.
    pub(super) fn main_heads(&self) -> Option<(usize, usize)> {
        let count = |block: u16| self.rows.iter().filter(|row| row.block == Some(block)).count();
        let blocks = self.rows.iter().filter(|row| row.is_head).filter_map(|row| row.block);
        let main = blocks.max_by_key(|block| count(*block))?;
        let is_head = |row: &OfficeRow| row.is_head && row.block == Some(main);
        Some((self.rows.iter().position(is_head)?, self.rows.iter().rposition(is_head)?))
    }

    /// Wider than high.
    pub(super) fn is_landscape(&self) -> bool {
        self.paper.0 > self.paper.1
    }
}
