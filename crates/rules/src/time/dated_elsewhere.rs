//! D03: plan or goal dates an action in another year.

use super::years::budget_year;
use crate::facts::{Dated, Facts, Span, ends_clause};
use crate::prelude::*;
use crate::shared::term;

pub(crate) static RULE: Rule = Rule {
    code: "D03",
    name: "dated_elsewhere",
    title: "计划或目标里的年份不是预算年度",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: &[
        Field::Year,
        Field::Text(TextField::Term),
        Field::Text(TextField::Plan),
        Field::Text(TextField::GoalPeriod),
        Field::Text(TextField::GoalAnnual),
        Field::Text(TextField::AnnualGoal),
    ],
    waivable: true,
    default_on: true,
    risk: Risk::Medium,
    doc: Doc {
        checks: "实施计划或总体目标里，用四位年份安排一件要做的事（某年某月完成、开展、支付，某月至某月每月巡护……），这个年份不在预算年度（实施期目标和计划：项目期）之内。",
        why: "多半是沿用上年的表没有改年份，计划就落在了别的年度。",
        basis: "经验",
        bad: "2026 年度的表：2025年7月底前完成招标",
        good: "2026 年度的表：2026年7月底前完成招标",
        exceptions: "年份只是说明款项或事物的（2025年工程款、2025年度考核结果），写已、以来、起的，书名号和文号里的，不查；长期项目的实施期目标和计划可以写以后的年份。",
        change: "改成预算年度，或写明是以前年度的款项。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

const FIELDS: [TextField; 4] = [TextField::Plan, TextField::GoalPeriod, TextField::GoalAnnual, TextField::AnnualGoal];
/// Words that say that something is done.
const DO: &[&str] = &[
    "通过", "要求", "上传", "完成", "开始", "做好", "开展", "进行", "实施", "组织", "举办", "召开", "发放", "支付",
    "拨付", "建设", "实现", "启动", "编制", "采购", "购置", "安装", "验收", "推进", "落实", "达到", "确保", "保障",
    "维护", "培训", "巡查", "提交", "制定", "签订", "投入", "施工", "开工", "竣工", "交付", "清理", "更新", "维修",
    "改造", "检查", "宣传", "慰问", "走访", "招标", "运行", "服务", "印刷", "印制", "招聘", "租赁", "建成", "完工",
    "执行", "办理", "治理", "修复", "种植", "发布", "开通", "缴纳", "提供", "保证", "接种", "聘用", "资助", "补助",
    "救助", "监测", "养护", "化解", "接待", "新增", "改善", "提升", "培育", "扶持", "选派", "征集", "评选", "轮换",
    "演练", "检测", "巡护", "巡逻", "值守", "防治", "管护", "普查",
];
/// How often something is done: 2026年1月至12月每月走一遍.
const RECURS: &[&str] = &["每月", "每季", "每周", "每天", "每日", "每半年", "按月", "按季", "逐月", "逐季"];
/// Words that make a year one of the past that is told, or of a paper.
const TOLD: &[&str] = &[
    "已",
    "曾",
    "以来",
    "截至",
    "累计",
    "年起",
    "审议",
    "会议",
    "批复",
    "印发",
    "下发",
    "文件",
    "立项",
    "成立",
    "规划",
    "了",
    "年底建成",
    "相比",
    "同比",
    "较",
    "比上",
];
/// Right behind a year: what the year qualifies.
const QUALIFIED: &[&str] = &[
    "工程款",
    "采购款",
    "欠款",
    "应支",
    "评价",
    "尾款",
    "质保",
    "款",
    "结转",
    "未支",
    "拖欠",
    "遗留",
    "考核",
    "决算",
    "年鉴",
    "预算",
    "结余",
    "的",
    "应付",
    "欠",
    "工资",
    "度考核",
    "度绩效",
    "奖",
    "新增",
    "目录",
    "版",
    "级",
    "届",
];
/// Right before a year: it dates what follows.
const DATING: &[&str] = &[
    "于", "在", "计划", "拟", "预计", "将", "到", "至", "并", "从", "自", "力争", "争取", "确保", "其中", "分别", "应",
    "须", "截止",
];

fn check(view: &View<'_>) -> Outcome {
    let Some(year) = budget_year(view) else { return Outcome::NotYet };
    let term = term::years(view.text(TextField::Term)).and_then(|years| i32::try_from(years).ok()).unwrap_or(1);
    let (mut faults, mut dated, mut filled): (Vec<Fault>, _, _) = (Vec::new(), false, false);
    for field in FIELDS {
        let Some(facts) = view.facts(field) else { continue };
        filled |= facts.signs.len() > 0;
        let last = match field {
            TextField::Plan | TextField::GoalPeriod => year.saturating_add(term.clamp(1, 200) - 1),
            _ => year,
        };
        let mut dates = facts.dates.iter().filter_map(|date| Some((date, date.years?)));
        dated |= dates.clone().next().is_some();
        let wrong = dates.find(|(date, (from, to))| (*to < year || *from > last) && is_dated(facts, date));
        let Some((date, _)) = wrong else { continue };
        let place = FieldPath::Text(field);
        let words = Span::new(date.span.start, facts.signs.on_until(date.span.end, 10, ends_clause));
        let message = format!("{}：“{}”不在 {year} 年度。", view.label(field), clip(facts.quote(words), 16));
        let fault = Fault::new(place, message, "改成预算年度的时间。").quote(place, facts, words);
        let same = field == TextField::GoalAnnual && view.text(field).trim() == view.text(TextField::GoalPeriod).trim();
        let period = FieldPath::Text(TextField::GoalPeriod);
        match faults.iter_mut().find(|other| same && other.place == period) {
            Some(other) => other.absorb(fault),
            None => faults.push(fault),
        }
    }
    match (faults.is_empty(), dated, filled) {
        (false, ..) => Outcome::Findings(faults),
        (true, true, _) => Outcome::Pass,
        (true, false, true) => Outcome::NotApplicable,
        (true, false, false) => Outcome::NotYet,
    }
}

/// True where the date says when something is to be done.
fn is_dated(facts: &Facts<'_>, date: &Dated) -> bool {
    let signs = &facts.signs;
    let start = signs.back_past_blanks(date.span.start);
    let before = signs.before(start);
    let begins = start == 0
        || ends_clause(before)
        || matches!(before, '、' | ':' | '.' | ')')
        || signs.longest_before(start, DATING).is_some();
    let mut behind = date.span.end;
    while let Some(length) = signs.longest(
        behind,
        &[
            "底前", "底", "初", "末", "前", "之前", "以前", "上旬", "中旬", "下旬", "内", "期间", "全年", "年内",
            "之内", "开始",
        ],
    ) {
        behind += length;
    }
    if signs.at(behind) == ',' {
        behind += 1;
    }
    let clause = Span::new(signs.back_until(date.span.start, 40, ends_clause), signs.on_until(behind, 40, ends_clause));
    let qualifies = behind == date.span.end && signs.longest(behind, QUALIFIED).is_some();
    let starts_work = signs.hold(Span::new(date.span.end, behind), &["开始"]);
    // 2026年按照统一要求，编制目录: the verb may stand in the next clause.
    let next = Span::new(behind, signs.on_until(clause.end + 1, 40, ends_clause));
    let told = signs.hold(clause, TOLD) && !starts_work;
    begins && !qualifies && !told && (starts_work || signs.hold(next, DO) || signs.longest(behind, RECURS).is_some())
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    let plan = |text: &str| project().text(TextField::Plan, text);
    let three = |form: Builder| form.text(TextField::Attribute, "延续性项目").text(TextField::Term, "3年");
    vec![
        bad(plan("2025年7月底前完成清淤招标。"), ["plan"]),
        bad(plan("1、制定方案；2、2025年1月-12月做好巡查登记。"), ["plan"]),
        bad(project().goals("在2025年通过巡查，保障河道畅通。"), ["goal_period"]),
        bad(project().text(TextField::GoalAnnual, "2027年完成清淤。"), ["goal_annual"]),
        bad(three(plan("2029年3月开展验收。")), ["plan"]),
        bad(plan("2025年3月开始按已批方案巡查。"), ["plan"]),
        bad(plan("2025年按照县里安排，编制巡查目录。"), ["plan"]),
        pass(plan("2025年7月，已完成清淤招标。")),
        bad(plan("2025年1月至2025年12月每月巡护。"), ["plan"]),
        bad(plan("2025年1月至12月，每月走遍各段河道。"), ["plan"]),
        good(plan("2026年1月至2026年12月每月巡护。")),
        good(plan("2025年10月至2026年3月每月巡护。")),
        good(plan("2025年1月至12月的巡护记录已归档。")),
        good(plan("2026年7月底前完成清淤招标。")),
        good(plan("5月底前完成2025年工程款的支付。")),
        good(plan("2025年度考核结果公布后发放补助。")),
        good(plan("河道站2018年建站以来坚持巡查。")),
        pass(three(plan("2028年3月开展验收。"))),
        not_applicable(plan("按月巡查。")),
        not_yet(plan("").goals("")),
        not_yet(project().year("")),
    ]
}
