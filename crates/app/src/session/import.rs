//! Import: first a plan that writes nothing, then what the plan says, refused where a source or the data changed since.

use super::budget::refuse_too_many;
use super::create::{carry, check_year, places_with_years};
use super::edits::Work;
use super::existing::{Existing, is_same};
use super::form::{named_among_all, shown_name};
use super::from_store;
use super::{Session, fields, findings, planned};
use crate::data::Reason;
use crate::error::{Code, Error};
use crate::files::{self, Found};
use crate::import::{self, Held, PlannedForm, Unplaced};
use crate::requests::budget::BudgetLine;
use crate::requests::transfer as view;
use crate::rules::Severity;
use crate::waivers;
use chrono::{DateTime, FixedOffset};
use jibiao_exchange::import::MAX_FILE;
use jibiao_exchange::package::{MAX_PACKAGE, Waiver as Packed};
use jibiao_model::cell::{set_text, text_at};
use jibiao_model::form::{FundLine, Side};
use jibiao_model::path::RowField;
use jibiao_model::template::{Field, Kind, Template};
use jibiao_model::{BudgetRow, FieldPath, Form};
use jibiao_store::{FormId, Operation, Patch, StoreError, Tx, Unit, Waiver};
use sha2::{Digest as _, Sha256};
use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap};
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

/// A form as it will be written.
struct Wanted {
    kept: Kept,
    choice: view::ImportAs,
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

