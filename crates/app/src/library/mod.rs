//! 指标库: indicators to choose from, the program's own (`indicators.toml`) and those that the unit used before.
//!
//! Both are a [`Library`]; [`suggest`] looks through the unit's own first. Nothing here is stored: the unit's own come from
//! [`jibiao_store::Store::indicators`].

mod read;
mod search;
#[cfg(test)]
mod tests;

use jibiao_model::level::{Level1, Level2};
use jibiao_model::template::Template;
use jibiao_model::value;
pub use jibiao_store::IndicatorLine;
pub use search::{Query, suggest};
use std::sync::LazyLock;

/// The key of the kind that holds the unit's own indicators.
pub const OWN: &str = "own";

/// A kind of project (运行维护, 设备购置 …).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kind {
    /// Stable key (`maintenance`)
    pub key: String,
    /// Chinese name (`运行维护`)
    pub name: String,
    /// What belongs there, one line
    pub about: String,
}

/// An indicator to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Indicator {
    /// Key of its [`Kind`]
    pub kind: String,
    /// Where it belongs in the indicator tree
    pub level2: Level2,
    /// 三级指标
    pub name: String,
    /// Example values, the most usual first; at least one in the built-in library
    pub values: Vec<String>,
    /// When to use it; empty for the unit's own
    pub note: String,
    /// First letters of the name's pinyin
    initials: String,
}

impl Indicator {
    fn new(kind: &str, level2: Level2, name: &str, values: Vec<String>, note: &str) -> Indicator {
        let initials = jibiao_store::initials(name);
        Indicator { kind: kind.to_owned(), level2, name: name.to_owned(), values, note: note.to_owned(), initials }
    }

    /// The first level that it stands under in most templates.
    pub fn level1(&self) -> Level1 {
        match self.level2 {
            Level2::Quantity | Level2::Quality | Level2::Timeliness | Level2::Cost => Level1::Output,
            Level2::EconomicCost | Level2::SocialCost | Level2::EcologicalCost => Level1::Cost,
            Level2::Economic | Level2::Social | Level2::Ecological | Level2::Sustainability => Level1::Benefit,
            Level2::BeneficiarySatisfaction => Level1::Satisfaction,
        }
    }

    /// 计量单位 of its first value (`元/人/月`); empty for a time, words or no value.
    pub fn unit(&self) -> String {
        self.values.first().map(|value| value::parts(&value::read(value)).unit).unwrap_or_default()
    }

    /// The labels of first and second level under which a template has it; `None` where the template has no place for it.
    /// 成本 under 产出 and 经济成本 under 成本 are each other's place.
    pub fn labels<'a>(&self, template: &'a Template) -> Option<(&'a str, &'a str)> {
        let place = |kind: Level2| {
            template.tree.iter().find_map(|node| {
                let child = node.children.iter().find(|child| child.kind == kind)?;
                Some((node.label.as_str(), child.label.as_str()))
            })
        };
        place(self.level2).or_else(|| match self.level2 {
            Level2::Cost => place(Level2::EconomicCost),
            Level2::EconomicCost => place(Level2::Cost),
            _ => None,
        })
    }
}

/// Indicators by kind of project.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Library {
    /// The kinds in their order.
    pub kinds: Vec<Kind>,
    /// All indicators, those of one kind together, in the order of the form.
    pub indicators: Vec<Indicator>,
}

/// Read once a process; a test holds that the file is accepted.
static BUILTIN: LazyLock<Library> = LazyLock::new(|| read::parse(read::BUILTIN).unwrap_or_default());

/// The program's own library.
pub fn builtin() -> &'static Library {
    &BUILTIN
}

impl Library {
    /// The unit's own: lines of one name and second level are one indicator with several values, in the order given. A line
    /// without a name, or whose second level is no known one, is left out.
    pub fn of_lines(lines: &[IndicatorLine]) -> Library {
        let mut library = Library::default();
        for line in lines {
            let (Some(level2), name) = (Level2::of(&line.level2), line.name.trim()) else { continue };
            let found = library.indicators.iter_mut().find(|known| known.level2 == level2 && known.name == name);
            match found {
                _ if name.is_empty() => {}
                Some(known) if known.values.contains(&line.value) => {}
                Some(known) => known.values.push(line.value.clone()),
                None => library.indicators.push(Indicator::new(OWN, level2, name, vec![line.value.clone()], "")),
            }
        }
        if !library.indicators.is_empty() {
            let kind = ("本单位用过", "本单位以前的表里用过的指标");
            library.kinds.push(Kind { key: OWN.to_owned(), name: kind.0.to_owned(), about: kind.1.to_owned() });
        }
        library
    }
}
