//! The templates of the program and of the user's own folder.

use crate::error::{Code, Error};
use crate::files;
use jibiao_model::template::{Template, TemplateError, TemplateSet, UserFile};
use std::path::Path;

/// The name of a template's file inside its folder.
pub const FILE: &str = "template.toml";

/// The built-in templates, with those of the user's folder (one folder a template) in their place or beside them. A faulty file is
/// reported, and the built-in template of that id stays.
pub fn load(folder: Option<&Path>) -> Result<(TemplateSet, Vec<Error>), Error> {
    let Some(folder) = folder else { return Ok((TemplateSet::builtin().clone(), Vec::new())) };
    if !folder.is_dir() {
        return Err(Error::new(Code::FileMissing, "没有这个模板文件夹", "请检查名称和位置").of(folder));
    }
    let mut texts = Vec::new();
    for entry in walkdir::WalkDir::new(folder).min_depth(2).max_depth(2).sort_by_file_name().into_iter().flatten() {
        if entry.file_name() == FILE {
            let id = entry.path().parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy().into_owned();
            texts.push((entry.path().display().to_string(), id, files::read_text(entry.path())?));
        }
    }
    let files: Vec<UserFile<'_>> =
        texts.iter().map(|(source, folder, text)| UserFile { source, folder, text }).collect();
    let (set, faults) = TemplateSet::with_user_files(&files);
    Ok((set, faults.iter().map(fault).collect()))
}

/// Reads and checks one template file.
pub fn check(file: &Path) -> Result<Template, Error> {
    let text = files::read_text(file)?;
    Template::parse(&text, &file.display().to_string()).map_err(|error| fault(&error))
}

fn fault(error: &TemplateError) -> Error {
    Error::new(Code::Template, error.to_string(), "")
}
