//! C19: a cost without a sign.

use crate::prelude::*;
use crate::shared::names::denotes_unit_price;
use jibiao_model::value::{Reading, Sign};

pub(crate) static RULE: Rule = Rule {
    code: "C19",
    name: "cost_without_sign",
    title: "成本指标没有写符号",
    severity: Severity::Hint,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: rows::READS,
    waivable: true,
    default_on: false,
    risk: Risk::Medium,
    doc: Doc {
        checks: "成本指标是一笔金额，没有写 ≤。",
        why: "有的财政部门要求成本都写控制数。",
        basis: "经验",
        bad: "河道巡查成本 80000元",
        good: "河道巡查成本 ≤80000元",
        exceptions: "不写符号表示恰好这么多，固定支出这样写并不错，所以默认关闭；元/人/月这类标准不查。",
        change: "写成 ≤。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    let outcome = rows::test_filled(view, |row| {
        let standard = denotes_unit_price(row.name()) || denotes_unit_price(row.full_name());
        let Reading::Money { sign, .. } = row.reading() else { return Verdict::Other };
        if !row.is_cost() || standard {
            return Verdict::Other;
        }
        Verdict::of((*sign == Sign::Exact).then(|| {
            let capped = format!("≤{}", row.value().trim_start_matches(['=', '＝']));
            rows::value_fault(row, "没有写符号", "写成 ≤。").fixed(Safety::Ask, row.cell(RowField::Value), capped)
        }))
    });
    rows::one_line(outcome)
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().value(3, "80000元"), ["indicators.period[3].value"]),
        bad(unit().value(3, "8万元"), ["indicators[3].value"]),
        good(project()),
        good(project().name(3, "巡查补助标准").value(3, "80000元")),
        pass(project().value(3, "≥80000元")),
        not_yet(project().without(|row| row.id.0 > 1).value(0, "")),
        not_applicable(project().without(|row| row.level2 == "成本指标")),
    ]
}
