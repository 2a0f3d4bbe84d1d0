//! C32: several quantities in one value.

use crate::facts::Unit;
use crate::prelude::*;
use jibiao_model::value::{Reading, Unreadable};

pub(crate) static RULE: Rule = Rule {
    code: "C32",
    name: "several_quantities",
    title: "一个值里写了几个数量",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: rows::READS,
    waivable: true,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "一个指标值里有两个以上带单位的数量，用分号或顿号隔开。",
        why: "系统一行只能比一个数；几个数量中有一个没完成，整行就说不清。",
        basis: "经验",
        bad: "巡查补助 队长680元/月；队员1200元/月",
        good: "分两行：队长补助 680元/月，队员补助 1200元/月",
        exceptions: "几个日期、“每周5天,每天8小时”不算。",
        change: "拆成几行，一行一个数量。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

/// 3期150人, 横幅20条 展板10块: without a mark between them the grammar of values does not know them for several.
fn side_by_side(row: Row<'_, '_>) -> usize {
    let unknown = matches!(row.reading(), Reading::Unreadable(Unreadable::Unknown(_) | Unreadable::Labelled(_)));
    if !unknown || row.level2() != Some(Level2::Quantity) {
        return 0;
    }
    let facts = crate::facts::read(row.value());
    let counts = facts.quantities.iter().filter(|quantity| matches!(quantity.unit, Unit::Of(_)) && !quantity.each);
    if facts.dates.is_empty() { counts.count() } else { 0 }
}

fn check(view: &View<'_>) -> Outcome {
    rows::test_filled(view, |row| {
        let several = row.reading().quantities().max(side_by_side(row));
        if several == 0 {
            return Verdict::Other;
        }
        let wrong = format!("里有 {several} 个数量");
        Verdict::of((several > 1).then(|| rows::value_fault(row, &wrong, "拆成几行，一行一个数量。")))
    })
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().name(3, "巡查补助").value(3, "队长680元/月；队员1200元/月"), ["indicators.period[3].value"]),
        bad(project().value(0, "24次、3人"), ["indicators.period[0].value"]),
        bad(unit().value(0, "≥24次;≥2期"), ["indicators[0].value"]),
        good(project()),
        good(project().value(2, "6月、12月")),
        not_yet(project().without(|row| row.id.0 > 1).value(0, "")),
        not_applicable(project().without(|row| row.value.contains(|c: char| c.is_ascii_digit())).both(
            "产出指标",
            "质量指标",
            "归档",
            "规范",
        )),
    ]
}
