//! The SVG painter, for the preview: the same pages as in the PDF.
//!
//! Glyphs are drawn as outlines, so that a page looks the same on a machine without the fonts; over them lies the text
//! itself, invisible, for selecting, searching and reading aloud. What stands in a field carries its path (`data-path`).

use std::collections::BTreeSet;
use std::fmt::Write;

use crate::fonts::{FaceId, FontSet};
use crate::outline::{self, Step};
use crate::page::{Page, Point, Run, Segment, Shape};
use crate::sheet::Length;

/// Paints a page as one SVG document. `prefix` begins the ids in it: pages shown side by side need different ones.
pub fn paint(page: &Page, fonts: &FontSet, prefix: &str) -> String {
    let mut out = String::with_capacity(200_000);
    let (width, height) = (Points(page.size.0), Points(page.size.1));
    // Writing into a string does not fail.
    let _ = write!(
        out,
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}pt" height="{height}pt" viewBox="0 0 {width} {height}">"#
    );
    out.push_str(r##"<rect width="100%" height="100%" fill="#fff"/><defs>"##);
    let glyphs: BTreeSet<(FaceId, u16)> =
        page.runs.iter().flat_map(|run| run.items.iter().map(|item| (run.face, item.glyph))).collect();
    let prefix = Escaped(prefix);
    for (face, id) in glyphs {
        let _ = write!(out, r#"<path id="{prefix}{}-{id}" d=""#, face.0);
        glyph(fonts, face, id, &mut out);
        out.push_str(r#""/>"#);
    }
    out.push_str("</defs>");
    for shape in &page.shapes {
        paint_shape(shape, &mut out);
    }
    for rule in &page.rules {
        let [(x1, y1), (x2, y2)] = [rule.from, rule.to].map(place);
        let width = Points(rule.width);
        let _ =
            write!(out, r##"<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="#000" stroke-width="{width}"/>"##);
    }
    for run in &page.runs {
        paint_run(run, &prefix, &mut out);
    }
    out.push_str("</svg>");
    out
}

fn paint_run(run: &Run, prefix: &Escaped<'_>, out: &mut String) {
    let (x, y) = place(run.at);
    match &run.path {
        Some(path) => {
            let _ = write!(out, r#"<g data-path="{}">"#, Escaped(path));
        }
        None => out.push_str("<g>"),
    }
    // Glyphs are defined in 1/1000 em; a point of size is a thousandth of that scale.
    let scale = Fraction(i64::from(run.size), 1_000_000);
    let _ = write!(out, r#"<g aria-hidden="true" transform="translate({x} {y}) scale({scale} -{scale})">"#);
    let mut pen = 0;
    let mut spaced = 0;
    for item in &run.items {
        pen += item.kern;
        let gap = i64::from(spaced) * 1000 / i64::from(run.size.max(1));
        let at = i64::from(pen) + gap;
        let _ = write!(out, r##"<use href="#{prefix}{}-{}" x="{at}"/>"##, run.face.0, item.glyph);
        pen += i32::from(item.advance);
        spaced += run.spacing;
    }
    let length = Points(crate::text::length(pen, run.size).saturating_add(spaced));
    let size = Points(run.size);
    let text = run.text();
    let _ = write!(
        out,
        r#"</g><text x="{x}" y="{y}" font-size="{size}" textLength="{length}" lengthAdjust="spacingAndGlyphs" fill="none" pointer-events="all" xml:space="preserve">{}</text></g>"#,
        Escaped(&text)
    );
}

/// Writes an outline in 1/1000 em.
fn glyph(fonts: &FontSet, face: FaceId, id: u16, out: &mut String) {
    let (steps, units_per_em) = outline::glyph(fonts, face, id);
    let em = |units: i32| i64::from(units) * 1000 / i64::from(units_per_em);
    let mut open = false;
    for step in steps {
        let _ = match step {
            Step::Move((x, y)) => {
                out.push_str(if open { "Z" } else { "" });
                open = true;
                write!(out, "M{} {}", em(x), em(y))
            }
            Step::Line((x, y)) => write!(out, "L{} {}", em(x), em(y)),
            Step::Quad((cx, cy), (x, y)) => write!(out, "Q{} {} {} {}", em(cx), em(cy), em(x), em(y)),
            Step::Cubic((ax, ay), (bx, by), (x, y)) => {
                write!(out, "C{} {} {} {} {} {}", em(ax), em(ay), em(bx), em(by), em(x), em(y))
            }
        };
    }
}

fn paint_shape(shape: &Shape, out: &mut String) {
    match shape {
        Shape::Rectangle { at, width, height } => {
            let ((x, y), width, height) = (place(*at), Points(*width), Points(*height));
            let _ = write!(out, r#"<rect x="{x}" y="{y}" width="{width}" height="{height}"/>"#);
        }
        Shape::Outline { curves, grey } => {
            let level = u32::from(*grey) * 255 / 1000;
            let _ = write!(out, r#"<path aria-hidden="true" fill="rgb({level},{level},{level})" d=""#);
            for curve in curves {
                let (x, y) = place(curve.start);
                let _ = write!(out, "M{x} {y}");
                for segment in &curve.segments {
                    let _ = match segment {
                        Segment::Line(end) => {
                            let (x, y) = place(*end);
                            write!(out, "L{x} {y}")
                        }
                        Segment::Cubic(first, second, end) => {
                            let [(ax, ay), (bx, by), (x, y)] = [*first, *second, *end].map(place);
                            write!(out, "C{ax} {ay} {bx} {by} {x} {y}")
                        }
                    };
                }
                out.push('Z');
            }
            out.push_str(r#""/>"#);
        }
    }
}

fn place((x, y): Point) -> (Points, Points) {
    (Points(x), Points(y))
}

/// A length, written in points.
struct Points(Length);

impl std::fmt::Display for Points {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        Fraction(i64::from(self.0), 1000).fmt(f)
    }
}

/// A number over a power of ten, written as a decimal without superfluous zeros.
struct Fraction(i64, u32);

impl std::fmt::Display for Fraction {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self(number, scale) = self;
        let (whole, rest) = (number.unsigned_abs() / u64::from(*scale), number.unsigned_abs() % u64::from(*scale));
        let sign = if *number < 0 { "-" } else { "" };
        write!(f, "{sign}{whole}")?;
        if rest > 0 {
            let digits = scale.ilog10() as usize;
            write!(f, ".{}", format!("{rest:0digits$}").trim_end_matches('0'))?;
        }
        Ok(())
    }
}

/// Text in XML.
struct Escaped<'a>(&'a str);

impl std::fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for character in self.0.chars() {
            match character {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                _ => f.write_char(character)?,
            }
        }
        Ok(())
    }
}
