//! B23: two units of money on one form.

use crate::prelude::*;
use jibiao_model::value::{MoneyUnit, Reading};

pub(crate) static RULE: Rule = Rule {
    code: "B23",
    name: "two_money_units",
    title: "资金栏用元，指标用万元",
    severity: Severity::Hint,
    since: "0.1.0",
    kinds: Kinds::Project,
    except: &[],
    reads: rows::READS,
    waivable: true,
    default_on: false,
    risk: Risk::Medium,
    doc: Doc {
        checks: "表样的资金栏以元为单位，指标值里有万元。",
        why: "两种单位并列，核对时容易看错位。",
        basis: "经验",
        bad: "资金总额 80,000 元，河道巡查成本 ≤8万元",
        good: "河道巡查成本 ≤80000元",
        exceptions: "比较时程序一律换算，写万元并不错，所以默认关闭；每份表只提一次。",
        change: "统一成元。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    if view.template().money != MoneyUnit::Yuan {
        return Outcome::NotApplicable;
    }
    let outcome = rows::test_filled(view, |row| {
        let (Reading::Money { unit, .. } | Reading::MoneyRate { unit, .. }) = row.reading() else {
            return Verdict::Other;
        };
        Verdict::of((*unit == MoneyUnit::Wan).then(|| {
            let yuan = row.reading().yuan().map(|yuan| format!("，合 {} 元", yuan.printed())).unwrap_or_default();
            rows::value_fault(row, &format!("以万元为单位{yuan}"), "与资金栏统一成元。")
        }))
    });
    rows::one_line(outcome)
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().value(3, "≤8万元"), ["indicators.period[3].value"]),
        bad(project().value(3, "8万元/年"), ["indicators.period[3].value"]),
        good(project()),
        good(project().value(3, "80000元/年")),
        not_yet(project().without(|row| row.id.0 > 1).value(0, "")),
        not_applicable(project().template("central-2015").value(3, "≤8万元")),
    ]
}
