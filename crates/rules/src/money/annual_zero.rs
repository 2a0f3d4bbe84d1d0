//! B11: no money in the year.

use crate::prelude::*;
use crate::shared::funds;
use jibiao_model::Entry;

pub(crate) static RULE: Rule = Rule {
    code: "B11",
    name: "annual_zero",
    title: "年度资金总额是 0 或没有填写",
    severity: Severity::Error,
    since: "0.1.0",
    kinds: Kinds::Project,
    except: &[],
    reads: &[
        Field::Fund(Side::Annual, FundLine::Total),
        Field::Fund(Side::Annual, FundLine::Central),
        Field::Fund(Side::Annual, FundLine::Provincial),
        Field::Fund(Side::Annual, FundLine::Local),
        Field::Fund(Side::Annual, FundLine::SelfRaised),
        Field::Fund(Side::Annual, FundLine::Other),
    ],
    waivable: false,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "年度资金总额写了 0，或者检查时还空着。",
        why: "有预算的项目才填绩效目标表，当年没有钱的项目不必申报。",
        basis: "经验",
        bad: "年度资金总额 0.00 元",
        good: "年度资金总额 80,000 元",
        exceptions: "填写过程中的空白不提示；有来源写的不是数字时，先改那一处。",
        change: "填当年的预算数；当年没有预算的项目撤回这张表。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    let wrong = match view.fund(Side::Annual, FundLine::Total) {
        Entry::Blank if view.typing() => return Outcome::NotYet,
        Entry::Raw(_) => return Outcome::NotYet,
        // What does not read is not in the sum; it is told where it stands.
        _ if FundLine::SOURCES.iter().any(|source| matches!(view.fund(Side::Annual, *source), Entry::Raw(_))) => {
            return Outcome::NotYet;
        }
        Entry::Blank => "没有填写",
        Entry::Read(total) if total.0.is_zero() => "是 0",
        Entry::Read(_) => return Outcome::Pass,
    };
    let message = format!("年度资金总额：{wrong}。");
    Outcome::Findings(vec![Fault::new(
        funds::total_place(Side::Annual),
        message,
        "填当年的预算数；没有预算就撤回这张表。",
    )])
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().fund(Side::Annual, FundLine::Total, "0.00"), ["funds.annual.total"]),
        bad(project().fund(Side::Annual, FundLine::Total, ""), ["funds.annual.total"]),
        good(project()),
        good(project().funds("0.01", "0.01").value(3, "≤0.01元")),
        not_yet(project().fund(Side::Annual, FundLine::Total, "0").fund(Side::Annual, FundLine::Local, "1o0000")),
        not_yet(blank()).typing(),
        not_yet(project().fund(Side::Annual, FundLine::Total, "八万")),
    ]
}
