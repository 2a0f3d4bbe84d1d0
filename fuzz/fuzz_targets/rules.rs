//! Whole forms through all rules, those that are off by default among them: texts and rows cut out of any bytes. No panic, no hang; every
//! finding has a place, every span lies in its text, and checking again after an edit finds the same as checking anew.
#![no_main]

use jibiao_model::form::Side;
use jibiao_model::path::{RowField, TextField};
use jibiao_model::template::TemplateSet;
use jibiao_model::{FieldPath, Form, cell, json};
use jibiao_rules::{Checked, Context, Selection, Stage, check, book};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

// As many rows as the input may name; more would only be checked again and again.
static FORM: LazyLock<Form> = LazyLock::new(|| {
    let text = include_str!("../../crates/app/sample/05-库房屋面维修.json");
    json::parse(text).expect("a form")
});
static ALL: LazyLock<Selection> = LazyLock::new(|| {
    let codes: Vec<&str> = book().iter().map(|rule| rule.code).collect();
    Selection::parse(&codes.join(",")).expect("known codes")
});

const FIELDS: [TextField; 10] = [
    TextField::Overview,
    TextField::Plan,
    TextField::GoalAnnual,
    TextField::GoalPeriod,
    TextField::Basis,
    TextField::Safeguards,
    TextField::Necessity,
    TextField::ProjectName,
    TextField::Term,
    TextField::Attribute,
];

fuzz_target!(|text: &str| {
    let mut form = FORM.clone();
    let mut last = FieldPath::Year;
    // Pieces in turn: texts, then name and value of one row after the other.
    let rows: Vec<_> = form.rows(Side::Period).iter().map(|row| row.id).collect();
    for (index, piece) in text.split('|').take(40).enumerate() {
        let path = match FIELDS.get(index) {
            Some(field) => FieldPath::Text(*field),
            None => {
                let index = index - FIELDS.len();
                let Some(row) = rows.get(index / 2) else { break };
                let field = if index % 2 == 0 { RowField::Name } else { RowField::Value };
                FieldPath::Cell(Side::Period, *row, field)
            }
        };
        if cell::set_text(&mut form, path, piece).is_ok() {
            last = path;
        }
    }
    let templates = TemplateSet::builtin();
    let Some(template) = templates.get(form.template()) else { return };
    let today = chrono::NaiveDate::from_ymd_opt(2026, 3, 5).expect("a date");
    let context = Context { today, stage: Stage::Complete, copy: None };
    let mut checked = Checked::new(&form, template, today, &ALL);
    let found = check(&form, template, &context, &ALL);
    for finding in &found {
        assert!(!finding.message.contains("检查这份表时出错"), "{finding:?}");
        assert!(finding.place.json(&form).is_some(), "{finding:?}");
        for spot in &finding.spots {
            let text = cell::text_at(&form, spot.place).unwrap_or_default();
            assert!(spot.start < spot.end && spot.end <= text.chars().count(), "{finding:?}");
        }
    }
    assert_eq!(checked.findings(&form, Stage::Complete), found);
    cell::set_text(&mut form, last, "每月培训3次，合计12万元。").ok();
    checked.check_changed(&form, template, today, &[last]);
    assert_eq!(checked.findings(&form, Stage::Complete), check(&form, template, &context, &ALL));
});
