//! Named files -> forms. A file that cannot be read as a form is reported and the rest go on.

use crate::error::{Code, Error};
use crate::files::{self, Found};
use jibiao_exchange::package::{self, Package, Waiver};
use jibiao_model::form::Form;
pub use jibiao_model::template::{Kind, Status, Template, TemplateSet};
use serde_json::value::RawValue;
use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// A form with its template.
#[derive(Debug, Clone)]
pub struct Ready<'a> {
    /// The form.
    pub form: Form,
    /// Its template.
    pub template: &'a Template,
}

/// A form that was named: a file of its own, or one of a package.
#[derive(Debug, Clone)]
pub struct Source {
    /// Its file; `-` for standard input.
    pub file: PathBuf,
    /// Where outputs for it stand below a folder, with an extension that gives way to theirs.
    pub relative: PathBuf,
    /// Its place in the file, from 0; above 0 in packages only.
    pub index: usize,
    /// The path of its part where the file is a package.
    pub part: Option<String>,
    /// Findings that somebody let pass, where the file is a package; places as in the JSON.
    pub waivers: Vec<Waiver>,
    content: Content,
}

#[derive(Debug, Clone)]
enum Content {
    /// A form JSON that is read when its turn comes.
    File,
    /// The same, from standard input, which can be read once only.
    Bytes(Vec<u8>),
    /// A form of a package: a package is read whole or refused.
    Form(Box<Form>),
    /// What could not be opened; reported in its turn, so that the rest go on.
    Refused(Error),
}

impl Source {
    fn of(found: Found, content: Content) -> Source {
        Source { file: found.file, relative: found.relative, index: 0, part: None, waivers: Vec::new(), content }
    }

    /// A form that was read already, from the data or from a file of another kind; `name` stands for its file in messages and names its outputs.
    pub fn stored(name: PathBuf, form: Form, waivers: Vec<Waiver>) -> Source {
        let content = Content::Form(Box::new(form));
        Source { file: name.clone(), relative: name, index: 0, part: None, waivers, content }
    }

    /// How lists call it: the file, and the part where the file is a package.
    pub fn label(&self) -> String {
        match &self.part {
            Some(part) => format!("{}/{part}", self.file.display()),
            None => self.file.display().to_string(),
        }
    }
}

/// What was named on the command line, expanded.
#[derive(Debug, Clone, Default)]
pub struct Named {
    /// The forms, in the order in which they were named.
    pub forms: Vec<Source>,
    /// Files of folders that are something else (a project budget), passed over.
    pub passed_over: Vec<PathBuf>,
}

/// Expands files, packages and folders. Inside folders a JSON file that holds a list of something else is no form (a project budget, fixed
/// indicators); a list of forms and one that cannot be read stay, to be refused by name.
pub fn named(paths: &[PathBuf]) -> Result<Named, Error> {
    let mut named = Named::default();
    for found in files::find(paths)? {
        if !paths.contains(&found.file) && holds_another_list(&found) {
            named.passed_over.push(found.file);
        } else {
            named.forms.extend(sources(found));
        }
    }
    if named.forms.is_empty() {
        let message = "没有找到表文件（.json）或数据包（.jbz）";
        return Err(Error::new(Code::NoForms, message, "请写上表文件或数据包，或放它们的文件夹"));
    }
    Ok(named)
}

pub(crate) fn holds_another_list(found: &Found) -> bool {
    let head = files::head(&found.file, 256);
    if !String::from_utf8_lossy(&head).trim_start_matches('\u{feff}').trim_start().starts_with('[') {
        return false;
    }
    let read = files::read_text(&found.file).ok();
    let list = read.and_then(|text| serde_json::from_str::<Vec<OfList>>(text.trim_start_matches('\u{feff}')).ok());
    list.is_some_and(|list| list.iter().all(|one| one.format.is_none()))
}

/// What an object of a list says of itself: a form says what it is.
#[derive(serde::Deserialize)]
struct OfList {
    format: Option<serde_json::Value>,
}

