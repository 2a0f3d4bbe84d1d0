//! What an officer does with files: last year's workbook in, this year's forms out, checked, printed and handed on.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a scenario ends where it fails")]

mod common;

use common::Program;
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};

/// Exports forms and gives the files.
fn export(program: &mut Program, forms: &[i64], format: &str, folder: &Path) -> Vec<PathBuf> {
    let job = program.ok("export.run", json!({"forms": forms, "format": format, "folder": folder}));
    let done = program.finish(&job);
    assert_eq!(done["standing"], "done", "{done}");
    done["files"].as_array().unwrap().iter().map(|file| PathBuf::from(file.as_str().unwrap())).collect()
}

fn cell<'a>(plan: &'a Value, form: usize, path: &str) -> &'a Value {
    let cells = plan["forms"][form]["cells"].as_array().unwrap();
    cells.iter().find(|cell| cell["path"] == path).unwrap_or_else(|| panic!("no {path} in {cells:#?}"))
}

/// A filled form of another unit as it comes back in an office file.
fn from_last_year(format: &str) {
    let folder = tempfile::tempdir().unwrap();
    let mut last = Program::open(&folder.path().join("去年")).with_unit();
    let form = last.project("库房防潮改造");
    last.fill(form);
    let files = export(&mut last, &[form], format, &folder.path().join("表"));

    let mut program = Program::open(&folder.path().join("今年")).with_unit();
    let plan = program.ok("import.plan", json!({"paths": files, "year": 2027}));
    assert_eq!((plan["refused"].clone(), plan["forms"].as_array().unwrap().len()), (json!([]), 1), "{plan}");
    assert_eq!((plan["forms"][0]["year"].as_i64(), plan["forms"][0]["existing"].is_null()), (Some(2026), true));
    let name = cell(&plan, 0, "project_name");
    assert_eq!((name["text"].as_str(), name["sureness"].as_str()), (Some("库房防潮改造"), Some("sure")));
    assert!(!name["address"].as_str().unwrap().is_empty(), "{name}");
    let cells = plan["forms"][0]["cells"].as_array().unwrap();
    let value = cells.iter().find(|cell| cell["text"] == "12组").unwrap();
    assert!(value["place"].as_str().unwrap().ends_with("指标值"), "{value}");

    let request = json!({"plan": plan["plan"], "to_year": 2027, "forms": [{"index": 0, "as": "new",
        "cells": [{"path": value["path"], "text": "15组"}, {"path": "overview", "text": "更换密集架15组。"}]}]});
    let imported = program.ok("import.apply", request);
    let form = imported["forms"][0].as_i64().unwrap();
    let open = program.ok("form.open", json!({"form": form}));
    assert_eq!(
        (open["year"].as_i64(), open["cells"]["overview"]["text"].as_str()),
        (Some(2027), Some("更换密集架15组。"))
    );
    assert_eq!(open["cells"]["funds.annual.total"]["text"], "", "the amounts are those of a new year");
    assert_eq!(open["groups"][0]["rows"][1]["period"]["value"]["text"], "15组");
    let report = program.ok("check.year", json!({"year": 2027}));
    assert!(report["errors"].as_i64().unwrap() + report["unfinished"].as_i64().unwrap() > 0, "{report}");

    // Held back while errors are left; the reason is said.
    let job = program.ok("export.run", json!({"forms": [form], "format": "xlsx-rows", "folder": folder.path()}));
    let done = program.finish(&job);
    assert_eq!(done["faults"][0]["code"], "E_HELD_BACK");
    assert!(done["faults"][0]["message"].as_str().unwrap().contains("没有放进去"), "{done}");
    let pdf = folder.path().join("今年.pdf");
    let job = program.ok("print.pdf", json!({"forms": [form], "together": true, "path": pdf}));
    program.finish(&job);
    assert!(fs::read(&pdf).unwrap().starts_with(b"%PDF-"));
}

#[test]
fn last_years_workbook_becomes_this_years_forms() {
    from_last_year("xlsx-form");
}

