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

/// Texts of the project form that a grid places, without 填报日期.
const PROJECT_TEXTS: [TextField; 15] = [
    TextField::ProjectName,
    TextField::Department,
    TextField::ImplementingUnit,
    TextField::Attribute,
    TextField::Term,
    TextField::Overview,
    TextField::Basis,
    TextField::Necessity,
    TextField::Safeguards,
    TextField::Plan,
    TextField::GoalPeriod,
    TextField::GoalAnnual,
    TextField::Head,
    TextField::Preparer,
    TextField::Phone,
];

/// The same of the unit form.
const UNIT_TEXTS: [TextField; 7] = [
    TextField::Department,
    TextField::Duties,
    TextField::StrategicGoal,
    TextField::AnnualGoal,
    TextField::Head,
    TextField::Preparer,
    TextField::Phone,
];

const ROW_FIELDS: [RowField; 4] = [RowField::Level2, RowField::Name, RowField::Value, RowField::Weight];

impl Field {
    /// Every field that a template of this kind can place, in the order of the form.
    pub fn all(kind: Kind) -> Vec<Field> {
        let mut fields = Vec::new();
        match kind {
            Kind::Project => {
                fields.extend(PROJECT_TEXTS.map(Field::Text));
                for side in Side::BOTH {
                    fields.extend(FundLine::ALL.map(|line| Field::Fund(side, line)));
                    fields.extend(ROW_FIELDS.map(|row| Field::Row(side, row)));
                }
            }
            Kind::Unit => {
                fields.extend(UNIT_TEXTS.map(Field::Text));
                fields.extend(CountField::ALL.map(|(count, _)| Field::Count(count)));
                fields.extend(BudgetField::ALL.map(|(budget, _)| Field::Budget(budget)));
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
            (Field::Text(text), _) => text.key().to_owned(),
            (Field::Fund(side, line), _) => format!("funds.{}.{}", side.key(), line.key()),
            (Field::Count(count), _) => count.key().to_owned(),
            (Field::Budget(budget), _) => budget.key().to_owned(),
            (Field::Level1, _) => "indicators.level1".to_owned(),
            (Field::Row(side, row), Kind::Project) => format!("indicators.{}.{}", side.key(), row.key()),
            (Field::Row(_, row), Kind::Unit) => format!("indicators.{}", row.key()),
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
            Field::Row(_, row) => row.key().to_owned(),
            Field::Task(TaskField::Function) => "key_task_function".to_owned(),
            Field::Task(TaskField::Task) => "key_task_task".to_owned(),
            Field::Text(_) | Field::Fund(..) | Field::Count(_) | Field::Budget(_) => self.key(kind),
        }
    }

    /// The JSON path of the field in a form; `index` is the row's place in its own list.
    pub fn path(self, kind: Kind, index: usize) -> String {
        match (self, kind) {
            (Field::Row(side, row), Kind::Project) => {
                format!("indicators.{}[{index}].{}", side.key(), row.key())
            }
            (Field::Row(_, row), Kind::Unit) => format!("indicators[{index}].{}", row.key()),
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
