//! Export: forms as an office program shows them (xlsx, docx), rows for upload (xlsx), and tables of any kind (xlsx).
//!
//! Everything that is written stays text: no cell is a formula, leading zeros and long digits are kept. The same input gives the
//! same bytes. What a form shows is decided elsewhere ([`office::OfficeForm`] is handed in); what an upload holds is decided by
//! a mapping file ([`mapping::Mapping`]).

mod docx;
pub mod mapping;
mod measure;
pub mod office;
pub mod pieces;
pub mod stream;
pub mod table;
#[cfg(test)]
mod tests;
pub mod upload;
mod xlsx;

pub use docx::docx;
pub(crate) use docx::text_docx;
pub use mapping::{Mapping, MappingError};
pub use office::OfficeForm;
pub use table::{Cell, Column, Table, workbook};
pub use upload::tables;
pub use xlsx::xlsx;

/// Why a file could not be made, Chinese.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ExportError {
    /// A text is longer than a cell of a spreadsheet can be.
    #[error("“{0}”里有一格超过 32767 个字，电子表格放不下")]
    TooLong(String),
    /// More rows than a sheet has.
    #[error("“{0}”超过 1048576 行，电子表格放不下，请分几次导出")]
    TooManyRows(String),
    /// Nothing to write.
    #[error("没有可以导出的内容")]
    Empty,
    /// The writer refused for another reason.
    #[error("文件没有做成：{0}")]
    Writer(String),
}

/// Characters that XML cannot hold become �; the three that it can stay.
fn xml_text(text: &str) -> String {
    let fits = |c: char| matches!(c, '\t' | '\n') || (c >= ' ' && !matches!(c, '\u{fffe}' | '\u{ffff}'));
    let unbroken = text.replace("\r\n", "\n").replace('\r', "\n");
    unbroken.chars().map(|c| if fits(c) { c } else { '\u{fffd}' }).collect()
}
