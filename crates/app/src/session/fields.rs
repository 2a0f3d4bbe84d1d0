//! The fields of a form, by step: what they take and which of them a template has.

use super::fieldtext;
use super::place::{self, STEPS, label, step_of};
use crate::requests::templates::{Choice, FieldGroup, FieldKind, FieldView, StepId, StepView};
use jibiao_model::form::{Form, FundLine, KeyTask, Side};
use jibiao_model::path::{BudgetField, CountField, RowField, TaskField, TextField};
use jibiao_model::template::{Field, Kind, Template};
use jibiao_model::{FieldPath, value::MoneyUnit};

/// Every place of a form that holds a text: its fields, key tasks and the names and values of its indicators.
pub(super) fn with_texts(form: &Form, kind: Kind) -> Vec<FieldPath> {
    let cells = Side::BOTH.into_iter().flat_map(|side| {
        let row = move |id| [RowField::Name, RowField::Value].map(move |field| FieldPath::Cell(side, id, field));
        form.rows(side).iter().flat_map(move |row_of| row(row_of.id))
    });
    let tasks: &[KeyTask] = if let Form::Unit(unit) = form { &unit.key_tasks } else { &[] };
    let tasks = tasks
        .iter()
        .flat_map(|task| [TaskField::Function, TaskField::Task].map(|field| FieldPath::KeyTask(task.id, field)));
    every(kind).into_iter().chain(tasks).chain(cells).collect()
}

/// Every place outside the lists that a form of this kind can hold, in the order of the form.
pub(super) fn every(kind: Kind) -> Vec<FieldPath> {
    let texts = |texts: &[TextField]| texts.iter().map(|text| FieldPath::Text(*text)).collect::<Vec<_>>();
    use TextField as T;
    match kind {
        Kind::Project => {
            let mut paths = texts(&[T::ProjectName]);
            paths.extend([FieldPath::Category]);
            paths.extend(texts(&[T::DepartmentCode, T::Department, T::ImplementingUnit, T::Attribute, T::Term]));
            paths.extend([FieldPath::Year]);
            paths.extend(texts(&[T::Title, T::Head, T::Preparer, T::Phone, T::FilledAt]));
            for line in FundLine::ALL {
                paths.extend(Side::BOTH.map(|side| FieldPath::Fund(side, line)));
            }
            paths.extend(texts(&[
                T::Overview,
                T::Basis,
                T::Necessity,
                T::Safeguards,
                T::Plan,
                T::GoalPeriod,
                T::GoalAnnual,
            ]));
            paths
        }
        Kind::Unit => {
            let mut paths = texts(&[T::DepartmentCode, T::Department]);
            paths.extend([FieldPath::Year]);
            paths.extend(CountField::ALL.map(|(count, _)| FieldPath::Count(count)));
            paths.extend(texts(&[T::Title, T::Head, T::Preparer, T::Phone, T::FilledAt]));
            paths.extend(BudgetField::ALL.map(|(budget, _)| FieldPath::Budget(budget)));
            paths.extend(texts(&[T::Duties, T::StrategicGoal, T::AnnualGoal]));
            paths
        }
    }
}

/// The same places step by step, as somebody fills them in.
pub(super) fn in_order(kind: Kind) -> Vec<FieldPath> {
    let mut paths = every(kind);
    paths.sort_by_key(|path| STEPS.iter().position(|step| step_of(*path) == Some(*step)));
    paths
}

/// Whether a template's form asks for a place: what it prints, and the few things that every form has beside its print.
pub(super) fn in_template(path: FieldPath, template: &Template) -> bool {
    let fields = template.grid.fields();
    match path {
        FieldPath::Year | FieldPath::Category => true,
        FieldPath::Text(TextField::Title | TextField::DepartmentCode) => true,
        FieldPath::Text(field) => fields.contains(&Field::Text(field)),
        FieldPath::Fund(side, line) => fields.contains(&Field::Fund(side, line)),
        FieldPath::Count(count) => fields.contains(&Field::Count(count)),
        FieldPath::Budget(budget) => fields.contains(&Field::Budget(budget)),
        _ => false,
    }
}

fn printed(path: FieldPath, template: &Template) -> bool {
    path != FieldPath::Category && in_template(path, template)
}

/// Has to be filled before the form can be handed in.
pub(super) fn required(path: FieldPath, template: &Template) -> bool {
    use TextField as T;
    let by_kind = match path {
        FieldPath::Year | FieldPath::Fund(_, FundLine::Total) => true,
        FieldPath::Budget(BudgetField::SourceTotal | BudgetField::UseTotal) => true,
        FieldPath::Count(CountField::StaffQuota | CountField::StaffActual) => true,
        FieldPath::Text(field) => {
            !matches!(field, T::Title | T::DepartmentCode | T::Head | T::Preparer | T::Phone | T::FilledAt)
        }
        _ => false,
    };
    by_kind && in_template(path, template)
}

/// The longest text of a place in UTF-8 bytes.
pub(super) fn limit(path: FieldPath, template: &Template) -> Option<usize> {
    let FieldPath::Text(field) = path else { return None };
    template.limits.get(field.key()).copied()
}

/// The steps of a template, with their fields.
pub(super) fn steps(template: &Template) -> Vec<StepView> {
    STEPS.into_iter().map(|step| step_view(step, template)).collect()
}

