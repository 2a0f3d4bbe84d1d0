//! One function a command: named files -> use case -> what is said and how the run ends.

use crate::End;
use crate::args::{self, Cli, Command, Format};
use crate::exchange;
use crate::progress::Progress;
use crate::text;
use chrono::Local;
use jibiao_app::across::{self, Against};
use jibiao_app::check::{Asked, Checked, Report};
use jibiao_app::print::{Outcome, PrintedForm, Request};
use jibiao_app::report::{self, CheckReport};
use jibiao_app::rules::{self, Context, Copy, Needs, Selection, Severity, Stage};
use jibiao_app::{Code, Error, budget, check, files, fonts, forms, new, print, sample, templates};
use serde_json::json;
use std::ffi::OsStr;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// Runs a command line.
pub fn run(cli: Cli) -> Result<End, Error> {
    let (templates, faulty) = templates::load(cli.common.templates.as_deref())?;
    for fault in &faulty {
        eprintln!("{fault}");
    }
    match cli.command {
        Command::New(args) => run_new(args, &templates),
        Command::Sample(args) => run_sample(args),
        Command::Check(args) => run_check(args, &templates),
        Command::Print(args) => run_print(args, &templates),
        Command::Preview(args) => run_preview(args, &templates),
        Command::Serve(args) => crate::serve::run(&args),
        Command::Db { command } => crate::db::run(command, &templates),
        Command::Import(args) => exchange::run_import(args, &templates),
        Command::Export(args) => exchange::run_export(args, &templates),
        Command::Disclose(args) => crate::disclose::run(args, &templates),
        Command::Batch(args) => crate::batch::run(&args, &templates),
        Command::Verify(args) => exchange::run_verify(&args),
        Command::Rules { command: args::Rules::List { format } } => list_rules(format),
        Command::Rules { command: args::Rules::Explain { code } } => explain_rule(&code),
        Command::Templates { command: args::Templates::List { format } } => list_templates(format, &templates),
        Command::Templates { command: args::Templates::Check { file } } => check_template(&file),
    }
}

/// Writes to standard output; a reader that went away (`| head`) is no fault.
pub fn say(text: &str) -> Result<(), Error> {
    match io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Error::new(Code::FileWrite, format!("结果写不出去：{}", files::reason(&error)), ""))
        }
        _ => Ok(()),
    }
}

pub fn say_json(value: &serde_json::Value) -> Result<(), Error> {
    say(&format!("{value}\n"))
}

fn copy(copy: args::Copy) -> Copy {
    match copy {
        args::Copy::Filing => Copy::Filing,
        args::Copy::Publication => Copy::Publication,
    }
}

pub fn context(copy: Copy) -> Context {
    Context { today: Local::now().date_naive(), stage: Stage::Complete, copy: Some(copy) }
}

fn run_new(args: args::New, templates: &forms::TemplateSet) -> Result<End, Error> {
    let form = new::empty_form(templates, &args.template, args.year)?;
    match args.output {
        None => say(&form)?,
        Some(path) => {
            files::write_new_unless(args.dry_run, &path, form.as_bytes())?;
            say(&format!("{}\n", path.display()))?;
        }
    }
    Ok(End::Clean)
}

fn run_sample(args: args::Sample) -> Result<End, Error> {
    for path in sample::write(&args.output, args.dry_run)? {
        say(&format!("{}\n", path.display()))?;
    }
    Ok(End::Clean)
}

