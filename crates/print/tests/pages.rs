//! Pagination, seen in the display list: nothing lost, labels and heads repeated, lines kept together.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]
#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "tests read fonts and start other programs")]

mod common;

use common::{LABEL, PROSE, VALUE, cell, filing, fonts, project_form, project_form_with, row, small_sheet};
use jibiao_print::layout::{Layout, lay_out};
use jibiao_print::page::{Page, Shape};
use jibiao_print::sheet::{Block, Sheet, SheetRow, TitleLine};

fn pages(sheet: &Sheet) -> Option<Layout> {
    Some(lay_out(sheet, &fonts()?))
}

fn text(page: &Page) -> String {
    page.runs.iter().map(|run| run.text()).collect()
}

fn numbered(count: usize) -> String {
    (0..count).map(|number| format!("第{number}句话；")).collect()
}

#[test]
fn a_row_over_three_pages_keeps_every_character_and_repeats_its_label() {
    let long = numbered(600);
    let row = row(vec![cell((0, 1, 1), "项目概况", LABEL), cell((1, 1, 1), &long, PROSE)]);
    let Some(layout) = pages(&small_sheet(vec![60_000, 240_000], vec![row])) else { return };
    assert!(layout.pages.len() >= 3, "{} pages", layout.pages.len());
    let mut read = String::new();
    for (index, page) in layout.pages.iter().enumerate() {
        let words = text(page);
        assert!(words.contains("项目概况"), "page {index} has the label");
        assert_eq!(words.contains("（续）"), index > 0, "page {index}");
        assert_eq!(words.contains("续表"), index > 0, "page {index}");
        assert!(words.contains(&format!("第 {} 页 共 {} 页", index + 1, layout.pages.len())));
        let prose = page.runs.iter().filter(|run| run.at.0 >= 90_000 && run.at.1 < 360_000 && run.size == 9_500);
        read.extend(prose.map(|run| run.text()));
    }
    assert_eq!(read, long);
}

#[test]
fn a_broken_row_leaves_two_lines_on_both_pages() {
    for rows in 5..30 {
        let mut table: Vec<SheetRow> = (0..rows).map(|_| row(vec![cell((0, 1, 1), "一", VALUE)])).collect();
        table.push(row(vec![cell((0, 1, 1), &numbered(20), PROSE)]));
        table.push(row(vec![cell((0, 1, 1), "末", VALUE)]));
        let Some(layout) = pages(&small_sheet(vec![200_000], table)) else { return };
        for page in &layout.pages {
            let mut lines: Vec<i32> =
                page.runs.iter().filter(|run| run.text().contains(['第', '句', '话'])).map(|run| run.at.1).collect();
            lines.retain(|y| *y < 360_000);
            lines.dedup();
            assert_ne!(lines.len(), 1, "{rows} rows above");
        }
    }
}

#[test]
fn heads_are_repeated_and_never_end_a_page() {
    let block = Some(Block(1));
    for above in 0..24 {
        let mut rows: Vec<SheetRow> = (0..above).map(|_| row(vec![cell((0, 2, 1), "上", VALUE)])).collect();
        let head = vec![cell((0, 1, 31), "指标", LABEL), cell((1, 1, 1), "指标名称", LABEL)];
        rows.push(SheetRow { cells: head, min_height: 17_000, head_of: block, block });
        rows.extend((0..30).map(|number| SheetRow {
            cells: vec![cell((1, 1, 1), &format!("指标{number}"), VALUE)],
            min_height: 17_000,
            head_of: None,
            block,
        }));
        let Some(layout) = pages(&small_sheet(vec![50_000, 200_000], rows)) else { return };
        let mut begun = false;
        for page in &layout.pages {
            let words = text(page);
            let has_rows = (0..30).any(|number| words.contains(&format!("指标{number}")));
            assert_eq!(words.contains("指标名称"), has_rows, "{above} rows above: {words}");
            assert_eq!(words.contains("（续）"), has_rows && begun, "{above} rows above: {words}");
            begun |= has_rows;
        }
    }
}

