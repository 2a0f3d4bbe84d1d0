//! A26: an announced unit form that is missing.

use crate::batch_prelude::*;
use rust_decimal::Decimal;

pub(crate) static RULE: BatchRule = BatchRule {
    facts: Facts {
        code: "A26",
        name: "unit_form_missing",
        title: "公开的文字说有整体目标，却没有整体表",
        severity: Severity::Error,
        since: "0.1.0",
        forms: Needs::Disclosure.title(),
        except: &[],
        waivable: true,
        default_on: true,
        risk: Risk::Low,
        doc: Doc {
            checks: "绩效管理情况说编报了单位（部门）整体绩效目标、涉及资金若干，这批表里没有整体表。",
            why: "公开的文字与附件不一致。",
            basis: "经验",
            bad: "编报单位整体绩效目标，涉及资金 612.45 万元；附件只有项目表",
            good: "附件有整体表",
            exceptions: "涉及资金 0 万元的不算编报；公开的文字写了项目个数、检查的项目表不到这个数时，只检查了一部分，不提示。",
            change: "补上整体申报表，或改正文字。",
        },
    },
    needs: Needs::Disclosure,
    check,
    #[cfg(test)]
    fixtures,
};

fn check(batch: &Batch<'_>) -> Vec<BatchFault> {
    let goals = batch.given().disclosure.map(|disclosure| disclosure.unit_goals()).unwrap_or_default();
    // Only part of the forms is checked: the unit form may be among the others.
    let announced = batch.given().disclosure.and_then(|disclosure| disclosure.project_count());
    if announced.is_some_and(|count| Decimal::from(batch.projects().count()) < count) {
        return Vec::new();
    }
    let Some(amount) = goals.first().filter(|_| batch.units().next().is_none()) else { return Vec::new() };
    let message = format!("绩效管理情况：写了整体绩效目标 {amount} 万元，却没有整体申报表。");
    vec![BatchFault {
        form: None, fault: Fault::new(FieldPath::Form, message, "补上整体申报表，或改正文字。")
    }]
}

#[cfg(test)]
fn says(performance: &str) -> crate::batch::Disclosure {
    crate::batch::Disclosure { performance: performance.to_owned(), ..Default::default() }
}

#[cfg(test)]
fn fixtures() -> Vec<BatchFixture> {
    vec![
        forms([project()]).published(says("2026年编报单位整体绩效目标，涉及资金612.45万元。")).bad_document(1),
        forms([]).published(says("编报部门整体支出绩效目标，涉及部门预算资金612.45万元")).bad_document(1),
        forms([project()])
            .published(says("公开项目绩效目标1个，涉及资金8万元。编报单位整体绩效目标，涉及资金612.45万元。"))
            .bad_document(1),
        forms([unit()]).published(says("2026年编报单位整体绩效目标，涉及资金612.45万元。")),
        forms([project()]).published(says(
            "公开项目绩效目标2个，涉及资金10万元，其中：其他运转类项目1个，涉及资金4万元；特定目标类项目1个，涉及资金6万元。编报单位整体绩效目标，涉及资金612.45万元。",
        )),
        forms([project()]).published(says("未编报单位整体绩效目标，涉及资金0万元。")),
        forms([project()]),
    ]
}
