//! Which second level each row of a table belongs to whose labels slipped: the order of the levels, the printed labels and the sense of
//! names and values decide together.
//!
//! The levels stand in a fixed order, so a table is a row of segments, one a level, some of them empty. Of all such divisions the cheapest
//! is taken: labels should stand in their segment (or near it), rows should make sense in it.

use super::label::level1_of;
use super::sense::Sense;
use jibiao_model::level::{Level1, Level2};

/// A row of the indicator table, before it is known where it belongs.
#[derive(Debug, Clone, Default)]
pub struct Line {
    /// Second levels printed in it, with the side (0 period, 1 annual).
    pub labels: Vec<(usize, Level2)>,
    /// A first level printed in it.
    pub level1: Option<Level1>,
    /// Name and value of each side.
    pub cells: [Option<(String, String)>; 2],
}

impl Line {
    /// The name as the side says that did not cut it short.
    fn whole<'a>(&'a self, name: &'a str) -> &'a str {
        let names = self.cells.iter().flatten().map(|(name, _)| name.as_str());
        names.filter(|other| other.starts_with(name)).max_by_key(|other| other.len()).unwrap_or(name)
    }

    /// What name and value of each side say; read once, as each order of the levels asks for it.
    fn senses(&self) -> [Option<Sense>; 2] {
        self.cells.each_ref().map(|cell| cell.as_ref().map(|(name, value)| Sense::of(self.whole(name), value)))
    }
}

/// A row and what its cells say.
type Told<'a> = (&'a Line, [Option<Sense>; 2]);

/// The usual order of the form.
pub const USUAL: &[Level2] = &[
    Level2::Quantity,
    Level2::Quality,
    Level2::Timeliness,
    Level2::Cost,
    Level2::Economic,
    Level2::Social,
    Level2::Ecological,
    Level2::Sustainability,
    Level2::BeneficiarySatisfaction,
];

/// The order of the layout that begins with costs.
pub const COST_FIRST: &[Level2] = &[
    Level2::EconomicCost,
    Level2::SocialCost,
    Level2::EcologicalCost,
    Level2::Quantity,
    Level2::Quality,
    Level2::Timeliness,
    Level2::Economic,
    Level2::Social,
    Level2::Ecological,
    Level2::Sustainability,
    Level2::BeneficiarySatisfaction,
];

/// A label one row away from its segment: a merged cell often slips by one.
const NEAR: i32 = 15;
/// Each further row.
const FARTHER: i32 = 10;
/// A label whose segment is empty or far away.
const ORPHAN: i32 = 50;
/// A label in its segment, but not in the first row.
const NOT_FIRST: i32 = 3;
/// A segment with indicators that no label names.
const UNNAMED: i32 = 20;
/// An empty row under the label of a segment that has indicators: an empty row says that the level has none.
const EMPTY_ROW: i32 = 40;
/// A first level printed in a row of another.
const OTHER_LEVEL1: i32 = 3;
/// A row of one side that goes where the other side does not.
const APART: i32 = 10;
/// Another order than the usual one.
const UNUSUAL: i32 = 60;
/// Tables longer than this have their labels carried down; the search grows with the square of the rows.
const LONGEST: usize = 200;

/// The level of each row for both sides. A row before the first label of a table that is too long to search has none.
pub fn assign(lines: &[Line]) -> Vec<[Option<Level2>; 2]> {
    if lines.len() > LONGEST {
        return carried_down(lines);
    }
    let told: Vec<Told> = lines.iter().map(|line| (line, line.senses())).collect();
    let cost_first = lines.iter().flat_map(|line| &line.labels).any(|(_, level)| level1_of(*level) == Level1::Cost);
    let usual = if cost_first { COST_FIRST } else { USUAL };
    let moved = orders(usual).into_iter().map(|order| (divide(&order, &told, &[0, 1], None), order));
    let (mut whole, mut order) = (divide(usual, &told, &[0, 1], None), usual.to_vec());
    for ((cost, levels), other) in moved {
        if cost + UNUSUAL < whole.0 {
            (whole, order) = ((cost, levels), other);
        }
    }
    let together = whole.1;
    let sides = [0, 1].map(|side| divide(&order, &told, &[side], Some(&together)).1);
    let [period, annual] = sides;
    period.into_iter().zip(annual).map(|(period, annual)| [Some(period), Some(annual)]).collect()
}

