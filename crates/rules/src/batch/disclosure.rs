//! The published document: what 绩效管理情况 and 机构设置 say in numbers.

use crate::shared::text::tidy;
use crate::steps;
use jibiao_model::Wan;
use jibiao_model::amount::rounded;
use rust_decimal::Decimal;

/// The parts of the published document that rules across forms read, as the unit wrote them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Disclosure {
    /// The text of 绩效管理情况.
    pub performance: String,
    /// The text of 机构设置.
    pub organisation: String,
    /// 支出总计, in 万元.
    pub total: Option<Wan>,
    /// The part of it that is arranged from the budget of the year, in 万元.
    pub current_year: Option<Wan>,
}

/// A sum of projects with its categories.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tally {
    /// 纳入绩效目标管理 or 公开.
    pub label: &'static str,
    /// Number of projects.
    pub count: Decimal,
    /// Their amount in 万元.
    pub amount: Decimal,
    /// Count and amount of each category.
    pub parts: Vec<(Decimal, Decimal)>,
}

/// A number with the unit behind it: 个 or 万元.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Figure {
    Count(Decimal),
    Amount(Decimal),
}

impl Disclosure {
    /// The amounts of the goals of the whole unit, 0.00 (未编报) left out.
    pub(crate) fn unit_goals(&self) -> Vec<Decimal> {
        let text = tidy(&self.performance);
        let goals = text.match_indices("整体").filter_map(|(at, _)| {
            let (before, rest) = text.split_at_checked(at)?;
            let sentence = rest.split(['。', ';', '；']).next()?;
            let about =
                ["整体绩效目标", "整体支出绩效目标", "整体支出目标"].iter().any(|words| sentence.starts_with(words));
            // 未编报单位整体绩效目标，上年涉及资金8万元
            let clause = before.rsplit(['。', ';', ',', '，']).next().unwrap_or_default();
            let none = ["未编", "不编", "没有编", "无需"].iter().any(|word| clause.contains(word));
            // Farther off it is the money of something else: 整体支出绩效目标申报表见附件 2、项目…共计金额.
            let near = |at: &usize| sentence.get(..*at).is_some_and(|lead| lead.chars().count() <= 12);
            let money = || ["金额", "资金"].iter().filter_map(|word| sentence.find(word)).min().filter(near);
            let lead = sentence.find("涉及").or_else(money);
            let money = lead.filter(|_| about && !none).and_then(|from| sentence.get(from..))?;
            figures(money).into_iter().find_map(|figure| match figure {
                Figure::Amount(amount) if !amount.is_zero() => Some(amount),
                _ => None,
            })
        });
        goals.collect()
    }

    /// The sums of projects that the text states, with their categories.
    pub(crate) fn tallies(&self) -> Vec<Tally> {
        let text = tidy(&self.performance);
        let managed = text.find("纳入绩效目标管理");
        let public = text.find("公开项目绩效目标");
        let end = public.filter(|end| managed.is_none_or(|start| *end > start)).unwrap_or(text.len());
        let part = |from: Option<usize>, to: usize| text.get(from?..to);
        let managed = part(managed, end).and_then(|part| tally("纳入管理", part));
        let public = part(public, text.len()).and_then(|part| tally("公开", part));
        managed.into_iter().chain(public).collect()
    }

    /// How many projects the text says to be there, at most.
    pub(crate) fn project_count(&self) -> Option<Decimal> {
        let text = tidy(&self.performance);
        let said = ["纳入绩效目标管理", "公开项目绩效目标"].into_iter().filter_map(|words| {
            let sentence = text.split_once(words)?.1.split(['。', ';']).next()?;
            figures(sentence).into_iter().find_map(|figure| match figure {
                Figure::Count(count) => Some(count),
                Figure::Amount(_) => None,
            })
        });
        said.max()
    }

    /// How many subordinate units 机构设置 names; `None` where it does not say.
    pub(crate) fn subordinate_units(&self) -> Option<u32> {
        let text = tidy(&self.organisation);
        if ["无下属", "没有下属", "无所属", "无二级预算单位"].iter().any(|words| text.contains(words))
        {
            return Some(0);
        }
        let counted = ["下属", "所属"].iter().flat_map(|word| text.match_indices(word)).find_map(|(at, _)| {
            let (before, after) = text.split_at(at);
            let units = after.split(['。', ',', ';', '、']).next().is_some_and(|noun| noun.contains("单位"));
            let number = before.strip_suffix('个').filter(|_| units)?;
            let start = number.trim_end_matches(|c: char| c.is_ascii_digit()).len();
            number.get(start..)?.parse().ok()
        });
        counted.or_else(|| listed(&text))
    }
}

/// The units that a list names behind 包括: those that are not the unit itself.
fn listed(text: &str) -> Option<u32> {
    let at = text.find("预算的单位包括")?;
    let list = text.get(at..)?.split_once("包括")?.1.trim_start_matches(':').split('。').next()?;
    let own = |name: &str| name.contains("本级") || name.contains("机关") || name.contains("本单位");
    u32::try_from(list.split('、').filter(|name| !name.trim().is_empty() && !own(name)).count()).ok()
}

