//! The commands that carry forms in and out: import, export, verify.

use crate::End;
use crate::args::{self, ExportTo, Format};
use crate::office;
use crate::progress::Progress;
use crate::run::{named, say, say_json};
use crate::text;
use jibiao_app::export::Look;
use jibiao_app::forms::TemplateSet;
use jibiao_app::package::{self, CodeAnswer, Verification};
use jibiao_app::{Code, Error, files, forms};
use serde_json::json;
use std::path::PathBuf;

pub fn complain(errors: &[Error]) {
    for error in errors {
        eprintln!("{error}");
    }
}

pub fn end(clean: bool) -> End {
    if clean { End::Clean } else { End::Findings }
}

pub fn run_import(args: args::Import) -> Result<End, Error> {
    let named = named(&args.files)?;
    let progress = Progress::new(named.forms.len());
    let (result, errors) = package::import(&named.forms, &|| progress.step());
    progress.finish();
    complain(&errors);
    match args.output {
        None => say(&result)?,
        Some(path) => {
            if !args.dry_run {
                files::write_new(&path, result.as_bytes())?;
            }
            say(&format!("{}\n", path.display()))?;
        }
    }
    eprintln!("{}", text::imported(named.forms.len() - errors.len(), errors.len()));
    Ok(end(errors.is_empty()))
}

pub fn run_export(args: args::Export, templates: &TemplateSet) -> Result<End, Error> {
    if args.mapping.is_some() && args.to != ExportTo::XlsxRows {
        return Err(Error::new(Code::Request, "--mapping 只用于 --to xlsx-rows", "请去掉其中一个"));
    }
    let named = named(&args.forms)?;
    match args.to {
        ExportTo::Package | ExportTo::Json => run_own(&args, &named.forms),
        ExportTo::XlsxForm => office::run(&args, Look::Xlsx, &named.forms, templates),
        ExportTo::Docx => office::run(&args, Look::Docx, &named.forms, templates),
        ExportTo::XlsxRows => office::run_rows(&args, &named.forms, templates),
    }
}

/// The program's own formats.
fn run_own(args: &args::Export, forms: &[forms::Source]) -> Result<End, Error> {
    let progress = Progress::new(forms.len());
    let done = || progress.step();
    let outcomes = if args.to == ExportTo::Json {
        package::export_json(forms, &json_outputs(forms, &args.output)?, args.dry_run, &done)
    } else {
        match package::export_package(forms, &args.output, args.dry_run, &done) {
            Ok(()) => {
                progress.finish();
                say(&format!("{}\n", args.output.display()))?;
                eprintln!("{}", text::exported(forms.len(), 0, args.dry_run));
                return Ok(End::Clean);
            }
            Err(errors) => errors.into_iter().map(Err).collect(),
        }
    };
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
    Ok(end(exported == forms.len()))
}

fn json_outputs(forms: &[forms::Source], output: &std::path::Path) -> Result<Vec<PathBuf>, Error> {
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
