//! The rule book: one file a rule, every rule in one slice ([`RULES`]); pure: form + template + context -> findings.
//!
//! A rule is a [`Rule`] value in a file named after the fault. To add one: write the file (copy the nearest one), then add its line
//! to `registry.rs`
//! (rules across forms are [`BatchRule`] values in a second slice there); a file that is not registered does not compile without a warning, and the tests of `meta_tests.rs` ask for the
//! documentation, the fixtures and the declared reads. No clock, no files, no environment: the date is handed in.

mod again;
mod batch;
mod batch_prelude;
mod check;
mod claims;
mod context;
mod derived;
mod facts;
mod field;
mod finding;
mod guard;
mod page;
mod prelude;
mod reading_doubts;
mod registry;
mod rule;
mod shared;
mod steps;
mod view;

mod completeness;
mod money;
mod placement;
mod text;
mod time;
mod value;
mod wording;

#[cfg(test)]
mod meta_tests;
#[cfg(test)]
mod robust_tests;
#[cfg(test)]
mod testing;

pub use again::Checked;
pub use batch::{
    Batch, BatchFault, BatchFinding, BatchForm, BatchRow, BatchRule, Disclosure, FixedIndicator, Given, Home, Needs,
    Rates, Statement, check_batch,
};
pub use check::{Selection, UnknownCode, check, check_within, outcome};
pub use context::{Context, Copy, Stage, Surroundings};
pub use derived::{as_budgeted, cost_sum, pairs, term_years};
pub use field::Field;
pub use finding::{Fault, Finding, Fix, Outcome, Safety, Severity, Spot};
pub use page::{index, page};
pub use reading_doubts::{Doubt, doubts};
pub use registry::{BATCH_RULES, RULES, book, explain};
pub use rule::{Doc, Facts, Group, Kinds, Risk, Rule};
pub use view::{Row, View};
