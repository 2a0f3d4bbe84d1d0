//! Files in and out: which forms were named, bounded reading, and writing that leaves the old or the new file, never a half.

use crate::error::{Code, Error};
use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

/// A form file larger than this is refused unread: the longest texts and lists that the form JSON allows stay far below it.
pub const MAX_FILE: u64 = 64 << 20;

/// The name of standard input.
pub const STDIN: &str = "-";

/// A file that was named or found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Where it is; `-` for standard input.
    pub file: PathBuf,
    /// Its place below the folder that was named, or its own name: outputs mirror it.
    pub relative: PathBuf,
}

/// Extensions of files that hold forms.
const EXTENSIONS: [&str; 2] = ["json", "jbz"];

/// Expands what was named: folders give their form files and packages, sorted by name, at any depth; links are not followed.
pub fn find(named: &[PathBuf]) -> Result<Vec<Found>, Error> {
    find_of(named, &EXTENSIONS)
}

/// As [`find`], for files with these extensions.
pub fn find_of(named: &[PathBuf], extensions: &[&str]) -> Result<Vec<Found>, Error> {
    let mut found = Vec::new();
    for path in named {
        if path.as_os_str() == STDIN {
            found.push(Found { file: path.clone(), relative: PathBuf::from("stdin") });
        } else if path.is_dir() {
            for entry in walkdir::WalkDir::new(path).sort_by_file_name() {
                let entry = entry.map_err(|error| read_error(path, error.into()))?;
                let name = entry.file_name().to_string_lossy();
                // ~$ is what an office program puts beside a file that is open.
                let hidden = name.starts_with('.') || name.starts_with("~$");
                if entry.file_type().is_file() && !hidden && has_extension(entry.path(), extensions) {
                    let relative = entry.path().strip_prefix(path).unwrap_or(entry.path()).to_owned();
                    found.push(Found { file: entry.into_path(), relative });
                }
            }
        } else if path.exists() {
            refuse_special(path)?;
            let relative = path.file_name().map_or_else(|| path.clone(), PathBuf::from);
            found.push(Found { file: path.clone(), relative });
        } else {
            return Err(Error::new(Code::FileMissing, "没有这个文件或文件夹", "请检查名称和位置").of(path));
        }
    }
    Ok(found)
}

/// Whether a file has one of these extensions, in upper or lower case.
pub fn has_extension(path: &Path, extensions: &[&str]) -> bool {
    let own = path.extension().unwrap_or_default();
    extensions.iter().any(|extension| own.eq_ignore_ascii_case(OsStr::new(extension)))
}

/// Reads a UTF-8 text file, or standard input for `-`.
pub fn read_text(path: &Path) -> Result<String, Error> {
    text_of(path, read_bytes(path, MAX_FILE)?)
}

/// The bytes of this file as UTF-8 text.
pub fn text_of(path: &Path, bytes: Vec<u8>) -> Result<String, Error> {
    String::from_utf8(bytes).map_err(|error| {
        let message = format!("从第 {} 个字节起不是 UTF-8 文字", error.utf8_error().valid_up_to() + 1);
        Error::new(Code::FileEncoding, message, "请把文件另存为 UTF-8 编码").of(path)
    })
}

/// Reads a file of at most so many bytes, or standard input for `-`.
pub fn read_bytes(path: &Path, limit: u64) -> Result<Vec<u8>, Error> {
    if path.as_os_str() == STDIN {
        read_bounded(io::stdin().lock(), path, limit)
    } else {
        refuse_special(path)?;
        read_bounded(File::open(path).map_err(|error| read_error(path, error))?, path, limit)
    }
}

/// Whether something stands there that is neither file nor folder: a device, a named pipe. Reading it may never end, and replacing it would
/// take it from the system.
fn is_special(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|present| !present.is_file() && !present.is_dir())
}

fn refuse_special(path: &Path) -> Result<(), Error> {
    match is_special(path) {
        true => Err(Error::new(Code::FileRead, "这是设备或管道，不是文件", "要从管道读，请写 -").of(path)),
        false => Ok(()),
    }
}

/// The first bytes of a file; fewer where it is shorter or cannot be read.
pub fn head(path: &Path, length: u64) -> Vec<u8> {
    let mut head = Vec::new();
    if is_special(path) {
        return head;
    }
    // What cannot be read now is reported when the file is read as a whole.
    let _ = File::open(path).and_then(|file| file.take(length).read_to_end(&mut head));
    head
}

