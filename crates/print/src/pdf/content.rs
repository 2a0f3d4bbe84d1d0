//! A page as drawing operations.
#![expect(clippy::float_arithmetic, reason = "printpdf takes points as f32; all arithmetic before is in whole numbers")]

use printpdf::{
    Color, Greyscale, Line, LinePoint, Op, PaintMode, PdfFontHandle, PdfPage, Polygon, PolygonRing, Pt, Rect, TextItem,
    TextMatrix, WindingOrder,
};

use super::embed::{Embed, font_id};
use crate::page::{Page, Point, Rule, Run, Segment, Shape};
use crate::sheet::Length;

/// Points, to the hundredth: finer than any printer, shorter in the file.
fn points(length: Length) -> Pt {
    Pt((f64::from(length / 10) / 100.0) as f32)
}

/// Writes a page, noting the characters it shows.
pub(super) fn page(page: &Page, embed: &mut Embed<'_>) -> PdfPage {
    let mut writer = Writer { height: page.size.1, ops: Vec::with_capacity(page.runs.len() * 3 + 64) };
    for shape in &page.shapes {
        writer.shape(shape);
    }
    writer.rules(&page.rules);
    writer.text(&page.runs, embed);
    blank(page.size, writer.ops)
}

/// A page with given operations.
pub(super) fn blank(size: (Length, Length), ops: Vec<Op>) -> PdfPage {
    let sheet = Rect {
        x: Pt(0.0),
        y: Pt(0.0),
        width: points(size.0),
        height: points(size.1),
        mode: None,
        winding_order: None,
    };
    PdfPage { media_box: sheet.clone(), trim_box: sheet.clone(), crop_box: sheet, ops }
}

struct Writer {
    height: Length,
    ops: Vec<Op>,
}

impl Writer {
    fn point(&self, (x, y): Point) -> printpdf::Point {
        printpdf::Point { x: points(x), y: points(self.height - y) }
    }

    fn grey(&mut self, grey: u16) {
        let percent = (f64::from(grey) / 1000.0) as f32;
        self.ops.push(Op::SetFillColor { col: Color::Greyscale(Greyscale { percent, icc_profile: None }) });
    }

    fn shape(&mut self, shape: &Shape) {
        match shape {
            Shape::Rectangle { at, width, height } => {
                let rectangle = Rect {
                    x: points(at.0),
                    y: points(self.height - at.1 - height),
                    width: points(*width),
                    height: points(*height),
                    mode: Some(PaintMode::Fill),
                    winding_order: None,
                };
                self.ops.push(Op::DrawRectangle { rectangle });
            }
            Shape::Outline { curves, grey } => {
                let plain = |p| LinePoint { p, bezier: false };
                let handle = |p| LinePoint { p, bezier: true };
                let rings = curves
                    .iter()
                    .map(|curve| {
                        let mut points = vec![plain(self.point(curve.start))];
                        for segment in &curve.segments {
                            match segment {
                                Segment::Line(end) => points.push(plain(self.point(*end))),
                                Segment::Cubic(first, second, end) => points.extend([
                                    handle(self.point(*first)),
                                    handle(self.point(*second)),
                                    plain(self.point(*end)),
                                ]),
                            }
                        }
                        PolygonRing { points }
                    })
                    .collect();
                self.grey(*grey);
                let polygon = Polygon { rings, mode: PaintMode::Fill, winding_order: WindingOrder::NonZero };
                self.ops.push(Op::DrawPolygon { polygon });
                self.grey(0);
            }
        }
    }

    fn rules(&mut self, rules: &[Rule]) {
        let mut width = 0;
        for rule in rules {
            if rule.width != width {
                width = rule.width;
                self.ops.push(Op::SetOutlineThickness { pt: points(width) });
            }
            let points = [rule.from, rule.to].map(|at| LinePoint { p: self.point(at), bezier: false });
            self.ops.push(Op::DrawLine { line: Line { points: points.to_vec(), is_closed: false } });
        }
    }

    fn text(&mut self, runs: &[Run], embed: &mut Embed<'_>) {
        if runs.is_empty() {
            return;
        }
        self.ops.push(Op::StartTextSection);
        let mut state = TextState { font: None, spacing: 0 };
        for run in runs {
            let at = self.point(run.at);
            self.ops.push(Op::SetTextMatrix { matrix: TextMatrix::Translate(at.x, at.y) });
            self.run(run, embed, &mut state);
        }
        self.ops.push(Op::EndTextSection);
    }

    fn run(&mut self, run: &Run, embed: &mut Embed<'_>, state: &mut TextState) {
        if run.spacing != state.spacing {
            state.spacing = run.spacing;
            let multiplier = (f64::from(run.spacing) / 1000.0) as f32;
            self.ops.push(Op::SetCharacterSpacing { multiplier });
        }
        let mut items: Vec<TextItem> = Vec::new();
        for item in &run.items {
            let shown = embed.show(run.face, item);
            let font = (shown.font, run.size);
            if state.font != Some(font) {
                self.show(&mut items);
                state.font = Some(font);
                let font = PdfFontHandle::External(font_id(usize::from(shown.font)));
                self.ops.push(Op::SetFont { font, size: points(run.size) });
            }
            if item.kern != 0 {
                items.push(TextItem::Offset(-item.kern as f32));
            }
            match items.last_mut() {
                Some(TextItem::Text(text)) => text.push(item.character),
                _ => items.push(TextItem::Text(item.character.to_string())),
            }
        }
        self.show(&mut items);
    }

    fn show(&mut self, items: &mut Vec<TextItem>) {
        if !items.is_empty() {
            self.ops.push(Op::ShowText { items: std::mem::take(items) });
        }
    }
}

/// What the operations before have set.
struct TextState {
    font: Option<(u16, Length)>,
    spacing: Length,
}
