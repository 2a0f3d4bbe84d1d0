//! Everything that a shell can ask: each operation declared once, with its name, request, answer and handler.
//!
//! The envelope is the same whatever carries it: `{"op": NAME, …request}` is answered by `{"ok": ANSWER}` or by
//! `{"error": {"code": CODE, "message": TEXT}}`. Pages act on the code and show the message, they never read it. Answers are complete: the
//! window works nothing out about forms, it shows what it is told.
//!
//! An operation marked `later` needs the session only at its beginning: what takes long goes on beside it, and other requests do not wait.

pub mod app;
pub mod backups;
pub mod budget;
pub mod check;
pub mod disclosure;
pub mod form;
pub mod help;
pub mod jobs;
pub mod library;
pub mod list;
pub mod mapping;
pub mod package;
pub mod print;
pub mod settings;
pub mod templates;
pub mod transfer;
mod typescript;

pub use typescript::typescript;

use crate::desk::Taken;
use crate::error::{Code, Error};
use crate::session::Session;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// What is left to do of a request that needs the session no longer.
pub(crate) type Rest<A> = Box<dyn FnOnce() -> Result<A, Error> + Send>;

/// How far a request was carried out.
pub(crate) enum Carried {
    Out(Value),
    Partly(Rest<Value>),
}

/// An operation of the table.
pub struct Operation {
    /// Its name in the envelope
    pub name: &'static str,
    /// What it does
    pub about: &'static str,
    /// Carries it out
    pub(crate) run: fn(&mut Session, Value) -> Result<Carried, Error>,
    /// Declares its types and gives the names of both
    pub(crate) types: fn(&mut typescript::Types) -> (String, String),
}

