//! Forms into files: a table of formats, each a line.

use super::form::shown_name;
use super::from_store;
use super::jobs::{Outcome, Shared};
use super::print::copy_of;
use super::{Session, derived, findings, grid, id, place, when};
use crate::check::{Checked, FindingLine, Report};
use crate::error::{Code, Error};
use crate::export::{self, Look, Mapping};
use crate::files;
use crate::forms::file_name;
use crate::print::sheet_of;
use crate::report::{self, CheckReport};
use crate::requests::app::Nothing;
use crate::requests::form::{FormPieces, PieceView, PiecesView};
use crate::requests::jobs::{JobFault, Started};
use crate::requests::transfer as view;
use crate::rules::{Copy, Severity};
use crate::waivers;
use jibiao_exchange::package::{self, EXTENSION, Package, Waiver};
use jibiao_model::template::Template;
use jibiao_model::{FieldPath, Form, json};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A format of export.
struct Format {
    id: &'static str,
    title: &'static str,
    note: &'static str,
    extension: &'static str,
    /// Forms with errors or gaps never go into it.
    official: bool,
    /// The file says of such forms that they are drafts.
    marks_drafts: bool,
    /// All forms go into one file, or each into its own.
    one_file: bool,
    /// Findings across forms are wanted too.
    report: bool,
    /// There is a copy for publication too.
    copies: bool,
    /// The file of these forms.
    write: fn(&[Ready], &Whole) -> Result<Vec<u8>, Error>,
}

/// Rows for an upload.
const ROWS: &str = "xlsx-rows";

/// Every format, in the order of the page.
const FORMATS: &[Format] = &[
    Format {
        id: "package",
        title: "数据包",
        note: "报送用，一个文件，带校验码；有错误或没填齐的表不放进去",
        extension: EXTENSION,
        official: true,
        marks_drafts: false,
        one_file: true,
        report: false,
        copies: false,
        write: |ready, _| {
            let waivers = ready
                .iter()
                .enumerate()
                .flat_map(|(form, one)| one.waivers.iter().map(move |waiver| Waiver { form, ..waiver.clone() }));
            let package = Package { waivers: waivers.collect(), ..Package::of(crate::VERSION, forms(ready)) };
            Ok(package::write(&package)?)
        },
    },
    Format {
        id: "json",
        title: "表文件",
        note: "一张表一个文件，可以再导入",
        extension: "json",
        official: false,
        marks_drafts: false,
        one_file: false,
        report: false,
        copies: false,
        write: |ready, _| {
            Ok(ready.iter().map(|one| json::to_string(&one.form) + "\n").collect::<String>().into_bytes())
        },
    },
    Format {
        id: "xlsx-form",
        title: "正式表样（电子表格）",
        note: "一张表一个文件；有错误或没填齐的表要导出时，在页眉标“草稿”",
        extension: "xlsx",
        official: false,
        marks_drafts: true,
        one_file: false,
        report: false,
        copies: true,
        write: |ready, whole| office(ready, Look::Xlsx, whole.copy),
    },
    Format {
        id: "docx",
        title: "正式表样（文档）",
        note: "一张表一个文件；有错误或没填齐的表要导出时，在页眉标“草稿”",
        extension: "docx",
        official: false,
        marks_drafts: true,
        one_file: false,
        report: false,
        copies: true,
        write: |ready, whole| office(ready, Look::Docx, whole.copy),
    },
    Format {
        id: ROWS,
        title: "上报表格（逐行）",
        // Said by the mapping that is used.
        note: "",
        extension: "xlsx",
        official: false,
        marks_drafts: true,
        one_file: true,
        report: false,
        copies: false,
        write: |ready, whole| export::rows_of(&forms(ready), &whole.mapping, ready.iter().any(|one| one.draft)),
    },
    Format {
        id: "report-html",
        title: "检查报告（网页）",
        note: "一个文件，按表和按规则列出全部问题，可以打印",
        extension: "html",
        official: false,
        marks_drafts: false,
        one_file: true,
        report: true,
        copies: false,
        write: |ready, whole| Ok(report::html(&check_report(ready, whole)).into_bytes()),
    },
    Format {
        id: "report-xlsx",
        title: "检查报告（电子表格）",
        note: "一个文件，按表和按规则列出全部问题，可以筛选",
        extension: "xlsx",
        official: false,
        marks_drafts: false,
        one_file: true,
        report: true,
        copies: false,
        write: |ready, whole| report::xlsx(&check_report(ready, whole)),
    },
];

