//! What an import would do: every form with the place of each text and how sure it is, to be looked at, changed and applied.

use super::draft::Draft;
use super::{BudgetLine, ImportResult, Note};
use crate::unprinted::Unprinted;
use jibiao_model::amount::Wan;
use jibiao_model::cell::{self, CellError};
use jibiao_model::form::{Form, FundLine, Side};
use jibiao_model::path::{BudgetField, CountField, FieldPath, TextField};
use jibiao_model::template::{Field, TemplateSet};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// Where what a form does not print comes from, for a person.
const KEPT: &str = "文件属性";

/// What is said of a number that does not read.
pub const UNREAD: &str = "读不出金额或数字，照原样保留";

/// How sure the importer is of a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Status {
    /// Neither label nor text was found.
    #[default]
    Missing,
    /// Found, but a person should look.
    Look,
    /// Found where it is expected; a blank cell beside its label counts.
    Sure,
}

impl Status {
    /// The JSON value.
    pub fn key(self) -> &'static str {
        match self {
            Status::Missing => "missing",
            Status::Look => "look",
            Status::Sure => "sure",
        }
    }

    /// The word on screens.
    pub fn title(self) -> &'static str {
        match self {
            Status::Missing => "没有找到",
            Status::Look => "请看一看",
            Status::Sure => "确定",
        }
    }
}

/// Another text for a place, offered beside the one that is written. Never taken by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The text.
    pub text: String,
    /// Why it is offered, Chinese.
    pub why: String,
}

/// What is known about a place of a form.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mark {
    /// How sure.
    pub status: Status,
    /// Where the text stands in the file: `表1!B7`, `第 120 行`.
    pub sources: Vec<String>,
    /// What is doubtful, Chinese.
    pub notes: Vec<String>,
    /// Other texts that the author may have meant.
    pub offers: Vec<Offer>,
}

/// A place of a form and what is known about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedField {
    /// The place. Row ids survive removed rows.
    pub path: FieldPath,
    /// What is known.
    pub mark: Mark,
}

/// A form that would be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedForm {
    /// Index of its file in [`Plan::files`].
    pub file: usize,
    /// Where it begins in the file; empty for form files and packages.
    pub place: String,
    /// The form as it would be taken.
    pub form: Form,
    /// Every place of the form; rows as a whole, and their cells where something is to be said.
    pub fields: Vec<PlannedField>,
    /// Whether it is taken.
    pub take: bool,
}

/// A project of a project budget table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BudgetRowPlan {
    /// 项目名称, as written.
    pub name: String,
    /// 合计, in 万元.
    pub total: Wan,
    /// 使用上年结转
    pub carried_over: bool,
    /// Where it stands.
    pub place: String,
    /// Whether it is taken.
    pub take: bool,
}

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedFile {
    /// Its name as the caller gave it.
    pub name: String,
    /// What a person should know about it (a guessed encoding), Chinese.
    pub notes: Vec<String>,
}

/// What an import would do. A caller shows it, changes it with [`PlannedForm::set`] and `take`, and applies exactly what was shown with
/// [`Plan::apply`], which refuses where the plan is another one than the person saw.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    /// The files, in the order in which they were given.
    pub files: Vec<PlannedFile>,
    /// The forms, in the order of the files and in them.
    pub forms: Vec<PlannedForm>,
    /// The projects of all project budget tables.
    pub project_budget: Vec<BudgetRowPlan>,
}

/// The plan is not the one that was shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("导入计划已经变了，没有导入。请重新看一遍再确认")]
pub struct PlanChanged;

impl PlannedForm {
    /// A form that needs no looking at: one from a form file or a package.
    pub fn whole(file: usize, form: Form) -> PlannedForm {
        PlannedForm { file, place: String::new(), form, fields: Vec::new(), take: true }
    }

    pub(super) fn of(file: usize, place: String, draft: Draft) -> PlannedForm {
        let mut draft = draft;
        for path in places(&draft.form) {
            if is_raw(&draft.form, path) {
                draft.doubt(path, UNREAD.to_owned());
            }
        }
        let Draft { form, marks, .. } = draft;
        let mut fields: Vec<PlannedField> = marks.into_iter().map(|(path, mark)| PlannedField { path, mark }).collect();
        for path in expected(&form) {
            if !fields.iter().any(|field| field.path == path) {
                fields.push(PlannedField { path, mark: Mark::default() });
            }
        }
        let mut planned = PlannedForm { file, place, form, fields, take: true };
        planned.offer_single_words();
        planned
    }

    /// The worst status among its places.
    pub fn status(&self) -> Status {
        self.fields.iter().map(|field| field.mark.status).min().unwrap_or(Status::Sure)
    }

    /// Puts another text to a place, as a person typed it. What does not read as a number stays as typed.
    pub fn set(&mut self, path: FieldPath, text: &str) -> Result<(), CellError> {
        cell::set_text(&mut self.form, path, text)?;
        if let Some(field) = self.fields.iter_mut().find(|field| field.path == path) {
            field.mark.status = Status::Sure;
        }
        Ok(())
    }

