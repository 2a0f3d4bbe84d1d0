//! B07: a regular project whose period and year cost different amounts.

use super::one_off_differs::totals_differ;
use crate::prelude::*;
use crate::shared::term::Attribute;

pub(crate) static RULE: Rule = Rule {
    code: "B07",
    name: "regular_differs",
    title: "经常性项目的实施期与年度资金总额不同",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Project,
    except: &["central-2015", "cost-first-2021"],
    reads: &[
        Field::Text(TextField::Attribute),
        Field::Fund(Side::Period, FundLine::Total),
        Field::Fund(Side::Annual, FundLine::Total),
    ],
    waivable: true,
    default_on: true,
    risk: Risk::Medium,
    doc: Doc {
        checks: "项目属性是经常性项目，实施期和年度的资金总额不相等。",
        why: "经常性项目没有终点，这套表样的习惯是实施期只填一年的数，两侧相等。",
        basis: "经验",
        bad: "经常性项目，实施期 400,000 元，年度 80,000 元",
        good: "经常性项目，两侧都是 80,000 元",
        exceptions: "当地要求实施期填几年合计的，忽略并说明；有一侧空白或不是数字时不查。",
        change: "实施期改成一年的数；有明确年限的改为延续性项目。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    let advice = "实施期填一年的数；有年限的改为延续性项目。";
    totals_differ(view, Attribute::Regular, "经常性项目", advice)
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    let regular = || project().text(TextField::Attribute, "经常性项目(长期开展)").text(TextField::Term, "99年");
    vec![
        bad(regular().funds("400000", "80000"), ["funds.annual.total"]),
        bad(regular().funds("80000", "79999.99"), ["funds.annual.total"]),
        good(regular()),
        good(regular().text(TextField::Attribute, "经常性项目（长期开展）")),
        not_yet(regular().funds("80000", "")),
        not_applicable(project()),
    ]
}
