//! What follows from the values of a form: how full its steps are, titles, comparisons, coverage.

use super::cells::{number, sum_of};
use super::findings::{Found, fix_edit, severity};
use super::place::{STEPS, step_of, step_title};
use super::summary::PROJECTS_NOT_SUM;
use super::{fields, grid};
use crate::requests::form::{Comparison, ComparisonResult, Coverage, Derived, Link, StepState};
use crate::requests::list::{Fill, FormState};
use crate::requests::templates::StepId;
use crate::rules::{Severity, as_budgeted, cost_sum, term_years};
use jibiao_model::cell::text_at;
use jibiao_model::check_code::check_code;
use jibiao_model::form::{FundLine, Side};
use jibiao_model::path::{BudgetField, TextField};
use jibiao_model::template::Template;
use jibiao_model::{BudgetRow, Entry, FieldPath, Form, Wan, Yuan};
use rust_decimal::Decimal;

/// How full one step is.
pub(super) struct StepFacts {
    pub fill: Fill,
    /// Required places that are empty, first one first
    missing: Vec<FieldPath>,
    /// What has to be filled in, as it is listed
    unfinished: usize,
    /// Errors of what is written
    errors: usize,
}

/// The rule about the sums of 年度预算情况. Only a warning, as rounding explains small differences; but such a budget is not done.
const BUDGET_SUMS: &str = "B26";

/// How full the steps are, in their order.
pub(super) fn steps(form: &Form, template: &Template, groups: &[grid::Group], found: &[Found]) -> Vec<StepFacts> {
    STEPS.iter().map(|step| step_facts(*step, form, template, groups, found)).collect()
}

/// The required places of each step that are empty.
pub(super) fn missing(form: &Form, template: &Template, groups: &[grid::Group]) -> Vec<(StepId, Vec<FieldPath>)> {
    STEPS.iter().map(|step| (*step, of_step(*step, form, template, groups).0)).collect()
}

/// The required places of a step that are empty, and whether anything was filled in that a new form does not start with.
fn of_step(step: StepId, form: &Form, template: &Template, groups: &[grid::Group]) -> (Vec<FieldPath>, bool) {
    let required: Vec<FieldPath> = fields::every(template.kind)
        .into_iter()
        .filter(|path| step_of(*path) == Some(step) && fields::required(*path, template))
        .collect();
    let blank = |path: &FieldPath| text_at(form, *path).is_none_or(|text| text.trim().is_empty());
    let (mut missing, filled): (Vec<FieldPath>, Vec<FieldPath>) = required.into_iter().partition(blank);
    // The same amounts twice: a budget that is blank on both sides is one blank.
    let totals = [BudgetField::SourceTotal, BudgetField::UseTotal].map(FieldPath::Budget);
    if totals.iter().all(|total| missing.contains(total)) {
        missing.retain(|path| *path != totals[1]);
    }
    // What a new form starts with says nothing about how far somebody is.
    let mut started = filled.iter().any(|path| !starts_filled(*path));
    if step == StepId::Indicators {
        let filled = |group: &grid::Group| group.pairs.iter().any(|pair| !pair_is_blank(form, *pair));
        let side = if template.sides.len() > 1 { Side::Period } else { Side::Annual };
        started = groups.iter().any(filled);
        if groups.iter().any(|group| group.level2_code().is_some() && !group.optional && !filled(group)) {
            missing.push(FieldPath::Indicators(side));
        }
    }
    if let (StepId::Goals, Form::Unit(unit)) = (step, form) {
        let some = unit.key_tasks.iter().any(|task| !task.task.trim().is_empty());
        started |= some;
        if !some {
            missing.push(FieldPath::KeyTasks);
        }
    }
    (missing, started)
}

fn step_facts(step: StepId, form: &Form, template: &Template, groups: &[grid::Group], found: &[Found]) -> StepFacts {
    let (missing, started) = of_step(step, form, template, groups);
    let own = || {
        let of_step = found.iter().filter(|found| step_of(found.finding.place) == Some(step));
        of_step.filter(|found| found.waiver.is_none())
    };
    let unfinished = own().filter(|found| found.blocks()).count();
    let errors = own().filter(|found| found.counts() && found.finding.severity == Severity::Error).count();
    // The sums of a budget differ, and nobody gave a reason.
    let unequal = own().any(|found| found.counts() && found.finding.code == BUDGET_SUMS);
    let fill = match (started, missing.is_empty() && unfinished == 0) {
        (_, true) if errors == 0 && !unequal => Fill::Full,
        (false, _) if errors == 0 && !unequal => Fill::Empty,
        _ => Fill::Half,
    };
    StepFacts { fill, missing, unfinished, errors }
}

