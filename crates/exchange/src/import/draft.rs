//! A form while it is being put together, with the place that each text came from and what was doubtful about it.

use super::grid::{Cell, Place, Row};
use super::plan::{Mark, Status};
use super::unplaced::Unplaced;
use jibiao_model::form::{Form, IndicatorRow, RowId, Side};
use jibiao_model::path::{FieldPath, RowField};
use jibiao_model::{Entry, cell};
use std::collections::{BTreeMap, HashMap};

/// A form and its marks.
#[derive(Debug)]
pub struct Draft {
    /// The form so far.
    pub form: Form,
    /// One for each place that was found.
    pub marks: BTreeMap<FieldPath, Mark>,
    /// Amounts whose source the form does not have.
    pub unplaced: Vec<Unplaced>,
    /// The cells that were read, by row and column, with the place that they went to; labels belong to none.
    used: HashMap<(Place, u32), Option<FieldPath>>,
    next: u32,
}

impl Draft {
    /// A draft without marks.
    pub fn new(form: Form) -> Draft {
        Draft { form, marks: BTreeMap::new(), unplaced: Vec::new(), used: HashMap::new(), next: 0 }
    }

    /// The mark of a place, made where there is none yet.
    pub fn mark(&mut self, path: FieldPath) -> &mut Mark {
        self.marks.entry(path).or_default()
    }

    /// Notes that the label of a place was seen, so a blank there is a blank.
    pub fn seen(&mut self, path: FieldPath) {
        let mark = self.mark(path);
        if mark.status == Status::Missing {
            mark.status = Status::Sure;
        }
    }

    /// Notes that a cell was read: as what stands at a place, or as a label.
    pub fn take(&mut self, row: &Row, cell: &Cell, path: Option<FieldPath>) {
        self.used.insert((row.place.clone(), cell.column), path);
    }

    /// Whether a cell was read.
    pub fn is_used(&self, row: &Row, cell: &Cell) -> bool {
        self.used.contains_key(&(row.place.clone(), cell.column))
    }

    /// The place that a cell went to.
    pub fn used_for(&self, row: &Row, cell: &Cell) -> Option<FieldPath> {
        self.used.get(&(row.place.clone(), cell.column)).copied().flatten()
    }

    /// Whether something stands at a place.
    pub fn is_filled(&self, path: FieldPath) -> bool {
        cell::text_at(&self.form, path).is_some_and(|text| !text.is_empty())
    }

    /// Puts a text to its place. Where the place is taken the text is added behind, which a person should look at.
    pub fn put(&mut self, path: FieldPath, text: &str, row: &Row, from: &Cell) {
        self.seen(path);
        let before = cell::text_at(&self.form, path).unwrap_or_default();
        let text = clean(path, text);
        let whole = if before.is_empty() { text } else { before.clone() + &text };
        match cell::set_text(&mut self.form, path, &whole) {
            Ok(_) => {
                self.take(row, from, Some(path));
                self.mark(path).sources.push(row.place.of_cell(from.column));
                if !before.is_empty() {
                    self.doubt(path, "这一格由几处文字接成，请看看接得对不对".to_owned());
                }
            }
            Err(error) => self.doubt(path, format!("没有取用这里的文字：{error}")),
        }
    }

    /// Says what is doubtful about a place.
    pub fn doubt(&mut self, path: FieldPath, message: String) {
        let mark = self.mark(path);
        mark.status = Status::Look;
        if !mark.notes.contains(&message) {
            mark.notes.push(message);
        }
    }

    /// Puts the text of a cell of a list; one that no cell can hold is said.
    pub fn set_cell(&mut self, path: FieldPath, text: &str) {
        if let Err(error) = cell::set_text(&mut self.form, path, text) {
            self.doubt(path, format!("没有取用这里的文字：{error}"));
        }
    }

    /// A row id that is still free.
    pub fn next_id(&mut self) -> RowId {
        self.next += 1;
        RowId(self.next - 1)
    }

    /// Adds an indicator row and gives its id.
    pub fn push_row(&mut self, side: Side, texts: [String; 4], weight: &str, sources: Vec<String>) -> RowId {
        let id = self.next_id();
        let blank = String::new;
        let row =
            IndicatorRow { id, level1: blank(), level2: blank(), name: blank(), value: blank(), weight: Entry::Blank };
        match &mut self.form {
            Form::Project(form) => form.indicators.side_mut(side).push(row),
            Form::Unit(form) => form.indicators.push(row),
        }
        let fields = [RowField::Level1, RowField::Level2, RowField::Name, RowField::Value];
        for (field, text) in fields.into_iter().zip(texts) {
            self.set_cell(FieldPath::Cell(side, id, field), &clean_line(&text));
        }
        if !weight.is_empty() {
            // A weight that does not read stays as written.
            self.set_cell(FieldPath::Cell(side, id, RowField::Weight), &clean_line(weight));
        }
        let mark = self.mark(FieldPath::Row(side, id));
        mark.status = Status::Sure;
        mark.sources = sources;
        id
    }
}

/// A text as its place takes it: texts of several lines keep their lines, anything else is one line.
pub fn clean(path: FieldPath, text: &str) -> String {
    use jibiao_model::path::TextField as T;
    let long = matches!(
        path,
        FieldPath::Text(
            T::Overview
                | T::Basis
                | T::Necessity
                | T::Safeguards
                | T::Plan
                | T::GoalPeriod
                | T::GoalAnnual
                | T::Duties
                | T::StrategicGoal
                | T::AnnualGoal
        ) | FieldPath::KeyTask(..)
    );
    if long { without_controls(&text.replace("\r\n", "\n").replace('\r', "\n")) } else { clean_line(text) }
}

/// A text of one line. A line break inside a cell is where the cell was too narrow: it is left out, and nothing else.
pub fn clean_line(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    without_controls(&lines.concat())
}

fn without_controls(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\n' { ' ' } else { c }).collect::<String>().trim().to_owned()
}
