//! Copies of the data: made whole or not at all, verified, listed, thinned.

use crate::error::StoreError;
use crate::home::Home;
use crate::open::{open_alone, quick_check, state};
use crate::{Store, migrate};
use chrono::{Datelike as _, NaiveDateTime, TimeDelta, Timelike as _};
use rusqlite::Connection;
use std::collections::HashSet;
use std::fs::{self, File, OpenOptions};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// Why a copy was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reason {
    /// The program started
    Start,
    /// A quarter of an hour went by
    Timer,
    /// Before a step of the schema
    Migration,
    /// Before an import
    Import,
    /// Before a restore
    Restore,
    /// The user asked
    Manual,
}

impl Reason {
    /// Every reason with its key in file names and its title.
    pub const ALL: [(Reason, &str, &str); 6] = [
        (Reason::Start, "start", "启动时"),
        (Reason::Timer, "timer", "定时"),
        (Reason::Migration, "migration", "升级前"),
        (Reason::Import, "import", "导入前"),
        (Reason::Restore, "restore", "恢复前"),
        (Reason::Manual, "manual", "手动"),
    ];

    fn key(self) -> &'static str {
        Reason::ALL.iter().find(|(reason, ..)| *reason == self).map_or("", |(_, key, _)| key)
    }

    /// For people.
    pub fn title(self) -> &'static str {
        Reason::ALL.iter().find(|(reason, ..)| *reason == self).map_or("", |(.., title)| title)
    }
}

/// A copy in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupLine {
    /// Its file
    pub file: PathBuf,
    /// When it was made, in the user's time
    pub at: NaiveDateTime,
    /// Why
    pub reason: Reason,
    /// Bytes
    pub size: u64,
    /// Forms outside the 回收站; `None` where the copy cannot be read any more
    pub forms: Option<i64>,
}

const STAMP: &str = "%Y%m%d-%H%M%S-%3f";
/// A copy that is being made.
const UNFINISHED: &str = ".part";

/// Copies are made one after the other: each sweeps away what a former one left unfinished.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

/// Makes a copy. It stands under its name only when it was read back and found whole.
pub(crate) fn make(store: &Store, reason: Reason) -> Result<PathBuf, StoreError> {
    let _turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    make_now(store, reason)
}

fn make_now(store: &Store, reason: Reason) -> Result<PathBuf, StoreError> {
    let folder = store.home.backups();
    sweep(&folder);
    let mut at = (store.clock)().naive_local();
    let name = |at: NaiveDateTime| folder.join(format!("jibiao-{}-{}.db", at.format(STAMP), reason.key()));
    while name(at).exists() {
        at += TimeDelta::milliseconds(1);
    }
    let target = name(at);
    store.copy_to(&target)?;
    Ok(target)
}

impl Store {
    /// Makes a copy and thins the older ones. Works beside the program that holds the data too, on data opened for reading.
    pub fn back_up(&self, reason: Reason) -> Result<PathBuf, StoreError> {
        let _turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
        let made = make_now(self, reason)?;
        thin(&self.home, (self.clock)().naive_local());
        Ok(made)
    }

    /// Makes a copy unless the newest one has everything.
    pub fn back_up_if_changed(&self, reason: Reason) -> Result<Option<PathBuf>, StoreError> {
        let newest = names(&self.home).pop().and_then(|(_, _, file)| open_alone(&file).ok());
        let stamp = |sql: &Connection| {
            sql.query_row("SELECT database, change, changed_at FROM state WHERE id = 1", [], |row| {
                Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?, row.get::<_, i64>(2)?))
            })
        };
        if newest.and_then(|sql| stamp(&sql).ok()) == Some(stamp(&self.sql)?) {
            return Ok(None);
        }
        self.back_up(reason).map(Some)
    }

    /// Makes a copy in a folder of the user's, such as a U盘.
    pub fn copy_out(&self, folder: &Path) -> Result<PathBuf, StoreError> {
        let target = folder.join(format!("绩标数据-{}.db", (self.clock)().format("%Y%m%d-%H%M%S")));
        if target.exists() {
            return Err(StoreError::Backup("这个文件夹里已有同名的备份".to_owned()));
        }
        self.copy_to(&target)?;
        Ok(target)
    }

    fn copy_to(&self, target: &Path) -> Result<(), StoreError> {
        if !self.is_read_only() {
            return copy_to(&self.sql, target);
        }
        // SQLite counts the new file as a write, although the data itself is only read.
        self.sql.pragma_update(None, "query_only", "OFF")?;
        let copied = copy_to(&self.sql, target);
        self.sql.pragma_update(None, "query_only", "ON")?;
        copied
    }
}

