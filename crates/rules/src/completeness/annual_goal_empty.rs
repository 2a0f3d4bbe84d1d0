//! A06: the goal of the year is empty.

use crate::prelude::*;
use crate::shared::blank;
use jibiao_model::template::Kind;

pub(crate) static RULE: Rule = Rule {
    code: "A06",
    name: "annual_goal_empty",
    title: "年度目标没有填写",
    severity: Severity::Error,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: &[Field::Text(TextField::GoalAnnual), Field::Text(TextField::AnnualGoal)],
    waivable: false,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "项目表的年度目标、整体表的年度绩效目标空白。",
        why: "绩效监控和评价对照的是年度目标，空白就没有对照的标准。",
        basis: "经验",
        bad: "实施期目标已填，年度目标：（空白）",
        good: "年度目标：完成第一座水库除险加固并通过验收。",
        exceptions: "填写过程中的空白不提示。",
        change: "写出当年要达到的结果；一年完成的项目与实施期目标相同即可。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    let field = match view.kind() {
        Kind::Project => TextField::GoalAnnual,
        Kind::Unit => TextField::AnnualGoal,
    };
    blank::texts(view, &[field], "写出当年要达到的结果。")
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().text(TextField::GoalAnnual, ""), ["goal_annual"]),
        bad(unit().text(TextField::AnnualGoal, " "), ["annual_goal"]),
        bad(project().text(TextField::GoalAnnual, "同上"), ["goal_annual"]),
        good(project()),
        good(unit()),
        not_yet(project().text(TextField::GoalAnnual, "")).typing(),
    ]
}
