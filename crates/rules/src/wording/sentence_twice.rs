//! F09: a sentence that stands twice in a field.

use super::texts;
use crate::prelude::*;
use std::collections::HashSet;

pub(crate) static RULE: Rule = Rule {
    code: "F09",
    name: "sentence_twice",
    title: "一句话写了两遍",
    severity: Severity::Hint,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: texts::READS,
    waivable: true,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "同一栏里有一句八个字以上的话写了两遍。",
        why: "多半是复制时多贴了一次。",
        basis: "经验",
        bad: "每月巡查河道两次。每月巡查河道两次。",
        good: "每月巡查河道两次。",
        exceptions: "紧接着重复的短词由 F08 提示。",
        change: "删去一遍。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    texts::test(view, |field, text| {
        let sentences = || text.split(['。', '；', ';', '！', '？', '\n']).map(|sentence| numberless(sentence.trim()));
        let clauses = || sentences().flat_map(|sentence| sentence.split(['，', ',']));
        let twice = twice(sentences(), SHORTEST).or_else(|| twice(clauses(), SHORTEST_CLAUSE))?;
        let place = FieldPath::Text(field);
        let message = format!("{}：“{}”写了两遍。", view.label(field), clip(twice, 16));
        Some(Fault::new(place, message, "删去一遍。").read(place, clip(twice, 60)))
    })
}

const SHORTEST: usize = 8;
/// A clause between commas may come again where it is short.
const SHORTEST_CLAUSE: usize = 16;

/// The first part that has come before, of those with so many signs.
fn twice<'t>(parts: impl Iterator<Item = &'t str>, shortest: usize) -> Option<&'t str> {
    let mut seen = HashSet::new();
    parts.filter(|part| part.chars().nth(shortest - 1).is_some()).find(|part| !seen.insert(*part))
}

/// Without the number of a list: 1、 2. （3）.
fn numberless(sentence: &str) -> &str {
    sentence.trim_start_matches(|c: char| {
        c.is_ascii_digit() || matches!(c, '、' | '.' | '．' | '(' | ')' | '（' | '）' | ' ')
    })
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().text(TextField::Plan, "1、每月巡查河道两次。2、每月巡查河道两次。"), ["plan"]),
        bad(project().goals("河道无堵塞无淤积；河道无堵塞无淤积"), ["goal_period"]),
        bad(unit().text(TextField::Duties, "负责全县河道管理。负责全县水库管理。负责全县河道管理。"), ["duties"]),
        good(project().text(TextField::Plan, "每月巡查。每月巡查。按季总结。")),
        good(project().text(TextField::Plan, "每月巡查河道两次。每月巡查水库两次。")),
        not_yet(blank()),
    ]
}
