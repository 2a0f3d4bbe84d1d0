//! D05: what follows is due before what it follows from.

use super::years::{READS, budget_year};
use crate::prelude::*;
use chrono::NaiveDate;
use jibiao_model::value::Reading;

pub(crate) static RULE: Rule = Rule {
    code: "D05",
    name: "effect_before_cause",
    title: "后一步的时间早于前一步",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: READS,
    waivable: true,
    default_on: true,
    risk: Risk::Medium,
    doc: Doc {
        checks: "两行时间指标说的是同一件事的先后两步（招标与施工、施工与验收、采购与验收、验收与付款、考试与发证、编印与发放、审核与发放），后一步的期限早于前一步。",
        why: "没有验收就不能付款，没有考试就不能发证，期限写反了无法按计划完成。",
        basis: "经验",
        bad: "施工完成时间 10月底前；竣工验收时间 8月底前",
        good: "施工完成时间 8月底前；竣工验收时间 10月底前",
        exceptions: "名称里写了不同年份的、说的不是同一件东西的不查；前一步全年都在做的不查；期限相同的不提示。",
        change: "核对两行的时间。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

/// Earlier and later steps.
const STEPS: &[(&[&str], &[&str])] = &[
    (&["招标", "招投标"], &["施工", "开工", "完工", "竣工", "验收", "合同签订", "签订合同", "进场"]),
    (&["设计", "方案编制"], &["施工", "开工", "招标"]),
    (
        &["施工", "开工", "完工", "竣工时间", "改造", "维修", "建设", "修缮", "安装"],
        &["验收", "结算", "投入使用", "交付", "移交"],
    ),
    (&["采购", "购置", "到货", "供货"], &["验收", "安装", "投入使用", "付款", "货款支付", "发放"]),
    (&["上线", "试运行", "部署", "开发", "研发"], &["验收", "移交", "付款", "尾款"]),
    (&["结算", "决算", "审计"], &["尾款", "付款", "质保金"]),
    (&["验收"], &["付款", "支付", "结算", "投入使用", "移交"]),
    (&["考试", "测试", "考核"], &["证书", "发证", "成绩公布", "录用"]),
    (&["报名", "招生"], &["考试", "开班", "录取"]),
    (&["编写", "编纂", "编制", "定稿", "审稿"], &["印刷", "出版", "印制", "付印"]),
    (&["印刷", "印制"], &["出版", "发放", "赠送", "发行", "分发"]),
    (&["审核", "公示", "评审", "认定", "资格审查"], &["发放", "拨付", "兑付", "表彰"]),
    (&["培训"], &["结业", "考核", "考试", "发证"]),
    (&["采购", "购置", "购买"], &["栽植", "种植", "投放"]),
];
/// The beginning and the end of one thing; what is about nothing else may be about anything.
const ENDS: (&[&str], &[&str]) = (&["开工", "启动", "动工", "开始"], &["竣工", "完工", "完成", "结束"]);
/// Words of a name that do not say what it is about.
const EMPTY: &[&str] = &[
    "完成",
    "工作",
    "时间",
    "及时性",
    "开展",
    "项目",
    "日期",
    "期限",
    "组织",
    "进行",
    "时限",
    "周期",
    "截止",
    "最终",
    "工程",
    "竣工",
    "资金",
    "合同",
    "发放",
    "情况",
    "的",
    "年",
    "度",
    "全部",
    "实施",
    "系统",
    "审核",
];

struct Due<'v, 'a> {
    row: Row<'v, 'a>,
    name: &'a str,
    by: NaiveDate,
    all_year: bool,
}

fn check(view: &View<'_>) -> Outcome {
    let Some(year) = budget_year(view) else { return Outcome::NotYet };
    let mut paired = false;
    let mut faults: Vec<Fault> = Vec::new();
    for side in view.sides() {
        let dues: Vec<Due<'_, '_>> = view.rows(side).filter_map(|row| due(row, year)).take(200).collect();
        for cause in &dues {
            for effect in &dues {
                if !follows(cause.name, effect.name) {
                    continue;
                }
                paired = true;
                if effect.by >= cause.by || cause.all_year {
                    continue;
                }
                let fault = fault(cause, effect);
                let partner = effect.row.partner().map(|partner| partner.cell(RowField::Value));
                let known = faults.iter().any(|other| other.place == fault.place);
                match faults.iter_mut().find(|other| side == Side::Annual && Some(other.place) == partner) {
                    Some(other) => other.absorb(fault),
                    None if known => {}
                    None => faults.push(fault),
                }
            }
        }
    }
    match (faults.is_empty(), paired) {
        (false, _) => Outcome::Findings(faults),
        (true, false) => Outcome::NotApplicable,
        (true, true) => Outcome::Pass,
    }
}

fn due<'v, 'a>(row: Row<'v, 'a>, year: i32) -> Option<Due<'v, 'a>> {
    let spans: Vec<_> = row.reading().points().into_iter().filter_map(|point| point.span(year)).collect();
    let by = spans.iter().map(|(_, to)| *to).max()?;
    let from = spans.iter().map(|(from, _)| *from).min()?;
    let all_year = matches!(row.reading(), Reading::Period { .. }) && (by - from).num_days() > 300;
    Some(Due { row, name: row.full_name(), by, all_year })
}

/// True where the second name is a later step of the same thing.
fn follows(cause: &str, effect: &str) -> bool {
    cause != effect && years(cause) == years(effect) && (ends(cause, effect) || steps(cause, effect))
}

/// 项目启动时间 and 项目完成时间: the same but for the beginning and the end.
fn ends(cause: &str, effect: &str) -> bool {
    let rest = |name: &str, words: &[&str]| {
        let word = words.iter().find(|word| name.contains(**word))?;
        Some(EMPTY.iter().fold(name.replace(word, ""), |name, word| name.replace(word, "")))
    };
    rest(cause, ENDS.0).is_some_and(|one| rest(effect, ENDS.1).is_some_and(|two| one == two))
}

fn steps(cause: &str, effect: &str) -> bool {
    STEPS.iter().any(|(earlier, later)| {
        let word = |words: &[&'static str], name: &str| {
            words.iter().copied().filter(|word| name.contains(word)).max_by_key(|word| name.rfind(word))
        };
        match (word(earlier, cause), word(later, effect)) {
            // A name that holds both words is about its last step: 施工验收.
            (Some(first), Some(second)) => {
                let later_in_cause = later.iter().any(|word| cause.contains(word));
                !later_in_cause && same_thing(cause, first, effect, second)
            }
            _ => false,
        }
    })
}

fn years(name: &str) -> Vec<&str> {
    name.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 4).collect()
}

/// Without the steps the two names speak of one thing, or one of them of none.
fn same_thing(cause: &str, first: &str, effect: &str, second: &str) -> bool {
    let rest = |name: &str, word: &str| EMPTY.iter().fold(name.replace(word, ""), |name, word| name.replace(word, ""));
    let (one, two) = (rest(cause, first), rest(&effect.replace(first, ""), second));
    let shared = || {
        let signs: Vec<char> = one.chars().collect();
        signs.windows(2).any(|pair| two.contains(&pair.iter().collect::<String>()))
    };
    one.is_empty() || two.is_empty() || one.contains(&two) || two.contains(&one) || shared()
}

fn fault(cause: &Due<'_, '_>, effect: &Due<'_, '_>) -> Fault {
    let (place, before) = (effect.row.cell(RowField::Value), cause.row.cell(RowField::Value));
    let message = format!(
        "指标“{}”：“{}”，早于“{}”的“{}”。",
        clip(effect.name, 10),
        clip(effect.row.value(), 8),
        clip(cause.name, 10),
        clip(cause.row.value(), 8)
    );
    Fault::new(place, message, "核对两步的先后。")
        .read(place, clip(effect.row.value(), 60))
        .with(before)
        .read(before, clip(cause.row.value(), 60))
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    let form = |one: (&str, &str), two: (&str, &str)| {
        project().both("产出指标", "时效指标", one.0, one.1).both("产出指标", "时效指标", two.0, two.1)
    };
    vec![
        bad(form(("闸房施工完成时间", "10月底前"), ("闸房竣工验收时间", "8月底前")), ["indicators.period[8].value"]),
        bad(form(("巡查艇付款时间", "2026年3月"), ("巡查艇验收时间", "2026年5月")), ["indicators.period[7].value"]),
        bad(form(("护河员考试时间", "9月"), ("护河员证书发放时间", "上半年")), ["indicators.period[8].value"]),
        bad(form(("闸房项目启动时间", "6月"), ("闸房项目完成时间", "4月")), ["indicators.period[8].value"]),
        bad(
            form(("闸房采购时间", "9月"), ("闸房施工完成时间", "10月底前")).both(
                "产出指标",
                "时效指标",
                "闸房竣工验收时间",
                "8月底前",
            ),
            ["indicators.period[9].value"],
        ),
        good(form(("闸房施工完成时间", "8月底前"), ("闸房竣工验收时间", "10月底前"))),
        good(form(("设备购置时间", "4月至10月"), ("2025年设备款支付时间", "5月底前"))),
        good(form(("护河员培训时间", "9月"), ("巡查艇验收时间", "6月"))),
        good(form(("闸房项目启动时间", "6月"), ("护河员培训完成时间", "4月"))),
        not_applicable(project()),
        not_yet(project().year("")),
    ]
}
