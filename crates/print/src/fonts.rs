//! The faces a sheet is set in: which face draws a character, how wide it is, and what no face can draw.
//!
//! Faces come in as bytes (mapped or read by the caller: no file is opened here) and are shared by every form of a
//! process. What was looked up once stays known: characters are resolved in pages of 256, on first use.

use std::sync::{Arc, OnceLock};

use ttf_parser::{Face as Parsed, GlyphId, Tag};

/// The bytes of a font file, cheap to clone.
pub type FontBytes = Arc<dyn AsRef<[u8]> + Send + Sync>;

/// Drawn in the place of a character that no face has.
pub const SUBSTITUTE: char = '〓';

const PAGE: usize = 256;
const PAGES: usize = 0x11_0000 / PAGE;

/// A face cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum FontError {
    /// Not a TrueType font with outlines in a `glyf` table
    #[error("字体“{role}”不能使用：{reason}")]
    Unusable {
        /// What the face was meant for
        role: &'static str,
        /// Why
        reason: String,
    },
}

/// A face's place in its [`FontSet`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FaceId(pub u8);

impl FaceId {
    /// Body text
    pub const REGULAR: Self = Self(0);
    /// Titles and heads
    pub const BOLD: Self = Self(1);
}

/// Where a punctuation mark of full width has its ink: the empty half may be squeezed away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// Over the width
    Full,
    /// An opening mark: in the right half
    Right,
    /// A closing mark: in the left half
    Left,
}

/// What draws a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glyph {
    /// Face
    pub face: FaceId,
    /// Glyph number in the face
    pub id: u16,
    /// Advance in 1/1000 em
    pub advance: u16,
    /// Where the ink stands
    pub ink: Ink,
    /// No face has the character; the glyph is the one of [`SUBSTITUTE`]
    pub missing: bool,
}

/// One face.
pub(crate) struct Face {
    bytes: FontBytes,
    /// PostScript name
    pub name: String,
    pub units_per_em: u16,
    /// Bounding box in 1/1000 em
    pub bounds: [i16; 4],
    /// Ascender and descender in 1/1000 em
    pub ascent: i16,
    pub descent: i16,
    pub weight: u16,
}

impl Face {
    fn read(bytes: FontBytes, role: &'static str) -> Result<Self, FontError> {
        let unusable = |reason: String| FontError::Unusable { role, reason };
        let data: &[u8] = (*bytes).as_ref();
        let face = Parsed::parse(data, 0).map_err(|error| unusable(error.to_string()))?;
        for table in [b"glyf", b"loca", b"head", b"hhea", b"hmtx", b"maxp", b"cmap"] {
            if face.raw_face().table(Tag::from_bytes(table)).is_none() {
                return Err(unusable(format!("缺少 {} 表", String::from_utf8_lossy(table))));
            }
        }
        let units_per_em = face.units_per_em();
        let em = |value: i16| per_mille(i32::from(value), units_per_em);
        let bounds = face.global_bounding_box();
        let name = face
            .names()
            .into_iter()
            .filter(|name| name.name_id == ttf_parser::name_id::POST_SCRIPT_NAME)
            .find_map(|name| name.to_string())
            .unwrap_or_else(|| role.to_owned());
        let face = Self {
            name: name.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect(),
            units_per_em,
            bounds: [em(bounds.x_min), em(bounds.y_min), em(bounds.x_max), em(bounds.y_max)],
            ascent: em(face.ascender()),
            descent: em(face.descender()),
            weight: face.weight().to_number(),
            bytes,
        };
        Ok(face)
    }

    /// The file.
    pub fn data(&self) -> &[u8] {
        (*self.bytes).as_ref()
    }

    /// The file, read again: a matter of a microsecond, it only looks at the table directory.
    pub fn parsed(&self) -> Option<Parsed<'_>> {
        Parsed::parse(self.data(), 0).ok()
    }
}

/// Thousandths of an em, rounded down.
fn per_mille(units: i32, units_per_em: u16) -> i16 {
    let em = i32::from(units_per_em).max(1);
    i16::try_from((units.saturating_mul(1000)).div_euclid(em)).unwrap_or(i16::MAX)
}

type GlyphPage = Box<[Glyph; PAGE]>;

/// Faces in the order in which a character is looked for, with what was found.
struct Chain {
    order: Vec<FaceId>,
    pages: Vec<OnceLock<GlyphPage>>,
}

/// The faces of a process. Clones share everything.
#[derive(Clone)]
pub struct FontSet(Arc<Shared>);

