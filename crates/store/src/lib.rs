//! The data behind the window: SQLite, one door for writes, undo and history, copies and their restoring.
//!
//! The only crate that knows rusqlite. It has no clock of its own and logs nothing; its errors hold no form texts.

pub mod backup;
mod budgets;
mod check;
mod document;
pub mod door;
mod edit;
pub mod error;
mod facts;
mod finds;
mod forms;
pub mod home;
mod initials;
mod kept;
mod list;
mod migrate;
mod open;
pub mod owner;
mod patch;
pub mod restore;
mod search;
mod tables;

pub use check::Checked;
pub use door::{Operation, Tx};
pub use edit::{Edited, HistoryLine};
pub use error::StoreError;
pub use facts::{Derive, Deriver, Facts};
pub use forms::Stored;
pub use home::Home;
pub use initials::initials;
pub use list::{Elsewhere, FormLine, Only, Order, Page, Query, Totals};
pub use migrate::VERSION;
pub use patch::Patch;
pub use tables::{IndicatorLine, TransferLine, Unit, Waiver};

use chrono::{DateTime, FixedOffset};
use std::fmt;

/// The caller's clock, in the user's time zone: copies are named and thinned by the user's days.
pub type Clock = Box<dyn Fn() -> DateTime<FixedOffset> + Send>;

/// The number of a form; never given to another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct FormId(pub i64);

impl fmt::Display for FormId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The open data of one folder.
pub struct Store {
    sql: rusqlite::Connection,
    home: Home,
    clock: Clock,
    /// `None` where it was opened for reading only.
    owner: Option<owner::OwnerLock>,
    kept: kept::Kept,
    found: finds::LastFound,
    /// Works out what lists show; `None` until the program says how.
    deriver: Option<Deriver>,
}

impl Store {
    /// Where the data lies.
    pub fn home(&self) -> &Home {
        &self.home
    }

    /// Now, in the user's time zone.
    pub fn now(&self) -> DateTime<FixedOffset> {
        (self.clock)()
    }

    /// Grows with every write: what was worked out at one value holds while it stands.
    pub fn change(&self) -> Result<i64, StoreError> {
        Ok(open::state(&self.sql)?.1)
    }

    /// True where nothing can be written.
    pub fn is_read_only(&self) -> bool {
        self.owner.is_none()
    }
}

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Store").field("home", &self.home).finish_non_exhaustive()
    }
}
