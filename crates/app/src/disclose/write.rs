//! Several files, all or none.

use crate::error::{Code, Error};
use crate::files;
use crate::print;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// A file to write.
pub(super) struct Output {
    pub path: PathBuf,
    pub bytes: Vec<u8>,
    pub over: Over,
}

/// What may stand there already.
pub(super) enum Over {
    /// The same bytes only: a person may have gone on in the file.
    Same,
    /// Anything; what is another is moved aside.
    Aside,
    /// A print of ours.
    Print,
}

/// What was done to the folder, to be taken back.
enum Done<'a> {
    Moved { from: &'a Path, to: PathBuf },
    Wrote { path: &'a Path, before: Option<Vec<u8>> },
}

/// Writes all files, or leaves the folder as it was: what is in the way is seen before the first is written, and when a disk fills up the
/// new ones are taken away again. `stale` is a file of an earlier time that is moved aside. Gives the new names of what was moved.
pub(super) fn all(outputs: &[Output], stale: Option<&Path>) -> Result<Vec<PathBuf>, Error> {
    for output in outputs {
        match output.over {
            Over::Print => files::only_over_ours(&output.path, print::is_own)?,
            Over::Same if differs(output) => {
                let hint = "没有覆盖它，请换一个文件夹，或先移走它";
                return Err(Error::new(Code::FileExists, "已有同名文件，内容不同", hint).of(&output.path));
            }
            Over::Same | Over::Aside => {}
        }
    }
    let mut done = Vec::new();
    match carry_out(outputs, stale, &mut done) {
        Ok(()) => {
            let moved = |done: Done<'_>| if let Done::Moved { to, .. } = done { Some(to) } else { None };
            Ok(done.into_iter().filter_map(moved).collect())
        }
        Err(error) => {
            take_back(done);
            Err(error)
        }
    }
}

fn differs(output: &Output) -> bool {
    present(&output.path).map_or(true, |present| present.is_some_and(|present| present != output.bytes))
}

/// What stands there; nothing where a folder does, for then writing fails. What cannot be read is something of somebody's.
fn present(path: &Path) -> Result<Option<Vec<u8>>, Error> {
    match std::fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound || path.is_dir() => Ok(None),
        Err(_) => {
            let hint = "没有覆盖它，请换一个文件夹，或先移走它";
            Err(Error::new(Code::FileExists, "已有同名文件，读不出来", hint).of(path))
        }
    }
}

fn carry_out<'a>(outputs: &'a [Output], stale: Option<&'a Path>, done: &mut Vec<Done<'a>>) -> Result<(), Error> {
    let changed = outputs.iter().filter(|output| matches!(output.over, Over::Aside) && differs(output));
    for from in changed.map(|output| output.path.as_path()).chain(stale.filter(|path| path.is_file())) {
        let to = files::move_aside(from)?;
        done.push(Done::Moved { from, to });
    }
    for output in outputs {
        let before = present(&output.path)?;
        files::write(&output.path, &output.bytes)?;
        done.push(Done::Wrote { path: &output.path, before });
    }
    Ok(())
}

/// The last first. What cannot be undone on a failing disk is no other fault than the one that is told.
fn take_back(done: Vec<Done<'_>>) {
    for done in done.into_iter().rev() {
        let _ = match done {
            Done::Wrote { path, before: Some(before) } => files::write(path, &before),
            Done::Wrote { path, before: None } => files::remove(path),
            Done::Moved { from, to } => files::rename(&to, from),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn output(path: PathBuf, bytes: &[u8], over: Over) -> Output {
        Output { path, bytes: bytes.to_vec(), over }
    }

    #[test]
    fn where_one_file_cannot_be_written_none_stays() {
        let folder = tempfile::tempdir().unwrap();
        let (first, second) = (folder.path().join("a.txt"), folder.path().join("b.txt"));
        std::fs::create_dir(&second).unwrap();
        let both = |text: &[u8]| {
            all(&[output(first.clone(), text, Over::Same), output(second.clone(), text, Over::Same)], None)
        };
        assert_eq!(both(b"1").unwrap_err().code, Code::FileWrite);
        assert!(!first.exists());
        std::fs::remove_dir(&second).unwrap();
        both(b"1").unwrap();
        both(b"1").unwrap();
        std::fs::write(&second, "改过").unwrap();
        std::fs::remove_file(&first).unwrap();
        assert_eq!(both(b"1").unwrap_err().code, Code::FileExists);
        assert!(!first.exists());
    }

    #[cfg(unix)]
    #[test]
    fn what_cannot_be_read_is_not_taken_for_absent() {
        let folder = tempfile::tempdir().unwrap();
        let (first, second) = (folder.path().join("a.txt"), folder.path().join("b.txt"));
        // Unreadable for everybody, also for who may read all files: a link that leads to itself.
        std::os::unix::fs::symlink(&second, &second).unwrap();
        for over in [Over::Same, Over::Kind(b"%PDF-")] {
            let outputs = [output(first.clone(), b"1", Over::Same), output(second.clone(), b"1", over)];
            assert_eq!(all(&outputs, None).unwrap_err().code, Code::FileExists);
            assert!(second.is_symlink() && !first.exists());
        }
        let moved = all(&[output(second.clone(), b"1", Over::Aside)], None).unwrap();
        assert!(moved[0].is_symlink(), "kept under another name");
        assert_eq!(std::fs::read(&second).unwrap(), b"1");
    }

    #[test]
    fn what_is_moved_aside_keeps_its_content_and_comes_back_where_the_rest_fails() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let names = || {
            let entries = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name());
            let mut names: Vec<String> = entries.map(|name| name.to_string_lossy().into_owned()).collect();
            names.sort();
            names
        };
        std::fs::write(at("a.txt"), "人改过的").unwrap();
        std::fs::write(at("旧.pdf"), "%PDF-").unwrap();
        std::fs::create_dir(at("b.txt")).unwrap();
        let write = || {
            let outputs = [output(at("a.txt"), b"1", Over::Aside), output(at("b.txt"), b"1", Over::Aside)];
            all(&outputs, Some(&at("旧.pdf")))
        };
        assert_eq!(write().unwrap_err().code, Code::FileWrite);
        assert_eq!(names(), ["a.txt", "b.txt", "旧.pdf"]);
        assert_eq!(std::fs::read_to_string(at("a.txt")).unwrap(), "人改过的");
        std::fs::remove_dir(at("b.txt")).unwrap();
        let moved = write().unwrap();
        assert_eq!(moved, [at("a（旧）.txt"), at("旧（旧）.pdf")]);
        assert_eq!(std::fs::read_to_string(at("a（旧）.txt")).unwrap(), "人改过的");
        assert_eq!(names().len(), 4);
    }
}
