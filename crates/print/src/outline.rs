//! Outlines of glyphs, in font units with the y axis upwards.

use ttf_parser::{GlyphId, OutlineBuilder};

use crate::fonts::{FaceId, FontSet};

/// A point in font units.
pub(crate) type Units = (i32, i32);

/// A step along an outline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// Begins a closed curve
    Move(Units),
    Line(Units),
    /// Control point and end
    Quad(Units, Units),
    /// Two control points and end
    Cubic(Units, Units, Units),
}

/// The outline of a glyph and the units of its em; nothing for a blank.
pub(crate) fn glyph(fonts: &FontSet, face: FaceId, glyph: u16) -> (Vec<Step>, i32) {
    let mut outline = Outline(Vec::new());
    let Some(face) = fonts.face(face) else { return (outline.0, 1000) };
    if let Some(parsed) = face.parsed() {
        parsed.outline_glyph(GlyphId(glyph), &mut outline);
    }
    (outline.0, i32::from(face.units_per_em.max(1)))
}

struct Outline(Vec<Step>);

fn units(x: f32, y: f32) -> Units {
    // Points are whole numbers; only scaled parts of composite glyphs are not.
    (x.round() as i32, y.round() as i32)
}

impl OutlineBuilder for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.push(Step::Move(units(x, y)));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.push(Step::Line(units(x, y)));
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.0.push(Step::Quad(units(x1, y1), units(x, y)));
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.0.push(Step::Cubic(units(x1, y1), units(x2, y2), units(x, y)));
    }

    fn close(&mut self) {}
}
