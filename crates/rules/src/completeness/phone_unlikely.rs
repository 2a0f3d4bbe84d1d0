//! A29: a phone that is none.

use crate::prelude::*;

pub(crate) static RULE: Rule = Rule {
    code: "A29",
    name: "phone_unlikely",
    title: "联系电话不像电话",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: &[Field::Text(TextField::Phone)],
    waivable: true,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "联系电话里有字母，或者数字不到 7 位、一个号码多于 13 位。",
        why: "审核时找不到人。",
        basis: "经验",
        bad: "联系电话 8765",
        good: "联系电话 0300-8765432",
        exceptions: "分机、几个号码用顿号、斜线隔开都可以；公开件不印电话。",
        change: "写区号和号码，或手机号。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    let written = view.text(TextField::Phone).trim();
    if written.is_empty() {
        return Outcome::NotYet;
    }
    let tidy = crate::shared::text::tidy(written);
    let numbers = tidy.split(['、', ',', '/', ';', '；', '转']).filter(|number| !number.is_empty());
    let mut counts = numbers.map(|number| number.chars().filter(char::is_ascii_digit).count());
    let first = counts.next().unwrap_or(0);
    let likely = (7..=13).contains(&first) && counts.all(|count| count <= 13);
    let letters = tidy.chars().any(|c| c.is_ascii_alphabetic());
    let place = FieldPath::Text(TextField::Phone);
    let fault = (!likely || letters).then(|| {
        let message = format!("联系电话：{}不像电话号码。", quoted(written));
        Fault::new(place, message, "写区号和号码，或手机号。").read(place, clip(written, 60))
    });
    view.when_finished(Outcome::of(fault.into_iter().collect()))
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().text(TextField::Phone, "8765"), ["phone"]),
        bad(unit().text(TextField::Phone, "见表头"), ["phone"]),
        bad(project().text(TextField::Phone, "O300-8765432"), ["phone"]),
        good(project()),
        good(project().text(TextField::Phone, "0300-8765432转802、13800000000")),
        not_yet(project().text(TextField::Phone, "")),
        not_yet(project().text(TextField::Phone, "8765")).typing(),
    ]
}
