//! `jibiao export` to the formats of office programs.

use crate::End;
use crate::args;
use crate::exchange::{complain, end, stopped};
use crate::progress::Progress;
use crate::run::{request, say};
use crate::text;
use jibiao_app::export::{self, Exported, Look};
use jibiao_app::forms::{self, Source, TemplateSet};
use jibiao_app::{Code, Error, files};

/// Forms in the official look: all in one file where `-o` is one, else a file a form.
pub fn run(args: &args::Export, look: Look, sources: &[Source], templates: &TemplateSet) -> Result<End, Error> {
    let request = request(args.copy, args.draft, args.dry_run);
    let progress = Progress::new(sources.len());
    let done = || progress.step();
    let together = files::has_extension(&args.output, &[look.extension()]) && !args.output.is_dir();
    let outcomes: Vec<Result<Exported, Error>> = if together {
        match export::office_together(sources, &args.output, look, templates, &request, &done) {
            Ok(all) => all.into_iter().map(Ok).collect(),
            Err(errors) => errors.into_iter().map(Err).collect(),
        }
    } else {
        let outputs = forms::outputs(sources, &args.output, look.extension());
        export::office_each(sources, &outputs, look, templates, &request, &done)
    };
    progress.finish();
    let mut clean = true;
    let (mut done, mut last) = (0, None);
    for outcome in &outcomes {
        match outcome {
            Ok(exported) => {
                done += 1;
                if last != Some(&exported.output) {
                    say(&format!("{}\n", exported.output.display()))?;
                    last = Some(&exported.output);
                }
                if exported.held.errors > 0 {
                    clean = false;
                    eprintln!("{}", text::exported_as_draft(&exported.label, &exported.held));
                }
            }
            Err(error) => {
                clean = false;
                eprintln!("{error}");
            }
        }
    }
    // Into one file it is all or nothing: what could be read was not written either.
    eprintln!("{}", text::exported(done, sources.len() - done, args.dry_run));
    if done == 0 {
        return Ok(stopped(outcomes.iter().filter_map(|outcome| outcome.as_ref().err())));
    }
    Ok(end(clean))
}

/// Rows for the upload.
pub fn run_rows(args: &args::Export, sources: &[Source], templates: &TemplateSet) -> Result<End, Error> {
    if !files::has_extension(&args.output, &["xlsx"]) || args.output.is_dir() {
        return Err(Error::new(Code::Request, "逐行表格要写到一个文件", "请把 -o 写成文件名，如 -o 上报.xlsx"));
    }
    let mapping = export::mapping(args.mapping.as_deref())?;
    let request = request(args::Copy::Filing, args.draft, args.dry_run);
    let progress = Progress::new(sources.len());
    let outcome = export::rows(sources, &args.output, &mapping, templates, &request, &|| progress.step());
    progress.finish();
    match outcome {
        Ok(faulty) => {
            say(&format!("{}\n", args.output.display()))?;
            if faulty > 0 {
                eprintln!("{}", text::rows_as_draft(faulty));
            }
            eprintln!("{}", text::exported(sources.len(), 0, args.dry_run));
            Ok(end(faulty == 0))
        }
        Err(errors) => {
            complain(&errors);
            eprintln!("{}", text::exported(0, sources.len(), args.dry_run));
            Ok(stopped(&errors))
        }
    }
}

/// Each form piece by piece as a text, in the order in which a web system asks for it.
pub fn run_text(args: &args::Export, sources: &[Source]) -> Result<End, Error> {
    let mapping = export::mapping(args.mapping.as_deref())?;
    let outputs = match sources {
        [_] if files::has_extension(&args.output, &["txt"]) => vec![args.output.clone()],
        _ => forms::outputs(sources, &args.output, "txt"),
    };
    let (mut done, mut errors) = (0, Vec::new());
    for (source, output) in sources.iter().zip(&outputs) {
        let written = forms::read(source).and_then(|form| {
            let said = text::pieces(&export::pieces(&form, &mapping));
            files::write_new_unless(args.dry_run, output, said.as_bytes())
        });
        match written {
            Ok(()) => {
                done += 1;
                say(&format!("{}\n", output.display()))?;
            }
            Err(error) => errors.push(error),
        }
    }
    complain(&errors);
    eprintln!("{}", text::exported(done, sources.len() - done, args.dry_run));
    Ok(if done == 0 { stopped(&errors) } else { end(errors.is_empty()) })
}
