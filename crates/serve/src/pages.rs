//! The window's pages, read into memory at the start: what is asked for is looked up by its whole name, so no path leads elsewhere.

use jibiao_app::{Code, Error, files};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// Names a folder of pages other than the usual ones.
pub const VARIABLE: &str = "JIBIAO_PAGES";
const START: &str = "index.html";
/// Files and bytes of pages at most; ours are some dozens of files and less than a megabyte.
const FILES: usize = 1000;
const BYTES: u64 = 64 << 20;

/// A file of the pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Its MIME type
    pub kind: &'static str,
    /// Its content
    pub bytes: Vec<u8>,
}

/// All pages by their path in the address, `/` for the first.
#[derive(Debug, Clone, Default)]
pub struct Pages {
    pages: HashMap<String, Page>,
}

impl Pages {
    /// Reads the usual pages.
    pub fn load() -> Result<Pages, Error> {
        match folder() {
            Some(folder) => Pages::read(&folder),
            None => {
                let hint = "请运行 npm run --prefix ui build 生成页面，或用 JIBIAO_PAGES 指明文件夹";
                Err(Error::new(Code::FileMissing, "没有找到窗口的页面", hint))
            }
        }
    }

    /// Reads the pages of a folder.
    pub fn read(folder: &Path) -> Result<Pages, Error> {
        let mut pages = HashMap::new();
        let mut left = BYTES;
        let mut folders = vec![(folder.to_owned(), String::from("/"))];
        while let Some((folder, path)) = folders.pop() {
            let fault =
                |error| Error::new(Code::FileRead, format!("页面读不出来：{error}"), "请重新生成页面").of(&folder);
            for entry in std::fs::read_dir(&folder).map_err(fault)? {
                let entry = entry.map_err(fault)?;
                let name = entry.file_name().to_string_lossy().into_owned();
                let kind = entry.file_type().map_err(fault)?;
                if kind.is_dir() {
                    folders.push((entry.path(), format!("{path}{name}/")));
                } else if kind.is_file() && pages.len() < FILES {
                    let bytes = files::read_bytes(&entry.path(), left)?;
                    left -= bytes.len() as u64;
                    pages.insert(format!("{path}{name}"), Page { kind: kind_of(&name), bytes });
                }
            }
        }
        match pages.remove(&format!("/{START}")) {
            Some(start) => pages.insert("/".to_owned(), start),
            None => return Err(Error::new(Code::FileMissing, "文件夹里没有 index.html", "请重新生成页面").of(folder)),
        };
        Ok(Pages { pages })
    }

    /// The page at this path of the address.
    pub fn get(&self, path: &str) -> Option<&Page> {
        self.pages.get(path)
    }
}

/// The folder that the environment names, else `pages` beside the program, or `ui/dist` of the checkout.
fn folder() -> Option<PathBuf> {
    if let Some(folder) = std::env::var_os(VARIABLE) {
        return Some(PathBuf::from(folder));
    }
    let program = std::env::current_exe().ok()?;
    let beside = program.ancestors().skip(1).take(1).map(|folder| folder.join("pages"));
    let installed = program.ancestors().nth(2).map(|prefix| prefix.join("share/jibiao/pages"));
    let checkout = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/dist");
    beside.chain(installed).chain([checkout]).find(|folder| folder.join(START).is_file())
}

fn kind_of(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "wasm" => "application/wasm",
        _ => "application/octet-stream",
    }
}
