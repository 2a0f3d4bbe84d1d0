//! The desktop shell: one window, and one door (`rpc`) through which its pages reach the engine.
//!
//! Nothing about forms is decided here. What the pages can ask of the engine is in `rpc`, what they can ask of the system in `files`,
//! `menu`, `closing` and `input`.

mod arguments;
mod closing;
mod files;
mod input;
mod menu;
mod rpc;
mod window;

use jibiao_app::desk::Desk;
use jibiao_app::session::Session;
use std::process::ExitCode;
use std::sync::Arc;

use arguments::Arguments;
use tauri::ipc::Invoke;
use tauri::{Manager as _, RunEvent, Wry};
use tauri_plugin_window_state::StateFlags;

/// Runs the program until its window is closed. The answer is the exit code: 0, or 2 where the window could not open.
pub fn run() -> ExitCode {
    let arguments = match Arguments::read(std::env::args_os().skip(1)) {
        Ok(arguments) => arguments,
        Err(refusal) => {
            eprintln!("{refusal}");
            return ExitCode::from(2);
        }
    };
    let folder = match arguments.data.clone().map_or_else(Session::default_folder, Ok) {
        Ok(folder) => folder,
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::from(2);
        }
    };
    let session = Session::open(&folder, Arc::new(|| chrono::Local::now().fixed_offset()));
    let engine = match Desk::start(session) {
        Ok(engine) => engine,
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::from(2);
        }
    };
    let mut program = tauri::Builder::default();
    if arguments.data.is_none() {
        // With a data folder of its own a second window is wanted; the data itself is locked in any case.
        program = program.plugin(tauri_plugin_single_instance::init(|app, _, _| window::show_again(app)));
    }
    let outcome = program
        .plugin(tauri_plugin_dialog::init())
        .plugin(
            // The window is shown by its page, never by what was remembered.
            tauri_plugin_window_state::Builder::new()
                .with_state_flags(StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED)
                .build(),
        )
        .manage(closing::Closing::default())
        .manage(engine)
        .setup(|app| {
            window::show_in_any_case(app.handle());
            Ok(())
        })
        .on_menu_event(menu::chosen)
        .on_window_event(closing::ask_page)
        .invoke_handler(answer)
        .build(tauri::generate_context!());
    match outcome {
        Ok(program) => {
            program.run(|app, event| {
                if matches!(event, RunEvent::Exit) {
                    app.state::<Desk>().end();
                }
            });
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("绩标的窗口没有打开：{error}。可以改用命令行程序 jibiao。");
            ExitCode::from(2)
        }
    }
}

/// What the pages can ask for.
fn answer(invoke: Invoke<Wry>) -> bool {
    if invoke.message.command() == rpc::NAME {
        rpc::answer(invoke);
        return true;
    }
    let others: fn(Invoke<Wry>) -> bool = tauri::generate_handler![
        window::reveal,
        window::keep_on_top,
        files::pick_files,
        files::pick_target,
        files::pick_folder,
        files::open_file,
        files::show_folder,
        files::keep_text,
        menu::set_menu,
        closing::answer_closing,
        closing::close,
        input::set_inline_input,
    ];
    others(invoke)
}
