//! What a rule answers: one of four outcomes, and faults with their place.

use crate::facts::{Facts, Span};
use crate::shared::text::clip;
use jibiao_model::FieldPath;

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// 错误: stops the official export; a draft can always be made
    Error,
    /// 警告: wants an answer, a change or a reason
    Warning,
    /// 提示
    Hint,
}

impl Severity {
    /// Chinese, as shown.
    pub fn title(self) -> &'static str {
        match self {
            Severity::Error => "错误",
            Severity::Warning => "警告",
            Severity::Hint => "提示",
        }
    }

    /// The JSON value.
    pub fn key(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Hint => "hint",
        }
    }
}

/// How far the program may go with a fix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Safety {
    /// Shown as an example, never applied by the program
    Show,
    /// Applied after the officer looked at it
    Ask,
    /// Applied with others in one go: changes the spelling, not the content
    Safe,
}

/// New texts for cells that mend the fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// How far the program may go.
    pub safety: Safety,
    /// Cell and its whole new text.
    pub edits: Vec<(FieldPath, String)>,
}

/// Where in a text the words stand that decided a finding, in signs (characters) from its beginning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    /// The text.
    pub place: FieldPath,
    /// First sign.
    pub start: usize,
    /// Behind the last sign.
    pub end: usize,
}

/// One fault as its rule states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Where it is reported.
    pub place: FieldPath,
    /// Other places that belong to it: the same row on the other side, the total of a sum.
    pub related: Vec<FieldPath>,
    /// The texts that decided it, with their places; long ones clipped.
    pub values: Vec<(FieldPath, String)>,
    /// The spans of longer texts among them, to be marked there.
    pub spots: Vec<Spot>,
    /// Place and what is wrong with what is written; with the advice at most 60 Chinese characters.
    pub message: String,
    /// What to do.
    pub advice: String,
    /// The mending texts, where there are any.
    pub fix: Option<Fix>,
    /// Milder than the rule's own severity, where this case is less certain.
    pub severity: Option<Severity>,
}

impl Fault {
    /// A fault with a place and its words.
    pub fn new(place: FieldPath, message: impl Into<String>, advice: impl Into<String>) -> Fault {
        Fault {
            place,
            related: Vec::new(),
            values: Vec::new(),
            spots: Vec::new(),
            message: message.into(),
            advice: advice.into(),
            fix: None,
            severity: None,
        }
    }

    /// Adds a place that belongs to it.
    pub fn with(mut self, place: FieldPath) -> Fault {
        self.related.push(place);
        self
    }

    /// Adds a text that decided it.
    pub fn read(mut self, place: FieldPath, text: impl Into<String>) -> Fault {
        self.values.push((place, text.into()));
        self
    }

    /// Adds the words of a text that decided it; with the text's place as a related one where it is another.
    pub(crate) fn quote(mut self, place: FieldPath, facts: &Facts<'_>, span: Span) -> Fault {
        if place != self.place && !self.related.contains(&place) {
            self.related.push(place);
        }
        self.values.push((place, clip(facts.quote(span), 60)));
        self.spots.push(Spot { place, start: span.start, end: span.end });
        self
    }

    /// Adds a fix of one cell.
    pub fn fixed(mut self, safety: Safety, cell: FieldPath, text: String) -> Fault {
        self.fix = Some(Fix { safety, edits: vec![(cell, text)] });
        self
    }

    /// Makes this case milder than the rule.
    pub fn milder(mut self, severity: Severity) -> Fault {
        self.severity = Some(severity);
        self
    }

    /// Takes in the same fault of the other side: its place becomes related, its edits join the fix.
    pub fn absorb(&mut self, other: Fault) {
        for place in [other.place].into_iter().chain(other.related) {
            if place != self.place && !self.related.contains(&place) {
                self.related.push(place);
            }
        }
        for value in other.values {
            if !self.values.contains(&value) {
                self.values.push(value);
            }
        }
        for spot in other.spots {
            if !self.spots.contains(&spot) {
                self.spots.push(spot);
            }
        }
        if let (Some(fix), Some(more)) = (&mut self.fix, other.fix) {
            fix.edits.extend(more.edits);
        }
    }
}

/// The answer of a rule about one form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Looked at, nothing wrong.
    Pass,
    /// The form has nothing that the rule is about.
    NotApplicable,
    /// The inputs are still empty.
    NotYet,
    /// Faults, at least one.
    Findings(Vec<Fault>),
}

impl Outcome {
    /// Findings, or a pass where there are none.
    pub fn of(faults: Vec<Fault>) -> Outcome {
        if faults.is_empty() { Outcome::Pass } else { Outcome::Findings(faults) }
    }
}

/// A fault with the rule that found it: what the shells show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule's code.
    pub code: &'static str,
    /// The rule's severity, or the milder one of this case.
    pub severity: Severity,
    /// Where it is reported.
    pub place: FieldPath,
    /// Other places that belong to it.
    pub related: Vec<FieldPath>,
    /// The texts that decided it, with their places; long ones clipped.
    pub values: Vec<(FieldPath, String)>,
    /// The spans of longer texts among them, to be marked there.
    pub spots: Vec<Spot>,
    /// Place and what is wrong.
    pub message: String,
    /// What to do.
    pub advice: String,
    /// The mending texts, where there are any.
    pub fix: Option<Fix>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_place_is_related_once_and_the_own_never() {
        let (own, other, third) = (FieldPath::Year, FieldPath::Category, FieldPath::Form);
        let facts = crate::facts::read("河道");
        let fault = |place| Fault::new(place, "年度：有误。", "改。");
        let quoted = |places: &[FieldPath]| {
            places.iter().fold(fault(own), |fault, place| fault.quote(*place, &facts, Span::new(0, 2))).related
        };
        assert_eq!(quoted(&[own]), []);
        assert_eq!(quoted(&[other, own, other, third]), [other, third]);
        let absorbed = |more: Fault| {
            let mut first = fault(own).with(other);
            first.absorb(more);
            first.related
        };
        assert_eq!(absorbed(fault(own)), [other]);
        assert_eq!(absorbed(fault(other).with(third).with(own)), [other, third]);
    }
}