fn forms(ready: &[Ready]) -> Vec<Form> {
    ready.iter().map(|one| one.form.clone()).collect()
}

fn office(ready: &[Ready], look: Look, copy: Copy) -> Result<Vec<u8>, Error> {
    let sheet = |one: &'_ Ready| sheet_of(&one.form, &one.template, copy, one.draft);
    export::office_of(ready.iter().map(|one| (one.name.clone(), sheet(one), &one.form)).collect(), look)
}

fn check_report(ready: &[Ready], whole: &Whole) -> CheckReport {
    let checked = |(index, one): (usize, &Ready)| Checked {
        file: PathBuf::from(&one.name),
        index,
        // Nothing here lies in a file of its own; the numbers of the store mean nothing to people.
        label: kind_of(&one.form).to_owned(),
        across: None,
        waivers: Vec::new(),
        report: Ok(in_words(Report::new(one.name.clone(), one.findings.clone(), &one.waivers), one)),
    };
    let checked: Vec<Checked> = ready.iter().enumerate().map(checked).collect();
    CheckReport::of(&checked, &whole.document, whole.made_at.clone())
}

/// The report with its places as the window calls them.
fn in_words(mut report: Report, of: &Ready) -> Report {
    let groups = grid::groups(&of.form, &of.template);
    let lines = report.findings.iter_mut().chain(report.waived.iter_mut().map(|waived| &mut waived.line));
    for line in lines {
        if let Some(path) = FieldPath::parse(&line.path, &of.form) {
            line.place = place::words(path, &of.form, &of.template, &groups);
        }
    }
    report
}

/// The names of files, where nobody says otherwise: no two formats of one extension have the same.
fn pattern_of(format: &Format) -> &'static str {
    match (format.report, format.one_file) {
        (true, _) => "{单位}-{年度}年度检查报告",
        (false, true) if format.id == ROWS => "{单位}-{年度}年度上报表格",
        (false, true) => "{单位}-{年度}年度绩效目标表",
        (false, false) => "{序号}-{项目名称}",
    }
}

/// A form that is to be written.
struct Ready {
    number: i64,
    name: String,
    form: Form,
    template: Arc<Template>,
    /// Errors or gaps are left.
    draft: bool,
    /// In the order of the form, those across forms last; also those that somebody let pass.
    findings: Vec<FindingLine>,
    /// Findings that somebody let pass.
    waivers: Vec<Waiver>,
}

/// What a file says besides its forms.
struct Whole {
    made_at: String,
    /// What is about the year as a whole.
    document: Report,
    /// Columns of an upload.
    mapping: Mapping,
    /// What is left out of forms in the official look.
    copy: Copy,
}

impl Session {
    /// The formats.
    pub(crate) fn export_formats(&mut self, _: Nothing) -> Result<view::ExportFormats, Error> {
        // A mapping that does not read is said where it would be used, and is no reason to show no formats.
        let rows = self.mapping().map_or_else(|error| error.to_string(), |used| used.note());
        let format = |format: &Format| view::ExportFormat {
            id: format.id.to_owned(),
            title: format.title.to_owned(),
            note: if format.id == ROWS { rows.clone() } else { format.note.to_owned() },
            extension: format.extension.to_owned(),
            one_file: format.one_file,
            official: format.official,
            drafts: !format.official && !format.report,
            copies: format.copies,
        };
        Ok(view::ExportFormats { formats: FORMATS.iter().map(format).collect() })
    }

