//! What an officer who meets the program for the first time relies on: numbers that agree, titles that follow, nothing left out in silence.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a scenario ends where it fails")]

mod common;

use common::Program;
use serde_json::{Value, json};

const AUTOMATIC: &str = "云岫县县(区)级预算部门(单位)项目支出绩效目标表";

fn opened(program: &mut Program, form: i64) -> Value {
    program.ok("form.open", json!({"form": form}))
}

fn title(program: &mut Program, form: i64) -> String {
    opened(program, form)["cells"]["title"]["text"].as_str().unwrap().to_owned()
}

#[test]
fn a_unit_of_the_second_level_has_another_department() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Program::open(folder.path());
    let unit = json!({"department_code": "012", "department": "云岫县文化局", "implementing_unit": "云岫县书院",
        "region": "云岫县", "head": "", "preparer": "", "phone": ""});
    program.ok("unit.set", unit);
    let form = program.project("书院修缮");
    let cells = opened(&mut program, form)["cells"].clone();
    assert_eq!(cells["department"]["text"], "云岫县文化局");
    assert_eq!(
        (cells["department_code"]["text"].as_str(), cells["implementing_unit"]["text"].as_str()),
        (Some("012"), Some("云岫县书院"))
    );
    let whole = program.ok("form.create", json!({"kind": "unit", "year": 2026}))["form"].as_i64().unwrap();
    let cells = opened(&mut program, whole)["cells"].clone();
    assert_eq!(
        (cells["department"]["text"].as_str(), cells["department_code"]["text"].as_str()),
        (Some("云岫县书院"), Some(""))
    );
    let alone = json!({"department_code": "", "department": "", "implementing_unit": " 云岫县书院 ", "region": "云岫县",
        "head": "", "preparer": "", "phone": ""});
    let kept = program.ok("unit.set", alone);
    assert_eq!(kept["unit"]["department"], "云岫县书院", "a unit without another department is its own");
}

#[test]
fn titles_follow_the_place_and_an_emptied_one_is_automatic_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Program::open(folder.path()).with_unit();
    let (form, own) = (program.project("河道巡查"), program.project("业务培训"));
    program.set(own, "title", "云岫县项目绩效目标表（试点）");
    let mut unit = program.ok("unit.get", json!({}));
    // The place stands in the title as it was given.
    assert_eq!(title(&mut program, form), "云岫县(区)级预算部门(单位)项目支出绩效目标表");
    unit["region"] = json!("云岫县");
    assert_eq!(program.ok("unit.set", unit.clone())["retitled"], 1);
    assert_eq!(title(&mut program, form), AUTOMATIC);
    unit["region"] = json!("青石县");
    let kept = program.ok("unit.set", unit.clone());
    assert_eq!((kept["retitled"].as_i64(), kept["message"].as_str()), (Some(1), Some("1 张表的标题已跟着改")));
    let followed = "青石县县(区)级预算部门(单位)项目支出绩效目标表";
    assert_eq!(
        (title(&mut program, form), title(&mut program, own)),
        (followed.to_owned(), "云岫县项目绩效目标表（试点）".to_owned())
    );
    let base = opened(&mut program, form)["revision"].clone();
    program.ok("form.undo", json!({"form": form, "base_revision": base}));
    assert_eq!(title(&mut program, form), AUTOMATIC);
    assert_eq!(program.ok("unit.set", unit)["retitled"], 0);
    let changed = program.set(own, "title", " ");
    assert_eq!(changed["cells"]["title"]["text"], followed);
}

/// Errors, warnings, hints and what is not filled in: as many as the list shows.
fn agree(program: &mut Program, form: i64) -> (i64, i64) {
    let open = opened(program, form);
    let findings = open["findings"].as_array().unwrap();
    let of = |class: &str| {
        let own = |finding: &&Value| {
            let word = if finding["unfinished"] == true { "unfinished" } else { finding["severity"].as_str().unwrap() };
            finding["waiver"].is_null() && word == class
        };
        findings.iter().filter(own).count() as i64
    };
    let derived = &open["derived"];
    for (class, count) in
        [("error", "errors"), ("warning", "warnings"), ("hint", "hints"), ("unfinished", "unfinished")]
    {
        assert_eq!(derived[count].as_i64(), Some(of(class)), "{count}: {findings:?}");
    }
    let words = |finding: &Value| (finding["severity_word"] == "还没填") == (finding["unfinished"] == true);
    assert!(findings.iter().all(words));
    let list = program.ok("forms.list", json!({}));
    let line = list["forms"].as_array().unwrap().iter().find(|line| line["form"] == form).unwrap().clone();
    assert_eq!(
        (line["errors"].clone(), line["warnings"].clone()),
        (derived["errors"].clone(), derived["warnings"].clone())
    );
    (of("error"), of("unfinished"))
}

