//! The mapping of an upload: which sheets, which columns in which order, their heads, and the codes that a bureau's system wants.
//! Data, a TOML file a bureau; docs/upload.md describes it.

use jibiao_model::path::{RowField, TaskField};
use jibiao_model::template::Kind;
use jibiao_model::toml_words::{self, Fault};
use jibiao_model::value::MoneyUnit;
use jibiao_model::{FieldPath, Form, ProjectForm, UnitForm};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::ops::Range;
use std::sync::LazyLock;
use toml::Spanned;

/// The mapping that is used without another, and the sample for one's own.
pub const SAMPLE: &str = include_str!("../../../../templates/upload.toml");

/// The code table that gives a project's code by its name.
pub(super) const PROJECT_CODE: &str = "project_code";

/// Read once a process; a test holds that the sample is accepted.
static BUILTIN: LazyLock<Mapping> = LazyLock::new(|| Mapping::parse(SAMPLE).unwrap_or_default());

/// A mapping file, checked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mapping {
    /// Where it is used, Chinese
    pub name: String,
    /// The sheets in order
    pub sheets: Vec<Sheet>,
    /// Code tables by name: what the form says -> what the system wants
    pub codes: BTreeMap<String, BTreeMap<String, String>>,
}

/// A sheet of an upload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Its name
    pub name: String,
    /// The kind of form that it is made from
    pub kind: Kind,
    /// What a row is
    pub rows: Rows,
    /// Its columns
    pub columns: Vec<MappedColumn>,
}

/// What a row of a sheet is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rows {
    /// A form
    Forms,
    /// An indicator
    Indicators,
    /// A key task of a unit form
    KeyTasks,
}

/// A column of an upload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MappedColumn {
    /// Where its cells come from
    pub source: Source,
    /// Text of its head
    pub head: String,
    /// Width in Chinese characters
    pub width: u8,
    /// Name of the code table that its texts go through
    pub codes: Option<String>,
    /// The unit in which amounts are written; `None` = as the form keeps them (元, in unit forms 万元)
    pub money: Option<MoneyUnit>,
}

/// Where cells come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// A field of the form
    Field(FieldPath),
    /// The code of the project's name in the code table `project_code`; blank where it has none
    ProjectCode,
    /// The number of the row in the sheet, from 1
    RowNumber,
    /// 实施期 or 年度
    Side,
    /// A cell of the indicator as written
    Row(RowField),
    /// 计算符号 of the value; blank for words and times
    Sign,
    /// The value without sign and unit
    Number,
    /// 计量单位 of the value
    Unit,
    /// Why the value could not be taken apart
    Note,
    /// The same, and how the value was written where the three do not tell it: what comes back is what went out
    Original,
    /// A cell of the key task
    Task(TaskField),
}

impl Source {
    /// True where the cells differ from row to row of one form.
    pub(super) fn is_of_row(self) -> bool {
        !matches!(self, Source::Field(_) | Source::ProjectCode | Source::RowNumber)
    }

    /// True where the cells say which row of the table it is, and not what stands in it.
    pub(super) fn is_of_kind(self) -> bool {
        matches!(self, Source::Side | Source::Row(RowField::Level1 | RowField::Level2))
    }
}

/// A mapping that was refused. Displays as `第12行：原因`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct MappingError {
    /// Line in the file, from 1, where known
    pub line: Option<usize>,
    /// What is wrong and what would be right, Chinese
    pub reason: String,
}

