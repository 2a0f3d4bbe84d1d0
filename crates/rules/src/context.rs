//! What a check needs to know besides the form and its template.

use chrono::NaiveDate;

/// How far the form is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stage {
    /// Somebody is filling it: what is still empty is no fault.
    Typing,
    /// Somebody asked for a verdict (检查, print, export): what is empty is reported.
    Complete,
}

/// Which printed copy the form is checked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Copy {
    /// 报送: signed and stamped
    Filing,
    /// 公开: signature line blank
    Publication,
}

/// What only the one who asks can know: which characters the fonts of the print have.
#[derive(Clone, Copy, Default)]
pub struct Surroundings<'a> {
    /// True for a character that can be printed; `None` = nothing is said about the print.
    pub glyphs: Option<&'a (dyn Fn(char) -> bool + Sync)>,
}

/// When and for what a form is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Context {
    /// The date of today, for rules about 填报日期; the crate has no clock.
    pub today: NaiveDate,
    /// Half filled or handed in.
    pub stage: Stage,
    /// The copy that is to be printed; `None` = no print is meant.
    pub copy: Option<Copy>,
}
