//! The jobs around the forms: the list and its sums, the budget, import and export, copies, settings, the library, help.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a scenario ends where it fails")]

mod common;

use common::Program;
use jibiao_app::desk::Engine as _;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

fn names(list: &Value) -> Vec<&str> {
    list["forms"].as_array().unwrap().iter().map(|form| form["name"].as_str().unwrap()).collect()
}

/// Three projects: one done, one with a defect, one begun.
fn three(folder: &Path) -> (Program, [i64; 3]) {
    let mut program = Program::open(folder).with_unit();
    let forms = ["库房防潮改造", "河道巡查", "业务培训"].map(|name| program.project(name));
    program.fill(forms[0]);
    program.fill(forms[1]);
    program.set(forms[1], "funds.annual.total", "81000");
    program.set(forms[2], "attribute", "经常性项目(长期开展)");
    (program, forms)
}

#[test]
fn the_list_is_filtered_sorted_searched_and_summed_up() {
    let folder = tempfile::tempdir().unwrap();
    let (mut program, forms) = three(folder.path());
    let list = program.ok("forms.list", json!({"year": 2026, "kind": "project"}));
    assert_eq!((names(&list), list["total"].as_i64()), (vec!["库房防潮改造", "河道巡查", "业务培训"], Some(3)));
    let first = &list["forms"][0];
    assert_eq!((first["attribute"].as_str(), first["annual"].as_str()), (Some("一次性"), Some("80,000")));
    assert_eq!((first["full_steps"].as_i64(), first["state"].as_str()), (Some(5), Some("done")));
    assert_eq!(first["updated"], "今天 09:00");
    assert!(list["forms"][1]["errors"].as_i64().unwrap() > 0, "{list}");
    for (request, expected) in [
        (json!({"only": "problems"}), vec!["河道巡查"]),
        (json!({"only": "errors"}), vec!["河道巡查"]),
        (json!({"only": "unfinished"}), vec!["河道巡查", "业务培训"]),
        (json!({"only": "done"}), vec!["库房防潮改造"]),
        (json!({"attribute": "经常性"}), vec!["业务培训"]),
        (json!({"search": "hdxc"}), vec!["河道巡查"]),
        (json!({"search": "密集架"}), vec!["河道巡查", "库房防潮改造"]),
        (json!({"sort": "annual", "descending": true, "limit": 2}), vec!["河道巡查", "库房防潮改造"]),
        (json!({"sort": "name"}), vec!["河道巡查", "库房防潮改造", "业务培训"]),
        (json!({"year": 2025}), vec![]),
    ] {
        assert_eq!(names(&program.ok("forms.list", request.clone())), expected, "{request}");
    }
    let sums = program.ok("forms.sums", json!({"forms": [forms[0], forms[1]]}));
    assert_eq!((sums["annual"].as_str(), sums["period"].as_str()), (Some("161,000"), Some("160,000")));
    let summary = program.ok("ledger.summary", json!({"year": 2026}));
    assert_eq!((summary["projects"].as_i64(), summary["done"].as_i64()), (Some(3), Some(1)));
    assert_eq!((summary["annual_wan"].as_str(), summary["period_wan"].as_str()), (Some("16.10"), Some("16.00")));
    assert_eq!(summary["sources_message"], "来源之和 16.00 万元，比合计少 0.10");
    assert_eq!(summary["sources_form"].as_i64(), Some(forms[1]));
    assert_eq!(
        (summary["sources"][0]["label"].as_str(), summary["sources"][0]["percent"].as_str()),
        (Some("市县(区)财政"), Some("100.0%"))
    );
    assert_eq!(summary["attributes"], json!(["一次性", "经常性"]));
    assert_eq!(summary["unit_form_words"], "还没有整体申报表");
}

