//! A unit's forms -> checked, and the rows that the report and the tables hold of them.

use super::columns::{FINDINGS, FORMS, INDICATORS};
use super::decide::Group;
use super::spool::Packed;
use super::sums::Sums;
use super::survey::Item;
use crate::across::{self, Against};
use crate::check::{self, Asked, Checked, FindingLine};
use crate::error::{Code, Error};
use crate::forms::Ready;
use crate::session::place_words;
use jibiao_exchange::columns::{Column, Value, write_json_line};
use jibiao_exchange::package::Waiver;
use jibiao_model::form::{Category, FundLine, Funds, Side, UnitForm};
use jibiao_model::path::{BudgetField, CountField};
use jibiao_model::template::{Kind, TemplateSet};
use jibiao_model::{Entry, Form, ProjectForm, Wan, Yuan, value};
use jibiao_rules::{BatchForm, Facts, Severity, book};
use rayon::prelude::*;
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Rows of a table, and the same as lines of JSON.
#[derive(Debug, Default)]
pub(super) struct Rows {
    pub values: Vec<Vec<Value>>,
    pub json: Vec<u8>,
}

impl Rows {
    fn push(&mut self, columns: &[Column], row: Vec<Value>) {
        // Writing into memory does not fail.
        let _ = write_json_line(columns, &row, &mut self.json);
        self.values.push(row);
    }
}

/// A finding as the report shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub form: String,
    pub file: String,
    pub severity: Severity,
    pub code: &'static str,
    pub title: &'static str,
    pub place: String,
    pub message: String,
    pub advice: String,
    pub written: String,
    pub fix: String,
    /// Why it was let pass.
    pub waived: Option<String>,
}

/// A project as the report lists it.
#[derive(Debug, Clone)]
pub(super) struct Project {
    pub id: usize,
    pub form: Box<ProjectForm>,
    pub counts: [usize; 4],
    pub check_code: String,
    pub file: String,
}

/// What came of a unit.
#[derive(Debug)]
pub(super) struct Unit {
    /// Number of the group.
    pub group: usize,
    pub forms: Rows,
    pub indicators: Rows,
    pub findings: Rows,
    pub projects: Vec<Project>,
    pub found: Vec<Found>,
    pub sums: Sums,
    /// Errors, warnings, hints, waived.
    pub counts: [usize; 4],
    /// Forms of projects and of units.
    pub kinds: [usize; 2],
    /// Forms without a finding.
    pub clean: usize,
}

/// What stays the same for all units.
pub(super) struct Desk<'a> {
    pub templates: &'a TemplateSet,
    pub asked: &'a Asked<'a>,
    pub rules: BTreeMap<&'static str, Facts>,
    pub files: &'a [String],
}

impl<'a> Desk<'a> {
    pub fn new(templates: &'a TemplateSet, asked: &'a Asked<'a>, files: &'a [String]) -> Desk<'a> {
        Desk { templates, asked, rules: book().into_iter().map(|rule| (rule.code, rule)).collect(), files }
    }
}

/// A unit's forms as they were put aside; `first` is the number of its first form in the tables.
pub(super) struct Work<'a> {
    pub number: usize,
    pub group: &'a Group,
    pub first: usize,
    pub forms: Vec<(&'a Item, Packed)>,
}

struct Opened<'a> {
    item: &'a Item,
    ready: Ready<'a>,
    waivers: Vec<Waiver>,
}

/// Checks a unit's forms one by one and with each other.
pub(super) fn check(work: &Work<'_>, desk: &Desk<'_>) -> Result<Unit, Error> {
    let opened: Vec<(Opened<'_>, Checked)> =
        work.forms.par_iter().map(|(item, packed)| open(item, packed, desk)).collect::<Result<_, _>>()?;
    let (opened, mut checked): (Vec<_>, Vec<_>) = opened.into_iter().unzip();
    let document = across::compare(&mut checked, &Against::default(), desk.asked.selection);
    let mut unit = Unit {
        group: work.number,
        forms: Rows::default(),
        indicators: Rows::default(),
        findings: Rows::default(),
        projects: Vec::new(),
        found: Vec::new(),
        sums: Sums::default(),
        counts: [0; 4],
        kinds: [0; 2],
        clean: 0,
    };
    for (id, (form, checked)) in (work.first..).zip(opened.iter().zip(&checked)) {
        let lines = checked.report.as_ref().map_or(&[][..], |report| &report.findings);
        unit.add(id, form, lines, work.group, desk);
    }
    for line in &document.findings {
        let found = found(line, desk, String::new(), "整批表".to_owned(), String::new(), &[]);
        unit.note(None, None, line, found, work.group);
    }
    Ok(unit)
}

fn open<'a>(item: &'a Item, packed: &Packed, desk: &Desk<'a>) -> Result<(Opened<'a>, Checked), Error> {
    let lost = || Error::new(Code::FileRead, "临时文件被别的程序改动过", "请再运行一次");
    let (form, waivers) = packed.unpack().ok_or_else(lost)?;
    let template = desk.templates.get(form.template()).ok_or_else(lost)?;
    let ready = Ready { form, template };
    let report = check::check_asked(&ready, desk.asked, &[]);
    let label = desk.files.get(item.file).cloned().unwrap_or_default();
    let across = Some(BatchForm::of(&ready.form));
    // The rows say of each finding themselves whether it was let pass.
    let (file, passed) = (PathBuf::from(&label), Vec::new());
    let checked = Checked { file, index: item.index, label, across, waivers: passed, report: Ok(report) };
    Ok((Opened { item, ready, waivers }, checked))
}

