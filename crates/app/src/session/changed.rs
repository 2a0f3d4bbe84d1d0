//! What the window has to show anew after a change.

use super::form::{Seen, shown_name};
use super::{Session, cells, grid, when};
use crate::error::Error;
use crate::requests::form::{FormChanged, UndoState};
use std::collections::BTreeMap;

impl Session {
    /// The difference between what the window shows and what is stored now.
    pub(super) fn changed(
        &mut self,
        before: &Seen,
        now: &Seen,
        undo: UndoState,
        touched: Vec<String>,
    ) -> Result<FormChanged, Error> {
        let (old, new) = (&before.stored.form, &now.stored.form);
        let old_cells = cells::view(old, &before.template);
        let mut cells: BTreeMap<String, Option<_>> = BTreeMap::new();
        let new_cells = cells::view(new, &now.template);
        for path in old_cells.keys().filter(|path| !new_cells.contains_key(*path)) {
            cells.insert(path.clone(), None);
        }
        let moved = new_cells.into_iter().filter(|(path, cell)| old_cells.get(path) != Some(cell));
        cells.extend(moved.map(|(path, cell)| (path, Some(cell))));
        let groups = Some(grid::view(new, &now.template)).filter(|new| *new != grid::view(old, &before.template));
        let key_tasks = Some(grid::tasks(new)).filter(|new| *new != grid::tasks(old));
        let derived = self.derived(now)?;
        Ok(FormChanged {
            form: now.stored.id.0,
            revision: now.stored.revision,
            name: shown_name(new.name()),
            cells,
            groups,
            key_tasks,
            findings: self.finding_views(now),
            derived,
            undo,
            touched,
            saved_at: now.stored.updated_at,
            saved_words: format!("已保存 {}", when::clock_time(self.now())),
        })
    }
}
