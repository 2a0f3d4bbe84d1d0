//! 公开材料: the chapter 十、绩效管理情况 and the publication copies of the forms, in one folder.
//!
//! First everything is looked at ([`examine`]), then it is made ([`Examined::write`]). All or nothing: everything is made before anything
//! is written, and where one file cannot be written none stays. Only the PDF can be held back alone: personal data or errors in a form stop
//! it, and the text is of use all the same. A PDF of an earlier time is then moved aside: it must not pass for the present one.

mod chapter;
mod choices;
mod figures;
mod write;

use crate::across::{self, Against};
use crate::check::{self, Asked, Checked, FindingLine};
use crate::error::{Code, Error};
use crate::forms::{self, Source};
use crate::print::{self, MissingCharacter};
pub use chapter::{Asks, Chapter, Paragraph, Piece, Question, chapter};
pub use choices::{Choices, Decision, Decisions};
pub use figures::{Correction, Figure, Figures, OPEN, Sum, Tally};
use jibiao_exchange::disclose;
use jibiao_model::BudgetRow;
pub use jibiao_model::form::Category;
use jibiao_model::form::Form;
use jibiao_model::template::TemplateSet;
use jibiao_print::FontSet;
use jibiao_rules::{BATCH_RULES, Context, Copy, Disclosure, Needs, Selection, Severity};
use rayon::prelude::*;
use std::path::{Path, PathBuf};
use write::{Output, Over};

/// The rule that finds personal data.
pub(crate) const PRIVACY: &str = "F11";

/// The files of a folder.
const TEXT: &str = "绩效管理情况.txt";
const DOCUMENT: &str = "绩效管理情况.docx";
const PRINTS: &str = "公开绩效目标表.pdf";

/// What to look at the forms with.
#[derive(Clone, Copy)]
pub struct With<'a> {
    /// The templates of the forms.
    pub templates: &'a TemplateSet,
    /// The fonts of the print.
    pub fonts: &'a FontSet,
    /// The date of today.
    pub context: Context,
    /// The rules; the one for personal data has to be among them.
    pub selection: &'a Selection,
}

/// A finding with its form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Index of the form; `None` for a finding about the whole.
    pub form: Option<usize>,
    /// The file, with the part where it is a package; empty for the whole.
    pub label: String,
    /// The finding.
    pub line: FindingLine,
    /// Something is not filled in yet: still to be done, but nothing that is written is wrong.
    pub unfilled: bool,
}

/// The chapter, and what stands against publishing.
#[derive(Debug)]
pub struct Examined {
    /// The chapter; with questions left nothing is written.
    pub chapter: Chapter,
    /// Personal data in what is published, those that somebody let pass left out.
    pub privacy: Vec<Found>,
    /// Errors of the forms that are published and of all together, held against the budget and the text.
    pub errors: Vec<Found>,
    /// Warnings about the whole: a text that says another thing than the forms, a form that says another thing than a text, a project of
    /// the budget without a form.
    pub doubts: Vec<Found>,
    /// The forms that are published.
    public: Vec<bool>,
}

impl Examined {
    /// Why the PDF has to wait. The name of an official with the office (a hint) may be published.
    pub fn held_back(&self) -> Option<String> {
        let reasons = self.reasons(|_| true);
        (!reasons.is_empty()).then(|| format!("公开的表里还有 {reasons}"))
    }

    /// Says of the errors which are about something that is not filled in yet: whoever asks knows that better than the rules of one stage.
    pub fn mark_unfilled(&mut self, is_unfilled: impl Fn(usize, &FindingLine) -> bool) {
        for found in &mut self.errors {
            found.unfilled = found.form.is_some_and(|form| is_unfilled(form, &found.line));
        }
    }

    /// What those findings that are asked for have against publishing: 1 处个人信息、2 处错误、3 处没填; empty where nothing.
    pub fn reasons(&self, asked: impl Fn(&Found) -> bool) -> String {
        let grave = self.privacy.iter().filter(|found| is_grave(found) && asked(found)).count();
        let (unfilled, errors): (Vec<_>, Vec<_>) =
            self.errors.iter().filter(|found| asked(found)).partition(|found| found.unfilled);
        let reasons = [(grave, "处个人信息"), (errors.len(), "处错误"), (unfilled.len(), "处没填")];
        let some = reasons.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}"));
        some.collect::<Vec<_>>().join("、")
    }
}

