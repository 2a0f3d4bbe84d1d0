//! The printed grid of a template: page, columns, sections of rows, cells with their places. Made by the loader only, so a
//! grid has neither holes nor overlaps.

use super::field::Field;
use std::collections::{BTreeMap, BTreeSet};

/// The printed grid.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Grid {
    /// Paper, margins, sizes
    pub page: Page,
    /// Relative widths of the columns
    pub columns: Vec<u32>,
    /// Sections from top to bottom
    pub sections: Vec<Section>,
    /// The line below the table
    pub signature: Signature,
    /// Labels of the fields that stand nowhere in it, by [`Field::label_key`]: for forms that hold such a field all the same
    pub other_labels: BTreeMap<String, String>,
}

impl Grid {
    /// Every field that is placed in the table or the signature line.
    pub fn fields(&self) -> BTreeSet<Field> {
        let mut fields: BTreeSet<Field> = self.signature.pieces.iter().map(|(_, field)| *field).collect();
        for section in &self.sections {
            let body = match &section.body {
                Body::Fixed(rows) => rows.as_slice(),
                Body::Indicators(row) | Body::KeyTasks(row) => std::slice::from_ref(row),
            };
            let cells = section.head.iter().chain(body).flat_map(|row| &row.cells).chain(&section.side);
            fields.extend(cells.filter_map(|cell| match &cell.content {
                Content::Field { field, .. } => Some(*field),
                Content::Text(_) => None,
            }));
        }
        fields
    }
}

/// Paper and sizes. Text sizes in 1/1000 pt.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Page {
    /// Width × height in mm
    pub paper_mm: (u16, u16),
    /// Top, right, bottom, left in mm
    pub margins_mm: [u16; 4],
    /// Size of the title
    pub title_size: i32,
    /// Size of the year line
    pub year_size: i32,
    /// Size of the table's text
    pub text_size: i32,
    /// Smallest height of a row in mm
    pub row_height_mm: u16,
}

/// Rows that belong together, with an optional cell at the left that spans them all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The spanning cell; its `rows` is not used
    pub side: Option<Cell>,
    /// Rows that are repeated on each page that the section reaches
    pub head: Vec<Row>,
    /// The rows below the head
    pub body: Body,
    /// Smallest height of a row in mm
    pub row_height_mm: u16,
}

/// What follows a section's head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// Rows as they stand
    Fixed(Vec<Row>),
    /// One row for each indicator; first and second levels merged over their rows
    Indicators(Row),
    /// One row for each key task
    KeyTasks(Row),
}

/// Cells that begin in one row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row {
    /// From left to right
    pub cells: Vec<Cell>,
}

/// A cell with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// First column, from 0
    pub column: u16,
    /// Columns, at least 1
    pub columns: u16,
    /// Rows, at least 1
    pub rows: u16,
    /// What stands in it
    pub content: Content,
    /// Horizontal alignment
    pub align: Alignment,
    /// Bold face
    pub bold: bool,
    /// Size in 1/1000 pt
    pub size: i32,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// A label or fixed text, with what goes before and after it
    Text(String),
    /// A field of the form
    Field {
        /// Which
        field: Field,
        /// Printed before a value that is not blank
        before: String,
        /// Printed after a value that is not blank (`个`, `人`)
        after: String,
    },
}

/// Horizontal alignment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alignment {
    /// 左
    Left,
    /// 中
    Centre,
    /// 右
    Right,
    /// 两端对齐
    Justified,
}

/// The signature line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Signature {
    /// Label and field of each piece, from left to right
    pub pieces: Vec<(String, Field)>,
    /// Between label and value
    pub separator: String,
    /// On a publication copy the line stays away where it would hold labels only
    pub omit_blank_in_publication: bool,
}

/// Chinese names of type sizes and their size in 1/1000 pt (as office programs define them).
pub(super) const SIZES: [(&str, i32); 11] = [
    ("二号", 22_000),
    ("小二", 18_000),
    ("三号", 16_000),
    ("小三", 15_000),
    ("四号", 14_000),
    ("小四", 12_000),
    ("五号", 10_500),
    ("小五", 9_000),
    ("六号", 7_500),
    ("小六", 6_500),
    ("七号", 5_500),
];
