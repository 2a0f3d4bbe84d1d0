//! `jibiao serve`: the window's pages in the browser of this machine, until the program is ended.

use crate::End;
use crate::args;
use crate::run::say;
use chrono::Local;
use jibiao_app::session::Session;
use jibiao_app::{Error, data};
use jibiao_serve::pages::Pages;
use jibiao_serve::{Door, Server};
use std::io::BufRead as _;
use std::process::{Command, Stdio};
use std::sync::Arc;

/// Runs until it is ended.
pub fn run(args: &args::Serve) -> Result<End, Error> {
    let folder = args.data.clone().map_or_else(data::default_folder, Ok)?;
    let pages = Pages::load()?;
    let session = Session::open(&folder, Arc::new(|| Local::now().fixed_offset()));
    let server = Server::bind(pages, session, &folder)?;
    let door = server.door();
    let address = door.new_address()?;
    say(&format!("{address}\n"))?;
    eprintln!("在这台电脑的浏览器里打开上面的地址。地址只能用一次，按回车键得到新的；按 Ctrl+C 结束。");
    if args.open && !show(&address) {
        eprintln!("没有找到浏览器，请自己打开上面的地址。");
    }
    std::thread::spawn(move || new_addresses(&door));
    server.run_for_good()?;
    Ok(End::Clean)
}

/// A line typed is a wish for another address: a browser that was closed needs one.
fn new_addresses(door: &Door) {
    for line in std::io::stdin().lock().lines() {
        let Ok(_) = line else { return };
        match door.new_address() {
            Ok(address) => drop(say(&format!("{address}\n"))),
            Err(error) => eprintln!("{error}"),
        }
    }
}

/// Asks the system to show an address in the user's browser.
fn show(address: &str) -> bool {
    let (program, before): (&str, &[&str]) = if cfg!(windows) {
        ("rundll32", &["url.dll,FileProtocolHandler"])
    } else if cfg!(target_os = "macos") {
        ("open", &[])
    } else {
        ("xdg-open", &[])
    };
    let mut command = Command::new(program);
    command.args(before).arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().is_ok()
}
