//! Where forms begin and end in the rows of a file.

use super::grid::{Grid, Place, Row};
use super::label::{self, Label};
use jibiao_model::half_width;
use jibiao_model::path::TextField;
use jibiao_model::template::Kind;
use std::collections::HashMap;

/// The rows of one form.
#[derive(Debug)]
pub struct Found<'a> {
    /// Which form.
    pub kind: Kind,
    /// The title, where it was printed.
    pub title: Option<(&'a Row, String)>,
    /// The line above that one, where the title stands in two.
    pub title_above: Option<&'a Row>,
    /// What stands between the title and the table: the year.
    pub head: Vec<&'a Row>,
    /// The rows of the table.
    pub body: Vec<&'a Row>,
    /// Rows behind the longest table that is read.
    pub more: usize,
}

/// Rows of the longest table that is read; forms have a hundred.
pub const LONGEST: usize = 2_000;

/// A line that is printed so often is a watermark or a running head.
const WATERMARK: usize = 3;
/// Rows behind a line of text in which its form must go on.
const FAR: usize = 40;
/// Rows behind 项目名称 in which another label of the form must stand.
const NEAR: usize = 4;

/// Finds all forms of a file.
pub fn forms(grid: &Grid) -> Vec<Found<'_>> {
    let repeated = repeated_lines(grid);
    let mut found: Vec<Found> = Vec::new();
    let mut open = false;
    let mut ended = false;
    // The kind of the form before, where that one has no end yet.
    let mut unfinished = None;
    for (index, row) in grid.rows.iter().enumerate() {
        let other_sheet = index.checked_sub(1).and_then(|before| grid.rows.get(before));
        if other_sheet.is_some_and(|before| !before.place.same_sheet(&row.place)) {
            open = false;
        }
        if let Some((kind, title, title_above)) = title_at(grid, index) {
            unfinished = found.last().filter(|before| !is_signed(before)).map(|before| before.kind);
            if let (Some(above), Some(before)) = (title_above, found.last_mut()) {
                before.body.retain(|row| !std::ptr::eq(*row, above));
                before.head.retain(|row| !std::ptr::eq(*row, above));
            }
            found.push(Found {
                kind,
                title: Some((row, title)),
                title_above,
                head: Vec::new(),
                body: Vec::new(),
                more: 0,
            });
            (open, ended) = (true, false);
            continue;
        }
        if let Some(kind) = begins_form(grid, index) {
            let fresh = open && found.last().is_some_and(|last| last.body.is_empty() && last.kind == kind);
            if !fresh {
                unfinished = found.last().filter(|before| !is_signed(before)).map(|before| before.kind);
                found.push(Found { kind, title: None, title_above: None, head: Vec::new(), body: Vec::new(), more: 0 });
            }
            (open, ended) = (true, false);
        }
        if !open {
            continue;
        }
        let Some(last) = found.last_mut() else { continue };
        // The page of a form that goes on may begin in the middle of a block, with rows that have no label.
        let goes_on =
            unfinished == Some(last.kind) && row.table && row.cells.len() > 1 && !row.cells.iter().any(is_of_head);
        let watermark = row.only().is_some_and(|text| repeated.contains_key(text));
        if watermark || (!row.table && row.only().is_some_and(is_page_number)) {
            continue;
        }
        // Beside the tables of a document or a page stand heads, feet and remarks; running text has the texts of its tables there.
        let beside = !row.table && matches!(row.place, Place::Page(..) | Place::Paragraph(_));
        let is_form_row = row.cells.iter().any(|cell| of(last.kind, &cell.text).is_some());
        if last.body.is_empty() && !is_form_row && !goes_on {
            last.head.push(row);
            // A title with a page of text behind it is no form.
            open = last.head.len() <= 6;
            continue;
        }
        if beside && !is_form_row && !signs(row) {
            continue;
        }
        if !row.table && !row.exact && !is_form_row && !signs(row) && row.cells.len() == 1 {
            let in_table = last.body.iter().flat_map(|row| &row.cells).any(|cell| is_of_table(last.kind, &cell.text));
            // A text of the form may go on in lines of its own; between the rows of the table stands nothing of the form.
            let goes_on = !ended && !in_table && comes_again(grid, index, last.kind);
            if !goes_on && ends_form(row) {
                open = false;
                continue;
            }
            if in_table {
                last.head.push(row);
                continue;
            }
        }
        if ended && !is_form_row && !row.exact {
            open = false;
            continue;
        }
        ended = ended || row.cells.iter().any(is_date_label);
        if last.body.len() < LONGEST {
            last.body.push(row);
        } else {
            last.more += 1;
        }
    }
    join_continued(found)
}

