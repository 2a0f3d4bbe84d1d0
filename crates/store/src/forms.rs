//! Forms as a whole: made, read, copied, put into the 回收站, brought back, purged.

use crate::door::{Operation, Tx};
use crate::error::StoreError;
use crate::initials::initials;
use crate::kept::Kept;
use crate::{FormId, Store, document, edit, search};
use jibiao_model::Form;
use rusqlite::{Connection, OptionalExtension as _, params};

/// A form with what the database knows about it. Times are milliseconds since 1970 UTC.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// Its number
    pub id: FormId,
    /// The form
    pub form: Form,
    /// Grows by one with every change; 1 = as made
    pub revision: i64,
    /// Last change
    pub updated_at: i64,
    /// Since when in the 回收站
    pub deleted_at: Option<i64>,
}

impl Store {
    /// Reads a form, also one in the 回收站.
    pub fn form(&self, id: FormId) -> Result<Stored, StoreError> {
        read(&self.sql, &self.kept, id)
    }

    /// Stores a new form. When this returns, it is on the disk.
    pub fn create(&mut self, form: &Form) -> Result<FormId, StoreError> {
        self.transact(Operation::Create, |tx| tx.create(form))
    }

    /// Stores a copy of a form under another name.
    pub fn copy(&mut self, id: FormId, name: &str) -> Result<FormId, StoreError> {
        self.transact(Operation::Copy, |tx| {
            let mut form = read_live(tx, id)?.form;
            match &mut form {
                Form::Project(form) => form.project_name = name.to_owned(),
                Form::Unit(form) => form.department = name.to_owned(),
            }
            tx.create(&form)
        })
    }

    /// Puts a form into the 回收站.
    pub fn delete(&mut self, id: FormId) -> Result<(), StoreError> {
        self.transact(Operation::Delete, |tx| {
            let stored = read_live(tx, id)?;
            tx.set_deleted(&stored, Some(tx.at))
        })
    }

    /// Takes a form out of the 回收站.
    pub fn restore(&mut self, id: FormId) -> Result<(), StoreError> {
        self.transact(Operation::Restore, |tx| {
            let stored = read(&tx.sql, tx.kept, id)?;
            tx.set_deleted(&stored, None)
        })
    }

    /// Takes a form out of the 回收站 for good, with its history.
    pub fn purge(&mut self, id: FormId) -> Result<(), StoreError> {
        self.transact(Operation::Purge, |tx| {
            if read(&tx.sql, tx.kept, id)?.deleted_at.is_none() {
                return Err(StoreError::NothingTo("只有回收站里的表能彻底删除"));
            }
            search::forget(&tx.sql, id)?;
            tx.sql.execute("DELETE FROM forms WHERE id = ?1", [id.0])?;
            Ok(())
        })
    }
}

impl Tx<'_> {
    /// Stores a new form, as part of a larger job.
    pub fn create(&self, form: &Form) -> Result<FormId, StoreError> {
        let mut form = form.clone();
        self.sql
            .prepare_cached(
                "INSERT INTO forms (kind, template, year, name, initials, revision, created_at, updated_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, 1, ?6, ?6)",
            )?
            .execute(params![
                document::kind(&form),
                form.template(),
                form.year().read().map(|year| year.0),
                form.name(),
                initials(form.name()),
                self.at
            ])?;
        let id = FormId(self.sql.last_insert_rowid());
        document::write(&self.sql, id, &mut form)?;
        search::index(&self.sql, id, &form)?;
        edit::log(self, id, 1, &edit::Log::default(), edit::Status::Closed)?;
        self.keep_facts(id, &form)?;
        Ok(id)
    }

    fn set_deleted(&self, stored: &Stored, deleted_at: Option<i64>) -> Result<(), StoreError> {
        let revision = stored.revision + 1;
        self.sql.execute(
            "UPDATE forms SET deleted_at = ?2, revision = ?3, updated_at = ?4 WHERE id = ?1",
            params![stored.id.0, deleted_at, revision, self.at],
        )?;
        edit::log(self, stored.id, revision, &edit::Log::default(), edit::Status::Closed)
    }
}

/// Reads a form, also one in the 回收站.
pub(crate) fn read(sql: &Connection, kept: &Kept, id: FormId) -> Result<Stored, StoreError> {
    let mut statement = sql.prepare_cached("SELECT revision, updated_at, deleted_at FROM forms WHERE id = ?1")?;
    let found = statement.query_row([id.0], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).optional()?;
    let Some((revision, updated_at, deleted_at)) = found else { return Err(StoreError::NoForm(id)) };
    let form = match kept.get(id, revision) {
        Some(form) => form,
        None => {
            let form = document::read(sql, id)?;
            kept.put(id, revision, form.clone());
            form
        }
    };
    Ok(Stored { id, form, revision, updated_at, deleted_at })
}

/// Reads a form that is not in the 回收站.
pub(crate) fn read_live(tx: &Tx<'_>, id: FormId) -> Result<Stored, StoreError> {
    let stored = read(&tx.sql, tx.kept, id)?;
    if stored.deleted_at.is_some() { Err(StoreError::Deleted(id)) } else { Ok(stored) }
}

/// Writes a changed form under its next revision.
pub(crate) fn write(tx: &Tx<'_>, before: &Stored, mut form: Form) -> Result<i64, StoreError> {
    let revision = before.revision + 1;
    tx.sql.prepare_cached("UPDATE forms SET revision = ?2, updated_at = ?3 WHERE id = ?1")?.execute(params![
        before.id.0,
        revision,
        tx.at
    ])?;
    // Apart: naming a column writes its indexes anew, also where it stays the same.
    let listed = |form: &Form| (form.year().read().map(|year| year.0), form.name().to_owned());
    let (year, name) = listed(&form);
    if listed(&before.form) != (year, name.clone()) {
        tx.sql
            .prepare_cached("UPDATE forms SET year = ?2, name = ?3, initials = ?4 WHERE id = ?1")?
            .execute(params![before.id.0, year, name, initials(&name)])?;
    }
    document::write(&tx.sql, before.id, &mut form)?;
    search::put_off(&tx.sql, before.id)?;
    tx.keep_facts(before.id, &form)?;
    tx.kept.put(before.id, revision, form);
    Ok(revision)
}
