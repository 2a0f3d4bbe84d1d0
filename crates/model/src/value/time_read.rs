//! Reading of time values: points, deadlines, ranges, recurrences and lists of them.
//!
//! All functions take compact text (half width, no blanks).

use super::number::{arabic, chinese, small, year};
use super::text::{strip_any_prefix, strip_any_suffix};
use super::time::{Day, Time, TimePoint};
use super::time_words::*;
use super::units::{self, UnitKind};
use super::{Reading, write};
use rust_decimal::Decimal;

/// A time value, a list of them among it. Lengths of time (24小时) are counts, and phrases are read by [`event`].
pub(super) fn read(text: &str) -> Option<Reading> {
    single(text).or_else(|| list(text, single))
}

/// A phrase that ends in 前, 后 or 内: `会议召开前`, `收到申请后5日内`.
pub(super) fn event(text: &str) -> Option<Reading> {
    let long_enough = text.chars().nth(2).is_some();
    let words = text.starts_with(|c: char| c.is_alphabetic()) || text.starts_with(|c: char| c.is_ascii_digit());
    let is_time = long_enough
        && words
        && text.ends_with(['前', '后', '内'])
        && strip_any_suffix(text, NO_TIMES).is_none()
        && !text.contains(['≥', '≤', '<', '>', '=']);
    is_time.then(|| Reading::Deadline(Time::Event(text.to_owned())))
}

fn single(text: &str) -> Option<Reading> {
    if ALWAYS.contains(&text) {
        return Some(Reading::Recurrence(text.to_owned()));
    }
    recurrence(text).or_else(|| once(text))
}

/// A time without 每.
fn once(text: &str) -> Option<Reading> {
    let begun = strip_any_prefix(text, &["截至", "截止到", "截止"]).map(|(_, rest)| rest);
    let done = strip_any_suffix(begun.unwrap_or(text), DONE);
    let core = done.or(begun).unwrap_or(text);
    let reading = range(core).or_else(|| lapse(core)).or_else(|| dated(core))?;
    match reading {
        Reading::Date(mut points) if begun.is_some() => {
            points.pop().map(|point| Reading::Deadline(Time::Before(point)))
        }
        other => Some(other),
    }
}

/// A point, or a point with 前, 内 or 后.
fn dated(text: &str) -> Option<Reading> {
    if text == "年内" || text == "年度内" {
        let point = TimePoint { year_offset: Some(0), ..TimePoint::default() };
        return Some(Reading::Deadline(Time::Within(point)));
    }
    let (point, rest) = point(text)?;
    if let ("全年" | "全年度", Some(_), None, None) = (rest, point.year, point.month, &point.name) {
        return Some(Reading::Date(vec![point]));
    }
    let day_only = point.month.is_none() && point.name.is_none() && matches!(point.day, Some(Day::Number(_)));
    match rest {
        // 10日 alone is a length of time.
        "" | "期间" if !day_only => Some(Reading::Date(vec![point])),
        _ if BEFORE.contains(&rest) => Some(Reading::Deadline(Time::Before(point))),
        // 10日内 is a length of time as well.
        _ if WITHIN.contains(&rest) && !day_only => Some(Reading::Deadline(Time::Within(point))),
        _ if AFTER.contains(&rest) && !day_only => Some(Reading::Deadline(Time::After(point))),
        _ => None,
    }
}

/// `30日内`, `2小时以内`, `三个工作日内`
fn lapse(text: &str) -> Option<Reading> {
    let core = strip_any_suffix(text, WITHIN)?;
    let (number, unit) = length_of_time(core)?;
    Some(Reading::Deadline(Time::Lapse { number, unit }))
}

/// `24小时`, `三天`, `半小时` (30分钟); the unit in canonical spelling. A bare `6月` is a month, no length.
fn length_of_time(text: &str) -> Option<(Decimal, String)> {
    if let Some((number, unit)) = half_time(text) {
        return Some((number, unit.to_owned()));
    }
    let (number, unit) = arabic(text).or_else(|| chinese(text).map(|(n, rest)| (Decimal::from(n), rest)))?;
    let unit = units::canonical(unit);
    let is_year = unit == "年" && (Decimal::from(1900)..Decimal::from(3000)).contains(&number);
    let is_length = units::kind(unit) == Some(UnitKind::Time) && unit != "月" && !is_year && !number.is_sign_negative();
    is_length.then(|| (number, unit.to_owned()))
}

