//! Prints the samples of the tests into a folder, to be looked at: `cargo run -p jibiao-print --example print_sample DIR`.
#![allow(clippy::unwrap_used, reason = "a tool for developers")]

#[path = "../tests/common/mod.rs"]
mod common;

use common::{draft, filing, project_form, project_form_with};
use jibiao_print::layout::lay_out;
use jibiao_print::{print_many, print_one, svg};

fn main() {
    let folder = std::path::PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| ".".into()));
    let Some(fonts) = common::fonts() else { return };
    std::fs::create_dir_all(&folder).unwrap();
    let samples = [
        ("one", project_form(1)),
        ("filing", filing(project_form(2))),
        ("draft", draft(project_form(3))),
        ("three", filing(project_form_with(4, 12, 4))),
    ];
    for (name, sheet) in &samples {
        let printed = print_one(sheet, &fonts).unwrap();
        println!("{name}: {} pages, {} bytes", printed.pages, printed.bytes.len());
        std::fs::write(folder.join(format!("{name}.pdf")), printed.bytes).unwrap();
        let page = lay_out(sheet, &fonts).pages.swap_remove(0);
        std::fs::write(folder.join(format!("{name}.svg")), svg::paint(&page, &fonts, "")).unwrap();
    }
    let all = print_many(samples.iter().map(|(_, sheet)| sheet), &fonts).unwrap();
    println!("all: {} pages, {} bytes", all.pages, all.bytes.len());
    std::fs::write(folder.join("all.pdf"), all.bytes).unwrap();
}
