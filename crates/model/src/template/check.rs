//! From the file's text to a checked [`Template`].

use super::error::{Reason, TemplateError};
use super::field::Field;
use super::grid::Grid;
use super::layout;
use super::raw::{RawLevel1, RawTemplate, Text};
use super::{Kind, Level1Node, Level2Node, Status, Template};
use crate::form::Side;
use crate::level::{Level1, Level2};
use crate::toml_words::{self, Fault};
use crate::value::MoneyUnit;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use toml::Spanned;

/// Placeholders of titles.
pub(super) const PLACEHOLDERS: [&str; 3] = ["区域", "市", "年"];

/// Labels that belong to no field: every template of the kind needs them for messages and for what its grid leaves out.
const PROJECT_LABELS: [&str; 5] = ["year", "category", "indicators.period", "indicators.annual", "unlisted"];
const UNIT_LABELS: [&str; 4] = ["year", "indicators", "key_tasks", "unlisted"];

/// The file, to say where in it something is wrong.
#[derive(Clone, Copy)]
pub(super) struct File<'a> {
    pub name: &'a str,
    pub text: &'a str,
}

impl File<'_> {
    /// A fault at a place of the file.
    pub fn fault(self, key: impl Into<String>, span: Option<Range<usize>>, reason: Reason) -> TemplateError {
        let line = span.map(|span| self.text.bytes().take(span.start).filter(|byte| *byte == b'\n').count() + 1);
        TemplateError { source_name: self.name.to_owned(), line, key: key.into(), reason }
    }

    /// One of a list of words.
    pub fn word<T: Copy>(self, key: &str, word: &Text, known: &[(&str, T)]) -> Result<T, TemplateError> {
        let found = known.iter().find(|(name, _)| name == word.get_ref()).map(|(_, value)| *value);
        found.ok_or_else(|| {
            let known = known.iter().map(|(name, _)| *name).collect::<Vec<_>>().join("、");
            self.fault(key, Some(word.span()), Reason::UnknownWord { word: word.get_ref().clone(), known })
        })
    }

    /// A text that says something.
    pub fn filled(self, key: &str, text: &Text) -> Result<String, TemplateError> {
        if text.get_ref().trim().is_empty() {
            return Err(self.fault(key, Some(text.span()), Reason::Empty));
        }
        Ok(text.get_ref().clone())
    }

    /// A whole number within bounds.
    pub fn bounded<T: Copy + Into<u32>>(
        self,
        key: &str,
        number: &Spanned<T>,
        least: u32,
        most: u32,
    ) -> Result<T, TemplateError> {
        if (least..=most).contains(&(*number.get_ref()).into()) {
            return Ok(*number.get_ref());
        }
        Err(self.fault(key, Some(number.span()), Reason::OutOfRange { least, most }))
    }
}

/// Reads and checks a template.
pub(super) fn parse(text: &str, name: &str) -> Result<Template, TemplateError> {
    let file = File { name, text };
    let raw = read(file)?;
    let kind = file.word("kind", &raw.kind, &[("project", Kind::Project), ("unit", Kind::Unit)])?;
    let status = [("confirmed", Status::Confirmed), ("unconfirmed", Status::Unconfirmed)];
    let sides = sides(file, &raw, kind)?;
    let weights = match &raw.weights {
        Some(sum) => Some(Decimal::from(file.bounded("weights", sum, 1, 1000)?)),
        None => None,
    };
    title(file, "title", &raw.title)?;
    title(file, "year_line", &raw.year_line)?;
    let mut grid = layout::grid(file, &raw, kind, &sides, weights.is_some())?;
    let mut labels = labels(file, &raw, kind)?;
    grid.other_labels = take_unplaced(&mut labels, &grid, kind);
    Ok(Template {
        id: file.filled("id", &raw.id)?,
        version: file.bounded("version", &raw.version, 1, 9999)?,
        name: file.filled("name", &raw.name)?,
        kind,
        status: file.word("status", &raw.status, &status)?,
        used_by: raw.used_by.clone(),
        valid: valid(file, &raw)?,
        title: file.filled("title", &raw.title)?,
        year_line: file.filled("year_line", &raw.year_line)?,
        money: file.word("money", &raw.money, &[("元", MoneyUnit::Yuan), ("万元", MoneyUnit::Wan)])?,
        sides,
        weights,
        tree: tree(file, &raw.tree)?,
        labels,
        limits: limits(file, &raw, kind)?,
        grid,
    })
}

