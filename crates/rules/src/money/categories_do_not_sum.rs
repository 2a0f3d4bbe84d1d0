//! B24: categories that do not add up in the published text.

use crate::batch::Tally;
use crate::batch_prelude::*;
use rust_decimal::Decimal;

pub(crate) static RULE: BatchRule = BatchRule {
    facts: Facts {
        code: "B24",
        name: "categories_do_not_sum",
        title: "公开文字里各类项目加起来不等于总数",
        severity: Severity::Warning,
        since: "0.1.0",
        forms: Needs::Disclosure.title(),
        except: &[],
        waivable: true,
        default_on: true,
        risk: Risk::Low,
        doc: Doc {
            checks: "绩效管理情况里，其他运转类与特定目标类的项目个数、金额相加，不等于前面写的总数。",
            why: "公开后任何人都能看出来。",
            basis: "经验",
            bad: "项目 3 个、81.42 万元，其中运转类 3 个、特定目标类 1 个",
            good: "项目 3 个，其中运转类 2 个、特定目标类 1 个",
            exceptions: "金额按四舍五入留一点余地：每个数 0.005 万元。",
            change: "核对后改正写错的数。",
        },
    },
    needs: Needs::Disclosure,
    check,
    #[cfg(test)]
    fixtures,
};

fn check(batch: &Batch<'_>) -> Vec<BatchFault> {
    let tallies = batch.given().disclosure.map(|disclosure| disclosure.tallies()).unwrap_or_default();
    tallies.iter().flat_map(faults_of).collect()
}

fn faults_of(tally: &Tally) -> Vec<BatchFault> {
    let count: Decimal = tally.parts.iter().map(|(count, _)| *count).sum();
    let amount: Decimal = tally.parts.iter().map(|(_, amount)| *amount).sum();
    let label = tally.label;
    let of_count = (count != tally.count)
        .then(|| format!("绩效管理情况：写{label}项目 {} 个，各类加起来是 {count} 个。", tally.count));
    let apart = (amount - tally.amount).abs() > ROUNDING;
    let of_amount =
        apart.then(|| format!("绩效管理情况：写{label}项目 {} 万元，各类加起来是 {amount} 万元。", tally.amount));
    let fault = |message| BatchFault {
        form: None,
        fault: Fault::new(FieldPath::Form, message, "核对后改正写错的数。"),
    };
    of_count.into_iter().chain(of_amount).map(fault).collect()
}

/// 0.005 万元 for each of three numbers.
const ROUNDING: Decimal = Decimal::from_parts(15, 0, 0, false, 3);

#[cfg(test)]
fn says(
    count: &str,
    amount: &str,
    first: &str,
    second: &str,
    of_first: &str,
    of_second: &str,
) -> crate::batch::Disclosure {
    let performance = format!(
        "纳入绩效目标管理的二级项目{count}个，共计金额{amount}万元。其中：其他运转类项目{first}个，涉及金额{of_first}万元；\
         特定目标类项目{second}个，涉及金额{of_second}万元。"
    );
    crate::batch::Disclosure { performance, ..Default::default() }
}

#[cfg(test)]
fn fixtures() -> Vec<BatchFixture> {
    vec![
        forms([]).published(says("3", "81.42", "3", "1", "81.42", "0")).bad_document(1),
        forms([]).published(says("3", "1,081.42", "2", "1", "81.42", "999")).bad_document(1),
        forms([]).published(says("3", "81.42", "1", "1", "81.42", "1")).bad_document(2),
        forms([]).published(says("3", "1,081.42", "2", "1", "81.42", "1000")),
        forms([]).published(says("3", "81.42", "2", "1", "50.71", "30.70")),
        forms([]).published(says("3", "81.42", "2", "1", "50.71", "30.695")),
        forms([]).published(crate::batch::Disclosure::default()),
    ]
}
