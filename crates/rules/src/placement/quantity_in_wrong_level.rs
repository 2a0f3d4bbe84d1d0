//! G14: a count of work under quality or timeliness.

use crate::prelude::*;
use jibiao_model::value::{Reading, Sign, UnitKind};
use rust_decimal::Decimal;

pub(crate) static RULE: Rule = Rule {
    code: "G14",
    name: "quantity_in_wrong_level",
    title: "数量放在了质量或时效里",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: rows::READS,
    waivable: true,
    default_on: true,
    risk: Risk::Medium,
    doc: Doc {
        checks: "质量、时效指标的名称以数量、个数、次数、人数、面积、里程等结尾，或以购置、维修、新建等动词开头，值是件数、处数、面积这样的数量。",
        why: "放错了类，数量指标少了一条，质量或时效反而没有写。",
        basis: "经验",
        bad: "质量指标 · 维修涵闸数量 ≥42处",
        good: "数量指标 · 维修涵闸数量 ≥42处",
        exceptions: "事故、投诉、故障等发生了几次，合格、达标、获奖的件数，得分、等级，时长，写上限的和值是零的，都可以放在质量或时效里。",
        change: "移到数量指标。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

/// Ends of names of what is counted.
const COUNTED: [&str; 36] = [
    "数量",
    "个数",
    "次数",
    "人数",
    "户数",
    "人次",
    "场次",
    "批次",
    "件数",
    "台数",
    "套数",
    "份数",
    "期数",
    "篇数",
    "册数",
    "处数",
    "座数",
    "辆数",
    "株数",
    "路数",
    "页数",
    "工程量",
    "面积",
    "里程",
    "长度",
    "公里数",
    "总数",
    "项数",
    "家数",
    "村数",
    "校数",
    "盏数",
    "任务数",
    "项目数",
    "班次",
    "条数",
];
/// Beginnings of names of work that is counted in things.
const WORK: [&str; 26] = [
    "购置", "采购", "购买", "维修", "新建", "改建", "建设", "改造", "更换", "安装", "发放", "印制", "印刷", "栽植",
    "补植", "栽种", "举办", "开展", "组织", "新增", "配备", "铺设", "清理", "修缮", "疏浚", "租赁",
];
/// What a count of quality or timeliness is about.
const QUALITY: [&str; 46] = [
    "事故", "投诉", "故障", "差错", "错误", "违规", "违纪", "违法", "返工", "返修", "缺陷", "问题", "逾期", "延误",
    "超时", "超期", "处罚", "退回", "通报", "遗漏", "合格", "达标", "优秀", "优良", "优质", "获奖", "通过", "完好",
    "有效", "示范", "规范", "精品", "先进", "成功", "标准", "认证", "等级", "评", "得分", "分数", "失误", "隐患",
    "及时", "按时", "按期", "准时",
];
/// Units of degree and of time that the table of units does not have.
const DEGREES: [&str; 14] =
    ["分", "级", "星", "度", "℃", "分贝", "毫克", "微克", "勒克斯", "兆", "帧", "工作日", "日", "天"];

fn check(view: &View<'_>) -> Outcome {
    rows::test_filled(view, |row| {
        if !matches!(row.level2(), Some(Level2::Quality | Level2::Timeliness)) {
            return Verdict::Other;
        }
        let Reading::Count { sign, number, unit, per } = row.reading() else { return Verdict::Other };
        let name = row.full_name();
        let ends = COUNTED.iter().any(|noun| name.ends_with(noun));
        let begins = WORK.iter().any(|verb| name.starts_with(verb)) && !name.ends_with(['时', '度', '性', '期']);
        let capped = matches!(sign, Sign::AtMost | Sign::Less) || *number <= Decimal::ZERO || !per.is_empty();
        let degree = row.reading().unit_kind() == Some(UnitKind::Time)
            || DEGREES.iter().any(|other| unit.ends_with(other) || unit.starts_with(other));
        let quality = QUALITY.iter().any(|word| name.contains(word)) || names_time(name);
        let wrong = (ends || begins) && !capped && !degree && !quality;
        Verdict::of(wrong.then(|| rows::value_fault(row, "是数量，不该放在这一类", "移到数量指标。")))
    })
}

/// 24小时在岗人数, 每日巡查里程: how often or when is told, timeliness may say so.
fn names_time(name: &str) -> bool {
    ["每", "日均", "月均", "年均", "时限", "时间", "时长", "小时", "频次", "频率", "当日", "当天", "响应"]
        .iter()
        .any(|word| name.contains(word))
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().name(1, "维修涵闸数量").value(1, "≥42处"), ["indicators.period[1].value"]),
        bad(project().name(2, "巡查河段个数").value(2, "12个"), ["indicators.period[2].value"]),
        bad(project().name(2, "清淤面积").value(2, "≥1850平方米"), ["indicators.period[2].value"]),
        bad(project().name(1, "更换护栏").value(1, "320米"), ["indicators.period[1].value"]),
        bad(unit().name(1, "巡查次数").value(1, "24次"), ["indicators[1].value"]),
        good(project().name(1, "溺水事故次数").value(1, "0次")),
        pass(project().name(1, "群众投诉件数").value(1, "≤3件")),
        pass(project().name(1, "水质达标断面数量").value(1, "≥5个")),
        pass(project().name(1, "保洁考核得分").value(1, "≥90分")),
        pass(project().name(2, "维修完成用时").value(2, "5个工作日")),
        pass(project().name(2, "购置设备到货期").value(2, "30天")),
        pass(project().name(2, "开展巡查频次").value(2, "2次/月")),
        pass(project().name(2, "日均发车班次").value(2, "86班")),
        pass(project().name(1, "规范化管护站个数").value(1, "12个")),
        pass(project().name(2, "每日在岗人数").value(2, "3人")),
        good(project()),
        not_yet(project().without(|row| row.id.0 > 1).value(0, "")),
        not_applicable(project().without(|row| ["质量指标", "时效指标"].contains(&row.level2.as_str()))),
    ]
}
