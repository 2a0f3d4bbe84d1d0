//! Who delivered what: forms by unit, what is not counted and why, who is missing.

use super::survey::Item;
use super::units::{UnitList, key};
use jibiao_model::template::Kind;
use std::collections::{BTreeMap, HashMap};

/// A unit with the forms that are counted, in the order of the files.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Group {
    pub code: String,
    pub name: String,
    /// Its place in the list of units, where there is one and it is in it.
    pub listed: Option<usize>,
    /// The counted forms, by number.
    pub items: Vec<usize>,
    /// Forms that are not counted.
    pub not_counted: usize,
    /// Files that have a form of it, counted or not.
    pub files: usize,
}

/// Readable, and not counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NotCounted {
    pub file: usize,
    pub group: usize,
    /// The name of the form, or the words for the whole package.
    pub what: String,
    /// How many forms.
    pub forms: usize,
    pub why: Why,
    /// Chinese.
    pub message: String,
}

/// Why a form is not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Why {
    Year,
    Same,
    Differs,
}

impl Why {
    pub fn title(self) -> &'static str {
        match self {
            Why::Year => "年度不符",
            Why::Same => "重复报送（内容相同）",
            Why::Differs => "重复报送（内容不同）",
        }
    }
}

/// A unit of the list that has not delivered everything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Missing {
    pub code: String,
    pub name: String,
    pub projects: Option<usize>,
    /// Nothing at all was counted of it.
    pub all: bool,
    pub message: String,
}

/// What came of the deliveries.
#[derive(Debug, Default)]
pub(super) struct Decided {
    /// In the order of the list, then those that are not in it by code and name. Units without a counted form are there as well.
    pub groups: Vec<Group>,
    pub not_counted: Vec<NotCounted>,
}

type Key = (usize, String, String);

pub(super) fn decide(items: &[Item], files: &[String], list: Option<&UnitList>, year: Option<i32>) -> Decided {
    let mut by_key: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
    for (number, item) in items.iter().enumerate() {
        let listed = list.and_then(|list| list.of(&item.implementing_unit, &item.department, &item.code));
        let key = match listed {
            Some(at) => (at, String::new(), String::new()),
            None => (usize::MAX, key(&item.code), key(&item.department)),
        };
        by_key.entry(key).or_default().push(number);
    }
    let mut decided = Decided::default();
    for ((listed, ..), numbers) in by_key {
        let at = decided.groups.len();
        let mut group = Group { listed: Some(listed).filter(|at| *at != usize::MAX), ..Group::default() };
        let mut seen = numbers.iter().filter_map(|number| items.get(*number)).map(|item| item.file).collect::<Vec<_>>();
        seen.dedup();
        group.files = seen.len();
        let unit = group.listed.and_then(|at| list?.units.get(at));
        let first = numbers.first().and_then(|number| items.get(*number));
        let written = |own: Option<&String>, of_form: fn(&Item) -> &String| {
            let own = own.filter(|text| !text.is_empty());
            own.or(first.map(of_form)).cloned().unwrap_or_default()
        };
        group.code = written(unit.map(|unit| &unit.code), |item| &item.code);
        group.name = written(unit.map(|unit| &unit.name), |item| &item.department);
        let mut out = Vec::new();
        let mut first_of: HashMap<(Kind, String, String, Option<i32>), usize> = HashMap::new();
        for number in numbers {
            let Some(item) = items.get(number) else { continue };
            if let Some((why, message)) =
                refused(item, year).or_else(|| doubled(item, number, items, files, &mut first_of))
            {
                group.not_counted += 1;
                out.push((number, why, message));
            } else {
                group.items.push(number);
            }
        }
        decided.not_counted.extend(together(out, at, &group, items));
        decided.groups.push(group);
    }
    decided.not_counted.sort_by_key(|one| one.file);
    decided
}

fn refused(item: &Item, year: Option<i32>) -> Option<(Why, String)> {
    let wanted = year?;
    match &item.year {
        Ok(own) if *own == wanted => None,
        Ok(own) => Some((Why::Year, format!("表是{own}年度的，汇总的是{wanted}年度"))),
        Err(text) if text.is_empty() => Some((Why::Year, format!("表上没有写年度，汇总的是{wanted}年度"))),
        Err(text) => Some((Why::Year, format!("年度写作“{text}”，读不出来，汇总的是{wanted}年度"))),
    }
}

