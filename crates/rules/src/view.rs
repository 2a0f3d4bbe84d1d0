//! The tracked view of one form: a rule reads through it, and the view notes which fields were read.
//!
//! What several rules need (readings of values, the pairing of the two sides) is worked out once per form, on first use.

use crate::claims::{self, Claim, Claims, Setting};
use crate::context::{Context, Copy, Stage, Surroundings};
use crate::facts::{self, Facts};
use crate::field::{Field, Reads};
use crate::finding::Outcome;
use crate::shared::pairing::{self, Pairing};
use crate::shared::{fields, term, text};
use crate::steps;
use jibiao_model::date::Year;
use jibiao_model::form::{FundLine, Side};
use jibiao_model::level::{Level1, Level2};
use jibiao_model::path::{BudgetField, CountField, RowField, TextField};
use jibiao_model::template::{Kind, Template};
use jibiao_model::value::{self, Reading};
use jibiao_model::{Entry, FieldPath, Form, IndicatorRow, Wan, Yuan};
use rust_decimal::Decimal;
use std::cell::{Cell, OnceCell};

static NO_YUAN: Entry<Yuan> = Entry::Blank;
static NO_WAN: Entry<Wan> = Entry::Blank;
static NO_COUNT: Entry<u32> = Entry::Blank;

/// A form with its template and what was derived from it so far.
pub(crate) struct Sheet<'a> {
    form: &'a Form,
    template: &'a Template,
    context: Cell<&'a Context>,
    surroundings: Surroundings<'a>,
    period: OnceCell<Vec<Line<'a>>>,
    annual: OnceCell<Vec<Line<'a>>>,
    pairing: OnceCell<Pairing>,
    /// By the number of the text field.
    facts: [OnceCell<Facts<'a>>; TextField::ALL.len()],
    claims: OnceCell<Claims>,
}

/// An indicator row that holds something, with its derived parts.
pub(crate) struct Line<'a> {
    pub raw: &'a IndicatorRow,
    /// Without blanks around them: nearly every rule asks for them.
    pub name: &'a str,
    pub value: &'a str,
    pub level1: Option<Level1>,
    pub level2: Option<Level2>,
    pub reading: OnceCell<Reading>,
}

impl<'a> Line<'a> {
    pub fn new(raw: &'a IndicatorRow, level1: Option<Level1>, level2: Option<Level2>) -> Line<'a> {
        Line { raw, name: raw.name.trim(), value: raw.value.trim(), level1, level2, reading: OnceCell::new() }
    }
}

impl<'a> Sheet<'a> {
    pub fn new(form: &'a Form, template: &'a Template, context: &'a Context) -> Sheet<'a> {
        let (period, annual, pairing, claims) = (OnceCell::new(), OnceCell::new(), OnceCell::new(), OnceCell::new());
        let facts = std::array::from_fn(|_| OnceCell::new());
        let surroundings = Surroundings::default();
        let context = Cell::new(context);
        Sheet { form, template, context, surroundings, period, annual, pairing, facts, claims }
    }

    pub fn within(mut self, surroundings: Surroundings<'a>) -> Sheet<'a> {
        self.surroundings = surroundings;
        self
    }

    /// From now on for another stage, with all that was derived from the form: what it says does not depend on the stage.
    pub fn turn_to(&self, context: &'a Context) {
        self.context.set(context);
    }

    /// The rows of a side that hold a name or a value; blank rows only fill up the shorter side of a print.
    fn lines(&self, side: Side) -> &[Line<'a>] {
        let cell = match side {
            Side::Period => &self.period,
            Side::Annual => &self.annual,
        };
        cell.get_or_init(|| {
            let filled = self.form.rows(side).iter().filter(|row| !row.is_blank());
            filled
                .map(|raw| {
                    let level2 = raw.kind2();
                    let level1 = raw.kind1().or_else(|| level2.map(parent));
                    Line::new(raw, level1, level2)
                })
                .collect()
        })
    }

    fn pairing(&self) -> &Pairing {
        self.pairing.get_or_init(|| pairing::pair(self.lines(Side::Period), self.lines(Side::Annual)))
    }

    fn facts(&self, field: TextField) -> Option<&Facts<'a>> {
        let cell = self.facts.get(field as usize)?;
        Some(cell.get_or_init(|| facts::read(text::of(self.form, field))))
    }

    fn claims(&self) -> &Claims {
        self.claims.get_or_init(|| {
            let years = match self.form {
                Form::Project(form) => term::years(&form.term),
                Form::Unit(_) => None,
            };
            let setting = Setting {
                year: self.form.year().read().map(|year| year.0),
                years,
                has_period: self.template.sides.contains(&Side::Period),
            };
            let facts: Vec<_> =
                claims::CLAIMING.into_iter().filter_map(|field| Some((field, self.facts(field)?))).collect();
            claims::pair(self.lines(Side::Period), self.lines(Side::Annual), &facts, &setting)
        })
    }
}

/// Where a second level stands when the row does not say its first level.
fn parent(level: Level2) -> Level1 {
    match level {
        Level2::Quantity | Level2::Quality | Level2::Timeliness | Level2::Cost => Level1::Output,
        Level2::EconomicCost | Level2::SocialCost | Level2::EcologicalCost => Level1::Cost,
        Level2::Economic | Level2::Social | Level2::Ecological | Level2::Sustainability => Level1::Benefit,
        Level2::BeneficiarySatisfaction => Level1::Satisfaction,
    }
}

/// One form as one rule sees it.
pub struct View<'a> {
    sheet: &'a Sheet<'a>,
    seen: Cell<Reads>,
    asked_stage: Cell<bool>,
}

impl<'a> View<'a> {
    pub(crate) fn new(sheet: &'a Sheet<'a>) -> View<'a> {
        View { sheet, seen: Cell::new(Reads::default()), asked_stage: Cell::new(false) }
    }

