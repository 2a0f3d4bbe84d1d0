//! A09: no indicator of quality.

use super::levels;
use crate::prelude::*;

pub(crate) static RULE: Rule = Rule {
    code: "A09",
    name: "quality_missing",
    title: "没有质量指标",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: &[Field::Rows(Side::Period, RowField::Level2), Field::Rows(Side::Annual, RowField::Level2)],
    waivable: true,
    default_on: true,
    risk: Risk::Medium,
    doc: Doc {
        checks: "表样有质量指标，表上一条也没有。",
        why: "只说做多少，不说做得怎么样，做差了也算完成。",
        basis: "经验",
        bad: "产出指标只有数量、时效、成本",
        good: "质量指标 · 巡查记录完整率 ≥98%",
        exceptions: "填写过程中不提示；年度一侧缺的由 A15 提示。",
        change: "补上合格率、达标率这类质量要求。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    let asked = levels::has_level2(view, |level| level == Level2::Quality);
    let there = |row: &Row<'_, '_>| row.level2() == Some(Level2::Quality);
    levels::ask(view, asked, there, "绩效指标：没有一条质量指标。", "补上合格率、达标率这类质量要求。")
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().without(|row| row.level2 == "质量指标"), ["indicators.period"]),
        bad(unit().without(|row| row.level2 == "质量指标"), ["indicators"]),
        bad(
            project().template("cost-first-2021").without_side(Side::Period).without_row(Side::Annual, 1),
            ["indicators.annual"],
        ),
        good(project()),
        good(unit()),
        not_yet(blank()).typing(),
    ]
}