/// Whether a label of the indicator table stands here.
fn is_of_table(kind: Kind, text: &str) -> bool {
    of(kind, text).is_some_and(super::rows::begins_table)
}

/// Whether the form goes on soon behind this row: a label of its later parts comes before another form begins.
fn comes_again(grid: &Grid, index: usize, kind: Kind) -> bool {
    use TextField as T;
    let is_later = |label: Label| match label {
        Label::Text(field) => !matches!(field, T::ProjectName | T::Department | T::ImplementingUnit | T::Phone),
        Label::Goal | Label::Indicators | Label::Task | Label::TaskFunction => true,
        label => super::rows::begins_table(label),
    };
    let behind = grid.rows.iter().enumerate().skip(index + 1).take(FAR);
    for (at, row) in behind {
        if title_of(row).is_some() || begins_form(grid, at).is_some() {
            return false;
        }
        if row.table && row.cells.iter().any(|cell| of(kind, &cell.text).is_some_and(is_later)) {
            return true;
        }
    }
    false
}

fn of(kind: Kind, text: &str) -> Option<Label> {
    match kind {
        Kind::Project => label::of_project(text),
        Kind::Unit => label::of_unit(text),
    }
}

/// The title in a row that holds nothing else, or nothing else but the year.
fn title_of(row: &Row) -> Option<(Kind, String)> {
    if row.cells.len() > 2 {
        return None;
    }
    row.cells.iter().find_map(|cell| {
        let text = cell.text.replace(['\n', '\r'], "");
        label::title(&text).map(|kind| (kind, without_year(&text).to_owned()))
    })
}

/// The title that ends in this row; it may begin in the line above.
fn title_at(grid: &Grid, index: usize) -> Option<(Kind, String, Option<&Row>)> {
    let row = grid.rows.get(index)?;
    let title = title_of(row);
    if title.is_none() && !row.only().is_some_and(|text| text.len() < 4 * LONGEST_HALF && text.contains('表')) {
        return None;
    }
    let above = index.checked_sub(1).and_then(|above| grid.rows.get(above));
    let above = above.filter(|above| above.table == row.table && above.place.same_sheet(&row.place));
    let half = above.and_then(|above| Some((above, above.only()?))).filter(|(_, text)| is_half_title(text));
    match title {
        // A title that names the level of the budget is whole; above it may stand the name of the document.
        Some((kind, title)) => match half.filter(|_| !label::key(&title).contains('级')).filter(ends_half) {
            Some((above, text)) => Some((kind, format!("{text}{title}"), Some(above))),
            None => Some((kind, title, None)),
        },
        None => {
            let (above, text) = half?;
            let whole = format!("{text}{}", row.only().filter(|rest| rest.chars().count() <= LONGEST_HALF)?);
            label::title(&whole).map(|kind| (kind, without_year(&whole).to_owned(), Some(above)))
        }
    }
}

/// Whether a line may be the first half of a title: `云岭县县(区)级预算部门(单位)`.
fn is_half_title(text: &str) -> bool {
    if text.len() > 4 * LONGEST_HALF {
        return false;
    }
    let key = label::key(text);
    let level = key.contains("级预算") || key.ends_with(['级', '区', '县']) && key.contains("县区");
    level && text.chars().count() <= LONGEST_HALF && !key.ends_with('表') && !text.ends_with(['。', '；', '：', ':'])
}

/// Whether a half of a title ends where the kind of the form follows.
fn ends_half((_, text): &(&Row, &str)) -> bool {
    let key = label::key(text);
    ["单位", "部门", "预算", "级"].iter().any(|end| key.ends_with(end))
}

/// Characters of the longest half of a title.
const LONGEST_HALF: usize = 40;

/// A title without the year in brackets that its cell says too: `…目标表（2026年度）`.
fn without_year(title: &str) -> &str {
    let end = title.trim_end().trim_end_matches("年度").trim_end();
    let inner = end.strip_suffix([')', '）']).and_then(|rest| rest.rsplit_once(['(', '（']));
    inner
        .filter(|(before, year)| is_year(&format!("({year})")) && !before.trim().is_empty())
        .map_or(title, |(before, _)| before.trim_end())
}

