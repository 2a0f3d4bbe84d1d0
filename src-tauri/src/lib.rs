//! The desktop shell: one window, and one door (`rpc`) through which its pages reach the engine.
//!
//! Nothing about forms is decided here. What the pages can ask is in `rpc`, what the window does is in `window`.

mod rpc;
mod window;

use std::process::ExitCode;

/// Runs the program until its window is closed. The answer is the exit code: 0, or 2 where the window could not open.
pub fn run() -> ExitCode {
    let outcome = tauri::Builder::default()
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
