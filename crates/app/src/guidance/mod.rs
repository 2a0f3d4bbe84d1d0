//! 填报说明: what belongs into a field, an example of good shape, and what is often wrong there.
//!
//! The texts are data (`templates/guidance.toml`); the common defects come from the rule book, so that they are said in one way.

#[cfg(test)]
mod tests;

use jibiao_model::level::Level2;
use jibiao_model::template::{Kind, Template};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The program's own file.
const BUILTIN: &str = include_str!("../../../../templates/guidance.toml");

/// Read once a process; a test holds that the file is accepted.
static PARSED: LazyLock<File> = LazyLock::new(|| toml::from_str(BUILTIN).unwrap_or_default());

/// By kind of form and key of the field.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct File {
    both: BTreeMap<String, RawField>,
    project: BTreeMap<String, RawField>,
    unit: BTreeMap<String, RawField>,
    template: BTreeMap<String, BTreeMap<String, RawField>>,
    level2: BTreeMap<String, RawLevel>,
    topic: Vec<Topic>,
}

/// 怎样做: a whole job of an officer.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    /// Names it
    pub id: String,
    /// 怎样打印
    pub title: String,
    /// What to do, one after the other
    pub steps: Vec<String>,
}

/// The jobs in the order of the help page.
pub fn topics() -> &'static [Topic] {
    &PARSED.topic
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawField {
    what: String,
    example: String,
    #[serde(default)]
    beware: String,
    #[serde(default)]
    rules: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawLevel {
    what: String,
    good: Vec<String>,
    beware: String,
    #[serde(default)]
    rules: Vec<String>,
}

/// What a field wants.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldHelp {
    /// What belongs there.
    pub what: &'static str,
    /// A made-up example; empty where the field may stay blank.
    pub example: &'static str,
    /// What is often wrong and no rule tells; empty where there is nothing.
    pub beware: &'static str,
    /// What is often wrong, from the rule book.
    pub defects: Vec<Defect>,
}

/// What a value of a second level wants.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LevelHelp {
    /// What belongs there.
    pub what: &'static str,
    /// Values of good shape.
    pub good: Vec<&'static str>,
    /// What is often wrong.
    pub beware: &'static str,
    /// What is often wrong, from the rule book.
    pub defects: Vec<Defect>,
}

/// A common defect: a rule, with its page's examples.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Defect {
    /// Code of the rule.
    pub code: &'static str,
    /// What is wrong.
    pub title: &'static str,
    /// An example of it.
    pub bad: &'static str,
    /// The same, mended.
    pub good: &'static str,
}

/// The help for a field; `key` as under `[labels]` of the template ([`jibiao_model::template::Field::label_key`], also `year`,
/// `category`, `department_code` and `title`). `None` for a key that is no field.
pub fn field(template: &Template, key: &str) -> Option<FieldHelp> {
    let file = &*PARSED;
    let own = file.template.get(&template.id);
    let of_kind = match template.kind {
        Kind::Project => &file.project,
        Kind::Unit => &file.unit,
    };
    let both_sides = key.replace(".period.", ".").replace(".annual.", ".");
    let raw = [own, Some(of_kind), Some(&file.both)]
        .into_iter()
        .flatten()
        .find_map(|entries| entries.get(key).or_else(|| entries.get(&both_sides)))?;
    Some(FieldHelp { what: &raw.what, example: &raw.example, beware: &raw.beware, defects: defects(&raw.rules) })
}

/// What a good value of this second level looks like.
pub fn level(level2: Level2) -> Option<LevelHelp> {
    let (_, code, _) = Level2::ALL.into_iter().find(|(level, ..)| *level == level2)?;
    let raw = PARSED.level2.get(code)?;
    let good = raw.good.iter().map(String::as_str).collect();
    Some(LevelHelp { what: &raw.what, good, beware: &raw.beware, defects: defects(&raw.rules) })
}

fn defects(codes: &[String]) -> Vec<Defect> {
    let defect = |code: &String| {
        let rule = jibiao_rules::explain(code)?;
        Some(Defect { code: rule.code, title: rule.title, bad: rule.doc.bad, good: rule.doc.good })
    };
    codes.iter().filter_map(defect).collect()
}
