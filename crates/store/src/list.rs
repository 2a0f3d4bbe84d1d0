//! Pages of the list of forms, searched, filtered and ordered, and their sums.

use crate::error::StoreError;
use crate::{FormId, Store};
use rusqlite::types::Value;
use rusqlite::{Row, params_from_iter};

/// Which forms to list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    /// What the user typed into the search field; blank = all
    pub search: String,
    /// Only of this year
    pub year: Option<i32>,
    /// Only `project` or `unit`
    pub kind: Option<&'static str>,
    /// Only with this attribute, as it stands in the facts
    pub attribute: Option<String>,
    /// Only those that are so
    pub only: Only,
    /// What of them is known beside their facts; `only` goes by both
    pub elsewhere: Elsewhere,
    /// The 回收站 instead of the list
    pub deleted: bool,
    /// The order; a search answers newest made first
    pub order: Order,
    /// From the last to the first
    pub descending: bool,
    /// How many to pass over
    pub offset: u32,
    /// How many at most
    pub limit: u32,
}

/// Forms in which something was found by comparing them with others.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Elsewhere {
    /// Those with errors
    pub errors: Vec<FormId>,
    /// Those with errors or warnings
    pub problems: Vec<FormId>,
}

/// An order of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// Last changed first
    #[default]
    Updated,
    /// By 拼音首字母
    Name,
    /// As they were made
    Number,
    /// By 项目属性
    Attribute,
    /// By 年度资金总额
    Annual,
    /// By 实施期资金总额
    Period,
    /// By full steps
    Steps,
    /// By errors, then warnings
    Problems,
}

/// Forms that are so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Only {
    /// All
    #[default]
    All,
    /// Errors or warnings
    Problems,
    /// Errors
    Errors,
    /// Not done
    Unfinished,
    /// Done
    Done,
}

/// A form in a list. Times are milliseconds since 1970 UTC. The facts are those of the last change; empty where none were worked out yet.
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
    /// 项目属性 in short
    pub attribute: String,
    /// 年度资金总额 as shown
    pub annual: String,
    /// 实施期资金总额 as shown
    pub period: String,
    /// How full each step is: 0 empty, 1 half, 2 full
    pub steps: Vec<u8>,
    /// Errors left
    pub errors: u32,
    /// Warnings left
    pub warnings: u32,
    /// 0 empty, 1 being filled, 2 done
    pub progress: u8,
}

/// A page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The forms
    pub forms: Vec<FormLine>,
    /// Whether more follow
    pub more: bool,
    /// How many a search finds on all its pages; `None` without a search: counting is another question then
    pub found: Option<u32>,
}

/// Sums over the facts of project forms. Amounts in ten-thousandths.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Totals {
    /// How many
    pub forms: u32,
    /// 年度资金总额
    pub annual: i128,
    /// 实施期资金总额
    pub period: i128,
    /// The annual sources in the order of the form
    pub sources: Vec<i128>,
    /// Forms with an amount that is in no sum
    pub unread: u32,
    /// Errors
    pub errors: u32,
    /// Warnings
    pub warnings: u32,
    /// Attributes that occur
    pub attributes: Vec<String>,
}

const COLUMNS: &str =
    "forms.id, kind, template, year, forms.name, revision, created_at, updated_at, deleted_at, attribute, annual_text,
    period_text, steps, errors, warnings, progress";

/// The condition for a query's forms and its values, whatever is searched for.
pub(crate) struct Wanted {
    pub condition: String,
    pub values: Vec<Value>,
}

impl Wanted {
    /// One more condition; in it stands ? for its value.
    fn and(&mut self, condition: &str, value: Option<Value>) {
        self.values.extend(value);
        let number = format!("?{}", self.values.len());
        self.condition.push_str(" AND ");
        self.condition.push_str(&condition.replace('?', &number));
    }
}

