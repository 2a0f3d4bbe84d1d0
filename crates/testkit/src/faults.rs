//! Faults from outside: a program whose Nth system call of a kind fails or kills it (strace injects that), and a small full disk
//! (a tmpfs). Where the machine allows neither, the test says so in a clear line and passes over.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The calls that change files.
pub const WRITES: [&str; 9] =
    ["write", "pwrite64", "fsync", "fdatasync", "ftruncate", "rename", "unlink", "mkdir", "copy_file_range"];

/// What is to happen at the Nth call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// kill -9 before it does anything
    Kill,
    /// No space is left, for this call
    Full,
    /// No space is left, for this call and all later ones
    StaysFull,
    /// The disk answers with an error
    Broken,
}

/// What came of a run with a fault.
#[derive(Debug)]
pub struct Run {
    /// What the program said, and how it ended
    pub output: Output,
    /// Whether the fault happened; a program that makes fewer calls than N never meets it
    pub met: bool,
}

/// Whether strace can inject faults here; a machine without it is said in a clear line.
pub fn can_inject() -> bool {
    let probe = Command::new("strace")
        .args(["-f", "-qq", "-e", "trace=none", "true"])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    let can = probe.is_ok_and(|status| status.success());
    if !can {
        crate::skipped("strace is not installed or may not trace here, so calls cannot be made to fail one by one");
    }
    can
}

/// Runs a program; `set` adds its arguments and environment. The Nth call (from 1) of one of [`WRITES`] (or of several, with commas between them) meets the fault.
///
/// # Panics
/// Where strace cannot be started: ask [`can_inject`] first.
#[allow(clippy::expect_used, reason = "a test without its tool cannot go on")]
pub fn run(program: &Path, call: &str, nth: usize, fault: Fault, set: impl FnOnce(&mut Command)) -> Run {
    let log = tempfile::NamedTempFile::new().expect("a file for the trace");
    let what = match fault {
        Fault::Kill => format!("signal=KILL:when={nth}"),
        Fault::Full => format!("error=ENOSPC:when={nth}"),
        Fault::StaysFull => format!("error=ENOSPC:when={nth}+"),
        Fault::Broken => format!("error=EIO:when={nth}"),
    };
    let mut command = Command::new("strace");
    command.args(["-f", "-qq", "-o"]).arg(log.path());
    command.args(["-e", &format!("trace={call}"), "-e", &format!("inject={call}:{what}")]).arg(program);
    set(&mut command);
    let output = command.stdin(Stdio::null()).output().expect("strace runs");
    let trace = fs::read(log.path()).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default();
    let met = trace.contains("(INJECTED)") || trace.contains("killed by SIGKILL");
    Run { output, met }
}

/// A disk of its own that can be filled.
#[derive(Debug)]
pub struct SmallDisk {
    folder: tempfile::TempDir,
}

impl SmallDisk {
    /// Mounts one of so many kilobytes. `None`, said in a clear line, where that is not allowed.
    ///
    /// # Panics
    /// Where there is no folder for it.
    #[allow(clippy::expect_used, reason = "a test without a folder cannot go on")]
    pub fn mount(kilobytes: usize) -> Option<SmallDisk> {
        let folder = tempfile::tempdir().expect("a folder");
        let size = format!("size={kilobytes}k,mode=0700");
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &size, "jibiao-test"]).arg(folder.path()).stderr(Stdio::null());
        if mount.status().is_ok_and(|status| status.success()) {
            return Some(SmallDisk { folder });
        }
        crate::skipped("mounting a small disk needs root rights");
        None
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    fn ballast(&self) -> PathBuf {
        self.path().join(".ballast")
    }

    /// Fills it to the last block.
    ///
    /// # Panics
    /// Where the disk fails for another reason than being full.
    #[allow(clippy::expect_used, clippy::panic, reason = "a test of a full disk needs one")]
    pub fn fill(&self) {
        let mut file = fs::OpenOptions::new().create(true).append(true).open(self.ballast()).expect("a file");
        loop {
            match file.write(&[0; 4096]) {
                Ok(0) => return,
                Ok(_) => {}
                Err(error) if error.kind() == std::io::ErrorKind::StorageFull => return,
                Err(error) => panic!("filling the disk: {error}"),
            }
        }
    }

    /// Fills it and gives so many blocks of 4 KB back.
    ///
    /// # Panics
    /// Where the disk has fewer blocks.
    #[allow(clippy::expect_used, reason = "a test of a full disk needs one")]
    pub fn leave(&self, blocks: u64) {
        self.fill();
        let file = fs::OpenOptions::new().write(true).open(self.ballast()).expect("the ballast");
        let length = file.metadata().expect("its size").len();
        file.set_len(length.checked_sub(blocks * 4096).expect("a disk of so many blocks")).expect("a smaller one");
    }

    /// Frees what was filled.
    pub fn free(&self) {
        let _ = fs::remove_file(self.ballast());
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // Lazily, so that a test that failed with an open file leaves no mount behind.
        let _ = Command::new("umount").arg("--lazy").arg(self.path()).status();
    }
}
