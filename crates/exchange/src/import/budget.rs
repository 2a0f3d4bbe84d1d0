//! 项目支出预算表 (表十二, 表十三) in the rows of a file.

use super::grid::{Grid, Row};
use super::label;
use super::plan::BudgetRowPlan;
use super::project::amount_text;
use jibiao_model::Entry;
use jibiao_model::amount::Wan;

/// Rows between the title of a table and its head.
const NEAR: usize = 8;

/// Reads all project budget tables of a file. Rows of units and sums are left out: only projects are projects.
pub fn lines(grid: &Grid) -> Vec<BudgetRowPlan> {
    let mut lines = Vec::new();
    let mut at = 0;
    while let Some((index, name, total)) = next_head(grid, at) {
        let carried_over = is_carried_over(grid, index);
        let yuan = in_yuan(grid, index);
        let mut rows = Vec::new();
        at = index + 1;
        for row in grid.rows.iter().skip(index + 1) {
            if ends_table(row) || grid.rows.get(index).is_some_and(|head| !head.place.same_sheet(&row.place)) {
                break;
            }
            at += 1;
            rows.push(row);
        }
        lines.extend(projects(&rows, name, total, carried_over, yuan));
    }
    lines
}

/// The next head: 项目名称 and 合计 in one row. Gives its index and both columns.
fn next_head(grid: &Grid, from: usize) -> Option<(usize, u32, u32)> {
    grid.rows.iter().enumerate().skip(from).find_map(|(index, row)| {
        let column = |wanted: &[&str]| {
            let found = row.cells.iter().find(|cell| {
                let key = label::key(&cell.text);
                wanted
                    .iter()
                    .any(|wanted| key == *wanted || key == format!("{wanted}万元") || key == format!("{wanted}元"))
            });
            found.map(|cell| cell.column)
        };
        Some((index, column(&["项目名称", "项目"])?, column(&["合计", "金额", "总计", "预算数", "预算金额"])?))
            .filter(|_| row.table && (column(&["项目名称"]).is_some() || titled(grid, index)))
    })
}

/// Whether a line shortly before says that this is the table of projects.
fn titled(grid: &Grid, index: usize) -> bool {
    before(grid, index).any(|row| row.cells.iter().any(|cell| label::key(&cell.text).contains("项目支出预算表")))
}

fn before(grid: &Grid, index: usize) -> impl Iterator<Item = &Row> {
    let skip = grid.rows.len() - index;
    grid.rows.iter().rev().skip(skip).take(NEAR)
}

/// 表十三 says 上年结转 in its title.
fn is_carried_over(grid: &Grid, index: usize) -> bool {
    let title = before(grid, index)
        .find_map(|row| row.cells.iter().map(|cell| label::key(&cell.text)).find(|key| key.contains("项目支出预算表")));
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

fn projects(rows: &[&Row], name: u32, total: u32, carried_over: bool, yuan: bool) -> Vec<BudgetRowPlan> {
    let mut found: Vec<BudgetRowPlan> = Vec::new();
    for row in rows {
        let text = |column: u32| row.cells.iter().find(|cell| cell.covers(column)).map(|cell| cell.text.as_str());
        // A lost cell moves the amount one column; the first amount of the row is the sum.
        let first = text(name).or_else(|| row.cells.first().map(|cell| cell.text.as_str()));
        let Some(first) = first.filter(|first| !is_count(first)) else { continue };
        let amounts = || row.cells.iter().filter(|cell| cell.column > name).map(|cell| cell.text.as_str());
        let Some(amount) = text(total).or_else(|| amounts().next()) else { continue };
        let Entry::Read(amount) = Wan::read(&amount_text(amount)) else { continue };
        let amount = if yuan { jibiao_model::Yuan(amount.0).to_wan().unwrap_or(amount) } else { amount };
        let written = super::draft::clean_line(first);
        let key = label::key(&written);
        if matches!(key.as_str(), "合计" | "总计" | "小计") || key.is_empty() {
            continue;
        }
        found.push(BudgetRowPlan {
            name: written,
            total: amount,
            carried_over,
            place: row.place.of_cell(name),
            take: true,
        });
    }
    without_sums(found)
}

/// A cell that counts columns (`1`, `2`).
fn is_count(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_digit()) && text.len() <= 2
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
            if apart && (is_organisation(&row.name) || later_repeats(&rows, index)) {
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
    ENDS.iter().any(|end| name.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::super::read::text;
    use super::*;

    fn read(table: &str) -> Vec<(String, String, bool)> {
        let grid = text::read(table).unwrap();
        lines(&grid).into_iter().map(|row| (row.name, row.total.json_text(), row.carried_over)).collect()
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
    fn an_amount_in_yuan_is_converted() {
        assert_eq!(read("项目名称\t合计(元)\n购书\t15,000\n"), [("购书".to_owned(), "1.50".to_owned(), false)]);
    }
}
