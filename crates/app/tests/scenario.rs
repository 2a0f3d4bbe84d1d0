//! Whole jobs of an officer, asked for as a window asks.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a scenario ends where it fails")]

mod common;

use common::Program;
use serde_json::{Value, json};
use std::fs;

#[test]
fn from_first_start_to_a_print_for_signature() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("数据");
    let mut program = Program::open(&data);
    let state = program.ok("app.state", json!({}));
    assert_eq!((state["standing"].as_str(), state["year"].as_i64()), (Some("first"), Some(2027)));

    let mut program = program.with_unit();
    let form = program.project("库房防潮改造");
    let state = program.ok("app.state", json!({}));
    // The newest year with forms is shown, although it is time for the next one.
    assert_eq!((state["standing"].as_str(), state["year"].as_i64()), (Some("open"), Some(2026)));
    // What is missing makes a draft too, and is said apart from errors.
    let preview = program.ok("print.preview", json!({"form": form, "pages": []}));
    let words = preview["draft"].as_str().unwrap();
    assert!(
        words.starts_with("还有") && words.ends_with("处要补齐，只能打印草稿") && !words.contains("错误"),
        "{words}"
    );
    let open = program.ok("form.open", json!({"form": form}));
    assert_eq!(open["cells"]["department"]["text"], "云岫县档案馆");
    assert_eq!(open["cells"]["title"]["text"], "云岫县(区)级预算部门(单位)项目支出绩效目标表");
    assert_eq!(open["derived"]["state_word"], "填报中");
    assert!(open["findings"].as_array().unwrap().iter().all(|finding| finding["unfinished"] == true), "{open}");

    program.fill(form);
    let open = program.ok("form.open", json!({"form": form}));
    assert_eq!(open["cells"]["funds.annual.total"]["shown"], "80,000");
    assert_eq!(open["cells"]["funds.annual.total"]["capital"], "捌万元整");
    assert_eq!(program.problems(form), Vec::<String>::new());
    assert_eq!(
        (open["derived"]["full_steps"].as_i64(), open["derived"]["state_word"].as_str()),
        (Some(5), Some("已完成"))
    );
    assert_eq!(open["derived"]["indicators_words"], "8 项指标，两侧都一致");

    // A defect: found with its place, mended by its fix.
    let row = open["groups"][0]["rows"][1]["period"]["value"]["path"].as_str().unwrap().to_owned();
    let changed = program.set(form, &row, "12");
    let finding =
        changed["findings"].as_array().unwrap().iter().find(|finding| finding["path"] == row.as_str()).unwrap();
    assert_eq!(finding["place"], "绩效指标 › 数量指标 第2行 实施期");
    assert_eq!(changed["groups"][0]["rows"][1]["annual"]["value"]["text"], "12", "a linked row changes on both sides");
    let preview = program.ok("print.preview", json!({"form": form}));
    assert_eq!(preview["draft"] != "", finding["severity"] == "error");
    let signature =
        |program: &mut Program| program.ok("print.preview", json!({"form": form, "pages": []}))["unsigned"].clone();
    let date = json!([{"path": "filled_at", "label": "填报日期"}]);
    assert_eq!(signature(&mut program), date, "a form that is full may still lack its signature");
    program.set(form, "filled_at", "20251113152047");
    assert_eq!(signature(&mut program), json!([]));
    let open = program.ok("form.open", json!({"form": form}));
    assert_eq!(open["cells"]["filled_at"]["shown"], "2025年11月13日");
    program.set(form, &row, "12组");
    assert_eq!(program.problems(form), Vec::<String>::new());

    let preview = program.ok("print.preview", json!({"form": form}));
    assert!(preview["pages"][0]["svg"].as_str().unwrap().starts_with("<svg"));
    assert_eq!((preview["draft"].as_str(), preview["missing"].as_array().unwrap().len()), (Some(""), 0));
    let pdf = folder.path().join("报送.pdf");
    let request = json!({"forms": [form], "together": true, "path": pdf});
    let job = program.ok("print.pdf", request.clone());
    let done = program.finish(&job);
    assert_eq!((done["standing"].as_str(), done["files"][0].as_str()), (Some("done"), pdf.to_str()));
    assert!(fs::read(&pdf).unwrap().starts_with(b"%PDF-"));
    assert_eq!(program.refused("print.pdf", request), "E_FILE_EXISTS");
    // Personal data holds back the copy for the public until somebody has looked; the one for the bureau may have it.
    program.set(form, "overview", "联系电话13800138000。");
    let draft = |program: &mut Program, copy: &str| {
        program.ok("print.preview", json!({"form": form, "copy": copy, "pages": []}))["draft"].clone()
    };
    assert_eq!(draft(&mut program, "filing"), "");
    assert_eq!(draft(&mut program, "publication"), "还有 1 处像是个人信息，只能打印草稿");
}

