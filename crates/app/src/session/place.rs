//! Where a place is: the step of the form that it stands in, and the words for it.

use super::grid;
use crate::requests::templates::StepId;
use jibiao_model::form::{FundLine, Side};
use jibiao_model::path::{RowField, TaskField, TextField};
use jibiao_model::template::{Field, Kind, Template};
use jibiao_model::{FieldPath, Form};

/// The title of a step in this kind of form.
pub(super) fn step_title(step: StepId, kind: Kind) -> &'static str {
    match (step, kind) {
        (StepId::Basics, _) => "基本信息",
        (StepId::Funds, Kind::Project) => "资金",
        (StepId::Funds, Kind::Unit) => "预算",
        (StepId::Overview, Kind::Project) => "概况与依据",
        (StepId::Overview, Kind::Unit) => "职责与目标",
        (StepId::Goals, Kind::Project) => "总体目标",
        (StepId::Goals, Kind::Unit) => "重点任务与年度目标",
        (StepId::Indicators, _) => "绩效指标",
    }
}

/// The steps in their order.
pub(super) const STEPS: [StepId; 5] =
    [StepId::Basics, StepId::Funds, StepId::Overview, StepId::Goals, StepId::Indicators];

/// The step that a place stands in; the form as a whole stands in none.
pub(super) fn step_of(path: FieldPath) -> Option<StepId> {
    use TextField as T;
    Some(match path {
        FieldPath::Form => return None,
        FieldPath::Year | FieldPath::Category | FieldPath::Count(_) => StepId::Basics,
        FieldPath::Fund(..) | FieldPath::Budget(_) => StepId::Funds,
        FieldPath::Text(
            T::Overview | T::Basis | T::Necessity | T::Safeguards | T::Plan | T::Duties | T::StrategicGoal,
        ) => StepId::Overview,
        FieldPath::Text(T::GoalPeriod | T::GoalAnnual | T::AnnualGoal)
        | FieldPath::KeyTasks
        | FieldPath::KeyTask(..) => StepId::Goals,
        FieldPath::Text(_) => StepId::Basics,
        FieldPath::Indicators(_) | FieldPath::Row(..) | FieldPath::Cell(..) => StepId::Indicators,
    })
}

/// 实施期 or 年度.
pub(super) fn side_word(side: Side) -> &'static str {
    match side {
        Side::Period => "实施期",
        Side::Annual => "年度",
    }
}

/// A project is of the department above, a unit form speaks of the unit itself.
pub(super) fn department_code(kind: Kind) -> &'static str {
    match kind {
        Kind::Project => "主管部门代码",
        Kind::Unit => "部门代码",
    }
}

/// The label of a place outside the lists.
pub(super) fn label(path: FieldPath, template: &Template) -> String {
    let plain = |key: &str, otherwise: &str| template.labels.get(key).cloned().unwrap_or_else(|| otherwise.to_owned());
    match path {
        FieldPath::Form => "整张表".to_owned(),
        FieldPath::Year => plain("year", "年度"),
        FieldPath::Category => plain("category", "项目类别"),
        FieldPath::Text(TextField::Title) => "标题".to_owned(),
        FieldPath::Text(TextField::DepartmentCode) => department_code(template.kind).to_owned(),
        // The print joins code and name in one cell, the window asks for each: 主管部门及代码
        FieldPath::Text(TextField::Department) => {
            template.label(Field::Text(TextField::Department)).replace("及代码", "")
        }
        FieldPath::Text(field) => template.label(Field::Text(field)),
        FieldPath::Fund(side, line) => {
            let label = template.label(Field::Fund(side, line));
            if line == FundLine::Total || label.contains(side_word(side)) {
                label
            } else {
                format!("{}{label}", side_word(side))
            }
        }
        FieldPath::Count(field) => template.label(Field::Count(field)),
        FieldPath::Budget(field) => template.label(Field::Budget(field)),
        FieldPath::Indicators(_) | FieldPath::Row(..) | FieldPath::Cell(..) => plain("indicators", "绩效指标"),
        FieldPath::KeyTasks => plain("key_tasks", "年度重点任务"),
        FieldPath::KeyTask(_, TaskField::Function) => template.label(Field::Task(TaskField::Function)),
        FieldPath::KeyTask(_, TaskField::Task) => template.label(Field::Task(TaskField::Task)),
    }
}

/// Where a place is, in words: 资金 › 年度资金总额, 绩效指标 › 数量指标 第2行 实施期.
pub(super) fn words(path: FieldPath, form: &Form, template: &Template, groups: &[grid::Group]) -> String {
    let Some(step) = step_of(path) else { return label(path, template) };
    let step = step_title(step, template.kind);
    match path {
        FieldPath::Row(side, id) | FieldPath::Cell(side, id, _) => {
            let found = groups.iter().find_map(|group| {
                let at = group.pairs.iter().position(|pair| pair.of(side) == Some(id))?;
                Some(format!("{} 第{}行", group.level2, at + 1))
            });
            let column = match path {
                FieldPath::Cell(_, _, RowField::Weight) => " 分值",
                _ => "",
            };
            let side = if template.sides.len() > 1 { format!(" {}", side_word(side)) } else { String::new() };
            format!("{step} › {}{side}{column}", found.unwrap_or_else(|| "已不在的一行".to_owned()))
        }
        FieldPath::Indicators(side) if template.sides.len() > 1 => format!("{step} › {}", side_word(side)),
        FieldPath::Indicators(_) => step.to_owned(),
        FieldPath::KeyTask(id, _) => {
            let at = match form {
                Form::Unit(unit) => unit.key_tasks.iter().position(|task| task.id == id),
                Form::Project(_) => None,
            };
            let row = at.map_or_else(String::new, |at| format!(" 第{}行", at + 1));
            format!("{step} › {}{row}", label(path, template))
        }
        _ => format!("{step} › {}", label(path, template)),
    }
}

/// Says where JSON paths of this form are, in words; one that the form does not have stands as it is.
pub(crate) fn of_json<'a>(form: &'a Form, template: &'a Template) -> impl Fn(&str) -> String + 'a {
    let groups = grid::groups(form, template);
    move |path| match FieldPath::parse(path, form) {
        Some(place) => words(place, form, template, &groups),
        None => path.to_owned(),
    }
}
