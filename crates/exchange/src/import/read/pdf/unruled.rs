//! Tables of pages without ruling lines: lines of text -> rows, where a cell was too narrow for its text.

use super::broken::is_label;
use super::content::Text;
use super::table::{spaced, top};
use crate::import::grid::Cell;

/// Lines nearer than this share of a letter's height overlap: they are of one row, whose cells stand at different heights.
const OVERLAP: i32 = 95;
/// The lines of one cell are not farther apart, in hundredths of a letter's height; rows of a table whose cells may go on are farther apart.
const WITHIN: i32 = 145;
const BETWEEN: i32 = 160;

/// So far apart, in points, two lines of one cell may begin: half a letter.
const NEAR: u32 = 5;

/// Most signs of a part of a broken label.
const TORN: usize = 4;

/// The rows of a page from the top down, each with its upper edge.
pub fn rows(lines: &[Vec<&Text>]) -> Vec<(i32, Vec<Cell>)> {
    let read: Vec<(&Vec<&Text>, Vec<Cell>)> = lines.iter().map(|line| (line, spaced(line))).collect();
    let is_wide = usual_distance(&read).is_some_and(|distance| distance > BETWEEN);
    let mut rows: Vec<(i32, Vec<Cell>)> = Vec::new();
    let mut before: Option<&Vec<&Text>> = None;
    // Where the lines of the last row's cells stand.
    let mut ends: Vec<(u32, i32)> = Vec::new();
    for (line, cells) in read {
        let distance = before.and_then(|before| distance(before, line));
        let own = rows.last_mut().filter(|(_, row)| match distance {
            Some(distance) if distance < OVERLAP => is_beside(row, &cells, line, &ends),
            Some(distance) => is_wide && distance <= WITHIN && is_rest(row, &cells),
            None => false,
        });
        let base = line.first().map_or(0, |text| text.base);
        match own {
            Some((_, row)) => {
                ends.extend(cells.iter().map(|cell| (cell.column, base)));
                join(row, cells);
            }
            None => {
                ends = cells.iter().map(|cell| (cell.column, base)).collect();
                rows.push((top(line), cells));
            }
        }
        before = Some(line);
    }
    rows
}

/// From one line to the next, in hundredths of a letter's height.
fn distance(above: &[&Text], below: &[&Text]) -> Option<i32> {
    let (above, below) = (above.first()?, below.first()?);
    (below.size > 0).then(|| (above.base - below.base) * 100 / below.size)
}

/// How far apart rows of several cells usually stand; `None` where there are too few to tell.
fn usual_distance(lines: &[(&Vec<&Text>, Vec<Cell>)]) -> Option<i32> {
    let rows: Vec<&Vec<&Text>> = lines.iter().filter(|(_, cells)| cells.len() > 1).map(|(line, _)| *line).collect();
    let mut all: Vec<i32> = rows
        .iter()
        .zip(rows.iter().skip(1))
        .filter_map(|(one, two)| distance(one, two))
        .filter(|d| *d >= OVERLAP)
        .collect();
    all.sort_unstable();
    if all.len() < 3 { None } else { all.get(all.len() / 2).copied() }
}

/// Whether all of a line goes on with cells of the row above it.
fn is_rest(row: &[Cell], next: &[Cell]) -> bool {
    let goes_on = |cell: &Cell| !is_label(&cell.text) && row.iter().any(|own| is_below(own, cell));
    row.len() > 1 && next.len() < row.len() && next.iter().all(goes_on)
}

/// Whether a line that overlaps the last line of a row is of that row. A label in the middle of several rows overlaps two of them: only a cell
/// that stands alone may go on with one that is there, and one that is near.
fn is_beside(row: &[Cell], next: &[Cell], line: &[&Text], ends: &[(u32, i32)]) -> bool {
    let Some(first) = line.first() else { return false };
    let is_near = |cell: &Cell| {
        let above = ends.iter().filter(|(column, _)| column.abs_diff(cell.column) <= NEAR).map(|(_, base)| *base);
        above.min().is_none_or(|base| (base - first.base) * 100 <= first.size * WITHIN)
    };
    // A few signs at the left that are no label are a part of one that its narrow column broke: 绩效指 and 标.
    let torn = |one: &[Cell], others: &[Cell]| match one {
        [cell] => {
            let is_left = others.iter().all(|other| cell.column + NEAR < other.column);
            is_left && cell.text.chars().count() <= TORN && !is_label(&cell.text)
        }
        _ => false,
    };
    if torn(next, row) || torn(row, next) {
        return false;
    }
    let met = next.iter().filter(|cell| row.iter().any(|own| is_below(own, cell))).count();
    met == 0 || next.len() == 1 && next.iter().all(is_near)
}

