//! The report as a workbook: every finding a row that can be filtered, the forms with their counts, the rules with theirs.

use super::{CheckReport, FormPart, Line};
use crate::error::Error;
use jibiao_exchange::export::{Cell, Column, Table, workbook};
use jibiao_rules::Severity;

/// The whole file. The same report gives the same bytes.
pub fn xlsx(report: &CheckReport) -> Result<Vec<u8>, Error> {
    Ok(workbook(
        vec![findings(report), forms(report), rules(report)],
        &format!("绩效目标表检查报告 {}", report.made_at),
    )?)
}

fn columns(columns: &[(&str, u8)]) -> Vec<Column> {
    columns.iter().map(|(head, width)| Column { head: (*head).to_owned(), width: *width }).collect()
}

fn number(count: usize) -> Cell {
    Cell::Count(count.into())
}

/// In place of the severity of what somebody let pass.
const WAIVED: &str = "已忽略";

fn findings(report: &CheckReport) -> Table {
    let line = |form: &str, label: &str, severity: &str, line: &Line| {
        let fix = line.fix.as_deref().unwrap_or_default();
        let [quotes, severity] = [line.quotes.join("；"), severity.to_owned()];
        [
            form,
            &severity,
            line.code,
            line.title,
            &line.message,
            &line.advice,
            fix,
            &line.reason,
            &quotes,
            &line.place,
            label,
        ]
        .map(Cell::from)
        .to_vec()
    };
    let of_form = |form: &FormPart| {
        let all = form.findings.iter().chain(&form.doubts).map(|one| (one.severity.title(), one));
        let all = all.chain(form.waived.iter().map(|one| (WAIVED, one)));
        all.map(|(severity, one)| line(&form.name, &form.label, severity, one)).collect::<Vec<_>>()
    };
    let mut rows: Vec<Vec<Cell>> = report.forms.iter().flat_map(of_form).collect();
    rows.extend(report.document.iter().map(|one| line("全部表", "", one.severity.title(), one)));
    let heads = [
        ("表", 18),
        ("级别", 5),
        ("规则", 5),
        ("规则名称", 16),
        ("问题", 36),
        ("怎样改", 24),
        ("建议值", 12),
        ("忽略的理由", 18),
        ("依据的文字", 24),
        ("位置", 18),
        ("文件", 20),
    ];
    Table { name: "问题".to_owned(), columns: columns(&heads), rows, to_read: true }
}

/// One that could not be read has the reason in place of its counts.
fn forms(report: &CheckReport) -> Table {
    let count = |form: &FormPart, severity| number(form.findings.iter().filter(|f| f.severity == severity).count());
    let row = |form: &FormPart| {
        let counts = [Severity::Error, Severity::Warning, Severity::Hint].map(|severity| count(form, severity));
        let names = [&form.name, &form.label].map(|text| Cell::from(text.as_str()));
        names.into_iter().chain(counts).chain([number(form.doubts.len()), Cell::from("")]).collect()
    };
    let refused =
        report.refused.iter().map(|(label, reason)| ["", label, "", "", "", "", reason].map(Cell::from).to_vec());
    let rows = report.forms.iter().map(row).chain(refused).collect();
    let heads =
        [("表", 24), ("文件", 24), ("错误", 5), ("警告", 5), ("提示", 5), ("疑似识别错误", 7), ("读不了的原因", 36)];
    Table { name: "各表".to_owned(), columns: columns(&heads), rows, to_read: true }
}

/// So many forms of a rule are named.
const NAMED: usize = 50;

fn rules(report: &CheckReport) -> Table {
    // The names of a whole province's forms would not fit into a cell; the sheet of findings has them all.
    let named = |rule: &super::RulePart| {
        let names = rule.forms.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join("、");
        let more = rule.forms.len() > NAMED;
        if more { format!("{names}等 {} 份", rule.forms.len()) } else { names }
    };
    let row = |rule: &super::RulePart| {
        vec![Cell::from(rule.code), Cell::from(rule.title), number(rule.count), Cell::Text(named(rule))]
    };
    let heads = [("规则", 5), ("规则名称", 24), ("次数", 5), ("出现在", 60)];
    Table {
        name: "各规则".to_owned(),
        columns: columns(&heads),
        rows: report.rules.iter().map(row).collect(),
        to_read: true,
    }
}
