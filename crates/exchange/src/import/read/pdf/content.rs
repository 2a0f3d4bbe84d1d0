//! What a page draws: texts and ruling lines with their positions.

use super::fault;
use super::font::Font;
use super::geometry::{Matrix, POINT, adjustment, advance, opposite, percent, plus};
use crate::import::error::ImportError;
use crate::import::grid::MAX_TEXT;
use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId};
use std::collections::BTreeMap;

/// Page contents, unpacked, in bytes, all pages together.
const MAX_CONTENT: usize = 128 << 20;
/// Most operations of all pages together, those of drawings inside drawings counted each time: a page has 5,000.
const MAX_OPERATIONS: usize = 4_000_000;
/// Drawings inside drawings.
const MAX_DEPTH: usize = 6;
/// Open states of one page.
const MAX_STATES: usize = 64;
/// A rectangle thinner than this, in tenths of points, is a line.
const THIN: i32 = 3 * POINT;

/// What may still be read.
pub struct Room {
    content: usize,
    operations: usize,
    text: usize,
}

impl Default for Room {
    fn default() -> Room {
        Room { content: MAX_CONTENT, operations: MAX_OPERATIONS, text: MAX_TEXT }
    }
}

/// A page; positions are tenths of points, y grows upwards.
#[derive(Debug, Default)]
pub struct Page {
    /// The texts in the order in which they are drawn.
    pub texts: Vec<Text>,
    /// The lines.
    pub rules: Vec<Rule>,
}

/// A run of text on one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// Left end.
    pub left: i32,
    /// Right end.
    pub right: i32,
    /// The line that it stands on.
    pub base: i32,
    /// Height of a letter.
    pub size: i32,
    /// The text.
    pub text: String,
}

/// A horizontal or vertical line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// Whether it runs from left to right.
    pub horizontal: bool,
    /// The other coordinate.
    pub at: i32,
    /// Its lower end.
    pub from: i32,
    /// Its upper end.
    pub to: i32,
}

/// Reads a page.
pub fn read(document: &Document, page: ObjectId, room: &mut Room) -> Result<Page, ImportError> {
    let content = document.get_page_content_with_limit(page, room.content).map_err(fault)?;
    room.content -= content.len().min(room.content);
    let mut reader = Reader { document, room, page: Page::default() };
    let fonts = document.get_page_fonts(page).unwrap_or_default();
    let mut drawings = BTreeMap::new();
    if let Ok((own, ids)) = document.get_page_resources(page) {
        let inherited = ids.into_iter().filter_map(|id| document.get_dictionary(id).ok());
        for resources in inherited.chain(own) {
            drawings.extend(drawings_of(document, resources));
        }
    }
    reader.content(&content, &fonts, &drawings, Matrix::IDENTITY, 0)?;
    Ok(reader.page)
}

fn drawings_of<'a>(document: &'a Document, resources: &'a Dictionary) -> BTreeMap<Vec<u8>, &'a lopdf::Stream> {
    let found = resources.get_deref(b"XObject", document).and_then(Object::as_dict);
    let streams = found.into_iter().flat_map(Dictionary::iter).filter_map(|(name, object)| {
        let (_, object) = document.dereference(object).ok()?;
        Some((name.clone(), object.as_stream().ok()?))
    });
    streams.collect()
}

fn fonts_of<'a>(document: &'a Document, resources: &'a Dictionary) -> BTreeMap<Vec<u8>, &'a Dictionary> {
    let found = resources.get_deref(b"Font", document).and_then(Object::as_dict);
    let fonts = found.into_iter().flat_map(Dictionary::iter).filter_map(|(name, object)| {
        let (_, object) = document.dereference(object).ok()?;
        Some((name.clone(), object.as_dict().ok()?))
    });
    fonts.collect()
}

#[derive(Clone)]
struct State {
    matrix: Matrix,
    font: Option<Vec<u8>>,
    size: f32,
    letter: f32,
    word: f32,
    scale: f32,
    leading: f32,
    rise: f32,
}

struct Reader<'a, 'r> {
    document: &'a Document,
    room: &'r mut Room,
    page: Page,
}

/// What is drawn when a path ends: its lines, and the box around it.
#[derive(Default)]
struct Path {
    lines: Vec<((i32, i32), (i32, i32))>,
    boxes: Vec<((i32, i32), (i32, i32))>,
    at: (i32, i32),
    start: (i32, i32),
}