/// The forms of one file. A package is told by its first bytes, whatever its name.
pub(crate) fn sources(found: Found) -> Vec<Source> {
    let stdin = found.file.as_os_str() == files::STDIN;
    let is_package = files::has_extension(&found.file, &[package::EXTENSION])
        || package::looks_like_package(&files::head(&found.file, 4));
    if !stdin && !is_package {
        return if is_import_result(&files::head(&found.file, 256)) {
            of_import_result(&found)
        } else {
            vec![Source::of(found, Content::File)]
        };
    }
    let bytes = match files::read_bytes(&found.file, package::MAX_PACKAGE as u64) {
        Ok(bytes) if stdin && !package::looks_like_package(&bytes) => {
            return vec![Source::of(found, Content::Bytes(bytes))];
        }
        Ok(bytes) => bytes,
        Err(error) => return vec![Source::of(found, Content::Refused(error))],
    };
    match package::read(&bytes) {
        Ok(package) if package.forms.is_empty() => {
            let error = Error::new(Code::NoForms, "数据包里没有表", "").of(&found.file);
            vec![Source::of(found, Content::Refused(error))]
        }
        Ok(package) => of_package(&found, package),
        Err(error) => {
            let error = Error::from(error).of(&found.file);
            vec![Source::of(found, Content::Refused(error))]
        }
    }
}

/// Whether a JSON text is what `jibiao import -o` writes: an object whose first key is `forms`.
fn is_import_result(head: &[u8]) -> bool {
    let head = String::from_utf8_lossy(head);
    let inner = head.trim_start_matches('\u{feff}').trim_start().strip_prefix('{');
    inner.is_some_and(|inner| inner.trim_start().starts_with("\"forms\""))
}

/// The forms of an import result, each like one of a package.
fn of_import_result(found: &Found) -> Vec<Source> {
    let bytes = files::read_bytes(&found.file, files::MAX_FILE);
    let forms = bytes.and_then(|bytes| parse_all(&found.file, bytes)).and_then(|forms| match forms.is_empty() {
        true => Err(Error::new(Code::NoForms, "导入结果里没有表", "").of(&found.file)),
        false => Ok(forms),
    });
    match forms {
        Ok(forms) => of_forms(found, forms, &[]),
        Err(error) => vec![Source::of(found.clone(), Content::Refused(error))],
    }
}

fn of_package(found: &Found, package: Package) -> Vec<Source> {
    of_forms(found, package.forms, &package.waivers)
}

/// The forms of one file, each named by its number and its name.
fn of_forms(found: &Found, forms: Vec<Form>, waivers: &[Waiver]) -> Vec<Source> {
    let (count, folder) = (forms.len(), found.relative.with_extension(""));
    let source = |(index, form): (usize, Form)| {
        let part = package::form_path(index, count);
        let number = part.trim_start_matches("forms/").trim_end_matches(".json").to_owned();
        let name = match file_name(form.name()) {
            name if name.is_empty() => number,
            name => format!("{number}-{name}"),
        };
        let relative = folder.join(format!("{name}.json"));
        let waivers = waivers.iter().filter(|waiver| waiver.form == index).cloned().collect();
        let content = Content::Form(Box::new(form));
        Source { file: found.file.clone(), relative, index, part: Some(part), waivers, content }
    };
    forms.into_iter().enumerate().map(source).collect()
}

/// A form's name as part of a file name: without the characters that some system refuses, at most 60 characters (180 bytes), never hidden
/// by a dot at its beginning.
pub(crate) fn file_name(name: &str) -> String {
    let refused = |c: char| c.is_control() || matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|');
    let name: String = name.trim().chars().take(60).map(|c| if refused(c) { '_' } else { c }).collect();
    name.trim_matches(['.', ' ']).to_owned()
}

/// The output of each form: its own name and place below the folder. Two of the same name (from two folders) get a number.
pub fn outputs(forms: &[Source], folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut taken = HashSet::new();
    let place = |source: &Source| {
        let first = folder.join(&source.relative).with_extension(extension);
        let stem = first.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let others = (2..).map(|n| first.with_file_name(format!("{stem}-{n}.{extension}")));
        let path = std::iter::once(first.clone()).chain(others).find(|path| !taken.contains(path)).unwrap_or(first);
        taken.insert(path.clone());
        path
    };
    forms.iter().map(place).collect()
}

/// Reads one form.
pub fn read(source: &Source) -> Result<Form, Error> {
    let text = match &source.content {
        Content::Form(form) => return Ok((**form).clone()),
        Content::Refused(error) => return Err(error.clone()),
        Content::Bytes(bytes) => files::text_of(&source.file, bytes.clone())?,
        Content::File => files::read_text(&source.file)?,
    };
    parse_text(&source.file, &text)
}

/// Reads the form JSON in these bytes of this file.
pub(crate) fn parse(file: &Path, bytes: Vec<u8>) -> Result<Form, Error> {
    parse_text(file, &files::text_of(file, bytes)?)
}

