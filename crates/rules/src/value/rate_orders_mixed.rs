//! C26: rates in two orders.

use crate::batch_prelude::*;

pub(crate) static RULE: BatchRule = BatchRule {
    facts: Facts {
        code: "C26",
        name: "rate_orders_mixed",
        title: "一批表里标准的写法不一",
        severity: Severity::Hint,
        since: "0.1.0",
        forms: Needs::Nothing.title(),
        except: &[],
        waivable: true,
        default_on: true,
        risk: Risk::Low,
        doc: Doc {
            checks: "一批表里，有的写元/人/月，有的写元/月/人。",
            why: "同一种标准两种写法，汇总和比较时要逐个换。",
            basis: "经验",
            bad: "一份表 200元/人/月，另一份 200元/月/人",
            good: "都写 200元/人/月",
            exceptions: "每批只提一次。",
            change: "统一成元/人/月。",
        },
    },
    needs: Needs::Nothing,
    check,
    #[cfg(test)]
    fixtures,
};

fn check(batch: &Batch<'_>) -> Vec<BatchFault> {
    let forms = |of: fn(&BatchForm) -> u32| batch.all().filter(|(_, form)| of(form) > 0).count();
    let (plain, reordered) = (forms(|form| form.rates.plain), forms(|form| form.rates.reordered));
    if plain == 0 || reordered == 0 {
        return Vec::new();
    }
    let message = format!("补助标准：{plain} 份表先写人后写月，{reordered} 份表先写月后写人。");
    vec![BatchFault { form: None, fault: Fault::new(FieldPath::Form, message, "统一成元/人/月。") }]
}

#[cfg(test)]
fn paid(name: &str, value: &str) -> crate::testing::Builder {
    project().text(TextField::ProjectName, name).text(TextField::ImplementingUnit, name).value(3, value)
}

#[cfg(test)]
fn fixtures() -> Vec<BatchFixture> {
    vec![
        forms([paid("甲", "200元/人/月"), paid("乙", "200元/月/人")]).bad_document(1),
        forms([paid("甲", "200元/人/月").both("产出指标", "成本指标", "队长标准", "300元/月/人")]).bad_document(1),
        forms([paid("甲", "200元/人/月"), paid("乙", "300元/人/年")]),
        forms([paid("甲", "200元/月/人"), paid("乙", "2000元/次")]),
    ]
}