#[test]
fn last_years_document_becomes_this_years_forms() {
    from_last_year("docx");
}

#[test]
fn what_moves_on_says_which_texts_name_the_old_year_and_stands_beside_last_years_values() {
    let folder = tempfile::tempdir().unwrap();
    let mut last = Program::open(&folder.path().join("去年")).with_unit();
    let form = last.project("库房防潮改造");
    last.fill(form);
    last.set(form, "category", "special");
    last.set(form, "filled_at", "20251113152047");
    let files = export(&mut last, &[form], "json", &folder.path().join("表"));
    let mut program = Program::open(&folder.path().join("今年")).with_unit();
    let plan = program.ok("import.plan", json!({"paths": files, "year": 2027}));
    let request =
        json!({"plan": plan["plan"], "to_year": 2027, "keep_old": true, "forms": [{"index": 0, "as": "new"}]});
    let imported = program.ok("import.apply", request);
    assert_eq!(imported["message"], "已导入 1 份表，另存原来年度的 1 份");
    assert_eq!(
        program.ok("transfers.list", json!({}))["lines"][0]["forms"],
        1,
        "the one that came along is no second form of the file"
    );
    let form = imported["forms"][0].as_i64().unwrap();
    assert_eq!(imported["carried"][0]["form"].as_i64(), Some(form));
    let places = imported["carried"][0]["look_at"].as_array().unwrap();
    let named: Vec<&str> = places.iter().map(|place| place["path"].as_str().unwrap()).collect();
    assert!(named.contains(&"basis") && !named.contains(&"year"), "{places:?}");
    assert!(places.iter().any(|place| place["place"].as_str().unwrap().contains("时效指标")), "{places:?}");
    assert!(places.iter().all(|place| place["message"].as_str().unwrap().contains("2026 年")), "{places:?}");

    // The old form is there with its amounts; the new one has none, and shows them beside.
    program.set(form, "overview", "对档案库房2间进行改造。");
    let value = first_row(&mut program, form)["period"]["value"]["path"].as_str().unwrap().to_owned();
    program.set(form, &value, "2间");
    let compared = program.ok("form.last_year", json!({"form": form}));
    assert_eq!(compared["year"], 2026);
    let cells = compared["cells"].as_array().unwrap();
    let of = |path: &str| cells.iter().find(|cell| cell["path"] == path).unwrap();
    assert_eq!(
        (of("funds.annual.local")["shown"].as_str(), of("funds.annual.local")["same"].as_bool()),
        (Some("80,000"), Some(false))
    );
    assert_eq!((of("plan")["same"].as_bool(), of("overview")["same"].as_bool()), (Some(true), Some(false)));
    // As people read it, in the order of the form: what differs first.
    assert_eq!(of("category")["shown"], "特定目标类");
    assert_eq!(of("filled_at")["shown"], "2025年11月13日");
    let order = |same: bool| -> Vec<&str> {
        cells.iter().filter(|cell| cell["same"] == same).map(|cell| cell["path"].as_str().unwrap()).collect()
    };
    assert_eq!(order(false)[0], "filled_at", "{cells:?}");
    assert!(order(false).ends_with(&["overview"]), "{cells:?}");
    assert_eq!(order(true)[..2], ["project_name", "category"], "{cells:?}");
    let rows = compared["rows"].as_array().unwrap();
    let row = rows.iter().find(|row| row["name"] == "改造库房数量" && row["side"] == "实施期").unwrap();
    assert_eq!((row["value"].as_str(), row["standing"].as_str()), (Some("3间"), Some("changed")));
    assert_eq!(rows.iter().filter(|row| row["standing"] == "same").count(), rows.len() - 2, "{rows:?}");
    let old = compared["form"].as_i64().unwrap();
    assert!(program.ok("form.last_year", json!({"form": old}))["form"].is_null());
}

fn first_row(program: &mut Program, form: i64) -> Value {
    program.ok("form.open", json!({"form": form}))["groups"][0]["rows"][0].clone()
}

