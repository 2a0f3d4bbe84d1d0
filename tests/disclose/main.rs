//! 公开材料 from the command line: what is asked, what is held back, what is written.

use jibiao_testkit::{pdf_pages, program, root};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn jibiao(args: &[&str]) -> Output {
    Command::new(program("jibiao")).args(args).current_dir(root()).output().expect("jibiao runs")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&[output.stdout.clone(), output.stderr.clone()].concat()).into_owned()
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("ended by itself")
}

fn text(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    /// The sample's forms that are free of errors, with a budget of these alone.
    fn new() -> Desk {
        let desk = Desk { folder: tempfile::tempdir().expect("folder") };
        assert_eq!(code(&jibiao(&["sample", "-o", text(&desk.path("样例"))])), 0);
        std::fs::create_dir(desk.path("表")).expect("folder");
        for start in ["01-", "08-"] {
            let from = desk.sample(start);
            std::fs::copy(&from, desk.path("表").join(from.file_name().expect("name"))).expect("copied");
        }
        let amount = |start: &str| {
            let form: serde_json::Value =
                serde_json::from_str(&std::fs::read_to_string(desk.sample(start)).expect("form")).expect("JSON");
            let yuan = form["funds"]["annual"]["total"].as_str().expect("total").parse::<f64>().expect("number");
            serde_json::json!({"name": form["project_name"], "total": format!("{:.2}", yuan / 10_000.0), "carried_over": false})
        };
        let budget = serde_json::json!([amount("01-"), amount("08-")]);
        std::fs::write(desk.path("预算.json"), budget.to_string()).expect("written");
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn sample(&self, start: &str) -> PathBuf {
        let mut found = std::fs::read_dir(self.path("样例")).expect("folder").map(|entry| entry.expect("entry").path());
        found.find(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(start))).expect("form")
    }

    /// Changes a form of the desk.
    fn change(&self, start: &str, change: impl Fn(&mut serde_json::Value)) {
        let path = self.path("表").join(self.sample(start).file_name().expect("name"));
        let mut form = serde_json::from_str(&std::fs::read_to_string(&path).expect("form")).expect("JSON");
        change(&mut form);
        std::fs::write(path, form.to_string()).expect("written");
    }

    fn disclose(&self, more: &[&str]) -> Output {
        let (forms, budget, out) = (self.path("表"), self.path("预算.json"), self.path("公开"));
        jibiao(&[&["disclose", text(&forms), "--budget", text(&budget), "-o", text(&out)], more].concat())
    }

    fn written(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.path("公开")).into_iter().flatten();
        let mut names: Vec<String> =
            entries.map(|entry| entry.expect("entry").file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }
}

#[test]
fn a_clean_unit_gets_text_document_and_one_pdf() {
    let desk = Desk::new();
    let dry = desk.disclose(&["--dry-run"]);
    assert_eq!((code(&dry), desk.written().len()), (0, 0), "{}", said(&dry));
    let made = desk.disclose(&[]);
    assert_eq!(code(&made), 0, "{}", said(&made));
    assert_eq!(desk.written(), ["公开绩效目标表.pdf", "绩效管理情况.docx", "绩效管理情况.txt"]);
    let chapter = std::fs::read_to_string(desk.path("公开/绩效管理情况.txt")).expect("text");
    assert!(chapter.contains("二级项目2个") && chapter.contains("其他运转类项目2个"), "{chapter}");
    assert!(chapter.contains("占部门（单位）项目支出总额的100%"), "{chapter}");
    let pages = pdf_pages(&desk.path("公开/公开绩效目标表.pdf"));
    assert!(pages.len() >= 2 && pages.concat().contains("遗属生活困难补助"), "{}", pages.len());
    // The same again is no fault; a text that somebody went on in is never replaced, and nothing else is written either.
    assert_eq!(code(&desk.disclose(&[])), 0);
    std::fs::write(desk.path("公开/绩效管理情况.txt"), "改过的").expect("written");
    std::fs::remove_file(desk.path("公开/公开绩效目标表.pdf")).expect("removed");
    let refused = desk.disclose(&[]);
    assert!(code(&refused) == 2 && said(&refused).contains("E_FILE_EXISTS"), "{}", said(&refused));
    assert_eq!(desk.written(), ["绩效管理情况.docx", "绩效管理情况.txt"]);
}

