//! Embedded fonts: which characters a document shows in which face, and the font program cut down to them.
//!
//! In a PDF a glyph stands for one character when text is read back. Where two characters share a glyph (一 and the radical
//! ⼀, a blank and a no-break blank) the second goes into a further font of the same face, so that both read back.

use std::collections::HashMap;

use printpdf::{FontId, FontMetrics, ParsedFont, PdfFont, PdfFontMetricsStub};
use subsetter::GlyphRemapper;

use super::{PrintError, program};
use crate::fonts::{Face, FaceId, FontSet};
use crate::page::{Item, Page};

/// A character as shown: its font in the document and its glyph there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shown {
    pub font: u16,
    pub glyph: u16,
}

#[derive(Debug, Clone, Copy)]
struct Character {
    character: char,
    glyph: u16,
    advance: u16,
}

/// A font of the document.
struct Embedded {
    face: FaceId,
    /// New glyph numbers, in the order of use
    glyphs: GlyphRemapper,
    /// Each character with its new glyph and advance
    characters: Vec<Character>,
}

/// The fonts of a document.
pub(super) struct Embed<'f> {
    fonts: &'f FontSet,
    embedded: Vec<Embedded>,
    shown: HashMap<(FaceId, char), Shown>,
}

impl<'f> Embed<'f> {
    pub fn new(fonts: &'f FontSet) -> Self {
        Self { fonts, embedded: Vec::new(), shown: HashMap::new() }
    }

    /// Notes all characters of a form in the order of their codes: ideographs of one radical come to stand together in
    /// the font program, which compresses better.
    pub fn show_all(&mut self, pages: &[Page]) {
        let runs = pages.iter().flat_map(|page| &page.runs);
        let mut items: Vec<(FaceId, Item)> =
            runs.flat_map(|run| run.items.iter().map(|item| (run.face, *item))).collect();
        items.sort_unstable_by_key(|(face, item)| (*face, item.character));
        items.dedup_by_key(|(face, item)| (*face, item.character));
        for (face, item) in items {
            self.show(face, &item);
        }
    }

    /// Notes that a character is shown.
    pub fn show(&mut self, face: FaceId, item: &Item) -> Shown {
        if let Some(shown) = self.shown.get(&(face, item.character)) {
            return *shown;
        }
        let index = self.font_for(face, item.glyph);
        let mut shown = Shown { font: u16::try_from(index).unwrap_or(u16::MAX), glyph: 0 };
        if let Some(font) = self.embedded.get_mut(index) {
            shown.glyph = font.glyphs.remap(item.glyph);
            let Item { character, advance, .. } = *item;
            font.characters.push(Character { character, glyph: shown.glyph, advance });
        }
        self.shown.insert((face, item.character), shown);
        shown
    }

    /// The first font of a face in which a glyph does not yet stand for another character; a new one if there is none.
    fn font_for(&mut self, face: FaceId, glyph: u16) -> usize {
        let free = self.embedded.iter().position(|font| font.face == face && font.glyphs.get(glyph).is_none());
        free.unwrap_or_else(|| {
            self.embedded.push(Embedded { face, glyphs: GlyphRemapper::new(), characters: Vec::new() });
            self.embedded.len() - 1
        })
    }

    /// The fonts with their programs, and the characters of each.
    pub fn fonts(&self) -> Result<Vec<(FontId, PdfFont, String)>, PrintError> {
        self.embedded
            .iter()
            .enumerate()
            .filter_map(|(index, font)| Some((index, font, self.fonts.face(font.face)?)))
            .map(|(index, font, face)| {
                let program = program::cut(face, &font.glyphs)?;
                let text = font.characters.iter().map(|character| character.character).collect();
                Ok((FontId(format!("T{index}")), font.pdf_font(index, face, program), text))
            })
            .collect()
    }
}

impl Embedded {
    fn pdf_font(&self, index: usize, face: &Face, program: Vec<u8>) -> PdfFont {
        let codes = self.characters.iter().map(|c| (u32::from(c.character), c.glyph)).collect();
        let widths = self.characters.iter().map(|c| (c.glyph, c.advance)).collect();
        let name = format!("{}+{}", tag(index), face.name);
        let metrics = FontMetrics { ascent: face.ascent, descent: face.descent };
        // All measures are handed over in 1/1000 em already.
        let mut font = ParsedFont::with_glyph_data(program, 0, Some(name), codes, widths, 1000, metrics);
        let [x_min, y_min, x_max, y_max] = face.bounds;
        font.pdf_font_metrics =
            PdfFontMetricsStub { x_min, y_min, x_max, y_max, us_weight_class: face.weight, ..Default::default() };
        PdfFont::new(font)
    }
}

/// The six letters before the name of a font that was cut down; unlike in each font of a document.
fn tag(index: usize) -> String {
    let letter = |place: u32| {
        let digit = index / 26_usize.pow(place) % 26;
        char::from(b'A' + u8::try_from(digit).unwrap_or(0))
    };
    format!("JB{}{}{}{}", letter(3), letter(2), letter(1), letter(0))
}
