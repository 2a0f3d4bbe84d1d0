//! Rules across forms: what they are held against, read from files, and their findings given back to the forms.

use crate::check::{Checked, FindingLine, Report};
use crate::error::{Code, Error};
use crate::files;
use crate::forms::{self, Source};
use crate::session::place_words;
use jibiao_model::form::{Form, ProjectForm, UnitForm};
use jibiao_model::level::Level2;
use jibiao_model::template::{Kind, TemplateSet};
use jibiao_model::{BudgetRow, Wan};
use jibiao_rules::{BatchForm, Disclosure, FixedIndicator, Given, Selection, check_batch};
use rayon::prelude::*;
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// What lists call the document as a whole.
fn title(against: &Against) -> &'static str {
    if against.budget.is_some() { "项目支出预算" } else { "全部表" }
}

/// What is there besides the forms, read.
#[derive(Debug, Default)]
pub struct Against {
    /// 项目支出预算
    pub budget: Option<Vec<BudgetRow>>,
    /// The published document.
    pub disclosure: Option<Disclosure>,
    /// The forms of last year.
    pub last_year: Option<Vec<BatchForm>>,
    /// The indicators that the pack fixes.
    pub fixed: Option<Vec<FixedIndicator>>,
}

impl Against {
    /// For the rules.
    pub fn given(&self) -> Given<'_> {
        Given {
            home: None,
            budget: self.budget.as_deref(),
            disclosure: self.disclosure.as_ref(),
            last_year: self.last_year.as_deref(),
            fixed: self.fixed.as_deref(),
        }
    }
}

/// The published document as its file has it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DisclosureFile {
    #[serde(default)]
    performance: String,
    #[serde(default)]
    organisation: String,
    total: Option<String>,
    current_year: Option<String>,
}

/// A fixed indicator as its file has it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FixedFile {
    level2: String,
    name: String,
}

/// Reads what a published document says: the texts 绩效管理情况 and 机构设置, 支出总计 and its current-year part in 万元.
pub fn load_disclosure(file: &Path) -> Result<Disclosure, Error> {
    let hint =
        "请写成 {\"performance\": \"绩效管理情况的文字\", \"organisation\": \"机构设置的文字\", \"total\": \"989.89\"}";
    let read: DisclosureFile = json(file, "公开文字", hint)?;
    let amount = |text: Option<String>| match text {
        None => Ok(None),
        Some(text) => match Wan::read(&text).read() {
            Some(amount) => Ok(Some(*amount)),
            None => {
                Err(Error::new(Code::Request, format!("“{text}”不是金额"), "金额以万元为单位，如 \"989.89\"").of(file))
            }
        },
    };
    let (total, current_year) = (amount(read.total)?, amount(read.current_year)?);
    Ok(Disclosure { performance: read.performance, organisation: read.organisation, total, current_year })
}

/// Reads the indicators that the pack fixes.
pub fn load_fixed(file: &Path) -> Result<Vec<FixedIndicator>, Error> {
    let hint = "请写成 [{\"level2\": \"质量指标\", \"name\": \"三级指标名称\"}]";
    let read: Vec<FixedFile> = json(file, "固化指标", hint)?;
    let one = |fixed: FixedFile| match Level2::of(&fixed.level2) {
        Some(level2) => Ok(FixedIndicator { level2, name: fixed.name }),
        None => Err(Error::new(Code::Request, format!("没有二级指标“{}”", fixed.level2), hint).of(file)),
    };
    read.into_iter().map(one).collect()
}

fn json<T: for<'de> Deserialize<'de>>(file: &Path, what: &str, hint: &str) -> Result<T, Error> {
    let text = files::read_text(file)?;
    serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| {
        // Another kind of value has no place: it is the file as a whole.
        let message = match error.column() {
            0 => format!("这不是{what}的文件"),
            column => format!("{what}读不了（第 {} 行第 {column} 列附近）", error.line()),
        };
        Error::new(Code::Request, message, hint).of(file)
    })
}

/// Reads the forms of last year. One that cannot be read is an error: a comparison with part of them says nothing.
pub fn load_last_year(paths: &[PathBuf]) -> Result<Vec<BatchForm>, Error> {
    let read = |source: &Source| forms::read(source).map(|form| BatchForm::of(&form));
    forms::named(paths)?.forms.par_iter().map(read).collect()
}

/// Runs the rules across forms over the readable ones. What belongs to a form is added to its report; what belongs to the document as a
/// whole (a project without a form, the sum) is the answer.
pub fn compare(checked: &mut [Checked], against: &Against, selection: &Selection) -> Report {
    let places: Vec<usize> =
        checked.iter().enumerate().filter(|(_, one)| one.across.is_some()).map(|(place, _)| place).collect();
    let forms: Vec<BatchForm> = checked.iter().filter_map(|one| one.across.clone()).collect();
    // These rules speak of texts, totals, counts and lists, which every form of a kind spells alike.
    let (project, unit) = (Form::Project(ProjectForm::default()), Form::Unit(UnitForm::default()));
    let mut document = Report::new(title(against).to_owned(), Vec::new(), &[]);
    for found in check_batch(&forms, against.given(), selection) {
        let kind = found.form.and_then(|form| forms.get(form)).map(|form| form.kind);
        let any = if kind == Some(Kind::Unit) { &unit } else { &project };
        let mut line = FindingLine::new(&found.finding, any);
        let template = if kind == Some(Kind::Unit) { "shanxi-unit" } else { "shanxi-county" };
        if let Some(template) = TemplateSet::builtin().get(template) {
            line.place = place_words(any, template)(&line.path);
        }
        let place = found.form.and_then(|form| places.get(form));
        match place.and_then(|place| checked.get_mut(*place)) {
            Some(Checked { report: Ok(report), waivers, .. }) => {
                report.add(FindingLine { form: Some(report.form.clone()), ..line }, waivers);
            }
            _ => document.findings.push(FindingLine { form: None, ..line }),
        }
    }
    document
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(name: &str, content: &str) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(name);
        std::fs::write(&file, content).unwrap();
        (folder, file)
    }

    #[test]
    fn a_published_document_is_read_from_its_file() {
        let (_folder, file) = written("d.json", "{\"performance\": \"甲\", \"total\": \"612.45\"}");
        let read = load_disclosure(&file).unwrap();
        assert_eq!(
            (read.performance.as_str(), read.total.map(|total| total.json_text())),
            ("甲", Some("612.45".into()))
        );
        for (content, wrong) in [("{\"total\": \"八万\"}", "八万"), ("{\"sum\": 1}", "第 1 行"), ("[", "公开文字")]
        {
            let (_folder, file) = written("d.json", content);
            let error = load_disclosure(&file).unwrap_err().to_string();
            assert!(error.contains(wrong) && error.contains("d.json"), "{error}");
        }
    }

    #[test]
    fn fixed_indicators_name_a_level_that_is_there() {
        let (_folder, file) = written("f.json", "[{\"level2\": \"质量\", \"name\": \"完整率\"}]");
        assert_eq!(load_fixed(&file).unwrap(), [FixedIndicator { level2: Level2::Quality, name: "完整率".into() }]);
        let (_folder, file) = written("f.json", "[{\"level2\": \"数目\", \"name\": \"完整率\"}]");
        assert!(load_fixed(&file).unwrap_err().to_string().contains("数目"));
    }
}
