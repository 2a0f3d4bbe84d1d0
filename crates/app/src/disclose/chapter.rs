//! 十、绩效管理情况: the numbers, and the text around them.
//!
//! Every number of the text is a [`Figure`] of one [`Figures`], so that whoever shows the text can mark the numbers and renew them. What
//! the forms do not say is asked, never guessed.

use super::choices::{Decisions, refused};
use super::figures::{Figure, Figures, HUNDRED, OPEN, Sum};
use crate::error::Error;
use jibiao_model::amount::rounded;
use jibiao_model::form::{Category, Form, ProjectForm, UnitForm};
use jibiao_model::{BudgetRow, Wan};
use std::collections::BTreeSet;

pub(super) fn title(category: Category) -> &'static str {
    match category {
        Category::Operating => "其他运转类",
        Category::Special => "特定目标类",
    }
}

/// A piece of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Words.
    Text(String),
    /// A number; [`Figures::shown`] has it.
    Number(Figure),
}

/// A paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// A heading.
    pub heading: bool,
    /// From left to right.
    pub pieces: Vec<Piece>,
}

/// What a question asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asks {
    /// The unit's name
    Unit,
    /// The year
    Year,
    /// Money of the unit form, by the index of the form
    Goal(usize),
    /// 年度资金总额 of a project form
    Amount(usize),
    /// 项目类别 of a project form
    Category(usize),
    /// The project budget
    Budget,
}

/// What the forms do not say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// What is asked
    pub asks: Asks,
    /// In words
    pub text: String,
}

impl Question {
    fn new(asks: Asks, text: impl Into<String>) -> Question {
        Question { asks, text: text.into() }
    }
}

/// The chapter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chapter {
    /// The unit's name; empty where it is asked for.
    pub unit: String,
    /// Every number; also the rows of the table that proves them.
    pub figures: Figures,
    /// The text.
    pub paragraphs: Vec<Paragraph>,
    /// What has to be answered first; where it is not, the text has gaps.
    pub questions: Vec<Question>,
    /// What a person should know.
    pub notes: Vec<String>,
}

impl Chapter {
    /// The whole text, a line a paragraph.
    pub fn text(&self) -> String {
        self.paragraphs.iter().map(|paragraph| self.spell(paragraph) + "\n").collect()
    }

    /// A paragraph with its numbers.
    pub fn spell(&self, paragraph: &Paragraph) -> String {
        let piece = |piece: &Piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::Number(figure) => self.figures.shown(*figure),
        };
        paragraph.pieces.iter().map(piece).collect()
    }
}

/// Computes the chapter. Forms of two units or years are errors; what is missing is a question.
pub fn chapter(forms: &[Form], budget: &[BudgetRow], decisions: &Decisions) -> Result<Chapter, Error> {
    let units: Vec<(usize, &UnitForm)> =
        forms.iter().enumerate().filter_map(|(index, form)| Some((index, as_unit(form)?))).collect();
    if units.len() > 1 {
        let names: Vec<String> = units.iter().map(|(_, form)| format!("“{}”", form.department.trim())).collect();
        let message = format!("有 {} 份整体表（{}），绩效管理情况只写一个单位的", units.len(), names.join("、"));
        return Err(refused(message, "请只留本单位的一份，或每个单位做一次"));
    }
    if let Some(name) = twice(forms) {
        let message = format!("“{name}”有两份表，金额会算两次");
        return Err(refused(message, "请去掉多的一份，或改正项目名称"));
    }
    let unit_form = units.first().copied();
    let mut questions = Vec::new();
    let unit = unit_name(forms, decisions, &mut questions);
    let year = year(forms, &mut questions)?;
    let mut figures = Figures { year, corrected: decisions.corrected.clone(), ..Figures::default() };
    figures.unit_goal = match unit_form {
        Some((index, form)) => unit_goal(index, form, &mut questions),
        None => Some(Wan::default()),
    };
    count(forms, decisions, &mut figures, &mut questions)?;
    let mut notes = Vec::new();
    figures.project_spending = project_spending(budget, &mut notes)?;
    if figures.project_spending.is_none() {
        let (what, then) = if budget.is_empty() {
            ("还没有项目支出预算表", "导入")
        } else {
            ("项目支出预算表的合计是 0", "换上")
        };
        let text = format!("{what}，算不出公开项目占项目支出总额的比例，请{then}批复的预算表");
        questions.push(Question::new(Asks::Budget, text));
    }
    // What a person said needs no computing.
    questions.retain(|question| match question.asks {
        Asks::Goal(_) => figures.correction(Figure::UnitGoal).is_none(),
        Asks::Budget => figures.correction(Figure::PublicShare).is_none(),
        _ => true,
    });
    if figures.share().is_some_and(|share| share > HUNDRED) {
        let (public, all) = (figures.shown(Figure::PublicAmount), figures.project_spending.unwrap_or_default());
        notes.push(format!("公开项目共 {public} 万元，多于项目支出总额 {} 万元，请核对", all.printed()));
    }
    notes.extend(corrections(&figures));
    let reasons = reasons(forms, decisions, &mut notes);
    let paragraphs = paragraphs(&unit, unit_form.is_some(), figures.withheld().count > 0, &reasons);
    Ok(Chapter { unit, figures, paragraphs, questions, notes })
}