    /// Does what a plan says.
    pub(crate) fn apply_import(&mut self, request: view::ApplyImport) -> Result<view::Imported, Error> {
        if let Some(year) = request.to_year.or(request.budget_year) {
            check_year(year)?;
        }
        let changed =
            |what: &str| Error::new(Code::ImportChanged, format!("预览以后{what}改动过"), "请重新看一遍预览再导入");
        let at = self.plans.all.iter().position(|plan| plan.name == request.plan);
        let plan = at.map(|at| self.plans.all.remove(at)).ok_or_else(|| changed("程序重新启动过，或数据"))?;
        if self.plan_name(&plan.sources)? != plan.name {
            return Err(changed("来源文件或数据"));
        }
        let mut wanted = Vec::new();
        for choice in &request.forms {
            let none = || crate::requests::refused(&format!("导入预览里没有第 {} 份表", choice.index));
            let kept = plan.forms.get(choice.index).cloned().ok_or_else(none)?;
            wanted.push(Wanted { kept: self.as_chosen(kept, choice, request.to_year)?, choice: choice.choice });
        }
        let taken = taken(&plan.budget, request.budget_rows.as_deref())?;
        let budget = request.budget_year.filter(|_| !taken.is_empty()).map(|year| (year, taken.as_slice()));
        if let Some((_, rows)) = budget {
            refuse_too_many(rows)?;
        }
        let named = wanted.len();
        if let Some(year) = request.to_year.filter(|_| request.keep_old == Some(true)) {
            wanted.extend(self.old_forms(&plan, &request.forms, year)?);
        }
        let steps = self.steps(&wanted)?;
        let backup = self.store()?.back_up_if_changed(Reason::Import).map_err(from_store)?;
        let name = plan.sources.name();
        let write = |tx: &Tx<'_>| {
            let imported = steps.iter().map(|step| step.write(tx)).collect::<Result<Vec<_>, _>>()?;
            if let Some((year, rows)) = budget {
                tx.set_budget(year, rows)?;
            }
            let count = imported.iter().flatten().collect::<BTreeSet<_>>().len();
            // Forms that stay in their old year came along with the others.
            let own = count.saturating_sub(imported.len().saturating_sub(named));
            tx.log_transfer(true, &name, own as i64)?;
            Ok((imported, own))
        };
        // All or nothing: what the preview said is there, or the data is as it was.
        let (imported, count) = self.store_mut()?.transact(Operation::Import, write).map_err(from_store)?;
        if budget.is_some() {
            self.cross.clear();
        }
        self.cross_changed(imported.iter().flatten().copied());
        let kept = imported.len().saturating_sub(named);
        let kept = if kept > 0 { format!("，另存原来年度的 {kept} 份") } else { String::new() };
        let forms: Vec<Option<i64>> = imported.into_iter().take(named).map(|form| form.map(|form| form.0)).collect();
        let carried = self.carried(&forms, request.to_year)?;
        Ok(view::Imported {
            forms,
            carried,
            backup: backup.map(|path| path.display().to_string()),
            message: format!("已导入 {count} 份表{kept}"),
        })
    }

    /// A form with what the user changed, in its year.
    fn as_chosen(&self, mut kept: Kept, choice: &view::ImportChoice, to_year: Option<i32>) -> Result<Kept, Error> {
        for cell in &choice.cells {
            let none = || Error::new(Code::EditPlace, format!("表里没有“{}”这一处", cell.path), "请重新看一遍预览");
            let path = FieldPath::parse(&cell.path, &kept.form).ok_or_else(none)?;
            set_text(&mut kept.form, path, &cell.text)
                .map_err(|error| Error::new(Code::EditRefused, error.to_string(), "请改正后再导入"))?;
        }
        put_funds(&mut kept, &choice.funds)?;
        let from = kept.form.year().read().map(|year| year.0);
        // A form of that year is a copy that comes back: it keeps its amounts.
        if let Some(year) = to_year.filter(|year| from != Some(*year)) {
            let template = self.template(kept.form.template()).ok().cloned();
            let before = kept.form.clone();
            carry(&mut kept.form, template.as_ref(), year);
            let kind = if matches!(before, Form::Unit(_)) { Kind::Unit } else { Kind::Project };
            let is_blank = |form: &Form, path| text_at(form, path).is_none_or(|text| text.trim().is_empty());
            kept.emptied = fields::every(kind)
                .into_iter()
                .filter(|path| !is_blank(&before, *path) && is_blank(&kept.form, *path))
                .collect();
            // What was let pass in another year is looked at anew.
            kept.waivers.clear();
        }
        Ok(kept)
    }

    /// The forms that are moved on, as they are in their own year; those whose name is there already are left out. A form that is not taken
    /// because this year has it already is still one of the year before.
    fn old_forms(&self, plan: &Plan, choices: &[view::ImportChoice], to_year: i32) -> Result<Vec<Wanted>, Error> {
        let mut old: Vec<Wanted> = Vec::new();
        for choice in choices {
            let Some(kept) = plan.forms.get(choice.index) else { continue };
            if choice.choice == view::ImportAs::Skip && kept.existing.is_none() {
                continue;
            }
            let Some(from) = kept.form.year().read().map(|year| year.0).filter(|from| *from != to_year) else {
                continue;
            };
            // The same form may stand in two of the files.
            let twice = old.iter().any(|one| is_same(&one.kept.form, &kept.form));
            if !twice && self.existing(from)?.of(&kept.form).is_empty() {
                let mut kept = Kept { existing: None, ..kept.clone() };
                put_funds(&mut kept, &choice.funds)?;
                old.push(Wanted { kept, choice: view::ImportAs::New });
            }
        }
        Ok(old)
    }

    /// The forms that name another year than the one that they were moved into.
    fn carried(&self, imported: &[Option<i64>], to_year: Option<i32>) -> Result<Vec<view::CarriedForm>, Error> {
        let (Some(year), mut carried) = (to_year, Vec::new()) else { return Ok(Vec::new()) };
        for form in imported.iter().flatten() {
            let stored = self.store()?.form(FormId(*form)).map_err(from_store)?.form;
            let look_at = places_with_years(&stored, &*self.own_template(&stored)?, year);
            if !look_at.is_empty() {
                carried.push(view::CarriedForm { form: *form, name: titled(&stored), look_at });
            }
        }
        Ok(carried)
    }

    /// What is to be written for each form. Two forms may be meant for the same one: the second finds it as the first left it.
    fn steps<'a>(&self, wanted: &'a [Wanted]) -> Result<Vec<Step<'a>>, Error> {
        let now = self.now();
        let mut present: HashMap<FormId, (Form, i64)> = HashMap::new();
        let mut replaced = BTreeSet::new();
        let mut steps = Vec::with_capacity(wanted.len());
        for Wanted { kept, choice } in wanted {
            let merge = match choice {
                view::ImportAs::Skip => {
                    steps.push(Step::Nothing);
                    continue;
                }
                view::ImportAs::New => {
                    steps.push(Step::New { form: &kept.form, waivers: stored_waivers(kept, &kept.form, now) });
                    continue;
                }
                view::ImportAs::Replace => false,
                view::ImportAs::Merge => true,
            };
            let none = || Error::new(Code::FormNone, "没有可以覆盖的表", "请选“新建”");
            let id = kept.existing.ok_or_else(none)?;
            let (form, revision) = match present.entry(id) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(free) => {
                    let stored = self.store()?.form(id).map_err(from_store)?;
                    free.insert((stored.form, stored.revision))
                }
            };
            if !merge {
                let own = kept.form.year().read();
                if let (Some(own), Some(there)) = (own, form.year().read())
                    && own != there
                {
                    return Err(other_year(form.name(), own.0, there.0));
                }
                if !replaced.insert(id) {
                    let message = format!("有两份表都要覆盖“{}”", shown_name(form.name()));
                    return Err(Error::new(Code::EditRefused, message, "请只留一份覆盖，另一份选“新建”或“跳过”"));
                }
            }
            let template = self.own_template(form)?;
            let mut work = Work::new(form.clone(), &template);
            let mut patches = take_over(form, &kept.form, &template, merge);
            // What moving on has emptied takes the place of nothing that is written.
            let emptied: Vec<String> = kept.emptied.iter().map(|path| path.keyed(form)).collect();
            patches.retain(|patch| !matches!(patch, Patch::Set { path, .. } if emptied.contains(path)));
            work.make_all(patches)?;
            let waivers = if merge { Vec::new() } else { stored_waivers(kept, &work.form, now) };
            let (base, patches) = (*revision, work.patches);
            if patches.is_empty() && waivers.is_empty() {
                steps.push(Step::Same(id));
                continue;
            }
            (*form, *revision) = (work.form, base + 1);
            steps.push(Step::Over { id, base, patches, waivers });
        }
        Ok(steps)
    }
}

