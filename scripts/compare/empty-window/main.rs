//! A window with one line of text, of the same versions as the program's: what a start and the webview cost without anything of ours.

fn main() {
    let context = tauri::generate_context!("scripts/compare/empty-window/tauri.conf.json");
    if let Err(error) = tauri::Builder::default().run(context) {
        eprintln!("{error}");
    }
}
