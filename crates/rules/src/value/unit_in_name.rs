//! C24: a unit in brackets behind the name.

use crate::prelude::*;
use crate::shared::text::trailing_bracket;
use crate::shared::units;

pub(crate) static RULE: Rule = Rule {
    code: "C24",
    name: "unit_in_name",
    title: "名称后面带着单位",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: rows::READS,
    waivable: true,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "三级指标名称末尾的括号里只有单位，如（个）、(%)、（套、台）。",
        why: "单位已经在指标值里，名称再写一遍容易不一致。",
        basis: "经验",
        bad: "渔民人数(个) ≥35人",
        good: "渔民人数 ≥35人",
        exceptions: "括号里是说明的不算，如（每月）、（含临时人员）。",
        change: "删去括号。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    rows::test(view, |row| {
        let behind = || row.name().rsplit_once(['/', '／']);
        let square = || row.name().strip_suffix(['】', ']'])?.split_once(['【', '[']);
        let Some((bare, inside)) = trailing_bracket(row.name()).or_else(square).or_else(behind) else {
            return if row.name().is_empty() { Verdict::NotYet } else { Verdict::Pass };
        };
        let inside = inside.trim_start_matches("单位").trim_start_matches(['：', ':']);
        Verdict::of(units::only_units(inside).then(|| {
            let place = row.cell(RowField::Name);
            let message = format!("指标{}：名称后带着单位“{}”。", quoted(row.name()), clip(inside, 8));
            Fault::new(place, message, "单位写在指标值里，名称里删去。").read(place, clip(row.name(), 60)).fixed(
                Safety::Safe,
                place,
                bare.to_owned(),
            )
        }))
    })
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().name(0, "河道巡查次数(次)"), ["indicators.period[0].name"]),
        bad(project().name(6, "沿河居民满意度（％）"), ["indicators.period[6].name"]),
        bad(unit().name(0, "购置救生衣、救生圈数量（套、个）"), ["indicators[0].name"]),
        bad(project().name(0, "购置救生衣【件】"), ["indicators.period[0].name"]),
        bad(project().name(0, "河道巡查次数（单位：次）"), ["indicators.period[0].name"]),
        bad(project().name(0, "慰问渔民/人"), ["indicators.period[0].name"]),
        good(project().name(0, "河道巡查次数（含汛期）")),
        good(project().name(0, "河道巡查次数（每月）").value(0, "2次")),
        good(project().name(0, "巡查/清理次数")),
        not_yet(
            project().without(|row| row.id.0 > 1).cell(Side::Period, 0, RowField::Name, "").without_side(Side::Annual),
        ),
    ]
}