#[test]
fn every_number_is_that_of_the_list() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Program::open(folder.path()).with_unit();
    let form = program.project("河道巡查");
    let (errors, unfinished) = agree(&mut program, form);
    assert!(errors == 0 && unfinished > 5, "{errors} {unfinished}");
    // A text that is written counts at once, though others of its step are still empty.
    let changed = program.set(form, "overview", "巡查河道30公里，");
    let comma = changed["findings"].as_array().unwrap().iter().find(|finding| finding["path"] == "overview").unwrap();
    assert_eq!(comma["unfinished"], false, "{comma}");
    let changed = program.set(form, "funds.period.local", "-5000");
    let slips = changed["findings"].as_array().unwrap().iter().filter(|finding| finding["code"] == "B10").count();
    assert!(slips <= 2, "the source and the total that follows, not both of both sides: {changed}");
    assert_eq!(changed["derived"]["steps"][1]["fill"], "half");
    assert!(changed["derived"]["steps"][1]["word"].as_str().unwrap().ends_with("处错误"), "{changed}");
    agree(&mut program, form);
    // The same name twice is found across forms.
    program.project("河道巡查");
    agree(&mut program, form);
}

#[test]
fn what_is_found_across_forms_counts_in_the_filters_and_sums_too() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Program::open(folder.path()).with_unit();
    let listed = |program: &mut Program, only: &str, search: &str| {
        let asked = json!({"year": 2026, "only": only, "search": search});
        program.ok("forms.list", asked)["total"].as_u64().unwrap()
    };
    program.project("河道巡查");
    assert_eq!(listed(&mut program, "problems", ""), 0);
    program.project("河道巡查");
    program.project("业务培训");
    assert_eq!((listed(&mut program, "problems", ""), listed(&mut program, "problems", "河道")), (1, 1));
    let lines =
        program.ok("forms.list", json!({"year": 2026, "only": "problems"}))["forms"].as_array().unwrap().clone();
    assert!(
        lines.len() == 1
            && lines.iter().all(|line| line["errors"].as_u64().unwrap() + line["warnings"].as_u64().unwrap() > 0)
    );
    assert_eq!(program.ok("ledger.summary", json!({"year": 2026}))["with_problems"], 1);
}

#[test]
fn an_empty_group_says_whether_one_of_its_kind_has_to_be_filled() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Program::open(folder.path()).with_unit();
    let form = program.project("河道巡查");
    let notes = |program: &mut Program| -> Vec<String> {
        let open = program.ok("form.open", json!({"form": form}));
        let groups = open["groups"].as_array().unwrap().clone();
        groups.iter().map(|group| group["empty_note"].as_str().unwrap().to_owned()).collect()
    };
    let count = |notes: &[String], note: &str| notes.iter().filter(|own| *own == note).count();
    let empty = notes(&mut program);
    assert_eq!((count(&empty, "几类里至少填一条"), count(&empty, "可不填")), (4, 0), "{empty:?}");
    program.fill(form);
    let filled = notes(&mut program);
    assert_eq!((count(&filled, "几类里至少填一条"), count(&filled, "可不填")), (0, 4), "{filled:?}");
}

#[test]
fn a_year_does_not_get_a_project_twice_in_silence() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Program::open(folder.path()).with_unit();
    let form = program.project("河道巡查");
    let first = program.ok("form.copy", json!({"form": form, "to_year": 2027}));
    assert_eq!(first["made"], true);
    let second = program.ok("form.copy", json!({"form": form, "to_year": 2027}));
    assert_eq!((second["made"].as_bool(), &second["form"]), (Some(false), &first["form"]));
    assert_eq!(second["message"], "2027年度已有“河道巡查”，没有再复制");
    assert_eq!(program.ok("forms.list", json!({"year": 2027}))["forms"].as_array().unwrap().len(), 1);
    let third = program.ok("form.copy", json!({"form": form, "to_year": 2027, "again": true}));
    assert!(third["made"] == true && third["form"] != first["form"]);
}

