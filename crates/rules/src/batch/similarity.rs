//! How alike two names are: Ratcliff/Obershelp, as Python's difflib has it. The thresholds of the rule book were measured with that
//! ratio; the kept crates (`strsim`, `similar`) offer other measures (bigrams, edit distance, Myers), which put names elsewhere.

use crate::steps;
use std::cmp::Ordering;

/// Signs of a name that are compared; project names on paper have at most about 50.
const LONGEST: usize = 80;
/// A ratio of 1.
pub(super) const SAME: usize = 10_000;

/// A name prepared for many comparisons.
pub(super) struct Signs {
    ordered: Vec<char>,
    sorted: Vec<char>,
}

impl Signs {
    pub fn of(name: &str) -> Signs {
        let ordered: Vec<char> = name.chars().take(LONGEST).collect();
        let mut sorted = ordered.clone();
        sorted.sort_unstable();
        Signs { ordered, sorted }
    }

    /// The ratio in ten-thousandths, where it is at least `least`. The signs in common, whatever their order, bound it from above and
    /// cost little, so that most pairs of unlike names end there.
    pub fn ratio(&self, other: &Signs, least: usize) -> Option<usize> {
        let both = self.ordered.len() + other.ordered.len();
        let ratio = |matching: usize| (2 * SAME * matching).checked_div(both).unwrap_or(0);
        let shorter = self.ordered.len().min(other.ordered.len());
        if ratio(shorter) < least || ratio(common(&self.sorted, &other.sorted)) < least {
            return None;
        }
        Some(ratio(matching(&self.ordered, &other.ordered))).filter(|ratio| *ratio >= least)
    }
}

/// The number of signs in both, counted as often as in both.
fn common(a: &[char], b: &[char]) -> usize {
    let (mut a, mut b) = (a.iter().peekable(), b.iter().peekable());
    let mut count = 0;
    while let (Some(x), Some(y)) = (a.peek(), b.peek()) {
        steps::step();
        match x.cmp(y) {
            Ordering::Less => a.next(),
            Ordering::Greater => b.next(),
            Ordering::Equal => {
                count += 1;
                a.next();
                b.next()
            }
        };
    }
    count
}

/// The signs in the longest common run, and in the longest ones left and right of it, and so on.
fn matching(a: &[char], b: &[char]) -> usize {
    let (start_a, start_b, length) = longest_run(a, b);
    if length == 0 {
        return 0;
    }
    let (left_a, rest_a) = a.split_at(start_a);
    let (left_b, rest_b) = b.split_at(start_b);
    let (right_a, right_b) = (rest_a.split_at(length).1, rest_b.split_at(length).1);
    length + matching(left_a, left_b) + matching(right_a, right_b)
}

/// Start in each and length of the longest common run, the first of equal ones.
fn longest_run(a: &[char], b: &[char]) -> (usize, usize, usize) {
    let mut best = (0, 0, 0);
    // The run that ends before each sign of `b`, for the sign of `a` before and for this one.
    let mut before = vec![0; b.len() + 1];
    for (i, x) in a.iter().enumerate() {
        let mut here = vec![0];
        for (j, (y, run)) in b.iter().zip(&before).enumerate() {
            let run = if x == y { run + 1 } else { 0 };
            here.push(run);
            if run > best.2 {
                best = (i + 1 - run, j + 1 - run, run);
            }
        }
        before = here;
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Values of `difflib.SequenceMatcher(None, a, b).ratio()`.
    #[test]
    fn the_ratio_is_that_of_difflib() {
        for (a, b, ratio) in [
            ("档案馆运行经费", "档案馆馆运行经费", 9_333),
            ("消防安防设施维护", "消防安防设施维护费", 9_411),
            ("河道巡查", "水库除险", 0),
            ("abcd", "bcde", 7_500),
            ("渔船年检及补贴", "补贴渔船年检", 6_153),
            // Of equally long runs the first one counts.
            ("aba", "acb", 6_666),
        ] {
            assert_eq!(Signs::of(a).ratio(&Signs::of(b), 0), Some(ratio), "{a} {b}");
        }
    }

    #[test]
    fn a_ratio_below_the_least_is_none() {
        let (a, b) = (Signs::of("abcd"), Signs::of("bcde"));
        assert_eq!(a.ratio(&b, 7_500), Some(7_500));
        assert_eq!(a.ratio(&b, 7_501), None);
        let (a, b) = (Signs::of("ab"), Signs::of("abcd"));
        assert_eq!(a.ratio(&b, 6_666), Some(6_666));
        assert_eq!(a.ratio(&b, 6_667), None);
    }
}