fn run_check(args: args::Check, templates: &forms::TemplateSet) -> Result<End, Error> {
    let selection = selection(&args.rules, &args.also, &args.skip)?;
    let budget_file = args.budget.as_deref();
    let against = Against {
        budget: budget_file.map(load_budget).transpose()?,
        disclosure: args.disclosure.as_deref().map(across::load_disclosure).transpose()?,
        last_year: (!args.last_year.is_empty()).then(|| across::load_last_year(&args.last_year)).transpose()?,
        fixed: args.fixed.as_deref().map(across::load_fixed).transpose()?,
    };
    if let Some((code, needs)) = selection.lacks(&against.given()) {
        let (what, option) = match needs {
            Needs::Budget => ("项目支出预算", "--budget 预算文件"),
            Needs::Disclosure => ("公开的文字", "--disclosure 文件"),
            Needs::LastYear => ("上一年的表", "--last-year 表"),
            Needs::Fixed => ("固化指标", "--fixed 文件"),
            Needs::Nothing => ("别的表", "其他的表"),
        };
        return Err(Error::new(Code::Request, format!("规则 {code} 要对照{what}"), format!("请加上 {option}")));
    }
    let report = args.report.as_deref().map(|file| report_file(file, args.replace)).transpose()?;
    let beside = [budget_file, args.disclosure.as_deref(), args.fixed.as_deref()];
    let named = named_beside(&args.forms, &beside.into_iter().flatten().collect::<Vec<_>>())?;
    let progress = Progress::new(named.forms.len());
    let context = context(copy(args.copy));
    let fonts = fonts_if_there();
    let asked = Asked { context: &context, selection: &selection, fonts: fonts.as_ref(), scanned: args.scanned };
    let mut checked = check::check_all(&named.forms, templates, &asked, &|| progress.step());
    progress.finish();
    let document = across::compare(&mut checked, &against, &selection);
    // What is about the document as a whole stands with the budget's file, where there is one.
    let place = budget_file.unwrap_or(Path::new(""));
    match args.format {
        Format::Text => say_checked(&checked, (place, &document))?,
        Format::Json => say_checked_json(&checked, (place, &document))?,
    }
    if let Some(file) = report {
        let made_at = Local::now().format("%Y年%-m月%-d日 %H:%M").to_string();
        let report = CheckReport::of(&checked, &document, made_at);
        let bytes = match files::has_extension(file, &["xlsx"]) {
            true => report::xlsx(&report).map_err(|error| error.of(file))?,
            false => report::html(&report).into_bytes(),
        };
        files::write(file, &bytes)?;
    }
    let clean = document.findings.is_empty();
    let clean =
        clean && checked.iter().all(|checked| checked.report.as_ref().is_ok_and(|report| report.findings.is_empty()));
    Ok(if clean { End::Clean } else { End::Findings })
}

/// The fonts, to find what they cannot print. Without them everything else is checked all the same, and that is said.
pub fn fonts_if_there() -> Option<jibiao_app::fonts::FontSet> {
    match fonts::load() {
        Ok(fonts) => Some(fonts),
        Err(error) => {
            eprintln!("没有检查有没有印不出的字（F16）：{error}");
            None
        }
    }
}

/// Which rules run: only these, or those that are on by default with some added and some left out.
pub fn selection(rules: &[String], also: &[String], skip: &[String]) -> Result<Selection, Error> {
    if !rules.is_empty() && rules.iter().all(|rule| rule.trim().is_empty()) {
        return Err(Error::new(
            Code::Request,
            "--rules 后面没有写规则",
            "请写上规则编号，如 --rules C03,B01；不写 --rules 就是全部规则",
        ));
    }
    let selection = match rules.is_empty() {
        true => Selection::changed(&also.join(","), &skip.join(",")),
        false => Selection::parse(&rules.join(",")),
    };
    selection.map_err(|error| Error::new(Code::Request, error.to_string(), ""))
}

/// The project budget; a guess at its encoding is said.
pub fn load_budget(file: &Path) -> Result<Vec<budget::BudgetRow>, Error> {
    let (rows, notes) = budget::load(file)?;
    for note in notes {
        eprintln!("{}：{note}。", file.display());
    }
    Ok(rows)
}

/// Refused before the work starts, not after it.
fn report_file(file: &Path, replace: bool) -> Result<&Path, Error> {
    if files::has_extension(file, &["html", "htm", "xlsx"]) {
        if !replace {
            files::only_new(file, "没有覆盖它，请换一个名称；是以前的检查报告就加上 --replace")?;
        }
        return Ok(file);
    }
    let message = format!("检查报告不能写成“{}”", file.display());
    Err(Error::new(Code::Request, message, "请把文件名写成 .html 或 .xlsx 结尾，如 检查报告.html"))
}

pub fn named(paths: &[PathBuf]) -> Result<forms::Named, Error> {
    named_beside(paths, &[])
}

/// As [`named`]; what the forms are held against may stand among them (`*.json`, the same folder) and is no form.
pub fn named_beside(paths: &[PathBuf], others: &[&Path]) -> Result<forms::Named, Error> {
    let others: Vec<PathBuf> = others.iter().filter_map(|file| file.canonicalize().ok()).collect();
    let is_other = |path: &PathBuf| path.canonicalize().is_ok_and(|path| others.contains(&path));
    let paths: Vec<PathBuf> = paths.iter().filter(|path| !is_other(path)).cloned().collect();
    let mut named = forms::named(&paths)?;
    named.forms.retain(|source| !is_other(&source.file));
    for path in named.passed_over.iter().filter(|path| !is_other(path)) {
        eprintln!("{}", text::passed_over(path));
    }
    Ok(named)
}

