//! A10: no indicator of timeliness.

use super::levels;
use crate::prelude::*;

pub(crate) static RULE: Rule = Rule {
    code: "A10",
    name: "timeliness_missing",
    title: "没有时效指标",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: &[Field::Rows(Side::Period, RowField::Level2), Field::Rows(Side::Annual, RowField::Level2)],
    waivable: true,
    default_on: true,
    risk: Risk::Medium,
    doc: Doc {
        checks: "表样有时效指标，表上一条也没有。",
        why: "没有期限，什么时候做完都算完成。",
        basis: "经验",
        bad: "产出指标只有数量、质量、成本",
        good: "时效指标 · 巡查完成时间 12月底前",
        exceptions: "填写过程中不提示；年度一侧缺的由 A15 提示。",
        change: "补上完成时间或期限。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    let asked = levels::has_level2(view, |level| level == Level2::Timeliness);
    let there = |row: &Row<'_, '_>| row.level2() == Some(Level2::Timeliness);
    levels::ask(view, asked, there, "绩效指标：没有一条时效指标。", "补上完成时间或期限。")
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().without(|row| row.level2 == "时效指标"), ["indicators.period"]),
        bad(unit().without(|row| row.level2 == "时效指标"), ["indicators"]),
        bad(
            project().template("cost-first-2021").without_side(Side::Period).without_row(Side::Annual, 2),
            ["indicators.annual"],
        ),
        good(project()),
        good(unit()),
        not_yet(blank()).typing(),
    ]
}
