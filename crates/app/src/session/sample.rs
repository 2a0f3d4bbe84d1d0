//! The made-up unit among the forms: put in, named as what it is, and taken out again.

use super::Session;
use super::from_store;
use crate::error::{Code, Error};
use crate::requests::app::{Done, Nothing, OpenedSample};
use crate::sample;
use jibiao_model::{BudgetRow, Form};
use jibiao_store::{FormId, Operation, Query};
use serde::{Deserialize, Serialize};

/// Behind every name of the sample, so that lists, prints and files say what it is.
const MARK: &str = "（示例）";

/// The setting that remembers what the sample put in.
const KEY: &str = "sample";

#[derive(Serialize, Deserialize)]
struct Kept {
    year: i32,
    forms: Vec<FormId>,
}

impl Session {
    /// Puts the made-up unit in. Only into a year in which nothing stands: made-up amounts never get into the sums of real ones.
    pub(crate) fn open_sample(&mut self, _: Nothing) -> Result<OpenedSample, Error> {
        let (forms, budget) = marked()?;
        let year = forms.iter().find_map(|form| form.year().read()).map_or(0, |year| year.0);
        if self.sample_year().is_some() {
            return Err(Error::new(Code::NothingToDo, format!("示例已经打开，在{year}年度里"), "请把年度换过去看"));
        }
        let query = Query { year: Some(year), limit: 1, ..Query::default() };
        let store = self.store()?;
        let present = store.budget(year).map_err(from_store)?;
        if store.count(&query).map_err(from_store)? > 0 || !(present.is_empty() || present == budget) {
            let message = format!("{year}年度已经有表或项目支出预算，示例不和它们放在一起");
            return Err(Error::new(Code::EditRefused, message, "想看示例，请另建一个数据文件夹再打开"));
        }
        self.keep_budget(year, &budget)?;
        let made = self
            .store_mut()?
            .transact(Operation::Import, |tx| forms.iter().map(|form| tx.create(form)).collect::<Result<Vec<_>, _>>());
        let made = made.map_err(from_store)?;
        let count = made.len();
        self.keep_sample(&Kept { year, forms: made })?;
        self.cross.clear();
        Ok(OpenedSample {
            year, message: format!("已打开示例：{year}年度的 {count} 份表，名称后面都有“{MARK}”")
        })
    }

    /// Takes it out again: its forms go to the 回收站, its budget goes where nobody changed it.
    pub(crate) fn remove_sample(&mut self, _: Nothing) -> Result<Done, Error> {
        let Some(kept) = self.kept_sample() else { return Ok(Done {}) };
        for form in &kept.forms {
            match self.store_mut()?.delete(*form) {
                // Deleted by the user before.
                Ok(()) | Err(jibiao_store::StoreError::Deleted(_) | jibiao_store::StoreError::NoForm(_)) => {}
                Err(error) => return Err(from_store(error)),
            }
        }
        if self.store()?.budget(kept.year).map_err(from_store)? == marked()?.1 {
            self.keep_budget(kept.year, &[])?;
        }
        self.keep_sample(&Kept { forms: Vec::new(), ..kept })?;
        self.cross.clear();
        Ok(Done {})
    }

    /// The year of the sample, while any of its forms is there.
    pub(super) fn sample_year(&self) -> Option<i32> {
        let kept = self.kept_sample()?;
        let store = self.data.as_ref().ok()?;
        let there = |form: &FormId| store.form(*form).is_ok_and(|stored| stored.deleted_at.is_none());
        kept.forms.iter().any(there).then_some(kept.year)
    }

    fn kept_sample(&self) -> Option<Kept> {
        let text = self.data.as_ref().ok()?.setting(KEY).ok().flatten()?;
        serde_json::from_str(&text).ok()
    }

    fn keep_sample(&mut self, kept: &Kept) -> Result<(), Error> {
        let text = serde_json::to_string(kept).map_err(|error| crate::requests::refused(&error.to_string()))?;
        self.store_mut()?.set_setting(KEY, &text).map_err(from_store)
    }
}

/// The forms and the budget of the sample, each with the mark behind its name.
fn marked() -> Result<(Vec<Form>, Vec<BudgetRow>), Error> {
    let (mut forms, mut budget) = sample::read()?;
    for form in &mut forms {
        match form {
            Form::Project(project) => project.project_name.push_str(MARK),
            Form::Unit(unit) => unit.department.push_str(MARK),
        }
    }
    budget.iter_mut().for_each(|row| row.name.push_str(MARK));
    Ok((forms, budget))
}
