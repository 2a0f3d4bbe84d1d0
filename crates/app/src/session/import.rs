//! Import: first a plan that writes nothing, then what the plan says, refused where a source or the data changed since.

use super::cells::number;
use super::create::{check_year, move_on};
use super::form::shown_name;
use super::{Session, fields, findings, place};
use crate::data::{Reason, from_store};
use crate::error::{Code, Error};
use crate::forms::{self, Source};
use crate::requests::budget::BudgetLine;
use crate::requests::transfer as view;
use crate::rules::Severity;
use crate::{budget, files};
use jibiao_model::cell::{set_text, text_at};
use jibiao_model::form::Side;
use jibiao_model::path::RowField;
use jibiao_model::template::Template;
use jibiao_model::{BudgetRow, FieldPath, Form};
use jibiao_store::{FormId, Operation, Patch, Query};
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;

/// Plans that can still be applied.
const KEPT: usize = 4;

/// The plans of a session, oldest first.
#[derive(Default)]
pub(super) struct Plans {
    all: Vec<Plan>,
}

struct Plan {
    name: String,
    paths: Vec<PathBuf>,
    forms: Vec<(Form, Option<FormId>)>,
    budget: Vec<BudgetRow>,
}

impl Session {
    /// Looks at files.
    pub(crate) fn plan_import(&mut self, request: view::PlanImport) -> Result<view::ImportPlan, Error> {
        let paths: Vec<PathBuf> = request.paths.iter().map(PathBuf::from).collect();
        let name = self.plan_name(&paths)?;
        let (sources, mut budget_files) = match forms::named(&paths) {
            Ok(named) => (named.forms, named.passed_over),
            // A project budget alone is worth importing too.
            Err(error) if error.code == Code::NoForms => {
                (Vec::new(), files::find(&paths)?.into_iter().map(|f| f.file).collect())
            }
            Err(error) => return Err(error),
        };
        let (mut planned, mut kept, mut refused) = (Vec::new(), Vec::new(), Vec::new());
        let existing = self.existing(request.year)?;
        for source in &sources {
            match self.plan_form(source, planned.len(), &existing) {
                Ok((form, view)) => {
                    kept.push((form, view.existing.map(FormId)));
                    planned.push(view);
                }
                // A list that was named itself may be a project budget.
                Err(error)
                    if error.code == Code::FormJson && source.part.is_none() && budget::load(&source.file).is_ok() =>
                {
                    budget_files.push(source.file.clone());
                }
                Err(error) => refused.push(refusal(source, &error)),
            }
        }
        let rows: Vec<BudgetRow> =
            budget_files.iter().filter_map(|file| budget::load(file).ok()).flat_map(|(rows, _)| rows).collect();
        if planned.is_empty() && rows.is_empty() && refused.is_empty() {
            return Err(Error::new(Code::NoForms, "没有找到表文件或数据包", "请另选文件或文件夹"));
        }
        let lines = rows.iter().map(|row| BudgetLine {
            name: row.name.clone(),
            total: row.total.json_text(),
            carried_over: row.carried_over,
        });
        let lines = lines.collect();
        self.plans.all.retain(|plan| plan.name != name);
        self.plans.all.push(Plan { name: name.clone(), paths, forms: kept, budget: rows });
        if self.plans.all.len() > KEPT {
            self.plans.all.remove(0);
        }
        Ok(view::ImportPlan { plan: name, forms: planned, budget: lines, refused })
    }

    /// Digest of everything that was named and of the state of the data.
    fn plan_name(&self, paths: &[PathBuf]) -> Result<String, Error> {
        let mut digest = Sha256::new();
        for found in files::find(paths)? {
            digest.update(found.file.as_os_str().as_encoded_bytes());
            // What cannot be read is refused in its turn; until then it is the same as nothing.
            digest.update(Sha256::digest(files::read_bytes(&found.file, files::MAX_FILE).unwrap_or_default()));
        }
        digest.update(self.store()?.change().map_err(from_store)?.to_le_bytes());
        Ok(digest.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect())
    }

    /// The forms of a year by kind and name.
    fn existing(&self, year: i32) -> Result<HashMap<(bool, String), FormId>, Error> {
        let query = Query { year: Some(year), limit: u32::MAX - 1, ..Query::default() };
        let page = self.store()?.list(&query).map_err(from_store)?;
        Ok(page.forms.into_iter().map(|line| ((line.kind == "unit", line.name.trim().to_owned()), line.id)).collect())
    }