#[test]
fn the_budget_is_held_against_the_forms() {
    let folder = tempfile::tempdir().unwrap();
    let (mut program, forms) = three(folder.path());
    let rows = json!([{"name": "库房防潮改造", "total": "8.00", "carried_over": false},
                      {"name": "河道巡查", "total": "8.00", "carried_over": false}]);
    let budget = program.ok("budget.set", json!({"year": 2026, "rows": rows}));
    assert_eq!(budget["total"], "16.00");
    let open = program.ok("form.open", json!({"form": forms[1]}));
    let comparisons = open["derived"]["comparisons"].as_array().unwrap();
    assert_eq!(
        comparisons[1],
        json!({"with": "项目支出预算表 第 2 行", "amount": "80,000", "difference": "−1,000",
        "result": "differs", "word": "不一致", "weight": "error", "take": null})
    );
    let across = |open: &Value| {
        let list = open["findings"].as_array().unwrap().clone();
        list.iter().filter(|f| f["code"] == "B02").count()
    };
    assert_eq!(across(&open), 1, "{}", open["findings"]);
    let summary = program.ok("ledger.summary", json!({"year": 2026}));
    assert_eq!(summary["agreements"][1]["message"], "项目合计多 0.10 万元");
    // The table is in 万元 with two decimals: what rounds to the same agrees everywhere.
    let rounded = program.set(forms[1], "funds.annual.total", "80012");
    assert_eq!((across(&rounded), &rounded["derived"]["comparisons"][1]["result"]), (0, &json!("agrees")));
    let changed = program.set(forms[1], "funds.annual.total", "80000");
    assert_eq!(across(&changed), 0);
    assert_eq!(program.ok("ledger.summary", json!({"year": 2026}))["agreements"][1]["message"], "一致");
    let report = program.ok("check.year", json!({"year": 2026}));
    assert!(report["missing"].as_array().unwrap().iter().any(|line| line["message"] == "还没有整体申报表"));
    for (row, code) in [
        (json!({"name": " ", "total": "1", "carried_over": false}), "E_BUDGET"),
        (json!({"name": "甲", "total": "八万", "carried_over": false}), "E_BUDGET"),
    ] {
        assert_eq!(program.refused("budget.set", json!({"year": 2026, "rows": [row]})), code);
    }
    let file = folder.path().join("budget.json");
    fs::write(&file, r#"[{"name": "河道巡查", "total": "8.10", "carried_over": false}]"#).unwrap();
    assert_eq!(program.ok("budget.import", json!({"year": 2027, "path": file}))["rows"][0]["shown"], "8.10");
}

#[test]
fn the_unit_form_agrees_with_the_projects() {
    let folder = tempfile::tempdir().unwrap();
    let (mut program, _) = three(folder.path());
    let form = program.ok("form.create", json!({"kind": "unit", "year": 2026}))["form"].as_i64().unwrap();
    let changed = program.edit(
        form,
        json!([
        {"do": "set", "path": "staff_in_quota", "text": "20"},
        {"do": "set", "path": "staff_other", "text": "2"},
        {"do": "set", "path": "budget.by_use.basic", "text": "100"},
        {"do": "set", "path": "budget.by_use.project", "text": "16.10"},
        {"do": "insert_task", "at": 0, "function": "档案保管", "task": "改造库房"},
        {"do": "insert_row", "group": "output/quantity", "at": 0, "period": {"name": "改造库房数量", "value": "3间"}}]),
    );
    assert_eq!(changed["cells"]["staff_actual"]["text"], "22");
    assert_eq!(changed["cells"]["budget.by_use.total"]["shown"], "116.10");
    let row = &changed["groups"][0]["rows"][0];
    assert_eq!((row["period"].is_null(), row["annual"]["value"]["text"].as_str()), (true, Some("3间")));
    assert_eq!(changed["key_tasks"][0]["task"]["text"], "改造库房");
    let key = changed["key_tasks"][0]["key"].clone();
    let gone = program.edit(form, json!([{"do": "delete_task", "row": key}]));
    assert_eq!(gone["key_tasks"], json!([]));
    let summary = program.ok("ledger.summary", json!({"year": 2026}));
    assert_eq!((summary["unit_form"].as_i64(), summary["agreements"][0]["agrees"].as_bool()), (Some(form), Some(true)));
}

#[test]
fn damage_leads_to_the_copies_and_a_copy_back_to_work() {
    let folder = tempfile::tempdir().unwrap();
    let (mut program, forms) = three(folder.path());
    let copy = program.ok("backups.create", json!({}))["path"].as_str().unwrap().to_owned();
    program.set(forms[2], "plan", "备份以后写的。");
    let list = program.ok("backups.list", json!({}));
    assert_eq!((list["backups"][0]["reason"].as_str(), list["backups"][0]["forms"].as_i64()), (Some("手动"), Some(3)));
    let difference = program.ok("backups.difference", json!({"file": copy}));
    assert_eq!(difference["words"], "恢复后去掉 0 份、改回 1 份、找回 0 份");
    drop(program);

    let database = folder.path().join("jibiao.db");
    let mut bytes = fs::read(&database).unwrap();
    bytes[..16].copy_from_slice(b"no database here");
    fs::write(&database, bytes).unwrap();
    let mut program = Program::open(folder.path());
    let state = program.ok("app.state", json!({}));
    assert_eq!((state["standing"].as_str(), state["code"].as_str()), (Some("damaged"), Some("E_DATA_DAMAGED")));
    assert_eq!(state["backups"][0]["forms"], 3);
    assert_eq!(program.refused("forms.list", json!({})), "E_DATA_DAMAGED");
    assert_eq!(program.refused("form.create", json!({"kind": "project", "year": 2026})), "E_DATA_DAMAGED");
    assert_eq!(program.ok("backups.difference", json!({"file": copy}))["known"], false);
    let restored = program.ok("backups.restore", json!({"file": state["backups"][0]["file"]}));
    assert!(Path::new(restored["saved"].as_str().unwrap()).is_dir(), "{restored}");
    assert_eq!(program.ok("app.state", json!({}))["standing"], "open");
    assert_eq!(program.ok("form.open", json!({"form": forms[2]}))["cells"]["plan"]["text"], "");
    let list = program.ok("backups.list", json!({}))["backups"].clone();
    let started = list.as_array().unwrap().iter().filter(|copy| copy["reason"] == "启动时").count();
    assert_eq!(started, 0, "what was just put there from a copy needs no copy: {list}");
    assert_eq!(program.refused("backups.restore", json!({"file": folder.path().join("none.db")})), "E_BACKUP");
    assert_eq!(program.ok("app.state", json!({}))["standing"], "open", "a copy that is none changes nothing");
}

#[test]
fn copies_are_made_by_the_clock_and_on_a_stick() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let mut program = Program::open(&data).with_unit();
    program.project("河道巡查");
    let count = |program: &mut Program| program.ok("backups.list", json!({}))["backups"].as_array().unwrap().len();
    program.session.tick();
    assert_eq!(count(&mut program), 0);
    program.wait_minutes(16);
    program.session.tick();
    assert_eq!(count(&mut program), 1);
    program.wait_minutes(16);
    program.session.tick();
    assert_eq!(count(&mut program), 1, "nothing changed since");
    let stick = folder.path().join("stick");
    assert_eq!(program.refused("backups.copy_out", json!({"folder": stick})), "E_FILE_MISSING");
    fs::create_dir(&stick).unwrap();
    let made = program.ok("backups.copy_out", json!({"folder": stick}));
    assert!(Path::new(made["path"].as_str().unwrap()).is_file());
    drop(program);
    let mut program = Program::open(&data);
    assert_eq!(count(&mut program), 1, "the newest copy has everything");
    program.project("业务培训");
    drop(program);
    assert_eq!(count(&mut Program::open(&data)), 2, "a changed database is copied at the start");
}

