//! B02: the annual total is not the approved amount.

use crate::batch_prelude::*;
use crate::derived::as_budgeted;
use crate::shared::funds::{total_label, total_place};
use jibiao_model::form::Side;

pub(crate) static RULE: BatchRule = BatchRule {
    facts: Facts {
        code: "B02",
        name: "annual_not_budget",
        title: "年度资金总额与项目支出预算不一致",
        severity: Severity::Error,
        since: "0.1.0",
        forms: Needs::Budget.title(),
        except: &[],
        waivable: true,
        default_on: true,
        risk: Risk::Low,
        doc: Doc {
            checks: "项目表的年度资金总额，换算成万元后与项目支出预算里这个项目的金额相差 0.0051 万元以上。",
            why: "绩效目标要与批复的预算对应，金额不同说明有一处没有随预算调整。",
            basis: "经验",
            bad: "年度资金总额 75,000 元，项目支出预算 8.00 万元",
            good: "年度资金总额 75,048 元，项目支出预算 7.50 万元（四舍五入）",
            exceptions: "金额空着或不是数的由别的规则报出。结转的项目不比金额。",
            change: "核对两处金额，以批复的预算为准。",
        },
    },
    needs: Needs::Budget,
    check,
    #[cfg(test)]
    fixtures,
};

fn check(batch: &Batch<'_>) -> Vec<BatchFault> {
    let fault = |(index, form, standing): (usize, &BatchForm, Standing<'_>)| {
        let Standing::Budgeted(row) = standing else { return None };
        let annual = form.annual.read()?;
        let agrees = as_budgeted(*annual, row.total)?;
        let message = format!(
            "{}：写 {} 元，项目支出预算是 {} 元。",
            total_label(Side::Annual),
            clip(&annual.printed(), 20),
            clip(&row.total.to_yuan()?.printed(), 20)
        );
        let fault = Fault::new(total_place(Side::Annual), message, "核对两处金额，以批复的预算为准。");
        (!agrees).then_some(BatchFault { form: Some(index), fault })
    };
    batch.forms().filter_map(fault).collect()
}

#[cfg(test)]
fn fixtures() -> Vec<BatchFixture> {
    vec![
        batch(&[("河道巡查", "75000")], &[("河道巡查", "8")]).bad([(0, "funds.annual.total")]),
        batch(&[("河道巡查", "80051.01")], &[("河道巡查", "8.00")]).bad([(0, "funds.annual.total")]),
        batch(&[("河道巡查", "7.50"), ("水库除险", "300000")], &[("河道巡查", "7.50"), ("水库除险", "30")])
            .bad([(0, "funds.annual.total")]),
        batch(&[("河道巡查", "80051"), ("水库除险", "79949")], &[("河道巡查", "8.00"), ("水库除险", "8.00")]),
        batch(&[("河道巡查", "80050")], &[("河道巡查", "8.00")]),
        batch(&[("河道巡查", "")], &[("河道巡查", "8.00")]),
        batch(&[("河道巡查", "八万")], &[("河道巡查", "8.00")]),
        batch(&[("河道巡查", "75000")], &[]).carried_over("河道巡查", "8.00"),
    ]
}
