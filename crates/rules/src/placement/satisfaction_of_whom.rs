//! G05: a satisfaction of somebody who does not benefit.

use crate::prelude::*;

pub(crate) static RULE: Rule = Rule {
    code: "G05",
    name: "satisfaction_of_whom",
    title: "满意度的对象不是受益的人",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: rows::READS,
    waivable: true,
    default_on: true,
    risk: Risk::Medium,
    doc: Doc {
        checks: "满意度的对象是提供服务的一方（服务机构、供应商、施工单位、第三方），或者没有说清是谁（相关人员、有关单位、各方）。",
        why: "满意度要问受益的人；问提供服务的人没有意义。",
        basis: "经验",
        bad: "服务机构满意度 ≥95%",
        good: "沿河居民满意度 ≥90%",
        exceptions: "服务机构确实是受益对象（如对机构的补贴）的，忽略并说明。",
        change: "改成实际受益的人或单位。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    rows::test(view, |row| {
        if row.level1() != Some(Level1::Satisfaction) {
            return Verdict::Other;
        }
        if row.name().is_empty() {
            return Verdict::NotYet;
        }
        let name = row.name();
        // 居民对物业公司满意度 asks the residents.
        let provider =
            PROVIDERS.iter().any(|word| name.split_once(word).is_some_and(|(before, _)| !before.contains('对')));
        let vague = VAGUE.iter().any(|word| name.contains(word));
        Verdict::of(if provider {
            Some(rows::name_fault(row, "对象是提供服务的一方", "改成受益的人或单位。"))
        } else {
            vague.then(|| rows::name_fault(row, "没有说清是谁满意", "写明受益的人或单位。"))
        })
    })
}

const PROVIDERS: [&str; 24] = [
    "服务机构满意",
    "供应商",
    "施工单位",
    "施工方",
    "承建",
    "第三方",
    "服务商",
    "中介机构满意",
    "中标单位",
    "承办单位",
    "监理单位",
    "设计单位",
    "承包商",
    "运维公司",
    "维保公司",
    "维保单位",
    "物业公司满意",
    "供货单位",
    "养护企业",
    "养护公司",
    "施工企业",
    "运维企业",
    "保洁公司",
    "监理公司",
];
const VAGUE: [&str; 12] = [
    "相关人满意",
    "相关人员",
    "有关人员",
    "相关单位",
    "有关单位",
    "相关部门",
    "有关部门",
    "各方满意",
    "领导满意",
    "相关方",
    "有关方面",
    "相关群体",
];

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().name(6, "巡查服务机构满意度"), ["indicators.period[6].name"]),
        bad(project().name(6, "相关人员满意度"), ["indicators.period[6].name"]),
        bad(project().name(6, "监理单位满意度"), ["indicators.period[6].name"]),
        bad(project().name(6, "养护企业满意度"), ["indicators.period[6].name"]),
        good(project().name(6, "沿河居民对施工单位满意度")),
        bad(unit().name(6, "各方满意度"), ["indicators[6].name"]),
        good(project()),
        good(project().name(6, "服务对象满意度（相邻村）").name(6, "受巡查村满意度")),
        not_yet(blank()),
    ]
}
