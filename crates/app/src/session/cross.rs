//! The rules across forms, kept by year: they run again only where a form changed in what they read.

use super::Session;
use super::findings::{self, Found};
use crate::data::from_store;
use crate::error::Error;
use crate::rules::{BatchForm, Finding, Given, check_batch};
use jibiao_model::{BudgetRow, Form};
use jibiao_store::{FormId, Waiver};
use std::collections::HashMap;

/// The forms of a year as the rules across them see them, and what they found.
pub(super) struct CrossForms {
    pub budget: Vec<BudgetRow>,
    last_year: Vec<BatchForm>,
    forms: Vec<(FormId, BatchForm)>,
    by_form: HashMap<FormId, Vec<Finding>>,
    /// About the year as a whole.
    pub document: Vec<Finding>,
}

impl CrossForms {
    /// Whether anything was found in this form.
    pub fn concerns(&self, id: FormId) -> bool {
        self.by_form.contains_key(&id)
    }

    /// The first form in which something was found.
    pub fn first_form(&self) -> Option<FormId> {
        self.by_form.keys().min().copied()
    }

    /// What was found in one form.
    pub fn of(&self, id: FormId, form: &Form, waivers: &[Waiver]) -> Vec<Found> {
        let findings = self.by_form.get(&id).cloned().unwrap_or_default().into_iter();
        let found =
            |finding: Finding| Found { unfinished: false, waiver: findings::waiver(&finding, form, waivers), finding };
        findings.map(found).collect()
    }
}

impl Session {
    /// The state of a year; worked out on first use.
    pub(super) fn cross(&mut self, year: i32) -> Result<&CrossForms, Error> {
        if !self.cross.contains_key(&year) {
            let built = self.build_cross(year)?;
            self.cross.insert(year, built);
        }
        self.cross.get(&year).ok_or_else(|| Error::new(crate::Code::Data, "这一年的项目没有列出来", "请再试一次"))
    }

    fn build_cross(&self, year: i32) -> Result<CrossForms, Error> {
        let store = self.store()?;
        let budget = store.budget(year).map_err(from_store)?;
        let forms = self.batch_forms(year)?;
        let last_year = self.batch_forms(year - 1)?.into_iter().map(|(_, form)| form).collect();
        let mut cross = CrossForms { budget, last_year, forms, by_form: HashMap::new(), document: Vec::new() };
        self.compare(&mut cross);
        Ok(cross)
    }

    /// A damaged form is reported where it is checked; the others are compared all the same.
    fn batch_forms(&self, year: i32) -> Result<Vec<(FormId, BatchForm)>, Error> {
        let store = self.store()?;
        let mut forms = Vec::new();
        for kind in ["project", "unit"] {
            let ids = store.numbers(year, kind).map_err(from_store)?.into_iter();
            forms.extend(ids.filter_map(|id| Some((id, BatchForm::of(&store.form(id).ok()?.form)))));
        }
        Ok(forms)
    }

    fn compare(&self, cross: &mut CrossForms) {
        let forms: Vec<BatchForm> = cross.forms.iter().map(|(_, form)| form.clone()).collect();
        cross.by_form.clear();
        cross.document.clear();
        let given = Given {
            budget: Some(cross.budget.as_slice()).filter(|rows| !rows.is_empty()),
            last_year: Some(cross.last_year.as_slice()).filter(|forms| !forms.is_empty()),
            ..Given::default()
        };
        for found in check_batch(&forms, given, &findings::selection(&self.settings.rules)) {
            match found.form.and_then(|index| cross.forms.get(index)) {
                Some((id, _)) => cross.by_form.entry(*id).or_default().push(found.finding),
                None => cross.document.push(found.finding),
            }
        }
    }

    /// After a form was changed: its year is looked at again where the rules would see the change.
    pub(super) fn cross_after(&mut self, id: FormId, before: &Form, after: &Form) {
        let year = |form: &Form| form.year().read().map(|year| year.0);
        if year(before) != year(after) {
            self.cross.clear();
            return;
        }
        let (old, new) = (BatchForm::of(before), BatchForm::of(after));
        if old == new {
            return;
        }
        let Some(mut cross) = year(after).and_then(|year| self.cross.remove(&year)) else { return };
        if let Some(slot) = cross.forms.iter_mut().find(|(own, _)| *own == id) {
            slot.1 = new;
            self.compare(&mut cross);
            if let Some(year) = year(after) {
                self.cross.insert(year, cross);
            }
        }
    }

    /// What the rules across forms found in one form.
    pub(super) fn cross_of(&mut self, id: FormId, form: &Form, waivers: &[Waiver]) -> Result<Vec<Found>, Error> {
        let Some(year) = form.year().read().map(|year| year.0) else { return Ok(Vec::new()) };
        Ok(self.cross(year)?.of(id, form, waivers))
    }
}
