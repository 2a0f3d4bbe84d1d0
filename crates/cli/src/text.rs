//! What the commands say, apart from the help in `args`.

/// Name of a print.
pub fn counted(errors: usize, warnings: usize, hints: usize) -> String {
    format!("错误 {errors}，警告 {warnings}，提示 {hints}")
}
