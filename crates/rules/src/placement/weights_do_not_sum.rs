//! G08: weights that do not add up.

use crate::prelude::*;
use jibiao_model::Entry;
use rust_decimal::Decimal;

pub(crate) static RULE: Rule = Rule {
    code: "G08",
    name: "weights_do_not_sum",
    title: "分值权重对不上",
    severity: Severity::Error,
    since: "0.1.0",
    kinds: Kinds::Project,
    except: &[],
    reads: &[Field::Rows(Side::Annual, RowField::Name), Field::Rows(Side::Annual, RowField::Weight)],
    waivable: true,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "有分值的表样：各行分值相加不等于表样规定的合计，有一行空着、不是数字、是零或负数。",
        why: "分值合计不对，系统不收，年终也没法打分。",
        basis: "经验",
        bad: "各行合计 85，应为 90",
        good: "各行合计 90，执行率占 10",
        exceptions: "没有分值的表样不查；合计写成 100 而表样规定 90 的，多半是没有扣除执行率。",
        change: "按表样规定的合计重新分配。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    let Some(wanted) = view.template().weights else { return Outcome::NotApplicable };
    let side = view.main_side();
    let (mut sum, mut faults, mut filled, mut complete) = (Decimal::ZERO, Vec::new(), false, true);
    let mut rows = 0_usize;
    for row in view.rows(side) {
        rows += 1;
        let place = row.cell(RowField::Weight);
        let named = quoted(row.name());
        match row.weight() {
            Entry::Blank => complete = false,
            Entry::Raw(text) => {
                (filled, complete) = (true, false);
                let message = format!("指标{named}：分值“{}”不是数字。", clip(text, 10));
                faults.push(Fault::new(place, message, "写成数字。").read(place, clip(text, 60)));
            }
            Entry::Read(weight) => {
                filled = true;
                sum = sum.checked_add(*weight).unwrap_or(sum);
                if *weight <= Decimal::ZERO {
                    let message = format!("指标{named}：分值是 {weight}。");
                    faults.push(Fault::new(place, message, "分值要大于零，不考核的删去这一行。"));
                }
            }
        }
    }
    if rows == 0 || (!filled && view.typing()) {
        return Outcome::NotYet;
    }
    let outcome = if !filled {
        let message = format!("分值权重：都没有填写，合计应是 {wanted}。");
        Outcome::Findings(vec![Fault::new(FieldPath::Indicators(side), message, "给每条指标分配分值。")])
    } else {
        if faults.is_empty() && sum != wanted {
            let blank = if complete { "" } else { "，还有空着的" };
            let message = format!("分值权重：合计 {}，应是 {wanted}{blank}。", sum.normalize());
            faults.push(Fault::new(FieldPath::Indicators(side), message, "按表样规定的合计重新分配。"));
        }
        Outcome::of(faults)
    };
    view.when_finished(outcome)
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    let weighted = |weights: [&str; 7]| {
        let form = project().template("cost-first-2021").without_side(Side::Period);
        weights
            .iter()
            .enumerate()
            .fold(form, |form, (row, weight)| form.cell(Side::Annual, row, RowField::Weight, weight))
    };
    vec![
        bad(weighted(["10", "10", "10", "10", "10", "10", "25"]), ["indicators.annual"]),
        bad(weighted(["20", "20", "20", "20", "10", "10", "0"]), ["indicators.annual[6].weight"]),
        bad(weighted(["20", "20", "20", "10", "10", "10", "十分"]), ["indicators.annual[6].weight"]),
        bad(weighted(["20", "20", "20", "10", "10", "", ""]), ["indicators.annual"]),
        bad(weighted([""; 7]), ["indicators.annual"]),
        good(project()),
        good(unit()),
        pass(weighted(["20", "20", "20", "10", "10", "5", "5"])),
        pass(weighted(["12.5", "12.5", "15", "15", "15", "10", "10"])),
        not_yet(weighted([""; 7])).typing(),
    ]
}
