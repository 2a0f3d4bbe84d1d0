//! One form: opened, edited, undone, waived, deleted.

use super::edits::Work;
use super::findings::{self, Found};
use super::from_store;
use super::list::yuan;
use super::{Session, cells, derived, facts, grid, id, templates, when};
use crate::error::{Code, Error};
use crate::requests::app::{Done, Nothing};
use crate::requests::check::{FixForm, WaiveFinding};
use crate::requests::form as view;
use jibiao_model::amount::{read_amount, rounded};
use jibiao_model::capital::capital;
use jibiao_model::template::Template;
use jibiao_model::{Entry, Form, Wan, Yuan};
use jibiao_store::{Edited, FormId, Patch, Query, Stored};
use std::sync::Arc;

/// The longest reason of a waiver, in characters.
const LONGEST_REASON: usize = 100;

/// A form with what was found in it.
pub(super) struct Seen {
    pub stored: Stored,
    pub template: Arc<Template>,
    pub found: Vec<Found>,
}

impl Seen {
    /// The rows of the form in the groups of its template.
    pub fn groups(&self) -> Vec<grid::Group> {
        grid::groups(&self.stored.form, &self.template)
    }
}

impl Session {
    /// Reads a form and checks it.
    pub(super) fn look(&mut self, form: FormId) -> Result<Seen, Error> {
        let stored = self.store()?.form(form).map_err(from_store)?;
        let template = self.own_template(&stored.form)?;
        let found = self.found(&stored, &template)?;
        Ok(Seen { stored, template, found })
    }

    /// Reads a form; it is not checked.
    fn before(&self, form: i64) -> Result<Seen, Error> {
        let stored = self.store()?.form(id(form)).map_err(from_store)?;
        let template = self.own_template(&stored.form)?;
        Ok(Seen { stored, template, found: Vec::new() })
    }

    /// The template of a form, held apart from the session.
    pub(super) fn own_template(&self, form: &Form) -> Result<Arc<Template>, Error> {
        let template = self.template(form.template())?;
        let project = matches!(form, Form::Project(_));
        if project != (template.kind == jibiao_model::template::Kind::Project) {
            return Err(Error::new(Code::TemplateUnknown, "这张表的模板是另一种表的", "请恢复原来的模板文件"));
        }
        Ok(Arc::new(template.clone()))
    }

    fn found(&mut self, stored: &Stored, template: &Template) -> Result<Vec<Found>, Error> {
        let waivers = self.store()?.waivers(stored.id).map_err(from_store)?;
        let stored_just_now = facts::found_last(&self.last, &stored.form, &waivers);
        let mut found = stored_just_now.unwrap_or_else(|| {
            let selection = findings::selection(&self.settings.rules);
            findings::of_form(&stored.form, template, self.day, &selection, &waivers)
        });
        if let Some(cross) = self.cross_of_form(&stored.form)? {
            found.extend(cross.of(stored.id, &stored.form, &waivers));
        }
        Ok(found)
    }

    /// As [`Session::found`], in the form that the window works on: the next edit goes on from it.
    fn found_at_work(
        &mut self,
        stored: &Stored,
        template: &Template,
        groups: &[grid::Group],
    ) -> Result<Vec<Found>, Error> {
        let waivers = self.store()?.waivers(stored.id).map_err(from_store)?;
        let selection = findings::selection(&self.settings.rules);
        let asked = (self.day, &selection);
        let mut found = facts::found_again(&self.last, &stored.form, template, groups, asked, &waivers);
        if let Some(cross) = self.cross_at_work(&stored.form)? {
            found.extend(cross.of(stored.id, &stored.form, &waivers));
        }
        Ok(found)
    }

    pub(super) fn derived(&mut self, seen: &Seen, groups: &[grid::Group]) -> Result<view::Derived, Error> {
        let budget = self.cross_at_work(&seen.stored.form)?.map(|cross| cross.budget.clone()).unwrap_or_default();
        let projects = self.projects_beside(&seen.stored.form)?;
        Ok(derived::derived(&seen.stored.form, &seen.template, groups, &seen.found, &budget, projects.as_ref()))
    }

