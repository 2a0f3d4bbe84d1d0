//! S6: preview, PDF, printer.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CopyKind {
    /// 报送: for signature, with check code
    #[default]
    Filing,
    /// 公开: without names and phone
    Publication,
}

/// Asks for the pages of a form.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct Preview {
    /// The form
    pub form: i64,
    /// Which copy
    #[serde(default)]
    pub copy: Option<CopyKind>,
    /// Only these pages, from 1; left out = all
    #[serde(default)]
    pub pages: Option<Vec<usize>>,
}

/// A page as a picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PreviewPage {
    /// Number, from 1
    pub number: usize,
    /// SVG
    pub svg: String,
}

/// A character that no font has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct MissingCharacter {
    /// Where; null for labels
    pub path: Option<String>,
    /// The character
    pub character: String,
}

/// A blank place below the grid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Unsigned {
    /// The cell
    pub path: String,
    /// Its label
    pub label: String,
}

/// Answer of `print.preview`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PreviewPages {
    /// The pages asked for
    pub pages: Vec<PreviewPage>,
    /// How many the form has
    pub page_count: usize,
    /// Why it is a draft; empty where it is none
    pub draft: String,
    /// 负责人, 经办人, 联系电话, 填报日期: those that are blank in a filing copy
    pub unsigned: Vec<Unsigned>,
    /// Characters that no font has
    pub missing: Vec<MissingCharacter>,
    /// Check code of the filing copy
    pub check_code: Option<String>,
}

/// What is to be printed.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct PrintPdf {
    /// The forms, in this order
    pub forms: Vec<i64>,
    /// Which copy
    #[serde(default)]
    pub copy: Option<CopyKind>,
    /// One file with bookmarks (`path` is the file) or a file each (`path` is a folder)
    pub together: bool,
    /// Where to
    pub path: String,
    /// Replace a PDF that is there
    #[serde(default)]
    pub replace: Option<bool>,
}

/// Prints without keeping the file.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct PrintNow {
    /// The forms, in this order
    pub forms: Vec<i64>,
    /// Which copy
    #[serde(default)]
    pub copy: Option<CopyKind>,
    /// Name of the printer; left out = the system's own, and where there is none the file for a viewer
    #[serde(default)]
    pub printer: Option<String>,
}

/// Answer of `print.now`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PrintedNow {
    /// Handed to the printer
    pub printed: bool,
    /// The PDF; the shell opens it where it was not handed to a printer
    pub path: String,
    /// 已送到打印机; what to do where it was not
    pub message: String,
}

/// Answer of `print.printers`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Printers {
    /// Names, the system's own first
    pub printers: Vec<String>,
}
