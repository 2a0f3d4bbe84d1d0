//! The command line: what it writes, what it says, and how it ends.

mod drafts;
mod places;

use jibiao_testkit::{pdf_pages, program, root, tool};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn jibiao(args: &[&str]) -> Output {
    Command::new(program("jibiao")).args(args).current_dir(root()).output().expect("jibiao runs")
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("ended by itself")
}

/// The sample in a folder of its own.
fn sample() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("folder");
    let forms = folder.path().join("表");
    assert_eq!(code(&jibiao(&["sample", "-o", text(&forms)])), 0);
    (folder, forms)
}

fn text(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

fn form(forms: &Path, start: &str) -> PathBuf {
    let mut found = std::fs::read_dir(forms).expect("folder").map(|entry| entry.expect("entry").path());
    found.find(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(start))).expect("form")
}

#[test]
fn a_new_form_is_empty_readable_and_never_replaces_another() {
    let folder = tempfile::tempdir().expect("folder");
    for template in
        ["shanxi-county", "shanxi-county-2024", "shanxi-city", "shanxi-unit", "central-2015", "cost-first-2021"]
    {
        let path = folder.path().join(format!("{template}.json"));
        let made = jibiao(&["new", "--template", template, "--year", "2026", "-o", text(&path)]);
        assert_eq!(code(&made), 0, "{}", err(&made));
        assert_eq!(
            std::fs::read_to_string(&path).expect("form"),
            out(&jibiao(&["new", "--template", template, "--year", "2026"]))
        );
        // Everything obligatory is missing, and the check says so.
        let checked = jibiao(&["check", text(&path), "--rules", "A01"]);
        assert_eq!(code(&checked), 1);
        assert!(out(&checked).contains("A01"));
    }
    let path = folder.path().join("shanxi-county.json");
    std::fs::write(&path, "别人的内容").expect("written");
    let refused = jibiao(&["new", "--template", "shanxi-county", "--year", "2026", "-o", text(&path)]);
    assert_eq!(code(&refused), 2);
    assert!(err(&refused).contains("E_FILE_EXISTS"));
    // No other command replaces it either.
    let form = folder.path().join("shanxi-city.json");
    for arguments in [
        vec!["import", text(&form)],
        vec!["export", text(&form), "--to", "package"],
        vec!["export", text(&form), "--to", "json"],
    ] {
        let mut arguments = arguments.clone();
        arguments.extend(["-o", text(&path)]);
        let said = jibiao(&arguments);
        assert!(code(&said) > 0 && err(&said).contains("E_FILE_EXISTS"), "{arguments:?}: {}", err(&said));
    }
    let pdf = folder.path().join("notes.pdf");
    std::fs::write(&pdf, "会议记录").expect("written");
    assert!(err(&jibiao(&["print", text(&form), "-o", text(&pdf)])).contains("E_FILE_EXISTS"));
    assert_eq!(std::fs::read_to_string(&pdf).expect("notes"), "会议记录");
    assert_eq!(std::fs::read_to_string(&path).expect("form"), "别人的内容");
}

#[test]
fn a_shorter_preview_leaves_no_page_of_a_longer_one() {
    let (folder, forms) = sample();
    let (long, short) = (form(&forms, "04-"), form(&forms, "01-"));
    let (one, svgs) = (folder.path().join("表.json"), folder.path().join("svg"));
    for (source, pages) in [(long, 2), (short, 1)] {
        std::fs::copy(source, &one).expect("copied");
        assert_eq!(out(&jibiao(&["preview", text(&one), "-o", text(&svgs)])).lines().count(), pages);
        assert_eq!(std::fs::read_dir(&svgs).expect("folder").count(), pages);
    }
}

#[test]
fn a_dry_run_names_what_it_would_write_and_writes_nothing() {
    let folder = tempfile::tempdir().expect("folder");
    let target = folder.path().join("x");
    let said = jibiao(&["sample", "-o", text(&target), "--dry-run"]);
    assert_eq!((code(&said), out(&said).lines().count()), (0, 14));
    assert!(!target.exists());
    let (_kept, forms) = sample();
    for arguments in [vec!["print", text(&forms)], vec!["print", text(&forms), "--draft"]] {
        let mut arguments = arguments.clone();
        arguments.extend(["-o", text(&target), "--dry-run"]);
        assert_eq!(out(&jibiao(&arguments)).lines().count(), 13);
        assert!(!target.exists());
    }
    let clean = form(&forms, "01-");
    assert!(out(&jibiao(&["preview", text(&clean), "-o", text(&target), "--dry-run"])).contains("-1.svg"));
    assert!(!target.exists());
}

