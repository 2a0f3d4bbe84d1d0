//! Facts in a text: what its sentences say in numbers, money, times and documents, each with the place where it stands.
//!
//! [`read`] goes over the text once. Every look around a number is bounded, so that the time grows with the length of the text:
//! 100,000 signs or 5,000 numbers take milliseconds. Any text is allowed, unbalanced brackets and endless digits among them; what
//! cannot be understood is left out and nothing is guessed. Numbers inside a 《title》, behind 第 and of a 文号 are no facts.

mod date;
mod document;
mod number;
mod product;
mod quantity;
mod signs;

#[cfg(test)]
mod tests;

use crate::shared::sign_set::SignSet;
use crate::steps;
use rust_decimal::Decimal;
use std::sync::LazyLock;

pub(crate) use date::Dated;
pub(crate) use document::Numbered;
pub(crate) use product::Product;
pub(crate) use quantity::{Bound, Every, Quantity, Unit};
pub(crate) use signs::{Signs, Span, ends_clause, ends_phrase, ends_sentence};

/// The facts of one text.
pub(crate) struct Facts<'t> {
    pub signs: Signs<'t>,
    /// In the order of the text; factors of a product are not among them, its result is.
    pub quantities: Vec<Quantity>,
    pub products: Vec<Product>,
    pub dates: Vec<Dated>,
    pub titles: Vec<Span>,
    pub documents: Vec<Numbered>,
}

/// Signs that a numeral or a time may begin with: at any other there is none, and most of a text is others.
static BEGINNINGS: LazyLock<SignSet> =
    LazyLock::new(|| SignSet::of("零〇一二两三四五六七八九十半壹贰叁肆伍陆柒捌玖拾佰仟上下前后第".chars()));

/// Reads the facts of a text.
pub(crate) fn read(text: &str) -> Facts<'_> {
    let signs = Signs::of(text);
    let (mut quantities, mut products, mut dates) = (Vec::new(), Vec::<Product>::new(), Vec::new());
    let (mut titles, mut documents) = (Vec::new(), Vec::new());
    let (mut place, mut depth, mut last_end, mut no_product_before) = (0, 0_u32, 0, 0);
    while place < signs.len() {
        let c = signs.at(place);
        if c == '《'
            && let Some(title) = document::title(&signs, place)
        {
            titles.push(title);
            (place, last_end) = (title.end, title.end);
            continue;
        }
        if let Some(numbered) = document::numbered(&signs, place) {
            place = numbered.span.end;
            documents.push(numbered);
            continue;
        }
        depth = match c {
            '(' => depth.saturating_add(1),
            ')' => depth.saturating_sub(1),
            _ => depth,
        };
        let may_calculate = c.is_ascii_digit() || c == '(';
        if may_calculate && place >= no_product_before {
            let (product, reached) = product::at(&signs, place);
            no_product_before = reached;
            products.extend(product);
        }
        if !c.is_ascii_digit() && !BEGINNINGS.has(c) {
            place += 1;
            continue;
        }
        if let Some(dated) = date::at(&signs, place).filter(|_| !is_factor(&products, place)) {
            dates.push(dated);
            (place, last_end) = (dated.span.end, dated.span.end);
            continue;
        }
        let Some(numeral) = number::at(&signs, place) else {
            place += 1;
            continue;
        };
        let quantity = quantity::at(&signs, place, numeral, last_end);
        let end = quantity.as_ref().map_or(numeral.end, |quantity| quantity.span.end.max(numeral.end));
        if let Some(quantity) = quantity {
            last_end = end;
            if !is_factor(&products, place) {
                quantities.push(Quantity { depth, ..quantity });
            }
        }
        place = end.max(place + 1);
    }
    Facts { signs, quantities, products, dates, titles, documents }
}

fn is_factor(products: &[Product], place: usize) -> bool {
    products.last().is_some_and(|product| product.expression.holds(place))
}

impl<'t> Facts<'t> {
    /// What is written in a span.
    pub fn quote(&self, span: Span) -> &'t str {
        self.signs.quote(span)
    }

    /// The amounts of money that are no rates.
    pub fn amounts(&self) -> impl Iterator<Item = &Quantity> {
        self.quantities.iter().inspect(|_| steps::step()).filter(|quantity| quantity.amount().is_some())
    }

    /// The number in digits at a place that stands alone, with a mark or the end of the text behind it.
    pub fn bare_number(&self, place: usize) -> Option<(Span, Decimal)> {
        let numeral = number::at(&self.signs, place).filter(|_| self.signs.at(place).is_ascii_digit())?;
        let alone = numeral.end >= self.signs.len() || ends_phrase(self.signs.at(numeral.end));
        alone.then_some((Span::new(place, numeral.end), numeral.worth?))
    }

    /// The last amount of money that is no rate and ends before a place.
    pub fn amount_before(&self, place: usize) -> Option<&Quantity> {
        let before = self.quantities.partition_point(|quantity| quantity.core.end <= place);
        self.quantities.get(..before)?.iter().rev().inspect(|_| steps::step()).find(|other| other.amount().is_some())
    }

    /// The dates that begin within a span.
    pub fn dates_in(&self, span: Span) -> impl Iterator<Item = &Dated> {
        let from = self.dates.partition_point(|date| date.span.start < span.start);
        self.dates.iter().skip(from).take_while(move |date| date.span.start < span.end).inspect(|_| steps::step())
    }

    /// The clause around a place, up to `most` signs on either side.
    pub fn clause(&self, span: Span) -> Span {
        let start = self.signs.back_until(span.start, 80, ends_clause);
        Span::new(start, self.signs.on_until(span.end, 80, ends_clause))
    }

    /// The sentence around a place, up to 200 signs on either side.
    pub fn sentence(&self, span: Span) -> Span {
        let start = self.signs.back_until(span.start, 200, ends_sentence);
        Span::new(start, self.signs.on_until(span.end, 200, ends_sentence))
    }
}
