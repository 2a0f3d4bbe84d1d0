//! Which form of a year a form that comes in is meant for.

use super::create::new_form;
use super::{Session, fields, from_store};
use crate::error::Error;
use crate::requests::transfer::ImportAs;
use jibiao_model::cell::text_at;
use jibiao_model::form::Side;
use jibiao_model::path::TextField;
use jibiao_model::template::Template;
use jibiao_model::{FieldPath, Form};
use jibiao_store::{FormId, Query};
use std::collections::HashMap;

/// The forms of one year by kind and name, the oldest first.
pub(super) struct Existing {
    projects: HashMap<String, Vec<FormId>>,
    units: Vec<(String, FormId)>,
}

impl Existing {
    /// Those that a form of this name and kind is meant for, the oldest first. A unit has one 整体申报表 a year: where none of its name is
    /// there, each other one is meant, however its unit is spelled.
    pub(super) fn of(&self, form: &Form) -> Vec<FormId> {
        let name = form.name().trim();
        if matches!(form, Form::Project(_)) {
            return self.projects.get(name).cloned().unwrap_or_default();
        }
        let named = self.units.iter().filter(|(unit, _)| unit == name);
        let named: Vec<FormId> = named.map(|(_, id)| *id).collect();
        if named.is_empty() { self.units.iter().map(|(_, id)| *id).collect() } else { named }
    }
}

/// Whether two files hold the same form: of one year, kind, name and unit, however blanks are set.
pub(super) fn is_same(one: &Form, other: &Form) -> bool {
    let unit = |form: &Form| match form {
        Form::Project(project) => Some(without_blanks(&project.implementing_unit)),
        Form::Unit(_) => None,
    };
    one.year().read() == other.year().read()
        && unit(one) == unit(other)
        && without_blanks(one.name()) == without_blanks(other.name())
}

fn without_blanks(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

impl Session {
    /// The forms of a year.
    pub(super) fn existing(&self, year: i32) -> Result<Existing, Error> {
        let query = Query { year: Some(year), limit: u32::MAX - 1, ..Query::default() };
        let page = self.store()?.list(&query).map_err(from_store)?;
        let mut existing = Existing { projects: HashMap::new(), units: Vec::new() };
        for line in page.forms {
            let name = line.name.trim().to_owned();
            match line.kind == "unit" {
                true => existing.units.push((name, line.id)),
                false => existing.projects.entry(name).or_default().push(line.id),
            }
        }
        existing.units.sort_unstable_by_key(|(_, id)| *id);
        existing.projects.values_mut().for_each(|ids| ids.sort_unstable());
        Ok(existing)
    }

    /// What is proposed for a form that is meant for one that is there: one that is only begun is filled, one with content stays.
    pub(super) fn proposal(&self, there: &Form) -> Result<ImportAs, Error> {
        let unit = self.store()?.unit().map_err(from_store)?;
        let template = self.own_template(there)?;
        let year = there.year().read().map(|year| year.0).unwrap_or_default();
        let begun = new_form(&template, year, &unit);
        Ok(if is_begun(there, &begun, &template) { ImportAs::Merge } else { ImportAs::Skip })
    }
}

/// Whether a form holds nothing but its name and what a new one begins with.
fn is_begun(form: &Form, new: &Form, template: &Template) -> bool {
    let is_written = |path: &FieldPath| {
        let text = text_at(form, *path).unwrap_or_default();
        !text.trim().is_empty() && text_at(new, *path).is_none_or(|begun| begun.trim().is_empty())
    };
    let named = FieldPath::Text(TextField::ProjectName);
    let texts = fields::every(template.kind).into_iter().filter(|path| *path != named).any(|path| is_written(&path));
    let rows = Side::BOTH.iter().any(|side| form.rows(*side).iter().any(|row| !row.is_blank()));
    let tasks = matches!(form, Form::Unit(unit) if unit.key_tasks.iter().any(|task| !task.function.trim().is_empty() || !task.task.trim().is_empty()));
    !(texts || rows || tasks)
}
