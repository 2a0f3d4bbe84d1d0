//! C13: a rate whose value is no percentage.

use super::no_unit;
use crate::prelude::*;
use crate::shared::names;

pub(crate) static RULE: Rule = Rule {
    code: "C13",
    name: "rate_not_percent",
    title: "名称是率，值不是百分比",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: rows::READS,
    waivable: true,
    default_on: true,
    risk: Risk::Medium,
    doc: Doc {
        checks: "名称以率结尾（效率、频率除外），值不是百分数或千分数。",
        why: "率要有数才能比；写提升、及时等词无法考核。",
        basis: "经验",
        bad: "堤防达标率 提升",
        good: "堤防达标率 ≥90%",
        exceptions: "名称被打印截短的，按另一侧的全名判断；只缺单位由 C02、满意率由 C05 提示。",
        change: "写出百分数；说不出百分数的，改名称。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    rows::test_filled(view, |row| {
        let name = row.full_name();
        // A rate of satisfaction is asked for more than a percentage (C05).
        if !names::denotes_rate(name) || row.level1() == Some(Level1::Satisfaction) {
            return Verdict::Other;
        }
        let percent = row.value().contains(['%', '％', '‰']) || row.value().contains("百分之");
        Verdict::of((!percent && !no_unit::lacks_unit(row)).then(|| {
            let message = format!("指标{}：值“{}”不是百分比。", quoted(name), clip(row.value(), 12));
            Fault::new(row.cell(RowField::Value), message, "写出百分数，或改名称。")
                .read(row.cell(RowField::Value), clip(row.value(), 60))
        }))
    })
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().value(1, "提升"), ["indicators.period[1].value"]),
        bad(project().name(1, "巡查覆盖率（%）").value(1, "30公里"), ["indicators.period[1].value"]),
        bad(project().value(1, "≥0.98"), ["indicators.period[1].value"]),
        pass(project().value(1, "98")),
        pass(project().name(6, "沿河居民满意率").value(6, "满意")),
        good(project().value(1, "≤5‰")),
        good(project().name(1, "巡查工作效率").value(1, "提升")),
        good(project().name(1, "巡查频率").value(1, "每月")),
        not_yet(project().without(|row| row.id.0 > 1).value(0, "")),
        not_applicable(project().without(|row| row.level2 != "数量指标")),
    ]
}
