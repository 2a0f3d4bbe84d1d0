//! Printing: measure -> paginate -> paint, to PDF and SVG from one display list.
//!
//! Pure: no clock, no environment. Fonts are handed in as bytes.

pub mod compose;
pub mod fonts;
pub mod layout;
mod outline;
pub mod page;
pub mod pdf;
pub mod sheet;
pub mod svg;
mod text;

pub use compose::{PrintCopy, PrintOptions, compose};
pub use fonts::{FontBytes, FontError, FontSet};
pub use page::MissingCharacter;
pub use pdf::{PrintError, Printed, is_own, print_many, print_one};
