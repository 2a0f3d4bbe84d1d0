//! The columns of an indicator table as its heads name them, in any order: name and value, and beside them the sign, the unit and the weight,
//! each in a column of its own, and columns that a form has no place for.

use super::grid::{Cell, Row};
use super::label::{self, Head, Label};
use jibiao_model::form::Side;
use jibiao_model::half_width;
use jibiao_model::value::{self, Reading};
use std::ops::Range;

/// The columns of one side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    /// The side.
    pub side: Side,
    /// 二级指标; both sides may share one column.
    pub level2: Range<u32>,
    /// 三级指标; both sides may share one column.
    pub name: Range<u32>,
    /// 指标值
    pub value: Range<u32>,
    /// 计算符号
    pub sign: Option<Range<u32>>,
    /// 计量单位
    pub unit: Option<Range<u32>>,
    /// 分值权重
    pub weight: Option<Range<u32>>,
}

/// The columns of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// 一级指标
    pub level1: Option<Range<u32>>,
    /// One or two sides, the period first.
    pub sides: Vec<Columns>,
    /// Columns that are not read, with their heads.
    pub other: Vec<(Range<u32>, String)>,
    /// Rows of heads: one, or two where a head stands over several columns.
    pub rows: usize,
}

fn range(cell: &Cell) -> Range<u32> {
    cell.column..cell.column.saturating_add(cell.width)
}

/// Whether a row is one of heads: two different ones at least of those that every table has.
pub fn is_heads(row: &Row) -> bool {
    let strict: Vec<Head> = row
        .cells
        .iter()
        .filter_map(|cell| label::head(&cell.text))
        .filter(|head| matches!(head, Head::Level2 | Head::Name | Head::Value(_)))
        .collect();
    strict.first().is_some_and(|first| strict.iter().any(|head| head != first))
}

/// Whether a row has the heads of the columns below the heads of the row before it, and nothing else.
fn is_under(row: &Row, heads: &[(Head, Range<u32>, String)]) -> bool {
    let under = |cell: &Cell| {
        let wide =
            heads.iter().any(|(_, over, _)| over.len() > 1 && over.start <= cell.column && range(cell).end <= over.end);
        wide && label::head(&cell.text).is_some()
    };
    row.exact && !row.cells.is_empty() && row.cells.iter().all(under)
}

impl Table {
    /// The columns, where this row is one of heads and names all that are needed. `next` is the row behind it.
    pub fn of(row: &Row, next: Option<&Row>) -> Option<Table> {
        if !is_heads(row) {
            return None;
        }
        let head = |cell: &Cell| (label::head(&cell.text).unwrap_or(Head::Other), range(cell), cell.text.clone());
        let mut heads: Vec<(Head, Range<u32>, String)> = row.cells.iter().map(head).collect();
        let mut rows = 1;
        if let Some(next) = next.filter(|next| is_under(next, &heads)) {
            rows = 2;
            heads = with_lower(&heads, next);
        }
        let mut table = Table { level1: None, sides: Vec::new(), other: Vec::new(), rows };
        for group in groups(&heads, &mut table) {
            table.sides.extend(group.sides()?);
        }
        match table.sides.as_mut_slice() {
            [_] => Some(table),
            [one, two] if one.side == two.side => {
                (one.side, two.side) = (Side::Period, Side::Annual);
                Some(table)
            }
            [one, two] => {
                if one.side == Side::Annual {
                    std::mem::swap(one, two);
                }
                Some(table)
            }
            _ => None,
        }
    }

    /// Whether it has columns beside those that every form prints.
    pub fn has_more(&self) -> bool {
        !self.other.is_empty()
            || self.sides.iter().any(|side| side.sign.is_some() || side.unit.is_some())
            || self.sides.iter().any(|side| side.name.start > side.value.start || side.level2.start > side.name.start)
            || matches!(self.sides.as_slice(), [one, two] if one.name == two.name)
    }

    /// Whether a row is one of indicators, whatever words it is made of: a cell of its own in a column of names and one in a column of
    /// values.
    pub fn holds(&self, row: &Row) -> bool {
        let stands_in =
            |own: &Range<u32>| row.cells.iter().any(|cell| own.contains(&cell.column) && range(cell).end <= own.end);
        row.exact && self.sides.iter().any(|side| stands_in(&side.name) && stands_in(&side.value))
    }
}

