//! Pasted HTML: any text gives a plan or a reason.
#![no_main]

use jibiao_exchange::import::Plan;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &str| {
    let _ = Plan::default().add_file("a.html", format!("<table>{data}").as_bytes());
});