    /// Whether the rule asked for the stage: if not, it says the same in each.
    pub(crate) fn asked_stage(&self) -> bool {
        self.asked_stage.get()
    }

    /// How many bytes of text the form holds, about.
    pub(crate) fn bytes(&self) -> usize {
        let texts = TextField::ALL.iter().map(|(field, _)| text::of(self.sheet.form, *field).len());
        let rows = Side::BOTH.into_iter().flat_map(|side| self.sheet.form.rows(side));
        texts.chain(rows.flat_map(|row| [row.name.len(), row.value.len()])).sum()
    }

    /// Every field that was read through this view.
    pub(crate) fn seen(&self) -> Reads {
        self.seen.get()
    }

    fn note(&self, field: Field) {
        self.seen.set(self.seen.get().and(field));
    }

    /// Project or unit form.
    pub fn kind(&self) -> Kind {
        match self.sheet.form {
            Form::Project(_) => Kind::Project,
            Form::Unit(_) => Kind::Unit,
        }
    }

    /// The form's template.
    pub fn template(&self) -> &'a Template {
        self.sheet.template
    }

    /// True while somebody is filling the form: what is empty is no fault yet.
    pub fn typing(&self) -> bool {
        self.asked_stage.set(true);
        self.sheet.context.get().stage == Stage::Typing
    }

    /// The answer of a rule about something that may simply not be finished: while somebody types, its faults are not yet.
    pub fn when_finished(&self, outcome: Outcome) -> Outcome {
        match outcome {
            Outcome::Findings(_) if self.typing() => Outcome::NotYet,
            other => other,
        }
    }

    /// Today, as it was handed in.
    pub fn today(&self) -> chrono::NaiveDate {
        self.sheet.context.get().today
    }

    /// Which characters can be printed, where it is known.
    pub fn glyphs(&self) -> Option<&'a (dyn Fn(char) -> bool + Sync)> {
        self.sheet.surroundings.glyphs
    }

    /// The copy that is to be printed.
    pub fn copy(&self) -> Option<Copy> {
        self.sheet.context.get().copy
    }

    /// 年度
    pub fn year(&self) -> &'a Entry<Year> {
        self.note(Field::Year);
        self.sheet.form.year()
    }

    /// A text as written; empty where this kind of form has no such text.
    pub fn text(&self, field: TextField) -> &'a str {
        self.note(Field::Text(field));
        text::of(self.sheet.form, field)
    }

    /// The facts of a text; a text that this kind of form does not have holds none.
    pub(crate) fn facts(&self, field: TextField) -> Option<&'a Facts<'a>> {
        self.note(Field::Text(field));
        self.sheet.facts(field)
    }

    /// An amount of 项目资金; blank in a unit form.
    pub fn fund(&self, side: Side, line: FundLine) -> &'a Entry<Yuan> {
        self.note(Field::Fund(side, line));
        match (self.sheet.form, side) {
            (Form::Project(form), Side::Period) => form.funds_period.get(line),
            (Form::Project(form), Side::Annual) => form.funds_annual.get(line),
            (Form::Unit(_), _) => &NO_YUAN,
        }
    }

    /// A count of the unit form; blank in a project form.
    pub fn count(&self, field: CountField) -> &'a Entry<u32> {
        self.note(Field::Count(field));
        match self.sheet.form {
            Form::Unit(form) => form.count(field),
            Form::Project(_) => &NO_COUNT,
        }
    }

    /// A budget cell of the unit form; blank in a project form.
    pub fn budget(&self, field: BudgetField) -> &'a Entry<Wan> {
        self.note(Field::Budget(field));
        match self.sheet.form {
            Form::Unit(form) => form.budget(field),
            Form::Project(_) => &NO_WAN,
        }
    }

    /// True where the template has this side.
    pub fn has_side(&self, side: Side) -> bool {
        self.template().sides.contains(&side)
    }

    /// The sides of the template, in the order of the form.
    pub fn sides(&self) -> impl Iterator<Item = Side> + 'a {
        let template = self.sheet.template;
        Side::BOTH.into_iter().filter(|side| template.sides.contains(side))
    }

    /// The side that stands for the whole form: the period where there is one.
    pub fn main_side(&self) -> Side {
        self.sides().next().unwrap_or(Side::Annual)
    }

    /// True where the template prints this field.
    pub fn has_field(&self, field: TextField) -> bool {
        fields::prints(self.template(), field)
    }

    /// The printed label of a field.
    pub fn label(&self, field: TextField) -> &'a str {
        self.sheet.template.labels.get(field.key()).map_or(field.key(), String::as_str)
    }

    /// The rows of a side that hold something, in the order of the form.
    pub fn rows(&self, side: Side) -> impl Iterator<Item = Row<'_, 'a>> {
        let lines = self.sheet.lines(side).iter().enumerate().inspect(|_| steps::step());
        lines.map(move |(index, line)| Row { view: self, side, index, line })
    }

    /// How many rows of a side hold something.
    pub fn row_count(&self, side: Side) -> usize {
        self.note(Field::Rows(side, RowField::Name));
        self.note(Field::Rows(side, RowField::Value));
        self.sheet.lines(side).len()
    }

    /// What the texts say of the rows; counts as reading all that decides it.
    fn claims(&self) -> &'a Claims {
        claims::READS.iter().for_each(|field| self.note(*field));
        self.sheet.claims()
    }

    /// The pairing of the two sides; counts as reading levels, names and values of both.
    fn pairing(&self) -> &'a Pairing {
        for side in Side::BOTH {
            for field in [RowField::Level1, RowField::Level2, RowField::Name, RowField::Value] {
                self.note(Field::Rows(side, field));
            }
        }
        self.sheet.pairing()
    }
}

