//! The watermark: large grey words across the page, as outlines, so that it never becomes part of the text.

use ttf_parser::OutlineBuilder;

use crate::fonts::FontSet;
use crate::page::{Curve, Page, Point, Segment, Shape};
use crate::sheet::{Length, Sheet};

/// Light enough to read a 9 pt text upon.
const GREY: u16 = 890;
const LARGEST: Length = 130_000;
/// Cosine and sine of 35 degrees, in thousandths.
const TURN: (i64, i64) = (819, 574);

pub(super) fn paint(sheet: &Sheet, fonts: &FontSet, out: &mut Page) {
    let Some(words) = sheet.watermark.as_deref().filter(|words| !words.is_empty()) else { return };
    let glyphs: Vec<_> = words.chars().map(|character| fonts.glyph(character, true)).collect();
    let width: i32 = glyphs.iter().map(|glyph| i32::from(glyph.advance)).sum();
    // Four fifths of the page's width, measured along the turned line.
    let along = i64::from(sheet.paper.0) * 800 / TURN.0;
    let size = (along * 1000 / i64::from(width.max(1))).min(i64::from(LARGEST));
    let mut pen = -i64::from(width) / 2;
    let mut curves = Vec::new();
    for glyph in glyphs {
        if let Some(face) = fonts.face(glyph.face)
            && let Some(parsed) = face.parsed()
        {
            let mut outline = Outline {
                curves: Vec::new(),
                at: (0, 0),
                place: Place {
                    pen,
                    size,
                    units_per_em: i64::from(face.units_per_em.max(1)),
                    centre: (i64::from(sheet.paper.0) / 2, i64::from(sheet.paper.1) / 2),
                },
            };
            parsed.outline_glyph(ttf_parser::GlyphId(glyph.id), &mut outline);
            curves.append(&mut outline.curves);
        }
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
    /// From font units (three times as fine, for the thirds of a curve's control points) to the page.
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

struct Outline {
    curves: Vec<Curve>,
    /// Last point, in font units
    at: (i64, i64),
    place: Place,
}

impl Outline {
    fn push(&mut self, segment: Segment) {
        if let Some(curve) = self.curves.last_mut() {
            curve.segments.push(segment);
        }
    }

    fn cubic(&mut self, first: (i64, i64), second: (i64, i64), end: (i64, i64)) {
        let segment =
            Segment::Cubic(self.place.point(first), self.place.point(second), self.place.point(triple(end)));
        self.push(segment);
        self.at = end;
    }
}

fn units(x: f32, y: f32) -> (i64, i64) {
    // A glyph's points are whole numbers; only scaled parts of composite glyphs are not.
    (x.round() as i64, y.round() as i64)
}

fn triple((x, y): (i64, i64)) -> (i64, i64) {
    (3 * x, 3 * y)
}

impl OutlineBuilder for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.at = units(x, y);
        self.curves.push(Curve { start: self.place.point(triple(self.at)), segments: Vec::new() });
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.at = units(x, y);
        let segment = Segment::Line(self.place.point(triple(self.at)));
        self.push(segment);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let (from, control, end) = (self.at, units(x1, y1), units(x, y));
        let third = |point: (i64, i64)| (point.0 + 2 * control.0, point.1 + 2 * control.1);
        self.cubic(third(from), third(end), end);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.cubic(triple(units(x1, y1)), triple(units(x2, y2)), units(x, y));
    }

    fn close(&mut self) {}
}
