//! Line breaking, squeezed punctuation and justification, seen in the display list.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]
#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "tests read fonts and start other programs")]

mod common;

use common::{AMOUNT, CENTRED, LABEL, PROSE, VALUE, cell, fonts, row, small_sheet};
use jibiao_print::layout::lay_out;
use jibiao_print::page::{Page, Run};
use jibiao_print::sheet::{Align, CellStyle, Length};

/// Width of a run on paper, letter spacing after the last character not counted.
fn width(run: &Run) -> Length {
    let em: i32 = run.items.iter().map(|item| i32::from(item.advance) + item.kern).sum();
    let gaps = Length::try_from(run.items.len()).unwrap() - 1;
    Length::try_from(i64::from(em) * i64::from(run.size) / 1000).unwrap() + run.spacing * gaps
}

/// The lines of a page's table: text, left end and right end.
fn lines(page: &Page) -> Vec<(String, Length, Length)> {
    let mut lines: Vec<(Length, String, Length, Length)> = Vec::new();
    for run in page.runs.iter().filter(|run| run.at.1 < page.size.1 - 40_000) {
        match lines.last_mut() {
            Some(line) if line.0 == run.at.1 => {
                line.1.push_str(&run.text());
                line.3 = run.at.0 + width(run);
            }
            _ => lines.push((run.at.1, run.text(), run.at.0, run.at.0 + width(run))),
        }
    }
    lines.into_iter().map(|(_, text, left, right)| (text, left, right)).collect()
}

/// Sets a text in a cell that is so many ems of 10 pt wide inside.
fn set(text: &str, ems: Length, style: CellStyle) -> Option<Vec<(String, Length, Length)>> {
    let style = CellStyle { size: 10_000, ..style };
    let sheet = small_sheet(vec![ems * 10_000 + 5_200], vec![row(vec![cell((0, 1, 1), text, style)])]);
    Some(lay_out(&sheet, &fonts()?).pages.iter().flat_map(lines).collect())
}

fn words(text: &str, ems: Length) -> Option<Vec<String>> {
    Some(set(text, ems, PROSE)?.into_iter().map(|line| line.0).collect())
}

fn words_of_label(text: &str, ems: Length) -> Option<Vec<String>> {
    Some(set(text, ems, LABEL)?.into_iter().map(|line| line.0).collect())
}

#[test]
fn a_closing_mark_never_begins_a_line_and_an_opening_one_never_ends_it() {
    let Some(lines) = words("一二三四五，六七八九（十）一二三《四五》六七。八九", 5) else {
        return;
    };
    assert!(lines.len() >= 5, "{lines:?}");
    for line in &lines {
        assert!(!line.starts_with(['，', '。', '）', '》']), "{lines:?}");
        assert!(!line.ends_with(['（', '《']), "{lines:?}");
    }
}

#[test]
fn marks_at_the_ends_of_a_line_take_half_an_em() {
    let Some(lines) = words("（一二三四）五六七八九", 5) else { return };
    assert_eq!(lines.first().map(String::as_str), Some("（一二三四）"), "four and two halves");
}

#[test]
fn marks_that_meet_share_an_empty_half() {
    let Some(lines) = set("（《甲》）、乙", 20, VALUE) else { return };
    let [(_, _, right)] = lines.as_slice() else { panic!("one line: {lines:?}") };
    // （ 0.5 at the beginning, 《 0.5, 甲 1, 》 1, ） 0.5 and 、 0.5 squeezed, 乙 1.
    assert_eq!(right - 42_600, 50_000);
}

#[test]
fn a_dash_and_a_middle_dot_stay_with_the_character_before() {
    let Some(lines) = words("一二三四五—六七八九十", 5) else { return };
    assert!(lines.iter().all(|line| !line.starts_with('—')), "{lines:?}");
    let Some(lines) = words("甲乙丙丁戊·己庚辛壬", 5) else { return };
    assert!(lines.iter().all(|line| !line.starts_with('·')), "{lines:?}");
}

