//! Points of time inside a reading.

use chrono::NaiveDate;
use jibiao_model::value::{Day, Reading, Time, TimePoint};

/// Every point of time that a value names, in the order of the text; none for values that are no time.
pub(crate) fn points(reading: &Reading) -> Vec<&TimePoint> {
    match reading {
        Reading::Date(points) => points.iter().collect(),
        Reading::Deadline(Time::Before(point)) => vec![point],
        Reading::Period { from, to } => vec![from, to],
        Reading::Compound(parts) => parts.iter().flat_map(points).collect(),
        _ => Vec::new(),
    }
}

/// The latest year that a time value names.
pub(crate) fn latest_year(reading: &Reading) -> Option<i32> {
    points(reading).into_iter().filter_map(|point| point.year).max()
}

/// What cannot be in the calendar: `13月`, `2月30日`. A point without a year is read in `year`.
pub(crate) fn impossible(point: &TimePoint, year: i32) -> Option<String> {
    let month = point.month?;
    if !(1..=12).contains(&month) {
        return Some(format!("{month}月"));
    }
    let Some(Day::Number(day)) = point.day else { return None };
    let exists = NaiveDate::from_ymd_opt(point.year.unwrap_or(year), month, day).is_some();
    (!exists).then(|| format!("{month}月{day}日"))
}

/// True where a range ends before it begins. Parts that are not written on one end are not compared.
pub(crate) fn reversed(from: &TimePoint, to: &TimePoint) -> bool {
    // `2025年11月至3月`: the end has no year of its own and means the year of the start.
    let years = (from.year, to.year.or(from.year));
    let day = |point: &TimePoint| match point.day {
        Some(Day::Number(day)) => Some(day),
        _ => None,
    };
    let (Some(start), Some(end)) = (from.month, to.month) else {
        return matches!(years, (Some(start), Some(end)) if end < start);
    };
    match years {
        (Some(a), Some(b)) if a != b => return b < a,
        (None, Some(_)) => return false,
        _ => {}
    }
    match (day(from), day(to)) {
        (Some(a), Some(b)) => (end, b) < (start, a),
        _ => end < start,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(year: Option<i32>, month: Option<u32>, day: Option<u32>) -> TimePoint {
        TimePoint { year, month, day: day.map(Day::Number), name: None }
    }

    #[test]
    fn the_calendar_knows_leap_years() {
        assert_eq!(impossible(&point(None, Some(2), Some(29)), 2026).as_deref(), Some("2月29日"));
        assert_eq!(impossible(&point(Some(2028), Some(2), Some(29)), 2026), None);
        assert_eq!(impossible(&point(None, Some(13), None), 2026).as_deref(), Some("13月"));
        assert_eq!(impossible(&point(None, Some(0), None), 2026).as_deref(), Some("0月"));
        assert_eq!(impossible(&point(None, Some(12), Some(31)), 2026), None);
        assert_eq!(impossible(&point(None, Some(12), Some(32)), 2026).as_deref(), Some("12月32日"));
    }

    #[test]
    fn a_range_may_begin_and_end_on_the_same_day_but_not_run_backwards() {
        let march = point(Some(2026), Some(3), Some(5));
        assert!(!reversed(&march, &march));
        assert!(reversed(&march, &point(Some(2026), Some(3), Some(4))));
        assert!(reversed(&march, &point(None, Some(2), None)));
        assert!(!reversed(&march, &point(Some(2027), Some(1), None)));
        assert!(reversed(&march, &point(Some(2025), Some(12), None)));
        assert!(reversed(&point(Some(2026), None, None), &point(Some(2025), None, None)));
        assert!(!reversed(&point(Some(2026), None, None), &point(Some(2026), None, None)));
        assert!(!reversed(&point(None, Some(11), None), &point(Some(2027), Some(3), None)));
        assert!(reversed(&point(None, Some(11), None), &point(None, Some(3), None)));
    }
}
