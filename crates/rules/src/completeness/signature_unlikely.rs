//! A31: a name that is a number or a date.

use crate::prelude::*;

pub(crate) static RULE: Rule = Rule {
    code: "A31",
    name: "signature_unlikely",
    title: "负责人或经办人不像姓名",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: &[Field::Text(TextField::Head), Field::Text(TextField::Preparer)],
    waivable: true,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "负责人、经办人里有数字。",
        why: "填错格子的电话和日期会印在签字的地方。",
        basis: "经验",
        bad: "经办人：2026.1.10",
        good: "经办人：甲某某",
        exceptions: "空着的由 A19 提示。",
        change: "写姓名；电话、日期写到各自的格子。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    let fields = [TextField::Head, TextField::Preparer];
    let written = || fields.iter().map(|field| (*field, view.text(*field).trim())).filter(|(_, text)| !text.is_empty());
    if written().next().is_none() {
        return Outcome::NotYet;
    }
    let faults = written().filter(|(_, text)| text.chars().any(char::is_numeric)).map(|(field, text)| {
        let place = FieldPath::Text(field);
        let message = format!("{}：{}里有数字，不像姓名。", view.label(field), quoted(text));
        Fault::new(place, message, "写姓名。").read(place, clip(text, 60))
    });
    view.when_finished(Outcome::of(faults.collect()))
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().text(TextField::Preparer, "2026.1.10"), ["preparer"]),
        bad(unit().text(TextField::Head, "0300-8765432"), ["head"]),
        good(project()),
        good(unit().text(TextField::Head, "古丽·甲某某")),
        not_yet(project().text(TextField::Head, "").text(TextField::Preparer, "")),
        not_yet(project().text(TextField::Preparer, "2026.1.10")).typing(),
    ]
}
