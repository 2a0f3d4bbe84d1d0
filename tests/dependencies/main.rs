//! The arrows between the packages are those of the architecture, and no others: `model` <- `rules`, `print`,
//! `exchange`, `store` <- `app` <- `cli`, `serve`, the desktop shell.

mod arrows;
mod house;

use cargo_metadata::MetadataCommand;

use crate::arrows::{Arrow, violations};

/// The arrows that stand in the manifests of the workspace.
fn arrows_of_the_workspace() -> Vec<Arrow> {
    let metadata = MetadataCommand::new()
        .manifest_path(concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.toml"))
        .no_deps()
        .other_options(["--locked".into(), "--offline".into()])
        .exec()
        .expect("cargo metadata reads the workspace");
    let arrow = |from: &str, dependency: &cargo_metadata::Dependency| Arrow {
        from: from.to_owned(),
        to: dependency.name.clone(),
        only_in_tests: dependency.kind == cargo_metadata::DependencyKind::Development,
    };
    let packages = metadata.packages.iter();
    packages.flat_map(|package| package.dependencies.iter().map(|found| arrow(&package.name, found))).collect()
}

#[test]
fn every_package_knows_only_whom_it_may_know() {
    let arrows = arrows_of_the_workspace();
    let expected = Arrow::new("jibiao-desktop", "tauri");
    assert!(arrows.contains(&expected), "the manifests were not read: {arrows:?}");
    assert_eq!(violations(&arrows), Vec::<String>::new());
}

#[test]
fn a_forbidden_arrow_is_noticed() {
    for (from, to) in [
        ("jibiao-model", "jibiao-rules"),
        ("jibiao-print", "jibiao-rules"),
        ("jibiao-store", "jibiao-exchange"),
        ("jibiao-app", "jibiao-cli"),
        ("jibiao-cli", "jibiao-model"),
        ("jibiao-desktop", "jibiao-print"),
        ("jibiao-rules", "jibiao-testkit"),
        ("jibiao-cli", "tauri"),
        ("jibiao-app", "tauri-plugin-dialog"),
        ("jibiao-exchange", "rusqlite"),
        ("jibiao-app", "printpdf"),
        ("jibiao-app", "calamine"),
        ("jibiao-desktop", "axum"),
        ("jibiao-newcomer", "serde"),
        ("jibiao-app", "jibiao-newcomer"),
    ] {
        let found = violations(&[Arrow::new(from, to)]);
        assert_eq!(found.len(), 1, "{from} -> {to}: {found:?}");
        assert!(found[0].contains(from) && found[0].contains(to), "{found:?}");
    }
}

#[test]
fn tests_may_use_the_testkit_but_no_upper_crate() {
    let in_tests = |from, to| Arrow { only_in_tests: true, ..Arrow::new(from, to) };
    assert_eq!(violations(&[in_tests("jibiao-rules", "jibiao-testkit")]), Vec::<String>::new());
    assert_eq!(violations(&[in_tests("jibiao-rules", "jibiao-app")]).len(), 1);
}

#[test]
fn the_pure_crates_have_the_same_guards() {
    let guards = |name: &str| {
        let path = format!("{}/../crates/{name}/clippy.toml", env!("CARGO_MANIFEST_DIR"));
        std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
    };
    let model = guards("model");
    assert!(model.contains("std::time::SystemTime::now"), "{model}");
    assert_eq!(guards("rules"), model);
    assert_eq!(guards("print"), model);
}
