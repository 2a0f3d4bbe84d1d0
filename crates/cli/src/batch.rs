//! The command that gathers what many units delivered.

use crate::End;
use crate::args;
use crate::exchange::end;
use crate::progress::Progress;
use crate::run::{context, fonts_if_there, say, selection};
use crate::text;
use jibiao_app::across::Against;
use jibiao_app::batch::{self, Request};
use jibiao_app::check::Asked;
use jibiao_app::forms::TemplateSet;
use jibiao_app::rules::Copy;
use jibiao_app::{Code, Error};

/// Reads, checks and writes.
pub fn run(args: &args::Batch, templates: &TemplateSet) -> Result<End, Error> {
    let selection = selection(&args.rules, &args.also, &args.skip)?;
    if let Some((code, _)) = selection.lacks(&Against::default().given()) {
        let message = format!("规则 {code} 要对照别的文件，汇总时没有");
        return Err(Error::new(Code::Request, message, "请对那个单位用 jibiao check"));
    }
    let request = Request { folder: &args.folder, output: &args.output, units: args.units.as_deref(), year: args.year };
    let intake = batch::intake(&request)?;
    for note in intake.notes() {
        eprintln!("单位名单：{note}。");
    }
    if args.dry_run {
        for path in intake.outputs() {
            say(&format!("{}\n", path.display()))?;
        }
        return Ok(End::Clean);
    }
    let progress = Progress::new(intake.len());
    let survey = batch::survey(intake, templates, &|| progress.step())?;
    progress.finish();
    let context = context(Copy::Filing);
    let fonts = fonts_if_there();
    let asked = Asked { context: &context, selection: &selection, fonts: fonts.as_ref(), scanned: false };
    let progress = Progress::new(survey.units());
    let written = survey.report(templates, &asked, &|| progress.step())?;
    progress.finish();
    for path in &written.files {
        say(&format!("{}\n", path.display()))?;
    }
    eprintln!("{}", text::batch(&written));
    Ok(end(written.is_clean()))
}
