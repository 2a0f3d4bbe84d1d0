//! The text that stands at a place of a form, and putting another one there.

use crate::amount::{Wan, Yuan, read_amount};
use crate::date::Year;
use crate::entry::Entry;
use crate::form::{Category, Form, IndicatorRow, KeyTask, ProjectForm, RowId, Side, UnitForm};
use crate::json::{read_count, read_whole, text_fault};
use crate::path::{FieldPath, RowField, TaskField, TextField};

/// Why a text cannot stand at a place.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CellError {
    /// The form has no cell there: a place of the other kind of form, a row that is gone, a whole list.
    #[error("表里没有这一格")]
    NoCell,
    /// No cell can hold the text, or not this one; Chinese.
    #[error("{0}")]
    Text(String),
}

/// A text of a form as written. `None` where this kind of form has no such text.
pub fn text(form: &Form, field: TextField) -> Option<&str> {
    match form {
        Form::Project(form) => project_text(form, field),
        Form::Unit(form) => unit_text(form, field),
    }
}

/// The text of a cell as it is typed: amounts without commas, a category as its key. `None` where there is no cell.
pub fn text_at(form: &Form, path: FieldPath) -> Option<String> {
    match (path, form) {
        (FieldPath::Year, _) => Some(typed(form.year(), |year| year.0.to_string())),
        (FieldPath::Cell(side, id, field), _) => {
            Some(row_text(form.rows(side).iter().find(|row| row.id == id)?, field))
        }
        (FieldPath::Category, Form::Project(form)) => {
            Some(form.category.map_or_else(String::new, |category| category.key().to_owned()))
        }
        (FieldPath::Text(field), _) => text(form, field).map(str::to_owned),
        (FieldPath::Fund(side, line), Form::Project(form)) => {
            let funds = match side {
                Side::Period => &form.funds_period,
                Side::Annual => &form.funds_annual,
            };
            Some(typed(funds.get(line), |yuan| yuan.json_text()))
        }
        (FieldPath::Count(field), Form::Unit(form)) => Some(typed(form.count(field), u32::to_string)),
        (FieldPath::Budget(field), Form::Unit(form)) => Some(typed(form.budget(field), |wan| wan.json_text())),
        (FieldPath::KeyTask(id, field), Form::Unit(form)) => {
            let task = form.key_tasks.iter().find(|task| task.id == id)?;
            Some(task_text(task, field).to_owned())
        }
        _ => None,
    }
}

/// Puts a text into a cell and gives back the one that stood there. What does not read as a number stays as typed.
pub fn set_text(form: &mut Form, path: FieldPath, text: &str) -> Result<String, CellError> {
    let former = text_at(form, path).ok_or(CellError::NoCell)?;
    if let Some(reason) = text_fault(text) {
        return Err(CellError::Text(reason));
    }
    match (path, form) {
        (FieldPath::Year, Form::Project(form)) => form.year = read_whole(text, Year::parse),
        (FieldPath::Year, Form::Unit(form)) => form.year = read_whole(text, Year::parse),
        (FieldPath::Category, Form::Project(form)) => form.category = category(text)?,
        (FieldPath::Fund(Side::Period, line), Form::Project(form)) => {
            *form.funds_period.get_mut(line) = Yuan::read(text);
        }
        (FieldPath::Fund(Side::Annual, line), Form::Project(form)) => {
            *form.funds_annual.get_mut(line) = Yuan::read(text);
        }
        (FieldPath::Cell(side, id, field), form) => {
            let rows = rows_mut(form, side).ok_or(CellError::NoCell)?;
            let row = rows.iter_mut().find(|row| row.id == id).ok_or(CellError::NoCell)?;
            set_row_text(row, field, text);
        }
        (FieldPath::Text(field), Form::Project(form)) => {
            *project_text_mut(form, field).ok_or(CellError::NoCell)? = text.to_owned();
        }
        (FieldPath::Text(field), Form::Unit(form)) => {
            *unit_text_mut(form, field).ok_or(CellError::NoCell)? = text.to_owned();
        }
        (FieldPath::Count(field), Form::Unit(form)) => *form.count_mut(field) = read_whole(text, read_count),
        (FieldPath::Budget(field), Form::Unit(form)) => *form.budget_mut(field) = Wan::read(text),
        (FieldPath::KeyTask(id, field), Form::Unit(form)) => {
            let task = form.key_tasks.iter_mut().find(|task| task.id == id).ok_or(CellError::NoCell)?;
            set_task_text(task, field, text);
        }
        _ => return Err(CellError::NoCell),
    }
    Ok(former)
}