/// What an import writes for one form.
enum Step<'a> {
    /// It was left out.
    Nothing,
    /// The one that is there is the same.
    Same(FormId),
    New {
        form: &'a Form,
        waivers: Vec<Waiver>,
    },
    /// One action, which can be undone together with its waivers.
    Over {
        id: FormId,
        base: i64,
        patches: Vec<Patch>,
        waivers: Vec<Waiver>,
    },
}

impl Step<'_> {
    /// Writes it; gives the number of the form.
    fn write(&self, tx: &Tx<'_>) -> Result<Option<FormId>, StoreError> {
        match self {
            Step::Nothing => Ok(None),
            Step::Same(id) => Ok(Some(*id)),
            Step::New { form, waivers } => {
                let id = tx.create(form)?;
                if !waivers.is_empty() {
                    tx.put_waivers(id, form, waivers)?;
                }
                Ok(Some(id))
            }
            Step::Over { id, base, patches, waivers } => tx.edit(*id, *base, patches, waivers).map(|_| Some(*id)),
        }
    }
}

/// The rows of a plan's budget that are taken, in their order.
fn taken(rows: &[BudgetRow], chosen: Option<&[usize]>) -> Result<Vec<BudgetRow>, Error> {
    let Some(chosen) = chosen else { return Ok(rows.to_vec()) };
    let row = |at: usize| {
        let none = || crate::requests::refused(&format!("导入预览的预算里没有第 {at} 行"));
        rows.get(at).cloned().ok_or_else(none)
    };
    chosen.iter().copied().collect::<BTreeSet<_>>().into_iter().map(row).collect()
}

/// Most notes on one form that stand above its places.
const NAMED: usize = 5;

