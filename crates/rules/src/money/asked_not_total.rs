//! B19: the amount that 项目概况 asks for is not the total.

use super::told::{self, PLACE, Told};
use crate::facts::{Quantity, Span};
use crate::prelude::*;
use crate::shared::text::clip_end;
use jibiao_model::Yuan;
use rust_decimal::Decimal;

pub(crate) static RULE: Rule = Rule {
    code: "B19",
    name: "asked_not_total",
    title: "概况里申请的金额不等于资金总额",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Project,
    except: &[],
    reads: told::READS,
    waivable: true,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "项目概况里“项目资金为、共需、申请、年预算”后面的金额，既不等于年度资金总额，也不等于实施期资金总额；写明几年一共的（三年共需），不等于实施期资金总额。",
        why: "概况沿用上年或测算后没有更新，表内两个总额不同。",
        basis: "经验",
        bad: "本年申请资金 9 万元；资金总额 80,000 元",
        good: "本年申请资金 8 万元；资金总额 80,000 元",
        exceptions: "有一处与总额相同，或几处申请加起来等于总额的，不提示；万元按写出的位数四舍五入后相同算相同，写约的相差不到百分之五算相同；总投资、合同价、以前年度的金额不查；单位写错由 B21 提示。",
        change: "核对后改概况里的金额，或改资金总额。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    let told = match Told::of(view) {
        Ok(told) => told,
        Err(outcome) => return outcome,
    };
    let asked = told.asked();
    let Some(last) =
        asked.iter().rfind(|amount| amount.total).or_else(|| asked.iter().max_by_key(|amount| amount.number))
    else {
        return Outcome::NotApplicable;
    };
    // What several years need together is no year's total.
    let term = told.of_term(last);
    let own = Told { annual: told.annual.filter(|_| term.is_none() || told.period.is_none()), ..told };
    let made = |sum: Option<Decimal>| {
        let near = |total: Decimal| sum.is_some_and(|sum| (sum - total).abs() <= Decimal::from(51));
        own.annual.into_iter().chain(own.period).any(|total| near(total.0))
    };
    let is_total =
        |amount: &Quantity| if amount.core == last.core { own.is_total(amount) } else { told.is_total(amount) };
    let fits = told.facts.amounts().any(is_total)
        || asked.iter().any(|amount| told.is_slip(amount.number))
        || made(sum(asked.iter().copied()))
        || made(sum(told.facts.amounts()));
    if fits {
        return Outcome::Pass;
    }
    let from = term.map_or(last.before, |start| Span::new(start, last.span.start));
    let said = clip_end(told.facts.quote(from.to(last.span)), 12);
    let message = format!("项目概况：“{said}”，{}。", no_total(&told, term.is_some(), last.wan_decimals.is_some()));
    let fault = Fault::new(PLACE, message, "核对后改成一致。").quote(PLACE, told.facts, last.span);
    Outcome::Findings(vec![told::with_totals(&told, fault)])
}

/// Which totals it is not: of several years that of the term, else both where they differ.
fn no_total(told: &Told<'_>, of_term: bool, in_wan: bool) -> String {
    let printed = |total: Yuan| clip(&told::printed(total.0, in_wan), 16);
    match (told.annual, told.period) {
        (Some(annual), Some(period)) if annual == period => format!("不是资金总额{}", printed(annual)),
        (_, Some(period)) if of_term => format!("不是实施期资金总额{}", printed(period)),
        (Some(annual), Some(period)) => {
            format!("不是年度的{}，也不是实施期的{}", printed(annual), printed(period))
        }
        (annual, period) => format!("不是资金总额{}", annual.or(period).map(printed).unwrap_or_default()),
    }
}

fn sum<'q>(mut amounts: impl Iterator<Item = &'q Quantity>) -> Option<Decimal> {
    amounts.try_fold(Decimal::ZERO, |sum, amount| sum.checked_add(amount.number))
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    let overview = |text: &str| project().text(TextField::Overview, text);
    vec![
        bad(overview("为做好河道巡查，2026年申请巡查经费9万元。"), ["overview"]),
        bad(overview("项目资金为85000元，用于河道巡查。"), ["overview"]),
        bad(overview("河道巡查每年需经费7.5万元。"), ["overview"]),
        bad(overview("河道巡查三年共需8万元。").funds("240000", "80000").text(TextField::Term, "3年"), ["overview"]),
        pass(overview("河道巡查三年共需24万元。").funds("240000", "80000").text(TextField::Term, "3年")),
        good(overview("为做好河道巡查，2026年申请巡查经费8万元。")),
        good(overview("申请巡查经费6万元，申请打捞经费2万元。")),
        good(overview("2024年申请巡查经费9万元，由上级安排。")),
        good(overview("巡查共需约8.2万元。")),
        not_applicable(project()),
        not_yet(project().text(TextField::Overview, "")),
    ]
}

#[cfg(test)]
mod tests {
    use crate::testing::{faults, project};
    use jibiao_model::path::TextField;

    #[test]
    fn the_total_that_the_text_speaks_of_is_named() {
        let said = |overview: &str, period: &str| {
            let form = project().text(TextField::Overview, overview).funds(period, "180000");
            let found = faults(&super::RULE, form);
            found.first().map(|fault| fault.message.clone()).unwrap_or_default()
        };
        let of_term = "项目概况：“三年共需126万元”，不是实施期资金总额54万元。";
        assert_eq!(said("三年共需126万元。", "540000"), of_term);
        let both = "项目概况：“共需126万元”，不是年度的18万元，也不是实施期的54万元。";
        assert_eq!(said("共需126万元。", "540000"), both);
        assert_eq!(said("共需126万元。", "180000"), "项目概况：“共需126万元”，不是资金总额18万元。");
        assert_eq!(said("共需126万元。", ""), "项目概况：“共需126万元”，不是资金总额18万元。");
    }
}
