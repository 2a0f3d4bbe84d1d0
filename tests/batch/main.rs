//! What many units delivered, gathered: good, missing, doubled, damaged, of another year; read back from the workbook and the tables.

mod delivered;
mod tables;

use calamine::{Data, Reader, Xlsx, open_workbook};
use delivered::{Delivered, YEAR, batch, exit, jibiao, said, sample};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

fn sheet(out: &Path, name: &str) -> Vec<Vec<Data>> {
    let mut book: Xlsx<_> = open_workbook(out.join("汇总.xlsx")).expect("a workbook");
    let formulas = book.worksheet_formula(name).expect("formulas");
    assert!(formulas.rows().flatten().all(String::is_empty), "{name} has formulas");
    book.worksheet_range(name).expect(name).rows().skip(1).map(<[Data]>::to_vec).collect()
}

fn texts(rows: &[Vec<Data>]) -> Vec<Vec<String>> {
    rows.iter().map(|row| row.iter().map(ToString::to_string).collect()).collect()
}

fn manifest(out: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(out.join("batch.json")).expect("manifest")).expect("JSON")
}

#[test]
fn who_is_missing_what_is_doubled_and_what_cannot_be_read_stands_in_the_report() {
    let all = Delivered::new();
    let output = batch(&all, &["--units", "名单.csv", "--year", YEAR]);
    assert_eq!(exit(&output), 1, "{}", said(&output));
    assert!(said(&output).contains("3 个单位没有报送"), "{}", said(&output));
    let out = all.out();

    let summary: BTreeMap<String, String> =
        texts(&sheet(&out, "汇总")).into_iter().map(|row| (row[0].clone(), row[1].clone())).collect();
    for (name, count) in [
        ("名单里的单位", "6"),
        ("已报送的单位", "3"),
        ("没有报送的单位", "3"),
        ("名单外的单位", "1"),
        ("不能读取", "7"),
        ("未计入的表", "27"),
        ("项目表", "37"),
        ("整体表", "3"),
    ] {
        assert_eq!(summary[name], count, "{name}: {summary:?}");
    }

    let missing = texts(&sheet(&out, "未报送"));
    let of = |name: &str| missing.iter().find(|row| row[1] == name).unwrap_or_else(|| panic!("{name}: {missing:?}"));
    assert_eq!(of("云岫县水库站")[3], "没有收到");
    assert!(of("云岫县第4中心")[3].contains("可能是它的"), "{missing:?}");
    assert!(of("云岫县第5中心")[3].contains("未计入"), "{missing:?}");
    assert_eq!(of("云岫县第2中心")[3], "应报 13 个项目，收到 12 个");
    assert_eq!(missing.len(), 4, "{missing:?}");

    let not_counted = texts(&sheet(&out, "未计入"));
    let why = |file: &str| -> Vec<(String, String)> {
        let own = not_counted.iter().filter(|row| row[6] == file);
        own.map(|row| (row[3].clone(), row[4].clone())).collect()
    };
    let one = |count: &str, why: &str| vec![(count.to_owned(), why.to_owned())];
    assert_eq!(why("003再报.jbz"), one("13", "重复报送（内容相同）"), "{not_counted:?}");
    assert_eq!(why("002补.jbz"), one("1", "重复报送（内容不同）"), "{not_counted:?}");
    assert_eq!(why("005.jbz"), one("13", "年度不符"), "{not_counted:?}");

    let unread = texts(&sheet(&out, "不能读取"));
    let code = |file: &str| unread.iter().find(|row| row[0].contains(file)).map(|row| row[2].clone());
    for (file, expected) in [
        ("004 云岫县第4中心.jbz", "E_PACKAGE"),
        ("改过.jbz", "E_PACKAGE_CHANGED"),
        ("炸弹.jbz", "E_PACKAGE"),
        ("新版.jbz", "E_PACKAGE_VERSION"),
        ("\u{fffd}", "E_PACKAGE"),
        ("断了.json", "E_FORM_JSON"),
        ("别的模板.json", "E_TEMPLATE_UNKNOWN"),
        ("说明.txt", ""),
        ("budget.json", ""),
    ] {
        assert_eq!(code(file).as_deref(), Some(expected), "{file}: {unread:?}");
    }

    let units = sheet(&out, "单位");
    assert_eq!(units.len(), 5, "three that count, one of which nothing counts, one beside the list");
    let first = &units[0];
    assert_eq!(first[0], Data::String("001".to_owned()), "a code keeps its zeros");
    // 13 forms, of which 12 are projects; their annual totals as the sample has them.
    assert_eq!((first[4].clone(), first[5].clone()), (Data::Float(1.0), Data::Float(12.0)));
    assert_eq!(first[7], Data::Float(2_325_482.36));
    let outside = texts(&units).into_iter().find(|row| row[2] == "否").expect("one outside");
    assert_eq!(outside[1], "=1+1", "a name that looks like a formula is a name");
    assert_eq!(sheet(&out, "项目").len(), 37);
    let findings = sheet(&out, "问题");
    assert_eq!(findings.len(), tables::lines(&out, "findings").len());
    let by_rule: f64 = sheet(&out, "规则").iter().map(|row| number(&row[3]) + number(&row[4])).sum();
    let by_unit: f64 = sheet(&out, "规则与单位").iter().map(|row| number(&row[4]) + number(&row[5])).sum();
    assert_eq!((by_rule as usize, by_unit as usize), (findings.len(), findings.len()));

    let told = manifest(&out);
    assert_eq!((told["units"].as_u64(), told["year"].as_i64()), (Some(4), YEAR.parse().ok()));
    assert_eq!(told["unread"].as_array().map(Vec::len), Some(unread.len()));
}

