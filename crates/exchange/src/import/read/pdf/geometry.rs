//! Positions on a page. PDF counts in fractions of points, so this is the one place of the crate that calculates with floating point; no
//! amount of a form passes through it.
#![allow(clippy::float_arithmetic, reason = "positions on a page, no amounts")]

/// Points of a page are kept as tenths.
pub const POINT: i32 = 10;

/// Maps a point to `(a x + c y + e, b x + d y + f)`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Matrix {
    pub a: f32,
    pub b: f32,
    pub c: f32,
    pub d: f32,
    pub e: f32,
    pub f: f32,
}

impl Matrix {
    /// Leaves every point where it is.
    pub const IDENTITY: Matrix = Matrix { a: 1.0, b: 0.0, c: 0.0, d: 1.0, e: 0.0, f: 0.0 };

    /// Moves by so much.
    pub fn moved(x: f32, y: f32) -> Matrix {
        Matrix { e: x, f: y, ..Matrix::IDENTITY }
    }

    /// First this matrix, then the other one.
    pub fn then(self, other: Matrix) -> Matrix {
        Matrix {
            a: self.a * other.a + self.b * other.c,
            b: self.a * other.b + self.b * other.d,
            c: self.c * other.a + self.d * other.c,
            d: self.c * other.b + self.d * other.d,
            e: self.e * other.a + self.f * other.c + other.e,
            f: self.e * other.b + self.f * other.d + other.f,
        }
    }

    /// Where a point comes to lie, in tenths of points.
    pub fn apply(self, x: f32, y: f32) -> (i32, i32) {
        (tenths(x * self.a + y * self.c + self.e), tenths(x * self.b + y * self.d + self.f))
    }

    /// How high a letter of this size becomes, in tenths of points.
    pub fn height(self, size: f32) -> i32 {
        tenths((self.c * self.c + self.d * self.d).sqrt() * size)
    }
}

/// Tenths of points; what is no number or far off the page is 0.
pub fn tenths(points: f32) -> i32 {
    let tenths = points * 10.0;
    if tenths.is_finite() && tenths.abs() < 1e6 {
        #[allow(clippy::cast_possible_truncation, reason = "below a million")]
        let whole = tenths.round() as i32;
        whole
    } else {
        0
    }
}

/// The advance of a code: its width in thousandths of the size, and the spaces that the text state adds, scaled.
pub fn advance(width: f32, size: f32, spacing: f32, scale: f32) -> f32 {
    (width / 1000.0 * size + spacing) * scale
}

/// How far an adjustment between codes moves, in points of the text.
pub fn adjustment(thousandths: f32, size: f32, scale: f32) -> f32 {
    -thousandths / 1000.0 * size * scale
}

/// The sum of two lengths.
pub fn plus(one: f32, two: f32) -> f32 {
    one + two
}

/// A length the other way.
pub fn opposite(length: f32) -> f32 {
    -length
}

/// A percentage as a factor.
pub fn percent(value: f32) -> f32 {
    value / 100.0
}
