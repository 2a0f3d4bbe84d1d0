//! Edits with an expected revision, undo and redo as recorded inverse edits, 修改记录.

use crate::door::{Operation, Tx};
use crate::error::StoreError;
use crate::forms::{Stored, read_live, write};
use crate::patch::Patch;
use crate::tables::Waiver;
use crate::{FormId, Store};
use jibiao_model::Form;
use jibiao_model::change::apply;
use rusqlite::{Connection, OptionalExtension as _, ToSql, params};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Where a form stands after an edit, an undo or a redo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edited {
    /// The form
    pub form: Form,
    /// Its revision
    pub revision: i64,
    /// What was changed, with row ids
    pub changes: Vec<Patch>,
    /// Whether there is something to undo
    pub can_undo: bool,
    /// Whether there is something to redo
    pub can_redo: bool,
}

/// A line of 修改记录.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryLine {
    /// When, in milliseconds since 1970 UTC
    pub at: i64,
    /// 经办人 at that time
    pub who: String,
    /// What the user did
    pub operation: Operation,
    /// The revision afterwards
    pub revision: i64,
    /// What was put there
    pub done: Vec<Patch>,
    /// What stood there before, last change first
    pub before: Vec<Patch>,
    /// Findings that were let pass with it; a blank reason: that was taken back
    pub waivers: Vec<Waiver>,
}

/// See the column `status` of the table `edits`.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Status {
    Done,
    Undone,
    Closed,
}

impl Status {
    fn key(self) -> &'static str {
        match self {
            Status::Done => "done",
            Status::Undone => "undone",
            Status::Closed => "closed",
        }
    }
}

impl Store {
    /// Makes changes, all or none, if the form still is at `base`. When this returns, they are on the disk.
    pub fn edit(&mut self, id: FormId, base: i64, patches: &[Patch]) -> Result<Edited, StoreError> {
        self.transact(Operation::Edit, |tx| tx.edit(id, base, patches, &[]))
    }

    /// Takes the last edit back that was not taken back yet.
    pub fn undo(&mut self, id: FormId, base: i64) -> Result<Edited, StoreError> {
        let last = "SELECT id, inverse, waivers_before FROM edits WHERE form = ?1 AND status = 'done' ORDER BY id DESC LIMIT 1";
        self.transact(Operation::Undo, |tx| replay(tx, id, base, last, Status::Undone, "没有可以撤销的修改"))
    }

    /// Makes the edit again that was taken back last.
    pub fn redo(&mut self, id: FormId, base: i64) -> Result<Edited, StoreError> {
        let first = "SELECT id, done, waivers FROM edits WHERE form = ?1 AND status = 'undone' ORDER BY id LIMIT 1";
        self.transact(Operation::Redo, |tx| replay(tx, id, base, first, Status::Done, "没有可以重做的修改"))
    }

    /// Whether a form has something to undo, and to redo.
    pub fn undo_state(&self, id: FormId) -> Result<(bool, bool), StoreError> {
        undo_state(&self.sql, id)
    }

    /// 修改记录, newest first.
    pub fn history(&self, id: FormId, offset: u32, limit: u32) -> Result<Vec<HistoryLine>, StoreError> {
        let all = "SELECT at, who, operation, revision, done, inverse, waivers FROM edits WHERE form = ?1 ORDER BY id DESC LIMIT ?3 OFFSET ?2";
        self.history_lines(all, params![id.0, offset, limit])
    }

    /// The lines of 修改记录 that led to one revision, newest first.
    pub fn history_of(&self, id: FormId, revision: i64) -> Result<Vec<HistoryLine>, StoreError> {
        let of_one = "SELECT at, who, operation, revision, done, inverse, waivers FROM edits WHERE form = ?1 AND revision = ?2 ORDER BY id DESC";
        self.history_lines(of_one, params![id.0, revision])
    }

    fn history_lines(&self, sql: &str, parameters: &[&dyn ToSql]) -> Result<Vec<HistoryLine>, StoreError> {
        let mut statement = self.sql.prepare_cached(sql)?;
        let mut rows = statement.query(parameters)?;
        let mut lines = Vec::new();
        while let Some(row) = rows.next()? {
            let operation: String = row.get(2)?;
            lines.push(HistoryLine {
                at: row.get(0)?,
                who: row.get(1)?,
                operation: Operation::from_key(&operation).ok_or_else(unreadable)?,
                revision: row.get(3)?,
                done: read_json(&row.get::<_, String>(4)?)?,
                before: read_json(&row.get::<_, String>(5)?)?,
                waivers: read_json(&row.get::<_, String>(6)?)?,
            });
        }
        Ok(lines)
    }
}

