//! S13: 公开材料 of a year — the text 十、绩效管理情况, what stands against publishing, the files.

use super::check::FindingView;
use super::templates::FormKind;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Asks for 公开材料 of a year.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct GetDisclosure {
    /// The year
    pub year: i32,
}

/// A project that is not published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct WithheldForm {
    /// The form
    pub form: i64,
    /// Why; stands in the text, never with the project's name. May be empty
    pub reason: String,
}

/// A number of the text that a person corrects.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CorrectedFigure {
    /// Its id
    pub figure: String,
    /// As typed: 12, 1026.38, 98.5%; blank or equal to the computed one takes the correction back
    pub text: String,
}

/// Keeps what the officer decided, in the data, by year; puts all of it in the place of what was there.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SetDisclosure {
    /// The year
    pub year: i32,
    /// Projects that are not published
    pub withheld: Vec<WithheldForm>,
    /// Corrected numbers
    pub corrected: Vec<CorrectedFigure>,
    /// The unit's name in the text; null = that of the forms
    pub unit: Option<String>,
    /// The text of 机构设置 as it is published, empty where it is not to be compared; absent = as it was
    #[serde(default)]
    #[ts(optional)]
    pub organisation: Option<String>,
}

/// A piece of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct DisclosurePiece {
    /// Words, or the number as it stands in the text
    pub text: String,
    /// Id of the number; null for words
    pub figure: Option<String>,
}

/// A paragraph of the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct DisclosureParagraph {
    /// A heading
    pub heading: bool,
    /// From left to right
    pub pieces: Vec<DisclosurePiece>,
}

/// A number of the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct DisclosureFigure {
    /// Names it
    pub id: String,
    /// What it counts
    pub label: String,
    /// Where it comes from
    pub source: String,
    /// As it stands in the text; empty where the text leaves it open
    pub text: String,
    /// As it was computed; empty where that cannot be
    pub computed: String,
    /// A person corrected it: to be marked
    pub corrected: bool,
    /// The computed number is another one than when it was corrected: to be looked at again
    pub outdated: bool,
    /// May be corrected
    pub editable: bool,
}

/// A form of the year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct DisclosedForm {
    /// The form
    pub form: i64,
    /// For `form.edit`, to set its 项目类别 (path `category`, text `operating` or `special`)
    pub revision: i64,
    /// Project or unit form
    pub kind: FormKind,
    /// Name
    pub name: String,
    /// 其他运转类, 特定目标类, or empty
    pub category: String,
    /// Money of the year in 万元 as shown; empty where it cannot be read
    pub amount: String,
    /// Is published
    pub public: bool,
    /// Why it is not
    pub reason: String,
    /// Why it holds the PDF back: 1 处个人信息、2 处错误; empty where it does not
    pub held: String,
    /// Personal data first, then errors; those of forms that are not published are left out
    pub findings: Vec<FindingView>,
}

/// What a question asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DisclosureAsks {
    /// The unit's name: `unit` of `disclosure.set`
    Unit,
    /// The year of the forms
    Year,
    /// Money of the unit form: in the form, or the figure `unit_goal`
    Goal,
    /// 年度资金总额: in the form
    Amount,
    /// 项目类别: in the form
    Category,
    /// 项目支出预算表 of the year, or the figure `public_share`
    Budget,
}

/// What the forms do not say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct DisclosureQuestion {
    /// What is asked for
    pub asks: DisclosureAsks,
    /// The form that does not say it
    pub form: Option<i64>,
    /// In words
    pub text: String,
}

/// Answer of `disclosure.get` and `disclosure.set`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Disclosure {
    /// The year
    pub year: i32,
    /// How it stands, one sentence: 可以生成文字和公开件。
    pub title: String,
    /// The unit's name in the text
    pub unit: String,
    /// The officer wrote it
    pub unit_given: bool,
    /// The text of 机构设置, as the officer gave it; the forms are held against it
    pub organisation: String,
    /// Unanswered: nothing can be written
    pub questions: Vec<DisclosureQuestion>,
    /// Why the PDF has to wait; null where it can be made
    pub held_back: Option<String>,
    /// Personal data in what is published
    pub privacy: u32,
    /// Errors in what is published and in the whole
    pub errors: u32,
    /// Errors and warnings of the whole: text and forms against each other and the budget
    pub findings: Vec<FindingView>,
    /// The forms; those that hold the PDF back first
    pub forms: Vec<DisclosedForm>,
    /// The text
    pub paragraphs: Vec<DisclosureParagraph>,
    /// The whole text, to be copied
    pub text: String,
    /// Its numbers
    pub figures: Vec<DisclosureFigure>,
    /// What is to be known: corrected numbers, reasons, money carried over
    pub notes: Vec<String>,
}

/// Writes text, document and PDF into a folder; a long job. All or nothing; the PDF alone may be held back.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct RunDisclosure {
    /// The year
    pub year: i32,
    /// Folder
    pub folder: String,
    /// Make the PDF in spite of findings, as a draft
    #[serde(default)]
    pub draft: Option<bool>,
    /// A text or document of other content that is there is moved aside (…（旧）.txt); else E_FILE_EXISTS
    #[serde(default)]
    pub replace: Option<bool>,
}
