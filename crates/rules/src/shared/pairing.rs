//! Pairing of the two sides of a project form, one to one.
//!
//! In this order: (1) same level, name and value; (2) same level and name, then the same without a trailing bracket; (3) same
//! level, one name the beginning of the other (both at least four signs: the print clips long cells), equal values first; (4) the
//! same name in any level; (5) beginning in any level. What is left over in one second level is joined in the order of the form
//! and counts as renamed. Every step looks names up by hash, so that 10,000 rows take milliseconds.

use crate::shared::text::{bare_name, tidy};
use crate::view::Line;
use jibiao_model::level::{Level1, Level2};
use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, VecDeque};
use std::hash::Hash;

/// In signs.
const SHORTEST_BEGINNING: usize = 4;
/// In bytes: 85 Chinese characters, more than any print leaves of a long cell.
const LONGEST_BEGINNING: usize = 256;

/// Which row stands opposite which, by index into the filled rows of each side.
#[derive(Debug, Default)]
pub(crate) struct Pairing {
    annual_of: Vec<Option<usize>>,
    period_of: Vec<Option<usize>>,
    renamed: Vec<bool>,
}

impl Pairing {
    pub fn annual_of(&self, period: usize) -> Option<usize> {
        self.annual_of.get(period).copied().flatten()
    }

    pub fn period_of(&self, annual: usize) -> Option<usize> {
        self.period_of.get(annual).copied().flatten()
    }

    /// True where the pair was joined by its order only and both rows have a name.
    pub fn renamed(&self, period: usize) -> bool {
        self.renamed.get(period).copied().unwrap_or(false)
    }

    fn join(&mut self, period: usize, annual: usize, renamed: bool) {
        if let Some(slot) = self.annual_of.get_mut(period) {
            *slot = Some(annual);
        }
        if let Some(slot) = self.period_of.get_mut(annual) {
            *slot = Some(period);
        }
        if let Some(slot) = self.renamed.get_mut(period) {
            *slot = renamed;
        }
    }
}

/// The parts of a row that pairing compares. Unknown levels are compared by their label.
struct Key<'a> {
    level: (Option<Level1>, Option<Level2>, &'a str),
    name: Cow<'a, str>,
    value: Cow<'a, str>,
}

