//! Does what a plan of an import says.

use super::take_over::take_over;
use super::{Kept, Plan, titled};
use crate::data::Reason;
use crate::error::{Code, Error};
use crate::requests::transfer as view;
use crate::session::budget::refuse_too_many;
use crate::session::create::{carry, check_year, places_with_years};
use crate::session::edits::Work;
use crate::session::existing::is_same;
use crate::session::form::shown_name;
use crate::session::{Session, fields, from_store};
use crate::waivers;
use chrono::{DateTime, FixedOffset};
use jibiao_model::cell::{set_text, text_at};
use jibiao_model::form::FundLine;
use jibiao_model::template::Kind;
use jibiao_model::{BudgetRow, FieldPath, Form};
use jibiao_store::{FormId, Operation, Patch, StoreError, Tx, Waiver};
use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap};

/// A form as it will be written.
struct Wanted {
    kept: Kept,
    choice: view::ImportAs,
}

impl Session {
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

fn other_year(name: &str, own: i32, there: i32) -> Error {
    let message = format!("“{}”是 {own} 年度的，不能覆盖 {there} 年度的表", shown_name(name));
    Error::new(Code::EditRefused, message, format!("请选转到 {there} 年度，或选“新建”"))
}

/// The waivers of a package as they are stored beside this form.
fn stored_waivers(kept: &Kept, form: &Form, now: DateTime<FixedOffset>) -> Vec<Waiver> {
    kept.waivers.iter().filter_map(|waiver| waivers::stored(waiver, form, now)).collect()
}
