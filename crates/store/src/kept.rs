//! The form that was read or written last, so that one edit after the other neither reads nor parses it again.

use crate::FormId;
use jibiao_model::Form;
use std::cell::RefCell;

/// Holds one form as it stands in the data under its revision. A revision is never given twice to different contents that last, so number
/// and revision name the content; what a write that failed left here is forgotten by the door.
#[derive(Default)]
pub(crate) struct Kept(RefCell<Option<(FormId, i64, Form)>>);

impl Kept {
    /// The form, where it is held at this revision.
    pub(crate) fn get(&self, id: FormId, revision: i64) -> Option<Form> {
        let kept = self.0.borrow();
        kept.as_ref().filter(|(own, at, _)| (*own, *at) == (id, revision)).map(|(.., form)| form.clone())
    }

    /// Holds this form from now on.
    pub(crate) fn put(&self, id: FormId, revision: i64, form: Form) {
        *self.0.borrow_mut() = Some((id, revision, form));
    }

    /// Holds none.
    pub(crate) fn forget(&self) {
        *self.0.borrow_mut() = None;
    }
}
