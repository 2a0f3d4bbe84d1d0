//! What the commands say, apart from the help in `args`.

use jibiao_app::batch::Written;
use jibiao_app::check::{FindingLine, Report};
use jibiao_app::export::Piece;
use jibiao_app::forms::{Kind, Status, Template};
use jibiao_app::import::ImportResult;
use jibiao_app::package::{CodeAnswer, Verification};
use jibiao_app::print::{Held, MissingCharacter, PrintedForm};
use jibiao_app::waivers;
use std::fmt::Write as _;
use std::path::Path;

/// `错误 2，警告 1，提示 0`
pub fn counts(errors: usize, warnings: usize, hints: usize) -> String {
    format!("错误 {errors}，警告 {warnings}，提示 {hints}")
}

/// A report for people: the form's name, then a line a finding.
pub fn report(file: &str, report: &Report) -> String {
    let mut text = match (file, report.form.as_str()) {
        ("", form) => format!("{form}\n"),
        (file, "") => format!("{file}（没有名称）\n"),
        (file, form) => format!("{file}（{form}）\n"),
    };
    for finding in report.findings.iter().filter(|finding| finding.doubtful) {
        let _ = writeln!(text, "  疑似识别错误  {}{} [{}]", finding.message, advice(finding), finding.path);
    }
    for finding in report.findings.iter().filter(|finding| !finding.doubtful) {
        let (severity, advice) = (severity(finding), advice(finding));
        let _ = writeln!(text, "  {severity} {}  {}{advice} [{}]", finding.code, finding.message, finding.path);
    }
    for waived in &report.waived {
        let (finding, reason) = (&waived.line, &waived.waived);
        let (code, message, path) = (finding.code, &finding.message, &finding.path);
        let day = waivers::day(&reason.at);
        let who = if reason.by.trim().is_empty() { day } else { format!("{}，{day}", reason.by) };
        let _ = writeln!(text, "  已忽略 {code}  {message} 理由：{}（{who}） [{path}]", reason.reason);
    }
    text
}

