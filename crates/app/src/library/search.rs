//! Finding an indicator while somebody types: by 汉字 anywhere, by first letters of the name's pinyin.

use super::{Indicator, Library, builtin};
use jibiao_model::level::Level2;

/// What is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Query<'a> {
    /// What was typed: words apart by blanks, all of which must be found. Empty finds everything.
    pub text: &'a str,
    /// Only under this second level
    pub level2: Option<Level2>,
    /// Only of the kind with this key
    pub kind: Option<&'a str>,
}

/// How well a word fits, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    NameStart,
    InitialsStart,
    Name,
    Initials,
    /// In the note, a value, or the kind's name.
    Beside,
}

impl Library {
    /// The indicators that a query finds: names that begin with what was typed first, then names that hold it, then those with
    /// it in a note, a value or the kind's name; among equals in the order of the library.
    pub fn search(&self, query: &Query<'_>) -> Vec<&Indicator> {
        let words: Vec<String> = query.text.split_whitespace().map(str::to_lowercase).collect();
        let mut found: Vec<(Fit, &Indicator)> = self
            .indicators
            .iter()
            .filter(|indicator| query.level2.is_none_or(|level2| level2 == indicator.level2))
            .filter(|indicator| query.kind.is_none_or(|kind| kind == indicator.kind))
            .filter_map(|indicator| Some((self.fit(indicator, &words)?, indicator)))
            .collect();
        found.sort_by_key(|(fit, _)| *fit);
        found.into_iter().map(|(_, indicator)| indicator).collect()
    }

    /// The worst of the words' fits; `None` where one is not found.
    fn fit(&self, indicator: &Indicator, words: &[String]) -> Option<Fit> {
        words.iter().try_fold(Fit::NameStart, |worst, word| Some(worst.max(self.fit_of(indicator, word)?)))
    }

    fn fit_of(&self, indicator: &Indicator, word: &str) -> Option<Fit> {
        let name = indicator.name.to_lowercase();
        let letters = word.chars().all(|c| c.is_ascii_alphanumeric());
        let kind = || self.kinds.iter().find(|kind| kind.key == indicator.kind).is_some_and(|k| k.name.contains(word));
        if name.starts_with(word) {
            Some(Fit::NameStart)
        } else if letters && indicator.initials.starts_with(word) {
            Some(Fit::InitialsStart)
        } else if name.contains(word) {
            Some(Fit::Name)
        } else if letters && indicator.initials.contains(word) {
            Some(Fit::Initials)
        } else {
            let beside = indicator.note.contains(word) || indicator.values.iter().any(|v| v.contains(word)) || kind();
            beside.then_some(Fit::Beside)
        }
    }
}

/// Looks through the unit's own indicators, then through the program's; one that both have is given once, as the unit has it.
pub fn suggest<'a>(own: &'a Library, query: &Query<'_>) -> Vec<&'a Indicator> {
    let mut found = own.search(query);
    let known = |indicator: &Indicator| {
        own.indicators.iter().any(|own| own.level2 == indicator.level2 && own.name == indicator.name)
    };
    found.extend(builtin().search(query).into_iter().filter(|indicator| !known(indicator)));
    found
}
