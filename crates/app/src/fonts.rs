//! Where the fonts are, and mapping them into memory once.

use crate::error::{Code, Error};
use jibiao_mapped::Mapped;
use jibiao_print::FontBytes;
pub use jibiao_print::FontSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Names a folder of fonts other than the usual ones.
pub const VARIABLE: &str = "JIBIAO_FONTS";
const REGULAR: &str = "NotoSerifSC-Regular.ttf";
const BOLD: &str = "NotoSerifSC-Bold.ttf";
const RARE: &str = "HanaMinB.ttf";

/// The folder of the fonts: the one that the environment names, else `fonts` beside the program or in a folder above it.
fn folder() -> Option<PathBuf> {
    if let Some(folder) = std::env::var_os(VARIABLE) {
        return Some(PathBuf::from(folder));
    }
    let program = std::env::current_exe().ok()?;
    let beside = program.ancestors().skip(1).take(4).map(|folder| folder.join("fonts"));
    let installed = program.ancestors().nth(2).map(|prefix| prefix.join("share/jibiao/fonts"));
    // A build folder outside the checkout has no fonts above it.
    let checkout = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fonts");
    beside.chain(installed).chain([checkout]).find(|folder| folder.join(REGULAR).is_file())
}

/// Maps the faces.
pub fn load() -> Result<FontSet, Error> {
    let Some(folder) = folder() else {
        return Err(Error::new(
            Code::Fonts,
            "没有找到字体",
            "请运行 scripts/fonts.sh 取得字体，或用 JIBIAO_FONTS 指明文件夹",
        ));
    };
    let read = |name: &str| -> Result<FontBytes, Error> {
        let path = folder.join(name);
        let mapped = Mapped::open(&path).map_err(|error| {
            Error::new(Code::Fonts, format!("字体读不出来：{error}"), "请重新运行 scripts/fonts.sh").of(&path)
        })?;
        Ok(Arc::new(mapped))
    };
    FontSet::new(read(REGULAR)?, read(BOLD)?, vec![read(RARE)?])
        .map_err(|error| Error::new(Code::Fonts, error.to_string(), "请重新运行 scripts/fonts.sh").of(&folder))
}
