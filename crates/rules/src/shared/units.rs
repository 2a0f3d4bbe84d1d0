//! Units that stand behind a name.

use crate::shared::text::tidy;
use jibiao_model::value::{self, Reading};

/// True where a text holds nothing but units: `个`, `套、台`, `元/人/月`.
pub(crate) fn only_units(text: &str) -> bool {
    let text = tidy(text);
    !text.is_empty() && text.split(['、', ',']).all(is_unit)
}

/// A unit is what makes a number a quantity of a known kind.
fn is_unit(text: &str) -> bool {
    let short = text.chars().nth(8).is_none();
    let number_free = !text.chars().any(|c| c.is_ascii_digit());
    let reading = if short && number_free { value::read(&format!("1{text}")) } else { Reading::Empty };
    match &reading {
        Reading::Ratio { .. } | Reading::Money { .. } | Reading::MoneyRate { .. } => true,
        Reading::Count { unit, .. } => reading.unit_kind().is_some() && reading.head_unit() == Some(unit),
        _ => matches!(text, "亿元"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bracket_of_units_is_told_from_words() {
        for text in ["个", "%", "套、台", "份", "元/人/月", "平方米", "％", "人次", "万元", " 台 "] {
            assert!(only_units(text), "{text}");
        }
        for text in ["每月", "会议次数", "", "个/", "试行", "个部门", "1个", "个、", "一标段"] {
            assert!(!only_units(text), "{text}");
        }
    }
}
