//! Years and months in a text: `2026年3月`, `2025-2027年`, `4-11月`, `十二月底前`, `上半年`.

use super::number::{self, Numeral};
use super::signs::{Signs, Span};
use rust_decimal::prelude::ToPrimitive;

/// A point or stretch of time that a text names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Dated {
    pub span: Span,
    /// First and last year, where written.
    pub years: Option<(i32, i32)>,
    /// First and last month, where written.
    pub months: Option<(u32, u32)>,
}

const TO: &[&str] = &["-", "—", "——", "–", "~", "〜", "至", "到"];

/// The time that begins here.
pub(super) fn at(signs: &Signs<'_>, start: usize) -> Option<Dated> {
    // 1.2026年完成: behind the number of a list stands a whole year, no decimal.
    let decimal = || signs.before(start) == '.' && years(signs, start).is_none();
    let goes_on = signs.before(start).is_ascii_digit() || signs.before(start).is_ascii_alphabetic() || decimal();
    if goes_on {
        return None;
    }
    if let Some((years, mut end)) = years(signs, start) {
        let found = months(signs, signs.past_blanks(end));
        let mut months = found.map(|(months, _)| months);
        end = found.map_or(end, |(_, end)| end);
        let mut years = years;
        // 2025年7月至2026年3月
        if let Some(length) = signs.longest(end, TO)
            && let Some((more, last)) = self::years(signs, end + length)
        {
            years.1 = more.1.max(years.1);
            let behind = self::months(signs, last);
            months = months.filter(|_| false);
            end = behind.map_or(last, |(_, end)| end);
        }
        return Some(Dated { span: Span::new(start, end), years: Some(years), months });
    }
    let (months, end) = months(signs, start)?;
    Some(Dated { span: Span::new(start, end), years: None, months: Some(months) })
}

/// `2026年`, `2026年度`, `2025-2027年`, `二〇二六年`.
fn years(signs: &Signs<'_>, start: usize) -> Option<((i32, i32), usize)> {
    let first = number::at(signs, start)?;
    let from = year(first, start)?;
    let mut last = (from, first.end);
    if let Some(length) = signs.longest(first.end, TO)
        && let Some(second) = number::at(signs, first.end + length)
        && let Some(to) = year(second, first.end + length)
    {
        last = (to, second.end);
    }
    let end = signs.past_blanks(last.1);
    if signs.at(end) != '年' {
        return None;
    }
    Some(((from, last.0.max(from)), end + 1 + usize::from(signs.at(end + 1) == '度')))
}

fn year(numeral: Numeral, start: usize) -> Option<i32> {
    let year = numeral.worth?.to_i32()?;
    (numeral.end - start == 4 && (1949..=2100).contains(&year)).then_some(year)
}

fn month(numeral: Numeral) -> Option<u32> {
    numeral.worth.filter(|n| n.is_integer())?.to_u32().filter(|month| (1..=12).contains(month))
}

/// `3月`, `4-11月`, `1月至12月`, `3月5日前`, `上半年`, `第三季度`.
fn months(signs: &Signs<'_>, start: usize) -> Option<((u32, u32), usize)> {
    for (words, months) in [
        (["上半年", "前半年"], (1, 6)),
        (["下半年", "后半年"], (7, 12)),
        (["第一季度", "一季度"], (1, 3)),
        (["第二季度", "二季度"], (4, 6)),
        (["第三季度", "三季度"], (7, 9)),
        (["第四季度", "四季度"], (10, 12)),
    ] {
        if let Some(length) = signs.longest(start, &words) {
            return Some((months, start + length));
        }
    }
    let first = number::at(signs, start)?;
    let from = month(first)?;
    let mut end = signs.past_blanks(first.end);
    let mut to = from;
    if signs.at(end) == '月' {
        end = day(signs, end + 1);
        if let Some(length) = signs.longest(end, TO)
            && let Some(second) = number::at(signs, end + length)
            && let Some(month) = month(second)
            && signs.at(second.end) == '月'
        {
            to = month;
            end = day(signs, second.end + 1);
        }
    } else {
        let length = signs.longest(first.end, TO)?;
        let second = number::at(signs, first.end + length)?;
        to = month(second)?;
        if signs.at(second.end) != '月' {
            return None;
        }
        end = day(signs, second.end + 1);
    }
    (from <= to).then_some(((from, to), end))
}

/// Past `份`, and past a day.
fn day(signs: &Signs<'_>, end: usize) -> usize {
    if signs.at(end) == '份' {
        return end + 1;
    }
    match number::at(signs, end) {
        Some(day) if matches!(signs.at(day.end), '日' | '号') => day.end + 1,
        _ => end,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Years, months, and what was read.
    type Read = (Option<(i32, i32)>, Option<(u32, u32)>, String);

    fn read(text: &str) -> Option<Read> {
        let signs = Signs::of(text);
        at(&signs, 0).map(|dated| (dated.years, dated.months, signs.quote(dated.span).to_owned()))
    }

    #[test]
    fn times_are_read_as_people_write_them() {
        let year = Some((2026, 2026));
        for (text, years, months, quote) in [
            ("2026年完成", year, None, "2026年"),
            ("2026年度完成", year, None, "2026年度"),
            ("2026年3月底前", year, Some((3, 3)), "2026年3月"),
            ("2026年1月-12月值班", year, Some((1, 12)), "2026年1月-12月"),
            ("2026年1至12月", year, Some((1, 12)), "2026年1至12月"),
            ("2026年3月5日前", year, Some((3, 3)), "2026年3月5日"),
            ("2025-2027年", Some((2025, 2027)), None, "2025-2027年"),
            ("2025年至2027年", Some((2025, 2027)), None, "2025年至2027年"),
            ("2025年7月至2026年3月开工", Some((2025, 2026)), None, "2025年7月至2026年3月"),
            ("二〇二六年", year, None, "二〇二六年"),
            ("4-11月开展", None, Some((4, 11)), "4-11月"),
            ("十二月份以前", None, Some((12, 12)), "十二月份"),
            ("下半年", None, Some((7, 12)), "下半年"),
            ("第二季度拨付", None, Some((4, 6)), "第二季度"),
        ] {
            assert_eq!(read(text), Some((years, months, quote.to_owned())), "{text}");
        }
        for text in ["12个月", "13月", "3次", "2026元", "月", "1000年", ""] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
