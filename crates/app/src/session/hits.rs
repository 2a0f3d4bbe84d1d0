//! Where in a form the words of a search stand, so that a result says it and leads there.

use super::place::{step_of, words};
use super::{fields, grid};
use crate::requests::list::SearchHit;
use jibiao_model::cell::text_at;
use jibiao_model::path::TextField;
use jibiao_model::template::Template;
use jibiao_model::{FieldPath, Form, half_width};

/// What is the same in every form, or follows from it, is not searched.
const LEFT_OUT: [FieldPath; 3] =
    [FieldPath::Category, FieldPath::Text(TextField::Title), FieldPath::Text(TextField::FilledAt)];

/// The first place that has all words, else the first that has the first word.
pub(super) fn first(form: &Form, template: &Template, typed: &str) -> Option<SearchHit> {
    let typed = plain(typed);
    let wanted: Vec<&str> = typed.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let places: Vec<(FieldPath, String)> = fields::with_texts(form, template.kind)
        .into_iter()
        .filter(|path| !LEFT_OUT.contains(path))
        .filter_map(|path| Some((path, plain(&text_at(form, path)?))))
        .collect();
    let all = places.iter().find(|(_, text)| !wanted.is_empty() && wanted.iter().all(|word| text.contains(word)));
    let (path, _) = all.or_else(|| {
        let word = wanted.first()?;
        places.iter().find(|(_, text)| text.contains(word))
    })?;
    Some(SearchHit {
        path: path.keyed(form),
        step: step_of(*path)?,
        place: words(*path, form, template, &grid::groups(form, template)),
    })
}

/// Half width, lower case, as the index of the search has it.
fn plain(text: &str) -> String {
    text.chars().map(half_width).flat_map(char::to_lowercase).collect()
}
