//! Preview, PDF, printer.

use super::form::shown_name;
use super::from_store;
use super::jobs::{Outcome, Shared};
use super::{Session, id, place};
use crate::error::{Code, Error};
use crate::files;
use crate::forms::file_name;
use crate::print::{PDF, sheet_of};
use crate::requests::Rest;
use crate::requests::app::Nothing;
use crate::requests::jobs::{JobFault, Started};
use crate::requests::print as view;
use crate::rules::Copy;
use jibiao_model::cell::text_at;
use jibiao_model::check_code::check_code;
use jibiao_model::path::TextField;
use jibiao_model::template::{Field, Template};
use jibiao_model::{FieldPath, Form};
use jibiao_print::sheet::Sheet;
use jibiao_print::{FontSet, layout, print_many, print_one, svg};
use jibiao_store::home::make_private;
use std::fs::DirEntry;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

/// Where a PDF stands while a printer or viewer reads it.
pub const SPOOL: &str = "print";
/// What the names of prints begin with; behind it stand the time and a number.
const OWN: &str = "打印-";
/// A print of this age was taken by the printer, or stands open in a viewer.
const HANDED_OVER: Duration = Duration::from_secs(60);

/// A form that is to be printed.
struct Sheetable {
    number: i64,
    name: String,
    form: Form,
    template: Arc<Template>,
    draft: bool,
    /// Personal data that nobody has let pass: no publication copy but a draft
    private: bool,
}

impl Sheetable {
    fn sheet(&self, copy: Copy) -> Sheet {
        sheet_of(&self.form, &self.template, copy, self.draft || (self.private && copy == Copy::Publication))
    }
}

/// Why a print is a draft, in the words and numbers of the lists; empty where it is none.
fn draft_words(held_back: Option<String>, private: u32) -> String {
    let personal = (private > 0).then(|| format!("还有 {private} 处像是个人信息"));
    let parts: Vec<String> = held_back.into_iter().chain(personal).collect();
    if parts.is_empty() { String::new() } else { format!("{}，只能打印草稿", parts.join("，")) }
}

/// What stands below the grid and is blank.
fn blank_signature(form: &Form, template: &Template) -> Vec<view::Unsigned> {
    use TextField as T;
    let printed = template.grid.fields();
    let asked = [T::Head, T::Preparer, T::Phone, T::FilledAt]
        .into_iter()
        .filter(|field| printed.contains(&Field::Text(*field)));
    let blank =
        asked.map(FieldPath::Text).filter(|path| text_at(form, *path).is_none_or(|text| text.trim().is_empty()));
    blank.map(|path| view::Unsigned { path: path.keyed(form), label: place::label(path, template) }).collect()
}

impl Session {
    /// The pages of a form as pictures.
    pub(crate) fn preview(&mut self, request: view::Preview) -> Result<view::PreviewPages, Error> {
        let fonts = self.fonts()?;
        let copy = copy_of(request.copy);
        let held_back = self.draft_because(id(request.form))?;
        let private = if copy == Copy::Publication { self.private(id(request.form))? } else { 0 };
        let form = self.sheetable(request.form)?;
        let laid_out = layout::lay_out(&form.sheet(copy), &fonts);
        let wanted = |number: usize| request.pages.as_ref().is_none_or(|pages| pages.contains(&number));
        let pages = (1..).zip(&laid_out.pages).filter(|(number, _)| wanted(*number));
        let pages = pages.map(|(number, page)| view::PreviewPage {
            number,
            svg: svg::paint(page, &fonts, &format!("f{}p{number}-", request.form)),
        });
        Ok(view::PreviewPages {
            pages: pages.collect(),
            page_count: laid_out.pages.len(),
            draft: draft_words(held_back, private),
            unsigned: if copy == Copy::Filing { blank_signature(&form.form, &form.template) } else { Vec::new() },
            missing: laid_out
                .missing
                .iter()
                .map(|missing| view::MissingCharacter {
                    path: missing.path.clone(),
                    character: missing.character.to_string(),
                })
                .collect(),
            check_code: (copy == Copy::Filing).then(|| check_code(&form.form)),
        })
    }

    /// Writes PDFs.
    pub(crate) fn print_pdf(&mut self, request: view::PrintPdf) -> Result<Started, Error> {
        let path = PathBuf::from(&request.path);
        if request.together {
            refuse_present(&path, request.replace.unwrap_or(false))?;
        }
        let fonts = self.fonts()?;
        let copy = copy_of(request.copy);
        let (forms, faults) = self.sheetables(&request.forms)?;
        let replace = request.replace.unwrap_or(false);
        let total = forms.len();
        Ok(self.start_job("打印", total, move |shared| {
            let outcome = if request.together {
                together(&forms, copy, &fonts, &path, shared)
            } else {
                each(&forms, copy, &fonts, &path, replace, shared)
            };
            let faults = faults.into_iter().chain(outcome.faults.clone()).collect();
            Outcome { faults, ..outcome }
        }))
    }