#[test]
fn what_does_not_read_is_kept_and_totals_follow_their_sources() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Program::open(folder.path()).with_unit();
    let form = program.project("河道巡查");
    let changed = program.set(form, "funds.period.local", "61000");
    let total = |changed: &Value, side: &str| changed["cells"][format!("funds.{side}.total")]["shown"].clone();
    assert_eq!((total(&changed, "period"), total(&changed, "annual")), (json!("61,000"), json!("61,000")));
    let changed = program.set(form, "funds.annual.local", "60000");
    assert_eq!((total(&changed, "period"), total(&changed, "annual")), (json!("61,000"), json!("60,000")));
    assert_eq!(changed["cells"]["funds.annual.local"]["linked"], false);
    let changed = program.set(form, "funds.annual.provincial", "约两万");
    assert_eq!(changed["cells"]["funds.annual.provincial"]["read"], "unread");
    // What does not read is passed over; once it is mended, the total goes on following.
    let changed = program.set(form, "funds.annual.local", "六万");
    assert_eq!(total(&changed, "annual"), "");
    let changed = program.set(form, "funds.annual.provincial", "500");
    assert_eq!(total(&changed, "annual"), "500");
    let changed = program.set(form, "funds.annual.local", "60000");
    assert_eq!(total(&changed, "annual"), "60,500");
    // A total that somebody wrote is kept beside its finding.
    program.set(form, "funds.annual.provincial", "");
    let changed = program.set(form, "funds.annual.total", "81000");
    assert_eq!(changed["cells"]["funds.annual.total"]["note"], "与各项之和不同，未重算");
    let changed = program.set(form, "funds.annual.local", "70000");
    assert_eq!(total(&changed, "annual"), "81,000", "it does not follow any more");
    assert_eq!(changed["cells"]["funds.annual.total"]["sum"], "70,000");
    drop(program);
    let mut program = Program::open(folder.path());
    assert_eq!(program.ok("form.open", json!({"form": form}))["cells"]["funds.annual.total"]["text"], "81000");
    assert_eq!(program.ok("amount.read", json!({"text": "1,184,70", "unit": "元"}))["read"], "unread");
    assert_eq!(program.ok("amount.read", json!({"text": "8.1", "unit": "万元"}))["capital"], "捌万壹仟元整");
    assert_eq!(program.ok("value.read", json!({"text": "不少于2"}))["pieces"][2]["kind"], "missing");
}

