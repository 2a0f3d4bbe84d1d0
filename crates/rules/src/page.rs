//! The page of a rule and the index of the book as Markdown: for `docs/rules`, the window's help and `jibiao rules explain`.

use crate::rule::{Facts, Group};
use std::fmt::Write;

/// The page of one rule.
pub fn page(rule: &Facts) -> String {
    let mut page = format!("# {} {}\n\n", rule.code, rule.title);
    let waive = if rule.waivable { "可以忽略并说明理由" } else { "不能忽略" };
    let switch = if rule.default_on { "默认开启" } else { "默认关闭" };
    let _ = writeln!(
        page,
        "{} · {} · {} · 误报可能{} · {} · {} · 自 {} 版\n",
        rule.severity.title(),
        rule.group().title(),
        rule.forms,
        rule.risk.title(),
        waive,
        switch,
        rule.since,
    );
    if !rule.except.is_empty() {
        let _ = writeln!(page, "不用于模板：{}\n", rule.except.join("、"));
    }
    for (heading, text) in rule.doc.sections() {
        let _ = writeln!(page, "## {heading}\n{text}\n");
    }
    page.truncate(page.trim_end().len());
    page.push('\n');
    page
}

/// The table of all rules.
pub fn index(rules: &[Facts]) -> String {
    let mut page = String::from("# 规则手册\n");
    for (group, letter, title, _) in Group::ALL {
        let mut of_group = rules.iter().filter(|rule| rule.group() == group).peekable();
        if of_group.peek().is_none() {
            continue;
        }
        let _ = writeln!(
            page,
            "\n## {letter} {title}\n\n| 编号 | 级别 | 规则 | 适用 | 误报可能 |\n| --- | --- | --- | --- | --- |"
        );
        for rule in of_group {
            let (code, level, forms) = (rule.code, rule.severity.title(), rule.forms);
            let _ =
                writeln!(page, "| [{code}]({code}.md) | {level} | {} | {forms} | {} |", rule.title, rule.risk.title());
        }
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_stands_below_the_heading_of_its_letter() {
        let page = index(&crate::book());
        let sections: Vec<&str> = page.split("\n## ").skip(1).collect();
        assert_eq!(sections.len(), Group::ALL.len());
        for section in sections {
            let letter = section.chars().next().unwrap();
            let codes: Vec<&str> = section.lines().filter_map(|line| line.strip_prefix("| [")).collect();
            assert!(!codes.is_empty() && codes.iter().all(|code| code.starts_with(letter)), "{section}");
        }
    }
}
