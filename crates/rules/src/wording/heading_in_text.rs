//! F19: the heading of the cell stands in its text.

use super::texts;
use crate::prelude::*;

pub(crate) static RULE: Rule = Rule {
    code: "F19",
    name: "heading_in_text",
    title: "文字里带着表头",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: texts::READS,
    waivable: true,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "长文字以表样的栏目名开头，后面是写着年份的括号：实施期目标（2026年—2028年）、年度目标（2026年）。",
        why: "这是从别的表粘贴时带进来的表头，打印出来栏目名会有两遍，年份也可能是别的年度的。",
        basis: "经验",
        bad: "实施期目标（2026年—2026年）河道全年畅通。",
        good: "河道全年畅通。",
        exceptions: "栏目名后面是冒号或直接接正文的不查。",
        change: "删去表头，只留正文。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

const HEADINGS: [&str; 8] =
    ["实施期目标", "实施期总目标", "年度目标", "年度总目标", "总体目标", "中期目标", "年度绩效目标", "总体绩效目标"];

fn check(view: &View<'_>) -> Outcome {
    texts::test(view, |field, text| {
        let heading = heading(text)?;
        let rest = text.strip_prefix(heading)?.trim_start_matches([' ', '　', '\n', '\r', '：', ':']);
        let place = FieldPath::Text(field);
        let message = format!("{}：开头的“{}”是表头。", view.label(field), clip(heading, 18));
        let fault = Fault::new(place, message, "删去表头，只留正文。").read(place, clip(heading, 60));
        Some(if rest.is_empty() { fault } else { fault.fixed(Safety::Ask, place, rest.to_owned()) })
    })
}

/// The heading that the text begins with, bracket included.
fn heading(text: &str) -> Option<&str> {
    let behind = HEADINGS.iter().filter_map(|heading| text.strip_prefix(heading)).min_by_key(|rest| rest.len())?;
    let inside = behind.trim_start().strip_prefix(['（', '('])?;
    let end = inside.find(['）', ')'])?;
    let (bracket, rest) = inside.split_at_checked(end)?;
    let close = rest.chars().next()?;
    // 总体目标（三年规划） is a sentence.
    let digits = bracket.contains(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c));
    let years = bracket.contains('年') && digits && bracket.chars().count() <= 24;
    let length = text.len().checked_sub(rest.len())? + close.len_utf8();
    text.get(..length).filter(|_| years)
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    let goal = |text: &str| project().text(TextField::GoalPeriod, text);
    vec![
        bad(goal("实施期目标（2026年—2026年）每月巡查两次，河道全年畅通。"), ["goal_period"]),
        bad(goal("总体目标 (2026年)：每月巡查两次，河道全年畅通。"), ["goal_period"]),
        bad(
            project().text(TextField::GoalAnnual, "年度目标（年度：2026年）\n每月巡查两次，河道全年畅通。"),
            ["goal_annual"],
        ),
        good(project()),
        good(goal("实施期目标是河道全年畅通，每月巡查两次。")),
        pass(goal("总体目标（三年规划）：每月巡查两次，全年无堵塞。")),
        pass(goal("总体目标（河道畅通）：每月巡查两次，全年无堵塞。")),
        not_yet(blank()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::faults;

    #[test]
    fn the_text_without_its_heading_is_offered() {
        let form = project().text(TextField::GoalPeriod, "实施期目标（2026年—2028年）：河道全年畅通。");
        let fix = faults(&RULE, form).pop().unwrap().fix.unwrap();
        assert_eq!(fix.edits[0].1, "河道全年畅通。");
    }
}
