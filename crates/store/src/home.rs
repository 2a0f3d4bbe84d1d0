//! The folder of the data: made for its owner alone, never on a network drive.

use crate::error::StoreError;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The database's file.
pub const DATABASE: &str = "jibiao.db";
/// The folder of the copies.
pub const BACKUPS: &str = "backups";

/// Where things lie in a data folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Home {
    folder: PathBuf,
}

impl Home {
    /// Names a folder; nothing is made or read.
    pub fn new(folder: &Path) -> Home {
        Home { folder: folder.to_owned() }
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The database's file.
    pub fn database(&self) -> PathBuf {
        self.folder.join(DATABASE)
    }

    /// SQLite's log of what is not yet in the database's file.
    pub fn log(&self) -> PathBuf {
        self.folder.join(format!("{DATABASE}-wal"))
    }

    /// SQLite's index of the log.
    pub fn log_index(&self) -> PathBuf {
        self.folder.join(format!("{DATABASE}-shm"))
    }

    /// The folder of the copies.
    pub fn backups(&self) -> PathBuf {
        self.folder.join(BACKUPS)
    }

    /// Makes the folders (0700) where they are missing and refuses a network drive.
    pub(crate) fn prepare(&self) -> Result<(), StoreError> {
        for folder in [self.folder.clone(), self.backups()] {
            make_private(&folder).map_err(|error| StoreError::file("建立数据文件夹", &folder, error))?;
        }
        match network_drive(&self.folder) {
            Some(kind) => Err(StoreError::NetworkDrive(kind)),
            None => Ok(()),
        }
    }
}

fn make_private(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
        builder.mode(0o700).create(folder)?;
        // A folder that was there keeps its mode; the data must not be readable for others either way.
        if fs::metadata(folder)?.permissions().mode() & 0o077 != 0 {
            fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?;
        }
        Ok(())
    }
    #[cfg(not(unix))]
    builder.create(folder)
}

/// The kind of network drive that holds a folder. SQLite's log needs shared memory and working locks, which these do not give.
fn network_drive(folder: &Path) -> Option<String> {
    // On Windows this also turns a mapped letter into \\server\share.
    let real = folder.canonicalize().ok()?;
    if let Some(std::path::Component::Prefix(prefix)) = real.components().next() {
        use std::path::Prefix::{UNC, VerbatimUNC};
        return matches!(prefix.kind(), UNC(..) | VerbatimUNC(..)).then(|| "共享文件夹".to_owned());
    }
    network_kind(&real, &fs::read_to_string("/proc/self/mountinfo").unwrap_or_default())
}

/// File systems that are another machine's. fuseblk and the like are local: U盘 with NTFS.
const NETWORK: [&str; 12] = [
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "9p",
    "afs",
    "ceph",
    "fuse.sshfs",
    "fuse.glusterfs",
    "fuse.davfs",
    "fuse.gvfsd-fuse",
];

/// Reads Linux's mountinfo: the file system of the longest mount point that holds the folder; of two alike the later counts.
fn network_kind(real: &Path, mountinfo: &str) -> Option<String> {
    let mounts = mountinfo.lines().filter_map(|line| {
        let (place, rest) = line.split_once(" - ")?;
        let point = place.split(' ').nth(4)?.replace("\\040", " ");
        Some((point, rest.split(' ').next()?.to_owned()))
    });
    let (_, kind) = mounts.filter(|(point, _)| real.starts_with(point)).max_by_key(|(point, _)| point.len())?;
    NETWORK.contains(&kind.as_str()).then_some(kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOUNTS: &str = "22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw\n\
        40 22 0:41 / /home/a\\040b/share rw - cifs //server/share rw\n\
        41 22 0:42 / /home/data rw - nfs4 server:/data rw\n\
        42 41 0:43 / /home/data/local rw - fuseblk /dev/sdb1 rw\n";

    #[test]
    fn a_network_drive_is_known_by_its_mount() {
        let kind = |path: &str| network_kind(Path::new(path), MOUNTS);
        assert_eq!(kind("/home/a b/share/绩标").as_deref(), Some("cifs"));
        assert_eq!(kind("/home/data/x").as_deref(), Some("nfs4"));
        assert_eq!(kind("/home/data/local/x"), None);
        assert_eq!(kind("/home/other"), None);
        assert_eq!(network_kind(Path::new("/home"), ""), None);
    }

    #[cfg(unix)]
    #[test]
    fn the_folder_is_its_owners_alone() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let home = Home::new(&folder.path().join("deep/data"));
        fs::create_dir_all(home.folder()).unwrap();
        fs::set_permissions(home.folder(), fs::Permissions::from_mode(0o755)).unwrap();
        home.prepare().unwrap();
        for folder in [home.folder().to_owned(), home.backups()] {
            assert_eq!(fs::metadata(folder).unwrap().permissions().mode() & 0o777, 0o700);
        }
    }
}
