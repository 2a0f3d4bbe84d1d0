//! The main window. It is created hidden and shown when its page has content, so that nobody sees an empty white frame.

use std::thread;
use std::time::Duration;

use tauri::{AppHandle, Manager, Runtime, WebviewWindow};

/// The label of the window in tauri.conf.json.
const MAIN: &str = "main";

/// A page that fails before it can ask to be shown must not leave a program without a window. Content is there after
/// about 2 seconds on a slow machine (measured 1.9 to 2.4), so that this limit is reached only by a failure.
const PATIENCE: Duration = Duration::from_secs(8);

/// Shows the window: asked for by its page as soon as the first content is in place.
#[tauri::command]
pub fn reveal<R: Runtime>(window: WebviewWindow<R>) -> Result<(), String> {
    window.show().and_then(|()| window.set_focus()).map_err(|error| error.to_string())
}

/// Keeps the window above those of other programs, or no longer. A desktop that leaves this to its user, such as Wayland, does nothing.
#[tauri::command]
pub fn keep_on_top<R: Runtime>(window: WebviewWindow<R>, on: bool) -> Result<(), String> {
    window.set_always_on_top(on).map_err(|error| error.to_string())
}

/// Shows the main window after [`PATIENCE`] if its page has not asked for it by then.
pub fn show_in_any_case<R: Runtime>(app: &AppHandle<R>) {
    let app = app.clone();
    thread::spawn(move || {
        thread::sleep(PATIENCE);
        // The program may have been closed meanwhile; then there is nothing left to show.
        if let Some(window) = app.get_webview_window(MAIN)
            && !window.is_visible().unwrap_or(true)
            && let Err(error) = window.show()
        {
            eprintln!("窗口没有显示出来：{error}");
        }
    });
}

/// Shows the window that is already there when the program is started a second time.
pub fn show_again<R: Runtime>(app: &AppHandle<R>) {
    if let Some(window) = app.get_webview_window(MAIN) {
        let shown = window.unminimize().and_then(|()| window.show()).and_then(|()| window.set_focus());
        if let Err(error) = shown {
            eprintln!("窗口没有到前面来：{error}");
        }
    }
}
