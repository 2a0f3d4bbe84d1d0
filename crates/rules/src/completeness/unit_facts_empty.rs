//! A33: a unit form without any amount, or without any number of staff.

use crate::prelude::*;
use crate::shared::blank;
use jibiao_model::path::{BudgetField, CountField};

pub(crate) static RULE: Rule = Rule {
    code: "A33",
    name: "unit_facts_empty",
    title: "整体表没有填预算金额，或没有填机构和人员",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Unit,
    except: &[],
    reads: &[
        Field::Budget(BudgetField::SourceTotal),
        Field::Budget(BudgetField::GeneralPublic),
        Field::Budget(BudgetField::GovernmentFund),
        Field::Budget(BudgetField::StateCapital),
        Field::Budget(BudgetField::SocialInsurance),
        Field::Budget(BudgetField::SpecialAccount),
        Field::Budget(BudgetField::UnitFunds),
        Field::Budget(BudgetField::UseTotal),
        Field::Budget(BudgetField::Basic),
        Field::Budget(BudgetField::Project),
        Field::Count(CountField::InternalDivisions),
        Field::Count(CountField::SubordinateUnits),
        Field::Count(CountField::StaffQuota),
        Field::Count(CountField::StaffActual),
        Field::Count(CountField::StaffInQuota),
        Field::Count(CountField::StaffOther),
    ],
    waivable: true,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "预算金额全部空白，或者机构数、人数全部空白。",
        why: "整体目标要与部门的预算和人员对照；空白的表一般会退回。",
        basis: "经验",
        bad: "资金来源、资金方向、预算项目：全部空白",
        good: "年度预算合计 612.45 万元，在职人数 44",
        exceptions: "填了一项就不查，其余的由合计的规则对照；填写过程中的空白不提示。",
        change: "按部门预算批复补填。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    let mut faults = Vec::new();
    let mut ask = |place: FieldPath, what: &str, advice: &str| faults.push(blank::fault(place, what, advice));
    if BudgetField::ALL.iter().all(|(field, _)| view.budget(*field).is_blank()) {
        ask(FieldPath::Budget(BudgetField::SourceTotal), "预算金额", "按部门预算批复补填。");
    }
    if CountField::ALL.iter().all(|(field, _)| view.count(*field).is_blank()) {
        ask(FieldPath::Count(CountField::StaffActual), "机构和人员", "补填机构数和人数。");
    }
    blank::of(view, faults)
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    let without_budget = || BudgetField::ALL.iter().fold(unit(), |form, (field, _)| form.budget(*field, ""));
    let without_staff = || CountField::ALL.iter().fold(unit(), |form, (field, _)| form.count(*field, ""));
    vec![
        bad(without_budget(), ["budget.by_source.total"]),
        bad(without_staff(), ["staff_actual"]),
        good(unit()),
        good(unit().count(CountField::InternalDivisions, "")),
        pass(without_budget().budget(BudgetField::Project, "72.25")),
        not_yet(without_staff()).typing(),
    ]
}