#[test]
fn personal_data_comes_first_and_holds_the_pdf_back() {
    let desk = Desk::new();
    desk.change("01-", |form| form["overview"] = "联系人许青，身份证号11010519491231002X，电话13800138000。".into());
    let held = desk.disclose(&[]);
    let said = said(&held);
    assert_eq!(code(&held), 1, "{said}");
    assert!(said.starts_with("个人信息") && said.contains("F11") && said.contains("PDF 没有生成"), "{said}");
    assert_eq!(desk.written(), ["绩效管理情况.docx", "绩效管理情况.txt"]);
    // A project that is not published does no harm; a draft says on each page that it is one.
    let name = "遗属生活困难补助";
    let other = desk.path("另存");
    let (forms, budget) = (desk.path("表"), desk.path("预算.json"));
    let arguments = ["disclose", text(&forms), "--budget", text(&budget), "-o", text(&other), "--withhold", name];
    let withheld = jibiao(&arguments);
    assert_eq!(code(&withheld), 0, "{}", String::from_utf8_lossy(&withheld.stdout));
    let chapter = std::fs::read_to_string(other.join("绩效管理情况.txt")).expect("text");
    assert!(chapter.contains("公开项目绩效目标1个") && chapter.contains("未公开项目绩效目标1个"), "{chapter}");
    assert!(!pdf_pages(&other.join("公开绩效目标表.pdf")).concat().contains(name));
    assert_eq!(code(&desk.disclose(&["--draft"])), 1);
    // Printed as publication copies the forms are drafts too, for the same reason; the copies for the bureau are not.
    let print = |copy: &str, to: &Path| {
        let printed = jibiao(&["print", text(&forms), "--copy", copy, "--one-file", "-o", text(to)]);
        (code(&printed), self::said(&printed))
    };
    let (draft, plain) = (desk.path("公开/公开绩效目标表.pdf"), desk.path("全部.pdf"));
    let (held, said) = print("publication", &plain);
    assert!(held == 1 && said.contains("个人信息") && said.contains("按草稿打印"), "{said}");
    assert_eq!(print("filing", &desk.path("报送.pdf")).0, 0);
    // The watermark is painted, not written: forms without it make a smaller file.
    desk.change("01-", |form| form["overview"] = "按月发放，逐人核对。".into());
    let size = |pdf: &Path| std::fs::metadata(pdf).expect("PDF").len();
    let (clean, said) = print("publication", &plain);
    assert_eq!(clean, 0, "{said}");
    assert_eq!(pdf_pages(&draft).len(), pdf_pages(&plain).len());
    assert!(size(&draft) > size(&plain));
}

#[test]
fn an_unknown_category_is_asked_and_nothing_is_written_before_the_answer() {
    let desk = Desk::new();
    desk.change("01-", |form| form["category"] = serde_json::Value::Null);
    let asked = desk.disclose(&[]);
    let said = said(&asked);
    assert_eq!(code(&asked), 1, "{said}");
    assert!(said.contains("“遗属生活困难补助”是其他运转类还是特定目标类") && said.contains("--special"), "{said}");
    assert!(desk.written().is_empty());
    let answered = desk.disclose(&["--special", "遗属生活困难补助"]);
    assert_eq!(code(&answered), 0);
    let chapter = std::fs::read_to_string(desk.path("公开/绩效管理情况.txt")).expect("text");
    assert!(chapter.contains("特定目标类项目1个"), "{chapter}");
}

#[test]
fn a_form_that_cannot_be_read_stops_the_whole() {
    let desk = Desk::new();
    std::fs::write(desk.path("表/坏.json"), "{").expect("written");
    let refused = desk.disclose(&[]);
    assert!(code(&refused) == 1 && said(&refused).contains("E_FORM_JSON"), "{}", said(&refused));
    assert!(desk.written().is_empty());
    let missing =
        jibiao(&["disclose", text(&desk.path("表")), "--budget", "没有.json", "-o", text(&desk.path("公开"))]);
    assert!(code(&missing) == 2 && said(&missing).contains("E_FILE_MISSING"), "{}", said(&missing));
}
