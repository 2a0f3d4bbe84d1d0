//! A new, empty form.

use crate::error::{Code, Error};
use jibiao_model::date::Year;
use jibiao_model::form::{Form, ProjectForm, UnitForm};
use jibiao_model::template::{Kind, TemplateSet};
use jibiao_model::{Entry, json};

/// The JSON of an empty form of this template and budget year.
pub fn empty_form(templates: &TemplateSet, template: &str, year: i32) -> Result<String, Error> {
    let Some(template) = templates.get(template) else {
        let message = format!("没有模板“{template}”");
        return Err(Error::new(Code::TemplateUnknown, message, "全部模板见 jibiao templates list"));
    };
    let (id, year) = (template.id.clone(), Entry::Read(Year(year)));
    let form = match template.kind {
        Kind::Project => Form::Project(ProjectForm { template: id, year, ..ProjectForm::default() }),
        Kind::Unit => Form::Unit(UnitForm { template: id, year, ..UnitForm::default() }),
    };
    Ok(json::to_string(&form) + "\n")
}