    /// Takes an offer of a place.
    pub fn accept(&mut self, path: FieldPath, offer: usize) -> Result<(), CellError> {
        let found = self.fields.iter().find(|field| field.path == path).and_then(|field| field.mark.offers.get(offer));
        let text = found.map(|offer| offer.text.clone()).ok_or(CellError::NoCell)?;
        self.set(path, &text)
    }

    /// Takes what this program kept in the file beside the form.
    pub(super) fn put_unprinted(&mut self, kept: &Unprinted) {
        if kept.put(&mut self.form) {
            let mark = Mark { status: Status::Sure, sources: vec![KEPT.to_owned()], ..Mark::default() };
            self.fields.push(PlannedField { path: FieldPath::Category, mark });
        }
    }

    /// Offers another text for a place, which a person should look at.
    pub fn offer(&mut self, path: FieldPath, text: String, why: String) {
        let offer = Offer { text, why };
        match self.fields.iter_mut().find(|field| field.path == path) {
            Some(PlannedField { mark, .. }) => {
                mark.status = mark.status.min(Status::Look);
                mark.offers.push(offer);
            }
            None => {
                let mark = Mark { status: Status::Look, offers: vec![offer], ..Mark::default() };
                self.fields.push(PlannedField { path, mark });
            }
        }
    }

    /// A doubled word is a slip of the entry form; the single one is offered.
    fn offer_single_words(&mut self) {
        let mut offers = Vec::new();
        for side in Side::BOTH {
            for row in self.form.rows(side) {
                if let Some(word) = jibiao_model::value::read(&row.value).doubled_word() {
                    let path = FieldPath::Cell(side, row.id, jibiao_model::path::RowField::Value);
                    offers.push((path, word.to_owned(), format!("原文写了两遍“{word}”")));
                }
            }
        }
        for (path, text, why) in offers {
            self.offer(path, text, why);
        }
    }
}

/// Whether a number stands at a place that does not read.
fn is_raw(form: &Form, path: FieldPath) -> bool {
    let raw = match (form, path) {
        (_, FieldPath::Year) => form.year().raw(),
        (Form::Project(form), FieldPath::Fund(Side::Period, line)) => form.funds_period.get(line).raw(),
        (Form::Project(form), FieldPath::Fund(Side::Annual, line)) => form.funds_annual.get(line).raw(),
        (Form::Unit(form), FieldPath::Count(field)) => form.count(field).raw(),
        (Form::Unit(form), FieldPath::Budget(field)) => form.budget(field).raw(),
        _ => None,
    };
    raw.is_some()
}

/// The places that the form's template prints.
fn expected(form: &Form) -> Vec<FieldPath> {
    let mut paths = places(form);
    if let Some(template) = TemplateSet::builtin().get(form.template()) {
        let fields = template.grid.fields();
        paths.retain(|path| match path {
            FieldPath::Text(TextField::Title | TextField::DepartmentCode | TextField::FilledAt) => true,
            FieldPath::Text(field) => fields.contains(&Field::Text(*field)),
            FieldPath::Fund(side, line) => fields.contains(&Field::Fund(*side, *line)),
            FieldPath::Count(field) => fields.contains(&Field::Count(*field)),
            FieldPath::Budget(field) => fields.contains(&Field::Budget(*field)),
            _ => true,
        });
    }
    paths
}

/// The places that a printed form of this kind may have.
fn places(form: &Form) -> Vec<FieldPath> {
    let mut paths = vec![FieldPath::Year];
    let texts: &[TextField] = match form {
        Form::Project(_) => &[
            TextField::Title,
            TextField::ProjectName,
            TextField::DepartmentCode,
            TextField::Department,
            TextField::ImplementingUnit,
            TextField::Attribute,
            TextField::Term,
            TextField::Overview,
            TextField::Basis,
            TextField::Necessity,
            TextField::Safeguards,
            TextField::Plan,
            TextField::GoalPeriod,
            TextField::GoalAnnual,
            TextField::FilledAt,
        ],
        Form::Unit(_) => &[
            TextField::Title,
            TextField::DepartmentCode,
            TextField::Department,
            TextField::Duties,
            TextField::StrategicGoal,
            TextField::AnnualGoal,
        ],
    };
    paths.extend(texts.iter().map(|field| FieldPath::Text(*field)));
    match form {
        Form::Project(_) => {
            for side in Side::BOTH {
                paths.extend(FundLine::ALL.map(|line| FieldPath::Fund(side, line)));
            }
        }
        Form::Unit(_) => {
            paths.extend(CountField::ALL.map(|(field, _)| FieldPath::Count(field)));
            paths.extend(BudgetField::ALL.map(|(field, _)| FieldPath::Budget(field)));
        }
    }
    paths
}