#[test]
fn rows_are_put_in_moved_taken_out_and_linked_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Program::open(folder.path()).with_unit();
    let form = program.project("业务培训");
    program.fill(form);
    let names = |changed: &Value, group: usize| -> Vec<String> {
        let rows = changed["groups"][group]["rows"].as_array().unwrap();
        rows.iter().map(|row| row["period"]["name"]["text"].as_str().unwrap_or("-").to_owned()).collect()
    };
    let changed = program.edit(
        form,
        json!([{"do": "insert_row", "group": "output/quantity", "at": 1, "period": {"name": "培训期数", "value": "2期"},
                "annual": {"name": "培训期数", "value": "1期"}}]),
    );
    assert_eq!(names(&changed, 0), ["改造库房数量", "培训期数", "更换密集架数量"]);
    assert_eq!(changed["groups"][0]["rows"][1]["link"], "differing");
    let key = changed["groups"][0]["rows"][1]["key"].clone();
    let base = changed["revision"].clone();
    let changed =
        program.ok("form.link", json!({"form": form, "base_revision": base, "link": {"what": "row", "row": key}}));
    assert_eq!(changed["groups"][0]["rows"][1]["annual"]["value"]["text"], "2期");
    let changed = program.edit(form, json!([{"do": "move_row", "row": key, "group": "output/quantity", "at": 0}]));
    assert_eq!(names(&changed, 0), ["培训期数", "改造库房数量", "更换密集架数量"]);
    let changed = program.edit(form, json!([{"do": "move_row", "row": key, "group": "output/quality", "at": 5}]));
    assert_eq!(
        (names(&changed, 0).len(), names(&changed, 1)),
        (2, vec!["工程验收合格率".to_owned(), "培训期数".to_owned()])
    );
    let changed = program.edit(form, json!([{"do": "delete_row", "row": key}]));
    assert_eq!(names(&changed, 1), ["工程验收合格率"]);
    let base = changed["revision"].clone();
    let undone = program.ok("form.undo", json!({"form": form, "base_revision": base}));
    assert_eq!(names(&undone, 1), ["工程验收合格率", "培训期数"]);
    // A blank row waits on both sides until it is filled.
    let changed = program.edit(form, json!([{"do": "insert_row", "group": "output/cost", "at": 0}]));
    let blank = changed["groups"][3]["rows"][0].clone();
    assert_eq!((blank["link"].as_str(), blank["period"]["name"]["text"].as_str()), (Some("linked"), Some("")));
    let changed = program.set(form, blank["annual"]["name"]["path"].as_str().unwrap(), "培训单价");
    assert_eq!(changed["groups"][3]["rows"][0]["key"], blank["key"], "the row does not fall apart");
    assert_eq!(
        program.refused(
            "form.edit",
            json!({"form": form, "base_revision": changed["revision"],
        "edits": [{"do": "delete_row", "row": "99+99"}]})
        ),
        "E_EDIT_PLACE"
    );
}

#[test]
fn rows_are_taken_out_as_they_were_seen_though_they_find_other_partners_meanwhile() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Program::open(folder.path()).with_unit();
    let form = program.project("库房维修");
    // 甲 stands in two levels, so that four sides are left without a partner in their own.
    program.edit(
        form,
        json!([
            {"do": "insert_row", "group": "output/quantity", "at": 0, "period": {"name": "维修面积"}, "annual": {"name": "更换门窗"}},
            {"do": "insert_row", "group": "output/quality", "at": 0, "period": {"name": "验收合格"}, "annual": {"name": "维修面积"}},
        ]),
    );
    let opened = program.ok("form.open", json!({"form": form}));
    let rows: Vec<Value> = opened["groups"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|group| group["rows"].as_array().unwrap().clone())
        .collect();
    assert_eq!(rows.len(), 4);
    let edits: Vec<Value> = rows.iter().map(|row| json!({"do": "delete_row", "row": row["key"]})).collect();
    let changed = program.edit(form, json!(edits));
    assert!(changed["groups"].as_array().unwrap().iter().all(|group| group["rows"].as_array().unwrap().is_empty()));
}