struct Shared {
    faces: Vec<Face>,
    regular: Chain,
    bold: Chain,
}

impl std::fmt::Debug for FontSet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.0.faces.iter().map(|face| &face.name)).finish()
    }
}

impl FontSet {
    /// Body text, bold text, and the faces to look into for what these lack, in this order. A bold character that the
    /// bold face lacks is looked for in the body face first.
    ///
    /// # Errors
    /// When a face is not a TrueType font with `glyf` outlines.
    pub fn new(regular: FontBytes, bold: FontBytes, rare: Vec<FontBytes>) -> Result<Self, FontError> {
        let mut faces = vec![Face::read(regular, "正文")?, Face::read(bold, "粗体")?];
        for bytes in rare {
            faces.push(Face::read(bytes, "生僻字")?);
        }
        let fallback = (2..faces.len()).filter_map(|index| u8::try_from(index).ok().map(FaceId));
        let chain = |first: &[FaceId]| Chain {
            order: first.iter().copied().chain(fallback.clone()).collect(),
            pages: std::iter::repeat_with(OnceLock::new).take(PAGES).collect(),
        };
        let regular = chain(&[FaceId::REGULAR]);
        let bold = chain(&[FaceId::BOLD, FaceId::REGULAR]);
        Ok(Self(Arc::new(Shared { faces, regular, bold })))
    }

    /// What draws a character.
    pub fn glyph(&self, character: char, bold: bool) -> Glyph {
        let chain = if bold { &self.0.bold } else { &self.0.regular };
        let code = character as usize;
        let none = Glyph { face: FaceId::REGULAR, id: 0, advance: 1000, ink: Ink::Full, missing: true };
        let Some(page) = chain.pages.get(code / PAGE) else { return none };
        let page = page.get_or_init(|| self.resolve(&chain.order, code / PAGE));
        page.get(code % PAGE).copied().unwrap_or(none)
    }

    /// A face of the set.
    pub(crate) fn face(&self, id: FaceId) -> Option<&Face> {
        self.0.faces.get(usize::from(id.0))
    }

    /// Looks up the 256 characters of a page.
    fn resolve(&self, order: &[FaceId], page: usize) -> GlyphPage {
        let faces: Vec<(FaceId, Parsed<'_>)> =
            order.iter().filter_map(|id| Some((*id, self.face(*id)?.parsed()?))).collect();
        let find = |character: char| {
            faces.iter().find_map(|(id, face)| {
                let glyph = face.glyph_index(character).filter(|glyph| glyph.0 != 0)?;
                Some(describe(*id, face, glyph, character))
            })
        };
        let substitute = find(SUBSTITUTE).unwrap_or(Glyph {
            face: FaceId::REGULAR,
            id: 0,
            advance: 1000,
            ink: Ink::Full,
            missing: true,
        });
        let substitute = Glyph { missing: true, ..substitute };
        Box::new(std::array::from_fn(|index| {
            let code = u32::try_from(page * PAGE + index).unwrap_or(0);
            char::from_u32(code).and_then(find).unwrap_or(substitute)
        }))
    }
}

fn describe(id: FaceId, face: &Parsed<'_>, glyph: GlyphId, character: char) -> Glyph {
    let units_per_em = face.units_per_em();
    let advance = per_mille(i32::from(face.glyph_hor_advance(glyph).unwrap_or(0)), units_per_em);
    let ink = if advance >= 900 && is_squeezable(character) { ink(face, glyph) } else { Ink::Full };
    Glyph { face: id, id: glyph.0, advance: u16::try_from(advance).unwrap_or(0), ink, missing: false }
}

/// Punctuation that Chinese setting may put into half an em, where the face draws it in one half.
fn is_squeezable(character: char) -> bool {
    matches!(character, '、' | '。' | '，' | '；' | '：' | '！' | '？' | '．' | '“' | '”' | '‘' | '’')
        || matches!(character, '（' | '）' | '《' | '》' | '〈' | '〉' | '【' | '】' | '〔' | '〕' | '「' | '」')
        || matches!(character, '『' | '』' | '〖' | '〗' | '［' | '］' | '｛' | '｝')
}

fn ink(face: &Parsed<'_>, glyph: GlyphId) -> Ink {
    let units_per_em = face.units_per_em();
    let Some(bounds) = face.glyph_bounding_box(glyph) else { return Ink::Full };
    if per_mille(i32::from(bounds.x_max), units_per_em) <= 520 {
        Ink::Left
    } else if per_mille(i32::from(bounds.x_min), units_per_em) >= 480 {
        Ink::Right
    } else {
        Ink::Full
    }
}
