//! 检查 of a year, the rule book.

use super::findings::{self, Found};
use super::from_store;
use super::list::kind_key;
use super::{Session, derived, form::shown_name, when};
use crate::disclose::PRIVACY;
use crate::error::{Code, Error};
use crate::requests::app::Nothing;
use crate::requests::check as view;
use crate::requests::form::FormChanged;
use crate::requests::templates::FormKind;
use crate::rules::{self, Facts, Safety, Severity};
use jibiao_store::FormId;

impl Session {
    /// Every finding of a year.
    pub(crate) fn check_year(&mut self, request: view::CheckYear) -> Result<view::CheckReport, Error> {
        let year = request.year;
        let numbers = self.of_year(year)?;
        let mut forms = Vec::new();
        for form in &numbers {
            forms.push(self.checked(*form)?);
        }
        let units = self.store()?.numbers(year, kind_key(FormKind::Unit)).map_err(from_store)?.len();
        // Unit forms are the last; where an import brought a second one, each says which it is.
        for (place, form) in forms.iter_mut().skip(numbers.len() - units).enumerate().filter(|_| units > 1) {
            form.name = format!("{}（第 {} 张）", form.name, place + 1);
        }
        forms.extend(self.checked_document(year)?);
        let sum = |count: fn(&view::CheckedForm) -> u32| forms.iter().map(count).sum::<u32>();
        let (errors, warnings, hints) = (sum(|f| f.errors), sum(|f| f.warnings), sum(|f| f.hints));
        let (waived, unfinished) = (sum(|f| f.waived), sum(|f| f.unfinished));
        let safe = |form: &view::CheckedForm| {
            let safe = form.findings.iter().filter(|found| found.waiver.is_none());
            safe.filter_map(|found| found.fix.as_ref().filter(|fix| fix.safe))
                .map(|fix| fix.edits.len() as u32)
                .sum::<u32>()
        };
        let safe_fixes = forms.iter().map(safe).sum();
        let to_fill = sum(|f| f.to_fill);
        let missing = missing(&forms, numbers.len(), units);
        let running = rules::book().iter().filter(|facts| self.runs(facts)).count();
        forms.retain(|form| !form.findings.is_empty() || form.held_back.is_some());
        let projects = numbers.len() - units;
        let with_unit = if units > 0 { "和整体申报表" } else { "" };
        let at = when::clock_time(self.now());
        // Whoever read elsewhere how many rules there are is told where the others are.
        let closed = match rules::book().len() - running {
            0 => String::new(),
            closed => format!("，另有 {closed} 条没有打开"),
        };
        Ok(view::CheckReport {
            year,
            forms,
            looked_at: numbers.len() as u32,
            rules: running as u32,
            errors,
            warnings,
            hints,
            waived,
            unfinished,
            safe_fixes,
            title: match numbers.len() {
                0 => "还没有可以检查的表。".to_owned(),
                _ => title(&missing, errors, warnings, unfinished, to_fill),
            },
            missing,
            foot: format!("{projects} 个项目{with_unit}，{at} 已按打开的 {running} 条规则查完{closed}"),
        })
    }

    fn of_year(&self, year: i32) -> Result<Vec<FormId>, Error> {
        let store = self.store()?;
        let mut numbers = store.numbers(year, kind_key(FormKind::Project)).map_err(from_store)?;
        numbers.extend(store.numbers(year, kind_key(FormKind::Unit)).map_err(from_store)?);
        Ok(numbers)
    }

    /// One form; a broken one is reported and the rest go on.
    fn checked(&mut self, form: FormId) -> Result<view::CheckedForm, Error> {
        let seen = match self.look(form) {
            Ok(seen) => seen,
            Err(error) => {
                let line = self.store()?.line(form).map_err(from_store)?;
                return Ok(view::CheckedForm {
                    form: Some(form.0),
                    name: shown_name(&line.name),
                    revision: line.revision,
                    errors: 0,
                    warnings: 0,
                    hints: 0,
                    waived: 0,
                    unfinished: 0,
                    to_fill: 0,
                    findings: Vec::new(),
                    held_back: Some("读不出来".to_owned()),
                    failure: Some(error.to_string()),
                });
            }
        };
        let findings = self.finding_views(&seen, &seen.groups());
        let unit = matches!(seen.stored.form, jibiao_model::Form::Unit(_));
        let name = if unit { "整体申报表".to_owned() } else { shown_name(seen.stored.form.name()) };
        let steps = derived::steps(&seen.stored.form, &seen.template, &seen.groups(), &seen.found);
        let held_back = derived::held_back(&steps, &seen.found);
        let report = report(Some(form.0), name, seen.stored.revision, &seen.found, findings);
        Ok(view::CheckedForm { held_back, ..report })
    }

