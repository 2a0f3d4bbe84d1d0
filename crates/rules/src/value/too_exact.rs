//! C37: a number more exact than its thing.

use crate::prelude::*;
use jibiao_model::value::{Reading, UnitKind};

pub(crate) static RULE: Rule = Rule {
    code: "C37",
    name: "too_exact",
    title: "数字精确得没有道理",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: rows::READS,
    waivable: true,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "百分比的小数超过两位，或者次、人、台这类整件的东西写了小数。",
        why: "人和次没有半个；小数太多一般是算出来直接贴上的。",
        basis: "经验",
        bad: "河道巡查次数 24.5次",
        good: "河道巡查次数 24次",
        exceptions: "平方米、公里、万元这类量可以有小数；1.5万人合 15000 人，可以。",
        change: "取整，或保留两位小数。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    rows::test_filled(view, |row| {
        let wrong = match row.reading() {
            Reading::Ratio { number, .. } => {
                (number.normalize().scale() > 2).then_some(("小数超过两位", "保留两位小数。"))
            }
            Reading::Count { .. } if row.reading().unit_kind() == Some(UnitKind::Countable) => row
                .reading()
                .count()
                .filter(|count| !count.is_integer())
                .map(|_| ("数的是整件的东西，不能有小数", "改成整数。")),
            _ => return Verdict::Other,
        };
        Verdict::of(wrong.map(|(wrong, advice)| rows::value_fault(row, wrong, advice)))
    })
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().value(0, "≥24.5次"), ["indicators.period[0].value"]),
        bad(project().value(1, "≥98.125%"), ["indicators.period[1].value"]),
        bad(unit().name(0, "巡查点位").value(0, "1.23456万处"), ["indicators[0].value"]),
        good(project().value(1, "≥98.12%")),
        good(project().name(0, "清淤长度").value(0, "18.655公里")),
        good(project().name(0, "受益群众").value(0, "1.5万人")),
        not_yet(project().without(|row| row.id.0 > 1).value(0, "")),
        not_applicable(project().without(|row| row.value.contains(|c: char| c.is_ascii_digit())).both(
            "产出指标",
            "质量指标",
            "归档",
            "规范",
        )),
    ]
}