impl<'a> Key<'a> {
    fn of(line: &Line<'a>) -> Key<'a> {
        let label = if line.level2.is_some() { "" } else { line.raw.level2.trim() };
        let level = (line.level1, line.level2, label);
        Key { level, name: tidy(&line.raw.name), value: tidy(&line.raw.value) }
    }

    fn bare(&self) -> &str {
        bare_name(&self.name)
    }
}

/// Pairs the filled rows of both sides.
pub(crate) fn pair(period: &[Line<'_>], annual: &[Line<'_>]) -> Pairing {
    let period: Vec<Key> = period.iter().map(Key::of).collect();
    let annual: Vec<Key> = annual.iter().map(Key::of).collect();
    let mut pairs = Pairing {
        annual_of: vec![None; period.len()],
        period_of: vec![None; annual.len()],
        renamed: vec![false; period.len()],
    };
    pairs.equal(&period, &annual, |key| Some((key.level, &*key.name, &*key.value)));
    pairs.equal(&period, &annual, |key| (!key.name.is_empty()).then_some((key.level, &*key.name)));
    pairs.equal(&period, &annual, |key| (!key.name.is_empty()).then(|| (key.level, key.bare())));
    pairs.beginning(&period, &annual, |key| (key.level, &*key.value));
    pairs.beginning(&period, &annual, |key| key.level);
    pairs.equal(&period, &annual, |key| (!key.name.is_empty()).then(|| key.bare()));
    pairs.beginning(&period, &annual, |_| ());
    pairs.left_over(&period, &annual);
    pairs
}

impl Pairing {
    /// Pairs rows that are equal in `part`, in the order of the form.
    fn equal<'k, P: Eq + Hash>(
        &mut self,
        period: &'k [Key<'k>],
        annual: &'k [Key<'k>],
        part: impl Fn(&'k Key<'k>) -> Option<P>,
    ) {
        let mut waiting: HashMap<P, VecDeque<usize>> = HashMap::new();
        for (index, key) in annual.iter().enumerate().filter(|(index, _)| self.period_of(*index).is_none()) {
            if let Some(part) = part(key) {
                waiting.entry(part).or_default().push_back(index);
            }
        }
        for (index, key) in period.iter().enumerate() {
            if self.annual_of(index).is_some() {
                continue;
            }
            let partner = part(key).and_then(|part| waiting.get_mut(&part)).and_then(VecDeque::pop_front);
            if let Some(partner) = partner {
                self.join(index, partner, false);
            }
        }
    }

    /// Pairs rows that are equal in `part` and where one name is the beginning of the other, the longest beginning first.
    fn beginning<'k, P: Eq + Hash>(
        &mut self,
        period: &'k [Key<'k>],
        annual: &'k [Key<'k>],
        part: impl Fn(&'k Key<'k>) -> P,
    ) {
        let open: Vec<usize> = (0..annual.len()).filter(|index| self.period_of(*index).is_none()).collect();
        let clipped = by_name(annual, open.iter().copied(), &part);
        for (index, key) in period.iter().enumerate() {
            if self.annual_of(index).is_none()
                && let Some(partner) = find_beginning(key, &part, &clipped, |annual| self.period_of(annual).is_none())
            {
                self.join(index, partner, false);
            }
        }
        let left: Vec<usize> = (0..period.len()).filter(|index| self.annual_of(*index).is_none()).collect();
        let clipped = by_name(period, left.into_iter(), &part);
        for index in open {
            let Some(key) = annual.get(index).filter(|_| self.period_of(index).is_none()) else { continue };
            if let Some(partner) = find_beginning(key, &part, &clipped, |period| self.annual_of(period).is_none()) {
                self.join(partner, index, false);
            }
        }
    }

    /// Joins what is left over in one second level, in the order of the form.
    fn left_over(&mut self, period: &[Key<'_>], annual: &[Key<'_>]) {
        let mut waiting: HashMap<_, VecDeque<usize>> = HashMap::new();
        for (index, key) in annual.iter().enumerate().filter(|(index, _)| self.period_of(*index).is_none()) {
            waiting.entry(key.level).or_default().push_back(index);
        }
        for (index, key) in period.iter().enumerate() {
            if self.annual_of(index).is_some() {
                continue;
            }
            if let Some(partner) = waiting.get_mut(&key.level).and_then(VecDeque::pop_front) {
                let named = !key.name.is_empty() && annual.get(partner).is_some_and(|other| !other.name.is_empty());
                self.join(index, partner, named);
            }
        }
    }
}

/// Rows by part and whole name, and the lengths that these names have.
struct ByName<'k, P> {
    rows: HashMap<(P, &'k str), Vec<usize>>,
    lengths: BTreeSet<usize>,
}

/// The rows that may be a clipped name; of equal ones the first row last, so that it is taken first.
fn by_name<'k, P: Eq + Hash>(
    keys: &'k [Key<'k>],
    indexes: impl DoubleEndedIterator<Item = usize>,
    part: &impl Fn(&'k Key<'k>) -> P,
) -> ByName<'k, P> {
    let mut names = ByName { rows: HashMap::new(), lengths: BTreeSet::new() };
    for index in indexes.rev() {
        let Some(key) = keys.get(index) else { continue };
        if key.name.len() <= LONGEST_BEGINNING && key.name.chars().nth(SHORTEST_BEGINNING - 1).is_some() {
            names.rows.entry((part(key), &*key.name)).or_default().push(index);
            names.lengths.insert(key.name.len());
        }
    }
    names
}