#[test]
fn the_signature_line_stands_with_the_last_row() {
    for rows in 10..40 {
        let table = (0..rows).map(|number| row(vec![cell((0, 1, 1), &format!("行{number}"), VALUE)])).collect();
        let mut sheet = small_sheet(vec![250_000], table);
        sheet.signature = vec!["负责人：".into(), "填报日期：".into()];
        let Some(layout) = pages(&filing(sheet)) else { return };
        let last = text(layout.pages.last().unwrap());
        assert!(last.contains(&format!("行{}", rows - 1)) && last.contains("负责人："), "{rows}: {last}");
        assert!(last.contains("数据校验码"));
    }
}

/// Lower edge of the table on a page.
fn table_bottom(page: &Page) -> i32 {
    page.rules.iter().map(|rule| rule.to.1).max().unwrap()
}

#[test]
fn the_signature_line_and_the_code_never_overlap_whatever_the_last_row_fills() {
    for height in (20_000..330_000).step_by(1_700) {
        let mut last = row(vec![cell((0, 1, 1), "末", VALUE)]);
        last.min_height = 17_000;
        let filler = SheetRow { min_height: 90_000, ..row(vec![cell((0, 1, 1), "上", VALUE)]) };
        let mut rows: Vec<SheetRow> = (0..height / 90_000).map(|_| filler.clone()).collect();
        rows.push(SheetRow { min_height: height % 90_000, ..filler });
        rows.push(last);
        let mut sheet = small_sheet(vec![250_000], rows);
        // Pieces too long for one line.
        sheet.signature = ["负责人：甲乙丙", "经办人：丁戊己", "联系电话：0350-5550000", "填报日期：2025年11月20日"]
            .map(String::from)
            .to_vec();
        let Some(layout) = pages(&filing(sheet.clone())) else { return };
        let page = layout.pages.last().unwrap();
        let (code, signed): (Vec<i32>, Vec<i32>) = (
            page.shapes
                .iter()
                .filter_map(|shape| match shape {
                    Shape::Rectangle { at, .. } => Some(at.1),
                    Shape::Outline { .. } => None,
                })
                .collect(),
            page.runs
                .iter()
                .filter(|run| "负责人经办联系电话填报日期".contains(run.items[0].character))
                .map(|run| run.at.1)
                .collect(),
        );
        let (first, lowest) = (signed.iter().min().unwrap(), signed.iter().max().unwrap());
        assert!(first - 10_500 >= table_bottom(page), "{height}: the signature line stands below the table");
        assert!(lowest + 2_000 <= *code.iter().min().unwrap(), "{height}: and above the code");
        assert!(code.iter().all(|y| *y < sheet.paper.1 - 20_000), "{height}: the code stands on the paper");
        for page in &layout.pages {
            assert!(table_bottom(page) <= sheet.paper.1 - sheet.margins[2] + 1_000, "{height}");
        }
    }
}

#[test]
fn a_label_whose_box_cannot_grow_becomes_smaller() {
    // Under a long title the first page has less room than the label needs.
    let label = "国有资本经营预算资金安排的绩效目标";
    let mut shrunk = 0;
    for lines in 1..11 {
        let rows = vec![
            row(vec![cell((0, 1, 2), label, LABEL), cell((1, 1, 1), "甲", VALUE)]),
            row(vec![cell((1, 1, 1), &numbered(60), PROSE)]),
        ];
        let mut sheet = small_sheet(vec![30_000, 200_000], rows);
        let line = TitleLine { text: "上".into(), size: 17_000, bold: true };
        sheet.title = vec![line; lines];
        let Some(layout) = pages(&sheet) else { return };
        let page = &layout.pages[0];
        let runs: Vec<_> = page.runs.iter().filter(|run| run.at.0 < 70_000 && label.contains(&run.text())).collect();
        let words: String = runs.iter().map(|run| run.text()).collect();
        assert_eq!(words, label, "{lines} lines of title");
        let top = page.rules.iter().map(|rule| rule.from.1).min().unwrap();
        for run in &runs {
            let (highest, lowest) = (run.at.1 - run.size * 88 / 100, run.at.1 + run.size * 12 / 100);
            assert!(highest >= top && lowest <= table_bottom(page), "{lines} lines of title: {run:?}");
        }
        assert!(table_bottom(page) <= sheet.paper.1 - sheet.margins[2] + 1_000);
        shrunk += usize::from(runs.iter().any(|run| run.size < 9_500));
    }
    assert!(shrunk > 1, "{shrunk} times the box was too small");
}