fn number(cell: &Data) -> f64 {
    match cell {
        Data::Float(number) => *number,
        other => panic!("{other} is no number"),
    }
}

#[test]
fn the_findings_are_those_of_a_check_of_the_unit() {
    let all = Delivered::new();
    batch(&all, &[]);
    let checked = jibiao(all.path(), &["check", "收件/001.jbz", "--format", "json"]);
    let of_check = String::from_utf8(checked.stdout).expect("UTF-8");
    let key = |line: &Value, code: &str| [code, "path", "message", "severity"].map(|key| line[key].to_string());
    let mut expected: Vec<_> =
        of_check.lines().map(|line| key(&serde_json::from_str(line).expect("JSON"), "code")).collect();
    let findings = tables::lines(&all.out(), "findings");
    let mut found: Vec<_> =
        findings.iter().filter(|line| line["unit_code"] == "001").map(|line| key(line, "rule")).collect();
    expected.sort();
    found.sort();
    assert!(found.len() > 20);
    assert_eq!(found, expected);
}

#[test]
fn a_unit_in_several_files_is_checked_as_one() {
    let all = Delivered::empty();
    // The same indicators in two projects of a unit are found across its files, and not across units.
    let forms = sample(all.path());
    let (_, text) = &forms[3];
    for (file, unit, name) in [("a", "第1中心", "甲项目"), ("b", "第1中心", "乙项目"), ("c", "第2中心", "丙项目")]
    {
        let mut form: Value = serde_json::from_str(&text.replace("档案馆", unit)).expect("JSON");
        form["project_name"] = name.into();
        fs::write(all.inbox().join(format!("{file}.json")), form.to_string()).expect("written");
    }
    assert_eq!(exit(&batch(&all, &[])), 1);
    let copied: Vec<String> = tables::lines(&all.out(), "findings")
        .iter()
        .filter(|line| line["rule"] == "A24")
        .map(|line| line["form_name"].as_str().expect("a name").to_owned())
        .collect();
    assert!(
        !copied.is_empty() && copied.iter().all(|name| ["甲项目", "乙项目"].contains(&name.as_str())),
        "{copied:?}"
    );
}

