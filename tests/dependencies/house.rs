//! The rules of the house: who may know whom, and which libraries live in one crate only.

/// Builders and readers for tests; never part of what is delivered.
pub const TESTKIT: &str = "jibiao-testkit";

/// The package of the whole-product tests, which may know everybody.
pub const WHOLE_PRODUCT: &str = "jibiao-tests";

/// The packages of the workspace that `package` may name, or nothing where the package has no place yet.
pub fn may_know(package: &str) -> Option<&'static [&'static str]> {
    Some(match package {
        "jibiao-model" | "jibiao-mapped" => &[],
        "jibiao-rules" | "jibiao-print" | "jibiao-exchange" | "jibiao-store" | TESTKIT => &["jibiao-model"],
        "jibiao-app" => {
            &["jibiao-mapped", "jibiao-model", "jibiao-rules", "jibiao-print", "jibiao-exchange", "jibiao-store"]
        }
        "jibiao-cli" => &["jibiao-app", "jibiao-serve"],
        "jibiao-serve" | "jibiao-desktop" => &["jibiao-app"],
        "jibiao-xtask" => &["jibiao-app", "jibiao-model", "jibiao-rules"],
        _ => return None,
    })
}

/// Libraries that are used in certain packages only, so that a change of one of them stays in one place.
pub struct Home {
    pub crates: &'static [&'static str],
    pub homes: &'static [&'static str],
    pub why: &'static str,
}

/// All of them. A name covers what is named after it: `tauri` covers `tauri-build` and the plugins.
pub const ONLY_IN: &[Home] = &[
    Home {
        crates: &["tauri", "wry", "tao", "webkit2gtk"],
        homes: &["jibiao-desktop"],
        why: "only the shell knows its window",
    },
    Home { crates: &["rusqlite", "libsqlite3-sys"], homes: &["jibiao-store"], why: "one door for writes" },
    Home { crates: &["printpdf", "subsetter"], homes: &["jibiao-print"], why: "only print knows the painters" },
    Home { crates: &["ts-rs"], homes: &["jibiao-app"], why: "requests are declared once, in app" },
    Home { crates: &["memmap2"], homes: &["jibiao-mapped"], why: "the one crate that may hold unsafe code" },
    Home {
        crates: &["lopdf"],
        homes: &["jibiao-print", "jibiao-exchange", TESTKIT],
        why: "only print writes PDF, only import and tests read it",
    },
    Home {
        crates: &[
            "calamine",
            "cfb",
            "rust_xlsxwriter",
            "umya-spreadsheet",
            "docx-rs",
            "parquet",
            "quick-xml",
            "zip",
            "tar",
        ],
        homes: &["jibiao-exchange"],
        why: "file formats of others stay in exchange",
    },
    Home {
        crates: &["axum", "actix-web", "http-body", "hyper", "reqwest", "tiny_http", "tokio", "ureq", "warp"],
        homes: &["jibiao-serve"],
        why: "the program is offline; only serve speaks http, on this machine",
    },
];
