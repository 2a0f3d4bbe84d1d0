//! Embedded fonts: which characters a document shows in which face, and the font program cut down to them.
//!
//! In a PDF a glyph stands for one character when text is read back. Where two characters share a glyph (一 and the radical
//! ⼀, a blank and a no-break blank) the second goes into a further font of the same face, so that both read back.

use std::collections::{BTreeMap, HashMap};

use printpdf::{FontId, FontMetrics, ParsedFont, PdfFont, PdfFontMetricsStub};
use subsetter::GlyphRemapper;

use super::PrintError;
use crate::fonts::{Face, FaceId, FontSet};
use crate::page::Item;

/// A character as shown: its font in the document and its glyph there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shown {
    pub font: u16,
    pub glyph: u16,
}

/// A font of the document.
struct Embedded {
    face: FaceId,
    /// New glyph numbers, in the order of use
    glyphs: GlyphRemapper,
    /// Each character with its new glyph and advance
    characters: Vec<Character>,
    /// Those of the form that is being written
    current: BTreeMap<char, Character>,
}

#[derive(Debug, Clone, Copy)]
struct Character {
    character: char,
    glyph: u16,
    advance: u16,
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

    /// Begins a form: its stand-ins know only its own characters.
    pub fn begin_form(&mut self) {
        for font in &mut self.embedded {
            font.current.clear();
        }
    }

    /// Notes that a character is shown.
    pub fn show(&mut self, face: FaceId, item: &Item) -> Shown {
        let known = self.shown.get(&(face, item.character)).copied();
        let index = known.map_or_else(|| self.font_for(face, item.glyph), |shown| usize::from(shown.font));
        let mut shown = known.unwrap_or(Shown { font: u16::try_from(index).unwrap_or(u16::MAX), glyph: 0 });
        if let Some(font) = self.embedded.get_mut(index) {
            if known.is_none() {
                shown.glyph = font.glyphs.remap(item.glyph);
                let character = Character { character: item.character, glyph: shown.glyph, advance: item.advance };
                font.characters.push(character);
                self.shown.insert((face, item.character), shown);
            }
            let Item { character, advance, .. } = *item;
            font.current.insert(character, Character { character, glyph: shown.glyph, advance });
        }
        shown
    }

    /// The first font of a face in which a glyph does not yet stand for another character; a new one if there is none.
    fn font_for(&mut self, face: FaceId, glyph: u16) -> usize {
        let free = self.embedded.iter().position(|font| font.face == face && font.glyphs.get(glyph).is_none());
        free.unwrap_or_else(|| {
            let glyphs = GlyphRemapper::new();
            self.embedded.push(Embedded { face, glyphs, characters: Vec::new(), current: BTreeMap::new() });
            self.embedded.len() - 1
        })
    }

    /// Fonts with all characters of the document and their font programs, and the characters.
    pub fn programs(&self) -> Result<Vec<(FontId, PdfFont, String)>, PrintError> {
        self.embedded
            .iter()
            .enumerate()
            .filter_map(|(index, font)| Some((index, font, self.fonts.face(font.face)?)))
            .map(|(index, font, face)| {
                let program = subsetter::subset(face.data(), 0, &font.glyphs).map_err(|error| PrintError::Font {
                    face: face.name.clone(),
                    reason: error.to_string(),
                })?;
                let text = font.characters.iter().map(|character| character.character).collect();
                Ok((font_id(index), font.pdf_font(index, face, program, font.characters.iter()), text))
            })
            .collect()
    }

    /// Fonts that know how the characters of a page are written, without font programs: for writing page contents.
    pub fn stand_ins(&self) -> Vec<(FontId, PdfFont)> {
        self.embedded
            .iter()
            .enumerate()
            .filter_map(|(index, font)| Some((index, font, self.fonts.face(font.face)?)))
            .map(|(index, font, face)| {
                (font_id(index), font.pdf_font(index, face, b"-".to_vec(), font.current.values()))
            })
            .collect()
    }
}

impl Embedded {
    fn pdf_font<'c>(
        &self,
        index: usize,
        face: &Face,
        program: Vec<u8>,
        characters: impl Iterator<Item = &'c Character> + Clone,
    ) -> PdfFont {
        let codes: BTreeMap<u32, u16> =
            characters.clone().map(|c| (u32::from(c.character), c.glyph)).collect();
        let widths = characters.map(|c| (c.glyph, c.advance)).collect();
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

/// Resource name of a font.
pub(super) fn font_id(index: usize) -> FontId {
    FontId(format!("T{index}"))
}

/// The six letters before the name of a font that was cut down; unlike in each font of a document.
fn tag(index: usize) -> String {
    let letter = |place: u32| {
        let digit = index / 26_usize.pow(place) % 26;
        char::from(b'A' + u8::try_from(digit).unwrap_or(0))
    };
    format!("JB{}{}{}{}", letter(3), letter(2), letter(1), letter(0))
}