/// The heads with those of the lower row in the place of the ones that they stand under.
fn with_lower(heads: &[(Head, Range<u32>, String)], lower: &Row) -> Vec<(Head, Range<u32>, String)> {
    let mut all = Vec::new();
    for (head, over, text) in heads {
        let own: Vec<&Cell> = lower.cells.iter().filter(|cell| over.contains(&cell.column)).collect();
        if own.is_empty() {
            all.push((*head, over.clone(), text.clone()));
        }
        for cell in own {
            let below = match (head, label::head(&cell.text)) {
                (Head::Value(side @ Some(_)), Some(Head::Value(None))) => Head::Value(*side),
                (_, below) => below.unwrap_or(Head::Other),
            };
            all.push((below, range(cell), cell.text.clone()));
        }
    }
    all
}

#[derive(Default)]
struct Group {
    level2: Option<Range<u32>>,
    name: Option<Range<u32>>,
    values: Vec<(Option<Side>, Range<u32>)>,
    signs: Vec<Range<u32>>,
    units: Vec<Range<u32>>,
    weight: Option<Range<u32>>,
}

/// Divides the heads: a head that comes again begins another side. What belongs to no side goes to the table.
fn groups(heads: &[(Head, Range<u32>, String)], table: &mut Table) -> Vec<Group> {
    let mut groups = vec![Group::default()];
    for (head, own, text) in heads {
        let Some(group) = groups.last() else { break };
        let again = match head {
            Head::Level2 => group.level2.is_some(),
            Head::Name => group.name.is_some(),
            // Two values beside one name are one of each side, where their heads say so.
            Head::Value(side) => {
                group.values.iter().any(|(other, _)| side.is_none() || other.is_none() || other == side)
            }
            _ => false,
        };
        let ahead = heads.iter().filter(|(_, other, _)| other.start > own.start);
        let more_names = ahead.filter(|(head, _, _)| matches!(head, Head::Name)).count() > 0 || *head == Head::Name;
        if again && more_names {
            groups.push(Group::default());
        } else if again {
            table.other.push((own.clone(), text.clone()));
            continue;
        }
        let Some(group) = groups.last_mut() else { break };
        match head {
            Head::Block => {}
            Head::Level1 if table.level1.is_none() => table.level1 = Some(own.clone()),
            Head::Level2 => group.level2 = Some(own.clone()),
            Head::Name => group.name = Some(own.clone()),
            Head::Value(side) => group.values.push((*side, own.clone())),
            Head::Sign => group.signs.push(own.clone()),
            Head::Unit => group.units.push(own.clone()),
            Head::Weight if group.weight.is_none() => group.weight = Some(own.clone()),
            Head::Level1 | Head::Weight | Head::Other => table.other.push((own.clone(), text.clone())),
        }
    }
    let shared = groups.first().and_then(|group| group.level2.clone());
    for group in &mut groups {
        group.level2 = group.level2.clone().or_else(|| shared.clone());
    }
    groups
}

impl Group {
    /// The side, or both sides where two values stand beside one name.
    fn sides(self) -> Option<Vec<Columns>> {
        let (level2, name) = (self.level2?, self.name?);
        let several = self.values.len() > 1;
        // A sign or unit of each value, or one of all.
        let beside = |all: &[Range<u32>], at: usize| all.get(at).or_else(|| all.first()).cloned();
        let columns = |(at, (side, value)): (usize, &(Option<Side>, Range<u32>))| Columns {
            side: side.unwrap_or(Side::Annual),
            level2: level2.clone(),
            name: name.clone(),
            value: value.clone(),
            sign: beside(&self.signs, at),
            unit: beside(&self.units, at),
            weight: self.weight.clone().filter(|_| !several || *side == Some(Side::Annual)),
        };
        let sides: Vec<Columns> = self.values.iter().enumerate().map(columns).collect();
        (!sides.is_empty()).then_some(sides)
    }
}

/// A sign as a value begins with it: blank for one that says nothing (=, 定性), `None` for a text that is no sign.
pub fn sign(text: &str) -> Option<&'static str> {
    let text = text.trim();
    if text.is_empty() || text.starts_with("定性") || matches!(text, "无" | "/" | "-" | "—" | "其他" | "文本")
    {
        return Some("");
    }
    match value::read(&format!("{text}1个")) {
        Reading::Count { sign, number, unit, per } if number == 1.into() && unit == "个" && per.is_empty() => {
            Some(sign.printed())
        }
        _ => None,
    }
}

/// A value out of the three cells that say it; beside it what could not be put into it.
pub fn composed(sign_text: &str, value: &str, unit: &str) -> (String, Vec<String>) {
    let mut left = Vec::new();
    let mut text = value.trim().to_owned();
    let counted = text.starts_with(|c: char| half_width(c).is_ascii_digit() || matches!(c, '-' | '.'));
    match sign(sign_text) {
        Some("") => {}
        Some(sign) if counted => text.insert_str(0, sign),
        // The value says its sign itself.
        Some(sign) if text.starts_with(sign) => {}
        _ => left.push(sign_text.trim().to_owned()),
    }
    let unit = unit.trim();
    let ends_in_number = text.ends_with(|c: char| half_width(c).is_ascii_digit());
    if unit.is_empty() || matches!(unit, "无" | "/" | "-" | "—") || (!text.is_empty() && text.ends_with(unit)) {
        // Said already, or nothing to say.
    } else if ends_in_number {
        text.push_str(unit);
    } else {
        left.push(unit.to_owned());
    }
    (text, left)
}

