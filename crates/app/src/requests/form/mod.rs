//! One form: made, opened, edited, undone, deleted; by what is asked, a file each.

mod beside;
mod cells;
mod edit;
mod grid;
mod history;
mod make;
mod show;

pub use beside::*;
pub use cells::*;
pub use edit::*;
pub use grid::*;
pub use history::*;
pub use make::*;
pub use show::*;
