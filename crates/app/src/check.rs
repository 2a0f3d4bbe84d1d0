//! 检查: forms -> findings as people and programs get them.

use crate::error::Error;
use crate::forms::{self, Ready, Source};
use jibiao_model::form::Form;
use jibiao_model::template::TemplateSet;
use jibiao_rules::{BatchForm, Context, Finding, Selection, Severity};
use rayon::prelude::*;
use serde::Serialize;
use std::path::PathBuf;

/// A finding in the shape of the findings of form JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FindingLine {
    /// Code of the rule.
    pub code: &'static str,
    /// `error`, `warning` or `hint`.
    pub severity: &'static str,
    /// Name of the form; `None` where the finding is about the document as a whole.
    pub form: Option<String>,
    /// JSON path of the place.
    pub path: String,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub advice: String,
    /// The value that would satisfy the rule, where there is one.
    pub fix: Option<String>,
    /// JSON paths of the other places that belong to it.
    pub related: Vec<String>,
}

impl FindingLine {
    /// A finding about this form.
    pub fn new(finding: &Finding, form: &Form) -> FindingLine {
        let spelled = |place: jibiao_model::FieldPath| place.json(form).unwrap_or_default();
        let fix = finding.fix.as_ref().and_then(|fix| {
            let own = fix.edits.iter().find(|(place, _)| *place == finding.place);
            own.or(fix.edits.first()).map(|(_, text)| text.clone())
        });
        FindingLine {
            code: finding.code,
            severity: finding.severity.key(),
            form: Some(form.name().to_owned()),
            path: spelled(finding.place),
            message: finding.message.clone(),
            advice: finding.advice.clone(),
            fix,
            related: finding.related.iter().map(|place| spelled(*place)).collect(),
        }
    }
}

/// A form and what was found in it.
#[derive(Debug, Clone)]
pub struct Report {
    /// Name of the form.
    pub form: String,
    /// In the order of the form, those across forms last.
    pub findings: Vec<FindingLine>,
}

impl Report {
    /// Number of findings of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity.key()).count()
    }
}

/// A form and what came of it.
#[derive(Debug)]
pub struct Checked {
    /// The file.
    pub file: PathBuf,
    /// The form's place in the file, from 0.
    pub index: usize,
    /// How lists call it: the file, and the part where the file is a package.
    pub label: String,
    /// What the rules across forms need of it; `None` for a unit form or one that could not be read.
    pub project: Option<BatchForm>,
    /// Its report, or why it could not be read.
    pub report: Result<Report, Error>,
}

/// Checks one form.
pub fn check_form(ready: &Ready<'_>, context: &Context, selection: &Selection) -> Report {
    let findings = jibiao_rules::check(&ready.form, ready.template, context, selection);
    Report {
        form: ready.form.name().to_owned(),
        findings: findings.iter().map(|finding| FindingLine::new(finding, &ready.form)).collect(),
    }
}

/// Checks forms on all cores; the answers stand in the order of the forms. `done` is called after each form.
pub fn check_all(
    forms: &[Source],
    templates: &TemplateSet,
    context: &Context,
    selection: &Selection,
    done: &(dyn Fn() + Sync),
) -> Vec<Checked> {
    let check = |source: &Source| {
        let ready = forms::load(source, templates);
        let project = ready.as_ref().ok().map(|ready| BatchForm::of(&ready.form));
        let report = ready.map(|ready| check_form(&ready, context, selection));
        done();
        Checked { file: source.file.clone(), index: source.index, label: source.label(), project, report }
    };
    forms.par_iter().map(check).collect()
}
