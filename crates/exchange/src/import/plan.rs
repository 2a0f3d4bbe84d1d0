//! What an import would do: every form with the place of each text and how sure it is, to be looked at, changed and applied.

use super::draft::Draft;
use super::unplaced::Unplaced;
use super::{BudgetLine, ImportResult, Note};
use crate::unprinted::Unprinted;
use jibiao_model::amount::Wan;
use jibiao_model::form::{Form, FundLine, Side};
use jibiao_model::path::{BudgetField, CountField, FieldPath, TextField};
use jibiao_model::template::{Field, TemplateSet};

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
    /// Where the text stands in the file: `第 7 行第 B 列`, `第 120 行`.
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
    /// Amounts that stand nowhere in the form yet: somebody has to say which source they are.
    pub unplaced: Vec<Unplaced>,
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
}

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedFile {
    /// Its name as the caller gave it.
    pub name: String,
    /// What a person should know about it (a guessed encoding), Chinese.
    pub notes: Vec<String>,
}

/// What an import would do. A caller shows it to a person, who says what becomes of each form, or takes all of it with [`Plan::result`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    /// The files, in the order in which they were given.
    pub files: Vec<PlannedFile>,
    /// The forms, in the order of the files and in them.
    pub forms: Vec<PlannedForm>,
    /// The projects of all project budget tables.
    pub project_budget: Vec<BudgetRowPlan>,
}

impl PlannedForm {
    /// A form that needs no looking at: one from a form file or a package.
    pub fn whole(file: usize, form: Form) -> PlannedForm {
        PlannedForm { file, place: String::new(), form, fields: Vec::new(), unplaced: Vec::new() }
    }

    pub(super) fn of(file: usize, place: String, draft: Draft) -> PlannedForm {
        let mut draft = draft;
        for path in places(&draft.form) {
            if is_raw(&draft.form, path) {
                draft.doubt(path, UNREAD.to_owned());
            }
        }
        let Draft { form, marks, unplaced, .. } = draft;
        let mut fields: Vec<PlannedField> = marks.into_iter().map(|(path, mark)| PlannedField { path, mark }).collect();
        for path in expected(&form) {
            if !fields.iter().any(|field| field.path == path) {
                fields.push(PlannedField { path, mark: Mark::default() });
            }
        }
        let mut planned = PlannedForm { file, place, form, fields, unplaced };
        planned.offer_single_words();
        planned
    }

    /// The worst status among its places.
    pub fn status(&self) -> Status {
        let asked = if self.unplaced.is_empty() { Status::Sure } else { Status::Look };
        self.fields.iter().map(|field| field.mark.status).min().unwrap_or(Status::Sure).min(asked)
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
    /// All of it, with what a person should look at.
    pub fn result(&self) -> ImportResult {
        let mut result = ImportResult::default();
        for planned in &self.forms {
            for field in &planned.fields {
                let Some(path) = field.path.json(&planned.form) else { continue };
                let missing = (field.mark.status == Status::Missing).then(|| Status::Missing.title().to_owned());
                let offers = field.mark.offers.iter().map(|offer| format!("{}，可改为“{}”", offer.why, offer.text));
                for message in missing.into_iter().chain(field.mark.notes.iter().cloned()).chain(offers) {
                    result.notes.push(Note { form: result.forms.len(), path: path.clone(), message });
                }
            }
            for unplaced in &planned.unplaced {
                let path = FieldPath::Fund(unplaced.side, FundLine::Total).json(&planned.form).unwrap_or_default();
                result.notes.push(Note { form: result.forms.len(), path, message: unplaced.words() });
            }
            result.forms.push(planned.form.clone());
        }
        let rows = self.project_budget.iter();
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
    use jibiao_model::cell;

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
    fn the_result_is_everything_with_what_is_to_be_looked_at() {
        let plan = plan();
        let result = plan.result();
        assert_eq!((result.forms.len(), result.project_budget.len()), (1, 1));
        assert_eq!(result.forms[0], plan.forms[0].form);
        assert!(result.notes.iter().any(|note| note.path == "plan" && note.message == Status::Missing.title()));
    }

    #[test]
    fn an_offer_changes_nothing_and_stands_beside_its_text() {
        let plan = plan();
        let field = plan.forms[0].fields.iter().find(|field| !field.mark.offers.is_empty()).unwrap();
        assert_eq!(field.path.json(&plan.forms[0].form).as_deref(), Some("indicators.period[0].value"));
        assert_eq!(cell::text_at(&plan.forms[0].form, field.path).as_deref(), Some("改善改善"));
        assert_eq!((field.mark.offers[0].text.as_str(), field.mark.status), ("改善", Status::Look));
    }
}
