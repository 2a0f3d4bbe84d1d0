//! What is to be printed, before anything is measured: a table of cells with text over a grid of columns.
//!
//! `compose` (form + template -> sheet) produces it, `layout` (sheet -> pages) consumes it. Lengths are in thousandths of a
//! point, whole numbers, so that a layout is the same on every machine.

/// A length in 1/1000 pt.
pub type Length = i32;

/// A document of one form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Paper size, width × height
    pub paper: (Length, Length),
    /// Margins: top, right, bottom, left
    pub margins: [Length; 4],
    /// Lines above the table, on the first page
    pub title: Vec<TitleLine>,
    /// Column widths; they add up to paper width minus side margins
    pub columns: Vec<Length>,
    /// The table, top to bottom
    pub rows: Vec<SheetRow>,
    /// The signature line below the table: pieces spread over the width
    pub signature: Vec<String>,
    /// Foot of each page
    pub foot: Foot,
    /// Words of the watermark (草稿) on each page, if any
    pub watermark: Option<String>,
    /// Document information and bookmark
    pub info: Info,
}

/// A line above the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TitleLine {
    /// Text, centred
    pub text: String,
    /// Size
    pub size: Length,
    /// Weight
    pub bold: bool,
}

/// A row of the grid. A cell that spans rows stands in its first row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetRow {
    /// Cells that begin in this row
    pub cells: Vec<SheetCell>,
    /// Smallest height
    pub min_height: Length,
    /// A head row of the block that follows; repeated on each page that the block reaches
    pub head_of: Option<Block>,
    /// The block that the row belongs to
    pub block: Option<Block>,
}

/// A block of rows with repeated heads (number in reading order).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Block(pub u16);

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetCell {
    /// First column
    pub column: u16,
    /// Number of columns, at least 1
    pub columns: u16,
    /// Number of rows, at least 1
    pub rows: u16,
    /// Text as written; line breaks in it are kept
    pub text: String,
    /// How it is set
    pub style: CellStyle,
    /// JSON path of the field, for tests, findings and the preview; `None` for labels
    pub path: Option<String>,
}

/// How a cell's text is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct CellStyle {
    /// Horizontal alignment
    pub align: Align,
    /// Bold face
    pub bold: bool,
    /// Text size
    pub size: Length,
    /// Amounts: never wrapped; the size shrinks down to 6 pt, then the text stands over the line
    pub no_wrap: bool,
    /// Labels: repeated with （续） where the cell goes on to the next page
    pub label: bool,
}

/// Horizontal alignment; vertically every cell is centred, long texts that break over a page start at the top.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Align {
    /// Left
    Left,
    /// Centre
    Centre,
    /// Right
    Right,
    /// 两端对齐: the last line left
    Justified,
}

/// The foot of each page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Foot {
    /// Check code of the filing copy, `XXXX-XXXX-XXXX-XXXX`; its QR code stands beside it on the last page
    pub check_code: Option<String>,
    /// Content of the QR code, where it differs from nothing
    pub qr: Option<String>,
}

/// Document information.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Info {
    /// PDF title and bookmark
    pub title: String,
    /// The unit that made the form
    pub author: String,
    /// Date of the form as `(year, month, day, hour, minute, second)`; never the clock
    pub date: Option<(u16, u8, u8, u8, u8, u8)>,
}
