//! Font programs: a face cut down to the glyphs of a document, without the tables that a PDF does not read.

use subsetter::GlyphRemapper;

use super::PrintError;
use crate::fonts::Face;

/// Tables of a TrueType program in a PDF (ISO 32000-1, 9.9); names and PostScript data, which subsetter keeps, are 1 to
/// 2 KB a form.
const TABLES: [&[u8; 4]; 9] = [b"cvt ", b"fpgm", b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp", b"prep"];
const HEADER: usize = 12;
const RECORD: usize = 16;

/// Cuts a face down.
pub(super) fn cut(face: &Face, glyphs: &GlyphRemapper) -> Result<Vec<u8>, PrintError> {
    let failed = |reason: String| PrintError::Font { face: face.name.clone(), reason };
    let program = subsetter::subset(face.data(), 0, glyphs).map_err(|error| failed(error.to_string()))?;
    keep_tables(&program).ok_or_else(|| failed("字体表不完整".to_owned()))
}

/// Copies the tables of a PDF program into a new file; `None` where the table directory is cut short.
fn keep_tables(program: &[u8]) -> Option<Vec<u8>> {
    let count = u16::from_be_bytes(program.get(4..6)?.try_into().ok()?);
    let records = program.get(HEADER..)?.chunks_exact(RECORD).take(usize::from(count));
    let kept: Vec<&[u8]> = records.filter(|record| TABLES.iter().any(|tag| record.starts_with(*tag))).collect();
    let mut out = Vec::with_capacity(program.len());
    out.extend_from_slice(program.get(..4)?);
    let number = u16::try_from(kept.len()).ok()?;
    let power = number.max(1).ilog2();
    let range = 16_u16 << power;
    for field in [number, range, u16::try_from(power).ok()?, number * 16 - range] {
        out.extend(field.to_be_bytes());
    }
    let mut offset = HEADER + RECORD * kept.len();
    for record in &kept {
        out.extend_from_slice(record.get(..8)?);
        out.extend(u32::try_from(offset).ok()?.to_be_bytes());
        out.extend_from_slice(record.get(12..16)?);
        offset += table(program, record)?.len().next_multiple_of(4);
    }
    for record in &kept {
        out.extend_from_slice(table(program, record)?);
        out.resize(out.len().next_multiple_of(4), 0);
    }
    Some(out)
}

/// The table of a directory record.
fn table<'p>(program: &'p [u8], record: &[u8]) -> Option<&'p [u8]> {
    let number = |range: std::ops::Range<usize>| Some(u32::from_be_bytes(record.get(range)?.try_into().ok()?) as usize);
    let start: usize = number(8..12)?;
    program.get(start..start.checked_add(number(12..16)?)?)
}
