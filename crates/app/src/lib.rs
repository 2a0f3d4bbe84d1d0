//! Use cases: the only API that the shells call. Everything here works for a window, a command line and a browser alike.

pub mod across;
pub mod batch;
pub mod budget;
pub mod check;
pub mod codes;
pub mod data;
pub mod desk;
pub mod disclose;
pub mod error;
pub mod export;
pub mod files;
pub mod fonts;
pub mod forms;
pub mod guidance;
pub mod import;
pub mod library;
pub mod new;
pub mod package;
pub mod print;
pub mod report;
pub mod requests;
pub mod sample;
pub mod session;
pub mod templates;
pub mod waivers;

pub use error::{Code, Error};
pub use jibiao_rules as rules;

/// The engine's version.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
