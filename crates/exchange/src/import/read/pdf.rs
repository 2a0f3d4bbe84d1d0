//! PDF.
use super::super::error::ImportError;
use super::super::grid::Grid;
/// x
pub fn read(_bytes: &[u8]) -> Result<Grid, ImportError> { Err(ImportError::Pictures) }