/// Count and amount of all, then of each category; a percentage between them is passed over.
fn tally(label: &'static str, text: &str) -> Option<Tally> {
    let figures = figures(text);
    let mut pairs = figures.windows(2).filter_map(|pair| match pair {
        [Figure::Count(count), Figure::Amount(amount)] => Some((*count, *amount)),
        _ => None,
    });
    let (count, amount) = pairs.next()?;
    Some(Tally { label, count, amount, parts: pairs.take(2).collect() }).filter(|tally| tally.parts.len() == 2)
}

/// The numbers in 个 and in 万元 or 元, in the order of the text.
fn figures(text: &str) -> Vec<Figure> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        steps::step();
        let tail = rest.get(at..).unwrap_or_default();
        let end = tail.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',').unwrap_or(tail.len());
        let (number, after) = tail.split_at(end);
        let number: Option<Decimal> = number.trim_end_matches([',', '.']).replace(',', "").parse().ok();
        if let Some(number) = number {
            if after.starts_with('个') {
                found.push(Figure::Count(number));
            } else if after.starts_with("万元") {
                found.push(Figure::Amount(number));
            } else if after.starts_with('元') {
                found.push(Figure::Amount(rounded(number / Decimal::from(10_000))));
            }
        }
        rest = after;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn organisation(text: &str) -> Option<u32> {
        Disclosure { organisation: text.to_owned(), ..Disclosure::default() }.subordinate_units()
    }

    #[test]
    fn the_amount_of_the_whole_goal_stands_near_it() {
        let goals = |text: &str| Disclosure { performance: text.to_owned(), ..Disclosure::default() }.unit_goals();
        for text in [
            "2026年编报单位整体绩效目标，涉及资金8.5万元。",
            "编报部门整体支出绩效目标1个，金额8.5万元。",
            "编报单位整体支出目标，资金8.5万元。",
        ] {
            assert_eq!(goals(text), [Decimal::new(85, 1)], "{text}");
        }
        for text in [
            "未编报单位整体绩效目标，涉及资金8.5万元。",
            "（单位整体支出绩效目标申报表见附件）2、纳入绩效目标管理的项目3个，共计金额8.5万元。",
            "编报单位整体绩效目标，涉及资金0.00万元。",
        ] {
            assert_eq!(goals(text), Vec::<Decimal>::new(), "{text}");
        }
    }

    #[test]
    fn subordinate_units_are_counted_as_the_text_says_them() {
        assert_eq!(organisation("设办公室、财务股2个内设机构。设青河县河道管理站1个下属事业单位。"), Some(1));
        assert_eq!(organisation("纳入预算的单位包括：青河县水文站、青河县灌区中心、青河县水务局机关。"), Some(2));
        assert_eq!(organisation("我单位无下属预算单位。"), Some(0));
        assert_eq!(organisation("设5个股室。"), None);
    }

    #[test]
    fn a_tally_has_all_then_its_categories() {
        let performance = "2026年纳入绩效目标管理的二级项目3个,共计金额1,081.42万元。其中:其他运转类项目2个,涉及金额81.42万元;\
                           特定目标类项目1个,涉及金额1000万元。公开项目绩效目标3个，涉及项目金额1081.42万元，占项目支出总额的100%。\
                           其中：其他运转类项目2个，涉及项目金额81.42万元；特定目标类项目1个，涉及项目金额1000万元。";
        let disclosure = Disclosure { performance: performance.to_owned(), ..Disclosure::default() };
        let tallies = disclosure.tallies();
        let [managed, public] = tallies.as_slice() else { panic!("{tallies:?}") };
        let parts = |tally: &Tally| tally.parts.iter().map(|(n, a)| format!("{n} {a}")).collect::<Vec<_>>();
        assert_eq!((managed.count.to_string(), managed.amount.to_string()), ("3".into(), "1081.42".into()));
        assert_eq!(parts(managed), ["2 81.42", "1 1000"]);
        assert_eq!(parts(public), parts(managed));
    }

    #[test]
    fn the_goal_of_the_unit_has_an_amount_unless_it_is_none() {
        let goals = |text: &str| Disclosure { performance: text.to_owned(), ..Disclosure::default() }.unit_goals();
        assert_eq!(goals("2026年编报单位整体绩效目标，涉及资金612.45万元。"), [Decimal::new(61_245, 2)]);
        assert_eq!(goals("2026年编报单位整体绩效目标，涉及资金6124500元。"), [Decimal::new(61_245, 2)]);
        assert_eq!(goals("未编报单位整体绩效目标，涉及资金0.00万元。"), []);
        assert_eq!(goals("整体绩效目标"), []);
    }

    #[test]
    fn the_managed_part_ends_where_the_published_one_begins() {
        let public = "公开项目绩效目标3个，金额6万元。运转类2个，金额4万元；特定目标类1个，金额2万元。";
        let labels = |text: String| -> Vec<&'static str> {
            let disclosure = Disclosure { performance: text, ..Disclosure::default() };
            disclosure.tallies().into_iter().map(|tally| tally.label).collect()
        };
        assert_eq!(labels(format!("纳入绩效目标管理的项目3个，金额6万元。{public}")), ["公开"]);
        let managed = public.replace("公开项目绩效目标", "纳入绩效目标管理的项目");
        assert_eq!(labels(format!("{managed}{public}")), ["纳入管理", "公开"]);
        assert_eq!(labels(format!("{public}{managed}")), ["纳入管理", "公开"]);
    }
}
