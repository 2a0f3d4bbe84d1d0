//! PDF: any bytes behind its head give a plan or a reason.
#![no_main]

use jibiao_exchange::import::Plan;
use libfuzzer_sys::fuzz_target;

// libFuzzer ends the run at a panic, also at one that is caught; only what escapes is a fault here.
fuzz_target!(init: std::panic::set_hook(Box::new(|_| {})), |data: &[u8]| {
    let _ = Plan::default().add_file("a.pdf", data);
});
