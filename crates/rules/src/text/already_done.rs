//! E10: the target equals what the text says is done.

use super::judge::{number, short};
use crate::claims;
use crate::facts::{Facts, Quantity, Unit};
use crate::prelude::*;
use crate::shared::text::clip_end;
use jibiao_model::value::{self, Reading, Sign};

pub(crate) static RULE: Rule = Rule {
    code: "E10",
    name: "already_done",
    title: "指标值等于已经完成的数",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Both,
    except: &[],
    reads: claims::READS,
    waivable: true,
    default_on: true,
    risk: Risk::Medium,
    doc: Doc {
        checks: "文字写目前已完成、已播出、累计举办多少，数量指标的目标是同一个数（或不低于这个数）。",
        why: "目标在年初就已达到，年终评价没有意义。",
        basis: "经验",
        bad: "概况“目前已播出62期”；节目播出期数 ≥62期",
        good: "概况“目前已播出62期”；本年节目播出期数 ≥24期",
        exceptions: "维护、运行、管理、覆盖这样对已建成的事物继续做工作的指标不提示。",
        change: "把指标值改成本年度新增的数，或写成累计目标。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

/// 已 or 累计 and one of these: something was brought forth.
const DONE: &[&str] = &[
    "播出", "完成", "举办", "开展", "组织", "建成", "培训", "发放", "印发", "编制", "发布", "制作", "办理", "接待",
    "安装", "采购", "购置", "检查", "走访", "慰问", "种植", "栽植", "录制", "开播", "编印", "加工", "修复", "更换",
    "维修", "改造", "整理", "扫描", "受理", "服务", "报送", "宣讲", "演出", "放映", "印制", "化解", "办结", "接种",
    "新建", "建设", "疏浚", "清理", "治理", "聘用", "培育", "资助", "救助", "检测", "调解", "指派", "征集", "评选",
    "选派", "补贴", "回收", "收集", "收缴", "补助", "铺设", "硬化", "拆除", "造林", "抽检", "巡查", "鉴定", "签约",
    "吸纳", "招聘", "建立",
];
/// Names of work on things that stand already.
const STANDING: &[&str] = &["维护", "运维", "运行", "管理", "保养", "巡", "覆盖", "保障", "运营", "租", "管护", "养护"];

fn check(view: &View<'_>) -> Outcome {
    if claims::TEXTS.iter().all(|field| view.text(*field).trim().is_empty()) {
        return Outcome::NotYet;
    }
    rows::test_filled(view, |row| {
        let sign = row.reading().sign();
        let own = number(row);
        let counts = matches!(row.reading(), Reading::Count { .. }) && row.level2() == Some(Level2::Quantity);
        if !counts || !matches!(sign, Some(Sign::AtLeast | Sign::Exact | Sign::Greater)) {
            return Verdict::Other;
        }
        // Rows count as read with all that the texts say of them.
        row.claims();
        let found = claims::TEXTS.into_iter().find_map(|field| {
            let facts = view.facts(field)?;
            facts
                .quantities
                .iter()
                // Few quantities have the number of the row; only these are looked at.
                .find(|quantity| own == Some(quantity.number) && is_done(facts, quantity, row))
                .map(|quantity| (field, facts, quantity))
        });
        let Some((field, facts, quantity)) = found else { return Verdict::Pass };
        let place = row.cell(RowField::Value);
        let said = quantity.before.to(quantity.span);
        let (name, value, done) = (clip(row.name(), 10), clip(row.value(), 8), clip_end(facts.quote(said), 12));
        let message = format!("指标“{name}”：“{value}”，{}“{done}”，已经达到。", short(field));
        let fault = Fault::new(place, message, "改成本年新增的数。").read(place, clip(row.value(), 60));
        Verdict::Fault(fault.quote(FieldPath::Text(field), facts, said))
    })
}

/// The same number in the same unit, said to be done, by an action that the name of the row speaks of.
fn is_done(facts: &Facts<'_>, quantity: &Quantity, row: Row<'_, '_>) -> bool {
    let Unit::Of(unit) = quantity.unit else { return false };
    let same_unit = row.reading().head_unit().and_then(value::leading_unit).is_some_and(|(own, _)| {
        own == unit || matches!((own, unit), ("人" | "名" | "位", "人" | "名" | "位") | ("次" | "场", "次" | "场"))
    });
    if !same_unit {
        return false;
    }
    let before = facts.quote(quantity.before.to(quantity.core));
    let Some(from) = before
        .rfind('已')
        .or_else(|| ["累计", "上一年度", "上年度", "去年"].iter().find_map(|word| before.rfind(word)))
    else {
        return false;
    };
    let rest = before.get(from..).unwrap_or_default();
    let after = facts.quote(quantity.after);
    // 目前已为120户完成改造: the action stands behind the number.
    let behind = || ["已为", "已对", "已给", "已向", "已有"].iter().any(|word| rest.starts_with(word)).then_some(after);
    let action = DONE.iter().find(|action| rest.contains(**action));
    let Some(action) =
        action.or_else(|| DONE.iter().find(|action| behind().is_some_and(|text| text.contains(**action))))
    else {
        return false;
    };
    let name = row.full_name();
    let noun = |text: &str| {
        let signs: Vec<char> = text.chars().collect();
        signs.windows(2).any(|pair| name.contains(&pair.iter().collect::<String>()))
    };
    let stands = STANDING.iter().any(|word| name.contains(word)) && !name.contains(action);
    let named = action.chars().any(|c| name.contains(c)) || noun(before) || noun(after);
    named && !stands
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    let overview = |text: &str, name: &str, value: &str| {
        project().text(TextField::Overview, text).both("产出指标", "数量指标", name, value)
    };
    vec![
        bad(overview("护河讲堂目前已播出46期。", "护河讲堂开播期数", "≥46期"), ["indicators.period[7].value"]),
        bad(overview("上年累计举办护河讲座8场，参加群众踊跃。", "护河讲座场次", "8场"), ["indicators.period[7].value"]),
        bad(overview("目前已为46户渔民完成船只改造。", "渔民船只改造户数", "46户"), ["indicators.period[7].value"]),
        good(overview("护河讲堂目前已播出46期。", "本年护河讲堂开播期数", "≥24期")),
        good(overview("已建成监测站点12个。", "监测站点维护数量", "12个")),
        not_yet(blank()),
        not_applicable(project().value(0, "及时")),
    ]
}
