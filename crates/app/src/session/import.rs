//! Import: first a plan that writes nothing, then what the plan says, refused where a source or the data changed since.

mod apply;
mod take_over;

use super::existing::{Existing, is_same};
use super::form::shown_name;
use super::from_store;
use super::{Session, findings, planned};
use crate::error::Error;
use crate::files::{self, Found};
use crate::import::{self, Held, PlannedForm, Unplaced};
use crate::requests::budget::BudgetLine;
use crate::requests::transfer as view;
use crate::rules::Severity;
use jibiao_exchange::import::MAX_FILE;
use jibiao_exchange::package::{MAX_PACKAGE, Waiver as Packed};
use jibiao_model::form::{FundLine, Side};
use jibiao_model::template::{Field, Template};
use jibiao_model::{BudgetRow, FieldPath, Form};
use jibiao_store::{FormId, Unit};
use sha2::{Digest as _, Sha256};
use std::path::{Path, PathBuf};

/// The largest file that is read, in bytes.
const LARGEST: u64 = if MAX_FILE > MAX_PACKAGE { MAX_FILE } else { MAX_PACKAGE } as u64;

/// Plans that can still be applied.
const KEPT: usize = 4;

/// The plans of a session, oldest first.
#[derive(Default)]
pub(super) struct Plans {
    all: Vec<Plan>,
}

struct Plan {
    name: String,
    sources: Sources,
    forms: Vec<Kept>,
    budget: Vec<BudgetRow>,
}

/// Where the forms of a plan come from.
struct Sources {
    paths: Vec<PathBuf>,
    /// Digest of what was pasted.
    pasted: Option<Vec<u8>>,
}

impl Sources {
    fn of(request: &view::PlanImport) -> Sources {
        let digest = |pasted: &view::Pasted| {
            let mut digest = Sha256::new();
            digest.update((pasted.text.len() as u64).to_be_bytes());
            digest.update(&pasted.text);
            digest.update(pasted.html.as_deref().unwrap_or_default());
            digest.finalize().to_vec()
        };
        Sources {
            paths: request.paths.iter().map(PathBuf::from).collect(),
            pasted: request.pasted.as_ref().map(digest),
        }
    }

    /// The files among them; something has to be there.
    fn files(&self) -> Result<Vec<Found>, Error> {
        if self.paths.is_empty() && self.pasted.is_some() { Ok(Vec::new()) } else { import::named(&self.paths) }
    }

    /// What the log of imports calls them.
    fn name(&self) -> String {
        let first = self.paths.first().and_then(|path| path.file_name());
        let name = first.map_or_else(|| import::PASTED.to_owned(), |name| name.to_string_lossy().into_owned());
        if self.paths.len() > 1 { format!("{name} 等 {} 个文件", self.paths.len()) } else { name }
    }
}

/// A form of a plan as it was shown.
#[derive(Clone)]
struct Kept {
    form: Form,
    /// The one of the same name that is there.
    existing: Option<FormId>,
    /// Places that moving on into another year has emptied.
    emptied: Vec<FieldPath>,
    /// Of a package.
    waivers: Vec<Packed>,
    /// Amounts that stand nowhere in it until somebody says where they go.
    unplaced: Vec<Unplaced>,
}

