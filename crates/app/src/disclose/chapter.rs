//! 十、绩效管理情况: the numbers, and the text around them.
//!
//! Every number of the text is a [`Figure`] of one [`Figures`], so that whoever shows the text can mark the numbers and renew them. What
//! the forms do not say is asked, never guessed.

use crate::error::{Code, Error};
use jibiao_model::amount::rounded;
use jibiao_model::form::{Category, Form, ProjectForm, UnitForm};
use jibiao_model::{BudgetRow, Wan};
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// What only a person knows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choices {
    /// The categories of projects whose form has none, by 项目名称.
    pub categories: Vec<(String, Category)>,
    /// Projects that are not published, by 项目名称.
    pub withheld: Vec<String>,
    /// The unit's name, where the forms do not agree on one.
    pub unit: Option<String>,
}

impl Choices {
    /// Whether a form is published. A unit form always is.
    pub fn publishes(&self, form: &Form) -> bool {
        match form {
            Form::Unit(_) => true,
            Form::Project(form) => !self.withheld.iter().any(|name| name.trim() == form.project_name.trim()),
        }
    }

    /// The category that a person gave; one that contradicts the form is an error.
    fn category(&self, form: &ProjectForm) -> Result<Option<Category>, Error> {
        let name = form.project_name.trim();
        let mut given = self.categories.iter().filter(|(of, _)| of.trim() == name).map(|(_, category)| *category);
        let first = given.next();
        if given.any(|other| Some(other) != first) {
            return Err(refused(format!("“{name}”既写成其他运转类，又写成特定目标类"), "请只留一个"));
        }
        match (form.category, first) {
            (Some(own), Some(other)) if own != other => {
                let message = format!("“{name}”的表里写的是{}，这里写成{}", title(own), title(other));
                Err(refused(message, "请先改表，或去掉这里写的类别"))
            }
            (own, given) => Ok(own.or(given)),
        }
    }

    /// The names that no form has.
    fn unknown(&self, forms: &[Form]) -> Option<&str> {
        let has = |name: &str| forms.iter().any(|form| matches!(form, Form::Project(_)) && form.name().trim() == name);
        let named = self.categories.iter().map(|(name, _)| name).chain(&self.withheld);
        named.map(|name| name.trim()).find(|name| !has(name))
    }
}

fn refused(message: String, hint: &str) -> Error {
    Error::new(Code::Request, message, hint)
}

fn title(category: Category) -> &'static str {
    match category {
        Category::Operating => "其他运转类",
        Category::Special => "特定目标类",
    }
}

/// A number of projects and their money of the year in 万元, each rounded as the budget table has it, so that sums agree with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sum {
    /// Number of projects.
    pub count: usize,
    /// Their money.
    pub amount: Wan,
}

impl Sum {
    fn add(self, other: Sum) -> Option<Sum> {
        Some(Sum { count: self.count + other.count, amount: self.amount.checked_add(other.amount)? })
    }
}

/// Projects by category.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// 其他运转类
    pub operating: Sum,
    /// 特定目标类
    pub special: Sum,
    /// Nobody said which.
    pub unknown: Sum,
    /// All of them.
    pub all: Sum,
}

impl Tally {
    /// `None` past 28 digits.
    fn add(&mut self, category: Option<Category>, one: Sum) -> Option<()> {
        let part = match category {
            Some(Category::Operating) => &mut self.operating,
            Some(Category::Special) => &mut self.special,
            None => &mut self.unknown,
        };
        *part = part.add(one)?;
        self.all = self.all.add(one)?;
        Some(())
    }

    /// Those that `self` has and `part` has not.
    fn without(&self, part: &Tally) -> Sum {
        let amount = self.all.amount.checked_sub(part.all.amount).unwrap_or_default();
        Sum { count: self.all.count.saturating_sub(part.all.count), amount }
    }
}

/// Every number of the chapter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Figures {
    /// 年度; `None` where no form says it.
    pub year: Option<i32>,
    /// The money of the unit form in 万元: zero without a form, `None` where its money cannot be read.
    pub unit_goal: Option<Wan>,
    /// 纳入绩效目标管理: all project forms.
    pub managed: Tally,
    /// 公开: those that are published.
    pub public: Tally,
    /// 项目支出总额: 表十二 of the project budget, in 万元; `None` where it is empty or zero.
    pub project_spending: Option<Wan>,
}

