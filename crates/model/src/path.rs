//! Field paths: places in a form that survive row moves (stable row ids inside; indexes only in the JSON spelling).

use crate::form::{Form, FundLine, RowId, Side};

/// A text cell or text block, of either kind of form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each variant is the JSON key in camel case; the glossary explains it")]
pub enum TextField {
    Title,
    ProjectName,
    DepartmentCode,
    Department,
    ImplementingUnit,
    Attribute,
    Term,
    Overview,
    Basis,
    Necessity,
    Safeguards,
    Plan,
    GoalPeriod,
    GoalAnnual,
    Head,
    Preparer,
    Phone,
    FilledAt,
    Duties,
    StrategicGoal,
    AnnualGoal,
}

/// A count of the unit form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each variant is the JSON key in camel case; the glossary explains it")]
pub enum CountField {
    InternalDivisions,
    SubordinateUnits,
    StaffQuota,
    StaffActual,
    StaffInQuota,
    StaffOther,
}

/// A budget cell of the unit form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each variant is the JSON key in camel case; the glossary explains it")]
pub enum BudgetField {
    SourceTotal,
    GeneralPublic,
    GovernmentFund,
    StateCapital,
    SocialInsurance,
    SpecialAccount,
    UnitFunds,
    UseTotal,
    Basic,
    Project,
}

/// A cell of an indicator row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each variant is the JSON key in camel case; the glossary explains it")]
pub enum RowField {
    Level1,
    Level2,
    Name,
    Value,
    Weight,
}

/// A cell of a key task row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each variant is the JSON key in camel case; the glossary explains it")]
pub enum TaskField {
    Function,
    Task,
}

/// A place in a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FieldPath {
    /// The form as a whole; JSON spelling `document`
    Form,
    /// 年度
    Year,
    /// 项目类别
    Category,
    /// A text
    Text(TextField),
    /// A cell of 项目资金
    Fund(Side, FundLine),
    /// A whole side's indicators: `indicators.period`, in a unit form `indicators`
    Indicators(Side),
    /// A whole indicator row
    Row(Side, RowId),
    /// A cell of an indicator row
    Cell(Side, RowId, RowField),
    /// A count of the unit form
    Count(CountField),
    /// A budget cell of the unit form
    Budget(BudgetField),
    /// All key tasks
    KeyTasks,
    /// A cell of a key task
    KeyTask(RowId, TaskField),
}

impl TextField {
    /// Every text with its JSON key, project form first.
    pub const ALL: [(TextField, &str); 21] = [
        (TextField::Title, "title"),
        (TextField::ProjectName, "project_name"),
        (TextField::DepartmentCode, "department_code"),
        (TextField::Department, "department"),
        (TextField::ImplementingUnit, "implementing_unit"),
        (TextField::Attribute, "attribute"),
        (TextField::Term, "term"),
        (TextField::Overview, "overview"),
        (TextField::Basis, "basis"),
        (TextField::Necessity, "necessity"),
        (TextField::Safeguards, "safeguards"),
        (TextField::Plan, "plan"),
        (TextField::GoalPeriod, "goal_period"),
        (TextField::GoalAnnual, "goal_annual"),
        (TextField::Head, "head"),
        (TextField::Preparer, "preparer"),
        (TextField::Phone, "phone"),
        (TextField::FilledAt, "filled_at"),
        (TextField::Duties, "duties"),
        (TextField::StrategicGoal, "strategic_goal"),
        (TextField::AnnualGoal, "annual_goal"),
    ];

    /// The JSON key.
    pub fn key(self) -> &'static str {
        key_of(&Self::ALL, self)
    }
}

impl CountField {
    /// Every count with its JSON key, in the order of the form.
    pub const ALL: [(CountField, &str); 6] = [
        (CountField::InternalDivisions, "internal_divisions"),
        (CountField::SubordinateUnits, "subordinate_units"),
        (CountField::StaffQuota, "staff_quota"),
        (CountField::StaffActual, "staff_actual"),
        (CountField::StaffInQuota, "staff_in_quota"),
        (CountField::StaffOther, "staff_other"),
    ];

    /// The JSON key.
    pub fn key(self) -> &'static str {
        key_of(&Self::ALL, self)
    }
}

