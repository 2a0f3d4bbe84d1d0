//! Moments as lists show them.

use chrono::{DateTime, FixedOffset, NaiveDateTime};

/// 今天 14:03, 昨天 16:20, 12-17 10:05, 2024-12-17.
pub(super) fn shown(millis: i64, now: DateTime<FixedOffset>) -> String {
    let Some(utc) = DateTime::from_timestamp_millis(millis) else { return String::new() };
    let at = utc.with_timezone(now.offset()).naive_local();
    let days = (now.date_naive() - at.date()).num_days();
    let pattern = match days {
        0 => "今天 %H:%M",
        1 => "昨天 %H:%M",
        _ if at.format("%Y").to_string() == now.format("%Y").to_string() => "%m-%d %H:%M",
        _ => "%Y-%m-%d",
    };
    at.format(pattern).to_string()
}

/// 2026-03-02 09:00
pub(super) fn minute(at: NaiveDateTime) -> String {
    at.format("%Y-%m-%d %H:%M").to_string()
}

/// 14:03
pub(super) fn clock_time(now: DateTime<FixedOffset>) -> String {
    now.format("%H:%M").to_string()
}

/// 1.2 MB
pub(super) fn size(bytes: u64) -> String {
    match bytes {
        0..1_000_000 => format!("{} KB", bytes.div_ceil(1000)),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10),
    }
}
