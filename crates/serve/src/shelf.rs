//! Files between the browser and the engine: what the user chose is put here for the engine to read, what the engine wrote here the user
//! downloads. Nothing else of the machine is handed out.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

/// What a killed program left is thrown away after a day; another one that runs beside this one keeps its own.
const LEFT_OVER: Duration = Duration::from_secs(24 * 60 * 60);
/// Bytes that may lie here at a time.
pub const ROOM: u64 = 1 << 30;

/// A folder of this run's own.
pub struct Shelf {
    parent: PathBuf,
    /// Where the engine puts prints for a viewer
    prints: PathBuf,
    folder: Mutex<Option<tempfile::TempDir>>,
    places: AtomicU64,
}

impl Shelf {
    /// Files will lie below `parent`; nothing is made before the first one.
    pub fn new(parent: &Path, prints: &Path) -> Shelf {
        Shelf {
            parent: parent.to_owned(),
            prints: prints.to_owned(),
            folder: Mutex::new(None),
            places: AtomicU64::new(0),
        }
    }

    /// A path for a file of this name that nobody has, with its folder made. The name is a user's: only its last part counts, and a name that
    /// no system takes becomes a plain one.
    pub fn place(&self, name: &str) -> io::Result<PathBuf> {
        Ok(self.folder()?.join(plain(name)))
    }

    /// A new folder for files of the engine's.
    pub fn folder(&self) -> io::Result<PathBuf> {
        let mut folder = self.folder.lock().unwrap_or_else(PoisonError::into_inner);
        if folder.is_none() {
            *folder = Some(make(&self.parent)?);
        }
        let Some(folder) = &*folder else { return Err(io::ErrorKind::NotFound.into()) };
        if size(folder.path()) > ROOM {
            return Err(io::ErrorKind::StorageFull.into());
        }
        let number = self.places.fetch_add(1, Ordering::Relaxed);
        let place = folder.path().join(number.to_string());
        std::fs::create_dir(&place)?;
        Ok(place)
    }

    /// Takes everything away; what the next one puts here stands in a new folder.
    pub fn clear(&self) {
        let folder = self.folder.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(folder) = folder {
            // What cannot be removed is thrown away by a later run.
            let _ = folder.close();
        }
    }

    /// The file behind a path that the pages know; `None` for anything that neither lies here nor is a print.
    pub fn file(&self, path: &Path) -> Option<PathBuf> {
        let folder = self.folder.lock().unwrap_or_else(PoisonError::into_inner);
        let own = folder.as_ref().map(|folder| folder.path().to_owned());
        // Links and `..` are followed first: what counts is where the file really is.
        let file = path.canonicalize().ok().filter(|file| file.is_file())?;
        let mut from = own.into_iter().chain([self.prints.clone()]).filter_map(|folder| folder.canonicalize().ok());
        from.any(|folder| file.starts_with(folder)).then_some(file)
    }
}

fn make(parent: &Path) -> io::Result<tempfile::TempDir> {
    std::fs::create_dir_all(parent)?;
    for entry in std::fs::read_dir(parent)?.flatten() {
        let modified = entry.metadata().and_then(|entry| entry.modified());
        let age = modified.ok().and_then(|at| SystemTime::now().duration_since(at).ok());
        if age.is_some_and(|age| age > LEFT_OVER) {
            // In the way of nobody where it cannot be removed.
            let _ = std::fs::remove_dir_all(entry.path());
        }
    }
    let mut builder = tempfile::Builder::new();
    builder.prefix("run-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(std::fs::Permissions::from_mode(0o700));
    }
    builder.tempdir_in(parent)
}

fn size(folder: &Path) -> u64 {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let sizes = entries.map(|entry| match entry.metadata() {
        Ok(data) if data.is_dir() => size(&entry.path()),
        Ok(data) => data.len(),
        Err(_) => 0,
    });
    sizes.sum()
}

fn plain(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let refused = |c: char| c.is_control() || matches!(c, ':' | '*' | '?' | '"' | '<' | '>' | '|');
    let name: String = last.chars().take(60).map(|c| if refused(c) { '_' } else { c }).collect();
    let name = name.trim().trim_matches('.');
    if name.is_empty() { "file".to_owned() } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_a_place_and_nothing_else_is_handed_out() {
        let parent = tempfile::tempdir().unwrap();
        let prints = parent.path().join("print");
        let shelf = Shelf::new(&parent.path().join("browser"), &prints);
        assert_eq!(shelf.file(Path::new("/etc/hostname")), None);
        assert!(!parent.path().join("browser").exists(), "nothing is made before it is needed");
        let place = shelf.place("../../去年/表.xlsx").unwrap();
        assert_eq!(place.file_name().unwrap(), "表.xlsx");
        std::fs::write(&place, "x").unwrap();
        assert_eq!(shelf.file(&place), Some(place.canonicalize().unwrap()));
        let other = shelf.place("表.xlsx").unwrap();
        assert_ne!(place, other);
        assert_eq!(shelf.file(&other), None, "not written yet");
        assert_eq!(shelf.file(place.parent().unwrap()), None, "a folder");
        let outside = parent.path().join("secret");
        std::fs::write(&outside, "x").unwrap();
        assert_eq!(shelf.file(&outside), None);
        assert_eq!(shelf.file(&place.parent().unwrap().join("../../../../secret")), None);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            std::os::unix::fs::symlink(&outside, &other).unwrap();
            assert_eq!(shelf.file(&other), None, "a link that leads outside");
            let folder = place.ancestors().nth(2).unwrap();
            assert_eq!(std::fs::metadata(folder).unwrap().permissions().mode() & 0o777, 0o700);
        }
        std::fs::create_dir(&prints).unwrap();
        std::fs::write(prints.join("a.pdf"), "x").unwrap();
        assert!(shelf.file(&prints.join("a.pdf")).is_some());
        assert!(shelf.folder().unwrap().is_dir());
        for name in ["", "..", "/", "a/..", "\u{0}", "?"] {
            let place = shelf.place(name).unwrap();
            assert!(!place.file_name().unwrap().is_empty() && place.starts_with(parent.path()), "{name:?}");
        }
        drop(shelf);
        assert_eq!(std::fs::read_dir(parent.path().join("browser")).unwrap().count(), 0, "taken away at the end");
    }
}
