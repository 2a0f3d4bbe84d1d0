//! A07: no output indicator.

use super::levels;
use crate::prelude::*;

pub(crate) static RULE: Rule = Rule {
    code: "A07",
    name: "output_missing",
    title: "没有产出指标",
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
        checks: "实施期一侧（只有一侧的模板为年度一侧）没有一条产出指标。",
        why: "产出说明钱办成了什么事，是每张绩效目标表的主体。",
        basis: "经验",
        bad: "只有效益指标和满意度指标",
        good: "产出指标 · 数量指标 · 河道巡查次数 ≥24次",
        exceptions: "年度一侧少的行由 A15 提示；填写过程中不提示。",
        change: "按数量、质量、时效、成本补上产出指标。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    let asked = levels::has_level1(view, Level1::Output);
    let there = |row: &Row<'_, '_>| row.level1() == Some(Level1::Output);
    levels::ask(view, asked, there, "绩效指标：没有一条产出指标。", "按数量、质量、时效、成本补上产出指标。")
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().without(|row| row.level1 == "产出指标"), ["indicators.period"]),
        bad(unit().without(|row| row.level1 == "产出指标"), ["indicators"]),
        good(project()),
        good(unit()),
        pass(project().cell(Side::Period, 0, RowField::Level1, "")),
        not_yet(blank()).typing(),
    ]
}
