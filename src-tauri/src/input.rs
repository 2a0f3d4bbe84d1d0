//! The input method's text inside the field itself.
//!
//! By default WebKitGTK lets the input method draw its own line at the edge of the screen and sends no composition events to the page.

use tauri::{Runtime, WebviewWindow};

/// Turns it on or off; does nothing outside Linux, where it is always on.
#[tauri::command]
pub fn set_inline_input<R: Runtime>(window: WebviewWindow<R>, on: bool) -> Result<(), String> {
    #[cfg(target_os = "linux")]
    {
        use webkit2gtk::{InputMethodContextExt, WebViewExt};
        window
            .with_webview(move |webview| {
                if let Some(input) = webview.inner().input_method_context() {
                    input.set_enable_preedit(on);
                }
            })
            .map_err(|error| error.to_string())
    }
    #[cfg(not(target_os = "linux"))]
    {
        let _ = (window, on);
        Ok(())
    }
}
