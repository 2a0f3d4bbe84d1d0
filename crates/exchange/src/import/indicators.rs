//! A list of indicators: a table with 三级指标 (or 指标名称) and 二级指标 in its head, in any order of columns.

use super::draft::clean_line;
use super::grid::{Grid, Row};
use super::label::{self, Label};
use jibiao_model::level::Level2;

/// An indicator of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedIndicator {
    /// 一级指标 as written; may be empty.
    pub level1: String,
    /// 二级指标 as written.
    pub level2: String,
    /// 三级指标
    pub name: String,
    /// 指标值; may be empty.
    pub value: String,
}

/// What a list holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct IndicatorList {
    /// The indicators, each once, in their order.
    pub indicators: Vec<ListedIndicator>,
    /// Rows that are none, with their place and why, Chinese.
    pub left_out: Vec<String>,
    /// What was guessed (the encoding), Chinese.
    pub notes: Vec<String>,
}

/// The columns of a head.
#[derive(Debug, Clone, Copy)]
struct Head {
    level1: Option<u32>,
    level2: u32,
    name: u32,
    value: Option<u32>,
}

/// Reads all lists of a file. Levels that stand once for several rows (merged cells) count for those below.
pub fn lists(grid: &Grid) -> IndicatorList {
    let mut list = IndicatorList { notes: grid.notes.clone(), ..IndicatorList::default() };
    let mut head: Option<Head> = None;
    let (mut level1, mut level2) = (String::new(), String::new());
    let mut before: Option<&Row> = None;
    for row in &grid.rows {
        if before.is_some_and(|before| !before.place.same_sheet(&row.place)) {
            head = None;
        }
        before = Some(row);
        if let Some(found) = head_of(row) {
            head = Some(found);
            (level1, level2) = (String::new(), String::new());
            continue;
        }
        let Some(head) = head else { continue };
        let text = |column: u32| {
            row.cells.iter().find(|cell| cell.covers(column)).map(|cell| clean_line(&cell.text)).unwrap_or_default()
        };
        if let Some(own) = head.level1.map(text).filter(|text| !text.is_empty()) {
            // Another first level: the second level of the rows above says nothing any more.
            level2.clear();
            level1 = own;
        }
        let own = text(head.level2);
        if !own.is_empty() {
            level2 = own;
        }
        let name = text(head.name);
        if name.is_empty() {
            continue;
        }
        if Level2::of(&level2).is_none() {
            let why = if level2.is_empty() {
                "没有二级指标".to_owned()
            } else {
                format!("“{level2}”不是二级指标的一类")
            };
            list.left_out.push(format!("{}：“{name}”{why}", row.place.in_file(head.name)));
            continue;
        }
        let value = head.value.map(text).unwrap_or_default();
        let one = ListedIndicator { level1: level1.clone(), level2: level2.clone(), name, value };
        if !list.indicators.contains(&one) {
            list.indicators.push(one);
        }
    }
    list
}

/// Name and second level are needed, each once: the head of a form has both sides and is none.
fn head_of(row: &Row) -> Option<Head> {
    let columns = |wanted: Label| {
        let own = move |cell: &&super::grid::Cell| label::of_project(&cell.text) == Some(wanted);
        row.cells.iter().filter(own).map(|cell| cell.column)
    };
    let only = |wanted: Label| columns(wanted).next().filter(|_| columns(wanted).count() == 1);
    Some(Head {
        level1: only(Label::HeadLevel1),
        level2: only(Label::HeadLevel2)?,
        name: only(Label::HeadName)?,
        value: only(Label::HeadValue),
    })
}

#[cfg(test)]
mod tests {
    use super::super::read::read;
    use super::*;

    fn of(name: &str, text: &str) -> IndicatorList {
        lists(&read(name, text.as_bytes()).unwrap())
    }

    #[test]
    fn columns_stand_in_any_order_and_levels_count_for_the_rows_below() {
        let list = of(
            "指标.csv",
            "单位指标库,,,\n指标值,指标名称,二级指标,一级指标\n≥12次,巡查次数,数量指标,产出指标\n100%,巡查覆盖率,质量指标,\n,台账完整率,,\n≥90%,群众满意度,服务对象满意度,满意度指标\n≥12次,巡查次数,数量指标,产出指标\n",
        );
        let rows: Vec<[&str; 4]> =
            list.indicators.iter().map(|one| [&*one.level1, &*one.level2, &*one.name, &*one.value]).collect();
        assert_eq!(
            rows,
            [
                ["产出指标", "数量指标", "巡查次数", "≥12次"],
                ["产出指标", "质量指标", "巡查覆盖率", "100%"],
                ["产出指标", "质量指标", "台账完整率", ""],
                ["满意度指标", "服务对象满意度", "群众满意度", "≥90%"],
            ]
        );
        assert!(list.left_out.is_empty());
    }

    #[test]
    fn a_row_of_no_known_kind_is_told_with_its_place() {
        let list = of("指标.txt", "二级指标\t三级指标\n数目\t巡查次数\n数量指标\t培训次数\n");
        assert_eq!((list.indicators.len(), list.left_out.len()), (1, 1));
        assert!(list.left_out[0].contains("第 2 行") && list.left_out[0].contains("“数目”"), "{list:?}");
        assert_eq!(of("通知.txt", "请于月底前报送\n").indicators, []);
    }
}
