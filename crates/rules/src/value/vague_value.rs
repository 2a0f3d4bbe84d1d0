//! C35: a value that fixes nothing.

use crate::prelude::*;

pub(crate) static RULE: Rule = Rule {
    code: "C35",
    name: "vague_value",
    title: "值是说不准的话",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: rows::READS,
    waivable: true,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "指标值里有不定期、按要求、按需、视情况、择机、酌情、按进度、左右、若干、数十、适时、待定这类话，或以约字开头。",
        why: "这样的值没法考核，怎么做都算完成。",
        basis: "经验",
        bad: "巡查完成时间 不定期",
        good: "巡查完成时间 每季度",
        exceptions: "名称里有这些词不算。",
        change: "写一个能核对的数字、时间或程度。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    rows::test_filled(view, |row| {
        let vague = VAGUE.iter().find(|word| row.value().contains(**word));
        let about = row.value().strip_prefix('约').filter(|rest| rest.starts_with(|c: char| c.is_numeric()));
        let depends =
            || row.value().starts_with('视') && ["情况", "而定", "需要"].iter().any(|end| row.value().contains(end));
        let about_behind = || row.value().contains("上下") && row.value().contains(char::is_numeric);
        let vague = vague
            .copied()
            .or(about.map(|_| "约"))
            .or_else(|| depends().then_some("视"))
            .or_else(|| about_behind().then_some("上下"));
        Verdict::of(vague.map(|word| rows::value_fault(row, &format!("里的“{word}”说不准"), "写能核对的数字或时间。")))
    })
}

const VAGUE: [&str; 21] = [
    "不定期",
    "按要求",
    "按需",
    "视情况",
    "左右",
    "若干",
    "适时",
    "待定",
    "根据需要",
    "根据情况",
    "择机",
    "酌情",
    "视需要",
    "根据实际",
    "按实际情况",
    "按进度",
    "另行",
    "几十",
    "数十",
    "上百",
    "大概",
];

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().name(2, "巡查安排").value(2, "不定期"), ["indicators.period[2].value"]),
        bad(project().value(0, "24次左右"), ["indicators.period[0].value"]),
        bad(unit().name(2, "巡查安排").value(2, "视情况开展"), ["indicators[2].value"]),
        bad(project().name(2, "巡查时间").value(2, "约30天"), ["indicators.period[2].value"]),
        bad(project().name(2, "巡查安排").value(2, "择机"), ["indicators.period[2].value"]),
        good(project()),
        good(project().name(2, "不定期巡查完成时间")),
        not_yet(project().without(|row| row.id.0 > 1).value(0, "")),
    ]
}
