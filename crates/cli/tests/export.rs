//! `jibiao export` to the formats of office programs: whole or not at all, never over something else, the same bytes again.

#![allow(clippy::unwrap_used, reason = "a test ends where it fails")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn jibiao(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_jibiao")).current_dir(folder).args(args).output().unwrap()
}

/// Exit code and what was said on standard error.
fn run(folder: &Path, args: &[&str]) -> (Option<i32>, String) {
    let output = jibiao(folder, args);
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

/// A folder with the sample.
fn sample() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(run(folder.path(), &["sample", "-o", "s"]).0, Some(0));
    folder
}

/// A form of the sample without errors.
const CLEAN: &str = "s/01-遗属补助.json";

fn is_zip(file: &Path) -> bool {
    fs::read(file).unwrap().starts_with(b"PK")
}

#[test]
fn rows_are_held_back_while_errors_are_left_unless_a_draft_is_wanted() {
    let folder = sample();
    let file = folder.path().join("rows.xlsx");
    let (code, said) = run(folder.path(), &["export", "s", "--to", "xlsx-rows", "-o", "rows.xlsx"]);
    assert_eq!(code, Some(1));
    assert!(said.contains("E_HELD_BACK") && said.contains("导出了 0 份表，13 份不能导出"), "{said}");
    assert!(!file.exists());
    let (code, said) = run(folder.path(), &["export", "s", "--to", "xlsx-rows", "-o", "rows.xlsx", "--draft"]);
    assert_eq!(code, Some(1), "{said}");
    assert!(is_zip(&file) && said.contains("草稿") && said.contains("导出了 13 份表"), "{said}");
    let (code, _) = run(folder.path(), &["export", CLEAN, "--to", "xlsx-rows", "-o", "one.xlsx"]);
    assert_eq!(code, Some(0));
}

#[test]
fn the_same_forms_give_the_same_file_and_another_file_is_left_alone() {
    let folder = sample();
    for (to, name) in [("xlsx-form", "a.xlsx"), ("docx", "a.docx"), ("xlsx-rows", "b.xlsx")] {
        let args = ["export", CLEAN, "--to", to, "-o", name];
        assert_eq!(run(folder.path(), &args).0, Some(0), "{to}");
        let first = fs::read(folder.path().join(name)).unwrap();
        assert_eq!(run(folder.path(), &args).0, Some(0), "{to}: the same again is no conflict");
        fs::write(folder.path().join(name), "mine").unwrap();
        let (code, said) = run(folder.path(), &args);
        assert!(code == Some(2) && said.contains("E_FILE_EXISTS"), "{to}: {said}");
        assert_eq!(fs::read(folder.path().join(name)).unwrap(), b"mine");
        assert!(first.starts_with(b"PK"));
    }
}

#[test]
fn one_file_of_all_is_whole_or_not_written_and_a_folder_takes_what_can_be_read() {
    let folder = sample();
    fs::write(folder.path().join("broken.json"), "{").unwrap();
    for (to, name) in [("xlsx-form", "all.xlsx"), ("docx", "all.docx")] {
        let (code, said) = run(folder.path(), &["export", CLEAN, "broken.json", "--to", to, "-o", name]);
        assert!(code == Some(1) && said.contains("broken.json"), "{said}");
        assert!(!folder.path().join(name).exists());
        let (code, _) = run(folder.path(), &["export", CLEAN, "broken.json", "--to", to, "-o", to]);
        assert_eq!(code, Some(1));
        let own = Path::new(name).extension().unwrap();
        assert!(is_zip(&folder.path().join(to).join("01-遗属补助").with_extension(own)));
        let (code, _) = run(folder.path(), &["export", CLEAN, "s/unit.json", "--to", to, "-o", name]);
        assert_eq!(code, Some(0));
        assert!(is_zip(&folder.path().join(name)));
    }
}

#[test]
fn a_mapping_of_ones_own_is_used_and_a_faulty_one_is_refused_with_its_line() {
    let folder = sample();
    let own = "name = '某市'\n[[sheet]]\nname = '指标'\nof = 'project'\nrows = 'indicators'\ncolumns = [{ field = 'name', head = '名称' }]\n";
    fs::write(folder.path().join("own.toml"), own).unwrap();
    fs::write(folder.path().join("bad.toml"), own.replace("'name', head", "'nome', head")).unwrap();
    let with = |mapping: &str, to: &str, output: &str| {
        run(folder.path(), &["export", CLEAN, "--to", to, "-o", output, "--mapping", mapping])
    };
    assert_eq!(with("own.toml", "xlsx-rows", "own.xlsx").0, Some(0));
    run(folder.path(), &["export", CLEAN, "--to", "xlsx-rows", "-o", "usual.xlsx"]);
    let size = |name: &str| fs::metadata(folder.path().join(name)).unwrap().len();
    assert!(size("own.xlsx") < size("usual.xlsx"));
    let (code, said) = with("bad.toml", "xlsx-rows", "bad.xlsx");
    assert!(code == Some(2) && said.contains("第6行") && said.contains("nome") && said.contains("E_MAPPING"), "{said}");
    let (code, said) = with("own.toml", "docx", "own.docx");
    assert!(code == Some(2) && said.contains("E_REQUEST"), "{said}");
    assert!(!folder.path().join("bad.xlsx").exists() && !folder.path().join("own.docx").exists());
}

#[test]
fn a_check_report_is_written_as_a_workbook_too() {
    let folder = sample();
    let (code, said) = run(folder.path(), &["check", "s", "--report", "report.xlsx"]);
    assert_eq!(code, Some(1), "{said}");
    assert!(is_zip(&folder.path().join("report.xlsx")));
}

#[test]
fn a_form_is_written_piece_by_piece_in_the_order_of_the_web_system() {
    let folder = sample();
    let (code, said) = run(folder.path(), &["export", CLEAN, "--to", "text", "-o", "form.txt"]);
    assert_eq!(code, Some(0), "{said}");
    let text = fs::read_to_string(folder.path().join("form.txt")).unwrap();
    assert!(text.starts_with("【目标和资金】\n项目名称：遗属"), "{text}");
    assert!(text.contains("\n\n【绩效指标 1】\n目标类型：实施期目标\n一级指标：产出指标\n"), "{text}");
}

#[test]
fn a_text_longer_than_a_cell_is_refused_with_the_name_of_its_form() {
    let folder = sample();
    let text = fs::read_to_string(folder.path().join(CLEAN)).unwrap();
    let long = text.replace("\"overview\": \"", &format!("\"overview\": \"{}", "长".repeat(33_000)));
    fs::write(folder.path().join("long.json"), long).unwrap();
    let (code, said) = run(folder.path(), &["export", "long.json", "--to", "xlsx-form", "-o", "long.xlsx"]);
    assert!(code == Some(1) && said.contains("32767") && said.contains("E_EXPORT"), "{said}");
    assert!(!folder.path().join("long.xlsx").exists());
}
