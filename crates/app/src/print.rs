//! 打印: forms -> PDF files, and the pages of one form as SVG.
//!
//! A form with errors is printed as a draft, because errors hold back the official copy; the person is told which rules found them: also a
//! character that no font has, and a project that is printed twice. On a publication copy personal data holds it back too, until somebody
//! has looked and given a reason.

use crate::across::{self, Against};
use crate::check::{self, Asked, Checked};
use crate::disclose::PRIVACY;
use crate::error::{Code, Error};
use crate::files;
use crate::forms::{self, Ready, Source};
use jibiao_model::check_code::check_code;
use jibiao_model::form::Form;
use jibiao_model::template::{Template, TemplateSet};
pub use jibiao_print::MissingCharacter;
use jibiao_print::compose::{PrintCopy, PrintOptions, compose as compose_sheet};
pub(crate) use jibiao_print::is_own;
use jibiao_print::sheet::Sheet;
use jibiao_print::{FontSet, PrintError};
use jibiao_rules::{Context, Copy, Selection, Severity};
use rayon::prelude::*;
use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// How a PDF begins.
pub(crate) const PDF: &[u8] = b"%PDF-";

/// The words of the watermark.
const DRAFT: &str = "草稿";

/// What to print and how.
#[derive(Debug, Clone)]
pub struct Request {
    /// For signature, or for publication; the date of today.
    pub context: Context,
    /// Which copy.
    pub copy: Copy,
    /// Mark every form as a draft, not only those with errors.
    pub draft: bool,
    /// Say what would be written, write nothing.
    pub dry_run: bool,
}

/// A printed form.
#[derive(Debug)]
pub struct PrintedForm {
    /// Its file, with the part where the file is a package.
    pub label: String,
    /// Name of the form.
    pub form: String,
    /// The PDF.
    pub output: PathBuf,
    /// What makes the print a draft; nothing where it is none.
    pub held: Held,
    /// A publication copy.
    pub publication: bool,
    /// Characters that no font has: place and character.
    pub missing: Vec<MissingCharacter>,
}

/// What came of one file.
pub type Outcome = Result<PrintedForm, Error>;

/// What holds back the official copy of a form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Held {
    /// Number of errors, on a publication copy of places with personal data too.
    pub errors: usize,
    /// The rules that found them, each once.
    pub codes: Vec<&'static str>,
}

impl Held {
    /// Of a form of which the check said nothing: what was not checked is not official.
    pub(crate) fn unknown() -> Held {
        Held { errors: 1, codes: Vec::new() }
    }

    fn of(checked: &Checked, request: &Request) -> Held {
        if checked.report.is_err() {
            return Held::unknown();
        }
        let mut held = Held::default();
        for line in checked.report.iter().flat_map(|report| &report.findings) {
            if line.severity == Severity::Error.key() || request.copy == Copy::Publication && line.code == PRIVACY {
                held.errors += 1;
                if !held.codes.contains(&line.code) {
                    held.codes.push(line.code);
                }
            }
        }
        held
    }

    fn is_draft(&self, request: &Request) -> bool {
        request.draft || self.errors > 0
    }
}

/// What holds back each of these forms, in their order: its own errors and those against the forms that go out with it; with the fonts also
/// characters that none of them has. A form that cannot be read is told elsewhere; here it is held back. As many as there are forms.
pub(crate) fn held(found: &[Source], templates: &TemplateSet, fonts: Option<&FontSet>, request: &Request) -> Vec<Held> {
    let asked = Asked { context: &request.context, selection: &Selection::Default, fonts, scanned: false };
    let mut checked = check::check_all(found, templates, &asked, &|| ());
    // What is about the document as a whole needs what a print is not given, such as the project budget.
    across::compare(&mut checked, &Against::default(), &Selection::Default);
    let mut held: Vec<Held> = checked.iter().map(|checked| Held::of(checked, request)).collect();
    held.resize_with(found.len(), Held::unknown);
    held
}

/// The same of one form.
fn held_one(found: &Source, templates: &TemplateSet, fonts: &FontSet, request: &Request) -> Held {
    held(std::slice::from_ref(found), templates, Some(fonts), request).pop().unwrap_or_else(Held::unknown)
}

