//! Files of other programs -> rows of cells.

mod biff;
pub mod docx;
mod guard;
mod hidden;
pub mod html;
mod lines;
pub mod pdf;
mod properties;
pub mod sheet;
mod shown;
mod struck;
pub mod text;
mod zipped;

use super::error::ImportError;
use super::grid::Grid;
use guard::guarded;

/// What a file is, told by its first bytes; its name decides only between kinds of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Office Open XML spreadsheet
    Xlsx,
    /// Excel 97-2003
    Xls,
    /// Office Open XML document
    Docx,
    /// PDF
    Pdf,
    /// A page, or cells copied from one
    Html,
    /// Comma-separated values
    Csv,
    /// Lines, tab-separated rows and pipe tables
    Text,
}

/// Beginning of an OLE container: xls, doc, wps, et, and encrypted xlsx and docx.
const OLE: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// Tells the format of a file.
pub fn format(name: &str, bytes: &[u8]) -> Result<Format, ImportError> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ImportError::Empty);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return zipped::format(bytes);
    }
    if bytes.starts_with(OLE) {
        return sheet::ole_format(bytes);
    }
    // Up to 1,024 bytes may stand before the head of a PDF.
    let head = bytes.get(..bytes.len().min(1024)).unwrap_or_default();
    if head.windows(5).any(|window| window == b"%PDF-") {
        return Ok(Format::Pdf);
    }
    if head.starts_with(b"{\\rtf") {
        return Err(ImportError::NotRead("rtf", "docx"));
    }
    if is_picture(head) {
        return Err(ImportError::Pictures);
    }
    let utf16 = head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff]);
    if head.contains(&0) && !utf16 {
        return Err(ImportError::Unknown);
    }
    let lower = String::from_utf8_lossy(head).to_ascii_lowercase();
    if ["<html", "<table", "<!doctype html", "<body", "<meta"].iter().any(|tag| lower.contains(tag)) {
        return Ok(Format::Html);
    }
    let csv = name.rsplit_once('.').is_some_and(|(_, extension)| extension.eq_ignore_ascii_case("csv"));
    Ok(if csv { Format::Csv } else { Format::Text })
}

/// The text of a file that may be a form piece by piece, as this program writes it; beside it the guess at its encoding.
pub fn pieces(name: &str, bytes: &[u8]) -> Result<Option<(String, Option<String>)>, ImportError> {
    if format(name, bytes)? != Format::Text {
        return Ok(None);
    }
    let (text, guess) = text::decode(bytes)?;
    let own = text.len() <= super::grid::MAX_TEXT && super::uploaded::is_pieces(&text);
    Ok(own.then(|| (text.into_owned(), guess)))
}

fn is_picture(head: &[u8]) -> bool {
    [&b"\x89PNG"[..], b"\xff\xd8\xff", b"GIF8", b"BM6", b"II*\0", b"MM\0*"].iter().any(|magic| head.starts_with(magic))
}

/// Reads a file of any format.
pub fn read(name: &str, bytes: &[u8]) -> Result<Grid, ImportError> {
    let of_text = |read: fn(&str) -> Result<Grid, ImportError>| {
        let (text, guess) = text::decode(bytes)?;
        if text.len() > super::grid::MAX_TEXT {
            return Err(ImportError::TooMuchText);
        }
        read(&text).map(|grid| Grid { notes: guess.into_iter().chain(grid.notes).collect(), ..grid })
    };
    let kept = |grid: Grid| Grid { unprinted: properties::unprinted(bytes), ..grid };
    let grid = match format(name, bytes)? {
        Format::Xlsx => guarded(|| sheet::read_xlsx(bytes)).map(kept),
        Format::Xls => guarded(|| sheet::read_xls(bytes)),
        Format::Docx => docx::read(bytes).map(kept),
        Format::Pdf => guarded(|| pdf::read(bytes)),
        Format::Html => of_text(html::read),
        Format::Csv => of_text(text::read_csv),
        Format::Text => of_text(text::read),
    }?;
    match grid.rows.is_empty() {
        false => Ok(grid),
        true if zipped::has_pictures(bytes) => Err(ImportError::Pictures),
        true => Err(ImportError::Empty),
    }
}