#[test]
fn a_list_of_indicators_goes_into_the_library() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Program::open(&folder.path().join("data")).with_unit();
    let file = folder.path().join("指标.csv");
    fs::write(
        &file,
        "一级指标,二级指标,三级指标,指标值\n产出指标,数量指标,巡更路线条数,≥6条\n,,夜间巡更次数,≥2次\n,别的,某数,1\n",
    )
    .unwrap();
    let kept = program.ok("library.import", json!({"path": file}));
    assert_eq!(
        (kept["indicators"].as_i64(), kept["message"].as_str()),
        (Some(2), Some("已加入 2 条指标，1 条没有加入"))
    );
    assert!(kept["notes"][0].as_str().unwrap().contains("第 4 行"), "{kept}");
    let found = program.ok("library.list", json!({"search": "夜间巡更"}));
    assert_eq!(
        (found["lines"][0]["value"].as_str(), found["lines"][0]["source"].as_str()),
        (Some("≥2次"), Some("本单位"))
    );
    fs::write(&file, "请于月底前报送\n").unwrap();
    assert_eq!(program.refused("library.import", json!({"path": file})), "E_IMPORT_FORMAT");
}

#[test]
fn a_table_of_projects_goes_along_and_what_is_no_form_is_refused_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let mut program = Program::open(&at("data")).with_unit();
    fs::write(at("预算.csv"), "项目名称,合计\n河道巡查,\"1,026.38\"\n").unwrap();
    fs::write(at("通知.txt"), "请于月底前报送。\n").unwrap();
    let paths = json!([at("预算.csv"), at("通知.txt")]);
    let plan = program.ok("import.plan", json!({"paths": paths, "year": 2026}));
    assert_eq!(plan["budget"], json!([{"name": "河道巡查", "total": "1026.38", "carried_over": false}]));
    assert!(plan["refused"][0]["file"].as_str().unwrap().ends_with("通知.txt"), "{plan}");
    let request = json!({"plan": plan["plan"], "forms": [], "budget_year": 2026});
    fs::write(at("预算.csv"), "项目名称,合计\n河道巡查,8\n").unwrap();
    assert_eq!(program.refused("import.apply", request), "E_IMPORT_CHANGED");
    let plan = program.ok("import.plan", json!({"paths": paths, "year": 2026}));
    program.ok("import.apply", json!({"plan": plan["plan"], "forms": [], "budget_year": 2026}));
    assert_eq!(program.ok("budget.get", json!({"year": 2026}))["rows"][0]["shown"], "8.00");
}