    /// Writes forms into files.
    pub(crate) fn run_export(&mut self, request: view::RunExport) -> Result<Started, Error> {
        let Some(format) = FORMATS.iter().find(|format| format.id == request.format) else {
            return Err(Error::new(Code::Request, format!("没有“{}”这种导出", request.format), "请从列表里选"));
        };
        if request.forms.is_empty() {
            return Err(Error::new(Code::NoForms, "没有选要导出的表", "请先选一份"));
        }
        // A report is about what is wrong: nothing is held back from it.
        let hold = !format.report && (format.official || request.drafts != Some(true));
        let copy = copy_of(request.copy.filter(|_| format.copies));
        let (mut ready, mut faults) = (Vec::new(), Vec::new());
        for form in &request.forms {
            match self.ready(*form, hold, copy) {
                Ok(form) => ready.push(form),
                Err(error) => faults.push(self.fault(*form, &error)),
            }
        }
        let unit = self.store()?.unit().map_err(from_store)?;
        let unit = if unit.implementing_unit.is_empty() { unit.department } else { unit.implementing_unit };
        let mut pattern = request.pattern.unwrap_or_else(|| pattern_of(format).to_owned());
        if copy == Copy::Publication {
            pattern.push_str("（公开版）");
        }
        let folder = std::path::PathBuf::from(request.folder);
        let total = ready.len();
        let mapping = if format.id == ROWS { self.mapping()?.mapping } else { Mapping::builtin().clone() };
        let whole = self.whole(if format.report { &ready } else { &[] }, mapping, copy)?;
        let run = move |shared: &Shared| write(format, &ready, &whole, faults, &folder, &pattern, &unit, shared);
        Ok(self.start_job("导出", total, run))
    }

    /// A form piece by piece.
    pub(crate) fn form_pieces(&mut self, request: FormPieces) -> Result<PiecesView, Error> {
        let mapping = self.mapping()?.mapping;
        let seen = self.look(id(request.form))?;
        let piece = |piece: export::Piece| PieceView {
            place: piece.part,
            of: piece.of,
            label: piece.label,
            is_of_kind: piece.is_of_kind,
            text: piece.text,
        };
        let form = &seen.stored.form;
        Ok(PiecesView {
            name: shown_name(form.name()),
            errors: (derived::count(&seen.found, Severity::Error) + derived::to_fill(&seen.found)) as u32,
            pieces: export::pieces(form, &mapping).into_iter().map(piece).collect(),
        })
    }

    fn ready(&mut self, form: i64, hold: bool, copy: Copy) -> Result<Ready, Error> {
        let private = if copy == Copy::Publication { self.private(id(form))? } else { 0 };
        let seen = self.look(id(form))?;
        let steps = derived::steps(&seen.stored.form, &seen.template, &seen.groups(), &seen.found);
        let private = (private > 0).then(|| format!("还有 {private} 处像是个人信息"));
        let held_back = derived::held_back(&steps, &seen.found).or(private);
        if let Some(why) = held_back.as_ref().filter(|_| hold) {
            return Err(Error::new(Code::HeldBack, format!("{why}，没有放进去"), "改完再导出"));
        }
        let zone = *self.now().offset();
        let stored = self.store()?.waivers(id(form)).map_err(from_store)?;
        let own = seen.stored.form;
        let by_rules = seen.found.iter().filter(|found| found.finding.code != findings::UNFILLED);
        Ok(Ready {
            number: form,
            name: file_title(&own),
            findings: by_rules.map(|found| FindingLine::new(&found.finding, &own)).collect(),
            waivers: stored.iter().filter_map(|waiver| waivers::packed(waiver, &own, 0, zone)).collect(),
            form: own,
            template: seen.template,
            draft: held_back.is_some(),
        })
    }

    /// What is about the years of these forms as a whole.
    fn whole(&mut self, ready: &[Ready], mapping: Mapping, copy: Copy) -> Result<Whole, Error> {
        let years: BTreeSet<i32> = ready.iter().filter_map(|one| one.form.year().read().map(|year| year.0)).collect();
        let any = Form::Project(jibiao_model::ProjectForm::default());
        let mut findings = Vec::new();
        for year in years {
            let found = &self.cross(year)?.document;
            findings.extend(found.iter().map(|found| FindingLine { form: None, ..FindingLine::new(found, &any) }));
        }
        let made_at = self.now().format("%Y年%-m月%-d日 %H:%M").to_string();
        Ok(Whole { made_at, document: Report::new("全部表".to_owned(), findings, &[]), mapping, copy })
    }

