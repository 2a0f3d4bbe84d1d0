//! A21: a project of the budget has no form.

use crate::batch_prelude::*;

pub(crate) static RULE: BatchRule = BatchRule {
    facts: Facts {
        code: "A21",
        name: "row_without_form",
        title: "预算里的项目没有绩效目标表",
        severity: Severity::Error,
        since: "0.1.0",
        forms: Needs::Budget.title(),
        except: &[],
        waivable: true,
        default_on: true,
        risk: Risk::Low,
        doc: Doc {
            checks: "项目支出预算（当年安排，不含结转）里的每个项目，都要有一份名称相同或相近的项目表。",
            why: "安排了预算的项目都要有绩效目标；漏填的项目公开时对不上个数和金额。",
            basis: "经验",
            bad: "项目支出预算有村级档案规范化建设，这次检查的表里没有",
            good: "项目支出预算有村级档案规范化建设，表里也有",
            exceptions: "结转的项目不要求有表。只检查一部分表时会报出其余的项目，请把全部表一起检查。",
            change: "补填这个项目的表；表已经填了而名称差得太远的，改正项目名称。",
        },
    },
    needs: Needs::Budget,
    check,
    #[cfg(test)]
    fixtures,
};

fn check(batch: &Batch<'_>) -> Vec<BatchFault> {
    let fault = |row: &BudgetRow| {
        let message = format!("项目支出预算：{}没有对应的绩效目标表。", quoted(&row.name));
        BatchFault {
            form: None,
            fault: Fault::new(FieldPath::Form, message, "补填这个项目的表，或改正表上的项目名称。"),
        }
    };
    batch.without_form().map(fault).collect()
}

#[cfg(test)]
fn fixtures() -> Vec<BatchFixture> {
    vec![
        batch(&[("河道巡查", "80000")], &[("河道巡查", "8"), ("水库除险加固", "30")]).bad_document(1),
        batch(&[], &[("河道巡查", "8"), ("水库除险加固", "30")]).bad_document(2),
        batch(&[("", "80000")], &[("河道巡查", "8")]).bad_document(1),
        batch(&[("水库除险加固", "300000"), ("河道巡查", "80000")], &[("河道巡查", "8"), ("水库除险加固", "30")]),
        batch(&[("河道巡查", "80000")], &[("河道巡查", "8")]).carried_over("水库除险加固", "30"),
        batch(&[], &[]),
    ]
}
