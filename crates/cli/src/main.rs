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
use std::process::ExitCode;

/// How a run ended.
pub enum End {
    /// Nothing to complain about.
    Clean,
    /// Findings, or items that were refused.
    Findings,
    /// Nothing was done, for a reason that lies in the command or in the place of its output; it was said already.
    Stopped,
}

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) => {
            return match run::say(&error.render().to_string()) {
                Ok(()) => ExitCode::SUCCESS,
                Err(error) => {
                    eprintln!("{error}");
                    ExitCode::from(2)
                }
            };
        }
        Err(error) => {
            eprintln!("{}", args::in_chinese(&error));
            return ExitCode::from(2);
        }
    };
    match run::run(cli) {
        Ok(End::Clean) => ExitCode::SUCCESS,
        Ok(End::Findings) => ExitCode::from(1),
        Ok(End::Stopped) => ExitCode::from(2),
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}
