//! The list of forms.

use super::form::shown_name;
use super::from_store;
use super::place::STEPS;
use super::{Session, facts, hits, id, when};
use crate::error::Error;
use crate::requests::list as view;
use crate::requests::templates::FormKind;
use chrono::{DateTime, FixedOffset};
use jibiao_model::Yuan;
use jibiao_store::{Elsewhere, FormId, FormLine, Only, Order, Query};

/// So many forms are looked at anew for one page: a tenth of a second of work.
const RENEWED: u32 = 400;
/// A page has at most so many forms.
const LARGEST_PAGE: u32 = 1_000;

impl Session {
    /// One page.
    pub(crate) fn list_forms(&mut self, request: view::ListForms) -> Result<view::FormPage, Error> {
        let settling = self.renew()?;
        if request.search.as_ref().is_some_and(|typed| !typed.trim().is_empty())
            && let Ok(store) = self.store_mut()
        {
            store.index_changes().map_err(from_store)?;
        }
        let only = only(request.only.unwrap_or_default());
        let query = Query {
            search: request.search.unwrap_or_default(),
            year: request.year,
            kind: request.kind.map(kind_key),
            attribute: request.attribute,
            only,
            elsewhere: if only == Only::All { Elsewhere::default() } else { self.elsewhere(request.year)? },
            deleted: false,
            order: order(request.sort.unwrap_or_default()),
            // The store's own order of changes is the newest first.
            descending: request.descending.unwrap_or(false) != matches!(request.sort, Some(view::Sort::Updated)),
            offset: request.offset.unwrap_or(0),
            limit: request.limit.unwrap_or(100).min(LARGEST_PAGE),
        };
        let store = self.store()?;
        let page = store.list(&query).map_err(from_store)?;
        let total = match (page.found, page.more) {
            (Some(found), _) => found,
            (None, false) => query.offset + page.forms.len() as u32,
            (None, true) => store.count(&query).map_err(from_store)?,
        };
        let now = self.now();
        let mut forms: Vec<view::FormLine> = page.forms.into_iter().map(|form| line(form, now)).collect();
        for form in &mut forms {
            self.add_cross(form)?;
            if request.places == Some(true) {
                form.hits = self.hits(id(form.form), &query.search);
            }
        }
        Ok(view::FormPage { forms, total, more: page.more, settling })
    }

    /// Where the words of a search stand in a form; a damaged one says what is wrong when it is opened.
    fn hits(&self, form: FormId, typed: &str) -> Vec<view::SearchHit> {
        let Some(stored) = self.store().ok().and_then(|store| store.form(form).ok()) else { return Vec::new() };
        self.template(stored.form.template())
            .map_or_else(|_| Vec::new(), |template| hits::all(&stored.form, template, typed))
    }

    /// What was found across forms counts in the form's line as it does in the form.
    fn add_cross(&mut self, line: &mut view::FormLine) -> Result<(), Error> {
        let (Some(year), form) = (line.year, id(line.form)) else { return Ok(()) };
        if !self.cross(year)?.concerns(form) {
            return Ok(());
        }
        let (errors, warnings) = self.cross_counts_of(year, form)?;
        line.errors += errors;
        line.warnings += warnings;
        if line.errors > 0 && line.state == view::FormState::Done {
            line.state = view::FormState::Filling;
        }
        Ok(())
    }

    /// The forms in which something was found across forms; of all years those that were compared already.
    pub(super) fn elsewhere(&mut self, year: Option<i32>) -> Result<Elsewhere, Error> {
        let years: Vec<i32> = match year {
            Some(year) => vec![year],
            None => self.cross.keys().copied().collect(),
        };
        let mut elsewhere = Elsewhere::default();
        for year in years {
            for form in self.cross(year)?.forms_concerned() {
                let (errors, warnings) = self.cross_counts_of(year, form)?;
                if errors + warnings > 0 {
                    elsewhere.problems.push(form);
                }
                if errors > 0 {
                    elsewhere.errors.push(form);
                }
            }
        }
        Ok(elsewhere)
    }

