//! D08: called 一次性, but it comes every year.

use crate::prelude::*;
use crate::shared::term::Attribute;

pub(crate) static RULE: Rule = Rule {
    code: "D08",
    name: "recurring_as_one_off",
    title: "一次性项目像是每年都有",
    severity: Severity::Hint,
    since: "0.1.0",
    kinds: Kinds::Project,
    except: &[],
    reads: &[Field::Text(TextField::Attribute), Field::Text(TextField::ProjectName), Field::Text(TextField::Overview)],
    waivable: true,
    default_on: true,
    risk: Risk::Medium,
    doc: Doc {
        checks: "项目属性是一次性，名称却以补助、津贴、租赁费、工资这样每年都有的开支结尾；名称以运维费、工作经费、服务费结尾而概况里有每年、每月、日常这类话；或概况写每年开展、逐年安排。",
        why: "属性写错，项目期和实施期目标也会跟着错。",
        basis: "经验",
        bad: "一次性项目；名称“遗属生活补助”",
        good: "经常性项目；名称“遗属生活补助”",
        exceptions: "名称写明一次性、改造、工程、购置的不提示；只有名称像运维费、工作经费的不提示，因为不少单位每年重新申报。当地统一按一年一报的，可以关闭本规则。",
        change: "核对项目属性，长期的改为经常性。",
    },
    check,
    #[cfg(test)]
    fixtures,
};

/// Ends of a name that come every year by their nature.
const RECURRING: &[&str] = &["补助", "补贴", "津贴", "租赁费", "租金", "物业费", "取暖费", "工资", "报酬", "管护费"];
/// Ends that come every year as a rule; many a unit files them anew each year, so that the overview has to say so too.
const OFTEN: &[&str] = &[
    "运维费",
    "维护费",
    "运行维护费",
    "工作经费",
    "业务费",
    "业务经费",
    "服务费",
    "办公经费",
    "运行经费",
    "运营经费",
    "运转经费",
    "值班经费",
    "日常经费",
];
/// How the overview says it of such a name.
const AGAIN: &[&str] = &["每年", "每月", "每季", "每日", "每天", "按月", "按季", "逐月", "日常", "常年", "长期"];
const ONE_OFF: &[&str] = &["一次性", "改造", "工程", "购置", "建设", "抚恤", "丧葬", "采购", "搬迁", "拆迁", "征收"];
const YEARLY: &[&str] = &[
    "逐年",
    "每年都",
    "每年需",
    "每年要",
    "每年开展",
    "每年召开",
    "每年举办",
    "每年组织",
    "每年安排",
    "每年支付",
    "常年",
    "长期开展",
    "长期坚持",
    "每年定期",
    "每年均",
];

fn check(view: &View<'_>) -> Outcome {
    let (attribute, name) = (view.text(TextField::Attribute), view.text(TextField::ProjectName).trim());
    let overview = view.facts(TextField::Overview);
    if attribute.trim().is_empty() || name.is_empty() {
        return Outcome::NotYet;
    }
    if Attribute::of(attribute) != Some(Attribute::OneOff) {
        return Outcome::NotApplicable;
    }
    if ONE_OFF.iter().any(|word| name.contains(word)) {
        return Outcome::Pass;
    }
    let place = FieldPath::Text(TextField::Attribute);
    let bare = crate::shared::text::bare_name(name);
    let again = overview.is_some_and(|facts| facts.signs.hold(crate::facts::Span::new(0, facts.signs.len()), AGAIN));
    let often = OFTEN.iter().filter(|_| again);
    if let Some(word) =
        RECURRING.iter().chain(often).filter(|word| bare.ends_with(**word)).max_by_key(|word| word.len())
    {
        let message = format!("项目属性：写一次性，名称里的“{word}”却是每年都有的。");
        let name_place = FieldPath::Text(TextField::ProjectName);
        let fault = Fault::new(place, message, "核对是否应为经常性。").with(name_place);
        return Outcome::Findings(vec![fault.read(place, clip(attribute, 60)).read(name_place, clip(name, 60))]);
    }
    let Some(facts) = overview else { return Outcome::Pass };
    let said = (0..facts.signs.len()).find_map(|place| Some((place, facts.signs.longest(place, YEARLY)?)));
    let Some((start, length)) = said else { return Outcome::Pass };
    let span = crate::facts::Span::new(start, start + length);
    let message = format!("项目属性：写一次性，概况却写“{}”。", facts.quote(span));
    let fault = Fault::new(place, message, "核对是否应为经常性。").read(place, clip(attribute, 60));
    Outcome::Findings(vec![fault.quote(FieldPath::Text(TextField::Overview), facts, span)])
}

#[cfg(test)]
fn fixtures() -> Vec<Fixture> {
    vec![
        bad(project().text(TextField::ProjectName, "护河员岗位补贴"), ["attribute"]),
        bad(project().text(TextField::Overview, "河道漂浮物每年都要清理。"), ["attribute"]),
        bad(
            project().text(TextField::ProjectName, "水文站运维费").text(TextField::Overview, "水位计每月校准一次。"),
            ["attribute"],
        ),
        good(project()),
        good(project().text(TextField::ProjectName, "水文站运维费").text(TextField::Overview, "校准水位计。")),
        good(project().text(TextField::ProjectName, "闸房改造一次性补助")),
        not_applicable(
            project().text(TextField::ProjectName, "护河员岗位补贴").text(TextField::Attribute, "经常性项目"),
        ),
        not_yet(blank()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::faults;

    #[test]
    fn the_words_of_the_overview_are_told() {
        let found = faults(&RULE, project().text(TextField::Overview, "河道漂浮物每年都要清理。"));
        assert_eq!(found[0].message, "项目属性：写一次性，概况却写“每年都”。");
    }
}
