//! The noun that a name or a phrase is about, by its words alone: 补助遗属人数 -> 补助遗属, 遗属.

use super::words::{ACTIONS, GENERAL, HELD, LEADING, MEASURED, OTHER_THING, PERSONS, TRAILING};
use crate::shared::text::{tidy, trailing_bracket};
use crate::steps;
use std::borrow::Cow;

/// The thing that the name of an indicator is about.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Thing {
    /// With the action: 补助遗属.
    pub whole: Vec<String>,
    /// With the action turned round: 遗属补助. The action alone says nothing of the thing.
    pub turned: Vec<String>,
    /// Without the action, which then has to stand in the text or no other one may.
    pub bare: Vec<String>,
    /// The action.
    pub action: Option<&'static str>,
}

impl Thing {
    /// Reads a name. Empty for names that join two things (购置音频、电源线): their number is a sum.
    pub fn of(name: &str) -> Thing {
        let name = tidy(name);
        let mut thing = Thing::default();
        let (bare, bracket) = match trailing_bracket(&name) {
            Some((bare, bracket)) => (bare, Some(bracket)),
            None => (&*name, None),
        };
        thing.add(bare);
        // 培训次数(会议次数): the bracket is another name, not a unit.
        if let Some(bracket) = bracket.filter(|bracket| bracket.chars().count() >= 3 && !bracket.contains('每')) {
            thing.add(bracket);
        }
        thing
    }

    fn add(&mut self, name: &str) {
        let joined = name.replace("及时", "").replace("和谐", "").replace("与会", "");
        if joined.contains(['、', '/', '及', '和', '与', ',', '或']) {
            return;
        }
        // A single sign at the beginning of a name is part of it: 应急, 并发.
        let words: Vec<&str> = LEADING.iter().copied().filter(|word| long_enough(word)).collect();
        let full = strip_start(name, &words);
        let counted = strip_end_once(full, MEASURED);
        let held = strip_end_once(counted, HELD);
        for text in [full, counted, held] {
            if long_enough(text) && !self.whole.iter().any(|known| known == text) {
                self.whole.push(text.to_owned());
            }
        }
        let turns = ACTIONS.iter().filter_map(|action| {
            let behind = || counted.strip_suffix(action).map(|rest| (rest, *action, format!("{action}{rest}")));
            counted.strip_prefix(action).map(|rest| (rest, *action, format!("{rest}{action}"))).or_else(behind)
        });
        for (rest, action, turned) in turns.filter(|(rest, ..)| long_enough(rest)) {
            self.action = self.action.or(Some(action));
            self.turned.push(turned);
            self.bare.push(rest.to_owned());
        }
        for text in [counted].into_iter().chain(without_text(counted)) {
            let person = strip_end_once(text, PERSONS);
            if person != text && long_enough(person) {
                self.bare.push(person.to_owned());
            }
        }
        self.bare.retain(|text| !GENERAL.contains(&text.as_str()));
        self.whole.retain(|text| !GENERAL.contains(&text.as_str()));
    }
}

fn without_text(text: &str) -> Option<&str> {
    ACTIONS.iter().find_map(|action| text.strip_prefix(action).or_else(|| text.strip_suffix(action)))
}

/// Behind the last word of how often: 保洁员每周清扫 -> 清扫.
fn behind_recurrence(text: &str) -> &str {
    let words = ["每季度", "每个月", "每两个月", "每半年", "每年", "每月", "每季", "每周", "按月", "按季"];
    let behind = words.iter().filter_map(|word| text.rsplit_once(word)).map(|(_, rest)| rest);
    behind.filter(|rest| long_enough(rest)).min_by_key(|rest| rest.len()).unwrap_or(text)
}

/// In signs: what may stand between the two halves of a name.
const BRIDGE: usize = 4;

