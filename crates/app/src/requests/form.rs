//! One form: made, opened, edited, undone, deleted.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

use super::check::{FindingView, FixEdit};
use super::list::{Fill, FormState};
use super::templates::{FormKind, Side, StepId};

/// Makes a form. It starts with 单位信息.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct CreateForm {
    /// Template; left out = the one of the settings, else the one that is valid in the year
    #[serde(default)]
    pub template: Option<String>,
    /// Kind, where the template is left out
    pub kind: FormKind,
    /// Budget year
    pub year: i32,
    /// Name of the project
    #[serde(default)]
    pub name: Option<String>,
}

/// A form that was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct Made {
    /// Its number
    pub form: i64,
}

/// Copies a form.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct CopyForm {
    /// Which
    pub form: i64,
    /// Into another year: year moved on, funds and 填报日期 emptied, goals and indicators kept. Left out: a copy as it is, its name with
    /// （副本）
    #[serde(default)]
    pub to_year: Option<i32>,
    /// Into another year also where a form of that name is there already
    #[serde(default)]
    pub again: Option<bool>,
}

/// A place that somebody should look at after a copy into another year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct LookAt {
    /// Its path
    pub path: String,
    /// Where: 绩效指标 › 时效指标 第1行
    pub place: String,
    /// Why: 写有 2025 年
    pub message: String,
}

/// A copy that was made, or the form that is there already.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Copied {
    /// Its number
    pub form: i64,
    /// False where the year has a form of that name; nothing was copied then
    pub made: bool,
    /// 2028年度已有“河道巡查”，没有再复制; empty where it was made
    pub message: String,
    /// Places with years in them, which nobody moved on
    pub look_at: Vec<LookAt>,
}

/// Names a form.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OneForm {
    /// Its number
    pub form: i64,
}

/// Names several forms.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Forms {
    /// Their numbers
    pub forms: Vec<i64>,
}

/// Names a form and the revision that the window shows of it.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FormAt {
    /// Its number
    pub form: i64,
    /// The revision shown; another one is refused with E_EDIT_STALE
    pub base_revision: i64,
}

/// How a number or value was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ReadState {
    /// Nothing is written
    Blank,
    /// Read; a text that is no number is always read
    Read,
    /// Kept as written, not understood
    Unread,
}

/// A cell outside the lists.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CellView {
    /// What to put into the field: as typed, amounts without commas
    pub text: String,
    /// What to show while the field is not being edited: 2,100,000
    pub shown: String,
    /// Whether it was understood
    pub read: ReadState,
    /// Characters written
    pub characters: usize,
    /// Too long for the finance system
    pub over: bool,
    /// 大写 of an amount
    pub capital: Option<String>,
    /// A word beside the field: 与各项之和不同，未重算
    pub note: Option<String>,
    /// What the parts of a total add up to, where it differs, as shown; `form.link` with `sum` puts it there
    pub sum: Option<String>,
    /// Same as its twin: editing the first column edits both
    pub linked: bool,
}

/// A piece of the reading of a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Piece {
    /// ≥, 5, 次, 缺单位
    pub text: String,
    /// `sign`, `number`, `unit`, `time`, `word` or `missing` (a dashed box)
    pub kind: PieceKind,
}

/// What a piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PieceKind {
    /// ≥ ≤ > < or =
    Sign,
    /// A number
    Number,
    /// A unit
    Unit,
    /// A date, deadline or recurrence
    Time,
    /// Words
    Word,
    /// What is missing, in words
    Missing,
}

/// How a value reads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ReadingView {
    /// Whether it was understood
    pub read: ReadState,
    /// The pieces, left to right
    pub pieces: Vec<Piece>,
    /// The tidy spelling, where it differs from what is written
    pub tidy: Option<String>,
}

/// A cell of a row of the grid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct GridCell {
    /// Its path, for `form.edit` and findings: `indicators.period[#7].value`
    pub path: String,
    /// As written
    pub text: String,
}

