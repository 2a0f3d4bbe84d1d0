//! What a search finds, all of it, and the page that is asked for.
//!
//! The numbers are read off the index from end to end and merged with those that the other conditions let through, which costs
//! less than looking at each form, and the same for every page. They are kept while nothing is written, so that the next page costs nothing.

use crate::error::StoreError;
use crate::list::{Order, Page, Query, Wanted};
use crate::{FormId, Store, search};
use rusqlite::params_from_iter;
use std::cell::RefCell;

/// What the last search found.
#[derive(Default)]
pub(crate) struct LastFound(RefCell<Option<Found>>);

struct Found {
    asked: Query,
    /// Of the data: how much this connection wrote, and a number that changes with the writes of others
    state: (u64, i64),
    numbers: Finds,
}

/// Numbers of forms, the newest made first.
type Finds = Box<[i64]>;

impl Store {
    /// One page of a search.
    pub(crate) fn searched(&self, query: &Query) -> Result<Page, StoreError> {
        let (numbers, all) = self.finds(query, |found| {
            let start = (query.offset as usize).min(found.len());
            let end = start.saturating_add(query.limit as usize).min(found.len());
            (found.get(start..end).unwrap_or_default().to_vec(), found.len())
        })?;
        let more = (query.offset as usize).saturating_add(numbers.len()) < all;
        let mut forms = Vec::with_capacity(numbers.len());
        for id in numbers {
            match self.line(FormId(id)) {
                Ok(line) => forms.push(line),
                // The index knows more than there is: nothing to show.
                Err(StoreError::NoForm(_)) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(Page { forms, more, found: u32::try_from(all).ok() })
    }

    /// Looks at everything that a search finds.
    pub(crate) fn finds<T>(&self, query: &Query, look: impl FnOnce(&[i64]) -> T) -> Result<T, StoreError> {
        let asked = Query { order: Order::default(), descending: false, offset: 0, limit: 0, ..query.clone() };
        let others = self.sql.pragma_query_value(None, "data_version", |row| row.get(0))?;
        let state = (self.sql.total_changes(), others);
        let mut last = self.found.0.borrow_mut();
        let numbers = match last.take() {
            Some(found) if found.asked == asked && found.state == state => found.numbers,
            _ => self.find(&asked)?,
        };
        let answer = look(&numbers);
        *last = Some(Found { asked, state, numbers });
        Ok(answer)
    }

    fn find(&self, asked: &Query) -> Result<Finds, StoreError> {
        let Some(matched) = search::query(&asked.search) else { return Ok(Finds::default()) };
        let mut statement = self.sql.prepare_cached("SELECT rowid FROM search WHERE search MATCH ?1 ORDER BY rowid")?;
        let mut found = statement.query_map([matched], |row| row.get(0))?.collect::<Result<Vec<i64>, _>>()?;
        if found.is_empty() {
            return Ok(Finds::default());
        }
        let filter = Query { search: String::new(), ..asked.clone() };
        let (Wanted { condition, values }, wanted) = match filter == Query::default() {
            // What is not wanted is less: the 回收站.
            true => (Query { deleted: true, ..filter }.wanted(), false),
            false => (filter.wanted(), true),
        };
        let mut statement = self.sql.prepare_cached(&format!("SELECT id FROM forms WHERE {condition}"))?;
        let named = statement.query_map(params_from_iter(values), |row| row.get(0))?;
        let mut named = named.collect::<Result<Vec<i64>, _>>()?;
        named.sort_unstable();
        let mut named = named.into_iter().peekable();
        found.retain(|id| {
            while named.next_if(|own| own < id).is_some() {}
            (named.peek() == Some(id)) == wanted
        });
        found.reverse();
        Ok(found.into_boxed_slice())
    }
}
