//! The rules across forms, kept by year: they run again only where a form changed in what they read, and in a large year not with every edit.

use super::Session;
use super::findings::{self, Found};
use super::from_store;
use crate::error::Error;
use crate::rules::{BatchForm, Disclosure, Finding, FixedIndicator, Given, Home, check_batch};
use jibiao_model::template::Kind;
use jibiao_model::{BudgetRow, Form};
use jibiao_store::{FormId, Unit, Waiver};
use std::collections::{BTreeSet, HashMap};

/// Years of at most so many forms are compared again with every edit (that takes a millisecond or two); larger ones when a form is opened
/// or the year is looked at. Until then an edit's answer holds what was found before.
const WITH_EVERY_EDIT: usize = 60;

/// The forms of a year as the rules across them see them, and what they found.
pub(super) struct CrossForms {
    pub budget: Vec<BudgetRow>,
    last_year: Batch,
    forms: Batch,
    /// Forms that may have changed since.
    changed: BTreeSet<FormId>,
    by_form: HashMap<FormId, Vec<Finding>>,
    /// About the year as a whole.
    pub document: Vec<Finding>,
}

/// Forms in the order of their numbers, projects first.
#[derive(Default)]
struct Batch {
    ids: Vec<FormId>,
    forms: Vec<BatchForm>,
}

impl Batch {
    /// Puts a form in, or takes it out; true where that made a difference.
    fn put(&mut self, id: FormId, form: Option<BatchForm>) -> bool {
        let at = self.ids.iter().position(|own| *own == id);
        match (at, form) {
            (None, None) => false,
            (Some(at), None) => {
                self.ids.remove(at);
                self.forms.remove(at);
                true
            }
            (Some(at), Some(form)) => match self.forms.get_mut(at) {
                Some(old) if *old != form => {
                    *old = form;
                    true
                }
                _ => false,
            },
            (None, Some(form)) => {
                let key = |form: &BatchForm, id: FormId| (form.kind == Kind::Unit, id);
                let own = key(&form, id);
                let before = self.forms.iter().zip(&self.ids).take_while(|(form, id)| key(form, **id) < own).count();
                self.ids.insert(before, id);
                self.forms.insert(before, form);
                true
            }
        }
    }
}

impl CrossForms {
    /// Whether anything was found in this form.
    pub fn concerns(&self, id: FormId) -> bool {
        self.by_form.contains_key(&id)
    }

    /// The forms in which something was found, by number.
    pub fn forms_concerned(&self) -> Vec<FormId> {
        let mut forms: Vec<FormId> = self.by_form.keys().copied().collect();
        forms.sort_unstable();
        forms
    }

    /// Those in which one of these rules found something, by number.
    pub fn forms_with(&self, codes: &[&str]) -> Vec<FormId> {
        let has = |findings: &[Finding]| findings.iter().any(|finding| codes.contains(&finding.code));
        let mut forms: Vec<FormId> = self.by_form.iter().filter(|(_, found)| has(found)).map(|(id, _)| *id).collect();
        forms.sort_unstable();
        forms
    }

    /// What was found in one form.
    pub fn of(&self, id: FormId, form: &Form, waivers: &[Waiver]) -> Vec<Found> {
        self.found(id, |finding| findings::waiver(finding, form, waivers))
    }

    /// The same where nothing was passed over in it: then nobody has to read the form.
    pub fn unwaived(&self, id: FormId) -> Vec<Found> {
        self.found(id, |_| None)
    }

    fn found(&self, id: FormId, waiver: impl Fn(&Finding) -> Option<Waiver>) -> Vec<Found> {
        let findings = self.by_form.get(&id).into_iter().flatten();
        let found = |finding: &Finding| Found {
            unfinished: false,
            needed: false,
            waiver: waiver(finding),
            finding: finding.clone(),
        };
        findings.map(found).collect()
    }
}

impl Session {
    /// The state of a year; worked out on first use, and again where forms changed.
    pub(super) fn cross(&mut self, year: i32) -> Result<&CrossForms, Error> {
        let mut cross = match self.cross.remove(&year) {
            Some(cross) => cross,
            None => self.build_cross(year)?,
        };
        self.settle_cross(year, &mut cross)?;
        Ok(self.cross.entry(year).or_insert(cross))
    }

    /// The state of a form's year; `None` where its year does not read.
    pub(super) fn cross_of_form(&mut self, form: &Form) -> Result<Option<&CrossForms>, Error> {
        match form.year().read().map(|year| year.0) {
            Some(year) => self.cross(year).map(Some),
            None => Ok(None),
        }
    }