/// Reads the forms in these bytes of this file: one, or those of an import result.
pub(crate) fn parse_all(file: &Path, bytes: Vec<u8>) -> Result<Vec<Form>, Error> {
    let result = is_import_result(&bytes);
    let text = files::text_of(file, bytes)?;
    if !result {
        return Ok(vec![parse_text(file, &text)?]);
    }
    let text = text.trim_start_matches('\u{feff}');
    let whole: ImportResult = serde_json::from_str(text).map_err(|error| {
        Error::new(Code::FormJson, format!("导入结果写得不对（第 {} 行）", error.line()), "").of(file)
    })?;
    let read = |form: &&RawValue| {
        // A fault is told by its place in the file, not in the form.
        parse_text(file, form.get()).or_else(|fault| match before(text, form.get()) {
            Some(begins) => parse_text(file, &(begins + form.get())),
            None => Err(fault),
        })
    };
    whole.forms.iter().map(read).collect()
}

/// The forms of an import result, each as it is written.
#[derive(serde::Deserialize)]
struct ImportResult<'a> {
    #[serde(borrow)]
    forms: Vec<&'a RawValue>,
}

/// As many lines and columns as stand before a part of a text; a part is one by its place in memory, not by its words.
fn before(text: &str, part: &str) -> Option<String> {
    let at = (part.as_ptr() as usize).checked_sub(text.as_ptr() as usize)?;
    let before = text.get(..at)?;
    let column = before.rsplit('\n').next().unwrap_or_default().len();
    Some("\n".repeat(before.matches('\n').count()) + &" ".repeat(column))
}

fn parse_text(file: &Path, text: &str) -> Result<Form, Error> {
    jibiao_model::json::parse(text).map_err(|fault| {
        let path = (!fault.path.is_empty()).then(|| fault.path.clone());
        Error { path, ..Error::new(Code::FormJson, fault.to_string(), "") }.of(file)
    })
}

/// Reads one form and finds its template.
pub fn load<'a>(source: &Source, templates: &'a TemplateSet) -> Result<Ready<'a>, Error> {
    let form = read(source)?;
    let template = template_of(&form, templates).map_err(|error| error.of(&source.file))?;
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
        None => fault(format!("没有模板“{id}”"), "请改用有的模板，或把它的模板文件放回去"),
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

#[cfg(test)]
mod tests {
    use super::*;

    fn source(name: &str) -> Source {
        Source::of(Found { file: PathBuf::from(name), relative: PathBuf::from(name) }, Content::File)
    }

    #[test]
    fn the_result_of_an_import_is_read_as_its_forms() {
        let form =
            r#"{"format": "jibiao.form/1", "kind": "project", "template": "shanxi-county", "project_name": "苗圃"}"#;
        let text =
            format!("\u{feff}{{\n  \"forms\": [{form}, {form}],\n  \"project_budget\": [],\n  \"notes\": []\n}}\n");
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("r.json");
        std::fs::write(&file, &text).unwrap();
        let named = named(std::slice::from_ref(&file)).unwrap();
        let names: Vec<String> = named.forms.iter().map(|source| read(source).unwrap().name().to_owned()).collect();
        assert_eq!(names, ["苗圃", "苗圃"]);
        for (fault, line) in [("\"project_nam\": 1, ", 2), ("\"project_name\": \"河道\", ", 2), ("\n\"phone\": 5, ", 3)]
        {
            let faulty = text.replacen("\"project_name\"", &format!("{fault}\"project_name\""), 1);
            std::fs::write(&file, faulty).unwrap();
            let error = super::named(std::slice::from_ref(&file)).unwrap().forms.iter().find_map(|one| read(one).err());
            let error = error.unwrap_or_else(|| panic!("{fault} is taken"));
            assert!(error.message.contains(&format!("第 {line} 行")), "{error}");
        }
        std::fs::write(&file, text.replace("jibiao.form/1", "x")).unwrap();
        assert!(super::named(&[file]).unwrap().forms.iter().all(|source| read(source).is_err()));
    }

    #[test]
    fn files_of_one_name_get_outputs_of_their_own() {
        let sources = ["a/01.json", "01.json", "a/01.json", "x.y.json"].map(source);
        let outputs = outputs(&sources, Path::new("out"), "pdf");
        let names: Vec<String> = outputs.iter().map(|path| path.display().to_string()).collect();
        assert_eq!(names, ["out/a/01.pdf", "out/01.pdf", "out/a/01-2.pdf", "out/x.y.pdf"]);
    }

    #[test]
    fn names_of_forms_become_names_of_files() {
        assert_eq!(file_name(" a/b:c\n5.0 版. "), "a_b_c_5.0 版");
        assert_eq!(file_name(&"字".repeat(500)).chars().count(), 60);
        assert_eq!(file_name("../.."), "_");
    }
}
