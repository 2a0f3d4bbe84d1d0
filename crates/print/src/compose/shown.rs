//! What a field shows on paper.

use super::PrintCopy;
use chrono::Datelike;
use jibiao_model::date::{Year, read_filled_at};
use jibiao_model::path::{BudgetField, CountField, TextField};
use jibiao_model::template::Field;
use jibiao_model::value::MoneyUnit;
use jibiao_model::{Entry, Form, IndicatorRow, Side, Template, UnitForm, Wan, Yuan};

/// A form with its template and the copy that is made of it.
pub(super) struct Source<'a> {
    pub form: &'a Form,
    pub template: &'a Template,
    pub copy: PrintCopy,
}

/// The text of a field. Text that did not read as a number stands as written, without the unit that the template adds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Shown {
    pub text: String,
    pub as_written: bool,
}

impl Source<'_> {
    /// 年度.
    pub fn year(&self) -> &Entry<Year> {
        match self.form {
            Form::Project(form) => &form.year,
            Form::Unit(form) => &form.year,
        }
    }

    /// The indicator rows of a side; a unit form has the annual side only.
    pub fn indicators(&self, side: Side) -> &[IndicatorRow] {
        match (self.form, side) {
            (Form::Project(form), _) => form.indicators.side(side),
            (Form::Unit(form), Side::Annual) => &form.indicators,
            (Form::Unit(_), Side::Period) => &[],
        }
    }

    /// What a field outside the lists shows; a field of a list or of the other kind of form shows nothing.
    pub fn shown(&self, field: Field) -> Shown {
        match (field, self.form) {
            (Field::Text(text), _) => Shown { text: self.printed_text(text), as_written: false },
            (Field::Fund(side, line), Form::Project(form)) => {
                let funds = match side {
                    Side::Period => &form.funds_period,
                    Side::Annual => &form.funds_annual,
                };
                entry(funds.get(line), |amount| self.project_amount(*amount))
            }
            (Field::Count(count), Form::Unit(form)) => entry(count_of(form, count), u32::to_string),
            (Field::Budget(budget), Form::Unit(form)) => entry(budget_of(form, budget), |amount| amount.printed()),
            _ => Shown::default(),
        }
    }

    fn printed_text(&self, field: TextField) -> String {
        let written = self.text(field);
        match field {
            // A code is one line, however it was pasted.
            TextField::Department => joined(&self.text(TextField::DepartmentCode).replace(['\n', '\r'], ""), written),
            TextField::Head | TextField::Preparer | TextField::Phone if self.copy == PrintCopy::Publication => {
                String::new()
            }
            TextField::FilledAt => match read_filled_at(written) {
                Some(date) => format!("{}年{}月{}日", date.year(), date.month(), date.day()),
                None => written.to_owned(),
            },
            _ => written.to_owned(),
        }
    }

    /// A text as written; empty where the form has no such field.
    pub fn text(&self, field: TextField) -> &str {
        jibiao_model::cell::text(self.form, field).unwrap_or_default()
    }

    /// Project forms hold 元; a template in 万元 shows the exact amount in 万元, one that has no exact quotient in 元 with the
    /// unit named. Nothing is printed as a plain 0, as the real project forms do.
    fn project_amount(&self, amount: Yuan) -> String {
        match self.template.money {
            MoneyUnit::Wan if !amount.0.is_zero() => {
                amount.to_wan().map_or_else(|| format!("{}元", amount.printed()), Wan::printed)
            }
            MoneyUnit::Yuan | MoneyUnit::Wan => amount.printed(),
        }
    }
}

/// `005-某某局`; one part alone without the hyphen.
fn joined(code: &str, name: &str) -> String {
    if code.is_empty() || name.is_empty() { format!("{code}{name}") } else { format!("{code}-{name}") }
}

/// What an entry shows: nothing, the value in the given spelling, or the text as written.
pub(super) fn entry<T>(entry: &Entry<T>, spell: impl Fn(&T) -> String) -> Shown {
    match entry {
        Entry::Blank => Shown::default(),
        Entry::Read(value) => Shown { text: spell(value), as_written: false },
        Entry::Raw(text) => Shown { text: text.clone(), as_written: true },
    }
}

fn count_of(form: &UnitForm, field: CountField) -> &Entry<u32> {
    match field {
        CountField::InternalDivisions => &form.internal_divisions,
        CountField::SubordinateUnits => &form.subordinate_units,
        CountField::StaffQuota => &form.staff_quota,
        CountField::StaffActual => &form.staff_actual,
        CountField::StaffInQuota => &form.staff_in_quota,
        CountField::StaffOther => &form.staff_other,
    }
}

fn budget_of(form: &UnitForm, field: BudgetField) -> &Entry<Wan> {
    match field {
        BudgetField::SourceTotal => &form.by_source.total,
        BudgetField::GeneralPublic => &form.by_source.general_public,
        BudgetField::GovernmentFund => &form.by_source.government_fund,
        BudgetField::StateCapital => &form.by_source.state_capital,
        BudgetField::SocialInsurance => &form.by_source.social_insurance,
        BudgetField::SpecialAccount => &form.by_source.special_account,
        BudgetField::UnitFunds => &form.by_source.unit_funds,
        BudgetField::UseTotal => &form.by_use.total,
        BudgetField::Basic => &form.by_use.basic,
        BudgetField::Project => &form.by_use.project,
    }
}
