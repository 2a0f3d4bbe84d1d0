//! Search by 汉字 anywhere in a form and by 拼音首字母 of its name.
//!
//! Texts are cut into overlapping pairs of characters: the phrase of a word's pairs finds the word wherever it stands, also words of
//! two characters, for which SQLite's own trigrams have no answer. Nothing is found across two spellings of
//! a name, because a mark parts them.
//!
//! An edit only notes that the index is behind; it is brought up before a search. Writing the index is most of what an edit would cost.

use crate::door::{Operation, Tx};
use crate::error::StoreError;
use crate::initials::{initials, spellings};
use crate::{FormId, Store, document};
use jibiao_model::json::{Node, to_node};
use jibiao_model::{Form, half_width};
use rusqlite::{Connection, params};

/// Puts a form into the index as it is now.
pub(crate) fn index(sql: &Connection, id: FormId, form: &Form) -> Result<(), StoreError> {
    let body = texts(form);
    sql.prepare_cached("INSERT OR REPLACE INTO search (rowid, name, initials, body) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![id.0, pairs(form.name()), pairs(&spellings(form.name()).join("，")), pairs(&body)])?;
    Ok(())
}

/// Notes that the index does not know a form as it is now.
pub(crate) fn put_off(sql: &Connection, id: FormId) -> Result<(), StoreError> {
    sql.prepare_cached("INSERT OR IGNORE INTO unindexed VALUES (?1)")?.execute([id.0])?;
    Ok(())
}

/// So many forms are indexed in one transaction.
const AT_ONCE: u32 = 500;

impl Store {
    /// Lets the search know every form as it is now; to be called before a search, and now and then. Where there is no room for it the
    /// rest waits for the next time.
    pub fn index_changes(&mut self) -> Result<(), StoreError> {
        while !self.is_read_only() {
            let waiting = waiting(&self.sql)?;
            if waiting.is_empty() {
                break;
            }
            let done = self.transact(Operation::Settle, |tx| {
                waiting.iter().try_for_each(|id| tx.index_again(*id))?;
                Ok(())
            });
            match done {
                Err(StoreError::Full | StoreError::Disk) => break,
                done => done?,
            }
        }
        Ok(())
    }

    /// How many forms the search does not know as they are now.
    pub fn unindexed(&self) -> Result<u32, StoreError> {
        Ok(self.sql.query_row("SELECT count(*) FROM unindexed", [], |row| row.get(0))?)
    }
}

fn waiting(sql: &Connection) -> Result<Vec<FormId>, StoreError> {
    let mut statement = sql.prepare_cached("SELECT form FROM unindexed ORDER BY form LIMIT ?1")?;
    Ok(statement.query_map([AT_ONCE], |row| Ok(FormId(row.get(0)?)))?.collect::<Result<_, _>>()?)
}

impl Tx<'_> {
    /// A form that cannot be read stays as the index knew it: opening it says what is wrong.
    fn index_again(&self, id: FormId) -> Result<(), StoreError> {
        match document::read(&self.sql, id) {
            Ok(form) => {
                index(&self.sql, id, &form)?;
                self.sql
                    .prepare_cached("UPDATE forms SET initials = ?2 WHERE id = ?1 AND initials <> ?2")?
                    .execute(params![id.0, initials(form.name())])?;
            }
            Err(StoreError::Damaged(_) | StoreError::NoForm(_)) => {}
            Err(error) => return Err(error),
        }
        self.sql.prepare_cached("DELETE FROM unindexed WHERE form = ?1")?.execute([id.0])?;
        Ok(())
    }
}

/// Takes a form out of the index.
pub(crate) fn forget(sql: &Connection, id: FormId) -> Result<(), StoreError> {
    sql.execute("DELETE FROM search WHERE rowid = ?1", [id.0])?;
    Ok(())
}

/// The query for what a user typed: every word must be found; letters are looked for in the initials too. `None` where nothing
/// that can be looked for was typed.
pub(crate) fn query(typed: &str) -> Option<String> {
    let words: Vec<String> = typed.split_whitespace().flat_map(runs).map(|run| word_query(&run)).collect();
    (!words.is_empty()).then(|| words.join(" AND "))
}

fn word_query(run: &[char]) -> String {
    let phrase = match run {
        [one] => format!("\"{one}\" *"),
        more => format!("\"{}\"", more.windows(2).map(|pair| pair.iter().collect()).collect::<Vec<String>>().join(" ")),
    };
    let typed_letters = run.iter().all(char::is_ascii_alphanumeric);
    let columns = if typed_letters { "{name initials body}" } else { "{name body}" };
    format!("{columns} : {phrase}")
}