    /// Hands a PDF to the printer, or leaves it to the shell's viewer.
    pub(crate) fn print_now(&mut self, request: view::PrintNow) -> Result<Rest<view::PrintedNow>, Error> {
        let fonts = self.fonts()?;
        let copy = copy_of(request.copy);
        let (forms, faults) = self.sheetables(&request.forms)?;
        if let Some(fault) = faults.first() {
            return Err(Error::new(Code::Print, format!("{}：{}", fault.name, fault.message), "先不打印这一份"));
        }
        let folder = self.folder.join(SPOOL);
        self.spooled += 1;
        let path = folder.join(format!("{OWN}{}-{}.pdf", self.now().format("%Y%m%d-%H%M%S"), self.spooled));
        Ok(Box::new(move || {
            clear(&folder, HANDED_OVER);
            let printed = print_many(forms.iter().map(|form| form.sheet(copy)), &fonts)
                .map_err(|error| Error::new(Code::Print, error.to_string(), ""))?;
            make_private(&folder).map_err(|error| files::write_error(&folder, &error))?;
            files::write(&path, &printed.bytes)?;
            let sent = hand_over(&path, request.printer.as_deref());
            let words = if sent {
                "已送到打印机"
            } else {
                "系统里没有能直接用的打印机，正在打开 PDF，请在那里打印；没有打开，就把 PDF 另存下来再打印"
            };
            Ok(view::PrintedNow { printed: sent, path: path.display().to_string(), message: words.to_owned() })
        }))
    }

    /// The printers of the system.
    pub(crate) fn printers(&mut self, _: Nothing) -> Result<Rest<view::Printers>, Error> {
        Ok(Box::new(|| Ok(view::Printers { printers: printers() })))
    }

    fn sheetable(&mut self, form: i64) -> Result<Sheetable, Error> {
        let stored = self.store()?.form(id(form)).map_err(from_store)?;
        let template = self.own_template(&stored.form)?;
        let draft = self.draft_because(stored.id)?.is_some();
        let private = self.private(stored.id)? > 0;
        let name = shown_name(stored.form.name());
        Ok(Sheetable { number: form, name, form: stored.form, template, draft, private })
    }

    /// The forms that can be printed, and why others cannot.
    fn sheetables(&mut self, forms: &[i64]) -> Result<(Vec<Sheetable>, Vec<JobFault>), Error> {
        if forms.is_empty() {
            return Err(Error::new(Code::NoForms, "没有选要打印的表", "请先选一份"));
        }
        let (mut ready, mut faults) = (Vec::new(), Vec::new());
        for form in forms {
            match self.sheetable(*form) {
                Ok(form) => ready.push(form),
                Err(error) => faults.push(self.fault(*form, &error)),
            }
        }
        Ok((ready, faults))
    }

    /// Why one form of a job could not be done.
    pub(super) fn fault(&self, form: i64, error: &Error) -> JobFault {
        let line = self.data.as_ref().ok().and_then(|store| store.line(id(form)).ok());
        JobFault {
            form,
            name: line.map_or_else(|| format!("编号 {form}"), |line| shown_name(&line.name)),
            code: error.code.as_str().to_owned(),
            message: error.words(),
        }
    }
}

pub(super) fn copy_of(copy: Option<view::CopyKind>) -> Copy {
    match copy.unwrap_or_default() {
        view::CopyKind::Filing => Copy::Filing,
        view::CopyKind::Publication => Copy::Publication,
    }
}

/// All forms in one document; when it is stopped nothing is written, for a document that lacks forms would pass for the whole.
fn together(forms: &[Sheetable], copy: Copy, fonts: &FontSet, path: &Path, shared: &Shared) -> Outcome {
    let sheets = forms.iter().take_while(|_| !shared.is_cancelled()).map(|form| {
        let sheet = form.sheet(copy);
        shared.step();
        sheet
    });
    let printed = print_many(sheets, fonts).map_err(|error| Error::new(Code::Print, error.to_string(), "").of(path));
    if shared.is_cancelled() {
        return Outcome::default();
    }
    match printed.and_then(|printed| files::write(path, &printed.bytes)) {
        Ok(()) => written(vec![path.to_owned()], forms.len()),
        Err(failure) => Outcome { failure: Some(failure), ..Outcome::default() },
    }
}

