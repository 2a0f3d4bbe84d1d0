//! Versions of the schema: append-only files, each with its SHA-256 stored in the database that it made.

use crate::door::begin;
use crate::error::StoreError;
use rusqlite::{Connection, params};
use sha2::{Digest as _, Sha256};

/// Marks our files, "JBdb" in ASCII.
pub const APPLICATION_ID: i64 = 0x4a42_6462;

/// A step from the version before.
struct Migration {
    name: &'static str,
    sql: &'static str,
}

/// Every step; the version of the schema is their number.
const MIGRATIONS: [Migration; 3] = [
    Migration { name: "0001-start", sql: include_str!("../migrations/0001-start.sql") },
    Migration { name: "0002-facts", sql: include_str!("../migrations/0002-facts.sql") },
    Migration { name: "0003-search-and-waivers", sql: include_str!("../migrations/0003-search-and-waivers.sql") },
];

/// The newest version that this program knows.
pub const VERSION: i64 = MIGRATIONS.len() as i64;

/// Brings a database up to date, each step in a transaction of its own together with its version: a kill leaves whole steps.
pub(crate) fn migrate(sql: &mut Connection, now: i64) -> Result<(), StoreError> {
    let from: i64 = sql.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    for (migration, version) in MIGRATIONS.iter().zip(1i64..).filter(|(_, version)| *version > from) {
        let tx = begin(sql)?;
        if version == 1 {
            tx.execute_batch(
                "CREATE TABLE migrations (version INTEGER PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL, applied_at INTEGER NOT NULL) STRICT",
            )?;
            tx.pragma_update(None, "application_id", APPLICATION_ID)?;
        }
        tx.execute_batch(migration.sql)?;
        if version == 1 {
            let id = uuid::Uuid::new_v4().to_string();
            tx.execute("INSERT INTO state (id, database, changed_at) VALUES (1, ?1, ?2)", params![id, now])?;
        }
        tx.execute(
            "INSERT INTO migrations VALUES (?1, ?2, ?3, ?4)",
            params![version, migration.name, digest(migration), now],
        )?;
        tx.pragma_update(None, "user_version", version)?;
        tx.commit()?;
    }
    Ok(())
}

/// Compares the stored checksums with those of this program.
pub(crate) fn verify(sql: &Connection) -> Result<(), StoreError> {
    let version: i64 = sql.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let mut statement = sql.prepare("SELECT version, sha256 FROM migrations ORDER BY version")?;
    let stored: Vec<(i64, String)> =
        statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
    let known: Vec<(i64, String)> =
        MIGRATIONS.iter().zip(1i64..).take_while(|(_, v)| *v <= version).map(|(m, v)| (v, digest(m))).collect();
    if stored == known { Ok(()) } else { Err(StoreError::Damaged("数据的版本记录对不上".to_owned())) }
}

fn digest(migration: &Migration) -> String {
    // A checkout on Windows may have other line ends; the schema is the same.
    hex(&Sha256::digest(migration.sql.replace("\r\n", "\n")))
}

/// Bytes as lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_released_step_is_never_edited() {
        let digests: Vec<String> = MIGRATIONS.iter().map(digest).collect();
        assert_eq!(
            digests,
            [
                "d9d9dd7536653de6499001c478164d0775d35311a49c3d6469177f11838ebd6b",
                "9be165e59323c420bbc88360ab2306ec2200ccbe7af6df3070ed68762b0fa3cc",
                "3e7ac0852e84511933ad1c1fcce3e328965a3875fa1b610fd99277073dd47be8",
            ]
        );
    }
}
