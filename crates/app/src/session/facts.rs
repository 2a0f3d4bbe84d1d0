//! What the lists keep of a form: worked out here, stored with every change.

use super::findings::Found;
use super::{Session, derived, fields, findings, grid};
use crate::requests::list::{Fill, FormState};
use crate::rules::{self, Selection, Severity, Stage};
use chrono::NaiveDate;
use jibiao_model::cell::text_at;
use jibiao_model::form::{FundLine, Funds, Side};
use jibiao_model::template::{Template, TemplateSet};
use jibiao_model::{Entry, FieldPath, Form, Wan, Yuan};
use jibiao_store::{Deriver, Facts, Waiver};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;
use std::sync::{Arc, Mutex, PoisonError};

/// Ten-thousandths: fine enough for 万元 with eight decimals' worth of 元, and exact.
const FINE: Decimal = Decimal::from_parts(10_000, 0, 0, false, 0);

/// Raised when counts and steps are worked out in another way from the same findings: what is stored is worked out again then.
const COUNTED: u8 = 3;

/// What was found in the form that is being worked on: the answer to the same request needs it once more, and after the next edit only
/// the rules that read what changed run again.
pub(super) type Last = Arc<Mutex<Option<LastChecked>>>;

/// A form and what was found in it.
pub(super) struct LastChecked {
    form: Form,
    waivers: Vec<Waiver>,
    found: Vec<Found>,
    checked: rules::Checked,
}

/// What was found in this form, where it is the one that was checked last.
pub(super) fn found_last(last: &Last, form: &Form, waivers: &[Waiver]) -> Option<Vec<Found>> {
    let last = last.lock().unwrap_or_else(PoisonError::into_inner);
    let checked = last.as_ref().filter(|checked| checked.form == *form && checked.waivers == waivers)?;
    Some(checked.found.clone())
}

/// What is found in a form that is being worked on, by the rules and on the day of [`deriver`].
pub(super) fn found_again(
    last: &Last,
    form: &Form,
    template: &Template,
    groups: &[grid::Group],
    (today, selection): (NaiveDate, &Selection),
    waivers: &[Waiver],
) -> Vec<Found> {
    if let Some(found) = found_last(last, form, waivers) {
        return found;
    }
    let mut last = last.lock().unwrap_or_else(PoisonError::into_inner);
    // Taken out: should a check come to grief, nothing half done is left.
    let checked = match last.take() {
        Some(LastChecked { form: before, mut checked, .. }) if before.template() == form.template() => {
            checked.check_changed(form, template, today, &changed(&before, form, template));
            checked
        }
        _ => rules::Checked::new(form, template, today, selection),
    };
    let (typing, complete) = (checked.findings(form, Stage::Typing), checked.findings(form, Stage::Complete));
    let found = findings::of_stages(form, template, groups, &typing, complete, waivers);
    *last = Some(LastChecked { form: form.clone(), waivers: waivers.to_vec(), found: found.clone(), checked });
    found
}

/// The places in which two forms of one template differ; lists as a whole.
fn changed(before: &Form, after: &Form, template: &Template) -> Vec<FieldPath> {
    let texts = fields::every(template.kind).into_iter();
    let mut changed: Vec<FieldPath> = texts.filter(|path| text_at(before, *path) != text_at(after, *path)).collect();
    let sides = Side::BOTH.into_iter().filter(|side| before.rows(*side) != after.rows(*side));
    changed.extend(sides.map(FieldPath::Indicators));
    if let (Form::Unit(before), Form::Unit(after)) = (before, after)
        && before.key_tasks != after.key_tasks
    {
        changed.push(FieldPath::KeyTasks);
    }
    changed
}

/// How the facts are worked out now: by the rules that are on, these templates, this day.
pub(super) fn deriver(session: &Session) -> Deriver {
    let templates = session.templates.clone();
    let selection = findings::selection(&session.settings.rules);
    let today = session.day;
    let last = session.last.clone();
    // By other rules, or on another day, something else may be found.
    *last.lock().unwrap_or_else(PoisonError::into_inner) = None;
    let versions: Vec<String> =
        templates.iter().map(|template| format!("{}.{}", template.id, template.version)).collect();
    let stamp = format!(
        "{} {COUNTED} {} {today} {:?} {}",
        crate::VERSION,
        crate::rules::book().len(),
        session.settings.rules,
        versions.join(",")
    );
    Deriver { stamp, derive: Box::new(move |form, waivers| facts(form, waivers, &templates, today, &selection, &last)) }
}

fn facts(
    form: &Form,
    waivers: &[Waiver],
    templates: &Arc<TemplateSet>,
    today: NaiveDate,
    selection: &Selection,
    last: &Last,
) -> Facts {
    let mut facts = match form {
        Form::Project(project) => {
            let (annual, period) = (&project.funds_annual, &project.funds_period);
            Facts {
                attribute: derived::attribute(&project.attribute).trim_end_matches("项目").to_owned(),
                annual: fine(&annual.total),
                period: fine(&period.total),
                annual_text: shown(&annual.total),
                period_text: shown(&period.total),
                sources: FundLine::SOURCES.iter().map(|source| fine(annual.get(*source)).unwrap_or(0)).collect(),
                unread: unread(annual) || unread(period),
                ..Facts::default()
            }
        }
        Form::Unit(unit) => {
            let total = &unit.by_source.total;
            let text = match total {
                Entry::Blank => String::new(),
                Entry::Read(wan) => Wan::printed(*wan),
                Entry::Raw(text) => text.clone(),
            };
            Facts { annual: total.read().and_then(|wan| to_fine(wan.0)), annual_text: text, ..Facts::default() }
        }
    };
    // A form whose template is gone has its amounts, but nothing can be said about it.
    let Some(template) = templates.get(form.template()) else { return facts };
    let groups = grid::groups(form, template);
    let found = found_again(last, form, template, &groups, (today, selection), waivers);
    let steps = derived::steps(form, template, &groups, &found);
    let errors = derived::count(&found, Severity::Error);
    facts.errors = errors as u32;
    facts.warnings = derived::count(&found, Severity::Warning) as u32;
    facts.progress = match derived::state(&steps, errors) {
        FormState::Empty => 0,
        FormState::Filling => 1,
        FormState::Done => 2,
    };
    facts.steps = steps
        .iter()
        .map(|step| match step.fill {
            Fill::Empty => 0,
            Fill::Half => 1,
            Fill::Full => 2,
        })
        .collect();
    facts
}

fn fine(entry: &Entry<Yuan>) -> Option<i64> {
    entry.read().and_then(|yuan| to_fine(yuan.0))
}

fn to_fine(amount: Decimal) -> Option<i64> {
    let fine = amount.checked_mul(FINE)?;
    if fine.fract().is_zero() { fine.to_i64() } else { None }
}

/// Ten-thousandths as an amount.
pub(super) fn of_fine(fine: i128) -> Decimal {
    Decimal::try_from_i128_with_scale(fine, 4).unwrap_or_default().normalize()
}

fn shown(entry: &Entry<Yuan>) -> String {
    match entry {
        Entry::Blank => String::new(),
        Entry::Read(yuan) => yuan.printed(),
        Entry::Raw(text) => text.clone(),
    }
}

/// True where an amount is written that no sum has.
fn unread(funds: &Funds) -> bool {
    FundLine::ALL.iter().any(|line| !funds.get(*line).is_blank() && fine(funds.get(*line)).is_none())
}
