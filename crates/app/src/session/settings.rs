//! 单位信息 and settings.

use super::Session;
use crate::data::from_store;
use crate::error::{Code, Error};
use crate::requests::app::Nothing;
use crate::requests::settings::{Settings, UnitInfo};
use jibiao_store::Unit;

/// Where the settings stand in the data, as JSON.
pub(super) const KEY: &str = "settings";

impl Session {
    /// 单位信息
    pub(crate) fn unit_info(&mut self, _: Nothing) -> Result<UnitInfo, Error> {
        let Unit { department_code, department, implementing_unit, region, head, preparer, phone } =
            self.store()?.unit().map_err(from_store)?;
        Ok(UnitInfo { department_code, department, implementing_unit, region, head, preparer, phone })
    }

    /// Changes 单位信息.
    pub(crate) fn set_unit_info(&mut self, unit: UnitInfo) -> Result<UnitInfo, Error> {
        let trimmed = |text: &str| text.trim().to_owned();
        let kept = Unit {
            department_code: trimmed(&unit.department_code),
            department: trimmed(&unit.department),
            implementing_unit: trimmed(&unit.implementing_unit),
            region: trimmed(&unit.region),
            head: trimmed(&unit.head),
            preparer: trimmed(&unit.preparer),
            phone: trimmed(&unit.phone),
        };
        self.store_mut()?.set_unit(&kept).map_err(from_store)?;
        self.unit_info(Nothing {})
    }

    /// The settings.
    pub(crate) fn get_settings(&mut self, _: Nothing) -> Result<Settings, Error> {
        Ok(self.settings.clone())
    }

    /// Changes the settings.
    pub(crate) fn set_settings(&mut self, settings: Settings) -> Result<Settings, Error> {
        let fault = |message: String| Err(Error::new(Code::Request, message, ""));
        if !(80..=150).contains(&settings.text_size) {
            return fault(format!("字号 {}% 不在 80% 到 150% 之间", settings.text_size));
        }
        if let Some(code) = settings.rules.keys().find(|code| crate::rules::explain(code).is_none()) {
            return fault(format!("没有编号为“{code}”的规则"));
        }
        let templates = [&settings.project_template, &settings.unit_template];
        if let Some(unknown) = templates.into_iter().flatten().find(|id| self.templates.get(id).is_none()) {
            return Err(Error::new(Code::TemplateUnknown, format!("没有模板“{unknown}”"), "请另选一个模板"));
        }
        let text =
            serde_json::to_string(&settings).map_err(|error| Error::new(Code::Request, error.to_string(), ""))?;
        self.store_mut()?.set_setting(KEY, &text).map_err(from_store)?;
        let other_rules = settings.rules != self.settings.rules;
        self.settings = settings;
        if other_rules {
            self.cross.clear();
            self.derive_by_the_present_rules();
        }
        Ok(self.settings.clone())
    }
}
