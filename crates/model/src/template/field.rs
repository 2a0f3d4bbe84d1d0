//! The fields that a template can place in its grid, and their keys: the form's JSON paths without row numbers.

use super::Kind;
use crate::form::{FundLine, Side};
use crate::path::{BudgetField, CountField, RowField, TaskField, TextField};

/// A field of a form as a template names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// A text; `department` prints code and name joined by a hyphen
    Text(TextField),
    /// A cell of 项目资金
    Fund(Side, FundLine),
    /// A count of the unit form
    Count(CountField),
    /// A budget cell of the unit form
    Budget(BudgetField),
    /// The first level, which both sides share
    Level1,
    /// A cell of an indicator row
    Row(Side, RowField),
    /// A cell of a key task
    Task(TaskField),
}

const PROJECT_TEXTS: [(TextField, &str); 15] = [
    (TextField::ProjectName, "project_name"),
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
];

const UNIT_TEXTS: [(TextField, &str); 7] = [
    (TextField::Department, "department"),
    (TextField::Duties, "duties"),
    (TextField::StrategicGoal, "strategic_goal"),
    (TextField::AnnualGoal, "annual_goal"),
    (TextField::Head, "head"),
    (TextField::Preparer, "preparer"),
    (TextField::Phone, "phone"),
];

const COUNTS: [(CountField, &str); 6] = [
    (CountField::InternalDivisions, "internal_divisions"),
    (CountField::SubordinateUnits, "subordinate_units"),
    (CountField::StaffQuota, "staff_quota"),
    (CountField::StaffActual, "staff_actual"),
    (CountField::StaffInQuota, "staff_in_quota"),
    (CountField::StaffOther, "staff_other"),
];

const BUDGET: [(BudgetField, &str); 10] = [
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

const ROW_FIELDS: [RowField; 4] = [RowField::Level2, RowField::Name, RowField::Value, RowField::Weight];

fn side_key(side: Side) -> &'static str {
    match side {
        Side::Period => "period",
        Side::Annual => "annual",
    }
}

fn row_key(field: RowField) -> &'static str {
    match field {
        RowField::Level1 => "level1",
        RowField::Level2 => "level2",
        RowField::Name => "name",
        RowField::Value => "value",
        RowField::Weight => "weight",
    }
}

fn text_key(field: TextField) -> &'static str {
    let mut known = PROJECT_TEXTS.iter().chain(&UNIT_TEXTS);
    known.find(|(text, _)| *text == field).map_or("filled_at", |(_, key)| key)
}

impl Field {
    /// Every field that a template of this kind can place, in the order of the form.
    pub fn all(kind: Kind) -> Vec<Field> {
        let mut fields = Vec::new();
        match kind {
            Kind::Project => {
                fields.extend(PROJECT_TEXTS.iter().map(|(text, _)| Field::Text(*text)));
                for side in Side::BOTH {
                    fields.extend(FundLine::ALL.map(|line| Field::Fund(side, line)));
                    fields.extend(ROW_FIELDS.map(|row| Field::Row(side, row)));
                }
            }
            Kind::Unit => {
                fields.extend(UNIT_TEXTS.iter().map(|(text, _)| Field::Text(*text)));
                fields.extend(COUNTS.iter().map(|(count, _)| Field::Count(*count)));
                fields.extend(BUDGET.iter().map(|(budget, _)| Field::Budget(*budget)));
                fields.extend([Field::Task(TaskField::Function), Field::Task(TaskField::Task)]);
                fields.extend(ROW_FIELDS.map(|row| Field::Row(Side::Annual, row)));
            }
        }
        fields.extend([Field::Text(TextField::FilledAt), Field::Level1]);
        fields
    }

