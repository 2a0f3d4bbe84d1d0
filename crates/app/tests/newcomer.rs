//! What an officer who meets the program for the first time stumbles over: one number for one thing, texts as people read them.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a scenario ends where it fails")]

mod common;

use common::Program;
use serde_json::{Value, json};

fn cell(program: &mut Program, form: i64, path: &str) -> Value {
    program.ok("form.open", json!({"form": form}))["cells"][path].clone()
}

fn unit_form(program: &mut Program) -> i64 {
    program.ok("form.create", json!({"kind": "unit", "year": 2026}))["form"].as_i64().unwrap()
}

/// The number before a word: 3 of 还有 2 处错误、3 处要补齐.
fn number_of(words: &str, word: &str) -> i64 {
    let Some((before, _)) = words.split_once(word) else { return 0 };
    let digits: String = before.trim_end().chars().rev().take_while(char::is_ascii_digit).collect();
    digits.chars().rev().collect::<String>().parse().unwrap_or(0)
}

#[test]
fn the_year_the_list_the_check_the_export_and_the_print_count_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Program::open(folder.path()).with_unit();
    let done = program.project("库房防潮改造");
    program.fill(done);
    let begun = program.project("河道巡查");
    program.set(begun, "overview", "巡查河道30公里，");
    // An import brought a second one; in this one the staff says another sum than its parts.
    let (first, second) = (unit_form(&mut program), unit_form(&mut program));
    for (path, text) in [("staff_in_quota", "18"), ("staff_other", "4"), ("staff_actual", "21")] {
        program.set(second, path, text);
    }
    let summary = program.ok("ledger.summary", json!({"year": 2026}));
    let report = program.ok("check.year", json!({"year": 2026}));
    assert_eq!((summary["unit_forms"].as_i64(), summary["unit_form"].as_i64()), (Some(2), Some(first)));
    assert_eq!(summary["unit_form_words"], "有 2 张整体申报表");
    for count in ["errors", "warnings"] {
        assert_eq!(summary[count], report[count], "{count}");
    }
    assert!(report["warnings"].as_i64().unwrap() > 0, "the second unit form has one: {report}");

    let forms = report["forms"].as_array().unwrap();
    let of =
        |form: i64| forms.iter().find(|one| one["form"] == form).cloned().unwrap_or_else(|| json!({"held_back": null}));
    assert_eq!(
        (of(first)["name"].as_str(), of(second)["name"].as_str()),
        (Some("整体申报表（第 1 张）"), Some("整体申报表（第 2 张）"))
    );
    let to_fill: i64 = forms.iter().map(|one| one["to_fill"].as_i64().unwrap()).sum();
    assert_eq!(number_of(report["title"].as_str().unwrap(), " 处就能正式导出"), to_fill, "{}", report["title"]);
    for one in forms {
        let words = one["held_back"].as_str().unwrap_or_default();
        assert_eq!(number_of(words, " 处要补齐"), one["to_fill"].as_i64().unwrap(), "{words}");
        let listed =
            one["findings"].as_array().unwrap().iter().filter(|found| found["unfinished"] == true).count() as i64;
        assert_eq!(one["unfinished"].as_i64(), Some(listed), "what is counted is listed");
        assert!(listed >= one["to_fill"].as_i64().unwrap(), "{one}");
    }
    // Every place that has to be filled in is in the list, also one that no rule speaks of.
    let unread = of(first)["findings"].as_array().unwrap().iter().any(|found| found["path"] == "staff_quota");
    assert!(unread, "{}", of(first));

    for form in [done, begun, first, second] {
        let held_back = of(form)["held_back"].clone();
        let draft = program.ok("print.preview", json!({"form": form, "pages": []}))["draft"].clone();
        let words = held_back.as_str().map_or_else(String::new, |words| format!("{words}，只能打印草稿"));
        assert_eq!(draft, words, "the print is a draft for what keeps the form out of the export");
        let pieces = program.ok("form.pieces", json!({"form": form}))["errors"].as_i64().unwrap();
        let open = number_of(&words, " 处错误") + number_of(&words, " 处要补齐");
        assert_eq!(pieces, open, "{words}");
        let steps = program.ok("form.open", json!({"form": form}))["derived"]["steps"].clone();
        let missing = |step: &Value| step["word"].as_str()?.strip_prefix("缺 ")?.parse::<i64>().ok();
        assert!(steps.as_array().unwrap().iter().filter_map(missing).sum::<i64>() <= open, "{steps}");
    }
    assert!(of(done)["held_back"].is_null());
}