fn carried_down(lines: &[Line]) -> Vec<[Option<Level2>; 2]> {
    let mut current = [None, None];
    lines
        .iter()
        .map(|line| {
            for (side, level) in &line.labels {
                if let Some(slot) = current.get_mut(*side) {
                    *slot = Some(*level);
                }
            }
            current
        })
        .collect()
}

/// The other orders that forms have: 满意度 first, or between 产出 and 效益.
fn orders(usual: &[Level2]) -> Vec<Vec<Level2>> {
    let satisfaction = Level2::BeneficiarySatisfaction;
    let others: Vec<Level2> = usual.iter().copied().filter(|level| *level != satisfaction).collect();
    let benefits = others.iter().position(|level| level1_of(*level) == Level1::Benefit);
    let at = |place: usize| {
        let mut order = others.clone();
        order.insert(place, satisfaction);
        order
    };
    [Some(0), benefits].into_iter().flatten().map(at).collect()
}

/// The cheapest division for these sides, and what it costs. Beside the division of both sides together a single one may go its own way at
/// a price.
fn divide(order: &[Level2], lines: &[Told], sides: &[usize], together: Option<&[Level2]>) -> (i32, Vec<Level2>) {
    let count = lines.len();
    let segments: Vec<Segment> = order.iter().map(|level| Segment::new(*level, lines, sides, together)).collect();
    // cheapest[e]: cost of the first e rows divided among the levels so far; from: where the last segment began.
    let mut cheapest = vec![None; count + 1];
    if let Some(first) = cheapest.first_mut() {
        *first = Some(0);
    }
    let mut starts: Vec<Vec<usize>> = Vec::new();
    for segment in &segments {
        let mut next = vec![None; count + 1];
        let mut from = vec![0; count + 1];
        for (start, before) in cheapest.iter().enumerate() {
            let Some(before) = before else { continue };
            for end in start..=count {
                let cost = before + segment.cost(start, end);
                if let (Some(slot), Some(origin)) = (next.get_mut(end), from.get_mut(end))
                    && slot.is_none_or(|known| cost < known)
                {
                    *slot = Some(cost);
                    *origin = start;
                }
            }
        }
        cheapest = next;
        starts.push(from);
    }
    let mut levels = Vec::with_capacity(count);
    let mut end = count;
    for (level, from) in order.iter().zip(&starts).rev() {
        let start = from.get(end).copied().unwrap_or_default();
        levels.extend(std::iter::repeat_n(*level, end - start));
        end = start;
    }
    levels.reverse();
    (cheapest.last().copied().flatten().unwrap_or_default(), levels)
}

/// What a level needs to price a segment.
struct Segment {
    /// Cost of the rows before each row, added up.
    sums: Vec<i32>,
    /// Rows with indicators before each row, counted.
    filled: Vec<usize>,
    labels: Vec<Printed>,
    /// Whether a nameless segment costs something.
    named: bool,
}

/// A printed label of the level.
struct Printed {
    /// Its row.
    at: usize,
    /// Whether the row has no indicator on either side.
    empty: bool,
    /// Whether it stands on a side that is looked at; the other side's label says less.
    own: bool,
}

impl Segment {
    fn new(level: Level2, lines: &[Told], sides: &[usize], together: Option<&[Level2]>) -> Segment {
        let (mut sums, mut filled, mut labels) = (vec![0], vec![0], Vec::new());
        let (mut sum, mut rows) = (0, 0);
        for (index, (line, senses)) in lines.iter().enumerate() {
            let cells = || sides.iter().filter_map(|side| senses.get(*side).and_then(Option::as_ref));
            sum += cells().map(|sense| sense.cost(level)).sum::<i32>();
            if line.level1.is_some_and(|level1| level1 != level1_of(level)) && together.is_none() {
                sum += OTHER_LEVEL1;
            }
            if cells().next().is_some() {
                rows += 1;
                if together.and_then(|levels| levels.get(index)).is_some_and(|other| *other != level) {
                    sum += APART;
                }
            }
            sums.push(sum);
            filled.push(rows);
            let empty = line.cells.iter().all(Option::is_none);
            let printed = line.labels.iter().filter(|(_, label)| *label == level);
            labels.extend(printed.map(|(side, _)| Printed { at: index, empty, own: sides.contains(side) }));
        }
        Segment { sums, filled, labels, named: together.is_none() }
    }

