//! Calendar values: the budget year and the moment a form was filled.

use crate::value::half_width;
use chrono::{NaiveDate, NaiveDateTime};

/// A budget year (年度), four digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Year(pub i32);

impl Year {
    /// Reads `2025`, `２０２５`, `2025年` or `2025年度`; years 1949 to 2999.
    pub fn parse(text: &str) -> Option<Year> {
        let text = text.trim();
        let text = text.strip_suffix("年度").or_else(|| text.strip_suffix('年')).unwrap_or(text).trim_end();
        let digits: Option<Vec<u32>> = text.chars().map(crate::value::digit).collect();
        let digits = digits.filter(|d| d.len() == 4)?;
        let year = digits.iter().fold(0, |n, d| n * 10 + d);
        (1949..=2999).contains(&year).then_some(Year(year as i32))
    }
}

/// Reads 填报日期 as real forms write it: `20241230085045`, `20241230`, `2024-12-30`, `2024年12月30日`, `2024/12/30`, also in
/// full width, with blanks between the parts and with a time of day behind the date. `None` for a date that the calendar
/// does not have and for any other text.
pub fn read_filled_at(text: &str) -> Option<NaiveDate> {
    let ascii: String = text.trim().chars().map(half_width).collect();
    // 2024-12-30 08:50:45: the time of day is not asked.
    let date = match ascii.rsplit_once([' ', 'T']) {
        Some((date, time)) if time.contains(':') => date.to_owned(),
        _ => ascii,
    };
    let date: String = date.chars().filter(|c| !c.is_whitespace()).collect();
    if date.bytes().all(|b| b.is_ascii_digit()) {
        return match date.len() {
            14 => NaiveDateTime::parse_from_str(&date, "%Y%m%d%H%M%S").ok().map(|moment| moment.date()),
            8 => NaiveDate::parse_from_str(&date, "%Y%m%d").ok(),
            _ => None,
        };
    }
    let four_digits = date.bytes().take_while(u8::is_ascii_digit).count() == 4;
    let formats = ["%Y-%m-%d", "%Y年%m月%d日", "%Y/%m/%d", "%Y.%m.%d"];
    formats.iter().filter(|_| four_digits).find_map(|format| NaiveDate::parse_from_str(&date, format).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn years_read_in_every_width() {
        for text in ["2025", "２０２５", "2025年", "2025年度", " 2025 年度 "] {
            assert_eq!(Year::parse(text), Some(Year(2025)), "{text}");
        }
        for text in ["", "25", "20255", "1948", "3000", "二〇二五", "2025-01", "年度"] {
            assert_eq!(Year::parse(text), None, "{text}");
        }
    }

    #[test]
    fn filling_dates_read_as_forms_write_them() {
        let expected = NaiveDate::from_ymd_opt(2024, 12, 3);
        for text in [
            "20241203085045",
            "20241203",
            "2024-12-03",
            "2024-12-3",
            "2024年12月3日",
            "2024 年 12 月 03 日",
            "2024/12/3",
            "2024.12.03",
            "２０２４年１２月３日",
            "2024-12-03 08:50:45",
            " 2024-12-03T08:50 ",
        ] {
            assert_eq!(read_filled_at(text), expected, "{text}");
        }
    }

    #[test]
    fn impossible_and_other_dates_do_not_read() {
        for text in [
            "",
            "20240230",
            "2024-13-01",
            "2024年12月",
            "24-12-03",
            "20241203255045",
            "202412030850",
            "十二月三日",
            "-2024-12-03",
        ] {
            assert_eq!(read_filled_at(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_answered(text in any::<String>()) {
            let _: (Option<Year>, Option<NaiveDate>) = (Year::parse(&text), read_filled_at(&text));
        }
    }
}
