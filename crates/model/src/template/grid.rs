//! The printed grid of a template: columns and rows, as data.

/// The printed grid.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Grid {}
