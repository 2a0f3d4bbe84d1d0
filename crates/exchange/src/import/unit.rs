//! Rows of one form -> 部门(单位)整体支出绩效目标申报表.

use super::amount::{Amount, WAN_DECIMALS};
use super::columns::Table;
use super::draft::{Draft, clean};
use super::grid::{Cell, Row};
use super::label::{self, Label};
use super::project::split_code;
use super::rows;
use jibiao_model::form::{Form, KeyTask, UnitForm};
use jibiao_model::path::{BudgetField, FieldPath, TaskField, TextField};

/// What the next cells belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Head,
    Texts(TextField),
    Budget,
    Tasks,
    Table,
}

/// Reads a unit form from its rows, title and year left out.
pub fn read(form: UnitForm, body: &[&Row]) -> Draft {
    let mut reader = Reader { draft: Draft::new(Form::Unit(form)), part: Part::Head, task_from: None, columns: None };
    let mut table: Vec<Row> = Vec::new();
    for (at, row) in body.iter().enumerate() {
        let labels: Vec<Option<Label>> = row.cells.iter().map(|cell| label::of_unit(&cell.text)).collect();
        let heads = Table::of(row, body.get(at + 1).copied());
        if heads.is_some() || labels.iter().flatten().any(|label| rows::begins_table(*label)) {
            reader.part = Part::Table;
        }
        reader.columns = heads.or(reader.columns);
        let rest = reader.row(row, &labels);
        if !rest.is_empty() {
            table.push(Row { cells: rest, ..(*row).clone() });
        }
    }
    let mut draft = reader.draft;
    rows::read(&mut draft, &table, 1);
    draft
}

struct Reader {
    draft: Draft,
    part: Part,
    /// Column of 重点任务.
    task_from: Option<u32>,
    /// The columns of the indicator table, once its heads were seen.
    columns: Option<Table>,
}

impl Reader {
    fn row(&mut self, row: &Row, labels: &[Option<Label>]) -> Vec<Cell> {
        let mut rest = Vec::new();
        let mut waiting: Option<FieldPath> = None;
        let mut totals = 0;
        let mut task: Option<(String, String, Vec<&Cell>)> = None;
        let heads = labels.iter().flatten().filter(|label| **label == Label::Head).count();
        let signature = row.cells.iter().any(|cell| !label::signature(&cell.text).is_empty());
        // A row that stands in the columns of the table is one of it, whatever its words are.
        if self.part == Part::Table && !signature && self.columns.as_ref().is_some_and(|columns| columns.holds(row)) {
            return row.cells.clone();
        }
        for (index, cell) in row.cells.iter().enumerate() {
            let known = labels.get(index).copied().flatten();
            if row.is_repeat(index) && (known.is_some() || self.part != Part::Table) {
                self.draft.take(row, cell, None);
                continue;
            }
            let signs = label::signature(&cell.text);
            if signs.len() > 1 {
                self.draft.take(row, cell, None);
                for (field, text) in signs.into_iter().filter(|(_, text)| !text.is_empty()) {
                    self.put(FieldPath::Text(field), text, row, cell);
                }
                continue;
            }
            if let (None, Some((Label::Text(field), text))) = (known, label::with_text(&cell.text, label::of_unit))
                && matches!(field, TextField::Head | TextField::Preparer | TextField::Phone | TextField::FilledAt)
            {
                self.put(FieldPath::Text(field), text, row, cell);
                continue;
            }
            let path = match known {
                Some(Label::Text(field)) => Some(FieldPath::Text(field)),
                Some(Label::Count(field)) => Some(FieldPath::Count(field)),
                Some(Label::Budget(field)) if self.part == Part::Budget => Some(FieldPath::Budget(field)),
                Some(Label::BudgetTotal) if self.part == Part::Budget => {
                    totals += 1;
                    let field = if totals == 1 { BudgetField::SourceTotal } else { BudgetField::UseTotal };
                    Some(FieldPath::Budget(field))
                }
                _ => None,
            };
            if let Some(path) = path {
                if let FieldPath::Text(field @ (TextField::Duties | TextField::StrategicGoal | TextField::AnnualGoal)) =
                    path
                {
                    self.part = Part::Texts(field);
                }
                self.draft.seen(path);
                self.draft.take(row, cell, None);
                waiting = Some(path);
                continue;
            }
            if known.is_some() && self.part != Part::Table {
                self.draft.take(row, cell, None);
            }
            match known {
                Some(Label::TaskFunction) => self.part = Part::Tasks,
                Some(Label::Task) => {
                    self.part = Part::Tasks;
                    self.task_from = Some(cell.column);
                }
                // The heads of the budget stand several in a row, 年度重点任务 alone.
                Some(Label::Head) if (self.part != Part::Tasks || heads > 1) && self.part != Part::Table => {
                    self.part = Part::Budget;
                    waiting = None;
                }
                Some(_) if self.part == Part::Table => rest.push(cell.clone()),
                Some(_) => {}
                None => match (waiting.take(), self.part) {
                    (Some(path), _) => self.put(path, &cell.text, row, cell),
                    (None, Part::Table) => rest.push(cell.clone()),
                    (None, Part::Tasks) => {
                        let second = self.task_from.is_some_and(|from| cell.column >= from);
                        let task = task.get_or_insert_default();
                        if second || !task.0.is_empty() {
                            task.1 += &cell.text
                        } else {
                            task.0 += &cell.text
                        }
                        task.2.push(cell);
                    }
                    (None, Part::Texts(field)) => self.put(FieldPath::Text(field), &cell.text, row, cell),
                    _ => {}
                },
            }
        }
        if let Some((function, text, cells)) = task {
            let id = self.draft.next_id();
            if let Form::Unit(form) = &mut self.draft.form {
                form.key_tasks.push(KeyTask { id, function: String::new(), task: String::new() });
            }
            for (field, text) in [(TaskField::Function, function), (TaskField::Task, text)] {
                let path = FieldPath::KeyTask(id, field);
                self.draft.set_cell(path, &clean(path, &text));
                self.draft.seen(path);
                self.draft.mark(path).sources = cells.iter().map(|cell| row.place.of_cell(cell.column)).collect();
            }
            for cell in cells {
                self.draft.take(row, cell, Some(FieldPath::KeyTask(id, TaskField::Task)));
            }
        }
        rest
    }

    fn put(&mut self, path: FieldPath, text: &str, row: &Row, cell: &Cell) {
        match path {
            FieldPath::Text(TextField::Department) => {
                let (code, name) = split_code(text);
                if let Some(code) = code {
                    self.draft.put(FieldPath::Text(TextField::DepartmentCode), code, row, cell);
                }
                self.draft.put(path, name, row, cell);
            }
            FieldPath::Count(_) => self.draft.put(path, count_text(text), row, cell),
            FieldPath::Budget(_) => {
                let amount = Amount::of(cell, WAN_DECIMALS);
                self.draft.put(path, &amount.text, row, cell);
                if let Some(note) = amount.note {
                    self.draft.doubt(path, note);
                }
            }
            _ => self.draft.put(path, text, row, cell),
        }
    }
}

/// `44人` -> `44`; whatever else stays as written.
fn count_text(text: &str) -> &str {
    let text = text.trim();
    let number = text.trim_end_matches(['人', '个', '名', '家', '处']).trim_end();
    if !number.is_empty() && number.chars().all(|c| c.is_ascii_digit()) { number } else { text }
}
