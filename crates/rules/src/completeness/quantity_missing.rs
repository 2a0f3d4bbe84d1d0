//! A08: no quantity indicator with a value.

use super::levels;
use crate::prelude::*;

pub(crate) static RULE: Rule = Rule {
    code: "A08",
    name: "quantity_missing",
    title: "没有填了值的数量指标",
    severity: Severity::Error,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: levels::READS_WITH_VALUE,
    waivable: false,
    default_on: true,
    risk: Risk::Medium,
    doc: Doc {
        checks: "实施期一侧（只有一侧的模板为年度一侧）没有一条填了指标值的数量指标。",
        why: "没有数量就说不清做了多少，预算也无从测算。",
        basis: "经验",
        bad: "数量指标 · 河道巡查次数 （指标值空白）",
        good: "数量指标 · 河道巡查次数 ≥24次",
        exceptions: "填写过程中不提示。",
        change: "补一条能数出来的产出：次数、人数、面积、台套。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    let asked = levels::has_level2(view, |level| level == Level2::Quantity);
    let there = |row: &Row<'_, '_>| row.level2() == Some(Level2::Quantity) && !row.value().is_empty();
    levels::ask(view, asked, there, "绩效指标：没有填了值的数量指标。", "补一条能数出来的产出，写明数和单位。")
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().without(|row| row.level2 == "数量指标"), ["indicators.period"]),
        bad(project().value(0, ""), ["indicators.period"]),
        bad(unit().value(0, " "), ["indicators"]),
        good(project()),
        good(unit()),
        not_yet(blank()).typing(),
    ]
}
