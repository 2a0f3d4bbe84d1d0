//! C40: an economic benefit that is a degree without a number.

use crate::prelude::*;
use jibiao_model::value::Reading;

pub(crate) static RULE: Rule = Rule {
    code: "C40",
    name: "economy_in_words",
    title: "经济效益只写了程度，没有数",
    severity: Severity::Hint,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: rows::READS,
    waivable: true,
    default_on: true,
    risk: Risk::Medium,
    doc: Doc {
        checks: "经济效益指标的值只是有效减少、明显提升、显著增加、有所提高这样的程度。",
        why: "经济效益多半能数出来，只写程度，评价时说不清达到没有。",
        basis: "经验",
        bad: "管网漏损水费 有效减少",
        good: "管网漏损水费减少额 ≥3万元",
        exceptions: "社会效益、生态效益、可持续影响不要求写数，不提示；只写提高、减少一个词的不提示。",
        change: "写减少、增加多少元或百分之几；确实数不出来的忽略即可。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

const DEGREES: [&str; 16] = [
    "有效",
    "明显",
    "显著",
    "大幅",
    "大幅度",
    "逐步",
    "逐年",
    "持续",
    "不断",
    "进一步",
    "有所",
    "稳步",
    "切实",
    "极大",
    "较大",
    "得到",
];
const CHANGES: [&str; 18] = [
    "减少", "降低", "下降", "增加", "增长", "提升", "提高", "改善", "促进", "节约", "节省", "增强", "增收", "优化",
    "带动", "推动", "缓解", "控制",
];

fn check(view: &View<'_>) -> Outcome {
    rows::test_filled(view, |row| {
        if row.level2() != Some(Level2::Economic) {
            return Verdict::Other;
        }
        let Reading::Words(said) = row.reading() else { return Verdict::Pass };
        let change = |rest: &str| CHANGES.contains(&rest);
        let degree = DEGREES.iter().any(|degree| {
            said.strip_prefix(degree).is_some_and(change) || said.strip_suffix(degree).is_some_and(change)
        });
        Verdict::of(degree.then(|| rows::value_fault(row, "没有数", "写减少或增加多少元、百分之几。")))
    })
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    let economic = |name, value| project().both("效益指标", "经济效益指标", name, value);
    vec![
        bad(economic("漂浮物清运费用", "有效减少"), ["indicators.period[7].value"]),
        bad(economic("沿河商户收入", "明显提升"), ["indicators.period[7].value"]),
        bad(economic("河道维修成本", "逐步降低"), ["indicators.period[7].value"]),
        good(economic("河道维修成本节约额", "≥2万元")),
        good(economic("沿河商户收入", "提高")),
        not_yet(project().without(|row| row.id.0 > 1).value(0, "")),
        not_applicable(project()),
        not_applicable(project().value(4, "有效提升")),
    ]
}
