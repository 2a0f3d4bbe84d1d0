//! A12: no benefit indicator.

use super::levels;
use crate::prelude::*;

pub(crate) static RULE: Rule = Rule {
    code: "A12",
    name: "benefit_missing",
    title: "没有效益指标",
    severity: Severity::Error,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: &[
        Field::Rows(Side::Period, RowField::Level1),
        Field::Rows(Side::Period, RowField::Level2),
        Field::Rows(Side::Annual, RowField::Level1),
        Field::Rows(Side::Annual, RowField::Level2),
    ],
    waivable: false,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "实施期一侧（只有一侧的模板为年度一侧）的效益指标下没有一条指标。",
        why: "效益说明事情办成后有什么用；经济、社会、生态、可持续影响至少要有一类。",
        basis: "经验",
        bad: "产出指标之后直接是满意度指标",
        good: "效益指标 · 社会效益指标 · 河道环境改善情况 改善",
        exceptions: "四类效益不必都填，空着的二级指标不查；填写过程中不提示。",
        change: "至少补一条，选与项目最相关的一类效益。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    let asked = levels::has_level1(view, Level1::Benefit);
    let there = |row: &Row<'_, '_>| row.level1() == Some(Level1::Benefit);
    levels::ask(view, asked, there, "绩效指标：没有一条效益指标。", "选与项目最相关的一类效益，至少补一条。")
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().without(|row| row.level1 == "效益指标"), ["indicators.period"]),
        bad(unit().without(|row| row.level1 == "效益指标"), ["indicators"]),
        good(project()),
        good(project().without(|row| row.level2 == "生态效益指标")),
        not_yet(blank()).typing(),
    ]
}
