//! C29: a word that does not go with the verb of the name.

use crate::prelude::*;
use jibiao_model::value::Reading;

pub(crate) static RULE: Rule = Rule {
    code: "C29",
    name: "word_does_not_fit",
    title: "值的词与名称的动词不搭配",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: rows::READS,
    waivable: true,
    default_on: true,
    risk: Risk::Medium,
    doc: Doc {
        checks: "名称以保障、推动、完善这类动词开头，值是另一个意思不同的动词：推动…发展 提升。",
        why: "名称说做一件事，值说另一件事，读起来不知所指。",
        basis: "经验",
        bad: "推动沿河绿化 完善",
        good: "推动沿河绿化 有效推动",
        exceptions: "意思相近的（保障与确保、促进与推动、提高与增强、降低与减少）不算。",
        change: "把值改成与名称一致的词，或写程度。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    rows::test_filled(view, |row| {
        let Reading::Words(word) = row.reading() else { return Verdict::Other };
        let group = |text: &str| VERBS.iter().position(|verbs| verbs.contains(&text));
        let verb: String = row.name().chars().take(2).collect();
        let (Some(of_name), Some(of_value)) = (group(&verb), group(word)) else { return Verdict::Other };
        // 保障居住安全水平 提升: the value goes with the last noun.
        let level = ["水平", "程度", "能力", "质量", "意识", "效率"].iter().any(|noun| row.name().ends_with(noun));
        Verdict::of(
            (of_name != of_value && !level)
                .then(|| rows::value_fault(row, &format!("与“{verb}”不搭配"), "改成一致的词，或写程度。")),
        )
    })
}

/// Verbs that mean nearly the same stand together.
const VERBS: [&[&str]; 8] = [
    &["保障", "保证", "确保", "维护"],
    &["促进", "推动", "推进", "带动"],
    &["提升", "提高", "增强", "加强", "增加"],
    &["完善", "健全", "优化", "改善", "规范"],
    &["降低", "减少", "减轻", "缓解"],
    &["提供", "满足"],
    &["丰富", "拓展", "扩大"],
    &["发挥", "实现"],
];

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().name(4, "推动沿河绿化").value(4, "提升"), ["indicators.period[4].value"]),
        bad(project().name(4, "保证巡查开展").value(4, "提供"), ["indicators.period[4].value"]),
        bad(unit().name(4, "完善管护机制").value(4, "保障"), ["indicators[4].value"]),
        good(project().name(4, "推动沿河绿化").value(4, "促进")),
        good(project()),
        not_yet(project().without(|row| row.id.0 > 1).value(0, "")),
        not_applicable(project()),
    ]
}
