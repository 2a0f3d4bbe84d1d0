//! Money as decimals with the unit in the type: [`Yuan`] (元) and [`Wan`] (万元).

use rust_decimal::Decimal;

/// An amount in 元. Unlimited decimals inside: more than two are a fault that a rule reports, not a parse error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Yuan(pub Decimal);

/// An amount in 万元.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Wan(pub Decimal);
