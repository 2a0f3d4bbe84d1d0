//! The main window. It is created hidden and shown when its page has content, so that nobody sees an empty white frame.

use std::thread;
use std::time::Duration;

use tauri::{AppHandle, Manager, PhysicalSize, Runtime, WebviewWindow};

/// The label of the window in tauri.conf.json.
const MAIN: &str = "main";

/// A page that fails before it can ask to be shown must not leave a program without a window. Content is there after
/// about 2 seconds on a slow machine (measured 1.9 to 2.4), so that this limit is reached only by a failure.
const PATIENCE: Duration = Duration::from_secs(8);

/// What title bar and menu bar take of the height beside the pages, in unscaled pixels; they are there only once the window is shown.
const BARS: f64 = 72.0;

/// Shows the window: asked for by its page as soon as the first content is in place.
#[tauri::command]
pub fn reveal<R: Runtime>(window: WebviewWindow<R>) -> Result<(), String> {
    // A window that is a little too high is better than none.
    if let Err(error) = fit(&window) {
        eprintln!("窗口大小没有调好：{error}");
    }
    window.show().and_then(|()| window.set_focus()).map_err(|error| error.to_string())
}

/// Makes a window smaller that would be larger than the screen leaves room for, so that nothing of it is cut off at the bottom.
fn fit<R: Runtime>(window: &WebviewWindow<R>) -> tauri::Result<()> {
    let Some(monitor) = window.current_monitor()?.or(window.primary_monitor()?) else { return Ok(()) };
    let area = monitor.work_area();
    let bars = (BARS * monitor.scale_factor()) as u32;
    if let Some(size) = fitted(window.inner_size()?, area.size, bars) {
        window.set_min_size(Some(size))?;
        window.set_size(size)?;
        window.set_position(area.position)?;
    }
    Ok(())
}

/// The size that fits, where this one does not.
fn fitted(size: PhysicalSize<u32>, area: PhysicalSize<u32>, bars: u32) -> Option<PhysicalSize<u32>> {
    let room = PhysicalSize::new(area.width, area.height.saturating_sub(bars));
    let fits = size.width <= room.width && size.height <= room.height;
    // A system that does not know its screens says 0.
    let known = room.width > 0 && room.height > 0;
    (known && !fits).then(|| PhysicalSize::new(size.width.min(room.width), size.height.min(room.height)))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_fits_the_room_that_the_screen_leaves() {
        let fitted = |size: (u32, u32), area: (u32, u32), bars| {
            fitted(size.into(), area.into(), bars).map(|size| (size.width, size.height))
        };
        assert_eq!(fitted((1280, 720), (1920, 1040), 72), None);
        assert_eq!(fitted((1280, 720), (1366, 768), 72), Some((1280, 696)), "title and menu come on top");
        assert_eq!(fitted((1900, 1000), (1366, 728), 72), Some((1366, 656)), "what was remembered of a larger screen");
        assert_eq!(fitted((1280, 720), (0, 0), 72), None);
    }
}
