//! The types of requests and answers for the pages of the window.

use crate::rules::FileError;
use std::fs;
use std::path::Path;

/// Writes them anew. Says what was done.
pub fn write() -> Result<String, FileError> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/src/generated/engine.ts");
    fs::write(&file, jibiao_app::requests::typescript()).map_err(|source| FileError::new("写入", &file, source))?;
    Ok(format!("窗口用的类型写入 {}", file.display()))
}