/// Only a finding that may be let pass is: an error stands, whatever a package says.
fn reason(line: &FindingLine, waivers: &[Waiver], rule: Option<&Facts>) -> Option<String> {
    let waivable = line.severity != Severity::Error.key() && rule.is_some_and(|rule| rule.waivable);
    let own = waivers.iter().find(|waiver| waiver.code == line.code && waiver.path == line.path)?;
    waivable.then(|| own.reason.clone())
}

fn found(line: &FindingLine, desk: &Desk<'_>, form: String, place: String, file: String, waivers: &[Waiver]) -> Found {
    let rule = desk.rules.get(line.code);
    let severities = [Severity::Error, Severity::Warning, Severity::Hint];
    Found {
        form,
        file,
        severity: severities.into_iter().find(|one| one.key() == line.severity).unwrap_or(Severity::Hint),
        code: line.code,
        title: rule.map_or("", |rule| rule.title),
        place,
        message: line.message.clone(),
        advice: line.advice.clone(),
        written: line.quotes.join("；"),
        fix: line.fix.clone().unwrap_or_default(),
        waived: reason(line, waivers, rule),
    }
}

fn kind_key(kind: Kind) -> &'static str {
    match kind {
        Kind::Project => "project",
        Kind::Unit => "unit",
    }
}

impl Unit {
    fn add(&mut self, id: usize, opened: &Opened<'_>, lines: &[FindingLine], group: &Group, desk: &Desk<'_>) {
        let Opened { item, ready, waivers } = opened;
        let form = &ready.form;
        self.sums.add(form);
        let words = place_words(form, ready.template);
        let file = desk.files.get(item.file).cloned().unwrap_or_default();
        let before = self.counts;
        for line in lines {
            let place = words(&line.path);
            let found = found(line, desk, form.name().to_owned(), place, file.clone(), waivers);
            self.note(Some(id), Some(form), line, found, group);
        }
        let mut counts = self.counts;
        for (count, before) in counts.iter_mut().zip(before) {
            *count -= before;
        }
        self.clean += usize::from(counts.iter().take(3).all(|count| *count == 0));
        let own = Own { id, form, item, group, file: &file, counts };
        self.forms.push(FORMS, form_row(&own));
        indicator_rows(&mut self.indicators, &own);
        match form {
            Form::Project(form) => {
                self.kinds[0] += 1;
                let (form, check_code) = (Box::new(without_texts(form)), item.check_code.clone());
                self.projects.push(Project { id, form, counts, check_code, file });
            }
            Form::Unit(_) => self.kinds[1] += 1,
        }
    }

    fn note(&mut self, id: Option<usize>, form: Option<&Form>, line: &FindingLine, found: Found, group: &Group) {
        let at = match (&found.waived, found.severity) {
            (Some(_), _) => 3,
            (None, Severity::Error) => 0,
            (None, Severity::Warning) => 1,
            (None, Severity::Hint) => 2,
        };
        if let Some(count) = self.counts.get_mut(at) {
            *count += 1;
        }
        let year = form.map_or(Value::Null, |form| Value::read(form.year(), |year| Value::Whole(year.0.into())));
        let row = vec![
            id.map_or(Value::Null, Value::count),
            Value::text(&group.code),
            Value::text(&group.name),
            form.map_or(Value::Null, |form| Value::text(kind_key(kind_of(form)))),
            year,
            Value::text(&found.form),
            Value::text(found.code),
            Value::text(found.title),
            Value::text(found.severity.key()),
            Value::text(&line.path),
            Value::text(&found.place),
            Value::text(&found.written),
            Value::text(&found.message),
            Value::text(&found.advice),
            Value::text(&found.fix),
            Value::Truth(found.waived.is_some()),
            Value::text(found.waived.as_deref().unwrap_or_default()),
        ];
        self.findings.push(FINDINGS, row);
        self.found.push(found);
    }
}

fn kind_of(form: &Form) -> Kind {
    match form {
        Form::Project(_) => Kind::Project,
        Form::Unit(_) => Kind::Unit,
    }
}

/// What the list of projects shows; the long texts are in the tables.
fn without_texts(form: &ProjectForm) -> ProjectForm {
    ProjectForm {
        year: form.year.clone(),
        project_name: form.project_name.clone(),
        category: form.category,
        implementing_unit: form.implementing_unit.clone(),
        attribute: form.attribute.clone(),
        term: form.term.clone(),
        funds_period: form.funds_period.clone(),
        funds_annual: form.funds_annual.clone(),
        ..ProjectForm::default()
    }
}