fn say_checked(checked: &[Checked], document: (&Path, &Report)) -> Result<(), Error> {
    let mut clean = 0;
    let mut refused = 0;
    let mut counts = [0; 3];
    let mut waived = 0;
    for Checked { label, report, .. } in checked {
        match report {
            Err(error) => {
                refused += 1;
                say(&format!("{error}\n"))?;
            }
            Ok(report) => {
                add(&mut counts, report);
                waived += report.waived.len();
                clean += usize::from(report.findings.is_empty());
                if !(report.findings.is_empty() && report.waived.is_empty()) {
                    say(&text::report(label, report))?;
                }
            }
        }
    }
    let (file, report) = document;
    if !report.findings.is_empty() {
        add(&mut counts, report);
        say(&text::report(&file.display().to_string(), report))?;
    }
    say(&text::checked(checked.len(), clean, refused, counts, waived))
}

fn add(counts: &mut [usize; 3], report: &Report) {
    for (count, severity) in counts.iter_mut().zip([Severity::Error, Severity::Warning, Severity::Hint]) {
        *count += report.count(severity);
    }
}

/// What is about the document as a whole comes last, with the budget's file where there is one and without an index.
fn say_checked_json(checked: &[Checked], document: (&Path, &Report)) -> Result<(), Error> {
    for Checked { file, index, report, .. } in checked {
        let file = file.display().to_string();
        match report {
            Err(error) => say_json(&json!({
                "file": file, "index": index, "code": error.code.as_str(), "severity": "error", "form": null,
                "path": error.path, "message": error.message, "advice": error.hint, "fix": null, "related": [],
            }))?,
            Ok(report) => say_findings_json(&file, Some(*index), report)?,
        }
    }
    let (file, report) = document;
    say_findings_json(&file.display().to_string(), None, report)
}

fn say_findings_json(file: &str, index: Option<usize>, report: &Report) -> Result<(), Error> {
    let found = report.findings.iter().map(serde_json::to_value);
    for finding in found.chain(report.waived.iter().map(serde_json::to_value)) {
        let mut line = json!({"file": file, "index": index});
        if let (Some(line), Ok(serde_json::Value::Object(finding))) = (line.as_object_mut(), finding) {
            line.extend(finding);
        }
        say_json(&line)?;
    }
    Ok(())
}

fn run_print(args: args::Print, templates: &forms::TemplateSet) -> Result<End, Error> {
    let named = named(&args.forms)?;
    let to_file = files::has_extension(&args.output, &["pdf"]) && !args.output.is_dir();
    if !to_file && !args.output.is_dir() && args.output.extension().is_some_and(is_of_a_file) {
        let message = format!("打印件不能写成“{}”", args.output.display());
        return Err(Error::new(Code::Request, message, "请把文件名写成 .pdf 结尾，或写一个文件夹"));
    }
    let request = request(args.copy, args.draft, args.dry_run);
    let fonts = fonts::load()?;
    let progress = Progress::new(named.forms.len());
    let done = || progress.step();
    let outcomes = match (args.one_file, to_file, named.forms.as_slice()) {
        (true, true, files) => print::print_together(files, &args.output, templates, &fonts, &request, &done)?,
        (true, false, _) => {
            let message = "--one-file 要写到一个 PDF 文件";
            return Err(Error::new(Code::Request, message, "请把 -o 写成文件名，如 -o 全部.pdf"));
        }
        (false, true, [file]) => {
            vec![print::print_file(file, args.output.clone(), templates, &fonts, &request)]
        }
        (false, true, files) => {
            let message = format!("有 {} 份表，-o 却是一个 PDF 文件", files.len());
            return Err(Error::new(Code::Request, message, "请加上 --one-file，或把 -o 写成文件夹"));
        }
        (false, false, files) => print::print_each(files, &args.output, templates, &fonts, &request, &done),
    };
    progress.finish();
    say_printed(&outcomes, args.one_file, args.dry_run)
}

