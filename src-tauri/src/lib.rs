//! The desktop shell: one window, and one door (`rpc`) through which its pages reach the engine.
//!
//! Nothing about forms is decided here. What the pages can ask is in `rpc`, what the window does is in `window`.

mod rpc;
mod window;

use jibiao_app::session::Session;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

/// Runs the program until its window is closed. The answer is the exit code: 0, or 2 where the window could not open.
pub fn run() -> ExitCode {
    let folder = match data_folder(std::env::args_os().skip(1)) {
        Ok(folder) => folder,
        Err(message) => {
            eprintln!("{message}");
            return ExitCode::from(2);
        }
    };
    let session = Session::open(&folder, Arc::new(|| chrono::Local::now().fixed_offset()));
    let outcome = tauri::Builder::default()
        .manage(rpc::Engine::new(session))
        .setup(|app| {
            window::show_in_any_case(app.handle());
            Ok(())
        })
        .invoke_handler(tauri::generate_handler![rpc::rpc, window::reveal])
        .run(tauri::generate_context!());
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("绩标的窗口没有打开：{error}。可以改用命令行程序 jibiao。");
            ExitCode::from(2)
        }
    }
}

/// The folder that `--data DIR` names, else the usual one.
fn data_folder(arguments: impl Iterator<Item = OsString>) -> Result<PathBuf, String> {
    let mut arguments = arguments.peekable();
    match arguments.next() {
        None => Session::default_folder().map_err(|error| error.to_string()),
        Some(option) if option == "--data" => match (arguments.next(), arguments.next()) {
            (Some(folder), None) => Ok(PathBuf::from(folder)),
            _ => Err("用法：jibiao-desktop [--data 数据文件夹]".to_owned()),
        },
        Some(_) => Err("用法：jibiao-desktop [--data 数据文件夹]".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(arguments: &[&str]) -> Result<PathBuf, String> {
        data_folder(arguments.iter().map(OsString::from))
    }

    #[test]
    fn the_data_folder_is_the_one_that_is_named() {
        assert_eq!(folder(&["--data", "数据"]), Ok(PathBuf::from("数据")));
        assert!(folder(&[]).is_ok_and(|folder| folder.ends_with("jibiao")));
        for wrong in [&["--data"][..], &["--date", "x"], &["--data", "a", "b"]] {
            assert!(folder(wrong).is_err_and(|message| message.contains("--data")), "{wrong:?}");
        }
    }
}
