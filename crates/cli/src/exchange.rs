//! The commands that carry forms in and out: import, export, verify.

use crate::End;
use crate::args::{self, ExportTo, Format};
use crate::office;
use crate::progress::Progress;
use crate::run::{self, named, say, say_json};
use crate::text;
use jibiao_app::export::Look;
use jibiao_app::forms::TemplateSet;
use jibiao_app::import::FundLine;
use jibiao_app::package::{self, CodeAnswer, Prints, Verification};
use jibiao_app::{Code, Error, files, fonts, forms, import};
use serde_json::json;
use std::path::{Path, PathBuf};

pub fn complain(errors: &[Error]) {
    for error in errors {
        eprintln!("{error}");
    }
}

/// How a run ended in which nothing was done because of these: the command itself, or a place that cannot be written, stops it; a form
/// that cannot be read is one to complain about.
pub fn stopped<'a>(errors: impl IntoIterator<Item = &'a Error>) -> End {
    let of_command = |error: &Error| {
        matches!(error.code, Code::Request | Code::FileWrite | Code::FileExists | Code::DiskFull | Code::Mapping)
    };
    let mut errors = errors.into_iter().peekable();
    if errors.peek().is_some() && errors.all(of_command) { End::Stopped } else { End::Findings }
}

pub fn end(clean: bool) -> End {
    if clean { End::Clean } else { End::Findings }
}

pub fn run_import(args: args::Import, templates: &TemplateSet) -> Result<End, Error> {
    if let Some(folder) = &args.into {
        let read = import::for_data(&import::named(&args.files)?, args.scanned, args.yes, args.other_funds.map(line));
        for line in read.notes.iter().chain(&read.doubts) {
            eprintln!("{line}。");
        }
        for path in &read.passed_over {
            eprintln!("{}", text::passed_over(path));
        }
        complain(&read.errors);
        let taken = crate::db::take_in(&read.groups, folder, templates, args.dry_run)?;
        return Ok(if read.errors.is_empty() { taken } else { End::Findings });
    }
    let found = import::named(&args.files)?;
    let progress = Progress::new(found.len());
    let (mut plan, errors) = import::plan(&found, args.scanned, &|| progress.step());
    progress.finish();
    complain(&errors);
    let refused = args.other_funds.map(|funds| plan.place_funds(line(funds))).unwrap_or_default();
    for why in &refused {
        eprintln!("{why}。");
    }
    for file in &plan.files {
        for note in &file.notes {
            eprintln!("{}：{note}。", file.name);
        }
    }
    let result = plan.result();
    let json = import::to_json(&result);
    match args.output {
        None => say(&json)?,
        Some(path) => {
            files::write_new_unless(args.dry_run, &path, json.as_bytes())?;
            say(&format!("{}\n", path.display()))?;
        }
    }
    eprintln!("{}", text::imported(&result, errors.len()));
    Ok(end(errors.is_empty()))
}

fn line(funds: args::Funds) -> FundLine {
    match funds {
        args::Funds::Central => FundLine::Central,
        args::Funds::Provincial => FundLine::Provincial,
        args::Funds::Local => FundLine::Local,
        args::Funds::SelfRaised => FundLine::SelfRaised,
        args::Funds::Other => FundLine::Other,
    }
}

pub fn run_export(args: args::Export, templates: &TemplateSet) -> Result<End, Error> {
    if args.mapping.is_some() && !matches!(args.to, ExportTo::XlsxRows | ExportTo::Text) {
        return Err(Error::new(Code::Request, "--mapping 只用于 --to xlsx-rows 和 text", "请去掉其中一个"));
    }
    refuse_prints_elsewhere(args.to, args.pdf)?;
    export(&args, &named(&args.forms)?.forms, templates)
}

/// Exports these forms, whatever named them.
pub fn export(args: &args::Export, forms: &[forms::Source], templates: &TemplateSet) -> Result<End, Error> {
    match args.to {
        ExportTo::Package => pack(forms, &args.output, args.pdf, args.dry_run, templates),
        ExportTo::Json => run_json(args, forms),
        ExportTo::XlsxForm => office::run(args, Look::Xlsx, forms, templates),
        ExportTo::Docx => office::run(args, Look::Docx, forms, templates),
        ExportTo::XlsxRows => office::run_rows(args, forms, templates),
        ExportTo::Text => office::run_text(args, forms),
    }
}

/// A form JSON a form.
fn run_json(args: &args::Export, forms: &[forms::Source]) -> Result<End, Error> {
    let outputs = json_outputs(forms, &args.output)?;
    let progress = Progress::new(forms.len());
    let outcomes = package::export_json(forms, &outputs, args.dry_run, &|| progress.step());
    progress.finish();
    let mut exported = 0;
    for outcome in &outcomes {
        match outcome {
            Ok(path) => {
                exported += 1;
                say(&format!("{}\n", path.display()))?;
            }
            Err(error) => eprintln!("{error}"),
        }
    }
    eprintln!("{}", text::exported(exported, forms.len() - exported, args.dry_run));
    if exported == 0 {
        return Ok(stopped(outcomes.iter().filter_map(|outcome| outcome.as_ref().err())));
    }
    Ok(end(exported == forms.len()))
}

