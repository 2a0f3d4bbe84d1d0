//! C30: a quantity in words.

use crate::prelude::*;
use jibiao_model::value::{Reading, Unreadable};

pub(crate) static RULE: Rule = Rule {
    code: "C30",
    name: "quantity_in_words",
    title: "数量指标写的是文字",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: rows::READS,
    waivable: true,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "数量指标的值里没有数字。",
        why: "数量指标要能数出来；文字无法考核。",
        basis: "经验",
        bad: "河道巡查次数 按需",
        good: "河道巡查次数 ≥24次",
        exceptions: "有符号没有数字的由 C34 提示。",
        change: "写数字和单位；说的是效果就移到质量或效益指标。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    rows::test_filled(view, |row| {
        if row.level2() != Some(Level2::Quantity) {
            return Verdict::Other;
        }
        let signed = matches!(row.reading(), Reading::Unreadable(Unreadable::SignWithoutNumber(..)));
        let words = row.reading().is_qualitative() && !signed;
        Verdict::of(words.then(|| rows::value_fault(row, "没有数字", "写数字和单位，或移到质量、效益指标。")))
    })
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().value(0, "按计划"), ["indicators.period[0].value"]),
        bad(project().name(0, "巡查河段").value(0, "全覆盖"), ["indicators.period[0].value"]),
        bad(unit().name(0, "巡查安排").value(0, "每季度"), ["indicators[0].value"]),
        good(project()),
        good(project().value(0, "24次")),
        pass(project().value(0, "两次")),
        good(project().value(0, "二十四次")),
        not_yet(project().without(|row| row.id.0 > 1).value(0, "")),
        not_applicable(project().without(|row| row.level2 == "数量指标")),
    ]
}