#[test]
fn what_is_exported_comes_back_by_a_plan() {
    let folder = tempfile::tempdir().unwrap();
    let (mut program, forms) = three(&folder.path().join("a"));
    let out = folder.path().join("out");
    let job = program.ok("export.run", json!({"forms": forms, "format": "package", "folder": out}));
    let done = program.finish(&job);
    assert_eq!(
        (done["message"].as_str(), done["faults"].as_array().unwrap().len()),
        (Some("已导出 1 份表，1 个文件；2 份没有放进去，原因在下面"), 2)
    );
    assert_eq!(done["faults"][0]["code"], "E_HELD_BACK");
    let job = program.ok("export.run", json!({"forms": forms, "format": "json", "folder": out, "drafts": true}));
    let done = program.finish(&job);
    assert!(done["files"][1].as_str().unwrap().ends_with("002-河道巡查.json"), "{done}");
    assert_eq!(program.ok("transfers.list", json!({}))["lines"].as_array().unwrap().len(), 2);
    assert_eq!(program.refused("export.run", json!({"forms": [], "format": "json", "folder": out})), "E_NO_FORMS");

    fs::write(out.join("notes.json"), "{").unwrap();
    let mut other = Program::open(&folder.path().join("b")).with_unit();
    let plan = other.ok("import.plan", json!({"paths": [out], "year": 2026}));
    assert_eq!(
        (plan["forms"].as_array().unwrap().len(), plan["refused"][0]["code"].as_str()),
        (4, Some("E_FORM_JSON"))
    );
    let missing = plan["forms"][2]["cells"].as_array().unwrap();
    assert!(missing.iter().any(|cell| cell["path"] == "overview" && cell["sureness"] == "not_found"), "{plan}");
    let choices = json!([{"index": 0, "as": "new"},
        {"index": 2, "as": "new", "cells": [{"path": "overview", "text": "导入时补写。"}]}]);
    let request = json!({"plan": plan["plan"], "forms": choices});
    let imported = other.ok("import.apply", request.clone());
    assert_eq!(imported["message"], "已导入 2 份表");
    assert_eq!(other.refused("import.apply", request), "E_IMPORT_CHANGED");
    let (first, third) = (imported["forms"][0].as_i64().unwrap(), imported["forms"][1].as_i64().unwrap());
    assert_eq!(other.ok("form.open", json!({"form": third}))["cells"]["overview"]["text"], "导入时补写。");
    let code = |program: &mut Program, form: i64| {
        program.ok("form.open", json!({"form": form}))["derived"]["check_code"].clone()
    };
    assert_eq!(code(&mut other, first), code(&mut program, forms[0]), "what came back is what went out");

    // In the place of a form that is there: one action, which can be undone.
    other.set(first, "plan", "别的计划。");
    let plan = other.ok("import.plan", json!({"paths": [out], "year": 2026}));
    assert_eq!(plan["forms"][0]["existing"].as_i64(), Some(first));
    fs::write(out.join("notes.json"), "{}").unwrap();
    let request = json!({"plan": plan["plan"], "forms": [{"index": 0, "as": "replace"}]});
    assert_eq!(other.refused("import.apply", request), "E_IMPORT_CHANGED");
    let plan = other.ok("import.plan", json!({"paths": [out], "year": 2026}));
    other.ok("import.apply", json!({"plan": plan["plan"], "forms": [{"index": 0, "as": "replace"}]}));
    assert_eq!(code(&mut other, first), code(&mut program, forms[0]));
    let open = other.ok("form.open", json!({"form": first}));
    let undone = other.ok("form.undo", json!({"form": first, "base_revision": open["revision"]}));
    assert_eq!(undone["cells"]["plan"]["text"], "别的计划。");
}

