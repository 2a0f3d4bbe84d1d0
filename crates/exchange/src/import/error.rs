//! Why a file was not imported.

use super::grid::{MAX_COLUMNS, MAX_ROWS, MAX_TEXT};

/// Why a file was not imported. The messages are Chinese and say what to do; the caller knows the file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// Nothing in it.
    #[error("文件是空的。请检查是不是选错了文件，或正在保存")]
    Empty,
    /// Neither text nor a format that is read.
    #[error("认不出这是什么文件。能读的有 xlsx、xls、docx、有文字的 pdf、txt、csv、表文件和数据包")]
    Unknown,
    /// A format that is known and not read.
    #[error("这是 {0} 文件，还不能直接读。请用原来的程序打开，另存为 {1} 再导入")]
    NotRead(&'static str, &'static str),
    /// Encrypted.
    #[error("文件设了密码。请打开后取消密码，另存一份再导入")]
    Password,
    /// Cut off or changed.
    #[error("文件损坏，读不出来（{0}）。请重新取一份，或打开后另存一份再导入")]
    Damaged(String),
    /// Text in an encoding that was not found out.
    #[error("文字的编码认不出来。请另存为 UTF-8 编码再导入")]
    Encoding,
    /// Too many rows.
    #[error("行数超过 {MAX_ROWS}，不像绩效目标表。请只留下要导入的表再试")]
    TooManyRows,
    /// Too many columns.
    #[error("列数超过 {MAX_COLUMNS}，不像绩效目标表。请只留下要导入的表再试")]
    TooManyColumns,
    /// Too much text.
    #[error("文字超过 {} MB，不像绩效目标表。请只留下要导入的表再试", MAX_TEXT >> 20)]
    TooMuchText,
    /// Grows too much when unpacked.
    #[error("文件解开后大得不正常，没有读。请检查文件的来历，或打开后另存一份再导入")]
    Bomb,
    /// A picture, or a file whose pages are pictures.
    #[error("里面只有图片，没有文字，读不出来。请改用原来的 Word 或 Excel 文件")]
    Pictures,
}
