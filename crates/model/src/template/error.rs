//! Why a template was refused: file, key, line and reason.

use std::fmt;

/// A template that was refused. Displays as `文件 第12行 grid.section[2].rows[0]：原因`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct TemplateError {
    /// The file's name as the caller gave it
    pub source_name: String,
    /// Line in the file, from 1, where known
    pub line: Option<usize>,
    /// Key path in the file; empty where the file as a whole is meant
    pub key: String,
    /// What is wrong and what would be right
    pub reason: Reason,
}

impl fmt::Display for TemplateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.source_name)?;
        if let Some(line) = self.line {
            write!(f, " 第{line}行")?;
        }
        if !self.key.is_empty() {
            write!(f, " {}", self.key)?;
        }
        write!(f, "：{}", self.reason)
    }
}

/// The reasons; each has an input in the tests that produces it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// The file is no TOML, and why.
    #[error("不符合 TOML 的写法：{0}，请对照模板说明改正")]
    Syntax(&'static str),
    /// A key that no template has.
    #[error("没有“{0}”这个键，请删去或改正拼写")]
    UnknownKey(String),
    /// A key that every template needs.
    #[error("缺少“{0}”，请补上")]
    MissingKey(String),
    /// A value of another type, and which it should be.
    #[error("值不对（{0}）")]
    WrongType(String),
    /// A word outside a fixed list.
    #[error("“{word}”不认识，可以写：{known}")]
    UnknownWord {
        /// What stands there
        word: String,
        /// What may stand there
        known: String,
    },
    /// A text that may not be empty.
    #[error("不能为空，请填写")]
    Empty,
    /// A number outside its range.
    #[error("应为 {least} 到 {most} 之间的整数")]
    OutOfRange {
        /// Smallest
        least: u32,
        /// Largest
        most: u32,
    },
    /// First year after the last.
    #[error("起始年度 {from} 晚于截止年度 {until}")]
    YearsReversed {
        /// First year
        from: i32,
        /// Last year
        until: i32,
    },
    /// A placeholder of the title that nobody fills.
    #[error("占位符“{{{0}}}”不认识，可以用 {{区域}}、{{市}}、{{年}}")]
    UnknownPlaceholder(String),
    /// A brace without its partner.
    #[error("花括号没有成对")]
    UnpairedBrace,
    /// Sides twice, none, or not of this kind.
    #[error("项目表可写 [\"period\", \"annual\"] 或 [\"annual\"]，整体表只写 [\"annual\"]")]
    Sides,
    /// Two nodes of one kind.
    #[error("指标“{0}”重复出现，每种只能有一个")]
    LevelTwice(String),
    /// A field without a label.
    #[error("栏目“{0}”没有名称，请在 labels 中补上")]
    LabelMissing(String),
    /// A label that is neither a field's nor used in the grid.
    #[error("“{0}”不是栏目，表格中也没有用到，请删去或改正拼写")]
    LabelUnused(String),
    /// A limit for something that is no text field.
    #[error("“{0}”不是可以限制长度的栏目")]
    LimitUnknown(String),
    /// A cell without content, or with two.
    #[error("每格须写 label、field、text 三者之一")]
    CellContent,
    /// A key that goes with other content: `before` and `after` of a fixed text.
    #[error("before、after 只用于 label 和 field 的格")]
    AffixOnText,
    /// A field key that this kind of form has not.
    #[error("没有栏目“{0}”，栏目名见模板说明")]
    UnknownField(String),
    /// A field that stands twice.
    #[error("栏目“{0}”出现了两次，只能放在一处")]
    FieldTwice(String),
    /// A field that every template of the kind prints.
    #[error("缺少必有的栏目“{0}”")]
    FieldMissing(String),
    /// A list field outside the repeated row of its list.
    #[error("栏目“{0}”只能放在相应的 repeat 行里")]
    FieldOutsideRepeat(String),
    /// Another field inside a repeated row.
    #[error("repeat 行里只能放本列表的栏目，不能放“{0}”")]
    FieldInRepeat(String),
    /// A field of 实施期 in a template without that side.
    #[error("sides 中没有实施期，不能放“{0}”")]
    FieldOfAbsentSide(String),
    /// A weight column without `weights`, or the other way round.
    #[error("weights 和分值权重列须同时有或同时没有")]
    WeightColumn,
    /// A repeated section without exactly one row, or a row with spans.
    #[error("repeat 区域须恰好有一行，且各格 rows 为 1")]
    RepeatRows,
    /// A section without rows.
    #[error("区域里没有行")]
    NoRows,
    /// Cells beyond the last column or over a cell that spans down from above.
    #[error("这一格放不下：从第 {column} 列起只有 {free} 列空着，却要占 {wanted} 列")]
    Overlap {
        /// First column, from 1
        column: u16,
        /// Free columns there
        free: u16,
        /// Columns of the cell
        wanted: u16,
    },
    /// Columns of a row that no cell covers.
    #[error("这一行没有排满：第 {column} 列空着")]
    Hole {
        /// First uncovered column, from 1
        column: u16,
    },
    /// A cell that spans more rows than its section has.
    #[error("这一格要占 {rows} 行，超出本区域")]
    SpanTooLong {
        /// Rows of the cell
        rows: u16,
    },
    /// The id is not the name of the folder.
    #[error("id“{id}”与所在文件夹“{folder}”不一致，请改成一样")]
    IdNotFolder {
        /// The id
        id: String,
        /// The folder
        folder: String,
    },
    /// Another user file has the id.
    #[error("id“{0}”已由另一个文件使用")]
    IdTwice(String),
    /// A user's file of another kind than the built-in template of that id.
    #[error("内置模板“{0}”是另一种表，不能用这个文件代替，请换一个 id")]
    OtherKind(String),
}
