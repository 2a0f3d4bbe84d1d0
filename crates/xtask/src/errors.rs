//! The list of error codes, `docs/errors.md`.

use crate::rules::FileError;
use jibiao_app::codes::PAGES;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn page() -> String {
    let mut page = String::from(
        "# 错误编号\n\n由 `cargo run -p jibiao-xtask -- errors` 生成。每条消息后面都带编号；程序只认编号，不读消息的文字。\n\n\
         | 编号 | 意思 | 做什么 | 产生它的测试 |\n| --- | --- | --- | --- |\n",
    );
    for entry in &PAGES {
        let (file, test) = entry.test;
        let code = entry.code.as_str();
        // Writing into a string does not fail.
        let _ = writeln!(page, "| {code} | {} | {} | `{test}`（{file}） |", entry.meaning, entry.advice);
    }
    page
}

/// Writes it anew. Says what was done.
pub fn write() -> Result<String, FileError> {
    let file = root().join("docs/errors.md");
    fs::write(&file, page()).map_err(|source| FileError::new("写入", &file, source))?;
    Ok(format!("{} 个编号写入 {}", PAGES.len(), file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_written_list_is_that_of_the_codes() {
        let written = fs::read_to_string(root().join("docs/errors.md")).unwrap();
        assert!(written == page(), "stale, run: cargo run -p jibiao-xtask -- errors");
    }

    #[test]
    fn every_code_names_a_test_that_speaks_of_it() {
        for entry in &PAGES {
            let (file, test) = entry.test;
            let text = fs::read_to_string(root().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
            let body = body(&text, test).unwrap_or_else(|| panic!("{}: no {test} in {file}", entry.code.as_str()));
            let code = [format!("\"{}\"", entry.code.as_str()), format!("Code::{:?}", entry.code)];
            assert!(code.iter().any(|code| body.contains(code)), "{test} does not speak of {}", entry.code.as_str());
        }
    }

    /// A test by its name, attributes before and body behind, as far as the layout of the sources shows it.
    fn body<'a>(text: &'a str, test: &str) -> Option<&'a str> {
        let name = text.find(&format!("fn {test}()"))?;
        let start = text.get(..name)?.rfind("#[test]")?;
        let line = text.get(..name)?.rfind('\n').map_or(0, |end| end + 1);
        let indent = text.get(line..name)?;
        let end = format!("\n{indent}}}");
        let length = text.get(name..)?.find(&end)?;
        // Nothing but attributes between: the function is a test.
        let between = text.get(start..line)?;
        between.lines().all(|line| line.trim().starts_with("#[")).then(|| text.get(start..name + length)).flatten()
    }
}
