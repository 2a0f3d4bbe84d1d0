//! C04: a rate above 100 % or below zero.

use crate::prelude::*;
use jibiao_model::value::{Reading, Scale};
use rust_decimal::Decimal;

pub(crate) static RULE: Rule = Rule {
    code: "C04",
    name: "rate_out_of_range",
    title: "比率超出 0 到 100%",
    severity: Severity::Error,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: rows::READS,
    waivable: false,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "名称含率、含满意或以度结尾的指标，百分数大于 100% 或小于 0。",
        why: "这类指标是部分占全部的比，不会超过全部。",
        basis: "经验",
        bad: "沿河居民满意度 ≥900%",
        good: "沿河居民满意度 ≥90%",
        exceptions: "增长率、完成计划的百分比等可以超过 100% 的，改用别的名称或说明理由后请财政部门调整。",
        change: "改成 0 到 100% 之间的数。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    rows::test_filled(view, |row| {
        let Reading::Ratio { number, scale: Scale::Percent, .. } = row.reading() else { return Verdict::Other };
        let name = row.full_name();
        if !(name.contains('率') || name.ends_with('度') || name.contains("满意")) || name.contains("增长") {
            return Verdict::Other;
        }
        let wrong = *number > Decimal::ONE_HUNDRED || *number < Decimal::ZERO;
        Verdict::of(wrong.then(|| {
            let message = format!("指标{}：{} 不在 0 到 100% 之间。", quoted(name), clip(row.value(), 12));
            Fault::new(row.cell(RowField::Value), message, "改成 100% 以内的数。")
                .read(row.cell(RowField::Value), clip(row.value(), 60))
        }))
    })
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().value(1, "≥980%"), ["indicators.period[1].value"]),
        bad(project().value(6, "≥100.01%"), ["indicators.period[6].value"]),
        good(project().value(1, "100%")),
        good(project().value(1, "0%")),
        good(project().name(1, "巡查里程增长率").value(1, "≥120%")),
        not_yet(project().without(|row| row.id.0 > 1).value(0, "")),
        not_applicable(project().without(|row| row.id.0 > 1)),
    ]
}