/// The rows of a side, to be changed. A unit form has the annual side only.
pub(crate) fn rows_mut(form: &mut Form, side: Side) -> Option<&mut Vec<IndicatorRow>> {
    match (form, side) {
        (Form::Project(form), _) => Some(form.indicators.side_mut(side)),
        (Form::Unit(form), Side::Annual) => Some(&mut form.indicators),
        (Form::Unit(_), Side::Period) => None,
    }
}

fn typed<T>(entry: &Entry<T>, written: fn(&T) -> String) -> String {
    match entry {
        Entry::Blank => String::new(),
        Entry::Read(value) => written(value),
        Entry::Raw(text) => text.clone(),
    }
}

fn category(text: &str) -> Result<Option<Category>, CellError> {
    let known = [(Category::Operating, "其他运转类"), (Category::Special, "特定目标类")];
    let text = text.trim();
    match known.into_iter().find(|(category, name)| category.key() == text || *name == text) {
        Some((category, _)) => Ok(Some(category)),
        None if text.is_empty() => Ok(None),
        None => Err(CellError::Text("项目类别只有“其他运转类”和“特定目标类”，请选一个".to_owned())),
    }
}

/// The texts of an indicator row in the order of [`RowField::ALL`].
pub(crate) fn row_texts(row: &IndicatorRow) -> Vec<String> {
    RowField::ALL.iter().map(|(field, _)| row_text(row, *field)).collect()
}

fn row_text(row: &IndicatorRow, field: RowField) -> String {
    match field {
        RowField::Level1 => row.level1.clone(),
        RowField::Level2 => row.level2.clone(),
        RowField::Name => row.name.clone(),
        RowField::Value => row.value.clone(),
        RowField::Weight => typed(&row.weight, ToString::to_string),
    }
}

/// An indicator row from texts in the order of [`RowField::ALL`]; missing ones are blank.
pub(crate) fn row_of(id: RowId, texts: &[String]) -> IndicatorRow {
    let mut row = IndicatorRow {
        id,
        level1: String::new(),
        level2: String::new(),
        name: String::new(),
        value: String::new(),
        weight: Entry::Blank,
    };
    for ((field, _), text) in RowField::ALL.iter().zip(texts) {
        set_row_text(&mut row, *field, text);
    }
    row
}

fn set_row_text(row: &mut IndicatorRow, field: RowField, text: &str) {
    match field {
        RowField::Level1 => row.level1 = text.to_owned(),
        RowField::Level2 => row.level2 = text.to_owned(),
        RowField::Name => row.name = text.to_owned(),
        RowField::Value => row.value = text.to_owned(),
        RowField::Weight => row.weight = read_amount(text),
    }
}

/// The texts of a key task in the order of [`TaskField::ALL`].
pub(crate) fn task_texts(task: &KeyTask) -> Vec<String> {
    TaskField::ALL.iter().map(|(field, _)| task_text(task, *field).to_owned()).collect()
}

fn task_text(task: &KeyTask, field: TaskField) -> &str {
    match field {
        TaskField::Function => &task.function,
        TaskField::Task => &task.task,
    }
}