/// The copies of a folder, newest first. Also those of data that cannot be opened.
pub fn list(home: &Home) -> Vec<BackupLine> {
    let lines = names(home).into_iter().rev().map(|(at, reason, file)| {
        let size = fs::metadata(&file).map_or(0, |file| file.len());
        let forms = verify(&file).ok();
        BackupLine { file, at, reason, size, forms }
    });
    lines.collect()
}

/// The copies by their names, oldest first.
pub(crate) fn names(home: &Home) -> Vec<(NaiveDateTime, Reason, PathBuf)> {
    let Ok(entries) = fs::read_dir(home.backups()) else { return Vec::new() };
    let mut found: Vec<_> = entries.flatten().filter_map(|entry| named(entry.path())).collect();
    found.sort();
    found
        .into_iter()
        .map(|(at, reason, file)| (at, Reason::ALL.get(reason).map_or(Reason::Manual, |r| r.0), file))
        .collect()
}

fn named(file: PathBuf) -> Option<(NaiveDateTime, usize, PathBuf)> {
    let name = file.file_name()?.to_str()?.strip_prefix("jibiao-")?.strip_suffix(".db")?;
    let (stamp, reason) = name.rsplit_once('-')?;
    let at = NaiveDateTime::parse_from_str(stamp, STAMP).ok()?;
    let reason = Reason::ALL.iter().position(|(_, key, _)| *key == reason)?;
    Some((at, reason, file))
}

/// Opens a copy as it is, checks it whole and counts its forms.
pub(crate) fn verify(file: &Path) -> Result<i64, StoreError> {
    let unusable = |_| StoreError::Backup("文件不是完好的备份".to_owned());
    let sql = open_alone(file).map_err(unusable)?;
    let number = |name: &str| sql.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    if number("application_id").map_err(|error| unusable(error.into()))? != migrate::APPLICATION_ID {
        return Err(StoreError::NotOurs);
    }
    let version = number("user_version")?;
    if version > migrate::VERSION {
        return Err(StoreError::Newer { found: version, known: migrate::VERSION });
    }
    quick_check(&sql).map_err(unusable)?;
    state(&sql).map_err(unusable)?;
    let count = sql.query_row("SELECT count(*) FROM forms WHERE deleted_at IS NULL", [], |row| row.get(0));
    count.map_err(|error| unusable(error.into()))
}

/// VACUUM INTO under a name of its own, then fsync (SQLite does not), read back, rename, fsync of the folder.
fn copy_to(sql: &Connection, target: &Path) -> Result<(), StoreError> {
    let mut name = target.as_os_str().to_owned();
    name.push(UNFINISHED);
    let unfinished = PathBuf::from(name);
    let done = (|| {
        // SQLite writes into an empty file that is there: made here, so that nobody else can read it.
        private_file(&unfinished).map_err(|error| StoreError::file("建立备份", &unfinished, error))?;
        let path = unfinished.to_str().ok_or_else(|| StoreError::Backup("文件夹的名称读不出来".to_owned()))?;
        sql.execute("VACUUM INTO ?1", [path])?;
        sync(&unfinished)?;
        verify(&unfinished)?;
        put_in_place(&unfinished, target)
    })();
    if done.is_err() {
        // What is left is swept away before the next copy; the error is what counts.
        let _ = fs::remove_file(&unfinished);
    }
    done
}

fn private_file(path: &Path) -> std::io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options.open(path).map(drop)
}

fn sync(path: &Path) -> Result<(), StoreError> {
    // Windows syncs only what is open for writing.
    let file = OpenOptions::new().read(true).write(true).open(path).and_then(|file| file.sync_all());
    file.map_err(|error| StoreError::file("写入磁盘", path, error))
}

/// Gives a finished file its name, so that after a power cut either the old or the new one is there.
pub(crate) fn put_in_place(from: &Path, to: &Path) -> Result<(), StoreError> {
    sync(from)?;
    fs::rename(from, to).map_err(|error| StoreError::file("命名文件", to, error))?;
    // Not every system can open a folder.
    if let Some(folder) = to.parent().and_then(|folder| File::open(folder).ok()) {
        let _ = folder.sync_all();
    }
    Ok(())
}

