//! Lists the files of `sample/` in order, so that adding one is a matter of putting it there.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("sample");
    println!("cargo::rerun-if-changed=sample");
    let mut names: Vec<String> = fs::read_dir(&folder)?
        .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
        .collect::<Result<_, std::io::Error>>()?;
    // The lists `expected…` belong to the tests: what the rule book must find in the others.
    names.retain(|name| name.ends_with(".json") && !name.starts_with("expected"));
    names.sort();
    let mut code =
        String::from("/// Name and content of each file of the sample.\nconst SAMPLE: &[(&str, &str)] = &[\n");
    for name in names {
        // The folder is left to the compiler: a checkout may be moved together with its target folder.
        let path = format!("/sample/{name}");
        writeln!(code, "    ({name:?}, include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), {path:?}))),")?;
    }
    code.push_str("];\n");
    fs::write(Path::new(&env::var("OUT_DIR")?).join("sample.rs"), code)?;
    Ok(())
}