/// A form laid out in cells, for a print or an office document.
pub(crate) fn compose(ready: &Ready<'_>, held: &Held, request: &Request) -> Sheet {
    sheet_of(&ready.form, ready.template, request.copy, held.is_draft(request))
}

/// What stands on the pages of a form. The filing copy has the check code; a draft says so on each page.
pub(crate) fn sheet_of(form: &Form, template: &Template, copy: Copy, draft: bool) -> Sheet {
    let filing = copy == Copy::Filing;
    let options = PrintOptions {
        copy: if filing { PrintCopy::Filing } else { PrintCopy::Publication },
        draft: draft.then(|| DRAFT.to_owned()),
        check_code: filing.then(|| check_code(form)),
    };
    compose_sheet(form, template, &options)
}

/// Prints each file into a PDF of its own below a folder, on all cores. `done` is called after each file.
pub fn print_each(
    found: &[Source],
    folder: &Path,
    templates: &TemplateSet,
    fonts: &FontSet,
    request: &Request,
    done: &(dyn Fn() + Sync),
) -> Vec<Outcome> {
    let outputs = forms::outputs(found, folder, "pdf").into_iter().zip(held(found, templates, Some(fonts), request));
    let jobs: Vec<(&Source, (PathBuf, Held))> = found.iter().zip(outputs).collect();
    let print = |(found, (output, held)): (&Source, (PathBuf, Held))| {
        let outcome = print_into(found, (output, held), templates, fonts, request, files::write_one_of_many);
        done();
        outcome
    };
    let outcomes: Vec<Outcome> = waiting_pool(|| jobs.into_par_iter().map(print).collect());
    let folders: HashSet<&Path> = outcomes.iter().flatten().map(|printed| files::folder_of(&printed.output)).collect();
    folders.into_iter().for_each(files::sync_folder);
    outcomes
}

/// Runs a job on four threads a core: most of the time a printed file waits for the disk, and the core can print the next.
fn waiting_pool<T: Send>(job: impl FnOnce() -> T + Send) -> T {
    let threads = rayon::current_num_threads() * 4;
    match rayon::ThreadPoolBuilder::new().num_threads(threads).build() {
        Ok(pool) => pool.install(job),
        // Without more threads the usual ones do it, slower.
        Err(_) => job(),
    }
}

/// Prints one file into this PDF.
pub fn print_file(
    found: &Source,
    output: PathBuf,
    templates: &TemplateSet,
    fonts: &FontSet,
    request: &Request,
) -> Outcome {
    let held = held_one(found, templates, fonts, request);
    print_into(found, (output, held), templates, fonts, request, files::write)
}

fn print_into(
    found: &Source,
    output: (PathBuf, Held),
    templates: &TemplateSet,
    fonts: &FontSet,
    request: &Request,
    write: fn(&Path, &[u8]) -> Result<(), Error>,
) -> Outcome {
    let (printed, bytes) = print_bytes(found, output, templates, fonts, request)?;
    files::only_over_ours(&printed.output, is_own)?;
    if !request.dry_run {
        write(&printed.output, &bytes)?;
    }
    Ok(printed)
}

/// The PDF of one form, and what is to be said about it. `output` with what makes the print a draft.
pub(crate) fn print_bytes(
    found: &Source,
    (output, held): (PathBuf, Held),
    templates: &TemplateSet,
    fonts: &FontSet,
    request: &Request,
) -> Result<(PrintedForm, Vec<u8>), Error> {
    let ready = forms::load(found, templates)?;
    let printed = jibiao_print::print_one(&compose(&ready, &held, request), fonts)
        .map_err(|error| Error::new(Code::Print, error.to_string(), "").of(&found.file))?;
    let missing = printed.missing.into_iter().flatten().collect();
    let form = PrintedForm {
        label: found.label(),
        form: ready.form.name().to_owned(),
        output,
        held,
        publication: request.copy == Copy::Publication,
        missing,
    };
    Ok((form, printed.bytes))
}

