//! A form piece by piece, for typing it into a web system that takes no file: each piece is copied and pasted in its turn.
//!
//! The mapping says the order: first the sheets of which a row is a form, then the others, each from left to right. Columns that
//! are the same for all rows of a form are asked for once only.

use super::mapping::{Mapping, Rows};
use super::table::Cell;
use super::upload::{Line, Writer, kind_of, lines, side_word};
use jibiao_model::Form;
use jibiao_model::template::Kind;

/// One thing to paste.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Piece {
    /// Where it belongs: the sheet's name, and for a row of a list its number (`绩效指标 3`)
    pub group: String,
    /// The part of the form that it is of, for a person who looks for it: `绩效指标 · 年度 · 数量指标`
    pub part: String,
    /// What of the part: the indicator's name, the task, else the column's head
    pub of: String,
    /// What it is: the column's head
    pub label: String,
    /// True where it only says which row of the table it is (目标类型, 一级指标, 二级指标): a web system mostly has that row ready
    pub is_of_kind: bool,
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
            let (part, of) = place(&sheet.name, sheet.kind, &line, number);
            for column in sheet.columns.iter().filter(|column| !is_list || column.source.is_of_row()) {
                let text = match writer.cell(column, &line) {
                    Cell::Text(text) => text,
                    Cell::Number(number) | Cell::Count(number) => number.normalize().to_string(),
                };
                if !text.is_empty() {
                    let label = column.head.clone();
                    let of = of.clone().unwrap_or_else(|| label.clone());
                    let (group, part, is_of_kind) = (group.clone(), part.clone(), column.source.is_of_kind());
                    pieces.push(Piece { group, part, of, label, is_of_kind, text });
                }
            }
        }
    }
    pieces
}

/// The part of the form that a line is of, and what of it; `None` where each column is something of its own.
fn place(sheet: &str, kind: Kind, line: &Line<'_>, number: usize) -> (String, Option<String>) {
    let named = |name: &str| if name.trim().is_empty() { format!("第 {number} 条") } else { name.trim().to_owned() };
    match line {
        Line::Form => (sheet.to_owned(), None),
        Line::Task(_, task) => (sheet.to_owned(), Some(named(task))),
        Line::Indicator(side, row, ..) => {
            let side = if kind == Kind::Project { side_word(*side) } else { "" };
            let level = [&row.level2, &row.level1].into_iter().find(|level| !level.trim().is_empty());
            let words = [sheet, side, level.map_or("", |level| level.trim())];
            let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
            (words.join(" · "), Some(named(&row.name)))
        }
    }
}
