//! A32: a term that is a bare number.

use crate::prelude::*;

pub(crate) static RULE: Rule = Rule {
    code: "A32",
    name: "term_without_unit",
    title: "项目期没有写单位",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Project,
    except: &[],
    reads: &[Field::Text(TextField::Term)],
    waivable: true,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "项目期只写了数字。",
        why: "打印出来是一个孤零零的数，看不出是年还是月。",
        basis: "经验",
        bad: "项目期：3",
        good: "项目期：3年",
        exceptions: "写明起止时间的不查。",
        change: "补上“年”。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    let written = view.text(TextField::Term).trim();
    if written.is_empty() {
        return Outcome::NotYet;
    }
    let place = FieldPath::Text(TextField::Term);
    let fault = written.chars().all(char::is_numeric).then(|| {
        let message = format!("项目期：{}没有写单位。", quoted(written));
        Fault::new(place, message, "写成多少年。").fixed(Safety::Ask, place, format!("{written}年"))
    });
    Outcome::of(fault.into_iter().collect())
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().text(TextField::Term, "1"), ["term"]),
        bad(project().text(TextField::Term, "１"), ["term"]),
        good(project()),
        good(project().text(TextField::Term, "一年")),
        not_yet(project().text(TextField::Term, "")),
    ]
}
