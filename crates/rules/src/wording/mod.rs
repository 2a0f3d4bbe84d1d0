//! Group F: wording, and what the print and the finance system can take.

mod texts;

pub(crate) mod category_as_name;
pub(crate) mod ends_with_comma;
pub(crate) mod name_twice;
pub(crate) mod text_cut_off;
pub(crate) mod too_long;
pub(crate) mod word_repeated;