    /// What is about the year as a whole.
    fn checked_document(&mut self, year: i32) -> Result<Option<view::CheckedForm>, Error> {
        let findings = self.cross(year)?.document.clone();
        if findings.is_empty() {
            return Ok(None);
        }
        let any = jibiao_model::Form::Project(jibiao_model::ProjectForm::default());
        let found: Vec<Found> = findings
            .into_iter()
            .map(|finding| Found { finding, unfinished: false, needed: false, waiver: None })
            .collect();
        let now = self.now();
        let Some(template) = self.templates.iter().next() else { return Ok(None) };
        let views = found.iter().map(|found| view::FindingView {
            waivable: false,
            step: None,
            place: "项目支出预算表".to_owned(),
            ..findings::view(found, None, &any, template, &[], now)
        });
        let views = views.collect();
        Ok(Some(report(None, "项目支出预算表".to_owned(), 0, &found, views)))
    }

    /// Applies every safe fix of a year.
    pub(crate) fn fix_year(&mut self, request: view::FixYear) -> Result<view::FixedYear, Error> {
        let mut forms: Vec<FormChanged> = Vec::new();
        for form in self.of_year(request.year)? {
            let Ok(seen) = self.look(form) else { continue };
            let safe = |found: &&Found| {
                found.waiver.is_none() && found.finding.fix.as_ref().is_some_and(|fix| fix.safety == Safety::Safe)
            };
            let keys: Vec<String> = seen.found.iter().filter(safe).map(|found| found.key(&seen.stored.form)).collect();
            if !keys.is_empty() {
                let request = view::FixForm { form: form.0, base_revision: seen.stored.revision, findings: keys };
                forms.push(self.fix_form(request)?);
            }
        }
        Ok(view::FixedYear { forms })
    }

    /// The rule book.
    pub(crate) fn list_rules(&mut self, _: Nothing) -> Result<view::RuleBook, Error> {
        Ok(view::RuleBook { rules: rules::book().iter().map(|facts| self.rule_line(facts)).collect() })
    }

    /// The page of a rule.
    pub(crate) fn explain_rule(&mut self, request: view::OneRule) -> Result<view::RulePage, Error> {
        let facts = rules::explain(&request.code).ok_or_else(|| unknown_rule(&request.code))?;
        let section = |(heading, text): (&str, &str)| view::PageSection {
            heading: heading.to_owned(),
            paragraphs: text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect(),
        };
        let sections = facts.doc.sections().into_iter().map(section).collect();
        Ok(view::RulePage { rule: self.rule_line(&facts), sections })
    }

    /// Switches a rule on or off.
    pub(crate) fn toggle_rule(&mut self, request: view::ToggleRule) -> Result<view::RuleBook, Error> {
        let facts = rules::explain(&request.code).ok_or_else(|| unknown_rule(&request.code))?;
        let mut settings = self.settings.clone();
        if facts.default_on == request.on {
            settings.rules.remove(facts.code);
        } else {
            settings.rules.insert(facts.code.to_owned(), request.on);
        }
        self.set_settings(settings)?;
        self.list_rules(Nothing {})
    }

    /// Whether a rule is on.
    pub(super) fn runs(&self, facts: &Facts) -> bool {
        self.settings.rules.get(facts.code).copied().unwrap_or(facts.default_on)
    }

    pub(super) fn rule_line(&self, facts: &Facts) -> view::RuleLine {
        view::RuleLine {
            code: facts.code.to_owned(),
            group: facts.code.chars().take(1).collect(),
            group_title: facts.group().title().to_owned(),
            title: facts.title.to_owned(),
            severity: findings::severity(facts.severity),
            forms: facts.forms.to_owned(),
            on: self.runs(facts),
            default_on: facts.default_on,
            waivable: facts.waivable,
            risk: facts.risk.title().to_owned(),
        }
    }

