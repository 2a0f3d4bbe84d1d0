//! E03: the indicator asks for less than the text promises.

use super::judge::{Judgement, fault, test};
use crate::claims;
use crate::prelude::*;

pub(crate) static RULE: Rule = Rule {
    code: "E03",
    name: "looser_than_text",
    title: "指标值低于文字的承诺",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: claims::READS,
    waivable: true,
    default_on: true,
    risk: Risk::Medium,
    doc: Doc {
        checks: "文字写不少于、以上、余，或写比率达到多少，同一名词的指标值要求得更低。",
        why: "文字承诺 6 次，指标 5 次就算完成，目标被放松了。",
        basis: "经验",
        bad: "概况“全年宣传6次以上”；宣传次数 ≥3次",
        good: "概况“全年宣传6次以上”；宣传次数 ≥6次",
        exceptions: "任何一处文字与指标一致的不提示；已完成的、上年的、全省的和其中的数，全县共有多少这样的数不比。",
        change: "把指标值提高到文字的数，或改正文字。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    test(view, |row, judgement| match judgement {
        Judgement::Looser(claim) => Some(fault(view, row, claim, "指标偏低", "提高指标或改文字。")),
        _ => None,
    })
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    let overview = |text: &str, name: &str, value: &str| {
        project().text(TextField::Overview, text).both("产出指标", "数量指标", name, value)
    };
    vec![
        bad(overview("全年防汛宣传6次以上。", "宣传次数", "≥3次"), ["indicators.period[7].value"]),
        bad(overview("走访沿河住户不少于120户。", "走访住户数量", "100户"), ["indicators.period[7].value"]),
        bad(project().goals("巡查记录完整率达到99%。"), ["indicators.period[1].value"]),
        bad(overview("至少走访渔户60户。", "走访渔户户数", "≥50户"), ["indicators.period[7].value"]),
        good(overview("全年防汛宣传6次以上。", "宣传次数", "≥6次")),
        good(overview("走访沿河住户百余户，防汛宣传不少于2次。", "宣传次数", "≥4次")),
        good(overview("全县沿河住户2000户以上。", "走访住户数量", "≥100户")),
        not_yet(blank()),
    ]
}
