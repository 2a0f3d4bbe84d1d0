//! Findings as the window shows them.

use super::place::{label, step_of, words};
use super::{derived, fields, grid, when};
use crate::requests::check::{FindingView, FixEdit, FixView, SeverityView, WaiverView};
use crate::requests::templates::StepId;
use crate::rules::{self, Finding, Safety, Selection, Severity, Stage};
use crate::waivers;
use chrono::{DateTime, FixedOffset, NaiveDate};
use jibiao_model::cell::text_at;
use jibiao_model::template::Template;
use jibiao_model::{FieldPath, Form, Yuan};
use jibiao_store::Waiver;
use std::collections::{BTreeMap, HashSet};

/// What a form was found to have.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub finding: Finding,
    /// Something is not filled in yet.
    pub unfinished: bool,
    /// Has to be filled in before the form can be handed in.
    pub needed: bool,
    pub waiver: Option<Waiver>,
}

impl Found {
    /// Names it: the rule and the place, which stays when rows move.
    pub fn key(&self, form: &Form) -> String {
        key(self.finding.code, self.finding.place, form)
    }

    /// Keeps the form from being handed in until it is filled in.
    pub fn blocks(&self) -> bool {
        self.needed && self.waiver.is_none()
    }

    /// Counts as a problem of what is written.
    pub fn counts(&self) -> bool {
        self.waiver.is_none() && !self.unfinished
    }
}

/// Code and place of a finding.
pub(super) fn key(code: &str, place: FieldPath, form: &Form) -> String {
    format!("{code}@{}", place.keyed(form))
}

/// Stands for the code of a rule where a place has to be filled in and no rule speaks of it.
pub(super) const UNFILLED: &str = "unfilled";

/// Which rules run by the settings.
pub(super) fn selection(rules: &BTreeMap<String, bool>) -> Selection {
    if rules.is_empty() {
        return Selection::Default;
    }
    let on = |facts: &&rules::Facts| rules.get(facts.code).copied().unwrap_or(facts.default_on);
    Selection::Only(rules::book().iter().filter(on).map(|facts| facts.code).collect())
}

/// Everything that the rules find in one form, finished or not.
pub(super) fn of_form(
    form: &Form,
    template: &Template,
    today: NaiveDate,
    selection: &Selection,
    waivers: &[Waiver],
) -> Vec<Found> {
    let checked = rules::Checked::new(form, template, today, selection);
    let (typing, complete) = (checked.findings(form, Stage::Typing), checked.findings(form, Stage::Complete));
    of_stages(form, template, &grid::groups(form, template), &typing, complete, waivers)
}