/// One side of a row of the grid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RowSide {
    /// Its path, for findings: `indicators.period[#7]`
    pub path: String,
    /// 三级指标
    pub name: GridCell,
    /// 指标值
    pub value: GridCell,
    /// 分值, where the template has weights
    pub weight: Option<GridCell>,
    /// How the value reads
    pub reading: ReadingView,
}

/// How the two sides of a row stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Link {
    /// Equal name and value: editing the period side edits both
    Linked,
    /// Both there, and different
    Differing,
    /// Only one side is there, or the form has one side only
    Single,
}

/// A row of the grid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct GridRow {
    /// Names the row in edits; stays the same while the row stays
    pub key: String,
    /// 实施期
    pub period: Option<RowSide>,
    /// 年度
    pub annual: Option<RowSide>,
    /// How they stand to each other
    pub link: Link,
}

/// Rows of one second level. Every second level of the template is there, also an empty one; levels that the template does not have follow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct GridGroup {
    /// Names the group in edits
    pub key: String,
    /// First level as printed
    pub level1: String,
    /// Second level as printed
    pub level2: String,
    /// Stable codes, where known
    pub level1_code: Option<String>,
    /// See `level1_code`
    pub level2_code: Option<String>,
    /// Stands in the template
    pub known: bool,
    /// What an empty group shows: 可不填; empty where something has to be filled in
    pub empty_note: String,
    /// Its rows
    pub rows: Vec<GridRow>,
}

/// A row of 年度重点任务.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct TaskRow {
    /// Names the row in edits
    pub key: String,
    /// 核心职能
    pub function: GridCell,
    /// 重点任务
    pub task: GridCell,
}

/// A step and how far it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct StepState {
    /// Which
    pub step: StepId,
    /// Title
    pub title: String,
    /// How full
    pub fill: Fill,
    /// Errors in it
    pub errors: u32,
    /// Warnings in it
    pub warnings: u32,
    /// One word for the navigation: 未填, 缺 3 处, 2 处错误, 合计对不上; empty where it is full
    pub word: String,
    /// Path of its first empty required field
    pub next: Option<String>,
}

/// A line of 与别处核对.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Comparison {
    /// 各来源之和, 项目支出预算表 表十二第 7 行, 绝对数成本指标之和
    pub with: String,
    /// Amount in 元, as shown; empty where there is none
    pub amount: String,
    /// Less 年度资金总额: −1,000
    pub difference: String,
    /// `agrees`, `differs` or `note` (for information)
    pub result: ComparisonResult,
    /// 一致, 不一致, 供参考, 没有这一项
    pub word: String,
    /// The place of the form that can take this amount over, with the text to put there by `form.edit`
    pub take: Option<FixEdit>,
}

/// The result of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ComparisonResult {
    /// 一致
    Agrees,
    /// 不一致
    Differs,
    /// 供参考
    Note,
}

/// 指标覆盖 of one second level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Coverage {
    /// Short label: 数量
    pub label: String,
    /// Indicators
    pub count: u32,
    /// May stay empty
    pub optional: bool,
}

/// What follows from the values of a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Derived {
    /// The steps
    pub steps: Vec<StepState>,
    /// How many of them are full
    pub full_steps: usize,
    /// How far the form is
    pub state: FormState,
    /// 填报中, 已完成
    pub state_word: String,
    /// 实施期 2026—2028年
    pub period_title: String,
    /// 年度 2026年
    pub annual_title: String,
    /// 经常性项目 · 99年
    pub subtitle: String,
    /// 12 项指标，7 项两侧一致，5 项分别填写
    pub indicators_words: String,
    /// 指标覆盖
    pub coverage: Vec<Coverage>,
    /// 经济效益、生态效益没有指标，可以不填。
    pub coverage_words: String,
    /// Sum of the weights, where the template has them, as shown
    pub weights: Option<String>,
    /// 与别处核对
    pub comparisons: Vec<Comparison>,
    /// Errors of what is written, without those passed over. With `warnings`, `hints` and `unfinished` these are all findings of the form but
    /// those passed over
    pub errors: u32,
    /// See `errors`
    pub warnings: u32,
    /// See `errors`
    pub hints: u32,
    /// 还没填
    pub unfinished: u32,
    /// 数据校验码 of the content as it is now
    pub check_code: String,
}

