//! 导出: forms in the official look for office programs, and rows for the upload to a bureau's system.
//!
//! What leaves a file is whole: where one form of a common file cannot be read, nothing is written. Form JSON and packages are
//! exported by [`crate::package`].

mod office;

use crate::error::{Code, Error};
use crate::files;
use crate::forms::{self, Ready, Source};
pub use crate::print::Held;
use crate::print::{self, Request};
pub use jibiao_exchange::export::mapping::{Mapping, Sheet as MappedSheet};
pub use jibiao_exchange::export::pieces::Piece;
use jibiao_exchange::export::{self, ExportError, OfficeForm};
use jibiao_model::form::Form;
use jibiao_model::template::TemplateSet;
use jibiao_print::sheet::Sheet;
use rayon::prelude::*;
use std::path::{Path, PathBuf};

/// The office programs' formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// A workbook, a sheet a form
    Xlsx,
    /// A document, a section a form
    Docx,
}

impl Look {
    /// The extension, without its dot.
    pub fn extension(self) -> &'static str {
        match self {
            Look::Xlsx => "xlsx",
            Look::Docx => "docx",
        }
    }

    fn bytes(self, forms: &[OfficeForm]) -> Result<Vec<u8>, ExportError> {
        match self {
            Look::Xlsx => export::xlsx(forms),
            Look::Docx => export::docx(forms),
        }
    }
}

/// An exported form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exported {
    /// Its file, with the part where the file is a package.
    pub label: String,
    /// Where it was written.
    pub output: PathBuf,
    /// What makes it a draft, which the file says; nothing where it is none.
    pub held: Held,
}

impl From<ExportError> for Error {
    fn from(error: ExportError) -> Error {
        Error::new(Code::Export, error.to_string(), "")
    }
}

/// The file of these sheets, each with what lists call its form.
pub(crate) fn office_of(sheets: Vec<(String, Sheet, &Form)>, look: Look) -> Result<Vec<u8>, Error> {
    let forms: Vec<OfficeForm> = sheets.into_iter().map(|(name, sheet, form)| office::of(sheet, name, form)).collect();
    Ok(look.bytes(&forms)?)
}

/// The workbook of rows of these forms; of drafts its sheets say so.
pub(crate) fn rows_of(forms: &[Form], mapping: &Mapping, draft: bool) -> Result<Vec<u8>, Error> {
    let mut tables = export::tables(forms, mapping);
    if draft {
        tables.iter_mut().for_each(|table| table.name.insert_str(0, DRAFT));
    }
    Ok(export::workbook(tables, &mapping.name)?)
}

/// Before the names of sheets that hold forms with errors.
const DRAFT: &str = "草稿-";

fn composed(source: &Source, held: &Held, templates: &TemplateSet, request: &Request) -> Result<OfficeForm, Error> {
    let ready = forms::load(source, templates)?;
    let sheet = print::compose(&ready, held, request);
    Ok(office::of(sheet, ready.form.name().to_owned(), &ready.form))
}

/// Writes each form into a file of its own; `outputs` in the order of the forms. An existing file with other content is left alone and
/// reported. `done` is called after each form.
pub fn office_each(
    sources: &[Source],
    outputs: &[PathBuf],
    look: Look,
    templates: &TemplateSet,
    request: &Request,
    done: &(dyn Fn() + Sync),
) -> Vec<Result<Exported, Error>> {
    let held = print::held(sources, templates, None, request);
    let export = |((source, held), output): ((&Source, Held), &PathBuf)| {
        let exported = composed(source, &held, templates, request).and_then(|form| {
            let bytes = look.bytes(&[form]).map_err(|error| Error::from(error).of(output))?;
            files::write_new_unless(request.dry_run, output, &bytes)?;
            Ok(Exported { label: source.label(), output: output.clone(), held })
        });
        done();
        exported
    };
    sources.par_iter().zip(held).zip(outputs).map(export).collect()
}

/// Writes all forms into one file. Where one cannot be read nothing is written; the errors tell which.
pub fn office_together(
    sources: &[Source],
    output: &Path,
    look: Look,
    templates: &TemplateSet,
    request: &Request,
    done: &(dyn Fn() + Sync),
) -> Result<Vec<Exported>, Vec<Error>> {
    let held = print::held(sources, templates, None, request);
    let compose = |(source, held): (&Source, &Held)| {
        let composed = composed(source, held, templates, request);
        done();
        composed
    };
    let forms = whole(sources.par_iter().zip(&held).map(compose).collect())?;
    let bytes = look.bytes(&forms).map_err(|error| vec![Error::from(error).of(output)])?;
    files::write_new_unless(request.dry_run, output, &bytes).map_err(|error| vec![error])?;
    let exported =
        |(source, held): (&Source, Held)| Exported { label: source.label(), output: output.to_owned(), held };
    Ok(sources.iter().zip(held).map(exported).collect())
}

/// All outcomes, or every error among them.
fn whole<T>(outcomes: Vec<Result<T, Error>>) -> Result<Vec<T>, Vec<Error>> {
    let (mut all, mut errors) = (Vec::with_capacity(outcomes.len()), Vec::new());
    for outcome in outcomes {
        match outcome {
            Ok(one) => all.push(one),
            Err(error) => errors.push(error),
        }
    }
    if errors.is_empty() { Ok(all) } else { Err(errors) }
}

/// Reads a bureau's mapping file; without one the program's own.
pub fn mapping(file: Option<&Path>) -> Result<Mapping, Error> {
    let Some(file) = file else { return Ok(Mapping::builtin().clone()) };
    let text = files::read_text(file)?;
    Mapping::parse(&text)
        .map_err(|error| Error::new(Code::Mapping, error.to_string(), "样例见 templates/upload.toml").of(file))
}

/// Writes the rows of all forms into one workbook for the upload. Nothing is written where a form cannot be read, or is held back, as a print
/// of it would be, and no draft is wanted; the errors tell which. Gives the number of forms that are held back.
pub fn rows(
    sources: &[Source],
    output: &Path,
    mapping: &Mapping,
    templates: &TemplateSet,
    request: &Request,
    done: &(dyn Fn() + Sync),
) -> Result<usize, Vec<Error>> {
    let held = print::held(sources, templates, None, request);
    let faulty = held.iter().filter(|held| held.errors > 0).count();
    let read = |(source, held): (&Source, &Held)| {
        let read = forms::load(source, templates).and_then(|Ready { form, .. }| {
            if held.errors > 0 && !request.draft {
                let message = format!("“{}”还有 {} 个错误，没有导出", form.name(), held.errors);
                return Err(Error::new(Code::HeldBack, message, HELD_BACK).of(&source.file));
            }
            Ok(form)
        });
        done();
        read
    };
    let forms = whole(sources.par_iter().zip(&held).map(read).collect())?;
    let bytes = rows_of(&forms, mapping, faulty > 0).map_err(|error| vec![error.of(output)])?;
    files::write_new_unless(request.dry_run, output, &bytes).map_err(|error| vec![error])?;
    Ok(faulty)
}

const HELD_BACK: &str = "请先按检查结果改正；确要先看，请选择导出草稿";

/// A form piece by piece, for pasting it into a web system in the order in which a mapping has it.
pub fn pieces(form: &Form, mapping: &Mapping) -> Vec<Piece> {
    export::pieces::pieces(form, mapping)
}