#[test]
fn reasons_travel_in_the_package_and_stand_in_the_report() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Program::open(&folder.path().join("a")).with_unit();
    let form = program.project("库房防潮改造");
    program.fill(form);
    let open = program.ok("form.open", json!({"form": form}));
    let path = open["groups"][2]["rows"][0]["period"]["value"]["path"].as_str().unwrap().to_owned();
    let changed = program.set(form, &path, "2027年3月底前");
    let waivable = |finding: &&Value| finding["waivable"] == true;
    let finding = changed["findings"].as_array().unwrap().iter().find(waivable).unwrap()["key"].clone();
    program.ok("form.waive", json!({"form": form, "finding": finding, "reason": "租期按合同跨年。"}));
    let out = folder.path().join("out");
    let package = export(&mut program, &[form], "package", &out);

    let mut other = Program::open(&folder.path().join("b")).with_unit();
    let import = |other: &mut Program, choice: &str, year: Option<i32>| {
        let plan = other.ok("import.plan", json!({"paths": package, "year": 2026}));
        let mut request = json!({"plan": plan["plan"], "forms": [{"index": 0, "as": choice}]});
        if let Some(year) = year {
            request["to_year"] = json!(year);
        }
        other.ok("import.apply", request)["forms"][0].as_i64().unwrap()
    };
    let waived = |other: &mut Program, form: i64| {
        let open = other.ok("form.open", json!({"form": form}));
        let list = open["findings"].as_array().unwrap().clone();
        list.iter().filter(|finding| finding["waiver"]["reason"] == "租期按合同跨年。").count()
    };
    let taken = import(&mut other, "new", None);
    assert_eq!(waived(&mut other, taken), 1);
    let carried = import(&mut other, "new", Some(2027));
    assert_eq!(waived(&mut other, carried), 0, "a reason of another year is given anew");
    other.set(taken, "overview", "别的概况。");
    let open = other.ok("form.open", json!({"form": taken}));
    let passed = open["findings"].as_array().unwrap().iter().find(|finding| finding["waiver"].is_object());
    let key = passed.unwrap()["key"].clone();
    other.ok("form.waive", json!({"form": taken, "finding": key, "reason": ""}));
    assert_eq!(waived(&mut other, taken), 0);
    // Over another form: one action with its reasons, which goes and comes back as a whole.
    assert_eq!(import(&mut other, "replace", None), taken);
    assert_eq!(waived(&mut other, taken), 1);
    let step = |other: &mut Program, op: &str| {
        let base = other.ok("form.open", json!({"form": taken}))["revision"].clone();
        let changed = other.ok(op, json!({"form": taken, "base_revision": base}));
        let overview = other.ok("form.open", json!({"form": taken}))["cells"]["overview"]["text"].clone();
        (overview == "别的概况。", waived(other, taken), changed["undo"]["can_redo"].as_bool().unwrap())
    };
    assert_eq!(step(&mut other, "form.undo"), (true, 0, true));
    assert_eq!(step(&mut other, "form.redo"), (false, 1, false));
    let history = other.ok("form.history", json!({"form": taken, "limit": 3}));
    assert_eq!(history["lines"][2]["operation"], "导入");
    let changes = history["lines"][2]["changes"].as_array().unwrap();
    assert!(
        changes.iter().any(|change| change["after"].as_str().unwrap().ends_with("租期按合同跨年。")),
        "{changes:?}"
    );

    let report = export(&mut other, &[taken], "report-html", &out);
    let text = fs::read_to_string(&report[0]).unwrap();
    assert!(text.contains("租期按合同跨年。") && text.contains("库房防潮改造"), "{text}");
    let report = export(&mut other, &[taken], "report-xlsx", &out.join("x"));
    assert!(fs::read(&report[0]).unwrap().starts_with(b"PK"));
    assert!(text.contains("项目支出绩效目标表") && !text.contains("indicators.") && !text.contains("（，"), "{text}");
    let rows = export(&mut other, &[taken], "xlsx-rows", &out.join("x"));
    assert!(fs::read(&rows[0]).unwrap().starts_with(b"PK"));
    assert_ne!(rows, report, "formats of one extension beside one another");
}

#[test]
fn last_years_form_is_kept_where_this_years_is_there_already() {
    let folder = tempfile::tempdir().unwrap();
    let mut last = Program::open(&folder.path().join("去年")).with_unit();
    let forms = ["库房防潮改造", "业务培训"].map(|name| {
        let form = last.project(name);
        last.fill(form);
        form
    });
    let files = export(&mut last, &forms, "json", &folder.path().join("表"));
    let mut program = Program::open(&folder.path().join("今年")).with_unit();
    let first = program.project("库房防潮改造");
    let own = program.ok("form.copy", json!({"form": first, "to_year": 2027}))["form"].as_i64().unwrap();
    program.ok("forms.delete", json!({"forms": [first]}));
    let plan = program.ok("import.plan", json!({"paths": files, "year": 2027}));
    let as_skip: Vec<Value> = (0..2).map(|index| json!({"index": index, "as": "skip"})).collect();
    let request = json!({"plan": plan["plan"], "to_year": 2027, "keep_old": true, "forms": as_skip});
    let imported = program.ok("import.apply", request);
    // The training is not there this year and was not wanted.
    assert!(imported["message"].as_str().unwrap().contains("另存原来年度的 1 份"), "{imported}");
    assert_eq!(program.ok("forms.list", json!({"year": 2026}))["total"], 1);
    assert!(program.ok("form.last_year", json!({"form": own}))["form"].is_i64());
}

