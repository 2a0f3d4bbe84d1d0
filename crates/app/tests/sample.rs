//! The made-up unit, opened in a program in which nothing stands, and taken out again.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test ends where it fails")]

mod common;

use common::Program;
use serde_json::{Value, json};

/// Code and place of every finding of the year, without those that say only that something is still to be filled in.
fn findings(program: &mut Program) -> Vec<String> {
    let report = program.ok("check.year", json!({"year": 2026}));
    let all = report["forms"].as_array().unwrap().iter().flat_map(|form| form["findings"].as_array().unwrap().clone());
    let mut codes: Vec<String> = all.map(|one: Value| format!("{} {}", one["code"], one["path"])).collect();
    codes.sort();
    codes
}

#[test]
fn the_sample_is_opened_named_as_one_and_taken_out_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Program::open(folder.path());
    let opened = program.ok("sample.open", json!({}));
    assert_eq!(opened["year"], 2026);
    let state = program.ok("app.state", json!({}));
    assert_eq!((state["standing"].as_str(), state["sample"].as_i64()), (Some("open"), Some(2026)));
    let list = program.ok("forms.list", json!({"year": 2026}));
    let forms = list["forms"].as_array().unwrap();
    assert_eq!(forms.len(), 13);
    assert!(forms.iter().all(|form| form["name"].as_str().unwrap().ends_with("（示例）")), "{forms:?}");
    assert_eq!(program.refused("sample.open", json!({})), "E_NOTHING_TO_DO");

    program.ok("sample.remove", json!({}));
    assert_eq!(program.ok("forms.list", json!({"year": 2026}))["forms"], json!([]));
    assert_eq!(program.ok("budget.get", json!({"year": 2026}))["rows"], json!([]));
    assert_eq!(program.ok("trash.list", json!({}))["forms"].as_array().unwrap().len(), 13);
    let state = program.ok("app.state", json!({}));
    assert_eq!((state["standing"].as_str(), state["sample"].as_i64()), (Some("first"), None));
    program.ok("sample.open", json!({}));
}

#[test]
fn the_mark_in_the_names_changes_nothing_of_what_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let mut marked = Program::open(&folder.path().join("一"));
    marked.ok("sample.open", json!({}));
    let files = folder.path().join("示例");
    jibiao_app::sample::write(&files, false).unwrap();
    let mut plain = Program::open(&folder.path().join("二"));
    let plan = plain.ok("import.plan", json!({"paths": [files.display().to_string()], "year": 2026}));
    let choices: Vec<Value> = plan["forms"]
        .as_array()
        .unwrap()
        .iter()
        .map(|form| json!({"index": form["index"], "as": "new", "cells": []}))
        .collect();
    plain.ok("import.apply", json!({"plan": plan["plan"], "forms": choices, "budget_year": 2026}));
    let found = findings(&mut plain);
    assert!(found.len() > 20, "{found:?}");
    assert_eq!(findings(&mut marked), found);
}

#[test]
fn the_sample_stays_out_of_a_year_with_forms_and_leaves_a_changed_budget() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Program::open(folder.path()).with_unit();
    let own = program.project("库房防潮改造");
    assert_eq!(program.refused("sample.open", json!({})), "E_EDIT_REFUSED");
    program.ok("forms.delete", json!({"forms": [own]}));
    program.ok("sample.open", json!({}));
    let rows = json!([{"name": "库房防潮改造", "total": "8.00", "carried_over": false}]);
    program.ok("budget.set", json!({"year": 2026, "rows": rows}));
    program.ok("sample.remove", json!({}));
    assert_eq!(program.ok("budget.get", json!({"year": 2026}))["total"], "8.00");
}
