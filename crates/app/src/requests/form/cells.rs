//! The cells of a form and how they read.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How a number or value was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ReadState {
    /// Nothing is written
    Blank,
    /// Read; a text that is no number is always read
    Read,
    /// Kept as written, not understood
    Unread,
}

/// A cell outside the lists.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CellView {
    /// What to put into the field: as typed, amounts without commas
    pub text: String,
    /// What to show while the field is not being edited: 2,100,000
    pub shown: String,
    /// Whether it was understood
    pub read: ReadState,
    /// Characters written
    pub characters: usize,
    /// Too long for the finance system
    pub over: bool,
    /// 大写 of an amount
    pub capital: Option<String>,
    /// A word beside the field: 与各项之和不同，未重算
    pub note: Option<String>,
    /// What the parts of a total add up to, where it differs, as shown; `form.link` with `sum` puts it there
    pub sum: Option<String>,
    /// For an amount that was not understood but names another unit: the amount in the unit of the field, to be typed there
    pub offer: Option<String>,
    /// Same as its twin: editing the first column edits both
    pub linked: bool,
}

/// A piece of the reading of a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Piece {
    /// ≥, 5, 次, 缺单位
    pub text: String,
    /// `sign`, `number`, `unit`, `time`, `word` or `missing` (a dashed box)
    pub kind: PieceKind,
}

/// What a piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PieceKind {
    /// ≥ ≤ > < or =
    Sign,
    /// A number
    Number,
    /// A unit
    Unit,
    /// A date, deadline or recurrence
    Time,
    /// Words
    Word,
    /// What is missing, in words
    Missing,
}

/// How a value reads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ReadingView {
    /// Whether it was understood
    pub read: ReadState,
    /// The pieces, left to right
    pub pieces: Vec<Piece>,
    /// The tidy spelling, where it differs from what is written
    pub tidy: Option<String>,
}

/// Reads a value while it is being typed; writes nothing.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReadValue {
    /// As typed so far
    pub text: String,
}

/// Reads an amount while it is being typed; writes nothing.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReadAmount {
    /// As typed so far
    pub text: String,
    /// 元 or 万元
    pub unit: String,
}

/// How an amount reads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct AmountView {
    /// Whether it was understood
    pub read: ReadState,
    /// 2,100,000
    pub shown: String,
    /// 贰佰壹拾万元整
    pub capital: Option<String>,
}
