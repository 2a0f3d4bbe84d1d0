//! What the commands say, apart from the help in `args`.

use jibiao_app::check::{FindingLine, Report};
use jibiao_app::forms::{Kind, Status, Template};
use jibiao_app::print::{MissingCharacter, PrintedForm};
use std::fmt::Write as _;
use std::path::Path;

/// `错误 2，警告 1，提示 0`
pub fn counts(errors: usize, warnings: usize, hints: usize) -> String {
    format!("错误 {errors}，警告 {warnings}，提示 {hints}")
}

/// A report for people: the form's name, then a line a finding.
pub fn report(file: &str, report: &Report) -> String {
    let mut text = format!("{file}（{}）\n", report.form);
    for finding in &report.findings {
        let _ = writeln!(text, "  {} {}  {}{}", severity(finding), finding.code, finding.message, advice(finding));
    }
    text
}

fn severity(finding: &FindingLine) -> &'static str {
    match finding.severity {
        "error" => "错误",
        "warning" => "警告",
        _ => "提示",
    }
}

fn advice(finding: &FindingLine) -> String {
    let advice = finding.advice.trim_end_matches('。');
    if advice.is_empty() { String::new() } else { format!("→ {advice}") }
}

/// The last line of a check.
pub fn checked(all: usize, clean: usize, refused: usize, [errors, warnings, hints]: [usize; 3]) -> String {
    let refused = if refused == 0 { String::new() } else { format!("，{refused} 份读不了") };
    format!("共 {all} 份表：{clean} 份没有问题{refused}；{}。\n", counts(errors, warnings, hints))
}

/// A file of a folder that is no form.
pub fn passed_over(path: &Path) -> String {
    format!("{}：不是表，跳过", path.display())
}

/// A print that became a draft.
pub fn printed_as_draft(printed: &PrintedForm) -> String {
    format!(
        "{}：还有 {} 处错误，按草稿打印。改好后再打印正式件（jibiao check 看是哪些）",
        printed.file.display(),
        printed.errors
    )
}

/// A character that no font has.
pub fn missing_character(printed: &PrintedForm, missing: &MissingCharacter) -> String {
    let place = missing.path.as_deref().unwrap_or("表头");
    let code = u32::from(missing.character);
    let character = missing.character;
    format!("{}（{place}）：字体里没有“{character}”（U+{code:04X}），印成了〓。请换一个字", printed.file.display())
}

/// The last line of a print.
pub fn printed(done: usize, refused: usize) -> String {
    match refused {
        0 => format!("打印了 {done} 份表。"),
        _ => format!("打印了 {done} 份表，{refused} 份没有打印。"),
    }
}

/// A template in a list.
pub fn template(template: &Template) -> String {
    let kind = match template.kind {
        Kind::Project => "项目表",
        Kind::Unit => "整体表",
    };
    let status = match template.status {
        Status::Confirmed => "",
        Status::Unconfirmed => "（未经证实）",
    };
    format!("{}  {kind}  {}{status}\n", template.id, template.name)
}
