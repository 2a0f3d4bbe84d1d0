//! The QR code beside the check code, as black rectangles.

use qrcode::{Color, EcLevel, QrCode};

use crate::page::{Page, Point, Shape};
use crate::sheet::Length;

/// A QR code; its quiet zone is the white paper around it.
pub(super) struct Code {
    modules: Vec<Color>,
    width: usize,
}

/// Encodes with medium error correction; `None` where the content is longer than a QR code holds.
pub(super) fn encode(content: &str) -> Option<Code> {
    let code = QrCode::with_error_correction_level(content, EcLevel::M).ok()?;
    Some(Code { width: code.width(), modules: code.into_colors() })
}

impl Code {
    /// Paints the code into a square.
    pub fn paint(&self, at: Point, side: Length, out: &mut Page) {
        let count = Length::try_from(self.width).unwrap_or(1).max(1);
        // Whole hundredths of a point, so that the squares meet exactly in every painter.
        let module = (side / count / 10 * 10).max(10);
        let inset = (side - module * count) / 2;
        let (left, top) = (at.0 + inset, at.1 + inset);
        for (y, row) in (0..).zip(self.modules.chunks(self.width.max(1))) {
            let mut x = 0;
            for run in row.chunk_by(|a, b| a == b) {
                let length = Length::try_from(run.len()).unwrap_or(0);
                if run.first() == Some(&Color::Dark) {
                    out.shapes.push(Shape::Rectangle {
                        at: (left + x * module, top + y * module),
                        width: length * module,
                        height: module,
                    });
                }
                x += length;
            }
        }
    }
}
