//! S12: help and 反馈包.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::check::RuleLine;

/// Asks for 填报说明 of a place.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FieldHelp {
    /// Template
    pub template: String,
    /// Path of a field, or code of a second level
    pub path: String,
}

/// Answer of `help.field`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct HelpPage {
    /// Label of the field
    pub title: String,
    /// 填报说明
    pub paragraphs: Vec<String>,
    /// Rules that look at the field
    pub rules: Vec<RuleLine>,
}

/// A whole job of an officer, step by step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct HelpTopic {
    /// Names it: start, fill, print, hand-in, next-year, disclosure, backup
    pub id: String,
    /// 怎样打印
    pub title: String,
    /// What to do, one after the other
    pub steps: Vec<String>,
}

/// Answer of `help.topics`, in the order of the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct HelpTopics {
    /// 怎样做
    pub topics: Vec<HelpTopic>,
}

/// Writes 反馈包: codes, versions and counts, no text of a form.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct WriteFeedback {
    /// The file
    pub path: String,
    /// What the user writes
    pub words: String,
}