fn read_bounded(source: impl Read, path: &Path, limit: u64) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    source.take(limit + 1).read_to_end(&mut bytes).map_err(|error| read_error(path, error))?;
    if bytes.len() as u64 > limit {
        let message = format!("文件超过 {} MB", limit >> 20);
        return Err(Error::new(Code::FileSize, message, "表文件不会这么大，请检查是不是选错了文件").of(path));
    }
    Ok(bytes)
}

const IN_USE: &str = "别的程序正打开着它";

/// Windows lets one program keep others from a file: a sharing violation (32) or a locked part (33). Elsewhere these numbers mean other things.
fn is_in_use(error: &io::Error) -> bool {
    cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33))
}

pub(crate) fn read_error(path: &Path, error: io::Error) -> Error {
    let (message, hint) = match error.kind() {
        ErrorKind::NotFound => return Error::new(Code::FileMissing, "没有这个文件", "请检查名称和位置").of(path),
        ErrorKind::PermissionDenied => ("没有读取的权限".to_owned(), "请换一个账户，或修改文件的权限"),
        ErrorKind::IsADirectory => ("这是文件夹，不是文件".to_owned(), ""),
        _ if is_in_use(&error) => (IN_USE.to_owned(), "请在那里关闭它再试"),
        _ => (format!("读不出来：{}", reason(&error)), "请检查磁盘或U盘是否还连着"),
    };
    Error::new(Code::FileRead, message, hint).of(path)
}

pub(crate) fn write_error(path: &Path, error: &io::Error) -> Error {
    let (message, hint) = match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => ("磁盘空间不足，没有写成".to_owned(), "请腾出空间后再试"),
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            ("这里不让写".to_owned(), "请换一个文件夹，或修改它的权限")
        }
        ErrorKind::NotADirectory | ErrorKind::AlreadyExists => ("同名的文件挡住了文件夹".to_owned(), "请换一个位置"),
        ErrorKind::IsADirectory => ("同名的文件夹挡住了文件".to_owned(), "请换一个名称"),
        _ if is_in_use(error) => (IN_USE.to_owned(), "请在那里关闭它再试"),
        ErrorKind::InvalidFilename => ("文件名太长，或含有不能用的字".to_owned(), "请换一个名称"),
        ErrorKind::NotFound => ("没有这个文件夹，也建不了".to_owned(), "请换一个文件夹"),
        _ => (format!("没有写成：{}", reason(error)), "请检查磁盘或U盘是否还连着"),
    };
    Error::new(Code::FileWrite, message, hint).of(path)
}

/// What the system says, in Chinese; its own words are English. The number is for who looks after the machine.
pub fn reason(error: &io::Error) -> String {
    let words = match error.kind() {
        ErrorKind::NotFound => "没有这个文件或文件夹",
        ErrorKind::PermissionDenied => "没有权限",
        ErrorKind::ReadOnlyFilesystem => "磁盘是只读的",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "磁盘空间不足",
        ErrorKind::IsADirectory => "这是文件夹，不是文件",
        ErrorKind::NotADirectory | ErrorKind::AlreadyExists => "同名的文件挡住了文件夹",
        ErrorKind::UnexpectedEof => "文件不完整",
        _ => "系统没有说明原因",
    };
    error.raw_os_error().map_or_else(|| words.to_owned(), |number| format!("{words}，系统错误 {number}"))
}

/// Writes a file whole or not at all: beside it under another name, synced, then renamed over it. Makes missing folders.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    write_one_of_many(path, bytes)?;
    sync_folder(folder_of(path));
    Ok(())
}

/// As [`write`], for a file of a batch: whoever writes the batch calls [`sync_folder`] once at its end.
pub fn write_one_of_many(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    write_with(path, OF_ALL, |file| file.write_all(bytes))
}

/// As [`write`], for a file beside the data, which nobody else reads.
pub fn write_private(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    write_with(path, OF_ONE, |file| file.write_all(bytes))?;
    sync_folder(folder_of(path));
    Ok(())
}

/// Rights of a file as any program's output has them: the umask takes away what is not wanted.
const OF_ALL: u32 = 0o666;
const OF_ONE: u32 = 0o600;

