//! C25: a unit in another spelling than the canonical one.

use crate::prelude::*;
use jibiao_model::value::with_canonical_units;

pub(crate) static RULE: Rule = Rule {
    code: "C25",
    name: "unit_spelling",
    title: "单位不是规范写法",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: rows::READS,
    waivable: true,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "面积、体积等单位写成平方、平米、㎡、m²、M2、立方等。",
        why: "同一单位多种写法，汇总时会算作几种单位。",
        basis: "经验",
        bad: "清淤面积 1850m ²",
        good: "清淤面积 1850平方米",
        exceptions: "平方公里、立方厘米等完整写法不算。",
        change: "面积写平方米，体积写立方米。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    rows::test_filled(view, |row| {
        let unit = row.reading().head_unit().unwrap_or_default();
        if !(unit.starts_with("平方") || unit.starts_with("立方")) {
            return Verdict::Other;
        }
        Verdict::of(with_canonical_units(row.value()).map(|straight| {
            let place = row.cell(RowField::Value);
            let message = format!("指标{}：值“{}”的单位不规范。", quoted(row.name()), clip(row.value(), 12));
            Fault::new(place, message, format!("写成“{}”。", clip(&straight, 14)))
                .read(place, clip(row.value(), 60))
                .fixed(Safety::Safe, place, straight)
        }))
    })
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    let area = |value| project().name(0, "清淤面积").value(0, value);
    vec![
        bad(area("≥1850m ²"), ["indicators.period[0].value"]),
        bad(area("1850平米"), ["indicators.period[0].value"]),
        bad(area("1850立方/年"), ["indicators.period[0].value"]),
        good(area("1850平方米")),
        good(area("20平方公里")),
        not_yet(project().without(|row| row.id.0 > 1).value(0, "")),
        not_applicable(project().without(|row| row.level2 != "社会效益指标")),
    ]
}