/// True where the longer text ends (or, up to a name, begins) with both halves of the shorter one, and only a little stands between
/// them: 驻村|帮扶|工作队. Both halves have two signs at least, and the second one is no general word.
fn is_bridged(long: &str, short: &str) -> bool {
    let signs = short.chars().count();
    if !(4..=12).contains(&signs) {
        return false;
    }
    let mut cuts = short.char_indices().skip(2).take(signs - 3);
    cuts.any(|(at, _)| {
        let Some((first, second)) = short.split_at_checked(at) else { return false };
        let between = long.strip_suffix(second).and_then(|rest| rest.rsplit_once(first)).map(|(_, between)| between);
        let behind = || {
            let rest = long.strip_prefix(first)?;
            rest.split_once(second).filter(|(_, rest)| !rest.starts_with(OTHER_THING)).map(|(between, _)| between)
        };
        let joins = |between: &str| {
            (1..=BRIDGE).contains(&between.chars().count())
                && !between.contains(['、', '和', '及', '与', '等', '的'])
                && !ACTIONS.iter().any(|action| between.contains(action))
                && !LEADING.iter().any(|word| long_enough(word) && between.contains(word))
        };
        !GENERAL.contains(&second) && between.or_else(behind).is_some_and(joins)
    })
}

fn long_enough(text: &str) -> bool {
    text.chars().nth(1).is_some()
}

fn strip_start<'t>(mut text: &'t str, words: &[&str]) -> &'t str {
    loop {
        steps::step();
        let longest = words.iter().filter(|word| text.starts_with(**word)).max_by_key(|word| word.len());
        match longest.and_then(|word| text.strip_prefix(word)).filter(|rest| long_enough(rest)) {
            Some(rest) => text = rest,
            None => return text,
        }
    }
}

fn strip_end<'t>(mut text: &'t str, words: &[&str]) -> &'t str {
    loop {
        steps::step();
        let shorter = strip_end_once(text, words);
        if shorter.len() == text.len() {
            return text;
        }
        text = shorter;
    }
}

fn strip_end_once<'t>(text: &'t str, words: &[&str]) -> &'t str {
    // 住户数 is 住户 and 数, for 户数 would leave a single sign.
    let shorter = words.iter().filter_map(|word| text.strip_suffix(word)).filter(|rest| long_enough(rest));
    shorter.min_by_key(|rest| rest.len()).unwrap_or(text)
}

/// The words around a number of a text, made ready for comparing.
pub(super) struct Phrase {
    /// Before the number, without what only leads to the number; its beginning may hold verbs.
    before: String,
    /// The same without the words that only lead to the thing; a name in its own right.
    noun: String,
    /// The same without the end that says that something is counted.
    uncounted: String,
    /// Behind the number.
    after: String,
    /// The action right before the number, with what stands behind it: 购置6台保护柜 -> 购置保护柜.
    turned: Option<String>,
    /// Actions in the clause.
    actions: Vec<&'static str>,
    /// The clause says what there is, not what is done.
    stock: bool,
}

/// Words of what there is.
const STOCK: &[&str] = &[
    "现有",
    "共有",
    "拥有",
    "现存",
    "存有",
    "馆藏",
    "在册",
    "下辖",
    "辖",
    "占地",
    "总面积",
    "现状",
    "存量",
    "登记在",
    "设有",
    "建有",
];

/// How surely a number of the text is said of the thing of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Nearness {
    /// The same words.
    Same,
    /// The text says it more closely: 业务培训 for 培训.
    Closer,
    /// The text says it more widely: 活动 for 文化活动.
    Wider,
    /// The same thing, but another action: may excuse, never accuse.
    Doubtful,
}

impl Phrase {
    /// The words of a number; of persons that are there one does not say what is done with them.
    pub fn of(before: &str, after: &str, clause: &str, persons: bool) -> Phrase {
        let before = tidy(before);
        let trimmed = strip_end(&before, TRAILING);
        let counted = strip_end_once(trimmed, MEASURED);
        let uncounted = strip_end(counted, TRAILING);
        let leading = |text: &'_ str| strip_start(behind_recurrence(text), LEADING).to_owned();
        let action = ACTIONS.iter().find(|action| before.ends_with(**action));
        let after: Cow<'_, str> = tidy(after);
        let noun_behind = after.strip_prefix('的').unwrap_or(&after);
        Phrase {
            noun: leading(trimmed),
            uncounted: leading(uncounted),
            turned: action.filter(|_| !noun_behind.is_empty()).map(|action| format!("{action}{noun_behind}")),
            after: noun_behind.to_owned(),
            before: trimmed.to_owned(),
            stock: !persons && STOCK.iter().any(|word| clause.contains(word)),
            actions: ACTIONS.iter().copied().filter(|action| clause.contains(action)).collect(),
        }
    }