/// Makes the names in a folder survive a power cut. Not every system can open a folder; the files themselves are synced.
pub fn sync_folder(folder: &Path) {
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}

/// The folder that a file stands in.
pub fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

fn write_with(path: &Path, rights: u32, fill: impl FnOnce(&mut File) -> io::Result<()>) -> Result<(), Error> {
    if is_special(path) {
        return Err(Error::new(Code::FileWrite, "这是设备或管道，不是文件", "请换一个名称").of(path));
    }
    let folder = folder_of(path);
    let result = (|| {
        std::fs::create_dir_all(folder)?;
        let mut builder = tempfile::Builder::new();
        builder.prefix(".jibiao-").suffix(".part");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            builder.permissions(std::fs::Permissions::from_mode(rights));
        }
        #[cfg(not(unix))]
        let _ = rights;
        let mut temporary = builder.tempfile_in(folder)?;
        fill(temporary.as_file_mut())?;
        temporary.as_file().sync_all()?;
        temporary.persist(path).map_err(|error| error.error)?;
        Ok(())
    })();
    result.map_err(|error: io::Error| write_error(path, &error))
}

/// Writes a new file; an existing one with other content, or one that cannot be read, is left alone and reported, because it may hold
/// somebody's work.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    if stands_there(path, bytes)? { Ok(()) } else { write(path, bytes) }
}

/// As [`write_new`]; in a dry run nothing is written, but what would be refused is.
pub fn write_new_unless(dry_run: bool, path: &Path, bytes: &[u8]) -> Result<(), Error> {
    if dry_run { stands_there(path, bytes).map(drop) } else { write_new(path, bytes) }
}

/// Whether this very file is there; another one is refused.
fn stands_there(path: &Path, bytes: &[u8]) -> Result<bool, Error> {
    match std::fs::metadata(path) {
        Ok(present) if !present.is_file() => Ok(false),
        Ok(present) if present.len() != bytes.len() as u64 => Err(kept(path, OTHER)),
        Ok(_) => match std::fs::read(path) {
            Ok(present) if present == bytes => Ok(true),
            Ok(_) => Err(kept(path, OTHER)),
            Err(_) => Err(kept(path, "已有同名文件，读不出来")),
        },
        Err(_) => Ok(false),
    }
}

const OTHER: &str = "已有同名文件，内容不同";
const KEPT: &str = "没有覆盖它，请换一个名称或位置";

/// The refusal to replace a file.
fn kept(path: &Path, message: &str) -> Error {
    Error::new(Code::FileExists, message, KEPT).of(path)
}

/// Refuses a place where a file stands, before the work for it starts.
pub fn only_new(path: &Path, hint: &str) -> Result<(), Error> {
    match path.is_file() {
        true => Err(Error::new(Code::FileExists, "已有同名文件", hint).of(path)),
        false => Ok(()),
    }
}

/// Writes a new file whole, on the disk when this returns; a file that is there is never replaced, whatever it holds.
pub fn write_beside_others(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let folder = folder_of(path);
    let written = (|| {
        let mut temporary = tempfile::Builder::new().prefix(".jibiao-").suffix(".part").tempfile_in(folder)?;
        temporary.write_all(bytes)?;
        temporary.as_file().sync_all()?;
        temporary.persist_noclobber(path).map_err(|error| error.error)
    })();
    match written {
        Ok(_) => {
            sync_folder(folder);
            Ok(())
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            Err(Error::new(Code::FileExists, "已经有了，没有覆盖", "请换一个文件夹").of(path))
        }
        Err(error) => Err(write_error(path, &error)),
    }
}

/// Removes a file of our own that is out of date.
pub fn remove(path: &Path) -> Result<(), Error> {
    std::fs::remove_file(path).map_err(|error| write_error(path, &error))
}

/// Gives a file another name.
pub fn rename(from: &Path, to: &Path) -> Result<(), Error> {
    std::fs::rename(from, to).map_err(|error| write_error(from, &error))
}