#[test]
fn what_a_unit_let_pass_is_told_apart_and_an_error_stands() {
    let all = Delivered::empty();
    assert_eq!(exit(&jibiao(all.path(), &["sample", "-o", "s"])), 0);
    assert_eq!(exit(&jibiao(all.path(), &["db", "add", "s", "--data", "data"])), 0);
    let clock = || chrono::DateTime::parse_from_rfc3339("2026-03-02T09:00:00+08:00").expect("a time");
    let mut store = jibiao_app::data::open(&all.path().join("data"), clock).expect("data");
    let id = |store: &jibiao_app::data::Store, name: &str| {
        store.all().expect("all").iter().find(|line| line.name.contains(name)).expect("a form").id
    };
    let (warning, error) = (id(&store, "消防"), id(&store, "密集架"));
    store.waive(warning, "F01", "overview", "已与股室核对").expect("waived");
    store.waive(error, "B01", "funds.annual.total", "就是这样").expect("waived");
    drop(store);
    let export = ["db", "export", "--data", "data", "--to", "package", "-o", "收件/a.jbz"];
    assert_eq!(exit(&jibiao(all.path(), &export)), 0);
    batch(&all, &[]);
    let findings = tables::lines(&all.out(), "findings");
    let of = |rule: &str, path: &str| {
        let mut own = findings.iter().filter(|line| line["rule"] == rule && line["path"] == path);
        own.find(|line| line["waived"] == true).map(|line| line["waived_reason"].clone())
    };
    assert_eq!(of("F01", "overview"), Some("已与股室核对".into()));
    assert_eq!(of("B01", "funds.annual.total"), None);
    assert!(findings.iter().any(|line| line["rule"] == "B01"));
    assert_eq!(manifest(&all.out())["waived"], 1);
}

#[test]
fn the_same_deliveries_give_the_same_bytes_and_a_changed_report_is_left_alone() {
    let all = Delivered::new();
    let bytes = || -> BTreeMap<String, Vec<u8>> {
        let entries = fs::read_dir(all.out()).expect("report").map(|entry| entry.expect("entry"));
        entries
            .map(|entry| (entry.file_name().to_string_lossy().into_owned(), fs::read(entry.path()).expect("read")))
            .collect()
    };
    batch(&all, &["--units", "名单.csv"]);
    let first = bytes();
    assert_eq!(first.len(), 8, "nothing else is left in the folder: {:?}", first.keys());
    batch(&all, &["--units", "名单.csv"]);
    assert!(first == bytes());

    fs::remove_file(all.inbox().join("001.jbz")).expect("removed");
    batch(&all, &["--units", "名单.csv"]);
    let fewer = bytes();
    assert!(first["forms.jsonl"] != fewer["forms.jsonl"], "an unchanged report gives way to a newer one");

    fs::write(all.out().join("汇总.xlsx"), b"PK somebody's notes").expect("written");
    let refused = batch(&all, &["--units", "名单.csv"]);
    assert_eq!(exit(&refused), 2);
    assert!(said(&refused).contains("E_FILE_EXISTS") && said(&refused).contains("汇总.xlsx"), "{}", said(&refused));
    assert_eq!(bytes()["汇总.xlsx"], b"PK somebody's notes");
    assert_eq!(bytes()["forms.jsonl"], fewer["forms.jsonl"]);
}

#[test]
fn a_run_that_was_cut_off_while_it_renamed_its_files_blocks_no_other() {
    let all = Delivered::new();
    assert!(exit(&batch(&all, &[])) < 2);
    let out = all.out();
    let (whole, old) = (manifest(&out), fs::read(out.join("forms.jsonl")).expect("table"));
    // Half the files are of the new run, half of the one before; the manifest knows both.
    let mut half = whole.clone();
    half["before"] = json!({"forms.jsonl": whole["files"]["forms.jsonl"]});
    half["files"]["forms.jsonl"] = json!("0");
    fs::write(out.join("batch.json"), half.to_string()).expect("written");
    assert!(exit(&batch(&all, &[])) < 2);
    assert_eq!(manifest(&out), whole);
    assert_eq!(fs::read(out.join("forms.jsonl")).expect("table"), old);
    half["before"] = json!({});
    fs::write(out.join("batch.json"), half.to_string()).expect("written");
    assert_eq!(exit(&batch(&all, &[])), 2);
}

