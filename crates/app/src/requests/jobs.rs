//! Long jobs: started, asked after, cancelled.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A job that was started.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Started {
    /// Names it
    pub job: i64,
}

/// Names a job.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OneJob {
    /// Its number
    pub job: i64,
}

/// How a job stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum JobStanding {
    /// Under way
    Running,
    /// Ended
    Done,
    /// Stopped on request; what was written stays
    Cancelled,
    /// Could not be done
    Failed,
}

/// What came of one form of a job.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct JobFault {
    /// The form
    pub form: i64,
    /// Its name
    pub name: String,
    /// Code
    pub code: String,
    /// What happened
    pub message: String,
}

/// Answer of `job.progress`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Progress {
    /// How it stands
    pub standing: JobStanding,
    /// Forms done
    pub done: u32,
    /// Forms in all
    pub total: u32,
    /// 正在打印第 12 份，共 40 份; at the end what was done
    pub message: String,
    /// Files that were written
    pub files: Vec<String>,
    /// Forms that could not be done, or were held back, and why
    pub faults: Vec<JobFault>,
    /// Code, where it failed
    pub code: Option<String>,
}
