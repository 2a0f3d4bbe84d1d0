//! Errors that reach a person: a code for programs, Chinese words for people.

use std::fmt;
use std::path::{Path, PathBuf};

/// What went wrong. The window and the command line match codes, never text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
pub enum Code {
    /// A file or folder is not there.
    #[serde(rename = "E_FILE_MISSING")]
    FileMissing,
    /// A file could not be read.
    #[serde(rename = "E_FILE_READ")]
    FileRead,
    /// A file is larger than any form can be.
    #[serde(rename = "E_FILE_SIZE")]
    FileSize,
    /// A file is not UTF-8 text.
    #[serde(rename = "E_FILE_ENCODING")]
    FileEncoding,
    /// A file could not be written.
    #[serde(rename = "E_FILE_WRITE")]
    FileWrite,
    /// A file exists and holds something else.
    #[serde(rename = "E_FILE_EXISTS")]
    FileExists,
    /// No form was found in what was named.
    #[serde(rename = "E_NO_FORMS")]
    NoForms,
    /// A form JSON was refused.
    #[serde(rename = "E_FORM_JSON")]
    FormJson,
    /// A form names a template that is not there, or one of the other kind.
    #[serde(rename = "E_TEMPLATE_UNKNOWN")]
    TemplateUnknown,
    /// A project budget file was refused.
    #[serde(rename = "E_BUDGET")]
    Budget,
    /// A template file was refused.
    #[serde(rename = "E_TEMPLATE")]
    Template,
    /// The fonts are not there.
    #[serde(rename = "E_FONTS")]
    Fonts,
    /// A form could not be printed.
    #[serde(rename = "E_PRINT")]
    Print,
    /// The data was written by a newer program.
    #[serde(rename = "E_DATA_NEWER")]
    DataNewer,
    /// The data file is another program's.
    #[serde(rename = "E_DATA_FOREIGN")]
    DataForeign,
    /// The data is damaged or gone; the list of copies is the way out.
    #[serde(rename = "E_DATA_DAMAGED")]
    DataDamaged,
    /// Another process holds the data.
    #[serde(rename = "E_DATA_IN_USE")]
    DataInUse,
    /// Another write did not end in time.
    #[serde(rename = "E_DATA_BUSY")]
    DataBusy,
    /// The data folder is on a network drive.
    #[serde(rename = "E_DATA_NETWORK")]
    DataNetwork,
    /// There is no data in the folder.
    #[serde(rename = "E_DATA_NONE")]
    DataNone,
    /// A file of the data could not be read or written.
    #[serde(rename = "E_DATA_FILE")]
    DataFile,
    /// SQLite refused for another reason.
    #[serde(rename = "E_DATA")]
    Data,
    /// No space is left; nothing was saved.
    #[serde(rename = "E_DISK_FULL")]
    DiskFull,
    /// No stored form has this number.
    #[serde(rename = "E_FORM_NONE")]
    FormNone,
    /// The form is in the 回收站.
    #[serde(rename = "E_FORM_DELETED")]
    FormDeleted,
    /// The form was changed since it was read.
    #[serde(rename = "E_EDIT_STALE")]
    EditStale,
    /// The form has no such place.
    #[serde(rename = "E_EDIT_PLACE")]
    EditPlace,
    /// A cell or list refused the edit.
    #[serde(rename = "E_EDIT_REFUSED")]
    EditRefused,
    /// Nothing to undo, redo or purge.
    #[serde(rename = "E_NOTHING_TO_DO")]
    NothingToDo,
    /// A copy is not there, not whole, or could not be made.
    #[serde(rename = "E_BACKUP")]
    Backup,
    /// A package cannot be opened: no package, cut off, or made to do harm.
    #[serde(rename = "E_PACKAGE")]
    Package,
    /// A package was changed after it was made.
    #[serde(rename = "E_PACKAGE_CHANGED")]
    PackageChanged,
    /// A package was made by a newer program.
    #[serde(rename = "E_PACKAGE_VERSION")]
    PackageVersion,
    /// A form with errors is not taken into an official file.
    #[serde(rename = "E_HELD_BACK")]
    HeldBack,
    /// A file to import is of a kind that is not read, or empty.
    #[serde(rename = "E_IMPORT_FORMAT")]
    ImportFormat,
    /// A file to import has a password.
    #[serde(rename = "E_IMPORT_PASSWORD")]
    ImportPassword,
    /// A file to import is cut off or changed.
    #[serde(rename = "E_IMPORT_DAMAGED")]
    ImportDamaged,
    /// A file to import is far larger than forms are, packed or unpacked.
    #[serde(rename = "E_IMPORT_SIZE")]
    ImportSize,
    /// What was read should be looked at by a person before it is added to the data.
    #[serde(rename = "E_IMPORT_DOUBTS")]
    ImportDoubts,
    /// The plan of an import is not the one that was shown.
    #[serde(rename = "E_IMPORT_CHANGED")]
    ImportChanged,
    /// A mapping file for uploads was refused.
    #[serde(rename = "E_MAPPING")]
    Mapping,
    /// A form or report could not be put into a file of an office program.
    #[serde(rename = "E_EXPORT")]
    Export,
    /// A list of units was refused.
    #[serde(rename = "E_UNITS")]
    Units,
    /// The data folder is one that others write in too.
    #[serde(rename = "E_DATA_SHARED")]
    DataShared,
    /// Settings do not read; what is stored stays.
    #[serde(rename = "E_SETTINGS")]
    Settings,
    /// The program itself is at fault.
    #[serde(rename = "E_INTERNAL")]
    Internal,
    /// The request itself makes no sense.
    #[serde(rename = "E_REQUEST")]
    Request,
}

