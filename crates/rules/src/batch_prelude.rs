//! What every rule across forms needs.

#[cfg(test)]
pub(crate) use crate::batch::testing::{BatchFixture, batch, forms};
pub(crate) use crate::batch::{Batch, BatchFault, BatchForm, BatchRule, Needs, Standing};
pub(crate) use crate::finding::{Fault, Severity};
pub(crate) use crate::rule::{Doc, Facts, Risk};
pub(crate) use crate::shared::text::{clip, quoted};
#[cfg(test)]
pub(crate) use crate::testing::{project, unit};
pub(crate) use jibiao_model::path::TextField;
pub(crate) use jibiao_model::{BudgetRow, FieldPath};
