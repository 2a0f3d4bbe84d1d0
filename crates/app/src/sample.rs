//! The made-up unit: project forms, a unit form and a project budget, to try everything on.

use crate::error::Error;
use crate::{budget, files, forms};
use jibiao_model::{BudgetRow, Form};
use std::path::{Path, PathBuf};

include!(concat!(env!("OUT_DIR"), "/sample.rs"));

/// Writes the sample into a folder; gives the files in order. Files that hold something else are left alone and reported.
pub fn write(folder: &Path, dry_run: bool) -> Result<Vec<PathBuf>, Error> {
    let paths: Vec<PathBuf> = SAMPLE.iter().map(|(name, _)| folder.join(name)).collect();
    for (path, (_, text)) in paths.iter().zip(SAMPLE) {
        files::write_new_unless(dry_run, path, text.as_bytes())?;
    }
    Ok(paths)
}

/// The forms, the unit form last, and the project budget.
pub(crate) fn read() -> Result<(Vec<Form>, Vec<BudgetRow>), Error> {
    let (mut read, mut rows) = (Vec::new(), Vec::new());
    for (name, text) in SAMPLE {
        let bytes = text.as_bytes().to_vec();
        match *name {
            "budget.json" => rows = budget::parse(Path::new(name), bytes)?,
            _ => read.push(forms::parse(Path::new(name), bytes)?),
        }
    }
    Ok((read, rows))
}