/// Whether a form begins here, with or without a title: its first label, and another one of its labels soon behind it.
fn begins_form(grid: &Grid, index: usize) -> Option<Kind> {
    let row = grid.rows.get(index)?;
    let near = |labels: &[Label], of: fn(&str) -> Option<Label>| {
        grid.rows
            .iter()
            .skip(index + 1)
            .take(NEAR)
            .any(|row| row.cells.iter().any(|cell| of(&cell.text).is_some_and(|label| labels.contains(&label))))
    };
    let first = row.cells.iter().find_map(|cell| label::of_unit(&cell.text))?;
    let department = Label::Text(TextField::Department);
    match first {
        Label::Text(TextField::ProjectName) => {
            let others = [department, Label::Text(TextField::Attribute), Label::Funds];
            let beside = row.cells.iter().any(|cell| label::key(&cell.text).starts_with("合计"));
            (!beside && near(&others, label::of_project)).then_some(Kind::Project)
        }
        Label::Unit => Some(Kind::Unit),
        _ => None,
    }
}

fn is_date_label(cell: &super::grid::Cell) -> bool {
    let date = Label::Text(TextField::FilledAt);
    label::of_project(&cell.text) == Some(date)
        || label::with_text(&cell.text, label::of_project).is_some_and(|(label, _)| label == date)
}

/// A signature line: `负责人:   经办人:   联系电话:`, in one cell or in several.
fn signs(row: &Row) -> bool {
    row.cells.iter().map(|cell| label::signature(&cell.text).len()).sum::<usize>() > 1
}

/// Running text behind a form: a heading or a sentence.
fn ends_form(row: &Row) -> bool {
    let Some(text) = row.only() else { return false };
    let numbered = text.chars().take_while(|c| "一二三四五六七八九十".contains(*c)).count();
    let heading =
        numbered > 0 && text.chars().nth(numbered) == Some('、') || text.starts_with('第') && text.contains("部分");
    heading || text.chars().count() > 12
}

/// A page number: digits, with or without dashes, and the count of pages behind: `第 2 页 共 12 页`.
fn is_page_number(text: &str) -> bool {
    let number = |text: &str| {
        let bare = text.trim_matches(['-', '—', '–', ' ', '·', '第', '页', '共', ',', '，', '/']);
        !bare.is_empty() && bare.len() <= 4 && bare.chars().all(|c| c.is_ascii_digit())
    };
    match text.split_once('共').filter(|(page, pages)| page.contains('页') && pages.contains('页')) {
        Some((page, pages)) => number(page) && number(pages),
        None => number(text),
    }
}

/// Lines of running text that the file prints again and again.
fn repeated_lines(grid: &Grid) -> HashMap<&str, usize> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for row in grid.rows.iter().filter(|row| !row.table && !row.exact) {
        // The titles, years, captions and signatures of forms repeat as well.
        let of_form = |text: &str| label::title(text).is_some() || is_year(text) || !label::signature(text).is_empty();
        if let Some(text) = row.only().filter(|text| !of_form(text)) {
            *counts.entry(text).or_default() += 1;
        }
    }
    counts.retain(|text, count| *count >= WATERMARK && label::of_unit(text).is_none());
    counts
}

/// A year and nothing else: (2026年度).
fn is_year(text: &str) -> bool {
    year(text).is_some() && label::key(text).trim_end_matches(['年', '度']).chars().all(|c| c.is_ascii_digit())
}

/// The year that a line or cell states: four digits from 2000 on, with 年 behind it or in brackets.
pub fn year(text: &str) -> Option<i32> {
    let text: Vec<char> = text.chars().map(half_width).map(digit).filter(|c| !c.is_whitespace()).collect();
    text.windows(4).enumerate().find_map(|(at, digits)| {
        let number: String = digits.iter().collect();
        let behind = text.get(at + 4);
        let before = at.checked_sub(1).and_then(|at| text.get(at));
        let alone = !before.is_some_and(char::is_ascii_digit) && !behind.is_some_and(char::is_ascii_digit);
        let marked = behind == Some(&'年') || (before == Some(&'(') && behind == Some(&')'));
        let year: i32 = number.parse().ok().filter(|_| number.bytes().all(|b| b.is_ascii_digit()))?;
        (alone && marked && (2000..2100).contains(&year)).then_some(year)
    })
}

/// 二〇二六 is a year as well.
fn digit(c: char) -> char {
    let digits = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    let found = digits.iter().position(|own| *own == c || (c == '○' && *own == '〇'));
    found.and_then(|at| char::from_digit(u32::try_from(at).ok()?, 10)).unwrap_or(c)
}

