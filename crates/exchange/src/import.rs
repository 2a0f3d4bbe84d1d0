//! Import: files of other programs, published text and pasted cells -> a plan -> forms.
//!
//! A reader turns a file into rows of cells with places ([`grid`]); forms are found in them by their labels ([`Plan`]); a person looks at the
//! plan and says what becomes of it. Nothing that the author wrote is repaired: where a row slipped it is put where the order of the form and
//! the sense of its name say, with a note; another text is offered, never taken.

mod amount;
mod beside;
mod budget;
mod columns;
mod draft;
mod error;
mod find;
mod forms;
mod funds;
mod grid;
mod indicators;
mod label;
mod left;
mod levels;
mod plan;
mod project;
pub mod read;
mod rows;
mod sense;
mod unit;
mod unplaced;
mod uploaded;

pub use error::ImportError;
pub use grid::{Cell, Grid, Place, Row};
pub use indicators::{IndicatorList, ListedIndicator};
pub use plan::{BudgetRowPlan, Mark, Offer, Plan, PlannedField, PlannedFile, PlannedForm, Status, UNREAD};

pub use unplaced::Unplaced;

use jibiao_model::form::FundLine;
use jibiao_model::json::{Node, to_node};
use jibiao_model::{BudgetRow, Form};
use std::collections::HashSet;
use uploaded::Uploaded;

/// Largest file in bytes that is read.
pub const MAX_FILE: usize = 64 << 20;

/// The result of an import.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ImportResult {
    /// The forms in the order of the files and in them.
    pub forms: Vec<Form>,
    /// 项目支出预算表, where a file has one.
    pub project_budget: Vec<BudgetLine>,
    /// What the importer was unsure of.
    pub notes: Vec<Note>,
}

/// A line of 项目支出预算表.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BudgetLine {
    /// 项目名称
    pub name: String,
    /// 合计 in 万元, as written.
    pub total: String,
    /// 使用上年结转
    pub carried_over: bool,
}

/// A doubt of the importer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Index of the form in the result.
    pub form: usize,
    /// JSON path in the form.
    pub path: String,
    /// What is doubtful, Chinese.
    pub message: String,
}

impl Plan {
    /// Reads a file of any format that is known (xlsx, xls, docx, pdf with text, html, csv, txt; UTF-8, UTF-16 or GB18030) and adds what it
    /// holds. `name` is what the plan calls the file. A file without forms and without a project budget adds itself only.
    pub fn add_file(&mut self, name: &str, bytes: &[u8]) -> Result<(), ImportError> {
        if let Some((text, guess)) = read::pieces(name, bytes)? {
            let forms = uploaded::of_text(&text, self.files.len());
            // Another text may begin like one of pieces.
            if !forms.is_empty() {
                self.add_name(name, guess.into_iter().collect());
                self.forms.extend(forms);
                return Ok(());
            }
        }
        self.add_grid(name, read::read(name, bytes)?);
        Ok(())
    }

    /// Puts all amounts whose source the forms do not have to this one; what cannot be put stays and is said, Chinese.
    pub fn place_funds(&mut self, line: FundLine) -> Vec<String> {
        let mut refused = Vec::new();
        for planned in &mut self.forms {
            let (form, name) = (&mut planned.form, planned.place.clone());
            planned.unplaced.retain(|unplaced| match unplaced.put(form, line) {
                Ok(()) => false,
                Err(why) => {
                    refused.push(format!("{name} {}{why}", unplaced.label));
                    true
                }
            });
        }
        refused
    }

    /// Adds forms that need no recognition: those of a form file or a package.
    pub fn add_forms(&mut self, name: &str, forms: Vec<Form>) {
        let file = self.add_name(name, Vec::new());
        self.forms.extend(forms.into_iter().map(|form| PlannedForm::whole(file, form)));
    }

    /// Adds a project budget that needs no recognition.
    pub fn add_budget(&mut self, name: &str, rows: Vec<BudgetRow>) {
        self.add_name(name, Vec::new());
        let row =
            |BudgetRow { name, total, carried_over }| BudgetRowPlan { name, total, carried_over, place: String::new() };
        self.project_budget.extend(rows.into_iter().map(row));
    }

    /// Adds another plan behind this one.
    pub fn append(&mut self, other: Plan) {
        let files = self.files.len();
        self.files.extend(other.files);
        self.forms.extend(other.forms.into_iter().map(|form| PlannedForm { file: form.file + files, ..form }));
        self.project_budget.extend(other.project_budget);
    }

    fn add_name(&mut self, name: &str, notes: Vec<String>) -> usize {
        self.files.push(PlannedFile { name: name.to_owned(), notes });
        self.files.len() - 1
    }

