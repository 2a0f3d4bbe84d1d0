//! 检查报告: the findings of a run as a document, by form and by rule. One model, several files: HTML and xlsx.

mod html;
mod xlsx;

pub use html::html;
pub use xlsx::xlsx;

use crate::check::{Checked, FindingLine, Report, Waived};
use crate::waivers;
use jibiao_rules::{Facts, Severity, book};
use std::collections::BTreeMap;

/// A report of a check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckReport {
    /// When it was made, as printed.
    pub made_at: String,
    /// Forms in the order of the run; one without findings is there too.
    pub forms: Vec<FormPart>,
    /// Files that could not be read: file and reason.
    pub refused: Vec<(String, String)>,
    /// What is about all forms together.
    pub document: Vec<Line>,
    /// Rules that found something, by code.
    pub rules: Vec<RulePart>,
}

/// One form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormPart {
    /// File, with the part of a package.
    pub label: String,
    /// Project, or department of a unit form.
    pub name: String,
    /// Findings of the rules.
    pub findings: Vec<Line>,
    /// 疑似识别错误
    pub doubts: Vec<Line>,
    /// Findings that somebody let pass, with the reason.
    pub waived: Vec<Line>,
}

impl FormPart {
    /// Whether there is anything to say about it.
    fn says_something(&self) -> bool {
        !(self.findings.is_empty() && self.doubts.is_empty() && self.waived.is_empty())
    }
}

/// One rule with the forms in which it found something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RulePart {
    /// Code, title and the rest.
    pub code: &'static str,
    /// 中文 title.
    pub title: &'static str,
    /// How often.
    pub count: usize,
    /// Name of each form, once.
    pub forms: Vec<String>,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Code of the rule, empty for a doubtful reading.
    pub code: &'static str,
    /// Title of the rule.
    pub title: &'static str,
    /// 错误, 警告 or 提示.
    pub severity: Severity,
    /// The place in words; its JSON path where nobody has said it in words.
    pub place: String,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub advice: String,
    /// The texts that decided it.
    pub quotes: Vec<String>,
    /// The value that would satisfy the rule.
    pub fix: Option<String>,
    /// Why somebody let it pass, who and when; empty where nobody did.
    pub reason: String,
}

impl CheckReport {
    /// Of what was checked, with what belongs to the document as a whole.
    pub fn of(checked: &[Checked], document: &Report, made_at: String) -> CheckReport {
        let book: BTreeMap<&str, Facts> = book().into_iter().map(|rule| (rule.code, rule)).collect();
        let line = |finding: &FindingLine| {
            let rule = book.get(finding.code);
            let severities = [Severity::Error, Severity::Warning, Severity::Hint];
            Line {
                code: rule.map_or("", |rule| rule.code),
                title: rule.map_or("疑似识别错误", |rule| rule.title),
                severity: severities.into_iter().find(|s| s.key() == finding.severity).unwrap_or(Severity::Hint),
                place: if finding.place.is_empty() { finding.path.clone() } else { finding.place.clone() },
                message: finding.message.clone(),
                advice: finding.advice.clone(),
                quotes: finding.quotes.clone(),
                fix: finding.fix.clone(),
                reason: String::new(),
            }
        };
        let let_pass = |Waived { line: finding, waived }: &Waived| {
            let when = waivers::day(&waived.at);
            let who: Vec<&str> = [waived.by.trim(), &when].into_iter().filter(|part| !part.is_empty()).collect();
            let who = if who.is_empty() { String::new() } else { format!("（{}）", who.join("，")) };
            Line { reason: format!("{}{who}", waived.reason), fix: None, ..line(finding) }
        };
        let (mut forms, mut refused) = (Vec::new(), Vec::new());
        for one in checked {
            match &one.report {
                Err(error) => refused.push((one.label.clone(), error.to_string())),
                Ok(report) => {
                    let part =
                        |doubtful| report.findings.iter().filter(move |f| f.doubtful == doubtful).map(line).collect();
                    let (findings, doubts) = (part(false), part(true));
                    let waived = report.waived.iter().map(let_pass).collect();
                    let (label, name) = (one.label.clone(), report.form.clone());
                    forms.push(FormPart { label, name, findings, doubts, waived });
                }
            }
        }
        let document: Vec<Line> = document.findings.iter().map(line).collect();
        let rules = by_rule(&forms, &document);
        CheckReport { made_at, forms, refused, document, rules }
    }

    /// Number of findings of a severity, doubtful readings left out.
    pub fn count(&self, severity: Severity) -> usize {
        let all = self.forms.iter().flat_map(|form| &form.findings).chain(&self.document);
        all.filter(|line| line.severity == severity).count()
    }
}

fn by_rule(forms: &[FormPart], document: &[Line]) -> Vec<RulePart> {
    let mut rules: BTreeMap<&'static str, RulePart> = BTreeMap::new();
    let named = forms.iter().flat_map(|form| form.findings.iter().map(|line| (form.name.as_str(), line)));
    for (name, line) in named.chain(document.iter().map(|line| ("全部表", line))) {
        let rule = rules.entry(line.code).or_insert_with(|| RulePart {
            code: line.code,
            title: line.title,
            count: 0,
            forms: Vec::new(),
        });
        rule.count += 1;
        if rule.forms.last().is_none_or(|last| last != name) {
            rule.forms.push(name.to_owned());
        }
    }
    rules.into_values().collect()
}
