//! The PDF painter: the document through printpdf, with fonts cut down to what is shown, mended and saved through lopdf.
//!
//! The same sheets give the same bytes, on any thread and whatever was printed before: ids, dates and the order of
//! everything come from the sheets alone.

mod content;
mod document;
mod embed;
mod finish;
mod program;

use crate::fonts::FontSet;
use crate::layout::lay_out;
use crate::page::MissingCharacter;
use crate::sheet::Sheet;

/// A printed document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    /// The PDF
    pub bytes: Vec<u8>,
    /// Number of pages
    pub pages: usize,
    /// Characters that no face has (〓 stands for them), by sheet in the order given
    pub missing: Vec<Vec<MissingCharacter>>,
}

/// A document cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum PrintError {
    /// A face could not be cut down to the characters used
    #[error("字体“{face}”不能嵌入：{reason}")]
    Font {
        /// PostScript name of the face
        face: String,
        /// Why
        reason: String,
    },
    /// Nothing to print
    #[error("没有要打印的内容")]
    Empty,
    /// The document could not be written
    #[error("PDF 不能生成：{0}")]
    Write(#[from] std::io::Error),
}

/// Whether this is a document as this program writes it and nobody changed since: neither signed nor annotated, no scan.
pub fn is_own(bytes: &[u8]) -> bool {
    // Whoever adds to a document adds another table of its objects behind.
    let tables = bytes.windows(START.len()).filter(|window| *window == START).count();
    let producer = || lopdf::Document::load_metadata_mem(bytes).ok().and_then(|metadata| metadata.producer);
    tables == 1 && producer().is_some_and(|producer| producer == finish::PROGRAM)
}

const START: &[u8] = b"startxref";

/// Prints a form into a document of its own.
///
/// # Errors
/// When a face cannot be embedded.
pub fn print_one(sheet: &Sheet, fonts: &FontSet) -> Result<Printed, PrintError> {
    let mut document = document::Document::new(fonts);
    document.add(sheet, lay_out(sheet, fonts))?;
    document.finish()
}

/// Prints forms into one document with a bookmark each; page numbers are per form. A form's pages are kept only in their
/// compressed shape, so thousands of forms are no matter.
///
/// # Errors
/// When a face cannot be embedded, or there is no form.
pub fn print_many<S: std::borrow::Borrow<Sheet>>(
    sheets: impl IntoIterator<Item = S>,
    fonts: &FontSet,
) -> Result<Printed, PrintError> {
    let mut document = document::Document::new(fonts);
    for sheet in sheets {
        let sheet = sheet.borrow();
        document.add(sheet, lay_out(sheet, fonts))?;
    }
    document.finish()
}