impl Tx<'_> {
    /// As [`Store::edit`], as part of a larger job. The waivers are put beside the form, spelled for it as it is afterwards, and are
    /// undone and redone with the edit.
    pub fn edit(&self, id: FormId, base: i64, patches: &[Patch], waivers: &[Waiver]) -> Result<Edited, StoreError> {
        let before = read_live(self, id)?;
        refuse_stale(base, before.revision)?;
        let made = Made::of(self, &before, patches, waivers)?;
        self.sql
            .prepare_cached("UPDATE edits SET status = 'closed' WHERE form = ?1 AND status = 'undone'")?
            .execute([id.0])?;
        made.end(self, id, Status::Done)
    }
}

/// What was made of a form.
struct Made {
    form: Form,
    revision: i64,
    log: Log,
}

/// What a line of 修改记录 holds of the change: as it was made, and as it is taken back.
#[derive(Default)]
pub(crate) struct Log {
    done: Vec<Patch>,
    inverse: Vec<Patch>,
    waivers: Vec<Waiver>,
    waivers_before: Vec<Waiver>,
}

impl Made {
    fn of(tx: &Tx<'_>, before: &Stored, patches: &[Patch], waivers: &[Waiver]) -> Result<Made, StoreError> {
        let (form, done, inverse) = changed(&before.form, patches)?;
        // First: what is found in the form depends on them.
        let waivers_before = tx.change_waivers(before.id, waivers)?;
        let revision = write(tx, before, form.clone())?;
        Ok(Made { form, revision, log: Log { done, inverse, waivers: waivers.to_vec(), waivers_before } })
    }

    fn end(self, tx: &Tx<'_>, id: FormId, status: Status) -> Result<Edited, StoreError> {
        log(tx, id, self.revision, &self.log, status)?;
        let (can_undo, can_redo) = undo_state(&tx.sql, id)?;
        Ok(Edited { form: self.form, revision: self.revision, changes: self.log.done, can_undo, can_redo })
    }
}

fn refuse_stale(base: i64, now: i64) -> Result<(), StoreError> {
    if base == now { Ok(()) } else { Err(StoreError::Stale { base, now }) }
}

/// Makes the patches one after the other, each in the form that the former ones left.
fn changed(before: &Form, patches: &[Patch]) -> Result<(Form, Vec<Patch>, Vec<Patch>), StoreError> {
    let mut form = before.clone();
    let mut done = Vec::with_capacity(patches.len());
    let mut inverse = Vec::with_capacity(patches.len());
    for patch in patches {
        let change = patch.in_form(&form)?;
        let made = apply(&mut form, &change)?;
        done.push(Patch::of(made.done, &form));
        inverse.push(Patch::of(made.inverse, &form));
    }
    inverse.reverse();
    Ok((form, done, inverse))
}

/// Undo and redo are one thing: `select` finds an edit and the changes that are to be made.
fn replay(
    tx: &Tx<'_>,
    id: FormId,
    base: i64,
    select: &str,
    becomes: Status,
    nothing: &'static str,
) -> Result<Edited, StoreError> {
    let before = read_live(tx, id)?;
    refuse_stale(base, before.revision)?;
    let mut statement = tx.sql.prepare_cached(select)?;
    let found: Option<(i64, String, String)> =
        statement.query_row([id.0], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).optional()?;
    let Some((edit, wanted, waivers)) = found else { return Err(StoreError::NothingTo(nothing)) };
    let made = Made::of(tx, &before, &read_json::<Patch>(&wanted)?, &read_json::<Waiver>(&waivers)?)?;
    tx.sql.execute("UPDATE edits SET status = ?2 WHERE id = ?1", params![edit, becomes.key()])?;
    made.end(tx, id, Status::Closed)
}

/// Writes a line of 修改记录.
pub(crate) fn log(tx: &Tx<'_>, id: FormId, revision: i64, log: &Log, status: Status) -> Result<(), StoreError> {
    fn text<T: Serialize>(list: &[T]) -> Result<String, StoreError> {
        serde_json::to_string(list).map_err(|_| unreadable())
    }
    tx.sql
        .prepare_cached(
            "INSERT INTO edits (form, revision, at, who, operation, done, inverse, status, waivers, waivers_before)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        )?
        .execute(params![
            id.0,
            revision,
            tx.at,
            tx.who,
            tx.operation.key(),
            text(&log.done)?,
            text(&log.inverse)?,
            status.key(),
            text(&log.waivers)?,
            text(&log.waivers_before)?
        ])?;
    Ok(())
}

fn read_json<T: DeserializeOwned>(text: &str) -> Result<Vec<T>, StoreError> {
    serde_json::from_str(text).map_err(|_| unreadable())
}

fn unreadable() -> StoreError {
    StoreError::Damaged("修改记录读不出来".to_owned())
}

fn undo_state(sql: &Connection, id: FormId) -> Result<(bool, bool), StoreError> {
    let mut statement = sql.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM edits WHERE form = ?1 AND status = 'done'),
                EXISTS (SELECT 1 FROM edits WHERE form = ?1 AND status = 'undone')",
    )?;
    Ok(statement.query_row([id.0], |row| Ok((row.get(0)?, row.get(1)?)))?)
}
