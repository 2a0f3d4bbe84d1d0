//! A04: one of the long texts is empty, or says nothing.

use crate::prelude::*;
use crate::shared::blank;
use jibiao_model::template::Kind;

pub(crate) static RULE: Rule = Rule {
    code: "A04",
    name: "text_empty",
    title: "项目概况、立项依据、必要性、制度措施、实施计划或部门职能没有填写",
    severity: Severity::Error,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: &[
        Field::Text(TextField::Overview),
        Field::Text(TextField::Basis),
        Field::Text(TextField::Necessity),
        Field::Text(TextField::Safeguards),
        Field::Text(TextField::Plan),
        Field::Text(TextField::Duties),
        Field::Text(TextField::StrategicGoal),
    ],
    waivable: false,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "项目概况、立项依据、项目设立必要性、保证项目实施的制度和措施、项目实施计划，有一项空白，或者只写了“无”“同上”“详见附件”这类话；整体表查部门职能和战略目标。",
        why: "审核时先看项目为什么设、依据什么、怎么做；空白的表一般会退回。",
        basis: "经验",
        bad: "立项依据：（空白）",
        good: "立项依据：《青河县河道管理办法》。",
        exceptions: "模板里没有的项不查；填写过程中的空白不提示。",
        change: "补填；没有单独文件的，写会议纪要或年度工作安排的名称和日期。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    use TextField as T;
    let fields: &[TextField] = match view.kind() {
        Kind::Project => &[T::Overview, T::Basis, T::Necessity, T::Safeguards, T::Plan],
        Kind::Unit => &[T::Duties, T::StrategicGoal],
    };
    blank::texts(view, fields, "请补填。")
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().text(TextField::Basis, ""), ["basis"]),
        bad(project().text(TextField::Plan, "\n").text(TextField::Overview, ""), ["overview", "plan"]),
        bad(project().text(TextField::Basis, "无").text(TextField::Overview, "详见附件。"), ["overview", "basis"]),
        bad(unit().text(TextField::Duties, ""), ["duties"]),
        good(project()),
        good(unit()),
        good(project().text(TextField::Necessity, "汛期必需。")),
        not_yet(project().text(TextField::Basis, "")).typing(),
    ]
}