#[test]
fn the_frame_is_equally_strong_on_all_sides() {
    let Some(layout) = pages(&project_form(1)) else { return };
    let rules = &layout.pages[0].rules;
    let level: Vec<_> = rules.iter().filter(|rule| rule.from.1 == rule.to.1).collect();
    let upright: Vec<_> = rules.iter().filter(|rule| rule.from.0 == rule.to.0).collect();
    let outer = [
        level.iter().min_by_key(|rule| rule.from.1),
        level.iter().max_by_key(|rule| rule.from.1),
        upright.iter().min_by_key(|rule| rule.from.0),
        upright.iter().max_by_key(|rule| rule.from.0),
    ]
    .map(|rule| rule.unwrap().width);
    assert_eq!(outer, [720; 4], "three dots of a printer with 300 an inch");
    assert_eq!(rules.iter().filter(|rule| rule.width == 720).count(), 4);
}

#[test]
fn every_text_stands_between_the_margins() {
    for sheet in [project_form(1), filing(project_form_with(2, 12, 4)), project_form_with(3, 40, 9)] {
        let Some(layout) = pages(&sheet) else { return };
        for page in &layout.pages {
            for run in &page.runs {
                assert!(run.at.0 >= 36_000 && run.at.0 < sheet.paper.0 - 36_000, "{}", run.text());
                assert!(run.at.1 > sheet.margins[0] && run.at.1 < sheet.paper.1 - 20_000, "{}", run.text());
            }
            for rule in &page.rules {
                assert!(rule.to.1 <= sheet.paper.1 - sheet.margins[2] + 1_000);
            }
        }
    }
}

#[test]
fn a_label_over_many_rows_has_room_on_each_page() {
    let label = "国有资本经营预算资金安排的绩效指标";
    for above in 0..24_u16 {
        let mut rows: Vec<SheetRow> = (0..above).map(|_| row(vec![cell((0, 2, 1), "上", VALUE)])).collect();
        rows.push(row(vec![cell((0, 1, 20), label, LABEL), cell((1, 1, 1), "甲", VALUE)]));
        rows.extend((0..19).map(|_| row(vec![cell((1, 1, 1), "乙", VALUE)])));
        let Some(layout) = pages(&small_sheet(vec![30_000, 200_000], rows)) else { return };
        for page in &layout.pages {
            let label_runs: Vec<_> = page
                .runs
                .iter()
                .filter(|run| run.at.0 < 70_000 && run.items.len() < 5 && label.contains(&run.text()))
                .collect();
            let words: String = label_runs.iter().map(|run| run.text()).collect();
            assert!(words.is_empty() || words == label, "{above}: {words}");
            assert!(label_runs.iter().all(|run| run.size == 9_500), "{above}: the label keeps its size");
        }
    }
}

#[test]
fn ten_thousand_rows_and_a_hundred_thousand_characters_are_laid_out() {
    let rows = (0..10_000).map(|number| row(vec![cell((0, 1, 1), &number.to_string(), VALUE)])).collect();
    let Some(layout) = pages(&small_sheet(vec![100_000], rows)) else { return };
    assert!(layout.pages.len() > 400);
    assert!(text(layout.pages.last().unwrap()).contains("9999"));
    let long = "绩效目标".repeat(25_000);
    let Some(layout) = pages(&small_sheet(vec![200_000], vec![row(vec![cell((0, 1, 1), &long, PROSE)])])) else {
        return;
    };
    let count: usize = layout.pages.iter().map(|page| text(page).matches("绩").count()).sum();
    assert_eq!(count, 25_000);
}

#[test]
fn a_sheet_without_rows_is_one_page() {
    let Some(layout) = pages(&small_sheet(vec![100_000], Vec::new())) else { return };
    assert_eq!(layout.pages.len(), 1);
}
