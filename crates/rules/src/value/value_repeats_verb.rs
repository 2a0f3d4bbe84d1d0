//! C28: a word that repeats the verb of the name.

use crate::prelude::*;
use jibiao_model::value::Reading;

pub(crate) static RULE: Rule = Rule {
    code: "C28",
    name: "value_repeats_verb",
    title: "值只是把名称开头的动词再写一遍",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: rows::READS,
    waivable: true,
    default_on: false,
    risk: Risk::High,
    doc: Doc {
        checks: "名称以某个动词开头，值就是这个动词：促进两岸交流 促进。",
        why: "这样的值永远算完成，评价时没有依据。",
        basis: "经验",
        bad: "改善河道环境 改善",
        good: "河道环境改善情况 明显改善，或写可以数出来的结果",
        exceptions: "许多表都这样写，逐行提示意义不大，所以默认关闭；打开后每份表只提一次。",
        change: "写程度或可以核对的结果。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    let outcome = rows::test_filled(view, |row| {
        let Reading::Words(word) = row.reading() else { return Verdict::Other };
        let verb = word.chars().count() == 2 && row.name().starts_with(word.as_str()) && row.name() != word;
        Verdict::of(verb.then(|| rows::value_fault(row, "只是重复名称的动词", "写程度或可以核对的结果。")))
    });
    rows::one_line(outcome)
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().name(4, "改善河道环境"), ["indicators.period[4].value"]),
        bad(unit().name(4, "促进沿河游览").value(4, "促进"), ["indicators[4].value"]),
        good(project()),
        good(project().name(4, "改善河道环境").value(4, "明显好转")),
        not_yet(project().without(|row| row.id.0 > 1).value(0, "")),
        not_applicable(project().without(|row| row.value == "改善")),
    ]
}