    /// Sums of chosen forms.
    pub(crate) fn sum_forms(&mut self, request: view::SumForms) -> Result<view::Sums, Error> {
        let store = self.store()?;
        let (mut annual, mut period, mut unread) = (rust_decimal::Decimal::ZERO, rust_decimal::Decimal::ZERO, 0);
        for form in &request.forms {
            let line = store.line(id(*form)).map_err(from_store)?;
            let read = |text: &str| (!text.is_empty()).then(|| Yuan::read(text));
            let amounts = [read(&line.annual), read(&line.period)];
            unread += u32::from(amounts.iter().flatten().any(|amount| amount.read().is_none()));
            let [own_annual, own_period] = amounts.map(|amount| amount.and_then(|amount| amount.read().copied()));
            annual = annual.checked_add(own_annual.unwrap_or_default().0).unwrap_or(annual);
            period = period.checked_add(own_period.unwrap_or_default().0).unwrap_or(period);
        }
        Ok(view::Sums {
            forms: request.forms.len() as u32,
            annual: Yuan(annual).printed(),
            period: Yuan(period).printed(),
            unread,
        })
    }

    /// Looks at forms anew whose facts are of other rules; how many are left.
    pub(super) fn renew(&mut self) -> Result<u32, Error> {
        let store = self.store()?;
        let stale = store.stale_facts().map_err(from_store)?;
        if stale == 0 || store.is_read_only() {
            return Ok(0);
        }
        self.store_mut()?.renew_facts(RENEWED).map_err(from_store)?;
        Ok(stale.saturating_sub(RENEWED))
    }
}

/// The store's word for a kind.
pub(super) fn kind_key(kind: FormKind) -> &'static str {
    match kind {
        FormKind::Project => "project",
        FormKind::Unit => "unit",
    }
}

fn only(only: view::Only) -> Only {
    match only {
        view::Only::All => Only::All,
        view::Only::Problems => Only::Problems,
        view::Only::Errors => Only::Errors,
        view::Only::Unfinished => Only::Unfinished,
        view::Only::Done => Only::Done,
    }
}

fn order(sort: view::Sort) -> Order {
    match sort {
        view::Sort::Number => Order::Number,
        view::Sort::Name => Order::Name,
        view::Sort::Attribute => Order::Attribute,
        view::Sort::Annual => Order::Annual,
        view::Sort::Period => Order::Period,
        view::Sort::Steps => Order::Steps,
        view::Sort::Problems => Order::Problems,
        view::Sort::Updated => Order::Updated,
    }
}

fn line(form: FormLine, now: DateTime<FixedOffset>) -> view::FormLine {
    let fill = |step: &u8| match step {
        0 => view::Fill::Empty,
        1 => view::Fill::Half,
        _ => view::Fill::Full,
    };
    let steps: Vec<view::StepFill> =
        STEPS.iter().zip(&form.steps).map(|(step, full)| view::StepFill { step: *step, fill: fill(full) }).collect();
    view::FormLine {
        form: form.id.0,
        kind: if form.kind == "unit" { FormKind::Unit } else { FormKind::Project },
        template: form.template,
        year: form.year,
        name: shown_name(&form.name),
        attribute: form.attribute,
        annual: form.annual,
        period: form.period,
        full_steps: steps.iter().filter(|step| step.fill == view::Fill::Full).count(),
        steps,
        errors: form.errors,
        warnings: form.warnings,
        state: match form.progress {
            0 => view::FormState::Empty,
            1 => view::FormState::Filling,
            _ => view::FormState::Done,
        },
        revision: form.revision,
        updated_at: form.updated_at,
        updated: when::shown(form.updated_at, now),
        hits: Vec::new(),
    }
}

/// An amount of the store's sums in 元.
pub(super) fn yuan(fine: i128) -> Yuan {
    Yuan(facts::of_fine(fine))
}
