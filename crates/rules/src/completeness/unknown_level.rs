//! A28: a row of a level that the template does not have.

use crate::prelude::*;

pub(crate) static RULE: Rule = Rule {
    code: "A28",
    name: "unknown_level",
    title: "指标的级别不在表样里",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: rows::READS,
    waivable: true,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "指标行的一级或二级指标名称，表样的指标树里没有；或者有名称的行没有写级别。",
        why: "归不到表样的行打印和导出时找不到位置，也数不进完整性。",
        basis: "经验",
        bad: "二级指标：数目指标",
        good: "二级指标：数量指标",
        exceptions: "带不带“指标”二字一样；效益下二级空着可以。",
        change: "改成表样上的级别名称。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    rows::test(view, |row| {
        let (level1, level2) = row.labels();
        let tree = || view.template().tree.iter();
        let wrong = if !level1.is_empty()
            && !tree().any(|node| Level1::of(level1) == Some(node.kind) || level1 == node.label)
        {
            Some(level1)
        } else if level1.is_empty() && level2.is_empty() && !row.name().is_empty() {
            return Verdict::Fault(Fault {
                place: row.place(),
                ..rows::name_fault(row, "没有写级别", "写上一级、二级指标。")
            });
        } else if !level2.is_empty()
            && !tree()
                .flat_map(|node| &node.children)
                .any(|node| Level2::of(level2) == Some(node.kind) || level2 == node.label)
        {
            Some(level2)
        } else {
            None
        };
        Verdict::of(wrong.map(|label| {
            let wrong = format!("级别{}不在表样里", quoted(label));
            let place = row.place();
            Fault { place, ..rows::name_fault(row, &wrong, "改成表样上的级别。") }
        }))
    })
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().cell(Side::Period, 0, RowField::Level2, "数目指标"), ["indicators.period[0]"]),
        bad(project().cell(Side::Annual, 1, RowField::Level1, "过程指标"), ["indicators.annual[1]"]),
        bad(unit().cell(Side::Annual, 4, RowField::Level2, "政治效益指标"), ["indicators[4]"]),
        bad(
            project().cell(Side::Period, 4, RowField::Level2, "政治效益").cell(
                Side::Annual,
                4,
                RowField::Level2,
                "政治效益",
            ),
            ["indicators.period[4]"],
        ),
        bad(
            project().cell(Side::Annual, 1, RowField::Level1, "").cell(Side::Annual, 1, RowField::Level2, ""),
            ["indicators.annual[1]"],
        ),
        good(project()),
        pass(project().cell(Side::Period, 4, RowField::Level2, "社会效益").cell(
            Side::Annual,
            4,
            RowField::Level2,
            "社会效益",
        )),
        good(unit()),
        not_yet(blank()),
    ]
}
