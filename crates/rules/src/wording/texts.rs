//! The same test on every long text, and one finding for two goals with the same words.

use crate::prelude::*;
use crate::shared::text::SENTENCES;

/// What the rules about all long texts read.
pub(super) const READS: &[Field] = &[
    Field::Text(TextField::Overview),
    Field::Text(TextField::Basis),
    Field::Text(TextField::Necessity),
    Field::Text(TextField::Safeguards),
    Field::Text(TextField::Plan),
    Field::Text(TextField::GoalPeriod),
    Field::Text(TextField::GoalAnnual),
    Field::Text(TextField::Duties),
    Field::Text(TextField::StrategicGoal),
    Field::Text(TextField::AnnualGoal),
];

/// The faults of every filled long text, trimmed; `None` where all of them are empty.
pub(super) fn faults(view: &View<'_>, test: impl Fn(TextField, &str) -> Option<Fault>) -> Option<Vec<Fault>> {
    let (mut faults, mut filled): (Vec<Fault>, _) = (Vec::new(), false);
    for field in SENTENCES {
        let text = view.text(field).trim();
        if text.is_empty() {
            continue;
        }
        filled = true;
        let Some(fault) = test(field, text) else { continue };
        let period = FieldPath::Text(TextField::GoalPeriod);
        let same = field == TextField::GoalAnnual && text == view.text(TextField::GoalPeriod).trim();
        match faults.iter_mut().find(|other| same && other.place == period) {
            Some(other) => other.absorb(fault),
            None => faults.push(fault),
        }
    }
    filled.then_some(faults)
}

/// The outcome of a rule that looks at long texts only.
pub(super) fn test(view: &View<'_>, test: impl Fn(TextField, &str) -> Option<Fault>) -> Outcome {
    faults(view, test).map_or(Outcome::NotYet, Outcome::of)
}
