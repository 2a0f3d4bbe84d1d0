//! Fonts: which text a code stands for, and how wide it is.

use super::fault;
use crate::import::error::ImportError;
use encoding_rs::GBK;
use lopdf::{Dictionary, Document, Encoding, Object};
use std::collections::HashMap;

/// A `ToUnicode` table, unpacked, in bytes.
const MAX_TABLE: usize = 8 << 20;
/// Width of a code that the font says nothing of, in thousandths.
const USUAL_WIDTH: f32 = 500.0;

/// A font of a page.
pub struct Font<'a> {
    kind: Kind<'a>,
    /// Bytes of a code.
    pub bytes: usize,
    widths: HashMap<u32, f32>,
    usual: f32,
}

enum Kind<'a> {
    /// By its own table or a known encoding.
    Mapped(Box<Encoding<'a>>),
    /// The codes are GBK.
    Gbk,
    /// Nobody knows what the codes stand for.
    Unknown,
}

impl<'a> Font<'a> {
    /// Reads a font.
    pub fn new(document: &'a Document, font: &'a Dictionary) -> Result<Font<'a>, ImportError> {
        let composite = font.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Type0");
        let encoding = font.get_deref(b"Encoding", document).and_then(Object::as_name).unwrap_or_default();
        let mapped =
            |dictionary: &'a Dictionary| dictionary.get_font_encoding_with_limit(document, MAX_TABLE).map_err(fault);
        let has_table = font.has(b"ToUnicode");
        let kind = if has_table {
            // With both, the table of the font itself is right for text.
            match own_table(document, font)? {
                Some(encoding) => Kind::Mapped(Box::new(encoding)),
                None => Kind::Mapped(Box::new(mapped(font)?)),
            }
        } else if encoding.starts_with(b"GBK") || encoding.starts_with(b"GB-EUC") {
            Kind::Gbk
        } else if composite && !encoding.starts_with(b"UniGB-U") {
            Kind::Unknown
        } else {
            Kind::Mapped(Box::new(mapped(font)?))
        };
        let (widths, usual) = if composite { composite_widths(document, font) } else { simple_widths(document, font) };
        Ok(Font { kind, bytes: if composite { 2 } else { 1 }, widths, usual })
    }

    /// The text of a string; `None` where nobody knows.
    pub fn text(&self, codes: &[u8]) -> Option<String> {
        match &self.kind {
            Kind::Mapped(encoding) => encoding.bytes_to_string(codes).ok(),
            Kind::Gbk => Some(GBK.decode_without_bom_handling(codes).0.into_owned()),
            Kind::Unknown => None,
        }
    }

    /// Width of a code in thousandths of the size.
    pub fn width(&self, code: u32) -> f32 {
        self.widths.get(&code).copied().unwrap_or(self.usual)
    }
}

/// The encoding that the font's `ToUnicode` table makes.
fn own_table<'a>(document: &'a Document, font: &'a Dictionary) -> Result<Option<Encoding<'a>>, ImportError> {
    let Ok(stream) = font.get_deref(b"ToUnicode", document).and_then(Object::as_stream) else { return Ok(None) };
    let mut bare = Dictionary::new();
    bare.set("Type", Object::Name(b"Font".to_vec()));
    bare.set("ToUnicode", Object::Stream(stream.clone()));
    match bare.get_font_encoding_with_limit(document, MAX_TABLE).map_err(fault)? {
        Encoding::UnicodeMapEncoding(table) => Ok(Some(Encoding::UnicodeMapEncoding(table))),
        _ => Ok(None),
    }
}

fn number(object: &Object) -> Option<f32> {
    object.as_float().ok().filter(|number| number.is_finite())
}

fn code(object: &Object) -> Option<u32> {
    object.as_i64().ok().and_then(|code| u32::try_from(code).ok()).filter(|code| *code <= 0xffff)
}

fn simple_widths(document: &Document, font: &Dictionary) -> (HashMap<u32, f32>, f32) {
    let first = font.get_deref(b"FirstChar", document).ok().and_then(code).unwrap_or_default();
    let widths = font.get_deref(b"Widths", document).and_then(Object::as_array);
    let widths = widths.map(|list| (first..=0xffff).zip(list).filter_map(|(code, width)| Some((code, number(width)?))));
    (widths.map(Iterator::collect).unwrap_or_default(), USUAL_WIDTH)
}

/// The widths of a composite font: `[first [w w w] first last w]`.
fn composite_widths(document: &Document, font: &Dictionary) -> (HashMap<u32, f32>, f32) {
    let descendant =
        font.get_deref(b"DescendantFonts", document).and_then(Object::as_array).ok().and_then(|list| list.first());
    let descendant =
        descendant.and_then(|object| document.dereference(object).ok()).and_then(|(_, object)| object.as_dict().ok());
    let Some(descendant) = descendant else { return (HashMap::new(), 1000.0) };
    let usual = descendant.get_deref(b"DW", document).ok().and_then(number).unwrap_or(1000.0);
    let mut widths = HashMap::new();
    let list = descendant.get_deref(b"W", document).and_then(Object::as_array).map(Vec::as_slice).unwrap_or_default();
    let mut rest = list.iter();
    while let (Some(first), Some(second)) = (rest.next().and_then(code), rest.next()) {
        let second = document.dereference(second).map_or(second, |(_, object)| object);
        if let Ok(each) = second.as_array() {
            widths.extend((first..=0xffff).zip(each).filter_map(|(code, width)| Some((code, number(width)?))));
        } else if let (Some(last), Some(width)) = (code(second), rest.next().and_then(number)) {
            widths.extend((first..=last).map(|code| (code, width)));
        }
    }
    (widths, usual)
}
