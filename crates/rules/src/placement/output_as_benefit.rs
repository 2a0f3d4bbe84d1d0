//! G07: a benefit that restates the work.

use crate::prelude::*;

pub(crate) static RULE: Rule = Rule {
    code: "G07",
    name: "output_as_benefit",
    title: "效益只是把工作再说一遍",
    severity: Severity::Hint,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: rows::READS,
    waivable: true,
    default_on: false,
    risk: Risk::High,
    doc: Doc {
        checks: "效益指标的名称是保障、确保…正常运转、正常开展、顺利进行。",
        why: "工作正常进行是产出，效益要说给谁带来了什么。",
        basis: "经验",
        bad: "社会效益 · 保障河道管理工作正常开展",
        good: "社会效益 · 河道环境改善情况",
        exceptions: "运转类项目多半这样写，所以默认关闭；打开后每份表只提一次。",
        change: "写受益的人或事发生了什么变化。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    let outcome = rows::test(view, |row| {
        if row.level1() != Some(Level1::Benefit) {
            return Verdict::Other;
        }
        if row.name().is_empty() {
            return Verdict::NotYet;
        }
        let name = row.full_name();
        let ensured = ["保障", "确保", "保证", "维持"].iter().any(|word| name.starts_with(word));
        let normal = ["正常运转", "正常运行", "正常开展", "正常进行", "顺利开展", "顺利进行", "有序开展"];
        let restated = ensured && normal.iter().any(|words| name.ends_with(words));
        Verdict::of(restated.then(|| rows::name_fault(row, "说的是工作，不是效益", "写受益的人或事的变化。")))
    });
    rows::one_line(outcome)
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().name(4, "保障河道管理工作正常开展"), ["indicators.period[4].name"]),
        bad(unit().name(4, "确保机关正常运转"), ["indicators[4].name"]),
        good(project()),
        good(project().name(4, "保障沿河居民用水").value(4, "有力保障")),
        not_yet(blank()),
        not_applicable(project().without(|row| row.level1 == "效益指标")),
    ]
}
