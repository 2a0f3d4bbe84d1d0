//! The PDF, read back by other programs.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]
#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "tests read fonts and start other programs")]

mod common;

use std::process::Command;

use common::{
    AMOUNT, PROSE, VALUE, cell, draft, field, filing, fonts, project_form, project_form_with, row, small_sheet,
};
use jibiao_print::sheet::Sheet;
use jibiao_print::{print_many, print_one};

/// Runs a tool on a document; `None`, with a line that says so, where the tool is missing.
fn tool(name: &str, arguments: &[&str], pdf: &[u8]) -> Option<(bool, String)> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("form.pdf");
    std::fs::write(&path, pdf).unwrap();
    let arguments = arguments.iter().map(|argument| argument.replace("FILE", path.to_str().unwrap()));
    match Command::new(name).args(arguments).output() {
        Ok(output) => {
            let words = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
            Some((output.status.success(), words.into_owned()))
        }
        Err(_) => {
            println!("skipped: {name} is not installed");
            None
        }
    }
}

/// Everything a reader finds, cell by cell, without white space (line ends are not part of the text).
fn read(pdf: &[u8]) -> Option<String> {
    let (_, words) = tool("pdftotext", &["-raw", "-enc", "UTF-8", "FILE", "-"], pdf)?;
    Some(words.split_whitespace().collect())
}

fn print(sheet: &Sheet) -> Option<Vec<u8>> {
    Some(print_one(sheet, &fonts()?).unwrap().bytes)
}

#[test]
fn every_text_of_a_form_is_read_back() {
    for (sheet, pages) in [(project_form(1), 1), (filing(draft(project_form_with(2, 12, 4))), 3)] {
        let Some(words) = print(&sheet).and_then(|pdf| read(&pdf)) else { return };
        for cell in sheet.rows.iter().flat_map(|row| &row.cells) {
            // A text that goes on on the next page is looked for in pieces; one of them may lie across each page end.
            let text: Vec<char> = cell.text.chars().filter(|c| !c.is_whitespace()).collect();
            let longest = if pages == 1 { text.len() } else { 200 };
            let found = text.chunks(longest.max(1)).filter(|part| words.contains(&part.iter().collect::<String>()));
            let parts = text.len().div_ceil(longest.max(1));
            assert!(found.count() + pages > parts, "{} in {words}", cell.text);
        }
        assert!(words.contains(&format!("第{pages}页共{pages}页")), "{words}");
    }
}

#[test]
fn characters_that_share_a_glyph_and_rare_ones_are_read_back_as_written() {
    let text = "一⼀龘𠮷㙍％≥≤“〔·—甲\u{a0}乙(反\\斜)\u{10fffd}";
    let Some(pdf) = print(&small_sheet(vec![300_000], vec![row(vec![cell((0, 1, 1), text, VALUE)])])) else { return };
    let Some(words) = read(&pdf) else { return };
    let wanted: String = text.split_whitespace().collect();
    assert!(words.starts_with(&wanted), "{words:?}");
}

#[test]
fn the_document_is_sound_and_its_fonts_are_embedded_subsets() {
    let Some(pdf) = print(&filing(draft(project_form(1)))) else { return };
    assert!(pdf.starts_with(b"%PDF-1.7"));
    if let Some((sound, words)) = tool("qpdf", &["--check", "FILE"], &pdf) {
        assert!(sound && !words.contains("WARNING"), "{words}");
    }
    if let Some((sound, words)) = tool("mutool", &["draw", "-o", "/dev/null", "-F", "text", "FILE"], &pdf) {
        let mut about_file = words.lines().filter(|line| !line.contains("ICC support"));
        let bad = |line: &str| line.contains("error") || line.contains("warning");
        assert!(sound && !about_file.any(bad), "{words}");
    }
    if let Some((_, words)) = tool("pdffonts", &["FILE"], &pdf) {
        let fonts: Vec<&str> = words.lines().skip(2).collect();
        assert!(fonts.len() >= 3, "{words}");
        assert!(fonts.iter().all(|font| font.contains("yes yes yes")), "{words}");
    }
    if let Some((_, words)) = tool("pdfinfo", &["-isodates", "FILE"], &pdf) {
        assert!(words.contains("村级干部履职能力培训经费（第1号）") && words.contains("清川县农业农村局"), "{words}");
        assert!(words.contains("2024-12-30T09:00:00+08"), "{words}");
    }
}

