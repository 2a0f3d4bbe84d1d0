//! The watermark: large grey words across the page, as outlines, so that it never becomes part of the text.

use crate::fonts::FontSet;
use crate::outline::{self, Step, Units};
use crate::page::{Curve, Page, Point, Segment, Shape};
use crate::sheet::{Length, Sheet};

/// 8 % grey: light enough to read a 9 pt text upon, and still there on a copy.
const GREY: u16 = 920;
const LARGEST: Length = 130_000;
/// Cosine and sine of 35 degrees, in thousandths.
const TURN: (i64, i64) = (819, 574);

pub(super) fn paint(sheet: &Sheet, fonts: &FontSet, out: &mut Page) {
    let Some(words) = sheet.watermark.as_deref().filter(|words| !words.is_empty()) else { return };
    let glyphs: Vec<_> = words.chars().map(|character| fonts.glyph(character, true)).collect();
    let width: i64 = glyphs.iter().map(|glyph| i64::from(glyph.advance)).sum();
    // Four fifths of the page's width, measured along the turned line.
    let along = i64::from(sheet.paper.0) * 800 / TURN.0;
    let size = (along * 1000 / width.max(1)).min(i64::from(LARGEST));
    let centre = (i64::from(sheet.paper.0) / 2, i64::from(sheet.paper.1) / 2);
    let mut pen = -width / 2;
    let mut curves = Vec::new();
    for glyph in glyphs {
        let (steps, units_per_em) = outline::glyph(fonts, glyph.face, glyph.id);
        turn(&steps, &Place { pen, size, units_per_em: i64::from(units_per_em), centre }, &mut curves);
        pen += i64::from(glyph.advance);
    }
    out.shapes.push(Shape::Outline { curves, grey: GREY });
}

/// Where a glyph comes to stand.
struct Place {
    /// Of the glyph's origin along the line, 1/1000 em from the middle
    pen: i64,
    size: i64,
    units_per_em: i64,
    centre: (i64, i64),
}

impl Place {
    /// From thirds of font units to the page.
    fn point(&self, (x, y): (i64, i64)) -> Point {
        let fine = 3 * self.units_per_em;
        let x = x * self.size / fine + self.pen * self.size / 1000;
        // Ideographs are centred 0.38 em above the base line.
        let y = y * self.size / fine - self.size * 38 / 100;
        let turned = (x * TURN.0 - y * TURN.1, x * TURN.1 + y * TURN.0);
        let place = (self.centre.0 + turned.0 / 1000, self.centre.1 - turned.1 / 1000);
        (place.0.try_into().unwrap_or(0), place.1.try_into().unwrap_or(0))
    }
}

/// Moves an outline to its place; quadratic curves become cubic ones, whose control points lie at thirds.
fn turn(steps: &[Step], place: &Place, curves: &mut Vec<Curve>) {
    let triple = |(x, y): Units| (3 * i64::from(x), 3 * i64::from(y));
    let third = |(x, y): Units, (cx, cy): Units| (i64::from(x) + 2 * i64::from(cx), i64::from(y) + 2 * i64::from(cy));
    let mut at = (0, 0);
    for step in steps {
        let (end, segment) = match *step {
            Step::Move(start) => {
                curves.push(Curve { start: place.point(triple(start)), segments: Vec::new() });
                at = start;
                continue;
            }
            Step::Line(end) => (end, Segment::Line(place.point(triple(end)))),
            Step::Quad(control, end) => {
                let (first, second) = (third(at, control), third(end, control));
                (end, Segment::Cubic(place.point(first), place.point(second), place.point(triple(end))))
            }
            Step::Cubic(first, second, end) => {
                let [first, second, last] = [first, second, end].map(|units| place.point(triple(units)));
                (end, Segment::Cubic(first, second, last))
            }
        };
        if let Some(curve) = curves.last_mut() {
            curve.segments.push(segment);
        }
        at = end;
    }
}
