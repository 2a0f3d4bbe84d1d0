//! The one door for writes: begin IMMEDIATE, run, count the change, commit. Nothing else opens a transaction that writes.

use crate::Store;
use crate::error::StoreError;
use crate::facts::Deriver;
use crate::kept::Kept;
use rusqlite::{Connection, OptionalExtension as _, Transaction, TransactionBehavior};

/// What the user did. The name labels undo, history and refresh.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the Chinese title says it")]
pub enum Operation {
    Create,
    Import,
    Copy,
    Edit,
    Undo,
    Redo,
    Delete,
    Restore,
    Purge,
    Waive,
    SetUnit,
    SetSetting,
    KeepIndicator,
    LogTransfer,
    SetBudget,
    Settle,
}

impl Operation {
    /// Every operation with its stored key and its title.
    pub const ALL: [(Operation, &str, &str); 16] = [
        (Operation::Create, "create", "新建"),
        (Operation::Import, "import", "导入"),
        (Operation::Copy, "copy", "复制"),
        (Operation::Edit, "edit", "修改"),
        (Operation::Undo, "undo", "撤销"),
        (Operation::Redo, "redo", "重做"),
        (Operation::Delete, "delete", "删除"),
        (Operation::Restore, "restore", "从回收站恢复"),
        (Operation::Purge, "purge", "彻底删除"),
        (Operation::Waive, "waive", "忽略问题"),
        (Operation::SetUnit, "set-unit", "修改单位信息"),
        (Operation::SetSetting, "set-setting", "修改设置"),
        (Operation::KeepIndicator, "keep-indicator", "修改指标库"),
        (Operation::LogTransfer, "log-transfer", "记录导入导出"),
        (Operation::SetBudget, "set-budget", "修改项目支出预算表"),
        (Operation::Settle, "settle", "重新检查"),
    ];

    /// As stored in 修改记录.
    pub fn key(self) -> &'static str {
        Operation::ALL.iter().find(|(operation, ..)| *operation == self).map_or("", |(_, key, _)| key)
    }

    /// For people.
    pub fn title(self) -> &'static str {
        Operation::ALL.iter().find(|(operation, ..)| *operation == self).map_or("", |(.., title)| title)
    }

    /// Reads a stored key.
    pub fn from_key(key: &str) -> Option<Operation> {
        Operation::ALL.iter().find(|(_, k, _)| *k == key).map(|(operation, ..)| *operation)
    }
}

/// A transaction that is under way.
pub struct Tx<'a> {
    pub(crate) sql: Transaction<'a>,
    pub(crate) kept: &'a Kept,
    /// What the user does
    pub(crate) operation: Operation,
    /// Now, in milliseconds since 1970 UTC
    pub(crate) at: i64,
    /// 经办人 of 单位信息
    pub(crate) who: String,
    /// How facts are worked out
    pub(crate) deriver: Option<&'a Deriver>,
}

impl Store {
    /// Runs a write. Whatever fails inside, or at the commit, leaves the data as it was.
    pub fn transact<T>(
        &mut self,
        operation: Operation,
        run: impl FnOnce(&Tx<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let at = (self.clock)().timestamp_millis();
        let sql = begin(&mut self.sql)?;
        let who = preparer(&sql)?;
        let tx = Tx { sql, kept: &self.kept, operation, at, who, deriver: self.deriver.as_ref() };
        let done = tx.run(run);
        if done.is_err() {
            // It may hold what was never committed.
            self.kept.forget();
        }
        done
    }
}

impl Tx<'_> {
    fn run<T>(self, run: impl FnOnce(&Tx<'_>) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let answer = run(&self)?;
        // What was only worked out anew is no change of the data: nothing that was planned on it is out of date, no copy is due.
        if self.operation != Operation::Settle {
            let count = "UPDATE state SET change = change + 1, changed_at = ?1 WHERE id = 1";
            self.sql.prepare_cached(count)?.execute([self.at])?;
        }
        self.sql.commit()?;
        Ok(answer)
    }
}

fn preparer(sql: &Connection) -> Result<String, StoreError> {
    let mut statement = sql.prepare_cached("SELECT preparer FROM units WHERE id = 1")?;
    Ok(statement.query_row([], |row| row.get(0)).optional()?.unwrap_or_default())
}

/// IMMEDIATE: a deferred transaction that reads first fails at once with SQLITE_BUSY_SNAPSHOT, whatever the timeout.
#[allow(clippy::disallowed_methods, reason = "this is the door; migrations use it too")]
pub(crate) fn begin(sql: &mut Connection) -> Result<Transaction<'_>, StoreError> {
    Ok(sql.transaction_with_behavior(TransactionBehavior::Immediate)?)
}
