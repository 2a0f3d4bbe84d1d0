//! Changes as text: how the window asks for them and how 修改记录 keeps them.

use crate::error::StoreError;
use jibiao_model::change::{Change, List};
use jibiao_model::{FieldPath, Form, RowId};
use serde::{Deserialize, Serialize};

/// A change of a form. Paths are JSON spellings, with an index (`indicators.period[4].value`) or a row id (`indicators.period[#7].value`);
/// lists are `indicators.period`, `indicators.annual`, in a unit form `indicators` and `key_tasks`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "lowercase")]
pub enum Patch {
    /// Puts a text into a cell.
    Set {
        /// The cell
        path: String,
        /// What is to stand there, as typed
        text: String,
    },
    /// Puts a row in.
    Insert {
        /// Into which list
        list: String,
        /// Before which row, from 0; the end where it is past it
        at: usize,
        /// Its id; left out for a new row
        #[serde(default, skip_serializing_if = "Option::is_none")]
        row: Option<u32>,
        /// Its texts: level1, level2, name, value, weight; or function, task
        #[serde(default)]
        texts: Vec<String>,
    },
    /// Moves a row.
    Move {
        /// Inside which list
        list: String,
        /// Its id
        row: u32,
        /// Its position afterwards, from 0
        to: usize,
    },
    /// Takes a row out.
    Delete {
        /// Out of which list
        list: String,
        /// Its id
        row: u32,
    },
}

impl Patch {
    /// A text for a cell.
    pub fn set(path: impl Into<String>, text: impl Into<String>) -> Patch {
        Patch::Set { path: path.into(), text: text.into() }
    }

    /// The change that is meant in this form.
    pub fn in_form(&self, form: &Form) -> Result<Change, StoreError> {
        let place = |text: &str| FieldPath::parse(text, form).ok_or_else(|| StoreError::NoPlace(text.to_owned()));
        let list = |text: &str| match place(text)? {
            FieldPath::Indicators(side) => Ok(List::Indicators(side)),
            FieldPath::KeyTasks => Ok(List::KeyTasks),
            _ => Err(StoreError::NoPlace(text.to_owned())),
        };
        Ok(match self {
            Patch::Set { path, text } => Change::Set { path: place(path)?, text: text.clone() },
            Patch::Insert { list: of, at, row, texts } => {
                Change::Insert { list: list(of)?, at: *at, id: row.map(RowId), texts: texts.clone() }
            }
            Patch::Move { list: of, row, to } => Change::Move { list: list(of)?, id: RowId(*row), to: *to },
            Patch::Delete { list: of, row } => Change::Delete { list: list(of)?, id: RowId(*row) },
        })
    }

    /// The spelling of a change, with row ids, so that it stays true when rows move.
    pub(crate) fn of(change: Change, form: &Form) -> Patch {
        let list = |list: List| match list {
            List::Indicators(side) => FieldPath::Indicators(side).keyed(form),
            List::KeyTasks => FieldPath::KeyTasks.keyed(form),
        };
        match change {
            Change::Set { path, text } => Patch::Set { path: path.keyed(form), text },
            Change::Insert { list: of, at, id, texts } => {
                Patch::Insert { list: list(of), at, row: id.map(|id| id.0), texts }
            }
            Change::Move { list: of, id, to } => Patch::Move { list: list(of), row: id.0, to },
            Change::Delete { list: of, id } => Patch::Delete { list: list(of), row: id.0 },
        }
    }
}
