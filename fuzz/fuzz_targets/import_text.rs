//! Published text, pasted cells and CSV: any bytes give a plan or a reason, and the plan gives its forms.
#![no_main]

use jibiao_exchange::import::Plan;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    for name in ["a.txt", "a.csv"] {
        let mut plan = Plan::default();
        if plan.add_file(name, data).is_ok() {
            let result = plan.result();
            for form in &result.forms {
                // What was imported can be written and read again.
                let text = jibiao_model::json::to_string(form);
                assert_eq!(jibiao_model::json::to_string(&jibiao_model::json::parse(&text).unwrap()), text);
            }
        }
    }
});
