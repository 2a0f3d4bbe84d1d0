//! What a form says and its print does not: kept in the properties of the office files that this program writes, so that a form that comes back
//! from its own file is the form that went out.
//!
//! Nothing of it is believed against what is written on the form: it counts only for a form of the same kind and name, and 填报日期 only
//! where the printed day is the same one.

use jibiao_model::date::read_filled_at;
use jibiao_model::form::{Category, Form};
use jibiao_model::template::{Kind, TemplateSet};
use serde::{Deserialize, Serialize};

/// Names of the properties: this and the number of the form in the file.
pub(crate) const PROPERTY: &str = "jibiao.form.";

/// Most bytes of one property; a form's name is the longest part.
const LONGEST: usize = 8 << 10;

/// What the print of one form leaves out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unprinted {
    kind: String,
    name: String,
    template: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    category: Option<String>,
    /// 填报日期 as written: its print has the day only.
    filled_at: String,
}

fn kind(form: &Form) -> &'static str {
    match form {
        Form::Project(_) => "project",
        Form::Unit(_) => "unit",
    }
}

impl Unprinted {
    /// Of this form.
    pub fn of(form: &Form) -> Unprinted {
        let (category, filled_at) = match form {
            Form::Project(form) => (form.category.map(|category| category.key().to_owned()), &form.filled_at),
            Form::Unit(form) => (None, &form.filled_at),
        };
        Unprinted {
            kind: kind(form).to_owned(),
            name: form.name().to_owned(),
            template: form.template().to_owned(),
            category,
            filled_at: filled_at.clone(),
        }
    }

    /// The text of the property; `None` for one that would be too long.
    pub(crate) fn to_text(&self) -> Option<String> {
        serde_json::to_string(self).ok().filter(|text| text.len() <= LONGEST)
    }

    /// Reads a property; one that somebody else wrote says nothing.
    pub(crate) fn read(text: &str) -> Option<Unprinted> {
        serde_json::from_str(text).ok().filter(|_| text.len() <= LONGEST)
    }

    /// Whether it is of this form.
    pub(crate) fn is_of(&self, form: &Form) -> bool {
        self.kind == kind(form) && self.name.trim() == form.name().trim()
    }

    /// Puts it into its form, where the form itself says nothing else. True where the category came from here.
    pub(crate) fn put(&self, form: &mut Form) -> bool {
        let known = TemplateSet::builtin().get(&self.template);
        let template = known.filter(|template| (template.kind == Kind::Project) == matches!(form, Form::Project(_)));
        let (own_template, own_filled_at) = match form {
            Form::Project(form) => (&mut form.template, &mut form.filled_at),
            Form::Unit(form) => (&mut form.template, &mut form.filled_at),
        };
        if let Some(template) = template {
            own_template.clone_from(&template.id);
        }
        if let (Some(printed), Some(kept)) = (read_filled_at(own_filled_at), read_filled_at(&self.filled_at))
            && printed == kept
        {
            own_filled_at.clone_from(&self.filled_at);
        }
        let category = [Category::Operating, Category::Special]
            .into_iter()
            .find(|own| Some(own.key()) == self.category.as_deref());
        match form {
            Form::Project(form) if form.category.is_none() => {
                form.category = category;
                category.is_some()
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jibiao_model::form::ProjectForm;

    fn form(name: &str, filled_at: &str) -> Form {
        Form::Project(ProjectForm {
            template: "shanxi-city".to_owned(),
            project_name: name.to_owned(),
            filled_at: filled_at.to_owned(),
            category: Some(Category::Special),
            ..ProjectForm::default()
        })
    }

    #[test]
    fn it_counts_for_its_own_form_and_for_the_printed_day_only() {
        let kept = Unprinted::read(&Unprinted::of(&form("库房维修", "20251203101010")).to_text().unwrap()).unwrap();
        let blank = |name: &str, filled_at: &str| {
            Form::Project(ProjectForm {
                template: "shanxi-county".to_owned(),
                project_name: name.to_owned(),
                filled_at: filled_at.to_owned(),
                ..ProjectForm::default()
            })
        };
        let mut same = blank("库房维修", "2025年12月3日");
        assert!(kept.is_of(&same) && kept.put(&mut same));
        assert_eq!(same, form("库房维修", "20251203101010"));
        let mut later = blank("库房维修", "2025年12月4日");
        kept.put(&mut later);
        assert_eq!(later, form("库房维修", "2025年12月4日"));
        assert!(!kept.is_of(&blank("河道巡查", "")));
        assert_eq!(Unprinted::read("{\"kind\": 1}"), None);
    }
}
