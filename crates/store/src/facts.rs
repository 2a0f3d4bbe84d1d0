//! What lists show of a form beyond its name: worked out by the caller's rules, kept so that 100,000 forms need not be read for a page.

use crate::door::{Operation, Tx};
use crate::error::StoreError;
use crate::tables::Waiver;
use crate::{FormId, Store, forms, tables};
use jibiao_model::Form;
use rusqlite::params;

/// The facts of one form. See `migrations/0002-facts.sql`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facts {
    /// 项目属性 in short
    pub attribute: String,
    /// 年度资金总额 in ten-thousandths
    pub annual: Option<i64>,
    /// 实施期资金总额 in ten-thousandths
    pub period: Option<i64>,
    /// The first as shown
    pub annual_text: String,
    /// The second as shown
    pub period_text: String,
    /// The annual sources in the order of the form, in ten-thousandths
    pub sources: Vec<i64>,
    /// An amount is written that is not in the sums
    pub unread: bool,
    /// How full each step is: 0 empty, 1 half, 2 full
    pub steps: Vec<u8>,
    /// Errors left
    pub errors: u32,
    /// Warnings left
    pub warnings: u32,
    /// 0 empty, 1 being filled, 2 done
    pub progress: u8,
}

/// Works facts out of a form and what was passed over in it.
pub type Derive = Box<dyn Fn(&Form, &[Waiver]) -> Facts + Send>;

/// How a program works facts out.
pub struct Deriver {
    /// Names the rules that `derive` follows: facts with another stamp are worked out again
    pub stamp: String,
    /// The rules
    pub derive: Derive,
}

impl Store {
    /// From now on facts are kept with every change. Without a deriver they are left to be worked out later.
    pub fn set_deriver(&mut self, deriver: Deriver) {
        self.deriver = Some(deriver);
    }

    /// How many forms outside the 回收站 have no facts, or those of other rules.
    pub fn stale_facts(&self) -> Result<u32, StoreError> {
        let Some(deriver) = &self.deriver else { return Ok(0) };
        let mut statement = self.sql.prepare_cached(
            "SELECT (SELECT count(*) FROM forms WHERE deleted_at IS NULL)
                  - (SELECT count(*) FROM forms WHERE deleted_at IS NULL AND stamp = ?1)",
        )?;
        Ok(statement.query_row([&deriver.stamp], |row| row.get(0))?)
    }

    /// Works out the facts of at most so many forms that lack them. A form that cannot be read keeps none and is counted as done, so
    /// that the others go on: opening it says what is wrong.
    pub fn renew_facts(&mut self, limit: u32) -> Result<(), StoreError> {
        let Some(deriver) = &self.deriver else { return Ok(()) };
        let stale: Vec<i64> = {
            // Two ranges of the index instead of one test of every row.
            let mut statement = self.sql.prepare_cached(
                "SELECT id FROM (SELECT id FROM forms WHERE deleted_at IS NULL AND stamp < ?1
                 UNION ALL SELECT id FROM forms WHERE deleted_at IS NULL AND stamp > ?1) LIMIT ?2",
            )?;
            statement.query_map(params![deriver.stamp, limit], |row| row.get(0))?.collect::<Result<_, _>>()?
        };
        if stale.is_empty() {
            return Ok(());
        }
        self.transact(Operation::Settle, |tx| {
            for id in stale.into_iter().map(FormId) {
                match forms::read(&tx.sql, tx.kept, id) {
                    Ok(stored) => tx.keep_facts(id, &stored.form)?,
                    Err(StoreError::Damaged(_)) => tx.put_facts(id, &Facts::default())?,
                    Err(error) => return Err(error),
                }
            }
            Ok(())
        })
    }
}

impl Tx<'_> {
    /// Keeps the facts of a form as it is now; marks them as missing where nobody can work them out.
    pub(crate) fn keep_facts(&self, id: FormId, form: &Form) -> Result<(), StoreError> {
        match self.deriver {
            Some(deriver) => self.put_facts(id, &(deriver.derive)(form, &tables::waivers(&self.sql, id)?)),
            None => {
                self.sql.prepare_cached("UPDATE forms SET stamp = '' WHERE id = ?1")?.execute([id.0])?;
                Ok(())
            }
        }
    }

    fn put_facts(&self, id: FormId, facts: &Facts) -> Result<(), StoreError> {
        let stamp = self.deriver.map_or("", |deriver| deriver.stamp.as_str());
        let sources: Vec<String> = facts.sources.iter().map(i64::to_string).collect();
        let steps: String = facts.steps.iter().map(|step| char::from(b'0' + (*step).min(2))).collect();
        let full = facts.steps.iter().filter(|step| **step == 2).count() as i64;
        // Most edits change none of them: then the row and six indexes are left alone.
        self.sql
            .prepare_cached(
                "UPDATE forms SET stamp = ?2, attribute = ?3, annual = ?4, period = ?5, annual_text = ?6, period_text = ?7, sources = ?8,
                 unread = ?9, steps = ?10, full_steps = ?11, errors = ?12, warnings = ?13, progress = ?14 WHERE id = ?1
                 AND (stamp, attribute, annual, period, annual_text, period_text, sources, unread, steps, full_steps, errors, warnings,
                 progress) IS NOT (?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
            )?
            .execute(params![
                id.0,
                stamp,
                facts.attribute,
                facts.annual,
                facts.period,
                facts.annual_text,
                facts.period_text,
                sources.join(","),
                facts.unread,
                steps,
                full,
                facts.errors,
                facts.warnings,
                facts.progress
            ])?;
        Ok(())
    }
}
