//! The desktop program: everything is in the library, so that it can be tested.

// A release build on Windows opens no console window beside its own.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::process::ExitCode;

fn main() -> ExitCode {
    jibiao_desktop::run()
}
