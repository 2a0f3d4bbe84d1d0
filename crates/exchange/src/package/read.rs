//! Bytes -> package, with every digest and check code recomputed on the way.

use super::archive::unpack;
use super::manifest::{MANIFEST, PDF_FOLDER, WAIVERS, sha256};
use super::{Fault, Manifest, Package, PackageError, Waiver};
use jibiao_model::Form;
use jibiao_model::check_code::check_code;
use std::collections::BTreeMap;

/// A package that was opened: its manifest makes sense, its contents are not yet compared with it.
#[derive(Debug, Clone)]
pub struct Parts {
    /// The manifest.
    pub manifest: Manifest,
    /// Bytes by path, without the manifest.
    contents: BTreeMap<String, Vec<u8>>,
}

/// Opens a package. Refused here: what is no package, what is too much for one, unsafe or doubled paths, a manifest that cannot be read
/// and versions that are too new. [`Parts::faults`] then tells what is not as the manifest says.
pub fn open(bytes: &[u8]) -> Result<Parts, PackageError> {
    let mut contents = unpack(bytes)?;
    let Some(manifest) = contents.remove(MANIFEST) else {
        return Err(PackageError::whole(Fault::NoManifest));
    };
    Ok(Parts { manifest: Manifest::parse(&manifest)?, contents })
}

/// Reads a package whose parts are all as its manifest says; the first that is not refuses it.
pub fn read(bytes: &[u8]) -> Result<Package, PackageError> {
    let mut parts = open(bytes)?;
    if let Some(fault) = parts.faults().into_iter().next() {
        return Err(fault);
    }
    let mut forms = Vec::with_capacity(parts.manifest.forms.len());
    for entry in &parts.manifest.forms {
        let (form, code) = parts.form(&entry.path)?;
        if code != entry.check_code {
            return Err(differing_code(&entry.path, code, &entry.check_code));
        }
        forms.push(form);
    }
    let waivers = parts.waivers()?;
    let mut pdfs = Vec::new();
    for (path, content) in std::mem::take(&mut parts.contents) {
        if let Some(name) = path.strip_prefix(PDF_FOLDER) {
            pdfs.push((name.to_owned(), content));
        }
    }
    let Manifest { program, unit, department_code, year, .. } = parts.manifest;
    Ok(Package { program, unit, department_code, year, forms, waivers, pdfs })
}

pub(super) fn differing_code(path: &str, computed: String, listed: &str) -> PackageError {
    let listed = listed.chars().filter(|c| !c.is_control()).take(40).collect();
    PackageError::of(path, Fault::CheckCode { computed, listed })
}

impl Parts {
    /// Everything in which the parts differ from the manifest, and the manifest from its own digest.
    pub fn faults(&self) -> Vec<PackageError> {
        let mut faults = Vec::new();
        // First, because a changed manifest makes the parts look changed.
        if self.manifest.digest.as_deref() != Some(self.manifest.own_digest().as_str()) {
            faults.push(PackageError::of(MANIFEST, Fault::WholeDigest));
        }
        let listed: BTreeMap<&str, _> = self.manifest.parts.iter().map(|part| (part.path.as_str(), part)).collect();
        for part in &self.manifest.parts {
            match self.contents.get(&part.path) {
                None => faults.push(PackageError::of(&part.path, Fault::Missing)),
                Some(content) if content.len() as u64 != part.size || sha256(content) != part.sha256 => {
                    faults.push(PackageError::of(&part.path, Fault::Digest));
                }
                Some(_) => {}
            }
        }
        let unlisted = self.contents.keys().filter(|path| !listed.contains_key(path.as_str()));
        faults.extend(unlisted.map(|path| PackageError::of(path, Fault::Unlisted)));
        faults
    }

    /// A form and its recomputed check code.
    pub(super) fn form(&self, path: &str) -> Result<(Form, String), PackageError> {
        let content = self.contents.get(path).ok_or_else(|| PackageError::of(path, Fault::Missing))?;
        let text = std::str::from_utf8(content).map_err(|_| PackageError::of(path, Fault::Encoding))?;
        let form = jibiao_model::json::parse(text).map_err(|fault| PackageError::of(path, Fault::Form(fault)))?;
        let code = check_code(&form);
        Ok((form, code))
    }

    /// The waivers; none where there is no such part.
    pub(super) fn waivers(&self) -> Result<Vec<Waiver>, PackageError> {
        let refuse = |reason| PackageError::of(WAIVERS, Fault::Waivers(reason));
        let Some(content) = self.contents.get(WAIVERS) else { return Ok(Vec::new()) };
        let waivers: Vec<Waiver> = serde_json::from_slice(content)
            .map_err(|error| refuse(format!("第 {} 行第 {} 列不合写法", error.line(), error.column())))?;
        match waivers.iter().find(|waiver| waiver.form >= self.manifest.forms.len()) {
            Some(waiver) => Err(refuse(format!("说到第 {} 份表，数据包里没有", waiver.form.saturating_add(1)))),
            None => Ok(waivers),
        }
    }
}