/// One finding with the form that it is about, for lists over several forms.
pub fn found(label: &str, finding: &FindingLine) -> String {
    let of = if label.is_empty() { String::new() } else { format!("{label}  ") };
    let (severity, advice) = (severity(finding), advice(finding));
    format!("  {severity} {}  {of}{}{advice} [{}]\n", finding.code, finding.message, finding.path)
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
pub fn checked(
    all: usize,
    clean: usize,
    refused: usize,
    [errors, warnings, hints]: [usize; 3],
    waived: usize,
) -> String {
    let refused = if refused == 0 { String::new() } else { format!("，{refused} 份读不了") };
    let waived = if waived == 0 { String::new() } else { format!("；另有 {waived} 处已忽略") };
    format!("共 {all} 份表：{clean} 份没有发现问题{refused}；{}{waived}。\n", counts(errors, warnings, hints))
}

/// A file of a folder that is no form.
pub fn passed_over(path: &Path) -> String {
    format!("{}：不是表，跳过", path.display())
}

/// A print that became a draft.
pub fn printed_as_draft(printed: &PrintedForm) -> String {
    let what = if printed.publication { "或个人信息" } else { "" };
    let reasons = reasons(&printed.held, what);
    format!("{}：{reasons}，按草稿打印。改好后再打印正式件（jibiao check 看是哪些）", printed.label)
}

/// `还有 2 处错误（A02、F16）`
fn reasons(held: &Held, what: &str) -> String {
    format!("还有 {} 处错误{what}（{}）", held.errors, held.codes.join("、"))
}

/// A character that no font has.
pub fn missing_character(printed: &PrintedForm, missing: &MissingCharacter) -> String {
    format!("{}（{}）：{}", printed.label, place(missing), unprintable(missing))
}

fn place(missing: &MissingCharacter) -> &str {
    missing.path.as_deref().unwrap_or("表头")
}

/// The same without its form and place.
pub fn unprintable(missing: &MissingCharacter) -> String {
    let code = u32::from(missing.character);
    let character = missing.character;
    format!("字体里没有“{character}”（U+{code:04X}），印成了〓。请换一个字")
}

/// The last line of a print.
pub fn printed(done: usize, drafts: usize, refused: usize, dry_run: bool) -> String {
    let did = if dry_run { "将打印" } else { "打印了" };
    let drafts = if drafts == 0 { String::new() } else { format!("，其中草稿 {drafts} 份") };
    let refused = if refused == 0 { String::new() } else { format!("，{refused} 份不能打印") };
    format!("{did} {done} 份表{drafts}{refused}。")
}

/// A template in a list.
pub fn template(template: &Template) -> String {
    let kind = match template.kind {
        Kind::Project => "项目表",
        Kind::Unit => "整体表",
    };
    let status = match template.status {
        Status::Confirmed => "",
        Status::Unconfirmed => "（按通用要求编写，用前请与财政局的空表核对）",
    };
    format!("{}  {kind}  {}{status}\n", template.id, template.name)
}

/// What a verification found, for people.
pub fn verification(file: &str, verified: &Verification, refused: &[jibiao_app::Error]) -> String {
    let manifest = &verified.manifest;
    let unit = match (&manifest.department_code, &manifest.unit) {
        (Some(code), Some(unit)) => format!("{code}-{unit}"),
        (None, Some(unit)) => unit.clone(),
        (Some(code), None) => code.clone(),
        (None, None) => "单位不一或没有写".to_owned(),
    };
    let year = manifest.year.map_or_else(|| "年度不一或没有写".to_owned(), |year| format!("{year}年度"));
    let mut text = format!("{file}：{unit}，{year}，{} 份表，绩标 {} 制作\n", verified.forms.len(), manifest.program);
    for form in &verified.forms {
        let code = form.check_code.as_deref().unwrap_or("读不了");
        let _ = writeln!(text, "  {}  {code}  {}", form.path, form.name);
    }
    for error in refused {
        let _ = writeln!(text, "  {error}");
    }
    text.push_str(match refused {
        [] => "重新计算了全部摘要和校验码，与清单一致。\n",
        _ => "这个数据包与打包时不一样，不要使用。\n",
    });
    text
}

/// Which form a typed code belongs to.
pub fn code_answer(typed: &str, answer: CodeAnswer, verified: &Verification) -> String {
    let form = |index: usize| {
        verified.forms.get(index).map_or_else(String::new, |form| format!("{}（{}）", form.path, form.name))
    };
    match answer {
        CodeAnswer::Form(index) => format!("校验码 {typed} 是 {}的，纸上的与数据包里的相同。\n", form(index)),
        CodeAnswer::Nearly(index) => {
            format!("没有一份表的校验码是 {typed}；与 {} 的只差一两个字，请看清再输一次。\n", form(index))
        }
        CodeAnswer::Unknown => format!("没有一份表的校验码是 {typed}：纸上的表不在这个数据包里，或内容改过。\n"),
        CodeAnswer::NotACode => format!("“{typed}”不是校验码：校验码是 16 个字母和数字，分成四组。\n"),
    }
}

/// The last line of an export.
pub fn exported(done: usize, refused: usize, dry_run: bool) -> String {
    let did = if dry_run { "将导出" } else { "导出了" };
    let refused = if refused == 0 { String::new() } else { format!("，{refused} 份不能导出") };
    format!("{did} {done} 份表{refused}。")
}

/// A package that was not written, because some of its forms cannot be read.
pub fn not_packed(broken: usize, all: usize) -> String {
    match all.checked_sub(broken) {
        Some(fine) if fine > 0 => {
            format!(
                "数据包没有写：{all} 份表里有 {broken} 份不能打包，其余 {fine} 份没有问题。请改正或去掉这 {broken} 份再试。"
            )
        }
        _ => "数据包没有写。".to_owned(),
    }
}

/// The last line of an import.
pub fn imported(result: &ImportResult, refused: usize) -> String {
    let mut said = format!("读入了 {} 份表", result.forms.len());
    if !result.project_budget.is_empty() {
        said += &format!("、项目支出预算的 {} 个项目", result.project_budget.len());
    }
    if refused > 0 {
        said += &format!("，{refused} 个文件读不了");
    }
    match result.notes.len() {
        0 => said + "。",
        notes => said + &format!("。有 {notes} 处请对照原文看一看，写在结果的 notes 里。"),
    }
}

/// An export that says draft because of errors.
pub fn exported_as_draft(label: &str, held: &Held) -> String {
    format!("{label}：{}，文件里标了“草稿”", reasons(held, ""))
}

/// The last lines of an export of rows with errors left.
pub fn rows_as_draft(faulty: usize) -> String {
    format!("{faulty} 份表还有错误，工作表名前标了“草稿”。")
}

/// The last lines of a batch.
pub fn batch(written: &Written) -> String {
    let [projects, units] = written.forms;
    let [errors, warnings, hints, waived] = written.findings;
    let missing = match written.missing {
        Some(0) => "名单里的单位都报送了".to_owned(),
        Some(missing) => format!("{missing} 个单位没有报送"),
        None => "没有给单位名单（--units），说不了哪些单位没有报送".to_owned(),
    };
    let mut said = format!(
        "汇总了 {} 个单位的 {projects} 份项目表、{units} 份整体表；{missing}；{}",
        written.units,
        counts(errors, warnings, hints)
    );
    for (count, words) in [
        (waived, "处问题已忽略"),
        (written.not_counted, "份表没有计入（重复或年度不符）"),
        (written.refused, "个不能读取"),
    ] {
        if count > 0 {
            said += &format!("，{count} {words}");
        }
    }
    said + "。"
}

/// A form to be pasted piece by piece: a heading a group, below it what the system calls the piece and its text.
pub fn pieces(pieces: &[Piece]) -> String {
    let mut said = String::new();
    let mut group = "";
    for piece in pieces {
        if piece.group != group {
            let gap = if said.is_empty() { "" } else { "\n" };
            said.push_str(&format!("{gap}【{}】\n", piece.group));
            group = &piece.group;
        }
        said.push_str(&format!("{}：{}\n", piece.label, piece.text));
    }
    said
}
