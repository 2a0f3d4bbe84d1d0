//! What can go wrong with the stored data. Every variant is something that somebody acts on differently.

use crate::FormId;
use jibiao_model::change::ChangeError;
use rusqlite::ffi;
use std::io;
use std::path::{Path, PathBuf};

/// An error of the store; the text is Chinese and for a person, without form contents.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The data was written by a newer program; it was not touched.
    #[error("数据是更新版本的程序写的（数据版本 {found}，本程序到 {known}），没有改动它")]
    Newer {
        /// Its version
        found: i64,
        /// The newest that this program knows
        known: i64,
    },
    /// The file is something else.
    #[error("这个文件不是绩标的数据")]
    NotOurs,
    /// The data is damaged or gone although copies of it are there.
    #[error("数据有损坏：{0}")]
    Damaged(String),
    /// Somebody holds the data.
    #[error("数据正在使用：{0}")]
    InUse(crate::owner::Holder),
    /// Another connection is writing and did not end in time.
    #[error("数据正忙，{} 秒内没有等到", crate::open::BUSY_SECONDS)]
    Busy,
    /// A network drive cannot hold the data.
    #[error("数据文件夹在网络盘上（{0}），多台电脑同时写会损坏数据")]
    NetworkDrive(String),
    /// Everybody may write in the folder, so anybody could take the data away.
    #[error("别的用户也能在这个文件夹里写，没有把数据建在这里")]
    Shared,
    /// No space is left.
    #[error("磁盘空间不足，没有保存")]
    Full,
    /// The disk refuses to write or read, for another reason or for none that it tells.
    #[error("磁盘读写出错，没有做完")]
    Disk,
    /// There is no data in the folder.
    #[error("这个文件夹里还没有数据")]
    NoData,
    /// No such form, or it was purged.
    #[error("没有编号为 {0} 的表")]
    NoForm(FormId),
    /// The form is in the 回收站.
    #[error("编号为 {0} 的表在回收站里")]
    Deleted(FormId),
    /// The form was changed since it was read.
    #[error("这份表已被改动（现在是第 {now} 版，这次修改按第 {base} 版作出），没有覆盖它")]
    Stale {
        /// The revision that the edit was made for
        base: i64,
        /// The stored one
        now: i64,
    },
    /// A place that the form does not have.
    #[error("表里没有“{0}”这一处")]
    NoPlace(String),
    /// An edit that cannot be made.
    #[error(transparent)]
    Change(#[from] ChangeError),
    /// Nothing to undo or redo.
    #[error("{0}")]
    NothingTo(&'static str),
    /// A copy that is not there or cannot be restored.
    #[error("备份用不了：{0}")]
    Backup(String),
    /// A file could not be read or written.
    #[error("{what}没有成功：{error}")]
    File {
        /// What was tried, Chinese
        what: &'static str,
        /// Where
        path: PathBuf,
        /// The system's answer
        error: io::Error,
    },
    /// The opening recipe was not accepted by this build of SQLite.
    #[error("数据库没有按要求打开：{0}")]
    Recipe(String),
    /// Anything else that SQLite says.
    #[error("数据库出错：{0}")]
    Sqlite(rusqlite::Error),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> StoreError {
        use rusqlite::{Error, ErrorCode};
        if let Error::InvalidColumnType(..)
        | Error::FromSqlConversionFailure(..)
        | Error::IntegralValueOutOfRange(..)
        | Error::Utf8Error(..) = error
        {
            return StoreError::Damaged("一条记录的内容不是它该有的种类".to_owned());
        }
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => StoreError::Full,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Busy,
            Some(ErrorCode::DatabaseCorrupt) => StoreError::Damaged("数据库的结构对不上".to_owned()),
            Some(ErrorCode::NotADatabase) => StoreError::Damaged("文件开头不是数据库".to_owned()),
            Some(ErrorCode::SystemIoFailure) => of_the_disk(error),
            _ => StoreError::Sqlite(error),
        }
    }
}

/// SQLite tells no space from other faults only where it writes the database itself.
fn of_the_disk(error: rusqlite::Error) -> StoreError {
    match error.sqlite_error().map(|error| error.extended_code) {
        // Its 32 KB beside the log could not be made: the first thing that a full disk refuses when data is opened.
        Some(ffi::SQLITE_IOERR_SHMSIZE) => StoreError::Full,
        // The file ends before it should: nothing is wrong with the disk.
        Some(ffi::SQLITE_IOERR_SHORT_READ | ffi::SQLITE_IOERR_CORRUPTFS) => StoreError::Sqlite(error),
        _ => StoreError::Disk,
    }
}

impl StoreError {
    /// The same while data is being opened: what SQLite cannot make sense of then is damage, and leads to the list of copies.
    pub(crate) fn while_opening(self) -> StoreError {
        use rusqlite::ErrorCode::{CannotOpen, OutOfMemory, PermissionDenied, ReadOnly};
        match self {
            StoreError::Sqlite(error) => match error.sqlite_error_code() {
                Some(CannotOpen | OutOfMemory | PermissionDenied | ReadOnly) => StoreError::Sqlite(error),
                _ => StoreError::Damaged(format!("数据库打不开（{error}）")),
            },
            other => other,
        }
    }

    /// A file error with what was tried; no space left has its own meaning.
    pub(crate) fn file(what: &'static str, path: &Path, error: io::Error) -> StoreError {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => StoreError::Full,
            _ => StoreError::File { what, path: path.to_owned(), error },
        }
    }
}
