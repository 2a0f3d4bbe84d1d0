//! D07: 项目属性 and 项目期 contradict each other.

use crate::prelude::*;
use crate::shared::term::{self, Attribute};

pub(crate) static RULE: Rule = Rule {
    code: "D07",
    name: "term_against_attribute",
    title: "项目属性与项目期不符",
    severity: Severity::Error,
    since: "0.1.0",
    kinds: Kinds::Project,
    except: &["central-2015", "cost-first-2021"],
    reads: &[Field::Text(TextField::Attribute), Field::Text(TextField::Term)],
    waivable: false,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "一次性项目的项目期是 1 年，延续性项目 2 到 10 年，经常性项目 99 年；属性不是这三种、或年数读不出来，也提示。",
        why: "这套表样用 99 年表示长期；属性与项目期不符时，系统按哪一个结转不确定。",
        basis: "经验",
        bad: "延续性项目，项目期 1年",
        good: "延续性项目(阶段开展)，项目期 3年",
        exceptions: "项目期空白时只看属性是不是三种之一；属性空白时不查。",
        change: "按实际年限改项目期，或改项目属性。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    let (attribute, term) = (view.text(TextField::Attribute).trim(), view.text(TextField::Term).trim());
    if attribute.is_empty() {
        return Outcome::NotYet;
    }
    let (place, other) = (FieldPath::Text(TextField::Term), FieldPath::Text(TextField::Attribute));
    let Some(kind) = Attribute::of(attribute) else {
        let (wrong, advice) = match term::years(attribute) {
            Some(_) => ("是年数", "年数写到项目期；这里写一次性、延续性或经常性项目。"),
            None => ("不是一次性、延续性或经常性项目", "从三种里选一种。"),
        };
        let message = format!("项目属性：{}{wrong}。", quoted(attribute));
        let fault = Fault::new(other, message, advice).read(other, clip(attribute, 60));
        let begun = ["一次性", "延续性", "经常性"].iter().any(|word| word.starts_with(attribute));
        let outcome = Outcome::Findings(vec![fault]);
        return if begun { view.when_finished(outcome) } else { outcome };
    };
    if term.is_empty() {
        return Outcome::NotYet;
    }
    let years = term::years(term);
    let (fits, title, wanted) = match kind {
        Attribute::OneOff => (years == Some(1), "一次性项目", "1 年"),
        Attribute::Continuing => (years.is_some_and(|n| (2..=10).contains(&n)), "延续性项目", "2 到 10 年"),
        Attribute::Regular => (years == Some(99), "经常性项目", "99 年"),
    };
    if fits {
        return Outcome::Pass;
    }
    let message = format!("项目期：“{}”，{title}应为 {wanted}。", clip(term, 10));
    let fault = Fault::new(place, message, "按实际年限改项目期或项目属性。").with(other);
    Outcome::Findings(vec![fault.read(place, clip(term, 60)).read(other, clip(attribute, 60))])
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    let with = |attribute, term| project().text(TextField::Attribute, attribute).text(TextField::Term, term);
    vec![
        bad(with("一次性项目(1年结束)", "3年"), ["term"]),
        bad(with("延续性项目(阶段开展)", "1年"), ["term"]),
        bad(with("延续性项目(阶段开展)", "11年"), ["term"]),
        bad(with("经常性项目(长期开展)", "98年"), ["term"]),
        bad(with("经常性项目(长期开展)", "长期"), ["term"]),
        bad(with("新增项目", "1年"), ["attribute"]),
        bad(with("3年", ""), ["attribute"]),
        bad(with("三年", "3年"), ["attribute"]),
        bad(with("2026年至2028年", ""), ["attribute"]),
        not_yet(with("延续", "3年")).typing(),
        not_yet(with("延续性项目(阶段开展)", "")),
        good(with("延续性项目(阶段开展)", "2年").text(TextField::GoalAnnual, "当年巡查二十四次，河道无堵塞。")),
        good(with("延续性项目（阶段开展）", "十年").text(TextField::GoalAnnual, "当年巡查二十四次，河道无堵塞。")),
        good(with("经常性项目(长期开展)", "99年")),
        not_yet(with("", "1年")),
        not_applicable(with("新增项目", "1年").template("central-2015")),
    ]
}