impl Code {
    /// Every code with its spelling, for the generated list and its test.
    pub const ALL: [(Code, &str); 47] = [
        (Code::FileMissing, "E_FILE_MISSING"),
        (Code::FileRead, "E_FILE_READ"),
        (Code::FileSize, "E_FILE_SIZE"),
        (Code::FileEncoding, "E_FILE_ENCODING"),
        (Code::FileWrite, "E_FILE_WRITE"),
        (Code::FileExists, "E_FILE_EXISTS"),
        (Code::NoForms, "E_NO_FORMS"),
        (Code::FormJson, "E_FORM_JSON"),
        (Code::TemplateUnknown, "E_TEMPLATE_UNKNOWN"),
        (Code::Budget, "E_BUDGET"),
        (Code::Template, "E_TEMPLATE"),
        (Code::Fonts, "E_FONTS"),
        (Code::Print, "E_PRINT"),
        (Code::DataNewer, "E_DATA_NEWER"),
        (Code::DataForeign, "E_DATA_FOREIGN"),
        (Code::DataDamaged, "E_DATA_DAMAGED"),
        (Code::DataInUse, "E_DATA_IN_USE"),
        (Code::DataBusy, "E_DATA_BUSY"),
        (Code::DataNetwork, "E_DATA_NETWORK"),
        (Code::DataNone, "E_DATA_NONE"),
        (Code::DataFile, "E_DATA_FILE"),
        (Code::Data, "E_DATA"),
        (Code::DiskFull, "E_DISK_FULL"),
        (Code::FormNone, "E_FORM_NONE"),
        (Code::FormDeleted, "E_FORM_DELETED"),
        (Code::EditStale, "E_EDIT_STALE"),
        (Code::EditPlace, "E_EDIT_PLACE"),
        (Code::EditRefused, "E_EDIT_REFUSED"),
        (Code::NothingToDo, "E_NOTHING_TO_DO"),
        (Code::Backup, "E_BACKUP"),
        (Code::Package, "E_PACKAGE"),
        (Code::PackageChanged, "E_PACKAGE_CHANGED"),
        (Code::PackageVersion, "E_PACKAGE_VERSION"),
        (Code::HeldBack, "E_HELD_BACK"),
        (Code::ImportFormat, "E_IMPORT_FORMAT"),
        (Code::ImportPassword, "E_IMPORT_PASSWORD"),
        (Code::ImportDamaged, "E_IMPORT_DAMAGED"),
        (Code::ImportSize, "E_IMPORT_SIZE"),
        (Code::ImportDoubts, "E_IMPORT_DOUBTS"),
        (Code::ImportChanged, "E_IMPORT_CHANGED"),
        (Code::Mapping, "E_MAPPING"),
        (Code::Export, "E_EXPORT"),
        (Code::Units, "E_UNITS"),
        (Code::DataShared, "E_DATA_SHARED"),
        (Code::Settings, "E_SETTINGS"),
        (Code::Internal, "E_INTERNAL"),
        (Code::Request, "E_REQUEST"),
    ];

    /// The spelling.
    pub fn as_str(self) -> &'static str {
        Code::ALL.iter().find(|(code, _)| *code == self).map_or("", |(_, text)| text)
    }
}

/// An error for a person.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct Error {
    /// For programs.
    pub code: Code,
    /// What happened, Chinese.
    pub message: String,
    /// What to do, Chinese; empty where the message says it.
    pub hint: String,
    /// The file, where there is one.
    pub file: Option<PathBuf>,
    /// The JSON path inside the form, where there is one.
    pub path: Option<String>,
}

impl Error {
    /// An error without a file.
    pub fn new(code: Code, message: impl Into<String>, hint: impl Into<String>) -> Error {
        Error { code, message: message.into(), hint: hint.into(), file: None, path: None }
    }

    /// What happened and what to do, without the code: for a line that shows the code apart.
    pub fn words(&self) -> String {
        let file = self.file.as_ref().map(|file| format!("{}：", file.display())).unwrap_or_default();
        let hint = if self.hint.is_empty() { String::new() } else { format!("。{}", self.hint) };
        format!("{file}{}{hint}", self.message)
    }

    /// The same error, of this file.
    pub fn of(mut self, file: &Path) -> Error {
        self.file = Some(file.to_owned());
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}（{}）", self.words(), self.code.as_str())
    }
}