#[test]
fn what_moving_on_empties_replaces_nothing_and_another_year_or_two_for_one_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let mut last = Program::open(&folder.path().join("去年")).with_unit();
    let form = last.project("库房防潮改造");
    last.fill(form);
    let files = export(&mut last, &[form], "xlsx-form", &folder.path().join("表"));
    let again = folder.path().join("另一份.xlsx");
    fs::copy(&files[0], &again).unwrap();

    let mut program = Program::open(&folder.path().join("今年")).with_unit();
    let plan = program.ok("import.plan", json!({"paths": files, "year": 2027}));
    let request = json!({"plan": plan["plan"], "to_year": 2027, "forms": [{"index": 0, "as": "new"}]});
    let form = program.ok("import.apply", request)["forms"][0].as_i64().unwrap();
    program.set(form, "funds.annual.local", "420000");
    program.set(form, "overview", "今年另写。");

    let plan = |program: &mut Program, paths: Value| program.ok("import.plan", json!({"paths": paths, "year": 2027}));
    let kept = |program: &mut Program| {
        let open = program.ok("form.open", json!({"form": form}));
        let text = |path: &str| open["cells"][path]["text"].as_str().unwrap().to_owned();
        (open["year"].as_i64().unwrap(), text("funds.annual.local"), text("overview"))
    };
    // Last year's form as it is: it would take the place of this year's.
    let one = plan(&mut program, json!(files));
    assert_eq!(one["forms"][0]["existing"], form);
    let over = json!({"plan": one["plan"], "forms": [{"index": 0, "as": "replace"}]});
    assert_eq!(program.refused("import.apply", over), "E_EDIT_REFUSED");
    // Two for one: the second would win unseen.
    let two = plan(&mut program, json!([files[0], again]));
    let both = json!([{"index": 0, "as": "replace"}, {"index": 1, "as": "replace"}]);
    let over = json!({"plan": two["plan"], "to_year": 2027, "forms": both});
    assert_eq!(program.refused("import.apply", over), "E_EDIT_REFUSED");
    assert_eq!(kept(&mut program), (2027, "420000".to_owned(), "今年另写。".to_owned()));
    // Moved on, it brings its texts and leaves the amounts of this year.
    let one = plan(&mut program, json!(files));
    let over = json!({"plan": one["plan"], "to_year": 2027, "forms": [{"index": 0, "as": "replace"}]});
    assert_eq!(program.ok("import.apply", over)["forms"][0], form);
    let (year, local, overview) = kept(&mut program);
    assert_eq!((year, local.as_str()), (2027, "420000"));
    assert!(overview.contains("防潮改造"), "{overview}");
}