    /// The project forms of the year of a unit form; `None` where there is none, or one of their amounts does not read.
    fn projects_beside(&self, form: &Form) -> Result<Option<derived::Projects>, Error> {
        let (Form::Unit(_), Some(year)) = (form, form.year().read()) else { return Ok(None) };
        let totals = self.store()?.totals(&Query { year: Some(year.0), ..Query::default() }).map_err(from_store)?;
        let annual = yuan(totals.annual).to_wan().map(|wan| Wan(rounded(wan.0)));
        let sure = totals.forms > 0 && totals.unread == 0;
        Ok(annual.filter(|_| sure).map(|annual| derived::Projects { count: totals.forms, annual }))
    }

    pub(super) fn finding_views(
        &self,
        seen: &Seen,
        groups: &[grid::Group],
    ) -> Vec<crate::requests::check::FindingView> {
        let (form, now) = (&seen.stored.form, self.now());
        let number = Some(seen.stored.id.0);
        seen.found.iter().map(|found| findings::view(found, number, form, &seen.template, groups, now)).collect()
    }

    /// A form with everything that the window shows of it.
    pub(crate) fn open_form(&mut self, request: view::OneForm) -> Result<view::FormView, Error> {
        let mut seen = self.before(request.form)?;
        self.cross_of_form(&seen.stored.form)?;
        let groups = seen.groups();
        seen.found = self.found_at_work(&seen.stored, &seen.template, &groups)?;
        let derived = self.derived(&seen, &groups)?;
        let (can_undo, can_redo) = self.store()?.undo_state(seen.stored.id).map_err(from_store)?;
        let unit = self.store()?.unit().map_err(from_store)?;
        let form = &seen.stored.form;
        Ok(view::FormView {
            form: seen.stored.id.0,
            kind: templates::kind(seen.template.kind),
            template: form.template().to_owned(),
            name: shown_name(form.name()),
            year: form.year().read().map(|year| year.0),
            revision: seen.stored.revision,
            deleted: seen.stored.deleted_at.is_some(),
            cells: cells::shown(form, &seen.template, &unit),
            groups: grid::view(form, &seen.template, &groups),
            key_tasks: grid::tasks(form),
            findings: self.finding_views(&seen, &groups),
            derived,
            undo: view::UndoState { can_undo, can_redo },
            neighbours: self.neighbours(&seen)?,
            updated_at: seen.stored.updated_at,
        })
    }

    fn neighbours(&self, seen: &Seen) -> Result<view::Neighbours, Error> {
        let alone = view::Neighbours { previous: None, next: None, words: String::new() };
        let (Form::Project(_), Some(year)) = (&seen.stored.form, seen.stored.form.year().read()) else {
            return Ok(alone);
        };
        let all = self.store()?.numbers(year.0, "project").map_err(from_store)?;
        let Ok(at) = all.binary_search(&seen.stored.id) else { return Ok(alone) };
        let number = |at: Option<usize>| at.and_then(|at| all.get(at)).map(|id| id.0);
        Ok(view::Neighbours {
            previous: number(at.checked_sub(1)),
            next: number(Some(at + 1)),
            words: format!("第 {} 个，共 {} 个", at + 1, all.len()),
        })
    }

    /// One user action.
    pub(crate) fn edit_form(&mut self, request: view::EditForm) -> Result<view::FormChanged, Error> {
        let region = self.store()?.unit().map_err(from_store)?.region;
        self.act(request.form, request.base_revision, |work| {
            request.edits.iter().try_for_each(|edit| work.edit(edit))?;
            work.keep_title(&region)
        })
    }

    /// Puts one old value of 修改记录 back, a new action like any other.
    pub(crate) fn restore_value(&mut self, request: view::RestoreValue) -> Result<view::FormChanged, Error> {
        let old = self.old_value(request.form, request.revision, request.change)?;
        self.act(request.form, request.base_revision, |work| work.make_all(vec![old]))
    }

    /// 恢复一致, 年度=实施期.
    pub(crate) fn link_form(&mut self, request: view::LinkForm) -> Result<view::FormChanged, Error> {
        self.act(request.form, request.base_revision, |work| work.link(&request.link))
    }

