//! B30: the unit form's 项目支出 is not what its project forms add up to.

use crate::batch::normal_name;
use crate::batch_prelude::*;
use jibiao_model::amount::rounded;
use jibiao_model::path::BudgetField;
use jibiao_model::{Wan, Yuan};
use rust_decimal::Decimal;

/// 万元 a project, and once more for the form's own amount: what rounding to 0.01 can make.
const ROUNDING: Decimal = Decimal::from_parts(5, 0, 0, false, 3);

pub(crate) static RULE: BatchRule = BatchRule {
    facts: Facts {
        code: "B30",
        name: "unit_projects_not_sum",
        title: "整体表的项目支出不等于各项目表之和",
        severity: Severity::Warning,
        since: "0.1.0",
        forms: "整体表，对照同一年度的项目表",
        except: &[],
        waivable: true,
        default_on: true,
        risk: Risk::Medium,
        doc: Doc {
            checks: "整体表的项目支出，与本部门（或本单位）同一年度各项目表的年度资金总额之和，相差超过每个项目 0.005 万元的四舍五入误差。",
            why: "两处说的是同一笔钱；删了一份项目表，或者改了金额没有改整体表，合计就对不上。",
            basis: "经验",
            bad: "整体表项目支出 72.25 万元，各项目表合计 64.25 万元",
            good: "整体表项目支出 72.25 万元，各项目表合计 722,480 元",
            exceptions: "一份项目表都没有、整体表的项目支出没有填的不查；有项目的金额还空着时，只在合计已经超出时报。结转的项目算不算进去都可以。检查的不知道是不是全部的表（命令行，没有给项目支出预算）时，合计不足只作提示。",
            change: "补上缺少的项目表，或者改正金额。",
        },
    },
    needs: Needs::Nothing,
    check,
    #[cfg(test)]
    fixtures,
};

fn check(batch: &Batch<'_>) -> Vec<BatchFault> {
    batch.units().filter_map(|(index, unit)| fault(batch, index, unit)).collect()
}

fn fault(batch: &Batch<'_>, index: usize, unit: &BatchForm) -> Option<BatchFault> {
    let told = unit.unit_projects?;
    let own = normal_name(&unit.name);
    let is_own = |name: &str| !own.is_empty() && normal_name(name) == own;
    let of_year: Vec<_> = batch.forms().filter(|(_, form, _)| form.year == unit.year).collect();
    let of = |belongs: &dyn Fn(&BatchForm) -> bool| {
        Sum::of(of_year.iter().filter(|(_, form, _)| belongs(form)).map(|(_, form, standing)| (*form, *standing)))
    };
    // The only unit form of somebody's own data stands for all projects that are there.
    let alone = batch.given().home.is_some() && batch.units().filter(|(_, other)| other.year == unit.year).count() == 1;
    let by_code = |form: &BatchForm| !unit.department_code.is_empty() && form.department_code == unit.department_code;
    let sums = [of(&|_| alone), of(&|form| is_own(&form.department) || by_code(form)), of(&|form| is_own(&form.unit))];
    let sums: Vec<Sum> = sums.into_iter().flatten().collect();
    if sums.iter().any(|sum| sum.agrees(told)) {
        return None;
    }
    let sum = sums.first()?;
    let gap = sum.all.checked_sub(told)?;
    let (word, advice) = if gap.0.is_sign_negative() {
        ("项目表少", "看有没有缺表，或改正金额。")
    } else {
        ("项目表多", "看有没有多出的表，或改正金额。")
    };
    let amount = |wan: Wan| clip(&wan.printed(), 14);
    let message = format!(
        "项目支出：整体表写 {} 万元，各项目表共 {} 万元，{word} {} 万元。",
        amount(told),
        amount(Wan(rounded(sum.all.0))),
        amount(Wan(rounded(gap.0.abs())))
    );
    let fault = Fault::new(FieldPath::Budget(BudgetField::Project), message, advice);
    // Without the whole year's forms a sum that is too small may only mean that not all were looked at.
    let all_are_there = batch.given().home.is_some() || batch.given().budget.is_some();
    let fault = if gap.0.is_sign_negative() && !all_are_there { fault.milder(Severity::Hint) } else { fault };
    Some(BatchFault { form: Some(index), fault })
}

/// What some project forms add up to.
struct Sum {
    all: Wan,
    /// Without those that are paid from money carried over.
    of_the_year: Wan,
    /// An amount is still blank, or does not read.
    open: bool,
    tolerance: Decimal,
}

impl Sum {
    /// `None` where there are no forms, or the sum is too large to be one.
    fn of<'b>(forms: impl Iterator<Item = (&'b BatchForm, Standing<'b>)>) -> Option<Sum> {
        let (mut all, mut of_the_year, mut open, mut parts) = (Yuan::default(), Yuan::default(), false, 0_u32);
        for (form, standing) in forms {
            parts += 1;
            let Some(amount) = form.annual.read() else {
                open = true;
                continue;
            };
            all = all.checked_add(*amount)?;
            if standing != Standing::CarriedOver {
                of_the_year = of_the_year.checked_add(*amount)?;
            }
        }
        let tolerance = ROUNDING.checked_mul(Decimal::from(parts.checked_add(1)?))?;
        let sum = Sum { all: all.to_wan()?, of_the_year: of_the_year.to_wan()?, open, tolerance };
        (parts > 0).then_some(sum)
    }

    /// Equal but for rounding; with amounts still to come only more than the whole is wrong.
    fn agrees(&self, told: Wan) -> bool {
        [self.all, self.of_the_year]
            .into_iter()
            .filter_map(|sum| sum.checked_sub(told))
            .any(|gap| gap.0.abs() <= self.tolerance || (self.open && gap.0.is_sign_negative()))
    }
}

