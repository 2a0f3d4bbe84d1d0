//! 数据包 (`.jbz`): a zip archive with a manifest, form JSON files and what belongs to them. The format is described in
//! `docs/package.md`.
//!
//! A package is read whole or refused: what was signed must be what was uploaded. Every refusal names the part and the reason.

mod archive;
mod error;
mod manifest;
mod read;
mod verify;
mod write;

#[cfg(test)]
mod tests;

pub(crate) use archive::pack;
pub use error::{Fault, PackageError};
pub use manifest::{FORMAT, FormEntry, Manifest, PartEntry, form_path};
pub use read::{Parts, open, read};
pub use verify::{CodeAnswer, Verification, VerifiedForm, find_code, verify};
pub use write::write;

use jibiao_model::Form;
use serde::{Deserialize, Serialize};

/// The extension of a package, without its dot.
pub const EXTENSION: &str = "jbz";
/// Largest package in bytes. 1,500 forms are 2 MB; with a PDF of 60 KB each they are 90 MB.
pub const MAX_PACKAGE: usize = 256 << 20;
/// Most parts of a package, the manifest not counted: 10,000 forms with a PDF each, and the waivers.
pub const MAX_PARTS: usize = 20_001;
/// Most forms of a package; their paths have at most four digits.
pub const MAX_FORMS: usize = 10_000;
/// Largest part in bytes, unpacked.
pub const MAX_PART: usize = 64 << 20;
/// All parts together in bytes, unpacked.
pub const MAX_UNPACKED: usize = 512 << 20;
/// Form JSON becomes 5 to 20 times smaller, and long repetitions more; deflate itself reaches 1,032. What grows by more than this and
/// is larger than [`FREE_UNPACKED`] was made to fill the memory.
pub const MAX_RATIO: usize = 200;
/// Up to this size in bytes the ratio does not matter: it is harmless, and a nearly empty form may well be repetitive.
pub const FREE_UNPACKED: usize = 1 << 20;

/// What a package holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Package {
    /// Version of the program that made it.
    pub program: String,
    /// The unit, where all forms are of one.
    pub unit: Option<String>,
    /// Its code, with leading zeros.
    pub department_code: Option<String>,
    /// The budget year, where all forms are of one.
    pub year: Option<i32>,
    /// The forms in order; indexes count from 0.
    pub forms: Vec<Form>,
    /// Findings that somebody let pass.
    pub waivers: Vec<Waiver>,
    /// Prints: file name (`….pdf`) and bytes.
    pub pdfs: Vec<(String, Vec<u8>)>,
}

impl Package {
    /// A package of these forms, made by this version of the program; unit, code and year are those that all forms share.
    pub fn of(program: &str, forms: Vec<Form>) -> Package {
        let department = |form: &Form| match form {
            Form::Project(form) => form.department.clone(),
            Form::Unit(form) => form.department.clone(),
        };
        let code = |form: &Form| match form {
            Form::Project(form) => form.department_code.clone(),
            Form::Unit(form) => form.department_code.clone(),
        };
        Package {
            program: program.to_owned(),
            unit: shared(forms.iter().map(department)).filter(|unit| !unit.is_empty()),
            department_code: shared(forms.iter().map(code)).filter(|code| !code.is_empty()),
            year: shared(forms.iter().map(|form| form.year().read().map(|year| year.0))).flatten(),
            forms,
            ..Package::default()
        }
    }
}

/// The value that all share; `None` where they differ or there is none.
fn shared<T: PartialEq>(mut values: impl Iterator<Item = T>) -> Option<T> {
    let first = values.next()?;
    values.all(|value| value == first).then_some(first)
}

/// A finding that somebody let pass, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Waiver {
    /// Index of the form in the package.
    pub form: usize,
    /// Code of the rule.
    pub code: String,
    /// JSON path of the place.
    pub path: String,
    /// Why it may stay.
    pub reason: String,
    /// Who said so.
    pub by: String,
    /// When, as `YYYYMMDDhhmmss`.
    pub at: String,
}

/// Whether bytes begin as a package does (as any zip archive does). Form JSON never begins so.
pub fn looks_like_package(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06")
}