#[test]
fn one_old_value_is_put_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Program::open(folder.path()).with_unit();
    let form = program.project("河道巡查");
    program.set(form, "plan", "3月完成。");
    let changed = program.set(form, "plan", "5月完成。");
    program.set(form, "overview", "巡查河道30公里。");
    let history = program.ok("form.history", json!({"form": form}));
    let line = history["lines"]
        .as_array()
        .unwrap()
        .iter()
        .find(|line| line["revision"] == changed["revision"])
        .unwrap()
        .clone();
    assert_eq!(
        (line["changes"][0]["can_restore"].as_bool(), line["changes"][0]["before"].as_str()),
        (Some(true), Some("3月完成。"))
    );
    let base = opened(&mut program, form)["revision"].clone();
    let request = json!({"form": form, "base_revision": base, "revision": line["revision"], "change": 0});
    let restored = program.ok("form.restore", request);
    assert_eq!(restored["cells"]["plan"]["text"], "3月完成。");
    let base = restored["revision"].clone();
    let again = json!({"form": form, "base_revision": base, "revision": line["revision"], "change": 0});
    assert_eq!(program.refused("form.restore", again), "E_NOTHING_TO_DO", "that is what stands there");
    let undone = program.ok("form.undo", json!({"form": form, "base_revision": base}));
    assert_eq!(undone["cells"]["plan"]["text"], "5月完成。");
    // A row that was taken out comes back where it stood.
    program.fill(form);
    let row = opened(&mut program, form)["groups"][0]["rows"][0]["key"].clone();
    let changed = program.edit(form, json!([{"do": "delete_row", "row": row}]));
    let request =
        json!({"form": form, "base_revision": changed["revision"], "revision": changed["revision"], "change": 0});
    let restored = program.ok("form.restore", request);
    assert_eq!(restored["groups"][0]["rows"][0]["period"]["name"]["text"], "改造库房数量");
}

/// A unit form in which all is filled, and whose two sums are equal.
fn unit_form(program: &mut Program) -> i64 {
    let form = program.ok("form.create", json!({"kind": "unit", "year": 2026}))["form"].as_i64().unwrap();
    let texts = [
        ("staff_quota", "20"),
        ("staff_actual", "18"),
        ("staff_in_quota", "16"),
        ("staff_other", "2"),
        ("budget.by_source.general_public", "300.00"),
        ("budget.by_use.basic", "292.00"),
        ("budget.by_use.project", "8.00"),
    ];
    let edits: Vec<Value> = texts.iter().map(|(path, text)| json!({"do": "set", "path": path, "text": text})).collect();
    program.edit(form, json!(edits));
    form
}

#[test]
fn a_budget_whose_sums_differ_is_not_done() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Program::open(folder.path()).with_unit();
    let project = program.project("库房防潮改造");
    program.fill(project);
    let form = unit_form(&mut program);
    let open = opened(&mut program, form);
    assert_eq!(open["derived"]["steps"][1]["fill"], "full", "{}", open["derived"]);
    let compared = open["derived"]["comparisons"].as_array().unwrap().last().unwrap().clone();
    assert_eq!((compared["amount"].as_str(), compared["result"].as_str()), (Some("8.00"), Some("agrees")));
    let changed = program.set(form, "budget.by_use.project", "9.50");
    let step = &changed["derived"]["steps"][1];
    assert_eq!((step["fill"].as_str(), step["word"].as_str()), (Some("half"), Some("合计对不上")));
    let compared = changed["derived"]["comparisons"].as_array().unwrap().last().unwrap().clone();
    assert_eq!(
        (compared["difference"].as_str(), compared["take"]["path"].as_str()),
        (Some("−1.50"), Some("budget.by_use.project"))
    );
    let taken = program.set(form, "budget.by_use.project", compared["take"]["text"].as_str().unwrap());
    assert_eq!(taken["derived"]["steps"][1]["fill"], "full");
    assert!(taken["derived"]["comparisons"].as_array().unwrap().last().unwrap()["take"].is_null());
}