#[test]
fn an_amount_in_another_unit_is_offered_in_the_one_of_its_field() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Program::open(folder.path()).with_unit();
    let project = program.project("河道巡查");
    for (text, offer) in [
        ("18.6万", Some("186,000")),
        ("18.6 万元", Some("186,000")),
        ("1,200万元", Some("12,000,000")),
        ("0.00001亿元", Some("1,000")),
        ("18.6万多", None),
        ("十八万", None),
        ("约18.6万", None),
        ("99999999999999999999999999万", None),
    ] {
        program.set(project, "funds.period.local", text);
        let cell = cell(&mut program, project, "funds.period.local");
        assert_eq!((cell["read"].as_str(), cell["offer"].as_str()), (Some("unread"), offer), "{text}");
    }
    program.set(project, "funds.period.local", "186,000");
    let read = cell(&mut program, project, "funds.period.local");
    assert_eq!((read["read"].as_str(), read["text"].as_str()), (Some("read"), Some("186000")), "what is offered reads");
    assert!(cell(&mut program, project, "funds.period.local")["offer"].is_null());
    let unit = unit_form(&mut program);
    for (text, offer) in [("186000元", Some("18.60")), ("1亿元", Some("10,000.00")), ("18.6万", Some("18.60"))] {
        program.set(unit, "budget.by_use.basic", text);
        assert_eq!(cell(&mut program, unit, "budget.by_use.basic")["offer"].as_str(), offer, "{text}");
    }
}

#[test]
fn blank_goals_follow_each_other_where_the_project_has_one_year() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Program::open(folder.path()).with_unit();
    let one = program.project("河道巡查");
    program.set(one, "goal_period", "完成30公里河道巡查。");
    assert_eq!(cell(&mut program, one, "goal_annual")["text"], "完成30公里河道巡查。");
    program.set(one, "goal_annual", "完成10公里。");
    program.set(one, "goal_period", "三年完成30公里。");
    assert_eq!(cell(&mut program, one, "goal_annual")["text"], "完成10公里。", "what was written apart stays apart");
    let several = program.project("馆藏数字化");
    program.set(several, "term", "3年");
    program.set(several, "goal_period", "三年完成全部馆藏。");
    assert_eq!(cell(&mut program, several, "goal_annual")["text"], "", "each year has its own part");
}

#[test]
fn a_changed_cell_of_the_indicators_is_named_by_its_column() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Program::open(folder.path()).with_unit();
    let form = program.project("库房防潮改造");
    program.fill(form);
    let row = program.ok("form.open", json!({"form": form}))["groups"][0]["rows"][0]["period"].clone();
    program.edit(form, json!([{"do": "set", "path": row["value"]["path"], "text": "4间", "alone": true}]));
    let named = program.ok("form.history", json!({"form": form}))["lines"][0]["changes"][0]["place"].clone();
    assert_eq!(named, "绩效指标 › 数量指标 第1行 实施期 指标值");
    program.edit(form, json!([{"do": "set", "path": row["name"]["path"], "text": "改造库房间数", "alone": true}]));
    let named = program.ok("form.history", json!({"form": form}))["lines"][0]["changes"][0]["place"].clone();
    assert_eq!(named, "绩效指标 › 数量指标 第1行 实施期 三级指标");
}

#[test]
fn what_a_copy_would_change_is_named_with_its_year() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Program::open(folder.path()).with_unit();
    let form = program.project("河道巡查");
    let copy = program.ok("backups.create", json!({}))["path"].clone();
    program.ok("form.copy", json!({"form": form, "to_year": 2027}));
    program.set(form, "plan", "备份以后写的。");
    let difference = program.ok("backups.difference", json!({"file": copy}));
    assert_eq!(
        (difference["lost"][0]["name"].as_str(), difference["changed"][0]["name"].as_str()),
        (Some("河道巡查（2027年度）"), Some("河道巡查（2026年度）"))
    );
    program.ok("form.create", json!({"kind": "unit", "year": 2026}));
    let lost = program.ok("backups.difference", json!({"file": copy}))["lost"].clone();
    assert!(lost[1]["name"].as_str().is_some_and(|name| name.starts_with("整体申报表：")), "{lost}");
    // Also what the data has no more, which only the copy knows.
    program.ok("forms.delete", json!({"forms": [form]}));
    let difference = program.ok("backups.difference", json!({"file": copy}));
    assert_eq!(difference["returned"][0]["name"], "河道巡查（2026年度）");
    program.ok("backups.restore", json!({"file": copy}));
    let list = program.ok("backups.list", json!({}))["backups"].clone();
    assert!(list.as_array().unwrap().iter().all(|copy| copy["reason"] != "启动时"), "{list}");
}