macro_rules! operations {
    (@carried $answer:ty, $given:ident) => {{
        let answer: $answer = $given;
        Ok(Carried::Out(write(&answer)?))
    }};
    (@carried $answer:ty, $given:ident, later) => {{
        let rest: Rest<$answer> = $given;
        Ok(Carried::Partly(Box::new(move || write(&rest()?))))
    }};
    ($($(#[doc = $about:literal])+ $name:literal: $request:ty => $answer:ty, $handler:path $(, $later:ident)?;)+) => {
        /// Every operation, by area.
        pub static OPERATIONS: &[Operation] = &[$(Operation {
            name: $name,
            about: concat!($($about, "\n"),+),
            run: |session, request| {
                let request: $request = read($name, request)?;
                let given = $handler(session, request)?;
                operations!(@carried $answer, given $(, $later)?)
            },
            types: |types| (types.declare::<$request>(), types.declare::<$answer>()),
        }),+];
    };
}

operations! {
    /// How the data stands. The first request of every window.
    "app.state": app::Nothing => app::AppState, Session::state;
    /// Tries to open the data again, after it was closed, in use or damaged.
    "app.reopen": app::Nothing => app::AppState, Session::reopen;
    /// What the user should know of although nothing was asked: a copy that failed, settings that do not read. Asked now and then.
    "app.notices": app::Nothing => app::Notices, Session::list_notices;
    /// Versions and counts.
    "app.about": app::Nothing => app::About, Session::about;

    /// Puts the made-up unit into the data, to try everything on.
    "sample.open": app::Nothing => app::OpenedSample, Session::open_sample;
    /// Takes the made-up unit out again.
    "sample.remove": app::Nothing => app::Done, Session::remove_sample;

    /// 单位信息.
    "unit.get": app::Nothing => settings::UnitInfo, Session::unit_info;
    /// Changes 单位信息; the automatic titles of forms follow the place.
    "unit.set": settings::UnitInfo => settings::UnitKept, Session::set_unit_info;
    /// The settings.
    "settings.get": app::Nothing => settings::Settings, Session::get_settings;
    /// Changes the settings, all at once.
    "settings.set": settings::Settings => settings::Settings, Session::set_settings;

    /// The templates.
    "templates.list": app::Nothing => templates::Templates, Session::list_templates;
    /// A template, with all that is needed to lay a form out.
    "templates.get": templates::GetTemplate => templates::TemplateView, Session::get_template;

    /// A page of the list of forms.
    "forms.list": list::ListForms => list::FormPage, Session::list_forms;
    /// Sums of chosen forms.
    "forms.sums": list::SumForms => list::Sums, Session::sum_forms;
    /// What stands over and under the list of a year.
    "ledger.summary": list::SumYear => list::Summary, Session::summary;

    /// Makes a form.
    "form.create": form::CreateForm => form::Made, Session::create_form;
    /// Copies a form, also into another year.
    "form.copy": form::CopyForm => form::Copied, Session::copy_form;
    /// A form with everything that the window shows of it.
    "form.open": form::OneForm => form::FormView, Session::open_form;
    /// Edits a form: one user action, one step of undo.
    "form.edit": form::EditForm => form::FormChanged, Session::edit_form;
    /// 恢复一致, 年度=实施期.
    "form.link": form::LinkForm => form::FormChanged, Session::link_form;
    /// Takes the last action back.
    "form.undo": form::FormAt => form::FormChanged, Session::undo_form;
    /// Does it again.
    "form.redo": form::FormAt => form::FormChanged, Session::redo_form;
    /// 按建议改.
    "form.fix": check::FixForm => form::FormChanged, Session::fix_form;
    /// 忽略并说明理由, or takes that back.
    "form.waive": check::WaiveFinding => form::FormChanged, Session::waive;
    /// Puts one old value of 修改记录 back.
    "form.restore": form::RestoreValue => form::FormChanged, Session::restore_value;
    /// 修改记录.
    "form.history": form::ListHistory => form::History, Session::history;
    /// The form of the year before, held beside this one.
    "form.last_year": form::OneForm => form::LastYear, Session::last_year;
    /// The form piece by piece, for pasting it into a web system.
    "form.pieces": form::FormPieces => form::PiecesView, Session::form_pieces;
    /// Suggestions under a cell of the grid.
    "form.suggest": form::Suggest => form::Suggestions, Session::suggest;
    /// How a value reads while it is being typed.
    "value.read": form::ReadValue => form::ReadingView, Session::read_value;
    /// How an amount reads while it is being typed.
    "amount.read": form::ReadAmount => form::AmountView, Session::read_amount;
    /// Puts forms into the 回收站.
    "forms.delete": form::Forms => app::Done, Session::delete_forms;
    /// Takes forms out of the 回收站.
    "forms.restore": form::Forms => app::Done, Session::restore_forms;
    /// The 回收站.
    "trash.list": app::Nothing => form::Trash, Session::trash;
    /// Takes forms out of the 回收站 for good.
    "trash.purge": form::Forms => app::Done, Session::purge_forms;

    /// All findings of a year, and what is missing for the official export.
    "check.year": check::CheckYear => check::CheckReport, Session::check_year;
    /// Applies every safe fix of a year.
    "check.fix_safe": check::FixYear => check::FixedYear, Session::fix_year;
    /// The rule book.
    "rules.list": app::Nothing => check::RuleBook, Session::list_rules;
    /// The page of a rule.
    "rules.explain": check::OneRule => check::RulePage, Session::explain_rule;
    /// Switches a rule on or off.
    "rules.toggle": check::ToggleRule => check::RuleBook, Session::toggle_rule;

    /// The pages of a form as pictures.
    "print.preview": print::Preview => print::PreviewPages, Session::preview;
    /// Writes PDFs; a long job.
    "print.pdf": print::PrintPdf => jobs::Started, Session::print_pdf;
    /// Hands a PDF to the printer, or to the system's viewer.
    "print.now": print::PrintNow => print::PrintedNow, Session::print_now, later;
    /// The printers of the system.
    "print.printers": app::Nothing => print::Printers, Session::printers, later;

    /// Looks at files; writes nothing.
    "import.plan": transfer::PlanImport => transfer::ImportPlan, Session::plan_import;
    /// Does what a plan says.
    "import.apply": transfer::ApplyImport => transfer::Imported, Session::apply_import;
    /// Verifies a package, and says whose a check code is.
    "package.verify": package::VerifyPackage => package::VerifiedPackage, Session::verify_package, later;
    /// The mapping file for uploads that is used.
    "mapping.get": app::Nothing => mapping::MappingView, Session::get_mapping;
    /// Keeps a mapping file, or goes back to the built-in columns.
    "mapping.set": mapping::SetMapping => mapping::MappingView, Session::set_mapping;
    /// Formats of export.
    "export.formats": app::Nothing => transfer::ExportFormats, Session::export_formats;
    /// Writes forms into files; a long job.
    "export.run": transfer::RunExport => jobs::Started, Session::run_export;
    /// The log of imports and exports.
    "transfers.list": app::Nothing => transfer::Transfers, Session::transfers;

    /// 项目支出预算表 of a year.
    "budget.get": budget::GetBudget => budget::Budget, Session::get_budget;
    /// Changes it.
    "budget.set": budget::SetBudget => budget::Budget, Session::set_budget;
    /// Reads it from a file.
    "budget.import": budget::ImportBudget => budget::Budget, Session::import_budget;

    /// 公开材料 of a year: the text 十、绩效管理情况 with its numbers, personal data and errors of what is published.
    "disclosure.get": disclosure::GetDisclosure => disclosure::Disclosure, Session::get_disclosure;
    /// Keeps what the officer decided: what is not published, corrected numbers, the unit's name.
    "disclosure.set": disclosure::SetDisclosure => disclosure::Disclosure, Session::set_disclosure;
    /// Writes text, document and publication PDF into a folder; a long job.
    "disclosure.run": disclosure::RunDisclosure => jobs::Started, Session::run_disclosure;

    /// The copies of the data.
    "backups.list": app::Nothing => backups::Backups, Session::list_backups, later;
    /// Makes a copy.
    "backups.create": app::Nothing => backups::MadeFile, Session::create_backup, later;
    /// Makes a copy in a folder of the user's, such as a U盘.
    "backups.copy_out": backups::CopyOut => backups::MadeFile, Session::copy_out, later;
    /// What restoring a copy would change.
    "backups.difference": backups::OneBackup => backups::DifferenceView, Session::difference, later;
    /// Puts a copy in the place of the data; the present is saved first.
    "backups.restore": backups::OneBackup => backups::Restored, Session::restore_backup;

    /// The indicator library.
    "library.list": library::ListIndicators => library::Library, Session::list_indicators;
    /// Puts an indicator into it, or changes one.
    "library.keep": library::KeepIndicator => library::Kept, Session::keep_indicator;
    /// Takes one out.
    "library.remove": library::OneIndicator => app::Done, Session::remove_indicator;
    /// Takes the indicators of forms into it.
    "library.keep_forms": library::KeepOfForms => library::Kept, Session::keep_of_forms;
    /// Takes the indicators of a list in a file into it.
    "library.import": library::ImportIndicators => library::ImportedIndicators, Session::import_indicators;

    /// 填报说明 of a place.
    "help.field": help::FieldHelp => help::HelpPage, Session::field_help;
    /// 怎样做, job by job.
    "help.topics": app::Nothing => help::HelpTopics, Session::help_topics;
    /// Writes 反馈包.
    "feedback.write": help::WriteFeedback => backups::MadeFile, Session::write_feedback;

    /// How a long job stands.
    "job.progress": jobs::OneJob => jobs::Progress, Session::progress;
    /// Stops a long job.
    "job.cancel": jobs::OneJob => jobs::Progress, Session::cancel;
}

/// Reads a request; what it does not know, or lacks, is an error that names the operation and the place.
fn read<Q: DeserializeOwned>(op: &str, request: Value) -> Result<Q, Error> {
    serde_path_to_error::deserialize(request).map_err(|error| match error.path().to_string().as_str() {
        "." => refused(op),
        place => refused(&format!("{op} › {place}")),
    })
}

fn write<A: Serialize>(answer: &A) -> Result<Value, Error> {
    serde_json::to_value(answer).map_err(|_| Error::new(Code::Internal, "回答没有写成", "请再试一次；还是这样请反馈"))
}

/// An answer in its envelope.
pub(crate) fn envelope(answer: Result<Value, Error>) -> Value {
    match answer {
        Ok(answer) => json!({"ok": answer}),
        Err(error) => json!({"error": {"code": error.code.as_str(), "message": error.to_string()}}),
    }
}

/// What is carried out of a request, for a shell.
pub(crate) fn taken(carried: Result<Carried, Error>) -> Taken {
    match carried {
        Ok(Carried::Out(answer)) => Taken::Answered(envelope(Ok(answer))),
        Ok(Carried::Partly(rest)) => Taken::Rest(Box::new(move || envelope(rest()))),
        Err(error) => Taken::Answered(envelope(Err(error))),
    }
}

/// The error for what is no request.
pub(crate) fn refused(reason: &str) -> Error {
    let message = format!("窗口的请求没有读懂（{reason}）");
    Error::new(Code::Request, message, "请重新打开程序；再次出现时请反馈")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn names_are_unique_and_say_their_area() {
        let names: BTreeSet<&str> = OPERATIONS.iter().map(|operation| operation.name).collect();
        assert_eq!(names.len(), OPERATIONS.len());
        assert!(names.iter().all(|name| name.split('.').count() == 2), "{names:?}");
    }

    #[test]
    fn the_generated_types_are_those_of_the_requests() {
        let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/src/generated/engine.ts");
        let fresh = typescript();
        if std::env::var_os("UPDATE_BINDINGS").is_some() {
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(&file, &fresh).unwrap();
        }
        let written = std::fs::read_to_string(&file).unwrap_or_default();
        assert!(written == fresh, "stale, run: cargo run -p jibiao-xtask -- types");
    }
}
