//! G06: only the own staff is asked.

use crate::prelude::*;

pub(crate) static RULE: Rule = Rule {
    code: "G06",
    name: "own_staff_only",
    title: "满意度只问了自己的职工",
    severity: Severity::Hint,
    since: "0.1.0",
    kinds: Kinds::Project,
    except: &[],
    reads: &[
        Field::Rows(Side::Period, RowField::Level1),
        Field::Rows(Side::Period, RowField::Level2),
        Field::Rows(Side::Period, RowField::Name),
    ],
    waivable: true,
    default_on: true,
    risk: Risk::Medium,
    doc: Doc {
        checks: "满意度指标的对象全是本单位的工作人员、职工。",
        why: "自己满意说明不了服务得好不好。",
        basis: "经验",
        bad: "工作人员满意度 ≥95%",
        good: "办事群众满意度 ≥90%",
        exceptions: "项目只服务本单位职工的，忽略即可。",
        change: "有外部服务对象的，加上他们的满意度。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    let side = view.main_side();
    let asked: Vec<_> =
        view.rows(side).filter(|row| row.level1() == Some(Level1::Satisfaction) && !row.name().is_empty()).collect();
    let [first, ..] = asked.as_slice() else { return Outcome::NotYet };
    let own = |name: &str| OWN.iter().any(|word| name.contains(word)) && !OTHERS.iter().any(|word| name.contains(word));
    if !asked.iter().all(|row| own(row.name())) {
        return Outcome::Pass;
    }
    Outcome::Findings(vec![rows::name_fault(*first, "只问了本单位的人", "有外部服务对象的，加上他们。")])
}

const OWN: [&str; 7] = ["工作人员", "职工", "员工", "本单位", "机关干部", "干部职工", "办公人员"];
const OTHERS: [&str; 8] = ["群众", "居民", "企业", "家属", "遗属", "退休", "基层", "困难职工"];

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().name(6, "工作人员满意度"), ["indicators.period[6].name"]),
        bad(
            project().name(6, "单位职工满意度").both("满意度指标", "服务对象满意度指标", "机关干部满意度", "≥90%"),
            ["indicators.period[6].name"],
        ),
        good(project()),
        good(project().name(6, "工作人员满意度").both("满意度指标", "服务对象满意度指标", "沿河居民满意度", "≥90%")),
        pass(project().name(6, "困难职工满意度")),
        not_yet(blank()),
    ]
}