/// Gives a file that is out of date a name that says so, beside the old one; the new name.
pub fn move_aside(path: &Path) -> Result<PathBuf, Error> {
    let (stem, extension) = (path.file_stem().unwrap_or_default(), path.extension().unwrap_or_default());
    let name = |number: usize| {
        let number = if number == 1 { String::new() } else { number.to_string() };
        let mut name = stem.to_owned();
        name.push(format!("（旧{number}）."));
        name.push(extension);
        path.with_file_name(name)
    };
    let to = (1..).map(name).find(|path| !path.exists()).unwrap_or_else(|| name(0));
    rename(path, &to)?;
    Ok(to)
}

/// Refuses a place where a file of another kind stands, or one that cannot be read: one that does not begin with these bytes may be
/// somebody's work.
pub fn only_over(path: &Path, magic: &[u8]) -> Result<(), Error> {
    if !path.is_file() {
        return Ok(());
    }
    let mut head = Vec::new();
    match File::open(path).and_then(|file| file.take(magic.len() as u64).read_to_end(&mut head)) {
        Ok(length) if length > 0 && head != magic => Err(kept(path, "已有同名文件，是别的内容")),
        Ok(_) => Ok(()),
        Err(_) => Err(kept(path, "已有同名文件，读不出来")),
    }
}

/// Refuses a place where a file stands that is not `ours`, or cannot be read.
pub fn only_over_ours(path: &Path, ours: fn(&[u8]) -> bool) -> Result<(), Error> {
    if !path.is_file() {
        return Ok(());
    }
    match read_bytes(path, MAX_FILE) {
        Ok(bytes) if bytes.is_empty() || ours(&bytes) => Ok(()),
        Ok(_) => Err(kept(path, "已有同名文件，不是本程序打印的")),
        Err(_) => Err(kept(path, "已有同名文件，读不出来")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A writer that fails after so many bytes, as a full disk does.
    fn fail_after(limit: usize, bytes: &[u8], file: &mut File) -> io::Result<()> {
        for (count, byte) in bytes.iter().enumerate() {
            if count == limit {
                return Err(io::Error::from(ErrorKind::StorageFull));
            }
            file.write_all(std::slice::from_ref(byte))?;
        }
        Ok(())
    }

    #[test]
    fn a_failed_write_leaves_the_old_file_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.pdf");
        write(&path, b"old").unwrap();
        for limit in 0..8 {
            let error = write_with(&path, OF_ALL, |file| fail_after(limit, b"new text", file)).unwrap_err();
            assert_eq!(error.code, Code::FileWrite);
            assert!(error.message.contains("磁盘空间不足"));
            assert_eq!(std::fs::read(&path).unwrap(), b"old");
            assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
        }
        write_with(&path, OF_ALL, |file| fail_after(8, b"new text", file)).unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"new text");
    }

    #[test]
    fn a_file_that_holds_something_else_is_not_replaced_by_a_new_one() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/er/a.json");
        write_new_unless(true, &path, b"one").unwrap();
        assert!(!path.exists());
        write_new(&path, b"one").unwrap();
        write_new(&path, b"one").unwrap();
        assert_eq!(write_new_unless(true, &path, b"two").unwrap_err().code, Code::FileExists);
        assert_eq!(write_new(&path, b"two").unwrap_err().code, Code::FileExists);
        assert_eq!(std::fs::read(&path).unwrap(), b"one");
    }

    #[test]
    fn a_folder_gives_its_form_files_in_order() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b.json", "a.json", "sub/c.json", "sub/d.JBZ", "x.txt", ".hidden.json"] {
            write(&folder.path().join(name), b"{}").unwrap();
        }
        let found = find(&[folder.path().to_owned()]).unwrap();
        let names: Vec<_> = found.iter().map(|found| found.relative.to_string_lossy().into_owned()).collect();
        assert_eq!(names, ["a.json", "b.json", "sub/c.json", "sub/d.JBZ"]);
        assert_eq!(find(&[folder.path().join("none")]).unwrap_err().code, Code::FileMissing);
    }

    #[test]
    fn text_in_another_encoding_is_refused_with_its_place() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("gbk.json");
        write(&path, b"{\"a\": \"\xcf\xee\"}").unwrap();
        let error = read_text(&path).unwrap_err();
        assert_eq!(error.code, Code::FileEncoding);
        assert!(error.to_string().contains("第 8 个字节"), "{error}");
        assert_eq!(read_text(folder.path()).unwrap_err().code, Code::FileRead);
    }
}