/// So many forms are composed side by side while one document is written: enough for all cores, few enough to weigh nothing.
const CHUNK: usize = 64;

/// Prints all files into one PDF with bookmarks. A file that cannot be read is reported and left out; without any readable file nothing is
/// written.
pub fn print_together(
    found: &[Source],
    output: &Path,
    templates: &TemplateSet,
    fonts: &FontSet,
    request: &Request,
    done: &(dyn Fn() + Sync),
) -> Result<Vec<Outcome>, Error> {
    let mut outcomes: Vec<Outcome> = Vec::with_capacity(found.len());
    let held = held(found, templates, Some(fonts), request);
    let jobs: Vec<(&Source, Held)> = found.iter().zip(held).collect();
    // The document takes the sheets one by one as they are made, so that never more than a chunk of them is in memory.
    let sheets = jobs.chunks(CHUNK).flat_map(|chunk| {
        let compose = |(found, held): &(&Source, Held)| {
            let ready = forms::load(found, templates)?;
            Ok((ready.form.name().to_owned(), compose(&ready, held, request)))
        };
        let composed: Vec<Result<(String, Sheet), Error>> = chunk.par_iter().map(compose).collect();
        let mut sheets = Vec::with_capacity(chunk.len());
        for ((found, held), composed) in chunk.iter().zip(composed) {
            done();
            outcomes.push(composed.map(|(form, sheet)| {
                sheets.push(sheet);
                PrintedForm {
                    label: found.label(),
                    form,
                    output: output.to_owned(),
                    held: held.clone(),
                    publication: request.copy == Copy::Publication,
                    missing: Vec::new(),
                }
            }));
        }
        sheets
    });
    match jibiao_print::print_many(sheets, fonts) {
        Err(PrintError::Empty) => return Ok(outcomes),
        Err(error) => return Err(Error::new(Code::Print, error.to_string(), "").of(output)),
        Ok(printed) => {
            files::only_over_ours(output, is_own)?;
            if !request.dry_run {
                files::write(output, &printed.bytes)?;
            }
            for (form, missing) in outcomes.iter_mut().flatten().zip(printed.missing) {
                form.missing = missing;
            }
        }
    }
    Ok(outcomes)
}

/// Draws the pages of one form: `<name>-1.svg` and so on below a folder.
pub fn preview(
    found: &Source,
    folder: &Path,
    templates: &TemplateSet,
    fonts: &FontSet,
    request: &Request,
) -> Result<Vec<PathBuf>, Error> {
    let held = held_one(found, templates, fonts, request);
    let sheet = compose(&forms::load(found, templates)?, &held, request);
    let name = found.relative.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let layout = jibiao_print::layout::lay_out(&sheet, fonts);
    let pages: Vec<String> = (1..)
        .zip(&layout.pages)
        .map(|(number, page)| jibiao_print::svg::paint(page, fonts, &format!("p{number}-")))
        .collect();
    let paths: Vec<PathBuf> = (1..=pages.len()).map(|page| folder.join(format!("{name}-{page}.svg"))).collect();
    if !request.dry_run {
        for (path, page) in paths.iter().zip(&pages) {
            files::only_over(path, b"<svg")?;
            files::write(path, page.as_bytes())?;
        }
        // Pages of an earlier, longer preview would pass for pages of this one.
        let later = (pages.len() + 1..).map(|page| folder.join(format!("{name}-{page}.svg")));
        for path in later.take_while(|path| path.is_file()) {
            files::remove(&path)?;
        }
    }
    Ok(paths)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jibiao_rules::Stage;

    #[test]
    fn what_was_not_checked_is_held_back() {
        let today = chrono::NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();
        let context = Context { today, stage: Stage::Complete, copy: Some(Copy::Filing) };
        let request = Request { context, copy: Copy::Filing, draft: false, dry_run: true };
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.json");
        std::fs::write(&file, "{").unwrap();
        let found = forms::named(&[file]).unwrap().forms;
        let held = held(&found, TemplateSet::builtin(), None, &request);
        assert!(held.len() == 1 && held.iter().all(|held| held.is_draft(&request)), "{held:?}");
    }
}
