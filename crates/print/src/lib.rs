//! Printing: measure -> paginate -> paint, to PDF and SVG from one display list.
//!
//! Pure: no clock, no environment. Fonts are handed in as bytes.

pub mod compose;
pub mod sheet;

pub use compose::{PrintCopy, PrintOptions, compose};