impl BudgetField {
    /// Every budget cell with its JSON path, sources first.
    pub const ALL: [(BudgetField, &str); 10] = [
        (BudgetField::SourceTotal, "budget.by_source.total"),
        (BudgetField::GeneralPublic, "budget.by_source.general_public"),
        (BudgetField::GovernmentFund, "budget.by_source.government_fund"),
        (BudgetField::StateCapital, "budget.by_source.state_capital"),
        (BudgetField::SocialInsurance, "budget.by_source.social_insurance"),
        (BudgetField::SpecialAccount, "budget.by_source.special_account"),
        (BudgetField::UnitFunds, "budget.by_source.unit_funds"),
        (BudgetField::UseTotal, "budget.by_use.total"),
        (BudgetField::Basic, "budget.by_use.basic"),
        (BudgetField::Project, "budget.by_use.project"),
    ];

    /// The JSON path.
    pub fn key(self) -> &'static str {
        key_of(&Self::ALL, self)
    }
}

impl RowField {
    /// Every cell of a row with its JSON key.
    pub const ALL: [(RowField, &str); 5] = [
        (RowField::Level1, "level1"),
        (RowField::Level2, "level2"),
        (RowField::Name, "name"),
        (RowField::Value, "value"),
        (RowField::Weight, "weight"),
    ];

    /// The JSON key.
    pub fn key(self) -> &'static str {
        key_of(&Self::ALL, self)
    }
}

impl TaskField {
    /// Both cells of a key task with their JSON keys.
    pub const ALL: [(TaskField, &str); 2] = [(TaskField::Function, "function"), (TaskField::Task, "task")];

    /// The JSON key.
    pub fn key(self) -> &'static str {
        key_of(&Self::ALL, self)
    }
}

