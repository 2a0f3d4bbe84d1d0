//! Where in a form the words of a search stand, so that a result says it and leads there.

use super::place::{step_of, words};
use super::{cells, fields, grid};
use crate::requests::list::SearchHit;
use jibiao_model::cell::text_at;
use jibiao_model::form::Side;
use jibiao_model::path::TextField;
use jibiao_model::template::Template;
use jibiao_model::{FieldPath, Form, half_width};

/// What is the same in every form, or follows from it, is not searched.
const LEFT_OUT: [FieldPath; 3] =
    [FieldPath::Category, FieldPath::Text(TextField::Title), FieldPath::Text(TextField::FilledAt)];

/// So many places of one form are looked through one by one; more are no list to choose from.
const MOST: usize = 12;

/// The places that have all words, else those that have the first word, in the order of the form. What says the same on both sides is one
/// place.
pub(super) fn all(form: &Form, template: &Template, typed: &str) -> Vec<SearchHit> {
    let typed = plain(typed);
    let wanted: Vec<&str> = typed.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let Some(first) = wanted.first() else { return Vec::new() };
    let groups = grid::groups(form, template);
    let mut found: Vec<(FieldPath, String)> = fields::with_texts(form, template.kind)
        .into_iter()
        .filter(|path| !LEFT_OUT.contains(path))
        .filter_map(|path| Some((path, plain(&text_at(form, path)?))))
        .filter(|(_, text)| text.contains(first))
        .collect();
    if found.iter().any(|(_, text)| wanted.iter().all(|word| text.contains(word))) {
        found.retain(|(_, text)| wanted.iter().all(|word| text.contains(word)));
    }
    let hits = found.iter().map(|(path, _)| *path).filter(|path| !says_it_again(*path, form, template, &groups));
    let hit = |path: FieldPath| {
        Some(SearchHit { path: path.keyed(form), step: step_of(path)?, place: words(path, form, template, &groups) })
    };
    hits.filter_map(hit).take(MOST).collect()
}

/// True of 年度 where 实施期 beside it has the same text.
fn says_it_again(path: FieldPath, form: &Form, template: &Template, groups: &[grid::Group]) -> bool {
    let first = match path {
        FieldPath::Cell(Side::Annual, id, field) => {
            let mut pairs = groups.iter().flat_map(|group| &group.pairs);
            let pair = pairs.find(|pair| pair.annual == Some(id));
            pair.and_then(|pair| pair.period).map(|period| FieldPath::Cell(Side::Period, period, field))
        }
        FieldPath::Fund(Side::Annual, _) | FieldPath::Text(TextField::GoalAnnual) => cells::twin(path, template),
        _ => None,
    };
    first.is_some_and(|first| text_at(form, first) == text_at(form, path))
}

/// Half width, lower case, as the index of the search has it.
fn plain(text: &str) -> String {
    text.chars().map(half_width).flat_map(char::to_lowercase).collect()
}