fn starts_filled(path: FieldPath) -> bool {
    matches!(path, FieldPath::Year | FieldPath::Text(TextField::Department | TextField::ImplementingUnit))
}

fn pair_is_blank(form: &Form, pair: grid::Pair) -> bool {
    Side::BOTH.into_iter().filter_map(|side| grid::row(form, side, pair.of(side)?)).all(|row| row.is_blank())
}

/// How far a form is.
pub(super) fn state(steps: &[StepFacts], errors: usize) -> FormState {
    if steps.iter().all(|step| step.fill == Fill::Empty) {
        FormState::Empty
    } else if errors == 0 && steps.iter().all(|step| step.fill == Fill::Full) {
        FormState::Done
    } else {
        FormState::Filling
    }
}

/// What keeps a form out of official files, in words: 还有 2 处错误、3 处要补齐. `None` where nothing does: it is done.
pub(super) fn held_back(steps: &[StepFacts], found: &[Found]) -> Option<String> {
    let errors = count(found, Severity::Error);
    if state(steps, errors) == FormState::Done {
        return None;
    }
    let words = match (errors, to_fill(found)) {
        (0, 0) => "预算的合计对不上".to_owned(),
        (0, empty) => format!("还有 {empty} 处要补齐"),
        (errors, 0) => format!("还有 {errors} 处错误"),
        (errors, empty) => format!("还有 {errors} 处错误、{empty} 处要补齐"),
    };
    Some(words)
}

/// Places that have to be filled in before the form can be handed in: one number wherever it is said.
pub(super) fn to_fill(found: &[Found]) -> usize {
    found.iter().filter(|found| found.blocks()).count()
}

/// How much is not filled in yet.
pub(super) fn unfinished(found: &[Found]) -> usize {
    found.iter().filter(|found| found.unfinished && found.waiver.is_none()).count()
}

/// Errors or warnings of what is written, without those passed over.
pub(super) fn count(found: &[Found], severity: Severity) -> usize {
    found.iter().filter(|found| found.counts() && found.finding.severity == severity).count()
}

/// 填报中, 已完成
pub(super) fn state_word(state: FormState) -> &'static str {
    match state {
        FormState::Empty => "未填",
        FormState::Filling => "填报中",
        FormState::Done => "已完成",
    }
}

/// 一次性项目 of 一次性项目(1年结束)
pub(super) fn attribute(text: &str) -> &str {
    text.split(['(', '（']).next().unwrap_or(text).trim()
}

/// Everything that follows from the values.
pub(super) fn derived(
    form: &Form,
    template: &Template,
    groups: &[grid::Group],
    found: &[Found],
    budget: &[BudgetRow],
    projects: Option<&Projects>,
) -> Derived {
    let facts = steps(form, template, groups, found);
    let errors = count(found, Severity::Error);
    let state = state(&facts, errors);
    let (period_title, annual_title) = titles(form);
    let (coverage, coverage_words) = coverage(form, template, groups);
    Derived {
        full_steps: facts.iter().filter(|step| step.fill == Fill::Full).count(),
        steps: STEPS.iter().zip(facts).map(|(step, facts)| step_state(*step, facts, form, template, found)).collect(),
        state,
        state_word: state_word(state).to_owned(),
        period_title,
        annual_title,
        subtitle: subtitle(form),
        indicators_words: indicators_words(form, template, groups),
        coverage,
        coverage_words,
        weights: template.weights.map(|_| weights(form)),
        comparisons: comparisons(form, template, budget, projects, found),
        errors: errors as u32,
        warnings: count(found, Severity::Warning) as u32,
        hints: count(found, Severity::Hint) as u32,
        unfinished: unfinished(found) as u32,
        check_code: check_code(form),
    }
}

fn step_state(step: StepId, facts: StepFacts, form: &Form, template: &Template, found: &[Found]) -> StepState {
    let own = |severity| {
        let of_step = found.iter().filter(|found| found.counts() && step_of(found.finding.place) == Some(step));
        of_step.filter(|found| found.finding.severity == severity).count() as u32
    };
    let word = match facts.fill {
        Fill::Empty => "未填".to_owned(),
        Fill::Half if facts.errors > 0 => format!("{} 处错误", facts.errors),
        Fill::Half if facts.unfinished == 0 => "合计对不上".to_owned(),
        Fill::Half => format!("缺 {}", facts.unfinished),
        Fill::Full => String::new(),
    };
    StepState {
        step,
        title: step_title(step, template.kind).to_owned(),
        fill: facts.fill,
        errors: own(Severity::Error),
        warnings: own(Severity::Warning),
        word,
        next: facts.missing.first().map(|path| path.keyed(form)),
    }
}

