//! A22: a form whose project is not in the budget.

use crate::batch_prelude::*;

pub(crate) static RULE: BatchRule = BatchRule {
    facts: Facts {
        code: "A22",
        name: "form_without_row",
        title: "项目不在项目支出预算里",
        severity: Severity::Error,
        since: "0.1.0",
        forms: Needs::Budget.title(),
        except: &[],
        waivable: true,
        default_on: true,
        risk: Risk::Low,
        doc: Doc {
            checks: "每份项目表的项目，项目支出预算（当年安排或结转）里都要有名称相同或相近的一行。",
            why: "没有预算的项目不该有当年的绩效目标；更多的时候是名称写错，或表是往年的。",
            basis: "经验",
            bad: "表上是渠道清淤，项目支出预算里没有这个项目",
            good: "表上是渠道清淤，项目支出预算也有渠道清淤",
            exceptions: "名称相差不多的（八成以上相同，或一半以上相同而金额相等）看作同一个项目，由 A25 提示。项目名称空着的由 A01 报出。",
            change: "核对项目名称；预算没有安排的项目，把这份表拿出来。",
        },
    },
    needs: Needs::Budget,
    check,
    #[cfg(test)]
    fixtures,
};

fn check(batch: &Batch<'_>) -> Vec<BatchFault> {
    let lost = batch.forms().filter(|(_, form, place)| *place == Standing::Nowhere && !form.name.trim().is_empty());
    lost.map(|(index, form, _)| {
        let message = format!("项目名称：项目支出预算里没有{}。", quoted(form.name.trim()));
        let advice = "核对项目名称；没有安排预算的，拿出这份表。";
        let place = FieldPath::Text(TextField::ProjectName);
        BatchFault { form: Some(index), fault: Fault::new(place, message, advice) }
    })
    .collect()
}

#[cfg(test)]
fn fixtures() -> Vec<BatchFixture> {
    vec![
        batch(&[("河道巡查", "80000"), ("渠道清淤", "60000")], &[("河道巡查", "8")]).bad([(1, "project_name")]),
        // The second form of a project is one too many.
        batch(&[("河道巡查", "80000"), ("河道巡查", "80000")], &[("河道巡查", "8")]).bad([(1, "project_name")]),
        // Half alike, but another amount.
        batch(&[("灌区渠道清淤", "60000")], &[("灌区渠道除草及养护", "6.01")]).bad([(0, "project_name")]),
        batch(&[("渠道清淤", "60000")], &[("渠道清淤", "6")]),
        batch(&[("渠道清淤", "60000")], &[]).carried_over("渠道清淤", "6"),
        batch(&[("渠道清淤（二期）", "60000")], &[]).carried_over("渠道清淤（一期）", "6"),
    ]
}
