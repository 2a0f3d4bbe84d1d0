//! Putting a copy in the place of the data. What is there is saved first, also when it is damaged.

use crate::error::StoreError;
use crate::home::Home;
use crate::open::{checkpoint, open_alone};
use crate::owner::OwnerLock;
use crate::{Clock, FormId, Store, backup};
use rusqlite::Connection;
use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

/// A form of the data, or of the copy where it is not in the data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Its number
    pub form: FormId,
    /// `project` or `unit`
    pub kind: String,
    /// The project's name, or the department of a unit form
    pub name: String,
    /// 年度, where it reads
    pub year: Option<i32>,
}

/// As people tell it from others: forms of two years often have one name, and the unit's is of another kind than those of its projects.
impl fmt::Display for Named {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = if self.kind == "unit" { "整体申报表：" } else { "" };
        let name = if self.name.trim().is_empty() { "（未命名）" } else { self.name.trim() };
        write!(f, "{kind}{name}")?;
        self.year.map_or(Ok(()), |year| write!(f, "（{year}年度）"))
    }
}

/// What restoring a copy would change, forms outside the 回收站 only. Names of forms are in it: for the screen, not for logs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Difference {
    /// In the data, not in the copy: restoring takes them away
    pub lost: Vec<Named>,
    /// In both, with other contents
    pub changed: Vec<Named>,
    /// In the copy only: restoring brings them back
    pub returned: Vec<Named>,
}

/// What became of the data that was there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saved {
    /// As a copy in the list
    Copy(PathBuf),
    /// Damaged: its files as they were, in this folder
    Aside(PathBuf),
    /// There was none
    Nothing,
}

impl Store {
    /// What restoring a copy would change.
    pub fn difference(&self, copy: &Path) -> Result<Difference, StoreError> {
        backup::verify(copy)?;
        let (mut present, copied) = (contents(&self.sql)?, contents(&open_alone(copy)?)?);
        let mut difference = Difference::default();
        for (id, (form, sha256)) in copied {
            match present.remove(&id) {
                None => difference.returned.push(form),
                Some((_, now)) if now != sha256 => difference.changed.push(form),
                Some(_) => {}
            }
        }
        difference.lost = present.into_values().map(|(form, _)| form).collect();
        Ok(difference)
    }
}

/// Each form by its number, with the digest of its contents.
type Contents = BTreeMap<i64, (Named, Vec<u8>)>;

fn contents(sql: &Connection) -> Result<Contents, StoreError> {
    let mut statement = sql.prepare(
        "SELECT forms.id, forms.kind, forms.name, forms.year, documents.sha256 FROM forms JOIN documents ON form = forms.id WHERE deleted_at IS NULL",
    )?;
    let rows = statement.query_map([], |row| {
        let id = row.get(0)?;
        let form = Named { form: FormId(id), kind: row.get(1)?, name: row.get(2)?, year: row.get(3)? };
        Ok((id, (form, row.get(4)?)))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Puts a copy in the place of a folder's data; whoever has it open must close it first. At every moment either the old data, the
/// copy, or an error that leads to the list of copies is there.
pub fn restore(folder: &Path, copy: &Path, clock: Clock) -> Result<Saved, StoreError> {
    let home = Home::new(folder);
    home.prepare()?;
    backup::verify(copy)?;
    let lock = OwnerLock::take(&home, &clock().format("%Y-%m-%d %H:%M").to_string())?;
    let unfinished = home.folder().join("jibiao.db.new");
    let done = exchange(&home, copy, &unfinished, clock, lock);
    if done.is_err() {
        // In the way of nobody: whoever makes such a file begins it anew.
        let _ = fs::remove_file(&unfinished);
    }
    done
}

fn exchange(home: &Home, copy: &Path, unfinished: &Path, clock: Clock, lock: OwnerLock) -> Result<Saved, StoreError> {
    // The copy to be restored is brought beside the data first: what is there may be the very file that is named.
    fs::copy(copy, unfinished).map_err(|error| StoreError::file("取出备份", copy, error))?;
    backup::verify(unfinished)?;
    let stamp = clock().format("%Y%m%d-%H%M%S").to_string();
    let (saved, _lock) = save_present(home, clock, lock, &stamp)?;
    for file in [home.log(), home.log_index()] {
        if file.exists() {
            fs::remove_file(&file).map_err(|error| StoreError::file("移开旧日志", &file, error))?;
        }
    }
    backup::put_in_place(unfinished, &home.database())?;
    Ok(saved)
}

/// Saves what is there. Gives the lock back, so that nobody writes between the saving and the exchange.
fn save_present(
    home: &Home,
    clock: Clock,
    lock: OwnerLock,
    stamp: &str,
) -> Result<(Saved, Option<OwnerLock>), StoreError> {
    if !home.database().exists() {
        let log = fs::metadata(home.log()).is_ok_and(|log| log.len() > 0);
        let saved = if log { Saved::Aside(put_aside(home, stamp)?) } else { Saved::Nothing };
        return Ok((saved, Some(lock)));
    }
    match Store::open_owned(home.clone(), clock, lock) {
        Ok(mut store) => {
            let saved = backup::make(&store, backup::Reason::Restore)?;
            checkpoint(&store.sql)?;
            Ok((Saved::Copy(saved), store.owner.take()))
        }
        Err(StoreError::Damaged(_) | StoreError::NotOurs) => {
            let lock = OwnerLock::take(home, stamp)?;
            Ok((Saved::Aside(put_aside(home, stamp)?), Some(lock)))
        }
        // A newer program's data, no space, a file that the system keeps from us: nothing is touched.
        Err(error) => Err(error),
    }
}

/// Moves the files of damaged data into a folder of their own; nothing is thrown away.
fn put_aside(home: &Home, stamp: &str) -> Result<PathBuf, StoreError> {
    let aside = home.folder().join(format!("damaged-{stamp}"));
    fs::create_dir_all(&aside).map_err(|error| StoreError::file("保存损坏的数据", &aside, error))?;
    for file in [home.database(), home.log(), home.log_index()] {
        if let Some(name) = file.file_name().filter(|_| file.exists()) {
            fs::rename(&file, aside.join(name)).map_err(|error| StoreError::file("保存损坏的数据", &file, error))?;
        }
    }
    Ok(aside)
}
