//! Changes of a form: a text at a place, a row put in, moved, or taken out. Each gives back the change that undoes it.

use crate::cell::{CellError, row_of, row_texts, rows_mut, set_text, task_of, task_texts};
use crate::form::{Form, RowId, Side};
use crate::json::{MAX_ROWS, text_fault};
use crate::path::FieldPath;

/// A list of rows in a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum List {
    /// The indicators of a side
    Indicators(Side),
    /// 年度重点任务
    KeyTasks,
}

/// One change. Rows are named by id, positions count from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Puts a text into a cell.
    Set {
        /// The cell
        path: FieldPath,
        /// What is to stand there, as typed
        text: String,
    },
    /// Puts a row in.
    Insert {
        /// Into which list
        list: List,
        /// Before which row; the end where it is past it
        at: usize,
        /// Its id; `None` = the next free one
        id: Option<RowId>,
        /// Its texts, in the order of [`crate::path::RowField::ALL`] or [`crate::path::TaskField::ALL`]; missing ones are blank
        texts: Vec<String>,
    },
    /// Moves a row.
    Move {
        /// Inside which list
        list: List,
        /// Which row
        id: RowId,
        /// Its position afterwards; the end where it is past it
        to: usize,
    },
    /// Takes a row out.
    Delete {
        /// Out of which list
        list: List,
        /// Which row
        id: RowId,
    },
}

/// Why a change cannot be made. The form is as it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ChangeError {
    /// A cell refused its text.
    #[error(transparent)]
    Cell(#[from] CellError),
    /// The form has no such list.
    #[error("这种表没有这个表格")]
    NoList,
    /// The row is not there.
    #[error("这一行已经不在表里")]
    NoRow,
    /// A row with this id is there already.
    #[error("这一行已经在表里")]
    RowThere,
    /// The list is full.
    #[error("已有 {MAX_ROWS} 行，不能再加")]
    Full,
}

/// A change that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// The change, with the id that a new row got: made again, it gives the same form.
    pub done: Change,
    /// The change that takes it back.
    pub inverse: Change,
}

/// Makes a change. On an error the form is as it was.
pub fn apply(form: &mut Form, change: &Change) -> Result<Made, ChangeError> {
    let (done, inverse) = match change {
        Change::Set { path, text } => {
            let former = set_text(form, *path, text)?;
            (change.clone(), Change::Set { path: *path, text: former })
        }
        Change::Insert { list, at, id, texts } => {
            let id = id.unwrap_or_else(|| form.next_row_id());
            let at = insert(form, *list, *at, id, texts)?;
            let done = Change::Insert { list: *list, at, id: Some(id), texts: texts.clone() };
            (done, Change::Delete { list: *list, id })
        }
        Change::Move { list, id, to } => {
            let (from, to) = match list {
                List::Indicators(side) => moved(rows(form, *side)?, |row| row.id == *id, *to)?,
                List::KeyTasks => moved(tasks(form)?, |task| task.id == *id, *to)?,
            };
            (Change::Move { list: *list, id: *id, to }, Change::Move { list: *list, id: *id, to: from })
        }
        Change::Delete { list, id } => {
            let (at, texts) = match list {
                List::Indicators(side) => {
                    let (at, row) = taken(rows(form, *side)?, |row| row.id == *id)?;
                    (at, row_texts(&row))
                }
                List::KeyTasks => {
                    let (at, task) = taken(tasks(form)?, |task| task.id == *id)?;
                    (at, task_texts(&task))
                }
            };
            (change.clone(), Change::Insert { list: *list, at, id: Some(*id), texts })
        }
    };
    Ok(Made { done, inverse })
}

fn rows(form: &mut Form, side: Side) -> Result<&mut Vec<crate::form::IndicatorRow>, ChangeError> {
    rows_mut(form, side).ok_or(ChangeError::NoList)
}

fn tasks(form: &mut Form) -> Result<&mut Vec<crate::form::KeyTask>, ChangeError> {
    match form {
        Form::Unit(unit) => Ok(&mut unit.key_tasks),
        Form::Project(_) => Err(ChangeError::NoList),
    }
}

fn has_row(form: &Form, id: RowId) -> bool {
    let task = |form: &Form| matches!(form, Form::Unit(unit) if unit.key_tasks.iter().any(|task| task.id == id));
    Side::BOTH.into_iter().any(|side| form.rows(side).iter().any(|row| row.id == id)) || task(form)
}

fn insert(form: &mut Form, list: List, at: usize, id: RowId, texts: &[String]) -> Result<usize, ChangeError> {
    if let Some(reason) = texts.iter().find_map(|text| text_fault(text)) {
        return Err(CellError::Text(reason).into());
    }
    if has_row(form, id) {
        return Err(ChangeError::RowThere);
    }
    match list {
        List::Indicators(side) => put(rows(form, side)?, at, row_of(id, texts)),
        List::KeyTasks => put(tasks(form)?, at, task_of(id, texts)),
    }
}

fn put<T>(items: &mut Vec<T>, at: usize, item: T) -> Result<usize, ChangeError> {
    if items.len() >= MAX_ROWS {
        return Err(ChangeError::Full);
    }
    let at = at.min(items.len());
    items.insert(at, item);
    Ok(at)
}

fn taken<T>(items: &mut Vec<T>, wanted: impl Fn(&T) -> bool) -> Result<(usize, T), ChangeError> {
    let at = items.iter().position(wanted).ok_or(ChangeError::NoRow)?;
    Ok((at, items.remove(at)))
}

