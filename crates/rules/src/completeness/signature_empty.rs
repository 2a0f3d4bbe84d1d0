//! A19: the signature line of the filing copy has gaps.

use crate::context::Copy;
use crate::prelude::*;
use crate::shared::blank;

pub(crate) static RULE: Rule = Rule {
    code: "A19",
    name: "signature_empty",
    title: "报送件的负责人、经办人、联系电话或填报日期没有填写",
    severity: Severity::Error,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: &[
        Field::Text(TextField::Head),
        Field::Text(TextField::Preparer),
        Field::Text(TextField::Phone),
        Field::Text(TextField::FilledAt),
    ],
    waivable: false,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "打印或导出报送件时，负责人、经办人、联系电话、填报日期有空白。",
        why: "报送件要签字盖章，有疑问时财政部门按电话找人。",
        basis: "经验",
        bad: "报送件：经办人（空白）",
        good: "报送件：四项齐全",
        exceptions: "公开件不印前三项，不查（jibiao check --copy publication）；正在填写时不催。",
        change: "在表尾补填；负责人写单位负责人或项目负责人。",
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
    blank::texts(view, &[T::Head, T::Preparer, T::Phone, T::FilledAt], "报送件须补填。")
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().text(TextField::Preparer, ""), ["preparer"]).filing(),
        bad(unit().text(TextField::Head, "").text(TextField::FilledAt, " "), ["head", "filled_at"]).filing(),
        good(project()).filing(),
        good(unit()).filing(),
        not_yet(project().text(TextField::Phone, "")).filing().typing(),
        not_applicable(project().text(TextField::Phone, "")).publication(),
        not_applicable(project().text(TextField::Phone, "")),
    ]
}