/// What of a form's source was not read.
fn form_notes(form: &PlannedForm) -> Vec<String> {
    let own = form.fields.iter().filter(|field| field.path == FieldPath::Form).flat_map(|field| &field.mark.notes);
    own.take(NAMED).cloned().collect()
}

fn titled(form: &Form) -> String {
    named_among_all(form.name(), matches!(form, Form::Unit(_)))
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

/// Puts the amounts where somebody said that they go.
fn put_funds(kept: &mut Kept, chosen: &[view::PlacedFund]) -> Result<(), Error> {
    for fund in chosen {
        let none =
            || crate::requests::refused(&format!("导入预览里没有第 {} 笔资金，或没有来源“{}”", fund.at, fund.into));
        let unplaced = kept.unplaced.get(fund.at).ok_or_else(none)?;
        let line = FundLine::SOURCES.into_iter().find(|line| line.key() == fund.into).ok_or_else(none)?;
        unplaced.put(&mut kept.form, line).map_err(|why| {
            Error::new(Code::EditRefused, format!("“{}”没有放进去：{why}", unplaced.label), "请改正后再导入")
        })?;
    }
    Ok(())
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

fn other_year(name: &str, own: i32, there: i32) -> Error {
    let message = format!("“{}”是 {own} 年度的，不能覆盖 {there} 年度的表", shown_name(name));
    Error::new(Code::EditRefused, message, format!("请选转到 {there} 年度，或选“新建”"))
}

/// The waivers of a package as they are stored beside this form.
fn stored_waivers(kept: &Kept, form: &Form, now: DateTime<FixedOffset>) -> Vec<Waiver> {
    kept.waivers.iter().filter_map(|waiver| waivers::stored(waiver, form, now)).collect()
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

/// The changes that make one form out of another.
fn take_over(present: &Form, wanted: &Form, template: &Template, merge: bool) -> Vec<Patch> {
    let mut patches = Vec::new();
    for path in fields::every(template.kind) {
        let (Some(old), Some(new)) = (text_at(present, path), text_at(wanted, path)) else { continue };
        if old != new && (!merge || (old.trim().is_empty() && !new.trim().is_empty())) {
            patches.push(Patch::set(path.keyed(present), new));
        }
    }
    for side in Side::BOTH {
        let list = FieldPath::Indicators(side).keyed(present);
        let texts = |form: &Form| form.rows(side).iter().map(|row| row_texts(form, side, row.id)).collect::<Vec<_>>();
        let ids: Vec<u32> = present.rows(side).iter().map(|row| row.id.0).collect();
        let blank = present.rows(side).iter().all(jibiao_model::IndicatorRow::is_blank);
        replace_rows(&mut patches, &list, &ids, texts(present), texts(wanted), merge && !blank);
    }
    if let (Form::Unit(old), Form::Unit(new)) = (present, wanted) {
        let texts = |form: &jibiao_model::UnitForm| {
            form.key_tasks.iter().map(|task| vec![task.function.clone(), task.task.clone()]).collect::<Vec<_>>()
        };
        let ids: Vec<u32> = old.key_tasks.iter().map(|task| task.id.0).collect();
        replace_rows(&mut patches, "key_tasks", &ids, texts(old), texts(new), merge && !ids.is_empty());
    }
    patches
}

fn row_texts(form: &Form, side: Side, id: jibiao_model::RowId) -> Vec<String> {
    RowField::ALL.map(|(field, _)| text_at(form, FieldPath::Cell(side, id, field)).unwrap_or_default()).to_vec()
}

fn replace_rows(
    patches: &mut Vec<Patch>,
    list: &str,
    ids: &[u32],
    old: Vec<Vec<String>>,
    new: Vec<Vec<String>>,
    keep: bool,
) {
    if keep || old == new {
        return;
    }
    patches.extend(ids.iter().map(|row| Patch::Delete { list: list.to_owned(), row: *row }));
    let insert = |(at, texts): (usize, Vec<String>)| Patch::Insert { list: list.to_owned(), at, row: None, texts };
    patches.extend(new.into_iter().enumerate().map(insert));
}
