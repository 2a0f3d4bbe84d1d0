//! The first pass: every file is read and proven, every form is put aside, and whose it is is remembered.

use super::decide::{self, Decided};
use super::spool::{Packed, Place, Spool};
use super::units::UnitList;
use super::{Intake, Unread};
use crate::error::{Code, Error};
use crate::files::Found;
use crate::forms;
use jibiao_model::Form;
use jibiao_model::check_code::check_code;
use jibiao_model::template::{Kind, TemplateSet};
use rayon::prelude::*;
use std::path::PathBuf;

/// Most forms of one report: what is remembered of so many takes about 100 MB.
const MAX_FORMS: usize = 200_000;
/// Files that are read together: so many, or so many bytes.
const TOGETHER: usize = 64;
const TOGETHER_BYTES: u64 = 16 << 20;

/// What is remembered of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    /// Its file, by number.
    pub file: usize,
    /// Its place in the file.
    pub index: usize,
    pub kind: Kind,
    pub code: String,
    pub department: String,
    pub implementing_unit: String,
    /// 项目名称, or the department of a unit form.
    pub name: String,
    /// The year, or what stands in its place.
    pub year: Result<i32, String>,
    pub check_code: String,
    pub place: Place,
}

/// Everything that was delivered.
#[derive(Debug)]
pub struct Survey {
    pub(super) output: PathBuf,
    pub(super) list: Option<UnitList>,
    pub(super) year: Option<i32>,
    /// Path of each file below the folder, by number.
    pub(super) files: Vec<String>,
    pub(super) items: Vec<Item>,
    pub(super) unread: Vec<Unread>,
    pub(super) spool: Spool,
    pub(super) decided: Decided,
}

impl Survey {
    /// How many units there are to check.
    pub fn units(&self) -> usize {
        self.decided.groups.len()
    }
}

/// A form that was read, before it is put aside.
struct Taken {
    item: Item,
    packed: Packed,
}

pub(super) fn survey(intake: Intake, templates: &TemplateSet, done: &(dyn Fn() + Sync)) -> Result<Survey, Error> {
    let Intake { files, mut unread, list, year, output } = intake;
    let mut spool = Spool::new(&output)?;
    let mut items: Vec<Item> = Vec::new();
    for chunk in together(&files) {
        let read: Vec<Vec<Result<Taken, Unread>>> = files
            .get(chunk.clone())
            .unwrap_or_default()
            .par_iter()
            .zip(chunk)
            .map(|(found, number)| {
                let taken = take(found, number, templates);
                done();
                taken
            })
            .collect();
        for taken in read.into_iter().flatten() {
            match taken {
                Err(refused) => unread.push(refused),
                Ok(Taken { item, packed }) => {
                    let place = spool.put(&packed)?;
                    items.push(Item { place, ..item });
                }
            }
        }
        if items.len() > MAX_FORMS {
            let message = format!("表超过 {MAX_FORMS} 份，一次汇总不了");
            return Err(Error::new(Code::Request, message, "请分成几个文件夹，再用数据表合到一起（见 docs/batch.md）"));
        }
    }
    let labels: Vec<String> = files.iter().map(|found| found.relative.display().to_string()).collect();
    let decided = decide::decide(&items, &labels, list.as_ref(), year);
    // Those that are refused first, then what is simply no form; each in the order of their names.
    unread.sort_by(|a, b| (a.code.is_none(), &a.label).cmp(&(b.code.is_none(), &b.label)));
    Ok(Survey { output, list, year, files: labels, items, unread, spool, decided })
}

/// Ranges of files that are read at once: bounded in number and size, because two packages may be as large as the memory that is allowed.
fn together(files: &[Found]) -> Vec<std::ops::Range<usize>> {
    let mut ranges = Vec::new();
    let (mut start, mut bytes) = (0, 0_u64);
    for (at, found) in files.iter().enumerate() {
        let size = std::fs::metadata(&found.file).map_or(0, |data| data.len());
        if at > start && (at - start >= TOGETHER || bytes.saturating_add(size) > TOGETHER_BYTES) {
            ranges.push(start..at);
            (start, bytes) = (at, 0);
        }
        bytes = bytes.saturating_add(size);
    }
    if start < files.len() {
        ranges.push(start..files.len());
    }
    ranges
}

/// The forms of one file; one that has no template is refused alone, a package with a fault as a whole.
fn take(found: &Found, file: usize, templates: &TemplateSet) -> Vec<Result<Taken, Unread>> {
    let label = found.relative.display().to_string();
    let one = |source: forms::Source| {
        let label = match &source.part {
            Some(part) => format!("{label}/{part}"),
            None => label.clone(),
        };
        let form = forms::load(&source, templates).map_err(|error| Unread::refused(label, &error))?.form;
        let packed = Packed::of(&form, &source.waivers);
        Ok(Taken { item: item(&form, file, source.index), packed })
    };
    forms::sources(found.clone()).into_iter().map(one).collect()
}

fn item(form: &Form, file: usize, index: usize) -> Item {
    let (kind, code, department, implementing_unit) = match form {
        Form::Project(form) => {
            (Kind::Project, &form.department_code, &form.department, form.implementing_unit.as_str())
        }
        Form::Unit(form) => (Kind::Unit, &form.department_code, &form.department, ""),
    };
    let year = form.year().read().map(|year| year.0).ok_or_else(|| form.year().raw().unwrap_or_default().to_owned());
    Item {
        file,
        index,
        kind,
        code: kept(code),
        department: kept(department),
        implementing_unit: kept(implementing_unit),
        name: kept(form.name()),
        year,
        check_code: check_code(form),
        place: Place::default(),
    }
}

/// Names are short; what is not one must not fill the memory.
fn kept(text: &str) -> String {
    text.trim().chars().take(200).collect()
}