/// Holds the PDF back.
pub fn is_grave(found: &Found) -> bool {
    found.line.severity != Severity::Hint.key()
}

/// How to write.
#[derive(Debug, Clone, Copy, Default)]
pub struct How {
    /// Make the PDF in spite of findings; every page says that it is a draft.
    pub draft: bool,
    /// Move texts of other content aside instead of refusing them.
    pub replace: bool,
    /// Say what would be written, write nothing.
    pub dry_run: bool,
}

/// What was written.
#[derive(Debug, Default)]
pub struct Written {
    /// The files, in the order in which they were written.
    pub files: Vec<PathBuf>,
    /// Earlier files that were moved aside: their new names.
    pub moved_aside: Vec<PathBuf>,
    /// Why there is no PDF.
    pub held_back: Option<String>,
    /// Characters that no font has.
    pub missing: Vec<MissingCharacter>,
}

/// Reads the forms; where some cannot be read, why not.
pub fn read(sources: &[Source]) -> Result<Vec<Form>, Vec<Error>> {
    let (forms, refused): (Vec<_>, Vec<_>) = sources.par_iter().map(forms::read).partition(Result::is_ok);
    let refused: Vec<Error> = refused.into_iter().filter_map(Result::err).collect();
    if refused.is_empty() { Ok(forms.into_iter().flatten().collect()) } else { Err(refused) }
}

/// Looks at everything. A form that cannot be read and forms of two units or years are errors. `done` is called after each form.
pub fn examine(
    sources: &[Source],
    forms: &[Form],
    budget: &[BudgetRow],
    decisions: &Decisions,
    with: &With<'_>,
    done: &(dyn Fn() + Sync),
) -> Result<Examined, Vec<Error>> {
    let context = Context { copy: Some(Copy::Publication), ..with.context };
    let chapter = chapter(forms, budget, decisions).map_err(|error| vec![error])?;
    let asked = Asked { context: &context, selection: with.selection, fonts: Some(with.fonts), scanned: false };
    let mut checked = check::check_all(sources, with.templates, &asked, done);
    let unread: Vec<Error> = checked.iter().filter_map(|one| one.report.as_ref().err().cloned()).collect();
    if !unread.is_empty() {
        return Err(unread);
    }
    let organisation = decisions.organisation.clone();
    // With questions open the text has gaps: it is the program's own, and says nothing yet that could be wrong.
    let performance = if chapter.questions.is_empty() { chapter.text() } else { String::new() };
    let published_text = Disclosure { performance, organisation, ..Disclosure::default() };
    let against = Against {
        budget: Some(budget.to_vec()).filter(|rows| !rows.is_empty()),
        disclosure: Some(published_text),
        ..Against::default()
    };
    let document = across::compare(&mut checked, &against, with.selection);
    let public: Vec<bool> = (0..forms.len()).map(|index| decisions.publishes(index)).collect();
    let mut found = published(sources, &checked, &public);
    found.retain(|found| found.line.code != PRIVACY || !looked_at(decisions, found.form));
    let of_all = |line| Found { form: None, label: String::new(), line, unfilled: false };
    found.extend(document.findings.into_iter().map(of_all));
    let (privacy, rest): (Vec<_>, Vec<_>) = found.into_iter().partition(|found| found.line.code == PRIVACY);
    let (errors, rest): (Vec<_>, Vec<_>) =
        rest.into_iter().partition(|found| found.line.severity == Severity::Error.key());
    let of_texts =
        |code: &str| BATCH_RULES.iter().any(|rule| rule.facts.code == code && rule.needs == Needs::Disclosure);
    let doubtful = |found: &Found| {
        found.line.severity == Severity::Warning.key() && (found.form.is_none() || of_texts(found.line.code))
    };
    let doubts = rest.into_iter().filter(doubtful).collect();
    Ok(Examined { chapter, privacy, errors, doubts, public })
}

