//! Calendar values: the budget year and the moment a form was filled.

use crate::value::half_width;
use chrono::{NaiveDate, NaiveTime};

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

/// What 填报日期 says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FilledAt {
    /// A day of the calendar
    Day(NaiveDate),
    /// Year, month and day that the calendar does not have together
    NoDay {
        /// Four digits
        year: i32,
        /// As written
        month: u32,
        /// As written
        day: u32,
    },
    /// Anything else
    Other,
}

/// Reads 填报日期 as real forms write it: `20241230085045`, `20241230`, `2024-12-30`, `2024年12月30日`, `2024/12/30`, also in
/// full width, with blanks between the parts and with a time of day behind the date.
pub fn filled_at(text: &str) -> FilledAt {
    let Some((year, month, day)) = day_written(text) else { return FilledAt::Other };
    NaiveDate::from_ymd_opt(year, month, day).map_or(FilledAt::NoDay { year, month, day }, FilledAt::Day)
}

/// As [`filled_at`]; `None` for a date that the calendar does not have and for any other text.
pub fn read_filled_at(text: &str) -> Option<NaiveDate> {
    match filled_at(text) {
        FilledAt::Day(date) => Some(date),
        FilledAt::NoDay { .. } | FilledAt::Other => None,
    }
}

/// Year, month and day as written, in the calendar or not.
fn day_written(text: &str) -> Option<(i32, u32, u32)> {
    let ascii: String = text.trim().chars().map(half_width).collect();
    // 2024-12-30 08:50:45: the time of day is not asked.
    let date = match ascii.rsplit_once([' ', 'T']) {
        Some((date, time)) if time.contains(':') => date.to_owned(),
        _ => ascii,
    };
    let date: String = date.chars().filter(|c| !c.is_whitespace()).collect();
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let number = |part: &str| part.parse().ok().filter(|_| is_number(part));
    if is_number(&date) {
        let time = date.get(8..).filter(|time| time.is_empty() || NaiveTime::parse_from_str(time, "%H%M%S").is_ok())?;
        let whole = matches!(time.len(), 0 | 6);
        let part = |from, to| date.get(from..to).filter(|_| whole).and_then(number);
        return Some((i32::try_from(part(0, 4)?).ok()?, part(4, 6)?, part(6, 8)?));
    }
    let (year, rest) = date.split_at_checked(4)?;
    let parts = match rest.strip_prefix('年') {
        Some(rest) => rest.strip_suffix('日')?.split_once('月'),
        None => ['-', '/', '.'].into_iter().find_map(|mark| rest.strip_prefix(mark)?.split_once(mark)),
    };
    let short = |part: &str| number(part).filter(|_| part.len() <= 2);
    let (month, day) = parts?;
    Some((i32::try_from(number(year)?).ok()?, short(month)?, short(day)?))
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

    #[test]
    fn a_day_that_no_calendar_has_is_told_from_no_day() {
        let no_day = |year, month, day| FilledAt::NoDay { year, month, day };
        for (text, read) in [
            ("2026年11月31日", no_day(2026, 11, 31)),
            ("2026-13-01", no_day(2026, 13, 1)),
            ("20260230", no_day(2026, 2, 30)),
            ("20260230085045", no_day(2026, 2, 30)),
            ("２０２６/２/２９", no_day(2026, 2, 29)),
            ("2026.1.0 08:50", no_day(2026, 1, 0)),
            ("2026年11月", FilledAt::Other),
            ("2026年11月031日", FilledAt::Other),
            ("2026年-1月3日", FilledAt::Other),
            ("2026-11", FilledAt::Other),
            ("2026-11/30", FilledAt::Other),
            ("202602300850", FilledAt::Other),
            ("20260230255045", FilledAt::Other),
            ("26年1月3日", FilledAt::Other),
        ] {
            assert_eq!(filled_at(text), read, "{text}");
        }
        assert_eq!(Some(filled_at("2026年11月30日")), NaiveDate::from_ymd_opt(2026, 11, 30).map(FilledAt::Day));
    }

    proptest! {
        #[test]
        fn any_text_is_answered(text in any::<String>()) {
            let _: (Option<Year>, Option<NaiveDate>) = (Year::parse(&text), read_filled_at(&text));
        }
    }
}