/// The numbers of forms as one value, for `json_each`.
fn listed(forms: &[FormId]) -> Option<Value> {
    let numbers: Vec<String> = forms.iter().map(|form| form.0.to_string()).collect();
    Some(format!("[{}]", numbers.join(",")).into())
}

impl Query {
    fn is_search(&self) -> bool {
        !self.search.trim().is_empty()
    }

    pub(crate) fn wanted(&self) -> Wanted {
        let deleted = if self.deleted { "IS NOT NULL" } else { "IS NULL" };
        let mut wanted = Wanted { condition: format!("deleted_at {deleted}"), values: Vec::new() };
        if let Some(year) = self.year {
            wanted.and("year = ?", Some(i64::from(year).into()));
        }
        if let Some(kind) = self.kind {
            wanted.and("kind = ?", Some(kind.to_owned().into()));
        }
        if let Some(attribute) = &self.attribute {
            wanted.and("attribute = ?", Some(attribute.clone().into()));
        }
        let Elsewhere { errors, problems } = &self.elsewhere;
        let found = "forms.id IN (SELECT value FROM json_each(?))";
        match self.only {
            Only::All => {}
            Only::Problems => wanted.and(&format!("(errors + warnings > 0 OR {found})"), listed(problems)),
            Only::Errors => wanted.and(&format!("(errors > 0 OR {found})"), listed(errors)),
            Only::Unfinished => wanted.and(&format!("(progress < 2 OR {found})"), listed(errors)),
            Only::Done => wanted.and(&format!("progress = 2 AND NOT {found}"), listed(errors)),
        }
        wanted
    }

    fn order(&self) -> String {
        let turned = self.descending;
        let columns: &[&str] = match self.order {
            // Last changed first is what everybody means; turned around it is the oldest first.
            Order::Updated => {
                let way = if turned { "ASC" } else { "DESC" };
                return format!("updated_at {way}, forms.id {way}");
            }
            Order::Name => &["forms.initials", "forms.name", "forms.id"],
            Order::Number => &["forms.id"],
            Order::Attribute => &["attribute", "forms.id"],
            Order::Annual => &["annual", "forms.id"],
            Order::Period => &["period", "forms.id"],
            Order::Steps => &["full_steps", "forms.id"],
            Order::Problems => &["errors", "warnings", "forms.id"],
        };
        let way = if turned { " DESC" } else { "" };
        columns.iter().map(|column| format!("{column}{way}")).collect::<Vec<_>>().join(", ")
    }
}

impl Store {
    /// One page of forms.
    pub fn list(&self, query: &Query) -> Result<Page, StoreError> {
        if query.is_search() {
            return self.searched(query);
        }
        let Wanted { condition, mut values } = query.wanted();
        let count = values.len();
        values.push(i64::from(query.limit).saturating_add(1).into());
        values.push(i64::from(query.offset).into());
        let sql = format!(
            "SELECT {COLUMNS} FROM forms WHERE {condition} ORDER BY {} LIMIT ?{} OFFSET ?{}",
            query.order(),
            count + 1,
            count + 2
        );
        let mut statement = self.sql.prepare_cached(&sql)?;
        let mut forms = statement.query_map(params_from_iter(values), line)?.collect::<Result<Vec<_>, _>>()?;
        let more = forms.len() > query.limit as usize;
        forms.truncate(query.limit as usize);
        Ok(Page { forms, more, found: None })
    }

    /// How many forms a query finds on all its pages.
    pub fn count(&self, query: &Query) -> Result<u32, StoreError> {
        if query.is_search() {
            return self.finds(query, |found| u32::try_from(found.len()).unwrap_or(u32::MAX));
        }
        let Wanted { condition, values } = query.wanted();
        let mut statement = self.sql.prepare_cached(&format!("SELECT count(*) FROM forms WHERE {condition}"))?;
        Ok(statement.query_row(params_from_iter(values), |row| row.get(0))?)
    }