pub fn refuse_prints_elsewhere(to: ExportTo, pdf: bool) -> Result<(), Error> {
    match (to, pdf) {
        (ExportTo::Package, _) | (_, false) => Ok(()),
        (_, true) => Err(Error::new(Code::Request, "--pdf 只和 --to package 同用", "只要打印件请用 jibiao print")),
    }
}

/// Writes one package of these forms.
fn pack(
    forms: &[forms::Source],
    output: &Path,
    pdf: bool,
    dry_run: bool,
    templates: &TemplateSet,
) -> Result<End, Error> {
    if forms.is_empty() {
        return Err(Error::new(Code::NoForms, "没有可以打包的表", "请先加入表，或检查 --data 的位置"));
    }
    let fonts = pdf.then(fonts::load).transpose()?;
    let request = run::request(args::Copy::Filing, false, dry_run);
    let prints = fonts.as_ref().map(|fonts| Prints { templates, fonts, request: &request });
    let progress = Progress::new(forms.len());
    let packed = package::export_package(forms, output, prints, dry_run, &|| progress.step());
    progress.finish();
    match packed {
        Ok(prints) => {
            say(&format!("{}\n", output.display()))?;
            let complaints = prints.iter().filter(|print| run::complain_of(print)).count();
            eprintln!("{}", text::exported(forms.len(), 0, dry_run));
            Ok(end(complaints == 0))
        }
        Err(errors) => {
            complain(&errors);
            eprintln!("{}", text::not_packed(errors.len(), forms.len()));
            Ok(stopped(&errors))
        }
    }
}

fn json_outputs(forms: &[forms::Source], output: &Path) -> Result<Vec<PathBuf>, Error> {
    let to_file = files::has_extension(output, &["json"]) && !output.is_dir();
    match forms {
        [_] if to_file => Ok(vec![output.to_owned()]),
        _ if to_file => {
            let message = format!("有 {} 份表，-o 却是一个表文件", forms.len());
            Err(Error::new(Code::Request, message, "请把 -o 写成文件夹"))
        }
        _ => Ok(forms::outputs(forms, output, "json")),
    }
}

pub fn run_verify(args: &args::Verify) -> Result<End, Error> {
    let file = args.package.display().to_string();
    let verified = match package::verify(&args.package) {
        Ok(verified) => verified,
        // That it is no package, or a dangerous one, is what was asked; that it is not there is not.
        Err(error) if matches!(error.code, Code::Package | Code::PackageChanged | Code::PackageVersion) => {
            match args.format {
                Format::Text => say(&format!("{error}\n"))?,
                Format::Json => say_json(&json!({
                    "file": file, "forms": [], "code": null,
                    "faults": [{"code": error.code.as_str(), "part": "", "message": error.message}],
                }))?,
            }
            return Ok(End::Findings);
        }
        Err(error) => return Err(error),
    };
    let answer = args.code.as_deref().map(|code| (code, package::find_code(&verified.forms, code)));
    match args.format {
        Format::Text => {
            let faults: Vec<Error> = verified.faults.iter().cloned().map(Error::from).collect();
            say(&text::verification(&file, &verified, &faults))?;
            if let Some((code, answer)) = answer {
                say(&text::code_answer(code, answer, &verified))?;
            }
        }
        Format::Json => say_json(&verification_json(&file, &verified, answer))?,
    }
    let found = answer.is_none_or(|(_, answer)| matches!(answer, CodeAnswer::Form(_)));
    Ok(end(verified.faults.is_empty() && found))
}

fn verification_json(file: &str, verified: &Verification, answer: Option<(&str, CodeAnswer)>) -> serde_json::Value {
    let manifest = &verified.manifest;
    let forms = verified.forms.iter().enumerate().map(
        |(index, form)| json!({"index": index, "part": form.path, "form": form.name, "check_code": form.check_code}),
    );
    let faults = verified.faults.iter().map(|fault| {
        let error = Error::from(fault.clone());
        json!({"code": error.code.as_str(), "part": fault.part, "message": error.message})
    });
    let answer = answer.map(|(typed, answer)| {
        let (found, index) = match answer {
            CodeAnswer::Form(index) => ("form", Some(index)),
            CodeAnswer::Nearly(index) => ("nearly", Some(index)),
            CodeAnswer::Unknown => ("unknown", None),
            CodeAnswer::NotACode => ("not_a_code", None),
        };
        json!({"typed": typed, "found": found, "index": index})
    });
    json!({
        "file": file, "unit": manifest.unit, "department_code": manifest.department_code, "year": manifest.year,
        "program": manifest.program, "forms": forms.collect::<Vec<_>>(), "faults": faults.collect::<Vec<_>>(),
        "code": answer,
    })
}
