//! A PDF equals its form: every field of every form stands in the text that poppler extracts, whole, and the file is sound.

use jibiao_testkit::{corpus, pdf_pages, program, root, squeezed, stands_in, tool};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn jibiao(args: &[&str]) -> Output {
    Command::new(program("jibiao")).args(args).current_dir(root()).output().expect("jibiao runs")
}

fn json_files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("folder of forms")
        .map(|entry| entry.expect("entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .collect();
    files.sort();
    files
}

/// An amount as the form prints it: 2,100,000 and 263,138.64; 万元 with two decimals at least. Done here on the text, apart from the engine.
fn printed_amount(text: &str, wan: bool, divide: bool) -> Option<String> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    if whole.is_empty() || !whole.bytes().chain(part.bytes()).all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut digits = format!("{whole}{part:0<2}");
    let mut places = part.len().max(2);
    if divide {
        places += 4;
        digits = format!("{digits:0>width$}", width = places + 1);
    }
    let (whole, part) = digits.split_at(digits.len() - places);
    let mut part = part.to_owned();
    while part.len() > if wan { 2 } else { 0 } && part.ends_with('0') {
        part.pop();
    }
    if !part.is_empty() && part.len() < 2 {
        part.push('0');
    }
    let whole = whole.trim_start_matches('0');
    // A project form prints nothing behind the point of a zero, whatever its unit.
    let part = if divide && whole.is_empty() && part.bytes().all(|byte| byte == b'0') { String::new() } else { part };
    let whole = if whole.is_empty() { "0" } else { whole };
    let grouped: Vec<String> =
        whole.as_bytes().rchunks(3).rev().map(|group| String::from_utf8_lossy(group).into_owned()).collect();
    let grouped = grouped.join(",");
    Some(if part.is_empty() { grouped } else { format!("{grouped}.{part}") })
}

/// The texts that the filing copy of a form must show.
fn expected(form: &Value) -> Vec<(String, String)> {
    let mut texts = Vec::new();
    let template = form["template"].as_str().unwrap_or_default();
    let unit = form["kind"] == "unit";
    let divide = matches!(template, "central-2015" | "cost-first-2021");
    let one_sided = template == "cost-first-2021";
    collect(form, String::new(), &mut |path, value| {
        let text = value.as_str().map(str::to_owned).or_else(|| value.as_i64().map(|n| n.to_string()));
        let Some(text) = text.filter(|text| !text.trim().is_empty()) else { return };
        let skipped = ["format", "kind", "template", "category", "department_code"].contains(&path)
            || path.ends_with(".level1")
            || path.ends_with(".level2")
            || (one_sided && path.starts_with("funds.period"));
        if skipped {
            return;
        }
        let shown = match path {
            "department" => match form["department_code"].as_str() {
                Some(code) => format!("{code}-{text}"),
                None => text,
            },
            "filled_at" if matches!(text.len(), 8 | 14) && text.bytes().all(|byte| byte.is_ascii_digit()) => {
                let number = |range: std::ops::Range<usize>| text[range].trim_start_matches('0').to_owned();
                format!("{}年{}月{}日", &text[..4], number(4..6), number(6..8))
            }
            _ if path.starts_with("funds.") => printed_amount(&text, divide, divide).unwrap_or(text),
            _ if path.starts_with("budget.") => printed_amount(&text, unit, false).unwrap_or(text),
            _ => text,
        };
        texts.push((path.to_owned(), shown));
    });
    texts
}

fn collect(value: &Value, path: String, found: &mut dyn FnMut(&str, &Value)) {
    match value {
        Value::Object(entries) => {
            for (key, value) in entries {
                collect(value, if path.is_empty() { key.clone() } else { format!("{path}.{key}") }, found);
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                collect(value, format!("{path}[{index}]"), found);
            }
        }
        leaf => found(&path, leaf),
    }
}

