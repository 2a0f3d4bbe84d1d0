//! Where a run may write, what it never replaces, and how it ends where it cannot.

use super::{code, err, form, jibiao, out, sample, text};
use std::fs;

#[test]
fn a_report_is_replaced_only_when_it_is_asked_for_and_refused_before_the_work() {
    let (folder, forms) = sample();
    let report = folder.path().join("报告.html");
    let check = |more: &[&str]| {
        let one = form(&forms, "05");
        let mut arguments = vec!["check", text(&one), "--report", text(&report)];
        arguments.extend(more);
        jibiao(&arguments)
    };
    assert_eq!(code(&check(&[])), 0);
    let again = check(&[]);
    assert_eq!(code(&again), 2);
    assert!(err(&again).contains("E_FILE_EXISTS") && err(&again).contains("--replace"), "{}", err(&again));
    assert_eq!(out(&again), "", "nothing was checked");
    fs::write(&report, "以前的报告").expect("written");
    assert_eq!(code(&check(&["--replace"])), 0);
    assert!(fs::read_to_string(&report).expect("report").contains("<h1>绩效目标表检查报告</h1>"));
}

#[test]
fn a_print_replaces_a_print_and_never_another_pdf() {
    let (folder, forms) = sample();
    let (one, pdf) = (form(&forms, "05"), folder.path().join("表.PDF"));
    let print = || jibiao(&["print", text(&one), "-o", text(&pdf)]);
    assert_eq!(code(&print()), 0, "{}", err(&print()));
    assert!(pdf.is_file(), "capitals name a file too");
    assert_eq!(code(&print()), 0);
    let mut signed = fs::read(&pdf).expect("print");
    signed.extend(b"\n1 0 obj <</Type /Sig>> endobj\nstartxref\n0\n%%EOF\n");
    for other in [b"%PDF-1.4 scan".to_vec(), signed] {
        fs::write(&pdf, &other).expect("written");
        let refused = print();
        assert_eq!(code(&refused), 2);
        assert!(err(&refused).contains("E_FILE_EXISTS"), "{}", err(&refused));
        assert_eq!(fs::read(&pdf).expect("kept"), other);
    }
    let refused = jibiao(&["print", text(&one), "-o", text(&folder.path().join("表.txt"))]);
    assert_eq!(code(&refused), 2);
    assert!(!folder.path().join("表.txt").exists());
}

#[test]
fn a_place_that_cannot_be_written_ends_every_command_alike_and_in_chinese() {
    let (folder, forms) = sample();
    let one = form(&forms, "05");
    fs::write(folder.path().join("文件"), "").expect("written");
    let inside = |name: &str| folder.path().join("文件").join(name);
    for arguments in [
        vec!["print", text(&one), "-o", text(&inside("a.pdf"))],
        vec!["export", text(&one), "--to", "json", "-o", text(&inside("a.json"))],
        vec!["export", text(&one), "--to", "docx", "-o", text(&inside("a.docx"))],
        vec!["export", text(&one), "--to", "xlsx-form", "-o", text(&inside(""))],
        vec!["export", text(&one), "--to", "xlsx-rows", "-o", text(&inside("a.xlsx"))],
        vec!["export", text(&one), "--to", "text", "-o", text(&inside("a.txt"))],
        vec!["export", text(&one), "--to", "package", "-o", text(&inside("a.jbz"))],
        vec!["check", text(&one), "--report", text(&inside("a.html"))],
    ] {
        let refused = jibiao(&arguments);
        assert_eq!(code(&refused), 2, "{arguments:?}: {}", err(&refused));
        let said = err(&refused).replace(text(folder.path()), "");
        assert!(said.contains("E_FILE_WRITE"), "{arguments:?}: {said}");
        assert!(!said.contains("os error") && !said.contains("directory"), "{said}");
    }
}

