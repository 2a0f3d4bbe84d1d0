//! Generates the permissions of the shell's own commands, so that a command which nobody listed here cannot be called.

fn main() {
    // A pattern of our own is not watched by tauri-build.
    println!("cargo::rerun-if-changed=src-tauri/capabilities");
    let commands = tauri_build::AppManifest::new().commands(&[
        "rpc",
        "reveal",
        "keep_on_top",
        "pick_files",
        "pick_target",
        "pick_folder",
        "open_file",
        "show_folder",
        "keep_text",
        "set_menu",
        "answer_closing",
        "close",
        "set_inline_input",
    ]);
    let attributes = tauri_build::Attributes::new()
        .capabilities_path_pattern("src-tauri/capabilities/*.json")
        .app_manifest(commands);
    if let Err(error) = tauri_build::try_build(attributes) {
        println!("cargo::error={error:#}");
    }
}
