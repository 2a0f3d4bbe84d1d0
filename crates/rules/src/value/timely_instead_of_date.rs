//! C17: 及时 where a date could stand.

use crate::prelude::*;

pub(crate) static RULE: Rule = Rule {
    code: "C17",
    name: "timely_instead_of_date",
    title: "时效指标只写了及时",
    severity: Severity::Hint,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: rows::READS,
    waivable: true,
    default_on: false,
    risk: Risk::High,
    doc: Doc {
        checks: "时效指标的名称是支付、发放、采购、完成一类有日子的事，值只写“及时”。",
        why: "及时没有期限，年终很难说有没有做到。",
        basis: "经验",
        bad: "补贴发放及时性 及时",
        good: "补贴发放时间 每月15日前",
        exceptions: "随时发生、没有固定日子的事可以写及时，所以默认关闭。",
        change: "写出最晚的日期。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    let outcome = rows::test_filled(view, |row| {
        let dated = DATED.iter().any(|word| row.name().contains(word));
        if row.level2() != Some(Level2::Timeliness) || !dated {
            return Verdict::Other;
        }
        Verdict::of((row.value() == "及时").then(|| rows::value_fault(row, "没有期限", "写出最晚的日期。")))
    });
    rows::one_line(outcome)
}

/// Deeds that have a day.
const DATED: [&str; 12] =
    ["支付", "发放", "拨付", "采购", "购置", "完成", "验收", "报送", "竣工", "开工", "下达", "缴纳"];

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().name(2, "巡查补贴发放及时性").value(2, "及时"), ["indicators.period[2].value"]),
        bad(unit().name(2, "水泵采购及时性").value(2, "及时"), ["indicators[2].value"]),
        good(project().name(2, "险情处置及时性").value(2, "及时")),
        good(project().name(2, "巡查完成时间").value(2, "12月底前")),
        not_yet(project().without(|row| row.id.0 > 1).value(0, "")),
        not_applicable(project().name(2, "险情处置及时性").value(2, "及时")),
    ]
}
