//! 指标库, and suggestions under a cell.

use super::from_store;
use super::{Session, grid, id};
use crate::error::{Code, Error};
use crate::import::ListedIndicator;
use crate::library as lib;
use crate::requests::app::Done;
use crate::requests::form::{Suggest, SuggestColumn, Suggestion, Suggestions};
use crate::requests::library as view;
use jibiao_model::form::Side;
use jibiao_model::level::Level2;
use jibiao_store::IndicatorLine;
use std::path::Path;

/// The unit's own indicators that are looked through.
const OWN: u32 = 5_000;
/// Lines under a cell.
const SUGGESTED: usize = 5;

impl Session {
    /// The library.
    pub(crate) fn list_indicators(&mut self, request: view::ListIndicators) -> Result<view::Library, Error> {
        let own = self.store()?.numbered_indicators(OWN).map_err(from_store)?;
        let search = request.search.unwrap_or_default();
        let level2 = request.level2.as_deref().and_then(Level2::from_code);
        let offset = request.offset.unwrap_or(0) as usize;
        let limit = request.limit.unwrap_or(100).min(1_000) as usize;
        let query = lib::Query { text: &search, level2, kind: request.kind.as_deref() };
        let library = lib::Library::of_lines(&own.iter().map(|(_, line)| line.clone()).collect::<Vec<_>>());
        let mut lines = Vec::new();
        for indicator in library.search(&query) {
            for value in &indicator.values {
                let stored = own.iter().find(|(_, line)| {
                    line.name.trim() == indicator.name
                        && line.value == *value
                        && Level2::of(&line.level2) == Some(indicator.level2)
                });
                let Some((id, line)) = stored else { continue };
                lines.push(view::LibraryLine {
                    id: Some(*id),
                    level1: line.level1.clone(),
                    level2: line.level2.clone(),
                    level2_code: Some(indicator.level2.code().to_owned()),
                    name: indicator.name.clone(),
                    value: value.clone(),
                    kind: String::new(),
                    source: "本单位".to_owned(),
                });
            }
        }
        for indicator in lib::builtin().search(&query) {
            let kind = lib::builtin().kinds.iter().find(|kind| kind.key == indicator.kind);
            lines.push(view::LibraryLine {
                id: None,
                level1: stem1(indicator),
                level2: stem2(indicator.level2),
                level2_code: Some(indicator.level2.code().to_owned()),
                name: indicator.name.clone(),
                value: indicator.values.first().cloned().unwrap_or_default(),
                kind: kind.map(|kind| kind.name.clone()).unwrap_or_default(),
                source: "内置".to_owned(),
            });
        }
        let more = lines.len() > offset + limit;
        let kinds = library.kinds.iter().chain(&lib::builtin().kinds);
        Ok(view::Library {
            lines: lines.into_iter().skip(offset).take(limit).collect(),
            more,
            kinds: kinds
                .map(|kind| view::LibraryKind {
                    key: kind.key.clone(),
                    name: kind.name.clone(),
                    about: kind.about.clone(),
                })
                .collect(),
        })
    }

    /// Puts an indicator into the library, or changes one.
    pub(crate) fn keep_indicator(&mut self, request: view::KeepIndicator) -> Result<view::Kept, Error> {
        let line = IndicatorLine {
            level1: request.level1.trim().to_owned(),
            level2: request.level2.trim().to_owned(),
            name: request.name.trim().to_owned(),
            value: request.value.trim().to_owned(),
        };
        if line.name.is_empty() || Level2::of(&line.level2).is_none() {
            return Err(Error::new(Code::EditRefused, "指标没有名称，或二级指标不是表上有的一类", "请补上再保存"));
        }
        let store = self.store_mut()?;
        match request.id {
            Some(id) => store.change_indicator(id, &line).map_err(from_store)?,
            None => store.keep_indicators(&[line]).map_err(from_store)?,
        }
        Ok(view::Kept { indicators: 1 })
    }

    /// Takes one out.
    pub(crate) fn remove_indicator(&mut self, request: view::OneIndicator) -> Result<Done, Error> {
        self.store_mut()?.remove_indicator(request.id).map_err(from_store)?;
        Ok(Done {})
    }

    /// Takes the indicators of forms into the library.
    pub(crate) fn keep_of_forms(&mut self, request: view::KeepOfForms) -> Result<view::Kept, Error> {
        let mut lines: Vec<IndicatorLine> = Vec::new();
        for form in request.forms {
            let form = self.store()?.form(id(form)).map_err(from_store)?.form;
            let rows = Side::BOTH.into_iter().flat_map(|side| form.rows(side));
            for row in rows.filter(|row| !row.name.trim().is_empty() && row.kind2().is_some()) {
                let line = IndicatorLine {
                    level1: row.level1.trim().to_owned(),
                    level2: row.level2.trim().to_owned(),
                    name: row.name.trim().to_owned(),
                    value: row.value.trim().to_owned(),
                };
                if !lines.contains(&line) {
                    lines.push(line);
                }
            }
        }
        self.store_mut()?.keep_indicators(&lines).map_err(from_store)?;
        Ok(view::Kept { indicators: lines.len() as u32 })
    }

