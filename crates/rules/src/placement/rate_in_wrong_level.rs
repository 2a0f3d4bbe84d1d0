//! G02: a rate of quality under timeliness or cost.

use crate::prelude::*;
use crate::shared::names::denotes_rate;

pub(crate) static RULE: Rule = Rule {
    code: "G02",
    name: "rate_in_wrong_level",
    title: "质量比率放在了时效或成本里",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: rows::READS,
    waivable: true,
    default_on: true,
    risk: Risk::Medium,
    doc: Doc {
        checks: "时效指标里有合格、达标一类的率；成本指标里有与花钱多少无关的率。",
        why: "放错了类，质量指标就显得不全。",
        basis: "经验",
        bad: "成本指标 · 支出合规率 100%",
        good: "质量指标 · 支出合规率 100%",
        exceptions: "及时率、按期完成率属于时效；节约率、控制率、执行率、超支率、占比属于成本。",
        change: "移到质量指标。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    rows::test_filled(view, |row| {
        let name = row.full_name();
        let own: &[&str] = if row.level2() == Some(Level2::Timeliness) {
            &[
                "及时", "按时", "按期", "准时", "时效", "如期", "期限", "响应", "进度", "当日", "当年", "时限", "提前",
                "日清", "日结", "月结", "月清", "到期", "即时", "限时", "小时",
            ]
        } else if row.is_cost() {
            &[
                "节约", "控制", "执行", "超支", "成本", "费用", "利用", "降低", "压减", "下浮", "中标", "偏差", "资金",
                "预算", "补贴", "补助",
            ]
        } else {
            return Verdict::Other;
        };
        let rate = denotes_rate(name) || name.ends_with("合格");
        let stray = rate && row.reading().is_percent() && !own.iter().any(|word| name.contains(word));
        Verdict::of(stray.then(|| rows::name_fault(row, "说的是质量，不该放在这一类", "移到质量指标。")))
    })
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().name(2, "水样检测合格率").value(2, "100%"), ["indicators.period[2].name"]),
        bad(project().both("产出指标", "成本指标", "支出合规率", "100%"), ["indicators.period[7].name"]),
        bad(unit().name(2, "记录完好率").value(2, "≥98%"), ["indicators[2].name"]),
        good(project().name(2, "巡查及时率").value(2, "≥98%")),
        good(project().both("产出指标", "成本指标", "经费节约率", "≥2%")),
        not_yet(project().without(|row| row.id.0 > 1).value(0, "")),
        not_applicable(project().without(|row| ["时效指标", "成本指标"].contains(&row.level2.as_str()))),
    ]
}
