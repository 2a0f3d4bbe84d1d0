//! 填报说明 and 反馈包.

use super::{Session, fieldtext, place};
use crate::error::Error;
use crate::requests::app::Nothing;
use crate::requests::backups::MadeFile;
use crate::requests::check::RuleLine;
use crate::requests::help as view;
use crate::{files, guidance, rules};
use jibiao_model::level::Level2;
use std::fmt::Write as _;
use std::path::Path;

impl Session {
    /// 填报说明 of a place: a field by its path, a column by its label key, a second level by its code.
    pub(crate) fn field_help(&mut self, request: view::FieldHelp) -> Result<view::HelpPage, Error> {
        let template = self.template(&request.template)?;
        if let Some(level) = Level2::from_code(&request.path)
            && let Some(help) = guidance::level(level)
        {
            let label = template.tree.iter().flat_map(|one| &one.children).find(|two| two.kind == level);
            return Ok(view::HelpPage {
                title: label.map_or_else(|| request.path.clone(), |two| two.label.clone()),
                paragraphs: fieldtext::level_paragraphs(&help),
                rules: self.rules_of(&help.defects),
            });
        }
        let key = column(&request.path);
        let Some(help) = fieldtext::guide(template, key) else {
            return Err(crate::requests::refused(&format!("没有“{}”的填报说明", request.path)));
        };
        let title = template.labels.get(key).cloned().unwrap_or_else(|| match key {
            "title" => "标题".to_owned(),
            "department_code" => place::department_code(template.kind).to_owned(),
            "category" => "项目类别".to_owned(),
            key => template.grid.other_labels.get(key).cloned().unwrap_or_else(|| key.to_owned()),
        });
        Ok(view::HelpPage { title, paragraphs: fieldtext::paragraphs(&help), rules: self.rules_of(&help.defects) })
    }

    /// 怎样做.
    pub(crate) fn help_topics(&mut self, _: Nothing) -> Result<view::HelpTopics, Error> {
        let topic = |topic: &guidance::Topic| view::HelpTopic {
            id: topic.id.clone(),
            title: topic.title.clone(),
            steps: topic.steps.clone(),
        };
        Ok(view::HelpTopics { topics: guidance::topics().iter().map(topic).collect() })
    }

    fn rules_of(&self, defects: &[guidance::Defect]) -> Vec<RuleLine> {
        let facts = defects.iter().filter_map(|defect| rules::explain(defect.code));
        facts.map(|facts| self.rule_line(&facts)).collect()
    }

    /// Writes 反馈包: what the user wrote, versions, counts and settings; no text of a form and no name.
    pub(crate) fn write_feedback(&mut self, request: view::WriteFeedback) -> Result<MadeFile, Error> {
        let mut text = String::from("绩标反馈\n\n");
        let _ = writeln!(text, "版本：{}，数据版本：{}", crate::VERSION, jibiao_store::VERSION);
        let _ = writeln!(text, "系统：{} {}", std::env::consts::OS, std::env::consts::ARCH);
        match &self.data {
            Ok(store) => {
                let (forms, deleted) = store.counts().map_err(super::from_store)?;
                let _ = writeln!(text, "表：{forms} 份，回收站：{deleted} 份");
                let off: Vec<&String> = self.settings.rules.keys().collect();
                let _ = writeln!(text, "改过开关的规则：{off:?}，字号：{}%", self.settings.text_size);
            }
            Err(error) => {
                let _ = writeln!(text, "数据没有打开：{}", error.code.as_str());
            }
        }
        let templates: Vec<&str> = self.templates.iter().map(|template| template.id.as_str()).collect();
        let _ = writeln!(text, "模板：{}，未采用的模板文件：{} 个", templates.join("、"), self.template_faults.len());
        let _ = write!(text, "\n反馈：\n{}\n", request.words.trim());
        let path = Path::new(&request.path);
        files::write_new(path, text.as_bytes())?;
        Ok(MadeFile { path: request.path })
    }
}

/// The key of the column that a cell of a list stands in.
fn column(path: &str) -> &str {
    let list = path.starts_with("indicators") || path.starts_with("key_tasks");
    match path.rsplit_once('.') {
        Some((_, "name")) if list => "indicator_name",
        Some((_, "value")) if list => "indicator_value",
        Some((_, "function")) if list => "key_task_function",
        Some((_, "task")) if list => "key_task_task",
        Some((_, column @ ("level1" | "level2" | "weight"))) if list => column,
        _ => path,
    }
}
