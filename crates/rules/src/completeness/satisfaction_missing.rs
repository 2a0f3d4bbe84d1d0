//! A13: no satisfaction indicator.

use super::levels;
use crate::prelude::*;

pub(crate) static RULE: Rule = Rule {
    code: "A13",
    name: "satisfaction_missing",
    title: "没有满意度指标",
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
    risk: Risk::Medium,
    doc: Doc {
        checks: "实施期一侧（只有一侧的模板为年度一侧）没有一条满意度指标。",
        why: "服务对象是否满意是表样规定的一级指标，空白的表一般会退回。",
        basis: "经验",
        bad: "效益指标之后没有满意度指标",
        good: "满意度指标 · 服务对象满意度指标 · 沿河居民满意度 ≥90%",
        exceptions: "成本为一级指标的模板允许没有直接服务对象的项目不设，只作提示；填写过程中不提示。",
        change: "补一条，对象写享受项目结果的人，如沿河居民、参训人员。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    let asked = levels::has_level1(view, Level1::Satisfaction);
    let there = |row: &Row<'_, '_>| row.level1() == Some(Level1::Satisfaction);
    let outcome = levels::ask(view, asked, there, "绩效指标：没有一条满意度指标。", "补一条，对象写享受项目结果的人。");
    match outcome {
        // The 2021 layout drops it for projects that serve nobody directly.
        Outcome::Findings(faults) if levels::has_level1(view, Level1::Cost) => {
            Outcome::Findings(faults.into_iter().map(|fault| fault.milder(Severity::Hint)).collect())
        }
        other => other,
    }
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    let gone = |form: Builder| form.without(|row| row.level1 == "满意度指标");
    vec![
        bad(gone(project()), ["indicators.period"]),
        bad(gone(unit()), ["indicators"]),
        bad(gone(project().template("cost-first-2021").without_side(Side::Period)), ["indicators.annual"])
            .milder(Severity::Hint),
        good(project()),
        good(unit()),
        not_yet(blank()).typing(),
    ]
}
