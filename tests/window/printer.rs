//! A printer that keeps what it gets; the program calls it as it calls the system's.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use jibiao_testkit::pdf_pages;
use tempfile::TempDir;

pub struct Printer(TempDir);

impl Printer {
    pub fn new() -> Self {
        let tools = tempfile::tempdir().unwrap();
        let printer = tools.path().join("lp");
        let printed = tools.path().join("printed.pdf");
        fs::write(&printer, format!("#!/bin/sh\nfor last; do :; done\ncp \"$last\" '{}'\n", printed.display()))
            .unwrap();
        fs::set_permissions(&printer, fs::Permissions::from_mode(0o755)).unwrap();
        Self(tools)
    }

    /// The folder that stands before those of the system's programs.
    pub fn tools(&self) -> &Path {
        self.0.path()
    }

    /// The text of all pages that were printed last.
    pub fn printed(&self) -> String {
        pdf_pages(&self.0.path().join("printed.pdf")).concat()
    }
}
