//! G09: old levels on a form of the newer pack.

use crate::prelude::*;

pub(crate) static RULE: Rule = Rule {
    code: "G09",
    name: "old_levels_in_new_pack",
    title: "成本为一级指标的表样里用了旧的归类",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Project,
    except: &[],
    reads: rows::READS,
    waivable: true,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "2021 年起的表样里，成本是一级指标、没有可持续影响；表上却把成本指标放在产出下面，或用了可持续影响指标。",
        why: "旧归类的行在新表样里没有位置。",
        basis: "经验",
        bad: "产出指标 · 成本指标 · 河道巡查成本",
        good: "成本指标 · 经济成本指标 · 河道巡查成本",
        exceptions: "其他表样不查。",
        change: "成本移到一级指标成本下；可持续影响并入社会或生态效益。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    let tree = &view.template().tree;
    if !tree.iter().any(|node| node.kind == Level1::Cost) {
        return Outcome::NotApplicable;
    }
    rows::test(view, |row| {
        let old = match row.level2() {
            Some(Level2::Cost) => "成本指标是旧的二级归类",
            Some(Level2::Sustainability) => "可持续影响不在这个表样里",
            _ => return Verdict::Pass,
        };
        let place = row.place();
        Verdict::Fault(Fault { place, ..rows::name_fault(row, old, "按新表样归类。") })
    })
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().template("cost-first-2021").without_side(Side::Period), ["indicators.annual[3]"]),
        bad(
            project().template("cost-first-2021").without_side(Side::Period).without_row(Side::Annual, 3).row(
                Side::Annual,
                "效益指标",
                "可持续影响指标",
                "管护机制",
                "健全",
            ),
            ["indicators.annual[6]"],
        ),
        good(project()),
        good(unit()),
        pass(project().template("cost-first-2021").without_side(Side::Period).without_row(Side::Annual, 3)),
        not_yet(blank().template("cost-first-2021")),
    ]
}
