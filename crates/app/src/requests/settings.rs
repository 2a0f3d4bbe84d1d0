//! 单位信息 and the settings of S9.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// 单位信息: what new forms start with. `preparer` is the name that 修改记录 says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct UnitInfo {
    /// 主管部门代码, leading zeros kept
    pub department_code: String,
    /// 主管部门: another unit than the own one for units of the second level; blank = the own unit
    pub department: String,
    /// 本单位, 实施单位 of its forms and 部门名称 of its own unit form; blank = the department itself
    pub implementing_unit: String,
    /// The place in the printed title, as it is called (云岫县)
    pub region: String,
    /// 负责人
    pub head: String,
    /// 经办人: who stands in 修改记录
    pub preparer: String,
    /// 联系电话
    pub phone: String,
}

/// Answer of `unit.set`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct UnitKept {
    /// 单位信息 as it is kept
    pub unit: UnitInfo,
    /// Forms whose automatic title followed the place; each one can be undone
    pub retitled: u32,
    /// 3 张表的标题已跟着改; empty where none did
    pub message: String,
}

/// The look of the pages.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// Light
    #[default]
    Light,
    /// 高对比
    HighContrast,
}

/// The settings. Absent ones have their defaults; `settings.set` changes all of them at once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// 字号 in percent, 80 to 150
    pub text_size: u16,
    /// The look
    pub theme: Theme,
    /// Pinyin in the field itself (Linux)
    pub inline_input: bool,
    /// The budget year that lists show; null = the program decides by the date
    pub year: Option<i32>,
    /// Template of new project forms; null = by the year
    pub project_template: Option<String>,
    /// Template of new unit forms; null = by the year
    pub unit_template: Option<String>,
    /// Groups of the rule book (letters) that are folded in the lists
    pub folded_groups: Vec<String>,
    /// Rules switched off (on by default) and on (off by default), by code: the value says whether it runs
    pub rules: BTreeMap<String, bool>,
    /// Keys of hints that are not to be shown again
    pub seen: Vec<String>,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            text_size: 100,
            theme: Theme::Light,
            inline_input: true,
            year: None,
            project_template: None,
            unit_template: None,
            folded_groups: Vec::new(),
            rules: BTreeMap::new(),
            seen: Vec::new(),
        }
    }
}
