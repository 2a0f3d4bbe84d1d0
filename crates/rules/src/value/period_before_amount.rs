//! C10: an amount with 每 before it.

use crate::prelude::*;
use jibiao_model::value::{RateForm, canonical, rate_form};

pub(crate) static RULE: Rule = Rule {
    code: "C10",
    name: "period_before_amount",
    title: "金额前写了每年、每月",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: rows::READS,
    waivable: true,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "指标值是“每年1万元”“每月200元”这样，周期写在金额前面。",
        why: "系统分成符号、数字、单位三格，数字前面不能有字。",
        basis: "经验",
        bad: "河道巡查成本 每年8万元",
        good: "河道巡查成本 8万元/年",
        exceptions: "“6每年/次”那样每和斜线并用的由 C09 提示。",
        change: "周期移到单位后面：8万元/年。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

/// 全年8万元, 年均8万元, 月均500元: straight, with the period behind.
fn told(value: &str) -> Option<String> {
    let value = crate::shared::text::tidy(value);
    let (rest, per) = [("全年", "年"), ("年均", "年"), ("月均", "月"), ("年", "年"), ("月", "月")]
        .into_iter()
        .find_map(|(word, per)| Some((value.strip_prefix(word)?, per)))?;
    let amount = rest.trim_start_matches(['≤', '<', '≥', '>']);
    let money = amount.ends_with('元') && amount.starts_with(|c: char| c.is_ascii_digit());
    money.then(|| format!("{rest}/{per}"))
}

fn check(view: &View<'_>) -> Outcome {
    rows::test_filled(view, |row| {
        if let Some(straight) = told(row.value()) {
            let advice = format!("写成“{}”。", clip(&straight, 12));
            return Verdict::Fault(rows::value_fault(row, "的周期写在金额前", &advice).fixed(
                Safety::Ask,
                row.cell(RowField::Value),
                straight,
            ));
        }
        if !row.reading().is_money() {
            return Verdict::Other;
        }
        let prefixed = rate_form(row.value()) == RateForm::Prefixed;
        Verdict::of(prefixed.then(|| {
            let straight = canonical(row.reading());
            let advice = format!("写成“{}”。", clip(&straight, 12));
            rows::value_fault(row, "的周期写在金额前", &advice).fixed(Safety::Safe, row.cell(RowField::Value), straight)
        }))
    })
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().value(3, "每年8万元"), ["indicators.period[3].value"]),
        bad(project().value(3, "每月 ≤6000元"), ["indicators.period[3].value"]),
        bad(unit().value(3, "每次2000元"), ["indicators[3].value"]),
        good(project().value(3, "8万元/年")),
        good(project().value(3, "≤80000元")),
        not_yet(project().without(|row| row.id.0 > 1).value(0, "")),
        not_applicable(project().value(3, "8次").name(3, "次数").without(|row| row.value.contains('元'))),
    ]
}
