//! What stands around the table: title, 续表, signature line, and the foot with page number, check code and QR code.

use std::collections::BTreeSet;

use super::cell::line_height;
use super::paginate::Area;
use super::place::{Lines, paint};
use super::qr;
use crate::fonts::FontSet;
use crate::page::{MissingCharacter, Page};
use crate::sheet::{Align, Length, Sheet};
use crate::text::{self, SetText, ems, length};

const SIGNATURE_SIZE: Length = 10_500;
/// Between the table and the signature line, and between its lines.
const SIGNATURE_GAP: Length = 7_000;
const FOOT_SIZE: Length = 9_000;
const TITLE_GAP: Length = 5_000;
/// Room for the mark above a continued table.
const MARK_SIZE: Length = 9_000;
const MARK_GAP: Length = 3_000;
/// From the foot's base line to the edge of the paper.
const FOOT_RISE: Length = 28_000;
/// Side of the QR code, and its distances to the text beside and above it.
const QR_SIDE: Length = 45_000;
const QR_GAP: Length = 7_000;
/// From the QR code to the edge of the paper; printers reach to about 12 pt.
const QR_RISE: Length = 20_000;

/// Names of the foot, as the glossary has them.
const CHECK_CODE: &str = "数据校验码";
const CONTINUED_TABLE: &str = "续表";

struct TitleText {
    size: Length,
    text: SetText,
}

/// A piece of the signature line.
struct Piece {
    /// From the left margin
    x: Length,
    line: usize,
    text: SetText,
}

pub(super) struct Frame<'s> {
    sheet: &'s Sheet,
    fonts: &'s FontSet,
    title: Vec<TitleText>,
    signature: Vec<Piece>,
    signature_lines: usize,
    qr: Option<qr::Code>,
}

impl<'s> Frame<'s> {
    pub fn new(sheet: &'s Sheet, fonts: &'s FontSet) -> Self {
        let width = width(sheet);
        let title = sheet
            .title
            .iter()
            .map(|line| TitleText {
                size: line.size.max(1),
                text: text::set_balanced(&line.text, line.bold, ems(width, line.size), fonts),
            })
            .collect();
        let signature = signature(&sheet.signature, width, fonts);
        let signature_lines = signature.iter().map(|piece| piece.line + piece.text.lines.len()).max().unwrap_or(0);
        let qr = sheet.foot.qr.as_deref().and_then(qr::encode);
        Self { sheet, fonts, title, signature, signature_lines, qr }
    }

    /// Where the table may stand.
    pub fn area(&self) -> Area {
        let [top, _, bottom, _] = self.sheet.margins;
        let title: Length = self.title.iter().map(|line| length(1_450, line.size) * count(line.text.lines.len())).sum();
        let gap = if self.title.is_empty() { 0 } else { TITLE_GAP };
        let bottom = self.sheet.paper.1 - bottom;
        let code = if self.qr.is_some() { (bottom - self.qr_top() + QR_GAP).max(0) } else { 0 };
        Area {
            first_top: top + title + gap,
            top: top + line_height(MARK_SIZE) + MARK_GAP,
            bottom,
            tail: self.signature_height() + code,
        }
    }

    fn signature_height(&self) -> Length {
        count(self.signature_lines) * (line_height(SIGNATURE_SIZE) + SIGNATURE_GAP)
    }

    fn qr_top(&self) -> Length {
        self.sheet.paper.1 - QR_RISE - QR_SIDE
    }

    /// Title on the first page, 续表 on the following ones.
    pub fn head(&self, page: usize, out: &mut Page) {
        let [top, ..] = self.sheet.margins;
        let sides = sides(self.sheet);
        if page > 0 {
            let text = text::set(CONTINUED_TABLE, false, i32::MAX, self.fonts);
            paint(lines(&text, MARK_SIZE, Align::Right, sides), top, out);
            return;
        }
        let mut y = top;
        for line in &self.title {
            let height = length(1_450, line.size);
            for index in 0..line.text.lines.len() {
                let single = line.text.lines.get(index..=index).unwrap_or_default();
                let inset = (height - line_height(line.size)) / 2;
                paint(Lines { lines: single, ..lines(&line.text, line.size, Align::Centre, sides) }, y + inset, out);
                y += height;
            }
        }
    }

