//! The forms of a survey wait in a nameless file, so that the memory does not hold them.

use crate::error::Error;
use crate::files;
use jibiao_exchange::package::Waiver;
use jibiao_model::{Form, json};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// Where a form waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Place {
    offset: u64,
    form: usize,
    waivers: usize,
}

impl Place {
    /// Bytes that it takes.
    pub fn len(&self) -> usize {
        self.form + self.waivers
    }
}

/// A form as bytes: what the spool holds of it.
#[derive(Debug)]
pub(super) struct Packed {
    bytes: Vec<u8>,
    form: usize,
}

impl Packed {
    /// A form with its waivers.
    pub fn of(form: &Form, waivers: &[Waiver]) -> Packed {
        let mut bytes = json::to_string(form).into_bytes();
        let form = bytes.len();
        if !waivers.is_empty() {
            // Texts and numbers: nothing that could not be written.
            bytes.extend(serde_json::to_vec(waivers).unwrap_or_default());
        }
        Packed { bytes, form }
    }

    /// The form and its waivers again. `None` where the file was changed under our hands.
    pub fn unpack(&self) -> Option<(Form, Vec<Waiver>)> {
        let (form, waivers) = self.bytes.split_at_checked(self.form)?;
        let form = json::parse(std::str::from_utf8(form).ok()?).ok()?;
        let waivers = if waivers.is_empty() { Vec::new() } else { serde_json::from_slice(waivers).ok()? };
        Some((form, waivers))
    }
}

/// The file.
#[derive(Debug)]
pub(super) struct Spool {
    file: File,
    end: u64,
    folder: PathBuf,
}

impl Spool {
    /// In this folder, where the report will need the room anyway; the system removes the file when the program ends.
    pub fn new(folder: &Path) -> Result<Spool, Error> {
        let made = std::fs::create_dir_all(folder).and_then(|()| tempfile::tempfile_in(folder));
        let file = made.map_err(|error| files::write_error(folder, &error))?;
        Ok(Spool { file, end: 0, folder: folder.to_owned() })
    }

    /// Adds forms.
    pub fn put(&mut self, packed: &Packed) -> Result<Place, Error> {
        let place = Place { offset: self.end, form: packed.form, waivers: packed.bytes.len() - packed.form };
        self.file.write_all(&packed.bytes).map_err(|error| self.failed(&error))?;
        self.end += packed.bytes.len() as u64;
        Ok(place)
    }

    /// Reads a form's bytes.
    pub fn get(&mut self, place: &Place) -> Result<Packed, Error> {
        let mut bytes = vec![0; place.len()];
        let read = self.file.seek(SeekFrom::Start(place.offset)).and_then(|_| self.file.read_exact(&mut bytes));
        read.map_err(|error| self.failed(&error))?;
        Ok(Packed { bytes, form: place.form })
    }

    fn failed(&self, error: &io::Error) -> Error {
        files::write_error(&self.folder, error)
    }
}
