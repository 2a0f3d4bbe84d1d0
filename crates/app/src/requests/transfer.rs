//! S7 and S8: import as plan and apply, export, the log of both.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::form::LookAt;

/// Looks at files or at what was pasted; writes nothing.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct PlanImport {
    /// Files or folders; may be empty where something was pasted
    pub paths: Vec<String>,
    /// The year that the forms are for
    pub year: i32,
    /// What was pasted; the source of its forms is 粘贴的内容
    #[serde(default)]
    pub pasted: Option<Pasted>,
    /// The files come from a scan: texts that were probably read wrong (l2次) are to be looked at, with an offer
    #[serde(default)]
    pub scanned: Option<bool>,
}

/// What is on the clipboard: cells of a spreadsheet, of a document or a web page, or published text.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Pasted {
    /// As text; cells stand between tabs
    pub text: String,
    /// As HTML, where the clipboard has it: its tables say more than tabs do
    pub html: Option<String>,
}

/// How sure the reader is of a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Sureness {
    /// 确定
    Sure,
    /// 请核对
    LookHere,
    /// 没找到
    NotFound,
}

/// What will be written at a place, beside what stood in the source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PlannedCell {
    /// Path in the form
    pub path: String,
    /// Where, in words
    pub place: String,
    /// What will be written; may be changed in `import.apply`
    pub text: String,
    /// What stood in the source
    pub source: String,
    /// Where in the source: 第 7 行第 B 列, 第 120 行; the path of form files and packages
    pub address: String,
    /// How sure
    pub sureness: Sureness,
    /// Why it is to be looked at
    pub message: String,
    /// A mending that is offered (005 for 006); never done by itself
    pub offer: Option<String>,
}

/// What becomes of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ImportAs {
    /// 新建
    New,
    /// 覆盖 the form that is there (one action, can be undone)
    Replace,
    /// 合并: only where the form that is there is blank
    Merge,
    /// 不导入
    Skip,
}

/// An amount whose source the form does not have: 财政拨款, of whichever level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct UnplacedFund {
    /// 实施期 or 年度
    pub side: String,
    /// The label as written: 其中：财政拨款
    pub label: String,
    /// In 元, as shown
    pub amount: String,
    /// Where in the source
    pub address: String,
}

/// A source of money that a form has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct FundLineView {
    /// Names it in `import.apply`
    pub key: String,
    /// 市县(区)财政资金
    pub label: String,
}

/// A form that was recognised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PlannedForm {
    /// Number in the plan, from 0
    pub index: usize,
    /// Name
    pub name: String,
    /// Its year as the source says
    pub year: Option<i32>,
    /// The file and the sheet or part
    pub source: String,
    /// The form that is there already: of the same year, kind and name; of a unit, which has one 整体申报表 a year, by any name
    pub existing: Option<i64>,
    /// Its name
    pub existing_name: Option<String>,
    /// What is proposed: merge where the form that is there is only begun, skip where it has content or an earlier file holds the same form
    pub proposal: ImportAs,
    /// The places, those not found and to be looked at first
    pub cells: Vec<PlannedCell>,
    /// What of its source was not read
    pub notes: Vec<String>,
    /// Amounts that go nowhere until somebody says where (`funds` of `import.apply`)
    pub unplaced: Vec<UnplacedFund>,
    /// Where they may go; none where there are none
    pub fund_lines: Vec<FundLineView>,
    /// Findings that it would have: errors
    pub errors: u32,
    /// Findings that it would have: warnings
    pub warnings: u32,
}

/// A file that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RefusedFile {
    /// The file
    pub file: String,
    /// Code
    pub code: String,
    /// Why, and what to do
    pub message: String,
}

/// Answer of `import.plan`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ImportPlan {
    /// Names the plan in `import.apply`: digest of the sources and of the state of the data
    pub plan: String,
    /// The forms
    pub forms: Vec<PlannedForm>,
    /// 项目支出预算表, where a file has one
    pub budget: Vec<super::budget::BudgetLine>,
    /// What is to be known of a file as a whole: an encoding that was guessed
    pub notes: Vec<String>,
    /// Files that could not be read
    pub refused: Vec<RefusedFile>,
}

