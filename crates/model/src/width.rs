//! Full and half width: a form writes （２０２６） and (2026) for the same.

/// A full width letter, digit or sign in half width; every other character as it is.
#[must_use]
pub fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    }
}
