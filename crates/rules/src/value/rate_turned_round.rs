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
const LOW: [&str; 63] = [
    "故障", "差错", "出错", "错误", "发生", "投诉", "事故", "误差", "失误", "损坏", "违规", "返工", "死亡", "破损",
    "损耗", "闲置", "中断", "流失", "辍学", "缺勤", "超标", "不良", "逾期", "拖欠", "空置", "泄漏", "漏损", "复发",
    "感染", "报废", "退货", "积压", "误报", "漏报", "延误", "缺陷", "受害", "枯死", "漏检", "发改", "失火", "违约",
    "返修", "返贫", "犯罪", "脱管", "漏管", "伤亡", "停电", "断电", "停水", "亏损", "差评", "漏诊", "误诊", "超支",
    "超时", "堵塞", "破坏", "起火", "失信", "坏账", "漏水",
];
const HIGH: [&str; 67] = [
    "合格",
    "播出",
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
    "运行",
    "亮灯",
    "在岗",
    "到岗",
    "归档",
    "清运",
    "收集",
    "发放",
    "拨付",
    "结案",
    "执结",
    "化解",
    "受理",
    "答复",
    "响应",
    "参训",
    "畅通",
    "优秀",
    "良好",
    "宜存",
    "守法",
    "达成",
    "落实",
    "规范",
    "安全",
    "健全",
    "处理",
    "修复",
];
/// What is counted of bad things: at least so many of them is never wanted.
const BAD: [&str; 11] = ["事故", "火灾", "死亡", "伤亡", "投诉", "差错", "故障", "失误", "逾期", "拖欠", "瞒报"];
/// Work on bad things, of which there may be much.
const WORK_ON_BAD: [&str; 17] = [
    "处理", "处置", "化解", "受理", "抢修", "排除", "检查", "查处", "调查", "防范", "演练", "办理", "扑救", "减少",
    "下降", "降低", "接",
];

/// 重大事故发生次数, 火灾起数
fn counts_bad(bare_name: &str) -> bool {
    let counted = ["次数", "起数", "件数", "人数", "数量", "数"].iter().find_map(|end| bare_name.strip_suffix(end));
    let thing = counted.map(|thing| thing.strip_suffix("发生").unwrap_or(thing));
    thing.is_some_and(|thing| BAD.iter().any(|bad| thing.ends_with(bad)))
        && !WORK_ON_BAD.iter().any(|word| bare_name.contains(word))
}

/// Which way a rate is meant to go, by its name.
fn wanted(bare_name: &str) -> Option<Wanted> {
    let Some(stem) = bare_name.strip_suffix(['率', '度']) else {
        return counts_bad(bare_name).then_some(Wanted::Low);
    };
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
        bad(project().name(1, "鱼苗死亡率").value(1, "≥5%"), ["indicators.period[1].value"]),
        bad(project().name(1, "鱼苗成活率").value(1, "≤95%"), ["indicators.period[1].value"]),
        good(project().name(1, "水样不合格率").value(1, "≤2%")),
        good(project().name(1, "故障排除率").value(1, "≥98%")),
        good(project().name(1, "水样合格率").value(1, "98%")),
        not_yet(project().without(|row| row.id.0 > 1).value(0, "")),
        not_applicable(project().without(|row| row.name.contains("率") || row.name.contains("度"))),
    ]
}
