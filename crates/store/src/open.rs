//! Opening: the recipe, each setting read back; a newer, foreign or damaged file is refused untouched.

use crate::error::StoreError;
use crate::home::Home;
use crate::kept::Kept;
use crate::migrate::{APPLICATION_ID, VERSION, migrate, verify};
use crate::owner::OwnerLock;
use crate::{Clock, Store, backup};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use std::fs::{self, File};
use std::io::Read as _;
use std::path::Path;
use std::time::Duration;

/// How long a write waits for another one.
pub const BUSY_SECONDS: u64 = 5;
/// First release without the lost-write fault of concurrent checkpoints in WAL.
const OLDEST_SQLITE: i32 = 3_051_003;
/// Databases up to this size are checked whole at each opening (32 MB: about 30 ms here); larger ones by `check` and before each copy.
const CHECK_WHOLE: u64 = 32 << 20;

/// So many statements stay prepared: an edit with its answer alone uses two dozen.
const STATEMENTS: usize = 64;
/// A log of so many bytes is brought in when there is time: a tenth of what an edit would wait for.
const LONG_LOG: u64 = 2 << 20;

impl Store {
    /// Opens the data of a folder; makes it where the folder holds nothing. Takes the owner's lock until the store is dropped.
    pub fn open(folder: &Path, clock: Clock) -> Result<Store, StoreError> {
        let home = Home::new(folder);
        home.prepare()?;
        let since = clock().format("%Y-%m-%d %H:%M").to_string();
        let owner = OwnerLock::take(&home, &since)?;
        if !home.database().exists() {
            refuse_a_silent_start(&home)?;
            create(&home, &clock)?;
        }
        let mut store = Store::open_owned(home, clock, owner)?;
        store.index_changes()?;
        Ok(store)
    }

    /// Opens a database that is there, under a lock that is held already.
    pub(crate) fn open_owned(home: Home, clock: Clock, owner: OwnerLock) -> Result<Store, StoreError> {
        let sql = open_present(&home).map_err(StoreError::while_opening)?;
        let mut store = Store { sql, home, clock, owner: Some(owner), kept: Kept::default(), deriver: None };
        if version(&store.sql)? < VERSION {
            backup::make(&store, backup::Reason::Migration)?;
            migrate(&mut store.sql, (store.clock)().timestamp_millis())?;
            checkpoint(&store.sql)?;
        }
        verify(&store.sql).map_err(StoreError::while_opening)?;
        Ok(store)
    }

    /// Opens the data of a folder for reading only, beside whoever holds it. Makes nothing.
    pub fn open_to_read(folder: &Path, clock: Clock) -> Result<Store, StoreError> {
        let home = Home::new(folder);
        if !home.database().exists() {
            refuse_a_silent_start(&home)?;
            return Err(StoreError::NoData);
        }
        let sql = open_present(&home).map_err(StoreError::while_opening)?;
        if version(&sql)? < VERSION {
            return Err(StoreError::Recipe("数据是旧版本的，请先用窗口打开一次".to_owned()));
        }
        verify(&sql).map_err(StoreError::while_opening)?;
        set(&sql, "query_only", "ON", "1")?;
        Ok(Store { sql, home, clock, owner: None, kept: Kept::default(), deriver: None })
    }
}

fn version(sql: &Connection) -> Result<i64, StoreError> {
    Ok(sql.query_row("PRAGMA user_version", [], |row| row.get(0))?)
}

/// A missing database beside its log or its copies is a loss, not a first start.
fn refuse_a_silent_start(home: &Home) -> Result<(), StoreError> {
    let log = fs::metadata(home.log()).is_ok_and(|log| log.len() > 0);
    if log || !backup::names(home).is_empty() {
        return Err(StoreError::Damaged("数据文件不见了，备份还在".to_owned()));
    }
    Ok(())
}

/// Makes a new database under another name first: a kill leaves no half of one.
fn create(home: &Home, clock: &Clock) -> Result<(), StoreError> {
    let unfinished = home.folder().join("jibiao.db.new");
    let fault = |error| StoreError::file("建立数据文件", &unfinished, error);
    if unfinished.exists() {
        fs::remove_file(&unfinished).map_err(fault)?;
    }
    let mut sql = Connection::open(&unfinished)?;
    migrate(&mut sql, clock().timestamp_millis())?;
    sql.close().map_err(|(_, error)| error)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(&unfinished, fs::Permissions::from_mode(0o600)).map_err(fault)?;
    }
    backup::put_in_place(&unfinished, &home.database())
}

