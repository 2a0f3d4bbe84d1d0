//! PDF with a text layer: texts and ruling lines with their positions, put together to tables again.

mod broken;
mod content;
mod font;
mod geometry;
mod table;
mod unruled;

use super::super::error::ImportError;
use super::super::grid::{Grid, MAX_ROWS};
use lopdf::{DecompressError, Document, Error, LoadOptions};

/// One stream, unpacked, in bytes.
const MAX_STREAM: usize = 64 << 20;
/// Most pages; a published budget document has 60.
const MAX_PAGES: usize = 1_000;

/// Reads a PDF.
pub fn read(bytes: &[u8]) -> Result<Grid, ImportError> {
    let options = LoadOptions { max_decompressed_size: Some(MAX_STREAM), ..LoadOptions::default() };
    let document = Document::load_mem_with_options(bytes, options).map_err(fault)?;
    if document.is_encrypted() && !document.was_encrypted() {
        return Err(ImportError::Password);
    }
    let pages = document.get_pages();
    if pages.len() > MAX_PAGES {
        return Err(ImportError::TooManyRows);
    }
    let mut room = content::Room::default();
    let mut read = Vec::new();
    for page in pages.values() {
        read.push(content::read(&document, *page, &mut room)?);
    }
    if read.iter().all(|page| page.texts.is_empty()) {
        return Err(ImportError::Pictures);
    }
    let grid = table::rebuild(&read);
    if grid.rows.len() > MAX_ROWS { Err(ImportError::TooManyRows) } else { Ok(grid) }
}

fn fault(error: Error) -> ImportError {
    match error {
        Error::Decompress(DecompressError::MemoryLimitExceeded { .. }) => ImportError::Bomb,
        Error::InvalidPassword
        | Error::Decryption(_)
        | Error::Unimplemented(_)
        | Error::UnsupportedSecurityHandler(_) => ImportError::Password,
        other => ImportError::Damaged(other.to_string()),
    }
}