#[test]
fn a_project_that_is_deleted_leaves_a_finding_in_the_unit_form() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Program::open(folder.path()).with_unit();
    let projects = ["库房防潮改造", "河道巡查"].map(|name| program.project(name));
    projects.iter().for_each(|project| program.fill(*project));
    let form = unit_form(&mut program);
    program.set(form, "budget.by_use.project", "16.00");
    // The year counts what its lists show, and whether the ledger agrees.
    let counted = |program: &mut Program| {
        let summary = program.ok("ledger.summary", json!({"year": 2026}));
        let list = program.ok("forms.list", json!({"year": 2026}));
        let lines = list["forms"].as_array().unwrap().iter();
        let warnings: i64 = lines.map(|line| line["warnings"].as_i64().unwrap()).sum();
        assert_eq!(summary["warnings"].as_i64(), Some(warnings), "{summary} {list}");
        (warnings, summary["agreements"][0]["agrees"].as_bool().unwrap())
    };
    let said = |program: &mut Program| {
        let open = opened(program, form);
        let own = open["findings"].as_array().unwrap().iter().filter(|finding| finding["code"] == "B30");
        own.map(|finding| finding["message"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert!(counted(&mut program).1 && said(&mut program).is_empty());
    program.ok("forms.delete", json!({"forms": [projects[1]]}));
    assert_eq!(said(&mut program), ["项目支出：整体表写 16.00 万元，各项目表共 8.00 万元，项目表少 8.00 万元。"]);
    let (warnings, agrees) = counted(&mut program);
    assert!(warnings > 0 && !agrees);
    let report = program.ok("check.year", json!({"year": 2026})).to_string();
    assert!(report.contains("B30"), "{report}");
    program.ok("forms.delete", json!({"forms": [projects[0]]}));
    assert!(said(&mut program).is_empty());
}

#[test]
fn a_form_of_another_unit_is_told_by_the_own_one() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Program::open(folder.path()).with_unit();
    let project = program.project("库房防潮改造");
    program.fill(project);
    let codes = |program: &mut Program| {
        let open = opened(program, project);
        open["findings"].as_array().unwrap().iter().map(|f| f["code"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert!(!codes(&mut program).contains(&"A34".to_owned()));
    program.ok(
        "unit.set",
        json!({"department_code": "021", "department": "白石县水务局", "implementing_unit": "白石县水务局",
        "region": "白石县", "head": "", "preparer": "", "phone": ""}),
    );
    assert!(codes(&mut program).contains(&"A34".to_owned()));
}

#[test]
fn every_export_leaves_the_same_forms_out_and_names_them() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Program::open(folder.path()).with_unit();
    let (done, half) = (program.project("库房防潮改造"), program.project("河道巡查"));
    program.fill(done);
    program.set(half, "funds.period.local", "十五万");
    let formats = program.ok("export.formats", json!({}));
    for format in formats["formats"].as_array().unwrap() {
        let id = format["id"].as_str().unwrap();
        let run = |program: &mut Program, drafts: bool| {
            let out = folder.path().join(format!("{id}{drafts}"));
            let request = json!({"forms": [done, half], "format": id, "folder": out, "drafts": drafts});
            let job = program.ok("export.run", request);
            program.finish(&job)
        };
        let report = id.starts_with("report-");
        assert_eq!(format["drafts"].as_bool(), Some(!report && id != "package"), "{id}");
        let answer = run(&mut program, false);
        let faults = answer["faults"].as_array().unwrap();
        assert_eq!(faults.len(), usize::from(!report), "{id}: {answer}");
        if let Some(fault) = faults.first() {
            assert_eq!((fault["form"].as_i64(), fault["code"].as_str()), (Some(half), Some("E_HELD_BACK")));
            let words = fault["message"].as_str().unwrap();
            assert!(
                words.starts_with("还有 1 处错误、") && words.contains("没有放进去") && !words.contains("E_"),
                "{words}"
            );
            assert!(answer["message"].as_str().unwrap().contains("1 份没有放进去"), "{answer}");
        }
        let answer = run(&mut program, true);
        assert_eq!(answer["faults"].as_array().unwrap().len(), usize::from(id == "package"), "{id}: {answer}");
    }
}

#[test]
fn whole_jobs_are_explained() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Program::open(folder.path());
    let topics = program.ok("help.topics", json!({}));
    assert_eq!(topics["topics"][3]["title"], "怎样报送");
}
