//! Import: files of any kind -> a plan that a person sees -> forms and the project budget.

use crate::error::{Code, Error};
use crate::files::{self, Found};
use crate::forms::Source;
use crate::{budget, forms};
pub use jibiao_exchange::import::{
    BudgetRowPlan, ImportError, ImportResult, IndicatorList, ListedIndicator, Mark, Offer, Plan, PlanChanged,
    PlannedField, PlannedFile, PlannedForm, Status,
};
use jibiao_exchange::import::{MAX_FILE, read, read_indicators};
use jibiao_exchange::package::{self, Waiver};
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

/// What one file holds.
#[derive(Debug)]
pub struct Held {
    /// The file
    pub file: PathBuf,
    /// Its forms and project budgets
    pub plan: Plan,
    /// Of a package: findings that somebody let pass, each with the index of its form
    pub waivers: Vec<Waiver>,
}

/// Reads all files on all cores; what they hold, or why not, in their order. Nothing is written. `done` is called after each file.
pub fn read_each(found: &[Found], done: &(dyn Fn() + Sync)) -> Vec<Result<Held, Error>> {
    let one = |found: &Found| {
        let held = plan_file(&found.file);
        done();
        held
    };
    found.par_iter().map(one).collect()
}

/// Plans the import of all files as one; what could not be read beside it. Nothing is written. `done` is called after each file.
pub fn plan(found: &[Found], done: &(dyn Fn() + Sync)) -> (Plan, Vec<Error>) {
    let (mut whole, mut errors) = (Plan::default(), Vec::new());
    for outcome in read_each(found, done) {
        match outcome {
            Ok(held) => whole.append(held.plan),
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
    let mut read = ForData::default();
    for outcome in read_each(found, &|| ()) {
        match outcome {
            Ok(held) if held.plan.forms.is_empty() => read.passed_over.push(held.file),
            Ok(Held { file, plan, waivers }) => {
                let source = |(index, form): (usize, PlannedForm)| {
                    let own = waivers.iter().filter(|waiver| waiver.form == index).cloned().collect();
                    Source::stored(file.clone(), form.form, own)
                };
                read.groups.push(plan.forms.into_iter().enumerate().map(source).collect());
            }
            Err(error) => read.errors.push(error),
        }
    }
    read
}

/// Reads a list of indicators; a file without one is an error.
pub fn indicators(file: &Path) -> Result<IndicatorList, Error> {
    let bytes = files::read_bytes(file, MAX_FILE as u64)?;
    let list = read_indicators(&file.display().to_string(), &bytes).map_err(|error| Error::from(error).of(file))?;
    if list.indicators.is_empty() {
        let message = match list.left_out.first() {
            Some(why) => format!("没有能加入的指标（{why}）"),
            None => "没有找到指标".to_owned(),
        };
        let hint = "表头要有“二级指标”和“三级指标”，二级指标写数量指标、质量指标等";
        return Err(Error::new(Code::ImportFormat, message, hint).of(file));
    }
    Ok(list)
}

/// The plan of one file. A form file or a package gives its forms as they are.
fn plan_file(file: &Path) -> Result<Held, Error> {
    let (mut plan, mut waivers) = (Plan::default(), Vec::new());
    let name = file.display().to_string();
    let is_package = files::has_extension(file, &[package::EXTENSION]);
    let bytes = files::read_bytes(file, if is_package { package::MAX_PACKAGE } else { MAX_FILE } as u64)?;
    let first = bytes.iter().find(|byte| !byte.is_ascii_whitespace() && !b"\xef\xbb\xbf".contains(byte));
    let is_json = matches!(first, Some(b'{' | b'[')) || files::has_extension(file, &["json"]);
    let unknown_archive =
        || package::looks_like_package(&bytes) && read::format(&name, &bytes) == Err(ImportError::Unknown);
    if is_package || unknown_archive() {
        let package = package::read(&bytes).map_err(|error| Error::from(error).of(file))?;
        plan.add_forms(&name, package.forms);
        waivers = package.waivers;
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
    Ok(Held { file: file.to_owned(), plan, waivers })
}

/// The result as JSON.
pub fn to_json(result: &ImportResult) -> String {
    result.to_json() + "\n"
}