fn read(file: File<'_>) -> Result<RawTemplate, TemplateError> {
    let toml = toml::Deserializer::parse(file.text)
        .map_err(|error| file.fault("", error.span(), Reason::Syntax(toml_words::syntax(error.message()))))?;
    serde_path_to_error::deserialize(toml).map_err(|error| {
        let path = error.path().to_string();
        // serde_path_to_error writes `.` for the file as a whole; Spanned adds parts of its own.
        let key: Vec<&str> = path.split('.').filter(|part| !part.is_empty() && !part.starts_with("$__")).collect();
        file.fault(key.join("."), error.inner().span(), reason(error.inner().message()))
    })
}

fn reason(message: &str) -> Reason {
    match toml_words::fault(message) {
        Fault::UnknownKey(key) => Reason::UnknownKey(key.to_owned()),
        Fault::MissingKey(key) => Reason::MissingKey(key.to_owned()),
        Fault::Wrong(words) => Reason::WrongType(words),
        Fault::Syntax(words) => Reason::Syntax(words),
    }
}

fn sides(file: File<'_>, raw: &RawTemplate, kind: Kind) -> Result<Vec<Side>, TemplateError> {
    let known = [("period", Side::Period), ("annual", Side::Annual)];
    let sides: Vec<Side> =
        raw.sides.get_ref().iter().map(|side| file.word("sides", side, &known)).collect::<Result<_, _>>()?;
    let fits = match kind {
        Kind::Project => sides == Side::BOTH || sides == [Side::Annual],
        Kind::Unit => sides == [Side::Annual],
    };
    if fits { Ok(sides) } else { Err(file.fault("sides", Some(raw.sides.span()), Reason::Sides)) }
}

fn title(file: File<'_>, key: &str, title: &Text) -> Result<(), TemplateError> {
    let fault = |reason| Err(file.fault(key, Some(title.span()), reason));
    let mut rest = title.get_ref().as_str();
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, behind)) = after.split_once('}') else { return fault(Reason::UnpairedBrace) };
        if before.contains('}') {
            return fault(Reason::UnpairedBrace);
        }
        if !PLACEHOLDERS.contains(&name) {
            return fault(Reason::UnknownPlaceholder(name.to_owned()));
        }
        rest = behind;
    }
    if rest.contains('}') { fault(Reason::UnpairedBrace) } else { Ok(()) }
}

fn valid(file: File<'_>, raw: &RawTemplate) -> Result<(Option<i32>, Option<i32>), TemplateError> {
    let Some(valid) = &raw.valid else { return Ok((None, None)) };
    let years = (valid.get_ref().from, valid.get_ref().until);
    match years {
        (Some(from), Some(until)) if from > until => {
            Err(file.fault("valid", Some(valid.span()), Reason::YearsReversed { from, until }))
        }
        _ => Ok(years),
    }
}

