//! 项目支出预算表 (表十二, 表十三) in the rows of a file.

use super::amount::{Amount, WAN_DECIMALS};
use super::grid::{Grid, Place, Row};
use super::label;
use super::left::{listed, quoted};
use super::plan::BudgetRowPlan;
use jibiao_model::Entry;
use jibiao_model::amount::Wan;
use std::collections::HashSet;

/// Rows between the title of a table and its head.
const NEAR: usize = 8;

/// The project budget tables of a file.
#[derive(Debug, Default)]
pub struct Tables<'a> {
    /// The projects.
    pub rows: Vec<BudgetRowPlan>,
    /// Rows that do not read, and sums that do not agree, Chinese.
    pub notes: Vec<String>,
    /// The rows of the tables.
    pub places: HashSet<&'a Place>,
}

/// Reads all project budget tables of a file. Rows of units and sums are left out: only projects are projects.
pub fn tables(grid: &Grid) -> Tables<'_> {
    let mut tables = Tables::default();
    let mut found: Vec<Found> = Vec::new();
    let mut at = 0;
    while let Some((index, columns)) = next_head(grid, at) {
        let mut rows = Vec::new();
        let between = grid.rows.get(at..index).unwrap_or_default();
        at = index + 1;
        for row in grid.rows.iter().skip(index + 1) {
            if ends_table(row) || grid.rows.get(index).is_some_and(|head| !head.place.same_sheet(&row.place)) {
                break;
            }
            at += 1;
            rows.push(row);
        }
        tables.places.extend(rows.iter().map(|row| &row.place));
        tables.places.extend(grid.rows.get(index).map(|row| &row.place));
        let titles = before(grid, index).filter(|row| row.cells.iter().any(|cell| is_title(&label::key(&cell.text))));
        tables.places.extend(titles.map(|row| &row.place));
        match found.last_mut().filter(|before| before.columns == columns && turns_page(between)) {
            Some(before) => before.rows.extend(rows),
            None => {
                let (carried_over, yuan) = (is_carried_over(grid, index), in_yuan(grid, index));
                found.push(Found { columns, carried_over, yuan, rows });
            }
        }
    }
    for Found { columns, carried_over, yuan, rows } in found {
        projects(&mut tables, &rows, columns, carried_over, yuan);
    }
    tables
}

/// A table, all its pages.
struct Found<'a> {
    columns: Columns,
    carried_over: bool,
    yuan: bool,
    rows: Vec<&'a Row>,
}

/// Whether between the rows of a table and its head that comes again stands nothing but the foot and the head of a page: another table has a
/// title or says its unit.
fn turns_page(between: &[Row]) -> bool {
    let of_page = |row: &Row| {
        row.only().is_some_and(|text| {
            let key = label::key(text);
            !row.table
                && !key.contains('表')
                && !key.starts_with("单位")
                && !key.starts_with("部门")
                && !text.starts_with('注')
        })
    };
    between.len() <= MOST_BETWEEN && between.iter().all(of_page)
}

/// Most lines between two pages of a table: watermarks, a page number, a running head.
const MOST_BETWEEN: usize = 4;

fn is_title(key: &str) -> bool {
    key.contains("预算表") || key.contains("单位") || key.contains("支出表")
}

/// The columns of 项目名称 and of the sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Columns {
    name: u32,
    total: u32,
}

/// The next head: 项目名称 and the sum in one row. Gives its index and both columns.
fn next_head(grid: &Grid, from: usize) -> Option<(usize, Columns)> {
    grid.rows.iter().enumerate().skip(from).filter(|(_, row)| row.table).find_map(|(index, row)| {
        let column = |wanted: &[&str]| {
            let found = row.cells.iter().find(|cell| {
                let key = label::key(&cell.text);
                wanted
                    .iter()
                    .any(|wanted| key == *wanted || key == format!("{wanted}万元") || key == format!("{wanted}元"))
            });
            found.map(|cell| cell.column)
        };
        let total = || {
            column(&["合计", "金额", "总计", "预算数", "预算金额", "项目金额", "年度预算数"])
                .or_else(|| of_last_year(row))
        };
        let named = column(NAMES);
        Some((index, Columns { name: named.or_else(|| column(&["项目"]))?, total: total()? }))
            .filter(|_| named.is_some() || titled(grid, index))
    })
}

/// Heads of the column of names, by their keys.
const NAMES: &[&str] = &[
    "项目名称",
    "单位项目名称",
    "部门项目名称",
    "单位名称项目名称",
    "部门单位项目名称",
    "二级项目名称",
    "支出项目名称",
    "项目支出名称",
    "预算项目名称",
];