    /// What makes a print of the form a draft: the same that keeps it out of official files, in the same words.
    pub(super) fn draft_because(&mut self, form: FormId) -> Result<Option<String>, Error> {
        let seen = self.look(form)?;
        let steps = derived::steps(&seen.stored.form, &seen.template, &seen.groups(), &seen.found);
        Ok(derived::held_back(&steps, &seen.found))
    }

    /// How many places look like personal data, without those that somebody let pass.
    pub(super) fn private(&mut self, form: FormId) -> Result<u32, Error> {
        let seen = self.look(form)?;
        Ok(seen.found.iter().filter(|found| found.finding.code == PRIVACY && found.waiver.is_none()).count() as u32)
    }
}

fn unknown_rule(code: &str) -> Error {
    Error::new(Code::Request, format!("没有编号为“{code}”的规则"), "请从规则手册里选")
}

fn report(
    form: Option<i64>,
    name: String,
    revision: i64,
    found: &[Found],
    findings: Vec<view::FindingView>,
) -> view::CheckedForm {
    let count = |severity| found.iter().filter(|f| f.counts() && f.finding.severity == severity).count() as u32;
    view::CheckedForm {
        form,
        name,
        revision,
        errors: count(Severity::Error),
        warnings: count(Severity::Warning),
        hints: count(Severity::Hint),
        waived: found.iter().filter(|found| found.waiver.is_some()).count() as u32,
        unfinished: derived::unfinished(found) as u32,
        to_fill: derived::to_fill(found) as u32,
        findings,
        held_back: None,
        failure: None,
    }
}

/// What is missing for the official export.
fn missing(forms: &[view::CheckedForm], all: usize, units: usize) -> Vec<view::StillMissing> {
    let mut missing = Vec::new();
    let lacks = |kind, message: &str| view::StillMissing { form: None, message: message.to_owned(), kind: Some(kind) };
    if all == units {
        missing.push(lacks(FormKind::Project, "还没有项目"));
    }
    if units == 0 {
        missing.push(lacks(FormKind::Unit, "还没有整体申报表"));
    }
    for form in forms {
        let words = match (&form.held_back, form.errors) {
            (Some(words), _) => words.clone(),
            // What is about the year as a whole.
            (None, errors @ 1..) => format!("还有 {errors} 处错误"),
            (None, 0) => continue,
        };
        missing.push(view::StillMissing { form: form.form, message: format!("{}：{words}", form.name), kind: None });
    }
    missing
}

fn title(missing: &[view::StillMissing], errors: u32, warnings: u32, unfinished: u32, to_fill: u32) -> String {
    // The list of what is not filled in yet also has what may stay so.
    let of_these = if unfinished == to_fill { String::new() } else { format!("没填的 {unfinished} 处里") };
    let then = match (errors, to_fill) {
        (0, 0) if missing.is_empty() => "可以正式导出".to_owned(),
        (0, 0) => {
            let first: Vec<&str> = missing.iter().take(2).map(|one| one.message.as_str()).collect();
            let more = if missing.len() > 2 { format!("等 {} 样", missing.len()) } else { String::new() };
            format!("写好的表没有错误，但还不全：{}{more}", first.join("，"))
        }
        (0, to_fill) => format!("{of_these}补齐 {to_fill} 处就能正式导出"),
        (errors, 0) => format!("改完 {errors} 处错误就能正式导出"),
        (errors, to_fill) => format!("改完 {errors} 处错误、{of_these}补齐 {to_fill} 处就能正式导出"),
    };
    // A form that is not there yet has neither errors nor places to fill.
    let lacks = missing.iter().filter(|one| one.kind.is_some() && errors + to_fill > 0);
    let lacks: String = lacks.map(|one| format!("；{}", one.message)).collect();
    match warnings {
        0 => format!("{then}{lacks}。"),
        warnings => format!("{then}{lacks}；{warnings} 处警告请修改或说明理由。"),
    }
}