fn titles(form: &Form) -> (String, String) {
    let Some(year) = form.year().read().map(|year| year.0) else {
        return ("实施期".to_owned(), "年度".to_owned());
    };
    let annual = format!("年度 {year}年");
    let Form::Project(project) = form else { return (String::new(), annual) };
    // A term of several years says nothing of when it began.
    let period = match term_years(&project.term) {
        Some(1) => format!("实施期 {year}年"),
        _ => format!("实施期 {}", project.term.trim()).trim_end().to_owned(),
    };
    (period, annual)
}

fn subtitle(form: &Form) -> String {
    let Form::Project(project) = form else { return "整体支出绩效目标".to_owned() };
    let parts = [attribute(&project.attribute), project.term.trim()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn indicators_words(form: &Form, template: &Template, groups: &[grid::Group]) -> String {
    let pairs = || groups.iter().flat_map(|group| &group.pairs).filter(|pair| !pair_is_blank(form, **pair));
    let all = pairs().count();
    if template.sides.len() < 2 || all == 0 {
        return format!("{all} 项指标");
    }
    let same = pairs().filter(|pair| grid::link(form, **pair) == Link::Linked).count();
    if same == all {
        return format!("{all} 项指标，两侧都一致");
    }
    format!("{all} 项指标，{same} 项两侧一致，{} 项分别填写", all - same)
}

pub(super) fn coverage(form: &Form, template: &Template, groups: &[grid::Group]) -> (Vec<Coverage>, String) {
    let known = || groups.iter().filter(|group| group.level2_code().is_some());
    let short = |group: &grid::Group| group.level2.trim_end_matches("指标").to_owned();
    let count = |group: &grid::Group| group.pairs.iter().filter(|pair| !pair_is_blank(form, **pair)).count();
    let list =
        known().map(|group| Coverage { label: short(group), count: count(group) as u32, optional: group.optional });
    let names = |optional: bool| {
        let empty = known().filter(|group| group.optional == optional && count(group) == 0);
        empty.map(short).collect::<Vec<_>>().join("、")
    };
    let benefits = template.tree.iter().any(|one| one.kind == jibiao_model::level::Level1::Benefit);
    let needed = names(false);
    let free = names(true);
    let words = match (needed.is_empty(), free.is_empty()) {
        (false, _) => format!("{needed}还没有指标。"),
        (true, false) if benefits => format!("{free}没有指标，可以不填。"),
        _ => "各类都有指标。".to_owned(),
    };
    (list.collect(), words)
}

fn weights(form: &Form) -> String {
    let sum = form
        .rows(Side::Annual)
        .iter()
        .filter_map(|row| row.weight.read())
        .try_fold(Decimal::ZERO, |sum, weight| sum.checked_add(*weight));
    sum.map_or_else(String::new, |sum| sum.normalize().to_string())
}

/// The project forms of the year, for the unit form.
pub(super) struct Projects {
    pub count: u32,
    /// Sum of 年度资金总额, in 万元 with two decimals
    pub annual: Wan,
}

/// How much a difference weighs: as much as the finding of its rule, so that one thing is no error here and a warning on 检查.
fn weigh(line: Comparison, code: &str, found: &[Found]) -> Comparison {
    let of_rule = found.iter().find(|found| found.counts() && found.finding.code == code);
    let weight = of_rule.filter(|_| line.result == ComparisonResult::Differs);
    Comparison { weight: weight.map(|found| severity(found.finding.severity)), ..line }
}

fn comparisons(
    form: &Form,
    template: &Template,
    budget: &[BudgetRow],
    projects: Option<&Projects>,
    found: &[Found],
) -> Vec<Comparison> {
    let Form::Project(project) = form else {
        let of_projects = projects.map(|projects| project_comparison(form, template, projects));
        let sums = unit_comparisons(form).into_iter().map(|line| weigh(line, BUDGET_SUMS, found));
        return sums.chain(of_projects.map(|line| weigh(line, PROJECTS_NOT_SUM, found))).collect();
    };
    let Entry::Read(total) = project.funds_annual.total else { return Vec::new() };
    let mut list = Vec::new();
    let mut line = |with: String, amount: Option<Yuan>, note: bool, agrees: bool, code: &str| {
        let Some(amount) = amount else {
            let word = "没有这一项".to_owned();
            let none = String::new();
            list.push(Comparison {
                with,
                amount: none.clone(),
                difference: none,
                result: ComparisonResult::Note,
                word,
                weight: None,
                take: None,
            });
            return;
        };
        let difference = amount.checked_sub(total).unwrap_or_default();
        let same = agrees || difference.0.is_zero();
        let (result, word) = match (same, note) {
            (true, _) => (ComparisonResult::Agrees, "一致"),
            (false, true) => (ComparisonResult::Note, "供参考"),
            (false, false) => (ComparisonResult::Differs, "不一致"),
        };
        let difference = if same { "0".to_owned() } else { difference.printed().replace('-', "−") };
        let (amount, word) = (amount.printed(), word.to_owned());
        list.push(weigh(Comparison { with, amount, difference, result, word, weight: None, take: None }, code, found));
    };
    let parts = FundLine::SOURCES.map(|source| FieldPath::Fund(Side::Annual, source));
    if let Entry::Read(sum) = sum_of(form, &parts) {
        line("各来源之和".to_owned(), Some(Yuan(sum)), false, false, "B01");
    }
    if !budget.is_empty() {
        let name = plain(&project.project_name);
        let row = budget.iter().enumerate().find(|(_, row)| !row.carried_over && plain(&row.name) == name);
        let with =
            row.map_or_else(|| "项目支出预算表".to_owned(), |(at, _)| format!("项目支出预算表 第 {} 行", at + 1));
        let agrees = row.and_then(|(_, row)| as_budgeted(total, row.total)).unwrap_or(false);
        line(with, row.and_then(|(_, row)| row.total.to_yuan()), false, agrees, "B02");
    }
    if let Some(cost) = cost_sum(form, template, Side::Annual) {
        line("绝对数成本指标之和".to_owned(), Some(cost), true, false, "");
    }
    list
}

/// The two sums of a unit form.
fn unit_comparisons(form: &Form) -> Vec<Comparison> {
    use jibiao_model::path::BudgetField as B;
    let amount = |field| number(form, FieldPath::Budget(field)).read().map(|amount| jibiao_model::Wan(*amount));
    let (Some(source), Some(by_use)) = (amount(B::SourceTotal), amount(B::UseTotal)) else { return Vec::new() };
    let difference = by_use.checked_sub(source).unwrap_or_default();
    let same = difference.0.is_zero();
    vec![Comparison {
        with: "按资金方向划分的合计".to_owned(),
        amount: by_use.printed(),
        difference: if same { "0".to_owned() } else { difference.printed().replace('-', "−") },
        result: if same { ComparisonResult::Agrees } else { ComparisonResult::Differs },
        word: if same { "一致" } else { "不一致" }.to_owned(),
        weight: None,
        take: None,
    }]
}

/// 项目支出 of a unit form beside the sum of the year's project forms, which can be taken over.
fn project_comparison(form: &Form, template: &Template, projects: &Projects) -> Comparison {
    let place = FieldPath::Budget(jibiao_model::path::BudgetField::Project);
    let own = number(form, place);
    let difference = own.read().and_then(|own| projects.annual.checked_sub(Wan(*own)));
    let (result, word) = match (&own, difference) {
        (_, Some(difference)) if difference.0.is_zero() => (ComparisonResult::Agrees, "一致"),
        (_, Some(_)) => (ComparisonResult::Differs, "不一致"),
        (Entry::Blank, None) => (ComparisonResult::Note, "还没有填"),
        (_, None) => (ComparisonResult::Differs, "读不出来"),
    };
    let agrees = result == ComparisonResult::Agrees;
    let take = fix_edit(place, &format!("{:.2}", projects.annual.0), form, template, &[]);
    Comparison {
        with: format!("项目支出：{} 个项目的年度资金之和", projects.count),
        amount: projects.annual.printed(),
        difference: match difference {
            Some(_) if agrees => "0".to_owned(),
            Some(difference) => difference.printed().replace('-', "−"),
            None => String::new(),
        },
        result,
        word: word.to_owned(),
        weight: None,
        take: (!agrees).then_some(take),
    }
}

/// A name without blanks and with one kind of brackets.
fn plain(name: &str) -> String {
    name.chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '（' => '(',
            '）' => ')',
            c => c,
        })
        .collect()
}
