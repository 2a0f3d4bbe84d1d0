//! Generators and chores: `cargo run -p jibiao-xtask -- rules` writes the rule pages, `types` the pages' types, `rule-quality` measures the
//! rules.

mod errors;
mod quality;
mod rules;
mod types;

use std::process::ExitCode;

fn main() -> ExitCode {
    let task = std::env::args().nth(1);
    let done = match task.as_deref() {
        Some("rules") => rules::write(),
        Some("rule-quality") => quality::write(),
        Some("types") => types::write(),
        Some("errors") => errors::write(),
        _ => {
            eprintln!("用法：cargo run -p jibiao-xtask -- rules（重写 docs/rules 下的规则说明）");
            eprintln!("      cargo run -p jibiao-xtask -- rule-quality（重写 docs/rule-quality.md）");
            eprintln!("      cargo run -p jibiao-xtask -- types（重写窗口用的类型）");
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