/// Prints a folder of forms and compares each PDF with its form. Gives the number of forms.
fn compare(forms: &Path) -> usize {
    let out = tempfile::tempdir().expect("folder");
    let printed = jibiao(&["print", &forms.to_string_lossy(), "-o", &out.path().to_string_lossy()]);
    let said = String::from_utf8_lossy(&printed.stderr);
    assert!(printed.status.code().is_some_and(|code| code < 2), "{said}");
    let mut compared = 0;
    for file in json_files(forms) {
        let form: Value = serde_json::from_str(&std::fs::read_to_string(&file).expect("form")).expect("JSON");
        if !form.is_object() {
            continue;
        }
        let pdf = out.path().join(file.with_extension("pdf").file_name().expect("name"));
        let pages = pdf_pages(&pdf);
        assert!(!pages.is_empty(), "{} has no page", pdf.display());
        for (path, text) in expected(&form) {
            assert!(
                stands_in(&text, &pages),
                "{}: {path} is not whole in the print: {}",
                file.display(),
                squeezed(&text)
            );
        }
        sound(&pdf);
        compared += 1;
    }
    compared
}

/// qpdf finds nothing, every font is an embedded subset with a way back to text.
fn sound(pdf: &Path) {
    if tool("qpdf").is_some() {
        let checked = Command::new("qpdf").arg("--check").arg(pdf).output().expect("qpdf");
        assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stdout));
    }
    let fonts = Command::new("pdffonts").arg(pdf).output().expect("pdffonts");
    let fonts = String::from_utf8_lossy(&fonts.stdout).into_owned();
    let lines: Vec<&str> = fonts.lines().skip(2).collect();
    assert!(!lines.is_empty(), "{} has no font", pdf.display());
    for line in lines {
        let columns: Vec<&str> = line.split_whitespace().collect();
        let flags = &columns[columns.len() - 5..columns.len() - 2];
        assert_eq!(flags, ["yes", "yes", "yes"], "emb sub uni of {line}");
    }
}

#[test]
fn prints_of_the_sample_equal_their_forms() {
    if tool("pdftotext").is_none() {
        return;
    }
    let folder = tempfile::tempdir().expect("folder");
    let made = jibiao(&["sample", "-o", &folder.path().to_string_lossy()]);
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    assert_eq!(compare(folder.path()), 13);
}

#[test]
fn prints_of_every_template_equal_their_forms() {
    if tool("pdftotext").is_some() {
        assert!(compare(&root().join("tests/forms")) >= 5);
    }
}

#[test]
fn a_form_of_three_pages_repeats_its_heads_and_labels() {
    if tool("pdftotext").is_none() {
        return;
    }
    let out = tempfile::tempdir().expect("folder");
    let pdf = out.path().join("a.pdf");
    let printed = jibiao(&["print", "tests/forms/three-pages.json", "-o", &pdf.to_string_lossy()]);
    assert!(printed.status.success(), "{}", String::from_utf8_lossy(&printed.stderr));
    let pages = pdf_pages(&pdf);
    assert_eq!(pages.len(), 3);
    for (number, page) in (1..).zip(&pages) {
        assert!(page.contains(&format!("第{number}页共3页")), "{page}");
        assert_eq!(page.contains("续表"), number > 1, "{page}");
    }
    let indicators: Vec<&String> = pages.iter().filter(|page| page.contains("指标值")).collect();
    assert_eq!(indicators.len(), 2, "the heads of the indicators stand on each page that has some");
    assert!(pages.iter().any(|page| page.contains("（续）")));
    assert!(pages.last().is_some_and(|page| page.contains("联系电话")));
}

#[test]
fn prints_of_published_forms_equal_their_forms() {
    let (Some(_), Some(corpus)) = (tool("pdftotext"), corpus()) else { return };
    for document in ["000", "001", "002", "003", "004"] {
        let forms = tempfile::tempdir().expect("folder");
        golden_to_forms(&corpus, document, forms.path());
        assert!(compare(forms.path()) > 0, "{document}");
    }
}

/// Form JSON of a document's golden transcriptions, by the corpus's own tool.
fn golden_to_forms(corpus: &Path, document: &str, into: &Path) {
    let tool = corpus.join("../tools/golden_to_form.py");
    let golden = corpus.join("golden").join(document);
    let done = Command::new("python3").arg(tool).arg(golden).arg(into).arg("--budget").status().expect("python3");
    assert!(done.success(), "golden_to_form.py {document}");
}