/// A free row whose whole name is a beginning of this name, the longest one.
fn find_beginning<'k, P: Eq + Hash>(
    key: &'k Key<'k>,
    part: &impl Fn(&'k Key<'k>) -> P,
    clipped: &ByName<'k, P>,
    free: impl Fn(usize) -> bool,
) -> Option<usize> {
    clipped.lengths.range(..=key.name.len()).rev().find_map(|length| {
        let candidates = clipped.rows.get(&(part(key), key.name.get(..*length)?))?;
        candidates.iter().rev().copied().find(|index| free(*index))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jibiao_model::{Entry, IndicatorRow, RowId};

    fn lines(rows: &[IndicatorRow]) -> Vec<Line<'_>> {
        rows.iter().map(|raw| Line::new(raw, raw.kind1(), raw.kind2())).collect()
    }

    fn row(level2: &str, name: &str, value: &str) -> IndicatorRow {
        let (level2, name, value) = (level2.to_owned(), name.to_owned(), value.to_owned());
        IndicatorRow { id: RowId(0), level1: String::new(), level2, name, value, weight: Entry::Blank }
    }

    fn paired(period: &[(&str, &str, &str)], annual: &[(&str, &str, &str)]) -> Vec<(Option<usize>, bool)> {
        let rows = |side: &[(&str, &str, &str)]| side.iter().map(|(l, n, v)| row(l, n, v)).collect::<Vec<_>>();
        let (period, annual) = (rows(period), rows(annual));
        let pairs = pair(&lines(&period), &lines(&annual));
        (0..period.len()).map(|index| (pairs.annual_of(index), pairs.renamed(index))).collect()
    }

    #[test]
    fn the_same_row_is_found_whatever_its_order() {
        let pairs = paired(
            &[("数量", "巡查次数", "≥4次"), ("数量", "巡查次数", "≥9次"), ("质量", "合格率", "100%")],
            &[("质量指标", "合格率", "100%"), ("数量", "巡查次数", "≥9次"), ("数量", "巡查次数", "≥5次")],
        );
        assert_eq!(pairs, [(Some(2), false), (Some(1), false), (Some(0), false)]);
    }

    #[test]
    fn a_clipped_name_is_the_same_row_and_equal_values_go_first() {
        let pairs = paired(
            &[("数量", "档案整理", "2次"), ("数量", "档案数字化加工", "9次")],
            &[("数量", "档案整理册数", "5次"), ("数量", "档案整理卷数", "2次"), ("数量", "档案数字", "9次")],
        );
        assert_eq!(pairs, [(Some(1), false), (Some(2), false)]);
    }

    #[test]
    fn three_signs_are_no_beginning() {
        let pairs = paired(&[("数量", "宣传月", "2次")], &[("质量", "宣传月活动", "2次")]);
        assert_eq!(pairs, [(None, false)]);
    }

    #[test]
    fn a_row_in_another_level_is_found_by_its_name() {
        let pairs = paired(&[("数量", "开放天数", "6天")], &[("时效", "开放天数（天）", "7天")]);
        assert_eq!(pairs, [(Some(0), false)]);
    }

    #[test]
    fn left_over_rows_of_a_level_are_joined_in_order_as_renamed() {
        let pairs = paired(
            &[("质量", "归档率", "≥95%"), ("质量", "完好率", "≥95%"), ("时效", "及时性", "及时")],
            &[("质量", "漏检率", "≤5%")],
        );
        assert_eq!(pairs, [(Some(0), true), (None, false), (None, false)]);
    }

    #[test]
    fn a_row_without_a_name_is_joined_but_not_renamed() {
        let pairs = paired(&[("满意度", "", "≥90%")], &[("满意度", "渔民满意度", "≥90%")]);
        assert_eq!(pairs, [(Some(0), false)]);
    }

    #[test]
    fn ten_thousand_rows_with_one_long_beginning_are_paired_in_linear_time() {
        let long = "长".repeat(200);
        let names: Vec<String> = (0..10_000).map(|n| format!("{long}{n}")).collect();
        let rows: Vec<_> = names.iter().map(|name| row("数量", name, "1次")).collect();
        let other: Vec<_> = names.iter().rev().map(|name| row("质量", name, "2次")).collect();
        let pairs = pair(&lines(&rows), &lines(&other));
        assert_eq!(pairs.annual_of(0), Some(9_999));
    }
}