/// A form that is printed over two pages has its title twice; a title with nothing of a form behind it is none.
fn join_continued(found: Vec<Found<'_>>) -> Vec<Found<'_>> {
    let mut forms: Vec<Found> = Vec::new();
    for next in found {
        let labels = next.body.iter().flat_map(|row| &row.cells).filter_map(|cell| of(next.kind, &cell.text));
        let named = next.body.iter().take(3).flat_map(|row| &row.cells).any(|cell| match of(next.kind, &cell.text) {
            Some(Label::Text(TextField::ProjectName)) => next.kind == Kind::Project,
            Some(Label::Text(TextField::Department) | Label::Unit) => next.kind == Kind::Unit,
            _ => false,
        });
        let count = labels.count();
        match forms.last_mut() {
            Some(before) if !named && before.kind == next.kind && !is_signed(before) => {
                let room = LONGEST.saturating_sub(before.body.len());
                before.more += next.more + next.body.len().saturating_sub(room);
                before.body.extend(next.body.into_iter().take(room));
            }
            _ if count < 2 => {}
            _ => forms.push(next),
        }
    }
    forms
}

/// A cell of the lines between title and table.
fn is_of_head(cell: &super::grid::Cell) -> bool {
    let key = label::key(&cell.text);
    // 单位：元 and 单位名称：…, but not 单位自筹, which is a row of the form.
    let of_unit = |key: &str| ["元", "万元", "名称"].iter().any(|word| key.starts_with(word));
    is_year(&cell.text) || key.starts_with("金额单位") || key.strip_prefix("单位").is_some_and(of_unit)
}

fn is_signed(form: &Found) -> bool {
    form.body.iter().any(|row| row.cells.iter().any(is_date_label))
}

#[cfg(test)]
mod tests {
    use super::super::grid::Cell;
    use super::super::read::text;
    use super::*;

    #[test]
    fn years_are_told_from_other_numbers() {
        assert_eq!(year("(2025年度)"), Some(2025));
        assert_eq!(year("（2024）年度"), Some(2024));
        assert_eq!(year("(２０２５年\n度)"), Some(2025));
        assert_eq!(year("二〇二六年度"), Some(2026));
        assert_eq!(year("20241230085045"), None);
        assert_eq!(year("共2025个"), None);
    }

    #[test]
    fn a_title_over_two_pages_is_one_form_and_an_empty_one_none() {
        let title = "云岭县县(区)级预算部门(单位)项目支出绩效目标表";
        let grid = text::read(&format!(
            "{title}\n(2025年度)\n项目名称\t库房维修\n主管部门及代码\t301-云岭县档案馆\n项目概况\t修屋面\n{title}\n(2025年度)\n\
             绩效指标\t一级指标\t二级指标\n\t产出指标\t数量指标\n填报日期:\t2024\n市级预算部门（单位）整体支出绩效目标申报表\n(2025年度)\n"
        ))
        .unwrap();
        let found = forms(&grid);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].body.len(), 6);
    }

    #[test]
    fn a_signature_below_the_table_of_a_document_belongs_to_the_form() {
        let paragraph = |at, text: &str| Row {
            place: Place::Paragraph(at),
            cells: vec![Cell::new(0, text)],
            table: false,
            exact: false,
        };
        let table = |at, texts: [&str; 2]| Row {
            place: Place::Table(1, at),
            cells: vec![Cell::new(0, texts[0]), Cell::new(1, texts[1])],
            table: true,
            exact: true,
        };
        let rows = vec![
            paragraph(1, "云岭县县(区)级预算部门(单位)项目支出绩效目标表"),
            table(1, ["项目名称", "库房维修"]),
            table(2, ["项目概况", "修屋面"]),
            paragraph(2, "填表说明：本表一式两份，报送以后存档。"),
            paragraph(3, "负责人:甲 经办人:乙 联系电话:123 填报日期:20260102"),
        ];
        let grid = Grid { rows, ..Grid::default() };
        let found = forms(&grid);
        assert_eq!(found[0].body.len(), 3);
        assert!(found[0].body[2].cells[0].text.starts_with("负责人"));
    }

    #[test]
    fn a_form_without_a_title_is_found_and_a_budget_table_is_not() {
        let grid = text::read(
            "项目名称\t合计\t一般公共预算\n库房维修\t3.00\t3.00\n\n项目名称\t库房维修\n主管部门及代码\t301-云岭县档案馆\n",
        )
        .unwrap();
        assert_eq!(forms(&grid).len(), 1);
    }
}