/// 2025年预算数 and 2026年预算数: the column of the last year.
fn of_last_year(row: &Row) -> Option<u32> {
    const WORDS: [&str; 6] = ["预算数", "预算", "预算安排", "预算金额", "支出预算", "安排数"];
    let of_year = |cell: &super::grid::Cell| {
        let key = label::key(&cell.text);
        let rest = key.trim_start_matches(|c: char| c.is_ascii_digit());
        let year: u32 = key.strip_suffix(rest)?.parse().ok()?;
        let rest = rest.strip_prefix("年度").or_else(|| rest.strip_prefix('年'))?;
        let rest = rest.strip_suffix("万元").or_else(|| rest.strip_suffix('元')).unwrap_or(rest);
        WORDS.contains(&rest).then_some((year, cell.column))
    };
    row.cells.iter().filter_map(of_year).max_by_key(|(year, _)| *year).map(|(_, column)| column)
}

/// Whether a line shortly before says that this is the table of projects.
fn titled(grid: &Grid, index: usize) -> bool {
    before(grid, index).any(|row| row.cells.iter().any(|cell| is_budget_title(&label::key(&cell.text))))
}

fn is_budget_title(key: &str) -> bool {
    ["项目支出预算表", "预算项目支出表", "项目支出表"].iter().any(|title| key.contains(title))
}

fn before(grid: &Grid, index: usize) -> impl Iterator<Item = &Row> {
    let skip = grid.rows.len() - index;
    grid.rows.iter().rev().skip(skip).take(NEAR)
}

/// 表十三 says 上年结转 in its title.
fn is_carried_over(grid: &Grid, index: usize) -> bool {
    let title = before(grid, index)
        .find_map(|row| row.cells.iter().map(|cell| label::key(&cell.text)).find(|key| is_budget_title(key)));
    title.is_some_and(|title| title.contains("结转") && !title.contains("不含"))
}

/// The unit of the amounts: 万元 unless the table says 元.
fn in_yuan(grid: &Grid, index: usize) -> bool {
    let head = grid.rows.get(index).into_iter();
    head.chain(before(grid, index)).flat_map(|row| &row.cells).map(|cell| label::key(&cell.text)).find_map(|key| {
        match key.as_str() {
            "单位元" | "合计元" | "金额元" => Some(true),
            "单位万元" | "合计万元" | "金额万元" => Some(false),
            _ => None,
        }
    }) == Some(true)
}

fn ends_table(row: &Row) -> bool {
    let Some(text) = row.only() else { return false };
    let note = text.starts_with('注') || label::key(text).contains("预算表") || label::title(text).is_some();
    note || (!row.table && !row.exact && text.chars().count() > 4)
}

/// Reads the rows of one table. What is not taken is said.
fn projects(tables: &mut Tables, rows: &[&Row], columns: Columns, carried_over: bool, yuan: bool) {
    let (mut found, mut sum): (Vec<BudgetRowPlan>, Option<Wan>) = (Vec::new(), None);
    let in_wan = |amount: Wan| if yuan { jibiao_model::Yuan(amount.0).to_wan().unwrap_or(amount) } else { amount };
    let Columns { name, total } = columns;
    let mut left = Vec::new();
    for row in rows {
        let text = |column: u32| row.cells.iter().find(|cell| cell.covers(column)).map(|cell| cell.text.as_str());
        // A lost cell moves the amount one column; the first amount of the row is the sum.
        let first = text(name).or_else(|| row.cells.first().map(|cell| cell.text.as_str()));
        let Some(first) = first.filter(|first| !is_count(first) && !counts_columns(row)) else { continue };
        let said = |why: &str| {
            let texts: Vec<String> = row.cells.iter().map(|cell| quoted(&cell.text)).collect();
            format!("{} {}{why}", row.place.in_file(name), texts.join(" "))
        };
        let written = super::draft::clean_line(first);
        let key = label::key(&written);
        let is_sum = ["合计", "总计", "小计"].iter().any(|word| key == *word) || key.is_empty();
        let of_total = row.cells.iter().find(|cell| cell.covers(total));
        let Some(amount) = of_total.or_else(|| row.cells.iter().find(|cell| cell.column > name)) else {
            if !is_sum && text(name).is_some() && !is_heading(&written) {
                left.push(said("没有金额"));
            }
            continue;
        };
        let Entry::Read(amount) = Wan::read(&Amount::of(amount, WAN_DECIMALS).text) else {
            // Below the head stand further heads.
            if !is_sum && text(name).is_some() {
                left.push(said("的金额读不出"));
            }
            continue;
        };
        let amount = in_wan(amount);
        if is_sum {
            sum = sum.or(Some(amount).filter(|_| key != "小计" && !key.is_empty()));
            continue;
        }
        if key.starts_with("其中") {
            left.push(said("是上面一行的一部分，没有另算"));
            continue;
        }
        if row.exact && of_total.is_none() {
            tables.notes.push(format!("项目支出预算表：{}，取了合计后面的金额", said("没有合计")));
        }
        found.push(BudgetRowPlan { name: written, total: amount, carried_over, place: row.place.in_file(name) });
    }
    if !left.is_empty() {
        tables.notes.push(format!("项目支出预算表没有读进来：{}", listed(&left)));
    }
    let found = without_sums(found);
    let read = found.iter().try_fold(Wan::default(), |sum, row| sum.checked_add(row.total));
    if let (Some(sum), Some(read)) = (sum, read)
        && !found.is_empty()
        && (sum.0 - read.0).abs() > tolerance(i64::try_from(found.len()).unwrap_or(i64::MAX / 8))
    {
        let message = format!(
            "项目支出预算表的合计是 {} 万元，读出的 {} 个项目加起来是 {} 万元，请对照原文",
            sum.printed(),
            found.len(),
            read.printed()
        );
        tables.notes.push(message);
    }
    tables.rows.extend(found);
}