#[test]
fn undo_and_redo_survive_a_restart_and_stand_in_the_history() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Program::open(folder.path()).with_unit();
    let form = program.project("档案数字化");
    program.set(form, "overview", "扫描档案2000卷。");
    program.set(form, "overview", "扫描档案3000卷。");
    drop(program);
    let mut program = Program::open(folder.path());
    let open = program.ok("form.open", json!({"form": form}));
    assert_eq!(open["undo"], json!({"can_undo": true, "can_redo": false}));
    let undone = program.ok("form.undo", json!({"form": form, "base_revision": open["revision"]}));
    assert_eq!(undone["cells"]["overview"]["text"], "扫描档案2000卷。");
    assert_eq!(undone["touched"], json!(["overview"]));
    let redone = program.ok("form.redo", json!({"form": form, "base_revision": undone["revision"]}));
    assert_eq!(redone["cells"]["overview"]["text"], "扫描档案3000卷。");
    assert_eq!(
        program.refused("form.redo", json!({"form": form, "base_revision": redone["revision"]})),
        "E_NOTHING_TO_DO"
    );
    let history = program.ok("form.history", json!({"form": form}));
    let line = &history["lines"][2];
    assert_eq!((line["who"].as_str(), line["operation"].as_str()), (Some("苏小满"), Some("修改")));
    assert_eq!(
        line["changes"][0],
        json!({"place": "概况与依据 › 项目概况", "before": "扫描档案2000卷。", "after": "扫描档案3000卷。", "can_restore": true})
    );
    assert_eq!(history["lines"].as_array().unwrap().len(), 5);
    // What was typed comes before what followed from it, also where it is taken back.
    let amount = program.set(form, "funds.period.local", "5000");
    assert_eq!(amount["touched"][0], "funds.period.local");
    assert!(amount["touched"].as_array().unwrap().len() > 1, "{}", amount["touched"]);
    let undone = program.ok("form.undo", json!({"form": form, "base_revision": amount["revision"]}));
    assert_eq!(undone["touched"][0], "funds.period.local");
    let redone = program.ok("form.redo", json!({"form": form, "base_revision": undone["revision"]}));
    assert_eq!(redone["touched"][0], "funds.period.local");
}

#[test]
fn a_stale_edit_is_refused_and_nothing_is_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Program::open(folder.path()).with_unit();
    let form = program.project("河道巡查");
    let base = program.ok("form.open", json!({"form": form}))["revision"].clone();
    program.set(form, "plan", "3月底前完成。");
    let stale = json!({"form": form, "base_revision": base, "edits": [{"do": "set", "path": "plan", "text": "别的"}]});
    assert_eq!(program.refused("form.edit", stale), "E_EDIT_STALE");
    assert_eq!(program.refused("form.undo", json!({"form": form, "base_revision": base})), "E_EDIT_STALE");
    assert_eq!(program.ok("form.open", json!({"form": form}))["cells"]["plan"]["text"], "3月底前完成。");
}

#[test]
fn a_second_session_may_look_but_not_write() {
    let folder = tempfile::tempdir().unwrap();
    let mut first = Program::open(folder.path()).with_unit();
    let form = first.project("河道巡查");
    let mut second = Program::open(folder.path());
    let state = second.ok("app.state", json!({}));
    assert_eq!((state["standing"].as_str(), state["code"].as_str()), (Some("read_only"), Some("E_DATA_IN_USE")));
    let open = second.ok("form.open", json!({"form": form}));
    let edit = json!({"form": form, "base_revision": open["revision"],
        "edits": [{"do": "set", "path": "plan", "text": "写不进去"}]});
    assert_eq!(second.refused("form.edit", edit.clone()), "E_DATA_IN_USE");
    assert_eq!(second.refused("form.create", json!({"kind": "project", "year": 2026})), "E_DATA_IN_USE");
    drop(first);
    assert_eq!(second.ok("app.reopen", json!({}))["standing"], "open");
    second.ok("form.edit", edit);
}

