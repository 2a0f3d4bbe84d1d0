//! Group F: wording, and what the print and the finance system can take.

mod texts;

pub(crate) mod category_as_name;
pub(crate) mod ends_with_comma;
pub(crate) mod goal_lists_money;
pub(crate) mod heading_in_text;
pub(crate) mod known_typo;
pub(crate) mod name_twice;
pub(crate) mod not_printable;
pub(crate) mod number_bracket;
pub(crate) mod numbering_broken;
pub(crate) mod personal_data;
pub(crate) mod sentence_twice;
pub(crate) mod slogan_goal;
pub(crate) mod text_cut_off;
pub(crate) mod too_long;
pub(crate) mod two_measures_in_one_name;
pub(crate) mod unpaired_bracket;
pub(crate) mod vague_basis;
pub(crate) mod width_and_blanks;
pub(crate) mod word_repeated;