#[test]
fn runs_end_with_0_1_or_2() {
    let (folder, forms) = sample();
    let (clean, faulty) = (form(&forms, "01-"), form(&forms, "06-"));
    let pdf = folder.path().join("a.pdf");
    assert_eq!(code(&jibiao(&["check", text(&clean)])), 0);
    assert_eq!(code(&jibiao(&["check", text(&faulty)])), 1);
    assert_eq!(code(&jibiao(&["check", text(&faulty), "--rules", "F02"])), 0);
    assert_eq!(code(&jibiao(&["print", text(&clean), "-o", text(&pdf)])), 0);
    let drafted = jibiao(&["print", text(&faulty), "-o", text(&pdf)]);
    assert_eq!(code(&drafted), 1);
    assert!(err(&drafted).contains("按草稿打印"));
    for (arguments, said) in [
        (vec!["check", "没有.json"], "E_FILE_MISSING"),
        (vec!["check", text(folder.path()), "--rules", "Z99"], "E_REQUEST"),
        (vec!["check", "crates/rules/src"], "E_NO_FORMS"),
        (vec!["print", text(&forms), "-o", text(&pdf)], "E_REQUEST"),
        (vec!["print", text(&forms), "--one-file", "-o", text(folder.path())], "E_REQUEST"),
        (vec!["new", "--template", "none", "--year", "2026"], "E_TEMPLATE_UNKNOWN"),
        (vec!["rules", "explain", "Z99"], "E_REQUEST"),
        (vec!["templates", "check", "none.toml"], "E_FILE_MISSING"),
        (vec!["nonsense"], "E_REQUEST"),
        (vec!["check"], "E_REQUEST"),
    ] {
        let output = jibiao(&arguments);
        assert_eq!(code(&output), 2, "{arguments:?}");
        assert!(err(&output).contains(said), "{arguments:?}: {}", err(&output));
        assert!(!err(&output).contains("error:"), "{}", err(&output));
    }
}

#[test]
fn errors_of_files_have_codes_of_their_own() {
    let (folder, forms) = sample();
    let clean = form(&forms, "01-");
    let broken = folder.path().join("broken.json");
    std::fs::write(&broken, b"{\"a\": \"\xcf\xee\"}").expect("written");
    assert!(out(&jibiao(&["check", text(&broken)])).contains("E_FILE_ENCODING"));
    std::fs::write(&broken, vec![b' '; (64 << 20) + 1]).expect("written");
    assert!(out(&jibiao(&["check", text(&broken)])).contains("E_FILE_SIZE"));
    // A file stands where the folder of the prints should be.
    let blocked = jibiao(&["print", text(&clean), "-o", text(&broken.join("x"))]);
    assert!(err(&blocked).contains("E_FILE_WRITE"), "{}", err(&blocked));
    let without = Command::new(program("jibiao"))
        .args(["print", text(&clean), "-o", text(&folder.path().join("b.pdf"))])
        .env("JIBIAO_FONTS", folder.path())
        .output()
        .expect("jibiao runs");
    assert_eq!(code(&without), 2);
    assert!(err(&without).contains("E_FONTS"), "{}", err(&without));
}

#[test]
fn the_same_form_prints_the_same_bytes_alone_in_a_batch_and_again() {
    let (folder, forms) = sample();
    let (first, second) = (folder.path().join("one"), folder.path().join("two"));
    jibiao(&["print", text(&forms), "-o", text(&first)]);
    jibiao(&["print", text(&forms), "-o", text(&second)]);
    let mut compared = 0;
    for entry in std::fs::read_dir(&first).expect("folder") {
        let path = entry.expect("entry").path();
        let name = path.file_name().expect("name");
        let bytes = std::fs::read(&path).expect("PDF");
        assert!(bytes == std::fs::read(second.join(name)).expect("PDF"), "{}", path.display());
        let alone = folder.path().join("alone.pdf");
        jibiao(&["print", text(&forms.join(name).with_extension("json")), "-o", text(&alone)]);
        assert!(bytes == std::fs::read(&alone).expect("PDF"), "{}", path.display());
        compared += 1;
    }
    assert_eq!(compared, 13);
}

