//! The mapping file of the bureau that forms are uploaded to: kept in the data folder, used by everything that is uploaded or copied piece by
//! piece.

use super::Session;
use crate::error::Error;
use crate::export::{self, Mapping};
use crate::files;
use crate::requests::app::Nothing;
use crate::requests::mapping as view;
use std::path::{Path, PathBuf};

/// The kept file, in the data folder.
const FILE: &str = "上传列.toml";
/// Begins its last line, which names the file that it came from. It stands last, so that the lines keep their numbers.
const FROM: &str = "# 来自文件：";

/// The mapping that is used.
pub(super) struct Used {
    /// Name of the file that it came from; none of the built-in one
    name: Option<String>,
    pub(super) mapping: Mapping,
}

impl Session {
    /// The mapping that is used.
    pub(crate) fn get_mapping(&mut self, _: Nothing) -> Result<view::MappingView, Error> {
        Ok(match self.mapping() {
            Ok(used) => shown(&used),
            Err(error) => {
                let name = files::read_text(&self.mapping_file()).ok().map(|text| name_of(&text));
                view::MappingView {
                    name: Some(name.unwrap_or_else(|| FILE.to_owned())),
                    columns: Vec::new(),
                    message: error.to_string(),
                }
            }
        })
    }

    /// Keeps a mapping file once it was read, or goes back to the built-in one.
    pub(crate) fn set_mapping(&mut self, request: view::SetMapping) -> Result<view::MappingView, Error> {
        self.store_mut()?;
        let kept = self.mapping_file();
        match request.path.map(PathBuf::from) {
            None if kept.exists() => files::remove(&kept)?,
            None => {}
            Some(path) => {
                let text = files::read_text(&path)?;
                export::mapping(Some(&path))?;
                files::write_private(&kept, with_name(&text, &path).as_bytes())?;
            }
        }
        self.get_mapping(Nothing {})
    }

    /// The mapping that is used: the kept one, else the built-in one. A kept file that does not read is an error, not the built-in one: columns
    /// of another system would go out unsaid.
    pub(super) fn mapping(&self) -> Result<Used, Error> {
        let file = self.mapping_file();
        if !file.exists() {
            return Ok(Used { name: None, mapping: Mapping::builtin().clone() });
        }
        let mapping = export::mapping(Some(&file))?;
        Ok(Used { name: Some(name_of(&files::read_text(&file)?)), mapping })
    }

    fn mapping_file(&self) -> PathBuf {
        self.folder.join(FILE)
    }
}

impl Used {
    /// What its rows hold, for the list of formats.
    pub(super) fn note(&self) -> String {
        let codes = if self.mapping.project_codes() > 0 { "" } else { "；项目代码按财政局的名单另配" };
        match &self.name {
            None => format!("一个文件，每条指标一行，给上报系统；用通用的列{codes}"),
            Some(name) => format!("一个文件，给上报系统；列按“{}”（{name}）{codes}", self.mapping.name),
        }
    }
}

fn shown(used: &Used) -> view::MappingView {
    let heads = |sheet: &export::MappedSheet| {
        let heads: Vec<&str> = sheet.columns.iter().map(|column| column.head.as_str()).collect();
        format!("{}：{}", sheet.name, heads.join("、"))
    };
    let mapping = &used.mapping;
    let message = match &used.name {
        None => "用的是通用的列，没有向任何一个系统核对过".to_owned(),
        Some(name) => {
            let codes = mapping.project_codes();
            let codes = if codes == 0 { "没有项目代码".to_owned() } else { format!("{codes} 个项目代码") };
            format!("用的是“{}”（{name}），{} 个工作表，{codes}", mapping.name, mapping.sheets.len())
        }
    };
    view::MappingView { name: used.name.clone(), columns: mapping.sheets.iter().map(heads).collect(), message }
}

/// A text with the name of its file in a last line. One that has such a line was kept before, here or on another machine.
fn with_name(text: &str, path: &Path) -> String {
    if last_line(text).is_some() {
        return text.to_owned();
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let name: String = name.chars().filter(|c| !c.is_control()).collect();
    let end = if text.ends_with('\n') { "" } else { "\n" };
    format!("{text}{end}{FROM}{name}\n")
}

fn name_of(text: &str) -> String {
    last_line(text).unwrap_or(FILE).to_owned()
}

fn last_line(text: &str) -> Option<&str> {
    text.lines().last()?.strip_prefix(FROM)
}
