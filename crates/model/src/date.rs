//! Calendar values: the budget year and the moment a form was filled.

use chrono::{NaiveDate, NaiveDateTime};

/// A budget year (年度), four digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Year(pub i32);

impl Year {
    /// Reads `2025`, `２０２５` or `2025年`; years 1949 to 2999.
    pub fn parse(text: &str) -> Option<Year> {
        let text = text.trim().trim_end_matches("年度").trim_end_matches('年');
        let digits: Option<Vec<u32>> = text.chars().map(crate::value::digit).collect();
        let digits = digits.filter(|d| d.len() == 4)?;
        let year = digits.iter().fold(0, |n, d| n * 10 + d);
        (1949..=2999).contains(&year).then_some(Year(year as i32))
    }
}

/// Reads 填报日期 as real forms write it: `20241230085045`, `20241230`, `2024-12-30`, `2024年12月30日`, `2024/12/30`.
pub fn read_filled_at(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    if let Ok(moment) = NaiveDateTime::parse_from_str(text, "%Y%m%d%H%M%S") {
        return Some(moment.date());
    }
    ["%Y%m%d", "%Y-%m-%d", "%Y年%m月%d日", "%Y/%m/%d", "%Y.%m.%d"]
        .iter()
        .find_map(|format| NaiveDate::parse_from_str(text, format).ok())
}