impl Session {
    /// Looks at files and at what was pasted.
    pub(crate) fn plan_import(&mut self, request: view::PlanImport) -> Result<view::ImportPlan, Error> {
        let sources = Sources::of(&request);
        // Before the files are read: one that changes meanwhile makes the plan one that cannot be applied.
        let name = self.plan_name(&sources)?;
        let (found, scanned) = (sources.files()?, request.scanned == Some(true));
        let held = import::read_each(&found, scanned, &|| ());
        let mut read: Vec<(PathBuf, Result<Held, Error>)> =
            found.into_iter().map(|found| found.file).zip(held).collect();
        if let Some(view::Pasted { text, html }) = &request.pasted {
            read.push((PathBuf::from(import::PASTED), import::read_pasted(text, html.as_deref(), scanned)));
        }
        let existing = self.existing(request.year)?;
        let unit = self.store()?.unit().map_err(from_store)?;
        let (mut planned, mut kept, mut rows) = (Vec::new(), Vec::new(), Vec::new());
        let (mut notes, mut refused) = (Vec::new(), Vec::new());
        for (file, outcome) in read {
            let held = match outcome {
                Ok(held) => held,
                Err(error) => {
                    refused.push(refusal(file.display().to_string(), &error));
                    continue;
                }
            };
            for file in &held.plan.files {
                let name = file_name(Path::new(&file.name));
                notes.extend(file.notes.iter().map(|note| format!("{name}：{note}")));
            }
            rows.extend(held.plan.project_budget.into_iter().map(|row| BudgetRow {
                name: row.name,
                total: row.total,
                carried_over: row.carried_over,
            }));
            let count = held.plan.forms.len();
            for (index, form) in held.plan.forms.into_iter().enumerate() {
                let source = source(&file, &form, index, count);
                match self.plan_form(&form, planned.len(), &existing, source.clone()) {
                    Ok(mut view) => {
                        if let Some(first) = kept.iter().position(|one: &Kept| is_same(&one.form, &form.form)) {
                            let there = planned.get(first).map_or("", |one: &view::PlannedForm| one.source.as_str());
                            view.notes.insert(0, format!("与“{there}”里的是同一张表，先不勾；两张只导入一张"));
                            view.proposal = view::ImportAs::Skip;
                        }
                        let waivers = held.waivers.iter().filter(|waiver| waiver.form == index).cloned().collect();
                        notes.extend(several(&form.form, &existing, request.year));
                        notes.extend(other_unit(&form.form, &unit, &source));
                        let existing = view.existing.map(FormId);
                        let (form, unplaced) = (form.form, form.unplaced);
                        kept.push(Kept { form, existing, emptied: Vec::new(), waivers, unplaced });
                        planned.push(view);
                    }
                    Err(error) => refused.push(refusal(source, &error)),
                }
            }
        }
        let lines = rows.iter().map(|row| BudgetLine {
            name: row.name.clone(),
            total: row.total.json_text(),
            carried_over: row.carried_over,
        });
        let lines = lines.collect();
        self.plans.all.retain(|plan| plan.name != name);
        self.plans.all.push(Plan { name: name.clone(), sources, forms: kept, budget: rows });
        if self.plans.all.len() > KEPT {
            self.plans.all.remove(0);
        }
        Ok(view::ImportPlan { plan: name, forms: planned, budget: lines, notes, refused })
    }

    /// Digest of everything that was named and of the state of the data.
    fn plan_name(&self, sources: &Sources) -> Result<String, Error> {
        let mut digest = Sha256::new();
        digest.update(sources.pasted.as_deref().unwrap_or_default());
        for found in sources.files()? {
            digest.update(found.file.as_os_str().as_encoded_bytes());
            // What cannot be read is refused in its turn; until then it is the same as nothing.
            digest.update(Sha256::digest(files::read_bytes(&found.file, LARGEST).unwrap_or_default()));
        }
        digest.update(self.store()?.change().map_err(from_store)?.to_le_bytes());
        Ok(digest.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect())
    }

    fn plan_form(
        &self,
        planned: &PlannedForm,
        index: usize,
        existing: &Existing,
        source: String,
    ) -> Result<view::PlannedForm, Error> {
        let form = &planned.form;
        let template = self.own_template(form)?;
        let there = existing.of(form).first().copied();
        // One that is damaged or whose template is gone keeps no other from being looked at: it stays as it is.
        let stored = there.and_then(|id| self.store().ok()?.form(id).ok());
        let proposal = match (there, &stored) {
            (None, _) => view::ImportAs::New,
            (Some(_), Some(stored)) => self.proposal(&stored.form).unwrap_or(view::ImportAs::Skip),
            (Some(_), None) => view::ImportAs::Skip,
        };
        let selection = findings::selection(&self.settings.rules);
        let found = findings::of_form(form, &template, self.day, &selection, &[]);
        let count = |severity| found.iter().filter(|found| found.finding.severity == severity).count() as u32;
        Ok(view::PlannedForm {
            index,
            name: titled(form),
            year: form.year().read().map(|year| year.0),
            source,
            existing: there.map(|id| id.0),
            existing_name: stored.map(|stored| titled(&stored.form)),
            proposal,
            cells: planned::cells(planned, &template),
            notes: form_notes(planned),
            unplaced: planned.unplaced.iter().map(unplaced_view).collect(),
            fund_lines: if planned.unplaced.is_empty() { Vec::new() } else { fund_lines(&template) },
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
        })
    }
}

