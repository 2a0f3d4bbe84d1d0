//! F04: an indicator that is called like its category.

use crate::prelude::*;
use crate::shared::text::tidy;

pub(crate) static RULE: Rule = Rule {
    code: "F04",
    name: "category_as_name",
    title: "指标名称就是类别名称",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: rows::READS,
    waivable: true,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "三级指标写的是数量、质量、时效、成本、经济效益、服务对象满意度等一、二级指标的名称，带不带指标二字都算。",
        why: "类别名称没有说考核什么，看不出对象。",
        basis: "经验",
        bad: "服务对象满意度 ≥90%",
        good: "沿河居民满意度 ≥90%",
        exceptions: "没有。",
        change: "写出具体的对象和内容。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

const CATEGORIES: [&str; 12] = [
    "数量",
    "质量",
    "时效",
    "成本",
    "经济效益",
    "社会效益",
    "生态效益",
    "可持续影响",
    "服务对象满意度",
    "满意度",
    "产出",
    "效益",
];

fn check(view: &View<'_>) -> Outcome {
    rows::test(view, |row| {
        if row.name().is_empty() {
            return Verdict::NotYet;
        }
        let name = tidy(row.full_name());
        // 数量指标1, 数量指标一: one of several that were never named.
        let counted = |c: char| c.is_numeric() || "一二三四五六(（)）".contains(c);
        let bare = name.trim_end_matches(counted);
        let bare = if bare.ends_with("指标") { bare } else { &name };
        let category = CATEGORIES.contains(&bare.strip_suffix("指标").unwrap_or(bare));
        Verdict::of(category.then(|| {
            let place = row.cell(RowField::Name);
            let message = format!("指标{}：名称只是类别。", quoted(row.name()));
            Fault::new(place, message, "写出具体的对象和内容。").read(place, clip(row.name(), 60))
        }))
    })
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().name(6, "服务对象满意度"), ["indicators.period[6].name"]),
        bad(project().name(0, "数量指标1"), ["indicators.period[0].name"]),
        bad(project().name(0, "数量指标（二）"), ["indicators.period[0].name"]),
        pass(project().name(0, "数量1")),
        bad(project().name(0, "数量指标").value(0, "24次"), ["indicators.period[0].name"]),
        bad(unit().name(4, "社会效益 指标"), ["indicators[4].name"]),
        good(project()),
        good(project().name(6, "服务对象满意度抽查结果")),
        not_yet(project().without(|row| row.id.0 > 0).cell(Side::Period, 0, RowField::Name, "")),
    ]
}
