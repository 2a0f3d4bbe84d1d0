//! B08: a regular project with one sum on both sides.

use crate::prelude::*;
use crate::shared::funds;
use crate::shared::term::{self, Attribute};

pub(crate) static RULE: Rule = Rule {
    code: "B08",
    name: "regular_period_equals_annual",
    title: "经常性项目实施期与年度相同",
    severity: Severity::Hint,
    since: "0.1.0",
    kinds: Kinds::Project,
    except: &[],
    reads: &[
        Field::Text(TextField::Attribute),
        Field::Text(TextField::Term),
        Field::Fund(Side::Period, FundLine::Total),
        Field::Fund(Side::Annual, FundLine::Total),
    ],
    waivable: true,
    default_on: false,
    risk: Risk::High,
    doc: Doc {
        checks: "经常性项目、项目期 99 年，实施期资金总额与年度相同。",
        why: "这是本地的填法，说明一次即可。",
        basis: "经验",
        bad: "99 年，实施期、年度都是 80000 元",
        good: "按当地要求填写",
        exceptions: "大多数经常性项目都这样填，所以默认关闭。",
        change: "当地没有别的要求时不用改。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    let attribute = Attribute::of(view.text(TextField::Attribute));
    let years = term::years(view.text(TextField::Term));
    let totals = funds::both_totals(view);
    if attribute.is_some_and(|attribute| attribute != Attribute::Regular) || years.is_some_and(|years| years != 99) {
        return Outcome::NotApplicable;
    }
    let (Some(_), Some(_), Some((period, annual))) = (attribute, years, totals) else { return Outcome::NotYet };
    if period != annual {
        return Outcome::Pass;
    }
    let message = format!("实施期资金总额：与年度同为 {} 元，项目期 99 年。", period.printed());
    let fault = Fault::new(funds::total_place(Side::Period), message, "按本地填法，不用改。");
    Outcome::Findings(vec![fault.with(funds::total_place(Side::Annual))])
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    let regular = || project().text(TextField::Attribute, "经常性项目(长期开展)").text(TextField::Term, "99年");
    vec![
        bad(regular(), ["funds.period.total"]),
        bad(regular().value(3, "≤60000元").funds("60000", "60000"), ["funds.period.total"]),
        good(project()),
        pass(regular().funds("90000", "80000")),
        not_yet(regular().funds("", "")),
        good(
            project()
                .text(TextField::Attribute, "延续性项目")
                .text(TextField::Term, "2年")
                .text(TextField::GoalAnnual, "当年巡查二十四次，河道无堵塞。"),
        ),
    ]
}