fn looked_at(decisions: &Decisions, form: Option<usize>) -> bool {
    form.and_then(|form| decisions.forms.get(form)).is_some_and(|decision| decision.looked_at)
}

/// The findings of the forms that are published, without those that somebody let pass. An error stands.
fn published(sources: &[Source], checked: &[Checked], public: &[bool]) -> Vec<Found> {
    let mut all = Vec::new();
    for (index, (source, checked)) in sources.iter().zip(checked).enumerate() {
        if !public.get(index).copied().unwrap_or(true) {
            continue;
        }
        let passed = |line: &&FindingLine| {
            let waived =
                |waiver: &jibiao_exchange::package::Waiver| waiver.code == line.code && waiver.path == line.path;
            line.severity != Severity::Error.key() && source.waivers.iter().any(waived)
        };
        let lines = checked.report.iter().flat_map(|report| &report.findings).filter(|line| !passed(line));
        let found = |line: &FindingLine| Found {
            form: Some(index),
            label: checked.label.clone(),
            line: line.clone(),
            unfilled: false,
        };
        all.extend(lines.map(found));
    }
    all
}

impl Examined {
    /// Writes the folder; with questions left nothing. A file that cannot be written is an error, and nothing is written then.
    pub fn write(&self, sources: &[Source], folder: &Path, with: &With<'_>, how: How) -> Result<Written, Error> {
        let mut written = Written::default();
        if !self.chapter.questions.is_empty() {
            return Ok(written);
        }
        written.held_back = self.held_back().filter(|_| !how.draft);
        let mut outputs = texts(&self.chapter, folder, how.replace)?;
        let printed = match written.held_back {
            None => prints(sources, &self.public, with, how.draft)?,
            Some(_) => None,
        };
        let path = folder.join(PRINTS);
        let stale = printed.is_none().then(|| path.clone());
        if let Some((bytes, missing)) = printed {
            written.missing = missing;
            outputs.push(Output { path, bytes, over: Over::Print });
        }
        if !how.dry_run {
            written.moved_aside = write::all(&outputs, stale.as_deref())?;
        }
        written.files = outputs.into_iter().map(|output| output.path).collect();
        Ok(written)
    }
}

fn texts(chapter: &Chapter, folder: &Path, replace: bool) -> Result<Vec<Output>, Error> {
    let paragraph =
        |paragraph: &Paragraph| disclose::Paragraph { text: chapter.spell(paragraph), heading: paragraph.heading };
    let paragraphs: Vec<_> = chapter.paragraphs.iter().map(paragraph).collect();
    let path = folder.join(DOCUMENT);
    let document =
        disclose::docx("绩效管理情况", &chapter.unit, &paragraphs).map_err(|error| Error::from(error).of(&path))?;
    // A text is edited after it was made, and so is a document: neither is lost to another.
    let over = || if replace { Over::Aside } else { Over::Same };
    Ok(vec![
        Output { path: folder.join(TEXT), bytes: chapter.text().into_bytes(), over: over() },
        Output { path, bytes: document, over: over() },
    ])
}

/// The bytes of a PDF and the characters that no font has.
type Copies = (Vec<u8>, Vec<MissingCharacter>);

/// The publication copies in one PDF, the unit form first; `None` where no form is published.
fn prints(sources: &[Source], public: &[bool], with: &With<'_>, draft: bool) -> Result<Option<Copies>, Error> {
    let mut ready = Vec::new();
    for (source, _) in sources.iter().zip(public).filter(|(_, public)| **public) {
        ready.push(forms::load(source, with.templates)?);
    }
    if ready.is_empty() {
        return Ok(None);
    }
    ready.sort_by_key(|ready| matches!(ready.form, Form::Project(_)));
    let sheets = ready.iter().map(|one| print::sheet_of(&one.form, one.template, Copy::Publication, draft));
    let printed =
        jibiao_print::print_many(sheets, with.fonts).map_err(|error| Error::new(Code::Print, error.to_string(), ""))?;
    Ok(Some((printed.bytes, printed.missing.into_iter().flatten().collect())))
}
