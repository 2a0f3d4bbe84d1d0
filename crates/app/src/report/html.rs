//! The report as one HTML file: nothing is loaded from elsewhere, it prints on A4.

use super::{CheckReport, Line};
use jibiao_rules::Severity;
use std::fmt::Write;

const STYLE: &str = "body{font:14px/1.6 'Noto Serif SC','SimSun',serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#222}\
h1{font-size:1.5rem;text-align:center}h2{font-size:1.2rem;border-bottom:1px solid #999;margin-top:2rem}h3{font-size:1rem;margin:1.2rem 0 .3rem}\
table{border-collapse:collapse;width:100%}th,td{border:1px solid #999;padding:.25rem .5rem;text-align:left;vertical-align:top}th{background:#eee}\
.error{color:#a40000}.warning{color:#8a5a00}.hint{color:#444}.path{color:#666;font-size:.85em}.n{white-space:nowrap}\
q{background:#fff3c4}thead{display:table-header-group}tr{break-inside:avoid}@media print{body{margin:0;max-width:none}}";

/// The whole file.
pub fn html(report: &CheckReport) -> String {
    let mut out = String::from(
        "<!doctype html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>绩效目标表检查报告</title>\n",
    );
    let _ = writeln!(out, "<style>{STYLE}</style></head><body>\n<h1>绩效目标表检查报告</h1>");
    let clean = report.forms.iter().filter(|form| form.findings.is_empty() && form.doubts.is_empty()).count();
    let waived = match report.forms.iter().map(|form| form.waived.len()).sum() {
        0 => String::new(),
        count => format!("；已忽略 {count}"),
    };
    let [errors, warnings, hints] =
        [Severity::Error, Severity::Warning, Severity::Hint].map(|severity| report.count(severity));
    let _ = writeln!(
        out,
        "<p>检查时间：{}。共 {} 份表，{clean} 份没有发现问题，{} 份读不了；错误 {errors}，警告 {warnings}，提示 {hints}{waived}。</p>",
        text(&report.made_at),
        report.forms.len(),
        report.refused.len(),
    );
    by_form(&mut out, report);
    by_rule(&mut out, report);
    if !report.refused.is_empty() {
        out.push_str("<h2>读不了的文件</h2>\n<ul>\n");
        for (label, reason) in &report.refused {
            let _ = writeln!(out, "<li>{}：{}</li>", text(label), text(reason));
        }
        out.push_str("</ul>\n");
    }
    out.push_str("</body></html>\n");
    out
}

fn by_form(out: &mut String, report: &CheckReport) {
    out.push_str("<h2>逐份表的问题</h2>\n");
    for form in report.forms.iter().filter(|form| form.says_something()) {
        let _ = writeln!(out, "<h3>{} <span class=\"path\">{}</span></h3>", text(&form.name), text(&form.label));
        lines(out, &form.findings);
        if !form.doubts.is_empty() {
            out.push_str("<p>疑似识别错误（扫描件可能读错了，先与原件核对，不算填报的问题）：</p>\n");
            lines(out, &form.doubts);
        }
        if !form.waived.is_empty() {
            out.push_str("<p>已忽略的问题（不计入上面的数）：</p>\n");
            lines(out, &form.waived);
        }
    }
    if !report.document.is_empty() {
        out.push_str("<h3>全部表</h3>\n");
        lines(out, &report.document);
    }
}

fn lines(out: &mut String, lines: &[Line]) {
    if lines.is_empty() {
        return;
    }
    let waived = lines.iter().any(|line| !line.reason.is_empty());
    let last = if waived { "忽略的理由" } else { "怎样改" };
    let _ = writeln!(
        out,
        "<table><thead><tr><th>级别</th><th>规则</th><th>问题</th><th>原文</th><th>{last}</th></tr></thead><tbody>"
    );
    for line in lines {
        let quotes: Vec<String> = line.quotes.iter().map(|quote| format!("<q>{}</q>", text(quote))).collect();
        let fix = line.fix.as_deref().filter(|fix| fix.chars().count() <= 40 && !line.advice.contains(*fix));
        let fix = fix.map(|fix| format!(" 可改为：{}", text(fix))).unwrap_or_default();
        let _ = writeln!(
            out,
            "<tr><td class=\"n {}\">{}</td><td>{}<br><span class=\"path n\">{}</span></td><td>{}<br><span class=\"path\">{}</span></td><td>{}</td><td>{}{fix}</td></tr>",
            line.severity.key(),
            line.severity.title(),
            text(line.title),
            line.code,
            text(&line.message),
            text(&line.place),
            quotes.join("<br>"),
            text(if waived { &line.reason } else { &line.advice }),
        );
    }
    out.push_str("</tbody></table>\n");
}

fn by_rule(out: &mut String, report: &CheckReport) {
    if report.rules.is_empty() {
        return;
    }
    out.push_str("<h2>逐条规则的问题</h2>\n<table><thead><tr><th>规则</th><th>名称</th><th>处</th><th>表</th></tr></thead><tbody>\n");
    for rule in &report.rules {
        let forms: Vec<String> = rule.forms.iter().map(|form| text(form)).collect();
        let _ = writeln!(
            out,
            "<tr><td class=\"n\">{}</td><td>{}</td><td class=\"n\">{}</td><td>{}</td></tr>",
            rule.code,
            text(rule.title),
            rule.count,
            forms.join("、"),
        );
    }
    out.push_str("</tbody></table>\n");
}

/// Text that cannot be taken for a tag.
fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::{CheckReport, FormPart, Line};
    use super::*;

    fn line(code: &'static str, message: &str) -> Line {
        Line {
            code,
            title: "值是叠写的词",
            severity: Severity::Error,
            place: "绩效指标 › 数量指标 第1行".into(),
            message: message.into(),
            advice: "写一遍。".into(),
            quotes: vec!["<b>提高提高".into()],
            fix: Some("提高".into()),
            reason: String::new(),
        }
    }

    #[test]
    fn a_report_shows_forms_quotes_and_rules_and_escapes_what_was_written() {
        let part = |name: &str, findings, doubts| {
            let waived =
                Line {
                    reason: "与文件一致（2026年3月2日）".into(), fix: None, ..line("C20", "指标值：见文件")
                };
            let waived = if name == "水库" { vec![waived] } else { Vec::new() };
            FormPart { label: "a.json".into(), name: name.into(), findings, doubts, waived }
        };
        let report = CheckReport {
            made_at: "2026年3月5日".into(),
            forms: vec![
                part(
                    "河道<巡查>",
                    vec![line("C03", "指标：“提高提高”叠写。")],
                    vec![line("", "指标值：“1005”可能是“100%”。")],
                ),
                part("水库", Vec::new(), Vec::new()),
            ],
            refused: vec![("b.json".into(), "不是表".into())],
            document: vec![line("B03", "合计：不等。")],
            rules: vec![],
        };
        let html = html(&report);
        for shown in [
            "河道&lt;巡查&gt;",
            "<q>&lt;b&gt;提高提高</q>",
            "可改为：提高",
            "疑似识别错误",
            "b.json：不是表",
            "1 份没有发现问题",
            "错误 2，",
            "提示 0；已忽略 1。",
            "指标值：见文件",
            "<th>忽略的理由</th>",
            "<td>与文件一致（2026年3月2日）</td>",
            "值是叠写的词<br><span class=\"path n\">C03</span>",
        ] {
            assert!(html.contains(shown), "{shown}: {html}");
        }
        assert!(!html.contains("<b>") && !html.contains("http"), "{html}");
    }
}
