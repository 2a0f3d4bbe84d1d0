//! C07: a name that denotes money with a value in another unit.

use super::no_unit;
use crate::prelude::*;
use crate::shared::names;

pub(crate) static RULE: Rule = Rule {
    code: "C07",
    name: "money_without_yuan",
    title: "名称是钱，值却不是元",
    severity: Severity::Error,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: rows::READS,
    waivable: false,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "名称以补贴、费、费用、成本、金额、经费、资金、补助、工资、津贴、支出结尾（成本指标里还有标准），值里没有元。",
        why: "单位写错后，金额既读不出来也合计不了。",
        basis: "经验",
        bad: "巡护员补贴 260人/月",
        good: "巡护员补贴 260元/人/月",
        exceptions: "名称被打印截短的，按另一侧的全名判断；没有值的由 A14 提示，只缺单位的由 C02 提示。",
        change: "把单位改成元或万元；值写对了就改名称。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    rows::test_filled(view, |row| {
        let name = row.full_name();
        // 社会成本 无: there is none.
        let none = ["无", "不涉及"].contains(&row.value());
        if none || !names::denotes_money(name, row.is_cost()) {
            return Verdict::Other;
        }
        let place = row.cell(RowField::Value);
        let other = !row.value().contains('元') && !no_unit::lacks_unit(row);
        Verdict::of(other.then(|| {
            let message = format!("指标{}：说的是钱，值“{}”不是元。", quoted(name), clip(row.value(), 10));
            Fault::new(place, message, "单位改成元或万元，或改名称。").read(place, clip(row.value(), 60))
        }))
    })
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    let row = |name, value| project().both("产出指标", "成本指标", name, value);
    vec![
        bad(row("巡护员补贴", "260人/月"), ["indicators.period[7].value"]),
        bad(row("巡护补助标准（每季）", "150次"), ["indicators.period[7].value"]),
        bad(project().name(0, "巡查经费"), ["indicators.period[0].value"]),
        bad(row("巡护经费总额", "60人"), ["indicators.period[7].value"]),
        pass(project().both("效益指标", "社会效益指标", "减少水资源浪费", "减少")),
        pass(row("巡护员补贴", "≤260")),
        good(row("巡护员补贴", "260元/人/月")),
        good(project().name(1, "补助标准").name(0, "补贴发放次数")),
        good(project().cell(Side::Annual, 2, RowField::Name, "巡查经费").cell(
            Side::Period,
            2,
            RowField::Name,
            "巡查经费到位时间",
        )),
        not_yet(project().without(|row| row.id.0 > 1).value(0, "")),
        not_applicable(project().without(|row| row.id.0 > 1)),
    ]
}
