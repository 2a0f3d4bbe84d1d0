//! New forms: empty ones that start with 单位信息, copies, copies into another year.

use super::form::shown_name;
use super::from_store;
use super::{Session, id, place};
use crate::error::{Code, Error};
use crate::requests::form::{Copied, CopyForm, CreateForm, LookAt, Made};
use jibiao_model::date::Year;
use jibiao_model::form::{Form, Funds, ProjectForm, UnitForm};
use jibiao_model::template::{Kind, Template};
use jibiao_model::{Entry, FieldPath};
use jibiao_store::{Operation, Unit};

impl Session {
    /// Makes a form that starts with 单位信息.
    pub(crate) fn create_form(&mut self, request: CreateForm) -> Result<Made, Error> {
        check_year(request.year)?;
        let template = match &request.template {
            Some(id) => self.template(id)?,
            None => self.template_for(request.kind, request.year).ok_or_else(|| {
                Error::new(Code::TemplateUnknown, "没有这种表的模板", "请检查数据文件夹里的 templates")
            })?,
        };
        if super::templates::kind(template.kind) != request.kind {
            return Err(Error::new(Code::TemplateUnknown, "这个模板是另一种表的", "请另选一个模板"));
        }
        let unit = self.store()?.unit().map_err(from_store)?;
        let mut form = new_form(template, request.year, &unit);
        if let (Form::Project(project), Some(name)) = (&mut form, &request.name) {
            project.project_name = name.trim().to_owned();
        }
        let made = self.store_mut()?.create(&form).map_err(from_store)?;
        self.cross_changed([made]);
        Ok(Made { form: made.0 })
    }

    /// Copies a form, also into another year.
    pub(crate) fn copy_form(&mut self, request: CopyForm) -> Result<Copied, Error> {
        let stored = self.store()?.form(id(request.form)).map_err(from_store)?;
        let mut form = stored.form;
        let mut look_at = Vec::new();
        match request.to_year {
            Some(year) => {
                check_year(year)?;
                let there = self.existing(year)?.of(&form).first().copied();
                let named = matches!(form, Form::Unit(_)) || !form.name().trim().is_empty();
                if let Some(there) = there.filter(|_| request.again != Some(true) && named) {
                    let name = shown_name(self.store()?.form(there).map_err(from_store)?.form.name());
                    let message = format!("{year}年度已有“{name}”，没有再复制");
                    return Ok(Copied { form: there.0, made: false, message, look_at });
                }
                let template = self.template(form.template()).ok();
                carry(&mut form, template, year);
                if let Some(template) = template {
                    look_at = places_with_years(&form, template, year);
                }
            }
            None => {
                let name = format!("{}（副本）", form.name());
                match &mut form {
                    Form::Project(project) => project.project_name = name,
                    Form::Unit(unit) => unit.department = name,
                }
            }
        }
        let made = self.store_mut()?.transact(Operation::Copy, |tx| tx.create(&form)).map_err(from_store)?;
        self.cross_changed([made]);
        Ok(Copied { form: made.0, made: true, message: String::new(), look_at })
    }
}

/// Refuses what is no budget year.
pub(super) fn check_year(year: i32) -> Result<(), Error> {
    match Year::parse(&year.to_string()) {
        Some(_) => Ok(()),
        None => Err(Error::new(Code::Request, format!("{year} 不是预算年度"), "请写 1949 到 2999 之间的年份")),
    }
}

/// An empty form with what 单位信息 and template know.
pub(super) fn new_form(template: &Template, year: i32, unit: &Unit) -> Form {
    let year_entry = Entry::Read(Year(year));
    let title = template.title_for(&unit.region, Some(year));
    let (head, preparer, phone) = (unit.head.clone(), unit.preparer.clone(), unit.phone.clone());
    let (department_code, department) = (unit.department_code.clone(), unit.department.clone());
    let own = Some(unit.implementing_unit.trim()).filter(|own| !own.is_empty()).unwrap_or(&department).to_owned();
    match template.kind {
        Kind::Project => Form::Project(ProjectForm {
            template: template.id.clone(),
            title,
            year: year_entry,
            implementing_unit: own,
            department_code,
            department,
            head,
            preparer,
            phone,
            ..ProjectForm::default()
        }),
        // It speaks of the unit itself, whose own code is known only where it is the department.
        Kind::Unit => Form::Unit(UnitForm {
            template: template.id.clone(),
            title,
            year: year_entry,
            department_code: if own == department { department_code } else { String::new() },
            department: own,
            head,
            preparer,
            phone,
            ..UnitForm::default()
        }),
    }
}

/// Into another year: amounts emptied, the title follows where the template's has the year in it.
pub(super) fn carry(form: &mut Form, template: Option<&Template>, year: i32) {
    let from = form.year().read().map(|year| year.0);
    move_on(form, year);
    if let Some(template) = template {
        retitle(form, template, from, year);
    }
}

