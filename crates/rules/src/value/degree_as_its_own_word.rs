//! C14: a degree whose value repeats a word of the name.

use crate::prelude::*;
use jibiao_model::value::Reading;

pub(crate) static RULE: Rule = Rule {
    code: "C14",
    name: "degree_as_its_own_word",
    title: "“…度”的值只是把名称里的词再写一遍",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: rows::READS,
    waivable: true,
    default_on: true,
    risk: Risk::Medium,
    doc: Doc {
        checks: "名称以“度”结尾，值是名称里已有的一个词：符合度写符合，保障度写保障。",
        why: "度要说到什么程度；只重复名称里的词，年终无法判断。",
        basis: "经验",
        bad: "巡查方案符合度 符合",
        good: "巡查方案符合度 100%",
        exceptions: "叠写的词（满足满足）由 C03 提示。",
        change: "写成百分比，或写能分出高低的程度。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    rows::test_filled(view, |row| {
        let bare = row.full_name();
        if !bare.ends_with('度') || bare.ends_with("制度") || bare.ends_with("力度") || bare.ends_with("进度") {
            return Verdict::Other;
        }
        let Reading::Words(word) = row.reading() else { return Verdict::Pass };
        let again = word.chars().nth(1).is_some() && bare.contains(word.as_str());
        Verdict::of(again.then(|| rows::value_fault(row, "只是重复名称里的词", "写成百分比，或分得出高低的程度。")))
    })
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().name(1, "巡查方案符合度").value(1, "符合"), ["indicators.period[1].value"]),
        bad(project().name(4, "沿河居民用水保障度").value(4, "保障"), ["indicators.period[4].value"]),
        bad(unit().name(1, "记录规范度").value(1, "规范"), ["indicators[1].value"]),
        good(project().name(1, "巡查方案符合度").value(1, "100%")),
        good(project().name(4, "巡查制度").value(4, "健全")),
        not_yet(project().without(|row| row.id.0 > 1).value(0, "")),
        not_applicable(project().without(|row| row.name.ends_with('度'))),
    ]
}