    /// The cost of the rows from `start` to `end` (not included) as the segment of this level.
    fn cost(&self, start: usize, end: usize) -> i32 {
        let between = |sums: &[i32]| sums.get(end).unwrap_or(&0) - sums.get(start).unwrap_or(&0);
        let has_rows = self.filled.get(end) > self.filled.get(start);
        let mut cost = between(&self.sums);
        let mut empty_rows = 0;
        for Printed { at, empty, own } in &self.labels {
            if *empty && has_rows {
                empty_rows = EMPTY_ROW;
            }
            let slipped = if start == end {
                ORPHAN
            } else if *at < start {
                away(start - at)
            } else if *at >= end {
                away(at + 1 - end)
            } else if *at > start {
                NOT_FIRST
            } else {
                0
            };
            cost += if *own { slipped } else { slipped / 2 };
        }
        cost += empty_rows;
        if self.named && has_rows && self.labels.is_empty() {
            cost += UNNAMED;
        }
        cost
    }
}

fn away(rows: usize) -> i32 {
    let rows = i32::try_from(rows).unwrap_or(i32::MAX);
    NEAR.saturating_add(FARTHER.saturating_mul(rows.saturating_sub(1))).min(ORPHAN)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `数量|名称|值` a row; both sides alike.
    fn levels(rows: &[&str]) -> Vec<&'static str> {
        let lines: Vec<Line> = rows
            .iter()
            .map(|row| {
                let parts: Vec<&str> = row.split('|').collect();
                let label = Level2::of(parts[0]);
                let cell = (!parts[1].is_empty()).then(|| (parts[1].to_owned(), parts[2].to_owned()));
                Line {
                    labels: label.map_or(vec![], |level| vec![(0, level), (1, level)]),
                    level1: None,
                    cells: [cell.clone(), cell],
                }
            })
            .collect();
        let name = |level: &Level2| Level2::ALL.iter().find(|(l, _, _)| l == level).unwrap().1;
        assign(&lines).iter().map(|[period, _]| name(period.as_ref().unwrap())).collect()
    }

    #[test]
    fn labels_that_stand_right_are_kept_whatever_the_names_say() {
        assert_eq!(
            levels(&[
                "数量指标|评估完成率|100%",
                "质量指标|流程规范性|规范",
                "时效指标|支付时间|5月底前",
                "成本指标|评估费|≤25万元"
            ]),
            ["quantity", "quality", "timeliness", "cost"]
        );
    }

    #[test]
    fn labels_that_slipped_are_put_right_by_order_and_sense() {
        assert_eq!(
            levels(&[
                "数量指标|保养次数|1次",
                "|保养合格率|100%",
                "质量指标|故障排除率|100%",
                "时效指标|方案符合度|100%",
                "|保养时间|全年",
                "成本指标|采购时间|3月底前",
                "|保养成本|≤3万元",
                "经济效益||",
                "社会效益|系统正常运行|保障",
                "生态效益|办事效率|提高",
                "生态效益||",
                "可持续影响|管护机制|健全",
            ]),
            [
                "quantity",
                "quality",
                "quality",
                "quality",
                "timeliness",
                "timeliness",
                "cost",
                "economic",
                "social",
                "social",
                "ecological",
                "sustainability"
            ]
        );
    }

    #[test]
    fn satisfaction_may_stand_first() {
        assert_eq!(
            levels(&[
                "服务对象满意度指标|村民满意度|≥90%",
                "数量指标|补种株数|25株",
                "质量指标|成活率|≥98%",
                "时效指标|完成时间|5月底前",
                "社会效益|护林意识|提高",
            ]),
            ["beneficiary_satisfaction", "quantity", "quality", "timeliness", "social"]
        );
    }

    #[test]
    fn long_tables_carry_their_labels_down() {
        let mut rows = vec!["数量指标|册数|1册"];
        rows.extend(["|册数|1册"; LONGEST + 10]);
        assert!(levels(&rows).iter().all(|level| *level == "quantity"));
    }
}
