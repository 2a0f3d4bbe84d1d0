//! F06: two measures in one name.

use crate::prelude::*;
use crate::shared::text::trailing_bracket;

pub(crate) static RULE: Rule = Rule {
    code: "F06",
    name: "two_measures_in_one_name",
    title: "一个名称里有两样东西",
    severity: Severity::Hint,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: rows::READS,
    waivable: true,
    default_on: true,
    risk: Risk::Medium,
    doc: Doc {
        checks: "三级指标名称用顿号、斜线或括号写了两个各自可以计量的名称：培训次数(会议次数)。",
        why: "一个值说不清是哪一样的。",
        basis: "经验",
        bad: "巡查次数(会商次数) ≥24次",
        good: "分两行：巡查次数、会商次数",
        exceptions: "巡查、清理记录完整率这样几个对象共用一个名称的不算。",
        change: "拆成两行。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    let outcome = rows::test(view, |row| {
        if row.name().is_empty() {
            return Verdict::NotYet;
        }
        Verdict::of(
            two(row.name()).then(|| rows::name_fault(row, "一个名称里有两样，一个值说不清", "拆成两行，各写各的值。")),
        )
    });
    rows::one_line(outcome)
}

/// Nouns that a measure's name ends with.
const MEASURES: [&str; 14] =
    ["次数", "人数", "数量", "个数", "天数", "户数", "场次", "批次", "面积", "长度", "金额", "时间", "率", "满意度"];

fn two(name: &str) -> bool {
    let name = name.trim();
    let measures = |text: &str| MEASURES.iter().any(|noun| text.trim().ends_with(noun));
    if let Some((bare, inside)) = trailing_bracket(name)
        && measures(bare)
        && measures(inside)
    {
        return true;
    }
    name.split(['、', '/', '／']).filter(|part| measures(part)).count() >= 2
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().name(0, "河道巡查次数(会商次数)"), ["indicators.period[0].name"]),
        bad(project().name(1, "记录完整率、归档率"), ["indicators.period[1].name"]),
        bad(unit().name(6, "居民满意度/渔民满意度"), ["indicators[6].name"]),
        good(project().name(0, "河道、水库巡查次数")),
        good(project().name(0, "河道巡查次数（含汛期）")),
        not_yet(blank()),
    ]
}