#[test]
fn last_years_form_moves_on_with_its_dates_named() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Program::open(folder.path()).with_unit();
    let form = program.project("库房防潮改造");
    program.fill(form);
    let copied = program.ok("form.copy", json!({"form": form, "to_year": 2027}));
    let paths: Vec<&str> = copied["look_at"].as_array().unwrap().iter().map(|l| l["path"].as_str().unwrap()).collect();
    assert!(paths.contains(&"basis") && paths.iter().filter(|path| path.ends_with(".value")).count() == 2, "{paths:?}");
    let open = program.ok("form.open", json!({"form": copied["form"]}));
    assert_eq!((open["year"].as_i64(), open["cells"]["funds.annual.total"]["text"].as_str()), (Some(2027), Some("")));
    assert_eq!(open["groups"][0]["rows"].as_array().unwrap().len(), 2);
    let same = program.ok("form.copy", json!({"form": form}));
    assert_eq!(program.ok("form.open", json!({"form": same["form"]}))["name"], "库房防潮改造（副本）");
}

#[test]
fn a_warning_is_passed_over_with_a_reason_and_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Program::open(folder.path()).with_unit();
    let form = program.project("库房防潮改造");
    program.fill(form);
    // A time outside the year is a warning.
    let open = program.ok("form.open", json!({"form": form}));
    let path = open["groups"][2]["rows"][0]["period"]["value"]["path"].as_str().unwrap().to_owned();
    let changed = program.set(form, &path, "2027年3月底前");
    let finding = changed["findings"].as_array().unwrap().iter().find(|finding| finding["waivable"] == true).unwrap();
    let (key, before) = (finding["key"].clone(), changed["derived"]["warnings"].as_i64().unwrap());
    let reason = "租期按合同跨年。";
    let waived = program.ok("form.waive", json!({"form": form, "finding": key, "reason": reason}));
    assert_eq!(waived["derived"]["warnings"].as_i64(), Some(before - 1));
    let list = program.ok("forms.list", json!({}));
    assert_eq!(list["forms"][0]["warnings"].as_i64(), Some(before - 1));
    let report = program.ok("check.year", json!({"year": 2026}));
    assert_eq!(report["waived"], 1);
    let own = |finding: &&Value| finding["key"] == key;
    assert_eq!(
        report["forms"][0]["findings"].as_array().unwrap().iter().find(own).unwrap()["waiver"]["reason"],
        reason
    );
    let back = program.ok("form.waive", json!({"form": form, "finding": key, "reason": ""}));
    assert_eq!(back["derived"]["warnings"].as_i64(), Some(before));
    let long = json!({"form": form, "finding": key, "reason": "长".repeat(101)});
    assert_eq!(program.refused("form.waive", long), "E_EDIT_REFUSED");
}

#[test]
fn deleted_forms_wait_in_the_trash() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Program::open(folder.path()).with_unit();
    let form = program.project("河道巡查");
    assert_eq!(program.refused("trash.purge", json!({"forms": [form]})), "E_NOTHING_TO_DO");
    program.ok("forms.delete", json!({"forms": [form]}));
    assert_eq!(program.ok("forms.list", json!({}))["forms"], json!([]));
    assert_eq!(program.ok("trash.list", json!({}))["forms"][0]["deleted"], "今天 09:00");
    let edit = json!({"form": form, "base_revision": 2, "edits": [{"do": "set", "path": "plan", "text": "x"}]});
    assert_eq!(program.refused("form.edit", edit), "E_FORM_DELETED");
    program.ok("forms.restore", json!({"forms": [form]}));
    assert_eq!(program.ok("forms.list", json!({}))["forms"][0]["name"], "河道巡查");
    program.ok("forms.delete", json!({"forms": [form]}));
    program.ok("trash.purge", json!({"forms": [form]}));
    assert_eq!(program.refused("form.open", json!({"form": form})), "E_FORM_NONE");
}

#[test]
fn what_is_no_request_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Program::open(folder.path());
    assert_eq!(program.refused("disk.format", json!({})), "E_REQUEST");
    assert_eq!(program.refused("app.about", json!({"more": 1})), "E_REQUEST");
    assert_eq!(program.refused("form.open", json!({})), "E_REQUEST");
    for request in [json!("app.about"), json!(null), json!({"form": 1}), json!({"op": 5})] {
        assert_eq!(program.session.answer(request.clone())["error"]["code"], "E_REQUEST", "{request}");
    }
}
