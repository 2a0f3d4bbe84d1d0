//! C05: a satisfaction that is no lower bound in percent.

use super::no_unit;
use crate::prelude::*;
use jibiao_model::value::{Reading, Scale, Sign};

pub(crate) static RULE: Rule = Rule {
    code: "C05",
    name: "satisfaction_not_percent",
    title: "满意度的值不是“≥百分比”",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: rows::READS,
    waivable: true,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "满意度指标的值不是 ≥（或 >）加百分数。",
        why: "满意度是一个下限；写成文字、没有符号或写 ≤，就没有可比的底线。",
        basis: "经验",
        bad: "沿河居民满意度 满意",
        good: "沿河居民满意度 ≥90%",
        exceptions: "没有值的由 A14 提示，只缺单位的由 C02 提示。",
        change: "写成 ≥90% 这样的下限。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    rows::test_filled(view, |row| {
        // 服务对象投诉率 is told by what it is.
        if row.level1() != Some(Level1::Satisfaction) || row.name().contains("投诉") {
            return Verdict::Other;
        }
        match row.reading() {
            _ if no_unit::lacks_unit(row) => Verdict::Pass,
            Reading::Ratio { sign: Sign::AtLeast | Sign::Greater, scale: Scale::Percent, .. } => Verdict::Pass,
            _ => {
                let message = format!("指标{}：值“{}”不是“≥百分比”。", quoted(row.name()), clip(row.value(), 12));
                let fault = Fault::new(row.cell(RowField::Value), message, "写成“≥90%”这样的下限。");
                Verdict::Fault(fault.read(row.cell(RowField::Value), clip(row.value(), 60)))
            }
        }
    })
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().value(6, "满意"), ["indicators.period[6].value"]),
        bad(project().value(6, "90%"), ["indicators.period[6].value"]),
        bad(unit().value(6, "≤90%"), ["indicators[6].value"]),
        bad(project().value(6, "≥0.9"), ["indicators.period[6].value"]),
        pass(project().value(6, "≥90")),
        good(project().value(6, ">95%")),
        pass(project().both("满意度指标", "服务对象满意度指标", "渔民投诉率", "≤2%")),
        good(project().value(6, "≥92.5%")),
        pass(project().value(6, "不低于90%")),
        not_yet(project().without(|row| row.id.0 > 1).value(0, "")),
        not_applicable(project().without(|row| row.level1 == "满意度指标")),
    ]
}
