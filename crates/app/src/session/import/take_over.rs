//! The changes that make one form out of another.

use crate::session::fields;
use jibiao_model::cell::text_at;
use jibiao_model::form::Side;
use jibiao_model::path::RowField;
use jibiao_model::template::Template;
use jibiao_model::{FieldPath, Form};
use jibiao_store::Patch;

/// The changes that make one form out of another.
pub(super) fn take_over(present: &Form, wanted: &Form, template: &Template, merge: bool) -> Vec<Patch> {
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
