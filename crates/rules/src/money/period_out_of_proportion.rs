//! B06: a running project whose period and years do not agree.

use crate::prelude::*;
use crate::shared::funds;
use crate::shared::term::{self, Attribute};
use rust_decimal::Decimal;

pub(crate) static RULE: Rule = Rule {
    code: "B06",
    name: "period_out_of_proportion",
    title: "延续性项目的实施期资金与年数不相称",
    severity: Severity::Warning,
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
    default_on: true,
    risk: Risk::Medium,
    doc: Doc {
        checks: "延续性项目，实施期资金总额超过年度资金总额乘年数的 1.5 倍。",
        why: "各年安排差得太多，或者有一处写错了位数。",
        basis: "经验",
        bad: "3 年项目，年度 80000 元，实施期 400000 元",
        good: "3 年项目，年度 80000 元，实施期 240000 元",
        exceptions: "实施期比年度少的由 B04 提示；前后年度确实差得多的，忽略并说明各年安排。",
        change: "核对两个总额和项目期。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    let attribute = Attribute::of(view.text(TextField::Attribute));
    let years = term::years(view.text(TextField::Term)).filter(|years| (2..=10).contains(years));
    let totals = funds::both_totals(view);
    if attribute.is_some_and(|attribute| attribute != Attribute::Continuing) {
        return Outcome::NotApplicable;
    }
    let (Some(years), Some((period, annual)), Some(_)) = (years, totals, attribute) else { return Outcome::NotYet };
    let most = annual.0.checked_mul(Decimal::from(years)).and_then(|sum| sum.checked_mul(Decimal::new(15, 1)));
    let over = annual.0 > Decimal::ZERO && most.is_some_and(|most| period.0 > most);
    if !over {
        return Outcome::Pass;
    }
    let message =
        format!("实施期资金总额：{} 元，与年度 {} 元乘 {years} 年不相称。", period.printed(), annual.printed());
    let fault = Fault::new(funds::total_place(Side::Period), message, "核对两个总额和项目期。");
    Outcome::Findings(vec![fault.with(funds::total_place(Side::Annual)).with(FieldPath::Text(TextField::Term))])
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    let running = |term| {
        let goal = "当年巡查二十四次，河道无堵塞。";
        let form = project().text(TextField::Attribute, "延续性项目(阶段开展)").text(TextField::GoalAnnual, goal);
        form.text(TextField::Term, term)
    };
    vec![
        bad(running("3年").funds("360000.01", "80000"), ["funds.period.total"]),
        bad(running("5年").funds("800000", "80000"), ["funds.period.total"]),
        pass(running("3年").funds("80000", "0")),
        pass(running("3年").funds("360000", "80000")),
        good(running("3年").funds("240000", "80000").without(|row| row.level2 == "成本指标").both(
            "产出指标",
            "成本指标",
            "河道巡查成本",
            "8万元/年",
        )),
        good(running("2年").funds("80000", "80000")),
        not_yet(running("3年").funds("", "80000")),
        not_applicable(project().funds("800000", "80000")),
    ]
}
