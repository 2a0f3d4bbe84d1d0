//! Named files -> forms. A file that cannot be read as a form is reported and the rest go on.

use crate::error::{Code, Error};
use crate::files::{self, Found};
use jibiao_model::form::Form;
pub use jibiao_model::template::{Kind, Status, Template, TemplateSet};
use std::path::PathBuf;

/// A form with its template.
#[derive(Debug, Clone)]
pub struct Ready<'a> {
    /// The form.
    pub form: Form,
    /// Its template.
    pub template: &'a Template,
}

/// What was named on the command line, expanded.
#[derive(Debug, Clone, Default)]
pub struct Named {
    /// Files to be read as forms.
    pub files: Vec<Found>,
    /// Files of folders that are something else (a project budget), passed over.
    pub passed_over: Vec<PathBuf>,
}

/// Expands files and folders. Inside folders a JSON file that holds a list is no form (a project budget, a list of findings).
pub fn named(paths: &[PathBuf]) -> Result<Named, Error> {
    let mut named = Named::default();
    for found in files::find(paths)? {
        if !paths.contains(&found.file) && holds_a_list(&found) {
            named.passed_over.push(found.file);
        } else {
            named.files.push(found);
        }
    }
    if named.files.is_empty() {
        let message = "没有找到表文件（.json）";
        return Err(Error::new(Code::NoForms, message, "请写上表文件，或放表文件的文件夹"));
    }
    Ok(named)
}

fn holds_a_list(found: &Found) -> bool {
    use std::io::Read;
    let mut head = Vec::new();
    let read = std::fs::File::open(&found.file).and_then(|file| file.take(256).read_to_end(&mut head));
    let text = String::from_utf8_lossy(&head);
    read.is_ok() && text.trim_start_matches('\u{feff}').trim_start().starts_with('[')
}

/// Reads one form and finds its template.
pub fn load<'a>(found: &Found, templates: &'a TemplateSet) -> Result<Ready<'a>, Error> {
    let text = files::read_text(&found.file)?;
    let form = jibiao_model::json::parse(&text).map_err(|fault| {
        let path = (!fault.path.is_empty()).then(|| fault.path.clone());
        Error { path, ..Error::new(Code::FormJson, fault.to_string(), "") }.of(&found.file)
    })?;
    let template = template_of(&form, templates).map_err(|error| error.of(&found.file))?;
    Ok(Ready { form, template })
}

/// The template that a form names.
fn template_of<'a>(form: &Form, templates: &'a TemplateSet) -> Result<&'a Template, Error> {
    let id = form.template();
    let kind = match form {
        Form::Project(_) => Kind::Project,
        Form::Unit(_) => Kind::Unit,
    };
    let fault = |message: String, hint: &str| {
        Err(Error { path: Some("template".to_owned()), ..Error::new(Code::TemplateUnknown, message, hint) })
    };
    match templates.get(id) {
        None => fault(format!("没有模板“{id}”"), "全部模板见 jibiao templates list"),
        Some(template) if template.kind != kind => {
            let (this, other) = match kind {
                Kind::Project => ("项目表", "整体表"),
                Kind::Unit => ("整体表", "项目表"),
            };
            fault(format!("这是{this}，模板“{id}”是{other}的"), "请改用同一种表的模板")
        }
        Some(template) => Ok(template),
    }
}