/// Whether a label of a level stands in this cell; a blank one has none.
pub fn is_level(text: &str) -> bool {
    matches!(label::of_project(text), Some(Label::Level1(_) | Label::Level2(_)))
}

#[cfg(test)]
mod tests {
    use super::super::grid::Place;
    use super::*;

    fn row(cells: &[(u32, u32, &str)]) -> Row {
        let cell = |(column, width, text): &(u32, u32, &str)| Cell { width: *width, ..Cell::new(*column, *text) };
        Row { place: Place::Line(1), cells: cells.iter().map(cell).collect(), table: true, exact: true }
    }

    fn heads(texts: &[&str]) -> Option<Table> {
        let cells: Vec<(u32, u32, &str)> = (0..).zip(texts).map(|(at, text)| (at, 1, *text)).collect();
        Table::of(&row(&cells), None)
    }

    #[test]
    fn both_sides_of_the_usual_table_are_told_apart() {
        let table =
            heads(&["绩效指标", "一级指标", "二级指标", "三级指标", "指标值", "二级指标", "三级指标", "指标值"])
                .unwrap();
        let sides: Vec<_> =
            table.sides.iter().map(|one| (one.side, one.level2.start, one.name.start, one.value.start)).collect();
        assert_eq!(sides, [(Side::Period, 2, 3, 4), (Side::Annual, 5, 6, 7)]);
        assert!(!table.has_more());
    }

    #[test]
    fn further_columns_are_told_in_any_order() {
        let table =
            heads(&["序号", "一级指标", "二级指标", "指标值", "指标名称", "度量单位", "指标性质", "权重", "评分标准"])
                .unwrap();
        let [side] = table.sides.as_slice() else { panic!("one side") };
        assert_eq!((side.side, side.name.start, side.value.start), (Side::Annual, 4, 3));
        assert_eq!((side.unit.clone(), side.sign.clone(), side.weight.clone()), (Some(5..6), Some(6..7), Some(7..8)));
        let other: Vec<&str> = table.other.iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(other, ["序号", "评分标准"]);
    }

    #[test]
    fn two_values_beside_one_name_are_both_sides() {
        let table = heads(&["一级指标", "二级指标", "三级指标", "实施期指标值", "年度指标值"]).unwrap();
        let sides: Vec<_> = table.sides.iter().map(|one| (one.side, one.name.start, one.value.start)).collect();
        assert_eq!(sides, [(Side::Period, 2, 3), (Side::Annual, 2, 4)]);
        assert!(heads(&["二级指标", "三级指标"]).is_none() && heads(&["指标值", "项目"]).is_none());
    }

    #[test]
    fn heads_in_two_rows_are_those_of_the_lower_one() {
        let upper = row(&[(0, 1, "一级指标"), (1, 1, "二级指标"), (2, 2, "三级指标"), (4, 3, "年度指标值")]);
        let lower = row(&[(2, 1, "编号"), (3, 1, "名称"), (4, 1, "符号"), (5, 1, "数值"), (6, 1, "单位")]);
        let table = Table::of(&upper, Some(&lower)).unwrap();
        let [side] = table.sides.as_slice() else { panic!("one side") };
        assert_eq!((table.rows, side.name.clone(), side.value.clone()), (2, 3..4, 5..6));
        assert_eq!((side.sign.clone(), side.unit.clone()), (Some(4..5), Some(6..7)));
    }

    #[test]
    fn a_value_is_put_together_as_values_are_written() {
        for ((sign, value, unit), expected) in [
            (("≥", "120", "公里"), "≥120公里"),
            (("=", "100", "%"), "100%"),
            (("大于等于", "90", "%"), "≥90%"),
            (("≤", "18.6万元", "万元"), "≤18.6万元"),
            (("≥", "≥24次", "次"), "≥24次"),
            (("定性", "明显提升", ""), "明显提升"),
            (("", "2026年11月底前", ""), "2026年11月底前"),
        ] {
            assert_eq!(composed(sign, value, unit), (expected.to_owned(), vec![]), "{sign} {value} {unit}");
        }
        assert_eq!(composed("正向", "提升", "项").1, ["正向", "项"]);
        assert_eq!(composed("≥", "", "次").1, ["≥", "次"]);
    }
}
