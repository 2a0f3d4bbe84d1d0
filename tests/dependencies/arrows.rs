//! Holds the arrows of the manifests against the rules of the house.

use crate::house::{ONLY_IN, TESTKIT, WHOLE_PRODUCT, may_know};

/// One package names another in its manifest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrow {
    pub from: String,
    pub to: String,
    /// A dev-dependency: no part of what is delivered.
    pub only_in_tests: bool,
}

impl Arrow {
    /// An arrow of the delivered program.
    pub fn new(from: &str, to: &str) -> Self {
        Self { from: from.to_owned(), to: to.to_owned(), only_in_tests: false }
    }
}

/// One sentence for each arrow that the architecture does not have.
pub fn violations(arrows: &[Arrow]) -> Vec<String> {
    arrows.iter().filter(|arrow| arrow.from != WHOLE_PRODUCT).filter_map(violation).collect()
}

fn violation(arrow: &Arrow) -> Option<String> {
    let Arrow { from, to, only_in_tests } = arrow;
    let Some(known) = may_know(from) else {
        return Some(format!("{from} -> {to}: {from} has no place in the architecture; give it one in house.rs"));
    };
    if to.starts_with("jibiao-") {
        let allowed = known.contains(&to.as_str()) || (*only_in_tests && to == TESTKIT);
        return (!allowed).then(|| format!("{from} -> {to}: {from} may know only {known:?}"));
    }
    let rule = ONLY_IN.iter().find(|rule| rule.crates.iter().any(|name| is_or_belongs_to(to, name)))?;
    (!rule.homes.contains(&from.as_str()))
        .then(|| format!("{from} -> {to}: {to} is for {:?} only ({})", rule.homes, rule.why))
}

/// `tauri-plugin-dialog` belongs to `tauri`.
fn is_or_belongs_to(dependency: &str, name: &str) -> bool {
    dependency.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}