/// Whether a name that ends so is meant for a file: `a.txt`, not `2026.1`.
fn is_of_a_file(extension: &OsStr) -> bool {
    let extension = extension.to_string_lossy();
    extension.chars().count() <= 4 && extension.chars().any(|c| c.is_ascii_alphabetic())
}

pub fn request(wanted: args::Copy, draft: bool, dry_run: bool) -> Request {
    let copy = copy(wanted);
    Request { context: context(copy), copy, draft, dry_run }
}

/// Files on standard output; what a person must know about them on standard error.
fn say_printed(outcomes: &[Outcome], one_file: bool, dry_run: bool) -> Result<End, Error> {
    let mut complaints = false;
    let mut last = None;
    for outcome in outcomes {
        match outcome {
            Err(error) => {
                complaints = true;
                eprintln!("{error}");
            }
            Ok(printed) => {
                if !one_file || last != Some(&printed.output) {
                    say(&format!("{}\n", printed.output.display()))?;
                    last = Some(&printed.output);
                }
                complaints |= complain_of(printed);
            }
        }
    }
    let done = outcomes.iter().flatten().count();
    let drafts = outcomes.iter().flatten().filter(|printed| printed.held.errors > 0).count();
    eprintln!("{}", text::printed(done, drafts, outcomes.len() - done, dry_run));
    if done == 0 {
        return Ok(exchange::stopped(outcomes.iter().filter_map(|outcome| outcome.as_ref().err())));
    }
    Ok(if complaints { End::Findings } else { End::Clean })
}

/// Says what a person must know about a print; whether there was anything.
pub fn complain_of(printed: &PrintedForm) -> bool {
    if printed.held.errors > 0 {
        eprintln!("{}", text::printed_as_draft(printed));
    }
    for missing in &printed.missing {
        eprintln!("{}", text::missing_character(printed, missing));
    }
    printed.held.errors > 0 || !printed.missing.is_empty()
}

fn run_preview(args: args::Preview, templates: &forms::TemplateSet) -> Result<End, Error> {
    let named = named(&[args.form])?;
    let [file] = named.forms.as_slice() else {
        return Err(Error::new(Code::Request, "一次只能看一份表", "请写上一个表文件"));
    };
    let request = request(args.copy, args.draft, args.dry_run);
    for path in print::preview(file, &args.output, templates, &fonts::load()?, &request)? {
        say(&format!("{}\n", path.display()))?;
    }
    Ok(End::Clean)
}

fn list_rules(format: Format) -> Result<End, Error> {
    for rule in rules::book() {
        match format {
            Format::Text => say(&format!("{}  {}  {}\n", rule.code, rule.severity.title(), rule.title))?,
            Format::Json => say_json(&json!({
                "code": rule.code, "name": rule.name, "title": rule.title, "severity": rule.severity.key(),
                "group": rule.group().title(), "default_on": rule.default_on, "waivable": rule.waivable,
                "since": rule.since,
            }))?,
        }
    }
    Ok(End::Clean)
}

fn explain_rule(code: &str) -> Result<End, Error> {
    match rules::explain(code) {
        Some(rule) => {
            say(&rules::page(&rule))?;
            Ok(End::Clean)
        }
        None => Err(Error::new(Code::Request, format!("没有规则“{code}”"), "全部规则见 jibiao rules list")),
    }
}

fn list_templates(format: Format, templates: &forms::TemplateSet) -> Result<End, Error> {
    for template in templates.iter() {
        match format {
            Format::Text => say(&text::template(template))?,
            Format::Json => say_json(&json!({
                "id": template.id, "version": template.version, "name": template.name, "used_by": template.used_by,
                "kind": kind_key(template.kind), "unconfirmed": template.status == forms::Status::Unconfirmed,
            }))?,
        }
    }
    Ok(End::Clean)
}

fn kind_key(kind: forms::Kind) -> &'static str {
    match kind {
        forms::Kind::Project => "project",
        forms::Kind::Unit => "unit",
    }
}

fn check_template(file: &std::path::Path) -> Result<End, Error> {
    match templates::check(file) {
        Ok(template) => {
            say(&format!("{}：可以使用。\n{}", file.display(), text::template(&template)))?;
            Ok(End::Clean)
        }
        Err(error) if matches!(error.code, Code::Template | Code::FileEncoding) => {
            say(&format!("{error}\n"))?;
            Ok(End::Findings)
        }
        Err(error) => Err(error),
    }
}
