//! Another county in a clause, or in the form of a town another town: one that works, or that is worked for.

use super::other_unit::UNITS;
use crate::facts::{Facts, Span, ends_clause};
use crate::shared::county;
use crate::shared::text::is_han;

/// Before the name of a place: it is what is worked for, or who works.
const LEADS: &[&str] = &[
    "由",
    "为",
    "保障",
    "保证",
    "确保",
    "维持",
    "做好",
    "完成",
    "推进",
    "加强",
    "提高",
    "提升",
    "改善",
    "促进",
    "推动",
    "实现",
    "实施单位为",
    "责任单位为",
];
/// Behind the name of a place: why another one may be named.
const PARTNER: &[&str] = &[
    "关于",
    "印发",
    "签订",
    "合同",
    "协议",
    "批复",
    "考察",
    "学习",
    "交流",
    "参观",
    "对口",
    "支援",
    "帮扶",
    "协作",
    "经验",
    "毗邻",
    "交界",
    "相邻",
    "接壤",
    "合作",
    "共建",
    "我县",
    "我区",
    "我局",
    "我单位",
    "公司",
    "企业",
    "联合",
    "文件",
    "通知",
    "会议",
    "调入",
    "调出",
    "移交",
];

/// The first place that is not the unit's own, with the unit behind it where one is named.
pub(super) fn foreign(facts: &Facts<'_>, own: &[String], project: &str) -> Option<(Span, String)> {
    county_of(facts, own, project).or_else(|| town_of(facts, own, project))
}

/// Where, in bytes, the words end that lead to the name of a place; 0 where there are none.
fn behind_lead(whole: &str) -> usize {
    LEADS.iter().filter_map(|lead| whole.rfind(lead).map(|at| at + lead.len())).max().unwrap_or(0)
}

/// True inside a 《title》 or the number of a document.
fn is_quoted(facts: &Facts<'_>, place: usize) -> bool {
    let quoted = facts.titles.iter().chain(facts.documents.iter().map(|document| &document.span));
    quoted.into_iter().any(|span| span.holds(place))
}

/// A clause that another county begins, or that works for one. Without a county of its own a unit (a city's) has others below it.
fn county_of(facts: &Facts<'_>, own: &[String], project: &str) -> Option<(Span, String)> {
    if !own.iter().any(|own| county::leading(own).is_some()) {
        return None;
    }
    let signs = &facts.signs;
    let ends = (0..signs.len()).filter(|place| matches!(signs.at(*place), '县' | '区' | '旗'));
    for place in ends {
        let start = signs.back_until(place, 14, |c| !is_han(c));
        let whole = facts.quote(Span::new(start, place + 1));
        let lead = behind_lead(whole);
        let Some(name) = whole.get(lead..) else { continue };
        let Some(county) = county::leading(name).filter(|county| name.ends_with(county)) else { continue };
        let stem = county::stem(county);
        let known = own.iter().any(|own| own.contains(stem)) || project.contains(stem);
        let own_behind = own.iter().filter_map(|own| county::leading(own)).any(|own| county.ends_with(own));
        let behind = Span::new(place + 1, signs.on_until(place + 1, 24, ends_clause));
        let next =
            matches!(signs.at(place + 1), '〔' | '[' | '-' | '—' | '至' | '段' | '厂' | '籍' | '方' | '、' | '等');
        let partner = next || signs.hold(behind, PARTNER);
        let general =
            matches!(signs.at(place + 1), '级' | '乡' | '域' | '直' | '城' | '委' | '里' | '内' | '外' | '镇' | '市')
                && !signs.begins(place + 1, "市场监");
        let behind_number = signs.before(start).is_ascii_digit();
        if general || behind_number || known || own_behind || partner || is_quoted(facts, place) {
            continue;
        }
        let end = signs.on_until(place + 1, 10, |c| !is_han(c));
        let named = facts.quote(Span::new(place + 1, end));
        let organ = UNITS.iter().filter_map(|unit| Some(named.find(unit)? + unit.len())).min();
        // Without a word that leads to it only an organ shows that the two signs before 县 are a name.
        if lead == 0 && organ.is_none() {
            continue;
        }
        let length = organ.and_then(|at| named.get(..at)).map_or(0, |organ| organ.chars().count());
        let span = Span::new(place + 1 - county.chars().count(), place + 1 + length);
        return Some((span, facts.quote(span).to_owned()));
    }
    None
}