/// A heading over projects: 一、其他运转类, （二）特定目标类.
fn is_heading(name: &str) -> bool {
    let bare = name.trim_start_matches(['(', '（']);
    let behind = bare.trim_start_matches(|c| "一二三四五六七八九十".contains(c));
    let numbered = behind.len() < bare.len() && behind.starts_with(['、', '）', ')', '.']);
    numbered || name.ends_with('类')
}

/// A cell that counts columns (`1`, `2`).
fn is_count(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_digit()) && text.len() <= 2
}

/// A row that counts the columns below its head: 栏次, 1, 2, 3.
fn counts_columns(row: &Row) -> bool {
    let [_, numbers @ ..] = row.cells.as_slice() else { return false };
    let counted: Option<Vec<u32>> = numbers.iter().map(|cell| cell.text.parse().ok()).collect();
    counted.is_some_and(|counted| {
        counted.len() > 1
            && counted.first().is_some_and(|first| *first <= 2)
            && counted.iter().zip(counted.iter().skip(1)).all(|(one, two)| one.checked_add(1) == Some(*two))
    })
}

/// Takes out the rows that add up others: a row whose amount is the sum of the rows behind it, up to the end or to the next such row.
fn without_sums(rows: Vec<BudgetRowPlan>) -> Vec<BudgetRowPlan> {
    let mut is_sum = vec![false; rows.len()];
    // From the end, so that the sum of a department over the sums of its units is told after those.
    for index in (0..rows.len()).rev() {
        let Some(row) = rows.get(index) else { continue };
        let mut sum = Wan::default();
        let mut parts = 0;
        for (later, flag) in rows.iter().zip(&is_sum).skip(index + 1) {
            if *flag {
                continue;
            }
            let Some(next) = sum.checked_add(later.total) else { break };
            sum = next;
            parts += 1;
            let apart = (sum.0 - row.total.0).abs() <= tolerance(parts);
            if apart && (is_organisation(&row.name) || is_heading(&row.name) || later_repeats(&rows, index)) {
                if let Some(flag) = is_sum.get_mut(index) {
                    *flag = true;
                }
                break;
            }
        }
    }
    rows.into_iter().zip(is_sum).filter(|(_, sum)| !sum).map(|(row, _)| row).collect()
}

/// Each rounded part may be off by half a hundredth.
fn tolerance(parts: i64) -> rust_decimal::Decimal {
    rust_decimal::Decimal::new(5 * (parts + 1), 3)
}

/// The row of a department stands above the row of its only unit, which has the same name.
fn later_repeats(rows: &[BudgetRowPlan], index: usize) -> bool {
    matches!((rows.get(index), rows.get(index + 1)), (Some(one), Some(two)) if one.name == two.name && one.total == two.total)
}

/// Whether a name is one of an organisation and not of a project.
fn is_organisation(name: &str) -> bool {
    const ENDS: &[&str] = &[
        "局",
        "委",
        "办",
        "厅",
        "处",
        "院",
        "馆",
        "站",
        "校",
        "所",
        "队",
        "会",
        "部",
        "社",
        "台",
        "园",
        "公室",
        "中心",
        "政府",
        "办公室",
        "委员会",
        "办事处",
        "小学",
        "中学",
        "幼儿园",
        "学校",
        "医院",
        "联合会",
        "协会",
        "机关",
        "单位",
        "支队",
        "大队",
        "集团",
        "公司",
        "法院",
        "检察院",
        "本级",
    ];
    // 青石县水利局（本级）
    let bare = name.split(['(', '（']).next().filter(|bare| !bare.is_empty()).unwrap_or(name);
    ENDS.iter().any(|end| name.ends_with(end) || bare.ends_with(end) && name.ends_with([')', '）']))
}