/// The finding of a rule in a form.
fn of_rule(program: &mut Program, form: i64, code: &str) -> Option<Value> {
    let found = program.ok("form.open", json!({"form": form}))["findings"].as_array().unwrap().clone();
    found.into_iter().find(|finding| finding["code"] == code)
}

#[test]
fn a_sum_that_differs_weighs_the_same_wherever_it_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Program::open(folder.path()).with_unit();
    let project = program.project("库房防潮改造");
    program.fill(project);
    let unit = unit_form(&mut program);
    program.set(unit, "budget.by_use.project", "10");
    let line = |program: &mut Program, place: &str| {
        let summary = program.ok("ledger.summary", json!({"year": 2026}));
        let agreements = summary["agreements"].as_array().unwrap().clone();
        agreements.into_iter().find(|line| line["place"] == place).unwrap()
    };
    let beside = |program: &mut Program, form: i64, with: &str| {
        let open = program.ok("form.open", json!({"form": form}))["derived"]["comparisons"].as_array().unwrap().clone();
        open.into_iter().find(|line| line["with"].as_str().unwrap().starts_with(with)).unwrap()
    };
    let found = of_rule(&mut program, unit, "B30").unwrap();
    assert_eq!(line(&mut program, "unit_form")["weight"], found["severity"]);
    let compared = beside(&mut program, unit, "项目支出");
    assert_eq!((compared["result"].as_str(), &compared["weight"]), (Some("differs"), &found["severity"]));
    // Once somebody gave a reason it is still a difference, but no problem any more.
    program.ok("form.waive", json!({"form": unit, "finding": found["key"], "reason": "含上年结转"}));
    assert!(line(&mut program, "unit_form")["weight"].is_null() && line(&mut program, "unit_form")["agrees"] == false);
    assert!(beside(&mut program, unit, "项目支出")["weight"].is_null());

    let rows = json!([{"name": "库房防潮改造", "total": "9.00", "carried_over": false}]);
    program.ok("budget.set", json!({"year": 2026, "rows": rows}));
    let found = of_rule(&mut program, project, "B02").unwrap();
    let budget = line(&mut program, "budget");
    assert_eq!((&budget["weight"], budget["form"].as_i64()), (&found["severity"], Some(project)));
    assert_eq!(beside(&mut program, project, "项目支出预算表")["weight"], found["severity"]);
}

#[test]
fn what_is_missing_for_the_export_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Program::open(folder.path()).with_unit();
    assert_eq!(program.ok("check.year", json!({"year": 2026}))["title"], "还没有可以检查的表。");
    let project = program.project("库房防潮改造");
    program.fill(project);
    let report = program.ok("check.year", json!({"year": 2026}));
    let title = report["title"].as_str().unwrap();
    assert!(title.starts_with("写好的表没有错误，但还不全：还没有整体申报表"), "{title}");
    assert_eq!((&report["missing"][0]["kind"], &report["missing"][0]["form"]), (&json!("unit"), &Value::Null));
    // Also where there is more to do.
    program.set(project, "overview", "");
    let report = program.ok("check.year", json!({"year": 2026}));
    let title = report["title"].as_str().unwrap();
    assert!(title.contains("就能正式导出；还没有整体申报表"), "{title}");
    assert_eq!(report["missing"][1]["form"].as_i64(), Some(project));
}

#[test]
fn a_search_says_where_the_words_stand() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Program::open(folder.path()).with_unit();
    let project = program.project("库房防潮改造");
    program.fill(project);
    let hit = |program: &mut Program, search: &str| {
        let found = program.ok("forms.list", json!({"year": 2026, "search": search, "places": true}));
        assert_eq!(found["forms"].as_array().unwrap().len(), 1, "{search}");
        found["forms"][0]["hits"][0].clone()
    };
    let row = hit(&mut program, "密集架数量");
    assert_eq!(
        (row["step"].as_str(), row["place"].as_str()),
        (Some("indicators"), Some("绩效指标 › 数量指标 第2行 实施期"))
    );
    let open = program.ok("form.open", json!({"form": project}));
    let cells = open["groups"].as_array().unwrap().iter().flat_map(|group| group["rows"].as_array().unwrap());
    let named = cells.filter(|row| row["period"]["name"]["text"] == "更换密集架数量");
    assert_eq!(named.map(|row| row["period"]["name"]["path"].clone()).collect::<Vec<_>>(), [row["path"].clone()]);
    for (search, place) in [
        ("发霉", "概况与依据 › 项目立项必要性"),
        ("库房防潮", "基本信息 › 项目名称"),
        ("潮湿 湿度", ""),
        ("80000", "资金 › 实施期资金总额"),
    ] {
        if place.is_empty() {
            let found = program.ok("forms.list", json!({"year": 2026, "search": search, "places": true}));
            assert_eq!(found["forms"], json!([]), "{search}");
        } else {
            let hit = hit(&mut program, search);
            assert_eq!(
                hit["place"].as_str().unwrap().split_once(" › ").unwrap().0,
                place.split_once(" › ").unwrap().0,
                "{search}: {hit}"
            );
        }
    }
    // The letters of the name stand in no cell; and nothing is looked for where nobody asked.
    assert!(hit(&mut program, "kffc").is_null());
    let found = program.ok("forms.list", json!({"year": 2026, "search": "发霉"}));
    assert!(found["forms"][0]["hits"] == json!([]));
}