/// A number of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Figure {
    /// 年度
    Year,
    /// Money of the unit form
    UnitGoal,
    /// Projects with targets
    ManagedCount,
    /// Their money
    ManagedAmount,
    /// Of these, 其他运转类
    ManagedOperatingCount,
    /// Their money
    ManagedOperatingAmount,
    /// Of these, 特定目标类
    ManagedSpecialCount,
    /// Their money
    ManagedSpecialAmount,
    /// Published projects
    PublicCount,
    /// Their money
    PublicAmount,
    /// The share of their money in 项目支出总额, in percent
    PublicShare,
    /// Of these, 其他运转类
    PublicOperatingCount,
    /// Their money
    PublicOperatingAmount,
    /// Of these, 特定目标类
    PublicSpecialCount,
    /// Their money
    PublicSpecialAmount,
    /// Projects that are not published
    WithheldCount,
    /// Their money
    WithheldAmount,
}

/// What stands for a number that is not known yet.
const OPEN: &str = "＿＿";

const HUNDRED: Decimal = Decimal::from_parts(100, 0, 0, false, 0);

impl Figures {
    /// A number as the text has it.
    pub fn shown(&self, figure: Figure) -> String {
        let open = |text: Option<String>| text.unwrap_or_else(|| OPEN.to_owned());
        let count = |sum: Sum| sum.count.to_string();
        let amount = |sum: Sum| sum.amount.printed();
        match figure {
            Figure::Year => open(self.year.map(|year| year.to_string())),
            Figure::UnitGoal => open(self.unit_goal.map(|amount| amount.printed())),
            Figure::ManagedCount => count(self.managed.all),
            Figure::ManagedAmount => amount(self.managed.all),
            Figure::ManagedOperatingCount => count(self.managed.operating),
            Figure::ManagedOperatingAmount => amount(self.managed.operating),
            Figure::ManagedSpecialCount => count(self.managed.special),
            Figure::ManagedSpecialAmount => amount(self.managed.special),
            Figure::PublicCount => count(self.public.all),
            Figure::PublicAmount => amount(self.public.all),
            Figure::PublicShare => open(self.share().map(|share| format!("{share}%"))),
            Figure::PublicOperatingCount => count(self.public.operating),
            Figure::PublicOperatingAmount => amount(self.public.operating),
            Figure::PublicSpecialCount => count(self.public.special),
            Figure::PublicSpecialAmount => amount(self.public.special),
            Figure::WithheldCount => count(self.withheld()),
            Figure::WithheldAmount => amount(self.withheld()),
        }
    }

    /// Projects that are not published.
    pub fn withheld(&self) -> Sum {
        self.managed.without(&self.public)
    }

    /// Percent of 项目支出总额 that is published, two decimals at most; less than all is never shown as 100.
    pub fn share(&self) -> Option<Decimal> {
        let (public, all) = (self.public.all.amount.0, self.project_spending?.0);
        let share = rounded(public.checked_mul(HUNDRED)?.checked_div(all)?);
        let nearly = Decimal::from_parts(9_999, 0, 0, false, 2);
        Some(if public < all && share >= HUNDRED { nearly } else { share.normalize() })
    }

    /// A paragraph with its numbers.
    pub fn spell(&self, paragraph: &Paragraph) -> String {
        let piece = |piece: &Piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::Number(figure) => self.shown(*figure),
        };
        paragraph.pieces.iter().map(piece).collect()
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
    pub questions: Vec<String>,
    /// What a person should know.
    pub notes: Vec<String>,
}

impl Chapter {
    /// The whole text, a line a paragraph.
    pub fn text(&self) -> String {
        self.paragraphs.iter().map(|paragraph| self.figures.spell(paragraph) + "\n").collect()
    }
}