impl<'a> Reader<'a, '_> {
    fn content(
        &mut self,
        content: &[u8],
        fonts: &BTreeMap<Vec<u8>, &'a Dictionary>,
        drawings: &BTreeMap<Vec<u8>, &'a lopdf::Stream>,
        matrix: Matrix,
        depth: usize,
    ) -> Result<(), ImportError> {
        // A page whose drawing cannot be read has no text; the others may.
        let Ok(content) = Content::decode(content) else { return Ok(()) };
        let mut state =
            State { matrix, font: None, size: 1.0, letter: 0.0, word: 0.0, scale: 1.0, leading: 0.0, rise: 0.0 };
        let mut known: BTreeMap<Vec<u8>, Option<Font<'a>>> = BTreeMap::new();
        let mut states = Vec::new();
        let (mut text, mut line) = (Matrix::IDENTITY, Matrix::IDENTITY);
        let mut path = Path::default();
        for Operation { operator, operands } in &content.operations {
            self.room.operations = self.room.operations.checked_sub(1).ok_or(ImportError::Bomb)?;
            let number =
                |index: usize| operands.get(index).and_then(|o: &Object| o.as_float().ok()).unwrap_or_default();
            let name = || operands.first().and_then(|object| object.as_name().ok()).map(<[u8]>::to_vec);
            match operator.as_str() {
                "q" if states.len() < MAX_STATES => states.push(state.clone()),
                "Q" => state = states.pop().unwrap_or(state),
                "cm" => state.matrix = matrix_of(&number).then(state.matrix),
                "BT" => (text, line) = (Matrix::IDENTITY, Matrix::IDENTITY),
                "Tf" => {
                    state.font = name();
                    state.size = number(1);
                }
                "Tc" => state.letter = number(0),
                "Tw" => state.word = number(0),
                "Tz" => state.scale = percent(number(0)),
                "TL" => state.leading = number(0),
                "Ts" => state.rise = number(0),
                "Td" | "TD" => {
                    if operator == "TD" {
                        state.leading = opposite(number(1));
                    }
                    line = Matrix::moved(number(0), number(1)).then(line);
                    text = line;
                }
                "Tm" => {
                    line = matrix_of(&number);
                    text = line;
                }
                "T*" | "'" | "\"" => {
                    line = Matrix::moved(0.0, opposite(state.leading)).then(line);
                    text = line;
                    if operator == "\"" {
                        state.word = number(0);
                        state.letter = number(1);
                    }
                    if let (true, Some(Object::String(codes, _))) = (operator != "T*", operands.last()) {
                        self.show(&state, &mut text, codes, fonts, &mut known)?;
                    }
                }
                "Tj" => {
                    if let Some(Object::String(codes, _)) = operands.first() {
                        self.show(&state, &mut text, codes, fonts, &mut known)?;
                    }
                }
                "TJ" => {
                    for part in operands.first().and_then(|list| list.as_array().ok()).into_iter().flatten() {
                        match part {
                            Object::String(codes, _) => self.show(&state, &mut text, codes, fonts, &mut known)?,
                            other => {
                                let by = other.as_float().unwrap_or_default();
                                text = Matrix::moved(adjustment(by, state.size, state.scale), 0.0).then(text);
                            }
                        }
                    }
                }
                "m" => {
                    path.at = state.matrix.apply(number(0), number(1));
                    path.start = path.at;
                }
                "l" => {
                    let to = state.matrix.apply(number(0), number(1));
                    path.lines.push((path.at, to));
                    path.at = to;
                }
                "h" => {
                    path.lines.push((path.at, path.start));
                    path.at = path.start;
                }
                "re" => {
                    let one = state.matrix.apply(number(0), number(1));
                    let two = state.matrix.apply(plus(number(0), number(2)), plus(number(1), number(3)));
                    path.boxes.push((one, two));
                }
                "S" | "s" | "B" | "B*" | "b" | "b*" => self.draw(std::mem::take(&mut path), true),
                "f" | "F" | "f*" => self.draw(std::mem::take(&mut path), false),
                "n" => path = Path::default(),
                "Do" if depth < MAX_DEPTH => {
                    if let Some(drawing) = name().and_then(|name| drawings.get(&name)) {
                        self.drawing(drawing, fonts, drawings, state.matrix, depth)?;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// A drawing inside the page, with resources of its own or those of the page.
    fn drawing(
        &mut self,
        drawing: &'a lopdf::Stream,
        fonts: &BTreeMap<Vec<u8>, &'a Dictionary>,
        drawings: &BTreeMap<Vec<u8>, &'a lopdf::Stream>,
        matrix: Matrix,
        depth: usize,
    ) -> Result<(), ImportError> {
        let form = drawing.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Form");
        if !form {
            return Ok(());
        }
        let content = drawing.get_plain_content_with_limit(self.room.content).map_err(fault)?;
        self.room.content -= content.len().min(self.room.content);
        let list = drawing.dict.get_deref(b"Matrix", self.document).and_then(Object::as_array).ok();
        let own = list.map_or(Matrix::IDENTITY, |list| {
            matrix_of(&|index| list.get(index).and_then(|o: &Object| o.as_float().ok()).unwrap_or_default())
        });
        let resources = drawing.dict.get_deref(b"Resources", self.document).and_then(Object::as_dict).ok();
        let matrix = own.then(matrix);
        match resources {
            Some(resources) => {
                let fonts = fonts_of(self.document, resources);
                let drawings = drawings_of(self.document, resources);
                self.content(&content, &fonts, &drawings, matrix, depth + 1)
            }
            None => self.content(&content, fonts, drawings, matrix, depth + 1),
        }
    }

    fn show(
        &mut self,
        state: &State,
        text: &mut Matrix,
        codes: &[u8],
        fonts: &BTreeMap<Vec<u8>, &'a Dictionary>,
        known: &mut BTreeMap<Vec<u8>, Option<Font<'a>>>,
    ) -> Result<(), ImportError> {
        let Some(name) = &state.font else { return Ok(()) };
        if !known.contains_key(name) {
            let font = fonts.get(name).map(|font| Font::new(self.document, font)).transpose()?;
            known.insert(name.clone(), font);
        }
        let Some(Some(font)) = known.get(name) else { return Ok(()) };
        let mut length = 0.0;
        for code in codes.chunks(font.bytes) {
            let value = code.iter().fold(0, |value: u32, byte| (value << 8) | u32::from(*byte));
            let spacing = if code == b" " { plus(state.letter, state.word) } else { state.letter };
            length = plus(length, advance(font.width(value), state.size, spacing, state.scale));
        }
        let place = text.then(state.matrix);
        let (left, base) = place.apply(0.0, state.rise);
        let (right, level) = place.apply(length, state.rise);
        *text = Matrix::moved(length, 0.0).then(*text);
        let Some(words) = font.text(codes) else { return Ok(()) };
        self.room.text = self.room.text.checked_sub(words.len()).ok_or(ImportError::TooMuchText)?;
        // Text that climbs is a watermark or a stamp.
        let upright = (base - level).abs() <= (right - left).abs() / 8 + POINT / 2;
        if upright && !words.trim().is_empty() {
            let words = words.chars().filter(|c| *c != '\u{fffd}' && !c.is_control()).collect();
            self.page.texts.push(Text { left, right, base, size: place.height(state.size).max(POINT), text: words });
        }
        Ok(())
    }

    /// Keeps the lines of a path: strokes, and rectangles that are filled and thin.
    fn draw(&mut self, path: Path, stroked: bool) {
        if self.page.rules.len() > 100_000 {
            return;
        }
        if stroked {
            for (one, two) in &path.lines {
                self.rule(*one, *two);
            }
        } else if let (Some(left), Some(right), Some(low), Some(high)) = (
            path.lines.iter().flat_map(|(one, two)| [one.0, two.0]).min(),
            path.lines.iter().flat_map(|(one, two)| [one.0, two.0]).max(),
            path.lines.iter().flat_map(|(one, two)| [one.1, two.1]).min(),
            path.lines.iter().flat_map(|(one, two)| [one.1, two.1]).max(),
        ) {
            self.thin_box((left, low), (right, high));
        }
        for (one, two) in path.boxes {
            let thin = (one.0 - two.0).abs() < THIN || (one.1 - two.1).abs() < THIN;
            if thin {
                self.thin_box(one, two);
            } else if stroked {
                self.rule(one, (two.0, one.1));
                self.rule((two.0, one.1), two);
                self.rule(two, (one.0, two.1));
                self.rule((one.0, two.1), one);
            }
        }
    }

    fn thin_box(&mut self, one: (i32, i32), two: (i32, i32)) {
        let (wide, high) = ((one.0 - two.0).abs(), (one.1 - two.1).abs());
        let (x, y) = ((one.0 + two.0) / 2, (one.1 + two.1) / 2);
        if high < THIN && wide > high {
            self.rule((one.0, y), (two.0, y));
        } else if wide < THIN && high > wide {
            self.rule((x, one.1), (x, two.1));
        }
    }

    fn rule(&mut self, one: (i32, i32), two: (i32, i32)) {
        let (wide, high) = ((one.0 - two.0).abs(), (one.1 - two.1).abs());
        if high <= POINT / 2 && wide > POINT {
            let (from, to) = (one.0.min(two.0), one.0.max(two.0));
            self.page.rules.push(Rule { horizontal: true, at: one.1, from, to });
        } else if wide <= POINT / 2 && high > POINT {
            let (from, to) = (one.1.min(two.1), one.1.max(two.1));
            self.page.rules.push(Rule { horizontal: false, at: one.0, from, to });
        }
    }
}

fn matrix_of(number: &impl Fn(usize) -> f32) -> Matrix {
    Matrix { a: number(0), b: number(1), c: number(2), d: number(3), e: number(4), f: number(5) }
}
