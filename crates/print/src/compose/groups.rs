//! Indicator rows sorted under the second levels of the template.

use jibiao_model::template::{Level1Node, Level2Node};
use jibiao_model::{IndicatorRow, Side};
use std::collections::BTreeMap;

/// The rows of one second level, both sides beside each other.
#[derive(Debug)]
pub(super) struct Group<'a> {
    pub level1: &'a str,
    pub level2: &'a str,
    /// In the template's tree; else the labels are the form's own
    pub known: bool,
    pub period: Vec<Placed<'a>>,
    pub annual: Vec<Placed<'a>>,
}

/// A row with its place in the form's list.
#[derive(Debug, Clone, Copy)]
pub(super) struct Placed<'a> {
    pub index: usize,
    pub row: &'a IndicatorRow,
}

impl<'a> Group<'a> {
    fn new(level1: &'a str, level2: &'a str, known: bool) -> Self {
        Group { level1, level2, known, period: Vec::new(), annual: Vec::new() }
    }

    /// The rows of a side.
    pub fn side(&self, side: Side) -> &[Placed<'a>] {
        match side {
            Side::Period => &self.period,
            Side::Annual => &self.annual,
        }
    }

    /// Lines on paper: those of the longer side; an empty second level keeps one.
    pub fn height(&self) -> usize {
        self.period.len().max(self.annual.len()).max(1)
    }

    /// True where neither side has a row.
    pub fn is_empty(&self) -> bool {
        self.period.is_empty() && self.annual.is_empty()
    }

    /// True where two neighbours stand under one first level.
    pub fn continues(&self, before: &Group<'_>) -> bool {
        self.known == before.known && self.level1 == before.level1
    }
}

/// Groups in the order of the tree, then those of unknown levels in the order of their first row.
pub(super) fn groups<'a>(
    tree: &'a [Level1Node],
    period: &'a [IndicatorRow],
    annual: &'a [IndicatorRow],
) -> Vec<Group<'a>> {
    let nodes: Vec<(&Level1Node, &Level2Node)> =
        tree.iter().flat_map(|node| node.children.iter().map(move |child| (node, child))).collect();
    let mut groups: Vec<Group<'a>> =
        nodes.iter().map(|(node, child)| Group::new(&node.label, &child.label, true)).collect();
    let mut unknown = BTreeMap::new();
    for (side, rows) in [(Side::Period, period), (Side::Annual, annual)] {
        for (index, row) in rows.iter().enumerate() {
            let place = node_of(row, &nodes).unwrap_or_else(|| {
                let labels = (row.level1.trim(), row.level2.trim());
                *unknown.entry(labels).or_insert_with(|| {
                    groups.push(Group::new(labels.0, labels.1, false));
                    groups.len() - 1
                })
            });
            let Some(group) = groups.get_mut(place) else { continue };
            match side {
                Side::Period => group.period.push(Placed { index, row }),
                Side::Annual => group.annual.push(Placed { index, row }),
            }
        }
    }
    together(&mut groups);
    groups
}

/// The node of a row: its second level says where it belongs; a first level that was left blank does not speak against it.
fn node_of(row: &IndicatorRow, nodes: &[(&Level1Node, &Level2Node)]) -> Option<usize> {
    let (level1, level2) = (row.level1.trim(), row.level2.trim());
    let (kind1, kind2) = (row.kind1(), row.kind2());
    nodes.iter().position(|(node, child)| {
        let first = level1.is_empty() || level1 == node.label || kind1 == Some(node.kind);
        first && (level2 == child.label || kind2 == Some(child.kind))
    })
}

/// Puts groups of one first level behind each other, so that it is printed once.
fn together(groups: &mut [Group<'_>]) {
    let mut firsts = BTreeMap::new();
    for group in groups.iter() {
        let next = firsts.len();
        firsts.entry((group.known, group.level1)).or_insert(next);
    }
    groups.sort_by_key(|group| firsts.get(&(group.known, group.level1)).copied());
}
