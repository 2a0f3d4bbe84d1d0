//! 公开材料 as the window asks for it: look, decide, correct, write.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a scenario ends where it fails")]

mod common;

use common::Program;
use serde_json::{Value, json};
use std::fs;

/// Two filled projects with their budget.
fn two(folder: &std::path::Path) -> (Program, i64, i64) {
    let mut program = Program::open(folder).with_unit();
    let (first, second) = (program.project("库房防潮改造"), program.project("档案数字化"));
    program.fill(first);
    program.fill(second);
    program.set(first, "category", "special");
    let rows = json!([{"name": "库房防潮改造", "total": "8.00", "carried_over": false},
                      {"name": "档案数字化", "total": "8.00", "carried_over": false}]);
    program.ok("budget.set", json!({"year": 2026, "rows": rows}));
    (program, first, second)
}

fn form(view: &Value, form: i64) -> Value {
    view["forms"].as_array().unwrap().iter().find(|own| own["form"] == form).unwrap().clone()
}

fn figure(view: &Value, id: &str) -> Value {
    view["figures"].as_array().unwrap().iter().find(|own| own["id"] == id).unwrap().clone()
}

fn names(folder: &std::path::Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().file_name());
    let mut names: Vec<String> = entries.map(|name| name.to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn the_officer_answers_decides_corrects_and_writes() {
    let folder = tempfile::tempdir().unwrap();
    let (mut program, first, second) = two(&folder.path().join("data"));
    let out = folder.path().join("公开");
    let run = |program: &mut Program, more: Value| {
        let mut request = json!({"year": 2026, "folder": out});
        request.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let job = program.ok("disclosure.run", request);
        program.finish(&job)
    };
    // What nobody said is asked, with the form to go to; nothing is written before the answer.
    let view = program.ok("disclosure.get", json!({"year": 2026}));
    assert_eq!(
        (view["questions"][0]["asks"].as_str(), view["questions"][0]["form"].as_i64()),
        (Some("category"), Some(second))
    );
    let failed = run(&mut program, json!({}));
    assert_eq!((failed["standing"].as_str(), names(&out).len()), (Some("failed"), 0), "{failed}");
    let edits = json!([{"do": "set", "path": "category", "text": "operating"}]);
    program.ok("form.edit", json!({"form": second, "base_revision": form(&view, second)["revision"], "edits": edits}));

    // The numbers stand in the text as pieces of their own, each with its source.
    let view = program.ok("disclosure.get", json!({"year": 2026}));
    assert_eq!((view["questions"].as_array().unwrap().len(), view["held_back"].is_null()), (0, true), "{view}");
    let text = view["text"].as_str().unwrap();
    assert!(text.contains("二级项目2个，共计金额16.00万元") && text.contains("总额的100%"), "{text}");
    let pieces =
        view["paragraphs"].as_array().unwrap().iter().flat_map(|own| own["pieces"].as_array().unwrap().clone());
    let counted = pieces.filter(|piece| piece["figure"] == "managed_count").map(|piece| piece["text"].clone());
    assert_eq!(counted.collect::<Vec<_>>(), ["2"]);
    assert_eq!(figure(&view, "managed_special_amount")["computed"], "8.00");
    let done = run(&mut program, json!({}));
    assert_eq!(done["standing"], "done", "{done}");
    assert_eq!(names(&out), ["公开绩效目标表.pdf", "绩效管理情况.docx", "绩效管理情况.txt"]);

    // A corrected number is marked, kept and held against the forms by the rules.
    let set = |program: &mut Program, withheld: Value, corrected: Value| {
        program.ok("disclosure.set", json!({"year": 2026, "withheld": withheld, "corrected": corrected, "unit": null}))
    };
    let bad =
        json!({"year": 2026, "withheld": [], "corrected": [{"figure": "managed_count", "text": "两个"}], "unit": null});
    assert_eq!(program.refused("disclosure.set", bad), "E_REQUEST");
    let three = json!([{"figure": "managed_special_amount", "text": "9"}]);
    let view = set(&mut program, json!([]), three.clone());
    let own = figure(&view, "managed_special_amount");
    assert_eq!(
        (own["text"].as_str(), own["computed"].as_str(), own["corrected"].as_bool()),
        (Some("9.00"), Some("8.00"), Some(true))
    );
    assert!(
        view["text"].as_str().unwrap().contains("涉及金额9.00万元") && !view["findings"].as_array().unwrap().is_empty(),
        "{view}"
    );
    assert!(view["notes"][0].as_str().unwrap().contains("写的是 9.00，是自己填的；算出的是 8.00"), "{view}");
    program.set(first, "funds.period.local", "70000");
    assert_eq!(
        figure(&program.ok("disclosure.get", json!({"year": 2026})), "managed_special_amount")["outdated"],
        true
    );
    program.set(first, "funds.period.local", "80000");
    set(&mut program, json!([]), json!([]));

    // A project that is not published: in the text without its name, with the reason.
    let withheld = json!([{"form": first, "reason": "涉及国家秘密"}]);
    let view = set(&mut program, withheld.clone(), json!([]));
    assert_eq!(
        (form(&view, first)["public"].as_bool(), figure(&view, "public_share")["text"].as_str()),
        (Some(false), Some("50%"))
    );
    assert!(view["text"].as_str().unwrap().contains("未公开的原因：涉及国家秘密"), "{view}");
    // A text that may have been worked on is not lost.
    let refused = run(&mut program, json!({}));
    assert_eq!(refused["code"], "E_FILE_EXISTS");
    let done = run(&mut program, json!({"replace": true}));
    assert!(done["message"].as_str().unwrap().contains("绩效管理情况（旧）.txt"), "{done}");
    assert_eq!(names(&out).len(), 5);
    // What was decided stays.
    drop(program);
    let mut program = Program::open(&folder.path().join("data"));
    let view = program.ok("disclosure.get", json!({"year": 2026}));
    assert_eq!(form(&view, first)["reason"], "涉及国家秘密");
}

#[test]
fn personal_data_holds_the_pdf_back_until_somebody_decides() {
    let folder = tempfile::tempdir().unwrap();
    let (mut program, first, second) = two(&folder.path().join("data"));
    let out = folder.path().join("公开");
    program.set(second, "category", "operating");
    let run = |program: &mut Program| {
        let job = program.ok("disclosure.run", json!({"year": 2026, "folder": out, "replace": true}));
        program.finish(&job)
    };
    run(&mut program);
    program.set(first, "safeguards", "联系人许青，身份证号11010519491231002X。");
    let view = program.ok("disclosure.get", json!({"year": 2026}));
    assert_eq!((view["privacy"].as_i64(), view["forms"][0]["form"].as_i64()), (Some(1), Some(first)), "{view}");
    assert_eq!(view["forms"][0]["held"], "1 处个人信息");
    let finding = &view["forms"][0]["findings"][0];
    assert_eq!((finding["code"].as_str(), finding["path"].as_str()), (Some("F11"), Some("safeguards")));
    // The earlier PDF must not pass for the present one.
    let done = run(&mut program);
    assert_eq!((done["standing"].as_str(), done["faults"][0]["form"].as_i64()), (Some("done"), Some(first)), "{done}");
    assert!(done["message"].as_str().unwrap().contains("公开绩效目标表（旧）.pdf"), "{done}");
    assert!(!names(&out).contains(&"公开绩效目标表.pdf".to_owned()));
    // Let pass with a reason it may be published; switched off, the rule runs all the same.
    program.ok("rules.toggle", json!({"code": "F11", "on": false}));
    assert_eq!(program.ok("disclosure.get", json!({"year": 2026}))["privacy"], 1);
    program.ok("rules.toggle", json!({"code": "F11", "on": true}));
    program.ok("form.waive", json!({"form": first, "finding": finding["key"], "reason": "示例号码。"}));
    assert!(program.ok("disclosure.get", json!({"year": 2026}))["held_back"].is_null());
    run(&mut program);
    assert!(names(&out).contains(&"公开绩效目标表.pdf".to_owned()));
}

#[test]
fn a_form_comes_piece_by_piece_in_the_order_of_the_web_system() {
    let folder = tempfile::tempdir().unwrap();
    let (mut program, first, _) = two(&folder.path().join("data"));
    let pieces = program.ok("form.pieces", json!({"form": first}));
    let pieces = pieces["pieces"].as_array().unwrap();
    let at = |label: &str, text: &str| {
        let found = pieces.iter().position(|piece| piece["label"] == label && piece["text"] == text);
        found.unwrap_or_else(|| panic!("no {label} {text} in {pieces:#?}"))
    };
    let (name, goal, row) = (at("项目名称", "库房防潮改造"), at("年度", "2026"), at("三级指标", "更换密集架数量"));
    assert!(name < goal && goal < row);
    assert_eq!(pieces[row]["place"], pieces[at("指标值", "12")]["place"]);
    assert!(pieces.iter().all(|piece| !piece["text"].as_str().unwrap().trim().is_empty()));
}

#[test]
fn the_text_of_the_organisation_is_held_against_the_unit_form() {
    let folder = tempfile::tempdir().unwrap();
    let (mut program, _, second) = two(&folder.path().join("data"));
    program.set(second, "category", "operating");
    let unit = program.ok("form.create", json!({"kind": "unit", "year": 2026, "name": "云岫县档案馆"}))["form"].clone();
    let unit = unit.as_i64().unwrap();
    program.set(unit, "subordinate_units", "0");
    let codes = |program: &mut Program| -> Vec<String> {
        let form = program.ok("form.open", json!({"form": unit}));
        let codes = form["findings"].as_array().unwrap().iter().map(|own| own["code"].as_str().unwrap().to_owned());
        codes.filter(|code| code == "B29").collect()
    };
    assert!(codes(&mut program).is_empty());
    let set = |text: Value| json!({"year": 2026, "withheld": [], "corrected": [], "unit": null, "organisation": text});
    let view = program.ok("disclosure.set", set(json!("设云岫县方志中心1个下属事业单位。")));
    let said = view["findings"].as_array().unwrap().iter().filter(|own| own["code"] == "B29").cloned();
    let said: Vec<Value> = said.collect();
    assert_eq!((said.len(), said[0]["form"].as_i64()), (1, Some(unit)), "{view}");
    assert_eq!(codes(&mut program), ["B29"]);
    // Another decision leaves the text as it was; a right number or no text ends the finding.
    let view = program.ok("disclosure.set", json!({"year": 2026, "withheld": [], "corrected": [], "unit": null}));
    assert_eq!(view["organisation"], "设云岫县方志中心1个下属事业单位。");
    program.set(unit, "subordinate_units", "1");
    assert!(codes(&mut program).is_empty());
    program.set(unit, "subordinate_units", "2");
    assert_eq!(codes(&mut program), ["B29"]);
    program.ok("disclosure.set", set(json!("")));
    assert!(codes(&mut program).is_empty());
    assert_eq!(program.refused("disclosure.set", set(json!("设".repeat(20_001)))), "E_REQUEST");
}

#[test]
fn what_is_not_filled_in_is_no_error_and_gaps_of_the_own_text_are_none_either() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Program::open(folder.path()).with_unit();
    let done = program.project("库房防潮改造");
    program.fill(done);
    let begun = program.project("河道巡查");
    program.set(begun, "funds.period.local", "50000");
    for one in [done, begun] {
        program.set(one, "category", "special");
    }
    let report = program.ok("check.year", json!({"year": 2026}));
    let checked = report["forms"].as_array().unwrap().iter().find(|one| one["form"] == begun).unwrap();
    let view = program.ok("disclosure.get", json!({"year": 2026}));
    let held = form(&view, begun);
    let severity = |finding: &Value| (finding["code"].clone(), finding["severity_word"].clone());
    let on_check: Vec<_> = checked["findings"].as_array().unwrap().iter().map(severity).collect();
    let here: Vec<_> = held["findings"].as_array().unwrap().iter().map(severity).collect();
    assert!(here.len() > 3 && here.iter().all(|one| on_check.contains(one)), "{here:?} {on_check:?}");
    assert!(held["findings"].as_array().unwrap().iter().any(|finding| finding["unfinished"] == true), "{held}");
    let words = held["held"].as_str().unwrap();
    assert!(words.ends_with("处没填") && !words.contains("错误"), "{words}");
    assert!(view["held_back"].as_str().unwrap().contains("处没填"), "{view}");
    // The share of the budget is asked for: the text has a gap, which is nothing that differs from the forms.
    assert_eq!(view["questions"][0]["asks"], "budget");
    assert_eq!(view["findings"], json!([]));
    // Who writes the share himself has answered.
    let own = json!([{"figure": "public_share", "text": "100%"}]);
    let set = json!({"year": 2026, "withheld": [], "corrected": own, "unit": null});
    let view = program.ok("disclosure.set", set);
    assert_eq!(view["questions"], json!([]));
    let note = view["notes"][0].as_str().unwrap();
    assert!(note.contains("写的是 100%，是自己填的；表里算不出来"), "{note}");
}