/// Half units as whole numbers of the smaller unit: 半小时 is 30分钟.
pub(super) fn half_time(text: &str) -> Option<(Decimal, &'static str)> {
    match text {
        "半小时" | "半个小时" => Some((Decimal::from(30), "分钟")),
        "一个半小时" => Some((Decimal::from(90), "分钟")),
        "半年" => Some((Decimal::from(6), "个月")),
        "一年半" => Some((Decimal::from(18), "个月")),
        "半天" => Some((Decimal::new(5, 1), "天")),
        "半个月" => Some((Decimal::new(5, 1), "个月")),
        _ => None,
    }
}

/// `全年`, `每季度`, `每年十月`, `每月5日前`, `每2年`, `每周5天,每天8小时`; canonical text in the reading.
fn recurrence(text: &str) -> Option<Reading> {
    if text.contains(',') && text.starts_with('每') {
        let parts: Option<Vec<String>> = text.split(',').map(cycle).collect();
        // 每年底,上半年: a list of times in one cycle, joined by a comma.
        let said = parts.map(|parts| parts.join(",")).or_else(|| cycle(&text.replace(',', "、")));
        return said.map(Reading::Recurrence);
    }
    cycle(text).map(Reading::Recurrence)
}

/// One `每…` in canonical spelling.
fn cycle(text: &str) -> Option<String> {
    let behind = text.strip_prefix('每')?;
    let (period, rest) = cycle_period(behind)?;
    if rest.is_empty() {
        return Some(format!("每{period}"));
    }
    let at = within_cycle(&period, rest)?;
    Some(format!("每{period}{at}"))
}

/// The period behind 每, with the number of a longer one (`每两年` is 每2年).
pub(super) fn cycle_period(text: &str) -> Option<(String, &str)> {
    if let Some((period, rest)) = strip_any_prefix(text, CYCLES) {
        return Some((period.to_owned(), rest));
    }
    let (number, rest) = small(text)?;
    let (period, rest) = strip_any_prefix(rest, CYCLES)?;
    Some((format!("{number}{period}"), rest))
}

/// What stands behind `每年`, `每月`, `每周`: a point, a range, a deadline, a weekday, or a length of time.
fn within_cycle(period: &str, rest: &str) -> Option<String> {
    if matches!(period, "周" | "星期") {
        let weekday = |c: char| "一二三四五六日天末".contains(c);
        let days = |text: &str| text.starts_with(weekday) && text.chars().all(|c| weekday(c) || "至到、周".contains(c));
        if days(rest) {
            return Some(rest.replace('到', "至").replace('周', ""));
        }
    }
    if let Some((number, unit)) = length_of_time(rest).filter(|(_, unit)| unit != "日") {
        return Some(format!("{}{unit}", write::number(&number)));
    }
    day_or_time(rest).or_else(|| list(rest, day_or_time)).map(|reading| write::canonical(&reading))
}

/// A time inside a cycle, where 10日 is a day and no length of time.
fn day_or_time(text: &str) -> Option<Reading> {
    match point(text) {
        Some((point, "")) => Some(Reading::Date(vec![point])),
        _ => once(text),
    }
}

/// `2025年1月至12月`, `2025年1至12月`, `4至10月`, `2023年至2026年`, `一至三季度`, `1-12月`
fn range(text: &str) -> Option<Reading> {
    let text = strip_any_suffix(text, &["期间"]).unwrap_or(text);
    let text = strip_any_prefix(text, &["从", "自"]).map_or(text, |(_, rest)| rest);
    let (from, to) = ends_of_range(text)?;
    let (to, "") = point(to)? else { return None };
    let from = match point(from) {
        Some((from, "")) => from,
        _ => borrow_unit(from, &to)?,
    };
    Some(Reading::Period { from, to })
}

