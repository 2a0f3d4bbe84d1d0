//! 公开材料: the chapter 十、绩效管理情况 and the publication copies of the forms, in one folder.
//!
//! All or nothing: everything is made before anything is written, and where one file cannot be written none stays. Only the PDF can be
//! held back alone: personal data or errors in a form stop it, and the text is of use all the same.

mod chapter;
mod write;

use crate::across::{self, Against};
use crate::check::{self, Asked, Checked, FindingLine};
use crate::error::{Code, Error};
use crate::forms::{self, Source};
use crate::print::{self, MissingCharacter};
pub use chapter::{Chapter, Choices, Figure, Figures, Paragraph, Piece, Sum, Tally, chapter};
use jibiao_exchange::disclose;
use jibiao_model::BudgetRow;
pub use jibiao_model::form::Category;
use jibiao_model::form::Form;
use jibiao_model::template::TemplateSet;
use jibiao_print::FontSet;
use jibiao_rules::{Context, Copy, Disclosure, Selection, Severity};
use rayon::prelude::*;
use std::path::{Path, PathBuf};
use write::{Output, Over};

/// The rule that finds personal data.
const PRIVACY: &str = "F11";

/// The files of a folder.
const TEXT: &str = "绩效管理情况.txt";
const DOCUMENT: &str = "绩效管理情况.docx";
const PRINTS: &str = "公开绩效目标表.pdf";

/// What to make and how.
#[derive(Debug, Clone)]
pub struct Request<'a> {
    /// The date of today.
    pub context: Context,
    /// What only a person knows.
    pub choices: &'a Choices,
    /// Make the PDF in spite of findings; every page says that it is a draft.
    pub draft: bool,
    /// Say what would be written, write nothing.
    pub dry_run: bool,
}

/// A finding with what lists call its form; empty for one about the whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The file, with the part where it is a package.
    pub label: String,
    /// The finding.
    pub line: FindingLine,
}

/// What came of it.
#[derive(Debug)]
pub struct Made {
    /// The chapter; with questions left nothing is written.
    pub chapter: Chapter,
    /// Personal data in what is published, those that somebody let pass left out.
    pub privacy: Vec<Found>,
    /// Errors of the forms that are published and of all together, held against the budget and the text.
    pub errors: Vec<Found>,
    /// Why there is no PDF.
    pub held_back: Option<String>,
    /// Characters that no font has.
    pub missing: Vec<MissingCharacter>,
    /// The files, in the order in which they were written.
    pub written: Vec<PathBuf>,
}

/// Makes the folder. A form that cannot be read, choices that contradict the forms and a file that cannot be written are errors, and
/// nothing is written then. `done` is called after each form.
pub fn make(
    sources: &[Source],
    budget: &[BudgetRow],
    folder: &Path,
    (templates, fonts): (&TemplateSet, &FontSet),
    request: &Request<'_>,
    done: &(dyn Fn() + Sync),
) -> Result<Made, Vec<Error>> {
    let context = Context { copy: Some(Copy::Publication), ..request.context };
    let (forms, refused): (Vec<_>, Vec<_>) = sources.par_iter().map(forms::read).partition(Result::is_ok);
    let refused: Vec<Error> = refused.into_iter().filter_map(Result::err).collect();
    if !refused.is_empty() {
        return Err(refused);
    }
    let forms: Vec<Form> = forms.into_iter().flatten().collect();
    let chapter = chapter(&forms, budget, request.choices).map_err(|error| vec![error])?;
    let selection = Selection::Default;
    let asked = Asked { context: &context, selection: &selection, fonts: Some(fonts), scanned: false };
    let mut checked = check::check_all(sources, templates, &asked, done);
    let unread: Vec<Error> = checked.iter().filter_map(|one| one.report.as_ref().err().cloned()).collect();
    if !unread.is_empty() {
        return Err(unread);
    }
    let performance = Disclosure { performance: chapter.text(), ..Disclosure::default() };
    let against = Against { budget: Some(budget.to_vec()), disclosure: Some(performance), ..Against::default() };
    let document = across::compare(&mut checked, &against, &selection);
    let public: Vec<bool> = forms.iter().map(|form| request.choices.publishes(form)).collect();
    let mut found = published(sources, &checked, &public);
    found.extend(document.findings.into_iter().map(|line| Found { label: String::new(), line }));
    let (privacy, rest): (Vec<_>, Vec<_>) = found.into_iter().partition(|found| found.line.code == PRIVACY);
    let errors: Vec<Found> = rest.into_iter().filter(|found| found.line.severity == Severity::Error.key()).collect();
    let mut made = Made { chapter, privacy, errors, held_back: None, missing: Vec::new(), written: Vec::new() };
    if !made.chapter.questions.is_empty() {
        return Ok(made);
    }
    made.held_back = held_back(&made).filter(|_| !request.draft);
    let mut outputs = texts(&made.chapter, folder).map_err(|error| vec![error])?;
    if made.held_back.is_none() {
        let (bytes, missing) = prints(sources, &public, templates, fonts, request).map_err(|error| vec![error])?;
        made.missing = missing;
        outputs.extend(bytes.map(|bytes| Output { path: folder.join(PRINTS), bytes, over: Over::Kind(print::PDF) }));
    }
    if !request.dry_run {
        write::all(&outputs).map_err(|error| vec![error])?;
    }
    made.written = outputs.into_iter().map(|output| output.path).collect();
    Ok(made)
}

