//! Import: files of any kind -> a plan that a person sees -> forms and the project budget.

use crate::error::{Code, Error};
use crate::files::{self, Found};
use crate::forms::Source;
use crate::{budget, forms};
pub use jibiao_exchange::import::{
    BudgetRowPlan, ImportError, ImportResult, Mark, Offer, Plan, PlanChanged, PlannedField, PlannedFile, PlannedForm,
    Status,
};
use jibiao_exchange::import::{MAX_FILE, read};
use jibiao_exchange::package;
use rayon::prelude::*;
use std::path::{Path, PathBuf};

/// Extensions of files that are looked at inside a folder.
const EXTENSIONS: [&str; 13] =
    ["json", "jbz", "xlsx", "xlsm", "xls", "et", "docx", "pdf", "txt", "md", "csv", "html", "htm"];

impl From<ImportError> for Error {
    fn from(error: ImportError) -> Error {
        let code = match &error {
            ImportError::Empty | ImportError::Unknown | ImportError::NotRead(..) | ImportError::Pictures => {
                Code::ImportFormat
            }
            ImportError::Password => Code::ImportPassword,
            ImportError::Damaged(_) => Code::ImportDamaged,
            ImportError::Encoding => Code::FileEncoding,
            ImportError::TooManyRows | ImportError::TooManyColumns | ImportError::TooMuchText | ImportError::Bomb => {
                Code::ImportSize
            }
        };
        Error::new(code, error.to_string(), "")
    }
}

impl From<PlanChanged> for Error {
    fn from(error: PlanChanged) -> Error {
        Error::new(Code::ImportChanged, error.to_string(), "")
    }
}

/// The files that were named, and those of the kinds that are read in the folders that were named.
pub fn named(paths: &[PathBuf]) -> Result<Vec<Found>, Error> {
    let found = files::find_of(paths, &EXTENSIONS)?;
    if found.is_empty() {
        let message = "文件夹里没有能导入的文件";
        return Err(Error::new(Code::NoForms, message, "能读的有 xlsx、xls、docx、pdf、txt、csv、表文件和数据包"));
    }
    Ok(found)
}

/// Reads all files on all cores and plans their import, in their order; what could not be read beside it. Nothing is written. `done` is
/// called after each file.
pub fn plan(found: &[Found], done: &(dyn Fn() + Sync)) -> (Plan, Vec<Error>) {
    let one = |found: &Found| {
        let plan = plan_file(&found.file);
        done();
        plan
    };
    let (mut whole, mut errors) = (Plan::default(), Vec::new());
    for outcome in found.par_iter().map(one).collect::<Vec<_>>() {
        match outcome {
            Ok(plan) => whole.append(plan),
            Err(error) => errors.push(error),
        }
    }
    (whole, errors)
}

/// What files give for the data.
#[derive(Debug, Default)]
pub struct ForData {
    /// The forms, in groups by file. A package brings its waivers along.
    pub groups: Vec<Vec<Source>>,
    /// Files that hold only a project budget, passed over.
    pub passed_over: Vec<PathBuf>,
    /// What could not be read.
    pub errors: Vec<Error>,
}

/// Reads files for the data.
pub fn for_data(found: &[Found]) -> ForData {
    let one = |found: &Found| -> Result<Vec<Source>, Error> {
        if files::has_extension(&found.file, &["json", package::EXTENSION]) && !forms::holds_a_list(found) {
            return Ok(forms::named(std::slice::from_ref(&found.file))?.forms);
        }
        let taken = plan_file(&found.file)?.forms.into_iter().filter(|form| form.take);
        Ok(taken.map(|form| Source::stored(found.file.clone(), form.form, Vec::new())).collect())
    };
    let mut read = ForData::default();
    for (found, outcome) in found.iter().zip(found.par_iter().map(one).collect::<Vec<_>>()) {
        match outcome {
            Ok(group) if group.is_empty() => read.passed_over.push(found.file.clone()),
            Ok(group) => read.groups.push(group),
            Err(error) => read.errors.push(error),
        }
    }
    read
}

/// The plan of one file. A form file or a package gives its forms as they are.
fn plan_file(file: &Path) -> Result<Plan, Error> {
    let mut plan = Plan::default();
    let name = file.display().to_string();
    let is_package = files::has_extension(file, &[package::EXTENSION]);
    let bytes = files::read_bytes(file, if is_package { package::MAX_PACKAGE } else { MAX_FILE } as u64)?;
    let first = bytes.iter().find(|byte| !byte.is_ascii_whitespace() && !b"\xef\xbb\xbf".contains(byte));
    let is_json = matches!(first, Some(b'{' | b'[')) || files::has_extension(file, &["json"]);
    let unknown_archive =
        || package::looks_like_package(&bytes) && read::format(&name, &bytes) == Err(ImportError::Unknown);
    if is_package || unknown_archive() {
        plan.add_forms(&name, package::read(&bytes).map_err(|error| Error::from(error).of(file))?.forms);
    } else if is_json && first == Some(&b'[') {
        plan.add_budget(&name, budget::parse(file, bytes)?);
    } else if is_json {
        plan.add_forms(&name, vec![forms::parse(file, bytes)?]);
    } else {
        plan.add_file(&name, &bytes).map_err(|error| Error::from(error).of(file))?;
    }
    if plan.forms.is_empty() && plan.project_budget.is_empty() {
        let message = "没有找到绩效目标表，也没有找到项目支出预算表";
        return Err(Error::new(Code::NoForms, message, "请检查是不是选错了文件").of(file));
    }
    Ok(plan)
}

/// The result as JSON.
pub fn to_json(result: &ImportResult) -> String {
    result.to_json() + "\n"
}
