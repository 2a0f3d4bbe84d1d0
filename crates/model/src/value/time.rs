//! Points and spans of time inside a value.

use chrono::{Datelike, Days, Months, NaiveDate};
use rust_decimal::Decimal;

/// A day of a month, or a named part of a month, quarter or half-year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Day {
    /// A number; not checked against the month, [`super::Reading::time_faults`] does that
    Number(u32),
    /// 底 末 初 中 上旬 中旬 下旬 上中旬 中下旬
    Part(String),
}

/// A point of time; parts that are not written are `None`. Without a year the budget year is meant.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TimePoint {
    /// Four digits
    pub year: Option<i32>,
    /// The year told from the budget year: 次年 1, 当年 0, 上年 -1
    pub year_offset: Option<i32>,
    /// As written, 0 to 99: a rule reports 13
    pub month: Option<u32>,
    /// Day or part of the month
    pub day: Option<Day>,
    /// 上半年, 第二季度, 春季, 年底, 春节 … in canonical spelling
    pub name: Option<String>,
}

/// What a deadline hangs on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Time {
    /// 5月底前
    Before(TimePoint),
    /// 2025年6月内
    Within(TimePoint),
    /// 6月后
    After(TimePoint),
    /// 30日内, 24小时内: a length of time; the unit in canonical spelling
    Lapse {
        /// How many
        number: Decimal,
        /// 年 个月 天 日 小时 分钟 …
        unit: String,
    },
    /// 会议召开前, 审批后, 收到申请5日内: an event in words
    Event(String),
}

impl Time {
    /// The point of time in it, where it hangs on one.
    pub fn point(&self) -> Option<&TimePoint> {
        match self {
            Time::Before(point) | Time::Within(point) | Time::After(point) => Some(point),
            Time::Lapse { .. } | Time::Event(_) => None,
        }
    }
}

/// Something in a time that the calendar does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TimeFault {
    /// A month outside 1 to 12
    Month(u32),
    /// A day that the month does not have; `month` is `None` where only a day is written
    Day {
        /// 1 to 12
        month: Option<u32>,
        /// As written
        day: u32,
    },
    /// A quarter outside 1 to 4
    Quarter(u32),
    /// The end of a range lies before its start
    Reversed,
}

impl TimePoint {
    /// The year meant, for a form of `budget_year`.
    pub fn year_in(&self, budget_year: i32) -> i32 {
        self.year.unwrap_or_else(|| budget_year.saturating_add(self.year_offset.unwrap_or(0)))
    }

    /// The first and the last day meant, for a form of `budget_year`. `None` for what the calendar does not fix: a
    /// movable festival, a winter (two years have a part of it), a day without a month, an impossible date.
    pub fn span(&self, budget_year: i32) -> Option<(NaiveDate, NaiveDate)> {
        let year = self.year_in(budget_year);
        let (first_month, months) = match (&self.name, self.month) {
            (Some(name), _) => named_months(name)?,
            (None, Some(month)) => (month, 1),
            (None, None) if self.day.is_none() && (self.year.is_some() || self.year_offset.is_some()) => (1, 12),
            (None, None) => return None,
        };
        let first = NaiveDate::from_ymd_opt(year, first_month, 1)?;
        let last = first.checked_add_months(Months::new(months))?.pred_opt()?;
        match &self.day {
            None => Some((first, last)),
            Some(Day::Number(day)) => NaiveDate::from_ymd_opt(year, first_month, *day).map(|date| (date, date)),
            Some(Day::Part(part)) => part_of(part, first, last),
        }
    }

    /// The calendar fault of this point. The 29th of February is a fault only where the year is known.
    pub(super) fn fault(&self, budget_year: Option<i32>) -> Option<TimeFault> {
        if let Some(quarter) = self.name.as_deref().and_then(quarter_of).filter(|q| !(1..=4).contains(q)) {
            return Some(TimeFault::Quarter(quarter));
        }
        if let Some(month) = self.month.filter(|month| !(1..=12).contains(month)) {
            return Some(TimeFault::Month(month));
        }
        let Some(Day::Number(day)) = self.day else { return None };
        let year = self.year.or_else(|| budget_year.map(|year| self.year_in(year)));
        let leap_year = 2024;
        let possible = NaiveDate::from_ymd_opt(year.unwrap_or(leap_year), self.month.unwrap_or(1), day).is_some();
        (!possible).then_some(TimeFault::Day { month: self.month, day })
    }
}

/// First month and number of months of a named part of the year.
fn named_months(name: &str) -> Option<(u32, u32)> {
    match name {
        "上半年" => Some((1, 6)),
        "下半年" => Some((7, 6)),
        "年底" | "年末" => Some((12, 1)),
        "年初" => Some((1, 1)),
        "年中" => Some((6, 1)),
        "春季" => Some((3, 3)),
        "夏季" => Some((6, 3)),
        "秋季" => Some((9, 3)),
        _ => quarter_of(name).filter(|q| (1..=4).contains(q)).map(|q| (q * 3 - 2, 3)),
    }
}

/// The number of 第N季度, any N.
fn quarter_of(name: &str) -> Option<u32> {
    let (number, rest) = super::number::small(name.strip_prefix("第")?)?;
    (rest == "季度").then_some(number)
}

/// The days of 底, 上旬 … inside a span of days. In a month 中 is 中旬; in a longer span 底 is its last month, 初 its first.
fn part_of(part: &str, first: NaiveDate, last: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    let from_first = |days| first.checked_add_days(Days::new(days));
    let one_month = last.signed_duration_since(first).num_days() < 31;
    if !one_month {
        return match part {
            "底" | "末" => Some((last.with_day(1)?, last)),
            "初" => Some((first, first.checked_add_months(Months::new(1))?.pred_opt()?)),
            _ => Some((first, last)),
        };
    }
    match part {
        "上旬" | "初" => Some((first, from_first(9)?)),
        "中旬" | "中" => Some((from_first(10)?, from_first(19)?)),
        "下旬" => Some((from_first(20)?, last)),
        "上中旬" => Some((first, from_first(19)?)),
        "中下旬" => Some((from_first(10)?, last)),
        _ => Some((from_first(20)?, last)),
    }
}
