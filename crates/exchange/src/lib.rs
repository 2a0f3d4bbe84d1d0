//! Import and export: the package that carries forms between machines, and what an import answers.
//!
//! Bytes in, forms out, and back: files, clocks and databases stay outside. The archive crate stands in this crate alone.

pub mod columns;
pub mod disclose;
pub mod export;
pub mod import;
pub mod package;
pub mod unprinted;