fn moved<T>(items: &mut Vec<T>, wanted: impl Fn(&T) -> bool, to: usize) -> Result<(usize, usize), ChangeError> {
    let (from, item) = taken(items, wanted)?;
    let to = to.min(items.len());
    items.insert(to, item);
    Ok((from, to))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cell::text_at;
    use crate::form::{ProjectForm, UnitForm};
    use crate::json;
    use proptest::prelude::*;

    fn project() -> Form {
        Form::Project(ProjectForm { template: "shanxi-county".to_owned(), ..ProjectForm::default() })
    }

    fn unit() -> Form {
        Form::Unit(UnitForm { template: "shanxi-unit".to_owned(), ..UnitForm::default() })
    }

    fn set(form: &mut Form, path: &str, text: &str) -> Result<Made, ChangeError> {
        let path = FieldPath::parse(path, form).unwrap();
        apply(form, &Change::Set { path, text: text.to_owned() })
    }

    #[test]
    fn every_cell_takes_its_text_and_gives_it_back() {
        let insert = |list| Change::Insert { list, at: 0, id: None, texts: Vec::new() };
        let (mut project, mut unit) = (project(), unit());
        for list in [List::Indicators(Side::Period), List::Indicators(Side::Annual)] {
            apply(&mut project, &insert(list)).unwrap();
        }
        for list in [List::Indicators(Side::Annual), List::KeyTasks] {
            apply(&mut unit, &insert(list)).unwrap();
        }
        let shared = "year title department_code department head preparer phone filled_at";
        let of_project = "project_name implementing_unit attribute term overview basis necessity safeguards plan goal_period goal_annual \
             funds.period.total funds.period.other funds.annual.local indicators.period[0].level1 indicators.annual[0].level2 \
             indicators.period[0].name indicators.annual[0].value indicators.annual[0].weight";
        let of_unit = "internal_divisions subordinate_units staff_quota staff_actual staff_in_quota staff_other duties \
             strategic_goal annual_goal budget.by_source.total budget.by_source.unit_funds budget.by_use.basic \
             key_tasks[0].function key_tasks[0].task indicators[0].value";
        for (form, own) in [(&mut project, of_project), (&mut unit, of_unit)] {
            for path in shared.split_whitespace().chain(own.split_whitespace()) {
                let before = form.clone();
                // Reads as nothing: kept to the letter in every cell.
                let made = set(form, path, " 约十二，待定 ").unwrap();
                let place = FieldPath::parse(path, form).unwrap();
                assert_eq!(text_at(form, place).as_deref(), Some(" 约十二，待定 "), "{path}");
                assert_eq!(json::to_string(&json::parse(&json::to_string(form)).unwrap()), json::to_string(form));
                apply(form, &made.inverse).unwrap();
                assert_eq!(*form, before, "{path}");
            }
        }
        assert!(set(&mut project, "category", "特定目标类").is_ok());
        assert!(set(&mut project, "category", "别的").is_err());
        assert_eq!(text_at(&project, FieldPath::Category).as_deref(), Some("special"));
    }

    #[test]
    fn a_refused_change_leaves_the_form_as_it_was() {
        let mut form = project();
        let before = form.clone();
        assert!(set(&mut form, "overview", "响\u{7}铃").is_err());
        assert!(set(&mut form, "indicators.period", "x").is_err());
        let list = List::Indicators(Side::Period);
        let delete = Change::Delete { list, id: RowId(77) };
        assert_eq!(apply(&mut form, &delete), Err(ChangeError::NoRow));
        assert_eq!(apply(&mut form, &Change::Delete { list: List::KeyTasks, id: RowId(0) }), Err(ChangeError::NoList));
        assert_eq!(form, before);
        let insert = Change::Insert { list, at: 0, id: Some(RowId(3)), texts: Vec::new() };
        apply(&mut form, &insert).unwrap();
        let again =
            Change::Insert { list: List::Indicators(Side::Annual), at: 0, id: Some(RowId(3)), texts: Vec::new() };
        assert_eq!(apply(&mut form, &again), Err(ChangeError::RowThere));
    }

    fn any_change() -> impl Strategy<Value = Change> {
        let list = || prop_oneof![Just(List::Indicators(Side::Period)), Just(List::Indicators(Side::Annual))];
        let id = || (0u32..6).prop_map(RowId);
        prop_oneof![
            "[a-z0-9万元，]{0,6}".prop_map(|text| Change::Set { path: FieldPath::Year, text }),
            (list(), 0usize..6, proptest::collection::vec("[0-9件]{0,4}", 0..6))
                .prop_map(|(list, at, texts)| Change::Insert { list, at, id: None, texts }),
            (list(), id(), 0usize..6).prop_map(|(list, id, to)| Change::Move { list, id, to }),
            (list(), id()).prop_map(|(list, id)| Change::Delete { list, id }),
        ]
    }

    proptest! {
        #[test]
        fn any_sequence_is_taken_back_and_made_again(changes in proptest::collection::vec(any_change(), 1..40)) {
            let start = project();
            let mut form = start.clone();
            let made: Vec<Made> = changes.iter().filter_map(|change| apply(&mut form, change).ok()).collect();
            let end = form.clone();
            for made in made.iter().rev() {
                apply(&mut form, &made.inverse).unwrap();
            }
            prop_assert_eq!(&form, &start);
            for made in &made {
                apply(&mut form, &made.done).unwrap();
            }
            prop_assert_eq!(&form, &end);
        }
    }
}
