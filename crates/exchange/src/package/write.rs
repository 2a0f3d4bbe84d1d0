//! Package -> bytes. The same package gives the same bytes.

use super::archive::pack;
use super::manifest::{FORMAT, MANIFEST, PDF_FOLDER, WAIVERS, form_path, is_pdf, sha256};
use super::{Fault, FormEntry, MAX_FORMS, MAX_PACKAGE, Manifest, Package, PackageError, PartEntry};
use jibiao_model::check_code::check_code;
use jibiao_model::json;
use std::collections::BTreeMap;

/// Writes a package. Refused: more forms than [`MAX_FORMS`], file names of prints that a package cannot have, and what would become larger
/// than a reader opens.
pub fn write(package: &Package) -> Result<Vec<u8>, PackageError> {
    let count = package.forms.len();
    if count > MAX_FORMS {
        return Err(PackageError::whole(Fault::TooManyForms(count)));
    }
    let mut parts = BTreeMap::new();
    let mut forms = Vec::with_capacity(count);
    for (index, form) in package.forms.iter().enumerate() {
        let path = form_path(index, count);
        let entry = FormEntry { path: path.clone(), name: form.name().to_owned(), check_code: check_code(form) };
        parts.insert(path, (json::to_string(form) + "\n").into_bytes());
        forms.push(entry);
    }
    if !package.waivers.is_empty() {
        parts.insert(WAIVERS.to_owned(), pretty(&package.waivers));
    }
    for (name, content) in &package.pdfs {
        let path = format!("{PDF_FOLDER}{name}");
        if !is_pdf(&path) {
            return Err(PackageError::of(&path, Fault::UnsafePath));
        }
        if parts.insert(path.clone(), content.clone()).is_some() {
            return Err(PackageError::of(&path, Fault::Doubled));
        }
    }
    let entry = |(path, content): (&String, &Vec<u8>)| PartEntry {
        path: path.clone(),
        size: content.len() as u64,
        sha256: sha256(content),
    };
    let mut manifest = Manifest {
        format: FORMAT.to_owned(),
        program: package.program.clone(),
        unit: package.unit.clone(),
        department_code: package.department_code.clone(),
        year: package.year,
        forms,
        parts: parts.iter().map(entry).collect(),
        digest: None,
    };
    manifest.digest = Some(manifest.own_digest());
    parts.insert(MANIFEST.to_owned(), pretty(&manifest));
    // Writing into memory fails only where an archive would not be one: too many or too large parts.
    let bytes = pack(&parts).map_err(|_| PackageError::whole(Fault::TooLarge))?;
    // What is written must open again: the limits of reading are proven on the bytes themselves.
    if bytes.len() > MAX_PACKAGE {
        return Err(PackageError::whole(Fault::TooLarge));
    }
    super::read(&bytes)?;
    Ok(bytes)
}

fn pretty(value: &impl serde::Serialize) -> Vec<u8> {
    // Structs of strings, numbers and lists have nothing that serde_json cannot write.
    let mut bytes = serde_json::to_vec_pretty(value).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}
