//! A folder as it was received -> the files to read, in the order of their names, and everything else with the reason why it is not read.

use super::Unread;
use crate::error::{Code, Error};
use crate::files::{self, Found};
use crate::forms;
use std::path::{Path, PathBuf};

/// What lies in the folder.
#[derive(Debug, Default)]
pub(super) struct Walked {
    /// Packages and form files.
    pub files: Vec<Found>,
    /// What is no such file, or cannot even be looked at.
    pub unread: Vec<Unread>,
}

/// Walks the folder at any depth; links are not followed. What lies in `except` (the report's own folder, the list of units) is no delivery.
pub(super) fn walk(folder: &Path, except: &[PathBuf]) -> Walked {
    let mut walked = Walked::default();
    let is_own = |path: &Path| !except.is_empty() && path.canonicalize().is_ok_and(|path| except.contains(&path));
    let mut entries = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter();
    while let Some(entry) = entries.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let place = error.path().unwrap_or(folder).to_owned();
                walked.unread.push(Unread::refused(shown(folder, &place), &files::read_error(&place, error.into())));
                continue;
            }
        };
        let hidden = entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.');
        if hidden || is_own(entry.path()) {
            if entry.file_type().is_dir() {
                entries.skip_current_dir();
            }
            continue;
        }
        if entry.file_type().is_dir() {
            continue;
        }
        let label = shown(folder, entry.path());
        if !entry.file_type().is_file() {
            walked.unread.push(Unread::other(label, "链接或特殊文件，没有读"));
            continue;
        }
        let found = Found { relative: PathBuf::from(&label), file: entry.into_path() };
        if !files::has_extension(&found.file, &["jbz", "json"]) {
            walked.unread.push(Unread::other(label, "不是数据包（.jbz），也不是表文件（.json），没有读"));
        } else if forms::holds_another_list(&found) {
            walked.unread.push(Unread::other(label, "不是表，没有读"));
        } else {
            walked.files.push(found);
        }
    }
    walked
}

/// A path below the folder; what no text can hold is replaced.
fn shown(folder: &Path, path: &Path) -> String {
    path.strip_prefix(folder).unwrap_or(path).to_string_lossy().into_owned()
}

/// The folder that was named.
pub(super) fn folder(path: &Path) -> Result<(), Error> {
    match std::fs::metadata(path) {
        Ok(data) if data.is_dir() => Ok(()),
        Ok(_) => Err(Error::new(Code::Request, "这是文件，不是文件夹", "请写上放数据包的文件夹").of(path)),
        Err(_) => Err(Error::new(Code::FileMissing, "没有这个文件夹", "请检查名称和位置").of(path)),
    }
}
