//! Rows of a table that the end of a page broke in two: office programs set the rest of the lines of each cell on the next page.

use crate::import::grid::{Cell, Row};
use crate::import::{label, sense};

/// Puts the rest of a broken row back to its beginning. `rows` are those of the pages before, `next` those of the page behind.
pub fn mend(rows: &mut [Row], next: &mut Vec<Row>) {
    let Some(first) = next.iter().position(|row| row.table && row.exact) else { return };
    // Between the parts stand the foot of one page and the head of the other, nothing that belongs to a form.
    let is_title = |row: &Row| row.cells.iter().any(|cell| label::title(&cell.text).is_some());
    if next.iter().take(first).any(is_title) {
        return;
    }
    let Some(last) = rows.iter_mut().rev().find(|row| row.table && row.exact) else { return };
    if !next.get(first).is_some_and(|row| is_rest(last, row)) {
        return;
    }
    let rest = next.remove(first);
    for cell in rest.cells {
        if let Some(own) = last.cells.iter_mut().find(|own| own.column == cell.column) {
            own.text.push_str(&cell.text);
        }
    }
}

pub(super) fn is_label(text: &str) -> bool {
    label::of_unit(text).is_some() || label::head(text).is_some() || label::fund(text).is_some()
}

/// Whether a row holds the rest of this one and nothing else: every cell goes on with one above that is not whole, and the row as a whole is no
/// row of its own.
fn is_rest(row: &Row, next: &Row) -> bool {
    let above = |cell: &Cell| row.cells.iter().find(|own| own.column == cell.column && own.width == cell.width);
    let pairs: Option<Vec<(&Cell, &Cell)>> = next.cells.iter().map(|cell| Some((above(cell)?, cell))).collect();
    let Some(pairs) = pairs else { return false };
    // 填报日 is a label as 填报日期 is, 指标 one as 绩效指标 is; two labels make none.
    let is_torn = |(one, two): &(&Cell, &Cell)| {
        let whole = format!("{}{}", one.text, two.text);
        is_label(&whole) && !(is_label(&one.text) && is_label(&two.text))
    };
    // 2000 and 元/次
    let is_torn_value = |(one, two): &(&Cell, &Cell)| {
        let whole = format!("{}{}", one.text, two.text);
        sense::is_value(&one.text) && !sense::is_value(&two.text) && sense::is_value(&whole)
    };
    let is_value = |cell: &Cell| sense::is_value(&cell.text) || sense::is_word(&cell.text);
    let goes_on = |(one, two): &(&Cell, &Cell)| !is_label(&two.text) && !is_label(&one.text) && !is_value(one);
    // A label that is one only together with its rest says it, whatever else the row has; else the values that the names do not take along,
    // or of which the unit is left.
    if pairs.iter().any(is_torn) {
        return pairs.iter().all(|pair| is_torn(pair) || !is_label(&pair.1.text));
    }
    let named = next.cells.len() < row.cells.len() && row.cells.iter().any(is_value);
    // Beside a torn value a name may be a number too: 13710 and 系统.
    let beside_torn = pairs.iter().any(is_torn_value);
    let rest = |pair: &(&Cell, &Cell)| {
        is_torn_value(pair) || goes_on(pair) || beside_torn && !is_label(&pair.1.text) && !is_value(pair.1)
    };
    !pairs.is_empty() && named && pairs.iter().all(rest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::grid::Place;

    fn row(page: usize, cells: &[(u32, &str)]) -> Row {
        let cells = cells.iter().map(|(column, text)| Cell::new(*column, *text)).collect();
        Row { place: Place::Page(page, 1), cells, table: true, exact: true }
    }

    fn mended(one: &[(u32, &str)], two: &[(u32, &str)]) -> Vec<Vec<String>> {
        let (mut rows, mut next) = (vec![row(1, one)], vec![row(2, two)]);
        mend(&mut rows, &mut next);
        let texts = |row: &Row| row.cells.iter().map(|cell| cell.text.clone()).collect();
        rows.iter().chain(&next).map(texts).collect()
    }

    #[test]
    fn names_and_labels_are_put_together() {
        assert_eq!(
            mended(&[(2, "值班人"), (3, "≥95%"), (5, "值班人")], &[(2, "员满意度"), (5, "员满意度")]),
            [["值班人员满意度", "≥95%", "值班人员满意度"]]
        );
        assert_eq!(
            mended(&[(0, "满意度"), (1, "数量指"), (2, "开播期"), (3, "62期")], &[(0, "指标"), (1, "标"), (2, "数")]),
            [["满意度指标", "数量指标", "开播期数", "62期"]]
        );
        assert_eq!(mended(&[(0, "保证项目实施"), (1, "按制度")], &[(0, "的制度、措施"), (1, "执行。")]).len(), 1);
        assert_eq!(
            mended(&[(1, "成本指标"), (2, "每次巡查"), (3, "2000")], &[(2, "的费用"), (3, "元/次")]),
            [["成本指标", "每次巡查的费用", "2000元/次"]]
        );
        assert_eq!(mended(&[(1, "质量指标"), (2, "堤防验收"), (3, "100%")], &[(2, "合格")])[0][1], "堤防验收合格");
        assert_eq!(
            mended(&[(0, "联系电"), (1, "填报日"), (2, "202612")], &[(0, "话:"), (1, "期:"), (2, "03")]),
            [["联系电话:", "填报日期:", "20261203"]]
        );
    }

    #[test]
    fn rows_of_their_own_stay() {
        let heads = [(0, "实施期目标"), (4, "年度目标")];
        assert_eq!(mended(&heads, &[(0, "完成全部。"), (4, "完成一半。")]).len(), 2);
        assert_eq!(mended(&[(2, "巡查次数"), (3, "≥12次")], &[(2, "巡查覆盖率"), (3, "100%")]).len(), 2);
        assert_eq!(
            mended(&[(1, "数量指标"), (2, "巡查次数"), (3, "≥12次")], &[(1, "质量指标"), (2, "合格率")]).len(),
            2
        );
        assert_eq!(mended(&[(0, "项目概况"), (1, "修屋面。")], &[(0, "立项依据"), (1, "纪要。")]).len(), 2);
    }
}