    /// 群众满意度, 服务对象满意率: of those whom everything is for.
    pub fn is_satisfaction(&self) -> bool {
        const WHOSE: [&str; 9] = ["群众", "对象", "公众", "社会", "受益", "人民", "居民", "各方", "综合"];
        let whose = ["满意度", "满意率"].iter().find_map(|end| self.noun.strip_suffix(end));
        whose.is_some_and(|whose| whose.is_empty() || WHOSE.iter().any(|word| whose.contains(word)))
    }

    /// How near the phrase is to a thing; `None` where it speaks of something else.
    pub fn near(&self, thing: &Thing) -> Option<Nearness> {
        // 现有教师480人，计划培训120人 for 培训教师: the action alone, whose thing stands before; it may excuse.
        let alone = || self.after.is_empty() && thing.action.is_some_and(|action| self.noun == action);
        self.near_words(thing).or_else(|| alone().then_some(Nearness::Doubtful))
    }

    fn near_words(&self, thing: &Thing) -> Option<Nearness> {
        let turned = thing.turned.iter().filter_map(|core| self.near_core(core));
        let turned = turned.filter(|near| *near != Nearness::Wider);
        let whole = thing.whole.iter().filter_map(|core| self.near_core(core)).chain(turned).min();
        if whole.is_some_and(|whole| whole < Nearness::Wider) {
            return whole;
        }
        // 现有路灯1800盏 says nothing of 更换路灯: what there is, is not what is done.
        let whole = match whole {
            Some(Nearness::Wider)
                if self.stock && thing.action.is_some_and(|action| !self.actions.contains(&action)) =>
            {
                Some(Nearness::Doubtful)
            }
            whole => whole,
        };
        // 民事案件 is a wider word for 办理民事案件, and the very thing of it.
        let bare = self.wider_of_action(thing).or_else(|| self.near_bare(thing));
        match (whole, bare) {
            (Some(whole), Some(bare)) => Some(whole.min(bare)),
            (whole, bare) => whole.or(bare),
        }
    }

    /// How near the phrase is to the thing without its action.
    fn near_bare(&self, thing: &Thing) -> Option<Nearness> {
        let found = thing.bare.iter().filter_map(|core| self.near_core(core)).min()?;
        let same_action = thing.action.is_none_or(|action| self.actions.contains(&action));
        let sure = same_action || (self.actions.is_empty() && !self.stock);
        Some(if sure { found } else { Nearness::Doubtful })
    }

    fn near_core(&self, core: &str) -> Option<Nearness> {
        [self.before_near(core), self.behind_near(core), self.bridged_near(core)].into_iter().flatten().min()
    }

    /// 驻村工作队 beside 驻村帮扶工作队64支, or beside 64支驻村帮扶工作队.
    fn bridged_near(&self, core: &str) -> Option<Nearness> {
        if is_bridged(&self.uncounted, core) || is_bridged(&self.after, core) {
            return Some(Nearness::Closer);
        }
        is_bridged(core, &self.noun).then_some(Nearness::Wider)
    }

    /// 租赁手环50个 for 租赁定位手环: the same action, and a wider word for its thing.
    fn wider_of_action(&self, thing: &Thing) -> Option<Nearness> {
        let rest = self.noun.strip_prefix(thing.action?)?;
        let wider = long_enough(rest) && !GENERAL.contains(&rest);
        (wider && thing.bare.iter().any(|core| core.ends_with(rest))).then_some(Nearness::Wider)
    }

    fn before_near(&self, core: &str) -> Option<Nearness> {
        if self.noun == core || self.uncounted == core {
            return Some(Nearness::Same);
        }
        if self.before.ends_with(core) || self.uncounted.ends_with(core) {
            return Some(Nearness::Closer);
        }
        let wider = |noun: &str| long_enough(noun) && !GENERAL.contains(&noun) && core.ends_with(noun);
        (wider(&self.noun) || wider(&self.uncounted)).then_some(Nearness::Wider)
    }