/// A file each.
fn each(forms: &[Sheetable], copy: Copy, fonts: &FontSet, folder: &Path, replace: bool, shared: &Shared) -> Outcome {
    let (mut paths, mut faults) = (Vec::new(), Vec::new());
    for (place, form) in forms.iter().enumerate() {
        if shared.is_cancelled() {
            break;
        }
        let path = folder.join(format!("{:03}-{}.pdf", place + 1, file_name(&form.name)));
        let made = refuse_present(&path, replace).and_then(|()| {
            let printed = print_one(&form.sheet(copy), fonts);
            let printed = printed.map_err(|error| Error::new(Code::Print, error.to_string(), ""))?;
            files::write_one_of_many(&path, &printed.bytes)
        });
        match made {
            Ok(()) => paths.push(path),
            Err(error) => faults.push(JobFault {
                form: form.number,
                name: form.name.clone(),
                code: error.code.as_str().to_owned(),
                message: error.to_string(),
            }),
        }
        shared.step();
    }
    files::sync_folder(folder);
    let done = paths.len();
    Outcome { faults, ..written(paths, done) }
}

fn written(paths: Vec<PathBuf>, forms: usize) -> Outcome {
    Outcome {
        message: format!("已写好 {forms} 份表，{} 个文件", paths.len()),
        files: paths.iter().map(|path| path.display().to_string()).collect(),
        ..Outcome::default()
    }
}

/// Nothing is replaced that was not meant to be, and never a file of another kind.
fn refuse_present(path: &Path, replace: bool) -> Result<(), Error> {
    if path.exists() && !replace {
        return Err(Error::new(Code::FileExists, "已有同名文件", "要替换它请再确认一次，或换一个名称").of(path));
    }
    files::only_over(path, PDF)
}

/// The printers of the system, its own choice first. Asks the system, which may not answer for long.
fn printers() -> Vec<String> {
    let ask = |arguments: &[&str]| {
        let output = Command::new("lpstat").args(arguments).stdin(Stdio::null()).output().ok()?;
        Some(String::from_utf8_lossy(&output.stdout).into_owned())
    };
    let mut printers: Vec<String> =
        ask(&["-e"]).unwrap_or_default().lines().map(str::trim).filter(|l| !l.is_empty()).map(str::to_owned).collect();
    let own = ask(&["-d"]).and_then(|text| Some(text.rsplit_once([':', '：'])?.1.trim().to_owned()));
    if let Some(at) = own.and_then(|own| printers.iter().position(|printer| *printer == own)) {
        let first = printers.remove(at);
        printers.insert(0, first);
    }
    printers
}

/// Takes away the own prints of at least this age; the folder may hold files of the user's, where it was there before the data.
pub(super) fn clear(folder: &Path, age: Duration) {
    let old = |entry: &DirEntry| {
        let written = entry.metadata().and_then(|entry| entry.modified()).ok();
        age.is_zero() || written.and_then(|at| at.elapsed().ok()).is_some_and(|own| own >= age)
    };
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_name().to_str().is_some_and(is_own) && old(&entry) {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

/// Whether a print of this program has such a name.
fn is_own(name: &str) -> bool {
    let number = name.strip_prefix(OWN).and_then(|rest| rest.strip_suffix(".pdf"));
    number.is_some_and(|number| number.chars().all(|c| c.is_ascii_digit() || c == '-'))
}

/// True where the system's printer took the file.
fn hand_over(path: &Path, printer: Option<&str>) -> bool {
    let mut command = Command::new("lp");
    if let Some(printer) = printer {
        command.args(["-d", printer]);
    }
    let status = command.arg("--").arg(path).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
    status.is_ok_and(|status| status.success())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_own_prints_are_taken_away() {
        let folder = tempfile::tempdir().unwrap();
        let own = folder.path().join("打印-20260105-093000-12.pdf");
        let others = ["打印-库房改造.pdf", "2025年决算.pdf", "打印-20260105.txt"].map(|name| folder.path().join(name));
        for path in others.iter().chain([&own]) {
            std::fs::write(path, b"%PDF-").unwrap();
        }
        clear(folder.path(), HANDED_OVER);
        assert!(own.exists(), "a viewer may be reading it");
        clear(folder.path(), Duration::ZERO);
        assert!(!own.exists() && others.iter().all(|path| path.exists()));
    }

    #[test]
    fn a_document_without_forms_is_no_print() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("报送.pdf");
        let fonts = crate::fonts::load().unwrap();
        let outcome = together(&[], Copy::Filing, &fonts, &path, &Shared::default());
        assert_eq!(outcome.failure.map(|error| error.code), Some(Code::Print));
        assert!(!path.exists());
    }
}
