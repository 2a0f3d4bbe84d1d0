//! Whatever stands in a cell stands on the pages, whole and in order.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]
#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "tests read fonts and start other programs")]

mod common;

use common::{AMOUNT, CENTRED, LABEL, PROSE, VALUE, fonts, row, small_sheet};
use jibiao_print::layout::lay_out;
use jibiao_print::page::Run;
use jibiao_print::sheet::{CellStyle, SheetCell};
use proptest::prelude::*;

/// Texts of Chinese, Latin, punctuation, blanks, line breaks and whatever else there is.
fn words() -> impl Strategy<Value = String> {
    let character = prop_oneof![
        6 => prop::sample::select("绩效目标项县财政资金，。、；：（）《》“”—·…！？".chars().collect::<Vec<_>>()),
        2 => prop::sample::select("abcXYZ0123456789,.%≥≤ \n\t/-()".chars().collect::<Vec<_>>()),
        1 => any::<char>(),
    ];
    prop::collection::vec(character, 0..400).prop_map(|characters| characters.into_iter().collect())
}

fn style() -> impl Strategy<Value = CellStyle> {
    prop::sample::select(vec![VALUE, PROSE, CENTRED, AMOUNT, LABEL])
}

fn placed<'r>(runs: impl Iterator<Item = &'r Run>) -> String {
    runs.map(Run::text).collect::<String>().chars().filter(|c| !c.is_whitespace()).collect()
}

/// What a text leaves on paper: marks without shape are not set.
fn written(text: &str) -> String {
    let shapeless = |c: char| {
        c.is_control()
            || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2064}')
            || matches!(c, '\u{feff}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
    };
    text.chars().filter(|c| !shapeless(*c) && !c.is_whitespace()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_in_any_cell_is_placed_completely(
        cells in prop::collection::vec((words(), style(), 1_u16..4), 1..12),
        width in 20_000_i32..200_000,
    ) {
        let Some(fonts) = fonts() else { return Ok(()) };
        let mut rows = Vec::new();
        for (index, (text, style, span)) in cells.iter().enumerate() {
            let named = |column, rows, text: &str, style, path: String| SheetCell {
                column, columns: 1, rows, text: text.to_owned(), style, path: Some(path),
            };
            rows.push(row(vec![
                named(0, *span, text, CellStyle { label: false, ..*style }, format!("left[{index}]")),
                named(1, 1, text, CellStyle { label: false, ..*style }, format!("right[{index}]")),
            ]));
            rows.extend((1..*span).map(|_| row(vec![named(1, 1, "甲", VALUE, String::new())])));
        }
        let layout = lay_out(&small_sheet(vec![width, 120_000], rows), &fonts);
        for (index, (text, ..)) in cells.iter().enumerate() {
            for side in ["left", "right"] {
                let path = format!("{side}[{index}]");
                let runs = layout.pages.iter().flat_map(|page| &page.runs);
                let found = placed(runs.filter(|run| run.path.as_deref() == Some(path.as_str())));
                prop_assert_eq!(found, written(text));
            }
        }
    }
}
