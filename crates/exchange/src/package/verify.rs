//! 核对: every digest and check code recomputed, and a code typed from paper looked for.

use super::read::differing_code;
use super::{Manifest, PackageError, open};
use jibiao_model::check_code::normalise;

/// What a verification found.
#[derive(Debug, Clone)]
pub struct Verification {
    /// The manifest as written.
    pub manifest: Manifest,
    /// The forms in order.
    pub forms: Vec<VerifiedForm>,
    /// Everything that is not as it should be; empty for a package as it was made.
    pub faults: Vec<PackageError>,
}

/// A form of a verified package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifiedForm {
    /// Path of its part.
    pub path: String,
    /// Its name: from the form itself, or from the manifest where the form cannot be read.
    pub name: String,
    /// Its year; `None` where it has none or the form cannot be read.
    pub year: Option<i32>,
    /// The check code recomputed from its content; `None` where it cannot be read.
    pub check_code: Option<String>,
}

/// What a code typed from paper belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeAnswer {
    /// It is no code: sixteen letters and digits are.
    NotACode,
    /// No form has it.
    Unknown,
    /// No form has it, but this one differs in one or two signs only: probably mistyped.
    Nearly(usize),
    /// It is that of the form with this index.
    Form(usize),
}

/// Verifies a package. Refused only where it cannot be opened at all; faults of its contents are all listed.
pub fn verify(bytes: &[u8]) -> Result<Verification, PackageError> {
    let parts = open(bytes)?;
    let mut faults = parts.faults();
    let mut forms = Vec::with_capacity(parts.manifest.forms.len());
    for entry in &parts.manifest.forms {
        let (name, year, check_code) = match parts.form(&entry.path) {
            Ok((form, code)) => {
                if code != entry.check_code {
                    faults.push(differing_code(&entry.path, code.clone(), &entry.check_code));
                }
                (form.name().to_owned(), form.year().read().map(|year| year.0), Some(code))
            }
            Err(fault) => {
                // A missing part is among the faults already.
                if !faults.contains(&fault) {
                    faults.push(fault);
                }
                (entry.name.clone(), None, None)
            }
        };
        forms.push(VerifiedForm { path: entry.path.clone(), name, year, check_code });
    }
    faults.extend(parts.waivers().err());
    Ok(Verification { manifest: parts.manifest, forms, faults })
}

/// Looks for the form whose content gives a code that was typed from paper.
pub fn find_code(forms: &[VerifiedForm], typed: &str) -> CodeAnswer {
    let Some(wanted) = normalise(typed) else { return CodeAnswer::NotACode };
    let differences = |code: &str| code.chars().zip(wanted.chars()).filter(|(a, b)| a != b).count();
    let of = |form: &VerifiedForm| form.check_code.as_deref().map_or(usize::MAX, differences);
    match forms.iter().map(of).enumerate().min_by_key(|(_, differences)| *differences) {
        Some((index, 0)) => CodeAnswer::Form(index),
        Some((index, 1 | 2)) => CodeAnswer::Nearly(index),
        _ => CodeAnswer::Unknown,
    }
}
