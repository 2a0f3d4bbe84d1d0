//! Files of one's own beside forms: templates, mapping files, lists of indicators and project budgets. Any text is taken or refused with a
//! reason; a mapping that is taken writes rows.
#![no_main]

use jibiao_exchange::export::mapping::Mapping;
use jibiao_exchange::export::{pieces::pieces, tables};
use jibiao_exchange::import::{read_budget, read_indicators};
use jibiao_model::Form;
use jibiao_model::template::Template;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    match Template::parse(text, "a.toml") {
        Ok(template) => drop(template.grid.fields()),
        Err(error) => assert!(error.to_string().contains("a.toml")),
    }
    match Mapping::parse(text) {
        Ok(mapping) => {
            let forms = [Form::Project(Default::default()), Form::Unit(Default::default())];
            tables(&forms, &mapping);
            forms.iter().for_each(|form| drop(pieces(form, &mapping)));
        }
        Err(error) => assert!(!error.reason.is_empty()),
    }
    for name in ["a.txt", "a.csv"] {
        let _ = read_indicators(name, text.as_bytes());
        let _ = read_budget(name, text.as_bytes());
    }
});