/// What is to be done with one form of a plan.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ImportChoice {
    /// Number in the plan
    pub index: usize,
    /// What becomes of it
    #[serde(rename = "as")]
    #[ts(rename = "as")]
    pub choice: ImportAs,
    /// Texts that the user changed
    #[serde(default)]
    pub cells: Vec<ImportCell>,
    /// Where amounts of `unplaced` go; added to what stands there
    #[serde(default)]
    #[ts(optional, as = "Option<Vec<PlacedFund>>")]
    pub funds: Vec<PlacedFund>,
}

/// Where an amount of a plan goes.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PlacedFund {
    /// Its number in `unplaced`, from 0
    pub at: usize,
    /// Key of the source
    pub into: String,
}

/// A text that the user changed.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ImportCell {
    /// Path in the form
    pub path: String,
    /// The text
    pub text: String,
}

/// Does what a plan says; what somebody let pass in a package comes along with a form that is new or replaced and stays in its year. Refused with E_IMPORT_CHANGED where a source or the data changed since.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct ApplyImport {
    /// The plan's name
    pub plan: String,
    /// What becomes of each form; one that is not named is not imported
    pub forms: Vec<ImportChoice>,
    /// Move forms of other years on into this year: funds and 填报日期 emptied, goals and indicators kept
    #[serde(default)]
    pub to_year: Option<i32>,
    /// Keep the forms that are moved on in their own year too, where none of that name is there: to be compared with (`form.last_year`)
    #[serde(default)]
    pub keep_old: Option<bool>,
    /// Take 项目支出预算表 for this year
    #[serde(default)]
    pub budget_year: Option<i32>,
    /// Which of the plan's `budget` are taken, by their places from 0; left out = all
    #[serde(default)]
    pub budget_rows: Option<Vec<usize>>,
}

/// A form that was moved on into another year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CarriedForm {
    /// The form
    pub form: i64,
    /// Its name
    pub name: String,
    /// Texts that name another year: whether they move on, only a person knows
    pub look_at: Vec<LookAt>,
}

/// Answer of `import.apply`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Imported {
    /// Numbers of the forms, in the order of the request; null for those not imported
    pub forms: Vec<Option<i64>>,
    /// Forms that were moved on and name another year somewhere
    pub carried: Vec<CarriedForm>,
    /// The copy that was made before
    pub backup: Option<String>,
    /// 导入 12 份表
    pub message: String,
}

/// A format of export.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ExportFormat {
    /// Names it in `export.run`
    pub id: String,
    /// 数据包
    pub title: String,
    /// What it is for
    pub note: String,
    /// Extension of its files
    pub extension: String,
    /// All forms go into one file
    pub one_file: bool,
    /// Forms with errors or gaps never go into it
    pub official: bool,
    /// `drafts` of `export.run` makes a difference
    pub drafts: bool,
    /// `copy` of `export.run` makes a difference
    pub copies: bool,
}

/// Answer of `export.formats`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ExportFormats {
    /// The formats
    pub formats: Vec<ExportFormat>,
}

/// Writes forms into files; a long job.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct RunExport {
    /// The forms
    pub forms: Vec<i64>,
    /// Id of the format
    pub format: String,
    /// Folder
    pub folder: String,
    /// Pattern of the names: {序号} {项目名称} {年度} {单位}; left out = {序号}-{项目名称}
    #[serde(default)]
    pub pattern: Option<String>,
    /// Also forms with errors or gaps; otherwise they are left out and named in `faults`. An official format never takes them, a report always
    #[serde(default)]
    pub drafts: Option<bool>,
    /// Which copy; left out = filing. For publication names and phones are left out, and what looks like personal data holds a form back
    #[serde(default)]
    pub copy: Option<super::print::CopyKind>,
}

/// A line of the log of imports and exports.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct TransferLine {
    /// When, as shown
    pub when: String,
    /// Who
    pub who: String,
    /// 导入 or 导出
    pub direction: String,
    /// Name of the file
    pub name: String,
    /// How many forms
    pub forms: i64,
}

/// Answer of `transfers.list`, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Transfers {
    /// The lines
    pub lines: Vec<TransferLine>,
}