/// Most notes on one form that stand above its places.
const NAMED: usize = 5;

/// What of a form's source was not read.
fn form_notes(form: &PlannedForm) -> Vec<String> {
    let own = form.fields.iter().filter(|field| field.path == FieldPath::Form).flat_map(|field| &field.mark.notes);
    own.take(NAMED).cloned().collect()
}

/// What lists of forms of both kinds call it.
fn titled(form: &Form) -> String {
    let name = shown_name(form.name());
    if matches!(form, Form::Unit(_)) { format!("整体申报表：{name}") } else { name }
}

fn unplaced_view(unplaced: &Unplaced) -> view::UnplacedFund {
    view::UnplacedFund {
        side: if unplaced.side == Side::Period { "实施期" } else { "年度" }.to_owned(),
        label: unplaced.label.clone(),
        amount: unplaced.amount.printed(),
        address: unplaced.source.clone(),
    }
}

/// The sources that a form has.
fn fund_lines(template: &Template) -> Vec<view::FundLineView> {
    let line = |line: FundLine| view::FundLineView {
        key: line.key().to_owned(),
        label: template.label(Field::Fund(Side::Annual, line)),
    };
    FundLine::SOURCES.into_iter().map(line).collect()
}

/// Which one of several of the same name would be replaced.
fn several(form: &Form, existing: &Existing, year: i32) -> Option<String> {
    let count = existing.of(form).len();
    let name = if matches!(form, Form::Unit(_)) {
        "整体申报表".to_owned()
    } else {
        format!("“{}”", shown_name(form.name()))
    };
    (count > 1).then(|| format!("{year} 年度已有 {count} 份{name}，覆盖或补空时写进最早的一份"))
}

/// That a form names another unit than 单位信息: somebody else's file, or one that is to become one's own.
fn other_unit(form: &Form, unit: &Unit, source: &str) -> Option<String> {
    let (written, label) = match form {
        Form::Project(project) => (&project.department, "主管部门"),
        Form::Unit(unit) => (&unit.department, "部门名称"),
    };
    // 013-某局 and 某局 are the same.
    let bare = |name: &str| {
        name.trim()
            .trim_start_matches(|c: char| c.is_ascii_digit())
            .trim_start_matches(['-', '－', '—', ' '])
            .to_owned()
    };
    let (written, own) = (bare(written), [bare(&unit.department), bare(&unit.implementing_unit)]);
    let other = !written.is_empty() && !own.contains(&written) && own.iter().any(|own| !own.is_empty());
    other.then(|| format!("{source}：{label}写的是“{written}”，单位信息里没有这个名称。请核对是不是本单位的表"))
}

/// Where a form comes from: the name of the file as it was chosen, and where in it.
fn source(file: &Path, form: &PlannedForm, index: usize, count: usize) -> String {
    let file = file_name(file);
    match (form.place.is_empty(), count) {
        (false, _) => format!("{file} {}", form.place),
        (true, 1) => file,
        (true, _) => format!("{file} 第 {} 份", index + 1),
    }
}

/// The name of a file without its folders: what was chosen in a browser lies in a folder that nobody knows.
fn file_name(file: &Path) -> String {
    file.file_name().unwrap_or(file.as_os_str()).to_string_lossy().into_owned()
}

fn refusal(file: String, error: &Error) -> view::RefusedFile {
    view::RefusedFile { file, code: error.code.as_str().to_owned(), message: error.to_string() }
}