fn ends_of_range(text: &str) -> Option<(&str, &str)> {
    let split = |by: &str| text.split_once(by).filter(|(from, to)| !from.is_empty() && !to.is_empty());
    if let Some(ends) = ["至", "到", "~"].into_iter().find_map(split) {
        return Some(ends);
    }
    let (from, to) = split("-")?;
    let to = to.trim_start_matches('-');
    (!to.contains('-')).then_some((from, to))
}

/// A start without its last unit takes it from the end: `2025年1` of `2025年1至12月` is 2025年1月.
fn borrow_unit(from: &str, to: &TimePoint) -> Option<TimePoint> {
    let (mut start, rest) = year_part(from);
    if to.name.as_deref().is_some_and(|name| name.ends_with("季度")) {
        let (number, "") = small(rest.strip_prefix('第').unwrap_or(rest))? else { return None };
        start.name = Some(quarter_name(number));
        return Some(start);
    }
    if start.year.is_none()
        && to.month.is_none()
        && to.day.is_none()
        && to.name.is_none()
        && let Some((number, "")) = year(rest)
    {
        start.year = Some(number);
        return Some(start);
    }
    let (month, rest) = month_part(rest).map_or((None, rest), |(month, rest)| (Some(month), rest));
    let (number, "") = small(rest)? else { return None };
    match (month, to.month, &to.day) {
        (None, Some(_), _) => start.month = Some(number),
        (Some(month), _, Some(Day::Number(_))) => {
            start.month = Some(month);
            start.day = Some(Day::Number(number));
        }
        // A year needs a month before its day: 本年3至5日 says nothing.
        (None, None, Some(Day::Number(_))) if start.year.is_none() && start.year_offset.is_none() => {
            start.day = Some(Day::Number(number));
        }
        _ => return None,
    }
    Some(start)
}

/// A point of time at the beginning of the text, with the rest. At least one part is written.
pub(super) fn point(text: &str) -> Option<(TimePoint, &str)> {
    if let Some(found) = numeric_date(text) {
        return Some(found);
    }
    let (mut point, mut rest) = year_part(text);
    let has_year = rest.len() < text.len();
    if let Some((name, after)) = name_part(rest) {
        point.name = Some(name);
        rest = after;
    } else if has_year && let Some((part, after)) = strip_any_prefix(rest, &["底", "末", "初", "中"]) {
        point.name = Some(format!("年{part}"));
        return Some((point, after));
    } else if let Some((month, after)) = month_part(rest) {
        point.month = Some(month);
        rest = after;
    }
    let day = day_part(rest).filter(|(day, _)| matches!(day, Day::Part(_)) || point.name.is_none());
    let day_fits = point.month.is_some() || !has_year;
    let part_fits = point.month.is_some() || point.name.as_deref().is_some_and(may_have_part);
    match day {
        Some((Day::Number(day), after)) if day_fits && point.name.is_none() => {
            point.day = Some(Day::Number(day));
            rest = after;
        }
        Some((Day::Part(part), after)) if part_fits || (!has_year && point.name.is_none()) => {
            point.day = Some(Day::Part(part));
            rest = after;
        }
        _ => {}
    }
    (rest.len() < text.len()).then_some((point, rest))
}

fn may_have_part(name: &str) -> bool {
    name.ends_with("季度") || matches!(name, "上半年" | "下半年" | "当月" | "次月")
}

/// `2025-12-31`, `2025.12.31`, `2025/12/31`, `2025-12`
fn numeric_date(text: &str) -> Option<(TimePoint, &str)> {
    let (digits, rest) = text.split_at_checked(4)?;
    let (year, "") = year(digits)? else { return None };
    let separator = rest.chars().next().filter(|c| matches!(c, '-' | '.' | '/'))?;
    let (month, rest) = small_digits(rest.strip_prefix(separator)?)?;
    let mut point = TimePoint { year: Some(year), month: Some(month), ..TimePoint::default() };
    if let Some((day, rest)) = rest.strip_prefix(separator).and_then(small_digits) {
        point.day = Some(Day::Number(day));
        return Some((point, rest));
    }
    // 2025.12 may be a number, 2025/12 a fraction; 2025-12月 is the start of something else.
    (separator == '-' && !rest.starts_with(['月', '年', '日'])).then_some((point, rest))
}

