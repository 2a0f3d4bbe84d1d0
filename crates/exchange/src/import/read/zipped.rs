//! Office files are zip archives: what is in them, and that unpacking them is harmless.

use super::super::error::ImportError;
use super::Format;
use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// All parts together in bytes, unpacked. A sheet of 50,000 rows has 30 MB.
const MAX_UNPACKED: u64 = 256 << 20;
/// Most parts; pictures are parts as well.
const MAX_PARTS: usize = 10_000;
/// XML becomes 10 to 30 times smaller; what grows by more than this and past [`FREE_UNPACKED`] was made to fill the memory.
const MAX_RATIO: u64 = 400;
/// Up to this size in bytes the ratio does not matter: a million empty cells are repetitive and harmless.
const FREE_UNPACKED: u64 = 64 << 20;

/// Tells what the archive holds, after every part was unpacked once without keeping it: sizes in headers may lie.
pub fn format(bytes: &[u8]) -> Result<Format, ImportError> {
    let mut archive = open(bytes)?;
    if archive.len() > MAX_PARTS {
        return Err(ImportError::Bomb);
    }
    let has = |name: &str| archive.index_for_name(name).is_some();
    let format = if has("xl/workbook.xml") {
        Format::Xlsx
    } else if has("word/document.xml") {
        Format::Docx
    } else if has("xl/workbook.bin") {
        return Err(ImportError::NotRead("xlsb", "xlsx"));
    } else if has("ppt/presentation.xml") {
        return Err(ImportError::NotRead("pptx", "xlsx 或 docx"));
    } else if has("mimetype") && has("content.xml") {
        return Err(ImportError::NotRead("OpenDocument（ods、odt）", "xlsx 或 docx"));
    } else if has("OFD.xml") {
        return Err(ImportError::NotRead("ofd", "xlsx、docx 或 pdf"));
    } else {
        return Err(ImportError::Unknown);
    };
    let mut total = 0_u64;
    let grown = FREE_UNPACKED.max((bytes.len() as u64).saturating_mul(MAX_RATIO)).min(MAX_UNPACKED);
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(damaged)?;
        let read = std::io::copy(&mut part.take(grown - total + 1), &mut std::io::sink());
        total += read.map_err(|error| ImportError::Damaged(error.to_string()))?;
        if total > grown {
            return Err(ImportError::Bomb);
        }
    }
    Ok(format)
}

/// Whether an office file has pictures in it.
pub fn has_pictures(bytes: &[u8]) -> bool {
    open(bytes).is_ok_and(|archive| archive.file_names().flatten().any(|name| name.contains("/media/")))
}

/// One part as text.
pub fn part(bytes: &[u8], name: &str) -> Result<String, ImportError> {
    let mut archive = open(bytes)?;
    let part = archive.by_name(name).map_err(damaged)?;
    let mut content = Vec::new();
    part.take(MAX_UNPACKED).read_to_end(&mut content).map_err(|error| ImportError::Damaged(error.to_string()))?;
    Ok(super::text::decode(&content)?.0.into_owned())
}

/// An attribute of an element, whatever its prefix.
pub fn attribute(tag: &BytesStart, name: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    Some(found.value.into_owned())
}

/// Every element of a name before the first one of another name.
pub fn each(xml: &str, wanted: &str, end: &str, mut take: impl FnMut(&BytesStart)) {
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => {
                let name = tag.local_name();
                if name.as_ref() == end {
                    return;
                }
                if name.as_ref() == wanted {
                    take(&tag);
                }
            }
            Ok(Event::Eof) | Err(_) => return,
            Ok(_) => {}
        }
    }
}

/// The character of a reference. Entities of the file's own are not read: they could grow without end.
pub fn character(name: &BytesRef) -> Option<char> {
    match &**name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => name.resolve_char_ref().ok().flatten(),
    }
}

fn open(bytes: &[u8]) -> Result<ZipArchive<Cursor<&[u8]>>, ImportError> {
    ZipArchive::new(Cursor::new(bytes)).map_err(damaged)
}

fn damaged(error: ZipError) -> ImportError {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => ImportError::Password,
        other => ImportError::Damaged(other.to_string()),
    }
}
