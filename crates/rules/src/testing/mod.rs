//! Forms for fixtures: a clean form of each kind and one-line changes to it, and the fixtures themselves.

mod build;

pub(crate) use build::{Builder, blank, project, unit};

use crate::check::outcome;
use crate::context::{Context, Copy, Stage};
use crate::finding::{Fault, Outcome, Severity};
use crate::rule::Rule;
use chrono::NaiveDate;
use jibiao_model::{FieldPath, Form, Template};

/// A built-in template by its id.
pub(crate) fn template(id: &str) -> &'static Template {
    Template::builtin().get(id).unwrap_or_else(|| panic!("no template {id}"))
}

/// What a rule must answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Expect {
    /// Findings at these JSON paths, in the order of the form.
    Bad(Vec<&'static str>),
    /// Pass or not applicable, and no other rule finds anything either.
    Good,
    /// Pass, though another rule finds something.
    Pass,
    NotYet,
    NotApplicable,
}

/// A form with the expected answer of one rule.
pub(crate) struct Fixture {
    pub form: Form,
    pub context: Context,
    pub expect: Expect,
    pub severity: Option<Severity>,
    /// Which characters can be printed, where the fixture says so.
    pub glyphs: Option<fn(char) -> bool>,
}

impl Fixture {
    /// Checked for the filing copy.
    pub fn filing(mut self) -> Fixture {
        self.context.copy = Some(Copy::Filing);
        self
    }

    /// Checked for the publication copy.
    pub fn publication(mut self) -> Fixture {
        self.context.copy = Some(Copy::Publication);
        self
    }

    /// Checked beside fonts that have these characters.
    pub fn printed_with(mut self, glyphs: fn(char) -> bool) -> Fixture {
        self.glyphs = Some(glyphs);
        self
    }

    /// Checked while somebody types.
    pub fn typing(mut self) -> Fixture {
        self.context.stage = Stage::Typing;
        self
    }

    /// The finding is milder than the rule.
    pub fn milder(mut self, severity: Severity) -> Fixture {
        self.severity = Some(severity);
        self
    }
}

/// 2026-03-05, complete, no copy.
pub(crate) fn context() -> Context {
    let today = NaiveDate::from_ymd_opt(2026, 3, 5).unwrap();
    Context { today, stage: Stage::Complete, copy: None }
}

fn fixture(builder: Builder, expect: Expect) -> Fixture {
    Fixture { form: builder.build(), context: context(), expect, severity: None, glyphs: None }
}

/// Findings at these places.
pub(crate) fn bad<const N: usize>(builder: Builder, places: [&'static str; N]) -> Fixture {
    fixture(builder, Expect::Bad(places.to_vec()))
}

/// Nothing wrong, for no rule.
pub(crate) fn good(builder: Builder) -> Fixture {
    fixture(builder, Expect::Good)
}

/// Nothing wrong for this rule; another one speaks.
pub(crate) fn pass(builder: Builder) -> Fixture {
    fixture(builder, Expect::Pass)
}

/// The inputs are still empty.
pub(crate) fn not_yet(builder: Builder) -> Fixture {
    fixture(builder, Expect::NotYet)
}

/// The form has nothing that the rule is about.
pub(crate) fn not_applicable(builder: Builder) -> Fixture {
    fixture(builder, Expect::NotApplicable)
}

/// What one rule finds in a form.
pub(crate) fn faults(rule: &Rule, builder: Builder) -> Vec<Fault> {
    let form = builder.build();
    match outcome(rule, &form, template(form.template()), &context()) {
        Outcome::Findings(faults) => faults,
        _ => Vec::new(),
    }
}

/// Writes the edits of a fix into a form.
pub(crate) fn apply(form: &mut Form, edits: &[(FieldPath, String)]) {
    for (path, text) in edits {
        build::write(form, *path, text);
    }
}
