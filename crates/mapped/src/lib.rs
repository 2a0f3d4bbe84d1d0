//! Files mapped into memory: the fonts (60 MB), of which a print touches a few pages. Read into the heap they would count in full.

use std::fs::File;
use std::io;
use std::path::Path;

/// The bytes of a file that stays as it is while the program runs.
#[derive(Debug)]
pub struct Mapped(memmap2::Mmap);

impl Mapped {
    /// Maps a file. Meant for files of the installation only: a file that another program shortens while it is mapped would end this one.
    ///
    /// # Errors
    /// When the file cannot be opened or mapped.
    #[expect(
        unsafe_code,
        reason = "the kernel cannot promise that nobody changes the file; fonts of the installation are not changed"
    )]
    pub fn open(path: &Path) -> io::Result<Mapped> {
        let file = File::open(path)?;
        // SAFETY: the map is read only, and the caller names a file of the installation, which nobody writes.
        unsafe { memmap2::Mmap::map(&file) }.map(Mapped)
    }
}

impl AsRef<[u8]> for Mapped {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mapped_file_has_the_bytes_of_the_file() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
        assert_eq!(Mapped::open(&path).unwrap().as_ref(), std::fs::read(&path).unwrap());
        assert_eq!(Mapped::open(Path::new("none")).unwrap_err().kind(), io::ErrorKind::NotFound);
    }
}
