//! What the window has to show anew after a change.

use super::form::{Seen, shown_name};
use super::{Session, cells, from_store, grid, when};
use crate::error::Error;
use crate::requests::form::{CellView, FormChanged, GridGroup, TaskRow, UndoState};
use jibiao_model::Form;
use jibiao_store::Unit;
use std::collections::BTreeMap;

/// What the window shows of the form that was changed last: the next change is shown as the difference to it.
pub(super) struct Shown {
    form: Form,
    cells: BTreeMap<String, CellView>,
    groups: Vec<GridGroup>,
    key_tasks: Vec<TaskRow>,
}

impl Shown {
    fn of(seen: &Seen, groups: &[grid::Group], unit: &Unit) -> Shown {
        let (form, template) = (&seen.stored.form, &seen.template);
        Shown {
            cells: cells::shown(form, template, unit),
            groups: grid::view(form, template, groups),
            key_tasks: grid::tasks(form),
            form: form.clone(),
        }
    }
}

impl Session {
    /// The difference between what the window shows and what is stored now.
    pub(super) fn changed(
        &mut self,
        before: &Seen,
        now: &Seen,
        undo: UndoState,
        touched: Vec<String>,
    ) -> Result<FormChanged, Error> {
        let unit = self.store()?.unit().map_err(from_store)?;
        let before = match self.shown.take() {
            Some(shown) if shown.form == before.stored.form => shown,
            _ => Shown::of(before, &before.groups(), &unit),
        };
        let groups = now.groups();
        let shown = Shown::of(now, &groups, &unit);
        let mut cells: BTreeMap<String, Option<_>> = BTreeMap::new();
        for path in before.cells.keys().filter(|path| !shown.cells.contains_key(*path)) {
            cells.insert(path.clone(), None);
        }
        let moved = shown.cells.iter().filter(|(path, cell)| before.cells.get(*path) != Some(cell));
        cells.extend(moved.map(|(path, cell)| (path.clone(), Some(cell.clone()))));
        let derived = self.derived(now, &groups)?;
        let key_tasks = (shown.key_tasks != before.key_tasks).then(|| shown.key_tasks.clone());
        let changed_groups = (shown.groups != before.groups).then(|| shown.groups.clone());
        self.shown = Some(shown);
        Ok(FormChanged {
            form: now.stored.id.0,
            revision: now.stored.revision,
            name: shown_name(now.stored.form.name()),
            cells,
            groups: changed_groups,
            key_tasks,
            findings: self.finding_views(now, &groups),
            derived,
            undo,
            touched,
            saved_at: now.stored.updated_at,
            saved_words: format!("已保存 {}", when::clock_time(self.now())),
        })
    }
}
