//! The zip layer: bounded reading into memory, and bytes that depend on nothing but the parts.

use super::manifest::{MANIFEST, is_safe};
use super::{FREE_UNPACKED, Fault, MAX_PACKAGE, MAX_PART, MAX_PARTS, MAX_RATIO, MAX_UNPACKED, PackageError};
use std::collections::{BTreeMap, HashSet};
use std::io::{Cursor, Read, Write};
use zip::read::{ArchiveOffset, Config, ZipFile};
use zip::result::ZipResult;
use zip::unstable::read::ZipIterable;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, System, ZipReadOptions, ZipWriter};

/// Unpacks all parts. Memory: at most [`MAX_UNPACKED`] bytes above the package itself, whatever sizes its headers claim.
///
/// The entries are walked one by one: an index of the whole archive would hide entries of one name behind the last of them.
pub(super) fn unpack(bytes: &[u8]) -> Result<BTreeMap<String, Vec<u8>>, PackageError> {
    if bytes.len() > MAX_PACKAGE {
        return Err(PackageError::whole(Fault::TooLarge));
    }
    let whole = |_| PackageError::whole(Fault::NotAPackage);
    // Bytes before the archive would be another file that somebody else may read.
    let config = Config { archive_offset: ArchiveOffset::Known(0) };
    let mut archive = ZipIterable::try_new(Cursor::new(bytes), config).map_err(whole)?.enforce_header_consistency(true);
    if archive.len() > MAX_PARTS + 1 {
        return Err(PackageError::whole(Fault::TooManyParts(archive.len() - 1)));
    }
    let mut parts = BTreeMap::new();
    let mut seen = HashSet::new();
    let mut room = Room::of(bytes.len());
    let mut entries = archive.files_with_cloned_reader(ZipReadOptions::default()).map_err(whole)?;
    while let Some(entry) = entries.next() {
        let mut entry = entry.map_err(whole)?;
        let path = path_of(&entry)?;
        if !seen.insert(path.to_lowercase()) {
            return Err(PackageError::of(&path, Fault::Doubled));
        }
        let content = content_of(&mut entry, &path, &room)?;
        room.left -= content.len();
        parts.insert(path, content);
    }
    Ok(parts)
}

fn path_of<R: Read>(entry: &ZipFile<'_, R>) -> Result<String, PackageError> {
    let Ok(path) = std::str::from_utf8(entry.name_raw()) else {
        return Err(PackageError::of(&String::from_utf8_lossy(entry.name_raw()), Fault::Encoding));
    };
    if !is_safe(path) {
        return Err(PackageError::of(path, Fault::UnsafePath));
    }
    let stored = matches!(entry.compression(), CompressionMethod::Stored | CompressionMethod::Deflated);
    if !stored || entry.encrypted() || !entry.is_file() || entry.is_symlink() {
        return Err(PackageError::of(path, Fault::StrangeStorage));
    }
    Ok(path.to_owned())
}

/// How much may still be unpacked, and what it means when that is not enough.
struct Room {
    left: usize,
    exceeded: Fault,
}

impl Room {
    fn of(packed: usize) -> Room {
        let grown = FREE_UNPACKED.max(packed.saturating_mul(MAX_RATIO));
        if grown < MAX_UNPACKED {
            Room { left: grown, exceeded: Fault::Bomb }
        } else {
            Room { left: MAX_UNPACKED, exceeded: Fault::UnpackedTooLarge }
        }
    }
}

fn content_of<R: Read>(entry: &mut ZipFile<'_, R>, path: &str, room: &Room) -> Result<Vec<u8>, PackageError> {
    let (limit, exceeded) =
        if MAX_PART < room.left { (MAX_PART, Fault::PartTooLarge) } else { (room.left, room.exceeded.clone()) };
    let mut content = Vec::new();
    // One byte more than allowed, so that exactly the allowed size is still read to its checksum.
    let read = entry.take(limit as u64 + 1).read_to_end(&mut content);
    if content.len() > limit {
        return Err(PackageError::of(path, exceeded));
    }
    read.map_err(|_| PackageError::of(path, Fault::Broken))?;
    Ok(content)
}

/// Packs parts, the manifest first and then by path: fixed times, rights and level, so that the same parts give the same bytes.
pub(crate) fn pack(parts: &BTreeMap<String, Vec<u8>>) -> ZipResult<Vec<u8>> {
    // `DEFAULT` has the time 1980-01-01; the system is named because the crate would write the one it runs on.
    let options = SimpleFileOptions::DEFAULT
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(6))
        .system(System::Unix)
        .unix_permissions(0o644);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let manifest = parts.get_key_value(MANIFEST);
    for (path, content) in manifest.into_iter().chain(parts.iter().filter(|(path, _)| *path != MANIFEST)) {
        archive.start_file(path, options)?;
        archive.write_all(content)?;
    }
    Ok(archive.finish()?.into_inner())
}