/// Runs of letters, digits and characters in lower case, half width; marks part them.
fn runs(text: &str) -> Vec<Vec<char>> {
    let mut runs = vec![Vec::new()];
    for c in text.chars().map(half_width) {
        if c.is_alphanumeric() {
            if let Some(run) = runs.last_mut() {
                run.extend(c.to_lowercase().filter(|c| c.is_alphanumeric()));
            }
        } else if runs.last().is_some_and(|run| !run.is_empty()) {
            runs.push(Vec::new());
        }
    }
    runs.retain(|run| !run.is_empty());
    runs
}

/// 库房改造 -> 库房 房改 改造 造: the last one so that a single character is found at the end too.
fn pairs(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 3);
    for run in runs(text) {
        for start in 0..run.len() {
            out.extend(run.iter().skip(start).take(2));
            out.push(' ');
        }
        // Nothing is found across a mark.
        out.push_str("\u{e000} ");
    }
    out
}

/// All texts of a form that somebody would look for.
fn texts(form: &Form) -> String {
    let mut out = String::new();
    collect(&to_node(form), &mut out);
    out
}

/// The same in every form, or no words.
const LEFT_OUT: [&str; 8] = ["format", "kind", "template", "title", "category", "level1", "level2", "filled_at"];

fn collect(node: &Node, out: &mut String) {
    match node {
        Node::Text(text) => out.extend([text.as_str(), "\n"]),
        Node::List(items) => items.iter().for_each(|item| collect(item, out)),
        Node::Object(entries) => {
            entries
                .iter()
                .filter(|(key, _)| !LEFT_OUT.contains(&key.as_str()))
                .for_each(|(_, value)| collect(value, out));
        }
        Node::Null | Node::Bool(_) | Node::Whole(_) | Node::OtherNumber => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_made_of_pairs_and_cannot_be_broken() {
        assert_eq!(query("库房改造").as_deref(), Some("{name body} : \"库房 房改 改造\""));
        assert_eq!(query("ＤＡ 库").as_deref(), Some("{name initials body} : \"da\" AND {name body} : \"库\" *"));
        assert_eq!(query("\" OR *()：、"), Some("{name initials body} : \"or\"".to_owned()));
        assert_eq!(query(" —— "), None);
    }

    #[test]
    fn pairs_stop_at_marks() {
        assert_eq!(pairs("库房，改"), "库房 房 \u{e000} 改 \u{e000} ");
    }

    /// What a version before knew: other spellings, or none.
    #[test]
    fn forms_of_an_older_schema_are_found_by_the_present_spellings() {
        let schemas = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schemas");
        for fixture in ["v1.db", "v2.db"] {
            let folder = tempfile::tempdir().unwrap();
            let database = crate::Home::new(folder.path()).database();
            std::fs::copy(schemas.join(fixture), &database).unwrap();
            let old = Connection::open(&database).unwrap();
            old.execute_batch("DELETE FROM search WHERE rowid = 1; UPDATE forms SET initials = '?'").unwrap();
            drop(old);
            let now = || chrono::DateTime::parse_from_rfc3339("2026-03-02T09:00:00+08:00").unwrap();
            let store = Store::open(folder.path(), Box::new(now)).unwrap();
            for typed in ["dakf", "库房"] {
                let query = crate::Query { search: typed.to_owned(), limit: 9, ..crate::Query::default() };
                assert_eq!(store.list(&query).unwrap().forms.len(), 1, "{fixture} {typed}");
            }
            let by_name = crate::Query { order: crate::Order::Name, limit: 9, ..crate::Query::default() };
            let names: Vec<String> = store.list(&by_name).unwrap().forms.into_iter().map(|line| line.name).collect();
            assert_eq!(names, ["档案库房改造", "云溪县档案馆"], "{fixture}");
        }
    }

    #[test]
    fn a_change_of_what_is_indexed_is_a_step_of_the_schema() {
        use sha2::{Digest as _, Sha256};
        let mut digest = Sha256::new();
        for c in ('\u{3400}'..='\u{9fff}').chain('\u{20000}'..='\u{2a6df}') {
            digest.update(spellings(&c.to_string()).join(" "));
            digest.update([0]);
        }
        digest.update(pairs("长期（2期）WiFi改造，库Ｂ"));
        let digest = crate::migrate::hex(&digest.finalize());
        // Others than these: add a migration that puts every form into `unindexed`, then write its digest here.
        assert_eq!(&digest[..16], "e32c150478a4fda0");
    }
}
