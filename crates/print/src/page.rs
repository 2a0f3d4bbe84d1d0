//! A page, ready to be painted: text runs, grid lines and filled shapes with their places.
//!
//! Lengths are in 1/1000 pt from the upper left corner of the paper; painters add nothing and leave nothing out.

use std::sync::Arc;

use crate::fonts::FaceId;
use crate::sheet::Length;

/// A point on the page: from the left, from the top.
pub type Point = (Length, Length);

/// One page of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Paper width and height
    pub size: (Length, Length),
    /// Shapes, painted first (the watermark lies under everything)
    pub shapes: Vec<Shape>,
    /// Grid lines
    pub rules: Vec<Rule>,
    /// Text, in reading order
    pub runs: Vec<Run>,
}

/// A character of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item {
    /// As written
    pub character: char,
    /// Glyph number in the run's face
    pub glyph: u16,
    /// Advance in 1/1000 em
    pub advance: u16,
    /// Moved by so many 1/1000 em before it is drawn (squeezed punctuation: negative)
    pub kern: i32,
}

/// Text in one face on one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Where the base line begins
    pub at: Point,
    /// Text size
    pub size: Length,
    /// Face
    pub face: FaceId,
    /// Added after each character
    pub spacing: Length,
    /// Characters
    pub items: Vec<Item>,
    /// JSON path of the field that the text stands in; `None` for labels, title and foot
    pub path: Option<Arc<str>>,
}

impl Run {
    /// The run's characters.
    pub fn text(&self) -> String {
        self.items.iter().map(|item| item.character).collect()
    }
}

/// A straight line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rule {
    /// Thickness
    pub width: Length,
    /// From
    pub from: Point,
    /// To
    pub to: Point,
}

/// A filled shape.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    /// Outlines filled by the non-zero rule in a grey of so many thousandths (1000 is white)
    Outline {
        /// Closed curves
        curves: Vec<Curve>,
        /// 0 black to 1000 white
        grey: u16,
    },
    /// A black rectangle: upper left corner, width and height
    Rectangle {
        /// Upper left corner
        at: Point,
        /// Width
        width: Length,
        /// Height
        height: Length,
    },
}

/// A closed curve.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Curve {
    /// First point
    pub start: Point,
    /// What follows
    pub segments: Vec<Segment>,
}

/// A piece of a curve.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Segment {
    /// A straight line to a point
    Line(Point),
    /// A cubic curve: two control points and the end
    Cubic(Point, Point, Point),
}

/// A character that no face has, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MissingCharacter {
    /// JSON path of the field; `None` for labels, title and foot
    pub path: Option<String>,
    /// The character
    pub character: char,
}