    /// Every form outside the 回收站, by number.
    pub fn all(&self) -> Result<Vec<FormLine>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM forms WHERE deleted_at IS NULL ORDER BY id");
        let mut statement = self.sql.prepare_cached(&sql)?;
        Ok(statement.query_map([], line)?.collect::<Result<_, _>>()?)
    }

    /// The numbers of the forms of a kind and year outside the 回收站, in order.
    pub fn numbers(&self, year: i32, kind: &str) -> Result<Vec<FormId>, StoreError> {
        let mut statement = self
            .sql
            .prepare_cached("SELECT id FROM forms WHERE deleted_at IS NULL AND year = ?1 AND kind = ?2 ORDER BY id")?;
        let rows = statement.query_map(rusqlite::params![year, kind], |row| Ok(FormId(row.get(0)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The line of one form, also in the 回收站.
    pub fn line(&self, id: FormId) -> Result<FormLine, StoreError> {
        use rusqlite::OptionalExtension as _;
        let mut statement = self.sql.prepare_cached(&format!("SELECT {COLUMNS} FROM forms WHERE id = ?1"))?;
        statement.query_row([id.0], line).optional()?.ok_or(StoreError::NoForm(id))
    }

    /// Sums over the project forms of a query without search; its page does not matter.
    pub fn totals(&self, query: &Query) -> Result<Totals, StoreError> {
        let query = Query { search: String::new(), kind: Some("project"), ..query.clone() };
        let Wanted { condition, values } = query.wanted();
        let sql =
            format!("SELECT annual, period, sources, unread, errors, warnings, attribute FROM forms WHERE {condition}");
        let mut statement = self.sql.prepare_cached(&sql)?;
        let mut rows = statement.query(params_from_iter(values))?;
        let mut totals = Totals::default();
        let mut attributes = std::collections::BTreeSet::new();
        while let Some(row) = rows.next()? {
            totals.forms += 1;
            totals.annual += i128::from(row.get::<_, Option<i64>>(0)?.unwrap_or(0));
            totals.period += i128::from(row.get::<_, Option<i64>>(1)?.unwrap_or(0));
            add_sources(&mut totals.sources, row.get_ref(2)?.as_str().unwrap_or_default());
            totals.unread += row.get::<_, u32>(3)?;
            totals.errors += row.get::<_, u32>(4)?;
            totals.warnings += row.get::<_, u32>(5)?;
            let attribute = row.get_ref(6)?.as_str().unwrap_or_default();
            if !attributes.contains(attribute) {
                attributes.insert(attribute.to_owned());
            }
        }
        attributes.remove("");
        totals.attributes = attributes.into_iter().collect();
        Ok(totals)
    }

    /// Years of the forms outside the 回收站, newest first.
    pub fn years(&self) -> Result<Vec<i32>, StoreError> {
        let mut statement = self.sql.prepare_cached(
            "SELECT DISTINCT year FROM forms WHERE deleted_at IS NULL AND year IS NOT NULL ORDER BY year DESC",
        )?;
        Ok(statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }

    /// How many forms there are outside the 回收站, and in it.
    pub fn counts(&self) -> Result<(i64, i64), StoreError> {
        let mut statement =
            self.sql.prepare_cached("SELECT count(*) - count(deleted_at), count(deleted_at) FROM forms")?;
        Ok(statement.query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?)
    }
}

fn add_sources(sums: &mut Vec<i128>, text: &str) {
    for (place, amount) in text.split(',').filter_map(|amount| amount.parse::<i64>().ok()).enumerate() {
        match sums.get_mut(place) {
            Some(sum) => *sum += i128::from(amount),
            None => sums.push(i128::from(amount)),
        }
    }
}

fn line(row: &Row<'_>) -> rusqlite::Result<FormLine> {
    let steps: String = row.get(12)?;
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
        attribute: row.get(9)?,
        annual: row.get(10)?,
        period: row.get(11)?,
        steps: steps.bytes().map(|digit| digit.saturating_sub(b'0')).collect(),
        errors: row.get(13)?,
        warnings: row.get(14)?,
        progress: row.get(15)?,
    })
}