/// A key task from texts in the order of [`TaskField::ALL`]; missing ones are blank.
pub(crate) fn task_of(id: RowId, texts: &[String]) -> KeyTask {
    let mut task = KeyTask { id, function: String::new(), task: String::new() };
    for ((field, _), text) in TaskField::ALL.iter().zip(texts) {
        set_task_text(&mut task, *field, text);
    }
    task
}

fn set_task_text(task: &mut KeyTask, field: TaskField, text: &str) {
    match field {
        TaskField::Function => task.function = text.to_owned(),
        TaskField::Task => task.task = text.to_owned(),
    }
}

fn project_text(form: &ProjectForm, field: TextField) -> Option<&str> {
    Some(match field {
        TextField::Title => &form.title,
        TextField::ProjectName => &form.project_name,
        TextField::DepartmentCode => &form.department_code,
        TextField::Department => &form.department,
        TextField::ImplementingUnit => &form.implementing_unit,
        TextField::Attribute => &form.attribute,
        TextField::Term => &form.term,
        TextField::Overview => &form.overview,
        TextField::Basis => &form.basis,
        TextField::Necessity => &form.necessity,
        TextField::Safeguards => &form.safeguards,
        TextField::Plan => &form.plan,
        TextField::GoalPeriod => &form.goal_period,
        TextField::GoalAnnual => &form.goal_annual,
        TextField::Head => &form.head,
        TextField::Preparer => &form.preparer,
        TextField::Phone => &form.phone,
        TextField::FilledAt => &form.filled_at,
        TextField::Duties | TextField::StrategicGoal | TextField::AnnualGoal => return None,
    })
}

fn project_text_mut(form: &mut ProjectForm, field: TextField) -> Option<&mut String> {
    Some(match field {
        TextField::Title => &mut form.title,
        TextField::ProjectName => &mut form.project_name,
        TextField::DepartmentCode => &mut form.department_code,
        TextField::Department => &mut form.department,
        TextField::ImplementingUnit => &mut form.implementing_unit,
        TextField::Attribute => &mut form.attribute,
        TextField::Term => &mut form.term,
        TextField::Overview => &mut form.overview,
        TextField::Basis => &mut form.basis,
        TextField::Necessity => &mut form.necessity,
        TextField::Safeguards => &mut form.safeguards,
        TextField::Plan => &mut form.plan,
        TextField::GoalPeriod => &mut form.goal_period,
        TextField::GoalAnnual => &mut form.goal_annual,
        TextField::Head => &mut form.head,
        TextField::Preparer => &mut form.preparer,
        TextField::Phone => &mut form.phone,
        TextField::FilledAt => &mut form.filled_at,
        TextField::Duties | TextField::StrategicGoal | TextField::AnnualGoal => return None,
    })
}

fn unit_text(form: &UnitForm, field: TextField) -> Option<&str> {
    Some(match field {
        TextField::Title => &form.title,
        TextField::DepartmentCode => &form.department_code,
        TextField::Department => &form.department,
        TextField::Duties => &form.duties,
        TextField::StrategicGoal => &form.strategic_goal,
        TextField::AnnualGoal => &form.annual_goal,
        TextField::Head => &form.head,
        TextField::Preparer => &form.preparer,
        TextField::Phone => &form.phone,
        TextField::FilledAt => &form.filled_at,
        _ => return None,
    })
}

fn unit_text_mut(form: &mut UnitForm, field: TextField) -> Option<&mut String> {
    Some(match field {
        TextField::Title => &mut form.title,
        TextField::DepartmentCode => &mut form.department_code,
        TextField::Department => &mut form.department,
        TextField::Duties => &mut form.duties,
        TextField::StrategicGoal => &mut form.strategic_goal,
        TextField::AnnualGoal => &mut form.annual_goal,
        TextField::Head => &mut form.head,
        TextField::Preparer => &mut form.preparer,
        TextField::Phone => &mut form.phone,
        TextField::FilledAt => &mut form.filled_at,
        _ => return None,
    })
}