    /// Page number and check code; on the last page the signature line below the table and the QR code, too.
    pub fn foot(&self, page: usize, count: usize, table_bottom: Length, out: &mut Page) {
        let sides = sides(self.sheet);
        let y = self.sheet.paper.1 - FOOT_RISE - FOOT_SIZE;
        let number = text::set(&format!("第 {} 页 共 {count} 页", page + 1), false, i32::MAX, self.fonts);
        paint(lines(&number, FOOT_SIZE, Align::Centre, sides), y, out);
        let last = page + 1 == count;
        if last {
            self.sign(table_bottom, out);
        }
        let shown = self.qr.as_ref().filter(|_| last);
        if let Some(code) = shown {
            code.paint((sides.1 - QR_SIDE, self.qr_top()), QR_SIDE, out);
        }
        let Some(code) = self.sheet.foot.check_code.as_deref() else { return };
        let right = if shown.is_some() { sides.1 - QR_SIDE - QR_GAP } else { sides.1 };
        let words = if shown.is_some() { format!("{CHECK_CODE}\n{code}") } else { format!("{CHECK_CODE} {code}") };
        let text = text::set(&words, false, i32::MAX, self.fonts);
        let top = match shown {
            Some(_) => self.qr_top() + (QR_SIDE - line_height(FOOT_SIZE) * self::count(text.lines.len())) / 2,
            None => y,
        };
        paint(lines(&text, FOOT_SIZE, Align::Right, (sides.0, right)), top, out);
    }

    fn sign(&self, table_bottom: Length, out: &mut Page) {
        let sides = sides(self.sheet);
        for piece in &self.signature {
            let step = line_height(SIGNATURE_SIZE) + SIGNATURE_GAP;
            let y = table_bottom + SIGNATURE_GAP + self::count(piece.line) * step;
            let left = (sides.0 + piece.x, sides.1);
            paint(lines(&piece.text, SIGNATURE_SIZE, Align::Left, left), y, out);
        }
    }

    /// Adds what no face has.
    pub fn note_missing(&self, missing: &mut BTreeSet<MissingCharacter>) {
        let texts = self.title.iter().map(|line| &line.text).chain(self.signature.iter().map(|piece| &piece.text));
        for character in texts.flat_map(|text| &text.characters).filter(|c| c.glyph.missing) {
            missing.insert(MissingCharacter { path: None, character: character.character });
        }
    }
}

/// Pieces of the signature line: in equal parts of the width, so that there is room to sign; where one is too long for
/// its part, with equal gaps; where the line is too short for all, on several lines.
fn signature(pieces: &[String], width: Length, fonts: &FontSet) -> Vec<Piece> {
    let limit = ems(width, SIGNATURE_SIZE);
    let texts: Vec<SetText> = pieces.iter().map(|piece| text::set(piece, false, limit, fonts)).collect();
    let widths: Vec<Length> = texts.iter().map(|text| length(text.width(), SIGNATURE_SIZE)).collect();
    let number = count(texts.len()).max(1);
    let share = width / number;
    let sum: Length = widths.iter().sum();
    let least = SIGNATURE_SIZE;
    if widths.iter().all(|width| width + least <= share) {
        return texts.into_iter().zip(0..).map(|(text, index)| Piece { x: share * index, line: 0, text }).collect();
    }
    if sum + least * (number - 1) <= width {
        let gap = (width - sum) / (number - 1).max(1);
        let mut x = 0;
        return texts
            .into_iter()
            .zip(widths)
            .map(|(text, width)| {
                let piece = Piece { x, line: 0, text };
                x += width + gap;
                piece
            })
            .collect();
    }
    let (mut x, mut line, mut height) = (0, 0, 1);
    let mut placed = Vec::new();
    for (text, piece) in texts.into_iter().zip(widths) {
        if x > 0 && x + piece > width {
            line += height;
            (x, height) = (0, 1);
        }
        height = height.max(text.lines.len());
        placed.push(Piece { x, line, text });
        x += piece + 2 * least;
    }
    placed
}

fn lines(text: &SetText, size: Length, align: Align, sides: (Length, Length)) -> Lines<'_> {
    Lines { text, lines: &text.lines, size, align, sides, path: None }
}

fn sides(sheet: &Sheet) -> (Length, Length) {
    let [_, right, _, left] = sheet.margins;
    (left, sheet.paper.0 - right)
}

fn width(sheet: &Sheet) -> Length {
    let (left, right) = sides(sheet);
    (right - left).max(1)
}

fn count(number: usize) -> Length {
    Length::try_from(number).unwrap_or(Length::MAX / 1_000_000)
}
