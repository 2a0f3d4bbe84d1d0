//! S10: copies of the data.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct BackupLine {
    /// Names it in the other requests: its file
    pub file: String,
    /// When, as shown: 2026-03-02 09:00
    pub when: String,
    /// 启动时, 定时, 升级前, 导入前, 恢复前, 手动
    pub reason: String,
    /// Forms in it; null where it cannot be read any more
    pub forms: Option<i64>,
    /// Bytes
    pub size: u64,
    /// As shown: 1.2 MB
    pub size_words: String,
}

/// Answer of `backups.list`, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Backups {
    /// The copies
    pub backups: Vec<BackupLine>,
    /// Their folder
    pub folder: String,
    /// 最近一次自动备份没有成功：…; null where it was made, or nothing had changed
    pub failed: Option<String>,
}

/// A copy in a folder of the user's.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CopyOut {
    /// The folder, such as that of a U盘
    pub folder: String,
}

/// A file that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct MadeFile {
    /// Where it is
    pub path: String,
}

/// Names a copy.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OneBackup {
    /// Its file
    pub file: String,
}

/// A form in the difference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct DifferentForm {
    /// Its number
    pub form: i64,
    /// Name
    pub name: String,
}

/// Answer of `backups.difference`: what restoring would change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct DifferenceView {
    /// 会去掉: not in the copy
    pub lost: Vec<DifferentForm>,
    /// 会改回
    pub changed: Vec<DifferentForm>,
    /// 会找回: in the copy only
    pub returned: Vec<DifferentForm>,
    /// 恢复后去掉 1 份、改回 2 份、找回 0 份
    pub words: String,
    /// False where the present data cannot be read: then the lists are empty
    pub known: bool,
}

/// Answer of `backups.restore`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Restored {
    /// Where the data that was there is now; null where there was none
    pub saved: Option<String>,
    /// 已恢复到 …；原来的数据存为 …
    pub message: String,
}