/// Into another year: funds and 填报日期 emptied, goals and indicators kept.
fn move_on(form: &mut Form, year: i32) {
    match form {
        Form::Project(project) => {
            project.year = Entry::Read(Year(year));
            project.funds_period = Funds::default();
            project.funds_annual = Funds::default();
            project.filled_at = String::new();
        }
        Form::Unit(unit) => {
            unit.year = Entry::Read(Year(year));
            unit.by_source = jibiao_model::form::BudgetBySource::default();
            unit.by_use = jibiao_model::form::BudgetByUse::default();
            unit.filled_at = String::new();
        }
    }
}

/// A title that names the old year names the new one: `2026年项目支出绩效目标申报表`. Other numbers stay, but where the template's own title
/// has the year in it.
fn retitle(form: &mut Form, template: &Template, from: Option<i32>, year: i32) {
    let Some(from) = from else { return };
    let title = match template.title.contains("{年}") {
        true => form.title().replace(&from.to_string(), &year.to_string()),
        false => form.title().replace(&format!("{from}年"), &format!("{year}年")),
    };
    match form {
        Form::Project(project) => project.title = title,
        Form::Unit(unit) => unit.title = title,
    }
}

/// Texts that name another year: nobody can know whether they move on.
pub(super) fn places_with_years(form: &Form, template: &Template, year: i32) -> Vec<LookAt> {
    let groups = super::grid::groups(form, template);
    super::fields::with_texts(form, template.kind)
        .into_iter()
        .filter(|path| *path != FieldPath::Year)
        .filter_map(|path| {
            let text = jibiao_model::cell::text_at(form, path)?;
            Some(LookAt {
                path: path.keyed(form),
                place: place::words(path, form, template, &groups),
                message: to_look_at(&years(&text), year)?,
            })
        })
        .collect()
}

/// What is asked of a text with these years: an earlier one may have to move on, a later one may still be right, and a document keeps its
/// number, but an earlier one may have a successor.
fn to_look_at(years: &[Named], year: i32) -> Option<String> {
    let said = |number: bool| years.iter().filter(move |named| named.number == number).map(|named| named.year);
    let earlier =
        said(false).find(|named| *named < year).map(|named| format!("写有 {named} 年，请核对是否改为 {year} 年"));
    let later = || said(false).find(|named| *named > year).map(|named| format!("写有 {named} 年，请核对还对不对"));
    let document =
        || said(true).find(|named| *named < year).map(|named| format!("文号是 {named} 年的，请核对有没有新的"));
    earlier.or_else(later).or_else(document)
}

/// A year that a text names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Named {
    year: i32,
    /// It is that of a document's number.
    number: bool,
}

/// The four-digit years of a text: before 年, at the beginning of a span (2026-2027年), of a date (2026.12, 2026/3/1) or in the brackets of a
/// document's number.
fn years(text: &str) -> Vec<Named> {
    let text: Vec<char> = text.chars().collect();
    let is_digit = |at: usize| text.get(at).is_some_and(char::is_ascii_digit);
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let digits = text.iter().skip(at).take_while(|c| c.is_ascii_digit()).count();
        if digits == 4 {
            let behind = text.get(at + 4).copied().unwrap_or(' ');
            let before = at.checked_sub(1).and_then(|at| text.get(at)).copied().unwrap_or(' ');
            let in_date =
                matches!(behind, '-' | '—' | '–' | '~' | '～' | '至' | '.' | '．' | '/' | '、') && is_digit(at + 5);
            let in_number =
                matches!((before, behind), ('〔', '〕') | ('[', ']') | ('［', '］') | ('(', ')') | ('（', '）'));
            let year: String = text.iter().skip(at).take(4).collect();
            if let Some(year) = Year::parse(&year).filter(|_| behind == '年' || in_date || in_number) {
                found.push(Named { year: year.0, number: in_number });
            }
        }
        at += digits.max(1);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_in_a_text_are_found() {
        let found = |text: &str| years(text).iter().map(|named| named.year).collect::<Vec<_>>();
        assert_eq!(found("2025年4月前，计划至2027年"), [2025, 2027]);
        assert_eq!(found("2024-2026年分步实施，2025.12前完成，2025/3/1开工"), [2024, 2026, 2025, 2025]);
        assert_eq!(years("财预〔2025〕12号"), [Named { year: 2025, number: true }]);
        assert_eq!(found("3年、每年、12025年、2025元、共2025个、2025"), Vec::<i32>::new());
    }

    #[test]
    fn what_is_asked_fits_the_year_that_is_named() {
        let asked = |text: &str| to_look_at(&years(text), 2027);
        assert_eq!(asked("2028年12月底前，2026年5月前").as_deref(), Some("写有 2026 年，请核对是否改为 2027 年"));
        assert_eq!(asked("2028年12月底前").as_deref(), Some("写有 2028 年，请核对还对不对"));
        assert_eq!(asked("按财预〔2026〕12号").as_deref(), Some("文号是 2026 年的，请核对有没有新的"));
        assert_eq!(asked("按财预〔2027〕12号，2027年完成"), None);
    }
}
