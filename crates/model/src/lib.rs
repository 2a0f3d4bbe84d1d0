//! Forms, indicators, money, the grammar of values, field paths and templates.
//!
//! Pure: no clock, no files, no environment, no database. Everything that enters is text or bytes that a caller read.

pub mod amount;
pub mod budget_table;
pub mod capital;
pub mod cell;
pub mod change;
pub mod check_code;
pub mod date;
pub mod entry;
pub mod form;
pub mod json;
pub mod level;
pub mod path;
pub mod template;
pub mod toml_words;
pub mod value;
pub mod width;

pub use amount::{Wan, Yuan};
pub use budget_table::BudgetRow;
pub use change::Change;
pub use entry::Entry;
pub use form::{Form, IndicatorRow, ProjectForm, RowId, Side, UnitForm};
pub use path::FieldPath;
pub use template::Template;
pub use width::half_width;
