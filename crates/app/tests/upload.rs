//! What a bureau's system wants: a mapping file of one's own in the window; packages verified; pasted cells, scans and chosen lines of a budget.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a scenario ends where it fails")]

mod common;

use common::Program;
use jibiao_exchange::import::read;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

/// A bureau's columns: other heads, another order, codes, amounts in 万元.
const MAPPING: &str = r#"name = "云岫县预算系统"

[codes.project_code]
"库房防潮改造" = "000120260000000035"

[codes.sign]
words = "定性"

[[sheet]]
name = "项目"
of = "project"
rows = "forms"
columns = [
  { field = "funds.annual.total", head = "本年预算（万元）", money = "万元" },
  { field = "project_code", head = "项目编码" },
  { field = "project_name", head = "名称" },
]

[[sheet]]
name = "指标"
of = "project"
rows = "indicators"
columns = [
  { field = "name", head = "指标" },
  { field = "sign", head = "符号", codes = "sign" },
]
"#;

fn write(folder: &Path, name: &str, content: impl AsRef<[u8]>) -> String {
    let path = folder.join(name);
    fs::write(&path, content).unwrap();
    path.display().to_string()
}

fn rows(file: &str) -> Vec<Vec<String>> {
    let grid = read::read(file, &fs::read(file).unwrap()).unwrap();
    grid.rows.iter().map(|row| row.cells.iter().map(|cell| cell.text.clone()).collect()).collect()
}

#[test]
fn the_mapping_of_a_bureau_is_kept_and_used_by_rows_and_pieces() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("数据");
    let mut program = Program::open(&data).with_unit();
    let form = program.project("库房防潮改造");
    program.fill(form);
    let note = |program: &mut Program| {
        let formats = program.ok("export.formats", json!({}))["formats"].as_array().unwrap().clone();
        let rows = formats.into_iter().find(|format| format["id"] == "xlsx-rows").unwrap();
        rows["note"].as_str().unwrap().to_owned()
    };
    let own = program.ok("mapping.get", json!({}));
    assert!(
        own["name"].is_null() && own["columns"][0].as_str().unwrap().starts_with("绩效指标：项目代码、项目名称"),
        "{own}"
    );
    assert!(note(&mut program).contains("通用的列；项目代码"));

    let file = write(folder.path(), "县财政局.toml", MAPPING);
    let set = program.ok("mapping.set", json!({"path": file}));
    assert_eq!(
        set,
        json!({"name": "县财政局.toml", "columns": ["项目：本年预算（万元）、项目编码、名称", "指标：指标、符号"],
               "message": "用的是“云岫县预算系统”（县财政局.toml），2 个工作表，1 个项目代码"})
    );
    fs::remove_file(&file).unwrap();
    drop(program);

    let mut program = Program::open(&data);
    assert_eq!(program.ok("mapping.get", json!({})), set, "kept over a start, and without the file that it came from");
    assert!(note(&mut program).contains("云岫县预算系统"));
    let job = program.ok("export.run", json!({"forms": [form], "format": "xlsx-rows", "folder": folder.path()}));
    let done = program.finish(&job);
    assert_eq!(done["message"], "已导出 1 份表，1 个文件", "with codes there is nothing to be filled in by hand");
    let written = rows(done["files"][0].as_str().unwrap());
    assert_eq!(written[0], ["本年预算（万元）", "项目编码", "名称"]);
    assert_eq!(written[1], ["8.00", "000120260000000035", "库房防潮改造"]);
    assert!(written.contains(&vec!["档案保管条件".to_owned(), "定性".to_owned()]), "{written:?}");
    let pieces = program.ok("form.pieces", json!({"form": form}));
    assert_eq!(
        (&pieces["pieces"][0]["label"], &pieces["pieces"][1]["label"]),
        (&json!("本年预算（万元）"), &json!("项目编码"))
    );

    // The kept file can be taken to another machine as it is.
    let mut other = Program::open(&folder.path().join("另一台"));
    let kept = data.join("上传列.toml");
    assert_eq!(other.ok("mapping.set", json!({"path": kept})), set);

    let back = program.ok("mapping.set", json!({"path": null}));
    assert_eq!((back, kept.exists()), (own, false));
    assert_eq!(program.ok("mapping.set", json!({"path": null}))["name"], Value::Null);
}