fn is_below(own: &Cell, cell: &Cell) -> bool {
    own.column.abs_diff(cell.column) <= NEAR
}

fn join(row: &mut Vec<Cell>, cells: Vec<Cell>) {
    for cell in cells {
        match row.iter_mut().find(|own| is_below(own, &cell)) {
            Some(own) => own.text.push_str(&cell.text),
            None => row.push(cell),
        }
    }
    row.sort_by_key(|cell| cell.column);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(left: i32, base: i32, text: &str) -> Text {
        let right = left + 100 * i32::try_from(text.chars().count()).unwrap();
        Text { left, right, base, size: 100, text: text.to_owned() }
    }

    fn read(texts: &[Text]) -> Vec<Vec<String>> {
        let mut lines: Vec<Vec<&Text>> = Vec::new();
        for text in texts {
            match lines.last_mut().filter(|line| line[0].base == text.base) {
                Some(line) => line.push(text),
                None => lines.push(vec![text]),
            }
        }
        rows(&lines).into_iter().map(|(_, row)| row.into_iter().map(|cell| cell.text).collect()).collect()
    }

    #[test]
    fn a_name_over_two_lines_beside_an_amount_in_the_middle_or_at_the_top_is_one_cell() {
        let table = [
            text(100, 3000, "项目名称"),
            text(2000, 3000, "合计"),
            text(100, 2800, "馆藏修复"),
            text(2000, 2800, "12.00"),
            // The amount in the middle of the two lines.
            text(100, 2630, "古树名木复壮和支架安装"),
            text(2000, 2570, "8.00"),
            text(100, 2510, "（二期）"),
            text(100, 2310, "防火宣传"),
            text(2000, 2310, "3.50"),
            // The amount beside the first line.
            text(100, 2110, "林区道路维护和沿线标牌"),
            text(2000, 2110, "6.00"),
            text(100, 1980, "更换"),
            text(100, 1780, "苗圃灌溉"),
            text(2000, 1780, "2.00"),
        ];
        assert_eq!(
            read(&table),
            [
                ["项目名称", "合计"],
                ["馆藏修复", "12.00"],
                ["古树名木复壮和支架安装（二期）", "8.00"],
                ["防火宣传", "3.50"],
                ["林区道路维护和沿线标牌更换", "6.00"],
                ["苗圃灌溉", "2.00"],
            ]
        );
    }

    #[test]
    fn a_label_in_the_middle_of_two_rows_joins_none_of_them_together() {
        let rows = [
            text(600, 1000, "检测水样"),
            text(1600, 1000, "504份"),
            text(100, 930, "产出指标"),
            text(600, 860, "检测工程"),
            text(1600, 860, "126处"),
        ];
        assert_eq!(read(&rows), [vec!["产出指标", "检测水样", "504份"], vec!["检测工程", "126处"]]);
    }

    #[test]
    fn a_part_of_a_broken_label_stays_apart() {
        let rows = [text(100, 930, "绩效指"), text(600, 900, "检测水样"), text(1600, 900, "504份")];
        assert_eq!(read(&rows), [vec!["绩效指"], vec!["检测水样", "504份"]]);
    }

    #[test]
    fn running_text_and_rows_that_stand_close_stay_apart() {
        let close = [
            text(100, 1000, "甲"),
            text(900, 1000, "1"),
            text(100, 870, "乙"),
            text(900, 870, "2"),
            text(100, 740, "丙"),
            text(100, 610, "丁"),
            text(900, 610, "4"),
            text(100, 480, "戊"),
            text(900, 480, "5"),
        ];
        assert_eq!(read(&close).len(), 5);
        let prose = [text(100, 1000, "一、部门概况"), text(100, 870, "本单位负责全县"), text(100, 740, "林业工作。")];
        assert_eq!(read(&prose).len(), 3);
    }
}