/// The path of the first value of a form.
fn first_value(program: &mut Program, form: i64) -> String {
    let open = program.ok("form.open", json!({"form": form}));
    open["groups"][0]["rows"][0]["period"]["value"]["path"].as_str().unwrap().to_owned()
}

#[test]
fn fixes_are_applied_one_by_one_and_all_safe_ones_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let (mut program, forms) = three(folder.path());
    let open = program.ok("form.open", json!({"form": forms[1]}));
    assert_eq!(open["cells"]["funds.annual.total"]["sum"], "80,000");
    let link = json!({"form": forms[1], "base_revision": open["revision"], "link": {"what": "sum", "path": "funds.annual.total"}});
    assert_eq!(program.ok("form.link", link)["cells"]["funds.annual.total"]["shown"], "80,000");

    let changed = program.set(forms[1], "plan", "3月底前完成采购，4月施工，");
    let fixable = |f: &&Value| f["path"] == "plan" && f["fix"]["can_apply"] == true;
    let finding = changed["findings"].as_array().unwrap().iter().find(fixable).unwrap();
    let edit = &finding["fix"]["edits"][0];
    assert_eq!(
        (&edit["place"], &edit["before"], &edit["text"]),
        (&finding["place"], &json!("3月底前完成采购，4月施工，"), &json!("3月底前完成采购，4月施工。")),
        "what changes is known before it does"
    );
    let request = |base: &Value| json!({"form": forms[1], "base_revision": base, "findings": [finding["key"]]});
    let fixed = program.ok("form.fix", request(&changed["revision"]));
    assert_eq!(fixed["cells"]["plan"]["text"], "3月底前完成采购，4月施工。");
    assert_eq!(program.refused("form.fix", request(&fixed["revision"])), "E_NOTHING_TO_DO");

    let value = first_value(&mut program, forms[0]);
    program.set(forms[0], &value, "≥300平米");
    let report = program.ok("check.year", json!({"year": 2026}));
    let safe = report["safe_fixes"].as_i64().unwrap();
    let edits = report["forms"].as_array().unwrap().iter().flat_map(|form| form["findings"].as_array().unwrap());
    let edits =
        edits.filter(|found| found["fix"]["safe"] == true).map(|found| found["fix"]["edits"].as_array().unwrap());
    assert_eq!(safe, edits.map(Vec::len).sum::<usize>() as i64, "every place that changes counts");
    let done = program.ok("check.fix_safe", json!({"year": 2026}));
    assert!(safe > 0 && !done["forms"].as_array().unwrap().is_empty(), "{report}");
    assert_eq!(
        program.ok("form.open", json!({"form": forms[0]}))["groups"][0]["rows"][0]["annual"]["value"]["text"],
        "≥300平方米"
    );
    assert_eq!(program.ok("check.year", json!({"year": 2026}))["safe_fixes"], 0);
}