    /// 按建议改.
    pub(crate) fn fix_form(&mut self, request: FixForm) -> Result<view::FormChanged, Error> {
        let found = self.look(id(request.form))?.found;
        self.act(request.form, request.base_revision, |work| {
            for key in &request.findings {
                let wanted = found.iter().find(|found| found.key(&work.form) == *key);
                let fix = wanted.and_then(|found| found.finding.fix.as_ref());
                let Some(fix) = fix.filter(|fix| fix.safety != crate::rules::Safety::Show) else {
                    return Err(Error::new(
                        Code::NothingToDo,
                        "这一处问题已不在，或没有可以直接采用的建议",
                        "请看最新的问题清单",
                    ));
                };
                for (path, text) in &fix.edits {
                    let path = path.keyed(&work.form);
                    work.edit(&view::Edit::Set { path, text: text.clone(), alone: Some(true) })?;
                }
            }
            Ok(())
        })
    }

    /// Makes the changes of one action, checks, and says what the window has to show anew.
    pub(super) fn act(
        &mut self,
        form: i64,
        base: i64,
        run: impl FnOnce(&mut Work<'_>) -> Result<(), Error>,
    ) -> Result<view::FormChanged, Error> {
        let before = self.before(form)?;
        if before.stored.revision != base {
            let (base, now) = (base, before.stored.revision);
            return Err(from_store(jibiao_store::StoreError::Stale { base, now }));
        }
        let mut work = Work::new(before.stored.form.clone(), &before.template);
        run(&mut work)?;
        let (_, patches) = work.finish()?;
        if patches.is_empty() {
            let (can_undo, can_redo) = self.store()?.undo_state(before.stored.id).map_err(from_store)?;
            let undo = view::UndoState { can_undo, can_redo };
            let now = self.look(before.stored.id)?;
            return self.changed(&before, &now, undo, Vec::new());
        }
        let edited = self.store_mut()?.edit(before.stored.id, base, &patches).map_err(from_store)?;
        self.after(&before, edited)
    }

    /// Takes the last action back.
    pub(crate) fn undo_form(&mut self, request: view::FormAt) -> Result<view::FormChanged, Error> {
        let before = self.before(request.form)?;
        let undone = self.store_mut()?.undo(before.stored.id, request.base_revision).map_err(from_store)?;
        let mut changed = self.after(&before, undone)?;
        // What a person did comes first in an action and what followed from it later; taken back it is the other way round.
        changed.touched.reverse();
        Ok(changed)
    }

    /// Does it again.
    pub(crate) fn redo_form(&mut self, request: view::FormAt) -> Result<view::FormChanged, Error> {
        let before = self.before(request.form)?;
        let redone = self.store_mut()?.redo(before.stored.id, request.base_revision).map_err(from_store)?;
        self.after(&before, redone)
    }

    /// What became of a form after a change that is on the disk.
    fn after(&mut self, before: &Seen, edited: Edited) -> Result<view::FormChanged, Error> {
        self.cross_changed([before.stored.id]);
        let touched = edited.changes.iter().filter_map(touched).collect();
        let undo = view::UndoState { can_undo: edited.can_undo, can_redo: edited.can_redo };
        let stored = Stored {
            form: edited.form,
            revision: edited.revision,
            updated_at: self.now().timestamp_millis(),
            ..before.stored.clone()
        };
        let template = before.template.clone();
        let mut now = Seen { stored, template, found: Vec::new() };
        now.found = self.found_at_work(&now.stored, &now.template, &now.groups())?;
        self.changed(before, &now, undo, touched)
    }

    /// 忽略并说明理由.
    pub(crate) fn waive(&mut self, request: WaiveFinding) -> Result<view::FormChanged, Error> {
        let seen = self.look(id(request.form))?;
        if request.reason.chars().count() > LONGEST_REASON {
            let message = format!("理由超过 {LONGEST_REASON} 个字");
            return Err(Error::new(Code::EditRefused, message, "请写短一些"));
        }
        let found = seen.found.iter().find(|found| found.key(&seen.stored.form) == request.finding);
        let Some(found) = found.filter(|found| findings::waivable(&found.finding)) else {
            return Err(Error::new(Code::NothingToDo, "这一处问题已不在，或不能忽略", "请看最新的问题清单"));
        };
        let path = found.finding.place.keyed(&seen.stored.form);
        let reason = request.reason.trim();
        self.store_mut()?.waive(seen.stored.id, found.finding.code, &path, reason).map_err(from_store)?;
        let now = self.look(id(request.form))?;
        let (can_undo, can_redo) = self.store()?.undo_state(now.stored.id).map_err(from_store)?;
        self.changed(&seen, &now, view::UndoState { can_undo, can_redo }, Vec::new())
    }

    /// How a value reads while it is being typed.
    pub(crate) fn read_value(&mut self, request: view::ReadValue) -> Result<view::ReadingView, Error> {
        Ok(grid::reading(&request.text))
    }

    /// How an amount reads while it is being typed.
    pub(crate) fn read_amount(&mut self, request: view::ReadAmount) -> Result<view::AmountView, Error> {
        let shown = |read, shown: String, capital| Ok(view::AmountView { read, shown, capital });
        let raw = || shown(view::ReadState::Unread, request.text.clone(), None);
        match request.unit.as_str() {
            "元" => match Yuan::read(&request.text) {
                Entry::Blank => shown(view::ReadState::Blank, String::new(), None),
                Entry::Read(yuan) => shown(view::ReadState::Read, yuan.printed(), capital(yuan)),
                Entry::Raw(_) => raw(),
            },
            "万元" => match Wan::read(&request.text) {
                Entry::Blank => shown(view::ReadState::Blank, String::new(), None),
                Entry::Read(wan) => shown(view::ReadState::Read, wan.printed(), wan.to_yuan().and_then(capital)),
                Entry::Raw(_) => raw(),
            },
            _ => match read_amount(&request.text) {
                Entry::Blank => shown(view::ReadState::Blank, String::new(), None),
                Entry::Read(number) => shown(view::ReadState::Read, number.to_string(), None),
                Entry::Raw(_) => raw(),
            },
        }
    }

    /// Puts forms into the 回收站.
    pub(crate) fn delete_forms(&mut self, request: view::Forms) -> Result<Done, Error> {
        self.cross_changed(request.forms.iter().map(|form| id(*form)));
        let store = self.store_mut()?;
        request.forms.iter().try_for_each(|form| store.delete(id(*form)).map_err(from_store))?;
        Ok(Done {})
    }

    /// Takes forms out of the 回收站.
    pub(crate) fn restore_forms(&mut self, request: view::Forms) -> Result<Done, Error> {
        self.cross_changed(request.forms.iter().map(|form| id(*form)));
        let store = self.store_mut()?;
        request.forms.iter().try_for_each(|form| store.restore(id(*form)).map_err(from_store))?;
        Ok(Done {})
    }

    /// Takes forms out of the 回收站 for good.
    pub(crate) fn purge_forms(&mut self, request: view::Forms) -> Result<Done, Error> {
        let store = self.store_mut()?;
        request.forms.iter().try_for_each(|form| store.purge(id(*form)).map_err(from_store))?;
        Ok(Done {})
    }

    /// The 回收站.
    pub(crate) fn trash(&mut self, _: Nothing) -> Result<view::Trash, Error> {
        let query = Query { deleted: true, limit: 1_000, ..Query::default() };
        let page = self.store()?.list(&query).map_err(from_store)?;
        let now = self.now();
        let line = |line: jibiao_store::FormLine| view::TrashLine {
            form: line.id.0,
            name: shown_name(&line.name),
            year: line.year,
            deleted: line.deleted_at.map(|at| when::shown(at, now)).unwrap_or_default(),
        };
        Ok(view::Trash { forms: page.forms.into_iter().map(line).collect(), more: page.more })
    }
}

/// The place of a change that the user should see.
fn touched(patch: &Patch) -> Option<String> {
    match patch {
        Patch::Set { path, .. } => Some(path.clone()),
        Patch::Insert { list, row: Some(row), .. } => Some(format!("{list}[#{row}]")),
        Patch::Move { list, row, .. } => Some(format!("{list}[#{row}]")),
        Patch::Insert { .. } | Patch::Delete { .. } => None,
    }
}

/// What lists call a form.
pub(super) fn shown_name(name: &str) -> String {
    let name = name.trim();
    if name.is_empty() { "（未命名）".to_owned() } else { name.to_owned() }
}
