//! A15: an indicator that only one side has.

use crate::prelude::*;
use crate::shared::funds::side_label;
use crate::shared::term;

pub(crate) static RULE: Rule = Rule {
    code: "A15",
    name: "row_on_one_side",
    title: "指标只在一侧有",
    severity: Severity::Error,
    since: "0.1.0",
    kinds: Kinds::Project,
    except: &[],
    reads: READS,
    waivable: false,
    default_on: true,
    risk: Risk::Medium,
    doc: Doc {
        checks: "实施期和年度两侧逐行配对（同级同名，或一侧名称是另一侧的开头）后，有名称的指标在另一侧没有对应的行。",
        why: "年度指标是实施期指标的当年部分，两侧应当逐行对应；多出或漏掉的行在汇总时会丢失。",
        basis: "经验",
        bad: "实施期有“巡查记录完整率”，年度没有",
        good: "两侧都有“巡查记录完整率”",
        exceptions: "名称不同但处在同一二级指标的行，按顺序配对后由 A16 提示；只有一侧的模板不查；两年到十年的项目，只在实施期有的行不提示，那可能是别的年度的事；填写过程中不提示。",
        change: "在另一侧补上这一行；当年确实不做的，写 0 或在忽略时说明。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

const READS: &[Field] = &[
    Field::Text(TextField::Term),
    Field::Rows(Side::Period, RowField::Level1),
    Field::Rows(Side::Period, RowField::Level2),
    Field::Rows(Side::Period, RowField::Name),
    Field::Rows(Side::Period, RowField::Value),
    Field::Rows(Side::Annual, RowField::Level1),
    Field::Rows(Side::Annual, RowField::Level2),
    Field::Rows(Side::Annual, RowField::Name),
    Field::Rows(Side::Annual, RowField::Value),
];

fn check(view: &View<'_>) -> Outcome {
    if !view.has_side(Side::Period) {
        return Outcome::NotApplicable;
    }
    let counts = Side::BOTH.map(|side| (side, view.row_count(side)));
    let filled = counts.iter().filter(|(_, count)| *count > 0).count();
    if filled == 0 || (view.typing() && filled < 2) {
        return Outcome::NotYet;
    }
    if let Some((empty, _)) = counts.iter().find(|(_, count)| *count == 0) {
        let message = format!("绩效指标：{}一侧没有填任何指标。", side_label(*empty));
        return Outcome::Findings(vec![Fault::new(
            FieldPath::Indicators(*empty),
            message,
            "逐行补上与另一侧对应的指标。",
        )]);
    }
    let lasts = term::years(view.text(TextField::Term)).is_some_and(|years| (2..=10).contains(&years));
    rows::test(view, |row| {
        if row.name().is_empty() {
            return Verdict::Other;
        }
        if row.partner().is_some() {
            return Verdict::Pass;
        }
        if view.typing() {
            return Verdict::NotYet;
        }
        // What a project of several years does in another year is no row of this year.
        if lasts && row.side() == Side::Period {
            return Verdict::Pass;
        }
        let (here, there) = match row.side() {
            Side::Period => (Side::Period, Side::Annual),
            Side::Annual => (Side::Annual, Side::Period),
        };
        let message = format!("指标{}：只在{}一侧有。", quoted(row.name()), side_label(here));
        let advice = format!("在{}一侧补上对应的行，或删除这一行。", side_label(there));
        Verdict::Fault(Fault::new(row.cell(RowField::Name), message, advice).with(FieldPath::Indicators(there)))
    })
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().without_row(Side::Annual, 1), ["indicators.period[1].name"]),
        bad(project().without_row(Side::Period, 4), ["indicators.annual[4].name"]),
        bad(project().without_side(Side::Annual), ["indicators.annual"]),
        bad(project().text(TextField::Term, "3年").without_row(Side::Period, 4), ["indicators.annual[4].name"]),
        pass(project().text(TextField::Term, "3年").without_row(Side::Annual, 1)),
        good(project()),
        good(project()).typing(),
        good(project().cell(Side::Annual, 4, RowField::Name, "河道环境改善")),
        pass(project().cell(Side::Annual, 4, RowField::Name, "水质改善情况")),
        not_yet(project().without_row(Side::Annual, 1).without(|row| row.id.0 != 2)).typing(),
        not_applicable(project().template("cost-first-2021").without_side(Side::Period)),
    ]
}