/// A project that two of the forms are of.
fn twice(forms: &[Form]) -> Option<&str> {
    let mut seen = BTreeSet::new();
    let projects = forms.iter().filter(|form| as_unit(form).is_none()).map(|form| form.name().trim());
    projects.filter(|name| !name.is_empty()).find(|name| !seen.insert(*name))
}

/// The numbers that a person put there, and those of them whose computed value moved on since.
fn corrections(figures: &Figures) -> Vec<String> {
    let told = |(figure, _, label, _): &(Figure, &str, &str, &str)| {
        let correction = figures.correction(*figure)?;
        let (now, then) = (figures.computed(*figure), &correction.computed);
        let known = |text: &str| if text == OPEN { "表里算不出来".to_owned() } else { format!("算出的是 {text}") };
        let moved =
            if now == *then { String::new() } else { format!("，改的时候{}，请再看一次", known(then)) };
        Some(format!("{label}写的是 {}，是自己填的；{}{moved}", correction.text, known(&now)))
    };
    Figure::ALL.iter().filter_map(told).collect()
}

/// Why projects are not published, each reason once. The text never names such a project.
fn reasons(forms: &[Form], decisions: &Decisions, notes: &mut Vec<String>) -> Vec<String> {
    let mut reasons: Vec<String> = Vec::new();
    for (form, decision) in forms.iter().zip(&decisions.forms) {
        let Some(reason) = decision.withheld.as_deref().map(str::trim) else { continue };
        let name = form.name().trim();
        if reason.is_empty() {
            notes.push(format!("“{name}”不公开，没有写原因"));
            continue;
        }
        notes.push(format!("“{name}”不公开：{reason}"));
        if !reasons.iter().any(|own| own == reason) {
            reasons.push(reason.to_owned());
        }
    }
    reasons
}

fn as_unit(form: &Form) -> Option<&UnitForm> {
    match form {
        Form::Unit(form) => Some(form),
        Form::Project(_) => None,
    }
}

fn as_project(form: &Form) -> Option<&ProjectForm> {
    match form {
        Form::Project(form) => Some(form),
        Form::Unit(_) => None,
    }
}

/// Given, else that of the unit form, else the one that all project forms name.
fn unit_name(forms: &[Form], decisions: &Decisions, questions: &mut Vec<Question>) -> String {
    let given = decisions.unit.iter().map(String::as_str);
    let own = forms.iter().filter_map(as_unit).map(|form| form.department.as_str());
    if let Some(name) = given.chain(own).map(str::trim).find(|name| !name.is_empty()) {
        return name.to_owned();
    }
    let names = |of: fn(&ProjectForm) -> &str| -> BTreeSet<String> {
        let names = forms.iter().filter_map(as_project).map(|form| of(form).trim().to_owned());
        names.filter(|name| !name.is_empty()).collect()
    };
    let (implementing, departments) = (names(|form| &form.implementing_unit), names(|form| &form.department));
    for found in [&implementing, &departments] {
        if found.len() == 1 {
            return found.iter().next().cloned().unwrap_or_default();
        }
    }
    let named: Vec<String> = implementing.into_iter().take(3).collect();
    let found = if named.is_empty() { "都没有写".to_owned() } else { format!("写的是{}", named.join("、")) };
    questions.push(Question::new(Asks::Unit, format!("单位名称是什么：各表的实施单位{found}")));
    String::new()
}

fn year(forms: &[Form], questions: &mut Vec<Question>) -> Result<Option<i32>, Error> {
    let years: BTreeSet<i32> = forms.iter().filter_map(|form| form.year().read().map(|year| year.0)).collect();
    if years.len() > 1 {
        let years: Vec<String> = years.iter().map(i32::to_string).collect();
        return Err(refused(format!("表的年度不一样：{}", years.join("、")), "请只放一个年度的表"));
    }
    let year = years.first().copied();
    if year.is_none() {
        questions.push(Question::new(Asks::Year, "是哪个年度：表里都没有写年度"));
    }
    Ok(year)
}

/// 按资金来源划分, else 按资金方向划分.
fn unit_goal(index: usize, form: &UnitForm, questions: &mut Vec<Question>) -> Option<Wan> {
    let total = form.by_source.total.read().or(form.by_use.total.read()).copied();
    if total.is_none() {
        let text = "整体支出涉及多少资金：整体表的年度预算合计空着或不是数";
        questions.push(Question::new(Asks::Goal(index), text));
    }
    total
}

