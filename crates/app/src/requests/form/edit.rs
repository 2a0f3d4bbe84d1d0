//! User actions that change a form, and what they answer.

use super::cells::CellView;
use super::grid::{GridGroup, TaskRow};
use super::show::{Derived, UndoState};
use crate::requests::check::FindingView;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// The texts of one side of a new row.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct RowTexts {
    /// 三级指标
    pub name: Option<String>,
    /// 指标值
    pub value: Option<String>,
    /// 分值
    pub weight: Option<String>,
}

/// A part of one user action.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(tag = "do", rename_all = "snake_case", deny_unknown_fields)]
pub enum Edit {
    /// Puts a text into a cell. On the period side of a linked row, and on the period side of equal funds, both sides get it.
    Set {
        /// The cell
        path: String,
        /// As typed; what does not read is kept
        text: String,
        /// Only this side, although the row is linked
        #[serde(default)]
        #[ts(optional)]
        alone: Option<bool>,
    },
    /// Puts a row into a group of the grid. A form with two sides gets it on both.
    InsertRow {
        /// Key of the group
        group: String,
        /// Position in the group, from 0; past the end is the end
        at: usize,
        /// Texts of the period side (of the only side in a form with one)
        #[serde(default)]
        #[ts(optional)]
        period: Option<RowTexts>,
        /// Texts of the annual side; left out = the same
        #[serde(default)]
        #[ts(optional)]
        annual: Option<RowTexts>,
    },
    /// Takes a row of the grid out, both sides.
    DeleteRow {
        /// Key of the row
        row: String,
    },
    /// Moves a row of the grid, both sides.
    MoveRow {
        /// Key of the row
        row: String,
        /// Key of the group that it goes to; its own for a move inside
        group: String,
        /// Position there afterwards
        at: usize,
    },
    /// Puts the side that a single row lacks beside it, equal.
    AddSide {
        /// Key of the row
        row: String,
    },
    /// Puts a key task in.
    InsertTask {
        /// Position, from 0
        at: usize,
        /// 核心职能
        #[serde(default)]
        function: String,
        /// 重点任务
        #[serde(default)]
        task: String,
    },
    /// Takes a key task out.
    DeleteTask {
        /// Key of the row
        row: String,
    },
    /// Moves a key task.
    MoveTask {
        /// Key of the row
        row: String,
        /// Position afterwards
        at: usize,
    },
}

/// Edits a form: one user action, one step of undo, on the disk when the answer comes.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct EditForm {
    /// Its number
    pub form: i64,
    /// The revision shown; another one is refused with E_EDIT_STALE
    pub base_revision: i64,
    /// What to do, one after the other, all or none
    pub edits: Vec<Edit>,
}

/// What to make equal.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(tag = "what", rename_all = "snake_case", deny_unknown_fields)]
pub enum LinkWhat {
    /// 恢复一致 of one row: the annual side gets name and value of the period side
    Row {
        /// Key of the row
        row: String,
    },
    /// Every row of the grid that has both sides
    Rows,
    /// One field and its twin: the annual side gets the text of the period side
    Field {
        /// Either path
        path: String,
    },
    /// A total: it gets the sum of its parts
    Sum {
        /// The total
        path: String,
    },
    /// All funds: 年度=实施期
    Funds,
    /// 年度目标=实施期目标
    Goals,
}

/// 恢复一致, 年度=实施期.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct LinkForm {
    /// Its number
    pub form: i64,
    /// The revision shown
    pub base_revision: i64,
    /// What to make equal
    pub link: LinkWhat,
}

/// Answer of every request that changes a form: what the window has to put in the place of what it shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct FormChanged {
    /// Its number
    pub form: i64,
    /// Revision, the base of the next edit
    pub revision: i64,
    /// Name, as in the list
    pub name: String,
    /// Cells that changed, by path; null = gone
    pub cells: BTreeMap<String, Option<CellView>>,
    /// The whole grid where anything in it changed, else null
    pub groups: Option<Vec<GridGroup>>,
    /// All key tasks where anything in them changed, else null
    pub key_tasks: Option<Vec<TaskRow>>,
    /// All findings
    pub findings: Vec<FindingView>,
    /// What follows from the values
    pub derived: Derived,
    /// Undo and redo
    pub undo: UndoState,
    /// Paths that the user should see after an undo, redo or fix, first one first
    pub touched: Vec<String>,
    /// When it was saved, in milliseconds since 1970 UTC
    pub saved_at: i64,
    /// 已保存 14:03
    pub saved_words: String,
}
