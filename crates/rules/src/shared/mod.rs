//! What several rules need, each piece in a file of its own and tested alone.

pub(crate) mod blank;
pub(crate) mod cost;
pub(crate) mod county;
pub(crate) mod dotted;
pub(crate) mod fields;
pub(crate) mod funds;
pub(crate) mod names;
pub(crate) mod pairing;
pub(crate) mod privacy;
pub(crate) mod rows;
pub(crate) mod sign_set;
pub(crate) mod term;
pub(crate) mod text;
pub(crate) mod units;
