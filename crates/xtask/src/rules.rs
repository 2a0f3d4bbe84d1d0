//! The rule pages under `docs/rules`, generated from the rules: one a rule, and the index.

use jibiao_rules::{book, index, page};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// A file operation that failed, with its path.
#[derive(Debug, thiserror::Error)]
#[error("{action} {}：{source}", path.display())]
pub struct FileError {
    action: &'static str,
    path: PathBuf,
    source: io::Error,
}

impl FileError {
    /// The failure of an action on a file.
    pub fn new(action: &'static str, path: &Path, source: io::Error) -> FileError {
        FileError { action, path: path.to_owned(), source }
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/rules")
}

/// Every page by its file name.
fn pages() -> BTreeMap<String, String> {
    let book = book();
    let pages = book.iter().map(|rule| (format!("{}.md", rule.code), page(rule)));
    pages.chain([("README.md".to_owned(), index(&book))]).collect()
}

/// Writes every page anew and removes those of rules that are gone. Says what was done.
pub fn write() -> Result<String, FileError> {
    let folder = folder();
    let failed = |action, path: &Path| {
        let path = path.to_owned();
        move |source| FileError::new(action, &path, source)
    };
    fs::create_dir_all(&folder).map_err(failed("新建", &folder))?;
    let pages = pages();
    for name in present(&folder)?.into_iter().filter(|name| !pages.contains_key(name)) {
        let path = folder.join(name);
        fs::remove_file(&path).map_err(failed("删除", &path))?;
    }
    for (name, text) in &pages {
        let path = folder.join(name);
        fs::write(&path, text).map_err(failed("写入", &path))?;
    }
    Ok(format!("{} 页规则说明写入 {}", pages.len(), folder.display()))
}

fn present(folder: &Path) -> Result<Vec<String>, FileError> {
    let failed = |source| FileError::new("读取", folder, source);
    let entries = fs::read_dir(folder).map_err(failed)?;
    entries.map(|entry| Ok(entry.map_err(failed)?.file_name().to_string_lossy().into_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_written_pages_are_those_of_the_rules() {
        let pages = pages();
        let mut found = present(&folder()).unwrap();
        found.sort();
        assert_eq!(found, pages.keys().cloned().collect::<Vec<_>>(), "run: cargo run -p jibiao-xtask -- rules");
        for (name, text) in pages {
            let written = fs::read_to_string(folder().join(&name)).unwrap();
            assert!(written == text, "{name} is stale, run: cargo run -p jibiao-xtask -- rules");
        }
    }

    #[test]
    fn every_rule_stands_in_the_file_of_its_name_and_says_its_code_first() {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../rules/src");
        for rule in book() {
            let file = source.join(rule.group().folder()).join(format!("{}.rs", rule.name));
            let text = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
            assert!(text.starts_with(&format!("//! {}: ", rule.code)), "{}", file.display());
        }
    }
}
