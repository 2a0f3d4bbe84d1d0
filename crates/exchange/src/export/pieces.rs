//! A form piece by piece, for typing it into a web system that takes no file: each piece is copied and pasted in its turn.
//!
//! The mapping says the order: first the sheets of which a row is a form, then the others, each from left to right. Columns that
//! are the same for all rows of a form are asked for once only.

use super::mapping::{Mapping, Rows};
use super::table::Cell;
use super::upload::{Writer, kind_of, lines};
use jibiao_model::Form;

/// One thing to paste.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Piece {
    /// Where it belongs: the sheet's name, and for a row of a list its number (`绩效指标 3`)
    pub group: String,
    /// What it is: the column's head
    pub label: String,
    /// The text to paste, never blank
    pub text: String,
}

/// The pieces of a form; blank cells are none.
pub fn pieces(form: &Form, mapping: &Mapping) -> Vec<Piece> {
    let own = || mapping.sheets.iter().filter(|sheet| sheet.kind == kind_of(form));
    let (whole, lists) = (own().filter(|s| s.rows == Rows::Forms), own().filter(|s| s.rows != Rows::Forms));
    let mut pieces = Vec::new();
    for sheet in whole.chain(lists) {
        for (number, line) in (1..).zip(lines(form, sheet.rows)) {
            let is_list = sheet.rows != Rows::Forms;
            let group = if is_list { format!("{} {number}", sheet.name) } else { sheet.name.clone() };
            let writer = Writer { form, mapping, number };
            for column in sheet.columns.iter().filter(|column| !is_list || column.source.is_of_row()) {
                let text = match writer.cell(column, &line) {
                    Cell::Text(text) => text,
                    Cell::Number(number) | Cell::Count(number) => number.normalize().to_string(),
                };
                if !text.is_empty() {
                    pieces.push(Piece { group: group.clone(), label: column.head.clone(), text });
                }
            }
        }
    }
    pieces
}
