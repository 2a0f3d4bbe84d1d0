//! The templates of the program and those of the user, by id.

use super::error::{Reason, TemplateError};
use super::{Template, check};
use std::sync::LazyLock;

const BUILTIN: [(&str, &str); 6] = [
    ("templates/shanxi-county/template.toml", include_str!("../../../../templates/shanxi-county/template.toml")),
    (
        "templates/shanxi-county-2024/template.toml",
        include_str!("../../../../templates/shanxi-county-2024/template.toml"),
    ),
    ("templates/shanxi-city/template.toml", include_str!("../../../../templates/shanxi-city/template.toml")),
    ("templates/shanxi-unit/template.toml", include_str!("../../../../templates/shanxi-unit/template.toml")),
    ("templates/central-2015/template.toml", include_str!("../../../../templates/central-2015/template.toml")),
    ("templates/cost-first-2021/template.toml", include_str!("../../../../templates/cost-first-2021/template.toml")),
];

/// Parsed once a process. A test holds that all six are accepted.
static PARSED: LazyLock<TemplateSet> = LazyLock::new(|| TemplateSet {
    templates: BUILTIN.iter().filter_map(|(source, text)| check::parse(text, source).ok()).collect(),
});

/// Templates by id. The built-in ones in their order, then the user's new ones.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TemplateSet {
    templates: Vec<Template>,
}

/// A template file of the user, read by the caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UserFile<'a> {
    /// Name for messages (a path)
    pub source: &'a str,
    /// The folder that the file lies in: the template's id
    pub folder: &'a str,
    /// The file's content
    pub text: &'a str,
}

impl TemplateSet {
    /// The program's own templates.
    pub fn builtin() -> &'static TemplateSet {
        &PARSED
    }

    /// The program's templates with those of a user's folder in place of, or beside them. A faulty file is refused with its
    /// error; the built-in template of that id then stays.
    pub fn with_user_files(files: &[UserFile<'_>]) -> (TemplateSet, Vec<TemplateError>) {
        let mut set = TemplateSet::builtin().clone();
        let mut errors = Vec::new();
        let mut taken: Vec<String> = Vec::new();
        for file in files {
            match set.accept(file, &taken) {
                Ok(template) => {
                    taken.push(template.id.clone());
                    match set.templates.iter_mut().find(|old| old.id == template.id) {
                        Some(old) => *old = template,
                        None => set.templates.push(template),
                    }
                }
                Err(error) => errors.push(error),
            }
        }
        (set, errors)
    }

    fn accept(&self, file: &UserFile<'_>, taken: &[String]) -> Result<Template, TemplateError> {
        let template = check::parse(file.text, file.source)?;
        let place = check::File { name: file.source, text: file.text };
        let id = template.id.clone();
        if id != file.folder {
            return Err(place.fault("id", None, Reason::IdNotFolder { id, folder: file.folder.to_owned() }));
        }
        if taken.contains(&id) {
            return Err(place.fault("id", None, Reason::IdTwice(id)));
        }
        if self.get(&id).is_some_and(|old| old.kind != template.kind) {
            return Err(place.fault("kind", None, Reason::OtherKind(id)));
        }
        Ok(template)
    }

    /// The template with this id.
    pub fn get(&self, id: &str) -> Option<&Template> {
        self.templates.iter().find(|template| template.id == id)
    }

    /// All templates.
    pub fn iter(&self) -> impl Iterator<Item = &Template> {
        self.templates.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_file_is_accepted_and_lies_in_the_folder_of_its_id() {
        for (source, text) in BUILTIN {
            let template = check::parse(text, source).unwrap_or_else(|error| panic!("{error}"));
            assert_eq!(source, format!("templates/{}/template.toml", template.id));
        }
    }
}
