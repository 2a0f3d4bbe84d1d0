//! The made-up unit: project forms, a unit form and a project budget, to try everything on.

use crate::error::Error;
use crate::files;
use std::path::{Path, PathBuf};

include!(concat!(env!("OUT_DIR"), "/sample.rs"));

/// Writes the sample into a folder; gives the files in order. Files that hold something else are left alone and reported.
pub fn write(folder: &Path, dry_run: bool) -> Result<Vec<PathBuf>, Error> {
    let paths: Vec<PathBuf> = SAMPLE.iter().map(|(name, _)| folder.join(name)).collect();
    if !dry_run {
        for (path, (_, text)) in paths.iter().zip(SAMPLE) {
            files::write_new(path, text.as_bytes())?;
        }
    }
    Ok(paths)
}
