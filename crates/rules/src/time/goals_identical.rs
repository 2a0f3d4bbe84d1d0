//! D12: a project of several years with the same goal for the term and for the year.

use crate::prelude::*;
use crate::shared::term;
use crate::shared::text::tidy;

pub(crate) static RULE: Rule = Rule {
    code: "D12",
    name: "goals_identical",
    title: "多年项目的两个目标一字不差",
    severity: Severity::Hint,
    since: "0.1.0",
    kinds: Kinds::Project,
    except: &[],
    reads: &[Field::Text(TextField::Term), Field::Text(TextField::GoalPeriod), Field::Text(TextField::GoalAnnual)],
    waivable: true,
    default_on: true,
    risk: Risk::Medium,
    doc: Doc {
        checks: "项目期 2 到 10 年，实施期目标和年度目标的文字完全相同。",
        why: "几年的结果和一年的结果不会一样，年度目标应当是其中当年的部分。",
        basis: "经验",
        bad: "项目期 3年，两个目标都是“完成120公里河道清淤”",
        good: "实施期“三年完成120公里河道清淤”，年度“完成40公里河道清淤”",
        exceptions: "一年的项目和长期项目（99年）的两个目标可以相同，不提示。",
        change: "年度目标改成当年要完成的部分。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    let (period, annual) = (view.text(TextField::GoalPeriod).trim(), view.text(TextField::GoalAnnual).trim());
    let years = term::years(view.text(TextField::Term));
    if period.is_empty() || annual.is_empty() || years.is_none() {
        return Outcome::NotYet;
    }
    let Some(years) = years.filter(|years| (2..=10).contains(years)) else { return Outcome::NotApplicable };
    if tidy(period) != tidy(annual) {
        return Outcome::Pass;
    }
    let (place, other) = (FieldPath::Text(TextField::GoalAnnual), FieldPath::Text(TextField::GoalPeriod));
    let message = format!("年度目标：与 {years} 年的实施期目标一字不差。");
    let fault = Fault::new(place, message, "改成当年要完成的部分。").with(other);
    Outcome::Findings(vec![fault.read(place, clip(annual, 60)).read(other, clip(period, 60))])
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    let three = |form: Builder| form.text(TextField::Attribute, "延续性项目").text(TextField::Term, "3年");
    vec![
        bad(three(project()), ["goal_annual"]),
        bad(
            three(project())
                .text(TextField::GoalAnnual, "全年巡查二十四次, 河道无堵塞。")
                .text(TextField::GoalPeriod, "全年巡查二十四次，河道无堵塞。"),
            ["goal_annual"],
        ),
        good(project()),
        pass(three(project()).text(TextField::GoalPeriod, "三年巡查七十二次，河道无堵塞。")),
        good(project().text(TextField::GoalPeriod, "巡查全年不断，河道无堵塞。")),
        not_yet(blank()),
        not_applicable(project()),
    ]
}
