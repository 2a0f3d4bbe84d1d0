//! D11: the newest document of the basis is old, or its time is over.

use super::years::budget_year;
use crate::facts::{Facts, Span, read};
use crate::prelude::*;

pub(crate) static RULE: Rule = Rule {
    code: "D11",
    name: "basis_outdated",
    title: "立项依据可能已经过时",
    severity: Severity::Hint,
    since: "0.1.0",
    kinds: Kinds::Project,
    except: &[],
    reads: &[Field::Year, Field::Text(TextField::Basis)],
    waivable: true,
    default_on: false,
    risk: Risk::High,
    doc: Doc {
        checks: "立项依据里写了年份的文件，最新的一份也超过十年；或规划写明的年份已经过去。",
        why: "依据可能已经废止或被新文件代替。",
        basis: "经验",
        bad: "2026 年度的表：依据只有青政发〔2008〕5号",
        good: "2026 年度的表：青政发〔2008〕5号、青政发〔2024〕9号",
        exceptions: "很多老文件仍然有效，所以默认关闭；没有写年份的不查。",
        change: "核对文件是否仍然有效，补充新的依据。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

/// In years.
const OLD: i32 = 10;

fn check(view: &View<'_>) -> Outcome {
    let Some(year) = budget_year(view) else { return Outcome::NotYet };
    let Some(facts) = view.facts(TextField::Basis).filter(|facts| facts.signs.len() > 0) else {
        return Outcome::NotYet;
    };
    let mut dated: Vec<(i32, Span)> = facts.documents.iter().map(|document| (document.year, document.span)).collect();
    dated.extend(facts.dates.iter().filter_map(|date| Some((date.years?.1, date.span))));
    let plans: Vec<(i32, i32, Span)> = facts.titles.iter().filter_map(|title| plan_years(facts, *title)).collect();
    dated.extend(plans.iter().map(|(from, _, span)| (*from, *span)));
    let place = FieldPath::Text(TextField::Basis);
    if let Some((_, to, span)) = plans.iter().find(|(_, to, _)| *to < year) {
        let message = format!("立项依据：“{}”到 {to} 年为止。", clip(facts.quote(*span), 24));
        return Outcome::Findings(vec![Fault::new(place, message, "换成现行的文件。").quote(place, facts, *span)]);
    }
    let Some((newest, span)) = dated.iter().max_by_key(|(year, _)| *year) else { return Outcome::NotApplicable };
    if year.saturating_sub(*newest) <= OLD {
        return Outcome::Pass;
    }
    let message = format!("立项依据：最新的是“{}”，已超过十年。", clip(facts.quote(*span), 20));
    Outcome::Findings(vec![Fault::new(place, message, "核对是否仍然有效。").quote(place, facts, *span)])
}

/// The years of a plan in its title: 《……规划（2021-2025年）》.
fn plan_years(facts: &Facts<'_>, title: Span) -> Option<(i32, i32, Span)> {
    let mut inner = facts.quote(title).chars();
    inner.next();
    inner.next_back();
    let inner = read(inner.as_str());
    let (from, to) = inner.dates.iter().filter_map(|date| date.years).find(|(from, to)| from < to)?;
    Some((from, to, title))
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    let basis = |text: &str| project().text(TextField::Basis, text);
    vec![
        bad(basis("《青河县河道管理办法》（青政发〔2008〕5号）。"), ["basis"]),
        bad(basis("《青河县水安全规划（2021-2025年）》。"), ["basis"]),
        good(basis("《青河县河道管理办法》（青政发〔2008〕5号）、青水发〔2024〕9号。")),
        good(basis("《青河县水安全规划（2026-2030年）》。")),
        good(basis("《青河县水安全规划（2022-2026年）》。")),
        not_applicable(basis("《青河县2015年河道管理办法》。")),
        not_applicable(project()),
        not_yet(project().year("")),
        not_yet(basis("")),
    ]
}