#[cfg(unix)]
#[test]
fn devices_and_pipes_are_neither_read_nor_replaced() {
    let (folder, forms) = sample();
    let pipe = folder.path().join("管道.json");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().is_ok_and(|status| status.success()));
    let refused = jibiao(&["check", text(&pipe)]);
    assert_eq!(code(&refused), 2);
    assert!(err(&refused).contains("管道"), "{}", err(&refused));
    let one = form(&forms, "05");
    let onto = jibiao(&["export", text(&one), "--to", "json", "-o", text(&pipe)]);
    assert_eq!(code(&onto), 2, "{}", err(&onto));
    use std::os::unix::fs::FileTypeExt as _;
    assert!(fs::metadata(&pipe).expect("pipe").file_type().is_fifo());
    let full = std::process::Command::new("sh")
        .args(["-c", &format!("'{}' --help > /dev/full", jibiao_testkit::program("jibiao").display())])
        .output()
        .expect("sh runs");
    assert_eq!(full.status.code(), Some(2));
    assert!(err(&full).contains("磁盘空间不足"), "{}", err(&full));
}

#[test]
fn what_is_asked_wrongly_ends_with_2() {
    let (folder, forms) = sample();
    let (one, budget) = (form(&forms, "05"), form(&forms, "budget"));
    let none = jibiao(&["check", text(&one), "--rules", ""]);
    assert_eq!(code(&none), 2);
    assert!(err(&none).contains("没有写规则"), "{}", err(&none));
    let fixed = jibiao(&["check", text(&one), "--fixed", text(&one)]);
    assert_eq!(code(&fixed), 2);
    assert!(err(&fixed).contains("这不是固化指标的文件"), "{}", err(&fixed));
    let output = folder.path().join("公开");
    let disclose = |more: &[&str]| {
        let mut arguments = vec!["disclose", text(&one), "--budget", text(&budget), "-o", text(&output)];
        arguments.extend(more);
        jibiao(&arguments)
    };
    assert_eq!(code(&disclose(&["--withhold", "不存在"])), 2);
    let twice = disclose(&[text(&one)]);
    assert_eq!(code(&twice), 2);
    assert!(err(&twice).contains("有两份表"), "{}", err(&twice));
    assert!(!output.exists());
    let file = folder.path().join("t.toml");
    for bytes in [&b"a=[1"[..], b"\xff\xfe\xfa"] {
        fs::write(&file, bytes).expect("written");
        let refused = jibiao(&["templates", "check", text(&file)]);
        assert_eq!(code(&refused), 1, "{}", err(&refused));
        assert!(!out(&refused).contains("unclosed"), "{}", out(&refused));
    }
}

#[test]
fn a_list_of_forms_in_a_folder_is_refused_by_name_and_a_budget_is_passed_over() {
    let (_folder, forms) = sample();
    let one = fs::read_to_string(form(&forms, "05")).expect("form");
    fs::write(forms.join("列表.json"), format!("[{one}]")).expect("written");
    fs::write(forms.join("坏.json"), "[{").expect("written");
    let checked = jibiao(&["check", text(&forms)]);
    assert_eq!(code(&checked), 1);
    assert!(out(&checked).contains("列表.json") && out(&checked).contains("坏.json"), "{}", out(&checked));
    assert!(out(&checked).contains("2 份读不了"), "{}", out(&checked));
    assert!(err(&checked).contains("budget.json：不是表，跳过"), "{}", err(&checked));
}

#[test]
fn without_fonts_the_check_says_what_it_did_not_check() {
    let (folder, forms) = sample();
    let checked = std::process::Command::new(jibiao_testkit::program("jibiao"))
        .args(["check", text(&form(&forms, "05"))])
        .env("JIBIAO_FONTS", folder.path())
        .output()
        .expect("jibiao runs");
    assert_eq!(code(&checked), 0);
    assert!(err(&checked).contains("F16"), "{}", err(&checked));
}

#[test]
fn a_package_with_broken_forms_says_how_many_are_whole() {
    let (folder, forms) = sample();
    fs::write(forms.join("01-坏.json"), "{").expect("written");
    let package = folder.path().join("a.jbz");
    let refused = jibiao(&["export", text(&forms), "--to", "package", "-o", text(&package)]);
    assert_eq!(code(&refused), 1);
    assert!(err(&refused).contains("1 份不能打包，其余 13 份没有问题"), "{}", err(&refused));
    assert!(!package.exists());
}
