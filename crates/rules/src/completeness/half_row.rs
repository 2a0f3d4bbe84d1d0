//! A14: a row with a name and no value, or a value and no name.

use crate::prelude::*;

pub(crate) static RULE: Rule = Rule {
    code: "A14",
    name: "half_row",
    title: "指标只有名称没有值，或只有值没有名称",
    severity: Severity::Error,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: rows::READS,
    waivable: false,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "一行指标里，三级指标和指标值只填了一个。",
        why: "没有值的指标无法考核，没有名称的值不知道考核什么。",
        basis: "经验",
        bad: "巡查记录完整率 （指标值空白）",
        good: "巡查记录完整率 ≥98%",
        exceptions: "名称和值都空白的行是为对齐两侧而留的，不查；填写过程中不提示。",
        change: "补上缺的一半；这一行不要了就整行删除。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    rows::test(view, |row| {
        let (name, value) = (row.name(), row.value());
        let fault = if value.is_empty() {
            let message = format!("指标{}：没有指标值。", quoted(name));
            Fault::new(row.cell(RowField::Value), message, "补上指标值；不要这一行就删除。")
        } else if name.is_empty() {
            let message = format!("指标值{}：没有三级指标名称。", quoted(value));
            Fault::new(row.cell(RowField::Name), message, "补上名称；不要这一行就删除。")
        } else {
            return Verdict::Pass;
        };
        if view.typing() { Verdict::NotYet } else { Verdict::Fault(fault) }
    })
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().value(1, ""), ["indicators.period[1].value"]),
        bad(project().cell(Side::Annual, 5, RowField::Value, " "), ["indicators.annual[5].value"]),
        bad(project().cell(Side::Period, 6, RowField::Name, ""), ["indicators.period[6].name"]),
        bad(unit().value(2, ""), ["indicators[2].value"]),
        good(project()),
        good(project().row(Side::Period, "效益指标", "经济效益指标", "", "")),
        not_yet(blank().both("产出指标", "数量指标", "巡查次数", "")).typing(),
        not_yet(blank()),
    ]
}
