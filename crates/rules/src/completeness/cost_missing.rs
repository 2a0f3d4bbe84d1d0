//! A11: no cost indicator.

use super::levels;
use crate::prelude::*;

pub(crate) static RULE: Rule = Rule {
    code: "A11",
    name: "cost_missing",
    title: "没有成本指标",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: &[
        Field::Rows(Side::Period, RowField::Level1),
        Field::Rows(Side::Period, RowField::Level2),
        Field::Rows(Side::Annual, RowField::Level1),
        Field::Rows(Side::Annual, RowField::Level2),
    ],
    waivable: true,
    default_on: true,
    risk: Risk::Medium,
    doc: Doc {
        checks: "实施期一侧（只有一侧的模板为年度一侧）没有一条成本指标；成本是一级指标的模板，在一级指标下找。",
        why: "成本指标把预算和产出连起来，没有它看不出钱是怎么算的。",
        basis: "经验",
        bad: "产出指标只有数量、质量、时效",
        good: "成本指标 · 河道巡查成本 ≤80000元",
        exceptions: "填写过程中不提示。",
        change: "补上总成本，或各项费用的控制数。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    let asked = levels::has_level2(view, Level2::is_cost);
    levels::ask(
        view,
        asked,
        |row: &Row<'_, '_>| row.is_cost(),
        "绩效指标：没有一条成本指标。",
        "补上总成本，或各项费用的控制数。",
    )
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    let cost_first = || project().without_side(Side::Period).template("cost-first-2021");
    vec![
        bad(project().without(|row| row.level2 == "成本指标"), ["indicators.period"]),
        bad(cost_first().without_row(Side::Annual, 3), ["indicators.annual"]),
        good(project()),
        good(unit()),
        pass(cost_first().cell(Side::Annual, 3, RowField::Level1, "成本指标").cell(
            Side::Annual,
            3,
            RowField::Level2,
            "经济成本指标",
        )),
        pass(cost_first().cell(Side::Annual, 3, RowField::Level1, "成本指标").cell(
            Side::Annual,
            3,
            RowField::Level2,
            "其他",
        )),
        not_yet(blank()).typing(),
    ]
}