/// A unit has one 整体申报表 a year, however its name is spelled; a form that is only begun is filled, one with content is asked about.
#[test]
fn what_is_there_already_and_forms_of_other_units_are_said_before_anything_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let mut last = Program::open(&folder.path().join("去年")).with_unit();
    let project = last.project("库房防潮改造");
    last.fill(project);
    let mut files = export(&mut last, &[project], "xlsx-form", &folder.path().join("项目"));
    let unit = folder.path().join("整体.json");
    let sample = include_str!("../sample/unit.json");
    fs::write(&unit, sample.replace("\"云岫县档案馆\"", "\"云岫县国家档案馆\"")).unwrap();
    files.push(unit);

    let mut program = Program::open(&folder.path().join("今年")).with_unit();
    let unit = program.ok("form.create", json!({"kind": "unit", "year": 2027}))["form"].as_i64().unwrap();
    let named = json!({"kind": "project", "year": 2027, "name": "库房防潮改造"});
    let project = program.ok("form.create", named)["form"].as_i64().unwrap();
    let plan = |program: &mut Program| program.ok("import.plan", json!({"paths": files, "year": 2027}));
    let begun = plan(&mut program);
    // The order of the files is that of their names.
    let of = |plan: &Value, there: i64| {
        let forms = plan["forms"].as_array().unwrap().clone();
        forms
            .into_iter()
            .find(|form| form["existing"] == there)
            .unwrap_or_else(|| panic!("{there} in {} {}", plan["refused"], plan["notes"]))
    };
    for (there, name) in [(unit, "整体申报表：云岫县档案馆"), (project, "库房防潮改造")] {
        let form = of(&begun, there);
        assert_eq!((&form["existing_name"], &form["proposal"]), (&json!(name), &json!("merge")), "{name}");
    }
    let notes = begun["notes"].as_array().unwrap();
    assert!(notes.len() == 1 && notes[0].as_str().unwrap().contains("“云岫县国家档案馆”"), "{notes:?}");
    let all = json!([{"index": 0, "as": "merge"}, {"index": 1, "as": "merge"}]);
    program.ok("import.apply", json!({"plan": begun["plan"], "to_year": 2027, "forms": all}));
    let open = program.ok("form.open", json!({"form": unit}));
    assert!(open["cells"]["duties"]["text"].as_str().unwrap().contains("档案"), "{open}");
    let written = plan(&mut program);
    assert_eq!([unit, project].map(|there| of(&written, there)["proposal"].clone()), ["skip", "skip"]);

    let mut other = Program::open(&folder.path().join("别的单位"));
    other.ok(
        "unit.set",
        json!({"department_code": "013", "department": "青石县水务局", "implementing_unit": "",
               "region": "青石", "head": "", "preparer": "", "phone": ""}),
    );
    let notes = plan(&mut other)["notes"].as_array().unwrap().clone();
    assert_eq!(notes.len(), 2, "{notes:?}");
    assert!(notes.iter().all(|note| note.as_str().unwrap().contains("单位信息里没有这个名称")), "{notes:?}");
}

#[test]
fn money_of_a_source_that_the_form_does_not_have_goes_where_the_officer_says() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("去年.txt");
    let text = "2026年项目支出绩效目标表\n(2026年度)\n项目名称\t河道清淤\n主管部门及代码\t207-青石县水利局\t实施单位\t青石县水利局\n\
                项目资金(元)\t实施期资金总额:\t137,500\t年度资金总额:\t137,500\n\t其中：财政拨款\t125,000\t其中：财政拨款\t125,000\n\
                \t其他资金\t12,500\t其他资金\t12,500\n项目概况\t清理河道3公里。\n\
                绩效指标\t一级指标\t二级指标\t三级指标\t指标值\t二级指标\t三级指标\t指标值\n\
                \t产出指标\t数量指标\t清淤长度\t3公里\t数量指标\t清淤长度\t3公里\n填报日期:\t20251202\n";
    fs::write(&file, text).unwrap();
    let mut program = Program::open(&folder.path().join("今年")).with_unit();
    let plan = program.ok("import.plan", json!({"paths": [file], "year": 2027}));
    let form = &plan["forms"][0];
    assert_eq!(form["source"], "去年.txt 第 1 行", "no folder that nobody chose");
    assert_eq!(
        form["unplaced"][1],
        json!({"side": "年度", "label": "其中：财政拨款", "amount": "125,000", "address": "第 6 行"})
    );
    assert_eq!(form["fund_lines"][2], json!({"key": "local", "label": "市县(区)财政资金"}));
    let apply = |plan: &Value, funds: Value| json!({"plan": plan["plan"], "to_year": 2027, "keep_old": true, "forms": [{"index": 0, "as": "new", "funds": funds}]});
    program.refused("import.apply", apply(&plan, json!([{"at": 5, "into": "local"}])));
    let plan = program.ok("import.plan", json!({"paths": [file], "year": 2027}));
    let funds = json!([{"at": 0, "into": "local"}, {"at": 1, "into": "provincial"}]);
    let form = program.ok("import.apply", apply(&plan, funds))["forms"][0].as_i64().unwrap();
    // This year's are asked for anew; last year's stand beside.
    let open = program.ok("form.open", json!({"form": form}));
    assert_eq!(open["cells"]["funds.annual.provincial"]["text"], "");
    assert_eq!(open["cells"]["title"]["text"], "2027年项目支出绩效目标表");
    let compared = program.ok("form.last_year", json!({"form": form}));
    let cells = compared["cells"].as_array().unwrap();
    let shown = |path: &str| cells.iter().find(|cell| cell["path"] == path).map(|cell| cell["shown"].clone());
    assert_eq!(shown("funds.annual.provincial"), Some(json!("125,000")));
    assert_eq!(shown("funds.period.local"), Some(json!("125,000")));
}

