//! Form -> tree -> text, and the canonical form that the check code is made of.

use super::{FORMAT, Node};
use crate::amount::{Wan, Yuan};
use crate::entry::Entry;
use crate::form::{Form, FundLine, Funds, IndicatorRow, ProjectForm, Side, UnitForm};
use crate::path::{BudgetField, CountField};

/// The form as pretty JSON, keys in the order of the form, blank cells as null.
pub fn to_string(form: &Form) -> String {
    // A tree of strings, whole numbers and lists has no value that serde_json cannot write.
    serde_json::to_string_pretty(&to_node(form)).unwrap_or_default()
}

/// The same without line breaks and blanks between the parts.
pub fn to_line(form: &Form) -> String {
    serde_json::to_string(&to_node(form)).unwrap_or_default()
}

/// The canonical form: RFC 8785 (sorted keys, no blanks, UTF-8) of the form JSON with null keys dropped.
pub fn canonical(form: &Form) -> Vec<u8> {
    // The same holds for the canonicalizer.
    serde_json_canonicalizer::to_vec(&without_nulls(to_node(form))).unwrap_or_default()
}

fn without_nulls(node: Node) -> Node {
    match node {
        Node::Object(entries) => Node::Object(
            entries
                .into_iter()
                .filter(|(_, value)| *value != Node::Null)
                .map(|(key, value)| (key, without_nulls(value)))
                .collect(),
        ),
        Node::List(items) => Node::List(items.into_iter().map(without_nulls).collect()),
        other => other,
    }
}

/// The form as a tree in the order of `form-json`.
pub fn to_node(form: &Form) -> Node {
    match form {
        Form::Project(form) => project(form),
        Form::Unit(form) => unit(form),
    }
}

fn object<const N: usize>(entries: [(&str, Node); N]) -> Node {
    Node::Object(entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
}

fn text(text: &str) -> Node {
    if text.is_empty() { Node::Null } else { Node::Text(text.to_owned()) }
}

fn number<T: Copy>(entry: &Entry<T>, written: fn(T) -> String) -> Node {
    match entry {
        Entry::Blank => Node::Null,
        Entry::Read(value) => Node::Text(written(*value)),
        Entry::Raw(text) => Node::Text(text.clone()),
    }
}

fn whole<T: Copy>(entry: &Entry<T>, number: fn(T) -> i64) -> Node {
    match entry {
        Entry::Blank => Node::Null,
        Entry::Read(value) => Node::Whole(number(*value)),
        Entry::Raw(text) => Node::Text(text.clone()),
    }
}

fn funds(funds: &Funds) -> Node {
    Node::Object(
        FundLine::ALL.iter().map(|line| (line.key().to_owned(), number(funds.get(*line), Yuan::json_text))).collect(),
    )
}

fn rows(rows: &[IndicatorRow]) -> Node {
    Node::List(
        rows.iter()
            .map(|row| {
                let mut entries = vec![
                    ("level1".to_owned(), text(&row.level1)),
                    ("level2".to_owned(), text(&row.level2)),
                    ("name".to_owned(), text(&row.name)),
                    ("value".to_owned(), text(&row.value)),
                ];
                // Only newer templates have weights; the key would be noise in all other files.
                if !row.weight.is_blank() {
                    entries.push(("weight".to_owned(), number(&row.weight, |weight| weight.to_string())));
                }
                Node::Object(entries)
            })
            .collect(),
    )
}

fn project(form: &ProjectForm) -> Node {
    object([
        ("format", text(FORMAT)),
        ("kind", text("project")),
        ("template", text(&form.template)),
        ("title", text(&form.title)),
        ("year", whole(&form.year, |year| i64::from(year.0))),
        ("project_name", text(&form.project_name)),
        ("category", form.category.map_or(Node::Null, |category| text(category.key()))),
        ("department_code", text(&form.department_code)),
        ("department", text(&form.department)),
        ("implementing_unit", text(&form.implementing_unit)),
        ("attribute", text(&form.attribute)),
        ("term", text(&form.term)),
        ("funds", object([("period", funds(&form.funds_period)), ("annual", funds(&form.funds_annual))])),
        ("overview", text(&form.overview)),
        ("basis", text(&form.basis)),
        ("necessity", text(&form.necessity)),
        ("safeguards", text(&form.safeguards)),
        ("plan", text(&form.plan)),
        ("goal_period", text(&form.goal_period)),
        ("goal_annual", text(&form.goal_annual)),
        (
            "indicators",
            Node::Object(
                Side::BOTH.iter().map(|side| (side.key().to_owned(), rows(form.indicators.side(*side)))).collect(),
            ),
        ),
        ("head", text(&form.head)),
        ("preparer", text(&form.preparer)),
        ("phone", text(&form.phone)),
        ("filled_at", text(&form.filled_at)),
    ])
}

fn unit(form: &UnitForm) -> Node {
    let budget = |prefix: &str| {
        Node::Object(
            BudgetField::ALL
                .iter()
                .filter_map(|(field, key)| {
                    let key = key.strip_prefix(prefix)?;
                    Some((key.to_owned(), number(form.budget(*field), Wan::json_text)))
                })
                .collect(),
        )
    };
    let mut entries = vec![
        ("format", text(FORMAT)),
        ("kind", text("unit")),
        ("template", text(&form.template)),
        ("title", text(&form.title)),
        ("year", whole(&form.year, |year| i64::from(year.0))),
        ("department_code", text(&form.department_code)),
        ("department", text(&form.department)),
    ];
    entries.extend(CountField::ALL.iter().map(|(field, key)| (*key, whole(form.count(*field), i64::from))));
    let tasks = form.key_tasks.iter().map(|row| object([("function", text(&row.function)), ("task", text(&row.task))]));
    entries.extend([
        ("duties", text(&form.duties)),
        ("strategic_goal", text(&form.strategic_goal)),
        ("budget", object([("by_source", budget("budget.by_source.")), ("by_use", budget("budget.by_use."))])),
        ("key_tasks", Node::List(tasks.collect())),
        ("annual_goal", text(&form.annual_goal)),
        ("indicators", rows(&form.indicators)),
    ]);
    // The published unit form shows no signature line, its filing copy has one.
    entries.extend([
        ("head", text(&form.head)),
        ("preparer", text(&form.preparer)),
        ("phone", text(&form.phone)),
        ("filled_at", text(&form.filled_at)),
    ]);
    Node::Object(entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
}
