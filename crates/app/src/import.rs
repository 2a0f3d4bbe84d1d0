//! Import: files of any kind -> a plan that a person sees -> forms and the project budget.

use crate::error::{Code, Error};
use crate::files::{self, Found};
use crate::forms::Source;
use crate::{budget, forms};
pub use jibiao_exchange::import::{
    BudgetRowPlan, ImportError, ImportResult, IndicatorList, ListedIndicator, Mark, Offer, Plan, PlannedField,
    PlannedFile, PlannedForm, Status, UNREAD, Unplaced,
};
use jibiao_exchange::import::{MAX_FILE, read, read_indicators};
use jibiao_exchange::package::{self, Waiver};
pub use jibiao_model::form::FundLine;
use rayon::prelude::*;
use std::path::{Path, PathBuf};

/// Extensions of files that are looked at inside a folder.
const EXTENSIONS: [&str; 22] = [
    "json", "jbz", "xlsx", "xlsm", "xls", "et", "docx", "pdf", "txt", "md", "csv", "html", "htm",
    // Office files of kinds that are not read: they are refused by name and with what to do, not passed over.
    "doc", "wps", "rtf", "ods", "odt", "ofd", "xlsb", "ppt", "pptx",
];

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

impl Held {
    /// Of a scan: texts that were probably read wrong are to be looked at, with an offer. A form file or a package was never scanned.
    fn doubted(mut self) -> Held {
        for form in self.plan.forms.iter_mut().filter(|form| !form.fields.is_empty()) {
            for doubt in jibiao_rules::doubts(&form.form) {
                let why = format!("疑似识别错误：“{}”可能是“{}”", doubt.written, doubt.likely);
                form.offer(doubt.place, doubt.mended, why);
            }
        }
        self
    }
}

/// Reads all files on all cores; what they hold, or why not, in their order. Nothing is written. Where they come from a scan, texts that
/// were probably read wrong are doubts. `done` is called after each file.
pub fn read_each(found: &[Found], scanned: bool, done: &(dyn Fn() + Sync)) -> Vec<Result<Held, Error>> {
    let one = |found: &Found| {
        let held = plan_file(&found.file);
        done();
        if scanned { held.map(Held::doubted) } else { held }
    };
    found.par_iter().map(one).collect()
}

/// What stands in the place of a file for what was pasted.
pub const PASTED: &str = "粘贴的内容";

/// Reads what was pasted: its HTML where that holds a form or a budget, else its text.
pub fn read_pasted(text: &str, html: Option<&str>, scanned: bool) -> Result<Held, Error> {
    let file = Path::new(PASTED);
    // What begins with no tag that tells HTML would be taken for text.
    let of_html = html.and_then(|html| plan_bytes(file, format!("<meta>{html}").into_bytes()).ok());
    let held = match of_html {
        Some(held) => held,
        None => plan_bytes(file, text.as_bytes().to_vec())?,
    };
    Ok(if scanned { held.doubted() } else { held })
}

/// Plans the import of all files as one; what could not be read beside it. Nothing is written. `done` is called after each file.
pub fn plan(found: &[Found], scanned: bool, done: &(dyn Fn() + Sync)) -> (Plan, Vec<Error>) {
    let (mut whole, mut errors) = (Plan::default(), Vec::new());
    for outcome in read_each(found, scanned, done) {
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
    /// What is to be known of the files and is no doubt: an encoding that was guessed, sheets without forms.
    pub notes: Vec<String>,
    /// What should be looked at before the forms are used: one line a doubt, with the file and the form.
    pub doubts: Vec<String>,
}

/// Reads files for the data. `funds` takes the amounts whose source a form does not have. With `doubtful` also the forms that a person should
/// look at first; else a file that holds one is left out as a whole.
pub fn for_data(found: &[Found], scanned: bool, doubtful: bool, funds: Option<FundLine>) -> ForData {
    let mut read = ForData::default();
    for mut outcome in read_each(found, scanned, &|| ()) {
        if let (Ok(held), Some(line)) = (&mut outcome, funds) {
            let refused = held.plan.place_funds(line);
            read.doubts.extend(refused.iter().map(|why| format!("{} {why}", held.file.display())));
        }
        match outcome {
            Ok(held) if held.plan.forms.is_empty() => read.passed_over.push(held.file),
            Ok(Held { file, plan, waivers }) => {
                let doubts = doubts(&file, &plan);
                let notes =
                    plan.files.iter().flat_map(|file| file.notes.iter().map(|note| format!("{}：{note}", file.name)));
                read.notes.extend(notes);
                read.doubts.extend(doubts.iter().cloned());
                if !doubts.is_empty() && !doubtful {
                    let count = doubts.len();
                    let message = format!("有 {count} 处请先对照原文看一看，没有加入");
                    let hint = "请在窗口里导入，逐处核对；或看过以后加上 --yes";
                    read.errors.push(Error::new(Code::ImportDoubts, message, hint).of(&file));
                    continue;
                }
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

/// The doubts of a file's forms.
fn doubts(file: &Path, plan: &Plan) -> Vec<String> {
    let of_form = |planned: &PlannedForm| {
        let name = planned.form.name().to_owned();
        let look = planned.fields.iter().filter(|field| field.mark.status == Status::Look);
        let line = |field: &PlannedField| {
            let place = field.path.json(&planned.form).unwrap_or_default();
            let offers = field.mark.offers.iter().map(|offer| format!("{}，可改为“{}”", offer.why, offer.text));
            let said: Vec<String> = field.mark.notes.iter().cloned().chain(offers).collect();
            format!("{} “{name}” {place}：{}", file.display(), said.join("；"))
        };
        let unplaced = planned.unplaced.iter();
        let unplaced = unplaced.map(|unplaced| format!("{} “{name}”：{}", file.display(), unplaced.words()));
        look.map(line).chain(unplaced).collect::<Vec<_>>()
    };
    plan.forms.iter().flat_map(of_form).collect()
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
    let is_package = files::has_extension(file, &[package::EXTENSION]);
    plan_bytes(file, files::read_bytes(file, if is_package { package::MAX_PACKAGE } else { MAX_FILE } as u64)?)
}

/// The plan of what stands in this file.
fn plan_bytes(file: &Path, bytes: Vec<u8>) -> Result<Held, Error> {
    let (mut plan, mut waivers) = (Plan::default(), Vec::new());
    let name = file.display().to_string();
    let is_package = files::has_extension(file, &[package::EXTENSION]);
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
        plan.add_forms(&name, forms::parse_all(file, bytes)?);
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
