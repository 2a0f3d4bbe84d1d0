//! Empty cells: not yet a fault while somebody types, one finding a cell when the form is handed in.

use crate::finding::{Fault, Outcome};
use crate::view::View;
use jibiao_model::FieldPath;
use jibiao_model::path::TextField;

/// One finding for each of these fields that the template has and that is empty.
pub(crate) fn texts(view: &View<'_>, fields: &[TextField], advice: &str) -> Outcome {
    let mut asked = fields.iter().copied().filter(|field| view.has_field(*field)).peekable();
    if asked.peek().is_none() {
        return Outcome::NotApplicable;
    }
    let empty = asked.filter(|field| view.text(*field).trim().is_empty());
    of(view, empty.map(|field| fault(FieldPath::Text(field), view.label(field), advice)).collect())
}

/// The finding about one empty cell.
pub(crate) fn fault(place: FieldPath, label: &str, advice: &str) -> Fault {
    Fault::new(place, format!("{label}：没有填写。"), advice)
}

/// The outcome of a rule about emptiness: while somebody types, empty is not yet.
pub(crate) fn of(view: &View<'_>, faults: Vec<Fault>) -> Outcome {
    view.when_finished(Outcome::of(faults))
}