fn tree(file: File<'_>, raw: &Spanned<Vec<RawLevel1>>) -> Result<Vec<Level1Node>, TemplateError> {
    let firsts = Level1::ALL.map(|(level, code, _)| (code, level));
    let seconds = Level2::ALL.map(|(level, code, _)| (code, level));
    let (mut seen1, mut seen2, mut nodes) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
    for (number, node) in raw.get_ref().iter().enumerate() {
        let key = format!("tree[{number}]");
        let twice = |key: &str, level: &Text| {
            Err(file.fault(key, Some(level.span()), Reason::LevelTwice(level.get_ref().clone())))
        };
        let kind = file.word(&format!("{key}.level"), &node.level, &firsts)?;
        if !seen1.insert(kind) {
            return twice(&format!("{key}.level"), &node.level);
        }
        let mut children = Vec::new();
        for (place, child) in node.children.get_ref().iter().enumerate() {
            let key = format!("{key}.children[{place}]");
            let kind = file.word(&format!("{key}.level"), &child.level, &seconds)?;
            if !seen2.insert(kind) {
                return twice(&format!("{key}.level"), &child.level);
            }
            let label = file.filled(&format!("{key}.label"), &child.label)?;
            let fixed = child.fixed.iter().enumerate();
            let fixed = fixed.map(|(place, name)| file.filled(&format!("{key}.fixed[{place}]"), name));
            let fixed = fixed.collect::<Result<_, _>>()?;
            children.push(Level2Node { kind, label, optional: child.optional, fixed });
        }
        if children.is_empty() {
            return Err(file.fault(format!("{key}.children"), Some(node.children.span()), Reason::Empty));
        }
        nodes.push(Level1Node { kind, label: file.filled(&format!("{key}.label"), &node.label)?, children });
    }
    if nodes.is_empty() { Err(file.fault("tree", Some(raw.span()), Reason::Empty)) } else { Ok(nodes) }
}

fn labels(file: File<'_>, raw: &RawTemplate, kind: Kind) -> Result<BTreeMap<String, String>, TemplateError> {
    let extra: &[&str] = match kind {
        Kind::Project => &PROJECT_LABELS,
        Kind::Unit => &UNIT_LABELS,
    };
    let mut needed: BTreeSet<String> = Field::all(kind).into_iter().map(|field| field.label_key(kind)).collect();
    needed.extend(extra.iter().map(|key| (*key).to_owned()));
    if let Some(missing) = needed.iter().find(|key| !raw.labels.contains_key(*key)) {
        return Err(file.fault("labels", None, Reason::LabelMissing(missing.clone())));
    }
    let used = layout::used_labels(&raw.grid);
    let mut labels = BTreeMap::new();
    for (key, label) in &raw.labels {
        let place = format!("labels.\"{key}\"");
        if !needed.contains(key) && !used.contains(key.as_str()) {
            return Err(file.fault(place, Some(label.span()), Reason::LabelUnused(key.clone())));
        }
        labels.insert(key.clone(), file.filled(&place, label)?);
    }
    Ok(labels)
}

/// Takes out the labels of fields that the grid does not place: rules ask the labels which fields a form has.
fn take_unplaced(labels: &mut BTreeMap<String, String>, grid: &Grid, kind: Kind) -> BTreeMap<String, String> {
    let placed: BTreeSet<String> = grid.fields().into_iter().map(|field| field.label_key(kind)).collect();
    let all: BTreeSet<String> = Field::all(kind).into_iter().map(|field| field.label_key(kind)).collect();
    all.difference(&placed).filter_map(|key| labels.remove_entry(key)).collect()
}

fn limits(file: File<'_>, raw: &RawTemplate, kind: Kind) -> Result<BTreeMap<String, usize>, TemplateError> {
    let texts: BTreeSet<String> =
        Field::all(kind).into_iter().filter(|field| field.is_text()).map(|field| field.label_key(kind)).collect();
    let mut limits = BTreeMap::new();
    for (key, bytes) in &raw.limits {
        let place = format!("limits.{key}");
        if !texts.contains(key) {
            return Err(file.fault(place, Some(bytes.span()), Reason::LimitUnknown(key.clone())));
        }
        limits.insert(key.clone(), file.bounded(&place, bytes, 1, 1_000_000)? as usize);
    }
    Ok(limits)
}
