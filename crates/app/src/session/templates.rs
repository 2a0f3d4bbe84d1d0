//! Templates for the pages.

use super::{Session, fields, fieldtext};
use crate::error::Error;
use crate::requests::app::Nothing;
use crate::requests::templates as view;
use jibiao_model::form::Side;
use jibiao_model::path::RowField;
use jibiao_model::template::{Field, Kind, Status, Template};

impl Session {
    /// The templates.
    pub(crate) fn list_templates(&mut self, _: Nothing) -> Result<view::Templates, Error> {
        Ok(view::Templates {
            templates: self.templates.iter().map(|template| self.template_line(template)).collect(),
            refused: self.template_faults.iter().map(ToString::to_string).collect(),
        })
    }

    /// A template with all that is needed to lay a form out.
    pub(crate) fn get_template(&mut self, request: view::GetTemplate) -> Result<view::TemplateView, Error> {
        let template = self.template(&request.template)?;
        let heads = [jibiao_model::path::TaskField::Function, jibiao_model::path::TaskField::Task];
        Ok(view::TemplateView {
            line: self.template_line(template),
            money: template.money.text().to_owned(),
            steps: fields::steps(template),
            grid: grid(template),
            key_task_heads: match template.kind {
                Kind::Unit => heads.map(|field| template.label(Field::Task(field))).to_vec(),
                Kind::Project => Vec::new(),
            },
        })
    }

    fn template_line(&self, template: &Template) -> view::TemplateLine {
        let region = self.data.as_ref().ok().and_then(|store| store.unit().ok()).unwrap_or_default().region;
        view::TemplateLine {
            id: template.id.clone(),
            name: template.name.clone(),
            kind: kind(template.kind),
            used_by: template.used_by.clone(),
            confirmed: template.status == Status::Confirmed,
            from: template.valid.0,
            until: template.valid.1,
            title: template.title_for(&region, Some(self.year())),
        }
    }

    /// The template of new forms: the one of the settings, else the first confirmed one that is valid in the year.
    pub(super) fn template_for(&self, of: view::FormKind, year: i32) -> Option<&Template> {
        let chosen = match of {
            view::FormKind::Project => &self.settings.project_template,
            view::FormKind::Unit => &self.settings.unit_template,
        };
        let valid = |template: &&Template| {
            template.valid.0.is_none_or(|from| from <= year) && template.valid.1.is_none_or(|until| year <= until)
        };
        let of_kind = || self.templates.iter().filter(move |template| kind(template.kind) == of);
        let chosen = chosen.as_deref().and_then(|id| self.templates.get(id)).filter(|found| kind(found.kind) == of);
        chosen
            .or_else(|| of_kind().filter(valid).find(|template| template.status == Status::Confirmed))
            .or_else(|| of_kind().find(valid))
            .or_else(|| of_kind().next())
    }
}

/// The kind in the requests' words.
pub(super) fn kind(kind: Kind) -> view::FormKind {
    match kind {
        Kind::Project => view::FormKind::Project,
        Kind::Unit => view::FormKind::Unit,
    }
}

fn grid(template: &Template) -> view::GridView {
    let column = |field| template.label(Field::Row(Side::Annual, field));
    let named = |key: &str, otherwise: &str| template.labels.get(key).cloned().unwrap_or_else(|| otherwise.to_owned());
    let characters = |key: &str| template.limits.get(key).map(|bytes| bytes / 3);
    view::GridView {
        two_sided: template.sides.len() > 1,
        sides: template
            .sides
            .iter()
            .map(|side| if *side == Side::Period { view::Side::Period } else { view::Side::Annual })
            .collect(),
        heads: view::GridHeads {
            level1: template.label(Field::Level1),
            level2: column(RowField::Level2),
            name: column(RowField::Name),
            value: column(RowField::Value),
            weight: column(RowField::Weight),
            period: named("indicators.period", "实施期绩效指标"),
            annual: named("indicators.annual", "年度绩效指标"),
        },
        tree: template
            .tree
            .iter()
            .map(|one| view::Level1View {
                code: one.kind.code().to_owned(),
                label: one.label.clone(),
                children: one
                    .children
                    .iter()
                    .map(|two| view::Level2View {
                        code: two.kind.code().to_owned(),
                        label: two.label.clone(),
                        optional: two.optional,
                        help: fieldtext::level_help(two.kind),
                    })
                    .collect(),
            })
            .collect(),
        weights: template.weights.map(|sum| sum.to_string()),
        name_limit: characters("indicator_name"),
        value_limit: characters("indicator_value"),
    }
}
