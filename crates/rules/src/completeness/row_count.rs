//! A17: too many or too few indicators.

use crate::prelude::*;

pub(crate) static RULE: Rule = Rule {
    code: "A17",
    name: "row_count",
    title: "指标太多或太少",
    severity: Severity::Hint,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: &[
        Field::Rows(Side::Period, RowField::Name),
        Field::Rows(Side::Period, RowField::Value),
        Field::Rows(Side::Annual, RowField::Name),
        Field::Rows(Side::Annual, RowField::Value),
    ],
    waivable: true,
    default_on: true,
    risk: Risk::Medium,
    doc: Doc {
        checks: "指标超过 20 条，或者不到 5 条。",
        why: "太多抓不住重点，逐条取证也做不到；太少说不清项目。",
        basis: "经验",
        bad: "一份表 22 条指标",
        good: "一份表 7 条指标",
        exceptions: "两侧的表只数实施期一侧；填写过程中不提示。",
        change: "合并同类的，留下关键的；太少的把产出、效益、满意度补全。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    let side = view.main_side();
    let wrong = match view.row_count(side) {
        0 => return Outcome::NotYet,
        count if count > MOST => format!("绩效指标：共 {count} 条，超过 {MOST} 条。"),
        count if count < FEWEST => format!("绩效指标：共 {count} 条，不到 {FEWEST} 条。"),
        _ => return Outcome::Pass,
    };
    let advice = "留下关键的，合并同类的，缺的补全。";
    view.when_finished(Outcome::Findings(vec![Fault::new(FieldPath::Indicators(side), wrong, advice)]))
}

const MOST: usize = 20;
const FEWEST: usize = 5;

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(
            (0..14).fold(project(), |form, n| form.both("产出指标", "数量指标", &format!("支流{n}巡查次数"), "24次")),
            ["indicators.period"],
        ),
        bad(
            (0..14).fold(unit(), |form, n| form.both("产出指标", "数量指标", &format!("支流{n}巡查次数"), "24次")),
            ["indicators"],
        ),
        bad(project().without(|row| row.level2 != "数量指标"), ["indicators.period"]),
        bad(unit().without(|row| row.level1 == "效益指标" || row.level2 == "质量指标"), ["indicators"]),
        good(project()),
        good((0..13).fold(project(), |form, n| form.both("产出指标", "数量指标", &format!("支流{n}巡查次数"), "24次"))),
        pass(unit().without(|row| row.level1 == "效益指标")),
        not_yet(blank()),
        not_yet(project().without(|row| row.level2 != "数量指标")).typing(),
    ]
}