/// Adds up the project forms.
fn count(
    forms: &[Form],
    decisions: &Decisions,
    figures: &mut Figures,
    questions: &mut Vec<Question>,
) -> Result<(), Error> {
    for (index, form) in forms.iter().enumerate() {
        let Form::Project(project) = form else { continue };
        let name = project.project_name.trim();
        let amount = project.funds_annual.total.read().and_then(|yuan| yuan.to_wan()).map(|wan| Wan(rounded(wan.0)));
        if amount.is_none() {
            let text = format!("“{name}”有多少资金：年度资金总额空着或不是数");
            questions.push(Question::new(Asks::Amount(index), text));
        }
        let category = decisions.forms.get(index).and_then(|decision| decision.category);
        if category.is_none() {
            let text = format!("“{name}”是其他运转类还是特定目标类：表里没有写项目类别");
            questions.push(Question::new(Asks::Category(index), text));
        }
        let one = Sum { count: 1, amount: amount.unwrap_or_default() };
        let mut added = figures.managed.add(category, one);
        if decisions.publishes(index) {
            added = added.and(figures.public.add(category, one));
        }
        if added.is_none() {
            return Err(refused(format!("加到“{name}”时金额太大"), "请检查它的年度资金"));
        }
    }
    Ok(())
}

/// The sum of the rows of the year. Money left over from earlier years is no part of the 项目支出总额 that units publish the share of.
fn project_spending(budget: &[BudgetRow], notes: &mut Vec<String>) -> Result<Option<Wan>, Error> {
    let sum = |carried_over: bool| {
        let rows = budget.iter().filter(|row| row.carried_over == carried_over);
        rows.map(|row| row.total).try_fold(Wan::default(), Wan::checked_add)
    };
    let (Some(year), Some(carried_over)) = (sum(false), sum(true)) else {
        return Err(refused("项目支出预算的合计太大".to_owned(), "请检查预算表里的金额"));
    };
    if !carried_over.0.is_zero() {
        notes.push(format!("预算表里上年结转的 {} 万元没有算进项目支出总额", carried_over.printed()));
    }
    Ok(Some(year).filter(|year| !year.0.is_zero()))
}

/// The text as it is published in the province.
fn paragraphs(unit: &str, has_unit_form: bool, withholds: bool, reasons: &[String]) -> Vec<Paragraph> {
    use Figure as F;
    let unit = if unit.is_empty() { OPEN } else { unit };
    let goal: &[Part<'_>] = if has_unit_form {
        &[N(F::Year), T("年编报单位整体绩效目标，涉及资金"), N(F::UnitGoal), T("万元。")]
    } else {
        &[N(F::Year), T("年本单位未编报整体绩效目标，涉及资金"), N(F::UnitGoal), T("万元。")]
    };
    let mut text = vec![line(true, &[T("十、绩效管理情况")]), line(true, &[T("1、整体绩效目标")]), line(false, goal)];
    if has_unit_form {
        text.push(line(false, &[T("（部门（单位）整体支出绩效目标申报表公开情况见附件）")]));
    }
    text.push(line(true, &[T("2、项目绩效目标")]));
    let mut projects = vec![N(F::Year), T("年"), T(unit)];
    projects.extend([T("纳入绩效目标管理的二级项目"), N(F::ManagedCount), T("个，共计金额"), N(F::ManagedAmount)]);
    projects.extend([T("万元。其中：其他运转类项目"), N(F::ManagedOperatingCount), T("个，涉及金额")]);
    projects.extend([N(F::ManagedOperatingAmount), T("万元；特定目标类项目"), N(F::ManagedSpecialCount)]);
    projects.extend([T("个，涉及金额"), N(F::ManagedSpecialAmount), T("万元。公开项目绩效目标"), N(F::PublicCount)]);
    projects.extend([T("个，涉及项目金额"), N(F::PublicAmount), T("万元，占部门（单位）项目支出总额的")]);
    projects.extend([N(F::PublicShare), T("。其中：其他运转类项目"), N(F::PublicOperatingCount)]);
    projects.extend([T("个，涉及项目金额"), N(F::PublicOperatingAmount), T("万元；特定目标类项目")]);
    projects.extend([N(F::PublicSpecialCount), T("个，涉及项目金额"), N(F::PublicSpecialAmount), T("万元。")]);
    let why = reasons.join("、");
    if withholds {
        projects.extend([T("未公开项目绩效目标"), N(F::WithheldCount), T("个，涉及项目金额"), N(F::WithheldAmount)]);
        projects.push(T("万元"));
        if !why.is_empty() {
            projects.extend([T("，未公开的原因："), T(&why)]);
        }
        projects.push(T("。"));
    }
    text.push(line(false, &projects));
    text.push(line(false, &[T("（项目支出绩效目标表公开情况见附件）")]));
    text
}

/// A piece, before it is kept.
#[derive(Clone, Copy)]
enum Part<'a> {
    T(&'a str),
    N(Figure),
}
use Part::{N, T};

fn line(heading: bool, parts: &[Part<'_>]) -> Paragraph {
    let piece = |part: &Part<'_>| match part {
        T(text) => Piece::Text((*text).to_owned()),
        N(figure) => Piece::Number(*figure),
    };
    Paragraph { heading, pieces: parts.iter().map(piece).collect() }
}

#[cfg(test)]
mod tests;
