//! A form as an office document shows it: a table of cells with text over a grid of columns.
//!
//! Whoever exports hands it in, made from the same cells as the print, so that both show the same. Lengths are in thousandths of a
//! point, whole numbers.

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

impl OfficeForm {
    /// The width of so many columns.
    pub(super) fn width(&self, column: u16, columns: u16) -> Length {
        self.columns.iter().skip(usize::from(column)).take(usize::from(columns)).sum()
    }

    /// Wider than high.
    pub(super) fn is_landscape(&self) -> bool {
        self.paper.0 > self.paper.1
    }
}
