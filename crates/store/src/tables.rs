//! 单位信息, settings, waivers, the indicator library, the log of imports and exports.

use crate::door::{Operation, Tx};
use crate::error::StoreError;
use crate::{FormId, Store};
use jibiao_model::Form;
use rusqlite::{Connection, OptionalExtension as _, params};
use serde::{Deserialize, Serialize};

/// 单位信息: what new forms start with. The preparer's name stands in 修改记录.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[allow(missing_docs, reason = "the fields of the form, see the glossary; region is the printed place, e.g. 某县")]
pub struct Unit {
    pub department_code: String,
    pub department: String,
    pub implementing_unit: String,
    pub region: String,
    pub head: String,
    pub preparer: String,
    pub phone: String,
}

/// A finding that is passed over, with the reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiver {
    /// Code of the rule
    pub code: String,
    /// Place, spelled with row ids
    pub path: String,
    /// Why, for the auditor
    pub reason: String,
    /// Who passed it over
    pub who: String,
    /// When, in milliseconds since 1970 UTC
    pub at: i64,
}

/// An indicator to choose from.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "the cells of an indicator row")]
pub struct IndicatorLine {
    pub level1: String,
    pub level2: String,
    pub name: String,
    pub value: String,
}

/// A line of the log of imports and exports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TransferLine {
    /// When, in milliseconds since 1970 UTC
    pub at: i64,
    /// Who
    pub who: String,
    /// True for an import
    pub import: bool,
    /// Name of the file, without its folder
    pub name: String,
    /// How many forms
    pub forms: i64,
}

impl Store {
    /// 单位信息
    pub fn unit(&self) -> Result<Unit, StoreError> {
        let columns = "department_code, department, implementing_unit, region, head, preparer, phone";
        let mut statement = self.sql.prepare_cached(&format!("SELECT {columns} FROM units WHERE id = 1"))?;
        Ok(statement.query_row([], |row| {
            Ok(Unit {
                department_code: row.get(0)?,
                department: row.get(1)?,
                implementing_unit: row.get(2)?,
                region: row.get(3)?,
                head: row.get(4)?,
                preparer: row.get(5)?,
                phone: row.get(6)?,
            })
        })?)
    }

    /// Changes 单位信息.
    pub fn set_unit(&mut self, unit: &Unit) -> Result<(), StoreError> {
        self.transact(Operation::SetUnit, |tx| tx.set_unit(unit))
    }

    /// A setting, as JSON text of the caller's.
    pub fn setting(&self, key: &str) -> Result<Option<String>, StoreError> {
        let mut statement = self.sql.prepare_cached("SELECT value FROM settings WHERE key = ?1")?;
        Ok(statement.query_row([key], |row| row.get(0)).optional()?)
    }

    /// Changes a setting.
    pub fn set_setting(&mut self, key: &str, value: &str) -> Result<(), StoreError> {
        self.transact(Operation::SetSetting, |tx| {
            tx.sql.execute("INSERT OR REPLACE INTO settings VALUES (?1, ?2)", [key, value])?;
            Ok(())
        })
    }

    /// Passes a finding over; a blank reason takes the waiver back.
    pub fn waive(&mut self, id: FormId, code: &str, path: &str, reason: &str) -> Result<(), StoreError> {
        self.transact(Operation::Waive, |tx| {
            let stored = crate::forms::read_live(tx, id)?;
            let (code, path, reason) = (code.to_owned(), path.to_owned(), reason.to_owned());
            tx.put_waivers(id, &stored.form, &[Waiver { code, path, reason, who: tx.who.clone(), at: tx.at }])
        })
    }

    /// The waivers of a form.
    pub fn waivers(&self, id: FormId) -> Result<Vec<Waiver>, StoreError> {
        waivers(&self.sql, id)
    }

    /// Puts indicators into the library; one that is there already counts as used once more.
    pub fn keep_indicators(&mut self, lines: &[IndicatorLine]) -> Result<(), StoreError> {
        self.transact(Operation::KeepIndicator, |tx| {
            for line in lines {
                tx.sql
                    .prepare_cached(
                        "INSERT INTO indicators (level1, level2, name, value, used, used_at) VALUES (?1, ?2, ?3, ?4, 1, ?5)
                         ON CONFLICT (level1, level2, name, value) DO UPDATE SET used = used + 1, used_at = ?5",
                    )?
                    .execute(params![line.level1, line.level2, line.name, line.value, tx.at])?;
            }
            Ok(())
        })
    }

    /// Takes an indicator out of the library.
    pub fn remove_indicator(&mut self, id: i64) -> Result<(), StoreError> {
        self.transact(Operation::KeepIndicator, |tx| {
            match tx.sql.execute("DELETE FROM indicators WHERE id = ?1", [id])? {
                0 => Err(StoreError::NothingTo("指标库里没有这一条")),
                _ => Ok(()),
            }
        })
    }

    /// Changes an indicator of the library.
    pub fn change_indicator(&mut self, id: i64, line: &IndicatorLine) -> Result<(), StoreError> {
        self.transact(Operation::KeepIndicator, |tx| {
            let same =
                "DELETE FROM indicators WHERE level1 = ?1 AND level2 = ?2 AND name = ?3 AND value = ?4 AND id <> ?5";
            tx.sql.execute(same, params![line.level1, line.level2, line.name, line.value, id])?;
            let sql = "UPDATE indicators SET level1 = ?1, level2 = ?2, name = ?3, value = ?4 WHERE id = ?5";
            match tx.sql.execute(sql, params![line.level1, line.level2, line.name, line.value, id])? {
                0 => Err(StoreError::NothingTo("指标库里没有这一条")),
                _ => Ok(()),
            }
        })
    }