    /// The log of imports and exports.
    pub(crate) fn transfers(&mut self, _: Nothing) -> Result<view::Transfers, Error> {
        self.settle_jobs();
        let now = self.now();
        let line = |line: jibiao_store::TransferLine| view::TransferLine {
            when: when::shown(line.at, now),
            who: line.who,
            direction: if line.import { "导入" } else { "导出" }.to_owned(),
            name: line.name,
            forms: line.forms,
        };
        let lines = self.store()?.transfers(1_000).map_err(from_store)?;
        Ok(view::Transfers { lines: lines.into_iter().map(line).collect() })
    }
}

#[allow(clippy::too_many_arguments, reason = "what the job was given")]
fn write(
    format: &Format,
    ready: &[Ready],
    whole: &Whole,
    mut faults: Vec<JobFault>,
    folder: &Path,
    pattern: &str,
    unit: &str,
    shared: &Shared,
) -> Outcome {
    let mut paths: Vec<String> = Vec::new();
    let chunks: Vec<&[Ready]> = if format.one_file { vec![ready] } else { ready.chunks(1).collect() };
    let mut written = 0;
    let mut failure = None;
    for (place, forms) in chunks.into_iter().enumerate().filter(|(_, forms)| !forms.is_empty()) {
        if shared.is_cancelled() {
            break;
        }
        let name = named(pattern, place + 1, forms, unit);
        let path = folder.join(format!("{name}.{}", format.extension));
        match (format.write)(forms, whole).and_then(|bytes| files::write_new(&path, &bytes)) {
            Ok(()) => {
                paths.push(path.display().to_string());
                written += forms.len();
            }
            Err(error) if format.one_file => failure = Some(error),
            Err(error) => faults.extend(forms.iter().map(|ready| JobFault {
                form: ready.number,
                name: ready.name.clone(),
                code: error.code.as_str().to_owned(),
                message: error.words(),
            })),
        }
        forms.iter().for_each(|_| shared.step());
    }
    let message = told(format, ready, whole, written, paths.len(), faults.len());
    let name = match paths.as_slice() {
        [only] => Path::new(only).file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
        _ => format.title.to_owned(),
    };
    Outcome { message, exported: (written > 0).then_some((name, written as i64)), files: paths, faults, failure }
}

fn kind_of(form: &Form) -> &'static str {
    match form {
        Form::Project(_) => "项目支出绩效目标表",
        Form::Unit(_) => "整体支出绩效目标申报表",
    }
}

/// What files call a form: the unit's is of another kind than those of its projects.
fn file_title(form: &Form) -> String {
    let name = shown_name(form.name());
    if matches!(form, Form::Unit(_)) { format!("整体申报表-{name}") } else { name }
}

/// What an export did: what was written, what was left out, what is still to be done by hand.
fn told(format: &Format, ready: &[Ready], whole: &Whole, written: usize, files: usize, left_out: usize) -> String {
    let mut message = format!("已导出 {written} 份表，{files} 个文件");
    let drafts = ready.iter().filter(|one| one.draft).count();
    if format.marks_drafts && drafts > 0 && written > 0 {
        message.push_str(&format!("，其中 {drafts} 份标了“草稿”"));
    }
    if left_out > 0 {
        message.push_str(&format!("；{left_out} 份没有放进去，原因在下面"));
    }
    if format.id == ROWS && written > 0 && whole.mapping.project_codes() == 0 {
        message.push_str("；项目代码一列空着，照财政局发的名单补");
    }
    message
}

/// The name of a file, without its extension.
fn named(pattern: &str, number: usize, forms: &[Ready], unit: &str) -> String {
    let first = forms.first();
    let year = first.and_then(|ready| ready.form.year().read().map(|year| year.0.to_string())).unwrap_or_default();
    let name = pattern
        .replace("{序号}", &format!("{number:03}"))
        .replace("{项目名称}", first.map_or("", |ready| &ready.name))
        .replace("{年度}", &year)
        .replace("{单位}", unit);
    let name = file_name(&name);
    if name.is_empty() { format!("{number:03}") } else { name }
}