#[test]
fn a_copy_for_publication_leaves_names_out_and_files_say_what_they_are() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Program::open(&folder.path().join("数据")).with_unit();
    let form = program.project("库房防潮改造");
    program.fill(form);
    program.set(form, "filled_at", "2026年1月5日");
    let unit = program.ok("form.create", json!({"kind": "unit", "year": 2026}))["form"].as_i64().unwrap();
    let mut run = |folder: &Path, copy: Value| {
        let request =
            json!({"forms": [form, unit], "format": "xlsx-form", "folder": folder, "drafts": true, "copy": copy});
        let job = program.ok("export.run", request);
        let done = program.finish(&job);
        let files = done["files"].as_array().unwrap().clone();
        files.iter().map(|file| PathBuf::from(file.as_str().unwrap())).collect::<Vec<_>>()
    };
    let out = folder.path().join("表");
    let (filing, publication) = (run(&out, Value::Null), run(&out, json!("publication")));
    let names = |files: &[PathBuf]| -> Vec<String> {
        files.iter().map(|file| file.file_name().unwrap().to_string_lossy().into_owned()).collect()
    };
    assert_eq!(names(&filing), ["001-库房防潮改造.xlsx", "002-整体申报表-云岫县档案馆.xlsx"]);
    assert_eq!(names(&publication), ["001-库房防潮改造（公开版）.xlsx", "002-整体申报表-云岫县档案馆（公开版）.xlsx"]);
    let texts = |file: &Path| {
        let grid = jibiao_exchange::import::read::read("表.xlsx", &fs::read(file).unwrap()).unwrap();
        grid.rows.iter().flat_map(|row| &row.cells).map(|cell| cell.text.clone()).collect::<Vec<_>>().join("|")
    };
    assert!(texts(&filing[0]).contains("0350-7654321") && texts(&filing[0]).contains("苏小满"));
    let published = texts(&publication[0]);
    assert!(!published.contains("0350") && !published.contains("苏小满"), "{published}");
}

#[test]
fn the_same_form_in_two_files_is_proposed_once() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Program::open(&folder.path().join("数据")).with_unit();
    let form = program.project("库房防潮改造");
    program.fill(form);
    let other = program.project("河道巡查");
    program.fill(other);
    let mut files = export(&mut program, &[form, other], "xlsx-form", &folder.path().join("表"));
    files.extend(export(&mut program, &[form], "docx", &folder.path().join("文")));
    let mut fresh = Program::open(&folder.path().join("今年")).with_unit();
    let plan = fresh.ok("import.plan", json!({"paths": files, "year": 2026}));
    let forms = plan["forms"].as_array().unwrap();
    let proposed: Vec<_> = forms.iter().map(|form| (form["name"].clone(), form["proposal"].clone())).collect();
    let expected = [("库房防潮改造", "new"), ("河道巡查", "new"), ("库房防潮改造", "skip")];
    assert_eq!(proposed, expected.map(|(name, proposal)| (json!(name), json!(proposal))), "{plan}");
    let note = forms[2]["notes"][0].as_str().unwrap();
    assert!(note.contains("001-库房防潮改造.xlsx") && note.contains("同一张表"), "{note}");
    // Whoever takes both all the same has last year's form once.
    let taken: Vec<_> = [0, 2].map(|index| json!({"index": index, "as": "new"})).into();
    let request = json!({"plan": plan["plan"], "to_year": 2027, "keep_old": true, "forms": taken});
    assert!(fresh.ok("import.apply", request)["message"].as_str().unwrap().ends_with("另存原来年度的 1 份"));
}
