//! Pages of the list of forms, searched and ordered.

use crate::error::StoreError;
use crate::{FormId, Store, search};
use rusqlite::types::Value;
use rusqlite::{Row, params_from_iter};

/// Which forms to list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    /// What the user typed into the search field; blank = all
    pub search: String,
    /// Only of this year
    pub year: Option<i32>,
    /// The 回收站 instead of the list
    pub deleted: bool,
    /// The order; a search answers newest made first
    pub order: Order,
    /// How many to pass over
    pub offset: u32,
    /// How many at most
    pub limit: u32,
}

/// An order of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// Last changed first
    #[default]
    Updated,
    /// By 拼音首字母
    Name,
}

/// A form in a list. Times are milliseconds since 1970 UTC.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormLine {
    /// Its number
    pub id: FormId,
    /// `project` or `unit`
    pub kind: String,
    /// Id of its template
    pub template: String,
    /// 年度, where it reads
    pub year: Option<i32>,
    /// The project's name, or the department of a unit form
    pub name: String,
    /// Its revision
    pub revision: i64,
    /// When it was made
    pub created_at: i64,
    /// Last change
    pub updated_at: i64,
    /// Since when in the 回收站
    pub deleted_at: Option<i64>,
}

/// A page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The forms
    pub forms: Vec<FormLine>,
    /// Whether more follow
    pub more: bool,
}

impl Store {
    /// One page of forms.
    pub fn list(&self, query: &Query) -> Result<Page, StoreError> {
        let deleted = if query.deleted { "IS NOT NULL" } else { "IS NULL" };
        let mut values: Vec<Value> =
            vec![i64::from(query.limit).saturating_add(1).into(), i64::from(query.offset).into()];
        let (mut from, mut order) = (
            "forms",
            match query.order {
                Order::Updated => "updated_at DESC, forms.id DESC",
                Order::Name => "forms.initials, forms.name, forms.id",
            },
        );
        let mut wanted = format!("deleted_at {deleted}");
        if let Some(year) = query.year {
            values.push(i64::from(year).into());
            wanted.push_str(&format!(" AND year = ?{}", values.len()));
        }
        if !query.search.trim().is_empty() {
            let Some(words) = search::query(&query.search) else { return Ok(Page { forms: Vec::new(), more: false }) };
            values.push(words.into());
            // The index answers in the order of its row ids, so that a page needs no sorting of all that was found.
            from = "search CROSS JOIN forms ON forms.id = search.rowid";
            order = "search.rowid DESC";
            wanted.push_str(&format!(" AND search MATCH ?{}", values.len()));
        }
        let sql = format!(
            "SELECT forms.id, kind, template, year, forms.name, revision, created_at, updated_at, deleted_at
             FROM {from} WHERE {wanted} ORDER BY {order} LIMIT ?1 OFFSET ?2"
        );
        let mut statement = self.sql.prepare_cached(&sql)?;
        let mut forms = statement.query_map(params_from_iter(values), line)?.collect::<Result<Vec<_>, _>>()?;
        let more = forms.len() > query.limit as usize;
        forms.truncate(query.limit as usize);
        Ok(Page { forms, more })
    }

    /// Every form outside the 回收站, by number.
    pub fn all(&self) -> Result<Vec<FormLine>, StoreError> {
        let mut statement = self.sql.prepare_cached(
            "SELECT id, kind, template, year, name, revision, created_at, updated_at, deleted_at
             FROM forms WHERE deleted_at IS NULL ORDER BY id",
        )?;
        Ok(statement.query_map([], line)?.collect::<Result<_, _>>()?)
    }

    /// How many forms there are outside the 回收站, and in it.
    pub fn counts(&self) -> Result<(i64, i64), StoreError> {
        let mut statement =
            self.sql.prepare_cached("SELECT count(*) - count(deleted_at), count(deleted_at) FROM forms")?;
        Ok(statement.query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?)
    }
}

fn line(row: &Row<'_>) -> rusqlite::Result<FormLine> {
    Ok(FormLine {
        id: FormId(row.get(0)?),
        kind: row.get(1)?,
        template: row.get(2)?,
        year: row.get(3)?,
        name: row.get(4)?,
        revision: row.get(5)?,
        created_at: row.get(6)?,
        updated_at: row.get(7)?,
        deleted_at: row.get(8)?,
    })
}
