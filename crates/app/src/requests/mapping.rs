//! The mapping file of a bureau: order, heads and codes of what is uploaded.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Keeps a mapping file, or goes back to the built-in columns.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SetMapping {
    /// The file, which is read before it is kept; null = the built-in columns
    pub path: Option<String>,
}

/// Answer of `mapping.get` and `mapping.set`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct MappingView {
    /// Name of the file that it came from; null = the built-in columns
    pub name: Option<String>,
    /// A line a sheet: 绩效指标：项目代码、项目名称、…; empty where the kept file does not read
    pub columns: Vec<String>,
    /// What is used, or what is wrong with the kept file
    pub message: String,
}