/// The same form out of another file. Two of one name inside one delivery are that unit's own matter, which a rule reports.
fn doubled(
    item: &Item,
    number: usize,
    items: &[Item],
    files: &[String],
    first_of: &mut HashMap<(Kind, String, String, Option<i32>), usize>,
) -> Option<(Why, String)> {
    let same = (item.kind, key(&item.name), key(&item.implementing_unit), item.year.clone().ok());
    // A form without a name is no other's double.
    if same.1.is_empty() {
        return None;
    }
    let first = items.get(*first_of.entry(same).or_insert(number)).filter(|first| first.file != item.file)?;
    let file = files.get(first.file).map_or("", String::as_str);
    Some(match first.check_code == item.check_code {
        true => (Why::Same, format!("与“{file}”里的同一份表内容相同，只算一次")),
        false => (Why::Differs, format!("“{file}”里已有同一份表，内容不同；用的是那一份，请向单位核实后只留一份")),
    })
}

/// One line for a file of which nothing of this unit is counted for one reason, else one line a form.
fn together(out: Vec<(usize, Why, String)>, group: usize, of: &Group, items: &[Item]) -> Vec<NotCounted> {
    let mut by_file: BTreeMap<usize, Vec<(&Item, Why, String)>> = BTreeMap::new();
    for (number, why, message) in out {
        if let Some(item) = items.get(number) {
            by_file.entry(item.file).or_default().push((item, why, message));
        }
    }
    let mut lines = Vec::new();
    for (file, forms) in by_file {
        let counted = of.items.iter().filter_map(|number| items.get(*number)).any(|item| item.file == file);
        let whole = match forms.first() {
            Some((_, why, message)) if !counted && forms.len() > 1 => {
                forms.iter().all(|(_, other, text)| other == why && text == message).then(|| (*why, message.clone()))
            }
            _ => None,
        };
        match whole {
            Some((why, message)) => {
                let what = format!("全部 {} 份表", forms.len());
                lines.push(NotCounted { file, group, what, forms: forms.len(), why, message });
            }
            None => lines.extend(forms.into_iter().map(|(item, why, message)| NotCounted {
                file,
                group,
                what: item.name.clone(),
                forms: 1,
                why,
                message,
            })),
        }
    }
    lines
}

/// The units of the list that have not delivered everything; a file that could not be read and bears the unit's name is named.
pub(super) fn missing(list: &UnitList, decided: &Decided, items: &[Item], unread: &[super::Unread]) -> Vec<Missing> {
    let by_place: HashMap<usize, &Group> =
        decided.groups.iter().filter_map(|group| Some((group.listed?, group))).collect();
    let one = |(at, unit): (usize, &super::units::ListedUnit)| {
        let group = by_place.get(&at);
        let of_kind = |kind| {
            let numbers = group.map_or(&[][..], |group| &group.items);
            numbers.iter().filter_map(|number| items.get(*number)).filter(|item| item.kind == kind).count()
        };
        let (projects, forms) = (of_kind(Kind::Project), group.map_or(0, |group| group.items.len()));
        let hint = || {
            let name = key(&unit.name);
            let found = unread.iter().find(|one| name.chars().count() >= 2 && key(&one.label).contains(&name));
            found.map_or_else(String::new, |one| format!("。“{}”可能是它的，见“不能读取”", one.label))
        };
        let message = match (forms, unit.projects) {
            (0, _) if group.is_some() => "收到的表都没有计入，见“未计入”".to_owned(),
            (0, _) => format!("没有收到{}", hint()),
            (_, Some(wanted)) if projects < wanted => {
                format!("应报 {wanted} 个项目，收到 {projects} 个{}", hint())
            }
            _ => return None,
        };
        Some(Missing {
            code: unit.code.clone(),
            name: unit.name.clone(),
            projects: unit.projects,
            all: forms == 0,
            message,
        })
    };
    list.units.iter().enumerate().filter_map(one).collect()
}
