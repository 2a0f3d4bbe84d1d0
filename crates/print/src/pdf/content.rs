//! A page's content stream, written directly: printpdf's operations would be translated through two more shapes, which
//! took more time than laying the page out (0.9 ms against 0.2 ms a page).
//!
//! Only whole numbers come in and decimals with two places go out: finer than any printer.

use super::embed::Embed;
use crate::page::{Page, Point, Rule, Run, Segment, Shape};
use crate::sheet::Length;

/// Writes a page, noting the characters it shows.
pub(super) fn write(page: &Page, embed: &mut Embed<'_>) -> Vec<u8> {
    let mut writer = Writer { height: page.size.1, out: Vec::with_capacity(16_384) };
    for shape in &page.shapes {
        writer.shape(shape);
    }
    writer.rules(&page.rules);
    if !page.runs.is_empty() {
        writer.out.extend_from_slice(b"BT\n");
        let mut state = State { font: None, spacing: 0 };
        for run in &page.runs {
            writer.run(run, embed, &mut state);
        }
        writer.out.extend_from_slice(b"ET\n");
    }
    writer.out
}

/// What the operators before have set.
struct State {
    font: Option<(u16, Length)>,
    spacing: Length,
}

struct Writer {
    height: Length,
    out: Vec<u8>,
}

impl Writer {
    fn word(&mut self, word: &str) {
        self.out.extend_from_slice(word.as_bytes());
    }

    /// A length in points and a blank.
    fn length(&mut self, length: Length) {
        let hundredths = length / 10;
        if hundredths < 0 {
            self.out.push(b'-');
        }
        let (whole, rest) = (hundredths.unsigned_abs() / 100, hundredths.unsigned_abs() % 100);
        self.word(&whole.to_string());
        if rest > 0 {
            let digits = format!(".{rest:02}");
            self.word(digits.trim_end_matches('0'));
        }
        self.out.push(b' ');
    }

    /// A point, from the lower left corner of the paper.
    fn point(&mut self, (x, y): Point) {
        self.length(x);
        self.length(self.height - y);
    }

    fn grey(&mut self, grey: u16) {
        // Thousandths of white are thousandths of a point here.
        self.length(Length::from(grey));
        self.word("g\n");
    }

    fn shape(&mut self, shape: &Shape) {
        match shape {
            Shape::Rectangle { at, width, height } => {
                self.point((at.0, at.1 + height));
                self.length(*width);
                self.length(*height);
                self.word("re f\n");
            }
            Shape::Outline { curves, grey } => {
                self.grey(*grey);
                for curve in curves {
                    self.point(curve.start);
                    self.word("m\n");
                    for segment in &curve.segments {
                        match *segment {
                            Segment::Line(end) => {
                                self.point(end);
                                self.word("l\n");
                            }
                            Segment::Cubic(first, second, end) => {
                                [first, second, end].into_iter().for_each(|point| self.point(point));
                                self.word("c\n");
                            }
                        }
                    }
                    self.word("h\n");
                }
                self.word("f\n");
                self.grey(0);
            }
        }
    }

    fn rules(&mut self, rules: &[Rule]) {
        let mut width = None;
        for rule in rules {
            if width != Some(rule.width) {
                width = Some(rule.width);
                self.length(rule.width);
                self.word("w\n");
            }
            self.point(rule.from);
            self.word("m ");
            self.point(rule.to);
            self.word("l S\n");
        }
    }

    fn run(&mut self, run: &Run, embed: &mut Embed<'_>, state: &mut State) {
        if run.spacing != state.spacing {
            state.spacing = run.spacing;
            // The letter spacing adds up over a line, so it keeps all its three places.
            let sign = if run.spacing < 0 { "-" } else { "" };
            let (whole, rest) = (run.spacing.unsigned_abs() / 1000, run.spacing.unsigned_abs() % 1000);
            self.word(&format!("{sign}{whole}.{rest:03} Tc\n"));
        }
        self.word("1 0 0 1 ");
        self.point(run.at);
        self.word("Tm\n");
        let mut open = false;
        for item in &run.items {
            let shown = embed.show(run.face, item);
            let font = (shown.font, run.size);
            if state.font != Some(font) {
                self.close(&mut open);
                state.font = Some(font);
                self.word(&format!("/T{} ", shown.font));
                self.length(run.size);
                self.word("Tf\n");
            }
            if !open {
                self.word("[(");
                open = true;
            }
            if item.kern != 0 {
                self.word(&format!("){}(", -item.kern));
            }
            for byte in shown.glyph.to_be_bytes() {
                self.byte(byte);
            }
        }
        self.close(&mut open);
    }

    fn close(&mut self, open: &mut bool) {
        if std::mem::take(open) {
            self.word(")]TJ\n");
        }
    }

    /// A byte of a string.
    fn byte(&mut self, byte: u8) {
        match byte {
            b'(' | b')' | b'\\' => self.out.extend([b'\\', byte]),
            // A bare carriage return would be read as a line feed.
            b'\r' => self.word("\\r"),
            _ => self.out.push(byte),
        }
    }
}