    /// Takes the indicators of a list in a file into the library.
    pub(crate) fn import_indicators(
        &mut self,
        request: view::ImportIndicators,
    ) -> Result<view::ImportedIndicators, Error> {
        let list = crate::import::indicators(Path::new(&request.path))?;
        let line = |one: &ListedIndicator| IndicatorLine {
            level1: one.level1.clone(),
            level2: one.level2.clone(),
            name: one.name.clone(),
            value: one.value.clone(),
        };
        let lines: Vec<IndicatorLine> = list.indicators.iter().map(line).collect();
        self.store_mut()?.keep_indicators(&lines).map_err(from_store)?;
        let left_out = match list.left_out.len() {
            0 => String::new(),
            count => format!("，{count} 条没有加入"),
        };
        Ok(view::ImportedIndicators {
            indicators: lines.len() as u32,
            message: format!("已加入 {} 条指标{left_out}", lines.len()),
            notes: list.notes.into_iter().chain(list.left_out).collect(),
        })
    }

    /// Suggestions under a cell: the unit's own first.
    pub(crate) fn suggest(&mut self, request: Suggest) -> Result<Suggestions, Error> {
        let form = self.store()?.form(id(request.form)).map_err(from_store)?.form;
        let template = self.own_template(&form)?;
        let groups = grid::groups(&form, &template);
        let group = groups.iter().find(|group| group.key == request.group);
        let level2 = group.and_then(|group| group.level2_code()).and_then(Level2::from_code);
        let own = lib::Library::of_lines(&self.store()?.indicators(OWN).map_err(from_store)?);
        let suggestions = match request.column {
            SuggestColumn::Name => {
                let query = lib::Query { text: request.text.trim(), level2, kind: None };
                names(&lib::suggest(&own, &query))
            }
            SuggestColumn::Value => values(&own, level2, request.name.as_deref().unwrap_or_default(), &request.text),
        };
        Ok(Suggestions { suggestions })
    }
}

fn names(found: &[&lib::Indicator]) -> Vec<Suggestion> {
    let suggestion = |indicator: &&lib::Indicator| Suggestion {
        text: indicator.name.clone(),
        value: indicator.values.first().cloned(),
        source: source(indicator),
    };
    found.iter().take(SUGGESTED).map(suggestion).collect()
}

/// Example values of the indicators that are called so or alike, those that begin with what was typed first; where a number without a unit was
/// typed, that number with the units that such indicators have.
fn values(own: &lib::Library, level2: Option<Level2>, name: &str, typed: &str) -> Vec<Suggestion> {
    use jibiao_model::value::{Reading, Unreadable, parts, read};
    let query = lib::Query { text: name.trim(), level2, kind: None };
    let found = lib::suggest(own, &query);
    let typed = typed.trim();
    let number = match read(typed) {
        reading @ Reading::Unreadable(Unreadable::NoUnit { .. }) => Some(parts(&reading)),
        _ => None,
    };
    let mut list: Vec<Suggestion> = Vec::new();
    for indicator in found {
        for value in &indicator.values {
            let text = match &number {
                Some(typed) => {
                    let unit = parts(&read(value)).unit;
                    if unit.is_empty() {
                        continue;
                    }
                    format!("{}{}{unit}", typed.sign.trim_start_matches('='), typed.value)
                }
                None if value.contains(typed) => value.clone(),
                None => continue,
            };
            if text != typed && list.iter().all(|known| known.text != text) {
                let source = format!("{}・{}", source(indicator), indicator.name);
                list.push(Suggestion { text, value: None, source });
            }
        }
        if list.len() >= SUGGESTED {
            break;
        }
    }
    list.truncate(SUGGESTED);
    list
}

fn source(indicator: &lib::Indicator) -> String {
    if indicator.kind == lib::OWN {
        return "本单位用过".to_owned();
    }
    let kind = lib::builtin().kinds.iter().find(|kind| kind.key == indicator.kind);
    kind.map_or_else(|| "指标库".to_owned(), |kind| format!("指标库・{}", kind.name))
}

fn stem1(indicator: &lib::Indicator) -> String {
    use jibiao_model::level::Level1;
    let level = indicator.level1();
    Level1::ALL.iter().find(|(own, ..)| *own == level).map_or_else(String::new, |(_, _, stem)| format!("{stem}指标"))
}

fn stem2(level: Level2) -> String {
    let stem = Level2::ALL.iter().find(|(own, ..)| *own == level).and_then(|(_, _, stems)| stems.first());
    stem.map_or_else(String::new, |stem| format!("{stem}指标"))
}
