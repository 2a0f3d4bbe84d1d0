//! The preview: same glyphs, readable text.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]
#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "tests read fonts and start other programs")]

mod common;

use std::collections::BTreeSet;

use common::{cell, draft, fonts, project_form, row, small_sheet};
use jibiao_print::layout::lay_out;
use jibiao_print::svg;

fn between<'t>(text: &'t str, before: &'t str) -> impl Iterator<Item = &'t str> {
    text.split(before).skip(1).map(|rest| rest.split('"').next().unwrap())
}

#[test]
fn every_glyph_used_is_defined_once_and_every_run_is_readable() {
    let Some(fonts) = fonts() else { return };
    let layout = lay_out(&draft(project_form(1)), &fonts);
    let picture = svg::paint(&layout.pages[0], &fonts, "p1-");
    let defined: Vec<&str> = between(&picture, "<path id=\"").collect();
    let unique: BTreeSet<&str> = defined.iter().copied().collect();
    assert_eq!(unique.len(), defined.len());
    let used: BTreeSet<&str> = between(&picture, "<use href=\"#").collect();
    assert_eq!(used, unique);
    for run in &layout.pages[0].runs {
        assert!(picture.contains(&format!(">{}</text>", run.text())), "{}", run.text());
    }
    assert!(picture.contains(r#"data-path="goal_annual""#));
}

#[test]
fn marks_of_xml_are_escaped() {
    let Some(fonts) = fonts() else { return };
    let sheet = small_sheet(vec![100_000], vec![row(vec![cell((0, 1, 1), "<a & \"b\">", common::VALUE)])]);
    let picture = svg::paint(&lay_out(&sheet, &fonts).pages[0], &fonts, "");
    assert!(picture.contains(">&lt;a &amp; &quot;b&quot;&gt;</text>"));
}