/// Undo and redo.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct UndoState {
    /// There is something to undo
    pub can_undo: bool,
    /// There is something to redo
    pub can_redo: bool,
}

/// Answer of `form.open`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct FormView {
    /// Its number
    pub form: i64,
    /// Project or unit
    pub kind: FormKind,
    /// Id of its template
    pub template: String,
    /// Name; （未命名） where it is blank
    pub name: String,
    /// 年度, where it reads
    pub year: Option<i32>,
    /// Revision, the base of the next edit
    pub revision: i64,
    /// In the 回收站
    pub deleted: bool,
    /// Cells by path, without the lists; every field of the template and every other that holds something
    pub cells: BTreeMap<String, CellView>,
    /// The indicator grid
    pub groups: Vec<GridGroup>,
    /// 年度重点任务
    pub key_tasks: Vec<TaskRow>,
    /// Findings in the order of the form
    pub findings: Vec<FindingView>,
    /// What follows from the values
    pub derived: Derived,
    /// Undo and redo
    pub undo: UndoState,
    /// Neighbours in the list of the year: 第 7 个，共 9 个
    pub neighbours: Neighbours,
    /// Last change in milliseconds since 1970 UTC
    pub updated_at: i64,
}

/// The forms before and after in the list of the year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Neighbours {
    /// The one before
    pub previous: Option<i64>,
    /// The one after
    pub next: Option<i64>,
    /// 第 7 个，共 9 个
    pub words: String,
}

/// The texts of one side of a new row.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct RowTexts {
    /// 三级指标
    pub name: Option<String>,
    /// 指标值
    pub value: Option<String>,
    /// 分值
    pub weight: Option<String>,
}

/// A part of one user action.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(tag = "do", rename_all = "snake_case", deny_unknown_fields)]
pub enum Edit {
    /// Puts a text into a cell. On the period side of a linked row, and on the period side of equal funds, both sides get it.
    Set {
        /// The cell
        path: String,
        /// As typed; what does not read is kept
        text: String,
        /// Only this side, although the row is linked
        #[serde(default)]
        #[ts(optional)]
        alone: Option<bool>,
    },
    /// Puts a row into a group of the grid. A form with two sides gets it on both.
    InsertRow {
        /// Key of the group
        group: String,
        /// Position in the group, from 0; past the end is the end
        at: usize,
        /// Texts of the period side (of the only side in a form with one)
        #[serde(default)]
        #[ts(optional)]
        period: Option<RowTexts>,
        /// Texts of the annual side; left out = the same
        #[serde(default)]
        #[ts(optional)]
        annual: Option<RowTexts>,
    },
    /// Takes a row of the grid out, both sides.
    DeleteRow {
        /// Key of the row
        row: String,
    },
    /// Moves a row of the grid, both sides.
    MoveRow {
        /// Key of the row
        row: String,
        /// Key of the group that it goes to; its own for a move inside
        group: String,
        /// Position there afterwards
        at: usize,
    },
    /// Puts the side that a single row lacks beside it, equal.
    AddSide {
        /// Key of the row
        row: String,
    },
    /// Puts a key task in.
    InsertTask {
        /// Position, from 0
        at: usize,
        /// 核心职能
        #[serde(default)]
        function: String,
        /// 重点任务
        #[serde(default)]
        task: String,
    },
    /// Takes a key task out.
    DeleteTask {
        /// Key of the row
        row: String,
    },
    /// Moves a key task.
    MoveTask {
        /// Key of the row
        row: String,
        /// Position afterwards
        at: usize,
    },
}