/// A form with what is told of it.
struct Own<'a> {
    id: usize,
    form: &'a Form,
    item: &'a Item,
    group: &'a Group,
    file: &'a str,
    counts: [usize; 4],
}

fn year_of(form: &Form) -> Value {
    Value::read(form.year(), |year| Value::Whole(year.0.into()))
}

fn form_row(own: &Own<'_>) -> Vec<Value> {
    let (project, unit) = match own.form {
        Form::Project(form) => (Some(form), None),
        Form::Unit(form) => (None, Some(form)),
    };
    let year_text = match own.form.year() {
        Entry::Blank => Value::Null,
        Entry::Read(year) => Value::Text(year.0.to_string()),
        Entry::Raw(text) => Value::text(text),
    };
    let of_project = |text: fn(&ProjectForm) -> &str| project.map_or(Value::Null, |form| Value::text(text(form)));
    let of_unit = |text: fn(&UnitForm) -> &str| unit.map_or(Value::Null, |form| Value::text(text(form)));
    let both = |one: fn(&ProjectForm) -> &str, two: fn(&UnitForm) -> &str| match own.form {
        Form::Project(form) => Value::text(one(form)),
        Form::Unit(form) => Value::text(two(form)),
    };
    let mut row = vec![
        Value::count(own.id),
        Value::text(&own.group.code),
        Value::text(&own.group.name),
        Value::text(kind_key(kind_of(own.form))),
        year_of(own.form),
        year_text,
        Value::text(own.form.name()),
        both(|form| &form.department_code, |form| &form.department_code),
        both(|form| &form.department, |form| &form.department),
        of_project(|form| &form.implementing_unit),
        Value::text(own.form.template()),
        Value::text(own.form.title()),
        project.and_then(|form| form.category).map_or(Value::Null, |category: Category| Value::text(category.key())),
        of_project(|form| &form.attribute),
        of_project(|form| &form.term),
    ];
    for side in Side::BOTH {
        for line in FundLine::ALL {
            let cell = project.map(|form| funds(form, side).get(line));
            row.extend(amount(cell, |yuan: &Yuan| (yuan.0, yuan.json_text())));
        }
    }
    for (field, _) in BudgetField::ALL {
        row.extend(amount(unit.map(|form| form.budget(field)), |wan: &Wan| (wan.0, wan.json_text())));
    }
    for (field, _) in CountField::ALL {
        let count = unit.and_then(|form| form.count(field).read());
        row.push(count.map_or(Value::Null, |count| Value::Whole(i64::from(*count))));
    }
    row.extend([
        of_project(|form| &form.overview),
        of_project(|form| &form.basis),
        of_project(|form| &form.necessity),
        of_project(|form| &form.safeguards),
        of_project(|form| &form.plan),
        of_project(|form| &form.goal_period),
        both(|form| &form.goal_annual, |form| &form.annual_goal),
        of_unit(|form| &form.duties),
        of_unit(|form| &form.strategic_goal),
    ]);
    let indicators = Side::BOTH.into_iter().flat_map(|side| own.form.rows(side)).filter(|row| !row.is_blank());
    row.push(Value::count(indicators.count()));
    row.extend(own.counts.map(Value::count));
    row.extend([Value::text(&own.item.check_code), Value::text(own.file), Value::count(own.item.index)]);
    row
}

pub(super) fn funds(form: &ProjectForm, side: Side) -> &Funds {
    match side {
        Side::Period => &form.funds_period,
        Side::Annual => &form.funds_annual,
    }
}

/// The amount, and its text: that of the form JSON where it reads, else what was written.
fn amount<T>(cell: Option<&Entry<T>>, read: impl Fn(&T) -> (Decimal, String)) -> [Value; 2] {
    match cell {
        None | Some(Entry::Blank) => [Value::Null, Value::Null],
        Some(Entry::Raw(text)) => [Value::Null, Value::text(text)],
        Some(Entry::Read(number)) => {
            let (number, text) = read(number);
            [Value::amount(number), Value::Text(text)]
        }
    }
}

fn indicator_rows(rows: &mut Rows, own: &Own<'_>) {
    for side in Side::BOTH {
        for (at, row) in own.form.rows(side).iter().enumerate().filter(|(_, row)| !row.is_blank()) {
            let reading = value::read(&row.value);
            let parts = value::parts(&reading);
            let mut out = vec![
                Value::count(own.id),
                Value::text(&own.group.code),
                Value::text(&own.group.name),
                Value::text(kind_key(kind_of(own.form))),
                year_of(own.form),
                Value::text(own.form.name()),
                Value::text(side.key()),
                Value::count(at),
                Value::text(&row.level1),
                row.kind1().map_or(Value::Null, |level| Value::text(level.code())),
                Value::text(&row.level2),
                row.kind2().map_or(Value::Null, |level| Value::text(level.code())),
                Value::text(&row.name),
                Value::text(&row.value),
                Value::text(parts.sign),
                reading.number().map_or(Value::Null, Value::amount),
                Value::text(&parts.value),
                Value::text(&parts.unit),
            ];
            out.extend(amount(Some(&row.weight), |weight| (*weight, weight.to_string())));
            rows.push(INDICATORS, out);
        }
    }
}
