//! What only a person knows, and what is to be done with each form.

use super::chapter::title;
use super::figures::{Correction, Figure};
use crate::error::{Code, Error};
use jibiao_model::form::{Category, Form, ProjectForm};

/// What is to be done with one form.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Decision {
    /// Of a project; `None` where nobody said.
    pub category: Option<Category>,
    /// Not published, and why; the reason may be empty.
    pub withheld: Option<String>,
    /// Somebody looked at the personal data and lets all of it pass.
    pub looked_at: bool,
}

/// What is to be done with all forms.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Decisions {
    /// In the order of the forms.
    pub forms: Vec<Decision>,
    /// The unit's name, where the forms do not agree on one or another is wanted.
    pub unit: Option<String>,
    /// Numbers that a person put in the place of computed ones.
    pub corrected: Vec<(Figure, Correction)>,
    /// The text of 机构设置 in the same published document; empty where it is not known.
    pub organisation: String,
}

impl Decisions {
    /// Whether a form is published.
    pub fn publishes(&self, index: usize) -> bool {
        self.forms.get(index).is_none_or(|decision| decision.withheld.is_none())
    }
}

/// What only a person knows, by 项目名称.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choices {
    /// The categories of projects whose form has none.
    pub categories: Vec<(String, Category)>,
    /// Projects that are not published: 项目名称, or 项目名称=原因.
    pub withheld: Vec<String>,
    /// Projects whose personal data somebody looked at and lets pass.
    pub looked_at: Vec<String>,
    /// The unit's name, where the forms do not agree on one.
    pub unit: Option<String>,
}

impl Choices {
    /// What they mean for these forms. A name that no form has and a category that contradicts the form are errors.
    pub fn decide(&self, forms: &[Form]) -> Result<Decisions, Error> {
        let names: Vec<&str> = forms.iter().filter(|form| is_project(form)).map(|form| form.name().trim()).collect();
        let known = |name: &str| match names.contains(&name.trim()) {
            true => Ok(()),
            false => Err(refused(format!("没有名称是“{}”的项目表", name.trim()), "请照表里的项目名称写")),
        };
        let withheld: Vec<(&str, &str)> = self.withheld.iter().map(|text| name_and_reason(text, &names)).collect();
        let named = self.categories.iter().map(|(name, _)| name.as_str()).chain(withheld.iter().map(|(name, _)| *name));
        named.chain(self.looked_at.iter().map(String::as_str)).try_for_each(known)?;
        let decide = |form: &Form| {
            let Form::Project(project) = form else { return Ok(Decision::default()) };
            let own = project.project_name.trim();
            Ok(Decision {
                category: self.category(project)?,
                withheld: withheld.iter().find(|(name, _)| *name == own).map(|(_, reason)| (*reason).to_owned()),
                looked_at: self.looked_at.iter().any(|name| name.trim() == own),
            })
        };
        let forms = forms.iter().map(decide).collect::<Result<_, Error>>()?;
        Ok(Decisions { forms, unit: self.unit.clone(), corrected: Vec::new(), organisation: String::new() })
    }

    /// The category that a person gave; one that contradicts the form is an error.
    fn category(&self, form: &ProjectForm) -> Result<Option<Category>, Error> {
        let name = form.project_name.trim();
        let mut given = self.categories.iter().filter(|(of, _)| of.trim() == name).map(|(_, category)| *category);
        let first = given.next();
        if given.any(|other| Some(other) != first) {
            return Err(refused(format!("“{name}”既写成其他运转类，又写成特定目标类"), "请只留一个"));
        }
        match (form.category, first) {
            (Some(own), Some(other)) if own != other => {
                let message = format!("“{name}”的表里写的是{}，这里写成{}", title(own), title(other));
                Err(refused(message, "请先改表，或去掉这里写的类别"))
            }
            (own, given) => Ok(own.or(given)),
        }
    }
}

/// A name may hold the sign itself: the longest one that a form has counts.
fn name_and_reason<'a>(text: &'a str, names: &[&str]) -> (&'a str, &'a str) {
    let whole = (text.trim(), "");
    if names.contains(&text.trim()) {
        return whole;
    }
    let splits = text
        .match_indices(['=', '＝'])
        .filter_map(|(at, sign)| Some((text.get(..at)?.trim(), text.get(at + sign.len()..)?.trim())));
    let splits: Vec<_> = splits.collect();
    let named = splits.iter().rev().find(|(name, _)| names.contains(name));
    named.or(splits.first()).copied().unwrap_or(whole)
}

fn is_project(form: &Form) -> bool {
    matches!(form, Form::Project(_))
}

pub(super) fn refused(message: String, hint: &str) -> Error {
    Error::new(Code::Request, message, hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_stands_behind_the_name_of_a_form() {
        let names = ["甲", "乙=丙"];
        for (text, name, reason) in [
            ("甲", "甲", ""),
            ("甲=涉密", "甲", "涉密"),
            ("乙=丙", "乙=丙", ""),
            ("乙=丙＝不宜公开", "乙=丙", "不宜公开"),
            ("丁=戊", "丁", "戊"),
        ] {
            assert_eq!(name_and_reason(text, &names), (name, reason), "{text}");
        }
    }
}
