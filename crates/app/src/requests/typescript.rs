//! The types of all requests and answers as TypeScript, for `ui/src/generated`.

use super::OPERATIONS;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use ts_rs::{Config, TS, TypeVisitor};

/// The declarations that were collected, by name.
pub struct Types {
    config: Config,
    declared: BTreeMap<String, String>,
}

impl Types {
    /// Collects a type with everything in it; gives its name.
    pub(crate) fn declare<T: TS + 'static>(&mut self) -> String {
        self.visit::<T>();
        T::name(&self.config)
    }
}

impl TypeVisitor for Types {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        // Built-in types and containers have no declaration of their own.
        if T::output_path().is_some() {
            let name = T::ident(&self.config);
            if self.declared.contains_key(&name) {
                return;
            }
            let text = format!("{}export {}\n", T::docs().unwrap_or_default(), T::decl(&self.config));
            self.declared.insert(name, tidy(&text));
        }
        T::visit_dependencies(self);
        T::visit_generics(self);
    }
}

/// Comments on one line each, a field a line.
fn tidy(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let mut out = lines.join("\n").replace("/**\n* ", "/** ").replace("\n*/", " */").replace("\n* ", " ");
    out = out.replace("\n", "\n  ").replace("*/\n  export", "*/\nexport").replace(", };", ",\n};");
    out.trim_end().to_owned() + "\n"
}

/// The file: every type, and the map from the name of an operation to its request and answer.
pub fn typescript() -> String {
    let mut types = Types { config: Config::new().with_large_int("number"), declared: BTreeMap::new() };
    let mut map = String::from(
        "/** Every operation with its request (without `op`) and its answer. */\nexport interface Operations {\n",
    );
    for operation in OPERATIONS {
        let (request, answer) = (operation.types)(&mut types);
        let about = operation.about.trim().replace("\n ", " ");
        let _ =
            writeln!(map, "  /** {about} */\n  \"{}\": {{ request: {request}; answer: {answer} }};", operation.name);
    }
    map.push_str("}\n");
    let mut file =
        String::from("// Generated from crates/app/src/requests: cargo run -p jibiao-xtask -- types. Do not edit.\n\n");
    for text in types.declared.values() {
        file.push_str(text);
        file.push('\n');
    }
    file + &map
}