/// The findings of the forms that are published, without those that somebody let pass.
fn published(sources: &[Source], checked: &[Checked], public: &[bool]) -> Vec<Found> {
    let mut all = Vec::new();
    for ((source, checked), _) in sources.iter().zip(checked).zip(public).filter(|(_, public)| **public) {
        let passed = |line: &&FindingLine| {
            source.waivers.iter().any(|waiver| waiver.code == line.code && waiver.path == line.path)
        };
        let lines = checked.report.iter().flat_map(|report| &report.findings).filter(|line| !passed(line));
        all.extend(lines.map(|line| Found { label: checked.label.clone(), line: line.clone() }));
    }
    all
}

/// Why the PDF has to wait. The name of an official with the office (a hint) may be published.
fn held_back(made: &Made) -> Option<String> {
    let grave = made.privacy.iter().filter(|found| found.line.severity != Severity::Hint.key()).count();
    let reasons = [(grave, "处个人信息"), (made.errors.len(), "处错误")];
    let reasons: Vec<String> =
        reasons.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!(" {count} {what}")).collect();
    (!reasons.is_empty()).then(|| format!("公开的表里还有{}没有改完", reasons.join("、")))
}

fn texts(chapter: &Chapter, folder: &Path) -> Result<Vec<Output>, Error> {
    let paragraph = |paragraph: &Paragraph| disclose::Paragraph {
        text: chapter.figures.spell(paragraph),
        heading: paragraph.heading,
    };
    let paragraphs: Vec<_> = chapter.paragraphs.iter().map(paragraph).collect();
    let path = folder.join(DOCUMENT);
    let document =
        disclose::docx("绩效管理情况", &chapter.unit, &paragraphs).map_err(|error| Error::from(error).of(&path))?;
    // A text is edited after it was made, and so is a document: neither is replaced by another.
    Ok(vec![
        Output { path: folder.join(TEXT), bytes: chapter.text().into_bytes(), over: Over::Same },
        Output { path, bytes: document, over: Over::Same },
    ])
}

/// The publication copies in one PDF, the unit form first; `None` where no form is published.
fn prints(
    sources: &[Source],
    public: &[bool],
    templates: &TemplateSet,
    fonts: &FontSet,
    request: &Request<'_>,
) -> Result<(Option<Vec<u8>>, Vec<MissingCharacter>), Error> {
    let mut ready = Vec::new();
    for (source, _) in sources.iter().zip(public).filter(|(_, public)| **public) {
        ready.push(forms::load(source, templates)?);
    }
    if ready.is_empty() {
        return Ok((None, Vec::new()));
    }
    ready.sort_by_key(|ready| matches!(ready.form, Form::Project(_)));
    let sheets = ready.iter().map(|one| print::sheet_of(&one.form, one.template, Copy::Publication, request.draft));
    let printed =
        jibiao_print::print_many(sheets, fonts).map_err(|error| Error::new(Code::Print, error.to_string(), ""))?;
    Ok((Some(printed.bytes), printed.missing.into_iter().flatten().collect()))
}
