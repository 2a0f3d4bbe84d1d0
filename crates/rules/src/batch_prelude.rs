//! What every rule across forms needs.

#[cfg(test)]
pub(crate) use crate::batch::testing::{BatchFixture, batch};
pub(crate) use crate::batch::{Batch, BatchFault, BatchForm, BatchRule, Standing};
pub(crate) use crate::finding::{Fault, Severity};
pub(crate) use crate::rule::{Doc, Facts, Risk, WITH_BUDGET};
pub(crate) use crate::shared::text::{clip, quoted};
pub(crate) use jibiao_model::path::TextField;
pub(crate) use jibiao_model::{BudgetRow, FieldPath};