#[test]
fn a_mapping_that_does_not_read_is_refused_and_never_gives_way_to_another() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("数据");
    let mut program = Program::open(&data).with_unit();
    let form = program.project("库房防潮改造");
    program.fill(form);
    let good = write(folder.path(), "县.toml", MAPPING);
    let set = program.ok("mapping.set", json!({"path": good}));
    let faulty = write(folder.path(), "错.toml", MAPPING.replace("project_name", "project_nam"));
    assert_eq!(program.refused("mapping.set", json!({"path": faulty})), "E_MAPPING");
    assert_eq!(program.refused("mapping.set", json!({"path": folder.path().join("没有.toml")})), "E_FILE_MISSING");
    assert_eq!(program.ok("mapping.get", json!({})), set, "the one that was kept stays");

    let kept = data.join("上传列.toml");
    fs::write(&kept, fs::read_to_string(&kept).unwrap().replace("\"名称\"", "\"\"")).unwrap();
    let broken = program.ok("mapping.get", json!({}));
    assert_eq!((&broken["name"], &broken["columns"]), (&json!("县.toml"), &json!([])));
    let message = broken["message"].as_str().unwrap();
    assert!(
        message.contains("上传列.toml") && message.contains("第16行") && message.contains("E_MAPPING"),
        "{message}"
    );
    let run = json!({"forms": [form], "format": "xlsx-rows", "folder": folder.path()});
    assert_eq!(program.refused("export.run", run), "E_MAPPING");
    assert_eq!(program.refused("form.pieces", json!({"form": form})), "E_MAPPING");
    let formats = program.ok("export.formats", json!({}));
    assert!(formats.to_string().contains("第16行"), "{formats}");
    let job = program.ok("export.run", json!({"forms": [form], "format": "json", "folder": folder.path()}));
    assert_eq!(program.finish(&job)["faults"], json!([]), "what needs no columns is written all the same");
}

#[test]
fn a_package_is_verified_and_a_code_from_paper_finds_its_form() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Program::open(&folder.path().join("数据")).with_unit();
    let forms = ["库房防潮改造", "河道巡查"].map(|name| {
        let form = program.project(name);
        program.fill(form);
        form
    });
    let job = program.ok("export.run", json!({"forms": forms, "format": "package", "folder": folder.path()}));
    let file = program.finish(&job)["files"][0].as_str().unwrap().to_owned();
    let good = program.ok("package.verify", json!({"path": file}));
    assert_eq!((&good["good"], good["forms"].as_array().unwrap().len()), (&json!(true), 2), "{good}");
    let second = &good["forms"][1];
    assert_eq!((&second["name"], &second["year"], &second["good"]), (&json!("河道巡查"), &json!(2026), &json!(true)));
    let code = second["code"].as_str().unwrap();
    let ask = |program: &mut Program, path: &str, code: &str| {
        let answer = program.ok("package.verify", json!({"path": path, "code": code}));
        (answer["good"].as_bool().unwrap(), answer["message"].as_str().unwrap().to_owned())
    };
    let (found, message) = ask(&mut program, &file, &code.to_lowercase());
    assert!(found && message.contains("第 2 份“河道巡查”"), "{message}");
    let (found, message) = ask(&mut program, &file, "AAAA-BBBB-CCCC-DDDD");
    assert!(!found && message.contains("没有一份表的校验码是"), "{message}");
    assert!(!ask(&mut program, &file, "123").0);

    let bytes = fs::read(&file).unwrap();
    let cut = write(folder.path(), "断.jbz", &bytes[..bytes.len() / 2]);
    let damaged = program.ok("package.verify", json!({"path": cut}));
    assert!(damaged["good"] == false && damaged["forms"] == json!([]), "{damaged}");
    assert!(damaged["message"].as_str().unwrap().contains("传输时断了"), "{damaged}");
    assert_eq!(program.refused("package.verify", json!({"path": folder.path().join("没有.jbz")})), "E_FILE_MISSING");
}

const TEXT: &str = "项目支出绩效目标表\n(2026年度)\n项目名称\t河道巡查\n主管部门及代码\t037-云岫县档案馆\n项目概况\t每月巡查l2次。\n\
    绩效指标\t一级指标\t二级指标\t三级指标\t指标值\n\t产出指标\t数量指标\t巡查次数\t≥l2次\n\t\t质量指标\t记录完整率\t1005\n";

/// The same as a table of a web page.
const HTML: &str = "<meta charset='utf-8'><table><tr><td colspan=5>项目支出绩效目标表</td></tr><tr><td colspan=5>(2026年度)</td></tr>\
    <tr><td>项目名称</td><td colspan=4>堤坝加固</td></tr>\
    <tr><td rowspan=2>绩效指标</td><td>一级指标</td><td>二级指标</td><td>三级指标</td><td>指标值</td></tr>\
    <tr><td>产出指标</td><td>数量指标</td><td>加固长度</td><td>≥12公里</td></tr></table>";

