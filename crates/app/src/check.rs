//! 检查: forms -> findings as people and programs get them.

use crate::error::Error;
use crate::forms::{self, Ready, Source};
use crate::session::place_words;
use crate::waivers;
use jibiao_exchange::package::Waiver;
use jibiao_model::form::Form;
use jibiao_model::template::TemplateSet;
use jibiao_print::FontSet;
use jibiao_rules::{BatchForm, Context, Doubt, Finding, Selection, Severity, Surroundings};
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
    /// True for 疑似识别错误: a scan was probably misread, the form may be right.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub doubtful: bool,
    /// The texts that decided it, clipped; for the report.
    #[serde(skip)]
    pub quotes: Vec<String>,
    /// The place as the window calls it, for the report; empty where nobody has said it.
    #[serde(skip)]
    pub place: String,
}

/// The code of a doubtful reading, where a rule's code stands otherwise.
pub const DOUBTFUL: &str = "SCAN";

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
            doubtful: false,
            quotes: once(finding.values.iter().map(|(_, text)| text)),
            place: String::new(),
        }
    }

    /// A doubtful reading in this form.
    fn of_doubt(doubt: &Doubt, form: &Form) -> FindingLine {
        FindingLine {
            code: DOUBTFUL,
            severity: Severity::Hint.key(),
            form: Some(form.name().to_owned()),
            path: doubt.place.json(form).unwrap_or_default(),
            message: doubt.message.clone(),
            advice: doubt.advice.to_owned(),
            fix: Some(doubt.mended.clone()),
            related: Vec::new(),
            doubtful: true,
            quotes: vec![doubt.written.clone()],
            place: String::new(),
        }
    }
}

/// Each text once: both sides of a form often say the same.
fn once<'a>(quotes: impl Iterator<Item = &'a String>) -> Vec<String> {
    let mut said: Vec<String> = Vec::new();
    for quote in quotes {
        if !said.contains(quote) {
            said.push(quote.clone());
        }
    }
    said
}

/// A form and what was found in it.
#[derive(Debug, Clone)]
pub struct Report {
    /// Name of the form.
    pub form: String,
    /// In the order of the form, those across forms last.
    pub findings: Vec<FindingLine>,
    /// Findings that somebody let pass; they count nowhere.
    pub waived: Vec<Waived>,
}

/// A finding that somebody let pass, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Waived {
    /// The finding.
    #[serde(flatten)]
    pub line: FindingLine,
    /// Who let it pass, when, and why.
    pub waived: Reason,
}

/// Who let a finding pass, when, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reason {
    /// Why
    pub reason: String,
    /// Who
    pub by: String,
    /// When, `20260302090000`
    pub at: String,
}

impl Report {
    /// Of these findings, with those put apart that the waivers of the form name.
    pub fn new(form: String, findings: Vec<FindingLine>, waivers: &[Waiver]) -> Report {
        let mut report = Report { form, findings: Vec::new(), waived: Vec::new() };
        findings.into_iter().for_each(|line| report.add(line, waivers));
        report
    }

    /// Puts one more finding where it belongs.
    pub fn add(&mut self, line: FindingLine, waivers: &[Waiver]) {
        let waiver = waivers.iter().find(|waiver| waiver.code == line.code && waiver.path == line.path);
        match waiver.filter(|_| waivers::waivable(line.code, line.severity)) {
            Some(Waiver { reason, by, at, .. }) => {
                let waived = Reason { reason: reason.clone(), by: by.clone(), at: at.clone() };
                self.waived.push(Waived { line, waived });
            }
            None => self.findings.push(line),
        }
    }

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
    /// What the rules across forms need of it; `None` for one that could not be read.
    pub across: Option<BatchForm>,
    /// Findings that somebody let pass, where the file is a package.
    pub waivers: Vec<Waiver>,
    /// Its report, or why it could not be read.
    pub report: Result<Report, Error>,
}

/// What forms are checked for, and with what.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// Date, stage and copy.
    pub context: &'a Context,
    /// The rules.
    pub selection: &'a Selection,
    /// The fonts of the print, where they are there: what they cannot print is found (F16).
    pub fonts: Option<&'a FontSet>,
    /// The forms were read off scans: doubtful readings are told apart, and no rule speaks of these cells.
    pub scanned: bool,
}

/// Checks one form, without a look at fonts.
pub fn check_form(ready: &Ready<'_>, context: &Context, selection: &Selection) -> Report {
    check_asked(ready, &Asked { context, selection, fonts: None, scanned: false }, &[])
}

/// Checks one form; what its waivers name is put apart.
pub fn check_asked(ready: &Ready<'_>, asked: &Asked<'_>, waivers: &[Waiver]) -> Report {
    let printable = asked.fonts.map(|fonts| move |c: char| !fonts.glyph(c, false).missing);
    let glyphs = printable.as_ref().map(|printable| printable as &(dyn Fn(char) -> bool + Sync));
    let form = &ready.form;
    let mut findings =
        jibiao_rules::check_within(form, ready.template, asked.context, Surroundings { glyphs }, asked.selection);
    let doubts = if asked.scanned { jibiao_rules::doubts(form) } else { Vec::new() };
    findings.retain(|finding| !doubts.iter().any(|doubt| doubt.covers_cell && doubt.place == finding.place));
    let lines = findings.iter().map(|finding| FindingLine::new(finding, form));
    let lines = lines.chain(doubts.iter().map(|doubt| FindingLine::of_doubt(doubt, form)));
    let mut lines: Vec<FindingLine> = lines.collect();
    if !lines.is_empty() {
        let words = place_words(form, ready.template);
        lines.iter_mut().for_each(|line| line.place = words(&line.path));
    }
    Report::new(form.name().to_owned(), lines, waivers)
}

/// Checks forms on all cores; the answers stand in the order of the forms. `done` is called after each form.
pub fn check_all(
    forms: &[Source],
    templates: &TemplateSet,
    asked: &Asked<'_>,
    done: &(dyn Fn() + Sync),
) -> Vec<Checked> {
    let check = |source: &Source| {
        let ready = forms::load(source, templates);
        let across = ready.as_ref().ok().map(|ready| BatchForm::of(&ready.form));
        let report = ready.map(|ready| check_asked(&ready, asked, &source.waivers));
        done();
        let (file, label, waivers) = (source.file.clone(), source.label(), source.waivers.clone());
        Checked { file, index: source.index, label, across, waivers, report }
    };
    forms.par_iter().map(check).collect()
}
