//! Excel 97-2003: any bytes behind the head of the container give a plan or a reason.
#![no_main]

use jibiao_exchange::import::Plan;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let _ = Plan::default().add_file("a.xls", data);
});