/// Takes away what a killed program left half made.
fn sweep(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_name().to_string_lossy().ends_with(UNFINISHED) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Removes what need not be kept: a copy that cannot be removed is only in the way, so nothing is said.
fn thin(home: &Home, now: NaiveDateTime) {
    let copies = names(home);
    let keep = kept(&copies.iter().map(|(at, reason, _)| (*at, *reason)).collect::<Vec<_>>(), now);
    for (index, (.., file)) in copies.iter().enumerate() {
        if !keep.contains(&index) {
            let _ = fs::remove_file(file);
        }
    }
}

/// Copies that somebody asked for, or that stand before an import or a restore, are kept this many days,
const ASKED_DAYS: i64 = 30;
/// and the newest so many of them.
const ASKED_MOST: usize = 20;

/// Which copies (oldest first) are kept: the 3 newest of today and the newest of each hour of today, the newest of each of 14 days
/// and of each of 12 months, and all from before migrations. A copy that the user was told of by name (by hand, before an import
/// or a restore) is not pushed out by the automatic ones: the newest 20 of 30 days stay. Copies that a wrong clock dated into the
/// future stay too.
fn kept(copies: &[(NaiveDateTime, Reason)], now: NaiveDateTime) -> HashSet<usize> {
    let (today, month) = (now.date(), now.year() * 12 + now.month0() as i32);
    let (mut of_today, mut asked) = (0, 0);
    let (mut hours, mut days, mut months) = (HashSet::new(), HashSet::new(), HashSet::new());
    let mut keep = HashSet::new();
    for (index, (at, reason)) in copies.iter().enumerate().rev() {
        let day = at.date();
        let age = (today - day).num_days();
        let month_of = day.year() * 12 + day.month0() as i32;
        let first_of_hour = age == 0 && hours.insert(at.hour());
        let first_of_day = age < 14 && days.insert(day);
        let first_of_month = month - month_of < 12 && months.insert(month_of);
        if age == 0 {
            of_today += 1;
        }
        let recent = age == 0 && of_today <= 3;
        let named = match reason {
            Reason::Migration => true,
            Reason::Import | Reason::Restore | Reason::Manual if age < ASKED_DAYS => {
                asked += 1;
                asked <= ASKED_MOST
            }
            _ => false,
        };
        if recent || first_of_hour || first_of_day || first_of_month || age < 0 || named {
            keep.insert(index);
        }
    }
    keep
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
    }

    #[test]
    fn thinning_keeps_hours_of_today_fourteen_days_twelve_months_and_all_from_before_migrations() {
        let now = at("2026-11-21 18:00");
        // Two a day for 500 days, six today, one ancient one from before a migration.
        let mut copies = vec![(at("2020-01-01 08:00"), Reason::Migration)];
        for age in (1..500).rev() {
            copies.push((at("2026-11-21 09:00") - TimeDelta::days(age), Reason::Start));
            copies.push((at("2026-11-21 17:00") - TimeDelta::days(age), Reason::Timer));
        }
        // Every ten minutes from ten to four.
        copies.extend((0..36).map(|turn| (at("2026-11-21 10:00") + TimeDelta::minutes(10 * turn), Reason::Timer)));
        let mut keep: Vec<_> = kept(&copies, now).into_iter().map(|index| copies[index]).collect();
        keep.sort_by_key(|(at, _)| *at);
        assert_eq!(keep[0].1, Reason::Migration);
        let today = keep.iter().filter(|(at, _)| at.date() == now.date()).count();
        // The newest of each of six hours, and two more of the last one.
        assert_eq!(today, 8);
        let days = keep
            .iter()
            .filter(|(at, _)| (now.date() - at.date()).num_days().clamp(1, 13) == (now.date() - at.date()).num_days());
        assert_eq!(days.count(), 13);
        // November is there by its days; the eleven months before it by the newest copy of each.
        let months: Vec<_> =
            keep.iter().filter(|(at, reason)| at.date() < at_month(now) && *reason != Reason::Migration).collect();
        assert_eq!(months.len(), 11);
        assert!(
            months
                .iter()
                .all(|(at, _)| (at.date() + TimeDelta::days(1)).day() == 1 && at.format("%H").to_string() == "17")
        );
        // Thinned twice is thinned once.
        let again: Vec<_> = kept(&keep, now).into_iter().collect();
        assert_eq!(again.len(), keep.len());
    }

    #[test]
    fn copies_that_somebody_was_told_of_are_not_pushed_out() {
        let now = at("2026-11-21 18:00");
        let asked = [Reason::Manual, Reason::Import, Reason::Restore];
        let mut copies: Vec<_> = asked
            .iter()
            .map(|reason| (at("2026-11-21 17:00"), *reason))
            .chain([(at("2026-09-01 08:00"), Reason::Manual)])
            .collect();
        copies.sort_by_key(|(at, _)| *at);
        copies.extend((1..50).map(|turn| (at("2026-11-21 17:00") + TimeDelta::minutes(turn), Reason::Timer)));
        let keep = kept(&copies, now);
        // The old one is the newest of its month.
        assert!((0..4).all(|index| keep.contains(&index)));
        assert_eq!(keep.len(), 4 + 3);
        let many: Vec<_> =
            (0..50).map(|turn| (at("2026-11-20 09:00") + TimeDelta::minutes(turn), Reason::Import)).collect();
        assert_eq!(kept(&many, now).len(), ASKED_MOST, "and they do not fill the disk");
    }

    fn at_month(now: NaiveDateTime) -> chrono::NaiveDate {
        now.date().with_day(1).unwrap()
    }
}
