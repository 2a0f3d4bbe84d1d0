//! Several files, all or none.

use crate::error::{Code, Error};
use crate::files;
use std::path::PathBuf;

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
    /// A file that begins like this: an earlier one of ours.
    Kind(&'static [u8]),
}

/// Writes all files, or leaves the folder as it was: what is in the way is seen before the first is written, and when a disk fills up the
/// new ones are taken away again.
pub(super) fn all(outputs: &[Output]) -> Result<(), Error> {
    let mut before = Vec::with_capacity(outputs.len());
    for output in outputs {
        if let Over::Kind(magic) = output.over {
            files::only_over(&output.path, magic)?;
        }
        let present = std::fs::read(&output.path).ok();
        if matches!(output.over, Over::Same) && present.as_ref().is_some_and(|present| *present != output.bytes) {
            let hint = "没有覆盖它，请换一个文件夹，或先移走它";
            return Err(Error::new(Code::FileExists, "已有同名文件，内容不同", hint).of(&output.path));
        }
        before.push(present);
    }
    for (number, output) in outputs.iter().enumerate() {
        if let Err(error) = files::write(&output.path, &output.bytes) {
            for (written, before) in outputs.iter().zip(&before).take(number) {
                // What cannot be undone on a failing disk is no other fault than the one that is told.
                let _ = match before {
                    Some(before) => files::write(&written.path, before),
                    None => files::remove(&written.path),
                };
            }
            return Err(error);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn output(path: PathBuf, bytes: &[u8]) -> Output {
        Output { path, bytes: bytes.to_vec(), over: Over::Same }
    }

    #[test]
    fn where_one_file_cannot_be_written_none_stays() {
        let folder = tempfile::tempdir().unwrap();
        let (first, second) = (folder.path().join("a.txt"), folder.path().join("b.txt"));
        std::fs::create_dir(&second).unwrap();
        let both = |text: &[u8]| all(&[output(first.clone(), text), output(second.clone(), text)]);
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
}
