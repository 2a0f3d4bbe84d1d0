//! C21: a rate with the sign the wrong way round.

use crate::prelude::*;
use jibiao_model::value::Sign;

pub(crate) static RULE: Rule = Rule {
    code: "C21",
    name: "rate_turned_round",
    title: "比率的方向写反了",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: rows::READS,
    waivable: true,
    default_on: true,
    risk: Risk::Low,
    doc: Doc {
        checks: "故障率、差错率、投诉率这类越低越好的写了 ≥，合格率、完成率、覆盖率这类越高越好的写了 ≤。",
        why: "符号反了，做得越差越达标。",
        basis: "经验",
        bad: "漂浮物事故发生率 ≥2%",
        good: "漂浮物事故发生率 ≤2%",
        exceptions: "不合格率、未完成率这类带否定的按相反方向看；纠错率、故障排除率不算。",
        change: "改符号的方向。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

fn check(view: &View<'_>) -> Outcome {
    rows::test_filled(view, |row| {
        let Some(wanted) = wanted(row.full_name()) else { return Verdict::Other };
        let wrong = match (wanted, row.reading().sign()) {
            (Wanted::Low, Some(Sign::AtLeast | Sign::Greater)) => Some(("越低越好，写的却是下限", "改成 ≤。")),
            (Wanted::High, Some(Sign::AtMost | Sign::Less)) => Some(("越高越好，写的却是上限", "改成 ≥。")),
            (_, None) => return Verdict::Other,
            _ => None,
        };
        Verdict::of(wrong.map(|(wrong, advice)| rows::value_fault(row, wrong, advice)))
    })
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Low,
    High,
}

/// What stands directly before 率 decides: 故障排除率 is no 故障率.
const LOW: [&str; 39] = [
    "故障", "差错", "出错", "错误", "发生", "投诉", "事故", "误差", "失误", "损坏", "违规", "返工", "死亡", "破损",
    "损耗", "闲置", "中断", "流失", "辍学", "缺勤", "超标", "不良", "逾期", "拖欠", "空置", "泄漏", "漏损", "复发",
    "感染", "报废", "退货", "积压", "误报", "漏报", "延误", "缺陷", "受害", "枯死", "漏检",
];
const HIGH: [&str; 38] = [
    "合格",
    "完成",
    "达标",
    "覆盖",
    "准确",
    "到位",
    "符合",
    "满意",
    "正常",
    "及时",
    "解决",
    "完好",
    "成活",
    "接种",
    "履约",
    "通过",
    "知晓",
    "参与",
    "办结",
    "回复",
    "整改",
    "普及",
    "巩固",
    "保存",
    "优良",
    "在线",
    "可用",
    "出勤",
    "就业",
    "治愈",
    "建档",
    "支付",
    "保障",
    "兑现",
    "入学",
    "回收",
    "处置",
    "检出准确",
];

/// Which way a rate is meant to go, by its name.
fn wanted(bare_name: &str) -> Option<Wanted> {
    let stem = bare_name.strip_suffix(['率', '度'])?;
    let found = |words: &[&str]| words.iter().find_map(|word| stem.strip_suffix(word));
    let (before, wanted) = match (found(&LOW), found(&HIGH)) {
        (Some(before), _) => (before, Wanted::Low),
        (_, Some(before)) => (before, Wanted::High),
        _ => return None,
    };
    let denied = before.ends_with(['不', '未', '非', '零', '无']);
    Some(match (wanted, denied) {
        (Wanted::Low, true) | (Wanted::High, false) => Wanted::High,
        (Wanted::Low, false) | (Wanted::High, true) => Wanted::Low,
    })
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().name(1, "救生艇故障率").value(1, "≥2%"), ["indicators.period[1].value"]),
        bad(project().name(1, "水样合格率").value(1, "≤98%"), ["indicators.period[1].value"]),
        bad(project().name(1, "水样不合格率").value(1, ">2%"), ["indicators.period[1].value"]),
        bad(unit().name(1, "无事故率").value(1, "<98%"), ["indicators[1].value"]),
        good(project().name(1, "水样不合格率").value(1, "≤2%")),
        good(project().name(1, "故障排除率").value(1, "≥98%")),
        good(project().name(1, "水样合格率").value(1, "98%")),
        not_yet(project().without(|row| row.id.0 > 1).value(0, "")),
        not_applicable(project().without(|row| row.name.contains("率") || row.name.contains("度"))),
    ]
}
