//! B03: the forms together are not the budget.

use crate::batch_prelude::*;
use jibiao_model::amount::rounded;
use jibiao_model::{Wan, Yuan};
use rust_decimal::Decimal;

/// 万元 a row: what rounding to 0.01 can make.
const ROUNDING: Decimal = Decimal::from_parts(5, 0, 0, false, 3);

pub(crate) static RULE: BatchRule = BatchRule {
    facts: Facts {
        code: "B03",
        name: "annual_sum_not_budget",
        title: "各表年度资金合计与项目支出预算合计不一致",
        severity: Severity::Error,
        since: "0.1.0",
        forms: Needs::Budget.title(),
        except: &[],
        waivable: true,
        default_on: true,
        risk: Risk::Low,
        doc: Doc {
            checks: "各份项目表的年度资金总额加起来，与项目支出预算（当年安排）的合计，相差超过每个项目 0.005 万元的四舍五入误差。",
            why: "公开的绩效目标金额要与项目支出预算的合计对上。",
            basis: "经验",
            bad: "两份表合计 15.50 万元，项目支出预算合计 16.00 万元",
            good: "两份表合计 160,040 元，项目支出预算合计 16.00 万元",
            exceptions: "有一份表的金额空着或不是数，就不加。结转的项目不加。只检查一部分表时会报出，请把全部表一起检查。",
            change: "逐个项目核对金额，补上缺少的表，拿出多余的表。",
        },
    },
    needs: Needs::Budget,
    check,
    #[cfg(test)]
    fixtures,
};

fn check(batch: &Batch<'_>) -> Vec<BatchFault> {
    difference(batch).into_iter().collect()
}

/// `None` also where an amount is not readable or a sum too large to be one.
fn difference(batch: &Batch<'_>) -> Option<BatchFault> {
    let rows = u32::try_from(batch.budgeted().count()).ok()?;
    let approved = batch.budgeted().try_fold(Wan::default(), |sum, row| sum.checked_add(row.total))?;
    let forms = batch.forms().filter(|(.., standing)| *standing != Standing::CarriedOver);
    let annual = forms
        .map(|(_, form, _)| form.annual.read().copied())
        .try_fold(Yuan::default(), |sum, amount| sum.checked_add(amount?))?
        .to_wan()?;
    let difference = Wan(annual.checked_sub(approved)?.0.abs());
    if difference.0 <= ROUNDING.checked_mul(Decimal::from(rows))? {
        return None;
    }
    let message = format!(
        "项目支出预算：合计 {} 万元，各项目表的年度资金加起来是 {} 万元。",
        clip(&approved.printed(), 20),
        clip(&Wan(rounded(annual.0)).printed(), 20)
    );
    Some(BatchFault {
        form: None, fault: Fault::new(FieldPath::Form, message, "逐个项目核对金额，看有没有缺表。")
    })
}

#[cfg(test)]
fn fixtures() -> Vec<BatchFixture> {
    vec![
        batch(&[("河道巡查", "75000"), ("水库除险", "80000")], &[("河道巡查", "8"), ("水库除险", "8")]).bad_document(1),
        batch(&[("河道巡查", "80000")], &[("河道巡查", "8"), ("水库除险", "8")]).bad_document(1),
        batch(&[("河道巡查", "80051")], &[("河道巡查", "8")]).bad_document(1),
        batch(&[("河道巡查", "80020"), ("水库除险", "80020")], &[("河道巡查", "8"), ("水库除险", "8")]),
        batch(&[("河道巡查", "80000"), ("水库除险", "")], &[("河道巡查", "8"), ("水库除险", "8")]),
        batch(&[("河道巡查", "80000"), ("水库除险", "80000")], &[("河道巡查", "8")]).carried_over("水库除险", "8"),
    ]
}