fn small_digits(text: &str) -> Option<(u32, &str)> {
    small(text).filter(|_| text.starts_with(|c: char| c.is_ascii_digit()))
}

fn year_part(text: &str) -> (TimePoint, &str) {
    if let Some((number, rest)) = year(text).and_then(|(number, rest)| Some((number, rest.strip_prefix('年')?))) {
        let rest = rest.strip_prefix('度').or_else(|| rest.strip_prefix('年')).unwrap_or(rest);
        return (TimePoint { year: Some(number), ..TimePoint::default() }, rest);
    }
    let word = YEAR_WORDS.iter().find_map(|(word, offset)| text.strip_prefix(word).map(|rest| (*offset, rest)));
    match word {
        Some((offset, rest)) => {
            let rest = rest.strip_prefix(['度', '年']).unwrap_or(rest);
            (TimePoint { year_offset: Some(offset), ..TimePoint::default() }, rest)
        }
        None => (TimePoint::default(), text),
    }
}

fn name_part(text: &str) -> Option<(String, &str)> {
    let ordinal = text.strip_prefix('第').unwrap_or(text);
    if let Some((number, rest)) = small(ordinal).and_then(|(n, rest)| Some((n, rest.strip_prefix('季')?))) {
        let ordinal_written = ordinal.len() < text.len();
        let rest = match rest.strip_prefix('度') {
            Some(after) => Some(after),
            None => Some(rest).filter(|_| ordinal_written),
        };
        if let Some(rest) = rest {
            return Some((quarter_name(number), rest));
        }
    }
    strip_any_prefix(text, NAMES)
        .or_else(|| strip_any_prefix(text, FESTIVALS))
        .map(|(name, rest)| (name.to_owned(), rest))
}

/// 第二季度; a number that no year has stays as written, a rule reports it.
fn quarter_name(number: u32) -> String {
    match number {
        1 => "第一季度".to_owned(),
        2 => "第二季度".to_owned(),
        3 => "第三季度".to_owned(),
        4 => "第四季度".to_owned(),
        other => format!("第{other}季度"),
    }
}

fn month_part(text: &str) -> Option<(u32, &str)> {
    let (month, rest) = small(text)?;
    let rest = rest.strip_prefix('月')?;
    Some((month, rest.strip_prefix('份').unwrap_or(rest)))
}

fn day_part(text: &str) -> Option<(Day, &str)> {
    if let Some((part, rest)) = strip_any_prefix(text, PARTS) {
        return Some((Day::Part(part.to_owned()), rest));
    }
    let (day, rest) = small(text)?;
    let rest = rest.strip_prefix('日').or_else(|| rest.strip_prefix('号'))?;
    Some((Day::Number(day), rest))
}

/// Times joined by 、 or a comma or 和: `6月、12月`, `3、6、9月`, `5月底前、11月底前`, `中秋、春节`. `item` reads one of them.
fn list(text: &str, item: fn(&str) -> Option<Reading>) -> Option<Reading> {
    const SEPARATORS: [char; 5] = ['、', ',', '和', '及', '与'];
    if !text.contains(SEPARATORS) {
        return None;
    }
    let last = text.rsplit(SEPARATORS).next().and_then(point).map(|(point, _)| point);
    let borrowed = |part| item(&write::point(&borrow_unit(part, last.as_ref()?)?));
    let times: Option<Vec<Reading>> =
        text.split(SEPARATORS).map(|part| item(part).or_else(|| borrowed(part))).collect();
    let times = times?;
    let one_point = |time: &Reading| match time {
        Reading::Date(points) => points.first().cloned(),
        _ => None,
    };
    let points: Option<Vec<TimePoint>> = times.iter().map(one_point).collect();
    Some(points.map_or(Reading::Times(times), Reading::Date))
}