    /// The key in a template's grid: `funds.annual.total`, `indicators.period.name`, in a unit form `indicators.name`.
    pub fn key(self, kind: Kind) -> String {
        match (self, kind) {
            (Field::Text(text), _) => text_key(text).to_owned(),
            (Field::Fund(side, line), _) => format!("funds.{}.{}", side_key(side), line.key()),
            (Field::Count(count), _) => named(&COUNTS, count).to_owned(),
            (Field::Budget(budget), _) => named(&BUDGET, budget).to_owned(),
            (Field::Level1, _) => "indicators.level1".to_owned(),
            (Field::Row(side, row), Kind::Project) => format!("indicators.{}.{}", side_key(side), row_key(row)),
            (Field::Row(_, row), Kind::Unit) => format!("indicators.{}", row_key(row)),
            (Field::Task(TaskField::Function), _) => "key_tasks.function".to_owned(),
            (Field::Task(TaskField::Task), _) => "key_tasks.task".to_owned(),
        }
    }

    /// The key under `labels` and `limits`: as [`Field::key`], but columns of a list by name, the same for both sides
    /// (`level1`, `level2`, `indicator_name`, `indicator_value`, `weight`, `key_task_function`, `key_task_task`).
    pub fn label_key(self, kind: Kind) -> String {
        match self {
            Field::Level1 => "level1".to_owned(),
            Field::Row(_, RowField::Name) => "indicator_name".to_owned(),
            Field::Row(_, RowField::Value) => "indicator_value".to_owned(),
            Field::Row(_, row) => row_key(row).to_owned(),
            Field::Task(TaskField::Function) => "key_task_function".to_owned(),
            Field::Task(TaskField::Task) => "key_task_task".to_owned(),
            Field::Text(_) | Field::Fund(..) | Field::Count(_) | Field::Budget(_) => self.key(kind),
        }
    }

    /// The JSON path of the field in a form; `index` is the row's place in its own list.
    pub fn path(self, kind: Kind, index: usize) -> String {
        match (self, kind) {
            (Field::Row(side, row), Kind::Project) => {
                format!("indicators.{}[{index}].{}", side_key(side), row_key(row))
            }
            (Field::Row(_, row), Kind::Unit) => format!("indicators[{index}].{}", row_key(row)),
            (Field::Task(TaskField::Function), _) => format!("key_tasks[{index}].function"),
            (Field::Task(TaskField::Task), _) => format!("key_tasks[{index}].task"),
            _ => self.key(kind),
        }
    }

    /// True for a text whose length can be limited.
    pub fn is_text(self) -> bool {
        matches!(self, Field::Text(_) | Field::Row(_, RowField::Name | RowField::Value) | Field::Task(_))
    }

    /// True for money.
    pub fn is_amount(self) -> bool {
        matches!(self, Field::Fund(..) | Field::Budget(_))
    }

    /// True for a field of 实施期.
    pub fn is_period(self) -> bool {
        matches!(self, Field::Text(TextField::GoalPeriod) | Field::Fund(Side::Period, _) | Field::Row(Side::Period, _))
    }
}

fn named<T: PartialEq + Copy>(table: &[(T, &'static str)], wanted: T) -> &'static str {
    table.iter().find(|(field, _)| *field == wanted).map_or("", |(_, key)| key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn keys_of_a_kind_are_distinct_and_none_is_empty() {
        for (kind, count) in [(Kind::Project, 37), (Kind::Unit, 31)] {
            let keys: BTreeSet<String> = Field::all(kind).into_iter().map(|field| field.key(kind)).collect();
            assert_eq!(keys.len(), Field::all(kind).len());
            assert_eq!(keys.len(), count);
            assert!(!keys.contains(""));
        }
    }

    #[test]
    fn paths_are_the_json_spelling() {
        let name = Field::Row(Side::Period, RowField::Name);
        assert_eq!(name.path(Kind::Project, 4), "indicators.period[4].name");
        assert_eq!(Field::Row(Side::Annual, RowField::Value).path(Kind::Unit, 0), "indicators[0].value");
        assert_eq!(Field::Task(TaskField::Task).path(Kind::Unit, 2), "key_tasks[2].task");
        assert_eq!(Field::Fund(Side::Annual, FundLine::Local).path(Kind::Project, 0), "funds.annual.local");
    }
}
