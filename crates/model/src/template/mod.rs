//! Form templates as data: fields, wording, indicator tree, limits, grid. Checked when loaded.

mod check;
mod error;
mod field;
mod grid;
mod layout;
mod place;
mod raw;
mod set;
#[cfg(test)]
mod tests;

use crate::form::Side;
use crate::level::{Level1, Level2};
use crate::value::MoneyUnit;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

pub use error::{Reason, TemplateError};
pub use field::Field;
pub use grid::{Alignment, Body, Cell, Content, Grid, Page, Row, Section, Signature};
pub use set::{TemplateSet, UserFile};

/// Project or unit form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// 项目支出绩效目标表
    Project,
    /// 整体支出绩效目标申报表
    Unit,
}

/// Whether the layout was read off real prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// Read off real published forms
    Confirmed,
    /// Built from general knowledge of the rules; said so on screen
    Unconfirmed,
}

/// A form's template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// Stable id, the folder's name (`shanxi-county`)
    pub id: String,
    /// Version of this template; an older one stays printable
    pub version: u32,
    /// Shown in lists, Chinese
    pub name: String,
    /// Project or unit
    pub kind: Kind,
    /// Confirmed or not
    pub status: Status,
    /// Used by whom (`山西部分县（区），2025年起`)
    pub used_by: String,
    /// First and last budget year, where known
    pub valid: (Option<i32>, Option<i32>),
    /// Title pattern with placeholders in braces (`{区域}县(区)级预算部门(单位)项目支出绩效目标表`); a form keeps its own title as written
    pub title: String,
    /// Second title line with `{年}`
    pub year_line: String,
    /// The unit in which the form prints money. Form JSON keeps 元 for project forms whatever this says.
    pub money: MoneyUnit,
    /// The sides it has, in order
    pub sides: Vec<Side>,
    /// Required sum of weights; `None` = no weights
    pub weights: Option<Decimal>,
    /// Indicator tree in print order
    pub tree: Vec<Level1Node>,
    /// Printed labels by [`Field::label_key`] (`project_name` -> `项目名称`) of the fields that the template prints and of no
    /// others, and some that name lists (`indicators.period`, `key_tasks`) or blocks of the grid
    pub labels: BTreeMap<String, String>,
    /// Longest texts in UTF-8 bytes by field key (`project_name`, `goal_period`, `indicator_name` …); 未经证实
    pub limits: BTreeMap<String, usize>,
    /// The printed grid
    pub grid: Grid,
}

impl Template {
    /// Reads and checks a template file. `source` names the file in errors.
    ///
    /// # Errors
    /// The first fault, with key, line where known, and reason.
    pub fn parse(text: &str, source: &str) -> Result<Template, TemplateError> {
        check::parse(text, source)
    }

    /// The program's own templates, parsed once.
    pub fn builtin() -> &'static TemplateSet {
        TemplateSet::builtin()
    }

    /// The label of a field, printed or not; its key where the template has none (never so in a checked template of the
    /// form's kind).
    pub fn label(&self, field: Field) -> String {
        let key = field.label_key(self.kind);
        self.labels.get(&key).or_else(|| self.grid.other_labels.get(&key)).cloned().unwrap_or(key)
    }

    /// The title of a new form: the pattern with its placeholders filled, as the bureaus' system prints it: 云岭县 makes 云岭县县(区)级…,
    /// 白杨区 makes 白杨区县(区)级…, 云岭 makes 云岭县(区)级…. What is not known stays out.
    pub fn title_for(&self, region: &str, year: Option<i32>) -> String {
        fill(&self.title, region, year)
    }

    /// The second title line.
    pub fn year_line_for(&self, year: &str) -> String {
        self.year_line.replace("{年}", year)
    }
}

fn fill(pattern: &str, region: &str, year: Option<i32>) -> String {
    let year = year.map(|year| year.to_string()).unwrap_or_default();
    let region = region.trim();
    ["{区域}", "{市}"]
        .iter()
        .fold(pattern.to_owned(), |title, placeholder| title.replace(placeholder, region))
        .replace("{年}", &year)
}

/// A first level of the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level1Node {
    /// Stable kind
    pub kind: Level1,
    /// Printed label
    pub label: String,
    /// Second levels in print order
    pub children: Vec<Level2Node>,
}

/// A second level of the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level2Node {
    /// Stable kind
    pub kind: Level2,
    /// Printed label
    pub label: String,
    /// May stay empty without a finding (benefits)
    pub optional: bool,
    /// 固化指标: names of indicators that every form of the template has here
    pub fixed: Vec<String>,
}