/// The same for the towns of a town's form: in that of a county's unit a town may be its own.
fn town_of(facts: &Facts<'_>, own: &[String], project: &str) -> Option<(Span, String)> {
    own.iter().find_map(|own| county::own_town(own))?;
    let signs = &facts.signs;
    let is_end = |place: usize| match signs.at(place) {
        '镇' | '乡' => true,
        '道' => signs.before(place) == '街',
        _ => false,
    };
    (0..signs.len()).filter(|place| is_end(*place)).find_map(|place| {
        let start = signs.back_until(place, 14, |c| !is_han(c));
        let whole = facts.quote(Span::new(start, place + 1));
        let lead = behind_lead(whole);
        let name = whole.get(lead..)?;
        let stem = county::town(name)?;
        let known = own.iter().any(|own| own.contains(stem)) || project.contains(stem);
        let behind = Span::new(place + 1, signs.on_until(place + 1, 24, ends_clause));
        let listed =
            matches!(signs.at(place + 1), '、' | '和' | '与' | '及' | '等' | '至' | '-' | '—' | '级' | '村' | '镇');
        if known || listed || signs.hold(behind, PARTNER) || is_quoted(facts, place) {
            return None;
        }
        let organ = county::of_town(facts.quote(behind));
        // Without a word that leads to it only a unit of the town shows that the signs before 镇 are a name.
        let found = lead > 0 || organ.is_some();
        let end = place + 1 + organ.unwrap_or(0);
        let span = Span::new(place + 1 - name.chars().count(), end);
        found.then(|| (span, facts.quote(span).to_owned()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts;

    #[test]
    fn a_place_is_quoted_with_the_unit_behind_it() {
        let own = ["青河县水务局".to_owned()];
        let said = |text: &str| foreign(&facts::read(text), &own, "").map(|(_, quote)| quote);
        assert_eq!(said("本项目由白石县水利局负责实施。").as_deref(), Some("白石县水利局"));
        assert_eq!(said("项目在保障白石县农村安全饮水方面成效明显。").as_deref(), Some("白石县"));
        assert_eq!(said("本项目由五台县水利局负责实施。").as_deref(), Some("五台县水利局"));
        assert_eq!(said("保障万柏林区水务局正常运转。").as_deref(), Some("万柏林区水务局"));
        let fair = ["本项目由青河县水务局负责实施。", "赴白石县水利局参加会议。", "本项目由县水利局负责实施。"];
        let counted =
            ["由三个县水利局共同检查。", "完成五级县医院评审。", "推进两类区教育局的改革。", "由第二县中学承办。"];
        for text in fair.into_iter().chain(counted) {
            assert_eq!(said(text), None, "{text}");
        }
    }

    #[test]
    fn another_town_is_quoted_in_the_form_of_a_town() {
        let own = ["青河县河口镇人民政府".to_owned()];
        let said = |text: &str| foreign(&facts::read(text), &own, "").map(|(_, quote)| quote);
        assert_eq!(said("本项目由柳泉镇人民政府负责实施。").as_deref(), Some("柳泉镇人民政府"));
        assert_eq!(said("项目在保障柳泉镇农村安全饮水方面成效明显。").as_deref(), Some("柳泉镇"));
        assert_eq!(said("柳泉镇人民政府负责实施。").as_deref(), Some("柳泉镇人民政府"));
        assert_eq!(said("本项目由河口镇人民政府负责实施。"), None);
    }
}