    fn add_grid(&mut self, name: &str, grid: Grid) {
        let mut grid = beside::apart(&grid).unwrap_or(grid);
        let file = self.add_name(name, std::mem::take(&mut grid.notes));
        let first = self.forms.len();
        let Uploaded { forms, places, notes } = uploaded::of(&grid, file);
        let rest = if forms.is_empty() { None } else { Some(without(&grid, &places)) };
        let (uploaded, places, mut notes) = if rest.is_some() { (forms, places, notes) } else { Default::default() };
        self.forms.extend(uploaded);
        let other = rest.as_ref().unwrap_or(&grid);
        let (forms, mut of_forms) = forms::of(other, file);
        self.forms.extend(forms);
        forms::offer_common_codes(self.forms.get_mut(first..).unwrap_or_default());
        of_forms.extend(&places);
        let budget = budget::tables(other);
        let mut read = of_forms.clone();
        read.extend(&budget.places);
        notes.extend(budget.notes);
        notes.extend(left::of_sheets(&grid, &read, &of_forms));
        if let Some(file) = self.files.get_mut(file) {
            file.notes.extend(notes);
        }
        self.project_budget.extend(budget.rows);
    }
}

/// The rows that do not stand at these places.
fn without(grid: &Grid, places: &HashSet<Place>) -> Grid {
    let rows = grid.rows.iter().filter(|row| !places.contains(&row.place)).cloned().collect();
    Grid { rows, notes: Vec::new(), unprinted: grid.unprinted.clone() }
}

/// Reads a project budget from a spreadsheet, a CSV or a text. Beside the rows what a person should know: an encoding that was guessed, rows
/// that do not read, sums that do not agree; Chinese.
pub fn read_budget(name: &str, bytes: &[u8]) -> Result<(Vec<BudgetRow>, Vec<String>), ImportError> {
    let mut grid = read::read(name, bytes)?;
    let mut notes = std::mem::take(&mut grid.notes);
    let budget = budget::tables(&grid);
    notes.extend(budget.notes);
    let row = |row: BudgetRowPlan| BudgetRow { name: row.name, total: row.total, carried_over: row.carried_over };
    Ok((budget.rows.into_iter().map(row).collect(), notes))
}

/// Reads a list of indicators from a spreadsheet, a CSV, a text or a document.
pub fn read_indicators(name: &str, bytes: &[u8]) -> Result<IndicatorList, ImportError> {
    Ok(indicators::lists(&read::read(name, bytes)?))
}

impl ImportResult {
    /// The result as JSON, keys in the order of the design.
    pub fn to_json(&self) -> String {
        let object = |entries: Vec<(&str, Node)>| {
            Node::Object(entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
        };
        let text = |text: &str| Node::Text(text.to_owned());
        let line = |line: &BudgetLine| {
            let carried_over = Node::Bool(line.carried_over);
            object(vec![("name", text(&line.name)), ("total", text(&line.total)), ("carried_over", carried_over)])
        };
        let note = |note: &Note| {
            let form = Node::Whole(i64::try_from(note.form).unwrap_or(i64::MAX));
            object(vec![("form", form), ("path", text(&note.path)), ("message", text(&note.message))])
        };
        let result = object(vec![
            ("forms", Node::List(self.forms.iter().map(to_node).collect())),
            ("project_budget", Node::List(self.project_budget.iter().map(line).collect())),
            ("notes", Node::List(self.notes.iter().map(note).collect())),
        ]);
        // A tree of strings, whole numbers and lists has no value that serde_json cannot write.
        serde_json::to_string_pretty(&result).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_result_has_the_shape_of_the_design() {
        let form = jibiao_model::json::parse(
            r#"{"format": "jibiao.form/1", "kind": "project", "template": "shanxi-county", "project_name": "苗圃"}"#,
        )
        .unwrap();
        let result = ImportResult {
            forms: vec![form.clone()],
            project_budget: vec![BudgetLine { name: "苗圃".into(), total: "210.00".into(), carried_over: false }],
            notes: vec![Note { form: 0, path: "year".into(), message: "没有年度".into() }],
        };
        let json: serde_json::Value = serde_json::from_str(&result.to_json()).unwrap();
        assert_eq!(
            json["project_budget"],
            serde_json::json!([{"name": "苗圃", "total": "210.00", "carried_over": false}])
        );
        assert_eq!(json["notes"], serde_json::json!([{"form": 0, "path": "year", "message": "没有年度"}]));
        assert_eq!(jibiao_model::json::parse(&json["forms"][0].to_string()).unwrap(), form);
    }
}
