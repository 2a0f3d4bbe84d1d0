//! 核对 of a package that was written or received.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Verifies a package.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct VerifyPackage {
    /// The package
    pub path: String,
    /// A check code typed from paper: which form it belongs to
    #[serde(default)]
    pub code: Option<String>,
}

/// A form of a package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PackedForm {
    /// Name
    pub name: String,
    /// Its year, where it has one
    pub year: Option<i32>,
    /// The check code worked out from its content; empty where that cannot be read
    pub code: String,
    /// Its content is the one that was packed
    pub good: bool,
}

/// Answer of `package.verify`. A package that cannot be opened is an answer, not an error; a file that is not there is an error.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct VerifiedPackage {
    /// The package is as it was made, and the code, where one was given, is that of a form in it
    pub good: bool,
    /// What was found, in words
    pub message: String,
    /// Its forms in order
    pub forms: Vec<PackedForm>,
}