#[test]
fn a_publication_copy_names_nobody_and_has_no_check_code() {
    if tool("pdftotext").is_none() {
        return;
    }
    let (folder, forms) = sample();
    let clean = form(&forms, "01-");
    let people: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(&clean).expect("form")).expect("JSON");
    let print = |copy: &str| {
        let pdf = folder.path().join(format!("{copy}.pdf"));
        assert_eq!(code(&jibiao(&["print", text(&clean), "--copy", copy, "-o", text(&pdf)])), 0);
        pdf_pages(&pdf).join("")
    };
    let (filing, publication) = (print("filing"), print("publication"));
    for key in ["head", "preparer", "phone"] {
        let name = people[key].as_str().expect("filled");
        assert!(filing.contains(name) && !publication.contains(name), "{key}");
    }
    assert!(filing.contains("数据校验码") && !publication.contains("数据校验码"));
}

#[test]
fn all_forms_go_into_one_document_with_bookmarks() {
    let (Some(_), Some(_)) = (tool("pdftotext"), tool("qpdf")) else { return };
    let (folder, forms) = sample();
    let pdf = folder.path().join("all.pdf");
    let printed = jibiao(&["print", text(&forms), "--one-file", "-o", text(&pdf)]);
    assert_eq!(out(&printed).lines().count(), 1);
    let pages = pdf_pages(&pdf);
    // Each form counts its own pages.
    assert_eq!(pages.iter().filter(|page| page.contains("第1页共")).count(), 13);
    let outline = Command::new("qpdf").args(["--json", "--json-key=outlines"]).arg(&pdf).output().expect("qpdf");
    let outline: serde_json::Value = serde_json::from_slice(&outline.stdout).expect("JSON");
    let titles: Vec<&str> =
        outline["outlines"].as_array().expect("bookmarks").iter().filter_map(|item| item["title"].as_str()).collect();
    assert_eq!(titles.len(), 13);
    assert!(titles[0].starts_with("遗属生活困难补助"), "{titles:?}");
}

#[test]
fn a_preview_has_the_pages_of_the_print_and_its_text() {
    let (folder, forms) = sample();
    let long = form(&forms, "04-");
    let svgs = folder.path().join("svg");
    let drawn = jibiao(&["preview", text(&long), "-o", text(&svgs)]);
    assert_eq!(code(&drawn), 0, "{}", err(&drawn));
    let paths: Vec<String> = out(&drawn).lines().map(str::to_owned).collect();
    assert!(paths.len() >= 2);
    for path in &paths {
        let svg = std::fs::read_to_string(path).expect("SVG");
        assert!(svg.starts_with("<svg") && svg.ends_with("</svg>") && svg.contains("data-path=\""), "{path}");
    }
}

#[test]
fn a_folder_of_own_templates_stands_in_for_the_built_in_ones() {
    let folder = tempfile::tempdir().expect("folder");
    let own = folder.path().join("shanxi-county");
    std::fs::create_dir(&own).expect("folder");
    let built_in = std::fs::read_to_string(root().join("templates/shanxi-county/template.toml")).expect("template");
    let file = own.join("template.toml");
    std::fs::write(&file, built_in.replace("name = \"山西县", "name = \"云岫县")).expect("written");
    let listed = |folder: &Path| jibiao(&["templates", "list", "--templates", text(folder)]);
    assert!(out(&listed(folder.path())).contains("云岫县"));
    assert_eq!(code(&jibiao(&["templates", "check", text(&file)])), 0);
    // A faulty one is named with its key, and the built-in one stays.
    std::fs::write(&file, built_in.replace("kind = \"project\"", "kind = \"projekt\"")).expect("written");
    let checked = jibiao(&["templates", "check", text(&file)]);
    assert_eq!(code(&checked), 1);
    assert!(out(&checked).contains("kind") && out(&checked).contains("E_TEMPLATE"), "{}", out(&checked));
    let list = listed(folder.path());
    assert!(err(&list).contains("kind") && out(&list).contains("山西县"));
}

#[test]
fn help_is_chinese_and_names_every_command() {
    let help = out(&jibiao(&["--help"]));
    for command in ["new", "sample", "check", "batch", "print", "preview", "rules", "templates"] {
        assert!(help.contains(command), "{command}");
        let own = out(&jibiao(&[command, "--help"]));
        assert!(own.contains("用法：jibiao") && !own.contains("Usage") && !own.contains("Options"), "{own}");
    }
    assert!(out(&jibiao(&["rules", "list"])).lines().count() >= 49);
    assert!(out(&jibiao(&["rules", "explain", "c20"])).contains("如何修改"));
}