/// Opens a database that is there. Until it is known to be ours, whole and not newer, nothing is written: not even the log is
/// brought into the file when the connection closes.
fn open_present(home: &Home) -> Result<Connection, StoreError> {
    refuse_old(rusqlite::version_number())?;
    let size = read_header(&home.database())?;
    let main = state_without_log(home)?;
    let sql = Connection::open_with_flags(
        home.database(),
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    sql.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    sql.busy_timeout(Duration::from_secs(BUSY_SECONDS))?;
    refuse_newer(version(&sql)?)?;
    if let Some((database, change)) = main {
        let (of_log, change_of_log) = state(&sql)?;
        if of_log != database || change_of_log < change {
            return Err(StoreError::Damaged("日志文件（jibiao.db-wal）不是这份数据的".to_owned()));
        }
    }
    if size <= CHECK_WHOLE {
        quick_check(&sql)?;
    }
    recipe(&sql)?;
    sql.set_prepared_statement_cache_capacity(STATEMENTS);
    sql.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    Ok(sql)
}

/// Reads the first 100 bytes as plain file: magic, application_id, user_version. Gives the size of the file.
fn read_header(path: &Path) -> Result<u64, StoreError> {
    let fault = |error| StoreError::file("读取数据文件", path, error);
    let mut head = Vec::new();
    let file = File::open(path).map_err(fault)?;
    let size = file.metadata().map_err(fault)?.len();
    file.take(100).read_to_end(&mut head).map_err(fault)?;
    let Some((magic, _)) = head.split_at_checked(16).filter(|_| head.len() == 100) else {
        return Err(StoreError::Damaged("数据文件是空的或被截断".to_owned()));
    };
    if magic != b"SQLite format 3\0" {
        return Err(StoreError::Damaged("文件开头不是数据库".to_owned()));
    }
    let number = |at: usize| {
        let bytes = head.get(at..at + 4).and_then(|bytes| bytes.try_into().ok());
        bytes.map_or(0, |bytes| i64::from(u32::from_be_bytes(bytes)))
    };
    if number(68) != APPLICATION_ID {
        return Err(StoreError::NotOurs);
    }
    refuse_newer(number(60))?;
    Ok(size)
}

fn refuse_old(sqlite: i32) -> Result<(), StoreError> {
    let (major, minor, patch) = (sqlite / 1_000_000, sqlite / 1_000 % 1_000, sqlite % 1_000);
    let old = || StoreError::Recipe(format!("SQLite {major}.{minor}.{patch} 太旧"));
    if sqlite < OLDEST_SQLITE { Err(old()) } else { Ok(()) }
}

fn refuse_newer(found: i64) -> Result<(), StoreError> {
    if found > VERSION { Err(StoreError::Newer { found, known: VERSION }) } else { Ok(()) }
}

/// Identity and count of changes in the database's file alone, where a log is waiting: the log must go on from there. `None`
/// where there is no log, or the file alone cannot be read (a kill in the midst of bringing the log in; the log mends it).
fn state_without_log(home: &Home) -> Result<Option<(String, i64)>, StoreError> {
    if !fs::metadata(home.log()).is_ok_and(|log| log.len() > 0) {
        return Ok(None);
    }
    Ok(open_alone(&home.database()).and_then(|sql| state(&sql)).ok())
}

/// Opens a file as it is: no log, no locks, no writes.
pub(crate) fn open_alone(path: &Path) -> Result<Connection, StoreError> {
    let text = path.to_string_lossy().replace('\\', "/");
    let escaped = text.replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    let slash = if escaped.starts_with('/') { "" } else { "/" };
    let uri = format!("file:{slash}{escaped}?immutable=1");
    let relative = format!("file:{escaped}?immutable=1");
    let uri = if path.is_absolute() { uri } else { relative };
    Ok(Connection::open_with_flags(uri, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI)?)
}

/// Identity and count of changes.
pub(crate) fn state(sql: &Connection) -> Result<(String, i64), StoreError> {
    Ok(sql.query_row("SELECT database, change FROM state WHERE id = 1", [], |row| Ok((row.get(0)?, row.get(1)?)))?)
}

/// SQLite's own check of every page.
pub(crate) fn quick_check(sql: &Connection) -> Result<(), StoreError> {
    let answer: String = sql.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if answer == "ok" { Ok(()) } else { Err(StoreError::Damaged("数据库的内部检查没有通过".to_owned())) }
}

impl Store {
    /// Brings a long log into the database's file, as far as no reader is in the way: in a quiet moment, so that it does not fall on an
    /// edit. What was saved is safe in the log all the same.
    pub fn bring_in_log(&self) -> Result<(), StoreError> {
        let long = fs::metadata(self.home.log()).is_ok_and(|log| log.len() > LONG_LOG);
        if !long || self.is_read_only() {
            return Ok(());
        }
        Ok(self.sql.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))?)
    }
}

