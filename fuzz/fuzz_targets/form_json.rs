//! Any bytes as form JSON: read or refused with a place and a reason; what is read is written and read again the same, keeps its check
//! code, and goes through the rule book.
#![no_main]

use jibiao_model::check_code::check_code;
use jibiao_model::json;
use jibiao_model::template::TemplateSet;
use jibiao_rules::{Context, Copy, Selection, Stage};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    match json::parse(text) {
        Err(error) => assert!(error.line > 0 && !error.reason.is_empty()),
        Ok(form) => {
            let again = json::parse(&json::to_string(&form)).expect("what is written is read");
            assert_eq!(check_code(&again), check_code(&form));
            let templates = TemplateSet::builtin();
            if let Some(template) = templates.get(form.template()) {
                let today = chrono::NaiveDate::from_ymd_opt(2025, 12, 1).expect("a date");
                let context = Context { today, stage: Stage::Complete, copy: Some(Copy::Filing) };
                for finding in jibiao_rules::check(&form, template, &context, &Selection::Default) {
                    assert!(finding.place.json(&form).is_some(), "{finding:?}");
                }
            }
        }
    }
});
