//! C18: a cost with a lower bound.

use crate::prelude::*;
use jibiao_model::value::Sign;

pub(crate) static RULE: Rule = Rule {
    code: "C18",
    name: "cost_with_floor",
    title: "成本指标写了下限",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: rows::READS,
    waivable: true,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "成本指标的值是金额，符号是 ≥ 或 >。",
        why: "成本要控制在多少以内；写成不少于，花得越多越达标。",
        basis: "经验",
        bad: "河道巡查成本 ≥80000元",
        good: "河道巡查成本 ≤80000元",
        exceptions: "补贴不低于某标准这类要求，放到质量指标里写。",
        change: "改成 ≤，或不写符号表示按实际数。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    rows::test_filled(view, |row| {
        if !row.is_cost() || !row.reading().is_money() {
            return Verdict::Other;
        }
        let floor = matches!(row.reading().sign(), Some(Sign::AtLeast | Sign::Greater));
        Verdict::of(floor.then(|| {
            let message =
                format!("成本指标{}：“{}”是下限，花多少都算完成。", quoted(row.name()), clip(row.value(), 14));
            Fault::new(row.cell(RowField::Value), message, "成本写上限，改成 ≤。")
                .read(row.cell(RowField::Value), clip(row.value(), 60))
        }))
    })
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().value(3, "≥80000元"), ["indicators.period[3].value"]),
        bad(project().value(3, "大于8万元/年"), ["indicators.period[3].value"]),
        bad(unit().value(3, ">8万元"), ["indicators[3].value"]),
        good(project().value(3, "80000元")),
        good(project().value(3, "≤80000元")),
        pass(project().value(3, "不超过8万元")),
        not_yet(project().without(|row| row.id.0 > 1).value(0, "")),
        not_applicable(project().without(|row| row.level2 == "成本指标")),
    ]
}
