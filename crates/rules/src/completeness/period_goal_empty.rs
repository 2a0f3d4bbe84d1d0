//! A05: the goal of the whole period is empty.

use crate::prelude::*;
use crate::shared::blank;

pub(crate) static RULE: Rule = Rule {
    code: "A05",
    name: "period_goal_empty",
    title: "实施期目标没有填写",
    severity: Severity::Error,
    since: "0.1.0",
    kinds: Kinds::Project,
    except: &[],
    reads: &[Field::Text(TextField::GoalPeriod)],
    waivable: false,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "实施期目标空白，或者只写了“无”“同上”这类话。",
        why: "指标是目标的分解；没有目标，指标无从对照。",
        basis: "经验",
        bad: "实施期目标：（空白），年度目标已填",
        good: "实施期目标：三年内完成三座水库除险加固。",
        exceptions: "只有年度一侧的模板不查；填写过程中的空白不提示。",
        change: "写出整个项目期要达到的结果；一年完成的项目与年度目标相同即可。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    blank::texts(view, &[TextField::GoalPeriod], "写出整个项目期要达到的结果。")
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().text(TextField::GoalPeriod, ""), ["goal_period"]),
        bad(project().text(TextField::GoalPeriod, "　\n"), ["goal_period"]),
        bad(project().text(TextField::GoalPeriod, "无"), ["goal_period"]),
        good(project()),
        good(project().text(TextField::GoalPeriod, "河道无堵塞。")),
        not_yet(project().text(TextField::GoalPeriod, "")).typing(),
        not_applicable(project().template("cost-first-2021").without_side(Side::Period)),
    ]
}