#[test]
fn a_report_inside_the_folder_is_no_delivery() {
    let all = Delivered::new();
    let run = || jibiao(all.path(), &["batch", "收件", "-o", "收件/汇总", "--units", "名单.csv"]);
    assert_eq!(exit(&run()), 1);
    let first = manifest(&all.inbox().join("汇总"));
    assert_eq!(exit(&run()), 1);
    assert_eq!(first, manifest(&all.inbox().join("汇总")));
}

#[test]
fn what_cannot_become_a_report_is_refused_before_anything_is_written() {
    let all = Delivered::empty();
    let refused = |args: &[&str], code: &str| {
        let output = jibiao(all.path(), &[&["batch"], args].concat());
        assert_eq!(exit(&output), 2, "{args:?}: {}", said(&output));
        assert!(said(&output).contains(code), "{args:?}: {}", said(&output));
    };
    refused(&["收件", "-o", "out"], "E_NO_FORMS");
    refused(&["没有", "-o", "out"], "E_FILE_MISSING");
    refused(&["名单.csv", "-o", "out"], "E_REQUEST");
    refused(&["收件", "-o", "名单.csv", "--units", "名单.csv"], "E_FILE_EXISTS");
    fs::write(all.path().join("空.csv"), "通知,附件\n").expect("written");
    refused(&["收件", "-o", "out", "--units", "空.csv"], "E_UNITS");
    refused(&["收件", "-o", "out", "--units", "名单.csv", "--rules", "B02"], "B02");
    assert!(!all.out().exists());

    // With a list an empty folder says something: nobody delivered.
    let output = batch(&all, &["--units", "名单.csv"]);
    assert_eq!(exit(&output), 1, "{}", said(&output));
    assert_eq!(sheet(&all.out(), "未报送").len(), 6);
    let dry = jibiao(all.path(), &["batch", "收件", "-o", "另一个", "--units", "名单.csv", "--dry-run"]);
    assert_eq!(exit(&dry), 0);
    assert_eq!(String::from_utf8_lossy(&dry.stdout).lines().count(), 8);
    assert!(!all.path().join("另一个").exists());
}

#[test]
fn without_a_list_nothing_is_said_of_missing_units() {
    let all = Delivered::new();
    let output = batch(&all, &[]);
    assert!(said(&output).contains("说不了哪些单位没有报送"), "{}", said(&output));
    assert!(manifest(&all.out())["missing"].is_null());
    assert_eq!(texts(&sheet(&all.out(), "未报送"))[0][3], "没有给单位名单（--units），说不了哪些单位没有报送");
    // Two years stand in one sum: that is said.
    let summary = texts(&sheet(&all.out(), "汇总"));
    assert!(summary.iter().any(|row| row[3].contains("年度不止一个")), "{summary:?}");
}

#[test]
fn a_full_disk_leaves_the_last_report_and_nothing_else() {
    let Some(disk) = jibiao_testkit::faults::SmallDisk::mount(4_000) else { return };
    let all = Delivered::new();
    let out = disk.path().join("汇总");
    let run = || jibiao(all.path(), &["batch", "收件", "-o", &out.to_string_lossy(), "--units", "名单.csv"]);
    assert_eq!(exit(&run()), 1);
    let names = || -> Vec<String> {
        let entries = fs::read_dir(&out).expect("report").map(|entry| entry.expect("entry"));
        let mut names: Vec<String> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    };
    let (first, whole) = (manifest(&out), names());
    fs::remove_file(all.inbox().join("001.jbz")).expect("removed");
    // Room for the forms that wait, for some tables, for nearly everything.
    for blocks in [0, 8, 40, 80, 120] {
        disk.leave(blocks);
        let full = run();
        assert_eq!(exit(&full), 2, "{blocks}: {}", said(&full));
        assert!(said(&full).contains("（E_"), "{}", said(&full));
        assert_eq!((manifest(&out), names()), (first.clone(), whole.clone()), "{blocks}");
        disk.free();
    }
    assert_eq!(exit(&run()), 1);
    assert!(first != manifest(&out));
}