#[test]
fn a_watermark_never_becomes_text() {
    let Some(words) = print(&draft(project_form(1))).and_then(|pdf| read(&pdf)) else { return };
    assert!(!words.contains('仅'), "{words}");
    assert_eq!(Some(words), print(&project_form(1)).and_then(|pdf| read(&pdf)));
}

#[test]
fn the_same_sheet_gives_the_same_bytes_on_any_thread_and_after_any_other() {
    let Some(fonts) = fonts() else { return };
    let wanted = print_one(&project_form(7), &fonts).unwrap();
    std::thread::scope(|scope| {
        for first in 0..4 {
            let (fonts, wanted) = (&fonts, &wanted);
            scope.spawn(move || {
                print_one(&project_form_with(first, 3, 2), fonts).unwrap();
                assert_eq!(&print_one(&project_form(7), fonts).unwrap(), wanted);
            });
        }
    });
    let sheets = [project_form(1), draft(project_form(2))];
    assert_eq!(print_many(&sheets, &fonts).unwrap(), print_many(&sheets, &fonts).unwrap());
    assert_ne!(print_one(&project_form(8), &fonts).unwrap().bytes, wanted.bytes);
}

#[test]
fn one_document_has_a_bookmark_for_each_form_and_numbers_pages_by_form() {
    let Some(fonts) = fonts() else { return };
    let sheets = [project_form(1), project_form_with(2, 12, 4), project_form(3)];
    let printed = print_many(&sheets, &fonts).unwrap();
    assert_eq!((printed.pages, printed.missing.len()), (5, 3));
    if let Some((_, words)) = tool("mutool", &["show", "FILE", "outline"], &printed.bytes) {
        let marks: Vec<&str> = words.lines().collect();
        assert_eq!(marks.len(), 3, "{words}");
        assert!(marks[1].contains("（第2号）") && marks[1].contains("page=2"), "{words}");
    }
    if let Some((sound, words)) = tool("qpdf", &["--check", "FILE"], &printed.bytes) {
        assert!(sound && !words.contains("WARNING"), "{words}");
    }
    let Some(words) = read(&printed.bytes) else { return };
    assert_eq!(words.matches("第1页共1页").count(), 2, "{words}");
    assert!(words.contains("第3页共3页"));
}

#[test]
fn justified_prose_is_read_back_without_blanks_between_characters() {
    let text = "围绕乡村振兴重点工作，组织2,100名村级干部参加ABCDEFGHIJKLMNOP培训，编印《手册》。".repeat(6);
    for width in [90_000, 130_000, 230_000] {
        let sheet = small_sheet(vec![width], vec![row(vec![cell((0, 1, 1), &text, PROSE)])]);
        let Some(pdf) = print(&sheet) else { return };
        let Some((_, words)) = tool("pdftotext", &["-enc", "UTF-8", "FILE", "-"], &pdf) else { return };
        let first = words.lines().next().unwrap_or_default();
        assert!(!first.trim().contains(' '), "{width}: {first}");
    }
}

#[test]
fn nothing_to_print_is_told() {
    let Some(fonts) = fonts() else { return };
    let none: [Sheet; 0] = [];
    assert!(matches!(print_many(&none, &fonts), Err(jibiao_print::PrintError::Empty)));
}

#[test]
fn amounts_wider_than_their_cell_are_whole() {
    let amount = field((0, 1, 1), "123,456,789,012,345,678.90", AMOUNT, "funds.total");
    let Some(pdf) = print(&small_sheet(vec![40_000], vec![row(vec![amount])])) else { return };
    let Some(words) = read(&pdf) else { return };
    assert!(words.starts_with("123,456,789,012,345,678.90"), "{words}");
}
