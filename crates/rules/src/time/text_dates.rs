//! Dates in running text that no calendar has.

use chrono::NaiveDate;
use jibiao_model::half_width;

/// What the calendar lacks, as written (digits in half width).
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Lacking {
    /// 2月30日
    Day(String),
    /// 2027年13月
    Month(String),
}

/// The first date of a text that no calendar has. In February of a year that is not written, 29 days are granted; a month beyond 12 is
/// one only behind its year or before 底, 份, 旬: 工期13月 may be thirteen months.
pub(super) fn lacking(text: &str) -> Option<Lacking> {
    let text: String = text.chars().map(half_width).collect();
    let in_words =
        text.match_indices('月').find_map(|(at, sign)| at_month(text.get(..at)?, text.get(at + sign.len()..)?));
    in_words.or_else(|| in_figures(&text))
}

/// What the text before and behind a 月 makes of it.
fn at_month(before: &str, after: &str) -> Option<Lacking> {
    let before = before.trim_end_matches(' ');
    let month = last_number(before, 2)?;
    let before = before.strip_suffix(month)?;
    let own_year = year_before(before);
    let years = own_year.map(|year| format!("{year}年")).unwrap_or_default();
    let after = after.trim_start_matches(' ');
    let day = first_number(after);
    let behind = after.strip_prefix(day)?.trim_start_matches(' ');
    if !day.is_empty() && behind.starts_with(['日', '号']) {
        let year = own_year.and_then(|year| year.parse().ok()).unwrap_or(LEAP);
        return (day.len() <= 2 && !exists(year, month, day)).then(|| Lacking::Day(format!("{years}{month}月{day}日")));
    }
    let sure = own_year.is_some()
        || year_of_range(before).is_some()
        || ["份", "底", "上旬", "中旬", "下旬"].iter().any(|word| after.starts_with(word));
    (sure && !exists(LEAP, month, "1")).then(|| Lacking::Month(format!("{years}{month}月")))
}

/// The first of 2026-02-30, 2026.2.30, 2026/2/30 that the calendar does not have.
fn in_figures(text: &str) -> Option<Lacking> {
    let figures = text.split(|c: char| !c.is_ascii_digit() && !MARKS.contains(&c));
    figures.map(|figure| figure.trim_matches(MARKS)).find_map(|figure| {
        let parts = MARKS.iter().find_map(|mark| {
            let (year, rest) = figure.split_once(*mark)?;
            let (month, day) = rest.split_once(*mark)?;
            Some((year, month, day))
        });
        let (year, month, day) = parts.filter(|(year, month, day)| {
            let whole =
                |part: &str, most: usize| last_number(part, most).is_some_and(|number| number.len() == part.len());
            is_year(year) && whole(month, 2) && whole(day, 2)
        })?;
        (!exists(year.parse().ok()?, month, day)).then(|| Lacking::Day(figure.to_owned()))
    })
}

const MARKS: [char; 3] = ['-', '.', '/'];

/// A year with a 29 February.
const LEAP: i32 = 2024;

fn exists(year: i32, month: &str, day: &str) -> bool {
    let date = || NaiveDate::from_ymd_opt(year, month.parse().ok()?, day.parse().ok()?);
    date().is_some()
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.parse().is_ok_and(|year: u32| (1949..=2100).contains(&year))
}

/// `2027` before a month.
fn year_before(before: &str) -> Option<&str> {
    let before = before.trim_end_matches(' ').strip_suffix('年')?;
    last_number(before.trim_end_matches(' '), 4).filter(|year| is_year(year))
}

/// `2027` of 2027年5月至 and of 2027年5-.
fn year_of_range(before: &str) -> Option<&str> {
    let first = before.trim_end_matches(['-', '—', '–', '~', '至', '到']);
    if first.len() == before.len() {
        return None;
    }
    let first = first.strip_suffix('月').unwrap_or(first);
    year_before(first.strip_suffix(last_number(first, 2)?)?)
}

/// The number at the end of a text, of at most so many digits.
fn last_number(text: &str, most: usize) -> Option<&str> {
    let digits = text.bytes().rev().take_while(u8::is_ascii_digit).count();
    let number = text.get(text.len() - digits..)?;
    (1..=most).contains(&digits).then_some(number)
}

/// The digits that a text begins with.
fn first_number(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_that_no_month_has_are_found() {
        for (text, day) in [
            ("3月0日开工", "3月0日"),
            ("4月31日开工", "4月31日"),
            ("13月5日开工", "13月5日"),
            ("2026 年 2 月 29 日", "2026年2月29日"),
            ("２０２６年１１月３１日", "2026年11月31日"),
            ("按2026-02-30的方案", "2026-02-30"),
            ("于2026.9.31完成", "2026.9.31"),
            ("2026/13/1前", "2026/13/1"),
        ] {
            assert_eq!(lacking(text), Some(Lacking::Day(day.to_owned())), "{text}");
        }
        for text in [
            "工期3月123日",
            "2月29日前",
            "2024年2月29日",
            "2026-2-28",
            "2026-13",
            "1.2026.13.1",
            "0356-2026-13-1",
            "2101-13-1",
            "1948-13-1",
        ] {
            assert_eq!(lacking(text), None, "{text}");
        }
    }

    #[test]
    fn months_that_no_year_has_are_found_where_they_are_months() {
        for (text, month) in [
            ("2027年13月完成验收", "2027年13月"),
            ("2027年0月完成验收", "2027年0月"),
            ("2027 年 13 月完成", "2027年13月"),
            ("2027年5-13月", "13月"),
            ("2027年5月至13月", "13月"),
            ("13月底前完成", "13月"),
            ("14月份验收", "14月"),
            ("15月下旬验收", "15月"),
        ] {
            assert_eq!(lacking(text), Some(Lacking::Month(month.to_owned())), "{text}");
        }
        for text in [
            "2027年12月完成",
            "工期13月",
            "为期18月初步完成",
            "共113月份",
            "租期24月，2027年付清",
            "3年13月龄",
            "5至13月",
            "2027年1-12月",
        ] {
            assert_eq!(lacking(text), None, "{text}");
        }
    }
}
