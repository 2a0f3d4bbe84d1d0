//! C38: a number below zero where none can be.

use crate::prelude::*;
use jibiao_model::value::{Reading, Unreadable, canonical};
use rust_decimal::Decimal;

pub(crate) static RULE: Rule = Rule {
    code: "C38",
    name: "negative_number",
    title: "指标值是负数",
    severity: Severity::Error,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: rows::READS,
    waivable: false,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "数量、金额、比率写成负数：-5处、≥-3次、负2万元。",
        why: "数量和金额不会小于零；减号多半是多打的，或者想写的是减少多少。",
        basis: "经验",
        bad: "清理河道数量 -5处",
        good: "清理河道数量 ≥5处",
        exceptions: "温度、名称里有增长、增减、变化、同比这类词的可以小于零；名称是率、度的百分数由 C04 提示。",
        change: "删去负号；想写减少多少的，名称里写减少，值写正数。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

/// Names of what may fall as well as rise.
const SIGNED: [&str; 12] =
    ["增长", "增幅", "增速", "增减", "增加", "变化", "变动", "同比", "环比", "温", "海拔", "标高"];

fn check(view: &View<'_>) -> Outcome {
    rows::test_filled(view, |row| {
        let Some(positive) = positive(row) else { return Verdict::of(None) };
        let place = row.cell(RowField::Value);
        let fault = rows::value_fault(row, "是负数", "删去负号；要写减少多少，把减少写进名称。");
        Verdict::Fault(match positive {
            text if text.is_empty() => fault,
            text => fault.fixed(Safety::Ask, place, text),
        })
    })
}

/// The value without its minus where it is a negative number that cannot be one; `None` for all others.
pub(super) fn positive(row: Row<'_, '_>) -> Option<String> {
    let (reading, spelled) = match row.reading() {
        Reading::Unreadable(Unreadable::Labelled(part)) if part.label == "负" => (&part.reading, true),
        other => (other, false),
    };
    if reading.number()? >= Decimal::ZERO && !spelled {
        return None;
    }
    let name = row.full_name();
    let rate = name.contains('率') || name.ends_with('度') || name.contains("满意");
    // C04 says what a rate of a part may be.
    let is_rate = rate && !spelled && matches!(reading, Reading::Ratio { .. });
    let is_degree = reading.head_unit().is_some_and(|unit| unit.contains('℃') || unit.contains('度'));
    if is_rate || is_degree || SIGNED.iter().any(|word| name.contains(word)) {
        return None;
    }
    Some(canonical(reading).replacen('-', "", 1))
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().value(0, "-5次"), ["indicators.period[0].value"]),
        bad(project().value(0, "≥-5次"), ["indicators.period[0].value"]),
        bad(project().value(0, "－5次"), ["indicators.period[0].value"]),
        bad(project().value(0, "负5次"), ["indicators.period[0].value"]),
        bad(project().value(3, "≤-2万元"), ["indicators.period[3].value"]),
        bad(unit().value(0, "-24"), ["indicators[0].value"]),
        good(project()),
        good(project().value(2, "3月至5月")),
        pass(project().name(0, "冷库温度").value(0, "≤-18℃")),
        pass(project().name(0, "巡查次数增减").value(0, "-2次")),
        pass(project().value(2, "2026-12-31")),
        pass(project().value(0, "10-20次")),
        pass(project().value(1, "-5%")),
        not_yet(project().without(|row| row.id.0 > 1).value(0, "")),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::faults;

    #[test]
    fn the_number_without_its_minus_is_offered() {
        for (value, positive) in [("-5次", "5次"), ("≥-5次", "≥5次"), ("负5次", "5次"), ("-1,200元", "1200元")]
        {
            let fix = faults(&RULE, project().value(0, value)).pop().unwrap().fix.unwrap();
            assert_eq!(fix.edits[0].1, positive);
            assert_eq!(fix.safety, Safety::Ask);
        }
    }
}