/// Computes the chapter. Forms of two units or years and choices that contradict the forms are errors; what is missing is a question.
pub fn chapter(forms: &[Form], budget: &[BudgetRow], choices: &Choices) -> Result<Chapter, Error> {
    if let Some(name) = choices.unknown(forms) {
        return Err(refused(format!("没有名称是“{name}”的项目表"), "请照表里的项目名称写"));
    }
    let units: Vec<&UnitForm> = forms.iter().filter_map(as_unit).collect();
    if units.len() > 1 {
        let message = format!("有 {} 份整体表，绩效管理情况只写一个单位的", units.len());
        return Err(refused(message, "请每个单位做一次"));
    }
    let unit_form = units.first().copied();
    let mut questions = Vec::new();
    let unit = unit_name(forms, choices, &mut questions);
    let mut figures = Figures { year: year(forms, &mut questions)?, ..Figures::default() };
    figures.unit_goal = match unit_form {
        Some(form) => unit_goal(form, &mut questions),
        None => Some(Wan::default()),
    };
    count(forms, choices, &mut figures, &mut questions)?;
    let mut notes = Vec::new();
    figures.project_spending = project_spending(budget, &mut notes)?;
    if figures.project_spending.is_none() {
        questions
            .push("项目支出预算是空的或合计是 0，算不出公开项目占项目支出总额的比例，请换上批复的预算表".to_owned());
    }
    if figures.share().is_some_and(|share| share > HUNDRED) {
        let (public, all) = (figures.shown(Figure::PublicAmount), figures.project_spending.unwrap_or_default());
        notes.push(format!("公开项目共 {public} 万元，多于项目支出总额 {} 万元，请核对", all.printed()));
    }
    let paragraphs = paragraphs(&unit, unit_form.is_some(), figures.withheld().count > 0);
    Ok(Chapter { unit, figures, paragraphs, questions, notes })
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
fn unit_name(forms: &[Form], choices: &Choices, questions: &mut Vec<String>) -> String {
    let given = choices.unit.iter().map(String::as_str);
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
    questions.push(format!("单位名称是什么：各表的实施单位{found}"));
    String::new()
}

fn year(forms: &[Form], questions: &mut Vec<String>) -> Result<Option<i32>, Error> {
    let years: BTreeSet<i32> = forms.iter().filter_map(|form| form.year().read().map(|year| year.0)).collect();
    if years.len() > 1 {
        let years: Vec<String> = years.iter().map(i32::to_string).collect();
        return Err(refused(format!("表的年度不一样：{}", years.join("、")), "请只放一个年度的表"));
    }
    let year = years.first().copied();
    if year.is_none() {
        questions.push("是哪个年度：表里都没有写年度".to_owned());
    }
    Ok(year)
}

/// 按资金来源划分, else 按资金方向划分.
fn unit_goal(form: &UnitForm, questions: &mut Vec<String>) -> Option<Wan> {
    let total = form.by_source.total.read().or(form.by_use.total.read()).copied();
    if total.is_none() {
        questions.push("整体支出涉及多少资金：整体表的年度预算合计空着或不是数".to_owned());
    }
    total
}

/// Adds up the project forms.
fn count(forms: &[Form], choices: &Choices, figures: &mut Figures, questions: &mut Vec<String>) -> Result<(), Error> {
    for form in forms {
        let Form::Project(project) = form else { continue };
        let name = project.project_name.trim();
        let amount = project.funds_annual.total.read().and_then(|yuan| yuan.to_wan()).map(|wan| Wan(rounded(wan.0)));
        if amount.is_none() {
            questions.push(format!("“{name}”有多少资金：年度资金总额空着或不是数"));
        }
        let category = choices.category(project)?;
        if category.is_none() {
            questions.push(format!("“{name}”是其他运转类还是特定目标类：表里没有写项目类别"));
        }
        let one = Sum { count: 1, amount: amount.unwrap_or_default() };
        let mut added = figures.managed.add(category, one);
        if choices.publishes(form) {
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
fn paragraphs(unit: &str, has_unit_form: bool, withholds: bool) -> Vec<Paragraph> {
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
    if withholds {
        projects.extend([T("未公开项目绩效目标"), N(F::WithheldCount), T("个，涉及项目金额")]);
        projects.extend([N(F::WithheldAmount), T("万元。")]);
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
