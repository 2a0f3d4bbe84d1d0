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

impl FieldPath {
    /// The JSON spelling in this form: `funds.annual.total`, `indicators.period[4].value`, in a unit form `indicators[4].value`.
    /// A row that is not in the form (any more) gives `None`.
    pub fn json(self, form: &Form) -> Option<String> {
        let _ = form;
        None
    }

    /// Reads a JSON spelling against this form.
    pub fn parse(text: &str, form: &Form) -> Option<FieldPath> {
        let _ = (text, form);
        None
    }
}
