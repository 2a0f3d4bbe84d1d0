//! Points and spans of time inside a value.

/// A day of a month, or a named part of it (上旬, 底, 初).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Day {
    /// A number; not checked against the month, a rule does that
    Number(u32),
    /// 底 初 上旬 中旬 下旬 中
    Part(String),
}

/// A point of time; parts that are not written are `None`. Without a year the budget year is meant.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TimePoint {
    /// Four digits
    pub year: Option<i32>,
    /// As written, 0 to 99: a rule reports 13
    pub month: Option<u32>,
    /// Day or part of the month
    pub day: Option<Day>,
    /// 上半年, 第二季度, 年底, 春节 … as written
    pub name: Option<String>,
}

/// What a deadline hangs on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Time {
    /// 5月底前
    Before(TimePoint),
    /// 会议召开前, 审批后: an event in words
    Event(String),
}