impl fmt::Display for MappingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(line) = self.line {
            write!(f, "第{line}行：")?;
        }
        f.write_str(&self.reason)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawMapping {
    name: String,
    #[serde(default)]
    codes: BTreeMap<String, BTreeMap<String, String>>,
    sheet: Vec<RawSheet>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSheet {
    name: Spanned<String>,
    of: Spanned<String>,
    rows: Spanned<String>,
    columns: Vec<RawColumn>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawColumn {
    field: Spanned<String>,
    head: Spanned<String>,
    #[serde(default)]
    width: Option<Spanned<i64>>,
    #[serde(default)]
    codes: Option<Spanned<String>>,
    #[serde(default)]
    money: Option<Spanned<String>>,
}

/// The widest column.
const MAX_WIDTH: u8 = 60;

impl Mapping {
    /// The program's own.
    pub fn builtin() -> &'static Mapping {
        &BUILTIN
    }

    /// Of how many projects it knows the code; without one the column stays blank.
    pub fn project_codes(&self) -> usize {
        self.codes.get(PROJECT_CODE).map_or(0, BTreeMap::len)
    }

    /// Reads and checks a mapping file.
    ///
    /// # Errors
    /// The first fault, with its line where known.
    pub fn parse(text: &str) -> Result<Mapping, MappingError> {
        let file = File(text);
        let raw: RawMapping = toml::from_str(text).map_err(|error| file.syntax(&error))?;
        if raw.sheet.is_empty() {
            return Err(MappingError {
                line: None, reason: "一个工作表也没有，请至少写一段 [[sheet]]".to_owned()
            });
        }
        let mut names = BTreeSet::new();
        for sheet in &raw.sheet {
            let name = sheet.name.get_ref().trim();
            if name.is_empty() || !names.insert(name) {
                return Err(file.fault(&sheet.name.span(), format!("工作表“{name}”没有名称，或与别的重名")));
            }
        }
        let sheets = raw.sheet.iter().map(|sheet| file.sheet(sheet, &raw.codes)).collect::<Result<_, _>>()?;
        Ok(Mapping { name: raw.name, sheets, codes: raw.codes })
    }
}

/// The file, to say where in it something is wrong.
#[derive(Clone, Copy)]
struct File<'a>(&'a str);

