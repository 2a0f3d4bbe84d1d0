//! The file as it is written: shapes for serde, nothing checked yet.

use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

pub(super) type Text = Spanned<String>;
pub(super) type RawRow = Spanned<Vec<Spanned<RawCell>>>;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawTemplate {
    pub id: Text,
    pub version: Spanned<u32>,
    pub name: Text,
    pub kind: Text,
    pub status: Text,
    pub used_by: String,
    #[serde(default)]
    pub valid: Option<Spanned<RawValid>>,
    pub title: Text,
    pub year_line: Text,
    pub money: Text,
    pub sides: Spanned<Vec<Text>>,
    #[serde(default)]
    pub weights: Option<Spanned<u32>>,
    pub labels: BTreeMap<String, Text>,
    #[serde(default)]
    pub limits: BTreeMap<String, Spanned<u32>>,
    pub tree: Spanned<Vec<RawLevel1>>,
    pub page: RawPage,
    pub grid: RawGrid,
    #[serde(default)]
    pub signature: Option<RawSignature>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawValid {
    #[serde(default)]
    pub from: Option<i32>,
    #[serde(default)]
    pub until: Option<i32>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawLevel1 {
    pub level: Text,
    pub label: Text,
    pub children: Spanned<Vec<RawLevel2>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawLevel2 {
    pub level: Text,
    pub label: Text,
    #[serde(default)]
    pub optional: bool,
    #[serde(default)]
    pub fixed: Vec<Text>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawPage {
    pub paper: Text,
    #[serde(default)]
    pub landscape: bool,
    pub margins_mm: Spanned<[u16; 4]>,
    pub title_size: Text,
    pub year_size: Text,
    pub text_size: Text,
    pub row_height_mm: Spanned<u16>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawGrid {
    pub columns: Spanned<Vec<u32>>,
    pub section: Spanned<Vec<Spanned<RawSection>>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSection {
    #[serde(default)]
    pub side: Option<Spanned<RawCell>>,
    #[serde(default)]
    pub head: Vec<RawRow>,
    #[serde(default)]
    pub rows: Vec<RawRow>,
    #[serde(default)]
    pub repeat: Option<Text>,
    #[serde(default)]
    pub row_height_mm: Option<Spanned<u16>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawCell {
    #[serde(default)]
    pub label: Option<String>,
    #[serde(default)]
    pub field: Option<String>,
    #[serde(default)]
    pub text: Option<String>,
    #[serde(default)]
    pub before: String,
    #[serde(default)]
    pub after: String,
    #[serde(default = "one")]
    pub columns: u16,
    #[serde(default = "one")]
    pub rows: u16,
    #[serde(default)]
    pub align: Option<Text>,
    #[serde(default)]
    pub bold: bool,
    #[serde(default)]
    pub size: Option<Text>,
}

fn one() -> u16 {
    1
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSignature {
    pub fields: Spanned<Vec<Text>>,
    pub separator: String,
    #[serde(default)]
    pub omit_blank_in_publication: bool,
}
