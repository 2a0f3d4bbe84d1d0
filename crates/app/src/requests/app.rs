//! The program itself: how its data stands, its version.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::backups::BackupLine;

/// A request that needs nothing but its name.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Nothing {}

/// Done, and nothing more to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct Done {}

/// How the data stands. Asked first; `open` and `read_only` are the only standings in which other requests about forms are answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Open, with neither a form nor 单位信息 in it: show S11
    First,
    /// Open
    Open,
    /// Somebody else has it open; it can be read here
    ReadOnly,
    /// Damaged or gone: show the copies, one of which `backups.restore` brings back
    Damaged,
    /// Written by a newer program, not touched
    Newer,
    /// It cannot be opened for another reason (network drive, another program's file, no rights, full disk)
    Closed,
}

/// Something that the user should know of although nothing was asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Notice {
    /// Code of the error behind it; names the notice while it stands
    pub code: String,
    /// What happened and what to do: 最近一次自动备份没有成功：…
    pub message: String,
}

/// Answer of `app.notices`; empty where there is nothing to say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Notices {
    /// The most urgent first
    pub notices: Vec<Notice>,
}

/// Answer of `app.state`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct AppState {
    /// How the data stands
    pub standing: Standing,
    /// Code of the error where the standing is not `first` or `open`
    pub code: Option<String>,
    /// What happened and what to do, where the standing is not `first` or `open`; who holds the data where it is `read_only`
    pub message: Option<String>,
    /// The data folder
    pub folder: String,
    /// The copies, newest first; only where the standing is `damaged`, `newer` or `closed`
    pub backups: Vec<BackupLine>,
    /// 单位名称 for the top bar; empty before it is known
    pub unit: String,
    /// The budget year that lists show, from the settings, else the newest year with forms, else next year from October on, else this year
    pub year: i32,
    /// Years of the stored forms and the current one, newest first
    pub years: Vec<i32>,
    /// The year in which the made-up unit stands; null where it is not open
    pub sample: Option<i32>,
    /// What the user should know of; also by `app.notices`
    pub notices: Vec<Notice>,
    /// The engine's version
    pub version: String,
}

/// Answer of `sample.open`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct OpenedSample {
    /// The year in which its forms stand
    pub year: i32,
    /// 已打开示例：…
    pub message: String,
}

/// Answer of `app.about`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct About {
    /// The engine's version
    pub version: String,
    /// The data folder
    pub folder: String,
    /// Number of rules
    pub rules: usize,
    /// Number of templates
    pub templates: usize,
    /// Version of the schema of the data
    pub schema: i64,
    /// Licence of the program
    pub licence: String,
}
