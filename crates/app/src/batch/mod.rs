//! 汇总: what many units delivered, as one report: who is missing, sums, findings by unit and by rule, and the same forms, indicators and
//! findings as tables for other engines.
//!
//! Two passes, so that the memory holds neither all forms nor all findings. [`survey`] reads every package and form file, proves it, and puts the
//! forms into a file of their own; what stays in memory is whose each form is. Then it is known what is missing, delivered twice or of
//! another year. [`Survey::report`] goes through the units in order: forms are checked one by one and with each other on all cores while the
//! unit before them is being written.

mod columns;
mod decide;
mod output;
mod rows;
mod sheets;
mod spool;
mod sums;
mod survey;
mod units;
mod walk;

pub use columns::{FINDINGS, FORMS, INDICATORS};
pub use survey::Survey;

use crate::check::Asked;
use crate::error::{Code, Error};
use crate::files::Found;
use jibiao_model::template::TemplateSet;
use std::path::{Path, PathBuf};
use units::UnitList;

/// The version of the tables: it grows with each column that is added, renamed or given another meaning.
pub const SCHEMA: &str = "1";

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// The folder with what was delivered.
    pub folder: &'a Path,
    /// The folder for the report; made where it is missing.
    pub output: &'a Path,
    /// The units that have to deliver.
    pub units: Option<&'a Path>,
    /// Forms of other years are not counted.
    pub year: Option<i32>,
}

/// What lies in the folder, and with what it is compared; nothing is read yet.
#[derive(Debug)]
pub struct Intake {
    files: Vec<Found>,
    unread: Vec<Unread>,
    list: Option<UnitList>,
    year: Option<i32>,
    output: PathBuf,
}

/// What was not read, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unread {
    /// Path below the folder, with the part of a package.
    pub label: String,
    /// A code where it should have been a package or a form.
    pub code: Option<Code>,
    /// Why, Chinese.
    pub reason: String,
}

impl Unread {
    fn refused(label: String, error: &Error) -> Unread {
        let hint = if error.hint.is_empty() { String::new() } else { format!("。{}", error.hint) };
        Unread { label, code: Some(error.code), reason: format!("{}{hint}", error.message) }
    }

    fn other(label: String, reason: &str) -> Unread {
        Unread { label, code: None, reason: reason.to_owned() }
    }
}

/// What was written, and what a person should be told.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Written {
    /// The files.
    pub files: Vec<PathBuf>,
    /// Units with at least one counted form.
    pub units: usize,
    /// Units of the list without one; `None` without a list.
    pub missing: Option<usize>,
    /// Counted forms: of projects, of units.
    pub forms: [usize; 2],
    /// Readable forms that are not counted: delivered twice, or of another year.
    pub not_counted: usize,
    /// Packages and forms that could not be read.
    pub refused: usize,
    /// Errors, warnings, hints and findings that were let pass.
    pub findings: [usize; 4],
}

impl Written {
    /// Nothing is missing, refused, doubled or found.
    pub fn is_clean(&self) -> bool {
        let [errors, warnings, hints, _] = self.findings;
        self.missing.unwrap_or(0) + self.not_counted + self.refused + errors + warnings + hints == 0
    }
}

/// Looks at the folder and the list, and refuses what cannot become a report before any work is done.
pub fn intake(request: &Request<'_>) -> Result<Intake, Error> {
    walk::folder(request.folder)?;
    let list = request.units.map(units::load).transpose()?;
    output::may_write(request.output)?;
    let except = [Some(request.output), request.units].into_iter().flatten();
    let except: Vec<PathBuf> = except.filter_map(|path| path.canonicalize().ok()).collect();
    let walk::Walked { files, unread } = walk::walk(request.folder, &except);
    if files.is_empty() && list.is_none() {
        let message = "没有找到数据包（.jbz）或表文件（.json）";
        return Err(Error::new(Code::NoForms, message, "请检查是不是选错了文件夹；有单位名单时请加上 --units")
            .of(request.folder));
    }
    Ok(Intake { files, unread, list, year: request.year, output: request.output.to_owned() })
}

impl Intake {
    /// How many files there are to read.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// True where nothing was delivered.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// What a person should know of the list of units, Chinese.
    pub fn notes(&self) -> &[String] {
        self.list.as_ref().map_or(&[], |list| &list.notes)
    }

    /// The files that a report consists of.
    pub fn outputs(&self) -> Vec<PathBuf> {
        output::NAMES.iter().chain([&output::MANIFEST]).map(|name| self.output.join(name)).collect()
    }
}

/// Reads everything that was delivered. `done` is called after each file.
pub fn survey(intake: Intake, templates: &TemplateSet, done: &(dyn Fn() + Sync)) -> Result<Survey, Error> {
    survey::survey(intake, templates, done)
}

impl Survey {
    /// Checks the counted forms and writes the report. `done` is called after each unit. The same deliveries give the same bytes on the same
    /// day (some rules ask for the date).
    pub fn report(
        self,
        templates: &TemplateSet,
        asked: &Asked<'_>,
        done: &(dyn Fn() + Sync),
    ) -> Result<Written, Error> {
        output::write(self, templates, asked, done)
    }
}
