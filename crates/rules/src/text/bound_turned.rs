//! E02: the text says at least and the indicator at most, or the other way round.

use super::judge::{fault, turned};
use crate::claims;
use crate::facts::Bound;
use crate::prelude::*;

pub(crate) static RULE: Rule = Rule {
    code: "E02",
    name: "bound_turned",
    title: "指标值的方向与文字相反",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: claims::READS,
    waivable: true,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "文字写不少于、不低于、以上，同一名词的指标值却是 ≤ 或 <；文字写不超过、以内，指标值却是 ≥ 或 >。",
        why: "方向反了，做得越少得分越高。",
        basis: "经验",
        bad: "计划“咨询时间不少于30分钟”；咨询时间 ≤30分钟",
        good: "计划“咨询时间不少于30分钟”；咨询时间 ≥30分钟",
        exceptions: "两个数之间还有余地的（文字不少于10次，指标 ≤20次）不提示。",
        change: "按文字把 ≤ 改成 ≥，或改正文字。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    if claims::TEXTS.iter().all(|field| view.text(*field).trim().is_empty()) {
        return Outcome::NotYet;
    }
    rows::test_filled(view, |row| {
        if row.claims().is_empty() {
            return Verdict::Other;
        }
        let Some(claim) = turned(row) else { return Verdict::Pass };
        let advice = if claim.bound == Bound::AtMost { "核对，应为≤。" } else { "核对，应为≥。" };
        Verdict::Fault(fault(view, row, claim, "方向相反", advice))
    })
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    let plan = |text: &str, level2: &str, name: &str, value: &str| {
        project().text(TextField::Plan, text).both("产出指标", level2, name, value)
    };
    vec![
        bad(
            plan("专家咨询时间不能少于半小时。", "时效指标", "专家咨询时间", "≤30分钟"),
            ["indicators.period[7].value"],
        ),
        bad(plan("抢险响应时间不超过2小时。", "时效指标", "抢险响应时间", "≥2小时"), ["indicators.period[7].value"]),
        good(plan("专家咨询时间不少于半小时。", "时效指标", "专家咨询时间", "≥30分钟")),
        good(plan("抢险响应时间不超过2小时。", "时效指标", "抢险响应时间", "≤120分钟")),
        good(plan("会议时间不少于半小时。", "时效指标", "系统维护时间", "≤30分钟")),
        not_yet(blank()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::faults;

    #[test]
    fn the_advice_is_the_sign_of_the_text() {
        let advice = |text: &str, value: &str| {
            let form = project().text(TextField::Plan, text).both("产出指标", "时效指标", "抢险响应时间", value);
            faults(&RULE, form).pop().unwrap().advice
        };
        assert_eq!(advice("抢险响应时间不超过2小时。", "≥2小时"), "核对，应为≤。");
        assert_eq!(advice("抢险响应时间不少于2小时。", "≤2小时"), "核对，应为≥。");
    }
}
