//! The folder of the data: made for its owner alone; one that is there is taken as it is. Never on a network drive.

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

    /// Makes the folders (0700) where they are missing. A folder that is there keeps its rights, because others may use it too; what is
    /// put into it is readable for its owner alone in any case. One in which everybody writes gets no data: anybody could take it away.
    /// Refuses a network drive.
    pub(crate) fn prepare(&self) -> Result<(), StoreError> {
        if !self.database().exists() && !self.backups().exists() && everybody_writes(&self.folder) {
            return Err(StoreError::Shared);
        }
        make_private(&self.folder).map_err(|error| StoreError::file("建立数据文件夹", &self.folder, error))?;
        if let Some(kind) = network_drive(&self.folder) {
            return Err(StoreError::NetworkDrive(kind));
        }
        let backups = self.backups();
        make_private(&backups).map_err(|error| StoreError::file("建立数据文件夹", &backups, error))
    }
}

#[cfg(unix)]
fn everybody_writes(folder: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    fs::metadata(folder).is_ok_and(|folder| folder.permissions().mode() & 0o002 != 0)
}

#[cfg(not(unix))]
fn everybody_writes(_: &Path) -> bool {
    false
}

/// Makes a folder for its owner alone, with those above it; one that is there stays as it is.
pub fn make_private(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
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
const NETWORK: [&str; 19] = [
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
    "fuse.rclone",
    // Folders of the machine outside, in a virtual one: its locks are not those of in here.
    "virtiofs",
    "vboxsf",
    "fuse.vmhgfs-fuse",
    "prl_fs",
    // One disk, several machines.
    "gfs2",
    "lustre",
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
        for shared in ["virtiofs", "vboxsf", "fuse.vmhgfs-fuse", "prl_fs", "fuse.rclone", "gfs2", "lustre"] {
            let mounts = format!("{MOUNTS}50 22 0:50 / /mnt/outside rw - {shared} outside rw\n");
            assert_eq!(network_kind(Path::new("/mnt/outside/data"), &mounts).as_deref(), Some(shared));
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_that_is_made_is_its_owners_alone_and_one_that_is_there_is_not_changed() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        let made = Home::new(&folder.path().join("deep/data"));
        made.prepare().unwrap();
        for folder in [made.folder().parent().unwrap(), made.folder(), &made.backups()] {
            assert_eq!(mode(folder), 0o700);
        }
        let there = Home::new(&folder.path().join("there"));
        fs::create_dir(there.folder()).unwrap();
        for rights in [0o777, 0o1777] {
            fs::set_permissions(there.folder(), fs::Permissions::from_mode(rights)).unwrap();
            assert!(matches!(there.prepare(), Err(StoreError::Shared)));
            assert_eq!(fs::read_dir(there.folder()).unwrap().count(), 0, "nothing was put into it");
        }
        for rights in [0o755, 0o770, 0o700] {
            fs::set_permissions(there.folder(), fs::Permissions::from_mode(rights)).unwrap();
            there.prepare().unwrap();
            assert_eq!((mode(there.folder()), mode(&there.backups())), (rights, 0o700));
        }
        // Data that is there stays within reach, whatever became of its folder.
        fs::set_permissions(there.folder(), fs::Permissions::from_mode(0o777)).unwrap();
        there.prepare().unwrap();
        assert_eq!(mode(there.folder()), 0o777);
    }
}