    /// The same for the answer of an edit: a large year is as it was when it was looked at last.
    pub(super) fn cross_at_work(&mut self, form: &Form) -> Result<Option<&CrossForms>, Error> {
        let Some(year) = form.year().read().map(|year| year.0) else { return Ok(None) };
        match self.cross.get(&year) {
            Some(cross) if cross.forms.ids.len() > WITH_EVERY_EDIT => Ok(self.cross.get(&year)),
            _ => self.cross(year).map(Some),
        }
    }

    /// Forms were made, changed, deleted or restored.
    pub(super) fn cross_changed(&mut self, forms: impl IntoIterator<Item = FormId>) {
        let forms: Vec<FormId> = forms.into_iter().collect();
        self.cross.values_mut().for_each(|cross| cross.changed.extend(&forms));
    }

    fn build_cross(&self, year: i32) -> Result<CrossForms, Error> {
        let budget = self.store()?.budget(year).map_err(from_store)?;
        let (forms, last_year) = (self.batch(year)?, self.batch(year - 1)?);
        let (changed, by_form, document) = (BTreeSet::new(), HashMap::new(), Vec::new());
        let mut cross = CrossForms { budget, last_year, forms, changed, by_form, document };
        self.compare(year, &mut cross)?;
        Ok(cross)
    }

    /// A damaged form is reported where it is checked; the others are compared all the same.
    fn batch(&self, year: i32) -> Result<Batch, Error> {
        let store = self.store()?;
        let mut batch = Batch::default();
        for kind in ["project", "unit"] {
            for id in store.numbers(year, kind).map_err(from_store)? {
                if let Ok(stored) = store.form(id) {
                    batch.ids.push(id);
                    batch.forms.push(BatchForm::of(&stored.form));
                }
            }
        }
        Ok(batch)
    }

    /// Looks at the forms that may have changed; the rules run again only where that makes a difference to them.
    fn settle_cross(&self, year: i32, cross: &mut CrossForms) -> Result<(), Error> {
        if cross.changed.is_empty() {
            return Ok(());
        }
        let store = self.store()?;
        let mut differs = false;
        for id in std::mem::take(&mut cross.changed) {
            // One that is gone or damaged is in no year.
            let stored = store.form(id).ok().filter(|stored| stored.deleted_at.is_none());
            let form = stored.as_ref().map(|stored| BatchForm::of(&stored.form));
            let of = |wanted: i32| form.clone().filter(|form| form.year == Some(wanted));
            differs |= cross.forms.put(id, of(year));
            differs |= cross.last_year.put(id, of(year - 1));
        }
        if differs { self.compare(year, cross) } else { Ok(()) }
    }

    fn compare(&self, year: i32, cross: &mut CrossForms) -> Result<(), Error> {
        cross.by_form.clear();
        cross.document.clear();
        let home = self.home()?;
        let fixed = self.fixed(&cross.forms.forms);
        // Of what is published the forms make 绩效管理情况 themselves; 机构设置 is another's text.
        let organisation = self.organisation(year)?;
        let published = Disclosure { organisation, ..Disclosure::default() };
        let given = Given {
            home: home.as_ref(),
            budget: Some(cross.budget.as_slice()).filter(|rows| !rows.is_empty()),
            last_year: Some(cross.last_year.forms.as_slice()).filter(|forms| !forms.is_empty()),
            fixed: Some(fixed.as_slice()).filter(|fixed| !fixed.is_empty()),
            disclosure: Some(&published).filter(|published| !published.organisation.is_empty()),
        };
        for found in check_batch(&cross.forms.forms, given, &findings::selection(&self.settings.rules)) {
            match found.form.and_then(|index| cross.forms.ids.get(index)) {
                Some(id) => cross.by_form.entry(*id).or_default().push(found.finding),
                None => cross.document.push(found.finding),
            }
        }
        Ok(())
    }

    /// The indicators that the template of the projects fixes; none where they have several templates.
    fn fixed(&self, forms: &[BatchForm]) -> Vec<FixedIndicator> {
        let mut templates = forms.iter().filter(|form| form.kind == Kind::Project).map(|form| form.template.as_str());
        let first = templates.next().filter(|first| templates.all(|other| other == *first));
        first.and_then(|id| self.template(id).ok()).map(FixedIndicator::of).unwrap_or_default()
    }

    /// 单位信息, once somebody has filled it in.
    fn home(&self) -> Result<Option<Home>, Error> {
        let Unit { department_code, department, implementing_unit: unit, region, .. } =
            self.store()?.unit().map_err(from_store)?;
        let home = Home { department_code, department, unit, region };
        Ok(Some(home).filter(|home| !home.department.is_empty()))
    }
}