#[cfg(test)]
mod tests {
    use super::super::read::text;
    use super::*;

    fn read(table: &str) -> Vec<(String, String, bool)> {
        let grid = text::read(table).unwrap();
        tables(&grid).rows.into_iter().map(|row| (row.name, row.total.json_text(), row.carried_over)).collect()
    }

    fn notes(table: &str) -> Vec<String> {
        tables(&text::read(table).unwrap()).notes
    }

    #[test]
    fn rows_that_do_not_read_are_named_and_sums_are_compared() {
        let table = "项目支出预算表\n单位：万元\n项目名称\t合计\n库房维修\t3.00\n讲座\t￥5.00\n购书\t约2\n  其中：图书\t1.00\n合计\t10.00\n";
        assert_eq!(read(table), [("库房维修".to_owned(), "3.00".to_owned(), false)]);
        let notes = notes(table);
        assert_eq!(notes.len(), 2, "{notes:?}");
        for text in ["“讲座” “￥5.00”的金额读不出", "“购书” “约2”的金额读不出", "“其中：图书” “1.00”是上面一行的一部分"]
        {
            assert!(notes[0].contains(text), "{notes:?}");
        }
        assert!(notes[1].contains("合计是 10.00 万元") && notes[1].contains("加起来是 3.00 万元"), "{notes:?}");
        let whole = "项目支出预算表\n项目名称\t合计\n库房维修\t3.00\n讲座\t5.00\n合计\t8.00\n";
        assert_eq!(self::notes(whole), [""; 0]);
    }

    #[test]
    fn headings_over_projects_are_none_and_the_last_year_counts() {
        let table = "单位预算项目支出表（单位：万元）\n项目名称\t项目类别\t2025年预算数\t2026年预算数\n一、其他运转类\t\t1\t3\n讲座\t\t1\t3\n二、特定目标类\t\t2\t9\n\
                     购书\t\t1\t4\n修缮\t\t1\t5\n";
        let rows: Vec<String> = read(table).into_iter().map(|(name, total, _)| format!("{name} {total}")).collect();
        assert_eq!(rows, ["讲座 3.00", "购书 4.00", "修缮 5.00"]);
    }

    #[test]
    fn projects_are_taken_and_sums_are_not() {
        let table = "2025年项目支出预算表（本年预算）\n单位：万元\n项目名称\t合计\t2025年财政拨款\n\t\t一般公共预算\n1\t2\t3\n\
                     云岭县档案馆\t5.00\t5.00\n云岭县档案馆\t5.00\t5.00\n库房维修\t3.00\t3.00\n档案数字化\t2. 00\t2.00\n\
                     2025年项目支出预算表（上年结转）\n项目名称\t合计\n1\t2\n注：本表无数据\n";
        assert_eq!(
            read(table),
            [("库房维修".to_owned(), "3.00".to_owned(), false), ("档案数字化".to_owned(), "2.00".to_owned(), false)]
        );
    }

    #[test]
    fn carried_over_money_and_units_of_a_department_are_told() {
        let table = "2025年项目支出预算表（上年结转）\n项目名称\t合计\n云岭县文化局\t6.00\n云岭县图书馆\t4.00\n购书\t1.50\n讲座\t2.50\n\
                     云岭县档案馆\t2.00\n修缮\t2.00\n";
        let names: Vec<String> = read(table).into_iter().map(|(name, _, carried)| format!("{name}{carried}")).collect();
        assert_eq!(names, ["购书true", "讲座true", "修缮true"]);
    }

    #[test]
    fn a_table_over_two_pages_is_one() {
        let table = "2026年项目支出预算表（上年结转）\n单位：万元\n项目名称\t合计\n云岭县档案馆\t6.00\n购书\t1.50\n讲座\t2.50\n\n内部资料\n- 12 -\n\n\
                     项目名称\t合计\n修缮\t2.00\n\n2026年项目支出预算表（本年预算）\n单位：万元\n项目名称\t合计\n值守\t3.00\n";
        let names: Vec<String> = read(table).into_iter().map(|(name, _, carried)| format!("{name}{carried}")).collect();
        assert_eq!(names, ["购书true", "讲座true", "修缮true", "值守false"]);
    }

    #[test]
    fn an_amount_in_yuan_is_converted() {
        assert_eq!(read("项目名称\t合计(元)\n购书\t15,000\n"), [("购书".to_owned(), "1.50".to_owned(), false)]);
    }
}