/// One indicator row as one rule sees it.
#[derive(Clone, Copy)]
pub struct Row<'v, 'a> {
    view: &'v View<'a>,
    side: Side,
    index: usize,
    line: &'v Line<'a>,
}

impl<'v, 'a> Row<'v, 'a> {
    fn note(&self, field: RowField) {
        self.view.note(Field::Rows(self.side, field));
    }

    /// The side it stands on.
    pub fn side(&self) -> Side {
        self.side
    }

    /// Its identity inside the form.
    pub(crate) fn id(&self) -> jibiao_model::RowId {
        self.line.raw.id
    }

    /// The place of the row.
    pub fn place(&self) -> FieldPath {
        FieldPath::Row(self.side, self.line.raw.id)
    }

    /// The place of one of its cells.
    pub fn cell(&self, field: RowField) -> FieldPath {
        FieldPath::Cell(self.side, self.line.raw.id, field)
    }

    /// The kind of its first level; from the second where the first is not written.
    pub fn level1(&self) -> Option<Level1> {
        self.note(RowField::Level1);
        self.note(RowField::Level2);
        self.line.level1
    }

    /// The kind of its second level.
    pub fn level2(&self) -> Option<Level2> {
        self.note(RowField::Level2);
        self.line.level2
    }

    /// True under 成本指标, in either place of the tree.
    pub fn is_cost(&self) -> bool {
        self.level2().is_some_and(Level2::is_cost) || self.level1() == Some(Level1::Cost)
    }

    /// The name as written, without blanks around it.
    pub fn name(&self) -> &'a str {
        self.note(RowField::Name);
        self.line.name
    }

    /// The value as written, without blanks around it.
    pub fn value(&self) -> &'a str {
        self.note(RowField::Value);
        self.line.value
    }

    /// 分值、权重 as entered.
    pub fn weight(&self) -> &'a Entry<Decimal> {
        self.note(RowField::Weight);
        &self.line.raw.weight
    }

    /// The labels of both levels as written.
    pub fn labels(&self) -> (&'a str, &'a str) {
        self.note(RowField::Level1);
        self.note(RowField::Level2);
        (self.line.raw.level1.trim(), self.line.raw.level2.trim())
    }

    /// What the value says.
    pub fn reading(&self) -> &'v Reading {
        self.note(RowField::Value);
        self.line.reading.get_or_init(|| value::read(&self.line.raw.value))
    }

    /// What the texts say of the thing that this row counts.
    pub(crate) fn claims(&self) -> &'v [Claim] {
        self.view.claims().of_row(self.side, self.index)
    }

    /// The same row on the other side.
    pub fn partner(&self) -> Option<Row<'v, 'a>> {
        let pairing = self.view.pairing();
        let (side, index) = match self.side {
            Side::Period => (Side::Annual, pairing.annual_of(self.index)?),
            Side::Annual => (Side::Period, pairing.period_of(self.index)?),
        };
        let line = self.view.sheet.lines(side).get(index)?;
        Some(Row { view: self.view, side, index, line })
    }

    /// True where the partner has another name and was found by its place only.
    pub fn renamed(&self) -> bool {
        let pairing = self.view.pairing();
        match self.side {
            Side::Period => pairing.renamed(self.index),
            Side::Annual => pairing.period_of(self.index).is_some_and(|index| pairing.renamed(index)),
        }
    }

    /// The name without its trailing bracket, and unclipped: a print cuts long names off, so that one side holds only the
    /// beginning of the other; then the longer one is the name.
    pub fn full_name(&self) -> &'a str {
        let own = self.name();
        let longer = self.partner().map(|partner| partner.name()).filter(|other| other.starts_with(own));
        text::bare_name(longer.unwrap_or(own))
    }
}