impl File<'_> {
    fn fault(self, span: &Range<usize>, reason: String) -> MappingError {
        let line = self.0.bytes().take(span.start).filter(|byte| *byte == b'\n').count() + 1;
        MappingError { line: Some(line), reason }
    }

    /// The parser's words for the faults that serde knows, in our own.
    fn syntax(self, error: &toml::de::Error) -> MappingError {
        let reason = match toml_words::fault(error.message()) {
            Fault::UnknownKey(key) => format!("没有“{key}”这个键，请删去或改正拼写"),
            Fault::MissingKey(key) => format!("缺少“{key}”，请补上"),
            Fault::Wrong(words) => format!("值不对（{words}），请对照样例改正"),
            Fault::Syntax(words) => format!("不符合 TOML 的写法：{words}，请对照样例改正"),
        };
        match error.span() {
            Some(span) => self.fault(&span, reason),
            None => MappingError { line: None, reason },
        }
    }

    fn sheet(self, raw: &RawSheet, codes: &BTreeMap<String, BTreeMap<String, String>>) -> Result<Sheet, MappingError> {
        let kind = match raw.of.get_ref().as_str() {
            "project" => Kind::Project,
            "unit" => Kind::Unit,
            other => return Err(self.fault(&raw.of.span(), format!("“{other}”不认识，可以写：project、unit"))),
        };
        let rows = match (raw.rows.get_ref().as_str(), kind) {
            ("forms", _) => Rows::Forms,
            ("indicators", _) => Rows::Indicators,
            ("key_tasks", Kind::Unit) => Rows::KeyTasks,
            (other, _) => {
                let known = if kind == Kind::Unit { "forms、indicators、key_tasks" } else { "forms、indicators" };
                return Err(self.fault(&raw.rows.span(), format!("“{other}”不认识，可以写：{known}")));
            }
        };
        let columns: Vec<MappedColumn> =
            raw.columns.iter().map(|column| self.column(column, kind, rows, codes)).collect::<Result<_, _>>()?;
        if columns.is_empty() {
            return Err(self.fault(&raw.name.span(), "这个工作表没有列".to_owned()));
        }
        Ok(Sheet { name: raw.name.get_ref().trim().to_owned(), kind, rows, columns })
    }

    fn column(
        self,
        raw: &RawColumn,
        kind: Kind,
        rows: Rows,
        codes: &BTreeMap<String, BTreeMap<String, String>>,
    ) -> Result<MappedColumn, MappingError> {
        let field = raw.field.get_ref();
        let Some(source) = source(field, kind, rows) else {
            return Err(self.fault(&raw.field.span(), format!("这种工作表没有栏目“{field}”，栏目名见 docs/upload.md")));
        };
        if raw.head.get_ref().trim().is_empty() {
            return Err(self.fault(&raw.head.span(), "列名不能为空".to_owned()));
        }
        let width = match &raw.width {
            None => 12,
            Some(width) => match u8::try_from(*width.get_ref()) {
                Ok(width) if (1..=MAX_WIDTH).contains(&width) => width,
                _ => return Err(self.fault(&width.span(), format!("列宽应为 1 到 {MAX_WIDTH} 个汉字"))),
            },
        };
        if let Some(table) = raw.codes.as_ref().filter(|table| !codes.contains_key(table.get_ref())) {
            return Err(self.fault(&table.span(), format!("没有代码表 [codes.{}]", table.get_ref())));
        }
        let money = match &raw.money {
            None => None,
            Some(unit) => {
                let is_amount = matches!(source, Source::Field(FieldPath::Fund(..) | FieldPath::Budget(_)));
                match unit.get_ref().as_str() {
                    "元" if is_amount => Some(MoneyUnit::Yuan),
                    "万元" if is_amount => Some(MoneyUnit::Wan),
                    _ if is_amount => return Err(self.fault(&unit.span(), "money 可以写：元、万元".to_owned())),
                    _ => return Err(self.fault(&unit.span(), "只有金额的栏目才写 money".to_owned())),
                }
            }
        };
        let codes = raw.codes.as_ref().map(|table| table.get_ref().clone());
        Ok(MappedColumn { source, head: raw.head.get_ref().clone(), width, codes, money })
    }
}

/// The source that a key names in this kind of sheet.
fn source(key: &str, kind: Kind, rows: Rows) -> Option<Source> {
    let of_row = match (key, rows) {
        ("row_number", _) => Some(Source::RowNumber),
        ("project_code", _) if kind == Kind::Project => Some(Source::ProjectCode),
        ("side", Rows::Indicators) => Some(Source::Side),
        ("level1", Rows::Indicators) => Some(Source::Row(RowField::Level1)),
        ("level2", Rows::Indicators) => Some(Source::Row(RowField::Level2)),
        ("name", Rows::Indicators) => Some(Source::Row(RowField::Name)),
        ("written", Rows::Indicators) => Some(Source::Row(RowField::Value)),
        ("weight", Rows::Indicators) => Some(Source::Row(RowField::Weight)),
        ("sign", Rows::Indicators) => Some(Source::Sign),
        ("value", Rows::Indicators) => Some(Source::Number),
        ("unit", Rows::Indicators) => Some(Source::Unit),
        ("note", Rows::Indicators) => Some(Source::Note),
        ("original", Rows::Indicators) => Some(Source::Original),
        ("function", Rows::KeyTasks) => Some(Source::Task(TaskField::Function)),
        ("task", Rows::KeyTasks) => Some(Source::Task(TaskField::Task)),
        _ => None,
    };
    of_row.or_else(|| {
        let blank = match kind {
            Kind::Project => Form::Project(ProjectForm::default()),
            Kind::Unit => Form::Unit(UnitForm::default()),
        };
        let path = FieldPath::parse(key, &blank)?;
        let single = !matches!(path, FieldPath::Form | FieldPath::Indicators(_) | FieldPath::KeyTasks);
        single.then_some(Source::Field(path))
    })
}
