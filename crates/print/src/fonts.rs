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

/// What was found in the body faces, by pages of 256 characters; `missing` where a character is not in them.
struct Known(Vec<OnceLock<GlyphPage>>);

impl Known {
    fn new() -> Self {
        Self(std::iter::repeat_with(OnceLock::new).take(PAGES).collect())
    }
}

/// A face that is looked at only when the body faces lack a character.
struct RareFace {
    bytes: FontBytes,
    face: OnceLock<Option<Face>>,
}

/// The faces of a process. Clones share everything.
#[derive(Clone)]
pub struct FontSet(Arc<Shared>);

struct Shared {
    regular: Face,
    bold: Face,
    rare: Vec<RareFace>,
    known: Known,
    known_bold: Known,
    substitute: Glyph,
}

impl std::fmt::Debug for FontSet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "FontSet({}, {}, {} for rare characters)", self.0.regular.name, self.0.bold.name, self.0.rare.len())
    }
}

impl FontSet {
    /// Body text, bold text, and the faces to look into for what these lack, in this order. A bold character that the
    /// bold face lacks is looked for in the body face first.
    ///
    /// The bytes of `rare` are asked for only when a form needs them, so they may be read then. A rare face that cannot
    /// be used counts as one that lacks the character: see [`crate::MissingCharacter`].
    ///
    /// # Errors
    /// When one of the first two is not a TrueType font with `glyf` outlines.
    pub fn new(regular: FontBytes, bold: FontBytes, rare: Vec<FontBytes>) -> Result<Self, FontError> {
        let regular = Face::read(regular, "正文")?;
        let bold = Face::read(bold, "粗体")?;
        let nothing = Glyph { face: FaceId::REGULAR, id: 0, advance: 1000, ink: Ink::Full, missing: true };
        let substitute = regular.parsed().and_then(|face| find(FaceId::REGULAR, &face, SUBSTITUTE)).unwrap_or(nothing);
        Ok(Self(Arc::new(Shared {
            regular,
            bold,
            rare: rare.into_iter().map(|bytes| RareFace { bytes, face: OnceLock::new() }).collect(),
            known: Known::new(),
            known_bold: Known::new(),
            substitute: Glyph { missing: true, ..substitute },
        })))
    }

    /// What draws a character.
    pub fn glyph(&self, character: char, bold: bool) -> Glyph {
        let known = if bold { &self.0.known_bold } else { &self.0.known };
        let code = character as usize;
        let page = known.0.get(code / PAGE).map(|page| page.get_or_init(|| self.resolve(bold, code / PAGE)));
        let glyph = page.and_then(|page| page.get(code % PAGE)).copied().unwrap_or(self.0.substitute);
        if glyph.missing { self.rare(character).unwrap_or(glyph) } else { glyph }
    }

    /// A face of the set.
    pub(crate) fn face(&self, id: FaceId) -> Option<&Face> {
        match id {
            FaceId::REGULAR => Some(&self.0.regular),
            FaceId::BOLD => Some(&self.0.bold),
            FaceId(rare) => {
                let rare = self.0.rare.get(usize::from(rare).checked_sub(2)?)?;
                rare.face.get_or_init(|| Face::read(rare.bytes.clone(), "生僻字").ok()).as_ref()
            }
        }
    }

    /// Looks a character up in the faces for rare ones.
    fn rare(&self, character: char) -> Option<Glyph> {
        (2..).map(FaceId).take(self.0.rare.len()).find_map(|id| find(id, &self.face(id)?.parsed()?, character))
    }

    /// Looks up the 256 characters of a page in the body faces.
    fn resolve(&self, bold: bool, page: usize) -> GlyphPage {
        let order: &[FaceId] = if bold { &[FaceId::BOLD, FaceId::REGULAR] } else { &[FaceId::REGULAR] };
        let faces: Vec<_> = order.iter().filter_map(|id| Some((*id, self.face(*id)?.parsed()?))).collect();
        Box::new(std::array::from_fn(|index| {
            let character = u32::try_from(page * PAGE + index).ok().and_then(char::from_u32);
            let found = character.and_then(|c| faces.iter().find_map(|(id, face)| find(*id, face, c)));
            found.unwrap_or(self.0.substitute)
        }))
    }
}

fn find(id: FaceId, face: &Parsed<'_>, character: char) -> Option<Glyph> {
    let glyph = face.glyph_index(character).filter(|glyph| glyph.0 != 0)?;
    Some(describe(id, face, glyph, character))
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
