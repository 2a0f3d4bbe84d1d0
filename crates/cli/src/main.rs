//! `jibiao`: the engine on the command line. Results on standard output, progress and complaints on standard error.

mod args;
mod batch;
mod db;
mod disclose;
mod exchange;
mod office;
mod progress;
mod run;
mod serve;
mod text;

use args::Cli;
use clap::Parser;
use clap::error::ErrorKind;
use std::io::Write as _;
use std::process::ExitCode;

/// How a run ended.
pub enum End {
    /// Nothing to complain about.
    Clean,
    /// Findings, or items that were refused.
    Findings,
}

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) => {
            // A reader that went away (`| head`) is no fault.
            let _ = write!(std::io::stdout(), "{}", error.render());
            return ExitCode::SUCCESS;
        }
        Err(error) => {
            eprintln!("{}", args::in_chinese(&error));
            return ExitCode::from(2);
        }
    };
    match run::run(cli) {
        Ok(End::Clean) => ExitCode::SUCCESS,
        Ok(End::Findings) => ExitCode::from(1),
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}