fn key_of<T: PartialEq>(all: &[(T, &'static str)], wanted: T) -> &'static str {
    all.iter().find(|(field, _)| *field == wanted).map_or("", |(_, key)| key)
}

fn field_of<T: Copy>(all: &[(T, &'static str)], key: &str) -> Option<T> {
    all.iter().find(|(_, k)| *k == key).map(|(field, _)| *field)
}

/// The JSON spelling of the place of the whole form.
pub const DOCUMENT: &str = "document";

impl FieldPath {
    /// The JSON spelling in this form: `funds.annual.total`, `indicators.period[4].value`, in a unit form `indicators[4].value`.
    /// A row that is not in the form (any more) gives `None`.
    pub fn json(self, form: &Form) -> Option<String> {
        Some(match self {
            FieldPath::Form => DOCUMENT.to_owned(),
            FieldPath::Year => "year".to_owned(),
            FieldPath::Category => "category".to_owned(),
            FieldPath::Text(field) => field.key().to_owned(),
            FieldPath::Fund(side, line) => format!("funds.{}.{}", side.key(), line.key()),
            FieldPath::Indicators(side) => indicators_key(form, side),
            FieldPath::Row(side, id) => format!("{}[{}]", indicators_key(form, side), row_index(form, side, id)?),
            FieldPath::Cell(side, id, field) => {
                format!("{}[{}].{}", indicators_key(form, side), row_index(form, side, id)?, field.key())
            }
            FieldPath::Count(field) => field.key().to_owned(),
            FieldPath::Budget(field) => field.key().to_owned(),
            FieldPath::KeyTasks => "key_tasks".to_owned(),
            FieldPath::KeyTask(id, field) => {
                let Form::Unit(unit) = form else { return None };
                let index = unit.key_tasks.iter().position(|task| task.id == id)?;
                format!("key_tasks[{index}].{}", field.key())
            }
        })
    }

    /// As [`FieldPath::json`], with row ids for indexes: `indicators.period[#7].value`. Stays true when rows move, so it is what is
    /// stored; needs no row to be there.
    pub fn keyed(self, form: &Form) -> String {
        match self {
            FieldPath::Row(side, id) => format!("{}[#{}]", indicators_key(form, side), id.0),
            FieldPath::Cell(side, id, field) => format!("{}[#{}].{}", indicators_key(form, side), id.0, field.key()),
            FieldPath::KeyTask(id, field) => format!("key_tasks[#{}].{}", id.0, field.key()),
            other => other.json(form).unwrap_or_default(),
        }
    }

    /// Reads a JSON spelling, or one with row ids (`[#7]`), against this form. `None` where the form has no such place.
    pub fn parse(text: &str, form: &Form) -> Option<FieldPath> {
        match text {
            DOCUMENT => return Some(FieldPath::Form),
            "year" => return Some(FieldPath::Year),
            _ => {}
        }
        match form {
            Form::Project(_) => parse_project(text, form),
            Form::Unit(_) => parse_unit(text, form),
        }
    }
}

fn parse_project(text: &str, form: &Form) -> Option<FieldPath> {
    if text == "category" {
        return Some(FieldPath::Category);
    }
    if let Some(rest) = text.strip_prefix("funds.") {
        let (side, line) = rest.split_once('.')?;
        let line = FundLine::ALL.into_iter().find(|l| l.key() == line)?;
        return Some(FieldPath::Fund(Side::from_key(side)?, line));
    }
    if let Some(rest) = text.strip_prefix("indicators.") {
        let (side, rest) = rest.split_once('[').map_or((rest, None), |(side, rest)| (side, Some(rest)));
        let side = Side::from_key(side)?;
        return rest.map_or(Some(FieldPath::Indicators(side)), |rest| parse_row(rest, form, side));
    }
    let field = field_of(&TextField::ALL, text)?;
    (!matches!(field, TextField::Duties | TextField::StrategicGoal | TextField::AnnualGoal))
        .then_some(FieldPath::Text(field))
}

fn parse_unit(text: &str, form: &Form) -> Option<FieldPath> {
    let Form::Unit(unit) = form else { return None };
    if text == "indicators" {
        return Some(FieldPath::Indicators(Side::Annual));
    }
    if let Some(rest) = text.strip_prefix("indicators[") {
        return parse_row(rest, form, Side::Annual);
    }
    if text == "key_tasks" {
        return Some(FieldPath::KeyTasks);
    }
    if let Some(rest) = text.strip_prefix("key_tasks[") {
        let (index, field) = rest.split_once("].")?;
        let task = match row_id(index) {
            Some(id) => unit.key_tasks.iter().find(|task| task.id == id)?,
            None => unit.key_tasks.get(index.parse::<usize>().ok()?)?,
        };
        return Some(FieldPath::KeyTask(task.id, field_of(&TaskField::ALL, field)?));
    }
    if let Some(field) = field_of(&CountField::ALL, text) {
        return Some(FieldPath::Count(field));
    }
    if let Some(field) = field_of(&BudgetField::ALL, text) {
        return Some(FieldPath::Budget(field));
    }
    let field = field_of(&TextField::ALL, text)?;
    matches!(
        field,
        TextField::Title
            | TextField::DepartmentCode
            | TextField::Department
            | TextField::Duties
            | TextField::StrategicGoal
            | TextField::AnnualGoal
            | TextField::Head
            | TextField::Preparer
            | TextField::Phone
            | TextField::FilledAt
    )
    .then_some(FieldPath::Text(field))
}

/// `#7` is the row with the id 7.
fn row_id(text: &str) -> Option<RowId> {
    text.strip_prefix('#')?.parse().ok().map(RowId)
}

/// Reads what follows the opening bracket: `4]` or `4].value`, `#7]` or `#7].value`.
fn parse_row(rest: &str, form: &Form, side: Side) -> Option<FieldPath> {
    let (index, field) = rest.split_once(']')?;
    let rows = form.rows(side);
    let row = match row_id(index) {
        Some(id) => rows.iter().find(|row| row.id == id)?,
        None => rows.get(index.parse::<usize>().ok()?)?,
    };
    match field.strip_prefix('.') {
        Some(field) => Some(FieldPath::Cell(side, row.id, field_of(&RowField::ALL, field)?)),
        None => field.is_empty().then_some(FieldPath::Row(side, row.id)),
    }
}

fn indicators_key(form: &Form, side: Side) -> String {
    match form {
        Form::Project(_) => format!("indicators.{}", side.key()),
        Form::Unit(_) => "indicators".to_owned(),
    }
}

fn row_index(form: &Form, side: Side, id: RowId) -> Option<usize> {
    form.rows(side).iter().position(|row| row.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::Entry;
    use crate::form::{IndicatorRow, KeyTask, ProjectForm, UnitForm};

    fn row(id: u32) -> IndicatorRow {
        IndicatorRow {
            id: RowId(id),
            level1: String::new(),
            level2: String::new(),
            name: String::new(),
            value: String::new(),
            weight: Entry::Blank,
        }
    }

    fn project() -> Form {
        let mut form = ProjectForm::default();
        form.indicators.period = vec![row(7), row(3)];
        form.indicators.annual = vec![row(9)];
        Form::Project(form)
    }

    fn unit() -> Form {
        let task = KeyTask { id: RowId(2), function: String::new(), task: String::new() };
        Form::Unit(UnitForm { indicators: vec![row(4), row(5)], key_tasks: vec![task], ..UnitForm::default() })
    }

    fn round_trip(form: &Form, texts: &[&str]) {
        for text in texts {
            let path = FieldPath::parse(text, form).unwrap_or_else(|| panic!("{text} is not read"));
            assert_eq!(path.json(form).as_deref(), Some(*text));
        }
    }

    #[test]
    fn every_place_of_a_project_form_has_one_spelling() {
        let texts = "document year category title project_name department_code department implementing_unit attribute term \
             overview basis necessity safeguards plan goal_period goal_annual head preparer phone filled_at funds.period.total \
             funds.annual.self_raised indicators.period indicators.annual indicators.period[1] indicators.period[1].name \
             indicators.annual[0].weight";
        round_trip(&project(), &texts.split_whitespace().collect::<Vec<_>>());
    }

    #[test]
    fn every_place_of_a_unit_form_has_one_spelling() {
        let texts = "document year title department_code department internal_divisions staff_other duties strategic_goal \
             annual_goal budget.by_source.total budget.by_use.project key_tasks key_tasks[0].task indicators indicators[1] \
             indicators[1].value";
        round_trip(&unit(), &texts.split_whitespace().collect::<Vec<_>>());
    }

    #[test]
    fn a_path_follows_its_row_when_rows_move() {
        let mut form = project();
        let path = FieldPath::parse("indicators.period[1].value", &form).unwrap();
        let Form::Project(project) = &mut form else { unreachable!() };
        project.indicators.period.swap(0, 1);
        assert_eq!(path.json(&form).as_deref(), Some("indicators.period[0].value"));
        let Form::Project(project) = &mut form else { unreachable!() };
        project.indicators.period.clear();
        assert_eq!(path.json(&form), None);
    }

    #[test]
    fn a_keyed_spelling_names_the_row_by_its_id() {
        for (form, text, keyed) in [
            (project(), "indicators.period[1].value", "indicators.period[#3].value"),
            (project(), "indicators.annual[0]", "indicators.annual[#9]"),
            (project(), "funds.annual.total", "funds.annual.total"),
            (unit(), "indicators[1].name", "indicators[#5].name"),
            (unit(), "key_tasks[0].task", "key_tasks[#2].task"),
        ] {
            let path = FieldPath::parse(text, &form).unwrap();
            assert_eq!(path.keyed(&form), keyed);
            assert_eq!(FieldPath::parse(keyed, &form), Some(path));
        }
        assert_eq!(FieldPath::parse("indicators.period[#8].value", &project()), None);
    }

    #[test]
    fn what_is_no_place_is_not_read() {
        let other_kind = ["duties", "indicators[0]", "key_tasks", "staff_quota"];
        for text in [
            "",
            "x",
            "indicators.period[9]",
            "indicators.period[0]x",
            "indicators.period[",
            "funds.both.total",
            "[",
            "].",
        ]
        .iter()
        .chain(&other_kind)
        {
            assert_eq!(FieldPath::parse(text, &project()), None, "{text}");
        }
        for text in ["overview", "funds.annual.total", "indicators.annual", "category", "key_tasks[3].task"] {
            assert_eq!(FieldPath::parse(text, &unit()), None, "{text}");
        }
    }
}
