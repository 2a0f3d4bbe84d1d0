//! Files outside the data folder: the system's dialogs, and handing a written file to the system.
//!
//! The page gets paths from here and passes them on to the engine; it has no access to files of its own.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use tauri::{Runtime, WebviewWindow};
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder, FilePath};

/// A kind of files in a dialog.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileKind {
    name: String,
    /// Without the dot
    extensions: Vec<String>,
}

/// The endings of the files that the program writes. Nothing else is handed to the system, which would run a program.
const OWN_ENDINGS: &[&str] = &["pdf", "xlsx", "docx", "jbz", "zip", "json", "txt", "csv"];

/// Lets the user choose existing files; none where the dialog was cancelled.
#[tauri::command]
pub async fn pick_files<R: Runtime>(
    window: WebviewWindow<R>,
    title: String,
    kinds: Vec<FileKind>,
    several: bool,
) -> Vec<String> {
    let dialog = dialog(&window, title, &kinds);
    let chosen = if several {
        dialog.blocking_pick_files().unwrap_or_default()
    } else {
        dialog.blocking_pick_file().into_iter().collect()
    };
    chosen.into_iter().filter_map(path).collect()
}

/// Lets the user name a new file; the ending of the first kind is added where the name has none.
#[tauri::command]
pub async fn pick_target<R: Runtime>(
    window: WebviewWindow<R>,
    title: String,
    name: String,
    kinds: Vec<FileKind>,
) -> Option<String> {
    let ending = kinds.first().and_then(|kind| kind.extensions.first()).cloned();
    let chosen = path(dialog(&window, title, &kinds).set_file_name(name).blocking_save_file()?)?;
    Some(match ending {
        Some(ending) => with_ending(&chosen, &ending),
        None => chosen,
    })
}

/// Lets the user choose a folder.
#[tauri::command]
pub async fn pick_folder<R: Runtime>(window: WebviewWindow<R>, title: String) -> Option<String> {
    path(dialog(&window, title, &[]).blocking_pick_folder()?)
}

/// Opens a file that the program wrote in the system's viewer.
#[tauri::command]
pub async fn open_file(path: PathBuf) -> Result<(), String> {
    if !is_own(&path) {
        return Err(format!("“{}”不是绩标写出的文件，没有打开。", path.display()));
    }
    tauri_plugin_opener::open_path(&path, None::<&str>)
        .map_err(|error| format!("没有打开“{}”（{error}）。请在文件夹里打开它。", path.display()))
}

/// Shows a written file in its folder.
#[tauri::command]
pub async fn show_folder(path: PathBuf) -> Result<(), String> {
    // The file manager's own way selects the file; where there is none, the folder is opened.
    tauri_plugin_opener::reveal_item_in_dir(&path)
        .or_else(|_| {
            let folder = if path.is_dir() { path.as_path() } else { path.parent().unwrap_or(&path) };
            tauri_plugin_opener::open_path(folder, None::<&str>)
        })
        .map_err(|error| format!("没有打开文件夹“{}”（{error}）。", path.display()))
}

/// Keeps texts that could not be stored in the data as a file in a folder that the user chose. Gives its path.
#[tauri::command]
pub async fn keep_text(folder: PathBuf, name: String, text: String) -> Result<String, String> {
    let file = folder.join(name.replace(['/', '\\', ':'], "-"));
    match jibiao_app::files::write_beside_others(&file, text.as_bytes()) {
        Ok(()) => Ok(file.to_string_lossy().into_owned()),
        Err(error) => Err(error.words()),
    }
}

fn dialog<R: Runtime>(window: &WebviewWindow<R>, title: String, kinds: &[FileKind]) -> FileDialogBuilder<R> {
    let mut dialog = window.dialog().file().set_title(title).set_parent(window);
    for kind in kinds {
        let extensions: Vec<&str> = kind.extensions.iter().map(String::as_str).collect();
        dialog = dialog.add_filter(&kind.name, &extensions);
    }
    dialog
}

fn path(chosen: FilePath) -> Option<String> {
    Some(chosen.into_path().ok()?.to_string_lossy().into_owned())
}

fn with_ending(path: &str, ending: &str) -> String {
    let has = Path::new(path).extension().is_some_and(|found| found.eq_ignore_ascii_case(ending));
    if has { path.to_owned() } else { format!("{path}.{ending}") }
}

fn is_own(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_ascii_lowercase();
    OWN_ENDINGS.contains(&ending.as_str()) && path.is_file()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn a_name_without_ending_gets_one() {
        assert_eq!(with_ending("/tmp/表", "pdf"), "/tmp/表.pdf");
        assert_eq!(with_ending("/tmp/表.PDF", "pdf"), "/tmp/表.PDF");
        assert_eq!(with_ending("/tmp/2026.1", "pdf"), "/tmp/2026.1.pdf");
    }

    #[test]
    fn only_files_of_the_programs_own_kinds_are_opened() {
        let folder = tempfile::tempdir().unwrap();
        let pdf = folder.path().join("表.PDF");
        let program = folder.path().join("run.sh");
        fs::write(&pdf, "").unwrap();
        fs::write(&program, "").unwrap();
        assert!(is_own(&pdf));
        assert!(!is_own(&program));
        assert!(!is_own(&folder.path().join("gone.pdf")));
    }

    #[test]
    fn kept_texts_replace_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let keep = |text: &str| {
            tauri::async_runtime::block_on(keep_text(folder.path().into(), "没存上/14:03.txt".into(), text.into()))
        };
        let first = keep("甲").unwrap();
        assert!(first.ends_with("没存上-14-03.txt"), "{first}");
        assert!(keep("乙").unwrap_err().contains("没有覆盖"));
        assert_eq!(fs::read_to_string(first).unwrap(), "甲");
    }
}