    fn behind_near(&self, core: &str) -> Option<Nearness> {
        let begins = |text: &str| text.strip_prefix(core).is_some_and(|rest| !rest.starts_with(OTHER_THING));
        if begins(&self.after) || self.turned.as_deref().is_some_and(begins) {
            return Some(Nearness::Same);
        }
        // 3名困难遗属: few words between, and no verb among them.
        let at = self.after.find(core)?;
        let (between, rest) = self.after.split_at_checked(at)?;
        // A longer name is surer: 90户困难重度残疾人家庭无障碍改造.
        let most = if core.chars().nth(4).is_some() { 10 } else { 5 };
        let close = between.chars().nth(most).is_none()
            && !LEADING.iter().any(|word| word.chars().nth(1).is_some() && between.contains(word));
        let is_thing = rest.strip_prefix(core).is_some_and(|rest| !rest.starts_with(OTHER_THING));
        (close && is_thing).then_some(Nearness::Closer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_about_its_noun() {
        let thing = Thing::of("补助遗属人数");
        assert_eq!(
            (thing.whole, thing.bare),
            (vec!["补助遗属人数".to_owned(), "补助遗属".to_owned()], vec!["遗属".to_owned()])
        );
        assert!(Thing::of("培训次数(会议次数)").whole.contains(&"会议".to_owned()));
        assert_eq!(thing.turned, ["遗属补助"]);
        assert!(Thing::of("落水管更换长度").turned.contains(&"更换落水管".to_owned()));
        assert_eq!(Thing::of("购置音频、电源线"), Thing::default());
    }

    #[test]
    fn a_phrase_is_near_to_a_name_by_its_words() {
        let near =
            |name: &str, before: &str, after: &str| Phrase::of(before, after, before, false).near(&Thing::of(name));
        assert_eq!(near("培训次数", "全年组织培训", ""), Some(Nearness::Same));
        assert_eq!(near("培训次数", "业务培训", ""), Some(Nearness::Closer));
        assert_eq!(near("开展文化活动", "活动次数", ""), Some(Nearness::Wider));
        assert_eq!(near("补助遗属人员", "为", "遗属人员发放补助"), Some(Nearness::Same));
        assert_eq!(near("恒湿保护柜购置数量", "购置", "恒湿保护柜"), Some(Nearness::Same));
        assert_eq!(near("墙面粉刷面积", "维修", "墙面"), Some(Nearness::Doubtful));
        assert_eq!(near("会议次数", "改造", "会议室"), None);
        assert_eq!(near("顾问咨询时间", "咨询时间", ""), Some(Nearness::Wider));
        assert_eq!(near("视频会议运行维护时间", "开展视频会议的时间", ""), None);
        assert_eq!(near("培训次数", "", "社区"), None);
        assert_eq!(near("驻村工作队数量", "选派驻村帮扶工作队", ""), Some(Nearness::Closer));
        assert_eq!(near("驻村工作队数量", "保障", "驻村帮扶工作队"), Some(Nearness::Closer));
        assert_eq!(near("驻村帮扶工作队数量", "驻村工作队", ""), Some(Nearness::Wider));
        assert_eq!(near("租赁定位手环数量", "租赁手环", ""), Some(Nearness::Wider));
        assert_eq!(near("租赁定位手环数量", "维修手环", ""), None);
        assert_eq!(near("储备粮检查次数", "粮食股每季度检查", ""), Some(Nearness::Wider));
        assert_eq!(near("办理民事案件数量", "其中民事案件", ""), Some(Nearness::Same));
        assert_eq!(near("新建公厕数量", "改建公厕", ""), Some(Nearness::Doubtful));
        assert_eq!(near("县道养护里程", "其中县道", ""), Some(Nearness::Same));
        assert_eq!(near("驻村工作队数量", "驻村干部参加工作队", ""), None);
        // Turned round it is the same; a wider word for what is turned round says nothing.
        assert_eq!(near("更换落水管长度", "完成落水管更换", ""), Some(Nearness::Same));
        assert_eq!(near("更换落水管长度", "完成设施更换", ""), None);
        // What is said with its action goes before what is said without it.
        assert_eq!(near("培训讲解员人数", "业务培训讲解员", "讲解员"), Some(Nearness::Closer));
        // A name is cut into halves of two signs at least.
        assert_eq!(near("中小河流监测站数量", "建设中小河流自动监测站", ""), Some(Nearness::Closer));
        assert_eq!(near("驻村工作队数量", "选派驻村工作小分队", ""), None);
    }
}
