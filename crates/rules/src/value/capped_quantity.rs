//! C20: an output with an upper bound.

use crate::prelude::*;
use jibiao_model::value::{Reading, Sign};

pub(crate) static RULE: Rule = Rule {
    code: "C20",
    name: "capped_quantity",
    title: "数量指标写了上限",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: rows::READS,
    waivable: true,
    default_on: true,
    risk: Risk::Medium,
    doc: Doc {
        checks: "数量指标的值带 ≤ 或 <，单位不是百分比。",
        why: "产出要做到多少；写成不超过，一件不做也算完成。",
        basis: "经验",
        bad: "堤坡绿化面积 ≤1850平方米",
        good: "堤坡绿化面积 ≥1850平方米",
        exceptions: "聘用人数等属于投入、确实要控制的，忽略并说明。",
        change: "改成 ≥，或不写符号表示恰好这么多。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    rows::test_filled(view, |row| {
        let counted = matches!(row.reading(), Reading::Count { .. }) || row.reading().is_money();
        if row.level2() != Some(Level2::Quantity) || !counted {
            return Verdict::Other;
        }
        let capped = matches!(row.reading().sign(), Some(Sign::AtMost | Sign::Less));
        Verdict::of(capped.then(|| {
            let message = format!("数量指标{}：“{}”是上限，不做也算完成。", quoted(row.name()), clip(row.value(), 14));
            Fault::new(row.cell(RowField::Value), message, "产出写下限或准数；确实要控制就说明理由。")
                .read(row.cell(RowField::Value), clip(row.value(), 60))
        }))
    })
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().value(0, "≤24次"), ["indicators.period[0].value"]),
        bad(project().name(0, "清理面积").value(0, "不超过300平方米"), ["indicators.period[0].value"]),
        bad(unit().value(0, "<24次"), ["indicators[0].value"]),
        good(project().value(0, "24次")),
        good(project().value(0, "≥24次")),
        not_applicable(project().name(0, "漏巡占比").value(0, "≤2%")),
        not_yet(project().without(|row| row.id.0 > 1).value(0, "")),
        not_applicable(project().without(|row| row.level2 == "数量指标")),
    ]
}
