//! The library's file.

use super::{Indicator, Kind, Library};
use jibiao_model::level::Level2;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The program's own file.
pub(super) const BUILTIN: &str = include_str!("indicators.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    kind: Vec<RawKind>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawKind {
    key: String,
    name: String,
    about: String,
    /// By code of the second level.
    indicators: BTreeMap<String, Vec<RawIndicator>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawIndicator {
    name: String,
    values: Vec<String>,
    note: String,
}

/// Reads the file; the error is the TOML reader's, or the code that is no second level.
pub(super) fn parse(text: &str) -> Result<Library, String> {
    let file: File = toml::from_str(text).map_err(|error| error.to_string())?;
    let mut library = Library::default();
    for mut kind in file.kind {
        for (level2, code, _) in Level2::ALL {
            for raw in kind.indicators.remove(code).unwrap_or_default() {
                library.indicators.push(Indicator::new(&kind.key, level2, &raw.name, raw.values, &raw.note));
            }
        }
        if let Some((unknown, _)) = kind.indicators.pop_first() {
            return Err(format!("{}: {unknown}", kind.key));
        }
        library.kinds.push(Kind { key: kind.key, name: kind.name, about: kind.about });
    }
    Ok(library)
}
