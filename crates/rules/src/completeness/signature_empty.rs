//! A19: the signature line of the filing copy has gaps.

use crate::context::Copy;
use crate::prelude::*;
use crate::shared::blank;

pub(crate) static RULE: Rule = Rule {
    code: "A19",
    name: "signature_empty",
    title: "报送件的经办人、联系电话或填报日期没有填写",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: &[Field::Text(TextField::Preparer), Field::Text(TextField::Phone), Field::Text(TextField::FilledAt)],
    waivable: true,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "打印或导出报送件时，经办人、联系电话、填报日期有空白。",
        why: "有疑问时财政部门按电话找人；数据包里没有的，纸上补写也看不到。",
        basis: "经验",
        bad: "报送件：经办人（空白）",
        good: "报送件：三项齐全",
        exceptions: "负责人可以打印出来再签，空着不查；公开件不印姓名和电话，不查（jibiao check --copy publication）；正在填写时不催。",
        change: "在表尾补填；打印出来手写也可以。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    if view.copy() != Some(Copy::Filing) {
        return Outcome::NotApplicable;
    }
    use TextField as T;
    // Whoever answers for the form signs on paper (docs/adr/0016).
    blank::texts(view, &[T::Preparer, T::Phone, T::FilledAt], "补填，或打印以后手写。")
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().text(TextField::Preparer, ""), ["preparer"]).filing(),
        bad(unit().text(TextField::Phone, "").text(TextField::FilledAt, " "), ["phone", "filled_at"]).filing(),
        good(project()).filing(),
        good(project().text(TextField::Head, "")).filing(),
        good(unit()).filing(),
        not_yet(project().text(TextField::Phone, "")).filing().typing(),
        not_applicable(project().text(TextField::Phone, "")).publication(),
        not_applicable(project().text(TextField::Phone, "")),
    ]
}