/// The same from what was found while typing and in the form as if it were complete.
pub(super) fn of_stages(
    form: &Form,
    template: &Template,
    groups: &[grid::Group],
    typing: &[Finding],
    complete: Vec<Finding>,
    waivers: &[Waiver],
) -> Vec<Found> {
    let typing: HashSet<(&'static str, FieldPath)> =
        typing.iter().map(|finding| (finding.code, finding.place)).collect();
    let missing = derived::missing(form, template, groups);
    let open: Vec<FieldPath> = missing.iter().flat_map(|(_, places)| places).copied().collect();
    let found = complete.into_iter().map(|finding| {
        let unfinished = !typing.contains(&(finding.code, finding.place)) && is_unfinished(&finding, form, &missing);
        let asked = || finding.severity == Severity::Error || open.iter().any(|place| speaks_of(&finding, *place));
        Found { unfinished, needed: unfinished && asked(), waiver: waiver(&finding, form, waivers), finding }
    });
    let mut found: Vec<Found> = found.collect();
    // What nobody speaks of is said too, so that as many places are listed as are counted.
    let said = |place: &FieldPath| found.iter().any(|found| found.blocks() && speaks_of(&found.finding, *place));
    let silent: Vec<FieldPath> = open.into_iter().filter(|place| !said(place)).collect();
    found.extend(silent.into_iter().map(|place| unfilled(place, template, groups, form)));
    found
}

/// Whether a finding is about this place that has to be filled in; about a list where it is about a row of it.
fn speaks_of(finding: &Finding, place: FieldPath) -> bool {
    let listed = match place {
        FieldPath::Indicators(_) => step_of(finding.place) == Some(StepId::Indicators),
        FieldPath::KeyTasks => matches!(finding.place, FieldPath::KeyTask(..)),
        _ => false,
    };
    listed || finding.place == place || finding.related.contains(&place)
}

fn unfilled(place: FieldPath, template: &Template, groups: &[grid::Group], form: &Form) -> Found {
    let message = match place {
        FieldPath::Indicators(_) => derived::coverage(form, template, groups).1,
        FieldPath::Budget(_) => format!("{}：没有填写。", fields::group_title(place, template)),
        _ => format!("{}：没有填写。", label(place, template)),
    };
    let advice = match place {
        FieldPath::Budget(_) => "填各项，合计自动算出；填齐才能报送。",
        _ => "填齐才能报送。",
    };
    let finding = Finding {
        code: UNFILLED,
        severity: Severity::Error,
        place,
        related: Vec::new(),
        values: Vec::new(),
        spots: Vec::new(),
        message,
        advice: advice.to_owned(),
        fix: None,
    };
    Found { finding, unfinished: true, needed: true, waiver: None }
}

/// What the rules hold back while somebody types is 还没填 where its own place is blank, or a place that has to be filled in is, or the list
/// that it is about still lacks rows. What is written is a problem like others.
fn is_unfinished(finding: &Finding, form: &Form, missing: &[(StepId, Vec<FieldPath>)]) -> bool {
    let text = text_at(form, finding.place);
    if text.as_ref().is_some_and(|text| text.trim().is_empty()) {
        return true;
    }
    let open = |place: &FieldPath| {
        let step = step_of(*place);
        let mut steps = missing.iter().filter(|(own, _)| Some(*own) == step);
        let listed = text.is_none() || step == Some(StepId::Indicators);
        steps.any(|(_, places)| places.contains(place) || (listed && !places.is_empty()))
    };
    std::iter::once(&finding.place).chain(&finding.related).any(open)
}

/// The waiver of a finding, where its rule lets it be passed over.
pub(super) fn waiver(finding: &Finding, form: &Form, waivers: &[Waiver]) -> Option<Waiver> {
    let path = finding.place.keyed(form);
    let own = waivers.iter().find(|waiver| waiver.code == finding.code && waiver.path == path)?;
    waivable(finding).then(|| own.clone())
}

/// Warnings and hints whose rule says so; an error stands.
pub(super) fn waivable(finding: &Finding) -> bool {
    waivers::waivable(finding.code, finding.severity.key())
}

/// A finding for the window. `form` is `None` where it is about the year as a whole.
pub(super) fn view(
    found: &Found,
    number: Option<i64>,
    form: &Form,
    template: &Template,
    groups: &[grid::Group],
    now: DateTime<FixedOffset>,
) -> FindingView {
    let finding = &found.finding;
    let waiver = found.waiver.as_ref().map(|waiver| WaiverView {
        reason: waiver.reason.clone(),
        who: waiver.who.clone(),
        when: when::shown(waiver.at, now),
    });
    FindingView {
        key: found.key(form),
        code: finding.code.to_owned(),
        severity: severity(finding.severity),
        severity_word: if found.unfinished { "还没填" } else { finding.severity.title() }.to_owned(),
        form: number,
        step: step_of(finding.place),
        path: finding.place.keyed(form),
        related: finding.related.iter().map(|place| place.keyed(form)).collect(),
        place: words(finding.place, form, template, groups),
        message: finding.message.clone(),
        advice: finding.advice.clone(),
        fix: fix(finding, |path, text| fix_edit(path, text, form, template, groups)),
        unfinished: found.unfinished,
        waivable: waivable(finding),
        waiver,
    }
}

/// The severity in the requests' words.
pub(super) fn severity(severity: Severity) -> SeverityView {
    match severity {
        Severity::Error => SeverityView::Error,
        Severity::Warning => SeverityView::Warning,
        Severity::Hint => SeverityView::Hint,
    }
}

/// A new text beside what stands at its place.
pub(super) fn fix_edit(
    path: FieldPath,
    text: &str,
    form: &Form,
    template: &Template,
    groups: &[grid::Group],
) -> FixEdit {
    FixEdit {
        path: path.keyed(form),
        place: words(path, form, template, groups),
        before: text_at(form, path).unwrap_or_default(),
        text: text.to_owned(),
    }
}

fn fix(finding: &Finding, edit: impl Fn(FieldPath, &str) -> FixEdit) -> Option<FixView> {
    let fix = finding.fix.as_ref()?;
    let (path, text) = fix.edits.iter().find(|(path, _)| *path == finding.place).or(fix.edits.first())?;
    let new = match path {
        FieldPath::Fund(..) => Yuan::read(text).read().map_or_else(|| text.clone(), |yuan| yuan.printed()),
        FieldPath::Cell(..) => format!("“{text}”"),
        _ if text.chars().count() > 20 => String::new(),
        _ => format!("“{text}”"),
    };
    let label = match (text.is_empty(), new.is_empty()) {
        (true, _) => "清空".to_owned(),
        (false, true) => "按建议改".to_owned(),
        (false, false) => format!("改为{new}"),
    };
    Some(FixView {
        label,
        edits: fix.edits.iter().map(|(path, text)| edit(*path, text)).collect(),
        can_apply: fix.safety != Safety::Show,
        safe: fix.safety == Safety::Safe,
    })
}