#[test]
fn what_was_pasted_is_planned_like_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Program::open(folder.path()).with_unit();
    let plan = program.ok("import.plan", json!({"paths": [], "year": 2026, "pasted": {"text": TEXT, "html": null}}));
    assert_eq!((&plan["forms"][0]["name"], &plan["refused"]), (&json!("河道巡查"), &json!([])));
    assert!(plan["forms"][0]["source"].as_str().unwrap().starts_with("粘贴的内容"), "{plan}");
    let apply = json!({"plan": plan["plan"], "forms": [{"index": 0, "as": "new"}]});
    assert_eq!(program.ok("import.apply", apply)["message"], "已导入 1 份表");
    assert_eq!(program.ok("transfers.list", json!({}))["lines"][0]["name"], "粘贴的内容");

    // The page's own table says more than its text; where it holds no form the text is read.
    let pasted = |html: &str| json!({"paths": [], "year": 2026, "pasted": {"text": TEXT, "html": html}});
    assert_eq!(program.ok("import.plan", pasted(HTML))["forms"][0]["name"], "堤坝加固");
    assert_eq!(program.ok("import.plan", pasted("<b>河道</b>"))["forms"][0]["name"], "河道巡查");
    let none = program.ok("import.plan", json!({"paths": [], "year": 2026, "pasted": {"text": "通知", "html": null}}));
    assert_eq!((&none["forms"], &none["refused"][0]["file"]), (&json!([]), &json!("粘贴的内容")));
    assert_eq!(none["refused"][0]["code"], "E_NO_FORMS");
    assert_eq!(program.refused("import.plan", json!({"paths": [], "year": 2026})), "E_NO_FORMS");
}

#[test]
fn texts_that_a_scan_probably_read_wrong_are_offered_right() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Program::open(&folder.path().join("数据"));
    let file = write(folder.path(), "识别.txt", TEXT);
    let doubts = |program: &mut Program, scanned: Value| -> Vec<(String, String)> {
        let plan = program.ok("import.plan", json!({"paths": [file], "year": 2026, "scanned": scanned}));
        let cells = plan["forms"][0]["cells"].as_array().unwrap().clone();
        let doubted = cells.into_iter().filter(|cell| cell["message"].as_str().unwrap().contains("疑似识别错误"));
        doubted
            .map(|cell| {
                assert_eq!(cell["sureness"], "look_here");
                (cell["text"].as_str().unwrap().to_owned(), cell["offer"].as_str().unwrap().to_owned())
            })
            .collect()
    };
    assert_eq!(doubts(&mut program, json!(false)), []);
    assert_eq!(doubts(&mut program, Value::Null), []);
    let mut found = doubts(&mut program, json!(true));
    found.sort();
    let pairs = [("1005", "100%"), ("≥l2次", "≥12次"), ("每月巡查l2次。", "每月巡查12次。")];
    assert_eq!(found, pairs.map(|(text, offer)| (text.to_owned(), offer.to_owned())));
}

#[test]
fn only_the_chosen_lines_of_a_budget_are_taken() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Program::open(&folder.path().join("数据"));
    let file = write(folder.path(), "预算.csv", "项目名称,合计\n河道巡查,12.00\n堤坝加固,30.00\n业务培训,2.50\n");
    let mut apply = |rows: Value| {
        let plan = program.ok("import.plan", json!({"paths": [file], "year": 2026}));
        assert_eq!(plan["budget"].as_array().unwrap().len(), 3);
        let mut request = json!({"plan": plan["plan"], "forms": [], "budget_year": 2026});
        if !rows.is_null() {
            request["budget_rows"] = rows;
        }
        if request["budget_rows"] == json!([3]) {
            return vec![program.refused("import.apply", request)];
        }
        program.ok("import.apply", request);
        let budget = program.ok("budget.get", json!({"year": 2026}));
        let names =
            budget["rows"].as_array().unwrap().iter().map(|row| row["line"]["name"].as_str().unwrap().to_owned());
        names.collect()
    };
    assert_eq!(apply(json!([2, 0])), ["河道巡查", "业务培训"]);
    assert_eq!(apply(json!([])), ["河道巡查", "业务培训"], "none taken leaves what is there");
    assert_eq!(apply(json!([3])), ["E_REQUEST"]);
    assert_eq!(apply(Value::Null), ["河道巡查", "堤坝加固", "业务培训"]);
}