#[test]
fn settings_rules_and_templates() {
    let folder = tempfile::tempdir().unwrap();
    let (mut program, forms) = three(folder.path());
    let mut settings = program.ok("settings.get", json!({}));
    settings["text_size"] = json!(120);
    settings["theme"] = json!("high_contrast");
    program.ok("settings.set", settings.clone());
    settings["text_size"] = json!(300);
    assert_eq!(program.refused("settings.set", settings), "E_REQUEST");

    let errors = |program: &mut Program| program.ok("forms.list", json!({}))["forms"][1]["errors"].as_i64().unwrap();
    let before = errors(&mut program);
    let open = program.ok("form.open", json!({"form": forms[1]}));
    let code = open["findings"].as_array().unwrap().iter().find(|f| f["severity"] == "error").unwrap()["code"].clone();
    let rules = program.ok("rules.toggle", json!({"code": code, "on": false}));
    assert_eq!(rules["rules"].as_array().unwrap().iter().find(|rule| rule["code"] == code).unwrap()["on"], false);
    assert!(errors(&mut program) < before, "lists follow the rules that run");
    drop(program);
    let mut program = Program::open(folder.path());
    assert_eq!(program.ok("settings.get", json!({}))["text_size"], 120);
    assert_eq!(program.ok("settings.get", json!({}))["rules"][code.as_str().unwrap()], false);
    let page = program.ok("rules.explain", json!({"code": code}));
    assert_eq!(page["sections"][0]["heading"], "检查什么");
    assert_eq!(program.refused("rules.explain", json!({"code": "Z99"})), "E_REQUEST");

    let list = program.ok("templates.list", json!({}));
    for line in list["templates"].as_array().unwrap() {
        let view = program.ok("templates.get", json!({"template": line["id"]}));
        let steps = view["steps"].as_array().unwrap();
        assert_eq!((steps.len(), steps[4]["indicators"].as_bool()), (5, Some(true)));
        let fields = |step: &Value| {
            step["groups"].as_array().unwrap().iter().map(|g| g["fields"].as_array().unwrap().len()).sum::<usize>()
        };
        assert!(steps[..4].iter().all(|step| fields(step) > 0 || step["key_tasks"] == true), "{view}");
    }
    assert_eq!(program.refused("templates.get", json!({"template": "none"})), "E_TEMPLATE_UNKNOWN");
}

