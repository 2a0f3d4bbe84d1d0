//! Deliveries of made-up units, as a bureau finds them in its folder.

use jibiao_testkit::program;
use serde_json::Value;
use std::ffi::OsStr;
use std::fs;
use std::io::Write as _;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The year of the sample.
pub const YEAR: &str = "2026";

/// A folder with `收件` and `名单.csv`; the report goes to `汇总`.
pub struct Delivered {
    folder: tempfile::TempDir,
}

pub fn jibiao(folder: &Path, args: &[&str]) -> Output {
    let output = Command::new(program("jibiao")).args(args).current_dir(folder).output().expect("jibiao runs");
    assert!(!said(&output).contains("panicked"), "{}", said(&output));
    output
}

pub fn batch(all: &Delivered, args: &[&str]) -> Output {
    jibiao(all.path(), &[&["batch", "收件", "-o", "汇总"], args].concat())
}

pub fn exit(output: &Output) -> i32 {
    output.status.code().expect("ended by itself")
}

pub fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The sample's forms, projects first: name of the file and text.
pub fn sample(folder: &Path) -> Vec<(String, String)> {
    let own = folder.join("sample");
    if !own.exists() {
        assert_eq!(exit(&jibiao(folder, &["sample", "-o", "sample"])), 0);
    }
    let mut forms: Vec<(String, String)> = fs::read_dir(&own)
        .expect("sample")
        .map(|entry| entry.expect("entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .map(|path| {
            (path.file_name().expect("name").to_string_lossy().into_owned(), fs::read_to_string(path).expect("form"))
        })
        .filter(|(_, text)| text.contains("jibiao.form/1"))
        .collect();
    forms.sort();
    assert_eq!(forms.len(), 13);
    forms
}

impl Delivered {
    /// Nothing was delivered yet.
    pub fn empty() -> Delivered {
        let all = Delivered { folder: tempfile::tempdir().expect("folder") };
        fs::create_dir(all.inbox()).expect("folder");
        let list = "单位代码,单位名称,项目数\n001,云岫县第1中心,12\n002,云岫县第2中心,13\n003,云岫县第3中心,\n\
                    004,云岫县第4中心,\n005,云岫县第5中心,\n099,云岫县水库站,3\n";
        fs::write(all.path().join("名单.csv"), list).expect("written");
        all
    }

    /// Good, doubled, damaged, of another year, outside the list, and what else lies about.
    pub fn new() -> Delivered {
        let all = Delivered::empty();
        let inbox = all.inbox();
        for number in 1..=5 {
            all.pack(&format!("{number:03}.jbz"), number, |_, _| ());
        }
        // The same unit twice, unchanged; a project again with another amount.
        fs::copy(inbox.join("003.jbz"), inbox.join("003再报.jbz")).expect("copied");
        all.pack("002补.jbz", 2, |index, form| {
            if index == 0 {
                form["funds"]["annual"]["total"] = "19489.00".into();
            } else {
                *form = Value::Null;
            }
        });
        all.pack("005.jbz", 5, |_, form| form["year"] = 2025.into());
        // Cut off, and changed after it was made.
        let whole = fs::read(inbox.join("004.jbz")).expect("package");
        fs::remove_file(inbox.join("004.jbz")).expect("removed");
        fs::write(inbox.join("004 云岫县第4中心.jbz"), &whole[..whole.len() / 2]).expect("written");
        rezipped(&inbox.join("003.jbz"), &inbox.join("改过.jbz"), |name, bytes| {
            if name == "forms/000.json" {
                *bytes = String::from_utf8_lossy(bytes).replace("812元", "813元").into_bytes();
            }
        });
        zipped(&inbox.join("炸弹.jbz"), &[("manifest.json", b"{}".to_vec()), ("forms/000.json", vec![b' '; 48 << 20])]);
        zipped(&inbox.join("新版.jbz"), &[("manifest.json", br#"{"format": "jibiao.package/9"}"#.to_vec())]);
        // Somebody outside the list, in a subfolder with odd names.
        let odd = inbox.join("乡镇 \u{1}\n'\"");
        fs::create_dir(&odd).expect("folder");
        let (_, text) = &sample(all.path())[0];
        let mut form: Value = serde_json::from_str(text).expect("JSON");
        for key in ["department", "implementing_unit"] {
            form[key] = "=1+1".into();
        }
        form["department_code"] = "777".into();
        fs::write(odd.join("=cmd|'.json"), form.to_string()).expect("written");
        form["template"] = "nowhere".into();
        fs::write(inbox.join("别的模板.json"), form.to_string()).expect("written");
        fs::write(inbox.join("断了.json"), "{\"format\": \"jibiao.form/1\",").expect("written");
        // A name that is no text.
        fs::write(inbox.join(OsStr::from_bytes(b"\xff\xfe.jbz")), "?").expect("written");
        fs::write(inbox.join("说明.txt"), "请查收").expect("written");
        fs::copy(all.path().join("sample/budget.json"), inbox.join("budget.json")).expect("copied");
        all
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn inbox(&self) -> PathBuf {
        self.path().join("收件")
    }

    pub fn out(&self) -> PathBuf {
        self.path().join("汇总")
    }

    /// A package of the sample's forms as those of a unit; a form that becomes null is left out.
    fn pack(&self, package: &str, unit: usize, change: impl Fn(usize, &mut Value)) {
        let forms = tempfile::tempdir().expect("folder");
        for (index, (file, text)) in sample(self.path()).into_iter().enumerate() {
            let text = text.replace("云岫县档案馆", &format!("云岫县第{unit}中心"));
            let mut form: Value = serde_json::from_str(&text).expect("JSON");
            form["department_code"] = format!("{unit:03}").into();
            change(index, &mut form);
            if !form.is_null() {
                fs::write(forms.path().join(file), form.to_string()).expect("written");
            }
        }
        let package = self.inbox().join(package);
        // Packages that are made again have other content: the program would leave the old one.
        let _ = fs::remove_file(&package);
        let (from, to) = (forms.path().to_string_lossy().into_owned(), package.to_string_lossy().into_owned());
        assert_eq!(exit(&jibiao(self.path(), &["export", &from, "--to", "package", "-o", &to])), 0);
    }
}

fn zipped(path: &Path, parts: &[(&str, Vec<u8>)]) {
    let mut archive = zip::ZipWriter::new(fs::File::create(path).expect("file"));
    for (name, bytes) in parts {
        archive.start_file(*name, zip::write::SimpleFileOptions::DEFAULT).expect("part");
        archive.write_all(bytes).expect("written");
    }
    archive.finish().expect("archive");
}

fn rezipped(from: &Path, to: &Path, change: impl Fn(&str, &mut Vec<u8>)) {
    let mut archive = zip::ZipArchive::new(fs::File::open(from).expect("file")).expect("archive");
    let mut parts = Vec::new();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).expect("entry");
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut entry, &mut bytes).expect("bytes");
        let name = entry.name().to_owned();
        change(&name, &mut bytes);
        parts.push((name, bytes));
    }
    let parts: Vec<(&str, Vec<u8>)> = parts.iter().map(|(name, bytes)| (name.as_str(), bytes.clone())).collect();
    zipped(to, &parts);
}
