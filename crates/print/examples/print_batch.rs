//! Prints 1,500 forms on two threads, each into a document of its own, then all into one document, and tells wall time and
//! the most memory the process held: `cargo run --release -p jibiao-print --example print_batch [COUNT]`.
#![allow(clippy::unwrap_used, clippy::float_arithmetic, reason = "a tool for developers")]

#[path = "../tests/common/mod.rs"]
mod common;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use jibiao_print::layout::lay_out;
use jibiao_print::{print_many, print_one};

/// Greatest resident memory so far, in MB (Linux only).
fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("0");
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap_or(0) / 1024
}

fn main() {
    let count: usize = std::env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(1_500);
    let Some(fonts) = common::fonts() else { return };
    let per_form = |start: Instant| start.elapsed().as_secs_f64() * 1000.0 / count as f64;

    let start = Instant::now();
    let pages: usize = (0..count).map(|number| lay_out(&common::project_form(number), &fonts).pages.len()).sum();
    println!("layout, one thread: {:.2} ms a form, {pages} pages, {} MB", per_form(start), memory());

    let next = AtomicUsize::new(0);
    let bytes = AtomicUsize::new(0);
    let start = Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some(number) = Some(next.fetch_add(1, Ordering::Relaxed)).filter(|number| *number < count) {
                    let printed = print_one(&common::project_form(number), &fonts).unwrap();
                    bytes.fetch_add(printed.bytes.len(), Ordering::Relaxed);
                }
            });
        }
    });
    let size = bytes.into_inner() / count.max(1);
    println!("documents, two threads: {:.2} ms a form, {size} bytes each, {} MB", per_form(start), memory());

    let start = Instant::now();
    let all = print_many((0..count).map(common::project_form), &fonts).unwrap();
    println!("one document: {:.2} ms a form, {} bytes, {} MB", per_form(start), all.bytes.len(), memory());
}