#[test]
fn the_library_suggests_and_help_explains() {
    let folder = tempfile::tempdir().unwrap();
    let (mut program, forms) = three(folder.path());
    assert_eq!(program.ok("library.keep_forms", json!({"forms": [forms[0]]}))["indicators"], 8);
    let ask = |column: &str, text: &str| {
        json!({"form": forms[2], "column": column, "group": "output/quantity",
        "text": text, "name": "更换密集架数量"})
    };
    let own = program.ok("form.suggest", ask("name", "ghmjj"));
    assert_eq!(own["suggestions"][0], json!({"text": "更换密集架数量", "value": "12组", "source": "本单位用过"}));
    let value = program.ok("form.suggest", ask("value", "≥9"));
    assert_eq!(value["suggestions"][0]["text"], "≥9组");
    let list = program.ok("library.list", json!({"search": "密集架数量"}));
    let line = list["lines"][0].clone();
    let changed = json!({"id": line["id"], "level1": line["level1"], "level2": line["level2"], "name": line["name"], "value": "≥10组"});
    program.ok("library.keep", changed);
    assert_eq!(program.ok("library.list", json!({"search": "密集架数量"}))["lines"][0]["value"], "≥10组");
    program.ok("library.remove", json!({"id": line["id"]}));
    assert_eq!(program.refused("library.remove", json!({"id": line["id"]})), "E_NOTHING_TO_DO");
    let wrong = json!({"level1": "产出指标", "level2": "没有的", "name": "某数", "value": ""});
    assert_eq!(program.refused("library.keep", wrong), "E_EDIT_REFUSED");

    for path in ["overview", "funds.annual.total", "quantity", "indicators.period[#3].value", "department_code"] {
        let page = program.ok("help.field", json!({"template": "shanxi-county", "path": path}));
        assert!(!page["paragraphs"].as_array().unwrap().is_empty(), "{path}");
    }
    assert_eq!(program.refused("help.field", json!({"template": "shanxi-county", "path": "nothing"})), "E_REQUEST");
    let file = folder.path().join("反馈.txt");
    program.ok("feedback.write", json!({"path": file, "words": "打印太慢"}));
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.contains("打印太慢") && text.contains("表：3 份"), "{text}");
    for private in ["库房", "苏小满", "0350", "云岫"] {
        assert!(!text.contains(private), "{private}");
    }
}

#[test]
fn a_broken_form_does_not_stop_the_others() {
    let folder = tempfile::tempdir().unwrap();
    let (mut program, forms) = three(folder.path());
    let own = folder.path().join("templates/own");
    drop(program);
    // A form of a template that is gone.
    fs::create_dir_all(&own).unwrap();
    let text =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../templates/shanxi-county/template.toml"))
            .unwrap();
    fs::write(own.join("template.toml"), text.replace("id = \"shanxi-county\"", "id = \"own\"")).unwrap();
    program = Program::open(folder.path());
    let own_form = program.ok("form.create", json!({"template": "own", "kind": "project", "year": 2026}))["form"]
        .as_i64()
        .unwrap();
    drop(program);
    fs::remove_dir_all(folder.path().join("templates")).unwrap();
    let mut program = Program::open(folder.path());
    assert_eq!(program.refused("form.open", json!({"form": own_form})), "E_TEMPLATE_UNKNOWN");
    let report = program.ok("check.year", json!({"year": 2026}));
    let broken =
        report["forms"].as_array().unwrap().iter().find(|form| form["form"].as_i64() == Some(own_form)).unwrap();
    assert!(broken["failure"].as_str().unwrap().contains("E_TEMPLATE_UNKNOWN"));
    assert_eq!(report["looked_at"], 4);
    let out = folder.path().join("pdf");
    let job = program.ok("print.pdf", json!({"forms": [own_form, forms[0]], "together": false, "path": out}));
    let done = program.finish(&job);
    assert_eq!((done["files"].as_array().unwrap().len(), done["faults"][0]["form"].as_i64()), (1, Some(own_form)));
    assert_eq!(program.refused("job.progress", json!({"job": 77})), "E_NOTHING_TO_DO");
    assert_eq!(program.ok("job.cancel", json!({"job": job["job"]}))["standing"], "done");
}

#[test]
fn an_indicator_that_the_template_fixes_is_missed_in_the_form() {
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path().join("templates/shanxi-county");
    fs::create_dir_all(&own).unwrap();
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../templates/shanxi-county/template.toml");
    let quality = "label = \"质量指标\"";
    let fixed = fs::read_to_string(file).unwrap().replace(quality, &format!("{quality}, fixed = [\"归档率\"]"));
    fs::write(own.join("template.toml"), fixed).unwrap();
    let mut program = Program::open(folder.path()).with_unit();
    let form = program.project("库房防潮改造");
    program.fill(form);
    let missing = |program: &mut Program| program.problems(form).iter().filter(|found| found.contains("G13")).count();
    assert_eq!(missing(&mut program), 1);
    let row = json!([{"do": "insert_row", "group": "output/quality", "at": 99, "period": {"name": "归档率", "value": "100%"}}]);
    program.edit(form, row);
    assert_eq!(missing(&mut program), 0);
}