impl Plan {
    /// The digest of what would be taken, 64 hexadecimal digits. Any change of a text, of the order or of `take` changes it.
    pub fn digest(&self) -> String {
        let mut sha = Sha256::new();
        let mut part = |bytes: &[u8]| {
            sha.update(u64::try_from(bytes.len()).unwrap_or(u64::MAX).to_be_bytes());
            sha.update(bytes);
        };
        for planned in self.forms.iter().filter(|planned| planned.take) {
            part(b"form");
            part(&jibiao_model::json::canonical(&planned.form));
        }
        for row in self.project_budget.iter().filter(|row| row.take) {
            part(if row.carried_over { b"carried" } else { b"present" });
            part(row.name.as_bytes());
            part(row.total.json_text().as_bytes());
        }
        sha.finalize().iter().fold(String::new(), |mut text, byte| {
            // Writing to a string does not fail.
            let _ = write!(text, "{byte:02x}");
            text
        })
    }

    /// Does exactly what the plan says: the forms and projects that are taken, with the notes on them. `digest` is the one of the plan
    /// that the person saw.
    pub fn apply(&self, digest: &str) -> Result<ImportResult, PlanChanged> {
        if digest == self.digest() { Ok(self.result()) } else { Err(PlanChanged) }
    }

    fn result(&self) -> ImportResult {
        let mut result = ImportResult::default();
        for planned in self.forms.iter().filter(|planned| planned.take) {
            for field in &planned.fields {
                let Some(path) = field.path.json(&planned.form) else { continue };
                let missing = (field.mark.status == Status::Missing).then(|| Status::Missing.title().to_owned());
                let offers = field.mark.offers.iter().map(|offer| format!("{}，可改为“{}”", offer.why, offer.text));
                for message in missing.into_iter().chain(field.mark.notes.iter().cloned()).chain(offers) {
                    result.notes.push(Note { form: result.forms.len(), path: path.clone(), message });
                }
            }
            result.forms.push(planned.form.clone());
        }
        let rows = self.project_budget.iter().filter(|row| row.take);
        result.project_budget = rows
            .map(|row| BudgetLine {
                name: row.name.clone(),
                total: row.total.json_text(),
                carried_over: row.carried_over,
            })
            .collect();
        result
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "项目支出绩效目标表\n(2026年度)\n项目名称\t阅览设备购置\n主管部门及代码\t041-云岫县图书馆\n项目概况\t更新桌椅。\n\
                        绩效指标\t一级指标\t二级指标\t三级指标\t指标值\t二级指标\t三级指标\t指标值\n\
                        \t效益指标\t社会效益\t读者阅读条件\t改善改善\t社会效益\t读者阅读条件\t改善\n填报日期:\t2026\n";

    fn plan() -> Plan {
        let mut plan = Plan::default();
        plan.add_file("表.txt", TEXT.as_bytes()).unwrap();
        plan.add_file("预算.txt", "项目名称\t合计\n阅览设备购置\t18.47\n".as_bytes()).unwrap();
        plan
    }

    #[test]
    fn every_place_says_how_sure_it_is_and_where_it_stands() {
        let plan = plan();
        let [form] = plan.forms.as_slice() else { panic!("one form") };
        let mark = |path| &form.fields.iter().find(|field| field.path == path).unwrap().mark;
        let name = mark(FieldPath::Text(TextField::ProjectName));
        assert_eq!((name.status, name.sources.as_slice()), (Status::Sure, &["第 3 行".to_owned()][..]));
        assert_eq!(mark(FieldPath::Text(TextField::Plan)).status, Status::Missing);
        assert_eq!(form.status(), Status::Missing);
        assert_eq!((plan.files.len(), form.file, form.place.as_str()), (2, 0, "第 1 行"));
    }

    #[test]
    fn apply_does_exactly_what_was_shown() {
        let mut plan = plan();
        let shown = plan.digest();
        let result = plan.apply(&shown).unwrap();
        assert_eq!((result.forms.len(), result.project_budget.len()), (1, 1));
        assert_eq!(result.forms[0], plan.forms[0].form);

        plan.forms[0].set(FieldPath::Text(TextField::Plan), "6月底前完成采购。").unwrap();
        assert_eq!(plan.apply(&shown), Err(PlanChanged));
        let result = plan.apply(&plan.digest()).unwrap();
        assert!(!result.notes.iter().any(|note| note.path == "plan"), "what a person typed is no doubt any more");

        plan.forms[0].take = false;
        plan.project_budget[0].take = false;
        assert_eq!(plan.apply(&plan.digest()).unwrap(), ImportResult::default());
    }

    #[test]
    fn an_offer_is_taken_only_when_it_is_accepted() {
        let mut plan = plan();
        let path = plan.forms[0].fields.iter().find(|field| !field.mark.offers.is_empty()).unwrap().path;
        assert_eq!(path.json(&plan.forms[0].form).as_deref(), Some("indicators.period[0].value"));
        assert_eq!(cell::text_at(&plan.forms[0].form, path).as_deref(), Some("改善改善"));
        assert_eq!(plan.forms[0].accept(path, 1), Err(CellError::NoCell));
        plan.forms[0].accept(path, 0).unwrap();
        assert_eq!(cell::text_at(&plan.forms[0].form, path).as_deref(), Some("改善"));
    }
}
