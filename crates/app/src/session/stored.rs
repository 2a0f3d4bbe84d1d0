//! The settings as they are stored, name by name: one that does not read is no reason to forget the others, and what was written stays until
//! the user chooses anew.

use crate::error::{Code, Error};
use crate::requests::settings::Settings;
use jibiao_store::Store;
use serde_json::{Map, Value};

/// Where the settings stand in the data, as JSON.
pub(super) const KEY: &str = "settings";
/// Where what stood there is kept, should it be no list of settings at all.
pub(super) const SPOILT: &str = "settings-unread";

/// What is stored, and what of it was not understood.
#[derive(Default)]
pub(super) struct StoredSettings {
    values: Map<String, Value>,
    unread: Vec<&'static str>,
    spoilt: Option<String>,
    fault: Option<Error>,
}

/// The settings by name, with what the user calls them.
const TITLES: [(&str, &str); 9] = [
    ("text_size", "字号"),
    ("theme", "外观"),
    ("inline_input", "输入法"),
    ("year", "年度"),
    ("project_template", "项目表的模板"),
    ("unit_template", "整体表的模板"),
    ("folded_groups", "收起的规则"),
    ("rules", "规则开关"),
    ("seen", "不再显示的提示"),
];

impl StoredSettings {
    /// Reads the settings; those that are absent or do not read are the defaults.
    pub fn read(store: Option<&Store>) -> (Settings, StoredSettings) {
        match store.map_or(Ok(None), |store| store.setting(KEY)) {
            Ok(text) => StoredSettings::of(text),
            Err(error) => {
                let fault = Some(super::from_store(error));
                (Settings::default(), StoredSettings { fault, ..StoredSettings::default() })
            }
        }
    }

    fn of(text: Option<String>) -> (Settings, StoredSettings) {
        let Some(text) = text else { return (Settings::default(), StoredSettings::default()) };
        let Ok(values) = serde_json::from_str::<Map<String, Value>>(&text) else {
            return (Settings::default(), StoredSettings { spoilt: Some(text), ..StoredSettings::default() });
        };
        let mut settings = Settings::default();
        let mut unread = Vec::new();
        for (name, _) in TITLES {
            let Some(value) = values.get(name) else { continue };
            let mut trial = values_of(&settings);
            trial.insert(name.to_owned(), value.clone());
            match serde_json::from_value(Value::Object(trial)) {
                Ok(with) => settings = with,
                Err(_) => unread.push(name),
            }
        }
        (settings, StoredSettings { values, unread, ..StoredSettings::default() })
    }

    /// What is to be stored for these settings: what did not read stays where the user changed nothing, as do names that only other
    /// versions know.
    pub fn with(&self, before: &Settings, now: &Settings) -> Map<String, Value> {
        let (before, now) = (values_of(before), values_of(now));
        let mut values = self.values.clone();
        for (name, value) in now {
            let untouched = self.unread.contains(&name.as_str()) && before.get(&name) == Some(&value);
            if !untouched {
                values.insert(name, value);
            }
        }
        values
    }

    /// What stood there instead of settings, to be put aside before they are written.
    pub fn spoilt(&self) -> Option<&str> {
        self.spoilt.as_deref()
    }

    /// Why nothing may be written over the settings.
    pub fn fault(&self) -> Option<&Error> {
        self.fault.as_ref()
    }

    /// What the user should know.
    pub fn notice(&self) -> Option<Error> {
        if let Some(fault) = &self.fault {
            let message = format!("设置没有读出来，先用默认的：{}", fault.message);
            return Some(Error { message, ..fault.clone() });
        }
        let titles: Vec<&str> =
            TITLES.iter().filter(|(name, _)| self.unread.contains(name)).map(|(_, title)| *title).collect();
        let what = match (self.spoilt.is_some(), titles.is_empty()) {
            (true, _) => "设置没有读懂，先全部用默认的".to_owned(),
            (false, false) => format!("设置里的“{}”没有读懂，先用默认的", titles.join("”“")),
            (false, true) => return None,
        };
        Some(Error::new(Code::Settings, format!("{what}；原来写的还在"), "请在设置里重新选一次"))
    }
}

fn values_of(settings: &Settings) -> Map<String, Value> {
    match serde_json::to_value(settings) {
        Ok(Value::Object(values)) => values,
        _ => Map::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_setting_has_a_title() {
        let names: Vec<String> = values_of(&Settings::default()).into_iter().map(|(name, _)| name).collect();
        let mut titled: Vec<&str> = TITLES.iter().map(|(name, _)| *name).collect();
        titled.sort_unstable();
        assert_eq!(names, titled);
    }
}
