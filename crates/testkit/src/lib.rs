//! What tests of several crates share: where things are, which tools are there, and the text of a PDF. A dev-dependency only.

pub mod faults;

use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The root of the checkout.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Says that a test passes over what it cannot do here: a line on stderr, and one in the file that `JIBIAO_SKIPPED` names, because the
/// runner shows nothing of a test that passes.
pub fn skipped(why: &str) {
    eprintln!("skipped: {why}");
    let file = std::env::var_os("JIBIAO_SKIPPED")
        .and_then(|path| OpenOptions::new().append(true).create(true).open(path).ok());
    if let Some(mut file) = file {
        // One write, so that tests that run at once do not mix their lines.
        let _ = file.write_all(format!("{why}\n").as_bytes());
    }
}

/// The corpus of published documents: `JIBIAO_CORPUS`, else `../shared/corpus` beside the checkout. `None` is said in a clear line, so that a
/// skipped test is seen.
pub fn corpus() -> Option<PathBuf> {
    let path = std::env::var_os("JIBIAO_CORPUS").map_or_else(|| root().join("../shared/corpus"), PathBuf::from);
    if path.join("golden").is_dir() {
        return Some(path);
    }
    skipped(&format!("no corpus at {} (set JIBIAO_CORPUS)", path.display()));
    None
}

/// A tool of the system; `None` is said in a clear line.
pub fn tool(name: &'static str) -> Option<&'static str> {
    if Command::new(name).arg("-v").output().is_ok() {
        return Some(name);
    }
    skipped(&format!("{name} is not installed (scripts/test.sh installs it)"));
    None
}

/// A program of this workspace, built beside the running test.
///
/// # Panics
/// Where it was not built: `cargo build --workspace` comes before the whole-product tests.
#[allow(clippy::expect_used, clippy::panic, reason = "a test without its program cannot go on")]
pub fn program(name: &str) -> PathBuf {
    let test = std::env::current_exe().expect("a test knows its own file");
    let path = test.ancestors().nth(2).map(|folder| folder.join(name)).filter(|path| path.is_file());
    path.unwrap_or_else(|| panic!("{name} is not built: run `cargo build --workspace` first"))
}

/// The text of each page of a PDF in the order of its content, as poppler reads it, without white space.
///
/// # Panics
/// Where pdftotext fails.
#[allow(clippy::expect_used, clippy::panic, reason = "a test without the text cannot go on")]
pub fn pdf_pages(pdf: &Path) -> Vec<String> {
    let output =
        Command::new("pdftotext").args(["-raw", "-enc", "UTF-8"]).arg(pdf).arg("-").output().expect("pdftotext");
    assert!(output.status.success(), "pdftotext {}: {}", pdf.display(), String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).expect("pdftotext writes UTF-8");
    let mut pages: Vec<String> = text.split('\u{c}').map(squeezed).collect();
    pages.pop(); // Each page ends with a form feed.
    pages
}

/// Text without white space.
pub fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Whether a text stands in the pages, possibly broken over several: each page after the first goes on with the next piece.
pub fn stands_in(text: &str, pages: &[String]) -> bool {
    let text = squeezed(text);
    if pages.iter().any(|page| page.contains(&text)) {
        return true;
    }
    let mut rest = text.as_str();
    for page in pages {
        let ends = rest.char_indices().map(|(start, c)| start + c.len_utf8());
        // The longest beginning of the rest that this page holds; a break leaves two lines on each page, so a few signs are chance.
        let longest = ends.take_while(|end| page.contains(&rest[..*end])).last().unwrap_or(0);
        if rest[..longest].chars().count() >= 4 || longest == rest.len() {
            rest = &rest[longest..];
        }
        if rest.is_empty() {
            return true;
        }
    }
    rest.is_empty()
}