#[test]
fn a_search_names_every_place_of_a_form() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Program::open(folder.path()).with_unit();
    let project = program.project("库房防潮改造");
    program.fill(project);
    for path in ["overview", "plan", "goal_period", "goal_annual"] {
        program.set(project, path, "更换密集架并调试。");
    }
    let found = program.ok("forms.list", json!({"year": 2026, "search": "密集架", "places": true}));
    let places: Vec<&str> =
        found["forms"][0]["hits"].as_array().unwrap().iter().map(|hit| hit["place"].as_str().unwrap()).collect();
    // 年度 says the same as 实施期 beside it, in the goals as in the grid.
    assert_eq!(
        places,
        [
            "概况与依据 › 项目概况",
            "概况与依据 › 项目实施计划",
            "总体目标 › 实施期目标",
            "绩效指标 › 数量指标 第2行 实施期",
        ]
    );
    program.set(project, "goal_annual", "年内更换密集架。");
    let found = program.ok("forms.list", json!({"year": 2026, "search": "密集架", "places": true}));
    assert_eq!(found["forms"][0]["hits"][3]["place"], "总体目标 › 年度目标");
}

#[test]
fn the_code_of_the_department_above_is_told_from_the_units_own() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Program::open(folder.path()).with_unit();
    let mut unit = program.ok("unit.get", json!({}));
    unit["implementing_unit"] = json!("云岫县地方志编纂室");
    program.ok("unit.set", unit);
    let form = unit_form(&mut program);
    let code = cell(&mut program, form, "department_code");
    let template = program.ok("form.open", json!({"form": form}))["template"].clone();
    let help = program.ok("help.field", json!({"template": template, "path": "department_code"}));
    assert_eq!(help["title"], "部门代码");
    assert!(help["paragraphs"][0].as_str().unwrap().starts_with("本单位自己的预算代码，上级主管部门的不写在这里"));
    assert_eq!((&code["text"], &code["note"]), (&json!(""), &Value::Null), "its own code is not known");
    let changed = program.set(form, "department_code", "037");
    let note = changed["cells"]["department_code"]["note"].as_str().unwrap();
    assert_eq!(note, "设置里 037 是“云岫县档案馆”的代码，请核对本单位的代码。");
    let changed = program.set(form, "department", "云岫县档案馆");
    assert_eq!(changed["cells"]["department_code"]["note"], Value::Null, "of the department itself it is the code");
    let changed = program.edit(
        form,
        json!([{"do": "set", "path": "department", "text": "云岫县地方志编纂室"}, {"do": "set", "path": "department_code", "text": "037002"}]),
    );
    assert_eq!(changed["cells"]["department_code"]["note"], Value::Null);
}

#[test]
fn a_blank_budget_is_one_blank_and_no_sum_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Program::open(folder.path()).with_unit();
    let form = unit_form(&mut program);
    let of_funds = |view: &Value| -> Vec<String> {
        let found = view["findings"].as_array().unwrap().iter().filter(|found| found["step"] == "funds");
        found.map(|found| found["message"].as_str().unwrap().to_owned()).collect()
    };
    let view = program.ok("form.open", json!({"form": form}));
    assert_eq!(of_funds(&view), ["预算金额：没有填写。"]);
    let changed = program.set(form, "budget.by_source.general_public", "612.45");
    assert_eq!(of_funds(&changed), ["按资金方向划分：没有填写。"]);
    let changed = program.set(form, "budget.by_use.basic", "612.45");
    assert_eq!(of_funds(&changed), Vec::<String>::new());
}
