//! 单位信息 and settings.

use super::Session;
use super::from_store;
use super::stored::{KEY, SPOILT, StoredSettings};
use crate::error::{Code, Error};
use crate::requests::app::Nothing;
use crate::requests::settings::{Settings, UnitInfo, UnitKept};
use jibiao_store::{FormId, FormLine, Operation, Patch, Query, Tx, Unit};
use serde_json::Value;

/// More forms than any unit has.
const EVERY: u32 = 1_000_000;

impl Session {
    /// 单位信息
    pub(crate) fn unit_info(&mut self, _: Nothing) -> Result<UnitInfo, Error> {
        let Unit { department_code, department, implementing_unit, region, head, preparer, phone } =
            self.store()?.unit().map_err(from_store)?;
        Ok(UnitInfo { department_code, department, implementing_unit, region, head, preparer, phone })
    }

    /// Changes 单位信息. Of department and own unit the one that is blank is the other one.
    pub(crate) fn set_unit_info(&mut self, unit: UnitInfo) -> Result<UnitKept, Error> {
        let trimmed = |text: &str| text.trim().to_owned();
        let mut kept = Unit {
            department_code: trimmed(&unit.department_code),
            department: trimmed(&unit.department),
            implementing_unit: trimmed(&unit.implementing_unit),
            region: trimmed(&unit.region),
            head: trimmed(&unit.head),
            preparer: trimmed(&unit.preparer),
            phone: trimmed(&unit.phone),
        };
        if kept.department.is_empty() {
            kept.department.clone_from(&kept.implementing_unit);
        } else if kept.implementing_unit.is_empty() {
            kept.implementing_unit.clone_from(&kept.department);
        }
        let before = self.store()?.unit().map_err(from_store)?.region;
        let titles = if before == kept.region { Vec::new() } else { self.titles_of(&before, &kept.region)? };
        let operation = if titles.is_empty() { Operation::SetUnit } else { Operation::Edit };
        let write = |tx: &Tx<'_>| {
            tx.set_unit(&kept)?;
            titles
                .iter()
                .try_for_each(|(id, base, patch)| tx.edit(*id, *base, std::slice::from_ref(patch), &[]).map(drop))
        };
        // Both or neither: from a place that changed alone no title would ever follow.
        self.store_mut()?.transact(operation, write).map_err(from_store)?;
        // The rules across forms ask whose forms they are.
        self.cross.clear();
        let retitled = titles.len() as u32;
        let message = if retitled > 0 { format!("{retitled} 张表的标题已跟着改") } else { String::new() };
        Ok(UnitKept { unit: self.unit_info(Nothing {})?, retitled, message })
    }

    /// Titles that are still those of the old place and what they become in the new one, each with its form and revision.
    fn titles_of(&self, before: &str, now: &str) -> Result<Vec<(FormId, i64, Patch)>, Error> {
        let mut titles = Vec::new();
        let all = Query { limit: EVERY, ..Query::default() };
        for FormLine { id, .. } in self.store()?.list(&all).map_err(from_store)?.forms {
            // A damaged form, and one whose template is gone, keeps what it has.
            let Ok(stored) = self.store()?.form(id) else { continue };
            let Ok(template) = self.template(stored.form.template()) else { continue };
            let year = stored.form.year().read().map(|year| year.0);
            let (old, new) = (template.title_for(before, year), template.title_for(now, year));
            if stored.form.title() == old && old != new {
                titles.push((id, stored.revision, Patch::set("title", &new)));
            }
        }
        Ok(titles)
    }

    /// The settings.
    pub(crate) fn get_settings(&mut self, _: Nothing) -> Result<Settings, Error> {
        Ok(self.settings.clone())
    }

    /// Changes the settings.
    pub(crate) fn set_settings(&mut self, settings: Settings) -> Result<Settings, Error> {
        if !(80..=150).contains(&settings.text_size) {
            let message = format!("字号 {}% 不在 80% 到 150% 之间", settings.text_size);
            return Err(Error::new(Code::Request, message, ""));
        }
        self.refuse_unknown(&settings)?;
        if let Some(fault) = self.stored_settings.fault() {
            return Err(fault.clone());
        }
        let text = Value::Object(self.stored_settings.with(&self.settings, &settings)).to_string();
        let spoilt = self.stored_settings.spoilt().map(str::to_owned);
        let store = self.store_mut()?;
        if let Some(spoilt) = spoilt {
            store.set_setting(SPOILT, &spoilt).map_err(from_store)?;
        }
        store.set_setting(KEY, &text).map_err(from_store)?;
        (_, self.stored_settings) = StoredSettings::read(self.data.as_ref().ok());
        let other_rules = settings.rules != self.settings.rules;
        self.settings = settings;
        if other_rules {
            self.cross.clear();
            self.derive_by_the_present_rules();
        }
        Ok(self.settings.clone())
    }

    /// A rule or template that is not there cannot be chosen. One that stands in the settings already may be another version's: it keeps
    /// nobody from changing the rest.
    fn refuse_unknown(&self, settings: &Settings) -> Result<(), Error> {
        for code in settings.rules.keys().filter(|code| !self.settings.rules.contains_key(*code)) {
            if crate::rules::explain(code).is_none() {
                return Err(Error::new(Code::Request, format!("没有编号为“{code}”的规则"), ""));
            }
        }
        for (now, before) in [
            (&settings.project_template, &self.settings.project_template),
            (&settings.unit_template, &self.settings.unit_template),
        ] {
            if let Some(id) = now.as_ref().filter(|id| now != before && self.templates.get(id).is_none()) {
                return Err(Error::new(Code::TemplateUnknown, format!("没有模板“{id}”"), "请另选一个模板"));
            }
        }
        Ok(())
    }
}