    fn plan_form(
        &self,
        source: &Source,
        index: usize,
        existing: &HashMap<(bool, String), FormId>,
    ) -> Result<(Form, view::PlannedForm), Error> {
        let ready = forms::load(source, &self.templates)?;
        let (form, template) = (ready.form, ready.template);
        let there = existing.get(&(matches!(form, Form::Unit(_)), form.name().trim().to_owned())).copied();
        let selection = findings::selection(&self.settings.rules);
        let found = findings::of_form(&form, template, self.day, &selection, &[]);
        let count = |severity| found.iter().filter(|found| found.finding.severity == severity).count() as u32;
        let view = view::PlannedForm {
            index,
            name: shown_name(form.name()),
            year: form.year().read().map(|year| year.0),
            source: source.label(),
            existing: there.map(|id| id.0),
            proposal: if there.is_some() { view::ImportAs::Skip } else { view::ImportAs::New },
            cells: planned_cells(&form, template),
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
        };
        Ok((form, view))
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
        if self.plan_name(&plan.paths)? != plan.name {
            return Err(changed("来源文件或数据"));
        }
        let mut wanted = Vec::new();
        for choice in &request.forms {
            let none = || crate::requests::refused(&format!("导入预览里没有第 {} 份表", choice.index));
            let (form, existing) = plan.forms.get(choice.index).cloned().ok_or_else(none)?;
            wanted.push((self.as_chosen(form, choice, request.to_year)?, existing, choice.choice));
        }
        let backup = self.store()?.back_up_if_changed(Reason::Import).map_err(from_store)?;
        let imported = self.write_import(&wanted)?;
        if let Some(year) = request.budget_year.filter(|_| !plan.budget.is_empty()) {
            self.keep_budget(year, &plan.budget)?;
        }
        self.cross.clear();
        let count = imported.iter().flatten().collect::<BTreeSet<_>>().len();
        let name =
            plan.paths.first().and_then(|path| path.file_name()).unwrap_or_default().to_string_lossy().into_owned();
        self.store_mut()?.log_transfer(true, &name, count as i64).map_err(from_store)?;
        Ok(view::Imported {
            forms: imported,
            backup: backup.map(|path| path.display().to_string()),
            message: format!("已导入 {count} 份表"),
        })
    }

    /// A form as it will be written.
    fn as_chosen(&self, mut form: Form, choice: &view::ImportChoice, to_year: Option<i32>) -> Result<Form, Error> {
        for cell in &choice.cells {
            let none = || Error::new(Code::EditPlace, format!("表里没有“{}”这一处", cell.path), "请重新看一遍预览");
            let path = FieldPath::parse(&cell.path, &form).ok_or_else(none)?;
            set_text(&mut form, path, &cell.text)
                .map_err(|error| Error::new(Code::EditRefused, error.to_string(), "请改正后再导入"))?;
        }
        if let Some(year) = to_year {
            move_on(&mut form, year);
        }
        Ok(form)
    }

    /// New forms all or none in one transaction; then those that take the place of others, each one action that can be undone.
    fn write_import(&mut self, wanted: &[(Form, Option<FormId>, view::ImportAs)]) -> Result<Vec<Option<i64>>, Error> {
        let mut imported: Vec<Option<i64>> = vec![None; wanted.len()];
        let new: Vec<usize> = wanted
            .iter()
            .enumerate()
            .filter(|(_, (_, _, choice))| *choice == view::ImportAs::New)
            .map(|(index, _)| index)
            .collect();
        if !new.is_empty() {
            let made = self.store_mut()?.transact(Operation::Import, |tx| {
                new.iter()
                    .filter_map(|index| wanted.get(*index))
                    .map(|(form, ..)| tx.create(form))
                    .collect::<Result<Vec<_>, _>>()
            });
            for (index, id) in new.into_iter().zip(made.map_err(from_store)?) {
                if let Some(slot) = imported.get_mut(index) {
                    *slot = Some(id.0);
                }
            }
        }
        for (slot, (form, existing, choice)) in imported.iter_mut().zip(wanted) {
            let merge = match choice {
                view::ImportAs::Replace => false,
                view::ImportAs::Merge => true,
                view::ImportAs::New | view::ImportAs::Skip => continue,
            };
            let none = || Error::new(Code::FormNone, "没有可以覆盖的表", "请选“新建”");
            let id = existing.ok_or_else(none)?;
            self.take_over(id, form, merge)?;
            *slot = Some(id.0);
        }
        Ok(imported)
    }

    /// Puts the contents of a form into a stored one; with `merge` only where that one is blank.
    fn take_over(&mut self, id: FormId, form: &Form, merge: bool) -> Result<(), Error> {
        let stored = self.store()?.form(id).map_err(from_store)?;
        let template = self.own_template(&stored.form)?;
        let patches = take_over(&stored.form, form, &template, merge);
        if !patches.is_empty() {
            self.store_mut()?.edit(id, stored.revision, &patches).map_err(from_store)?;
        }
        Ok(())
    }
}

fn refusal(source: &Source, error: &Error) -> view::RefusedFile {
    view::RefusedFile { file: source.label(), code: error.code.as_str().to_owned(), message: error.to_string() }
}

/// What is to be looked at: numbers that do not read, and what is missing. Form files say everything else themselves.
fn planned_cells(form: &Form, template: &Template) -> Vec<view::PlannedCell> {
    let groups = super::grid::groups(form, template);
    let cell = |path: FieldPath, sureness, message: &str| {
        let text = text_at(form, path).unwrap_or_default();
        view::PlannedCell {
            path: path.keyed(form),
            place: place::words(path, form, template, &groups),
            source: text.clone(),
            text,
            address: path.json(form).unwrap_or_default(),
            sureness,
            message: message.to_owned(),
            offer: None,
        }
    };
    let mut cells = Vec::new();
    for path in fields::every(template.kind) {
        let text = text_at(form, path).unwrap_or_default();
        if number(form, path).raw().is_some() {
            cells.push(cell(path, view::Sureness::LookHere, "读不出金额或数字，照原样保留"));
        } else if text.trim().is_empty() && fields::required(path, template) {
            cells.push(cell(path, view::Sureness::NotFound, "来源里没有"));
        }
    }
    for side in Side::BOTH {
        for row in form.rows(side).iter().filter(|row| !row.is_blank()) {
            if row.kind2().is_none() {
                let path = FieldPath::Cell(side, row.id, RowField::Level2);
                cells.push(cell(path, view::Sureness::LookHere, "二级指标不是表上有的一类"));
            }
        }
    }
    cells
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
