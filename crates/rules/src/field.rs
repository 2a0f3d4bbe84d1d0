//! Classes of fields, for the declared reads of a rule, and the set of those that were read.

use jibiao_model::Side;
use jibiao_model::form::FundLine;
use jibiao_model::path::{BudgetField, CountField, FieldPath, RowField, TextField};

/// What a rule reads: a single cell, or one column of all indicator rows of a side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// 年度
    Year,
    /// A text
    Text(TextField),
    /// A cell of 项目资金
    Fund(Side, FundLine),
    /// A count of the unit form
    Count(CountField),
    /// A budget cell of the unit form
    Budget(BudgetField),
    /// A column of the indicators of a side
    Rows(Side, RowField),
}

impl Field {
    /// Every field.
    #[cfg(test)]
    pub(crate) fn all() -> Vec<Field> {
        let mut fields = vec![Field::Year];
        fields.extend(TextField::ALL.map(|(field, _)| Field::Text(field)));
        fields.extend(CountField::ALL.map(|(field, _)| Field::Count(field)));
        fields.extend(BudgetField::ALL.map(|(field, _)| Field::Budget(field)));
        for side in Side::BOTH {
            fields.extend(FundLine::ALL.map(|line| Field::Fund(side, line)));
            fields.extend(RowField::ALL.map(|(field, _)| Field::Rows(side, field)));
        }
        fields
    }

    /// The field that a place belongs to; `None` for places that no rule reads.
    pub fn of(path: FieldPath) -> Option<Field> {
        match path {
            FieldPath::Year => Some(Field::Year),
            FieldPath::Text(field) => Some(Field::Text(field)),
            FieldPath::Fund(side, line) => Some(Field::Fund(side, line)),
            FieldPath::Count(field) => Some(Field::Count(field)),
            FieldPath::Budget(field) => Some(Field::Budget(field)),
            FieldPath::Cell(side, _, field) => Some(Field::Rows(side, field)),
            FieldPath::Form
            | FieldPath::Category
            | FieldPath::Indicators(_)
            | FieldPath::Row(..)
            | FieldPath::KeyTasks
            | FieldPath::KeyTask(..) => None,
        }
    }

    /// Its bit in a [`Reads`]; 60 of 64 are used.
    fn bit(self) -> u64 {
        let place = match self {
            Field::Year => 0,
            Field::Text(field) => 1 + field as u32,
            Field::Fund(side, line) => 22 + 6 * side as u32 + line as u32,
            Field::Count(field) => 34 + field as u32,
            Field::Budget(field) => 40 + field as u32,
            Field::Rows(side, field) => 50 + 5 * side as u32 + field as u32,
        };
        1 << place
    }
}

/// A set of fields as bits, cheap enough to be kept in release.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Reads(u64);

impl Reads {
    /// With one more field.
    pub fn and(self, field: Field) -> Reads {
        Reads(self.0 | field.bit())
    }

    /// With all fields of others.
    pub fn with(self, others: Reads) -> Reads {
        Reads(self.0 | others.0)
    }

    /// True where a field is in both.
    pub fn meets(self, other: Reads) -> bool {
        self.0 & other.0 != 0
    }

    /// One bit a field.
    #[cfg(test)]
    pub fn bits(self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_has_a_bit_of_its_own() {
        let fields = Field::all();
        let all = fields.iter().fold(0, |bits, field| bits | field.bit());
        assert_eq!(all.count_ones() as usize, fields.len());
    }
}
