//! manifest.json: what a package holds, with the digest of every part and of the manifest itself.

use super::{Fault, MAX_FORMS, PackageError};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// The value of the key `format`.
pub const FORMAT: &str = "jibiao.package/1";
/// Path of the manifest.
pub(super) const MANIFEST: &str = "manifest.json";
/// Path of the waivers.
pub(super) const WAIVERS: &str = "waivers.json";
/// Folder of the prints.
pub(super) const PDF_FOLDER: &str = "pdf/";

/// The manifest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// [`FORMAT`]
    pub format: String,
    /// Version of the program that made the package.
    pub program: String,
    /// The unit, where all forms are of one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Its code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department_code: Option<String>,
    /// The budget year, where all forms are of one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<i32>,
    /// The forms in order.
    pub forms: Vec<FormEntry>,
    /// All parts but the manifest, sorted by path.
    pub parts: Vec<PartEntry>,
    /// SHA-256 of the canonical manifest without this key, in lower-case hexadecimal digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
}

/// A form in the manifest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormEntry {
    /// `forms/000.json`
    pub path: String,
    /// Name of the form, for people.
    pub name: String,
    /// 数据校验码, as printed.
    pub check_code: String,
}

/// A part in the manifest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartEntry {
    /// Path inside the archive.
    pub path: String,
    /// In bytes, unpacked.
    pub size: u64,
    /// SHA-256 of the bytes, in lower-case hexadecimal digits.
    pub sha256: String,
}

impl Manifest {
    /// The digest over the canonical manifest (RFC 8785) without the key `digest`.
    pub fn own_digest(&self) -> String {
        let bare = Manifest { digest: None, ..self.clone() };
        // Strings, whole numbers and lists: the canonicalizer can write all of them.
        sha256(&serde_json_canonicalizer::to_vec(&bare).unwrap_or_default())
    }

    /// Reads a manifest and checks what can be checked without the parts: version, order of the forms, sorted and known paths.
    pub fn parse(bytes: &[u8]) -> Result<Manifest, PackageError> {
        #[derive(Deserialize)]
        struct Head {
            format: String,
        }
        let refuse = |reason: String| PackageError::of(MANIFEST, Fault::Manifest(reason));
        let json =
            |error: serde_json::Error| refuse(format!("第 {} 行第 {} 列不合清单的写法", error.line(), error.column()));
        let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
        // The version first: a newer manifest may have keys that this program does not know.
        let head: Head = serde_json::from_slice(bytes).map_err(json)?;
        if head.format != FORMAT {
            let shown: String = head.format.chars().filter(|c| !c.is_control()).take(40).collect();
            return Err(if shown.starts_with("jibiao.package/") {
                PackageError::of(MANIFEST, Fault::TooNew(shown))
            } else {
                refuse(format!("格式是“{shown}”，应是“{FORMAT}”"))
            });
        }
        let manifest: Manifest = serde_json::from_slice(bytes).map_err(json)?;
        if manifest.forms.len() > MAX_FORMS {
            return Err(PackageError::whole(Fault::TooManyForms(manifest.forms.len())));
        }
        if manifest.digest.is_none() {
            return Err(refuse("没有清单自己的摘要（digest）".to_owned()));
        }
        let count = manifest.forms.len();
        for (index, form) in manifest.forms.iter().enumerate() {
            if form.path != form_path(index, count) {
                let wanted = form_path(index, count);
                return Err(refuse(format!("第 {} 份表应是 {wanted}", index + 1)));
            }
        }
        let listed: Vec<&str> = manifest.parts.iter().map(|part| part.path.as_str()).collect();
        if let Some(path) = listed.windows(2).find_map(|pair| match pair {
            [a, b] if a >= b => Some(*b),
            _ => None,
        }) {
            return Err(refuse(format!(
                "部件没有按路径排列，或写了两次：{}",
                PackageError::of(path, Fault::Doubled).part
            )));
        }
        for form in &manifest.forms {
            if listed.binary_search(&form.path.as_str()).is_err() {
                return Err(refuse(format!("部件里没有 {}", form.path)));
            }
        }
        for path in &listed {
            let a_form = manifest.forms.binary_search_by(|form| form.path.as_str().cmp(path)).is_ok();
            if !a_form && *path != WAIVERS && !is_pdf(path) {
                return Err(PackageError::of(path, Fault::StrangePath));
            }
        }
        Ok(manifest)
    }
}

/// `forms/000.json`: three digits, more where there are more than 1,000 forms, so that the order of the names is that of the forms.
pub fn form_path(index: usize, count: usize) -> String {
    let digits = count.saturating_sub(1).to_string().len().max(3);
    format!("forms/{index:0digits$}.json")
}

/// Whether a path is that of a print: `pdf/` and a plain file name.
pub(super) fn is_pdf(path: &str) -> bool {
    let name = path.strip_prefix(PDF_FOLDER).unwrap_or_default();
    name.len() > 4
        && path.len() <= 255
        && name.ends_with(".pdf")
        && !name.starts_with('.')
        && !name.contains('/')
        && is_safe(path)
}

/// Whether a path stays below the folder that it is unpacked in, on every system.
pub(super) fn is_safe(path: &str) -> bool {
    let strange = |c: char| c.is_control() || matches!(c, '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|');
    !path.contains(strange) && path.split('/').all(|step| !matches!(step, "" | "." | ".."))
}

/// SHA-256 in lower-case hexadecimal digits.
pub(super) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
