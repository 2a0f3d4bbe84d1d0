//! Lines of a text as its tables mean them: a cell that was written over several lines is one cell.

use super::super::label;
use std::borrow::Cow;

/// Most lines of one quoted cell.
const LONGEST: usize = 60;
/// Lines before and behind a torn row that must have its whole number of cells.
const AROUND: usize = 5;
/// Cells of the narrowest table whose rows are put together.
const NARROWEST: usize = 4;

/// The lines with their numbers from 1. Two kinds are put together: a cell in quotes, as spreadsheets put cells with line breaks on the
/// clipboard, and a row that a line break tore in two, told by the number of cells of all rows around it.
pub fn logical(text: &str) -> impl Iterator<Item = (usize, Cow<'_, str>)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut at = 0;
    std::iter::from_fn(move || {
        let line = lines.get(at)?;
        let joined = quoted(&lines, at).or_else(|| torn(&lines, at));
        let number = at + 1;
        at += joined.as_ref().map_or(1, |(count, _)| *count);
        Some((number, joined.map_or(Cow::Borrowed(*line), |(_, text)| Cow::Owned(text))))
    })
}

/// A line with a cell that a quote opens and a later line closes; its cells without these quotes.
fn quoted(lines: &[&str], at: usize) -> Option<(usize, String)> {
    let first = lines.get(at)?;
    let (before, cell) = first.rsplit_once('\t').map_or(("", *first), |(before, cell)| (before, cell));
    let opened = cell.trim_start().strip_prefix('"').filter(|rest| rest.matches('"').count() % 2 == 0)?;
    let mut text = opened.to_owned();
    for (count, line) in (2..).zip(lines.get(at + 1..)?.iter().take(LONGEST)) {
        let (part, behind) = line.split_once('\t').map_or((*line, None), |(part, behind)| (part, Some(behind)));
        text.push('\n');
        match part.trim_end().strip_suffix('"').filter(|part| part.matches('"').count() % 2 == 0) {
            Some(part) => {
                text.push_str(part);
                let mut row =
                    if before.is_empty() && !first.contains('\t') { String::new() } else { format!("{before}\t") };
                row.push_str(&text.replace("\"\"", "\""));
                if let Some(behind) = behind {
                    row.push('\t');
                    row.push_str(behind);
                }
                if !behind.is_some_and(|behind| behind.contains('"')) {
                    return Some((count, row));
                }
                // The line that closes one cell may open the next one.
                let rest = lines.iter().skip(at + count).take(LONGEST);
                let whole: Vec<&str> = std::iter::once(row.as_str()).chain(rest.copied()).collect();
                let further = quoted(&whole, 0).map(|(more, text)| (count + more - 1, text));
                return Some(further.unwrap_or((count, row)));
            }
            None if behind.is_some() => return None,
            None => text.push_str(line),
        }
    }
    None
}

fn cells(line: &str) -> usize {
    line.matches('\t').count() + 1
}

/// A row of which the rest stands in the next line.
fn torn(lines: &[&str], at: usize) -> Option<(usize, String)> {
    let (first, second) = (lines.get(at)?, lines.get(at + 1)?);
    let (one, two) = (cells(first), cells(second));
    let whole = one + two - 1;
    let inside = |line: &str| line.contains('\t');
    if !inside(first) || !inside(second) || whole < NARROWEST || one == whole || two == whole {
        return None;
    }
    let begins = second.split('\t').next().unwrap_or_default();
    let is_label = label::of_unit(begins).is_some() || label::fund(begins).is_some() || label::head(begins).is_some();
    if first.ends_with('\t') || second.starts_with('\t') || is_label {
        return None;
    }
    let is_whole = |line: Option<&&str>| line.is_none_or(|line| !inside(line) || cells(line) == whole);
    if !is_whole(at.checked_sub(1).and_then(|before| lines.get(before))) || !is_whole(lines.get(at + 2)) {
        return None;
    }
    let before = lines.get(at.saturating_sub(AROUND)..at)?.iter().rev().take_while(|line| inside(line));
    let behind = lines.get(at + 2..)?.iter().take(AROUND).take_while(|line| inside(line));
    let around: Vec<usize> = before.chain(behind).map(|line| cells(line)).collect();
    let alike = around.iter().filter(|count| **count == whole).count();
    // All but one: the table may begin or end near.
    (around.len() >= 3 && alike + 1 >= around.len() && alike >= 3).then(|| (2, format!("{first}\n{second}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<(usize, String)> {
        logical(text).map(|(number, line)| (number, line.into_owned())).collect()
    }

    #[test]
    fn cells_over_several_lines_are_put_together() {
        assert_eq!(of("a\t\"甲\n\"\"乙\"\"\n丙\"\tb\nc\td"), [(1, "a\t甲\n\"乙\"\n丙\tb".into()), (4, "c\td".into())]);
        assert_eq!(of("\"项目\n资金\"\t\"总\n额\"\t5\n6"), [(1, "项目\n资金\t总\n额\t5".into()), (4, "6".into())]);
        let torn = "1\t2\t3\t4\na\tb\tc\td\n甲\t乙（一\n二）\t5\t6\ne\tf\tg\th";
        assert_eq!(of(torn)[2], (3, "甲\t乙（一\n二）\t5\t6".to_owned()));
        assert_eq!(of(torn).len(), 4);
    }

    /// What was copied for each such cell grew with what came behind it: a million lines took hours.
    #[test]
    fn many_cells_over_two_lines_take_as_long_as_their_number() {
        let text = "\"a\nb\"\tc\n\"d\t\"\ne\"\n".repeat(30_000);
        let begun = std::time::Instant::now();
        assert_eq!(of(&text).len(), 60_000);
        assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
    }

    #[test]
    fn other_lines_stay_as_they_are() {
        let form =
            "项目名称\t保护\n主管部门\t1\t单位\t2\n属性\t1\t2\t3\n甲\t1\t2\t3\t4\n乙\t1\t2\t3\t4\n丙\t1\t2\t3\t4\n";
        for text in [form, "\"甲\n乙\n丙", "a\t\"13710\"系统\tb\nc\td\te", "a\tb\nc\td\ne\tf\n", "甲\t乙\t丙\n丁\t戊\n"]
        {
            let joined = of(text);
            let expected: Vec<_> = (1..).zip(text.lines().map(str::to_owned)).collect();
            assert_eq!(joined, expected, "{text}");
        }
    }
}
