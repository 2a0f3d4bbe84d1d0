//! B05: a one-off project whose period and year cost different amounts.

use crate::prelude::*;
use crate::shared::funds;
use crate::shared::term::Attribute;

pub(crate) static RULE: Rule = Rule {
    code: "B05",
    name: "one_off_differs",
    title: "一次性项目的实施期与年度资金总额不同",
    severity: Severity::Error,
    since: "0.1.0",
    kinds: Kinds::Project,
    except: &["central-2015", "cost-first-2021"],
    reads: &[
        Field::Text(TextField::Attribute),
        Field::Fund(Side::Period, FundLine::Total),
        Field::Fund(Side::Annual, FundLine::Total),
    ],
    waivable: false,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "项目属性是一次性项目，实施期和年度的资金总额不相等。",
        why: "一次性项目一年结束，两侧说的是同一笔钱。",
        basis: "经验",
        bad: "一次性项目，实施期 160,000 元，年度 80,000 元",
        good: "一次性项目，两侧都是 80,000 元",
        exceptions: "有一侧空白或不是数字时不查。",
        change: "一年做完就改成同一个数；要做几年就把项目属性改成延续性项目。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    let advice = "改成同一个数；做几年的改为延续性项目。";
    totals_differ(view, Attribute::OneOff, "一次性项目", advice)
}

/// A fault where the attribute is `wanted` and the two totals differ.
pub(super) fn totals_differ(view: &View<'_>, wanted: Attribute, title: &str, advice: &str) -> Outcome {
    let attribute = view.text(TextField::Attribute);
    let totals = funds::both_totals(view);
    if attribute.trim().is_empty() {
        return Outcome::NotYet;
    }
    if Attribute::of(attribute) != Some(wanted) || !view.has_side(Side::Period) {
        return Outcome::NotApplicable;
    }
    let Some((period, annual)) = totals else { return Outcome::NotYet };
    if period == annual {
        return Outcome::Pass;
    }
    let message = format!("{title}：实施期 {} 元，年度 {} 元，不相等。", period.printed(), annual.printed());
    let place = funds::total_place(Side::Annual);
    Outcome::Findings(vec![
        Fault::new(place, message, advice)
            .with(funds::total_place(Side::Period))
            .with(FieldPath::Text(TextField::Attribute)),
    ])
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().funds("160000", "80000"), ["funds.annual.total"]),
        bad(project().funds("80000.01", "80000"), ["funds.annual.total"]),
        good(project()),
        good(project().fund(Side::Annual, FundLine::Total, "80000.00")),
        not_yet(project().funds("", "80000")),
        not_yet(blank()),
        not_applicable(project().text(TextField::Attribute, "延续性项目(阶段开展)")),
        not_applicable(project().template("central-2015").funds("160000", "80000")),
    ]
}