/// Edits a form: one user action, one step of undo, on the disk when the answer comes.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct EditForm {
    /// Its number
    pub form: i64,
    /// The revision shown; another one is refused with E_EDIT_STALE
    pub base_revision: i64,
    /// What to do, one after the other, all or none
    pub edits: Vec<Edit>,
}

/// What to make equal.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(tag = "what", rename_all = "snake_case", deny_unknown_fields)]
pub enum LinkWhat {
    /// 恢复一致 of one row: the annual side gets name and value of the period side
    Row {
        /// Key of the row
        row: String,
    },
    /// Every row of the grid that has both sides
    Rows,
    /// One field and its twin: the annual side gets the text of the period side
    Field {
        /// Either path
        path: String,
    },
    /// A total: it gets the sum of its parts
    Sum {
        /// The total
        path: String,
    },
    /// All funds: 年度=实施期
    Funds,
    /// 年度目标=实施期目标
    Goals,
}

/// 恢复一致, 年度=实施期.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct LinkForm {
    /// Its number
    pub form: i64,
    /// The revision shown
    pub base_revision: i64,
    /// What to make equal
    pub link: LinkWhat,
}

/// Answer of every request that changes a form: what the window has to put in the place of what it shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct FormChanged {
    /// Its number
    pub form: i64,
    /// Revision, the base of the next edit
    pub revision: i64,
    /// Name, as in the list
    pub name: String,
    /// Cells that changed, by path; null = gone
    pub cells: BTreeMap<String, Option<CellView>>,
    /// The whole grid where anything in it changed, else null
    pub groups: Option<Vec<GridGroup>>,
    /// All key tasks where anything in them changed, else null
    pub key_tasks: Option<Vec<TaskRow>>,
    /// All findings
    pub findings: Vec<FindingView>,
    /// What follows from the values
    pub derived: Derived,
    /// Undo and redo
    pub undo: UndoState,
    /// Paths that the user should see after an undo, redo or fix, first one first
    pub touched: Vec<String>,
    /// When it was saved, in milliseconds since 1970 UTC
    pub saved_at: i64,
    /// 已保存 14:03
    pub saved_words: String,
}

/// Reads a value while it is being typed; writes nothing.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReadValue {
    /// As typed so far
    pub text: String,
}

/// Reads an amount while it is being typed; writes nothing.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReadAmount {
    /// As typed so far
    pub text: String,
    /// 元 or 万元
    pub unit: String,
}

/// How an amount reads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct AmountView {
    /// Whether it was understood
    pub read: ReadState,
    /// 2,100,000
    pub shown: String,
    /// 贰佰壹拾万元整
    pub capital: Option<String>,
}

/// Asks for 修改记录.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct ListHistory {
    /// The form
    pub form: i64,
    /// How many to pass over
    #[serde(default)]
    pub offset: Option<u32>,
    /// How many at most, 50 where left out
    #[serde(default)]
    pub limit: Option<u32>,
}

/// One changed place in 修改记录.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct HistoryChange {
    /// Where: 资金 › 年度 › 市县(区)财政资金
    pub place: String,
    /// What stood there
    pub before: String,
    /// What was put there
    pub after: String,
    /// `form.restore` can put back what stood there: the place is still in the form, and something else stands there
    pub can_restore: bool,
}

/// Puts back what stood at a place before a change of 修改记录; a new action, which can be undone.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RestoreValue {
    /// The form
    pub form: i64,
    /// The revision shown
    pub base_revision: i64,
    /// Revision of the line of 修改记录
    pub revision: i64,
    /// Place of the change in the line, from 0
    pub change: usize,
}

