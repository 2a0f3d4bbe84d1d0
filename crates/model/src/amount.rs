//! Money as decimals with the unit in the type: [`Yuan`] (元) and [`Wan`] (万元).

use rust_decimal::Decimal;

/// An amount in 元. Unlimited decimals inside: more than two are a fault that a rule reports, not a parse error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Yuan(pub Decimal);

/// An amount in 万元.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Wan(pub Decimal);

/// temp
pub fn read_amount(text: &str) -> crate::Entry<Decimal> {
    if text.trim().is_empty() {
        return crate::Entry::Blank;
    }
    text.parse().map_or_else(|_| crate::Entry::Raw(text.to_owned()), crate::Entry::Read)
}
/// temp
pub fn amount_text(mut number: Decimal) -> String {
    if number.scale() < 2 {
        number.rescale(2)
    }
    number.to_string()
}
