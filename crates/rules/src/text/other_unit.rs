//! E06: the text lets another unit do the project.

use super::foreign::foreign;
use crate::facts::{Facts, Span};
use crate::prelude::*;
use crate::shared::text::{is_han, tidy};

pub(crate) static RULE: Rule = Rule {
    code: "E06",
    name: "other_unit",
    title: "文字里写的是别的单位",
    severity: Severity::Warning,
    since: "0.1.0",
    kinds: Kinds::Project,
    except: &[],
    reads: &[
        Field::Text(TextField::ProjectName),
        Field::Text(TextField::Department),
        Field::Text(TextField::ImplementingUnit),
        Field::Text(TextField::Overview),
        Field::Text(TextField::Safeguards),
        Field::Text(TextField::Plan),
        Field::Text(TextField::GoalPeriod),
        Field::Text(TextField::GoalAnnual),
    ],
    waivable: true,
    default_on: true,
    risk: Risk::Medium,
    doc: Doc {
        checks: "概况、制度措施、计划、目标里，由别的县区的单位，或由本地另一个局、馆、中心负责、实施、组织本项目，或保障它正常运转，或执行它的财务制度；一句话以别的县区开头，或写保障、完成、提高别的县区的什么；乡镇、街道的表里写的是别的乡镇、街道的，同样。",
        why: "多半是抄用别的单位的表没有改名称。",
        basis: "经验",
        bad: "青河县水务局的表：由白石县水务局负责实施",
        good: "青河县水务局的表：由青河县水务局负责实施",
        exceptions: "上级机关、政府、财政、人社、审计、纪委、村社区、公司，以及书名号里和文号前的名称不算；只是参与、配合、审批的不算；对口支援、交流学习、签订合同的县区，市级单位的下属县区，以及县级单位的表里的乡镇（看不出属于哪个县）不算；列举几个乡镇的不算。",
        change: "改成本单位的名称，或写明合作关系。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

const FIELDS: [TextField; 5] =
    [TextField::Overview, TextField::Safeguards, TextField::Plan, TextField::GoalPeriod, TextField::GoalAnnual];
/// Ends of a unit's name.
pub(super) const UNITS: &[&str] = &[
    "局",
    "委员会",
    "办公室",
    "中心",
    "馆",
    "学校",
    "医院",
    "管理站",
    "管理处",
    "管理所",
    "服务站",
    "幼儿园",
    "中学",
    "小学",
    "联合会",
    "卫生院",
    "林业站",
    "水利站",
    "农技站",
    "敬老院",
    "法院",
    "检察院",
    "疾控中心",
    "政府",
    "公路段",
    "林场",
    "处理厂",
];
/// Units that come into the project by their own task.
const ABOVE: &[&str] = &[
    "政府",
    "财政局",
    "人社局",
    "人力资源",
    "审计",
    "纪委",
    "纪检",
    "组织部",
    "发改",
    "发展和改革",
    "机构编制",
    "采购中心",
    "评审中心",
    "公司",
    "交易中心",
    "办事处",
    "街道",
    "乡",
    "镇",
    "村",
];
/// Behind a unit that does the project.
const DOES: &[&str] = &["拟", "为", "负责", "实施", "组织实施", "具体实施", "承担", "牵头", "承办", "申请", "申报"];

fn check(view: &View<'_>) -> Outcome {
    let own: Vec<String> = [TextField::Department, TextField::ImplementingUnit]
        .iter()
        .map(|field| tidy(view.text(*field)).into_owned())
        .filter(|name| !name.is_empty())
        .collect();
    let project = view.text(TextField::ProjectName);
    let texts: Vec<_> = FIELDS.iter().filter_map(|field| Some((*field, view.facts(*field)?))).collect();
    if own.is_empty() || texts.iter().all(|(_, facts)| facts.signs.len() == 0) {
        return Outcome::NotYet;
    }
    let mut faults: Vec<Fault> = Vec::new();
    for (field, facts) in texts {
        let Some((unit, name)) = other(facts, &own).or_else(|| foreign(facts, &own, project)) else { continue };
        let place = FieldPath::Text(field);
        let message = format!("{}：写的是“{}”，不是本单位。", view.label(field), clip(&name, 16));
        let fault = Fault::new(place, message, "核对单位名称。").quote(place, facts, unit);
        let same = field == TextField::GoalAnnual && view.text(field).trim() == view.text(TextField::GoalPeriod).trim();
        match faults.iter_mut().find(|other| same && other.place == FieldPath::Text(TextField::GoalPeriod)) {
            Some(other) => other.absorb(fault),
            None => faults.push(fault),
        }
    }
    Outcome::of(faults)
}

/// The first unit that does the project and is another one.
fn other(facts: &Facts<'_>, own: &[String]) -> Option<(Span, String)> {
    let signs = &facts.signs;
    for place in (0..signs.len()).filter(|place| begins_unit(signs.at(*place))) {
        let Some(length) = signs.longest(place, UNITS) else { continue };
        let end = place + length;
        if facts.titles.iter().any(|title| title.holds(place)) || signs.at(end) == '长' || is_unit_end(signs.at(end)) {
            continue;
        }
        let start = signs.back_until(place, 20, |c| !is_han(c));
        let whole = facts.quote(Span::new(start, end));
        let Some((role, name)) = role(whole) else { continue };
        let behind = Span::new(end, signs.on_until(end, 8, crate::facts::ends_clause));
        let does = role == Role::By
            && signs.hold(behind, DOES)
            && !signs.hold(behind, &["审批", "审核", "配合", "拨付", "监督"]);
        // 河湾县教育局负责: who stands at the beginning of a clause does it himself.
        let elsewhere = region(name).is_some_and(|region| own.iter().all(|own| !own.contains(region)));
        let first = role == Role::First && elsewhere && signs.longest(end, DOES).is_some();
        let runs = role == Role::For
            && signs.hold(behind, &["正常运转", "正常运行", "正常开展", "正常工作", "各项工作", "日常工作"]);
        // 执行河湾县文化馆财务管理制度: copied together with the rules of others.
        let rules = role == Role::Rules && signs.longest(end, &["财务", "内控", "内部控制", "报账"]).is_some();
        if !(does || runs || first || rules) || ABOVE.iter().any(|word| name.contains(word)) {
            continue;
        }
        if is_other(name, own) {
            let span = Span::new(end - name.chars().count(), end);
            return Some((span, name.to_owned()));
        }
    }
    None
}

/// The first signs of [`UNITS`]: nearly every sign of a text is another one.
fn begins_unit(c: char) -> bool {
    matches!(
        c,
        '局' | '委'
            | '办'
            | '中'
            | '馆'
            | '处'
            | '学'
            | '医'
            | '管'
            | '服'
            | '幼'
            | '小'
            | '联'
            | '卫'
            | '林'
            | '水'
            | '农'
            | '敬'
            | '法'
            | '检'
            | '疾'
            | '政'
            | '公'
    )
}

fn is_unit_end(c: char) -> bool {
    matches!(c, '局' | '站' | '所' | '处' | '办' | '室' | '馆' | '内')
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    By,
    For,
    Rules,
    First,
}

/// The name behind 由 or 保障 at the beginning of its phrase.
fn role(whole: &str) -> Option<(Role, &str)> {
    let by =
        ["实施单位为", "责任单位为", "由"].iter().filter_map(|word| Some((whole.rfind(word)? + word.len(), Role::By)));
    let others =
        ["保障", "确保", "保证", "维持"].iter().filter_map(|word| Some((whole.rfind(word)? + word.len(), Role::For)));
    let rules = ["执行", "遵守", "按照"].iter().filter_map(|word| Some((whole.rfind(word)? + word.len(), Role::Rules)));
    let (from, role) = by.chain(others).chain(rules).max_by_key(|(from, _)| *from).unwrap_or((0, Role::First));
    whole.get(from..).filter(|name| name.chars().count() >= 4).map(|name| (role, name))
}

/// Another place, or in the same place another unit. A city above a county is a superior.
fn is_other(name: &str, own: &[String]) -> bool {
    let Some(region) = region(name) else { return false };
    let here = own.iter().any(|own| own.contains(region));
    let known = own
        .iter()
        .any(|own| own.contains(name) || name.contains(own.as_str()) || (here && kernel(own) == kernel(name)));
    let county = region.ends_with(['县', '区', '旗']);
    let own_is_city = own.iter().all(|own| !own.contains(['县', '区', '旗']));
    let share = own.iter().any(|own| {
        let signs: Vec<char> = kernel(name).chars().collect();
        signs.windows(2).any(|pair| kernel(own).contains(&pair.iter().collect::<String>()))
    });
    !known && (if here { !share } else { county || own_is_city })
}

/// `青河县` of 青河县水务局.
fn region(name: &str) -> Option<&str> {
    let end = name
        .char_indices()
        .skip(1)
        .filter(|(_, c)| matches!(c, '县' | '区' | '市' | '旗'))
        .map(|(at, c)| at + c.len_utf8())
        .last()?;
    let region = name.get(..end)?;
    let proper = region.chars().count() >= 3
        && !["辖区", "社区", "地区", "片区", "园区", "我区", "全县", "全市", "全区", "各县", "各市", "灌区"]
            .iter()
            .any(|word| region.ends_with(word));
    proper.then_some(region)
}

/// Without the place and the kind of unit.
fn kernel(name: &str) -> &str {
    let bare = region(name).and_then(|region| name.split_once(region)).map_or(name, |(_, rest)| rest);
    UNITS.iter().find_map(|end| bare.strip_suffix(end)).unwrap_or(bare)
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    let plan = |text: &str| project().text(TextField::Plan, text);
    let of_town = |text: &str| plan(text).text(TextField::ImplementingUnit, "青河县古渡镇人民政府");
    let of_city = |text: &str| {
        let form = plan(text).text(TextField::Department, "太行市水务局");
        form.text(TextField::ImplementingUnit, "太行市水务局")
    };
    vec![
        bad(plan("由白石县水务局负责实施，按月巡查。"), ["plan"]),
        bad(project().goals("保障青河县文化馆正常运转。"), ["goal_period"]),
        bad(project().text(TextField::Safeguards, "本项目由青河县教育局组织实施。"), ["safeguards"]),
        bad(plan("白石县水务局负责全部巡查工作。"), ["plan"]),
        bad(plan("经费严格执行青河县融媒体中心财务管理制度。"), ["plan"]),
        good(plan("经费严格执行青河县水务局财务管理制度，巡查按照青河县融媒体中心宣传方案配合。")),
        bad(plan("由白石县市场监管局负责实施，按月巡查。"), ["plan"]),
        bad(plan("白石县农建中心每年3月落实管护员。"), ["plan"]),
        bad(project().goals("完成白石县12个村的河道清理。"), ["goal_period"]),
        bad(project().text(TextField::Overview, "白石县人民法院全院干警参加巡河。"), ["overview"]),
        bad(of_town("由白石镇人民政府负责实施，按月巡查。"), ["plan"]),
        bad(of_town("保障白石乡敬老院正常运转。"), ["plan"]),
        bad(of_town("白石街道办事处按月巡查。"), ["plan"]),
        bad(of_city("青河县教育局负责全部巡查工作。"), ["plan"]),
        good(of_city("由青河县教育局负责审批，按月巡查。")),
        good(of_town("由古渡镇人民政府负责实施，保障古渡镇敬老院正常运转。")),
        good(of_town("完成白石镇、黑水镇交界河道的清理，推进城乡一体化。")),
        good(of_town("白石镇道路损坏严重，按月巡查。")),
        good(plan("由白石镇人民政府负责实施，按月巡查。")),
        good(plan("与白石县签订联防协议，白石县水务局派人交流。")),
        good(project().text(TextField::ProjectName, "白石县对口支援").goals("完成白石县12个村的河道清理。")),
        good(plan("由青河县水务局负责，青河县河道管理站实施。")),
        good(plan("由青河县财政局负责拨付，由太行市水务局牵头验收。")),
        good(plan("由青河县妇幼医院配合，白石县水务局参观学习。")),
        not_yet(blank()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_unit_begins_with_a_sign_that_is_looked_for() {
        assert!(UNITS.iter().all(|unit| unit.chars().next().is_some_and(begins_unit)));
    }

    #[test]
    fn who_works_and_for_whom_is_told_by_the_word_before() {
        assert!(role("工作由白石县水务局") == Some((Role::By, "白石县水务局")));
        assert!(role("经费保障白石县水务局") == Some((Role::For, "白石县水务局")));
        assert!(role("保障河道由白石县水务局") == Some((Role::By, "白石县水务局")));
        assert!(role("经费执行白石县水务局") == Some((Role::Rules, "白石县水务局")));
        assert!(role("白石县水务局") == Some((Role::First, "白石县水务局")));
    }

    #[test]
    fn the_name_of_the_other_unit_is_quoted() {
        let found = crate::testing::faults(&RULE, project().text(TextField::Plan, "工作由白石县水务局负责。"));
        let quoted: Vec<&str> = found.iter().flat_map(|fault| &fault.values).map(|(_, text)| text.as_str()).collect();
        assert!(quoted.contains(&"白石县水务局"), "{quoted:?}");
    }
}