/// Brings the log into the database's file.
pub(crate) fn checkpoint(sql: &Connection) -> Result<(), StoreError> {
    Ok(sql.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?)
}

fn recipe(sql: &Connection) -> Result<(), StoreError> {
    for (name, value, read_back) in [
        ("busy_timeout", "5000", "5000"),
        ("journal_mode", "WAL", "wal"),
        ("synchronous", "FULL", "2"),
        ("foreign_keys", "ON", "1"),
        ("trusted_schema", "OFF", "0"),
        ("cell_size_check", "ON", "1"),
        ("mmap_size", "0", "0"),
        // 16 MB of log: bringing it in (two more fsyncs) then falls on one edit in some hundreds instead of one in 60.
        ("wal_autocheckpoint", "4000", "4000"),
        // 16 MB: half of the data of 1,500 forms.
        ("cache_size", "-16000", "-16000"),
        // Temporary results hold form texts: never in files of a shared folder.
        ("temp_store", "MEMORY", "2"),
    ] {
        set(sql, name, value, read_back)?;
    }
    let application: i64 = sql.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    if application != APPLICATION_ID {
        return Err(StoreError::NotOurs);
    }
    Ok(())
}

fn set(sql: &Connection, name: &str, value: &str, read_back: &str) -> Result<(), StoreError> {
    // Some settings answer, others do not.
    sql.pragma_update_and_check(None, name, value, |_| Ok(())).or_else(|error| match error {
        rusqlite::Error::QueryReturnedNoRows => Ok(()),
        error => Err(error),
    })?;
    use rusqlite::types::Value;
    let found = match sql.pragma_query_value(None, name, |row| row.get::<_, Value>(0)) {
        Ok(Value::Integer(number)) => number.to_string(),
        Ok(Value::Text(text)) => text,
        // This build of SQLite never maps files and so has no answer.
        Err(rusqlite::Error::QueryReturnedNoRows) if name == "mmap_size" => "0".to_owned(),
        Ok(_) | Err(rusqlite::Error::QueryReturnedNoRows) => String::new(),
        Err(error) => return Err(error.into()),
    };
    if found == read_back {
        Ok(())
    } else {
        Err(StoreError::Recipe(format!("{name} 应是 {read_back}，实为 {found}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where this SQLite comes from is decided by a feature of a dependency: another one would be the system's, of any age and build.
    #[test]
    fn the_built_in_sqlite_is_new_enough_and_has_what_the_data_needs() {
        refuse_old(rusqlite::version_number()).unwrap();
        let sql = Connection::open_in_memory().unwrap();
        let mut statement = sql.prepare("SELECT compile_options FROM pragma_compile_options").unwrap();
        let options: Vec<String> = statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        let has = |option: &str| options.iter().any(|own| own == option);
        assert!(has("ENABLE_FTS5"), "search: {options:?}");
        assert!(!has("THREADSAFE=0"), "copies are made beside the session: {options:?}");
        // Strict tables, and a row of columns compared with IS NOT: both are used by the schema and the edits.
        sql.execute_batch(
            "CREATE TABLE t (a INTEGER, b TEXT) STRICT; INSERT INTO t VALUES (1, 'x');
             CREATE VIRTUAL TABLE s USING fts5 (a, content = '', contentless_delete = 1);
             INSERT INTO s (rowid, a) VALUES (1, 'one two'); DELETE FROM s WHERE rowid = 1;
             UPDATE t SET a = 2 WHERE (a, b) IS NOT (1, 'x');",
        )
        .unwrap();
        assert!(sql.execute("INSERT INTO t VALUES ('no number', 'x')", []).is_err());
    }

    #[test]
    fn an_older_sqlite_is_refused() {
        for (version, name) in [(3_051_002, "3.51.2"), (3_046_001, "3.46.1")] {
            let error = refuse_old(version).unwrap_err();
            assert!(matches!(&error, StoreError::Recipe(reason) if reason.contains(name)), "{error}");
        }
        refuse_old(OLDEST_SQLITE).unwrap();
    }
}
