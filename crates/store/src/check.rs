//! A look at everything: pages, links between tables, and every form with its checksum.

use crate::error::StoreError;
use crate::{FormId, Store, document};

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// How many forms were read, the 回收站 included
    pub forms: usize,
    /// What is damaged, Chinese; empty = nothing
    pub faults: Vec<String>,
}

impl Store {
    /// Reads everything. Takes about a second for 20,000 forms.
    pub fn check(&self) -> Result<Checked, StoreError> {
        let mut faults = Vec::new();
        let answer: String = self.sql.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
        if answer != "ok" {
            faults.push("数据库的内部检查没有通过".to_owned());
        }
        let strays: i64 = self.sql.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| row.get(0))?;
        if strays > 0 {
            faults.push(format!("有 {strays} 条记录找不到所属的表"));
        }
        let mut statement = self.sql.prepare("SELECT id FROM forms ORDER BY id")?;
        let ids = statement.query_map([], |row| row.get(0))?.collect::<Result<Vec<i64>, _>>()?;
        for id in &ids {
            if let Err(error) = document::read(&self.sql, FormId(*id)) {
                faults.push(match error {
                    StoreError::NoForm(id) => format!("编号为 {id} 的表的内容不见了"),
                    error => error.to_string(),
                });
            }
        }
        Ok(Checked { forms: ids.len(), faults })
    }
}

impl Store {
    /// Bounds the database at so many pages (of 4 KB; the present size where it is smaller), which is how tests fill a disk. The bound
    /// ends with the connection.
    #[doc(hidden)]
    pub fn limit_size(&self, pages: i64) -> Result<(), StoreError> {
        Ok(self.sql.pragma_update_and_check(None, "max_page_count", pages, |_| Ok(()))?)
    }
}