/// A line of 修改记录.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct HistoryLine {
    /// When, in milliseconds since 1970 UTC
    pub at: i64,
    /// As shown: 12-17 10:05
    pub when: String,
    /// Who; （未填姓名） where 单位信息 has none
    pub who: String,
    /// 修改, 撤销, 从回收站恢复 …
    pub operation: String,
    /// The revision afterwards
    pub revision: i64,
    /// What changed
    pub changes: Vec<HistoryChange>,
}

/// Answer of `form.history`, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct History {
    /// The lines
    pub lines: Vec<HistoryLine>,
    /// Whether more follow
    pub more: bool,
}

/// A form in the 回收站.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct TrashLine {
    /// Its number
    pub form: i64,
    /// Name
    pub name: String,
    /// 年度
    pub year: Option<i32>,
    /// Since when, as shown
    pub deleted: String,
}

/// Answer of `trash.list`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Trash {
    /// Last deleted first
    pub forms: Vec<TrashLine>,
    /// Whether there are more than these
    pub more: bool,
}

/// Which side of which place suggestions are for.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct Suggest {
    /// The form that is being filled
    pub form: i64,
    /// `name` or `value`
    pub column: SuggestColumn,
    /// Key of the group
    pub group: String,
    /// As typed so far: 汉字 or 拼音首字母
    pub text: String,
    /// 三级指标 of the row, for values
    #[serde(default)]
    pub name: Option<String>,
    /// The side, for the words that say where a suggestion comes from
    #[serde(default)]
    pub side: Option<Side>,
}

/// The column that suggestions are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SuggestColumn {
    /// 三级指标
    Name,
    /// 指标值
    Value,
}

/// A suggestion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Suggestion {
    /// What is put into the cell
    pub text: String,
    /// For a name: a value that goes with it
    pub value: Option<String>,
    /// 指标库・培训次数, 本单位 2025年 档案整理
    pub source: String,
}

/// Answer of `form.suggest`, best first, at most five.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Suggestions {
    /// The suggestions
    pub suggestions: Vec<Suggestion>,
}

/// Asks for a form piece by piece.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FormPieces {
    /// The form
    pub form: i64,
}

/// One thing to copy and paste into a web system.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PieceView {
    /// Where it belongs: 目标和资金, 绩效指标 3
    pub place: String,
    /// What it is: 三级指标
    pub label: String,
    /// The text, never blank
    pub text: String,
}

/// Answer of `form.pieces`: in the order in which the web system asks for them; blank places are left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PiecesView {
    /// The form's name
    pub name: String,
    /// Errors that are left in it
    pub errors: u32,
    /// The pieces
    pub pieces: Vec<PieceView>,
}

/// How a row stands to that of the year before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RowStanding {
    /// The same value
    Same,
    /// Another value
    Changed,
    /// Not there a year ago
    Added,
    /// Not there any more
    Gone,
}

/// A cell outside the lists as it was a year ago.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct LastCell {
    /// The cell of the present form
    pub path: String,
    /// Where, in words
    pub place: String,
    /// What stood there, as typed: for `form.edit`, where it is to be taken over
    pub text: String,
    /// The same as shown
    pub shown: String,
    /// Stands there now too
    pub same: bool,
}

/// A row of the indicators beside that of a year ago; they belong together by second level and name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct LastRow {
    /// The row of the present form; null for one that is gone
    pub path: Option<String>,
    /// 实施期 or 年度
    pub side: String,
    /// 二级指标
    pub level2: String,
    /// 三级指标
    pub name: String,
    /// 指标值 of a year ago; empty for one that was added
    pub value: String,
    /// How they stand
    pub standing: RowStanding,
}

/// Answer of `form.last_year`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct LastYear {
    /// The year before; null where the form's own year does not read
    pub year: Option<i32>,
    /// The form of that year: same kind and name; null where there is none
    pub form: Option<i64>,
    /// Cells that said something a year ago, those that say another thing now first
    pub cells: Vec<LastCell>,
    /// The indicators of both years, in the order of the present
    pub rows: Vec<LastRow>,
}
