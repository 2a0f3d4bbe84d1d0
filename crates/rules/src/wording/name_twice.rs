//! F05: two indicators of one second level with one name.

use crate::prelude::*;
use crate::shared::text::{tidy, trailing_bracket};
use crate::shared::units;
use std::collections::HashMap;

pub(crate) static RULE: Rule = Rule {
    code: "F05",
    name: "name_twice",
    title: "同一二级指标下有重名的指标",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: rows::READS,
    waivable: true,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "同一侧、同一个二级指标下，两行的三级指标名称相同；末尾只写单位的括号不算区别。",
        why: "重名的两行不知道各管什么，多半是复制后忘了改。",
        basis: "经验",
        bad: "数量指标下有两行“河道巡查次数”",
        good: "汛期巡查次数、非汛期巡查次数",
        exceptions: "不同二级指标下的同名不算；名称被打印截短的，按另一侧的全名判断。",
        change: "改成能分清的名称，或删去多余的一行。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    let mut seen: HashMap<(Side, Option<Level2>, String), FieldPath> = HashMap::new();
    rows::test(view, |row| {
        if row.name().is_empty() {
            return Verdict::NotYet;
        }
        let place = row.cell(RowField::Name);
        let key = (row.side(), row.level2(), distinct_name(row));
        let Some(first) = seen.get(&key).copied() else {
            seen.insert(key, place);
            return Verdict::Pass;
        };
        let message = format!("指标{}：在同一二级指标下出现两次。", quoted(row.name()));
        let fault = Fault::new(place, message, "改成能分清的名称，或删去一行。");
        Verdict::Fault(fault.with(first).read(place, clip(row.name(), 60)))
    })
}

/// The name as far as it tells rows apart: unclipped, without a bracket that holds only a unit.
fn distinct_name(row: Row<'_, '_>) -> String {
    let own = row.name();
    let name = row.partner().map(|partner| partner.name()).filter(|other| other.starts_with(own)).unwrap_or(own);
    let bare = trailing_bracket(name).filter(|(_, inside)| units::only_units(inside)).map_or(name, |(bare, _)| bare);
    tidy(bare).into_owned()
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    let second = |level2, name| project().both("产出指标", level2, name, "≥2次");
    vec![
        bad(second("数量指标", "河道巡查次数"), ["indicators.period[7].name"]),
        bad(second("数量指标", "河道 巡查次数（次）"), ["indicators.period[7].name"]),
        bad(unit().both("产出指标", "数量指标", "河道巡查次数", "≥2次"), ["indicators[7].name"]),
        good(second("数量指标", "河道巡查次数（汛期）")),
        pass(second("质量指标", "河道巡查次数")),
        good(second("数量指标", "汛期巡查总次数").cell(Side::Annual, 7, RowField::Name, "汛期巡查")),
        not_yet(project().without(|row| row.id.0 > 0).cell(Side::Period, 0, RowField::Name, "")),
    ]
}
