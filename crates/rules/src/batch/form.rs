//! What the rules of a batch read of a form: little, so that thousands of forms need not stay in memory.

use crate::facts::{self, Unit};
use crate::shared::text::{is_han, tidy};
use jibiao_model::form::Side;
use jibiao_model::level::Level2;
use jibiao_model::path::{BudgetField, TextField};
use jibiao_model::template::Kind;
use jibiao_model::value::{RateForm, rate_form};
use jibiao_model::{Entry, Form, Wan, Yuan};
use rust_decimal::Decimal;
use std::hash::{DefaultHasher, Hash, Hasher};

/// A form as one of a batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchForm {
    /// Project or unit form.
    pub kind: Kind,
    /// The id of its template.
    pub template: String,
    /// 项目名称, or the department of a unit form; as written.
    pub name: String,
    /// As printed on top.
    pub title: String,
    /// The code of 主管部门.
    pub department_code: String,
    /// 主管部门
    pub department: String,
    /// 实施单位; empty in a unit form.
    pub unit: String,
    /// 年度, where it reads as one.
    pub year: Option<i32>,
    /// 年度资金总额, in 元; blank in a unit form.
    pub annual: Entry<Yuan>,
    /// 所属预算单位数 of a unit form.
    pub subordinate_units: Option<u32>,
    /// 合计 of the unit form's budget.
    pub unit_total: Option<Wan>,
    /// 项目支出 of the unit form's budget.
    pub unit_projects: Option<Wan>,
    /// The rows of the side that stands for the whole form.
    pub rows: Vec<BatchRow>,
    /// The annual rows.
    pub annual_rows: Vec<BatchRow>,
    /// Stands for 项目概况: equal where the words are. `None` where nothing is written.
    pub overview: Option<u64>,
    /// What the texts say in numbers about the unit itself: 接入19个乡镇.
    pub statements: Vec<Statement>,
    /// 元/人/月 and 元/月/人 among the values.
    pub rates: Rates,
}

/// An indicator row as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchRow {
    /// 二级指标, where it is a known one.
    pub level2: Option<Level2>,
    /// 三级指标
    pub name: String,
    /// 指标值
    pub value: String,
}

/// A number that a text says of the unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// Verb, unit and noun: what is counted.
    pub of: String,
    /// How many.
    pub number: Decimal,
    /// As written.
    pub quote: String,
    /// Where.
    pub field: TextField,
}

/// How the rates of a form are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rates {
    /// 元/人/月
    pub plain: u32,
    /// 元/月/人
    pub reordered: u32,
}

impl BatchForm {
    /// Of a form of either kind.
    pub fn of(form: &Form) -> BatchForm {
        let side = |side| -> Vec<BatchRow> {
            let filled = form.rows(side).iter().filter(|row| !row.name.trim().is_empty());
            let row = |row: &jibiao_model::IndicatorRow| BatchRow {
                level2: row.kind2(),
                name: row.name.trim().to_owned(),
                value: row.value.trim().to_owned(),
            };
            filled.map(row).collect()
        };
        let (period, annual_rows) = (side(Side::Period), side(Side::Annual));
        let rows = if period.is_empty() { annual_rows.clone() } else { period };
        let empty = BatchForm {
            kind: Kind::Unit,
            template: form.template().to_owned(),
            name: form.name().to_owned(),
            title: form.title().trim().to_owned(),
            department_code: String::new(),
            department: String::new(),
            unit: String::new(),
            year: form.year().read().map(|year| year.0),
            annual: Entry::Blank,
            subordinate_units: None,
            unit_total: None,
            unit_projects: None,
            rates: rates(&rows),
            rows,
            annual_rows,
            overview: None,
            statements: Vec::new(),
        };
        match form {
            Form::Project(project) => BatchForm {
                kind: Kind::Project,
                department_code: project.department_code.trim().to_owned(),
                department: project.department.trim().to_owned(),
                unit: project.implementing_unit.trim().to_owned(),
                annual: project.funds_annual.total.clone(),
                overview: hashed(&project.overview),
                statements: statements(form),
                ..empty
            },
            Form::Unit(unit) => BatchForm {
                department_code: unit.department_code.trim().to_owned(),
                department: unit.department.trim().to_owned(),
                subordinate_units: unit.subordinate_units.read().copied(),
                unit_total: unit.by_source.total.read().copied(),
                unit_projects: unit.budget(BudgetField::Project).read().copied(),
                ..empty
            },
        }
    }
}

/// A number for the words of a text.
fn hashed(text: &str) -> Option<u64> {
    let words = tidy(text);
    let mut hasher = DefaultHasher::new();
    words.hash(&mut hasher);
    (!words.is_empty()).then(|| hasher.finish())
}

fn rates(rows: &[BatchRow]) -> Rates {
    rows.iter().fold(Rates::default(), |mut rates, row| {
        let reading = jibiao_model::value::read(&row.value);
        if reading.is_money() && reading.per().len() > 1 {
            match rate_form(&row.value) {
                RateForm::Plain => rates.plain += 1,
                RateForm::Reordered => rates.reordered += 1,
                _ => {}
            }
        }
        rates
    })
}

/// Verbs that say what a unit is or has, not what it plans to do this year.
const STANDING: [&str; 14] =
    ["接入", "下辖", "管辖", "辖区", "辖有", "所辖", "下设", "下属", "所属", "覆盖", "现有", "共有", "设有", "拥有"];

const TEXTS: [TextField; 5] =
    [TextField::Overview, TextField::Basis, TextField::Necessity, TextField::Safeguards, TextField::Plan];

fn statements(form: &Form) -> Vec<Statement> {
    let of_field = |field: TextField| {
        let text = crate::shared::text::of(form, field);
        // Most texts have none of the verbs: they need not be read.
        let facts = STANDING.iter().any(|verb| text.contains(verb)).then(|| facts::read(text));
        facts.into_iter().flat_map(move |facts| statements_of(&facts, field)).collect::<Vec<_>>()
    };
    TEXTS.into_iter().flat_map(of_field).collect()
}

fn statements_of(facts: &facts::Facts<'_>, field: TextField) -> Vec<Statement> {
    let of = |quantity: &facts::Quantity| {
        let Unit::Of(unit) = quantity.unit else { return None };
        if quantity.high.is_some() || quantity.every.is_some() || quantity.each || quantity.bound != facts::Bound::Exact
        {
            return None;
        }
        // Right before the number: the noun before it has lost the 有 of 现有, which only leads to a number elsewhere.
        let start = facts.signs.back_until(quantity.core.start, 4, facts::ends_phrase);
        let before = facts.quote(facts::Span::new(start, quantity.core.start)).trim_end();
        let verb = STANDING.iter().find(|verb| before.ends_with(**verb))?;
        let noun: String = facts.quote(quantity.after).chars().take_while(|c| is_han(*c)).take(6).collect();
        (noun.chars().count() >= 2).then(|| Statement {
            of: format!("{verb}{unit}{noun}"),
            number: quantity.number,
            quote: format!("{verb}{}{noun}", facts.quote(quantity.core)),
            field,
        })
    };
    facts.quantities.iter().filter_map(of).collect()
}