fn step_view(step: StepId, template: &Template) -> StepView {
    let of_step: Vec<FieldPath> = every(template.kind)
        .into_iter()
        .filter(|path| step_of(*path) == Some(step) && in_template(*path, template))
        .collect();
    let two_columns = template.sides.len() > 1;
    let second = |path: &FieldPath| {
        two_columns && matches!(path, FieldPath::Fund(Side::Annual, _) | FieldPath::Text(TextField::GoalAnnual))
    };
    let (twins, firsts): (Vec<FieldPath>, Vec<FieldPath>) = of_step.into_iter().partition(second);
    let columns =
        if twins.is_empty() { Vec::new() } else { Side::BOTH.map(|side| place::side_word(side).to_owned()).to_vec() };
    let mut groups: Vec<FieldGroup> = Vec::new();
    for path in firsts {
        let title = group_title(path, template);
        let field = field(path, template);
        match groups.last_mut().filter(|group| group.title == title) {
            Some(group) => group.fields.push(field),
            None => groups.push(FieldGroup { title, columns: columns.clone(), fields: vec![field] }),
        }
    }
    StepView {
        id: step,
        title: place::step_title(step, template.kind).to_owned(),
        note: fieldtext::step_note(step, template.kind).to_owned(),
        groups,
        twins: twins.into_iter().map(|path| field(path, template)).collect(),
        key_tasks: step == StepId::Goals && template.kind == Kind::Unit,
        indicators: step == StepId::Indicators,
    }
}

pub(super) fn group_title(path: FieldPath, template: &Template) -> String {
    use TextField as T;
    let named = |key: &str| template.labels.get(key).cloned().unwrap_or_default();
    match path {
        FieldPath::Text(T::Title | T::Head | T::Preparer | T::Phone | T::FilledAt) => "标题与落款".to_owned(),
        FieldPath::Count(_) => "机构与人员".to_owned(),
        FieldPath::Budget(field) if field.key().starts_with("budget.by_source") => named("by_source"),
        FieldPath::Budget(_) => named("by_use"),
        _ => String::new(),
    }
}

fn field(path: FieldPath, template: &Template) -> FieldView {
    use TextField as T;
    let kind = match path {
        FieldPath::Year => FieldKind::Year,
        FieldPath::Category | FieldPath::Text(T::Attribute | T::Term) => FieldKind::Choice,
        FieldPath::Text(T::FilledAt) => FieldKind::Date,
        FieldPath::Fund(..) | FieldPath::Budget(_) => FieldKind::Amount,
        FieldPath::Count(_) => FieldKind::Count,
        FieldPath::Text(
            T::Overview
            | T::Basis
            | T::Necessity
            | T::Safeguards
            | T::Plan
            | T::GoalPeriod
            | T::GoalAnnual
            | T::Duties
            | T::StrategicGoal
            | T::AnnualGoal,
        ) => FieldKind::Text,
        _ => FieldKind::Line,
    };
    let unit = match path {
        // Form JSON keeps 元 for project forms whatever the print says.
        FieldPath::Fund(..) => Some("元"),
        FieldPath::Budget(_) => Some(MoneyUnit::Wan.text()),
        FieldPath::Count(CountField::InternalDivisions | CountField::SubordinateUnits) => Some("个"),
        FieldPath::Count(_) => Some("人"),
        _ => None,
    };
    let key = key_of(path);
    FieldView {
        label: label(path, template),
        kind,
        unit: unit.map(str::to_owned),
        options: options(path),
        free: matches!(path, FieldPath::Text(T::Attribute | T::Term)),
        limit: limit(path, template).map(|bytes| bytes / 3),
        hint: fieldtext::hint(template, &key),
        help: fieldtext::guide(template, &key).map(|help| fieldtext::paragraphs(&help)).unwrap_or_default(),
        printed: printed(path, template),
        required: required(path, template),
        computed: super::cells::sums(template).iter().any(|sum| sum.total == path),
        twin: super::cells::twin(path, template).map(key_of),
        path: key,
    }
}

/// The path of a place outside the lists; it is the same in every form.
pub(super) fn key_of(path: FieldPath) -> String {
    match path {
        FieldPath::Year => "year".to_owned(),
        FieldPath::Category => "category".to_owned(),
        FieldPath::Text(field) => field.key().to_owned(),
        FieldPath::Fund(side, line) => format!("funds.{}.{}", side.key(), line.key()),
        FieldPath::Count(field) => field.key().to_owned(),
        FieldPath::Budget(field) => field.key().to_owned(),
        _ => String::new(),
    }
}

/// The three kinds of 项目属性 as the forms spell them.
pub(super) const ATTRIBUTES: [&str; 3] = ["一次性项目(1年结束)", "经常性项目(长期开展)", "延续性项目(阶段开展)"];

/// The words for what was chosen; any other text as it is.
pub(super) fn chosen(path: FieldPath, text: String) -> String {
    options(path).into_iter().find(|choice| choice.text == text).map_or(text, |choice| choice.label)
}

pub(super) fn options(path: FieldPath) -> Vec<Choice> {
    let same = |text: &str| Choice { text: text.to_owned(), label: text.to_owned() };
    match path {
        FieldPath::Category => [("operating", "其他运转类"), ("special", "特定目标类")]
            .map(|(text, label)| Choice { text: text.to_owned(), label: label.to_owned() })
            .to_vec(),
        FieldPath::Text(TextField::Attribute) => ATTRIBUTES.map(same).to_vec(),
        FieldPath::Text(TextField::Term) => ["1年", "2年", "3年", "5年", "99年"].map(same).to_vec(),
        _ => Vec::new(),
    }
}