#[cfg(test)]
fn costing(name: &str, yuan: &str) -> crate::testing::Builder {
    project().text(TextField::ProjectName, name).funds(yuan, yuan).without(|row| row.id.0 % 7 > 1)
}

#[cfg(test)]
fn fixtures() -> Vec<BatchFixture> {
    let place = "budget.by_use.project";
    let (patrol, dredging) = (costing("河道巡查", "302500"), costing("渠道清淤", "420000"));
    let elsewhere = |form: crate::testing::Builder, code: &str| {
        let form = form.text(TextField::Department, "白石县水利局").text(TextField::ImplementingUnit, "白石县水利局");
        form.text(TextField::DepartmentCode, code)
    };
    let of_station =
        || unit().text(TextField::Department, "青河县河道管理站").text(TextField::DepartmentCode, "021001");
    vec![
        forms([patrol.clone(), unit()]).at_home().bad([(1, place)]),
        forms([patrol.clone(), costing("渠道清淤", "430000"), unit()]).bad([(2, place)]),
        forms([patrol.clone(), costing("渠道清淤", ""), unit().budget(BudgetField::Project, "20")]).bad([(2, place)]),
        forms([patrol.clone(), unit()]).budgeted("河道巡查", "30.25").bad([(1, place)]),
        // At home the only unit form is that of every project; elsewhere a department is known by its code too.
        forms([elsewhere(patrol.clone(), "077"), unit().year("2025"), unit()]).at_home().bad([(2, place)]),
        forms([elsewhere(patrol.clone(), "077"), unit()]).at_home().bad([(1, place)]),
        forms([elsewhere(costing("河道巡查", "822500"), "021"), unit().text(TextField::DepartmentCode, "021")])
            .bad([(1, place)]),
        forms([patrol.clone(), dredging.clone(), unit()]).at_home(),
        // Half a hundredth a project, and the form's own.
        forms([costing("河道巡查", "302550"), costing("渠道清淤", "420100"), unit()]),
        forms([patrol.clone(), costing("渠道清淤", ""), unit()]).at_home(),
        forms([unit()]).at_home(),
        forms([patrol.clone().year("2025"), dredging.clone().year("2025"), unit()]).at_home(),
        forms([patrol.clone(), unit().budget(BudgetField::Project, "")]).at_home(),
        // A unit below the department, with its own unit form and its own projects.
        forms([patrol.clone(), of_station().budget(BudgetField::Project, "30.25")]),
        forms([
            patrol,
            dredging.clone().text(TextField::ImplementingUnit, "青河县水务局"),
            of_station().budget(BudgetField::Project, "30.25"),
            unit(),
        ]),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::batch::check_batch;
    use crate::batch::testing::messages;
    use crate::check::Selection;

    fn severities(batch: &BatchFixture) -> Vec<Severity> {
        let found = check_batch(&batch.forms, batch.given(), &Selection::Only(vec!["B30"]));
        found.into_iter().map(|found| found.finding.severity).collect()
    }

    #[test]
    fn the_gap_is_told_as_the_ledger_tells_it() {
        let batch = forms([costing("河道巡查", "302500"), unit()]).at_home();
        assert_eq!(
            messages(&RULE, &batch),
            ["项目支出：整体表写 72.25 万元，各项目表共 30.25 万元，项目表少 42.00 万元。"]
        );
        let batch = forms([costing("河道巡查", "822500"), unit()]);
        assert_eq!(
            messages(&RULE, &batch),
            ["项目支出：整体表写 72.25 万元，各项目表共 82.25 万元，项目表多 10.00 万元。"]
        );
    }

    #[test]
    fn too_little_is_a_hint_where_other_forms_may_lie_elsewhere() {
        let less = || forms([costing("河道巡查", "302500"), unit()]);
        assert_eq!(severities(&less()), [Severity::Hint]);
        assert_eq!(severities(&less().at_home()), [Severity::Warning]);
        assert_eq!(severities(&forms([costing("河道巡查", "822500"), unit()])), [Severity::Warning]);
    }

    #[test]
    fn the_difference_that_rounding_makes_is_none() {
        // 72.25 万元 and two projects: up to 0.015 万元.
        let of =
            |yuan: &str| severities(&forms([costing("河道巡查", "302500"), costing("渠道清淤", yuan), unit()])).len();
        assert_eq!((of("420150"), of("420151"), of("419850"), of("419849")), (0, 1, 0, 1));
    }

    #[test]
    fn what_is_carried_over_may_stand_in_it_or_not() {
        let batch = |told: &str| {
            let unit = unit().budget(BudgetField::Project, told);
            forms([costing("河道巡查", "302500"), costing("渠道清淤", "420000"), unit])
                .budgeted("河道巡查", "30.25")
                .carried_over("渠道清淤", "42")
        };
        assert_eq!((severities(&batch("30.25")).len(), severities(&batch("72.25")).len()), (0, 0));
        assert_eq!(severities(&batch("42")), [Severity::Warning]);
    }
}
