//! Generators and chores: `cargo run -p jibiao-xtask -- rules` writes the rule pages, `-- rule-quality` measures the rules.

mod quality;
mod rules;

use std::process::ExitCode;

fn main() -> ExitCode {
    let task = std::env::args().nth(1);
    let done = match task.as_deref() {
        Some("rules") => rules::write(),
        Some("rule-quality") => quality::write(),
        _ => {
            eprintln!("用法：cargo run -p jibiao-xtask -- rules（重写 docs/rules 下的规则说明）");
            eprintln!("      cargo run -p jibiao-xtask -- rule-quality（重写 docs/rule-quality.md）");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(written) => {
            println!("{written}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}