#[test]
fn numbers_and_words_stay_whole_and_a_run_too_long_breaks_between_characters() {
    let Some(lines) = words("共计123456人", 4) else { return };
    assert_eq!(lines, ["共计", "123456", "人"]);
    let number = "9".repeat(40);
    let Some(lines) = words(&number, 4) else { return };
    assert!(lines.len() > 3);
    assert_eq!(lines.concat(), number);
}

#[test]
fn a_short_number_wider_than_its_cell_shrinks_before_it_is_torn() {
    for (text, ems) in [("≤298000元", 4), ("≤38180.50元", 5), ("≥26000亿元", 4)] {
        for style in [VALUE, CENTRED] {
            let Some(lines) = set(text, ems, style) else { return };
            let [(line, left, right)] = lines.as_slice() else { panic!("{text} in {ems}: {lines:?}") };
            assert_eq!(line, text);
            assert!(*left >= 42_600 && *right <= 42_600 + ems * 10_000, "{text} in {ems}: {left} to {right}");
        }
    }
    // A long text keeps its words whole, too; its number decides the size.
    let Some(lines) = words("租赁费用全年控制在≤298000.00元以内并按季度结算到位且不超过上年", 5)
    else {
        return;
    };
    assert!(lines.iter().any(|line| line.contains("298000.00元")), "{lines:?}");
}

#[test]
fn short_values_shrink_a_little_rather_than_wrap_and_else_wrap_behind_a_unit() {
    let Some(lines) = set("2026年11月30日前", 7, CENTRED) else { return };
    assert_eq!(lines.len(), 1, "{lines:?}");
    let Some(lines) = set("2026年11月30日前", 6, CENTRED) else { return };
    let words: Vec<&str> = lines.iter().map(|line| line.0.as_str()).collect();
    assert_eq!(words, ["2026年", "11月30日前"]);
    let Some(lines) = set("送戏下乡演出验收合格率", 10, VALUE) else { return };
    assert_eq!(lines.len(), 2, "names shrink by 7 % at most: {lines:?}");
    let Some(lines) = words_of_label("服务对象满意度指标", 6) else { return };
    assert_eq!(lines, ["服务对象", "满意度指标"]);
}

#[test]
fn forced_breaks_are_kept_also_empty_ones() {
    let Some(lines) = set("甲\n\n乙\r\n丙", 10, VALUE) else { return };
    assert_eq!(lines.iter().map(|line| line.0.as_str()).collect::<Vec<_>>(), ["甲", "乙", "丙"]);
}

#[test]
fn justified_lines_end_at_the_right_edge_all_but_the_last() {
    let text = "围绕“三农”重点工作，面向全县2,100名村级干部分期举办履职能力培训（全年6期），编印《村级事务办理手册》并配发到村。";
    for ems in 8..24 {
        let Some(lines) = set(text, ems, PROSE) else { return };
        let (last, full) = lines.split_last().unwrap();
        let edge = 40_000 + 2_600 + ems * 10_000;
        for (line, _, right) in full {
            let squeezed = if line.ends_with(['，', '。', '）', '》', '”']) { 5_000 } else { 0 };
            let short = edge - (right - squeezed);
            assert!((-20..=20).contains(&short), "{ems}: {line} ends {short} before the edge");
        }
        assert!(last.2 <= edge + 5_000, "{last:?}");
    }
}

#[test]
fn amounts_stay_on_one_line_and_shrink_to_fit() {
    let style = CellStyle { align: Align::Right, ..AMOUNT };
    let Some(lines) = set("123,456,789,012.34", 7, style) else { return };
    let [(_, left, right)] = lines.as_slice() else { panic!("one line: {lines:?}") };
    assert!(right - left <= 70_000, "fits its cell");
    assert_eq!(*right, 40_000 + 2_600 + 70_000, "stands at the right");
}

#[test]
fn a_character_of_no_face_is_told_with_its_place() {
    let Some(fonts) = fonts() else { return };
    let named = common::field((0, 1, 1), "甲\u{10fffd}乙\u{20bb7}", VALUE, "project.name");
    let layout = lay_out(&small_sheet(vec![100_000], vec![row(vec![named])]), &fonts);
    let missing: Vec<_> = layout.missing.iter().map(|m| (m.path.as_deref(), m.character)).collect();
    assert_eq!(missing, [(Some("project.name"), '\u{10fffd}')]);
}