    /// The library, most used first, each with its number.
    pub fn numbered_indicators(&self, limit: u32) -> Result<Vec<(i64, IndicatorLine)>, StoreError> {
        let mut statement = self.sql.prepare_cached(
            "SELECT level1, level2, name, value, id FROM indicators ORDER BY used DESC, used_at DESC, id LIMIT ?1",
        )?;
        let line = |row: &rusqlite::Row<'_>| {
            let line =
                IndicatorLine { level1: row.get(0)?, level2: row.get(1)?, name: row.get(2)?, value: row.get(3)? };
            Ok((row.get(4)?, line))
        };
        Ok(statement.query_map([limit], line)?.collect::<Result<_, _>>()?)
    }

    /// The library, most used first.
    pub fn indicators(&self, limit: u32) -> Result<Vec<IndicatorLine>, StoreError> {
        let mut statement = self.sql.prepare_cached(
            "SELECT level1, level2, name, value FROM indicators ORDER BY used DESC, used_at DESC, id LIMIT ?1",
        )?;
        let line = |row: &rusqlite::Row<'_>| {
            Ok(IndicatorLine { level1: row.get(0)?, level2: row.get(1)?, name: row.get(2)?, value: row.get(3)? })
        };
        Ok(statement.query_map([limit], line)?.collect::<Result<_, _>>()?)
    }

    /// Writes down an import or export.
    pub fn log_transfer(&mut self, import: bool, name: &str, forms: i64) -> Result<(), StoreError> {
        self.transact(Operation::LogTransfer, |tx| tx.log_transfer(import, name, forms))
    }

    /// The log of imports and exports, newest first.
    pub fn transfers(&self, limit: u32) -> Result<Vec<TransferLine>, StoreError> {
        let mut statement = self.sql.prepare_cached(
            "SELECT at, who, direction = 'import', name, forms FROM transfers ORDER BY id DESC LIMIT ?1",
        )?;
        let line = |row: &rusqlite::Row<'_>| {
            Ok(TransferLine {
                at: row.get(0)?,
                who: row.get(1)?,
                import: row.get(2)?,
                name: row.get(3)?,
                forms: row.get(4)?,
            })
        };
        Ok(statement.query_map([limit], line)?.collect::<Result<_, _>>()?)
    }
}

impl Tx<'_> {
    /// As [`Store::set_unit`], as part of a larger job.
    pub fn set_unit(&self, unit: &Unit) -> Result<(), StoreError> {
        self.sql.execute(
            "UPDATE units SET department_code = ?1, department = ?2, implementing_unit = ?3, region = ?4, head = ?5, preparer = ?6,
             phone = ?7 WHERE id = 1",
            params![
                unit.department_code,
                unit.department,
                unit.implementing_unit,
                unit.region,
                unit.head,
                unit.preparer,
                unit.phone
            ],
        )?;
        Ok(())
    }

    /// Puts waivers beside a form, with whoever gave them and when: also those of another machine.
    pub fn put_waivers(&self, id: FormId, form: &Form, waivers: &[Waiver]) -> Result<(), StoreError> {
        self.change_waivers(id, waivers)?;
        self.keep_facts(id, form)
    }

    /// Puts waivers, and takes back those with a blank reason; gives what undoes it.
    pub(crate) fn change_waivers(&self, id: FormId, waivers: &[Waiver]) -> Result<Vec<Waiver>, StoreError> {
        if waivers.is_empty() {
            return Ok(Vec::new());
        }
        let present = self::waivers(&self.sql, id)?;
        let mut put = self.sql.prepare_cached(
            "INSERT OR REPLACE INTO waivers (form, code, path, reason, who, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?;
        let mut take = self.sql.prepare_cached("DELETE FROM waivers WHERE form = ?1 AND code = ?2 AND path = ?3")?;
        let mut before = Vec::with_capacity(waivers.len());
        for waiver in waivers {
            let Waiver { code, path, reason, who, at } = waiver;
            let same = |other: &&Waiver| (&other.code, &other.path) == (code, path);
            let none = || Waiver { reason: String::new(), ..waiver.clone() };
            before.push(present.iter().find(same).cloned().unwrap_or_else(none));
            match reason.trim().is_empty() {
                true => take.execute(params![id.0, code, path])?,
                false => put.execute(params![id.0, code, path, reason, who, at])?,
            };
        }
        Ok(before)
    }

    /// Writes down an import or export, as part of it.
    pub fn log_transfer(&self, import: bool, name: &str, forms: i64) -> Result<(), StoreError> {
        self.sql.execute(
            "INSERT INTO transfers (at, who, direction, name, forms) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![self.at, self.who, if import { "import" } else { "export" }, name, forms],
        )?;
        Ok(())
    }
}

/// The waivers of a form.
pub(crate) fn waivers(sql: &Connection, id: FormId) -> Result<Vec<Waiver>, StoreError> {
    let mut statement =
        sql.prepare_cached("SELECT code, path, reason, who, at FROM waivers WHERE form = ?1 ORDER BY code, path")?;
    let waiver = |row: &rusqlite::Row<'_>| {
        Ok(Waiver { code: row.get(0)?, path: row.get(1)?, reason: row.get(2)?, who: row.get(3)?, at: row.get(4)? })
    };
    Ok(statement.query_map([id.0], waiver)?.collect::<Result<_, _>>()?)
}
