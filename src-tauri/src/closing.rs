//! Closing the window waits for the page, which may still be saving.

use std::sync::atomic::{AtomicBool, Ordering};

use tauri::{Emitter, Manager, Runtime, Window, WindowEvent};

/// The event that asks the page whether the window may close.
const ASKED: &str = "close-asked";

/// How closing stands.
#[derive(Debug, Default)]
pub struct Closing {
    /// The page listens. A page that failed to start cannot answer and must not hold the window.
    listening: AtomicBool,
    /// The page was asked and has not answered yet. Somebody who closes again while it is silent means it.
    asked: AtomicBool,
}

/// The page says that it will answer from now on.
#[tauri::command]
pub fn answer_closing(closing: tauri::State<'_, Closing>) {
    closing.listening.store(true, Ordering::Relaxed);
}

/// The page's answer: the window closes, or stays.
#[tauri::command]
pub fn close<R: Runtime>(window: Window<R>, closing: tauri::State<'_, Closing>, may: bool) -> Result<(), String> {
    closing.asked.store(false, Ordering::Relaxed);
    if may { window.destroy().map_err(|error| error.to_string()) } else { Ok(()) }
}

/// Holds the window while the page is asked.
pub fn ask_page<R: Runtime>(window: &Window<R>, event: &WindowEvent) {
    let WindowEvent::CloseRequested { api, .. } = event else { return };
    let closing = window.state::<Closing>();
    if !closing.listening.load(Ordering::Relaxed) || closing.asked.swap(true, Ordering::Relaxed) {
        return;
    }
    match window.emit(ASKED, ()) {
        Ok(()) => api.prevent_close(),
        Err(error) => eprintln!("没有问到页面能否关闭：{error}"),
    }
}
