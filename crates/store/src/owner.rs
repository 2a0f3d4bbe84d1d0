//! Who holds the data: a file lock that the system takes back when the holder dies, and a file beside it that names the holder.
//!
//! Two files, because Windows lets nobody read a locked one.

use crate::error::StoreError;
use crate::home::Home;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::fs::{self, File, OpenOptions, TryLockError};

/// The locked file.
pub const LOCK: &str = "owner.lock";
/// The file that names the holder.
pub const NAME: &str = "owner.json";

/// Who holds the data.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Holder {
    /// Name of the machine
    pub host: String,
    /// Process number
    pub pid: u32,
    /// Name of the user
    pub user: String,
    /// Since when, RFC 3339
    pub since: String,
}

impl fmt::Display for Holder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.pid == 0 {
            return f.write_str("另一个程序刚刚打开了它");
        }
        let Holder { host, pid, user, since } = self;
        write!(f, "{user} 在“{host}”上从 {since} 起打开着（进程 {pid}）")
    }
}

/// Holds the data as long as it lives.
#[derive(Debug)]
pub(crate) struct OwnerLock {
    _file: File,
}

impl OwnerLock {
    /// Takes the lock, or says who has it.
    pub(crate) fn take(home: &Home, since: &str) -> Result<OwnerLock, StoreError> {
        let path = home.folder().join(LOCK);
        let fault = |error| StoreError::file("锁定数据文件夹", &path, error);
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(&path).map_err(fault)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(StoreError::InUse(read_holder(home))),
            Err(TryLockError::Error(error)) => return Err(fault(error)),
        }
        let holder = Holder {
            host: whoami::hostname().unwrap_or_default(),
            pid: std::process::id(),
            user: whoami::username().unwrap_or_default(),
            since: since.to_owned(),
        };
        let text = serde_json::to_string(&holder).unwrap_or_default();
        // The name is for a message only: the lock holds without it, so a full disk here must not keep anybody out.
        let _ = fs::write(home.folder().join(NAME), text);
        Ok(OwnerLock { _file: file })
    }
}

fn read_holder(home: &Home) -> Holder {
    let text = fs::read_to_string(home.folder().join(NAME)).unwrap_or_default();
    serde_json::from_str(&text).unwrap_or_default()
}
