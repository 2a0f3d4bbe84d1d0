//! B04: the year costs more than the whole period.

use crate::prelude::*;
use crate::shared::funds;

pub(crate) static RULE: Rule = Rule {
    code: "B04",
    name: "annual_above_period",
    title: "年度资金总额大于实施期资金总额",
    severity: Severity::Error,
    since: "0.1.0",
    kinds: Kinds::Project,
    except: &[],
    reads: &[Field::Fund(Side::Period, FundLine::Total), Field::Fund(Side::Annual, FundLine::Total)],
    waivable: false,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "年度资金总额比实施期资金总额大。",
        why: "年度是实施期的一部分，不会超过全部。",
        basis: "经验",
        bad: "实施期 80,000 元，年度 90,000 元",
        good: "实施期 240,000 元，年度 80,000 元",
        exceptions: "只有年度一侧的模板不查；有一侧空白或不是数字时不查。",
        change: "两侧填反的对调；实施期漏了以后年度的补上。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    if !view.has_side(Side::Period) {
        return Outcome::NotApplicable;
    }
    let Some((period, annual)) = funds::both_totals(view) else { return Outcome::NotYet };
    if annual <= period {
        return Outcome::Pass;
    }
    let message = format!("年度资金总额：{} 元，比实施期的 {} 元多。", annual.printed(), period.printed());
    let place = funds::total_place(Side::Annual);
    Outcome::Findings(vec![
        Fault::new(place, message, "核对两侧是否填反，或补齐实施期。").with(funds::total_place(Side::Period)),
    ])
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    let three_years = |period, annual| {
        project().text(TextField::Attribute, "延续性项目").text(TextField::Term, "3年").funds(period, annual)
    };
    vec![
        bad(three_years("80000", "90000"), ["funds.annual.total"]),
        bad(three_years("80000", "80000.01"), ["funds.annual.total"]),
        good(project()),
        good(three_years("80000", "80000").text(TextField::GoalAnnual, "当年巡查二十四次，河道无堵塞。")),
        pass(three_years("80000.01", "80000")),
        not_yet(project().funds("", "80000")),
        not_applicable(project().template("cost-first-2021").without_side(Side::Period)),
    ]
}
