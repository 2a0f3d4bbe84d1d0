//! What nearly every rule file needs.

pub(crate) use crate::field::Field;
pub(crate) use crate::finding::{Fault, Outcome, Safety, Severity};
pub(crate) use crate::rule::{Doc, Kinds, Risk, Rule};
pub(crate) use crate::shared::rows::{self, Verdict};
pub(crate) use crate::shared::text::{clip, quoted};
#[cfg(test)]
pub(crate) use crate::testing::*;
pub(crate) use crate::view::{Row, View};
pub(crate) use jibiao_model::FieldPath;
pub(crate) use jibiao_model::form::{FundLine, Side};
pub(crate) use jibiao_model::level::{Level1, Level2};
pub(crate) use jibiao_model::path::{RowField, TextField};
